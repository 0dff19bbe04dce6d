/** An organization that keeps a piece of the sealed records of each batch, in a folder: one piece alone gives nothing, and opens nothing. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Capacity, Chain } from '@salus/client/chain';
import { CustodyRefusal, erasedAnchors, type PieceService, type PlannedPiece } from '@salus/client/custody';
import { bytesToHex, checkPiece } from '@salus/client/format';
import { ifNotThere } from './files.ts';
import { replaceFile } from './replace-file.ts';

/** A piece is named by its anchor's number; what else lies there, such as half of a file after a crash, is none. */
const NUMBERED = /^(0|[1-9]\d{0,9})$/;

/** Who keeps pieces, wherever they are. */
export interface Keeper extends Pick<PieceService, 'organization' | 'takePiece' | 'givePiece'> {
	/** Says what the organization keeps: listed there as a custodian. */
	readonly clerk: KeyringPair;
	readonly capacity: Capacity;
	/** Whether it tells the chain by itself what it keeps. */
	readonly tellsItself: boolean;
	/** As if the disk had failed. */
	loseAll(): Promise<void>;
}

export class PieceKeeper implements Keeper {
	readonly organization: number;
	readonly clerk: KeyringPair;
	readonly tellsItself = false;
	readonly #folder: string;

	constructor(organization: number, clerk: KeyringPair, folder: string) {
		this.organization = organization;
		this.clerk = clerk;
		this.#folder = folder;
	}

	get capacity(): Capacity {
		return { Practitioner: { organization: this.organization } };
	}

	async takePiece(patient: Uint8Array, anchor: number, piece: Uint8Array): Promise<void> {
		await replaceFile(this.#path(patient, anchor), piece);
	}

	/** One that is lost is a refusal; one that is not as planned any more, a `FormatError`. */
	async givePiece({ patient, anchor, plan }: PlannedPiece): Promise<Uint8Array> {
		const piece = await readFile(this.#path(patient, anchor)).then((bytes) => new Uint8Array(bytes), ifNotThere);
		if (!piece) throw new CustodyRefusal('custody.nothing-kept', 'there is no such piece here');
		checkPiece(plan, piece);
		return piece;
	}

	/** Destroys the pieces of a patient's records that the patient has erased; how many there were. */
	async dropErased(chain: Chain, clock: () => number, patient: Uint8Array): Promise<number> {
		const names = (await readdir(join(this.#folder, bytesToHex(patient))).catch(ifNotThere)) ?? [];
		const erased = await erasedAnchors({ chain, clock }, patient, names.filter((name) => NUMBERED.test(name)).map(Number));
		for (const anchor of erased) await rm(this.#path(patient, anchor), { force: true });
		return erased.size;
	}

	async loseAll(): Promise<void> {
		await rm(this.#folder, { recursive: true, force: true });
	}

	#path(patient: Uint8Array, anchor: number): string {
		return join(this.#folder, bytesToHex(patient), String(anchor));
	}
}
