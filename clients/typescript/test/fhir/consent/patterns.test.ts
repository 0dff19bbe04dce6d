/**
 * The patterns of HL7's Consent examples, written anew for patients and organizations of a chain: what becomes of each, and why some
 * are refused. `docs/fhir-mapping.md` has the same table in words.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromResource, toBundle } from '../../../src/fhir/consent/bundle.ts';
import { type Call, callsOf } from '../../../src/fhir/consent/calls.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { Inexpressible } from '../../../src/fhir/consent/reader.ts';
import { HL7, RELEASES, type Release } from '../../../src/fhir/consent/systems.ts';
import { faultsOf } from '../../../src/fhir/validate.ts';
import { ACCOUNT, NAMES, NOW, OBSERVATION, PATIENT, STATE, action, by, concept, organization, purpose, r4, r5, recipient } from './samples.ts';

const OPTOUT = concept(HL7.directive, 'OPTOUT');
const OPTIN = concept(HL7.directive, 'OPTIN');

function callOf(resource: Element): Omit<Call, 'signer'> {
	const [first, ...others] = callsOf(fromResource(resource).directives, NOW);
	assert.deepEqual(others, []);
	const { call, args } = first as Call;
	return { call, args };
}

const refuse = (refusal: Element) => ({
	call: 'consent.refuse', args: { patient: PATIENT, refusal: { whom: 'Everybody', class: null, purposes: null, evenInEmergency: true, ...refusal } },
});

/** A pattern in both releases, and the call that it becomes. */
interface Pattern {
	name: string;
	forms: Partial<Record<Release, Element[]>>;
	call: Omit<Call, 'signer'>;
}

