/** The sealed records are spread over several organizations in pieces, stores are lost, and every record is read all the same. */
import { isDeepStrictEqual } from 'node:util';
import type { Receipt, Transaction } from '@salus/client/chain';
import { BatchOpener, bytesToHex, checkPiece, joinPieces, openPackage, type PackedRecord, packBatch, splitIntoPieces, TooFewPiecesError } from '@salus/client/format';
import { custodyOf, holdPiece, piecePlanIn, planCustody, releasePiece } from '@salus/client/records';
import type { Batch } from '../hospital.ts';
import type { PieceKeeper } from '../piece-keeper.ts';
import type { Play } from '../play.ts';
import { LeftOut, type StepLog } from '../step.ts';

/** So many pieces give a batch again. */
const NEEDED = 3;
const HELD_FOR_MS = 30 * 24 * 60 * 60 * 1000;

/** The hospital splits what it sealed, plans on the chain who keeps which piece, and hands the pieces out; each keeper says until when it keeps its own. */
export async function spread(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital }, patient, batches, pieceKeepers } = play;
	leaveOutWithoutKeepers(play);
	const custodians = pieceKeepers.map(({ organization }) => organization);
	const capacity = { Practitioner: { organization: hospital.organization } };
	const tell = log.progressOf(batches.length, 'batches split');
	const plans: Transaction[] = [];
	let [sealedBytes, keptBytes] = [0, 0];
	for (const batch of batches) {
		const { anchor, packed } = { anchor: batch.anchor as number, packed: packBatch(await sealedRecords(play, batch)) };
		const { pieces, plan } = await splitIntoPieces(packed, NEEDED, pieceKeepers.length);
		for (const [index, keeper] of pieceKeepers.entries()) await keeper.put(patient.id, anchor, pieces[index] as Uint8Array);
		plans.push(planCustody(chain, { patient: patient.id, anchor, plan, custodians, purpose: 'Treatment', capacity }));
		sealedBytes += packed.length;
		keptBytes += pieces.reduce((sum, { length }) => sum + length, 0);
		tell(plans.length);
	}
	await sendAll(play, plans, hospital.clinician);
	log.progress('Planned on the chain; the keepers compare their pieces with the plan');
	const until = (await chain.now()) + HELD_FOR_MS;
	await Promise.all(pieceKeepers.map(async (keeper, index) => sendAll(play, await holdsOf(play, keeper, index, until), keeper.clerk)));
	const views = await Promise.all(batches.map(({ anchor }) => custodyOf(chain, patient.id, anchor as number)));
	log.compare('the live pieces of each batch, by the chain', batches.map(() => pieceKeepers.length), views.map((view) => view?.live));
	play.pieces = { needed: NEEDED, stores: pieceKeepers.length, lost: 0, sealedBytes, keptBytes, records: null };
	return `${batches.length} batches in ${pieceKeepers.length} pieces each, one for each organization; any ${NEEDED} give a batch again. ${sealedBytes} bytes of sealed records take ${keptBytes} in all; whole copies that survive as much would take ${sealedBytes * (pieceKeepers.length - NEEDED + 1)}.`;
}

/** As many stores are lost as may be, and the hospital's own sealed records with them: what the others keep gives every record again. */
export async function loseStores(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital }, patient, batches, bundle: { resources }, pieceKeepers } = play;
	leaveOutWithoutKeepers(play);
	const lost = [pieceKeepers[0], ...pieceKeepers.slice(NEEDED + 1)] as PieceKeeper[];
	for (const keeper of lost) await keeper.loseAll();
	await hospital.stores.recordsOf(patient.id).loseAll();
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
		for (const { sealed } of records) await hospital.stores.recordsOf(patient.id).put(sealed);
		read.push(...(await readByPatient(play, batch, records)));
		tell(done + 1);
	}
	const sealed = resources.map(({ canonical }) => bytesToHex(canonical)).sort();
	log.compare('whether the patient reads every record, byte for byte', true, isDeepStrictEqual(read.sort(), sealed));
	play.pieces = { ...play.pieces!, lost: lost.length, records: read.length };
	return `${lost.length} of ${pieceKeepers.length} stores are empty, and so was the hospital's own; ${NEEDED} pieces of each batch gave all ${read.length} records again, and the patient read each of them.`;
}

function leaveOutWithoutKeepers({ keyCustodians }: Play): void {
	if (keyCustodians.length === 0) throw new LeftOut('On this chain we know no superuser who could accredit organizations that keep pieces.');
}

/** The sealed records of a batch out of the hospital's store. */
async function sealedRecords({ cast: { hospital } }: Play, { patient, records }: Batch): Promise<PackedRecord[]> {
	const store = hospital.stores.recordsOf(patient);
	return Promise.all(records.map(async ({ commitment, name }) => ({ commitment, sealed: await store.get(name) })));
}

/** What a keeper says on the chain, of each piece that is the one in the plan there. */
async function holdsOf({ chain, patient, batches }: Play, keeper: PieceKeeper, piece: number, until: number): Promise<Transaction[]> {
	return Promise.all(batches.map(async (batch) => {
		const anchor = batch.anchor as number;
		const plan = piecePlanIn((await custodyOf(chain, patient.id, anchor))!);
		checkPiece(plan, (await keeper.get(patient.id, anchor)) as Uint8Array);
		return holdPiece(chain, { patient: patient.id, anchor, piece, root: plan.roots[piece] as Uint8Array, until, capacity: keeper.capacity });
	}));
}

/** One after the other into the pool, and all in blocks. */
async function sendAll({ chain, sent }: Play, calls: Transaction[], signer: PieceKeeper['clerk']): Promise<void> {
	const included: Promise<Receipt>[] = [];
	for (const call of calls) included.push((await chain.submit(call, signer)).included);
	sent.push(...(await Promise.all(included)));
}

/** The records of a batch out of what these keep of it, by the plan and the root that stand on the chain. */
async function joined({ chain, patient }: Play, { anchor, root, records }: Batch, keepers: PieceKeeper[]): Promise<PackedRecord[]> {
	const view = await custodyOf(chain, patient.id, anchor as number);
	const found = await Promise.all(keepers.map((keeper) => keeper.get(patient.id, anchor as number)));
	const { bytes } = await joinPieces(piecePlanIn(view!), found.filter((piece) => piece !== undefined));
	return openPackage({ root, records: records.length }, bytes);
}

async function wordWithoutAnother(play: Play, lost: PieceKeeper[]): Promise<string> {
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
	return records.map(({ sealed }, index) => bytesToHex(opener.open(index, sealed).canonical));
}
