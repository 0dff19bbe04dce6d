/** Keys: an epoch's, on cards, in envelopes and rings, and in shares. */
import assert from 'node:assert/strict';
import {
	type ClassKeys, type EnvelopeContext, type KeyPair, type KeyRing, allClasses, bytesToHex, checkCard, classKeyPair, classSecretOf, combineShares, emergencyRingOnChain, findGuardianShare,
	guardiansLock, handShare, hexToBytes, keyCardHash, keyOfClass, keyPair, makeBackup, makeEmergencyRing, makeKeyCard, openBackupByDevice, openBackupByGuardians, openBackupByWords, openEmergencyRing,
	openEmergencyShare, openEnvelope, openHandedShare, patientKeyPair, publishedKey, readBackup, readEmergencyRing, releasedEmergency, sealEnvelope, shareCommitment, splitKey, writeBackup,
	writeEmergencyRing, writeKeyCard, envelopeCommitment,
} from '@salus/client/format';
import type { Random } from './random.ts';
import type { Tool } from './tool.ts';

/** A vector of BIP-39's, since the words themselves come from the same list. */
const WORDS = `${'zoo '.repeat(23)}vote`;

export async function keyCards(random: Random, tool: Tool): Promise<void> {
	const of = { genesis: random.bytes(), patient: random.bytes(), epoch: random.u32(), suite: random.suite() };
	const root = random.bytes();
	const classes = random.ascending(random.integer(1, 4), 0xffff);
	const card = await makeKeyCard(of, root, classes);
	const derived = await tool.ask({ ask: 'deriveKeys', suite: of.suite, root, classes });
	assert.equal(derived.classSecret, bytesToHex(classSecretOf(root)));
	assert.equal(derived.patient.publicKey, bytesToHex(card.publicKey));
	const listed = derived.classes.map(({ class: recordClass, publicKey }: { class: number; publicKey: string }) => ({ class: recordClass, publicKey }));
	const key = { suite: of.suite, publicKey: derived.patient.publicKey };
	const { suite: _, ...rest } = of;
	const made = await tool.ask({ ask: 'makeKeyCard', ...rest, key, classes: listed });
	const hash = keyCardHash(card);
	assert.equal(made.hash, bytesToHex(hash));
	const published = publishedKey(card);
	const checked = checkCard(JSON.stringify(made.card), { ...rest, publicKey: published, card: hash });
	assert.deepEqual([...checked.keys].map(([recordClass, { publicKey }]) => ({ class: recordClass, publicKey: bytesToHex(publicKey) })), listed);
	const accepted = await tool.ask({ ask: 'acceptKeyCard', card: JSON.parse(writeKeyCard(card)), expected: { ...rest, publishedKey: published, card: hash } });
	assert.deepEqual(accepted.classes, listed);
}

export async function envelopes(random: Random, tool: Tool): Promise<void> {
	const context: EnvelopeContext = { patient: random.bytes(), organization: random.u32(), grantee: random.bytes(), keyEpoch: random.u32() };
	const [grantee, keys] = [await keyPair(random.suite(), random.bytes()), randomKeys(random)];
	const sealed = await sealEnvelope(context, grantee, keys);
	assert.deepEqual(await tool.ask({ ask: 'openEnvelope', context, key: privatePart(grantee), sealed }), inJson(keys));
	const made = await tool.ask({ ask: 'sealEnvelope', context, key: publicPart(grantee), keys: inJson(keys) });
	assert.equal(made.commitment, bytesToHex(envelopeCommitment(hexToBytes(made.sealed))));
	const opened = await openEnvelope(context, grantee, hexToBytes(made.sealed));
	assert.deepEqual(inJson(opened), inJson(keys));
	// The same key of a class comes out of either form.
	const recordClass = 'keys' in keys ? keys.keys[0]!.recordClass : random.integer(0, 0xffff);
	const picked = await tool.ask({ ask: 'pickKeys', keys: inJson(keys), classes: [recordClass] });
	const own = (await keyOfClass(opened, recordClass))!;
	const other = { suite: picked.suite, privateKey: hexToBytes(picked.classes[0].privateKey) };
	if ('keys' in keys) assert.deepEqual(other.privateKey, own.privateKey);
	else assert.deepEqual(hexToBytes((await tool.ask({ ask: 'publishedKey', key: publicPart(await classKeyPair(keys.suite, keys.classSecret, recordClass)) })).bytes), publishedKey(await classKeyPair(keys.suite, keys.classSecret, recordClass)).bytes);
}

export async function shares(random: Random, tool: Tool): Promise<void> {
	const key = random.bytes();
	const threshold = random.integer(2, 5);
	const number = random.integer(threshold, 9);
	const own = await splitKey(key, threshold, number);
	const some = random.ascending(threshold, number - 1);
	const joined = await tool.ask({ ask: 'joinShares', shares: some.map((place) => own[place]), threshold });
	assert.equal(joined.key, bytesToHex(key));
	const made = await tool.ask({ ask: 'splitKey', key, threshold, number });
	const handed = some.map((place) => ({ share: hexToBytes(made.shares[place].share), commitment: hexToBytes(made.shares[place].commitment) }));
	for (const { share, commitment } of handed) assert.deepEqual(shareCommitment(share), commitment);
	assert.deepEqual(await combineShares(threshold, handed), key);
}

