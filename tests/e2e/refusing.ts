/** What a custodian's service says when it releases nothing: the same to everybody, whatever the reason. */
import assert from 'node:assert/strict';
import { type ReleaseRequest, writeReleaseRequest } from '@salus/client/format';
import type { RealCustodian } from './real-custodians.ts';

/** Why a request is not answered, as the service's metrics call it, for whoever runs it. */
export type Reason = 'other-chain' | 'other-custodian' | 'not-signed' | 'out-of-time' | 'redeemed' | 'void' | 'other-key' | 'seen-before' | 'not-redeemed';

/** An answer as it comes over the line, but for its date. */
export interface RawAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** Every word of a refusal. */
const REFUSED = answerOf(403, '{"error":"refused","message":"refused"}');
/** Of what has not the form of a request. */
const MALFORMED = answerOf(400, '{"error":"malformed","message":"this is no release request"}');

/** Sends whatever it is, as nobody's client. */
export async function post({ process }: RealCustodian, body: string): Promise<RawAnswer> {
	return take(await fetch(`${process.url}/v1/releases`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }));
}

/**
 * Asserts that a service refuses a request, and tells whoever asks nothing but that it does: neither by its client nor on the line. The reason is told to whoever runs the service, by a
 * number that only grows; requests of other tests may be counted there, too.
 */
export async function refuses(service: RealCustodian, request: ReleaseRequest, reason: Reason): Promise<void> {
	const before = await notReleased(service, reason);
	await assert.rejects(service.custodian.release(request), { name: 'CustodyRefusal', code: 'custody.refused' });
	assert.deepEqual(await post(service, writeReleaseRequest(request)), REFUSED);
	const after = await notReleased(service, reason);
	assert.ok(after >= before + 2, `it was refused for another reason than ${reason}`);
}

/** Asserts that an answer is such a refusal. */
export function assertRefusal(answer: RawAnswer): void {
	assert.deepEqual(answer, REFUSED);
}

/** Asserts that what was sent was taken for no request at all, whatever ticket it named. */
export function assertMalformed(answer: RawAnswer): void {
	assert.deepEqual(answer, MALFORMED);
}

/** How many requests it has not answered for this reason, since it was started. */
export async function notReleased({ process }: RealCustodian, reason: Reason): Promise<number> {
	const operations = [...process.log.matchAll(/whoever runs it at (http:\S+)/g)].at(-1)?.[1];
	const metrics = await (await fetch(`${operations}/metrics`)).text();
	return Number(new RegExp(`^salus_custodian_not_released_total\\{reason="${reason}"\\} (\\d+)$`, 'm').exec(metrics)?.[1] ?? 0);
}

function answerOf(status: number, body: string): RawAnswer {
	return { status, headers: { 'content-length': String(body.length), 'content-type': 'application/json' }, body };
}

async function take(response: Response): Promise<RawAnswer> {
	const { date: _, ...headers } = Object.fromEntries(response.headers);
	return { status: response.status, headers, body: await response.text() };
}
