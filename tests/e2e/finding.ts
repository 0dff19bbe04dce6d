/** "The allergies, at 3 a.m.": what there is of a patient is listed by what somebody needs, page by page, without reading all of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import { classOf, concatBytes, u16le, u32le } from '@salus/client/format';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { Anchors, type Filter, newBatch, type NewBatch, person, statement } from './anchors.ts';
import { breakGlass, emergencyPhysician } from './rescuers.ts';
import { type Attempt, CLINIC, CONDITION, DAY, HOSPITAL, OBSERVATION, outcomeOf, type World } from './world.ts';

const ALLERGY = classOf('AllergyIntolerance') as number;
/** Labels that the chain keeps in one list. */
const [LABEL, NEIGHBOUR] = [0x8005, 0x8045];
const RUN = 32;
/** Of what nobody knows when it was. */
const UNKNOWN = { from: 0, until: 0xffff };

/** What a test knows of an anchor. */
interface Known extends NewBatch {
	number: number;
	side: { Organization: number } | 'Patient';
	at: number;
	status: Filter['status'];
	isDisputed: boolean;
}

export function findingTests(world: () => World): void {
	test('an emergency physician finds the allergies of a patient whom nobody there knows, and whatever else is asked for, each once and newest first', async () => {
		const { chain } = world();
		const [[author], clinician, medic, patient] = await Promise.all([
			world().staff('Hospital', 'Physician'), world().physician(), emergencyPhysician(world()), world().patient(),
		]) as [[Specialist], Specialist, Specialist, Patient];
		const { id } = patient;
		const records = new Anchors(world(), id);
		const watch = person(world().account());
		const until = (await chain.now()) + DAY;
		await Promise.all([
			patient.grantCollect(author.organization), patient.grantCollect(clinician.organization),
			patient.send(world().call('patientIdentity', 'authorizeDevice', { patient: id, account: watch.account.publicKey, classes: [OBSERVATION], until })),
		]);

		// A life: mostly observations, some conditions, few allergies, something under labels.
		const classes = [OBSERVATION, OBSERVATION, CONDITION, OBSERVATION, LABEL, OBSERVATION, OBSERVATION, NEIGHBOUR];
		const known: Known[] = [];
		const anchors = async (who: Specialist | typeof watch, side: Known['side'], change: (index: number) => Partial<NewBatch> = () => ({})) => {
			const batches = Array.from({ length: RUN }, (_, index) => newBatch({
				class: side === 'Patient' ? OBSERVATION : index % 11 === 10 ? ALLERGY : classes[index % classes.length]!,
				content: index % 7 === 6 ? UNKNOWN : { from: 540 + index, until: 541 + index + (index % 3) }, custodian: index % 2 === 0 ? HOSPITAL : CLINIC, ...change(index),
			}));
			const purpose = side === 'Patient' ? 'PatientRequest' : 'Treatment';
			const { block } = await records.send(who, 'anchorRun', { run: batches.map((batch) => ({ patient: id, batch, purpose })) });
			const at = await chain.now(block);
			for (const batch of batches) known.push({ ...batch, number: known.length, side, at, status: 'Current', isDisputed: false });
			return at;
		};
		const [hospital, clinic] = [{ Organization: author.organization }, { Organization: clinician.organization }];
		await anchors(author, hospital);
		await anchors(watch, 'Patient');
		await anchors(clinician, clinic);
		const since = await anchors(author, hospital);
		const ofHospital = known.filter(({ class: recordClass, side }) => recordClass === ALLERGY && side === hospital);
		const [corrected, mistaken] = [ofHospital[0]!, ofHospital[1]!];
		const better = newBatch({ class: ALLERGY });
		const { block } = await records.send(author, 'amend', { supersedes: corrected.number, batch: better, reason: 'WrongContent' });
		known.push({ ...better, number: known.length, side: hospital, at: await chain.now(block), status: 'Current', isDisputed: false });
		corrected.status = 'Superseded';
		await records.mark(author, [mistaken.number], 'WrongPatient');
		mistaken.status = 'EnteredInError';
		const disputed = known.find(({ side }) => side === clinic)!;
		await records.send(person(patient.account), 'dispute', { anchor: disputed.number, statement: statement() });
		disputed.isDisputed = true;

		const fits = (filter: Filter) => ({ class: recordClass, content, side, custodian, status, at, isDisputed }: Known) =>
			(filter.class === undefined || filter.class === recordClass)
			&& (!filter.content || Math.max(filter.content.from, content.from) < Math.min(filter.content.until, content.until))
			&& (!filter.author || JSON.stringify(filter.author) === JSON.stringify(side))
			&& (filter.custodian === undefined || filter.custodian === custodian)
			&& (!filter.status || filter.status === status)
			&& (filter.since === undefined || at >= filter.since)
			&& (filter.isDisputed === undefined || filter.isDisputed === isDisputed);
		const expected = (filter: Filter) => known.filter(fits(filter)).map(({ number }) => number).toReversed();
		const filters: Filter[] = [
			{}, { class: ALLERGY }, { class: ALLERGY, status: 'Current' }, { class: ALLERGY, status: 'EnteredInError' }, { class: OBSERVATION, author: 'Patient' },
			{ class: LABEL }, { class: NEIGHBOUR }, { class: classOf('Procedure') as number }, { content: { from: 560, until: 562 } },
			{ class: CONDITION, content: { from: 544, until: 550 } },
			{ author: clinic }, { author: hospital, custodian: CLINIC, class: OBSERVATION }, { custodian: HOSPITAL, status: 'Superseded' },
			{ status: 'Erased' }, { since }, { class: ALLERGY, since }, { isDisputed: true }, { isDisputed: false, class: CONDITION },
			{ class: OBSERVATION, since: since + DAY }, { content: { from: 1_200, until: 1_201 }, class: OBSERVATION },
		];
		// With a page for all, and a cursor through pages of three.
		await Promise.all(filters.flatMap((filter) => [100, 3].map(async (limit) =>
			assert.deepEqual(await records.numbers(filter, limit), expected(filter), `${JSON.stringify(filter)} by pages of ${limit}`))));
		assert.equal(filters.filter((filter) => expected(filter).length === 0).length, 3, 'the filters find next to nothing');
		// Nobody is made to answer for all at once.
		const { anchors: most, next } = await records.page({}, null, 1_000_000);
		assert.deepEqual([most.length, next], [100, known.length - 101]);
		assert.deepEqual(await records.page({}, null, 0), await records.page({}, null, 1));
		assert.deepEqual((await records.page({ class: ALLERGY }, 0, 10)).anchors, []);
		assert.deepEqual((await new Anchors(world(), medic.account.publicKey).page()), { anchors: [], next: null });

		// As the bytes of a question and an answer, for whoever has no polkadot.js.
		const [some, none] = [new Uint8Array([1]), new Uint8Array([0])];
		const question = concatBytes(id, some, u16le(ALLERGY), none, none, none, some, new Uint8Array([0]), none, none, none, u32le(100));
		const nothing = { class: null, content: null, author: null, custodian: null, status: null, since: null, isDisputed: null };
		const [bytes, answer] = await Promise.all([
			chain.api.rpc.state.call('RecordAnchorApi_anchors', u8aToHex(question)),
			chain.ask('recordAnchorApi', 'anchors', [id, { ...nothing, class: ALLERGY, status: 'Current' }, null, 100]),
		]);
		assert.equal(bytes.toHex(), u8aToHex(answer.toU8a()));

		// The night shift sees what there is, opens a session, and gets each that stands.
		const session = await breakGlass(world(), medic, id);
		const allergies = answer.toJSON().anchors;
		assert.deepEqual(allergies.map(({ number }) => number), expected({ class: ALLERGY, status: 'Current' }));
		assert.ok(allergies.length > 4);
		const asked = await Promise.all(allergies.map(({ number, anchor }) => medic.request(id, { Anchor: number }, anchor.custodian, 'EmergencyTreatment')));
		for (const { ticket } of asked) assert.notEqual(ticket, undefined);
		const grounds = (await records.lastEntries(asked.length)).map(({ event }) => outcomeOf(event['accessRequested'] as Attempt));
		assert.deepEqual(grounds, asked.map(() => ({ permitted: { emergency: session } })));
		// One that was somebody else's is not shown even so.
		assert.equal((await medic.request(id, { Anchor: mistaken.number }, HOSPITAL, 'EmergencyTreatment')).ticket, undefined);
	});
}
