/** The examples of the README, to the letter: `tests/e2e/services.ts` has them run with real custodians. */
import type { Capacity, Chain, Signer } from '@salus/client/chain';
import { fetchPieces, gatherShares, type HandedBatch, type HeldTicket, type KeyOfClass, type Reader, type ReceivedRelease, RemoteCustodian, type SealedRecords } from '@salus/client/custody';
import { hexToBytes, joinPieces, keyOfClass, openPackage, packBatch, type PackedRecord, splitIntoPieces } from '@salus/client/format';
import { anchorOf, custodyOf, piecePlanIn, planCustody } from '@salus/client/records';

/** What a hospital and a reader have. */
export interface Scene {
	chain: Chain;
	/** Of a custodian: its number on the chain, and where its service answers. */
	organization: number;
	url: string;
	/** A practitioner or a gateway of the hospital. */
	clinician: Signer;
	hospital: number;
	batch: HandedBatch;
	store: SealedRecords;
	reader: Reader;
	ticket: HeldTicket;
	/** To whom it was granted, and the number of the grant. */
	bond: Parameters<ReceivedRelease['classKeys']>[0];
	grant: number;
}

/** Keeps a batch at one custodian, and has it read: the names of the types that came. */
export async function keepAndRead({ chain, organization, url, clinician, hospital, batch, store, reader, ticket, bond, grant }: Scene): Promise<string[]> {
	const types: string[] = [];
	// #region service
	const writer = { signer: clinician, side: { organization: hospital } };
	const custodian = new RemoteCustodian(chain, { organization, url, clock: () => Date.now(), writer });
	await custodian.about();                                      // that it is this custodian, of this chain
	await custodian.takeBatch(batch, store);                      // hands in those sealed records that are missing there, several at a time

	const request = await reader.request(ticket);
	const { stream, receipt } = await custodian.release(request); // streamed
	for await (const release of reader.openEach(ticket, request, stream)) {
		const { keys } = await release.classKeys(bond, grant);
		const records = release.records((recordClass) => keyOfClass(keys, recordClass));
		for await (const { content } of records) types.push(content.resourceType); // each was checked against the chain
	}
	await receipt;                                                // the redemption, which was looked up on the chain
	// #endregion service
	return types;
}

// #region pieces
/** A hospital keeps a piece of an anchored batch with each custodian; any two of them give the batch again. */
export async function keepInPieces(chain: Chain, custodians: RemoteCustodian[], { patient, anchor, records }: HandedBatch, store: SealedRecords, who: { signer: Signer; capacity: Capacity }): Promise<void> {
	const sealed = await Promise.all(records.map(async ({ commitment, name }) => ({ commitment, sealed: await store.get(name) })));
	const { pieces, plan } = await splitIntoPieces(packBatch(sealed), 2, custodians.length);
	const keepers = custodians.map(({ organization }) => organization);
	const planned = await chain.send(planCustody(chain, { patient, anchor, plan, custodians: keepers, purpose: 'Treatment', capacity: who.capacity }), who.signer);
	await planned.finalized; // a custodian takes what a final plan names
	await Promise.all(custodians.map((custodian, index) => custodian.takePiece(patient, anchor, pieces[index]!)));
}

/** The sealed records again, also where a custodian is gone, hangs or lies; `custodians` are by their numbers. */
export async function readPieces(chain: Chain, custodians: ReadonlyMap<number, RemoteCustodian>, patient: Uint8Array, anchor: number): Promise<PackedRecord[]> {
	const [custody, known] = await Promise.all([custodyOf(chain, patient, anchor), anchorOf(chain, patient, anchor)]);
	if (!custody || !known?.anchor.batch) return [];
	const plan = piecePlanIn(custody);
	const { pieces, failed } = await fetchPieces({ patient, anchor, plan }, custody.pieces.map(({ custodian }) => custodians.get(custodian)));
	for (const { message } of failed.values()) console.warn(message);
	const { root, leaves } = known.anchor.batch;
	return openPackage({ root: hexToBytes(root.slice(2)), records: leaves }, (await joinPieces(plan, pieces)).bytes);
}
// #endregion pieces

/** Has the keys for an emergency from custodians, with a ticket at each. */
export async function keysInEmergency({ chain, reader, sources }: { chain: Chain; reader: Reader; sources: { custodian: RemoteCustodian; ticket: HeldTicket }[] }): Promise<KeyOfClass> {
	// #region emergency
	const { keys, failed } = await gatherShares(chain, reader, sources);
	for (const [custodian, { message }] of failed) console.warn(custodian, message);
	const keyOf: KeyOfClass = (recordClass) => keyOfClass(keys, recordClass);
	// #endregion emergency
	return keyOf;
}
