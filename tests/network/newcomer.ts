/** A node that joins a network as docs/operating.md says: it makes its keys itself, and its account publishes them. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Keyring } from '@polkadot/keyring';
import { hexToU8a, u8aEq, u8aToHex } from '@polkadot/util';
import { decodeAddress } from '@polkadot/util-crypto';
import type { Chain } from '@salus/client/chain';
import { ask } from '../../scripts/network/standing.ts';
import { urlOf, type Validator } from '../../scripts/network/validator.ts';
import type { Four } from './four.ts';

const UNIT = 1_000_000_000_000n;
/** How long it may take until others validate: two sessions, of blocks in every other slot. */
const PATIENCE_MS = 240_000;
const POLL_MS = 1_000;

/** Starts a node of this name, and publishes the keys that it makes. It validates once it is admitted. */
export async function newcomer(four: Four, chain: Chain, name: string): Promise<Validator> {
	const validator = await four.join(name);
	const keyring = new Keyring({ type: 'sr25519' });
	const account = keyring.addFromSeed(hexToU8a(validator.keys.seed));
	await chain.send(chain.call('balances', 'transferKeepAlive', { dest: account.address, value: 10n * UNIT }), keyring.addFromUri('//Ferdie'));
	const { keys, proof } = await ask<{ keys: string; proof: string }>(urlOf(validator), 'author_rotateKeysWithOwner', u8aToHex(account.publicKey));
	await chain.send(chain.call('session', 'setKeys', { keys, proof }), account);
	return validator;
}

/** Waits until exactly `validators` are those of the session; gives the block at which they were seen to be. */
export async function untilTheseValidate(chain: Chain, validators: Validator[]): Promise<number> {
	return untilThese(chain, validators, async (api) => [...((await api.query['session']!['validators']!()) as unknown as Iterable<Account>)]);
}

/** Waits until exactly `validators` are those of the next session. */
export async function untilTheseAreNext(chain: Chain, validators: Validator[]): Promise<number> {
	return untilThese(chain, validators, async (api) => [...((await api.query['session']!['queuedKeys']!()) as unknown as Iterable<[Account, unknown]>)].map(([account]) => account));
}

type Account = { toU8a(): Uint8Array };

async function untilThese(chain: Chain, validators: Validator[], accountsOf: (api: Chain['api']) => Promise<Account[]>): Promise<number> {
	const wanted = validators.map(({ keys }) => decodeAddress(keys.account));
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const [found, number] = await chain.read(async (api) => [await accountsOf(api), (await api.rpc.chain.getHeader()).number.toNumber()] as const);
		if (found.length === wanted.length && wanted.every((account) => found.some((other) => u8aEq(other.toU8a(), account)))) return number;
		assert.ok(Date.now() < deadline, `At block ${number} others validate than were to: ${found.join(', ')}`);
		await sleep(POLL_MS);
	}
}
