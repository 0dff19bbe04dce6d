import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../src/format/bytes.ts';
import { keyOfClass } from '../../src/format/class-keys.ts';
import {
	type EmergencyRing, type EmergencyRingOnChain, type ReleasedEmergency, emergencyRingCommitment, emergencyRingOnChain, isEmergencyRingOnChain, makeEmergencyRing,
	openEmergencyRing, openEmergencyShare, readEmergencyRing, readReleasedEmergency, releasedEmergency, writeEmergencyRing,
} from '../../src/format/emergency-ring.ts';
import { classSecretOf, randomRoot } from '../../src/format/epoch-keys.ts';
import { jsonText } from '../../src/format/json-members.ts';
import { FalseShareError } from '../../src/format/shares.ts';
import { ALL_SUITES, type KeyPair, X25519, X_WING, randomKeyPair } from '../../src/format/suites.ts';
import { filled, flips, refused, textFlips } from './helpers.ts';

const context = { patient: filled(1), epoch: 3 };
const keys = { suite: X_WING, keys: [{ recordClass: 3, privateKey: filled(3) }, { recordClass: 96, privateKey: filled(4) }] } as const;
const classKeys = { ...keys, keys: [...keys.keys] };

async function made(suites: (1 | 2)[] = [X25519, X_WING, X25519], threshold = 2) {
	const pairs = await Promise.all(suites.map(randomKeyPair));
	const custodians = pairs.map((key, i) => ({ custodian: 4 + 3 * i, key }));
	const ring = await makeEmergencyRing(context, classKeys, [...custodians].reverse(), threshold);
	const hand = async (i: number) => {
		const { custodian, key } = custodians[i] as { custodian: number; key: KeyPair };
		return { custodian, released: releasedEmergency(ring, await openEmergencyShare(ring, custodian, key)) };
	};
	return { ring, onChain: emergencyRingOnChain(ring), custodians, hand };
}

test('any k custodians open the ring, in any order', async () => {
	const { ring, onChain, hand } = await made();
	assert.deepEqual(onChain.custodians, [4, 7, 10]);
	assert.deepEqual(readEmergencyRing(writeEmergencyRing(ring)), ring);
	assert.ok(isEmergencyRingOnChain(ring, onChain));
	for (const some of [[0, 1], [2, 0], [1, 2], [0, 1, 2]]) {
		const opened = await openEmergencyRing(context.patient, onChain, await Promise.all(some.map(hand)));
		assert.deepEqual(opened, classKeys);
		assert.deepEqual(await keyOfClass(opened, 96), { suite: X_WING, privateKey: filled(4) });
	}
});

test('what a custodian hands out goes through a release unchanged', async () => {
	const { hand } = await made();
	const { released } = await hand(0);
	assert.deepEqual(readReleasedEmergency(JSON.parse(jsonText(released))), released);
});

test('fewer than k custodians learn nothing', async () => {
	const { onChain, hand } = await made();
	await refused(async () => openEmergencyRing(context.patient, onChain, [await hand(0)]));
	await refused(async () => openEmergencyRing(context.patient, onChain, [await hand(0), await hand(0)]));
	await refused(() => openEmergencyRing(context.patient, onChain, []));
	const three = await made([X25519, X25519, X25519], 3);
	await refused(async () => openEmergencyRing(context.patient, three.onChain, [await three.hand(0), await three.hand(1)]));
});

for (const suite of ALL_SUITES) {
	test(`suite ${suite}: a custodian opens its own share, and no other`, async () => {
		const { ring, custodians } = await made([suite, suite, suite]);
		const [first, second] = custodians as [(typeof custodians)[0], (typeof custodians)[0]];
		await refused(() => openEmergencyShare(ring, first.custodian, second.key));
		await refused(() => openEmergencyShare(ring, second.custodian, first.key));
		await refused(() => openEmergencyShare(ring, 99, first.key));
		await refused(() => openEmergencyShare({ ...ring, epoch: 4 }, first.custodian, first.key));
		await refused(() => openEmergencyShare({ ...ring, patient: filled(9) }, first.custodian, first.key));
		// Nor is a share of one custodian passed off as another's.
		const [a, b, c] = ring.shares as [EmergencyRing['shares'][0], EmergencyRing['shares'][0], EmergencyRing['shares'][0]];
		const swapped = { ...ring, shares: [{ ...a, sealed: b.sealed }, { ...b, sealed: a.sealed }, c] };
		await refused(() => openEmergencyShare(swapped, second.custodian, first.key));
		await refused(() => openEmergencyShare({ ...ring, shares: [{ ...a, commitment: b.commitment }, b, c] }, first.custodian, first.key));
		// Also where one key is two custodians'.
		const own = { custodian: 1, key: first.key };
		const twice = await makeEmergencyRing(context, classKeys, [own, { ...own, custodian: 2 }], 2);
		const [one, two] = twice.shares as [EmergencyRing['shares'][0], EmergencyRing['shares'][0]];
		await openEmergencyShare(twice, 2, first.key);
		await refused(() => openEmergencyShare({ ...twice, shares: [one, { ...one, custodian: 2 }] }, 2, first.key));
		assert.notDeepEqual(one.commitment, two.commitment);
		for (const sealed of flips(a.sealed, 8)) await refused(() => openEmergencyShare({ ...ring, shares: [{ ...a, sealed }, b, c] }, first.custodian, first.key));
	});
}

