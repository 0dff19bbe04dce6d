import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hexToBytes } from '../../src/format/bytes.ts';
import { anchorWithRoot } from '../../src/records/anchoring.ts';
import { type AnchorFilter, anchorOf, anchorsPage, findAnchors } from '../../src/records/finding.ts';
import { ALICE, all, FakeRecords, HOSPITAL, patient } from './fake-records.ts';
import { RuntimeDouble } from './runtime-double.ts';

const ALLERGY = 8;

test('all anchors come newest first, once each, however few a page holds', async () => {
	for (const steps of [1, 3, 500]) {
		for (const limit of [0, 1, 2, 100]) {
			const records = new FakeRecords();
			records.steps = steps;
			for (let i = 0; i < 7; i++) records.add();
			const found = await all(findAnchors(records.chain.asChain, patient, {}, { limit }));
			assert.deepEqual(found.map(({ number }) => number), [6, 5, 4, 3, 2, 1, 0]);
		}
	}
});

test('a page that is empty is not the end', async () => {
	const records = new FakeRecords();
	records.steps = 2;
	const allergy = records.add({ class: ALLERGY });
	for (let i = 0; i < 9; i++) records.add();
	const { anchors, next } = await anchorsPage(records.chain.asChain, patient, { recordClass: ALLERGY });
	assert.deepEqual([anchors, next], [[], 7]);
	const found = await all(findAnchors(records.chain.asChain, patient, { recordClass: ALLERGY }));
	assert.deepEqual(found.map(({ number }) => number), [allergy]);
});

test('each condition keeps others out', async () => {
	const records = new FakeRecords();
	const plain = records.add();
	const wanted = {
		class: records.add({ class: 28 }), content: records.add({ content: { from: 300, until: 310 } }), watch: records.add({ author: { person: ALICE } }),
		custodian: records.add({ custodian: 3 }), amended: records.amend(plain), disputed: records.add({ isDisputed: true }),
	};
	const found = async (filter: AnchorFilter) => (await all(findAnchors(records.chain.asChain, patient, filter))).map(({ number }) => number);
	assert.deepEqual(await found({ recordClass: 28 }), [wanted.class]);
	assert.deepEqual(await found({ recordClass: 'Condition' }), [wanted.class]);
	assert.deepEqual(await found({ content: { from: 309, until: 600 } }), [wanted.content]);
	assert.deepEqual(await found({ author: 'Patient' }), [wanted.watch]);
	assert.deepEqual(await found({ author: { Organization: HOSPITAL } }), [wanted.disputed, wanted.amended, wanted.custodian, wanted.content, wanted.class, plain]);
	assert.deepEqual(await found({ custodian: 3 }), [wanted.custodian]);
	assert.deepEqual(await found({ status: 'Superseded' }), [plain]);
	assert.deepEqual(await found({ since: 1_000 + wanted.custodian }), [wanted.disputed, wanted.amended, wanted.custodian]);
	assert.deepEqual(await found({ isDisputed: true }), [wanted.disputed]);
	assert.deepEqual((await found({ isDisputed: false })).length, 6);
	assert.deepEqual(await found({ recordClass: 28, custodian: 3 }), []);
});

test('a label is a class by number, and a type that FHIR does not have is none', async () => {
	const records = new FakeRecords();
	const labelled = records.add({ class: 40_000 });
	records.add();
	assert.deepEqual((await all(findAnchors(records.chain.asChain, patient, { recordClass: 40_000 }))).map(({ number }) => number), [labelled]);
	await assert.rejects(all(findAnchors(records.chain.asChain, patient, { recordClass: 'Allergies' })), { name: 'InputError', code: 'input.class' });
});

test('whoever has seen enough asks no more, and goes on later where it was', async () => {
	const records = new FakeRecords();
	for (let i = 0; i < 10; i++) records.add();
	for await (const { number } of findAnchors(records.chain.asChain, patient, {}, { limit: 2 })) if (number === 8) break;
	assert.equal(records.chain.asked.length, 1);
	const { next } = await anchorsPage(records.chain.asChain, patient, {}, { limit: 2 });
	records.add();
	const rest = await all(findAnchors(records.chain.asChain, patient, {}, { from: next }));
	assert.deepEqual(rest.map(({ number }) => number), [7, 6, 5, 4, 3, 2, 1, 0]);
});

test('all pages are of the block that is named', async () => {
	const records = new FakeRecords();
	for (let i = 0; i < 4; i++) records.add();
	await all(findAnchors(records.chain.asChain, patient, {}, { limit: 1, block: '0x12' }));
	assert.deepEqual(new Set(records.chain.blocks), new Set(['0x12']));
});

test('a node that says to go on where it was asked does not keep its client for ever', async () => {
	const chain = new RuntimeDouble(() => ({ anchors: [], next: 3 })).asChain;
	for (const limit of [100, 0]) await assert.rejects(all(findAnchors(chain, patient, {}, { limit })), { name: 'SalusError', code: 'records.no-progress' });
});

test('an anchor is told with its dispute, and one that is not there is none', async () => {
	const records = new FakeRecords();
	const dispute = { statement: `0x${'07'.repeat(32)}`, filedAt: 1, due: 2, answer: null, disagreement: null };
	const disputed = records.add({ dispute });
	assert.deepEqual((await anchorOf(records.chain.asChain, patient, disputed))?.dispute, dispute);
	assert.equal(await anchorOf(records.chain.asChain, patient, 1), undefined);
});

test('a root is found on the side that anchored it, and on no other', async () => {
	const records = new FakeRecords();
	const root = `0x${'05'.repeat(32)}`;
	const [watch, hospital] = [{ author: { person: ALICE } }, {}].map((author) => records.add({ ...author, batch: { root, leaves: 1 } }));
	const found = async (side: Parameters<typeof anchorWithRoot>[3]) => anchorWithRoot(records.chain.asChain, patient, hexToBytes(root.slice(2)), side);
	assert.deepEqual([await found('Patient'), await found({ Organization: HOSPITAL }), await found({ Organization: 8 })], [watch, hospital, undefined]);
});
