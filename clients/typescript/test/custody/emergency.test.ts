/** Keys in an emergency: k of the custodians together hand them out, on a session only, and a false share is found out. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { keyOfClass, keysOfClasses } from '../../src/format/class-keys.ts';
import { type EmergencyRing, emergencyRingOnChain, makeEmergencyRing, writeEmergencyRing } from '../../src/format/emergency-ring.ts';
import { type KeyPair, randomKeyPair, X25519, X_WING } from '../../src/format/suites.ts';
import { Custodian } from '../../src/custody/custodian.ts';
import { type HandedRing, openInEmergency, prepareEmergencyRing } from '../../src/custody/emergency.ts';
import { MemoryStores } from './memory-stores.ts';
import { account, all, filled, HOSPITAL, OBSERVATION, RECORDS, Scene, SECRET } from './scene.ts';

before(cryptoWaitReady);

const KEEPERS = [21, 22, 23];
const CONDITION = 28;
const SESSION = { emergency: 5 };
const ofClass = { class: { class: OBSERVATION, content: null } };

interface Keeper {
	custodian: Custodian;
	key: KeyPair;
	stores: MemoryStores;
}

/** A patient whose ring three custodians keep, and a ticket of a physician at each, and at the hospital. */
async function ringScene(): Promise<{ scene: Scene; keepers: Keeper[]; ring: EmergencyRing }> {
	const scene = await Scene.set();
	const keepers = await Promise.all(KEEPERS.map(async (organization): Promise<Keeper> => {
		const [key, stores] = [await randomKeyPair(X_WING), new MemoryStores()];
		scene.chain.best.organizations.set(organization, key);
		const custodian = new Custodian(scene.chain.asChain, { organization, signer: account(`Clerk ${organization}`), stores, keys: [key], clock: scene.clock });
		return { custodian, key, stores };
	}));
	const ring = await plan(scene, keepers);
	scene.chain.best.patient.ring = emergencyRingOnChain(ring);
	for (const { custodian } of keepers) await custodian.takeEmergencyRing(writeEmergencyRing(ring));
	for (const organization of KEEPERS) scene.issue(organization, { custodian: organization, target: ofClass, basis: SESSION });
	return { scene, keepers, ring };
}

async function plan(scene: Scene, keepers: Keeper[], change: object = {}): Promise<EmergencyRing> {
	return prepareEmergencyRing(scene.chain.asChain, {
		patient: scene.patient, epoch: 0, keys: scene.keys, classes: [OBSERVATION, CONDITION],
		custodians: keepers.map(({ custodian, key }) => ({ custodian: custodian.organization, offered: key })), ...change,
	});
}

/** What a custodian hands to the physician. */
async function handedBy(scene: Scene, { custodian }: Keeper, sequence = custodian.organization): Promise<HandedRing> {
	const ticket = { patient: scene.patient, sequence, custodian: custodian.organization, secret: SECRET, targets: [{ recordClass: OBSERVATION, content: null }] };
	const reader = scene.reader();
	const request = await reader.request(ticket);
	const { head } = await reader.open(ticket, request, (await custodian.release(request)).stream);
	return { custodian: custodian.organization, released: head.emergency!, block: 'finalized' };
}

test('two of three custodians together hand out the keys, and what they open is read', async () => {
	const { scene, keepers } = await ringScene();
	const handed = [await handedBy(scene, keepers[2]!), await handedBy(scene, keepers[0]!)];
	assert.equal(scene.chain.sent.length, 2);
	const { keys, epoch, faults } = await openInEmergency(scene.chain.asChain, scene.patient, handed);
	assert.deepEqual([keys, epoch, faults], [await keysOfClasses(scene.keys, [OBSERVATION, CONDITION]), 0, []]);
	const release = await scene.fetch(scene.issue(70, { basis: SESSION }));
	assert.deepEqual([release.head.envelope, release.head.emergency], [null, null]);
	const read = await all(release.records((recordClass) => keyOfClass(keys, recordClass)));
	assert.deepEqual(read.map(({ opened }) => opened.canonical), RECORDS);
});

test('one custodian knows nothing, however often it is asked', async () => {
	const { scene, keepers } = await ringScene();
	const one = await handedBy(scene, keepers[0]!);
	for (const handed of [[], [one], [one, one, one]]) {
		await assert.rejects(openInEmergency(scene.chain.asChain, scene.patient, handed), { name: 'SalusError', code: 'emergency.too-few-shares' });
	}
});

test('a share is handed out on the ground of a session only', async () => {
	const { scene, keepers } = await ringScene();
	for (const basis of [{ grant: 3 }, { policy: 1 }, { author: null }]) {
		scene.issue(80, { custodian: KEEPERS[0]!, target: ofClass, basis });
		await assert.rejects(handedBy(scene, keepers[0]!, 80), { code: 'custody.nothing-kept' });
	}
	scene.issue(81, { custodian: KEEPERS[0]!, target: ofClass, basis: SESSION, isGroundGone: true });
	await assert.rejects(handedBy(scene, keepers[0]!, 81), { code: 'custody.void-ticket' });
	assert.equal(scene.chain.sent.length, 0);
});

