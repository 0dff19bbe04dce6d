/** A custodian's service as its clients see it: `docs/custodian.md` tells what it answers. */
import type { Chain } from '../../chain/chain.ts';
import { quietly } from '../../chain/sending.ts';
import { InputError } from '../../errors.ts';
import { assertLength, bytesToHex, equalBytes } from '../../format/bytes.ts';
import { readEmergencyRing, emergencyRingCommitment, writeEmergencyRing } from '../../format/emergency-ring.ts';
import { envelopeCommitment } from '../../format/envelope.ts';
import { PATIENT_REQUEST_KINDS, type PatientRequest, writePatientRequest } from '../../format/patient-request.ts';
import type { ProvenChunk } from '../../format/piece-chunks.ts';
import { type ReleaseRequest, writeReleaseRequest } from '../../format/release-request.ts';
import { concurrently } from '../concurrently.ts';
import { CustodyUnavailable } from '../faults.ts';
import type { KeptHeaders, PatientAnswer } from '../patient-desk.ts';
import type { CustodianService, Release, SealedRecords } from '../service.ts';
import type { HandedBatch } from '../stores.ts';
import type { Answer } from './answer.ts';
import { DEFAULT_TIMING, Exchange, type Question, type Timing } from './exchange.ts';
import { chunkFrom, type PieceDesk, pieceFrom, type PieceService, type PlannedPiece } from './pieces.ts';
import { redemptionOf } from './redemption.ts';
import { MissingRecords } from './refusals.ts';
import { Session, type Writer } from './session.ts';

export interface RemoteCustodianParts {
	/** The custodian's number on the chain. */
	organization: number;
	/** Where its service answers, such as `https://custodian.example`. */
	url: string;
	/** Milliseconds since 1970. */
	clock: () => number;
	/** Who hands in sealed records, batches and pieces, and asks for pieces: all else takes no session. */
	writer?: Writer;
	/** Whether to talk to another machine without encryption, where the network sees to it. */
	plainHttp?: boolean;
	/** Where it is to be otherwise than in the ordinary way. */
	timing?: Partial<Timing>;
}

/** What a service says about itself. */
export interface ServiceWord {
	genesis: Uint8Array;
	custodian: number;
	/** By its own clock, in milliseconds since 1970. */
	time: number;
}

/** How many sealed records are handed in at a time. */
const HANDED_IN_AT_A_TIME = 8;
const MAX_WORD_LENGTH = 4_096;
/** A chunk in base64, and its siblings. */
const MAX_CHUNK_LENGTH = 2 ** 17;
/** How many names a custodian tells at a time of what is missing. */
const NAMED_AT_A_TIME = 1_000;
/** A custodian gives all backups that it has, one after the other. From one account it takes four a day, and keeps them for ninety. */
const BACKUP_LIMITS = { element: 2 ** 24, count: 2 ** 12 };
/** Of all batches, which are in memory together. */
const HEADER_LIMITS = { element: 2 ** 24, total: 2 ** 28 };
const WHOLE_NUMBER = /^\d{1,10}$/;
const [JSON_TYPE, BYTES_TYPE] = [{ 'content-type': 'application/json' }, { 'content-type': 'application/octet-stream' }];

/**
 * Asks the service of one custodian. Nothing that it says is believed: what it releases a `Reader` checks, what it says of a redemption is looked up on the chain, and pieces are held against the plan.
 *
 * What is refused is a `CustodyRefusal`; what cannot be had now, or is no custodian's answer, a {@link CustodyUnavailable}, after what may be asked twice was asked again, ever more rarely, for
 * `timing.patienceMs`. Every wait has an end (`timing`), so a custodian that hangs, or sends by drops, holds nobody up; which custodian is asked next is up to whoever asks: `fetchPieces` and
 * `gatherShares` do that.
 *
 * A session is begun when `takeRecord`, `takeBatch`, or something about pieces takes one, and begun anew when it is over.
 */
export class RemoteCustodian implements CustodianService, PieceService {
	readonly organization: number;
	readonly #chain: Chain;
	readonly #exchange: Exchange;
	readonly #session: Session;
	readonly #timing: Timing;

