/** Who writes records: seals them to the patient's classes, batch by batch, to be anchored (`records/anchoring.ts`). It can open nothing of it. */
import type { Chain } from '../chain/chain.ts';
import { suiteOf } from '../chain/published-keys.ts';
import { SalusError } from '../errors.ts';
import { BatchSealer } from '../format/batch.ts';
import { hexToBytes } from '../format/bytes.ts';
import { className } from '../format/classes.ts';
import { type CheckedCard, checkCard } from '../format/key-card.ts';
import { merkleRoot } from '../format/merkle.ts';
import { joinMonths, type Months } from '../format/months.ts';
import type { RecordStore } from '../format/record-store.ts';
import type { AnchoredIndex } from './anchored-index.ts';
import type { PreparedBatch } from './stores.ts';

/** A record to be sealed. */
export interface RecordToSeal {
	recordClass: number;
	/** What is committed to and sealed. */
	canonical: Uint8Array;
	/** Those of its content. */
	months: Months;
}

/** A batch that is ready to be anchored. */
export interface SealedBatch extends PreparedBatch {
	content: Months;
	root: Uint8Array;
}

/** What a card says, if the chain confirms that it is this patient's and of the current key, at `block` or at the best one. */
export async function checkCardOf(chain: Chain, patient: Uint8Array, card: unknown, block?: string): Promise<CheckedCard> {
	const known = (await chain.ask('patientIdentityApi', 'patient', [patient], block)).toJSON();
	if (!known) throw new SalusError('patient.unknown', 'The chain knows no such patient.');
	const { status, controller, key } = known;
	// A pending patient's controller has not said yet that it is one; nobody speaks for a deceased patient.
	if (status !== 'Active' || !controller) throw new SalusError('patient.not-open', 'Nobody speaks for this patient now.');
	if (!key) throw new SalusError('patient.no-key', 'The patient has published no encryption key.');
	return checkCard(card, {
		genesis: chain.genesis, patient, epoch: key.epoch, card: hexToBytes(key.card.slice(2)),
		publicKey: { suite: suiteOf(key.public), bytes: hexToBytes(key.public.bytes.slice(2)) },
	});
}

/**
 * Commits to, seals and stores every record; one batch for every class. `sealed` is told how many are done. With an `index`, a record that it knows is a
 * `KnownRecordError`, and the batches are noted in it before anybody can anchor them.
 */
export async function sealBatches(
	store: RecordStore, patient: Uint8Array, { keys }: CheckedCard, records: Iterable<RecordToSeal> | AsyncIterable<RecordToSeal>,
	sealed: (done: number) => void = () => {}, index?: AnchoredIndex,
): Promise<SealedBatch[]> {
	const run = index?.begin(patient);
	const begun = new Map<number, { sealer: BatchSealer; months: Months[]; records: PreparedBatch['records']; leaves: Uint8Array[] }>();
	let done = 0;
	for await (const { recordClass, canonical, months } of records) {
		let batch = begun.get(recordClass);
		if (!batch) {
			const key = keys.get(recordClass);
			if (!key) throw new SalusError('writer.no-class-key', `The patient's key card has no key of ${className(recordClass)}.`);
			batch = { sealer: await BatchSealer.begin({ patient, recordClass }, key), months: [], records: [], leaves: [] };
			begun.set(recordClass, batch);
		}
		await run?.add(recordClass, canonical);
		const record = batch.sealer.seal({ canonical });
		const name = await store.put(record.sealed);
		batch.records.push({ commitment: record.commitment, name });
		batch.leaves.push(record.leaf);
		batch.months.push(months);
		sealed(++done);
	}
	const batches = [...begun].map(([recordClass, { sealer, months, records, leaves }]) => ({
		patient, recordClass, header: sealer.header, records, content: joinMonths(months), root: merkleRoot(leaves),
	}));
	for (const { recordClass, root } of batches) await run?.sealed(recordClass, root);
	return batches;
}
