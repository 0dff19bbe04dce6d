import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Guardian, guardianCommitment, sortGuardians } from '../../src/chain/guardians.ts';
import { FormatError, bytesToHex } from '../../src/format/bytes.ts';

const filled = (byte: number) => new Uint8Array(32).fill(byte);
const [alice, bob, clinic]: Guardian[] = [{ Person: filled(0xa1) }, { Person: filled(0xb0) }, { Institution: 1 }];
const set = { threshold: 2, members: [alice, bob, clinic] as Guardian[], salt: filled(0x5a) };

test('the commitment is what its rule says', () => {
	// BLAKE2b-256 over tag, patient, threshold, the members' number (compact) and codes, salt, by another implementation.
	const expected = '189e1e8609037e64819109e5d03772e628bc15fa4b535a9aaf8d91c440409e59';
	assert.equal(bytesToHex(guardianCommitment(filled(7), set)), expected);
});

test('whatever changes, the commitment changes', () => {
	const all = [
		guardianCommitment(filled(7), set),
		guardianCommitment(filled(8), set),
		guardianCommitment(filled(7), { ...set, threshold: 3 }),
		guardianCommitment(filled(7), { ...set, members: [alice as Guardian, bob as Guardian] }),
		guardianCommitment(filled(7), { ...set, salt: filled(0x5b) }),
	];
	assert.equal(new Set(all.map(bytesToHex)).size, all.length);
});

test('persons come by account, then institutions by number', () => {
	const late = { Institution: 300 };
	assert.deepEqual(sortGuardians([late, clinic!, bob!, alice!]), [alice, bob, clinic, late]);
});

test('sets that the chain would not take are refused before anybody commits to them', () => {
	const refused = (change: object) => () => guardianCommitment(filled(7), { ...set, ...change });
	assert.throws(refused({ threshold: 1 }), { code: 'guardians.threshold' });
	assert.throws(refused({ threshold: 4 }), { code: 'guardians.threshold' });
	assert.throws(refused({ members: Array.from({ length: 9 }, () => alice) }), { code: 'guardians.too-many' });
	assert.throws(refused({ salt: new Uint8Array(16) }), FormatError);
	assert.throws(refused({ members: [alice, { Person: new Uint8Array(31) }] }), FormatError);
});
