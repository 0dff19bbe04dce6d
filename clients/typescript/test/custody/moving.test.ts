/** Moving old records to the present epoch: with progress, some at a time, and on from where it was broken off. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { BatchOpener, BatchSealer, readHeader } from '../../src/format/batch.ts';
import { classKeyPair, classSecretOf } from '../../src/format/epoch-keys.ts';
import { ALL_SUITES, type KeyPair, type Suite, X25519 } from '../../src/format/suites.ts';
import { CustodyRefusal } from '../../src/custody/faults.ts';
import { type BatchHeader, type Move, type MoveProgress, moveToPresentEpoch } from '../../src/custody/moving.ts';
import { all, filled, OBSERVATION, RECORDS } from './scene.ts';

before(cryptoWaitReady);

const patient = filled(0xaa);
const PRESENT = 2;

/** The patient's batches with a custodian, of the epochs 0 and 1 in turn. */
class Custody {
	readonly headers = new Map<number, Uint8Array>();
	readonly suite: Suite;
	/** Which the custodian refuses, as when it goes away. */
	readonly failing = new Set<number>();

	constructor(suite: Suite) {
		this.suite = suite;
	}

	static async of(count: number, suite: Suite = X25519): Promise<Custody> {
		const custody = new Custody(suite);
		for (let anchor = 0; anchor < count; anchor++) {
			const epoch = anchor % 2;
			const sealer = await BatchSealer.begin({ patient, recordClass: OBSERVATION }, { ...(await custody.key(epoch)), epoch });
			custody.headers.set(anchor, sealer.header);
		}
		return custody;
	}

	key(epoch: number): Promise<KeyPair> {
		return classKeyPair(this.suite, classSecretOf(filled(epoch + 1)), OBSERVATION);
	}

	get batches(): BatchHeader[] {
		return [...this.headers].map(([anchor, header]) => ({ anchor, recordClass: OBSERVATION, header }));
	}

	async move(change: Partial<Move> = {}): Promise<Move> {
		return {
			patient, batches: this.batches, epoch: PRESENT, keys: new Map([[OBSERVATION, { ...(await this.key(PRESENT)), epoch: PRESENT }]]),
			keyOf: (_, epoch) => this.key(epoch), replace: (anchor, header) => this.#replace(anchor, header), ...change,
		};
	}

	get epochs(): number[] {
		return [...this.headers.values()].map((header) => readHeader(header).epoch);
	}

	async #replace(anchor: number, header: Uint8Array): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, 1));
		if (this.failing.has(anchor)) throw new Error('the custodian went away');
		this.headers.set(anchor, header);
	}
}

const outcomes = (progress: MoveProgress[]) => progress.map(({ outcome }) => outcome);

for (const suite of ALL_SUITES) {
	test(`all batches are moved, told of in order, and open with the present key (suite ${suite})`, async () => {
		const custody = await Custody.of(5, suite);
		const context = { patient, recordClass: OBSERVATION };
		const sealer = await BatchSealer.begin(context, { ...(await custody.key(0)), epoch: 0 });
		const { sealed } = sealer.seal({ canonical: RECORDS[0]! });
		custody.headers.set(5, sealer.header);
		const progress = await all(moveToPresentEpoch(await custody.move()));
		assert.deepEqual(progress, custody.batches.map(({ anchor }, index) => ({ anchor, outcome: 'moved', done: index + 1, total: 6 })));
		assert.deepEqual(custody.epochs, Array(6).fill(PRESENT));
		const batch = await BatchOpener.begin(context, await custody.key(PRESENT), custody.headers.get(5)!);
		assert.deepEqual(batch.open(0, sealed).canonical, RECORDS[0]);
		await assert.rejects(BatchOpener.begin(context, await custody.key(0), custody.headers.get(5)!), { name: 'FormatError' });
	});
}

test('a move that was broken off goes on where it stopped', async () => {
	const custody = await Custody.of(8);
	custody.failing.add(3);
	const before: MoveProgress[] = [];
	await assert.rejects(async () => {
		for await (const one of moveToPresentEpoch(await custody.move({ atATime: 1 }))) before.push(one);
	}, /went away/);
	assert.deepEqual(before.map(({ anchor }) => anchor), [0, 1, 2]);
	assert.deepEqual(custody.epochs, [2, 2, 2, 1, 0, 1, 0, 1]);
	custody.failing.clear();
	let asked = 0;
	const counting = await custody.move({ keyOf: (_, epoch) => (asked++, custody.key(epoch)) });
	assert.deepEqual(outcomes(await all(moveToPresentEpoch(counting))), [...Array(3).fill('present'), ...Array(5).fill('moved')]);
	assert.equal(asked, 5);
	assert.deepEqual(custody.epochs, Array(8).fill(PRESENT));
	assert.deepEqual(outcomes(await all(moveToPresentEpoch(await custody.move()))), Array(8).fill('present'));
});

