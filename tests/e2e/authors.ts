/** Who may add records, and as whose they stand: in the event, in storage, and in the trail with what permitted it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { powerSet } from '@salus/client/chain';
import { grantOf } from '@salus/client/consent';
import { bytesToHex } from '@salus/client/format';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { Anchors, newBatch, person, type Signatory, told } from './anchors.ts';
import { breakGlass, emergencyPhysician } from './rescuers.ts';
import { CLINIC, CONDITION, DAY, OBSERVATION, type World } from './world.ts';

/** No device is authorized for less than a minute. */
const A_MINUTE_AND_SOME = 90_000;

export function authorTests(world: () => World): void {
	const call = (method: string, named: object) => world().call('patientIdentity', method, { ...named });

	/** Anchors, and asserts as whose it stands everywhere, and what permitted it. */
	const assertAuthor = async (patient: Uint8Array, who: Signatory, author: object, organization: number | null, basis: object) => {
		const records = new Anchors(world(), patient);
		const batch = newBatch({ custodian: CLINIC });
		const receipt = await records.send(who, 'anchor', { batch });
		const event = told(receipt, 'RecordsAnchored');
		assert.deepEqual([event['author'], event['patient'], (event['batch'] as { root: string }).root], [author, `0x${bytesToHex(patient)}`, `0x${bytesToHex(batch.root)}`]);
		const number = event['anchor'] as number;
		const stored = (await world().chain.api.query['recordAnchor']!['anchors']!(patient, number)).toJSON() as { author: object; custodian: number };
		assert.deepEqual([stored.author, stored.custodian], [author, CLINIC]);
		const side = organization === null ? ('Patient' as const) : { Organization: organization };
		assert.equal(await records.byRoot(side, batch.root), number);
		assert.ok((await records.numbers({ author: side })).includes(number));
		assert.ok((await records.lastEntries(8)).some(({ actor, event: { recordsAnchored } }) => JSON.stringify([actor, recordsAnchored]) === JSON.stringify([
			author, { anchor: number, class: OBSERVATION, purpose: who.purpose ?? (organization === null ? 'PatientRequest' : 'Treatment'), basis },
		])), `the trail does not tell of ${JSON.stringify(author)}`);
	};

	test('the patient, a representative and a device write on the patient\'s side, each within what it may', async () => {
		const { chain } = world();
		const patient = await world().patient();
		const { id, account } = patient;
		const [aunt, uncle, watch, scale, stranger] = Array.from({ length: 5 }, () => person(world().account())) as [Signatory, Signatory, Signatory, Signatory, Signatory];
		const from = await chain.now();
		const ends = from + A_MINUTE_AND_SOME;
		await Promise.all([
			patient.send(call('appointRepresentative', { patient: id, account: aunt.account.publicKey, powers: powerSet('Records'), period: { from, until: null } })),
			patient.send(call('appointRepresentative', { patient: id, account: uncle.account.publicKey, powers: powerSet('Access', 'Consent'), period: { from, until: null } })),
			patient.send(call('authorizeDevice', { patient: id, account: watch.account.publicKey, classes: [OBSERVATION], until: from + DAY })),
			patient.send(call('authorizeDevice', { patient: id, account: scale.account.publicKey, classes: [OBSERVATION], until: ends })),
			// Somebody without a coin is turned away before anything is decided.
			...[uncle, watch, scale, stranger].map((who) => world().fund(who.account)),
		]);
		const own = (who: Signatory) => ({ person: who.account.address });
		const cases: [Signatory, object][] = [[person(account), { patient: null }], [aunt, { representative: null }], [watch, { device: null }], [scale, { device: null }]];
		await Promise.all(cases.map(([who, basis]) => assertAuthor(id, who, own(who), null, basis)));

		await chain.untilMoment(ends);
		const records = new Anchors(world(), id);
		await records.refuses(
			[uncle, 'anchor', { batch: newBatch() }, 'NotPermitted'],
			[watch, 'anchor', { batch: newBatch({ class: CONDITION }) }, 'NotPermitted'],
			[scale, 'anchor', { batch: newBatch() }, 'NotPermitted'],
			[stranger, 'anchor', { batch: newBatch() }, 'NotPermitted'],
		);
		assert.equal((await records.numbers()).length, cases.length);
	});

	test('a practitioner writes for its organization, by a grant, behind a gateway, and in an emergency', async () => {
		const { chain, dev } = world();
		const [organization, gateway, pseudonym] = [await world().clinic(), world().account(), randomBytes(32)];
		const [behind, colleague] = [new Specialist(chain, organization, gateway, pseudonym), new Specialist(chain, organization, world().account())];
		const [medic, patient] = await Promise.all([
			emergencyPhysician(world()), world().patient(),
			world().employ(organization, behind.practitioner), world().employ(organization, colleague.practitioner),
			chain.send(world().call('providerRegistry', 'addGateway', { organization, account: gateway.publicKey }), dev.dave),
		]) as unknown as [Specialist, Patient];
		const { id } = patient;
		const records = new Anchors(world(), id);
		const inEmergency: Signatory = { ...pick(medic), purpose: 'EmergencyTreatment' };
		await records.refuses(
			[colleague, 'anchor', { batch: newBatch() }, 'NotPermitted'], [behind, 'anchor', { batch: newBatch() }, 'NotPermitted'],
			[inEmergency, 'anchor', { batch: newBatch() }, 'NotPermitted'],
		);
		const [granted, session] = await Promise.all([patient.grantCollect(organization), breakGlass(world(), medic, id)]);
		const grant = { grant: grantOf(granted) };
		await Promise.all([
			assertAuthor(id, colleague, { practitioner: { organization, account: colleague.account.address } }, organization, grant),
			assertAuthor(id, behind, { gateway: { organization, account: gateway.address, practitioner: `0x${bytesToHex(pseudonym)}` } }, organization, grant),
			assertAuthor(id, inEmergency, { practitioner: { organization: medic.organization, account: medic.account.address } }, medic.organization, { emergency: session }),
		]);
		// Not for what was not granted, nor without the emergency, nor in somebody else's name.
		await records.refuses(
			[{ ...pick(colleague), purpose: 'Research' }, 'anchor', { batch: newBatch() }, 'NotPermitted'],
			[medic, 'anchor', { batch: newBatch() }, 'NotPermitted'],
		);
		const forged: Signatory = { account: colleague.account, capacity: { Gateway: { organization, practitioner: pseudonym } } };
		await world().fund(forged.account);
		const elsewhere: Signatory = { account: colleague.account, capacity: medic.capacity };
		await records.refuses([forged, 'anchor', { batch: newBatch() }, 'NotPermitted'], [elsewhere, 'anchor', { batch: newBatch() }, 'NotPermitted']);
		// What was written in an emergency its author corrects when that is long over.
		const [mine] = await records.numbers({ author: { Organization: medic.organization } });
		await patient.send(world().call('consent', 'closeEmergency', { capacity: 'Person', session }));
		await records.amend(medic, mine as number, 'Incomplete');
	});
}

function pick({ account, capacity }: Signatory): Signatory {
	return { account, capacity };
}
