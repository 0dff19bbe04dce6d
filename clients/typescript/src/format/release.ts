/**
 * A release: what a custodian hands out on a ticket, sealed to the reader. One HPKE context, in which the messages have an order: none can be left
 * out, repeated or moved, and nobody without the reader's private key opens any. Of each target of the request there is a part: its head, then its records.
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

/** What belongs to one target: the first message of its part. */
export interface ReleaseHead {
	/** `null` where the target is a class: then there is no header, and no record follows. */
	anchor: number | null;
	recordClass: number;
	header: Uint8Array | null;
	/** How many follow. */
	records: number;
	/** If the target was permitted on a grant that names one, and the custodian has it. */
	envelope: Uint8Array | null;
	/** If it was permitted on an emergency session, and the custodian keeps a share. */
	emergency: ReleasedEmergency | null;
}

/** The part of a release that is of one target, before it is sealed. `records` must be in order, and as many as the head says. */
export interface ReleasePart {
	head: ReleaseHead;
	records?: Iterable<ReleasedRecord> | AsyncIterable<ReleasedRecord>;
}

/** A part of a release that is being read. */
export interface OpenedRelease {
	head: ReleaseHead;
	/** In order. Ends only when all that the head announces have come; a release that was cut off is a {@link FormatError}. */
	records: AsyncGenerator<ReleasedRecord>;
}

/** Seals a release of one target piece by piece, so that a large one need not be held in memory. */
export function sealRelease(context: ReleaseContext, reader: PublicKey, head: ReleaseHead, records: ReleasePart['records'] = [], ekm?: Uint8Array): AsyncGenerator<Uint8Array> {
	return sealReleases(context, reader, [{ head, records }], ekm);
}

/** The same of all targets of a request, in their order: each part is made when it is fetched. */
export async function* sealReleases(
	context: ReleaseContext, reader: PublicKey, parts: Iterable<ReleasePart> | AsyncIterable<ReleasePart>, ekm?: Uint8Array,
): AsyncGenerator<Uint8Array> {
	const sender = await hpkeSender(reader, info(context), ekm);
	const message = async (plain: Uint8Array) => {
		const sealed = await sender.seal(plain);
		return concatBytes(u32le(sealed.length), sealed);
	};
	let start = sender.head;
	for await (const { head, records = [] } of parts) {
		assertHead(head);
		yield concatBytes(start, await message(encodeHead(head)));
		start = new Uint8Array();
		let next = 0;
		for await (const record of records) {
			if (record.index !== next || next >= head.records) throw new FormatError(`record ${record.index} stands where record ${next} of ${head.records} belongs`);
			next++;
			yield await message(encodeReleased(record));
		}
		if (next !== head.records) throw new FormatError(`a release of ${next} records that announces ${head.records}`);
	}
	if (start.length > 0) throw new FormatError('a release of nothing');
}

/** Opens a release of one target with the private key of the key in the request: its head at once, its records as they come. */
export async function openRelease(context: ReleaseContext, reader: PrivateKey, source: ByteSource): Promise<OpenedRelease> {
	const { value } = await openReleases(context, reader, 1, source).next();
	return value as OpenedRelease;
}

/**
 * Opens a release of so many targets: part by part, in the order of the request. Records of a part that were not read when the next part is asked for
 * are passed over. Ends only when all parts have come, and nothing else.
 */
export async function* openReleases(context: ReleaseContext, reader: PrivateKey, targets: number, source: ByteSource): AsyncGenerator<OpenedRelease, void> {
	const stream = new StreamReader(source);
	const opener = await hpkeOpener(reader);
	const recipient = await opener.recipient(info(context), await stream.take(headLength(reader.suite)));
	for (let part = 1; part <= targets; part++) {
		const head = decodeHead(await nextMessage(stream, recipient));
		const records = new Records(stream, recipient, head.records, part === targets);
		yield { head, records: records.all() };
		await records.passOver();
	}
	await stream.end();
}

/** The records of a part, each read once: by whoever wants them, or passed over. */
class Records {
	readonly #stream: StreamReader;
	readonly #recipient: HpkeRecipient;
	readonly #count: number;
	readonly #isLastPart: boolean;
	#next = 0;

	constructor(stream: StreamReader, recipient: HpkeRecipient, count: number, isLastPart: boolean) {
		this.#stream = stream;
		this.#recipient = recipient;
		this.#count = count;
		this.#isLastPart = isLastPart;
	}

	async *all(): AsyncGenerator<ReleasedRecord> {
		while (this.#next < this.#count) yield await this.#read();
		if (this.#isLastPart) await this.#stream.end();
	}

	async passOver(): Promise<void> {
		while (this.#next < this.#count) await this.#read();
	}

	async #read(): Promise<ReleasedRecord> {
		const index = this.#next++;
		const record = decodeReleased(await nextMessage(this.#stream, this.#recipient));
		if (record.index !== index) throw new FormatError(`record ${record.index} stands where record ${index} belongs`);
		return record;
	}
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
