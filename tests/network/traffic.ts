/**
 * What is sent while something happens to a network: by patients who own no coin, who register, grant and revoke, and by somebody who pays for
 * transfers. In the end each transaction must be in one final block, and have succeeded there.
 */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { AccountInfo } from '@polkadot/types/interfaces';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import { actionSet, Chain, purposeSet, registerPatient, type Transaction } from '@salus/client/chain';
import { classesScope, grant, type Provision, revoke } from '@salus/client/consent';
import { randomKeyPair, X25519 } from '@salus/client/format';
import { onEnd } from '../../scripts/demo/cleanup.ts';
import { firstPatientOf } from '../../scripts/load/patient-id.ts';
import { urlOf, type Validator } from '../../scripts/network/validator.ts';
import { eventsIn, finalChain, succeeded } from './final-chain.ts';
import { Sender } from './sender.ts';

const UNIT = 1_000_000_000_000n;
/** The hospital of the preset. */
export const HOSPITAL = 0;
const OBSERVATION = 96;
const PATIENTS_EACH = 2;
/** How often who pays sends. */
const PAYER_MS = 1_000;
/** How often a patient sends. With two, it makes three transactions in two seconds at each node. */
const PATIENT_MS = 4_000;
/** How often is looked whether all is final. */
const POLL_MS = 1_000;
/** How long a transaction may take to be final. */
const PATIENCE_MS = 240_000;
/** How long a node may be away. */
const AWAY_MS = 300_000;

export class Traffic {
	readonly #chains: Chain[];
	readonly #senders: Sender[];
	readonly #goesOn: Promise<void>;
	#isOver = false;

	private constructor(chains: Chain[], senders: Sender[]) {
		this.#chains = chains;
		this.#senders = senders;
		this.#goesOn = Promise.all(senders.map((sender) => this.#run(sender))).then(() => {});
		this.#goesOn.catch(() => {});
	}

	/** Begins to send to the nodes of `validators`, from accounts of its own at each; they are known by then. */
	static async through(...validators: Validator[]): Promise<Traffic> {
		await cryptoWaitReady();
		const chains = await Promise.all(validators.map(connectTo));
		const payers = chains.map(newAccount);
		await fund(chains, payers);
		const patients = await Promise.all(chains.flatMap((chain) => Array.from({ length: PATIENTS_EACH }, () => patient(chain))));
		const senders = [...chains.map((chain, index) => transferring(chain, payers[index] as KeyringPair)), ...patients];
		await Promise.all(senders.map((sender) => begin(sender)));
		return new Traffic(chains, senders);
	}

	/** How many transactions were signed so far. */
	get count(): number {
		return this.#senders.reduce((sum, { hashes }) => sum + hashes.length, 0);
	}

	/** Sends no more, waits until all is final, and makes sure that each transaction is in one block, and succeeded there. Gives a sentence about it. */
	async accountedFor(): Promise<string> {
		this.#isOver = true;
		await this.#goesOn;
		await Promise.all(this.#senders.map(untilAllFinal));
		const chain = this.#chains[0] as Chain;
		const blocks = await finalChain(chain);
		const sent = this.#senders.flatMap((sender) => sender.hashes);
		const mine = new Set(sent.flat());
		const holding = blocks.filter(({ extrinsics }) => extrinsics.some((hash) => mine.has(hash)));
		const good = (await eventsIn(chain, holding)).map(succeeded);
		const places = holding.flatMap(({ number, extrinsics }, at) => extrinsics.map((hash, index) => ({ hash, number, isGood: good[at]?.has(index) === true })));
		for (const versions of sent) {
			const found = places.filter(({ hash }) => versions.includes(hash));
			assert.equal(found.length, 1, `${versions.join(', ')} is in ${found.length} final blocks: ${found.map(({ number }) => number).join(', ')}`);
			assert.ok(found[0]?.isGood, `${versions.join(', ')} failed in block ${found[0]?.number}`);
		}
		const again = this.#senders.reduce((sum, sender) => sum + sender.again, 0);
		const anew = mine.size - sent.length;
		const refusals = this.#senders.flatMap((sender) => sender.refusals);
		return `${sent.length} transactions, each in one of ${blocks.length} final blocks; ${again} times one was handed in again, ${anew} times signed anew${told(refusals)}`;
	}

	async #run(sender: Sender): Promise<void> {
		while (!this.#isOver) {
			await sender.makeNext();
			await sender.handIn();
			await sleep(sender.everyMs);
		}
	}
}

