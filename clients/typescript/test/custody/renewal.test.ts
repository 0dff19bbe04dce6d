/** Renewing keys: whenever the device is lost, what is in the backups opens whatever there is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHeader, sealHeader } from '../../src/format/batch.ts';
import { classKeyPair, classSecretOf, patientKeyPair, randomRoot } from '../../src/format/epoch-keys.ts';
import type { EpochRoot, KeyRing } from '../../src/format/key-ring.ts';
import { publishedKey, type Suite, X25519, X_WING } from '../../src/format/suites.ts';
import { type MoveProgress, moveToPresentEpoch } from '../../src/custody/moving.ts';
import { givesKey, type PresentKey } from '../../src/custody/present-key.ts';
import { type Aftermath, finishRenewal, type Renewal, renewKeys } from '../../src/custody/renewal.ts';
import { joinRings } from '../../src/custody/ring-choice.ts';
import { all, filled, OBSERVATION } from './scene.ts';

const PATIENT = filled(0xaa);
const CONTEXT = { patient: PATIENT, recordClass: OBSERVATION };
const STEPS = ['backed-up', 'published', 'envelopes', 'emergency-ring', 'moved'] as const;

/** A patient with one batch: what is on the device, at the custodian, and on the chain. */
class Life {
	device!: KeyRing;
	present!: PresentKey;
	header!: Uint8Array;
	readonly backups: KeyRing[] = [];
	/** The epochs of the keys that are handed out. */
	envelope = 0;
	emergency = 0;
	/** In order, what was done. */
	readonly done: string[] = [];
	/** The moment at which the device goes away: in the midst of this, after it had its effect. */
	failAt: string | undefined;

	static async begin(): Promise<Life> {
		const life = new Life();
		const root = { suite: X25519, root: randomRoot() } as const;
		life.device = { roots: [root] };
		life.backups.push(life.device);
		life.present = await presentOf(root, 0);
		life.header = await sealHeader(CONTEXT, { ...(await classKey(root)), epoch: 0 }, filled(7));
		return life;
	}

	parts(suite: Suite = X_WING): Renewal & Aftermath {
		return {
			ring: this.device, suite,
			present: async () => this.present,
			backUp: async (ring) => {
				this.device = ring;
				this.backups.push(ring);
				this.#did('backUp');
			},
			publish: async (root) => {
				this.present = await presentOf(root, this.present.epoch + 1);
				this.#did('publish');
				return this.present.epoch;
			},
			sealEnvelopes: async () => {
				this.envelope = this.present.epoch;
				this.#did('sealEnvelopes');
			},
			shareForEmergency: async () => {
				this.emergency = this.present.epoch;
				this.#did('shareForEmergency');
			},
			moveRecords: () => this.#move(),
		};
	}

	/** What a new device makes of the backups alone. */
	async recovered(): Promise<KeyRing> {
		return joinRings(this.backups, { patient: PATIENT, present: this.present, batches: [{ recordClass: OBSERVATION, header: this.header }] });
	}

	/** Whether the record opens, and what is sealed now can be opened, with a ring. */
	async isWhole({ roots }: KeyRing): Promise<boolean> {
		const root = roots.at(-1);
		if (!root || roots.length !== this.present.epoch + 1 || !(await givesKey(root, this.present))) return false;
		for (const known of roots) {
			if (known && (await openHeader(CONTEXT, await classKey(known), this.header).catch(() => undefined))) return true;
		}
		return false;
	}

	async *#move(): AsyncGenerator<MoveProgress> {
		const { epoch } = this.present;
		const key = await classKey(this.device.roots[epoch] as EpochRoot);
		yield* moveToPresentEpoch({
			patient: PATIENT, batches: [{ anchor: 0, recordClass: OBSERVATION, header: this.header }], epoch, keys: new Map([[OBSERVATION, { ...key, epoch }]]),
			keyOf: async (_, earlier) => (this.device.roots[earlier] ? classKey(this.device.roots[earlier]) : undefined),
			replace: async (_, header) => {
				this.header = header;
				this.#did('move');
			},
		});
	}

	#did(what: string): void {
		this.done.push(what);
		if (this.failAt === what) throw new Error('the device went away');
	}
}

