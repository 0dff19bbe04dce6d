/** A custodian tells the chain of what it released while it could not reach it: all of it, and each once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chain } from '../../src/chain/chain.ts';
import { ChainError, type ChainErrorCode } from '../../src/chain/errors.ts';
import { type KeptReport, ReleaseReports, type UnreportedRelease } from '../../src/custody/reports.ts';
import { bytesToHex } from '../../src/format/bytes.ts';
import { MemoryReleases } from './memory-stores.ts';
import { account, filled, HOSPITAL, NOW } from './scene.ts';

const LIFE = 100;

interface Reported {
	patient: Uint8Array;
	statement: string;
	releasedAt: number;
}

/** A chain that includes what is sent, or does not, and has trails of those whom it knows; what is final may lag behind. */
class ReportingChain {
	height = 1000;
	now_ = NOW;
	/** The patients that the chain knows. */
	readonly known = new Set([bytesToHex(filled(1)), bytesToHex(filled(2))]);
	readonly calls: Reported[][] = [];
	/** Of each trail, the statements, those of final blocks first. */
	readonly trails = new Map<string, string[]>();
	readonly api = { consts: { system: { blockHashCount: { toNumber: () => LIFE } } } };
	/** What becomes of the next call. */
	next: { isIncluded: boolean; error?: ChainErrorCode; isNotFinal?: boolean } = { isIncluded: true };

	get asChain(): Chain {
		return this as unknown as Chain;
	}

	async heads() {
		return { best: 'best', finalized: 'finalized' };
	}

	async now() {
		return this.now_;
	}

	async read(work: (api: object) => Promise<number>) {
		return work({ rpc: { chain: { getHeader: async () => ({ number: { toNumber: () => this.height } }) } } });
	}

	call(_section: string, method: string, named: { reports: Reported[] }) {
		assert.equal(method, 'reportAccess');
		return named;
	}

	async send({ reports }: { reports: Reported[] }) {
		// A node takes its time, and others are at work meanwhile.
		await new Promise((resolve) => setImmediate(resolve));
		const { isIncluded, error, isNotFinal } = this.next;
		this.next = { isIncluded: true };
		this.calls.push(reports);
		if (isIncluded) this.include(reports);
		if (error) throw new ChainError('auditLog.reportAccess', 'told', error);
		return { finalized: isNotFinal ? Promise.reject(new ChainError('auditLog.reportAccess', 'Replaced', 'chain.not-final')) : Promise.resolve() };
	}

	include(reports: Reported[]): void {
		for (const { patient, statement } of reports) {
			const name = this.known.has(bytesToHex(patient)) ? bytesToHex(patient) : String(HOSPITAL);
			this.trails.set(name, [...(this.trails.get(name) ?? []), statement]);
		}
	}

	async ask(_section: string, method: string, [trail, from, limit]: [{ Patient?: Uint8Array; Organization?: number }, number, number], block: string) {
		assert.equal(block, 'finalized');
		const entries = this.trails.get(trail.Patient ? bytesToHex(trail.Patient) : String(trail.Organization)) ?? [];
		const answers: Record<string, unknown> = {
			head: { first: 0, next: entries.length }, firstSince: 0,
			entries: entries.slice(from, from + limit).map((statement, index) => [from + index, { event: { releaseReported: { statement } } }]),
		};
		return { toJSON: () => answers[method] };
	}

	get filed(): string[] {
		return [...this.trails.values()].flat().sort();
	}
}

function release(change: Partial<UnreportedRelease> = {}): UnreportedRelease {
	return {
		patient: filled(1), ticket: 5, secret: filled(3), recipient: 'Requester', action: 'Access', purpose: 'Treatment', targets: [{ anchor: 4 }], releasedAt: NOW - 1,
		cause: 'Downtime', ...change,
	};
}

function scene() {
	const [chain, store] = [new ReportingChain(), new MemoryReleases<KeptReport>()];
	// As after a restart: of what was before, only the store is left.
	const again = () => new ReleaseReports(chain.asChain, { organization: HOSPITAL, signer: account('Clerk'), store });
	return { chain, store, again, reports: again() };
}

async function nothingIsLeft(store: MemoryReleases<KeptReport>, chain: ReportingChain, statements: Uint8Array[]): Promise<void> {
	assert.deepEqual(await store.all(), []);
	assert.deepEqual(chain.filed, statements.map((statement) => `0x${bytesToHex(statement)}`).sort());
}

test('what was released meanwhile is filed as it was, as many in a call as are free, and forgotten', async () => {
	const { chain, store, reports } = scene();
	const added = [];
	for (let index = 0; index < 130; index++) added.push(await reports.add(release(index === 0 ? {} : { patient: filled(1 + (index % 2)) })));
	const { filed, waiting, receipts } = await reports.file();
	assert.deepEqual([filed, waiting, receipts.length], [130, 0, 3]);
	assert.deepEqual(chain.calls.map(({ length }) => length), [64, 64, 2]);
	assert.deepEqual(chain.calls[0]![0], {
		patient: filled(1), ticket: 5, secret: `0x${'03'.repeat(32)}`, recipient: 'Requester', action: 'Access', purpose: 'Treatment', targets: [{ Anchor: 4 }], releasedAt: NOW - 1,
		cause: 'Downtime', statement: `0x${bytesToHex(added[0]!.statement)}`,
	});
	await nothingIsLeft(store, chain, added.map(({ statement }) => statement));
	assert.deepEqual((await reports.file()).filed, 0);
	assert.equal(chain.calls.length, 3);
});