test('a false share, another\'s share, another ring: found out by name, and left aside where enough others are true', async () => {
	const { scene, keepers } = await ringScene();
	const [a, b, c] = await Promise.all(keepers.map((keeper) => handedBy(scene, keeper))) as [HandedRing, HandedRing, HandedRing];
	const falseShare = { ...a, released: { ...a.released, share: a.released.share.map((byte, index) => (index === 3 ? byte ^ 1 : byte)) } };
	const othersShare = { ...a, released: { ...a.released, share: b.released.share } };
	const otherRing = { ...a, released: { ...a.released, ring: a.released.ring.map((byte, index) => (index === 50 ? byte ^ 1 : byte)) } };
	const easier = { ...a, released: { ...a.released, threshold: 3 } };
	const stranger = { ...a, custodian: 99 };
	for (const bad of [falseShare, othersShare, otherRing, easier, stranger]) {
		const { keys, faults } = await openInEmergency(scene.chain.asChain, scene.patient, [bad, b, c]);
		assert.deepEqual(keys, await keysOfClasses(scene.keys, [OBSERVATION, CONDITION]));
		assert.deepEqual(faults.map(({ name, code, custodian }) => [name, code, custodian]), [['CustodianFault', 'custodian.false-share', bad.custodian]]);
		await assert.rejects(openInEmergency(scene.chain.asChain, scene.patient, [bad, b]), { name: 'CustodianFault', custodian: bad.custodian });
	}
});

test('confidential classes are left out, unless the patient adds them', async () => {
	const { scene, keepers } = await ringScene();
	const classesOf = async (change: object) => {
		const ring = await plan(scene, keepers, change);
		scene.chain.best.patient.ring = emergencyRingOnChain(ring);
		for (const { custodian } of keepers) await custodian.takeEmergencyRing(writeEmergencyRing(ring));
		for (const organization of KEEPERS) scene.issue(organization, { custodian: organization, target: ofClass, basis: SESSION });
		const { keys } = await openInEmergency(scene.chain.asChain, scene.patient, [await handedBy(scene, keepers[0]!), await handedBy(scene, keepers[1]!)]);
		return 'keys' in keys ? keys.keys.map(({ recordClass }) => recordClass) : 'all';
	};
	scene.chain.best.patient.confidential = [CONDITION];
	assert.deepEqual(await classesOf({}), [OBSERVATION]);
	assert.deepEqual(await classesOf({ confidentialToo: [CONDITION] }), [CONDITION, OBSERVATION]);
	scene.chain.best.patient.confidential = [];
	scene.chain.best.patient.allConfidential = { exceptions: [CONDITION] };
	assert.deepEqual(await classesOf({}), [CONDITION]);
});

test('a custodian takes in the ring that the chain names and of which its own share opens', async () => {
	const { scene, keepers } = await ringScene();
	const [first] = keepers as [Keeper];
	const another = await plan(scene, keepers);
	await assert.rejects(first.custodian.takeEmergencyRing(writeEmergencyRing(another)), { code: 'custody.not-as-committed' });
	// The commitment does not cover what is sealed to a custodian, so that alone may be spoilt.
	const misdirected = await makeEmergencyRing(
		{ patient: scene.patient, epoch: 0 }, await keysOfClasses(scene.keys, [OBSERVATION]),
		[...keepers.slice(1).map(({ custodian, key }) => ({ custodian: custodian.organization, key })), { custodian: KEEPERS[0]!, key: await randomKeyPair(X25519) }], 2,
	);
	scene.chain.best.patient.ring = emergencyRingOnChain(misdirected);
	await assert.rejects(first.custodian.takeEmergencyRing(writeEmergencyRing(misdirected)), { code: 'custody.not-as-committed' });
	await keepers[1]!.custodian.takeEmergencyRing(writeEmergencyRing(misdirected));
	// A ring without it is nothing for it.
	const others = await plan(scene, keepers.slice(1));
	scene.chain.best.patient.ring = emergencyRingOnChain(others);
	await assert.rejects(first.custodian.takeEmergencyRing(writeEmergencyRing(others)), { code: 'custody.not-as-committed' });
});

