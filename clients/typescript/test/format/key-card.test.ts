import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { FormatError, bytesToHex } from '../../src/format/bytes.ts';
import { makeKeyCard, readKeyCard, type KeyCard } from '../../src/format/key-card.ts';

before(() => cryptoWaitReady());

const filled = (byte: number) => new Uint8Array(32).fill(byte);
const classes = [{ class: 3, publicKey: bytesToHex(filled(7)) }, { class: 97, publicKey: bytesToHex(filled(8)) }];

function issue() {
	const controller = new Keyring({ type: 'sr25519' }).addFromSeed(filled(1));
	const content = { genesis: bytesToHex(filled(2)), patient: bytesToHex(filled(3)), epoch: 4, classes };
	const card = makeKeyCard(content, (message) => controller.sign(message));
	const known = { genesis: filled(2), patient: filled(3), epoch: 4, controller: controller.publicKey };
	return { card, known };
}

test('a genuine card gives the public keys, also after a trip through JSON', () => {
	const { card, known } = issue();
	const keys = readKeyCard(JSON.parse(JSON.stringify(card)) as KeyCard, known);
	assert.deepEqual([...keys], [[3, filled(7)], [97, filled(8)]]);
});

test('a card that is changed, or meant for something else, is refused', () => {
	const { card, known } = issue();
	const changes: Partial<KeyCard>[] = [
		{ classes: [{ class: 3, publicKey: bytesToHex(filled(9)) }, classes[1] as (typeof classes)[0]] },
		{ classes: [classes[0] as (typeof classes)[0]] },
		{ epoch: 5 },
		{ patient: bytesToHex(filled(9)) },
		{ format: 'other' as never },
	];
	for (const change of changes) assert.throws(() => readKeyCard({ ...card, ...change }, known), FormatError);
	for (const change of [{ genesis: filled(9) }, { patient: filled(9) }, { epoch: 5 }, { controller: filled(9) }]) {
		assert.throws(() => readKeyCard(card, { ...known, ...change }), FormatError);
	}
});

test('a card lists each class once, ascending', () => {
	const { card, known } = issue();
	assert.throws(() => readKeyCard({ ...card, classes: [...classes].reverse() }, known), FormatError);
	assert.throws(() => readKeyCard({ ...card, classes: [classes[0], classes[0]] as typeof classes }, known), FormatError);
});