const emergency = { purpose: purpose('ETREAT') };
const PATTERNS: Pattern[] = [
	{
		name: 'Emergency: nothing for anybody, except for emergency treatment',
		forms: {
			R4: [
				r4({ policyRule: OPTOUT, provision: { type: 'deny', provision: [{ type: 'permit', ...emergency }] } }),
				r4({ provision: { type: 'deny', provision: [{ type: 'permit', action: action('access', 'collect'), ...emergency }] } }),
			],
			R5: [r5({ decision: 'deny', provision: [emergency] })],
		},
		call: { call: 'consent.refuseAll', args: { patient: PATIENT, evenInEmergency: false } },
	},
	{
		name: 'Emergency: nothing for one organization, except for emergency treatment',
		forms: {
			R4: [r4({ policyRule: OPTIN, provision: { type: 'deny', actor: [organization(3)], provision: [{ type: 'permit', ...emergency }] } })],
			R5: [r5({ decision: 'permit', provision: [{ actor: [organization(3)], provision: [emergency] }] })],
		},
		call: refuse({ whom: { Organization: 3 }, evenInEmergency: false }),
	},
	{
		name: 'No-Emergency: neither treatment nor emergency treatment by one organization',
		forms: {
			R4: [
				r4({ policyRule: OPTIN, provision: { type: 'deny', actor: [organization(3)], purpose: purpose('TREAT', 'ETREAT') } }),
				r4({ policyRule: OPTIN, provision: { actor: [organization(3)], purpose: purpose('TREAT', 'ETREAT') } }),
				r4({ provision: { type: 'permit', provision: [{ type: 'deny', actor: [organization(3)], purpose: purpose('TREAT', 'ETREAT') }] } }),
			],
			R5: [r5({ decision: 'permit', provision: [{ actor: [organization(3)], purpose: purpose('TREAT', 'ETREAT') }] })],
		},
		call: refuse({ whom: { Organization: 3 }, purposes: 3 }),
	},
	{
		name: 'No-Emergency: nothing at all, not even in an emergency (opt-out without exceptions)',
		forms: {
			R4: [r4({ policyRule: OPTOUT }), r4({ policyRule: OPTOUT, provision: { type: 'deny' } })],
			R5: [r5({ decision: 'deny' })],
		},
		call: { call: 'consent.refuseAll', args: { patient: PATIENT, evenInEmergency: true } },
	},
	{
		name: 'No break-glass, while what is granted goes on',
		forms: {
			R4: [r4({ provision: { type: 'deny', purpose: purpose('BTG') } })],
			R5: [r5({ decision: 'permit', provision: [{ purpose: purpose('BTG') }] })],
		},
		call: { call: 'consent.optOutOfEmergencies', args: { patient: PATIENT } },
	},
	{
		name: 'Out: nothing for treatment at one organization',
		forms: {
			R4: [r4({ policyRule: OPTIN, provision: { type: 'deny', actor: [organization(0)] } })],
			R5: [r5({ decision: 'permit', provision: [{ actor: [organization(0)] }] })],
		},
		call: refuse({ whom: { Organization: 0 } }),
	},
	{
		name: 'notThem: nothing for one practitioner, wherever that one works',
		forms: {
			R4: [r4({ policyRule: OPTIN, provision: { actor: [recipient(by(NAMES.account, ACCOUNT))] } })],
			R5: [r5({ decision: 'permit', provision: [{ actor: [recipient(by(NAMES.account, ACCOUNT))] }] })],
		},
		call: refuse({ whom: { Practitioner: { Account: ACCOUNT } } }),
	},
	{
		name: 'notLabs: one class of records for nobody',
		forms: {
			R4: [r4({ policyRule: OPTIN, provision: { type: 'deny', class: [{ system: HL7.types.R4, code: 'Observation' }] } })],
			R5: [r5({ decision: 'permit', provision: [{ resourceType: [{ system: HL7.types.R5, code: 'Observation' }] }] })],
		},
		call: refuse({ class: OBSERVATION }),
	},
	{
		name: 'basic: everything to one organization for treatment, in a period',
		forms: {
			R4: [
				r4({ policyRule: OPTOUT, provision: { actor: [organization(1)], purpose: purpose('TREAT'), period: { start: '2026-01-01T00:00:00Z', end: '2026-12-31T23:59:59Z' } } }),
				r4({
					provision: {
						type: 'deny', period: { start: '2026-01-01T00:00:00Z', end: '2026-12-31T23:59:59Z' },
						provision: [{ type: 'permit', actor: [organization(1)], purpose: purpose('TREAT') }],
					},
				}),
				r4({ provision: { type: 'permit', actor: [organization(1)], purpose: purpose('TREAT'), period: { start: '2026-01-01T01:00:00.000+01:00', end: '2026-12-31T23:59:59.999Z' } } }),
			],
			R5: [
				r5({ decision: 'deny', provision: [{ actor: [organization(1)], purpose: purpose('TREAT'), period: { start: '2026-01-01T00:00:00Z', end: '2026-12-31T23:59:59Z' } }] }),
				r5({ decision: 'deny', period: { start: '2026-01-01T00:00:00Z', end: '2026-12-31T23:59:59Z' }, provision: [{ actor: [organization(1)], purpose: purpose('TREAT') }] }),
			],
		},
		call: {
			call: 'consent.grant',
			args: {
				patient: PATIENT, organization: 1, terms: null, envelope: null,
				provision: {
					grantee: 'Organization', scope: 'All', content: null, actions: 31, purposes: 1,
					period: { from: Date.UTC(2026, 0, 1), until: Date.UTC(2027, 0, 1) },
				},
			},
		},
	},
	{
		name: 'Emergency only: one organization may read for emergency treatment, and for nothing else',
		forms: {
			R4: [
				r4({ provision: { type: 'permit', actor: [organization(1)], action: action('access'), purpose: purpose('ETREAT') } }),
				r4({ policyRule: OPTOUT, provision: { actor: [organization(1)], action: action('access'), purpose: purpose('ETREAT') } }),
				r4({ provision: { type: 'deny', provision: [{ type: 'permit', actor: [organization(1)], action: action('access'), purpose: purpose('ETREAT') }] } }),
			],
			R5: [r5({ decision: 'deny', provision: [{ actor: [organization(1)], action: action('access'), purpose: purpose('ETREAT') }] })],
		},
		call: {
			call: 'consent.grant',
			args: {
				patient: PATIENT, organization: 1, terms: null, envelope: null,
				provision: { grantee: 'Organization', scope: 'All', content: null, actions: 1, purposes: 2, period: { from: 0, until: null } },
			},
		},
	},
];

