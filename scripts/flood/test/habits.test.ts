import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { type Crew, type Flooder, flooderOf, type Habit } from '../flooder.ts';
import { forgersHabit } from '../forger.ts';
import { keyOf } from '../../load/keys.ts';
import { firstPatientOf } from '../../load/patient-id.ts';
import { payersHabit } from '../payer.ts';
import { Scene } from '../../load/scene.ts';

const METADATA = new URL('../../../clients/metadata/salus.scale', import.meta.url);
const ROUNDS = 120;
const registry = new TypeRegistry();
let scene: Scene;

before(async () => {
	await cryptoWaitReady();
	const metadata = new Metadata(registry, `0x${readFileSync(METADATA).toString('hex')}`);
	registry.setMetadata(metadata);
	const { tx } = expandMetadata(registry, metadata);
	// Of a connected one only calls are asked for.
	scene = Object.assign(Object.create(Scene.prototype) as Scene, {
		keys: new Keyring({ type: 'sr25519' }),
		call: (section: string, method: string, ...args: unknown[]) => ({ method: tx[section]![method]!(...args) }),
	});
});

function flooder(crew: Crew): Flooder {
	const key = keyOf(crew);
	return flooderOf(key, crew, firstPatientOf(key.account));
}

/** The names of what is thrown in so many rounds. */
function thrown(habit: Habit, who: Flooder): Set<string> {
	return new Set(Array.from({ length: ROUNDS }, (_, round) => {
		const { section, method } = registry.createType('Call', habit(who, round).call);
		return `${section}.${method}`;
	}));
}

test('a registered account throws every kind of free call, far and near, long-lived and short', () => {
	const habit = forgersHabit(scene);
	const who = flooder('registered');
	const names = thrown(habit, who);
	for (const name of ['consent.revoke', 'consent.refuse', 'consent.grant', 'consent.markConfidential', 'recordAnchor.anchorRun', 'patientIdentity.register', 'patientIdentity.setGuardians', 'consent.openEmergency', 'auditLog.requestAccess']) {
		assert.ok(names.has(name), `${name} is not thrown, but ${[...names].join(', ')}`);
	}
	const throws = Array.from({ length: ROUNDS }, (_, round) => habit(who, round));
	assert.deepEqual([...new Set(throws.map(({ lifetime }) => lifetime))].sort(), [4, 8, undefined]);
	assert.ok(throws.some(({ ahead = 0 }) => ahead > 16) && throws.some(({ ahead = 0 }) => ahead > 0 && ahead < 16));
	assert.ok(throws.some(({ call }) => call.length > 15_000));
});

test('what is thrown in the first round waits, except for newcomers, who register', () => {
	const habit = forgersHabit(scene);
	assert.ok((habit(flooder('named'), 0).ahead ?? 0) > 0);
	assert.ok(thrown(habit, flooder('newcomer')).has('patientIdentity.register'));
});

test('who pays gives tips, throws long things, and such as lanes do not count', () => {
	const habit = payersHabit(scene);
	const throws = Array.from({ length: ROUNDS }, (_, round) => habit(flooder('payer'), round));
	assert.ok(throws.some(({ tip = 0n }) => tip > 10n ** 9n) && throws.some(({ call }) => call.length > 200_000));
	assert.ok(thrown(habit, flooder('payer')).has('system.setHeapPages'));
});
