/**
 * A release: what a custodian hands out on a ticket, sealed to the reader. One HPKE context, in which the messages have an order: none can be left
 * out, repeated or moved, and nobody without the reader's private key opens any.
 */
import { FormatError, assertLength, concatBytes, u32le, u64le, utf8ToBytes } from './bytes.ts';
import { type ByteSource, StreamReader } from './byte-stream.ts';
import { type ReleasedEmergency, readReleasedEmergency } from './emergency-ring.ts';
import { type HpkeRecipient, TAG_LENGTH, headLength, hpkeOpener, hpkeSender } from './hpke.ts';
import { Members, U16_MAX, U32_MAX, jsonOf, jsonText } from './json-members.ts';
import { MAX_LEAVES } from './merkle.ts';
import { type ReleasedRecord, decodeReleased, encodeReleased } from './released-record.ts';
import { MAX_RECORD_LENGTH } from './sealed-record.ts';
import type { PrivateKey, PublicKey } from './suites.ts';

export const RELEASE_FORMAT = 'salus/release/v1';
const TAG = utf8ToBytes(RELEASE_FORMAT);
/** Longer than any message: the longest record and its proof. A length that nobody has vouched for yet must not fill the memory. */
const MAX_MESSAGE_LENGTH = MAX_RECORD_LENGTH + 2 ** 12;
/** Any envelope, ring or header is shorter. */
const MAX_BYTES = 2 ** 24;

/** The request that is answered: the answer to another one does not open. */
export interface ReleaseContext {
	patient: Uint8Array;
	sequence: number;
	custodian: number;
	/** Of the request. */
	nonce: Uint8Array;
}

/** What belongs to the batch; the first message. */
export interface ReleaseHead {
	/** `null` where the ticket is for a class: then there is no header, and no record follows. */
	anchor: number | null;
	recordClass: number;
	header: Uint8Array | null;
	/** How many follow. */
	records: number;
	/** If the ticket rests on a grant that names one, and the custodian has it. */
	envelope: Uint8Array | null;
	/** If the ticket rests on an emergency session, and the custodian keeps a share. */
	emergency: ReleasedEmergency | null;
}

/** A release that is being read. */
export interface OpenedRelease {
	head: ReleaseHead;
	/** In order. Ends only when all that the head announces have come; a release that was cut off is a {@link FormatError}. */
	records: AsyncGenerator<ReleasedRecord>;
}

/** Seals a release piece by piece, so that a large one need not be held in memory. `records` must be in order, and as many as the head says. */
export async function* sealRelease(
	context: ReleaseContext,
	reader: PublicKey,
	head: ReleaseHead,
	records: Iterable<ReleasedRecord> | AsyncIterable<ReleasedRecord> = [],
	ekm?: Uint8Array,
): AsyncGenerator<Uint8Array> {
	assertHead(head);
	const sender = await hpkeSender(reader, info(context), ekm);
	const message = async (plain: Uint8Array) => {
		const sealed = await sender.seal(plain);
		return concatBytes(u32le(sealed.length), sealed);
	};
	yield concatBytes(sender.head, await message(encodeHead(head)));
	let next = 0;
	for await (const record of records) {
		if (record.index !== next || next >= head.records) throw new FormatError(`record ${record.index} stands where record ${next} of ${head.records} belongs`);
		next++;
		yield await message(encodeReleased(record));
	}
	if (next !== head.records) throw new FormatError(`a release of ${next} records that announces ${head.records}`);
}

/** Opens a release with the private key of the key in the request: its head at once, its records as they come. */
export async function openRelease(context: ReleaseContext, reader: PrivateKey, source: ByteSource): Promise<OpenedRelease> {
	const stream = new StreamReader(source);
	const opener = await hpkeOpener(reader);
	const recipient = await opener.recipient(info(context), await stream.take(headLength(reader.suite)));
	const head = decodeHead(await nextMessage(stream, recipient));
	return { head, records: recordsOf(stream, recipient, head.records) };
}

async function* recordsOf(stream: StreamReader, recipient: HpkeRecipient, records: number): AsyncGenerator<ReleasedRecord> {
	for (let index = 0; index < records; index++) {
		const record = decodeReleased(await nextMessage(stream, recipient));
		if (record.index !== index) throw new FormatError(`record ${record.index} stands where record ${index} belongs`);
		yield record;
	}
	await stream.end();
}

async function nextMessage(stream: StreamReader, recipient: HpkeRecipient): Promise<Uint8Array> {
	const length = await stream.u32();
	if (length < TAG_LENGTH || length > MAX_MESSAGE_LENGTH) throw new FormatError(`a message of ${length} bytes`);
	return recipient.open(await stream.take(length));
}

function encodeHead({ anchor, recordClass, header, records, envelope, emergency }: ReleaseHead): Uint8Array {
	return utf8ToBytes(jsonText({ format: RELEASE_FORMAT, anchor, class: recordClass, header, records, envelope, emergency }));
}

function decodeHead(bytes: Uint8Array): ReleaseHead {
	const json = new Members(jsonOf(textOf(bytes), MAX_MESSAGE_LENGTH), 'a release', ['format', 'anchor', 'class', 'header', 'records', 'envelope', 'emergency']);
	json.constant('format', RELEASE_FORMAT);
	const bytesOrNull = (name: string) => (json.isNull(name) ? null : json.bytes(name, { min: 1, max: MAX_BYTES }));
	const head = {
		anchor: json.isNull('anchor') ? null : json.integer('anchor', U32_MAX),
		recordClass: json.integer('class', U16_MAX),
		header: bytesOrNull('header'),
		records: json.integer('records', MAX_LEAVES),
		envelope: bytesOrNull('envelope'),
		emergency: json.isNull('emergency') ? null : readReleasedEmergency(json.value('emergency')),
	};
	assertHead(head);
	return head;
}

function textOf(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw new FormatError('not UTF-8');
	}
}

function assertHead({ anchor, header, records, envelope }: ReleaseHead): void {
	for (const bytes of [header, envelope]) if (bytes && bytes.length > MAX_BYTES) throw new FormatError('a header or an envelope is longer than any');
	const isOfBatch = anchor !== null;
	if ((header !== null) !== isOfBatch || records > 0 !== isOfBatch) throw new FormatError('a release has anchor, header and records, or none of them');
}

function info({ patient, sequence, custodian, nonce }: ReleaseContext): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	assertLength(nonce, 32, 'a nonce');
	return concatBytes(TAG, patient, u64le(sequence), u32le(custodian), nonce);
}
