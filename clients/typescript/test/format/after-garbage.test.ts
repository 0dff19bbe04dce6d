/** The library's WebAssembly never gives back the stack of a panic: after 1,900 signatures or 11,000 lists of words nothing of it works in that process any more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady, encodeAddress, mnemonicGenerate } from '@polkadot/util-crypto';
import { FormatError, utf8ToBytes } from '../../src/format/bytes.ts';
import { randomRecoveryWords, recoveryBytes } from '../../src/format/recovery-words.ts';
import { checkSessionRequest, makeSessionRequest, writeSessionRequest } from '../../src/format/session-request.ts';
import { isSignedBy } from '../../src/format/signatures.ts';
import { filled, noise, refused } from './helpers.ts';

await cryptoWaitReady();

const SIGNATURES = 2_500;
const LISTS = 12_000;
const NOW = 1_800_000_000_000;
const own = { genesis: filled(1), custodian: 3, now: NOW };
const CONTENT = { genesis: filled(1), custodian: 3, side: { organization: 0 }, time: NOW };

/** Accounts sign and are verified, addresses and words are made. */
function assertUsable(): void {
	const message = utf8ToBytes('a message');
	for (const type of ['sr25519', 'ed25519'] as const) {
		const pair = new Keyring({ type }).addFromSeed(filled(5));
		assert.ok(isSignedBy(pair.publicKey, message, pair.sign(message)), type);
	}
	assert.equal(encodeAddress(filled(5), 42).length, 48);
	assert.equal(mnemonicGenerate().split(' ').length, 12);
}

test(`${SIGNATURES} signatures of strangers, of each length, leave the process usable`, async () => {
	for (const length of [64, 65]) {
		for (let i = 0; i < SIGNATURES; i++) {
			const signature = noise(length);
			// A quarter with a recovery id, which ECDSA has from 0 to 3.
			if (length === 65) signature[64] = i % 16;
			const text = writeSessionRequest({ ...CONTENT, account: noise(32), nonce: noise(32), signature });
			await refused(() => checkSessionRequest(text, own));
		}
	}
	assertUsable();
});

test(`${SIGNATURES} requests of its own, signed by a wallet that names the scheme, leave the process usable`, async () => {
	const pair = new Keyring({ type: 'ed25519' }).addFromSeed(filled(5));
	for (let i = 0; i < SIGNATURES; i++) {
		const made = await makeSessionRequest({ ...CONTENT, account: pair.publicKey }, (message) => pair.sign(message, { withType: true }));
		assert.equal(made.signature.length, 64);
	}
	assertUsable();
});

test(`${LISTS} lists of misread recovery words leave the process usable`, () => {
	const [first, ...others] = randomRecoveryWords().split(' ');
	for (let i = 0; i < LISTS; i++) assert.throws(() => recoveryBytes([...others, `${first}${i}`].join(' ')), FormatError);
	assertUsable();
});
