/**
 * Which roots are the patient's. Whoever had the account could have custodians keep other rings, with whichever version and locks, sealed to the
 * patient's own guardians, and could replace the key on the chain. So neither a version nor a lock tells anything, and the present key tells of its own
 * epoch only: roots are told by what they open.
 */
import { openHeader, readHeader } from '../format/batch.ts';
import { FormatError } from '../format/bytes.ts';
import { classKeyPair, classSecretOf } from '../format/epoch-keys.ts';
import { type EpochRoot, isSameRoot, type KeyRing } from '../format/key-ring.ts';
import { readBackup, type RingBackup } from '../format/ring-backup.ts';
import type { PrivateKey } from '../format/suites.ts';
import { SalusError } from '../errors.ts';
import { type PresentKey, ringAtPresent } from './present-key.ts';

/** A batch's headers, as far as a custodian has kept them. */
export interface HeaderHistory {
	recordClass: number;
	/** The present one. */
	header: Uint8Array;
	/** Those before it, the latest first. */
	earlier?: readonly Uint8Array[];
}

/** What rings that were opened are held against. */
export interface Evidence {
	patient: Uint8Array;
	present: PresentKey;
	/** What custodians keep of the patient's. */
	batches: readonly HeaderHistory[];
}

/**
 * All rings that one way to open them opens: words, a device, the shares of guardians. Whoever else's locks are no reason to stop, nor is a text that is no backup. They are read one after the other, as
 * a custodian gives them.
 */
export async function openEach(
	backups: Iterable<RingBackup | string> | AsyncIterable<RingBackup | string>, open: (backup: RingBackup) => KeyRing | Promise<KeyRing>,
): Promise<KeyRing[]> {
	const rings: KeyRing[] = [];
	for await (const backup of backups) {
		const ring = await Promise.resolve(backup).then(async (one) => open(typeof one === 'string' ? readBackup(one) : one)).catch(passOver);
		if (ring) rings.push(ring);
	}
	return rings;
}

/**
 * The roots of all epochs, out of several rings: of the present epoch the one that gives the key on the chain; of each before it, where rings differ, the one
 * that opens the most of what writers sealed, who go by the chain, and then of what was moved. A thief's ring beside the genuine one takes nothing away.
 */
export async function joinRings(rings: readonly KeyRing[], { patient, present, batches }: Evidence): Promise<KeyRing> {
	if (rings.length === 0) throw new SalusError('recovery.no-ring', 'None of the backups opens.');
	const settled = await Promise.all(rings.map((ring) => ringAtPresent(ring, present)));
	const judge = new Judge(patient, batches);
	const roots: KeyRing['roots'] = [];
	for (let epoch = 0; epoch <= present.epoch; epoch++) {
		const candidates: EpochRoot[] = [];
		for (const { roots: { [epoch]: root } } of settled) if (root && !candidates.some((known) => isSameRoot(known, root))) candidates.push(root);
		roots.push(candidates.length > 1 ? await judge.best(candidates, epoch) : (candidates[0] ?? null));
	}
	return { roots };
}

interface Sealed {
	recordClass: number;
	header: Uint8Array;
}

/** How much a root opens: of headers as writers sealed them, and of later ones. */
type Opened = [firsts: number, moved: number];

class Judge {
	readonly #patient: Uint8Array;
	/** By epoch. */
	readonly #firsts = new Map<number, Sealed[]>();
	readonly #moved = new Map<number, Sealed[]>();

	constructor(patient: Uint8Array, batches: readonly HeaderHistory[]) {
		this.#patient = patient;
		for (const { recordClass, header, earlier = [] } of batches) {
			for (const [age, sealed] of [header, ...earlier].reverse().entries()) put(age === 0 ? this.#firsts : this.#moved, { recordClass, header: sealed });
		}
	}

	async best(candidates: EpochRoot[], epoch: number): Promise<EpochRoot> {
		const told = await Promise.all(candidates.map(async (root) => ({ root, opened: await this.#opened(root, epoch) })));
		return told.reduce((best, next) => (isMore(next.opened, best.opened) ? next : best)).root;
	}

	async #opened({ suite, root }: EpochRoot, epoch: number): Promise<Opened> {
		const keys = new Map<number, Promise<PrivateKey>>();
		const secret = classSecretOf(root);
		const opens = async ({ recordClass, header }: Sealed) => {
			const key = keys.get(recordClass) ?? classKeyPair(suite, secret, recordClass);
			keys.set(recordClass, key);
			return (await openHeader({ patient: this.#patient, recordClass }, await key, header).catch(passOver)) !== undefined;
		};
		const count = async (of: Map<number, Sealed[]>) => (await Promise.all((of.get(epoch) ?? []).map(opens))).filter((isOpen) => isOpen).length;
		return [await count(this.#firsts), await count(this.#moved)];
	}
}

function isMore([firsts, moved]: Opened, [thanFirsts, thanMoved]: Opened): boolean {
	return firsts > thanFirsts || (firsts === thanFirsts && moved > thanMoved);
}

/** Lists a header under its epoch; what is none is nobody's. */
function put(byEpoch: Map<number, Sealed[]>, sealed: Sealed): void {
	try {
		const { epoch } = readHeader(sealed.header);
		byEpoch.set(epoch, [...(byEpoch.get(epoch) ?? []), sealed]);
	} catch (error) {
		passOver(error);
	}
}

function passOver(error: unknown): undefined {
	const isClosed = error instanceof FormatError || (error instanceof SalusError && error.code === 'recovery.too-few-shares');
	if (!isClosed) throw error;
}