test('no more are at work at a time than was said', async () => {
	const custody = await Custody.of(20);
	const move = await custody.move({ atATime: 3 });
	// The first ones wait for each other, so that they are at work together however busy the machine is.
	let [atWork, mostAtWork] = [0, 0];
	let allBegun = () => {};
	const together = new Promise<void>((resolve) => { allBegun = resolve; });
	const replace = async (anchor: number, header: Uint8Array) => {
		mostAtWork = Math.max(mostAtWork, ++atWork);
		if (atWork === 3) allBegun();
		await together;
		await move.replace(anchor, header);
		atWork -= 1;
	};
	await all(moveToPresentEpoch({ ...move, replace }));
	assert.equal(mostAtWork, 3);
});

test('what no key opens is told, and the others go on', async () => {
	const custody = await Custody.of(6);
	custody.headers.set(2, custody.headers.get(2)!.map((byte, index, all) => (index === all.length - 1 ? byte ^ 1 : byte)));
	const lost = await custody.move({ keyOf: async (_, epoch) => (epoch === 1 ? undefined : custody.key(epoch)) });
	assert.deepEqual(outcomes(await all(moveToPresentEpoch(lost))), ['moved', 'closed', 'closed', 'closed', 'moved', 'closed']);
	assert.deepEqual(custody.epochs, [2, 1, 0, 1, 2, 1]);
	const noClass = await custody.move({ keys: new Map() });
	assert.deepEqual(outcomes(await all(moveToPresentEpoch(noClass))), ['present', 'closed', 'closed', 'closed', 'present', 'closed']);
});

test('a header that is none, is too short or too long, or of an epoch that has not begun, ends no move and is not taken for moved', async () => {
	const custody = await Custody.of(6);
	const good = custody.headers.get(0)!;
	const future = Uint8Array.from(good);
	future.set([0xff, 0xff, 0xff, 0xff], 4);
	const otherSuite = Uint8Array.from(good);
	otherSuite[8] = 99;
	for (const [anchor, header] of [new Uint8Array(), new Uint8Array(5), otherSuite, future, Uint8Array.of(...good, 0)].entries()) custody.headers.set(anchor, header);
	assert.deepEqual(outcomes(await all(moveToPresentEpoch(await custody.move()))), [...Array(5).fill('closed'), 'moved']);
});

test('where a header was spoilt in whatever byte, the latest of the earlier ones that opens is moved', async () => {
	const custody = await Custody.of(2);
	const good = custody.headers.get(0)!;
	for (let at = 0; at < good.length; at++) {
		const spoilt = good.map((byte, index) => (index === at ? byte ^ 0x80 : byte));
		const batch = { anchor: 0, recordClass: OBSERVATION, header: spoilt, earlier: [spoilt, good, custody.headers.get(1)!] };
		assert.deepEqual(outcomes(await all(moveToPresentEpoch(await custody.move({ batches: [batch] })))), ['moved'], `byte ${at}`);
		await BatchOpener.begin({ patient, recordClass: OBSERVATION }, await custody.key(PRESENT), custody.headers.get(0)!);
	}
});

test('a batch that another device moved meanwhile is moved, and the others go on', async () => {
	const custody = await Custody.of(4);
	const move = await custody.move({ atATime: 1 });
	const faster = async (anchor: number, header: Uint8Array) => {
		if (anchor === 1) throw new CustodyRefusal('custody.outdated', 'the header is of no later epoch than the one that is kept');
		await move.replace(anchor, header);
	};
	assert.deepEqual(outcomes(await all(moveToPresentEpoch({ ...move, replace: faster }))), ['moved', 'present', 'moved', 'moved']);
	const refusing = async () => {
		throw new CustodyRefusal('custody.frozen', 'the patient\'s side is frozen');
	};
	await assert.rejects(all(moveToPresentEpoch({ ...move, replace: refusing })), { code: 'custody.frozen' });
});
