/** What was archived stays provable when the chain has pruned it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { archiveLines, checkArchive, proveArchive, readArchive } from '../../src/audit/archive.ts';
import { checkTrail } from '../../src/audit/checking.ts';
import { tipsOf } from '../../src/audit/told-tips.ts';
import { archiveVector } from './archive-vector.ts';
import { registry } from '../records/runtime-double.ts';
import { FakeTrail, HOSPITAL, patient, stranger } from './fake-trail.ts';

const TRAIL = { Patient: patient };
const LENGTH = 9;
const BLOCK = `0x${'11'.repeat(32)}`;

async function linesOf(log: FakeTrail, from?: number, trail: Parameters<typeof archiveLines>[1] = patient): Promise<string[]> {
	const lines: string[] = [];
	for await (const line of archiveLines(log.asChain, trail, BLOCK, from)) lines.push(line);
	return lines;
}

/** The same trail later: longer, and pruned up to `first`. */
function later(first: number, length = LENGTH + 3): FakeTrail {
	const log = FakeTrail.filled(length);
	log.prune(TRAIL, first);
	return log;
}

test('an archive tells whose trail it is of, on which chain, and is whole by itself', async () => {
	const log = FakeTrail.filled(LENGTH);
	log.append({ Organization: HOSPITAL }, 'Closed');
	log.append('Governance', 'Closed');
	for (const trail of [TRAIL, { Organization: HOSPITAL }, 'Governance'] as const) {
		const archive = await readArchive(await linesOf(log, undefined, trail));
		assert.deepEqual([archive.trail, archive.genesis, archive.block], [trail, log.genesis, { number: log.blocks.length - 1, hash: BLOCK }]);
		assert.ok((await checkTrail(archive)).isWhole);
	}
	const lines = await linesOf(log);
	assert.equal(lines.length, LENGTH + 1);
	// By the blocks up to its own, too.
	const archive = await readArchive(lines);
	const check = await checkTrail(archive, { tips: await tipsOf(TRAIL, log.blocks.filter(({ number }) => number <= archive.block.number)), registry });
	assert.deepEqual([check.isWhole, check.witnessed], [true, LENGTH]);
});