	/** An `InputError` where `url` is no address of a service. Nobody is asked anything yet: {@link about} tells whether it is the right one. */
	constructor(chain: Chain, { organization, url, clock, writer, plainHttp = false, timing }: RemoteCustodianParts) {
		this.organization = organization;
		this.#chain = chain;
		this.#timing = { ...DEFAULT_TIMING, ...timing };
		this.#exchange = new Exchange(url, organization, this.#timing, plainHttp);
		this.#session = new Session(this.#exchange, { genesis: chain.genesis, custodian: organization, writer, clock });
	}

	/** What answers at the address; a {@link CustodyUnavailable} if it is another custodian, or one of another chain. */
	async about(): Promise<ServiceWord> {
		const answer = await this.#exchange.patiently({ method: 'GET', path: '/v1' });
		const { genesis, custodian, time } = await answer.members(MAX_WORD_LENGTH);
		const word = { genesis: answer.hex(genesis, 32), custodian: answer.integer(custodian), time: answer.integer(time) };
		const other = (what: string) => new CustodyUnavailable('custody.other-service', this.organization, what, { isUndone: true });
		if (!equalBytes(word.genesis, this.#chain.genesis)) throw other('a custodian of another chain answers at its address');
		if (word.custodian !== this.organization) throw other(`custodian ${word.custodian} answers at its address`);
		return word;
	}

	/** Hands in a sealed record; that it is there already changes nothing. Of no batch within a day, it is destroyed. */
	async takeRecord(patient: Uint8Array, name: string, sealed: Uint8Array): Promise<void> {
		await this.#put(`${pathOf(patient)}/records/${name}`, sealed, BYTES_TYPE);
	}

	/**
	 * Asks which of the sealed records are missing, and hands in those of the batch's own, several at a time: none that another batch has. Where as many are named as are named at a time, the rest of
	 * the batch goes with them, so that a large one is named twice, and not once for each thousand of its records.
	 */
	async takeBatch({ patient, anchor, recordClass, header, records }: HandedBatch, from?: SealedRecords): Promise<void> {
		const written = records.map(({ commitment, name }) => ({ commitment: bytesToHex(commitment), name }));
		const body = JSON.stringify({ class: recordClass, header: bytesToHex(header), records: written });
		const left = new Set(records.map(({ name }) => name));
		for (;;) {
			try {
				return await this.#put(`${pathOf(patient)}/batches/${anchor}`, body, JSON_TYPE);
			} catch (error) {
				if (!(error instanceof MissingRecords) || !from) throw error;
				const named = new Set(error.names.filter((name) => left.has(name)));
				// It misses what it was given, or what is none of the batch's.
				if (named.size === 0) throw error;
				const last = records.findLastIndex(({ name }) => named.has(name));
				const behind = named.size < NAMED_AT_A_TIME ? [] : records.slice(last + 1).map(({ name }) => name).filter((name) => left.has(name));
				const wanted = [...named, ...new Set(behind)];
				const handIn = async (name: string) => {
					await this.takeRecord(patient, name, await from.get(name));
					return name;
				};
				for await (const name of concurrently(wanted, HANDED_IN_AT_A_TIME, handIn)) left.delete(name);
			}
		}
	}

	async takeEnvelope(patient: Uint8Array, envelope: Uint8Array): Promise<void> {
		const path = `${pathOf(patient)}/envelopes/${bytesToHex(envelopeCommitment(envelope))}`;
		await (await this.#exchange.patiently({ method: 'PUT', path, headers: BYTES_TYPE, body: envelope })).discard();
	}

	async takeEmergencyRing(text: string): Promise<void> {
		const ring = readEmergencyRing(text);
		const path = `${pathOf(ring.patient)}/emergency-rings/${bytesToHex(emergencyRingCommitment(ring.patient, ring))}`;
		await (await this.#exchange.patiently({ method: 'PUT', path, headers: JSON_TYPE, body: writeEmergencyRing(ring) })).discard();
	}

	async dropUnnamed(patient: Uint8Array): Promise<number> {
		const answer = await this.#exchange.patiently({ method: 'POST', path: `${pathOf(patient)}/sweep` });
		return answer.integer((await answer.members(MAX_WORD_LENGTH))['destroyed']);
	}

	/** Asked once: the request is good for once. Who signed it can make another. */
	async answer(request: PatientRequest, content: Uint8Array, signal?: AbortSignal): Promise<PatientAnswer> {
		const headers = { ...BYTES_TYPE, 'salus-request': base64Url(writePatientRequest(request)) };
		const answer = await this.#exchange.once({ method: 'POST', path: '/v1/requests', headers, body: content, signal });
		switch (request.kind) {
			case PATIENT_REQUEST_KINDS.giveBackups:
				return { backups: backupsIn(answer) };
			case PATIENT_REQUEST_KINDS.giveHeaders: {
				const headers: KeptHeaders[] = [];
				for await (const batch of answer.elements(HEADER_LIMITS)) headers.push(headersIn(answer, batch));
				return { headers };
			}
			default:
				await answer.discard();
				return {};
		}
	}

	/**
	 * Asked once, and no part of it again: a ticket that serves once may be used up though no answer comes. Then the chain is asked for another ticket, unless the error says that nothing
	 * was done.
	 */
	async release(request: ReleaseRequest, signal?: AbortSignal): Promise<Release> {
		const { releaseMs: answerMs } = this.#timing;
		const answer = await this.#exchange.once({ method: 'POST', path: '/v1/releases', headers: JSON_TYPE, body: writeReleaseRequest(request), answerMs, signal });
		const records = answer.header('salus-records') ?? '';
		const told = { block: answer.header('salus-block'), extrinsic: answer.header('salus-extrinsic') };
		return { receipt: quietly(redemptionOf(this.#chain, request, told)), records: WHOLE_NUMBER.test(records) ? Number(records) : undefined, stream: answer.stream() };
	}

	/** Hands in a piece, which the plan on the chain has to name for this custodian at the final head of the custodian's node. */
	async takePiece(patient: Uint8Array, anchor: number, piece: Uint8Array): Promise<void> {
		await this.#put(piecePath(patient, anchor), piece, BYTES_TYPE);
	}

	async givePiece(planned: PlannedPiece, signal?: AbortSignal): Promise<Uint8Array> {
		return pieceFrom(this.#pieceDesk(planned, signal), planned);
	}

	async proveChunk(planned: PlannedPiece, chunk: number, signal?: AbortSignal): Promise<ProvenChunk> {
		return chunkFrom(this.#pieceDesk(planned, signal), planned, chunk);
	}

	#pieceDesk({ patient, anchor, plan, index: piece }: PlannedPiece, signal: AbortSignal | undefined): PieceDesk {
		const [path, root] = [piecePath(patient, anchor), plan.roots[piece]];
		if (!root) throw new InputError('pieces.none', `The plan has no piece ${piece}.`);
		// By its root: an organization may keep several of one anchor, and those of the plan before.
		const get = (further: string) => this.#inSession({ method: 'GET', path: `${path}${further}?root=${bytesToHex(root)}`, signal });
		return {
			organization: this.organization,
			chunk: async (index) => {
				const answer = await get(`/chunks/${index}`);
				const { chunk, siblings } = await answer.members(MAX_CHUNK_LENGTH);
				return { index, chunk: answer.base64(chunk), proof: answer.list(siblings).map((sibling) => answer.hex(sibling, 32)) };
			},
			whole: async (limit) => (await get('')).bytes(limit),
		};
	}

	async #put(path: string, body: Uint8Array | string, headers: Record<string, string>): Promise<void> {
		await (await this.#inSession({ method: 'PUT', path, headers, body })).discard();
	}

	/** What may be asked twice, in a session. */
	#inSession({ headers = {}, ...question }: Question): Promise<Answer> {
		return this.#session.during((token) => this.#exchange.patiently({ ...question, headers: { ...headers, authorization: `Bearer ${token}` } }));
	}
}

function pathOf(patient: Uint8Array): string {
	assertLength(patient, 32, 'a patient id');
	return `/v1/patients/${bytesToHex(patient)}`;
}

function piecePath(patient: Uint8Array, anchor: number): string {
	return `${pathOf(patient)}/pieces/${anchor}`;
}

async function* backupsIn(answer: Answer): AsyncGenerator<string, void> {
	for await (const backup of answer.elements(BACKUP_LIMITS)) yield JSON.stringify(answer.membersOf(backup));
}

function headersIn(answer: Answer, batch: unknown): KeptHeaders {
	const { anchor, class: recordClass, header, earlier } = answer.membersOf(batch);
	return { anchor: answer.integer(anchor), recordClass: answer.integer(recordClass), header: answer.hex(header), earlier: answer.list(earlier).map((one) => answer.hex(one)) };
}

/** Of plain ASCII, as a request's JSON is. */
function base64Url(text: string): string {
	return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
