/** Wearables: a reading each second and an anchor each minute, for a day; and the patient finds its way through it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Receipt } from '@salus/client/chain';
import { BatchOpener, bytesToHex, monthOf } from '@salus/client/format';
import { anchorIn, BatchProver, faultOf, findAnchors, isIncluded, runOutcomes } from '@salus/client/records';
import { Anchors, newBatch, person } from './anchors.ts';
import { type Minute, wear } from './watch.ts';
import { CONDITION, DAY, HOSPITAL, OBSERVATION, type World, eventsOf, listOf } from './world.ts';

const MINUTES = 24 * 60;
const READINGS = 60;
/** As many batches as one transaction takes. */
const RUN = 32;
/** How many transactions wait for their blocks at a time, so that none waits too long. */
const IN_FLIGHT = 8;
/** Minutes that the watch anchors one by one. */
const SINGLES = 16;
const SHOWN = [0, 700, MINUTES - 1];

export function wearableTests(world: () => World): void {
	test('a watch anchors a day of readings for nothing, minute by minute; the patient pages through all of it, and each reading is proved', async (context) => {
		const { chain } = world();
		const patient = await world().attestedPatient();
		const { id } = patient;
		const records = new Anchors(world(), id);
		const watch = person(world().account());
		const from = await chain.now();
		const { suite, publicKey } = await patient.classKeys(OBSERVATION);
		const begun = Date.now();
		await patient.send(world().call('patientIdentity', 'authorizeDevice', { patient: id, account: watch.account.publicKey, classes: [OBSERVATION], until: from + 2 * DAY }));

		// What is sealed is sent, some transactions ahead of the blocks. Transactions of one account come one after the other, so the numbers are those of the minutes.
		const month = monthOf(from);
		const day: Minute[] = [];
		const sent: Promise<Receipt>[] = [];
		const wearing = {
			patient: id, recordClass: OBSERVATION, key: { epoch: 0, suite, publicKey }, from, minutes: MINUTES, minutesAtATime: RUN, readingsPerMinute: READINGS, shown: SHOWN,
		};
		for await (const lot of wear(wearing)) {
			await sent.at(-IN_FLIGHT);
			day.push(...lot);
			const batches = lot.map(({ root, count }) => newBatch({ root, leaves: count, content: { from: month, until: month + 2 }, keyEpoch: 0 }));
			const singles = day.length < MINUTES ? [] : batches.splice(-SINGLES);
			sent.push(records.send(watch, 'anchorRun', { run: batches.map((batch) => ({ patient: id, batch, purpose: 'PatientRequest' })) }));
			for (const batch of singles) sent.push(records.send(watch, 'anchor', { batch }));
		}
		const receipts = await Promise.all(sent);
		const anchored = Date.now();
		const outcomes = receipts.flatMap((receipt) => (eventsOf(receipt).includes('recordAnchor.RunAnchored') ? runOutcomes(receipt) : [{ anchor: anchorIn(receipt) }]));
		assert.deepEqual(outcomes, day.map((_, anchor) => ({ anchor })));
		assert.equal(receipts.length, MINUTES / RUN + SINGLES);

		// All of it, newest first, each once.
		const numbers = Array.from({ length: MINUTES }, (_, index) => MINUTES - 1 - index);
		const history = await listOf(findAnchors(chain, id));
		assert.deepEqual(history.map(({ number }) => number), numbers);
		const listed = Date.now();
		assert.deepEqual(history.map(({ anchor }) => anchor.batch), numbers.map((number) => ({ root: `0x${bytesToHex(day[number]!.root)}`, leaves: READINGS })));
		for (const { anchor } of history) assert.deepEqual([anchor.author, anchor.keyEpoch, anchor.custodian], [{ person: watch.account.address }, 0, HOSPITAL]);
		assert.deepEqual(await records.numbers({ class: OBSERVATION }), numbers);
		assert.deepEqual(await records.numbers({ author: 'Patient', class: OBSERVATION, content: { from: month + 1, until: month + 2 } }, 60), numbers);
		// One question looks at a bounded number of anchors: where nothing fits, the pages are empty, and go on.
		const first = await records.page({ status: 'Erased' });
		assert.deepEqual(first, { anchors: [], next: MINUTES - 1 - 500 });
		assert.deepEqual(await records.numbers({ status: 'Erased' }), []);
		// What is of another class is looked for in its own list: a day of readings does not stand before it.
		const condition = await records.anchor(person(patient.account), { class: CONDITION });
		assert.deepEqual(await records.page({ class: CONDITION }), { anchors: [await records.view(condition)], next: null });
		assert.deepEqual((await records.page({}, null, 1)).anchors.map(({ number }) => number), [condition]);

		// Readings of some minutes are opened and proved, each at its own second of its own minute.
		const key = { suite, privateKey: (await patient.classKeys(OBSERVATION)).privateKey };
		for (const minute of SHOWN) {
			const { header, root, readings } = day[minute]!;
			const prover = new BatchProver(readings);
			const opener = await BatchOpener.begin({ patient: id, recordClass: OBSERVATION }, key, header);
			for (const second of [0, 31, READINGS - 1]) {
				const inclusion = prover.prove(second);
				assert.equal(await isIncluded(chain, id, minute, { root, records: READINGS }, inclusion), true);
				assert.deepEqual(opener.open(second, readings[second]!.sealed).canonical, readings[second]!.canonical);
				assert.equal(await faultOf(chain, id, (minute + 1) % MINUTES, inclusion), 'RootMismatch');
				assert.equal(await isIncluded(chain, id, minute, { root, records: READINGS }, { ...inclusion, index: second ^ 1 }), false);
			}
		}
		const trail = await patient.readTrail();
		assert.ok(trail.verified);
		assert.equal(trail.entries.filter(({ entry }) => 'recordsAnchored' in entry.toJSON().event).length, MINUTES + 1);
		const blocks = new Set(receipts.map(({ block }) => block)).size;
		const figures = [
			`${MINUTES * READINGS} readings sealed, and ${MINUTES} anchors by ${receipts.length} transactions in ${blocks} blocks, in ${seconds(begun, anchored)}`,
			`listed in ${seconds(anchored, listed)}`,
		];
		context.diagnostic(figures.join('; '));
	});
}

function seconds(from: number, until: number): string {
	return `${((until - from) / 1000).toFixed(1)} s`;
}
