/** The identifiers of Consents, and the ids that are made of them. */
import { blake2b } from '@noble/hashes/blake2.js';
import { bytesToHex, utf8ToBytes } from '../../format/bytes.ts';
import { type Directive, kindOf } from './directives.ts';
import type { Element } from './moments.ts';
import type { Reader } from './reader.ts';
import { numberWithin } from './references.ts';
import type { Setting } from './setting.ts';
import { KINDS, type Kind, parseNamespace } from './systems.ts';

/** What a Consent on the chain is called: its kind, and its number if there can be several of the kind. */
export interface Name {
	kind: Kind;
	number: number | undefined;
}

/** The identifier of a Consent on the chain. */
export function writeIdentifier(directive: Directive, setting: Setting): Element {
	return writeName({ kind: kindOf(directive), number: directive.number }, setting);
}

export function writeName({ kind, number }: Name, { names, patient }: Setting): Element {
	return { system: names.consent[kind], value: number === undefined ? patient : `${patient}/${number}` };
}

/** The same bytes for the same identifier, so that the same consent is the same resource in every export. */
export function uuidOf({ system, value }: Element): string {
	const hash = blake2b(utf8ToBytes(`${String(system)}|${String(value)}`), { dkLen: 16 });
	// RFC 9562, version 8: bits of our own.
	hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
	hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
	return bytesToHex(hash).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What the identifier of the chain says, among those that others gave. */
export function readIdentifier(consent: Reader, setting: Setting): Name | undefined {
	let found: Name | undefined;
	for (const identifier of consent.items('identifier')) {
		const system = identifier.maybe('system');
		if (!system || !parseNamespace(String(system.value))) {
			endForeignIdentifier(identifier);
			continue;
		}
		if (found) return identifier.refuse('it has two identifiers of the chain.');
		found = readName(system, identifier.member('value'), setting);
		identifier.pass('id', 'assigner').end();
	}
	return found;
}

/** What others call a Consent, or a Bundle, changes nothing; whatever else stands in it could. */
export function endForeignIdentifier(identifier: Reader): void {
	identifier.pass('id', 'system', 'value', 'use', 'type', 'assigner', 'period').end();
}

/** What an identifier of a Consent on the chain says. */
export function readName(system: Reader, value: Reader, setting: Setting): Name {
	const kind = KINDS.find((name) => setting.names.consent[name] === system.value);
	if (!kind) return system.refuse('this is a namespace of another chain, or not one of Consents.');
	const isOne = kind === 'refuse-all' || kind === 'emergency-opt-out' || kind === 'all-confidential';
	if (isOne) value.expect(setting.patient);
	return { kind, number: isOne ? undefined : numberWithin(value, value.text(), setting) };
}
