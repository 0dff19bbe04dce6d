/** Shares in an emergency: whoever is gone, hangs or lies is passed over, and nobody is asked in vain. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { keysOfClasses } from '../../src/format/class-keys.ts';
import { emergencyRingOnChain, writeEmergencyRing } from '../../src/format/emergency-ring.ts';
import { randomKeyPair, X25519 } from '../../src/format/suites.ts';
import { Custodian } from '../../src/custody/custodian.ts';
import { prepareEmergencyRing } from '../../src/custody/emergency.ts';
import { CustodyRefusal, CustodyUnavailable } from '../../src/custody/faults.ts';
import { gatherShares, type ShareSource } from '../../src/custody/gathering.ts';
import type { CustodianService, Release } from '../../src/custody/service.ts';
import { MemoryStores } from './memory-stores.ts';
import { account, OBSERVATION, Scene } from './scene.ts';

before(cryptoWaitReady);

const KEEPERS = [21, 22, 23];
const ofClass = { class: { class: OBSERVATION, content: null } };
type Act = (release: () => Promise<Release>, signal: AbortSignal | undefined) => Promise<Release>;

/** Three custodians with a share each, any two of which open the ring, and what each does instead of answering. */
class Play {
	readonly asked: number[] = [];
	readonly aborted: number[] = [];
	readonly acts = new Map<number, Act>();
	readonly scene: Scene;
	readonly sources: ShareSource[];

	private constructor(scene: Scene, custodians: Custodian[]) {
		this.scene = scene;
		this.sources = custodians.map((custodian) => ({
			custodian: this.#acting(custodian), ticket: scene.issue(custodian.organization, { custodian: custodian.organization, target: ofClass, basis: { emergency: 5 } }),
		}));
	}

	static async set(): Promise<Play> {
		const scene = await Scene.set();
		const keys = await Promise.all(KEEPERS.map(() => randomKeyPair(X25519)));
		const custodians = KEEPERS.map((organization, i) => {
			scene.chain.best.organizations.set(organization, keys[i]!);
			return new Custodian(scene.chain.asChain, { organization, signer: account(`Clerk ${organization}`), stores: new MemoryStores(), keys: [keys[i]!], clock: scene.clock });
		});
		const to = KEEPERS.map((custodian, i) => ({ custodian, offered: keys[i]! }));
		const ring = await prepareEmergencyRing(scene.chain.asChain, { patient: scene.patient, epoch: 0, keys: scene.keys, classes: [OBSERVATION], custodians: to });
		scene.chain.best.patient.ring = emergencyRingOnChain(ring);
		for (const custodian of custodians) await custodian.takeEmergencyRing(writeEmergencyRing(ring));
		return new Play(scene, custodians);
	}

	async gather(options?: Parameters<typeof gatherShares>[3]) {
		return gatherShares(this.scene.chain.asChain, this.scene.reader(), this.sources, options);
	}

	async assertOpened({ keys }: { keys: unknown }): Promise<void> {
		assert.deepEqual(keys, await keysOfClasses(this.scene.keys, [OBSERVATION]));
	}

	#acting(custodian: Custodian): CustodianService {
		const { organization } = custodian;
		const release: CustodianService['release'] = async (request, signal) => {
			this.asked.push(organization);
			signal?.addEventListener('abort', () => this.aborted.push(organization));
			const honest = () => custodian.release(request);
			return this.acts.get(organization)?.(honest, signal) ?? honest();
		};
		return Object.assign(Object.create(custodian) as CustodianService, { release });
	}
}

const hangs: Act = async (_, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
const gone: Act = async () => {
	throw new CustodyUnavailable('custody.unreachable', 21, 'nobody answers');
};
const refuses: Act = async () => {
	throw new CustodyRefusal('custody.refused', 'it tells nobody why');
};
const spoils: Act = async (honest) => {
	const { stream, ...release } = await honest();
	const spoilt = async function* () {
		for await (const part of stream) yield part.map((byte, i) => (i === part.length - 1 ? byte ^ 1 : byte));
	};
	return { ...release, stream: spoilt() };
};

test('no more custodians are asked than it takes', async () => {
	const play = await Play.set();
	const gathered = await play.gather();
	await play.assertOpened(gathered);
	assert.deepEqual([play.asked, gathered.failed.size], [[21, 22], 0]);
	assert.equal(play.scene.chain.sent.length, 2);
});

test('for one that is gone, refuses or lies the next is asked, and it is said why', async () => {
	for (const [act, code] of [[gone, 'custody.unreachable'], [refuses, 'custody.refused'], [spoils, 'custodian.unreadable']] as const) {
		const play = await Play.set();
		play.acts.set(21, act);
		const gathered = await play.gather();
		await play.assertOpened(gathered);
		assert.deepEqual([[...gathered.failed].map(([custodian, error]) => [custodian, error.code]), play.asked], [[[21, code]], [21, 22, 23]]);
	}
});

test('one that hangs is not waited for, and is asked no longer once there are enough', { timeout: 30_000 }, async () => {
	const play = await Play.set();
	play.acts.set(22, hangs);
	const gathered = await play.gather({ patienceMs: 50 });
	await play.assertOpened(gathered);
	assert.deepEqual([play.asked, gathered.failed.size], [[21, 22, 23], 0]);
	assert.ok(play.aborted.includes(22));
});

test('of one that is slow the share serves when it comes, where another one fails', { timeout: 30_000 }, async () => {
	const play = await Play.set();
	let goOn = () => {};
	const waiting = new Promise<void>((resolve) => {
		goOn = resolve;
	});
	play.acts.set(21, async (honest) => waiting.then(honest));
	play.acts.set(23, async (honest, signal) => {
		goOn();
		return gone(honest, signal);
	});
	await play.assertOpened(await play.gather({ patienceMs: 50 }));
});

test('without enough it is said what each did; whoever has enough of waiting ends it', { timeout: 30_000 }, async () => {
	const play = await Play.set();
	play.acts.set(21, gone).set(23, refuses);
	await assert.rejects(play.gather(), { code: 'emergency.too-few-shares', message: /there are 1\. From 21: .*nobody answers.* From 23: .*refuses/ });
	const spoilt = await Play.set();
	for (const keeper of KEEPERS) spoilt.acts.set(keeper, spoils);
	await assert.rejects(spoilt.gather(), { code: 'emergency.too-few-shares', message: /From 21: Custodian 21 is to blame/ });
	await assert.rejects(gatherShares(play.scene.chain.asChain, play.scene.reader(), []), { code: 'emergency.no-ring' });

	const waiting = await Play.set();
	for (const keeper of KEEPERS) waiting.acts.set(keeper, hangs);
	const enough = new AbortController();
	const ended = assert.rejects(waiting.gather({ signal: enough.signal }), { code: 'input.aborted' });
	setTimeout(() => enough.abort(), 50);
	await ended;
	await assert.rejects(waiting.gather({ signal: enough.signal }), { code: 'input.aborted' });
});