export async function keyRings(random: Random, tool: Tool): Promise<void> {
	const context = { patient: random.bytes(), version: random.u32() };
	const genesis = random.bytes();
	const ring: KeyRing = { roots: random.list(1, 20, () => (random.chance(0.2) ? null : { suite: random.suite(), root: random.bytes() })) };
	const guardians = await Promise.all(random.list(2, 4, () => keyPair(random.suite(), random.bytes())));
	const [device, newDevice] = await Promise.all([keyPair(random.suite(), random.bytes()), keyPair(random.suite(), random.bytes())]);
	const threshold = random.integer(2, guardians.length);
	const some = random.ascending(threshold, guardians.length - 1);
	const named = { roots: ring.roots.map((known) => known && { suite: known.suite, root: bytesToHex(known.root) }) };

	const text = writeBackup(await makeBackup({ ...context, genesis }, ring, { guardians: { threshold, keys: guardians }, words: WORDS, devices: [device] }));
	const open = (using: object) => tool.ask({ ask: 'openRing', backup: JSON.parse(text), with: using });
	assert.deepEqual(await open({ words: WORDS }), named);
	assert.deepEqual(await open({ device: privatePart(device) }), named);
	const found = await Promise.all(some.map((place) => tool.ask({ ask: 'guardianShare', backup: JSON.parse(text), key: privatePart(guardians[place]!) })));
	assert.deepEqual(await open({ shares: found }), named);

	const made = await tool.ask({
		ask: 'sealRing', genesis, context, ring: named, words: WORDS, device: publicPart(device), guardians: { threshold, keys: guardians.map(publicPart) },
	});
	const backup = readBackup(JSON.stringify(made));
	assert.deepEqual(openBackupByWords(backup, WORDS), ring);
	assert.deepEqual(await openBackupByDevice(backup, device), ring);
	const lock = guardiansLock(backup);
	const handed = await Promise.all(some.map(async (place) => {
		const share = (await findGuardianShare(backup, lock, guardians[place]!))!;
		const byOther = await tool.ask({ ask: 'handOverShare', context, found: share, device: publicPart(newDevice) });
		const opened = await tool.ask({ ask: 'openHandedShare', context, index: share.index, key: privatePart(newDevice), sealed: await handShare(backup, share, newDevice) });
		assert.equal(opened.share, bytesToHex(share.share));
		return openHandedShare(backup, lock, newDevice, hexToBytes(byOther.sealed));
	}));
	assert.deepEqual(await openBackupByGuardians(backup, handed), ring);
}

export async function emergencyRings(random: Random, tool: Tool): Promise<void> {
	const context = { patient: random.bytes(), epoch: random.u32() };
	const keys = randomKeys(random);
	const numbers = random.ascending(random.integer(2, 8), 0xffff_ffff);
	const custodians = await Promise.all(numbers.map(async (custodian) => ({ custodian, key: await keyPair(random.suite(), random.bytes()) })));
	const threshold = random.integer(2, numbers.length);
	const some = random.ascending(threshold, numbers.length - 1).map((place) => custodians[place]!);

	const own = await makeEmergencyRing(context, keys, custodians, threshold);
	const { commitment } = emergencyRingOnChain(own);
	const handed = await Promise.all(some.map(async ({ custodian, key }) => {
		const opened = await tool.ask({ ask: 'openEmergencyShare', ring: JSON.parse(writeEmergencyRing(own)), custodian, key: privatePart(key) });
		assert.equal(opened.commitment, bytesToHex(commitment));
		return { custodian, emergency: opened.emergency };
	}));
	assert.deepEqual(await tool.ask({ ask: 'openEmergencyRing', patient: context.patient, commitment, handed }), inJson(keys));

	const named = custodians.map(({ custodian, key }) => ({ custodian, key: publicPart(key) }));
	const made = await tool.ask({ ask: 'sealEmergencyRing', ...context, keys: inJson(keys), threshold, custodians: named });
	const ring = readEmergencyRing(JSON.stringify(made.ring));
	const released = await Promise.all(some.map(async ({ custodian, key }) => ({ custodian, released: releasedEmergency(ring, await openEmergencyShare(ring, custodian, key)) })));
	assert.equal(made.commitment, bytesToHex(emergencyRingOnChain(ring).commitment));
	assert.deepEqual(inJson(await openEmergencyRing(context.patient, emergencyRingOnChain(ring), released)), inJson(keys));
}

export async function keyPairs(random: Random, tool: Tool): Promise<void> {
	const [suite, root] = [random.suite(), random.bytes()];
	const recordClass = random.of(allClasses());
	const { patient, classes } = await tool.ask({ ask: 'deriveKeys', suite, root, classes: [recordClass] });
	assert.equal(patient.publicKey, bytesToHex((await patientKeyPair(suite, root)).publicKey));
	assert.equal(classes[0].publicKey, bytesToHex((await classKeyPair(suite, classSecretOf(root), recordClass)).publicKey));
	const made = await tool.ask({ ask: 'keyPair', suite });
	const published = await tool.ask({ ask: 'publishedKey', key: { suite, publicKey: made.publicKey } });
	assert.equal(published.bytes, bytesToHex(publishedKey({ suite, publicKey: hexToBytes(made.publicKey) }).bytes));
}

function randomKeys(random: Random): ClassKeys {
	const suite = random.suite();
	if (random.chance(0.3)) return { suite, classSecret: random.bytes() };
	return { suite, keys: random.ascending(random.integer(1, 12), 0xffff).map((recordClass) => ({ recordClass, privateKey: random.bytes() })) };
}

function inJson(keys: ClassKeys): object {
	if ('classSecret' in keys) return { suite: keys.suite, classSecret: bytesToHex(keys.classSecret) };
	return { suite: keys.suite, classes: keys.keys.map(({ recordClass, privateKey }) => ({ class: recordClass, privateKey: bytesToHex(privateKey) })) };
}

function publicPart({ suite, publicKey }: KeyPair): object {
	return { suite, publicKey };
}

function privatePart({ suite, privateKey }: KeyPair): object {
	return { suite, privateKey };
}
