import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '../../src/format/bytes.ts';
import { blake2b256 } from '../../src/format/commitment.ts';
import { ALL_SUITES, X25519, X_WING, cipherSuite, isPublishedAs, keyPair, ownBuffer, publicKeyLength, publishedKey, randomKeyPair, type Suite } from '../../src/format/suites.ts';
import { filled, refused } from './helpers.ts';

test('suite 1 derives keys as RFC 9180 does', async () => {
	// RFC 9180, appendix A.2.1 (DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305): pkRm and skRm from ikmR.
	const { publicKey, privateKey } = await keyPair(X25519, hexToBytes('1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df'));
	assert.equal(bytesToHex(publicKey), '4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a');
	assert.equal(bytesToHex(privateKey), '8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb');
});

test('suite 2 gives what the vectors of the X-Wing draft say', async () => {
	const vectors = JSON.parse(readFileSync(new URL('x-wing-vectors.json', import.meta.url), 'utf8'));
	assert.equal(vectors.length, 3);
	for (const { seed, eseed, pk, ct, ss } of vectors) {
		const pair = await keyPair(X_WING, hexToBytes(seed));
		assert.equal(bytesToHex(pair.publicKey), pk);
		assert.equal(bytesToHex(pair.privateKey), seed);
		const { kem } = await cipherSuite(X_WING);
		const recipientPublicKey = await kem.deserializePublicKey(ownBuffer(pair.publicKey));
		const { enc, sharedSecret } = await kem.encap({ recipientPublicKey, ekm: ownBuffer(hexToBytes(eseed)) });
		assert.deepEqual([bytesToHex(new Uint8Array(enc)), bytesToHex(new Uint8Array(sharedSecret))], [ct, ss]);
		const recipientKey = await kem.deserializePrivateKey(ownBuffer(pair.privateKey));
		assert.equal(bytesToHex(new Uint8Array(await kem.decap({ recipientKey, enc: ownBuffer(hexToBytes(ct)) }))), ss);
	}
});

test('on the chain a key of suite 1 is itself, and one of suite 2 its hash', async () => {
	const short = await randomKeyPair(X25519);
	assert.deepEqual(publishedKey(short), { suite: 1, bytes: short.publicKey });
	const long = await randomKeyPair(X_WING);
	assert.deepEqual(publishedKey(long), { suite: 2, bytes: blake2b256(concatBytes(utf8ToBytes('salus/public-key/v1'), Uint8Array.of(2), long.publicKey)) });
	for (const key of [short, long]) {
		assert.ok(isPublishedAs(key, publishedKey(key)));
		assert.ok(!isPublishedAs(key, publishedKey(key === short ? long : short)));
		assert.ok(!isPublishedAs(key, { ...publishedKey(key), bytes: filled(1) }));
		assert.ok(!isPublishedAs(key, { ...publishedKey(key), suite: key === short ? X_WING : X25519 }));
	}
});

test('a key of another length, of another suite or of no suite is none', async () => {
	for (const suite of ALL_SUITES) {
		const other = await randomKeyPair(suite === X25519 ? X_WING : X25519);
		await refused(() => publishedKey({ suite, publicKey: other.publicKey }));
		await refused(() => publishedKey({ suite, publicKey: new Uint8Array(publicKeyLength(suite) - 1) }));
		await refused(() => keyPair(suite, new Uint8Array(31)));
	}
	for (const suite of [0, 3, 1.5, NaN, '1', undefined, null]) await refused(() => keyPair(suite as Suite, new Uint8Array(32)));
});

test('random key pairs are never the same', async () => {
	for (const suite of ALL_SUITES) assert.notDeepEqual((await randomKeyPair(suite)).publicKey, (await randomKeyPair(suite)).publicKey);
});
