/** An organization that keeps a piece of the sealed records of each batch, in a folder: one piece alone gives nothing, and opens nothing. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Capacity, Chain } from '@salus/client/chain';
import { erasedAnchors } from '@salus/client/custody';
import { bytesToHex } from '@salus/client/format';
import { replaceFile } from './replace-file.ts';

/** A piece is named by its anchor's number; what else lies there, such as half of a file after a crash, is none. */
const NUMBERED = /^(0|[1-9]\d{0,9})$/;

export class PieceKeeper {
	readonly organization: number;
	/** Says what the organization keeps: listed there as a custodian. */
	readonly clerk: KeyringPair;
	readonly #folder: string;

	constructor(organization: number, clerk: KeyringPair, folder: string) {
		this.organization = organization;
		this.clerk = clerk;
		this.#folder = folder;
	}

	get capacity(): Capacity {
		return { Practitioner: { organization: this.organization } };
	}

	async put(patient: Uint8Array, anchor: number, piece: Uint8Array): Promise<void> {
		await replaceFile(this.#path(patient, anchor), piece);
	}

	/** The piece of an anchor; `undefined` if it is lost. */
	async get(patient: Uint8Array, anchor: number): Promise<Uint8Array | undefined> {
		return readFile(this.#path(patient, anchor)).then((bytes) => new Uint8Array(bytes), ifNotThere);
	}

	/** Destroys the pieces of a patient's records that the patient has erased; how many there were. */
	async dropErased(chain: Chain, clock: () => number, patient: Uint8Array): Promise<number> {
		const names = (await readdir(join(this.#folder, bytesToHex(patient))).catch(ifNotThere)) ?? [];
		const erased = await erasedAnchors({ chain, clock }, patient, names.filter((name) => NUMBERED.test(name)).map(Number));
		for (const anchor of erased) await rm(this.#path(patient, anchor), { force: true });
		return erased.size;
	}

	/** As if the disk had failed. */
	async loseAll(): Promise<void> {
		await rm(this.#folder, { recursive: true, force: true });
	}

	#path(patient: Uint8Array, anchor: number): string {
		return join(this.#folder, bytesToHex(patient), String(anchor));
	}
}

function ifNotThere(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT') throw error;
}
