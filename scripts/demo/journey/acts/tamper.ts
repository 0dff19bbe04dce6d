/** Stored records are altered, by accident and by somebody who knows how. */
import { readFile, writeFile } from 'node:fs/promises';
import { FormatError, type KeyCard, openRecord, sealRecord, utf8ToBytes } from '@salus/client/format';
import type { Opened, Play } from '../play.ts';
import type { StepLog } from '../step.ts';

export async function tamper(play: Play, log: StepLog): Promise<string> {
	const { tampering, opened } = play;
	const [first, last] = [opened[0], opened.at(-1)] as [Opened, Opened];
	for (const isNoticed of [() => alterStoredBit(play, first), () => sealForgery(play, last)]) {
		tampering.tried += 1;
		if (await isNoticed()) tampering.noticed += 1;
	}
	log.compare('the altered records that were noticed', tampering.tried, tampering.noticed);
	return 'Both detected: the altered record does not open, the forgery opens but is not what the chain commits to.';
}

/** In the store itself: one bit of one byte, and back. Noticed if neither the store nor the cipher takes it. */
async function alterStoredBit({ cast: { hospital }, patient }: Play, { known, key, release }: Opened): Promise<boolean> {
	const record = await release.record(release.length - 1);
	const name = hospital.batchOf(patient.id, known.anchor).records[record.index]!.blob;
	const path = hospital.store.path(name);
	const altered = new Uint8Array(await readFile(path));
	const position = Math.floor(Math.random() * altered.length);
	altered[position] = (altered[position] as number) ^ 1;
	await writeFile(path, altered);
	try {
		const isNoticedByName = await refusesFormat(hospital.store.get(name));
		const handedOut = await hospital.store.getUnchecked(name);
		return isNoticedByName && (await refusesFormat(openRecord({ patient: patient.id, recordClass: known.recordClass }, key.privateKey, handedOut)));
	} finally {
		await writeFile(path, record.blob);
	}
}

/** By somebody who may read and seal: one character changed, sealed anew without a flaw. Noticed if it is under no anchor. */
async function sealForgery({ cast: { hospital, specialist }, patient, card }: Play, { known, key, release }: Opened): Promise<boolean> {
	const record = await release.record(0);
	const context = { patient: patient.id, recordClass: known.recordClass };
	const genuine = await openRecord(context, key.privateKey, record.blob);
	const forged = utf8ToBytes(alterOneCharacter(Buffer.from(genuine.canonical).toString('utf8')));
	const publicKey = (await hospital.checkCard(card as KeyCard, patient.id)).get(known.recordClass) as Uint8Array;
	const resealed = await sealRecord(context, patient.epoch, publicKey, genuine.salt, forged);
	const opened = await openRecord(context, key.privateKey, resealed);
	return !(await specialist.isAnchored(patient.id, known, opened, { ...record, blob: resealed }));
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
