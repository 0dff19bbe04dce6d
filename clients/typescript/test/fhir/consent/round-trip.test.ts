/** State → FHIR → state is the same state, whatever the state; and FHIR → state → FHIR the same FHIR. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromResource, toBundle } from '../../../src/fhir/consent/bundle.ts';
import { callsOf } from '../../../src/fhir/consent/calls.ts';
import { type Element } from '../../../src/fhir/consent/moments.ts';
import { type ConsentState, readState, stateJson } from '../../../src/fhir/consent/state.ts';
import { EXTENSION, RELEASES } from '../../../src/fhir/consent/systems.ts';
import { faultsOf } from '../../../src/fhir/validate.ts';
import { randomState } from './random-state.ts';

const STATES = 120;
const VALIDATED = 30;

/** What is left after a journey over the wire. */
const sent = (value: unknown) => JSON.parse(JSON.stringify(value));

test('a state stays the same through its JSON', () => {
	for (let seed = 0; seed < STATES; seed++) {
		const state = randomState(seed);
		assert.deepEqual(readState(sent(stateJson(state))), state, `seed ${seed}`);
	}
});

for (const release of RELEASES) {
	test(`${STATES} random states stay the same through ${release}, and so does the FHIR of them`, () => {
		for (let seed = 0; seed < STATES; seed++) {
			const state = randomState(seed);
			const bundle = sent(toBundle(state, release));
			const imported = fromResource(bundle);
			assert.equal(imported.release, state.grants.length + imported.directives.length > 0 ? release : 'R4', `seed ${seed}`);
			assert.deepEqual(imported.state, state, `seed ${seed}`);
			assert.deepEqual(sent(toBundle(imported.state as ConsentState, release)), bundle, `seed ${seed}`);
		}
	});

	test(`${VALIDATED} of them are valid ${release} for both validators, and break no invariant`, async () => {
		for (let seed = 0; seed < VALIDATED; seed++) {
			assert.deepEqual(await faultsOf(sent(toBundle(randomState(seed), release)), release), [], `seed ${seed}`);
		}
	});

	test(`each Consent of ${release} alone says the same as in its Bundle, or is refused because a restriction in it is missing`, () => {
		let refused = 0;
		for (let seed = 0; seed < STATES / 10; seed++) {
			const bundle = sent(toBundle(randomState(seed), release)) as { entry?: { resource: Element }[] };
			const together = fromResource(bundle).directives.map((directive) => ({ ...directive, path: '' }));
			(bundle.entry ?? []).forEach(({ resource }, index) => {
				if (JSON.stringify(resource).includes(EXTENSION.copiedFrom)) {
					assert.throws(() => fromResource(resource), /this is a copy of the .* which is not here/, `seed ${seed}`);
					refused++;
				} else assert.deepEqual(fromResource(resource).directives.map((directive) => ({ ...directive, path: '' })), [together[index]], `seed ${seed}`);
			});
		}
		assert.ok(refused > 20);
	});
}

test('both releases give the same calls, one for each grant and restriction', () => {
	for (let seed = 0; seed < STATES; seed++) {
		const state = withPossibleReferrals(randomState(seed));
		const [r4, r5] = RELEASES.map((release) => callsOf(fromResource(sent(toBundle(state, release))).directives, 2n ** 64n));
		assert.deepEqual(r4, r5, `seed ${seed}`);
		const { refusals, refuseAll, optOut, confidential, allConfidential } = state.restrictions;
		const count = state.grants.length + refusals.length + Number(refuseAll !== null) + Number(optOut !== null) + confidential.length + Number(allConfidential !== null);
		assert.equal(r4?.length, count, `seed ${seed}`);
	}
});

/** On the chain, what is passed on has no terms of its own. */
function withPossibleReferrals(state: ConsentState): ConsentState {
	return {
		...state,
		grants: state.grants.map(([organization, grant]) => [organization, grant.ancestors.length > 0 ? { ...grant, terms: null } : grant]),
	};
}
