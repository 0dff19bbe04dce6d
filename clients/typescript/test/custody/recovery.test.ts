/** Recovery of records by guardians: to whom they hand their shares, how many it takes, and what a false one does. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { KeyRing } from '../../src/format/key-ring.ts';
import { makeBackup, type RingBackup } from '../../src/format/ring-backup.ts';
import { ALL_SUITES, type KeyPair, randomKeyPair, type Suite, X25519, X_WING } from '../../src/format/suites.ts';
import { askForShares, handOver, reopen } from '../../src/custody/recovery.ts';
import type { ShareRequest } from '../../src/custody/share-request.ts';
import { FakeChain } from './fake-chain.ts';
import { account, filled, NOW } from './scene.ts';

before(cryptoWaitReady);

const PATIENT = filled(0xaa);
const RING: KeyRing = { roots: [{ suite: X25519, root: filled(1) }, null, { suite: X_WING, root: filled(3) }] };
const yes = async () => true;

interface Family {
	chain: FakeChain;
	/** Who controls the patient now. */
	account: KeyringPair;
	device: KeyPair;
	guardians: KeyPair[];
	backup: RingBackup;
	request: ShareRequest;
}

/** A patient whose account was recovered, with two of three guardians for the ring. */
async function family(suite: Suite = X25519): Promise<Family> {
	const recovered = account('Recovered');
	const chain = new FakeChain(NOW, recovered.publicKey);
	const [device, ...guardians] = await Promise.all(Array.from({ length: 4 }, () => randomKeyPair(suite))) as [KeyPair, ...KeyPair[]];
	const backup = await makeBackup({ genesis: chain.genesis, patient: PATIENT, version: 4 }, RING, { guardians: { threshold: 2, keys: guardians } });
	const request = await askForShares(chain.asChain, backup, recovered, device);
	return { chain, account: recovered, device, guardians, backup, request };
}

const handedBy = ({ chain, guardians, backup, request }: Family, guardian: number, to = request) => handOver(chain.asChain, backup, guardians[guardian]!, to, yes);

for (const suite of ALL_SUITES) {
	test(`two of three guardians give the ring back to the device that controls the patient (suite ${suite})`, async () => {
		const one = await family(suite);
		const { ring, spoilt } = await reopen(one.backup, one.device, [await handedBy(one, 2), await handedBy(one, 0)]);
		assert.deepEqual([ring, spoilt], [RING, []]);
	});
}

test('below the threshold it does not open, nor with one share twice', async () => {
	const one = await family();
	const handed = await handedBy(one, 1);
	for (const shares of [[], [handed], [handed, await handedBy(one, 1)]]) {
		await assert.rejects(reopen(one.backup, one.device, shares), { name: 'SalusError', code: 'recovery.too-few-shares' });
	}
});

test('a false share, or one of another patient, is left aside and told, where enough others are true', async () => {
	const [one, other] = [await family(), await family()];
	const [good, foreign] = [await handedBy(one, 0), await handedBy(other, 1)];
	const altered = (await handedBy(one, 1)).map((byte, index) => (index === 60 ? byte ^ 1 : byte));
	for (const bad of [altered, foreign, new Uint8Array()]) {
		await assert.rejects(reopen(one.backup, one.device, [bad, good]), { code: 'recovery.too-few-shares' });
		const { ring, spoilt } = await reopen(one.backup, one.device, [bad, good, await handedBy(one, 2)]);
		assert.deepEqual([ring.roots, spoilt], [RING.roots, [0]]);
	}
});

test('what was handed to one device opens for no other', async () => {
	const one = await family();
	const handed = [await handedBy(one, 0), await handedBy(one, 1)];
	await assert.rejects(reopen(one.backup, await randomKeyPair(X25519), handed), { code: 'recovery.too-few-shares' });
});

test('a guardian hands nothing to an account that does not control the patient, at the final head', async () => {
	const one = await family();
	one.chain.fork();
	one.chain.finalized.patient.controller = account('Before').publicKey;
	await assert.rejects(handedBy(one, 0), { code: 'recovery.not-controller' });
	const thief = account('Thief');
	const asked = await askForShares(one.chain.asChain, one.backup, thief, one.device);
	await assert.rejects(handedBy(one, 0, asked), { code: 'recovery.not-controller' });
});

test('a guardian hands nothing to a device for which the account that is named did not sign', async () => {
	const one = await family();
	const thief = await randomKeyPair(X25519);
	const asked = await askForShares(one.chain.asChain, one.backup, account('Thief'), thief);
	const cases: Partial<ShareRequest>[] = [
		{ device: { suite: thief.suite, publicKey: thief.publicKey } }, { signature: asked.signature }, { genesis: filled(1) }, { patient: filled(2) }, { version: 5 },
		{ account: account('Another').publicKey },
	];
	for (const change of cases) await assert.rejects(handedBy(one, 0, { ...one.request, ...change }), { code: 'recovery.not-signed' });
});

test('a guardian hands nothing over unless it made sure of the person, and nobody who is no guardian does', async () => {
	const one = await family();
	await assert.rejects(handOver(one.chain.asChain, one.backup, one.guardians[0]!, one.request, async () => false), { code: 'recovery.not-the-patient' });
	await assert.rejects(handOver(one.chain.asChain, one.backup, await randomKeyPair(X25519), one.request, yes), { code: 'recovery.no-share' });
});
