/** Stored records are altered, by accident and by somebody who knows how: each time it shows that who kept them is to blame. */
import { readFile, writeFile } from 'node:fs/promises';
import {
	assertKept, commitment, FormatError, keyOfClass, leafOf, openHeader, openRecord, type PrivateKey, RecordFault, type ReleasedRecord, sealRecord, utf8ToBytes,
} from '@salus/client/format';
import type { HeldTicket } from '@salus/client/custody';
import { BatchProver, faultOf } from '@salus/client/records';
import type { Batch } from '../hospital.ts';
import type { Opened, Play } from '../play.ts';
import type { StepLog } from '../step.ts';
import { wordOn } from './read.ts';

/** What the service tells whoever runs it of a record that is not whole. */
const DAMAGED = 'record-missing';

export async function tamper(play: Play, log: StepLog): Promise<string> {
	const { tampering, opened } = play;
	const [first, last] = [opened[0], opened.at(-1)] as [Opened, Opened];
	for (const isNoticed of [() => alterStoredBit(play, first), () => sealForgery(play, last)]) {
		tampering.tried += 1;
		if (await isNoticed()) tampering.noticed += 1;
	}
	log.compare('the altered records that were noticed', tampering.tried, tampering.noticed);
	return 'Both detected, and the first was not handed out: neither is what the chain commits to, so the custodian is to blame, and not who wrote them.';
}

/** On the disk of the hospital's service: one bit of one byte, and back. Noticed if neither the service hands it out nor a reader takes it. */
async function alterStoredBit(play: Play, { batch }: Opened): Promise<boolean> {
	const store = play.service.recordsOf(batch.patient);
	const index = batch.records.length - 1;
	const { name } = batch.records[index]!;
	const path = store.path(name);
	const genuine = new Uint8Array(await readFile(path));
	const altered = genuine.slice();
	const position = Math.floor(Math.random() * altered.length);
	altered[position] = (altered[position] as number) ^ 1;
	await writeFile(path, altered);
	try {
		const isKeptBack = (await wordOnRound(play)) === 'custody.refused' && play.service.log.includes(DAMAGED);
		return isKeptBack && (await isCustodiansFault(play, batch, { ...released(batch, index), sealed: await store.getUnchecked(name) }));
	} finally {
		await writeFile(path, genuine);
	}
}

/** What the service says to a ward round: it looks at all that it is to hand out before it redeems a ticket. */
async function wordOnRound({ cast: { hospital, specialist }, rounds }: Play): Promise<string> {
	const { targets } = rounds as HeldTicket;
	return wordOn(specialist.fetchEach(hospital.custodian, rounds as HeldTicket, targets.slice(0, 1)).next());
}

/** By somebody who may read and seal: one character changed, sealed anew without a flaw. Noticed if it is under no anchor. */
async function sealForgery(play: Play, { batch, keys }: Opened): Promise<boolean> {
	const { patient } = play;
	const context = { patient: patient.id, recordClass: batch.recordClass };
	const { batchKey } = await openHeader(context, (await keyOfClass(keys, batch.recordClass)) as PrivateKey, batch.header);
	const { salt, canonical } = openRecord(context, batchKey, 0, await play.service.recordsOf(patient.id).get(batch.records[0]!.name));
	const forged = utf8ToBytes(alterOneCharacter(Buffer.from(canonical).toString('utf8')));
	const sealed = sealRecord(context, batchKey, 0, salt, forged);
	openRecord(context, batchKey, 0, sealed);
	return isCustodiansFault(play, batch, { ...released(batch, 0), commitment: commitment(salt, forged), sealed });
}

/** A record as the custodian hands it out, but for its sealed bytes. */
function released({ records }: Batch, index: number): Omit<ReleasedRecord, 'sealed'> {
	return { index, commitment: records[index]!.commitment, proof: new BatchProver(records).prove(index).proof };
}

/** Whether neither the chain nor a reader takes a record for the one that was anchored. */
async function isCustodiansFault({ chain, patient }: Play, { anchor, root, records }: Batch, record: ReleasedRecord): Promise<boolean> {
	const { index, commitment: committed, proof, sealed } = record;
	const fault = await faultOf(chain, patient.id, anchor as number, { index, leaf: leafOf(committed, sealed), proof });
	try {
		assertKept({ root, records: records.length }, record);
		return false;
	} catch (error) {
		if (error instanceof RecordFault) return error.by === 'custodian' && fault !== undefined;
		throw error;
	}
}

export async function refusesFormat(attempt: Promise<unknown>): Promise<boolean> {
	return attempt.then(
		() => false,
		(error) => {
			if (error instanceof FormatError) return true;
			throw error;
		},
	);
}

/** The same text with one letter or digit of its last third replaced. */
function alterOneCharacter(text: string): string {
	for (let i = Math.floor((text.length * 2) / 3); i < text.length; i++) {
		const char = text[i] as string;
		if (/[a-y0-8]/.test(char) && text[i - 1] !== '\\') {
			return text.slice(0, i) + String.fromCharCode(char.charCodeAt(0) + 1) + text.slice(i + 1);
		}
	}
	return `${text} `;
}
