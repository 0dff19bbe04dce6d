/** A patient's anchors in memory, as the record pallet tells of them: few at a time, so that whoever asks must go on. */
import type { AnchorView } from '../../src/chain/generated/told.ts';
import { bytesToHex, hexToBytes } from '../../src/format/bytes.ts';
import { MerkleTree, verifyInclusion } from '../../src/format/merkle.ts';
import { evictedLeaf } from '../../src/records/evicted.ts';
import { RuntimeDouble, runtimeValue } from './runtime-double.ts';

export const patient = new Uint8Array(32).fill(0xaa);
export const HOSPITAL = 7;
export const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';

export type Change = Partial<AnchorView['anchor']> & Pick<Partial<AnchorView>, 'dispute'>;

interface Filter {
	class: number | null;
	content: { from: number; until: number } | null;
	author: { patient?: null; organization?: number } | null;
	custodian: number | null;
	status: string | null;
	since: number | null;
	isDisputed: boolean | null;
}

export class FakeRecords {
	readonly views: (AnchorView | undefined)[] = [];
	readonly chunks = new Map<number, { root: string; numbers: number[] }>();
	/** How many anchors one question looks at, and how many versions it follows in either direction. */
	steps = 500;
	versions = 50;
	/** What the chain says of every proof, unless it looks. */
	word: 'yes' | 'no' | undefined;
	readonly chain = new RuntimeDouble((question, args) => this.#answer(question, args));

	/** Adds an anchor, and gives its number. */
	add(change: Change = {}): number {
		const { dispute = null, ...anchor } = change;
		const number = this.views.length;
		const class_ = anchor.class ?? 96;
		const previous = this.views.findLast((view) => view?.anchor.class === class_)?.number ?? null;
		this.views.push({
			number, status: 'Current', dispute, coSignatures: [],
			anchor: {
				class: class_, batch: { root: `0x${bytesToHex(new Uint8Array(32).fill(number + 1))}`, leaves: 1 }, content: { from: 600, until: 601 },
				author: { practitioner: { organization: HOSPITAL, account: ALICE } }, custodian: HOSPITAL, keyEpoch: 0, anchoredAt: 1_000 + number, keepUntil: null,
				previous, supersedes: null, superseded: null, enteredInError: null, withheldSince: null, isSettled: false, erasableFrom: null, erasedAt: null,
				isDisputed: dispute !== null, coSignatures: 0, hasCustody: false, ...anchor,
			},
		});
		return number;
	}

	/** Puts a new version in the place of an anchor. */
	amend(old: number): number {
		const by = this.add({ supersedes: old });
		const view = this.views[old] as AnchorView;
		this.views[old] = { ...view, status: 'Superseded', anchor: { ...view.anchor, superseded: { by, at: 2_000, reason: 'WrongContent' } } };
		return by;
	}

	/** Changes what stands of an anchor. */
	change(number: number, change: Partial<AnchorView['anchor']>): void {
		const view = this.views[number] as AnchorView;
		this.views[number] = { ...view, anchor: { ...view.anchor, ...change } };
	}

	/** Evicts anchors, given newest first, under one root. */
	evict(...numbers: number[]): void {
		const leaves = numbers.map((number) => evictedLeaf(patient, { number, encoded: runtimeValue('Anchor', this.views[number]!.anchor).toU8a() }));
		this.chunks.set(numbers[0] as number, { root: `0x${bytesToHex(new MerkleTree(leaves).root)}`, numbers });
		for (const number of numbers) this.views[number] = undefined;
	}

	#answer(question: string, args: unknown[]): unknown {
		switch (question) {
			case 'recordAnchorApi.anchor':
				return this.views[args[1] as number] ?? null;
			case 'recordAnchorApi.anchors':
				return this.#page(...(args.slice(1) as [Filter, number | null, number]));
			case 'recordAnchorApi.anchorByRoot':
				return this.#byRoot(args[1] as NonNullable<Filter['author']>, args[2] as string);
			case 'recordAnchorApi.versions':
				return this.#versions(args[1] as number);
			case 'recordAnchorApi.verifyInclusion': {
				const [, number, index, leaf, proof] = args as [string, number, number, string, string[]];
				const batch = this.views[number]?.anchor.batch;
				if (!batch) return { err: 'UnknownAnchor' };
				return this.#verdict(verifyInclusion(bytes(batch.root), batch.leaves, index, bytes(leaf), proof.map(bytes)));
			}
			case 'recordAnchorApi.evicted': {
				const chunk = this.chunks.get(args[1] as number);
				return chunk ? { root: chunk.root, anchors: chunk.numbers.length, oldest: chunk.numbers.at(-1), previous: null } : null;
			}
			case 'recordAnchorApi.verifyEvicted': {
				const [, newest, index, number, anchor, proof] = args as [string, number, number, number, object, string[]];
				const chunk = this.chunks.get(newest);
				if (!chunk) return { err: 'UnknownAnchor' };
				const leaf = evictedLeaf(patient, { number, encoded: runtimeValue('Anchor', anchor).toU8a() });
				return this.#verdict(verifyInclusion(bytes(chunk.root), chunk.numbers.length, index, leaf, proof.map(bytes)));
			}
			default:
				throw new Error(`nobody should ask ${question}`);
		}
	}

