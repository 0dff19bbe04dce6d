import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Metadata, type PortableRegistry, TypeRegistry } from '@polkadot/types';
import { CORRECTION_REASONS, REJECTION_REASONS } from '../../src/chain/codes.ts';
import type { AuditedEvent } from '../../src/chain/generated/told.ts';
import {
	wordingOfActor, wordingOfBasis, wordingOfCorrection, wordingOfDenial, wordingOfEmergencyDenial, wordingOfEvent, wordingOfFlag, wordingOfRejection, wordingOfStatus,
} from '../../src/chain/wordings.ts';

const registry = new TypeRegistry();
registry.setMetadata(new Metadata(registry, readFileSync(new URL('../../../metadata/salus.scale', import.meta.url))));
const { lookup } = registry as unknown as { lookup: PortableRegistry };

/** A value of each variant of a type of the runtime, in its JSON form. */
function variantsOf<T>(name: string, crate = 'salus_primitives'): [variant: string, value: T][] {
	const type = lookup.types.find(({ type: { path } }) => path.at(-1)?.toString() === name && path[0]?.toString() === crate);
	assert.ok(type, name);
	const typeName = registry.createLookupType(type.id);
	return [...type.type.def.asVariant.variants].map((variant) => {
		const made = registry.createType(typeName, { [variant.name.toString()]: undefined });
		return [variant.name.toString(), made.toJSON() as T];
	});
}

test('every event has words of its own, and every reason', () => {
	for (const [name, wording, crate] of [
		['AuditedEvent', wordingOfEvent], ['Actor', wordingOfActor], ['Basis', wordingOfBasis], ['Denial', wordingOfDenial],
		['EmergencyDenial', wordingOfEmergencyDenial], ['CorrectionReason', wordingOfCorrection],
		['RejectionReason', wordingOfRejection, 'pallet_record_anchor'], ['RecordStatus', wordingOfStatus, 'pallet_record_anchor'],
	] as [string, (value: unknown) => string, string?][]) {
		const words = variantsOf<unknown>(name, crate).map(([variant, value]) => {
			const text = wording(value);
			assert.doesNotMatch(text, /undefined|null|NaN|\[object/, variant);
			assert.notEqual(text.toLowerCase(), variant.toLowerCase(), `${variant} has no words`);
			return text;
		});
		assert.equal(new Set(words).size, words.length, name);
	}
});

test('an attempt is told with what permitted it, or why it was denied', () => {
	const attempt = { action: 'Access', purpose: 'EmergencyTreatment' };
	const asked = (outcome: object) => wordingOfEvent({ accessRequested: { ...attempt, outcome } } as unknown as AuditedEvent);
	assert.equal(asked({ permitted: { emergency: 7 } }), 'asked for access (Access, EmergencyTreatment): permitted, emergency session 7');
	assert.equal(asked({ denied: { notPractising: 'NotLicensed' } }), 'asked for access (Access, EmergencyTreatment): denied, its licence does not run');
});

test('what a session exceeds is told in one sentence', () => {
	assert.equal(
		wordingOfEvent({ emergencyFlagged: { session: 4, flags: 0b11 } } as AuditedEvent),
		`session 4 is flagged: ${wordingOfFlag('TooManyOpen')}; ${wordingOfFlag('TooManyToday')}`,
	);
});

test('an event of a later runtime is told by its name', () => {
	assert.equal(wordingOfEvent({ somethingNew: null } as unknown as AuditedEvent), 'somethingNew');
});

test('the reasons of corrections and rejections are those of the runtime, in its order', () => {
	assert.deepEqual(variantsOf('CorrectionReason').map(([name]) => name), CORRECTION_REASONS);
	assert.deepEqual(variantsOf('RejectionReason', 'pallet_record_anchor').map(([name]) => name), REJECTION_REASONS);
});

test('an amendment is told with the version that it supersedes and why, and how long an anchor stays by its day', () => {
	assert.equal(
		wordingOfEvent({ recordsAmended: { anchor: 5, supersedes: 2, reason: 'DisputeUpheld', purpose: 'Treatment', basis: { author: null } } } as AuditedEvent),
		'put anchor 5 in the place of anchor 2: the patient disputed them, and was right',
	);
	const extended = (until: number | null) => wordingOfEvent({ retentionExtended: { anchor: 5, until } } as AuditedEvent);
	assert.deepEqual([extended(null), extended(21_000)], ['anchor 5 stays for good', 'anchor 5 stays until day 21000 since 1970']);
});