test('a false share is named', async () => {
	const { onChain, hand } = await made();
	const [first, second] = [await hand(0), await hand(1)];
	for (const share of flips(second.released.share)) {
		await assert.rejects(
			openEmergencyRing(context.patient, onChain, [first, { ...second, released: { ...second.released, share } }]),
			(error) => error instanceof FalseShareError && error.places.join() === '1',
		);
	}
});

test('another ring than the chain names is refused, and who handed it out is named', async () => {
	const { onChain, hand } = await made();
	const [first, second] = [await hand(0), await hand(1)];
	const other = await (await made()).hand(1);
	const open = (released: ReleasedEmergency, chain = onChain) => openEmergencyRing(context.patient, chain, [first, { ...second, released }]);
	await assert.rejects(open(other.released), /custodian 7 handed out another ring/);
	for (const ring of flips(second.released.ring)) await refused(() => open({ ...second.released, ring }));
	const shares = second.released.shares.map((share, i) => (i === 1 ? { ...share, commitment: filled(9) } : share));
	for (const change of [{ epoch: 4 }, { threshold: 3 }, { shares }, { shares: shares.slice(0, 2) }]) await refused(() => open({ ...second.released, ...change }));
	const chains: Partial<EmergencyRingOnChain>[] = [{ epoch: 4 }, { threshold: 3 }, { commitment: filled(9) }, { custodians: [4, 7, 11] }, { custodians: [4, 7] }];
	for (const change of chains) await refused(() => open(second.released, { ...onChain, ...change }));
	await refused(() => openEmergencyRing(filled(9), onChain, [first, second]));
	await refused(() => openEmergencyRing(context.patient, onChain, [first, { ...second, custodian: 99 }]));
});

test('the commitment covers patient, epoch, threshold, ring, custodians and shares', async () => {
	const { ring, onChain } = await made();
	const [a, b, c] = ring.shares as [EmergencyRing['shares'][0], EmergencyRing['shares'][0], EmergencyRing['shares'][0]];
	const changes: Partial<EmergencyRing>[] = [
		{ epoch: 4 }, { threshold: 3 }, { ring: filled(1, 80) }, { shares: [a, b] }, { shares: [{ ...a, custodian: 3 }, b, c] }, { shares: [{ ...a, commitment: filled(9) }, b, c] },
	];
	for (const change of changes) assert.notDeepEqual(emergencyRingCommitment(context.patient, { ...ring, ...change }), onChain.commitment);
	assert.notDeepEqual(emergencyRingCommitment(filled(9), ring), onChain.commitment);
	assert.equal(isEmergencyRingOnChain({ ...ring, patient: filled(9) }, onChain), false);
});

test('a ring that is changed in a single bit is not the one that the chain names, or its shares do not open', async () => {
	const { ring, onChain, custodians } = await made([X25519, X25519], 2);
	const text = writeEmergencyRing(ring);
	for (const flipped of [...textFlips(text)].filter((_, i) => i % 3 === 0)) {
		await refused(async () => {
			const read = readEmergencyRing(flipped);
			if (!isEmergencyRingOnChain(read, onChain)) throw new FormatError('another ring');
			for (const { custodian, key } of custodians) await openEmergencyShare(read, custodian, key);
		}, flipped);
	}
});

test('a ring has two custodians at least and eight at most, each once', async () => {
	const pair = await randomKeyPair(X25519);
	const to = (numbers: number[]) => numbers.map((custodian) => ({ custodian, key: pair }));
	for (const [numbers, threshold] of [[[1], 1], [[1, 2], 1], [[1, 2], 3], [[1, 1], 2], [[1, 2, 3, 4, 5, 6, 7, 8, 9], 2], [[], 2]] as [number[], number][]) {
		await refused(() => makeEmergencyRing(context, classKeys, to(numbers), threshold), `${threshold} of ${numbers}`);
	}
	const eight = await makeEmergencyRing(context, { suite: X25519, classSecret: classSecretOf(randomRoot()) }, to([1, 2, 3, 4, 5, 6, 7, 8]), 8);
	assert.equal(emergencyRingOnChain(eight).custodians.length, 8);
});
