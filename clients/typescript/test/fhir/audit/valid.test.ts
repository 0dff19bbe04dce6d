/** What is written of a trail is valid for HL7's definitions, and by IHE's profiles where it names them; and what is broken is found. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEntry, ReleaseFlaw, Target } from '../../../src/chain/generated/told.ts';
import { AUTHZ_CONSENT, DISCLOSURE_SOURCE, balpFaults } from '../../../src/fhir/audit/balp.ts';
import { toAuditBundle } from '../../../src/fhir/audit/bundle.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { RELEASES, type Release } from '../../../src/fhir/consent/systems.ts';
import { faultsOf } from '../../../src/fhir/validate.ts';
import { TRAILS, copyOf, everyKind, sent } from './random-trail.ts';
import { DOCTOR, STORY, TEAM } from './samples.ts';

type Event = Record<string, any>;

const FLAWS = Object.keys({
	NoTicket: 0, TicketNotFound: 0, WrongCustodian: 0, NotTicketHolder: 0, NotCovered: 0, OutsideItsLife: 0, RedeemedBefore: 0, NotProven: 0, TooLate: 0, NoLongerPermitted: 0,
} satisfies Record<ReleaseFlaw, 0>) as ReleaseFlaw[];

const resources = (entries: AuditEntry[], release: Release): Event[] =>
	(sent(toAuditBundle(copyOf(TRAILS[0]!, entries), release)) as { entry: { resource: Element }[] }).entry.map(({ resource }) => resource);

for (const release of RELEASES) {
	test(`entries of every kind, with random values, are valid ${release} for both validators, and break no invariant`, async () => {
		for (const [seed, trail] of TRAILS.entries()) assert.deepEqual(await faultsOf(sent(toAuditBundle(everyKind(seed, trail), release)), release), []);
	});

	test(`${release}: what happens between a patient and a doctor is valid`, async () => {
		assert.deepEqual(await faultsOf(sent(toAuditBundle(copyOf(TRAILS[0]!, STORY), release)), release), []);
	});

	test(`${release}: a broken AuditEvent is found`, async () => {
		for (const [what, breakIt] of [
			['no time', (event: Event) => delete event['recorded']],
			['an action that FHIR does not know', (event: Event) => (event['action'] = 'X')],
			['no agent', (event: Event) => delete event['agent']],
			['a misspelt element', (event: Event) => (event['entities'] = event['entity'])],
			['an empty list', (event: Event) => (event['entity'] = [])],
		] as const) {
			const [event] = resources(STORY, release);
			breakIt(event!);
			assert.notDeepEqual(await faultsOf(event, release), [], what);
		}
	});
}

test('an attempt to gain access, permitted or denied, is one of IHE\'s AuthZconsent, and a release one of PrivacyDisclosure.Source', () => {
	const profiles = resources(STORY, 'R4').map((event) => event['meta']?.profile ?? []);
	assert.deepEqual(profiles, [[], [AUTHZ_CONSENT], [AUTHZ_CONSENT], [DISCLOSURE_SOURCE], [], []]);
});

test('an attempt of somebody who acts for no organization names no profile of IHE, which asks for one', () => {
	const [event] = resources([{ ...STORY[1]!, actor: { person: DOCTOR } }], 'R4');
	assert.equal(event!['meta'], undefined);
});

const attempts: [what: string, breakIt: (event: Event) => void, fault: RegExp][] = [
	['another type', (event) => (event['type'] = { ...event['type'], code: '110112' }), /^type/],
	['no subtype', (event) => delete event['subtype'], /^subtype/],
	['a subtype of another system', (event) => event['subtype'].push({ system: 'http://x', code: 'x' }), /^subtype: only/],
	['another action', (event) => (event['action'] = 'R'), /^action/],
	['no outcome', (event) => delete event['outcome'], /^outcome/],
	['a modifier', (event) => (event['modifierExtension'] = [{ url: 'http://x', valueBoolean: true }]), /^modifierExtension/],
	['no client', (event) => event['agent'].shift(), /one client/],
	['a client without a network', (event) => delete event['agent'][0].network, /one client/],
	['a client with a name', (event) => (event['agent'][0].name = 'x'), /a client has more/],
	['two users', (event) => event['agent'].push(event['agent'][1]), /one user/],
	['a user who did not request', (event) => (event['agent'][1].requestor = false), /one user/],
	['no organization', (event) => event['agent'].splice(2, 1), /one organization/],
	['an authorization server that is not the source', (event) => (event['source'].observer = { display: 'x' }), /val-audit-source/],
	['an entity that is neither patient nor Consent', (event) => event['entity'].push({ type: { code: '2' } }), /only the patient/],
	['no patient', (event) => event['entity'].shift(), /one patient/],
	['no Consent', (event) => (event['entity'] = event['entity'].slice(0, 1)), /a Consent is/],
];
const releases: [what: string, breakIt: (event: Event) => void, fault: RegExp][] = [
	['another type', (event) => (event['type'] = { ...event['type'], code: '110107' }), /^type/],
	['no disclosure', (event) => (event['subtype'] = []), /^subtype/],
	['no source', (event) => (event['agent'] = event['agent'].filter(({ type }: Event) => type.coding[0].code !== '110153')), /one source/],
	['a source that is not the observer', (event) => (event['source'].observer = { display: 'x' }), /val-audit-source/],
	['no recipient', (event) => (event['agent'] = event['agent'].filter(({ type }: Event) => type.coding[0].code !== '110152')), /one recipient/],
	['two custodians', (event) => event['agent'].push(event['agent'][0]), /one custodian/],
	['nothing that was disclosed', (event) => (event['entity'] = event['entity'].slice(0, 1)), /the patient and what/],
	['no patient', (event) => event['entity'].shift(), /one patient/],
];

for (const [profile, at, breaking] of [[AUTHZ_CONSENT, 1, attempts], [DISCLOSURE_SOURCE, 3, releases]] as const) {
	for (const [what, breakIt, fault] of breaking) {
		test(`${profile.split('.').at(-1)}: ${what} is found, also in a Bundle`, async () => {
			const event = resources(STORY, 'R4')[at]!;
			assert.deepEqual(balpFaults(event, profile), []);
			breakIt(event);
			assert.ok(balpFaults(event, profile).some((found) => fault.test(found)), balpFaults(event, profile).join());
			const found = await faultsOf({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: event }] }, 'R4');
			assert.ok(found.some(({ validator, message }) => validator === 'salus' && message.includes(profile)));
		});
	}
}

test('a release to who asked names the person whom the ticket\'s entry tells, what for, and the patient who had granted it', () => {
	const event = resources(STORY, 'R4')[3]!;
	const agent = (code: string) => event['agent'].find(({ type }: Event) => type.coding[0].code === code);
	assert.equal(agent('110152').who.identifier.value, DOCTOR);
	assert.equal(agent('429577009').who.type, 'Patient');
	assert.equal(event['purposeOfEvent'][0].coding[0].code, 'TREAT');
	const toTeam = resources(STORY, 'R4')[4]!['agent'].find(({ type }: Event) => type.coding[0].code === '110152');
	assert.equal(toTeam.who.identifier.value, TEAM);
});

test('the outcome is success where all was permitted, and failure with its reason where nothing was', () => {
	const [, permitted, denied] = resources(STORY, 'R4');
	assert.deepEqual([permitted!['outcome'], permitted!['outcomeDesc']], ['0', 'Permitted: 2 targets, grant.']);
	assert.deepEqual([denied!['outcome'], denied!['outcomeDesc']], ['8', 'Denied: 1 target, not practising (not licensed).']);
	const [, , inR5] = resources(STORY, 'R5');
	assert.equal(inR5!['outcome'].code.code, 'error');
});

test('what is permitted in part, and a release that no ticket covers, is a failure of the lesser kind', () => {
	const [, permitted] = STORY;
	const attempt = permitted!.event.accessRequested!;
	const answers = [...attempt.answers, { outcome: { denied: { notGranted: null } }, targets: [{ anchor: 9 }] }];
	const inPart: AuditEntry = { ...permitted!, event: { accessRequested: { ...attempt, answers } } };
	for (const [release, code] of [['R4', '4'], ['R5', 'warning']] as const) {
		const [partly, , flawed] = resources([inPart, STORY[3]!, STORY[4]!], release);
		const of = (event: Event) => (release === 'R4' ? event['outcome'] : event['outcome'].code.code);
		assert.deepEqual([of(partly!), of(flawed!)], [code, code]);
	}
	const [partly, , flawed] = resources([inPart, STORY[3]!, STORY[4]!], 'R4');
	assert.equal(partly!['outcomeDesc'], 'Permitted: 2 targets, grant. Denied: 1 target, not granted.');
	assert.equal(flawed!['outcomeDesc'], 'Released although no ticket covers it: not proven.');
});

test('a release names no authorizer where its ticket rests on something else than a grant, and nobody where the ticket is not in the Bundle', () => {
	const [, permitted] = STORY;
	const byPolicy: AuditEntry = {
		...permitted!, event: { accessRequested: { ...permitted!.event.accessRequested!, answers: [{ outcome: { permitted: { policy: 2 } }, targets: [{ anchor: 4 }] }] } },
	};
	const codes = (event: Event) => event['agent'].map(({ type }: Event) => type.coding[0].code);
	assert.deepEqual(codes(resources([STORY[0]!, byPolicy, STORY[2]!, STORY[3]!], 'R4')[3]!), ['159541003', '110153', '110152']);
	const [alone] = resources([STORY[3]!], 'R4');
	assert.deepEqual(codes(alone!), ['159541003', '110153', '110152']);
	assert.equal(alone!['agent'][2].who.display, 'Who asked for the ticket');
	assert.equal(alone!['purposeOfEvent'], undefined);
});

test('of a release that no ticket covers nobody is the authorizer, and it is claimed to be no disclosure by IHE\'s profile', () => {
	const codes = (event: Event) => event['agent'].map(({ type }: Event) => type.coding[0].code);
	const { releaseReported: report } = STORY[4]!.event;
	for (const flaw of FLAWS) {
		const flagged: AuditEntry = { ...STORY[4]!, event: { releaseReported: { ...report!, flaw } } };
		for (const release of RELEASES) {
			const event = resources([...STORY.slice(0, 4), flagged], release)[4]!;
			assert.equal(codes(event).includes('429577009'), false, String(flaw));
			assert.equal(event['meta'], undefined);
		}
	}
	const covered: AuditEntry = { ...STORY[4]!, event: { releaseReported: { ...report!, flaw: null } } };
	const event = resources([...STORY.slice(0, 4), covered], 'R4')[4]!;
	assert.deepEqual([codes(event).includes('429577009'), event['meta'].profile], [true, [DISCLOSURE_SOURCE]]);
});

test('only the grounds of what was released tell whether the patient consented', () => {
	const [, permitted, , released] = STORY;
	const answers = [{ outcome: { permitted: { grant: 12 } }, targets: [{ anchor: 4 }] }, { outcome: { permitted: { policy: 2 } }, targets: [{ anchor: 5 }, { anchor: 6 }] }];
	const attempt: AuditEntry = { ...permitted!, event: { accessRequested: { ...permitted!.event.accessRequested!, answers } } };
	const agents = (targets: Target[]) => {
		const release: AuditEntry = { ...released!, event: { recordsReleased: { ...released!.event.recordsReleased!, targets } } };
		return resources([STORY[0]!, attempt, STORY[2]!, release], 'R4')[3]!['agent'].length;
	};
	assert.deepEqual([agents([]), agents([{ anchor: 4 }]), agents([{ anchor: 5 }, { anchor: 4 }])], [4, 4, 4]);
	assert.deepEqual([agents([{ anchor: 5 }]), agents([{ anchor: 5 }, { anchor: 6 }])], [3, 3]);
});

test('the codes are those of the table in docs/fhir-mapping.md', () => {
	const told: Record<string, string> = {};
	for (const { event, resource } of everyKind(2, TRAILS[0]!).entries.map(({ entry }) => ({ event: Object.keys(entry.event)[0]!, resource: resources([entry], 'R4')[0]! }))) {
		told[event] = [resource['type'].code, ...(resource['subtype'] ?? []).map(({ code }: Event) => code)].join(' ');
	}
	const some = {
		accessRequested: '110113 AuthZ-Consent', recordsReleased: '110106 disclose', releaseReported: '110106 disclose', emergencyOpened: '110113 110127',
		emergencyDenied: '110113 110127', emergencyClosed: '110113 110128', emergencyReviewed: '110113', consentGranted: '110113 110136', refusalLifted: '110113 110136',
		policyEnacted: '110113 110136', controlChanged: '110113 110137', practitionerSuspended: '110113 110137', patientRegistered: '110110 create',
		recordsAmended: '110110 update', recordsErased: '110110 delete', entryContested: '110110 create', inquiryAnswered: '110110 update',
	};
	assert.deepEqual(Object.fromEntries(Object.keys(some).map((name) => [name, told[name]])), some);
});

test('the chain is the source of what it saw, and a custodian\'s organization of what it released', () => {
	const events = resources(STORY, 'R4');
	assert.deepEqual(events.map((event) => [event['source'].observer.type, event['source'].type[0].code]), [
		['Device', '6'], ['Device', '6'], ['Device', '6'], ['Organization', '4'], ['Organization', '4'], ['Device', '6'],
	]);
	assert.deepEqual(events.map((event) => event['action']), ['C', 'E', 'E', 'R', 'R', 'C']);
	assert.deepEqual(resources(STORY, 'R5').map((event) => event['patient'].identifier.value), Array(6).fill(events[0]!['entity'][0].what.identifier.value));
});
