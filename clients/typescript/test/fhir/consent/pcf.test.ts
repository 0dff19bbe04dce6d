/** The export for IHE's PCF: what the profile forbids isn't there, and it never permits more than the chain, nor does an import of it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromResource } from '../../../src/fhir/consent/bundle.ts';
import { type Call, callsOf } from '../../../src/fhir/consent/calls.ts';
import { FhirMap } from '../../../src/fhir/consent/map.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { toPcfBundle } from '../../../src/fhir/consent/pcf.ts';
import { ALL_ACTIONS, type ConsentState } from '../../../src/fhir/consent/state.ts';
import { faultsOf } from '../../../src/fhir/validate.ts';
import { asFhir, permits, randomRequest } from './chain-model.ts';
import { Evaluator } from './evaluator.ts';
import { READINGS, typeIn } from './readings.ts';
import { Dice, crowdedState, randomState } from './random-state.ts';
import { PATIENT, STATE, TERMS } from './samples.ts';

const STATES = 300;
const REQUESTS = 100;
const CONTEXT = { organization: { reference: 'Organization/1' }, source: { reference: 'DocumentReference/1' }, policy: 'https://hospital.example/policies/privacy' };

const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function consentsOf(state: ConsentState): Element[] {
	const { entry = [] } = clone(toPcfBundle(state, CONTEXT).bundle) as { entry?: { resource: Element }[] };
	return entry.map(({ resource }) => resource);
}

/** Most grants of the chain can't be said in PCF; here many can. */
function sayableState(seed: number): ConsentState {
	const state = crowdedState(seed);
	const dice = new Dice(seed + 31);
	return {
		...state,
		grants: state.grants.map(([organization, grant]) => [organization, {
			...grant, provision: {
				...grant.provision, actions: dice.upTo(3) === 0 ? grant.provision.actions : ALL_ACTIONS, content: dice.upTo(3) === 0 ? grant.provision.content : null,
				scope: dice.is() ? { all: null } : grant.provision.scope,
			},
		}]),
		restrictions: { ...state.restrictions, refusals: state.restrictions.refusals.map((standing) => ({ ...standing, refusal: { ...standing.refusal, class: dice.is() ? null : standing.refusal.class } })) },
	};
}

test('nothing that the profile forbids is written, and all that it asks for', () => {
	let written = 0;
	for (let seed = 0; seed < STATES; seed++) {
		for (const consent of consentsOf(sayableState(seed)) as Record<string, any>[]) {
			written++;
			for (const element of ['policyRule', 'verification', 'identifier', 'extension']) assert.equal(consent[element], undefined);
			for (const element of ['status', 'patient', 'dateTime', 'sourceReference']) assert.notEqual(consent[element], undefined);
			assert.deepEqual(consent['scope'].coding[0].code, 'patient-privacy');
			assert.deepEqual(consent['category'], [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }]);
			assert.deepEqual([consent['organization'], consent['policy']], [[CONTEXT.organization], [{ uri: CONTEXT.policy }]]);
			assert.equal(consent['performer'].length, 1);
			const isBasic = consent['meta'].profile[0].endsWith('consentBasic');
			for (const [depth, provision] of [[0, consent['provision']], ...(consent['provision'].provision ?? []).map((nested: unknown) => [1, nested])]) {
				for (const element of ['action', 'class', 'code', 'securityLabel', 'dataPeriod', 'extension']) assert.equal(provision[element], undefined);
				assert.match(provision.type, /^(permit|deny)$/);
				for (const actor of provision.actor ?? []) assert.equal(actor.role.coding[0].code, 'IRCP');
				if (depth === 1) assert.equal(provision.provision, undefined);
				if (isBasic) assert.deepEqual([depth, provision.data], [0, undefined]);
			}
		}
	}
	assert.ok(written > 500, String(written));
});

test('it is valid R4', async () => {
	for (let seed = 0; seed < 25; seed++) {
		for (const state of [sayableState(seed), randomState(seed)]) assert.deepEqual(await faultsOf(clone(toPcfBundle(state, CONTEXT).bundle), 'R4'), [], `seed ${seed}`);
	}
});

