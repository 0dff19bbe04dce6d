/** One patient with everything that can be granted and restricted, and the parts that tests build Consents of. */
import { encodeAddress } from '@polkadot/util-crypto/address';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import type { ConsentState } from '../../../src/fhir/consent/state.ts';
import { BASE, HL7, LABEL_SYSTEM, namespaces } from '../../../src/fhir/consent/systems.ts';

export const CHAIN = `0x${'c1'.repeat(32)}`;
export const PATIENT = `0x${'a7'.repeat(32)}`;
export const PSEUDONYM = `0x${'5d'.repeat(32)}`;
export const ACCOUNT = encodeAddress(new Uint8Array(32).fill(7), 42);
export const TERMS = `0x${'7e'.repeat(32)}`;
export const OBSERVATION = 96;
export const OPAQUE = 0x8001;
export const NAMES = namespaces(CHAIN);
/** 21 November 2026, 10:00 UTC. */
export const NOW = BigInt(Date.UTC(2026, 10, 21, 10));
const YEAR = 365n * 24n * 3_600_000n;
/** Bits 0 and 1 of purposes: TREAT and ETREAT. */
const TREAT = 1;
const BOTH = 3;

/** Every kind of grantee, scope and restriction once. */
export const STATE: ConsentState = {
	chain: CHAIN,
	patient: PATIENT,
	at: NOW,
	grants: [
		[0, {
			id: 0, grantedAt: NOW - YEAR, terms: TERMS, excludesConfidential: false, ancestors: [],
			provision: {
				grantee: { organization: null }, scope: { all: null }, content: null, actions: 0b1011, purposes: TREAT,
				period: { from: NOW - YEAR, until: NOW + YEAR },
			},
		}],
		[1, {
			id: 1, grantedAt: NOW - 5n, terms: null, excludesConfidential: true, ancestors: [0],
			provision: {
				grantee: { role: 'PrivacyOfficer' }, scope: { classes: [OBSERVATION, OPAQUE] }, content: { from: 600, until: 612 }, actions: 1,
				purposes: BOTH, period: { from: NOW - 5n, until: NOW + 60_001n },
			},
		}],
		[1, {
			id: 2, grantedAt: NOW - 4n, terms: null, excludesConfidential: false, ancestors: [],
			provision: {
				grantee: { practitioner: ACCOUNT }, scope: { anchors: [3, 5] }, content: null, actions: 1, purposes: TREAT,
				period: { from: 0n, until: null },
			},
		}],
		[2, {
			id: 3, grantedAt: NOW - 3n, terms: null, excludesConfidential: true, ancestors: [],
			provision: {
				grantee: { pseudonym: PSEUDONYM }, scope: { allBut: [OPAQUE] }, content: null, actions: 1, purposes: TREAT,
				period: { from: NOW, until: null },
			},
		}],
	],
	restrictions: {
		refusals: [
			{ id: 0, since: NOW - 2n, byController: true, refusal: { whom: { organization: 7 }, class: null, purposes: null, evenInEmergency: true } },
			{
				id: 1, since: NOW - 2n, byController: false,
				refusal: { whom: { practitioner: { account: ACCOUNT } }, class: OPAQUE, purposes: TREAT, evenInEmergency: false },
			},
			{
				id: 2, since: NOW - 2n, byController: true,
				refusal: { whom: { practitioner: { pseudonym: PSEUDONYM } }, class: null, purposes: null, evenInEmergency: false },
			},
			{ id: 3, since: NOW - 1n, byController: true, refusal: { whom: { everybody: null }, class: OBSERVATION, purposes: null, evenInEmergency: false } },
			{ id: 4, since: NOW - 1n, byController: true, refusal: { whom: { everybody: null }, class: null, purposes: null, evenInEmergency: true } },
		],
		refuseAll: { since: NOW, byController: true, evenInEmergency: false },
		optOut: { since: NOW },
		confidential: [{ class: OPAQUE, since: NOW }],
		allConfidential: { exceptions: [OBSERVATION, 28], since: NOW },
	},
};

export const concept = (system: string, code: string): Element => ({ coding: [{ system, code }] });
export const by = (system: string, value: string): Element => ({ identifier: { system, value } });

/** An actor of a provision: who receives information. */
export const recipient = (reference: Element): Element => ({ role: concept(HL7.participation, 'PRCP'), reference });
export const organization = (number: number): Element => recipient(by(NAMES.organization, String(number)));
export const purpose = (...codes: string[]): Element[] => codes.map((code) => ({ system: HL7.purpose, code }));
export const action = (...codes: string[]): Element[] => codes.map((code) => concept(HL7.action, code));
export const label: Element = { system: LABEL_SYSTEM, code: 'confidential' };

/** A Consent of R4 as somebody else may write it: with no number of the chain. */
export function r4(rest: Element): Element {
	return {
		resourceType: 'Consent', status: 'active', scope: concept(HL7.scope, 'patient-privacy'), category: [concept(HL7.loinc, '59284-0')],
		patient: by(NAMES.patient, PATIENT), policy: [{ uri: `${BASE}/policy/decision-order` }], ...rest,
	};
}

/** The same of R5. */
export function r5(rest: Element): Element {
	return { resourceType: 'Consent', status: 'active', category: [concept(HL7.loinc, '59284-0')], subject: by(NAMES.patient, PATIENT), ...rest };
}