test('a release without a ticket is reported without one', async () => {
	const { chain, reports } = scene();
	const { ticket: _, secret: __, ...without } = release();
	await reports.add({ ...without, recipient: 'PatientsSide', statement: filled(9) });
	await reports.file();
	assert.deepEqual([chain.calls[0]![0]], [{ ...chain.calls[0]![0], ticket: null, secret: null, statement: `0x${'09'.repeat(32)}` }]);
});

test('many targets take the room of many reports, so that each call stays free', async () => {
	const { chain, reports } = scene();
	const targets = (count: number) => Array.from({ length: count }, (_, anchor) => ({ anchor }));
	for (const count of [40, 24, 1, 64, 0]) await reports.add(release({ targets: targets(count) }));
	await reports.file();
	const sums = chain.calls.map((call) => call.reduce((sum, report) => sum + Math.max((report as unknown as { targets: unknown[] }).targets.length, 1), 0));
	assert.equal(sums.reduce((sum, one) => sum + one), 130);
	for (const sum of sums) assert.ok(sum <= 64, `${sum} targets in a call`);
});

test('what the chain would refuse, and with it others in the same call, is not taken', async () => {
	const { store, reports } = scene();
	const anchors = (count: number) => Array.from({ length: count }, (_, anchor) => ({ anchor }));
	const outside: Partial<UnreportedRelease> = { ticket: null, recipient: { Outside: filled(4) } };
	const wrong: Partial<UnreportedRelease>[] = [
		{ ticket: null }, { ...outside, targets: [] }, { targets: anchors(65) }, { targets: [...anchors(1), ...anchors(1)] }, { releasedAt: 0.5 }, { releasedAt: -1 },
		{ patient: filled(1).slice(1) }, { statement: filled(1).slice(1) }, { secret: filled(1).slice(1) },
	];
	for (const change of wrong) await assert.rejects(reports.add(release(change)), (error: { name: string }) => ['InputError', 'FormatError'].includes(error.name));
	assert.deepEqual(await store.all(), []);
	for (const right of [outside, { targets: [] }, { targets: anchors(64) }]) await reports.add(release(right));
	assert.equal((await store.all()).length, 3);
});

test('added again with the same statement it is the same report, also when it is on its way', async () => {
	const { chain, store, reports, again } = scene();
	await reports.add(release({ statement: filled(9) }));
	await again().add(release({ statement: filled(9) }));
	chain.next = { isIncluded: false, error: 'chain.timeout' };
	await assert.rejects(reports.file(), { code: 'chain.timeout' });
	await again().add(release({ statement: filled(9) }));
	assert.notEqual((await store.all())[0]!.sent, null);
	chain.height += LIFE + 1;
	await again().file();
	await nothingIsLeft(store, chain, [filled(9)]);
});

test('two that file at once send each report once', async () => {
	const { chain, store, reports } = scene();
	await reports.add(release({ statement: filled(9) }));
	const both = await Promise.all([reports.file(), reports.file()]);
	assert.deepEqual(both.map(({ filed }) => filed), [1, 0]);
	await nothingIsLeft(store, chain, [filled(9)]);
});

for (const isIncluded of [true, false]) {
	for (const error of ['chain.timeout', 'chain.dropped'] as const) {
		test(`after ${error} nothing is sent again while the first may still come; a block ${isIncluded ? 'has' : 'does not have'} it`, async () => {
			const { chain, store, reports, again } = scene();
			for (const patient of [filled(1), filled(7)]) await reports.add(release({ patient, statement: patient }));
			chain.next = { isIncluded, error };
			await assert.rejects(reports.file(), { code: error });
			const after = await again().file();
			assert.deepEqual([after.filed, after.waiting], isIncluded ? [2, 0] : [0, 2]);
			assert.equal(chain.calls.length, 1);
			chain.height += LIFE;
			await again().file();
			assert.equal(chain.calls.length, 1);
			chain.height += 1;
			await again().file();
			assert.equal(chain.calls.length, isIncluded ? 1 : 2);
			// Of these, the chain does not know the second: its entry is in the custodian's trail.
			await nothingIsLeft(store, chain, [filled(1), filled(7)]);
		});
	}
}

test('it is forgotten when its block is final, not before: a block may be replaced', async () => {
	const { chain, store, reports, again } = scene();
	await reports.add(release({ statement: filled(9) }));
	chain.next = { isIncluded: false, isNotFinal: true };
	await assert.rejects(reports.file(), { code: 'chain.not-final' });
	assert.equal((await store.all()).length, 1);
	chain.height += LIFE + 1;
	await again().file();
	await nothingIsLeft(store, chain, [filled(9)]);
});

test('what no block can have any more is sent again at once', async () => {
	for (const error of ['chain.refused', 'chain.invalid', 'chain.nonce', 'chain.expired'] as const) {
		const { chain, store, reports, again } = scene();
		await reports.add(release({ statement: filled(9) }));
		chain.next = { isIncluded: false, error };
		await assert.rejects(reports.file(), { code: error });
		await again().file();
		await nothingIsLeft(store, chain, [filled(9)]);
	}
});

test('what was released later than the chain\'s clock says waits for it: otherwise all of the call would be refused', async () => {
	const { chain, store, reports } = scene();
	await reports.add(release({ statement: filled(8) }));
	await reports.add(release({ statement: filled(9), releasedAt: NOW + 1 }));
	const { filed, waiting } = await reports.file();
	assert.deepEqual([filed, waiting, chain.filed.length], [1, 1, 1]);
	chain.now_ += 1;
	await reports.file();
	await nothingIsLeft(store, chain, [filled(8), filled(9)]);
});
