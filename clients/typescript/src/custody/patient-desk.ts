/** What the patient's side asks of a custodian by a signed request: to keep backups and give them back, to give headers and to exchange them. */
import { decodeAddress } from '@polkadot/util-crypto';
import type { Chain } from '../chain/chain.ts';
import { powerSet } from '../chain/codes.ts';
import { readHeader } from '../format/batch.ts';
import { equalBytes } from '../format/bytes.ts';
import { isRequestFor, PATIENT_REQUEST_KINDS, type PatientRequest, patientRequestBytes, readMovedHeader } from '../format/patient-request.ts';
import { readBackup, writeBackup } from '../format/ring-backup.ts';
import { CustodyRefusal } from './faults.ts';
import { freshHeads } from './heads.ts';
import { epochOf, exchanged, isEarlier, KEPT_AFTER_MS, withoutLapsed } from './kept-headers.ts';
import type { BatchHeader } from './moving.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { checkRequest, claimNonce, type Desk } from './requests.ts';
import type { CustodianStores, KeptBackup } from './stores.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How many backups a custodian takes from one account in a day: one is not enough where keys are renewed on the day that they were made. */
const BACKUPS_A_DAY = 4;

/** What is answered: to the kinds that give something, that. */
export interface PatientAnswer {
	/** JSON texts, the latest first, each as it comes: there may be many, and each may be of 16 MiB. `openEach` takes them. */
	backups?: AsyncIterable<string>;
	headers?: KeptHeaders[];
}

/** The header of a batch, and those that it replaced, the latest first. */
export interface KeptHeaders extends BatchHeader {
	earlier: Uint8Array[];
}

export interface PatientDesk extends Desk {
	readonly stores: Pick<CustodianStores, 'batches' | 'backups' | 'nonces'>;
}

/** Answers a request by the patient's side: first what every request is checked for, then who asks, then what for. */
export async function answerPatient(desk: PatientDesk, request: PatientRequest, content: Uint8Array): Promise<PatientAnswer> {
	const { patient, account, kind } = request;
	if (!isRequestFor(request, content)) throw new CustodyRefusal('custody.not-signed', 'the request is about other content');
	checkRequest(desk, request, account, patientRequestBytes(request));
	const heads = await freshHeads(desk.chain, desk.clock);
	const known = await Promise.all([heads.best, heads.finalized].map((block) => speakerAt(desk.chain, patient, account, block)));
	const isController = known.every((at) => at.isController);
	if (!isController && !known.every((at) => at.mayConsent)) throw new CustodyRefusal('custody.not-authorized', 'the account does not speak for the patient');
	const { takeBackup: takes, giveBackups: gives, takeMovedHeader: exchanges } = PATIENT_REQUEST_KINDS;
	if (!isController && (kind === takes || kind === gives)) throw new CustodyRefusal('custody.not-authorized', 'only the patient\'s controller has to do with backups');
	// Whoever holds the key during a freeze may be a thief: it changes nothing. What is only given stays sealed.
	const changes = kind === takes || kind === exchanges;
	if (changes && known.some((at) => at.isFrozen)) throw new CustodyRefusal('custody.frozen', 'the patient\'s side is frozen');
	await claimNonce(desk, account, request.nonce);
	switch (kind) {
		case PATIENT_REQUEST_KINDS.takeBackup:
			await oneAtATime(desk.stores, patient, () => takeBackup(desk, patient, account, content));
			return {};
		case PATIENT_REQUEST_KINDS.giveBackups:
			return { backups: latestFirst(await desk.stores.backups.all(patient)) };
		case PATIENT_REQUEST_KINDS.takeMovedHeader:
			await oneAtATime(desk.stores, patient, () => takeMovedHeader(desk, patient, content, Math.min(...known.map(({ epoch }) => epoch))));
			return {};
		case PATIENT_REQUEST_KINDS.giveHeaders:
			return { headers: await headersOf(desk, patient) };
		default:
			throw new CustodyRefusal('custody.unknown-kind', `there is no request of kind ${kind satisfies never}`);
	}
}

