/** The hospital seals the patient's records and anchors them. */
import { anchorOf } from '@salus/client/records';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';

export async function seal(play: Play, log: StepLog): Promise<string> {
	const { cast: { hospital }, patient, bundle: { resources } } = play;
	const card = await hospital.checkCard(play.card, patient.id);
	play.batches = await hospital.sealAll(patient.id, card, resources, log.progressOf(resources.length, 'sealed'));
	const sealed = play.batches.flatMap(({ records }) => records);
	log.compare('the number of sealed records', resources.length, sealed.length);
	const bytes = await hospital.stores.recordsOf(patient.id).sizeOf(sealed.map(({ name }) => name));
	return `${resources.length} resources of ${play.batches.length} types sealed: ${bytes} bytes of ciphertext in the store.`;
}

export async function anchor(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital }, patient, batches } = play;
	const started = performance.now();
	const receipts = await hospital.anchorAll(batches);
	for (const receipt of receipts) play.keep(receipt);
	log.progress(`${receipts.length} batches in blocks; waiting for finality`);
	await Promise.all(receipts.map(({ finalized }) => finalized));
	const seconds = Math.round((performance.now() - started) / 1000);
	const blocks = new Set(receipts.map(({ block }) => block)).size;
	const { finalized } = await chain.heads();
	const known = await Promise.all(batches.map((batch) => anchorOf(chain, patient.id, batch.anchor as number, finalized)));
	const told = known.map((view) => (view ? [view.anchor.batch?.leaves ?? 0, view.anchor.custodian, view.anchor.keyEpoch] : []));
	const expected = batches.map(({ records }) => [records.length, hospital.organization, patient.epoch]);
	log.compare('the records under anchors at the finalized block, who keeps them, and the epoch of the patient\'s key', expected, told);
	return `${receipts.length} batches final in ${blocks} ${blocks === 1 ? 'block' : 'blocks'} after ${seconds} seconds.`;
}
