import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markAllVersions } from '../../src/records/correcting.ts';
import { latestVersion, versionsOf } from '../../src/records/versions.ts';
import { FakeRecords, patient } from './fake-records.ts';
import { decoded } from './runtime-double.ts';

/** A chain of versions among other anchors, and the numbers of the versions. */
function chainOf(length: number, versions: number): { records: FakeRecords; numbers: number[] } {
	const records = new FakeRecords();
	records.versions = versions;
	const numbers = [records.add()];
	while (numbers.length < length) {
		records.add();
		numbers.push(records.amend(numbers.at(-1) as number));
	}
	return { records, numbers };
}

test('a chain of versions is whole and in order, whichever of them is named and however few one question tells', async () => {
	for (const few of [1, 2, 50]) {
		const { records, numbers } = chainOf(8, few);
		for (const asked of numbers) {
			const { versions, isComplete } = (await versionsOf(records.chain.asChain, patient, asked))!;
			assert.deepEqual([versions.map(({ number }) => number), isComplete], [numbers, true]);
			assert.equal((await latestVersion(records.chain.asChain, patient, asked))?.number, numbers.at(-1));
		}
		assert.deepEqual(new Set(records.chain.blocks), new Set(['best']));
	}
});

test('an anchor without another version is its own chain, and one that is not there has none', async () => {
	const { records } = chainOf(1, 50);
	assert.deepEqual((await versionsOf(records.chain.asChain, patient, 0))?.versions.map(({ number }) => number), [0]);
	assert.equal(await versionsOf(records.chain.asChain, patient, 9), undefined);
	assert.equal(await latestVersion(records.chain.asChain, patient, 9), undefined);
});

test('a version that was evicted ends the chain, and that shows', async () => {
	const { records, numbers } = chainOf(4, 50);
	const first = records.views[numbers[0] as number];
	records.views[numbers[0] as number] = undefined;
	const { versions, isComplete } = (await versionsOf(records.chain.asChain, patient, numbers[2] as number))!;
	assert.deepEqual([versions.map(({ number }) => number), isComplete], [numbers.slice(1), false]);
	records.views[numbers[0] as number] = first;
	records.views[numbers[3] as number] = undefined;
	const left = (await versionsOf(records.chain.asChain, patient, numbers[2] as number))!;
	assert.deepEqual([left.versions.map(({ number }) => number), left.isComplete], [numbers.slice(0, 3), false]);
	assert.equal(await latestVersion(records.chain.asChain, patient, numbers[1] as number), undefined);
});

test('all versions of a mistake are marked, latest first, in calls of 32', async () => {
	const { records, numbers } = chainOf(70, 50);
	const correction = { reason: 'WrongPatient', purpose: 'Treatment', capacity: 'Person' } as const;
	const calls = await markAllVersions(records.chain.asChain, patient, numbers[3] as number, correction);
	const marked = calls.map((call) => decoded(call)[1]['anchors'] as number[]);
	assert.deepEqual(marked.map(({ length }) => length), [32, 32, 6]);
	assert.deepEqual(marked.flat(), numbers.toReversed());
});

test('what is erased is not marked, and what is marked only when it turns out to be another patient\'s', async () => {
	const { records, numbers: [erased, marked, withheld, plain] } = chainOf(4, 50);
	records.change(erased as number, { erasedAt: 5 });
	records.change(marked as number, { enteredInError: { at: 5, reason: 'WrongContent' } });
	records.change(withheld as number, { enteredInError: { at: 5, reason: 'WrongPatient' }, withheldSince: 5 });
	const anchors = async (reason: 'WrongPatient' | 'Incomplete') =>
		(await markAllVersions(records.chain.asChain, patient, 0, { reason, purpose: 'Treatment', capacity: 'Person' })).map((call) => decoded(call)[1]['anchors']);
	assert.deepEqual(await anchors('Incomplete'), [[plain]]);
	assert.deepEqual(await anchors('WrongPatient'), [[plain, marked]]);
	records.change(plain as number, { erasedAt: 5 });
	assert.deepEqual(await anchors('Incomplete'), []);
});

test('a version of which it is settled whose it is does not keep the others from being withheld', async () => {
	const { records, numbers: [first, settled, last] } = chainOf(3, 50);
	records.change(settled as number, { isSettled: true });
	const anchors = async (reason: 'WrongPatient' | 'Incomplete') =>
		(await markAllVersions(records.chain.asChain, patient, 0, { reason, purpose: 'Treatment', capacity: 'Person' })).map((call) => decoded(call)[1]['anchors']);
	assert.deepEqual(await anchors('WrongPatient'), [[last, first]]);
	assert.deepEqual(await anchors('Incomplete'), [[last, settled, first]]);
});
