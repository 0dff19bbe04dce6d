/** References: by identifier into a namespace of the chain, or by whatever a map translates into one. */
import type { Target } from './map.ts';
import { Reader } from './reader.ts';
import type { Reading, Setting } from './setting.ts';
import { parseNamespace } from './systems.ts';

const U32 = 0xffff_ffff;

/** The parts of a reference, in the namespaces of the chain. */
export interface Named {
	type: Reader | undefined;
	system: Reader;
	value: Reader;
	/** Whether the map named it, and not the Consent itself. */
	isMapped: boolean;
}

const BY_IDENTIFIER = 'the chain knows whom it means by identifier, and nothing of an address on a server: replace it, or name it in a file for --map.';

/** The value of a reference by identifier into the namespace `system`. */
export function referredTo(ref: Reader, type: string | undefined, system: string, reading: Reading): string {
	const { type: stated, system: found, value } = readReference(ref, reading);
	if (type !== undefined) stated?.expect(type);
	if (found.value !== system) {
		return found.refuse(`this must be a number of the chain, in the namespace ${system}.`);
	}
	return value.text();
}

/**
 * The parts of a reference. An address and an identifier beside each other must mean the same: what stands there and is
 * neither the chain's nor in the map could be somebody else.
 */
export function readReference(ref: Reader, { map }: Reading): Named {
	const type = ref.maybe('type');
	const address = ref.maybe('reference');
	const identifier = ref.maybe('identifier');
	ref.pass('id', 'display').end();
	const byAddress = address && named(address, type, map?.byAddress(address.text()) ?? address.refuse(BY_IDENTIFIER));
	const byIdentifier = identifier && readIdentifierOf(identifier, type, map);
	if (byAddress && byIdentifier && !isSame(byAddress, byIdentifier)) return ref.refuse('its address and its identifier mean different ones.');
	return byIdentifier ?? byAddress ?? ref.refuse('"identifier" is missing.');
}

function readIdentifierOf(identifier: Reader, type: Reader | undefined, map: Reading['map']): Named {
	const system = identifier.member('system');
	const value = identifier.member('value');
	const use = identifier.maybe('use');
	if (use?.value === 'old') return use.refuse('an identifier that is no longer used could be of somebody else by now.');
	const target = parseNamespace(system.text()) ? undefined : map?.byIdentifier(system.text(), value.text());
	if (target) identifier.pass('type');
	identifier.pass('id', 'assigner').end();
	return target ? named(identifier, type, target) : { type, system, value, isMapped: false };
}

function named(written: Reader, type: Reader | undefined, { type: meant, system, value }: Target): Named {
	type?.expect(meant, ', as the map says');
	const [readType, readSystem, readValue] = [meant, system, value].map((text) => new Reader(written.path, text)) as [Reader, Reader, Reader];
	return { type: readType, system: readSystem, value: readValue, isMapped: true };
}

function isSame(one: Named, other: Named): boolean {
	return one.system.value === other.system.value && one.value.value === other.value.value;
}

/** A commitment to terms. */
export function readTerms(ref: Reader, setting: Setting): string {
	const { type, system, value } = readReference(ref, setting);
	type?.expect('DocumentReference');
	system.expect(setting.names.terms, ', where the chain keeps commitments to terms');
	return value.bytes32();
}

/** The chain and the patient whom a reference to a patient names. */
export function readPatient(ref: Reader, reading: Reading): { chain: string; patient: string } {
	const { type, system, value } = readReference(ref, reading);
	type?.expect('Patient');
	const namespace = parseNamespace(system.text());
	if (namespace?.what !== 'patient') return system.refuse('this is no namespace for the patients of a chain.');
	return { chain: namespace.chain, patient: value.bytes32() };
}

/** The number in a value such as `0x…/12`. */
export function numberWithin(value: Reader, text: string, { patient }: Setting): number {
	const match = /^(0x[0-9a-f]{64})\/(0|[1-9]\d{0,9})$/.exec(text);
	if (!match || Number(match[2]) > U32) return value.refuse('this must be the patient and a number, such as 0x…/12.');
	if (match[1] !== patient) return value.refuse('this is of another patient.');
	return Number(match[2]);
}