	#verdict(isThere: boolean): object {
		return this.word === 'yes' || (this.word === undefined && isThere) ? { ok: null } : { err: 'RootMismatch' };
	}

	#page(filter: Filter, from: number | null, limit: number): object {
		const anchors: AnchorView[] = [];
		let next = Math.min(from ?? Number.POSITIVE_INFINITY, this.views.length - 1);
		for (let step = 0; step < this.steps && next >= 0 && anchors.length < Math.min(Math.max(limit, 1), 100); step++, next--) {
			const view = this.views[next];
			if (view && meets(filter, view)) anchors.push(view);
		}
		return { anchors, next: next < 0 ? null : next };
	}

	#byRoot(side: NonNullable<Filter['author']>, root: string): number | null {
		const found = this.views.find((view) => view?.status === 'Current' && view.anchor.batch?.root === root && isOf(side, view));
		return found?.number ?? null;
	}

	#versions(number: number): object | null {
		const asked = this.views[number];
		if (!asked) return null;
		const [earlier, before] = this.#follow(asked, ({ anchor }) => anchor.supersedes);
		const [later, after] = this.#follow(asked, ({ anchor }) => anchor.superseded?.by ?? null);
		return { versions: [...before.reverse(), asked, ...after], earlier, later };
	}

	#follow(from: AnchorView, step: (view: AnchorView) => number | null): [next: number | null, AnchorView[]] {
		const found: AnchorView[] = [];
		let next = step(from);
		while (next !== null && found.length < this.versions) {
			const view: AnchorView | undefined = this.views[next];
			if (!view) return [null, found];
			found.push(view);
			next = step(view);
		}
		return [next, found];
	}
}

function meets({ class: recordClass, content, author, custodian, status, since, isDisputed }: Filter, view: AnchorView): boolean {
	const { anchor } = view;
	return (recordClass === null || recordClass === anchor.class)
		&& (content === null || (content.from < anchor.content.until && anchor.content.from < content.until))
		&& (author === null || isOf(author, view))
		&& (custodian === null || custodian === anchor.custodian)
		&& (status === null || status === view.status)
		&& (since === null || since <= anchor.anchoredAt)
		&& (isDisputed === null || isDisputed === anchor.isDisputed);
}

function isOf(side: NonNullable<Filter['author']>, { anchor: { author } }: AnchorView): boolean {
	return (author.practitioner ?? author.gateway)?.organization === side.organization;
}

function bytes(hex: string): Uint8Array {
	return hexToBytes(hex.slice(2));
}

/** All that comes. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const item of items) found.push(item);
	return found;
}
