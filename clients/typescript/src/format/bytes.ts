/** Fixed-width numbers and small byte helpers. Every number of record format v1 is little-endian. */
import { concatBytes, hexToBytes, bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import { SalusError } from '../errors.ts';

export { concatBytes, hexToBytes, bytesToHex, utf8ToBytes };

export function u8(value: number): Uint8Array {
	return fixed(1, value, 0xff, (view) => view.setUint8(0, value));
}

export function u16le(value: number): Uint8Array {
	return fixed(2, value, 0xffff, (view) => view.setUint16(0, value, true));
}

export function u32le(value: number): Uint8Array {
	return fixed(4, value, 0xffff_ffff, (view) => view.setUint32(0, value, true));
}

/** Numbers up to 2^53 - 1, which is as far as JSON's reach; sequence numbers and milliseconds stay far below. */
export function u64le(value: number): Uint8Array {
	return fixed(8, value, Number.MAX_SAFE_INTEGER, (view) => view.setBigUint64(0, BigInt(value), true));
}

function fixed(width: number, value: number, max: number, write: (view: DataView) => void): Uint8Array {
	if (!Number.isInteger(value) || value < 0 || value > max) {
		throw new FormatError(`${value} does not fit into ${width} bytes`);
	}
	const bytes = new Uint8Array(width);
	write(new DataView(bytes.buffer));
	return bytes;
}

/** Reads bytes from front to back and refuses to read past the end. */
export class ByteReader {
	#bytes: Uint8Array;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	take(length: number): Uint8Array {
		if (this.#at + length > this.#bytes.length) throw new FormatError('too short');
		const part = this.#bytes.slice(this.#at, this.#at + length);
		this.#at += length;
		return part;
	}

	u8(): number {
		return this.#view(1).getUint8(0);
	}

	u16(): number {
		return this.#view(2).getUint16(0, true);
	}

	u32(): number {
		return this.#view(4).getUint32(0, true);
	}

	/** How many bytes are left. */
	get left(): number {
		return this.#bytes.length - this.#at;
	}

	rest(): Uint8Array {
		return this.take(this.#bytes.length - this.#at);
	}

	end(): void {
		if (this.#at !== this.#bytes.length) throw new FormatError('too long');
	}

	#view(length: number): DataView {
		const part = this.take(length);
		return new DataView(part.buffer, part.byteOffset, length);
	}
}

/** Bytes that are not what record format v1 says they are: damaged, altered or made otherwise. */
export class FormatError extends SalusError {
	override name = 'FormatError';

	constructor(message: string) {
		super('format', message);
	}
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** The bytes, then zeros up to a multiple of `block`: so that a size tells less. */
export function pad(bytes: Uint8Array, block: number): Uint8Array {
	const padded = new Uint8Array(Math.ceil(bytes.length / block) * block);
	padded.set(bytes);
	return padded;
}

/** Throws unless `bytes` is exactly `length` long: wrong lengths must not reach a hash or a cipher. */
export function assertLength(bytes: Uint8Array, length: number, what: string): void {
	if (bytes.length !== length) throw new FormatError(`${what} must be ${length} bytes, not ${bytes.length}`);
}
