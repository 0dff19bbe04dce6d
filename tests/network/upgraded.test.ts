/** The runtime is upgraded by motion of the council, with a migration of stored data, while transactions go on. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Keyring } from '@polkadot/keyring';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex, xxhashAsHex } from '@polkadot/util-crypto';
import { Chain } from '@salus/client/chain';
import { ask } from '../../scripts/network/standing.ts';
import { urlOf } from '../../scripts/network/validator.ts';
import { Four, SOME } from './four.ts';
import { asRoot, decide } from './motions.ts';
import { Traffic } from './traffic.ts';

/** The Wasm of the next release, as `scripts/network/build-rehearsal.sh` builds it. */
const REHEARSAL = process.env['SALUS_REHEARSAL'];
/** The same with what is needed to try it, as `scripts/try-runtime/build-wasm.sh --rehearsal` builds it. */
const TRIAL = process.env['SALUS_TRIAL'];
const skip = !REHEARSAL
	? 'SALUS_REHEARSAL names no Wasm to upgrade to: scripts/network/build-rehearsal.sh builds one.'
	: !TRIAL && 'SALUS_TRIAL names no Wasm to try before: scripts/try-runtime/build-wasm.sh --rehearsal builds one.';

const PATIENCE_MS = 180_000;
/** A block that there is not. */
const NOWHERE = `0x${'11'.repeat(32)}`;
const PAGE = 1_000;
const storageKey = (pallet: string, item: string) => `${xxhashAsHex(pallet, 128)}${xxhashAsHex(item, 128).slice(2)}`;
const REWRITTEN = storageKey('Rehearsal', 'Rewritten');
/** How many rows name each account. */
const ROLES = storageKey('PatientIdentity', 'RoleCount');
const ACCOUNTS = storageKey('System', 'Account');

describe('A runtime', { timeout: 600_000, skip }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start();
		await four.agree(SOME);
	});
	after(Four.end);

	test('is tried on a copy of the chain before, and found fit', async (t) => {
		const said = await tried('upgrade', urlOf(four.all[0]));
		assert.match(said, /Carried over in [1-9]\d* blocks/);
		t.diagnostic(said);
		await assert.rejects(tried('upgrade', urlOf(four.all[0]), '--at', NOWHERE), /does not give the state/);
		await assert.rejects(tried('state', urlOf(four.all[0])), /version 1, and the Wasm is version 2/);
	});

	test('is upgraded by motion and carries its data over, and every transaction is in a block', async (t) => {
		const [first, , third] = four.all;
		const traffic = await Traffic.through(first, third);
		const chain = await Chain.connect(urlOf(first));
		const code = readFileSync(REHEARSAL as string);
		await decide(chain, asRoot(chain, chain.call('system', 'authorizeUpgrade', { codeHash: blake2AsHex(code) })));
		const anybody = new Keyring({ type: 'sr25519' }).addFromUri('//Ferdie');
		const { number } = await chain.send(chain.call('system', 'applyAuthorizedUpgrade', { code: u8aToHex(code) }), anybody);
		const { block, height, rewritten } = await untilMigrated(urlOf(first));
		const accounts = await ask<string[]>(urlOf(first), 'state_getKeysPaged', ACCOUNTS, PAGE, undefined, block);
		assert.equal(rewritten, accounts.length);
		t.diagnostic(`${rewritten} accounts were carried over from block ${number} to block ${height} at most.`);
		await four.agree(height + SOME);
		for (const validator of four.all) {
			const { specVersion } = await ask<{ specVersion: number }>(urlOf(validator), 'state_getRuntimeVersion');
			assert.equal(specVersion, 2, validator.name);
		}
		t.diagnostic(await traffic.accountedFor());
		await chain.disconnect();
	});

	test('keeps afterwards what all pallets promise of their state', async (t) => {
		t.diagnostic(await tried('state', urlOf(four.all[0])));
		await assert.rejects(tried('upgrade', urlOf(four.all[0])), /version 2, and the Wasm is version 2: an upgrade's is higher/);
	});

	test('is told of by the trial when it does not keep that', async () => {
		const chain = await Chain.connect(urlOf(four.all[0]));
		const before = (await four.standing(four.all[0])).best;
		await decide(chain, asRoot(chain, chain.call('system', 'killPrefix', { prefix: ROLES, subkeys: PAGE })));
		await chain.disconnect();
		await four.agree(before + SOME);
		await assert.rejects(tried('state', urlOf(four.all[0])), /TryRuntime_execute_block failed/);
	});
});

/** Lets `scripts/try-runtime.sh` try the Wasm on a node's state; gives what it says. */
async function tried(trial: 'upgrade' | 'state', url: string, ...further: string[]): Promise<string> {
	const { stdout } = await promisify(execFile)('scripts/try-runtime.sh', [trial, '--url', url, '--wasm', TRIAL as string, ...further]);
	return stdout.trim().replaceAll('\n', ' ');
}

/** Waits until all accounts were carried over; gives a block in whose state they are, and how many they were. */
async function untilMigrated(url: string): Promise<{ block: string; height: number; rewritten: number }> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const block = await ask<string>(url, 'chain_getBlockHash');
		const value = await ask<string | null>(url, 'state_getStorage', REWRITTEN, block);
		if (value) {
			const { number } = await ask<{ number: string }>(url, 'chain_getHeader', block);
			return { block, height: Number(number), rewritten: Buffer.from(hexToU8a(value)).readUInt32LE() };
		}
		assert.ok(Date.now() < deadline, 'The data was not carried over.');
		await sleep(500);
	}
}
