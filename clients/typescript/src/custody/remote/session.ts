/** A writer's session at a custodian: begun when it is needed, and anew when it is over. */
import { type Signer, signedBy } from '../../chain/signer.ts';
import { SalusError } from '../../errors.ts';
import { bytesToHex } from '../../format/bytes.ts';
import { makeSessionRequest, type WriterSide, writeSessionRequest } from '../../format/session-request.ts';
import { CustodyRefusal } from '../faults.ts';
import type { Exchange } from './exchange.ts';

/** Who hands in, and for whom. */
export interface Writer {
	/** A practitioner or a gateway of the organization; of a patient, its controller or a representative. */
	signer: Signer;
	side: WriterSide;
}

export interface SessionParts {
	genesis: Uint8Array;
	custodian: number;
	writer: Writer | undefined;
	/** Milliseconds since 1970. */
	clock: () => number;
}

interface Begun {
	token: string;
	/** By the custodian's clock. */
	until: number;
	/** The custodian has said so. */
	isOver: boolean;
}

const MAX_ANSWER_LENGTH = 4_096;
/** What begins so shortly before the end may be over before all of it has come. */
const MARGIN_MS = 10_000;

export class Session {
	readonly #exchange: Exchange;
	readonly #parts: SessionParts;
	#begun: Promise<Begun> | undefined;

	constructor(exchange: Exchange, parts: SessionParts) {
		this.#exchange = exchange;
		this.#parts = parts;
	}

	/** Does what takes a session; once more in another one, where the first is over, as after the custodian was started again. */
	async during<T>(work: (token: string) => Promise<T>): Promise<T> {
		const begun = await this.#present();
		try {
			return await work(begun.token);
		} catch (error) {
			if (!(error instanceof CustodyRefusal) || error.code !== 'custody.no-session') throw error;
			begun.isOver = true;
			return work((await this.#present()).token);
		}
	}

	/** Of those that ask at once the first begins it, and the others wait for that. */
	#present(): Promise<Begun> {
		const isGood = ({ until, isOver }: Begun) => !isOver && this.#parts.clock() < until - MARGIN_MS;
		const begun = this.#begun?.then((before) => (isGood(before) ? before : this.#begin())) ?? this.#begin();
		this.#begun = begun;
		begun.catch(() => {
			if (this.#begun === begun) this.#begun = undefined;
		});
		return begun;
	}

	async #begin(): Promise<Begun> {
		const { genesis, custodian, writer, clock } = this.#parts;
		if (!writer) throw new SalusError('custody.no-writer', 'This takes a session at the custodian, and nobody is named who begins one.');
		const { signer, side } = writer;
		const answer = await this.#exchange.patiently(async () => {
			const request = await makeSessionRequest(
				{ genesis, account: signer.publicKey, custodian, side, time: clock() }, (message) => signedBy(async () => signer.sign(message, { withType: true })),
			);
			return { method: 'POST', path: '/v1/sessions', headers: { 'content-type': 'application/json' }, body: writeSessionRequest(request) };
		});
		const { token, until } = await answer.members(MAX_ANSWER_LENGTH);
		return { token: bytesToHex(answer.hex(token, 32)), until: answer.integer(until), isOver: false };
	}
}
