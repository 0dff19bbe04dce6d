/** The walk finds nothing in the metadata of Salus, and something where there is something: without that, its silence would mean nothing. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Metadata, TypeRegistry } from '@polkadot/types';
import { u8aConcat } from '@polkadot/util';
import { Walk } from './walk.ts';

const BYTES = readFileSync(new URL('../../clients/metadata/salus.scale', import.meta.url));
/** Before what metadata is made of: "meta", and its version. */
const HEAD = BYTES.subarray(0, 5);

/** What of metadata is changed here, as JSON. */
interface Described {
	lookup: { types: { id: number; type: { path: string[]; def: { variant?: { variants: Variant[] } }; docs: string[] } }[] };
}

interface Variant {
	name: string;
	fields: { type: number }[];
	docs: string[];
}

describe('A walk through metadata', () => {
	test('of Salus finds nothing that stock polkadot.js cannot read', () => {
		const { version, seen, faults } = new Walk(BYTES);
		assert.equal(version, 15);
		assert.deepEqual(faults, []);
		for (const [kind, count] of Object.entries(seen)) assert.ok(count > 0 || kind === 'viewFunctions', `no ${kind}`);
	});

	test('that is written as it was read is the same', () => {
		assert.deepEqual(changed(() => {}), new Uint8Array(BYTES));
	});

	test('names the event whose field is of a type that is not there', () => {
		const faults = faultsAfter((described) => {
			variantOf(described, ['pallet_consent', 'pallet', 'Event'], 'Granted').fields[0]!.type = 100_000;
		});
		assertNamed(faults, /^event consent\.Granted: .*lookupId 100000/);
	});

	test('names the event whose field polkadot.js takes for a type of its own that it does not know', () => {
		const faults = faultsAfter((described) => {
			typeOf(described, ['salus_primitives', 'codes', 'AssuranceLevel']).path = ['primitive_types', 'AssuranceLevel'];
		});
		assertNamed(faults, /^event patientIdentity\.IdentityAttested: .*AssuranceLevel/);
	});

	test('names what is shown as mere bytes', () => {
		const faults = faultsAfter((described) => {
			typeOf(described, ['salus_primitives', 'keys', 'PublicKey']).path = ['sp_core', 'OpaquePeerId'];
		});
		assertNamed(faults, /^call patientIdentity\.register: /);
	});

	test('names the error and the event that nobody explains', () => {
		const faults = faultsAfter((described) => {
			variantOf(described, ['pallet_consent', 'pallet', 'Error'], 'SessionNotFound').docs = [];
			variantOf(described, ['pallet_consent', 'pallet', 'Event'], 'Granted').docs = [' '];
		});
		assert.deepEqual(faults, ['event consent.Granted: it has no docs', 'error consent.SessionNotFound: it has no docs']);
	});
});

/** The faults that a walk finds in the metadata of Salus after a change. */
function faultsAfter(change: (described: Described) => void): string[] {
	return new Walk(changed(change)).faults;
}

function changed(change: (described: Described) => void): Uint8Array {
	const registry = new TypeRegistry();
	const described = new Metadata(registry, BYTES).asV15.toJSON() as unknown as Described;
	change(described);
	return u8aConcat(HEAD, registry.createTypeUnsafe('MetadataV15', [described]).toU8a());
}

function typeOf({ lookup }: Described, path: string[]) {
	return lookup.types.find(({ type }) => type.path.join() === path.join())?.type ?? assert.fail(`There is no ${path.join('::')}.`);
}

function variantOf(described: Described, path: string[], name: string): Variant {
	return typeOf(described, path).def.variant?.variants.find((variant) => variant.name === name) ?? assert.fail(`There is no ${name}.`);
}

function assertNamed(faults: string[], pattern: RegExp): void {
	assert.ok(faults.some((fault) => pattern.test(fault)), faults.join('\n') || 'nothing was found');
}