async function presentOf({ suite, root }: EpochRoot, epoch: number): Promise<PresentKey> {
	return { epoch, key: publishedKey(await patientKeyPair(suite, root)) };
}

async function classKey({ suite, root }: EpochRoot) {
	return classKeyPair(suite, classSecretOf(root), OBSERVATION);
}

test('a root is in a backup before its key is published, and what was handed out is sealed anew before records are moved', async () => {
	const life = await Life.begin();
	const steps = (await all(renewKeys(life.parts()))).map(({ step }) => step);
	assert.deepEqual(steps, STEPS);
	assert.deepEqual(life.done, ['backUp', 'publish', 'sealEnvelopes', 'shareForEmergency', 'move']);
	assert.deepEqual([life.envelope, life.emergency, life.device.roots.map((root) => root?.suite)], [1, 1, [X25519, X_WING]]);
	assert.ok(await life.isWhole(life.device));
});

for (const last of STEPS) {
	test(`broken off after "${last}", the same device goes on, and so does another that has the backups alone`, async () => {
		for (const isSame of [true, false]) {
			const life = await Life.begin();
			for await (const { step } of renewKeys(life.parts())) if (step === last) break;
			assert.ok(await life.isWhole(await life.recovered()), 'the backups do not hold all roots');
			if (!isSame) life.device = await life.recovered();
			await all(last === 'backed-up' ? renewKeys(life.parts()) : finishRenewal(life.parts()));
			assert.deepEqual([life.present.epoch, life.envelope, life.emergency], [1, 1, 1]);
			assert.ok(await life.isWhole(life.device));
			assert.ok(await life.isWhole(await life.recovered()));
		}
	});
}

test('whenever the device goes away in the midst of a step, the backups hold every root', async () => {
	for (const failAt of ['backUp', 'publish', 'sealEnvelopes', 'shareForEmergency', 'move']) {
		const life = await Life.begin();
		life.failAt = failAt;
		await assert.rejects(all(renewKeys(life.parts())), /went away/, failAt);
		life.failAt = undefined;
		assert.ok(await life.isWhole(await life.recovered()), failAt);
		life.device = await life.recovered();
		await all(renewKeys(life.parts()));
		assert.ok(await life.isWhole(life.device), failAt);
	}
});

test('a root whose publishing is under way is published again by the same device, and by a new device another', async () => {
	const life = await Life.begin();
	for await (const { step } of renewKeys(life.parts())) if (step === 'backed-up') break;
	const prepared = life.device.roots[1];
	const restored = await life.recovered();
	assert.equal(restored.roots.length, 1);
	await all(renewKeys(life.parts()));
	assert.deepEqual(life.device.roots[1], prepared);

	const other = await Life.begin();
	for await (const { step } of renewKeys(other.parts())) if (step === 'backed-up') break;
	const known = other.device.roots[1];
	other.device = await other.recovered();
	await all(renewKeys(other.parts()));
	assert.notDeepEqual(other.device.roots[1], known);
});

test('after somebody else began epochs, the next root is that of the epoch after them', async () => {
	const life = await Life.begin();
	const thiefs = { suite: X25519, root: randomRoot() } as const;
	life.present = await presentOf(thiefs, 3);
	await all(renewKeys(life.parts()));
	const [first, ...others] = life.device.roots;
	assert.ok(first && others.at(-1));
	assert.deepEqual(others.slice(0, -1), [null, null, null]);
	assert.ok(await life.isWhole(life.device));
});

test('where somebody else is faster than the publishing, the root stands in a backup under the epoch that it got', async () => {
	const life = await Life.begin();
	const parts = life.parts();
	const publish: Renewal['publish'] = async (root, epoch) => {
		life.present = await presentOf({ suite: X25519, root: randomRoot() }, epoch);
		return parts.publish(root, epoch);
	};
	await all(renewKeys({ ...parts, publish }));
	assert.deepEqual(life.device.roots.map((root) => root !== null), [true, false, true]);
	assert.ok(await life.isWhole(life.device));
	assert.ok(await life.isWhole(await life.recovered()));
});
