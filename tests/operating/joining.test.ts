/** What an operator sends to become a validator: keys that the node makes, published by the account that owns them; and what the consortium says. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { KeyringPair } from '@polkadot/keyring/types';
import { u8aToHex } from '@polkadot/util';
import { Chain } from '@salus/client/chain';
import { builtNode } from '../../scripts/demo/build.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { asSuperuser, SUPERUSER, wellKnown } from '../../scripts/demo/journey/authorities.ts';
import { type DevelopmentNode, startNode } from '../../scripts/demo/node-process.ts';

describe('A new validator', { timeout: 300_000 }, () => {
	const operator = wellKnown('//Dave');
	const another = wellKnown('//Ferdie');
	let node: DevelopmentNode;
	let chain: Chain;
	before(async () => {
		watchForTheEnd();
		node = await startNode(builtNode(), false, ['--rpc-methods', 'unsafe']);
		chain = await Chain.connect(node.url);
	});
	after(async () => {
		await chain?.disconnect();
		await cleanUp();
	});

	test('publishes keys that its node made, and is admitted', async () => {
		await assert.rejects(admit(), /KeysMissing/);
		await publishKeys(operator);
		await admit();
		assert.ok((await members()).includes(operator.address));
	});

	test('replaces keys that are lost by the same', async () => {
		const before = await publishedKeys();
		await publishKeys(operator);
		assert.notEqual(await publishedKeys(), before);
		assert.ok((await members()).includes(operator.address));
	});

	test('is exchanged for another one', async () => {
		await assert.rejects(exchange(), /KeysMissing/);
		await publishKeys(another);
		await exchange();
		const now = await members();
		assert.ok(now.includes(another.address) && !now.includes(operator.address));
	});

	/** Has the node make keys for an account, which publishes them. */
	async function publishKeys(owner: KeyringPair): Promise<void> {
		const stored = () => readdirSync(join(node.folder, 'chains/dev/keystore')).length;
		const before = stored();
		const { keys, proof } = await chain.provider.send<{ keys: string; proof: string }>('author_rotateKeysWithOwner', [u8aToHex(owner.publicKey)]);
		assert.equal(stored(), before + 2, 'a key for Aura and one for GRANDPA');
		await chain.send(chain.call('session', 'setKeys', { keys, proof }), owner);
	}

	function publishedKeys(): Promise<string> {
		return chain.read(async (api) => String(await api.query['session']?.['nextKeys']?.(operator.address)));
	}

	function members(): Promise<string[]> {
		return chain.read(async (api) => Object.keys((await api.query['validatorSet']?.['members']?.())?.toJSON() as object));
	}

	function admit(): Promise<unknown> {
		return byConsortium('addValidator', { validator: operator.publicKey, until: null });
	}

	function exchange(): Promise<unknown> {
		return byConsortium('exchangeValidator', { old: operator.publicKey, new: another.publicKey, until: null });
	}

	/** What the consortium decides, for which the superuser stands on this chain. */
	function byConsortium(method: string, named: object): Promise<unknown> {
		return asSuperuser(chain, chain.call('validatorSet', method, named), wellKnown(SUPERUSER));
	}
});