/** What patients grant here. */
export const PROVISION: Provision = {
	grantee: 'Organization', scope: classesScope(OBSERVATION), content: null, actions: actionSet('Access'), purposes: purposeSet('Treatment'),
	period: { from: 0, until: null },
};

/** Connects to a validator's node, until the end. */
export async function connectTo(validator: Validator): Promise<Chain> {
	const chain = await Chain.connect(urlOf(validator), { reconnect: true, reconnectWithinMs: AWAY_MS });
	onEnd({ now: () => {}, gently: () => chain.disconnect() });
	return chain;
}

/** An account that nobody knows. */
export function newAccount(): KeyringPair {
	return new Keyring({ type: 'sr25519' }).addFromSeed(randomBytes(32));
}

/** Gives each account coins, and waits until the node knows it that the account sends to: one that is behind would refuse what it cannot be paid for. */
async function fund(chains: Chain[], accounts: KeyringPair[]): Promise<void> {
	const chain = chains[0] as Chain;
	const ferdie = new Keyring({ type: 'sr25519' }).addFromUri('//Ferdie');
	const transfers = accounts.map(({ address }) => chain.call('balances', 'transferKeepAlive', { dest: address, value: 100n * UNIT }));
	await Promise.all(transfers.map((transfer) => chain.send(transfer, ferdie)));
	// On a fork it may be in another block in the end than the one that was told of.
	const deadline = Date.now() + PATIENCE_MS;
	while (!(await Promise.all(accounts.map((account, index) => hasCoins(chains[index] as Chain, account)))).every(Boolean)) {
		assert.ok(Date.now() < deadline, 'no final block holds the transfers that others are to be paid with');
		await sleep(POLL_MS);
	}
}

/** Whether an account has something by the last final block. */
async function hasCoins(chain: Chain, { address }: KeyringPair): Promise<boolean> {
	const account = await chain.read(async (api) => (await api.at(await api.rpc.chain.getFinalizedHead())).query['system']!['account']!(address));
	return (account as unknown as AccountInfo).data.free.gtn(0);
}

/** Pays a little to somebody again and again. */
function transferring(chain: Chain, payer: KeyringPair): Sender {
	const dest = newAccount().address;
	return new Sender(chain, payer, PAYER_MS, () => chain.call('balances', 'transferKeepAlive', { dest, value: UNIT / 10n }));
}

/** Registers, then grants and revokes by turns. The chain numbers a patient's grants. */
async function patient(chain: Chain): Promise<Sender> {
	const account = newAccount();
	const { id, call } = await registrationOf(chain, account);
	return new Sender(chain, account, PATIENT_MS, (nonce) => {
		if (nonce === 0) return call;
		const number = Math.floor((nonce - 1) / 2);
		return nonce % 2 === 1 ? grant(chain, HOSPITAL, { patient: id, provision: PROVISION }) : revoke(chain, id, number);
	});
}

/** The call by which an account registers as a patient, and the id that it gets by that. */
export async function registrationOf(chain: Chain, { publicKey }: KeyringPair): Promise<{ id: Uint8Array; call: Transaction }> {
	const salt = randomBytes(32);
	return { id: firstPatientOf(publicKey, salt), call: await registerPatient(chain, salt, { key: await randomKeyPair(X25519), card: randomBytes(32) }) };
}

/** Sends the first transaction, without which the account is a newcomer's, and waits until that is final. */
async function begin(sender: Sender): Promise<void> {
	await sender.makeNext();
	await untilAllFinal(sender);
}

async function untilAllFinal(sender: Sender): Promise<void> {
	const deadline = Date.now() + PATIENCE_MS;
	while (!(await sender.isAllFinal())) {
		assert.ok(Date.now() < deadline, `of ${sender.hashes.length} transactions some are not final after ${PATIENCE_MS / 1000} seconds; refused${told(sender.refusals)}`);
		await sender.handIn();
		await sleep(POLL_MS);
	}
}

/** How often a node took something not, and why. */
function told(refusals: string[]): string {
	const times = new Map<string, number>();
	for (const why of refusals) times.set(why, (times.get(why) ?? 0) + 1);
	return [...times].map(([why, count]) => `; ${count} times ${why}`).join('');
}
