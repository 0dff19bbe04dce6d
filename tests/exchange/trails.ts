/** The hash chain of trails: what the one archives, the other computes anew. */
import assert from 'node:assert/strict';
import { ARCHIVE_FORMAT, checkTrail, readArchive } from '@salus/client/audit';
import { encodeTrail, nextHead, seed, type TrailId } from '@salus/client/chain';
import { bytesToHex } from '@salus/client/format';
import type { Random } from './random.ts';
import { Refused, type Tool } from './tool.ts';

export async function trails(random: Random, tool: Tool): Promise<void> {
	const trail: TrailId = random.of<TrailId>([{ Patient: random.bytes() }, { Organization: random.u32() }, 'Governance']);
	const genesis = random.bytes();
	// Of one that was pruned the chain tells what is before it; the other one begins at its seed.
	const first = random.chance(0.5) ? 0 : random.integer(1, 0xffff_ffff);
	const heads = [first === 0 ? seed(genesis, trail) : random.bytes()];
	const entries = random.list(0, 20, () => random.bytes(random.integer(1, 200)));
	for (const entry of entries) heads.push(nextHead(heads.at(-1)!, entry));
	const header = {
		format: ARCHIVE_FORMAT, genesis: hex(genesis), trail: hex(encodeTrail(trail)), block: { number: random.u32(), hash: hex(random.bytes()) },
		first, next: first + entries.length, checkpoint: hex(heads[0]!), tip: hex(heads.at(-1)!),
	};
	const lines = [header, ...entries.map((entry, place) => ({ sequence: first + place, entry: hex(entry) }))].map((line) => JSON.stringify(line));

	const told = await tool.ask({ ask: 'checkTrail', archive: lines.join('\n') });
	assert.deepEqual(told, { genesis: bytesToHex(genesis), trail: bytesToHex(encodeTrail(trail)), first, next: header.next, heads: heads.map(bytesToHex) });
	const { isWhole } = await checkTrail(await readArchive(lines));
	assert.ok(isWhole);
	const place = random.integer(0, entries.length);
	const proven = async (checkpoint: Uint8Array) => (await tool.ask({ ask: 'provePruned', archive: lines.join('\n'), first: first + place, checkpoint })).proven;
	assert.deepEqual([await proven(heads[place]!), await proven(random.bytes())], [true, false]);

	// With another entry, or another beginning, it is true to neither.
	const altered = [...lines];
	const at = random.integer(0, entries.length);
	altered[at] = JSON.stringify(at === 0 ? { ...header, checkpoint: hex(random.bytes()) } : { sequence: first + at - 1, entry: hex(random.bytes()) });
	await assert.rejects(tool.ask({ ask: 'checkTrail', archive: altered.join('\n') }), Refused);
	assert.ok(!(await checkTrail(await readArchive(altered))).isWhole);
}

function hex(bytes: Uint8Array): string {
	return `0x${bytesToHex(bytes)}`;
}
