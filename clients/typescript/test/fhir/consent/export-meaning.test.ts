/**
 * Reported: a refusal of one organization, exported as R5, permitted everybody else. What is exported is asked here as a stranger would
 * read it, by FHIR's text, and compared with what the chain would answer: whoever permits what any of the Consents permits never permits
 * more than the chain.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toBundle } from '../../../src/fhir/consent/bundle.ts';
import { PURPOSES_BELOW } from '../../../src/fhir/consent/generated/purpose-codes.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import type { ConsentState } from '../../../src/fhir/consent/state.ts';
import { KIND_SYSTEM, RELEASES, type Release } from '../../../src/fhir/consent/systems.ts';
import { type ChainRequest, PURPOSES, asFhir, permits, randomRequest, refuses } from './chain-model.ts';
import { Evaluator, type FhirRequest, type PurposeReading } from './evaluator.ts';
import { CROWD, Dice, crowdedState } from './random-state.ts';
import { READINGS, typeIn } from './readings.ts';

const STATES = 200;
const REQUESTS = 150;

interface Exported {
	consent: Element;
	kind: string;
	evaluator: Evaluator;
}

function exported(state: ConsentState, release: Release, reading: PurposeReading): Exported[] {
	const { entry = [] } = JSON.parse(JSON.stringify(toBundle(state, release))) as { entry?: { resource: Element }[] };
	return entry.map(({ resource }) => ({ consent: resource, kind: kindOf(resource), evaluator: new Evaluator(resource, reading) }));
}

function kindOf(consent: Element): string {
	const codings = (consent['category'] as { coding: { system: string; code: string }[] }[]).flatMap(({ coding }) => coding);
	return codings.find(({ system }) => system === KIND_SYSTEM)?.code as string;
}

for (const release of RELEASES) {
	for (const [name, reading] of Object.entries(READINGS)) {
		describe(`${release}, purposes read ${name}`, () => {
			const ask = (check: (state: ConsentState, consents: Exported[], request: ChainRequest, asked: FhirRequest, where: string) => void) => {
				for (let seed = 0; seed < STATES; seed++) {
					const state = crowdedState(seed);
					const consents = exported(state, release, reading);
					const dice = new Dice(seed);
					for (let number = 0; number < REQUESTS; number++) {
						const request = randomRequest(dice, state);
						check(state, consents, request, asFhir(state, request, typeIn[release]), `seed ${seed}, request ${number}`);
					}
				}
			};

			test('the Consents together permit nothing that the chain denies, and much of what it permits', () => {
				const count = { permitted: 0, both: 0 };
				ask((state, consents, request, asked, where) => {
					const permitting = consents.find(({ evaluator }) => evaluator.answer(asked) === 'permit');
					const onChain = permits(state, request);
					if (permitting && !onChain) assert.fail(`${where}: ${JSON.stringify({ asked, consent: permitting.consent }, (_, value) => (typeof value === 'bigint' ? String(value) : value))}`);
					if (onChain) count.permitted++;
					if (onChain && permitting) count.both++;
				});
				assert.ok(count.permitted > 500, `${count.permitted} permitted by the chain`);
				// Without a session nothing else is lost to a reader who goes code by code; a session needs a refusal that tells of it.
				assert.ok(count.both > count.permitted / 4, `${count.both} of ${count.permitted}`);
			});

			test('a restriction denies what it restricts, and permits nothing but broken glass', () => {
				let denied = 0;
				ask((state, consents, request, asked, where) => {
					for (const { kind, evaluator, consent } of consents) {
						if (kind === 'grant') continue;
						const answer = evaluator.answer(asked);
						if (answer === 'permit') assert.deepEqual([asked.purpose, ['access', 'collect'].includes(asked.action), kind.startsWith('refus')], ['BTG', true, true], where);
						const restricts = kind === 'refuse-all' || (kind === 'emergency-opt-out' && request.inSession)
							|| (kind === 'refusal' && refuses(refusalOf(state, consent), request));
						if (!restricts || asked.purpose === 'BTG' && kind !== 'emergency-opt-out') continue;
						denied++;
						assert.equal(answer, 'deny', `${where}, ${kind}`);
					}
				});
				assert.ok(denied > 2_000);
			});

			test('representatives are denied confidential classes, and nobody is permitted anything for it', () => {
				const asked = { 'confidential-class': 0, 'all-confidential': 0 };
				for (let seed = 0; seed < STATES; seed++) {
					const state = crowdedState(seed);
					for (const { kind, evaluator, consent } of exported(state, release, reading)) {
						if (kind !== 'confidential-class' && kind !== 'all-confidential') continue;
						for (const recordClass of CROWD.classes) {
							for (const action of ['access', 'collect']) {
								const request: FhirRequest = { at: state.at, roles: [], represents: state.patient, action, purpose: 'PATRQT', type: typeIn[release](recordClass), labels: [] };
								const answer = evaluator.answer(request);
								assert.notEqual(answer, 'permit');
								assert.notEqual(evaluator.answer({ ...request, represents: 'somebody else' }), 'permit');
								const isMarked = (consent['identifier'] as { value: string }[])[0]?.value === `${state.patient}/${recordClass}`;
								const isAmongAll = kind === 'all-confidential' && !state.restrictions.allConfidential?.exceptions.includes(recordClass);
								if (!isMarked && !isAmongAll) continue;
								assert.equal(answer, 'deny');
								asked[kind]++;
							}
						}
					}
				}
				for (const count of Object.values(asked)) assert.ok(count > 100);
			});

			test('a grant alone permits no more than the chain, whatever else is read', () => {
				ask((state, consents, request, asked, where) => {
					for (const { kind, evaluator } of consents) {
						if (kind === 'grant' && evaluator.answer(asked) === 'permit') assert.equal(permits(state, request), true, where);
					}
				});
			});
		});
	}
}

test('code by code, without a session, the grants permit exactly what the chain permits', () => {
	for (const release of RELEASES) {
		for (let seed = 0; seed < STATES; seed++) {
			const state = crowdedState(seed);
			const consents = exported(state, release, READINGS['code by code'] as PurposeReading);
			const dice = new Dice(seed);
			for (let number = 0; number < REQUESTS; number++) {
				const request = { ...randomRequest(dice, state), inSession: false };
				const asked = asFhir(state, request, typeIn[release]);
				assert.equal(consents.some(({ evaluator }) => evaluator.answer(asked) === 'permit'), permits(state, request), `${release}, seed ${seed}, request ${number}`);
			}
		}
	}
});

function refusalOf(state: ConsentState, consent: Element) {
	const value = (consent['identifier'] as { value: string }[])[0]?.value;
	const found = state.restrictions.refusals.find(({ id }) => value === `${state.patient}/${id}`);
	assert.ok(found);
	return found.refusal;
}

test('the reading of the tree knows every purpose of the chain', () => {
	for (const code of PURPOSES) assert.ok(Object.hasOwn(PURPOSES_BELOW, code), code);
});
