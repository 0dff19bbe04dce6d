/** The sealed records are spread over several organizations in pieces, stores are lost, and every record is read all the same. */
import { isDeepStrictEqual } from 'node:util';
import type { Receipt, Transaction } from '@salus/client/chain';
import { fetchPieces } from '@salus/client/custody';
import { BatchOpener, joinPieces, openPackage, type PackedRecord, packBatch, type PiecePlan, splitIntoPieces, TooFewPiecesError } from '@salus/client/format';
import { custodyOf, holdPiece, piecePlanIn, planCustody, releasePiece } from '@salus/client/records';
import type { Batch } from '../hospital.ts';
import type { Keeper } from '../piece-keeper.ts';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';

/** So many pieces give a batch again. */
const NEEDED = 3;
const HELD_FOR_MS = 30 * 24 * 60 * 60 * 1000;
const POLL_MS = 500;
/** In which services have told the chain of all pieces: some at a time, each waits until that is final. */
const HOLD_WAIT_MS = 300_000;

/** The hospital splits what it sealed, plans on the chain who keeps which piece, and hands the pieces out; each keeper says until when it keeps its own. */
export async function spread(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital }, patient, batches, pieceKeepers } = play;
	play.leaveOutWithoutSuperuser();
	const custodians = pieceKeepers.map(({ organization }) => organization);
	const capacity = { Practitioner: { organization: hospital.organization } };
	const tell = log.progressOf(batches.length, 'batches split');
	const [plans, split]: [Transaction[], SplitBatch[]] = [[], []];
	let [sealedBytes, keptBytes] = [0, 0];
	for (const batch of batches) {
		const { anchor, packed } = { anchor: batch.anchor as number, packed: packBatch(await sealedRecords(play, batch)) };
		const { pieces, plan } = await splitIntoPieces(packed, NEEDED, pieceKeepers.length);
		split.push({ anchor, pieces, plan });
		plans.push(planCustody(chain, { patient: patient.id, anchor, plan, custodians, purpose: 'Treatment', capacity }));
		sealedBytes += packed.length;
		keptBytes += pieces.reduce((sum, { length }) => sum + length, 0);
		tell(plans.length);
	}
	const planned = await sendAll(play, plans, hospital.clinician);
	log.progress('Planned on the chain; the keepers wait until the plans are final, and compare their pieces with them');
	await Promise.all(planned.map(({ finalized }) => finalized));
	await Promise.all(pieceKeepers.map((keeper, index) => handIn(play, keeper, index, split)));
	const until = (await chain.now()) + HELD_FOR_MS;
	const others = pieceKeepers.filter(({ tellsItself }) => tellsItself).length;
	await Promise.all(pieceKeepers.map(async (keeper, index) => keeper.tellsItself || sendAll(play, holdsOf(play, keeper, index, split, until), keeper.clerk)));
	await untilAllHeld(play, log);
	play.sentByServices += others * batches.length;
	play.pieces = { needed: NEEDED, stores: pieceKeepers.length, lost: 0, sealedBytes, keptBytes, records: null };
	return `${batches.length} batches in ${pieceKeepers.length} pieces each: for the hospital, the clinic, and custodians 1 to ${others}, each of which is a process of salus-custodian on this computer; any ${NEEDED} give a batch again. ${sealedBytes} bytes of sealed records take ${keptBytes} in all; whole copies that survive as much would take ${sealedBytes * (pieceKeepers.length - NEEDED + 1)}.`;
}

/** As many stores are lost as may be, the last of them with its service, and all sealed records of the hospital and its service, too: what the others keep gives every record again. */
export async function loseStores(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital }, service, keyCustodians, patient, batches, bundle: { resources }, pieceKeepers } = play;
	play.leaveOutWithoutSuperuser();
	const lost = [pieceKeepers[0], ...pieceKeepers.slice(NEEDED + 1)] as Keeper[];
	for (const keeper of lost) await keeper.loseAll();
	for (const store of [hospital.stores, service]) await store.recordsOf(patient.id).loseAll();
	await Promise.all(lost.map((keeper) => {
		const piece = pieceKeepers.indexOf(keeper);
		const released = batches.map(({ anchor }) => releasePiece(chain, { patient: patient.id, anchor: anchor as number, piece, capacity: keeper.capacity }));
		return sendAll(play, released, keeper.clerk);
	}));
	log.compare('what is to be had without one store more', 'too few pieces', await wordWithoutAnother(play, lost));

	const tell = log.progressOf(batches.length, 'batches put together');
	const read: string[] = [];
	for (const [done, batch] of batches.entries()) {
		const { live, isRecoverable } = (await custodyOf(chain, patient.id, batch.anchor as number))!;
		log.compare('the live pieces of a batch, and whether they suffice, by the chain', [NEEDED, true], [live, isRecoverable]);
		const records = await joined(play, batch, pieceKeepers);
		for (const { sealed } of records) {
			const name = await hospital.stores.recordsOf(patient.id).put(sealed);
			await hospital.custodian.takeRecord(patient.id, name, sealed);
		}
		read.push(...(await readByPatient(play, batch, records)));
		tell(done + 1);
	}
	const sealed = resources.map(({ canonical }) => inHex(canonical)).sort();
	log.compare('whether the patient reads every record, byte for byte', true, isDeepStrictEqual(read.sort(), sealed));
	play.pieces = { ...play.pieces!, lost: lost.length, records: read.length };
	return `${lost.length} of ${pieceKeepers.length} stores are empty: the hospital's, whose service had lost all sealed records, too, and that of custodian ${keyCustodians.length}, whose process was killed. ${NEEDED} pieces of each batch gave all ${read.length} records again, and the patient read each of them.`;
}