for (const { name, forms, call } of PATTERNS) {
	describe(name, () => {
		for (const release of RELEASES) {
			(forms[release] ?? []).forEach((resource, index) => {
				test(`${release}, form ${index + 1}`, async () => {
					assert.deepEqual(await faultsOf(resource, release), []);
					assert.deepEqual(callOf(resource), call);
				});
			});
		}
	});
}

test('once on the chain, the Emergency pattern comes back as one for broken glass, which is what lets a session through', () => {
	const state = { ...STATE, grants: [], restrictions: { ...STATE.restrictions, refusals: [], optOut: null, confidential: [], allConfidential: null } };
	const [r4Consent, r5Consent] = RELEASES.map((release) => (toBundle(state, release) as { entry: [{ resource: Element }] }).entry[0].resource);
	const exception = { action: action('access', 'collect'), purpose: purpose('BTG') };
	assert.deepEqual(r4Consent?.['policyRule'], OPTOUT);
	assert.deepEqual(r4Consent?.['provision'], {
		type: 'deny', period: { start: '2026-11-21T10:00:00.000Z' }, provision: [{ type: 'permit', ...exception }],
	});
	assert.equal(r5Consent?.['decision'], 'deny');
	assert.deepEqual(r5Consent?.['provision'], [exception]);
});

test('and the No-Emergency pattern', () => {
	const refuseAll = { since: NOW, byController: true, evenInEmergency: true };
	const state = { ...STATE, grants: [], restrictions: { refusals: [], refuseAll, optOut: null, confidential: [], allConfidential: null } };
	const [r4Consent, r5Consent] = RELEASES.map((release) => (toBundle(state, release) as { entry: [{ resource: Element }] }).entry[0].resource);
	assert.deepEqual(r4Consent?.['provision'], { type: 'deny', period: { start: '2026-11-21T10:00:00.000Z' } });
	assert.equal(r5Consent?.['decision'], 'deny');
	assert.equal(r5Consent?.['provision'], undefined);
});

/** Patterns of HL7 that the chain has no words for. */
const REFUSED: [string, Element, RegExp][] = [
	['notOrg with actions: a refusal is of every action', { type: 'deny', actor: [organization(3)], action: action('access', 'correct') }, /every action/],
	['notThis: single records can\'t be refused', { type: 'deny', data: [{ meaning: 'instance', reference: by(NAMES.anchor, `${PATIENT}/3`) }] }, /no single records/],
	['notThis: nor what is related to a record', { type: 'deny', data: [{ meaning: 'related', reference: { reference: 'Task/3' } }] }, /must be "instance"/],
	['notAuthor: nor what somebody wrote', { type: 'deny', data: [{ meaning: 'authoredby', reference: by(NAMES.organization, '3') }] }, /must be "instance"/],
	['notTime: nor the records of some time', { type: 'deny', dataPeriod: { start: '2015-01', end: '2015-02' } }, /not the content of some time/],
	['notTime: nor for some time', { type: 'deny', actor: [organization(3)], period: { start: '2015-01-01T00:00:00Z', end: '2015-02-01T00:00:00Z' } }, /stands until it is lifted/],
	['notSecLabel: nor by a label of others', { type: 'deny', securityLabel: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' }] }, /no such label/],
	['whoever keeps the records: the chain knows recipients', { type: 'deny', actor: [{ role: concept(HL7.participation, 'CST'), reference: by(NAMES.organization, '3') }] }, /recipients of information/],
	['R4\'s Emergency as published: an exception that takes back what it is nested in', {
		type: 'permit', actor: [organization(3)], purpose: purpose('ETREAT'), provision: [{ type: 'deny', actor: [organization(3)] }],
	}, /makes exceptions of classes/],
	['an address on somebody\'s server is nobody on the chain', { type: 'deny', actor: [recipient({ reference: 'Organization/f001' })] }, /by identifier/],
];

for (const [name, provision, reason] of REFUSED) {
	test(name, () => {
		assert.throws(() => callOf(r4({ provision })), (error) => error instanceof Inexpressible && reason.test(error.message));
	});
}
