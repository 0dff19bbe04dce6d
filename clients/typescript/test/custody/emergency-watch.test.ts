/** Whether an emergency ring can still be opened: what the patient's client warns of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chain } from '../../src/chain/chain.ts';
import { keyArgument } from '../../src/chain/published-keys.ts';
import { bytesToHex } from '../../src/format/bytes.ts';
import { type PublicKey, randomKeyPair, X25519, X_WING } from '../../src/format/suites.ts';
import { ringOutlook } from '../../src/custody/emergency-watch.ts';
import { filled } from './scene.ts';

const NOW = 5000;
const KEEPERS = [21, 22, 23];
const ACTIVE = { state: { active: null }, accreditation: { from: 0, until: null as number | null } };

async function chainWith(terms: object[], { keys, isStale = false, ring = true }: { keys?: (PublicKey | null)[]; isStale?: boolean; ring?: boolean } = {}): Promise<Chain> {
	const row = (at: number) => {
		const key = keys?.[at];
		const published = key && keyArgument(key);
		return terms[at] && { terms: { latest: terms[at] }, key: published ? { public: { suite: published.suite, bytes: `0x${bytesToHex(published.bytes)}` }, epoch: 0 } : null };
	};
	const status = { ring: { custodians: KEEPERS, threshold: 2, keyEpoch: 0, commitment: `0x${bytesToHex(filled(1))}` }, since: 0, byController: true, isStale };
	const answer = (method: string, args: unknown[]) => (method === 'organization' ? row(KEEPERS.indexOf(args[0] as number)) ?? null : ring ? status : null);
	return { now: async () => NOW, ask: async (_: string, method: string, args: unknown[]) => ({ toJSON: () => answer(method, args) }) } as unknown as Chain;
}

test('a ring opens as long as enough of its custodians are accredited and have the key that their share was sealed to', async () => {
	const keys = await Promise.all([X_WING, X25519, X_WING].map((suite) => randomKeyPair(suite as 1)));
	const sealedTo = new Map(KEEPERS.map((keeper, i) => [keeper, keys[i] as PublicKey]));
	const outlook = async (terms: object[], published: (PublicKey | null)[] = keys) => {
		const { able, unable, canBeOpened } = (await ringOutlook(await chainWith(terms, { keys: published }), filled(2), sealedTo))!;
		return [able, unable, canBeOpened];
	};
	assert.deepEqual(await outlook([ACTIVE, ACTIVE, ACTIVE]), [KEEPERS, [], true]);
	const gone = [
		{ ...ACTIVE, state: { suspended: null } }, { ...ACTIVE, state: { revoked: null } }, { ...ACTIVE, state: { succeeded: { by: 3 } } },
		{ ...ACTIVE, accreditation: { from: 0, until: NOW } }, { ...ACTIVE, accreditation: { from: NOW + 1, until: null } },
	];
	for (const one of gone) {
		assert.deepEqual(await outlook([one, ACTIVE, ACTIVE]), [[22, 23], [21], true]);
		assert.deepEqual(await outlook([one, ACTIVE, gone[0]!]), [[22], [21, 23], false]);
	}
	const another = await randomKeyPair(X_WING);
	assert.deepEqual(await outlook([ACTIVE, ACTIVE, ACTIVE], [another, keys[1]!, null]), [[22], [21, 23], false]);
});

test('without the keys that the shares were sealed to, who has no key is still told, and so is an earlier epoch', async () => {
	const keys = [await randomKeyPair(X_WING), await randomKeyPair(X25519), null];
	const chain = await chainWith([ACTIVE, ACTIVE, ACTIVE], { keys, isStale: true });
	assert.deepEqual(await ringOutlook(chain, filled(2)), { threshold: 2, able: [21, 22], unable: [23], isStale: true, canBeOpened: true });
	assert.equal(await ringOutlook(await chainWith([], { ring: false }), filled(2)), undefined);
});