/** Destroys what was replaced long ago: headers, and backups after which another one came. How many there were. */
export async function dropLapsed({ stores, clock }: Pick<PatientDesk, 'stores' | 'clock'>, patient: Uint8Array): Promise<number> {
	const now = clock();
	let dropped = 0;
	for (const anchor of await stores.batches.anchors(patient)) {
		const kept = await stores.batches.get(patient, anchor);
		if (!kept) continue;
		const left = withoutLapsed(kept, now);
		const lapsed = kept.earlier.length - left.earlier.length;
		if (lapsed > 0) await stores.batches.put(left);
		dropped += lapsed;
	}
	const backups = await stores.backups.all(patient);
	const lapsed = backups.slice(1).filter((later) => now - later.at >= KEPT_AFTER_MS).length;
	if (lapsed > 0) await stores.backups.dropFirst(patient, lapsed);
	return dropped + lapsed;
}

interface Speaker {
	isController: boolean;
	mayConsent: boolean;
	isFrozen: boolean;
	/** Of the patient's key. */
	epoch: number;
}

async function speakerAt(chain: Chain, patient: Uint8Array, account: Uint8Array, block: string): Promise<Speaker> {
	const [row, powers, now] = await Promise.all([
		chain.ask('patientIdentityApi', 'patient', [patient], block), chain.ask('patientIdentityApi', 'powersOf', [patient, account], block), chain.now(block),
	]);
	const { controller = null, frozenUntil = null, key = null } = row.toJSON() ?? {};
	return {
		isController: controller !== null && equalBytes(decodeAddress(controller), account),
		mayConsent: ((powers.toJSON() ?? 0) & powerSet('Consent')) !== 0,
		isFrozen: frozenUntil !== null && now < frozenUntil,
		epoch: key?.epoch ?? 0,
	};
}

/** Keeps a backup beside those before: a thief of the account must not destroy what brings the records back. */
async function takeBackup({ chain, stores, clock }: PatientDesk, patient: Uint8Array, account: Uint8Array, content: Uint8Array): Promise<void> {
	const backup = readBackup(textOf(content));
	if (!equalBytes(backup.patient, patient) || !equalBytes(backup.genesis, chain.genesis)) throw new CustodyRefusal('custody.not-as-committed', 'it is the backup of another patient');
	const at = clock();
	const today = (await stores.backups.all(patient)).filter((kept) => equalBytes(kept.account, account) && at - kept.at < DAY_MS);
	if (today.length >= BACKUPS_A_DAY) throw new CustodyRefusal('custody.too-many', `the account handed in ${BACKUPS_A_DAY} backups within a day`);
	// Written anew: no more is kept of it than a backup has.
	await stores.backups.add(patient, { text: writeBackup(backup), account, at });
}

/**
 * Exchanges a header for one of a later epoch, or for one that it replaced. None can be looked into, so the one before is kept; and one of an epoch
 * that is still to come would keep all later ones out.
 */
async function takeMovedHeader({ stores, clock }: PatientDesk, patient: Uint8Array, content: Uint8Array, present: number): Promise<void> {
	const { anchor, header } = readMovedHeader(content);
	const kept = await stores.batches.get(patient, anchor);
	if (!kept) throw new CustodyRefusal('custody.nothing-kept', 'no such batch is kept here');
	const { epoch } = readHeader(header);
	if (!isEarlier(kept, header)) {
		if (epoch > present) throw new CustodyRefusal('custody.not-as-committed', 'the header is of an epoch that has not begun');
		if (epoch <= epochOf(kept.header, present)) throw new CustodyRefusal('custody.outdated', 'the header is of no later epoch than the one that is kept');
	}
	await stores.batches.put(exchanged(kept, header, clock()));
}

async function headersOf({ stores, clock }: PatientDesk, patient: Uint8Array): Promise<KeptHeaders[]> {
	const headers: KeptHeaders[] = [];
	for (const anchor of await stores.batches.anchors(patient)) {
		const kept = await stores.batches.get(patient, anchor);
		if (!kept) continue;
		const { recordClass, header, earlier } = withoutLapsed(kept, clock());
		headers.push({ anchor, recordClass, header, earlier: earlier.map((one) => one.header) });
	}
	return headers;
}

async function* latestFirst(kept: KeptBackup[]): AsyncGenerator<string, void> {
	for (const { text } of kept.toReversed()) yield text;
}

function textOf(content: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(content);
	} catch {
		throw new CustodyRefusal('custody.not-as-committed', 'the content is not text in UTF-8');
	}
}