for (const [name, reading] of Object.entries(READINGS)) {
	test(`purposes read ${name}: it permits nothing that the chain denies`, () => {
		let permitted = 0;
		for (let seed = 0; seed < STATES; seed++) {
			const state = sayableState(seed);
			const evaluators = consentsOf(state).map((consent) => new Evaluator(consent, reading));
			const dice = new Dice(seed);
			for (let number = 0; number < REQUESTS; number++) {
				const request = randomRequest(dice, state);
				const asked = asFhir(state, request, typeIn.R4);
				if (!evaluators.some((evaluator) => evaluator.answer(asked) === 'permit')) continue;
				permitted++;
				assert.equal(permits(state, request), true, `seed ${seed}, request ${number}`);
			}
		}
		assert.ok(permitted > 300, String(permitted));
	});
}

test('an import of it, as of any Consent of others, never gives more than the grants on the chain', () => {
	let [imported, refused] = [0, 0];
	for (let seed = 0; seed < STATES; seed++) {
		const state = sayableState(seed);
		const map = FhirMap.read({ format: 'salus/fhir-map/v1', chain: state.chain, policies: [CONTEXT.policy], ignore: ['organization', 'source'] });
		for (const consent of consentsOf(state)) {
			let calls: Call[];
			try {
				calls = callsOf(fromResource(consent, { map }).directives, state.at);
			} catch {
				refused++;
				continue;
			}
			for (const { call, args } of calls) {
				if (call !== 'consent.grant') continue;
				imported++;
				const { organization, provision } = args as { organization: number; provision: { purposes: number; scope: unknown; period: { from: number; until: number | null } } };
				const same = state.grants.some(([holder, { provision: granted }]) => holder === organization && granted.actions === ALL_ACTIONS
					&& (provision.purposes & ~granted.purposes) === 0 && granted.content === null && ('all' in granted.scope || 'anchors' in granted.scope)
					&& BigInt(provision.period.from) === granted.period.from);
				assert.ok(same, `seed ${seed}`);
			}
		}
	}
	assert.ok(imported > 50 && refused > 50, `${imported} imported, ${refused} refused`);
});

describe('what can\'t be said', () => {
	const grants = STATE.grants.map(([organization, grant]): ConsentState['grants'][number] => [organization, { ...grant, provision: { ...grant.provision, actions: ALL_ACTIONS } }]);
	const nothing = { refusals: [], refuseAll: null, optOut: null, confidential: [], allConfidential: null };

	test('is left out and told in numbers, on no account in the Bundle', () => {
		const { bundle, told } = toPcfBundle({ ...STATE, grants, restrictions: { ...nothing, confidential: STATE.restrictions.confidential } }, CONTEXT);
		assert.deepEqual(told, [
			'2 of the grants left out: it is for some classes, and PCF has no element for classes.',
			'1 of the confidential classes left out: PCF has no element for classes.',
		]);
		assert.equal((bundle['entry'] as unknown[]).length, 2);
		assert.equal(JSON.stringify(bundle).includes('left out'), false);
	});

	test('a refusal of everything leaves no grant', () => {
		const { bundle, told } = toPcfBundle({ ...STATE, grants, restrictions: { ...nothing, refuseAll: STATE.restrictions.refuseAll } }, CONTEXT);
		assert.equal((bundle['entry'] as unknown[]).length, 1);
		assert.deepEqual(told, [
			'4 of the grants left out: a refusal takes all of it away.',
			'1 of the refusals written without the exception for emergencies: PCF has no element for its actions.',
		]);
	});

	test('a refusal of one person stands in the grants that it touches', () => {
		const refusals = STATE.restrictions.refusals.filter(({ id }) => id === 2);
		const [first] = (clone(toPcfBundle({ ...STATE, grants, restrictions: { ...nothing, refusals } }, CONTEXT).bundle) as { entry: { resource: any }[] }).entry;
		assert.deepEqual(first?.resource.provision.provision.map(({ type, actor, purpose }: any) => [type, actor?.length, purpose?.length]), [['deny', undefined, 3], ['deny', 1, undefined]]);
	});

	test('a grant\'s own terms are its source, and a representative is no patient', () => {
		const { entry } = clone(toPcfBundle({ ...STATE, grants: [...grants.slice(0, 1), ...grants.slice(3).map(([organization, grant]): ConsentState['grants'][number] => [organization, { ...grant, provision: { ...grant.provision, scope: { all: null } } }])], restrictions: nothing }, CONTEXT).bundle) as { entry: { resource: any }[] };
		assert.equal(entry[0]?.resource.sourceReference.identifier.value, TERMS);
		assert.equal(entry[0]?.resource.performer[0].identifier.value, PATIENT);
		assert.deepEqual(entry[1]?.resource.sourceReference, CONTEXT.source);
		assert.deepEqual(entry[1]?.resource.performer, [{ reference: '#representative' }]);
	});
});
