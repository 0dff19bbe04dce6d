/**
 * The request on which a custodian releases records: signed by the ticket's holder, since a ticket is a number in public and whoever shows one
 * proves nothing by it.
 */
import { randomBytes } from '@noble/hashes/utils.js';
import { assertLength, concatBytes, u16le, u32le, u64le, u8, utf8ToBytes } from './bytes.ts';
import { MAX_REQUEST_TEXT, Members, U32_MAX, U64_MAX, U8_MAX, jsonOf, jsonText } from './json-members.ts';
import { type Addressee, assertRequest } from './request-check.ts';
import { assertReleaseTargets, MAX_RELEASE_TARGETS, readReleaseTarget, type ReleaseTarget, releaseTargetBytes, releaseTargetJson } from './release-target.ts';
import { SIGNATURE_LENGTH, type Sign, betweenMarks, signatureOf } from './signatures.ts';
import { type PublicKey, type Suite, asSuite, assertPublicKey, publicKeyLength } from './suites.ts';
import { TICKET_SECRET_LENGTH } from './ticket-secret.ts';

export const RELEASE_REQUEST_FORMAT = 'salus/release-request/v1';
const TAG = utf8ToBytes(RELEASE_REQUEST_FORMAT);

/** What is asked for. */
export interface ReleaseRequestContent {
	/** The chain's genesis hash. */
	genesis: Uint8Array;
	/** Patient, sequence number and holder are the ticket's, and custodian is the organization that it names. */
	patient: Uint8Array;
	sequence: number;
	holder: Uint8Array;
	/** Of a ticket for a team that a gateway shows: for whom. The holder is then the gateway. */
	practitioner: Uint8Array | null;
	custodian: number;
	/** The ticket's, which it committed to when access was asked for: with it the custodian redeems the ticket. */
	secret: Uint8Array;
	/** Which of the ticket's records: 1 to 64, each once. They come in this order. */
	targets: ReleaseTarget[];
	/** Random, 32 bytes. */
	nonce: Uint8Array;
	/** In milliseconds since 1970. */
	time: number;
	/** To which the release is sealed. */
	suite: Suite;
	publicKey: Uint8Array;
}

export interface ReleaseRequest extends ReleaseRequestContent {
	/** By the holder. */
	signature: Uint8Array;
}

/** The bytes that the holder signs. */
export function releaseRequestBytes(request: ReleaseRequestContent): Uint8Array {
	const { genesis, patient, sequence, holder, practitioner, custodian, secret, targets, nonce, time, suite, publicKey } = request;
	for (const bytes of [genesis, patient, holder, secret, nonce]) assertLength(bytes, 32, 'a hash, id, account, secret or nonce');
	if (practitioner) assertLength(practitioner, 32, 'a pseudonym');
	assertReleaseTargets(targets);
	assertPublicKey(request);
	return betweenMarks(
		TAG, genesis, patient, u64le(sequence), holder, practitioner ? concatBytes(u8(1), practitioner) : u8(0), u32le(custodian), secret,
		u8(targets.length), ...targets.map(releaseTargetBytes), nonce, u64le(time), u8(suite), u16le(publicKey.length), publicKey,
	);
}

/** What a reader sends; the nonce is random and the time now, unless said otherwise. */
export async function makeReleaseRequest(
	ticket: Pick<ReleaseRequestContent, 'genesis' | 'patient' | 'sequence' | 'holder' | 'custodian' | 'secret' | 'targets'> & {
		practitioner?: Uint8Array | null | undefined;
		reader: PublicKey;
		nonce?: Uint8Array;
		time?: number;
	},
	sign: Sign,
): Promise<ReleaseRequest> {
	const { genesis, patient, sequence, holder, practitioner = null, custodian, secret, targets, nonce = randomBytes(32), time = Date.now(), reader } = ticket;
	const content = { genesis, patient, sequence, holder, practitioner, custodian, secret, targets, nonce, time, suite: reader.suite, publicKey: reader.publicKey };
	return { ...content, signature: await signatureOf(content.holder, releaseRequestBytes(content), sign) };
}

/** The JSON text that is sent. */
export function writeReleaseRequest(request: ReleaseRequest): string {
	const { genesis, patient, sequence, holder, practitioner, custodian, secret, targets, nonce, time, suite, publicKey, signature } = request;
	return jsonText({
		format: RELEASE_REQUEST_FORMAT, genesis, patient, sequence, holder, practitioner, custodian, secret, targets: targets.map(releaseTargetJson), nonce, time, suite,
		publicKey, signature,
	});
}

/** Reads one from JSON text, or from what a JSON parser made of it. Whose it is says {@link checkReleaseRequest}. */
export function readReleaseRequest(source: unknown): ReleaseRequest {
	const names = [
		'format', 'genesis', 'patient', 'sequence', 'holder', 'practitioner', 'custodian', 'secret', 'targets', 'nonce', 'time', 'suite', 'publicKey', 'signature',
	];
	const request = new Members(jsonOf(source, MAX_REQUEST_TEXT), 'a release request', names);
	request.constant('format', RELEASE_REQUEST_FORMAT);
	const suite = asSuite(request.integer('suite', U8_MAX));
	const targets = request.list('targets', MAX_RELEASE_TARGETS).map(readReleaseTarget);
	assertReleaseTargets(targets);
	return {
		genesis: request.bytes('genesis', 32), patient: request.bytes('patient', 32), sequence: request.integer('sequence', U64_MAX),
		holder: request.bytes('holder', 32), practitioner: request.isNull('practitioner') ? null : request.bytes('practitioner', 32),
		custodian: request.integer('custodian', U32_MAX), secret: request.bytes('secret', TICKET_SECRET_LENGTH), targets, nonce: request.bytes('nonce', 32),
		time: request.integer('time', U64_MAX), suite, publicKey: request.bytes('publicKey', publicKeyLength(suite)),
		signature: request.bytes('signature', SIGNATURE_LENGTH),
	};
}

/**
 * A custodian's first checks: the chain, the custodian, the holder's signature, the time. Anything else is a {@link FormatError}. That the ticket
 * holds and covers what is asked for, that the secret is the ticket's, that the key is the reader's published one and that the nonce is a new one, the custodian checks after it.
 */
export function checkReleaseRequest(source: unknown, own: Addressee): ReleaseRequest {
	const request = readReleaseRequest(source);
	assertRequest(request, request.holder, releaseRequestBytes(request), own);
	return request;
}