test('an earlier ring is handed out no longer, and destroyed when somebody asks to look', async () => {
	const { scene, keepers, ring } = await ringScene();
	const [first] = keepers as [Keeper];
	scene.chain.best.patient.ring = emergencyRingOnChain(await plan(scene, keepers));
	await assert.rejects(handedBy(scene, first), { code: 'custody.nothing-kept' });
	assert.equal(await first.custodian.dropUnnamed(scene.patient), 1);
	assert.deepEqual(await first.stores.emergencyRings.names(scene.patient), []);
	scene.chain.best.patient.ring = emergencyRingOnChain(ring);
	await first.custodian.takeEmergencyRing(writeEmergencyRing(ring));
	delete scene.chain.best.patient.ring;
	await assert.rejects(handedBy(scene, first), { code: 'custody.nothing-kept' });
	assert.equal(await first.custodian.dropUnnamed(scene.patient), 1);
	await assert.rejects(openInEmergency(scene.chain.asChain, scene.patient, []), { code: 'emergency.no-ring' });
});

test('nobody is to blame for a ring that was replaced between the shares', async () => {
	const { scene, keepers } = await ringScene();
	const chain = scene.chain.asChain;
	const before = await Promise.all(keepers.slice(0, 2).map((keeper) => handedBy(scene, keeper)));
	scene.chain.fork();
	const next = await plan(scene, keepers);
	scene.chain.best.patient = { ...scene.chain.best.patient, ring: emergencyRingOnChain(next) };
	for (const { custodian } of keepers) await custodian.takeEmergencyRing(writeEmergencyRing(next));
	// Their tickets were issued in a block where another ring was named; or nobody says in which.
	for (const handed of [before, before.map(({ block: _, ...one }) => one)]) {
		await assert.rejects(openInEmergency(chain, scene.patient, handed), { name: 'SalusError', code: 'emergency.ring-replaced' });
	}
	scene.chain.finalized = scene.chain.best;
	for (const organization of KEEPERS) scene.issue(organization, { custodian: organization, target: ofClass, basis: SESSION });
	const after = await Promise.all(keepers.slice(1).map((keeper) => handedBy(scene, keeper)));
	const { keys, faults } = await openInEmergency(chain, scene.patient, [...after, { ...before[0]!, block: undefined }]);
	assert.deepEqual([keys, faults], [await keysOfClasses(scene.keys, [OBSERVATION, CONDITION]), []]);
});

test('a custodian whose share does not open any more releases the records all the same, and its operator is told', async () => {
	const scene = await Scene.set();
	const [own, another] = [await randomKeyPair(X25519), await randomKeyPair(X25519)];
	const ring = await makeEmergencyRing(
		{ patient: scene.patient, epoch: 0 }, scene.keys, [{ custodian: HOSPITAL, key: own }, { custodian: HOSPITAL + 1, key: another }], 2,
	);
	scene.chain.best.patient.ring = emergencyRingOnChain(ring);
	scene.custodian.keys.push(own);
	await scene.custodian.takeEmergencyRing(writeEmergencyRing(ring));
	scene.custodian.keys.splice(0, 1, another);
	const release = await scene.fetch(scene.issue(70, { basis: SESSION }));
	assert.equal(release.head.emergency, null);
	assert.equal((await all(release.records((recordClass) => keyOfClass(scene.keys, recordClass)))).length, RECORDS.length);
	assert.match(scene.told.map(({ message }) => message).join(), /share .* does not open/);
});

test('no more is kept of a ring than it has', async () => {
	const { scene, keepers: [first], ring } = await ringScene();
	await first!.custodian.takeEmergencyRing(writeEmergencyRing(ring) + ' '.repeat(100_000));
	const [kept] = [...first!.stores.emergencyRings.kept.values()];
	assert.equal(new TextDecoder().decode(kept), writeEmergencyRing(ring));
	assert.ok((await handedBy(scene, first!)).released);
});

test('a share that was sealed to a key which the custodian has replaced since still opens with the old one', async () => {
	const { scene, keepers, ring } = await ringScene();
	const [{ key, stores, custodian: { organization } }] = keepers as [Keeper];
	const renewed = new Custodian(scene.chain.asChain, {
		organization, signer: account('Clerk'), stores, keys: [await randomKeyPair(X25519), key], clock: scene.clock,
	});
	await renewed.takeEmergencyRing(writeEmergencyRing(ring));
	assert.ok((await handedBy(scene, { custodian: renewed, key, stores })).released);
});

test('a larger key of a custodian is the one whose hash stands on the chain, and must be offered', async () => {
	const { scene, keepers } = await ringScene();
	const [{ custodian: { organization } }] = keepers as [Keeper];
	const custodians = (offered?: KeyPair) => ({ custodians: [{ custodian: organization, ...(offered ? { offered } : {}) }, { custodian: KEEPERS[1]!, offered: keepers[1]!.key }] });
	await assert.rejects(plan(scene, keepers, custodians()), { code: 'key.not-offered' });
	await assert.rejects(plan(scene, keepers, custodians(await randomKeyPair(X_WING))), { code: 'key.not-published' });
	await assert.rejects(plan(scene, keepers, custodians({ ...keepers[0]!.key, suite: X25519, publicKey: filled(1) })), { code: 'key.not-published' });
	assert.equal((await plan(scene, keepers, custodians(keepers[0]!.key))).shares.length, 2);
});
