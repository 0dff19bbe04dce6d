/** What nodes say in their logs of the time that they took. */

/** How the author made a block. */
export interface Proposed {
	number: number;
	/** From the first thing done for it to the block, in milliseconds. */
	took: number;
	/** Why no more came into it, in the node's words. */
	end: string;
	/** With the inherents. */
	extrinsics: number;
}

const PROPOSED = /Prepared block for proposing at (\d+) \((\d+) ms\).*? end: (\w+); extrinsics_count: (\d+)/g;

/** All blocks that the author of this log made, by number. */
export function proposedIn(log: string): Map<number, Proposed> {
	const blocks = [...log.matchAll(PROPOSED)].map(([, number, took, end, extrinsics]) =>
		({ number: Number(number), took: Number(took), end: end!, extrinsics: Number(extrinsics) }));
	return new Map(blocks.map((block) => [block.number, block]));
}

/** How many blocks were made in vain, by what the logs of all authors say: beside another one of the same height. */
export function forksIn(log: string): number {
	return [...log.matchAll(PROPOSED)].length - proposedIn(log).size;
}

const STARTED = /^(\S+ \S+) .*Starting import of 1 blocks +\((\d+)\)/;
const FINISHED = /^(\S+ \S+) .*Imported 1 out of 1 blocks/;

/** How long a node that follows took to check and import each block that came alone, in milliseconds by number. It has to log its import queue. */
export function importsIn(log: string): Map<number, number> {
	const imports = new Map<number, number>();
	let open: { number: number; at: number } | undefined;
	for (const line of log.split('\n')) {
		const [, startedAt, number] = STARTED.exec(line) ?? [];
		if (startedAt !== undefined) open = { number: Number(number), at: momentOf(startedAt) };
		const [, finishedAt] = FINISHED.exec(line) ?? [];
		if (finishedAt === undefined || open === undefined) continue;
		imports.set(open.number, momentOf(finishedAt) - open.at);
		open = undefined;
	}
	return imports;
}

function momentOf(text: string): number {
	return Date.parse(`${text.replace(' ', 'T')}Z`);
}
