import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesToHex } from '../../src/format/bytes.ts';
import { blake2b256 } from '../../src/format/commitment.ts';
import { merkleRoot } from '../../src/format/merkle.ts';
import { leafOfHash } from '../../src/format/sealed-record.ts';
import { copyAnchor, evictedLeaf, isEvictedAs, proveEvicted } from '../../src/records/evicted.ts';
import { BatchProver, faultOf, isIncluded } from '../../src/records/proofs.ts';
import { FakeRecords, patient } from './fake-records.ts';
import { registry, runtimeValue } from './runtime-double.ts';

const kept = Array.from({ length: 5 }, (_, i) => ({ commitment: new Uint8Array(32).fill(i), name: bytesToHex(new Uint8Array(32).fill(0x80 + i)) }));

/** A batch of five, anchored. */
function batch() {
	const [records, prover] = [new FakeRecords(), new BatchProver(kept)];
	const anchor = records.add({ batch: { root: `0x${bytesToHex(prover.root)}`, leaves: kept.length } });
	return { records, prover, anchor, anchored: { root: prover.root, records: kept.length } };
}

test('each record is proven at its own index, and at no other', async () => {
	const { records, prover, anchor, anchored } = batch();
	assert.deepEqual(prover.root, merkleRoot(kept.map(({ commitment, name }) => leafOfHash(commitment, new Uint8Array(Buffer.from(name, 'hex'))))));
	for (const index of kept.keys()) {
		for (const place of kept.keys()) {
			const inclusion = { ...prover.prove(index), index: place };
			assert.equal(await isIncluded(records.chain.asChain, patient, anchor, anchored, inclusion), place === index);
			assert.equal((await faultOf(records.chain.asChain, patient, anchor, inclusion)) === undefined, place === index);
		}
	}
});

test('where the chain says otherwise than this client, neither is believed', async () => {
	const { records, prover, anchor, anchored } = batch();
	const genuine = prover.prove(1);
	records.word = 'no';
	await assert.rejects(isIncluded(records.chain.asChain, patient, anchor, anchored, genuine), { code: 'records.chain-disagrees' });
	records.word = 'yes';
	await assert.rejects(isIncluded(records.chain.asChain, patient, anchor, anchored, { ...genuine, index: 2 }), { code: 'records.chain-disagrees' });
});

test('what an anchor was is proven by copies after it was evicted, of each that went with it', async () => {
	const records = new FakeRecords();
	const chain = records.chain.asChain;
	const numbers = Array.from({ length: 6 }, () => records.add());
	const copies = await Promise.all(numbers.map(async (number) => (await copyAnchor(chain, patient, number))!));
	records.evict(4, 3, 2, 1);
	assert.equal(await copyAnchor(chain, patient, 3), undefined);
	for (const [index, number] of [4, 3, 2, 1].entries()) {
		const proof = (await proveEvicted(chain, patient, number, copies))!;
		assert.deepEqual([proof.newest, proof.index, proof.kept.number], [4, index, number]);
		assert.equal(await isEvictedAs(chain, patient, proof), true);
		assert.equal(await isEvictedAs(chain, patient, { ...proof, index: (index + 1) % 4 }), false);
		// A copy of what it never was.
		const other = { ...proof.kept, encoded: copies[5]!.encoded };
		assert.equal(await isEvictedAs(chain, patient, { ...proof, kept: other }), false);
	}
	for (const standing of [0, 5]) assert.equal(await proveEvicted(chain, patient, standing, copies), undefined);
});

test('a copy that is missing, or older than the last change, proves nothing', async () => {
	const records = new FakeRecords();
	const chain = records.chain.asChain;
	const numbers = Array.from({ length: 3 }, () => records.add());
	const early = await Promise.all(numbers.map(async (number) => (await copyAnchor(chain, patient, number))!));
	records.change(1, { isDisputed: true });
	const late = (await copyAnchor(chain, patient, 1))!;
	records.evict(2, 1, 0);
	assert.equal(await proveEvicted(chain, patient, 0, early), undefined);
	assert.equal(await proveEvicted(chain, patient, 0, [early[0]!, early[2]!]), undefined);
	assert.equal((await proveEvicted(chain, patient, 0, [early[0]!, late, early[2]!]))?.index, 2);
	records.word = 'yes';
	const forged = { newest: 2, index: 0, kept: early[0]!, proof: [] };
	await assert.rejects(isEvictedAs(chain, patient, forged), { code: 'records.chain-disagrees' });
});

test('the leaf of an evicted anchor is the hash of a tag, patient, number and anchor, as SCALE writes them', () => {
	const records = new FakeRecords();
	const number = records.add();
	const encoded = runtimeValue('Anchor', records.views[number]!.anchor).toU8a();
	const tag = new TextEncoder().encode('salus/evicted/v1');
	const before = registry.createType('([u8; 16], [u8; 32], u32)', [tag, patient, 259]).toU8a();
	assert.deepEqual(evictedLeaf(patient, { number: 259, encoded }), blake2b256(Buffer.concat([before, encoded])));
});