/** A batch in pieces, in the order of who keeps them. */
interface SplitBatch {
	anchor: number;
	pieces: Uint8Array[];
	plan: PiecePlan;
}

async function handIn({ patient }: Play, keeper: Keeper, index: number, split: SplitBatch[]): Promise<void> {
	for (const { anchor, pieces } of split) await keeper.takePiece(patient.id, anchor, pieces[index] as Uint8Array);
}

/** What a keeper that does not do so by itself says on the chain. */
function holdsOf({ chain, patient }: Play, { capacity }: Keeper, piece: number, split: SplitBatch[], until: number): Transaction[] {
	return split.map(({ anchor, plan }) => holdPiece(chain, { patient: patient.id, anchor, piece, root: plan.roots[piece] as Uint8Array, until, capacity }));
}

/** Services say what they keep once they have looked at it. */
async function untilAllHeld({ chain, patient, batches, pieceKeepers }: Play, log: StepLog): Promise<void> {
	const end = performance.now() + HOLD_WAIT_MS;
	for (;;) {
		const views = await Promise.all(batches.map(({ anchor }) => custodyOf(chain, patient.id, anchor as number)));
		const live = views.map((view) => view?.live ?? 0);
		log.progress(`${live.reduce((sum, one) => sum + one, 0)} of ${batches.length * pieceKeepers.length} pieces held, by the chain`);
		const expected = batches.map(() => pieceKeepers.length);
		if (isDeepStrictEqual(live, expected) || performance.now() >= end) return log.compare('the live pieces of each batch, by the chain', expected, live);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}

/** The sealed records of a batch out of the hospital's store. */
async function sealedRecords({ cast: { hospital } }: Play, { patient, records }: Batch): Promise<PackedRecord[]> {
	const store = hospital.stores.recordsOf(patient);
	return Promise.all(records.map(async ({ commitment, name }) => ({ commitment, sealed: await store.get(name) })));
}

/** One after the other into the pool, and all in blocks. */
async function sendAll({ chain, sent }: Play, calls: Transaction[], signer: Keeper['clerk']): Promise<Receipt[]> {
	const included: Promise<Receipt>[] = [];
	for (const call of calls) included.push((await chain.submit(call, signer)).included);
	const receipts = await Promise.all(included);
	sent.push(...receipts);
	return receipts;
}

/** The records of a batch out of what these keep of it, by the plan and the root that stand on the chain. */
async function joined({ chain, patient, pieceKeepers }: Play, { anchor, root, records }: Batch, asked: readonly Keeper[]): Promise<PackedRecord[]> {
	const plan = piecePlanIn((await custodyOf(chain, patient.id, anchor as number))!);
	const { pieces } = await fetchPieces({ patient: patient.id, anchor: anchor as number, plan }, pieceKeepers.map((keeper) => (asked.includes(keeper) ? keeper : undefined)));
	return openPackage({ root, records: records.length }, (await joinPieces(plan, pieces)).bytes);
}

async function wordWithoutAnother(play: Play, lost: Keeper[]): Promise<string> {
	const [, ...left] = play.pieceKeepers.filter((keeper) => !lost.includes(keeper));
	return joined(play, play.batches[0] as Batch, left).then(
		() => 'the batch',
		(error) => {
			if (error instanceof TooFewPiecesError) return 'too few pieces';
			throw error;
		},
	);
}

/** The canonical bytes of each record, in hexadecimal, by the patient's own keys. */
async function readByPatient({ patient }: Play, { recordClass, header }: Batch, records: PackedRecord[]): Promise<string[]> {
	const opener = await BatchOpener.begin({ patient: patient.id, recordClass }, await patient.classKeys(recordClass), header);
	return records.map(({ sealed }, index) => inHex(opener.open(index, sealed).canonical));
}

/** As one string: those that are put together byte by byte take many times as much room, and there are as many as records. */
function inHex(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('hex');
}
