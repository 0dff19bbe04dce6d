import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { TypeRegistry } from '@polkadot/types';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { crewsOf } from '../crowd.ts';
import { firstPatientOf } from '../../load/patient-id.ts';
import { sharesOf } from '../prepare.ts';
import { readRow, storageKey } from '../../load/rows.ts';

before(async () => {
	await cryptoWaitReady();
});

test('a row tells the nonce, and whether anything refers to the account', () => {
	assert.deepEqual(readRow(null), { nonce: 0, isKnown: false });
	assert.deepEqual(readRow('0x07000000010000000000000000000000'), { nonce: 7, isKnown: false });
	assert.deepEqual(readRow('0x00010000000000000100000000000000'), { nonce: 256, isKnown: true });
	assert.deepEqual(readRow('0x00000000000000000000000002000000'), { nonce: 0, isKnown: true });
});

test('a row is kept under the hash of the account', () => {
	// Alice's, as every Substrate chain has it.
	const alice = Buffer.from('d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d', 'hex');
	assert.equal(
		storageKey(alice),
		'0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9de1e86a9a8c739864cf3cc5ec2bea59fd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d',
	);
});

test("a patient's id is hashed of who registers it, how many that one has registered before, and a salt", () => {
	const [account, salt] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
	const registry = new TypeRegistry();
	const input = registry.createType('([u8; 16], AccountId, u32, H256)', ['salus/patient/v1', account, 0, salt]);
	assert.deepEqual(Buffer.from(firstPatientOf(account, salt)), Buffer.from(registry.hash(input.toU8a()).toU8a()));
});

test('a crowd is of every kind, and no larger than asked for', () => {
	for (const accounts of [20, 600, 10_000]) {
		const crews = crewsOf(accounts);
		assert.equal(Object.values(crews).reduce((sum, count) => sum + count), accounts);
		assert.ok(Object.values(crews).every((count) => count > 0), `${accounts}: ${JSON.stringify(crews)}`);
		assert.ok(crews.named <= crews.registered);
	}
});

test('an attack alone has two processes, several have one each', () => {
	const alone = sharesOf(['forger'], 10_001);
	assert.deepEqual(alone.map(({ kind, accounts }) => [kind, accounts]), [['forger', 5_001], ['forger', 5_001]]);
	assert.equal(new Set(alone.map(({ name }) => name)).size, 2);
	assert.deepEqual(sharesOf(['forger', 'hospital', 'payer'], 600).map(({ kind }) => kind), ['forger', 'hospital', 'payer']);
});
