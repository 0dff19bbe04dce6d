/**
 * A custodian in this process behind HTTP, as `docs/custodian.md` has it, on loopback: it keeps count of what it is asked, and misbehaves as a test wants. It
 * begins sessions only for who signed for it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SalusError } from '../../../src/errors.ts';
import { bytesToHex, FormatError, hexToBytes } from '../../../src/format/bytes.ts';
import { readPatientRequest } from '../../../src/format/patient-request.ts';
import { proveChunk } from '../../../src/format/piece-chunks.ts';
import { readReleaseRequest } from '../../../src/format/release-request.ts';
import { checkSessionRequest, type WriterSide } from '../../../src/format/session-request.ts';
import { all, HOSPITAL, type Scene } from '../scene.ts';

/** What it was asked, as `PUT /v1/…`. */
export interface Asked {
	line: string;
	authorization: string | undefined;
	body: Uint8Array;
}

/** Whether it answers in the place of the service, or does not answer at all. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse, asked: Asked) => boolean;

const SESSION_MS = 600_000;

export class FakeService {
	readonly asked: Asked[] = [];
	/** For whom sessions were begun. */
	readonly sessions: WriterSide[] = [];
	readonly tokens = new Set<string>();
	readonly pieces = new Map<number, Uint8Array>();
	/** Of the pieces that were asked for. */
	readonly roots = new Set<string>();
	misbehave: Misbehaviour = () => false;
	/** The most requests that it had at a time. */
	most = 0;
	readonly #scene: Scene;
	readonly #server: Server;
	#now = 0;
	#port = 0;

	private constructor(scene: Scene) {
		this.#scene = scene;
		this.#server = createServer((request, response) => void this.#handle(request, response));
	}

	static async start(scene: Scene): Promise<FakeService> {
		const service = new FakeService(scene);
		await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve));
		service.#port = (service.#server.address() as AddressInfo).port;
		return service;
	}

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	stop(): void {
		this.#server.close();
		this.#server.closeAllConnections();
	}

	/** How often it was asked something that begins so. */
	times(beginning: string): number {
		return this.asked.filter(({ line }) => line.startsWith(beginning)).length;
	}

	async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		this.#now += 1;
		this.most = Math.max(this.most, this.#now);
		response.on('close', () => {
			this.#now -= 1;
		});
		const parts: Uint8Array[] = [];
		for await (const part of request) parts.push(part as Uint8Array);
		const asked = { line: `${request.method} ${request.url}`, authorization: request.headers.authorization, body: new Uint8Array(Buffer.concat(parts)) };
		this.asked.push(asked);
		if (this.misbehave(request, response, asked)) return;
		try {
			await this.#answer(request, response, asked);
		} catch (error) {
			if (!(error instanceof SalusError || error instanceof FormatError)) throw error;
			const { code } = error as SalusError;
			const isSigned = ['/v1/releases', '/v1/requests', '/v1/sessions'].includes(request.url ?? '');
			if (isSigned) refuse(response, 403, 'refused');
			else if (code === 'custody.other-header') refuse(response, 409, 'other-header');
			else refuse(response, 422, 'not-as-committed');
		}
	}

	async #answer(request: IncomingMessage, response: ServerResponse, { line, authorization, body }: Asked): Promise<void> {
		const { custodian, chain, clock, stores } = this.#scene;
		const text = () => new TextDecoder().decode(body);
		const own = { genesis: chain.genesis, custodian: HOSPITAL, now: clock() };
		if (line === 'GET /v1') return answer(response, 200, { genesis: bytesToHex(chain.genesis), custodian: HOSPITAL, time: clock() });
		if (line === 'POST /v1/sessions') {
			this.sessions.push(checkSessionRequest(text(), own).side);
			const token = this.sessions.length.toString(16).padStart(64, '0');
			this.tokens.add(`Bearer ${token}`);
			return answer(response, 201, { token, until: clock() + SESSION_MS });
		}
		if (line === 'POST /v1/releases') {
			const { receipt, records, stream } = await custodian.release(readReleaseRequest(text()));
			const { block, hash } = await receipt;
			response.writeHead(200, { 'content-type': 'application/octet-stream', 'salus-block': block.slice(2), 'salus-extrinsic': hash.slice(2), 'salus-records': String(records) });
			for await (const part of stream) response.write(part);
			response.end();
			return;
		}
		if (line === 'POST /v1/requests') {
			const asks = Buffer.from(request.headers['salus-request'] as string, 'base64url').toString();
			const { backups, headers } = await custodian.answer(readPatientRequest(asks), body);
			if (backups) return answer(response, 200, (await all(backups)).map((backup) => JSON.parse(backup)));
			if (!headers) return answer(response, 204);
			return answer(response, 200, headers.map(({ anchor, recordClass, header, earlier }) => ({ anchor, class: recordClass, header: bytesToHex(header), earlier: earlier.map(bytesToHex) })));
		}
		const [path = '', query] = (request.url ?? '').split('?');
		const [, , , patientId = '', kind, name = '', , chunk] = path.split('/');
		const patient = hexToBytes(patientId);
		if (kind === 'sweep') return answer(response, 200, { destroyed: await custodian.dropUnnamed(patient) });
		if (kind === 'envelopes') return answer(response, 201, await custodian.takeEnvelope(patient, body));
		if (kind === 'emergency-rings') return answer(response, 201, await custodian.takeEmergencyRing(text()));
		if (!this.tokens.has(authorization ?? '')) return refuse(response, 401, 'no-session');
		if (kind === 'records') {
			const isKnown = await stores.recordsOf(patient).has(name);
			await stores.recordsOf(patient).put(body);
			return answer(response, isKnown ? 200 : 201);
		}
		if (kind === 'batches') {
			const { class: recordClass, header, records } = JSON.parse(text()) as { class: number; header: string; records: { commitment: string; name: string }[] };
			const missing: string[] = [];
			for (const record of records) if (!(await stores.recordsOf(patient).has(record.name))) missing.push(record.name);
			if (missing.length > 0) return refuse(response, 409, 'missing-records', { names: missing.slice(0, 1000) });
			const batch = { patient, anchor: Number(name), recordClass, header: hexToBytes(header), records: records.map((record) => ({ commitment: hexToBytes(record.commitment), name: record.name })) };
			return answer(response, 201, await custodian.takeBatch(batch));
		}
		const piece = this.pieces.get(Number(name));
		if (line.startsWith('PUT')) {
			this.pieces.set(Number(name), body);
			return answer(response, 201);
		}
		this.roots.add(query ?? '');
		if (!piece) return refuse(response, 403, 'refused');
		if (chunk === undefined) {
			response.writeHead(200).end(piece);
			return;
		}
		const proven = proveChunk(piece, Number(chunk));
		answer(response, 200, { chunk: Buffer.from(proven.chunk).toString('base64'), siblings: proven.proof.map(bytesToHex) });
	}
}

export function answer(response: ServerResponse, status: number, value?: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(value === undefined ? undefined : JSON.stringify(value));
}

export function refuse(response: ServerResponse, status: number, error: string, { retryAfter, ...more }: { retryAfter?: number; names?: string[]; message?: string } = {}): void {
	if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
	answer(response, status, { error, message: 'something', ...more });
}