test('an archive of which a line was changed, left out, doubled or moved is not whole, whichever it is', async () => {
	const lines = await linesOf(FakeTrail.filled(LENGTH));
	const check = async (changed: string[]) => (await checkTrail(await readArchive(changed))).faults;
	for (let line = 1; line <= LENGTH; line++) {
		const place = line - 1;
		const without = lines.filter((_, index) => index !== line);
		const gone = place === LENGTH - 1 ? { kind: 'Truncated', sequence: place, until: LENGTH } : { kind: 'Dropped', sequence: place };
		assert.deepEqual(await check(without), [gone]);
		assert.deepEqual(await check(lines.toSpliced(line, 0, lines[line]!)), [{ kind: 'Added', sequence: place }]);
		const altered = lines.with(line, lines[line]!.replace(/..("})$/, (end) => (end.startsWith('00') ? `01"}` : `00"}`)));
		assert.deepEqual(await check(altered), [{ kind: 'Broken', sequence: 0, until: LENGTH }]);
		if (line < LENGTH) assert.deepEqual((await check(lines.with(line, lines[line + 1]!).with(line + 1, lines[line]!)))[0]!.kind, 'Reordered');
	}
	for (const [name, value] of [['checkpoint', `0x${'00'.repeat(32)}`], ['tip', `0x${'00'.repeat(32)}`], ['genesis', `0x${'00'.repeat(32)}`], ['trail', '0x02'], ['next', LENGTH + 1]] as const) {
		assert.equal((await checkTrail(await readArchive(lines.with(0, JSON.stringify({ ...JSON.parse(lines[0]!), [name]: value }))))).isWhole, false, name);
	}
});

test('entries that the chain has pruned are proven by its checkpoint, wherever that lies, and the others by its own entries', async () => {
	const lines = await linesOf(FakeTrail.filled(LENGTH));
	for (let first = 0; first <= LENGTH + 3; first++) {
		const log = later(first);
		const byHead = await proveArchive(await readArchive(lines), log.head(TRAIL));
		// After a checkpoint beyond the archive nothing tells how one leads to the other.
		const until = first > LENGTH ? 0 : first;
		assert.deepEqual([byHead.isWhole, byHead.proven], [true, { from: 0, until }], String(first));
		const onChain = await checkArchive(log.asChain, await readArchive(lines), '0x00');
		assert.deepEqual([onChain.isWhole, onChain.proven], [true, { from: 0, until: first > LENGTH ? 0 : LENGTH }], String(first));
	}
	const same = await proveArchive(await readArchive(lines), FakeTrail.filled(LENGTH).head(TRAIL));
	assert.deepEqual(same.proven, { from: 0, until: LENGTH });
});

test('an archive whose entries were changed so that they fit each other is no proof', async () => {
	for (let place = 0; place < LENGTH; place++) {
		const forged = FakeTrail.filled(LENGTH);
		forged.kept(TRAIL).entries.set(place, forged.kept(TRAIL).entries.get((place + 1) % LENGTH)!);
		forged.recompute(TRAIL);
		const lines = await linesOf(forged);
		assert.ok((await checkTrail(await readArchive(lines))).isWhole);
		for (let first = 0; first <= LENGTH + 3; first++) {
			const byHead = await proveArchive(await readArchive(lines), later(first).head(TRAIL));
			const isCaught = place < first && first <= LENGTH;
			assert.deepEqual(byHead.faults, isCaught ? [{ kind: 'OtherCheckpoint', sequence: first }] : [], `${place} ${first}`);
			assert.ok(byHead.proven.until <= place);
			const onChain = await checkArchive(later(first).asChain, await readArchive(lines), '0x00');
			assert.equal(onChain.isWhole, first > LENGTH);
			assert.deepEqual(onChain.proven, { from: 0, until: 0 });
		}
	}
});

test('archives follow each other: one goes on where the last one ended', async () => {
	const [short, long] = [FakeTrail.filled(LENGTH), FakeTrail.filled(LENGTH + 6)];
	long.prune(TRAIL, 4);
	const earlier = await readArchive(await linesOf(short));
	const next = await readArchive(await linesOf(long, earlier.head.next));
	assert.deepEqual([next.head.first, next.head.checkpoint], [earlier.head.next, earlier.head.tip]);
	const check = await checkArchive(later(4, LENGTH + 7).asChain, next, '0x00');
	assert.deepEqual([check.isWhole, check.entries, check.proven], [true, 6, { from: LENGTH, until: LENGTH + 6 }]);
	const cut = await checkArchive(later(LENGTH + 2, LENGTH + 7).asChain, await readArchive(await linesOf(long, LENGTH)), '0x00');
	assert.deepEqual(cut.proven, { from: LENGTH, until: LENGTH + 6 });
	// Who asks for what is pruned gets what is there.
	assert.equal((await readArchive(await linesOf(long, 0))).head.first, 4);
	assert.equal((await readArchive(await linesOf(long, 99))).head.first, LENGTH + 6);
});

test('an archive of another chain, or one that has more than the chain, proves nothing', async () => {
	const lines = await linesOf(FakeTrail.filled(LENGTH, stranger));
	const check = await checkArchive(FakeTrail.filled(LENGTH).asChain, await readArchive(lines), '0x00');
	assert.deepEqual([check.faults, check.proven.until], [[{ kind: 'OtherChain', sequence: 0 }], 0]);
	const longer = await checkArchive(FakeTrail.filled(LENGTH).asChain, await readArchive(await linesOf(FakeTrail.filled(LENGTH + 1))), '0x00');
	assert.deepEqual(longer.faults, [{ kind: 'OtherHead', sequence: LENGTH }]);
});

test('an archive that would have a hole is not written to its end', async () => {
	const log = FakeTrail.filled(LENGTH);
	log.kept(TRAIL).entries.delete(5);
	await assert.rejects(linesOf(log), { code: 'archive.incomplete' });
});

test('what is not of the format is refused with the line that it is in', async () => {
	const lines = await linesOf(FakeTrail.filled(2));
	const header = JSON.parse(lines[0]!);
	const refused = async (changed: string[], line: number) => {
		const read = async () => checkTrail(await readArchive(changed));
		await assert.rejects(read(), ({ code, message }: { code: string; message: string }) => code === 'archive.invalid' && message.startsWith(`Line ${line} `), changed[line - 1]);
	};
	await assert.rejects(readArchive([]), { code: 'archive.invalid' });
	for (const other of [
		{ format: 'salus-trail-archive/2' }, { more: 1 }, { genesis: '0x00' }, { tip: `0x${'AA'.repeat(32)}` }, { first: -1 }, { first: 3 }, { next: '2' }, { block: null },
		{ block: { number: 1 } }, { trail: '0x03' }, { trail: '0x' }, { trail: '0x0200' }, { trail: '0x010000' },
	]) await refused([JSON.stringify({ ...header, ...other }), ...lines.slice(1)], 1);
	for (const other of ['', '[]', '7', '{"sequence":0}', '{"sequence":0,"entry":"0x0"}', '{"sequence":0.5,"entry":"0x00"}', '{"sequence":0,"entry":"0x00","more":1}']) {
		await refused([lines[0]!, other, lines[2]!], 2);
		await refused([lines[0]!, lines[1]!, other], 3);
	}
});

test('the archive that other implementations read is the one that this client writes', async () => {
	const vector = readFileSync(new URL('../../../../tests/vectors/trail-archive-v1.ndjson', import.meta.url), 'utf8');
	assert.equal(vector, await archiveVector());
	assert.ok((await checkTrail(await readArchive(vector.trimEnd().split('\n')))).isWhole);
});
