/** Sending under trouble: others use the same account, the pool lets go, the node goes away. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chain } from '../../src/chain/chain.ts';
import type { Wait } from '../../src/chain/sending.ts';
import type { Signer } from '../../src/chain/signer.ts';
import { closeAll, FakeChain, rpcError } from './fake-chain.ts';

const alice: Signer = { address: 'alice', publicKey: new Uint8Array(32), sign: () => new Uint8Array(65) };
const LOST = { name: 'SalusError', code: 'node.lost', message: 'The node went away in the middle.' };

const unhandled: unknown[] = [];
const remember = (reason: unknown) => unhandled.push(reason);
before(() => process.on('unhandledRejection', remember));
after(async () => {
	await closeAll();
	await settle();
	process.off('unhandledRejection', remember);
	assert.deepEqual(unhandled, []);
});

/** Waits until what is underway has come as far as it can. */
const settle = () => sleep(20);

describe('nonces', { concurrency: true }, () => {
	test('two processes with one account both get their transactions in, each once', async () => {
		const chain = new FakeChain();
		const [one, other] = [chain.connect(), chain.connect()];
		const submissions = await Promise.all([
			one.sender.submit(one.transaction('consent.grant'), alice), other.sender.submit(other.transaction('consent.revoke'), alice),
			one.sender.submit(one.transaction('consent.refuse'), alice), other.sender.submit(other.transaction('consent.amend'), alice),
		]);
		chain.produce();
		await Promise.all(submissions.map(({ included }) => included));
		for (const call of ['grant', 'revoke', 'refuse', 'amend']) assert.equal(chain.timesIncluded(`consent.${call}`), 1);
		assert.ok(Object.values(chain.signed).some((times) => times > 1), 'there was no conflict to solve');
	});

	test('a transaction that came too late is signed anew for the next nonce', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		chain.produce([chain.foreign('system.remark', 'alice', 0)]);
		chain.staleIndex = 0;
		setTimeout(() => (chain.staleIndex = undefined), 5);
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		chain.produce();
		assert.equal((await included).block, chain.best.hash);
		assert.ok((chain.signed['consent.grant'] as number) > 1);
	});

	test('it gives up when others are always faster', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		chain.refusal = () => rpcError(1014, 'The transaction has too low priority');
		await assert.rejects(node.sender.submit(node.transaction('consent.grant'), alice), { name: 'ChainError', code: 'chain.nonce', error: 'PriorityTooLow' });
		assert.equal(chain.signed['consent.grant'], 8);
	});

	test('what the pool refuses for another reason is not tried again', async () => {
		for (const [refusal, error] of [
			[rpcError(1010, 'Inability to pay some fees (e.g. account balance too low)'), 'InvalidTransaction.Payment'],
			[rpcError(1010, 'Custom error: 7'), 'InvalidTransaction.Custom(7)'],
			[rpcError(1010, 'Custom error: 4'), 'admission.BudgetSpent'],
			[rpcError(1012, 'Transaction is temporarily banned'), 'TemporarilyBanned'],
		] as const) {
			const chain = new FakeChain();
			const node = chain.connect();
			chain.refusal = () => refusal;
			await assert.rejects(node.sender.submit(node.transaction('consent.grant'), alice), { code: 'chain.invalid', error });
			assert.equal(chain.signed['consent.grant'], 1);
		}
	});

	test('after a refusal the next transaction of the account goes on', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		chain.refusal = () => rpcError(1010, 'Transaction has a bad signature');
		const refused = node.sender.submit(node.transaction('consent.grant'), alice);
		await assert.rejects(refused, { error: 'InvalidTransaction.BadProof' });
		chain.refusal = undefined;
		const { included } = await node.sender.submit(node.transaction('consent.revoke'), alice);
		chain.produce();
		await included;
	});

	test('a usurped transaction is signed anew only once a final block has used its nonce', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		const [mine] = chain.pool.splice(0);
		chain.tell(mine!, 'Usurped');
		chain.produce([chain.foreign('system.remark', 'alice', 0)]);
		await sleep(1_500);
		assert.equal(chain.signed['consent.grant'], 1, 'it was signed anew while a fork could hold it');
		chain.finalize();
		await sleep(1_500);
		assert.equal(chain.signed['consent.grant'], 2);
		chain.produce();
		await included;
		assert.equal(chain.timesIncluded('consent.grant'), 1);
	});

	test('a usurped transaction that another node\'s block holds is not sent twice', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		const [mine] = chain.pool.splice(0);
		chain.tell(mine!, 'Usurped');
		chain.isMute = true;
		chain.produce([mine!]);
		chain.finalize();
		const receipt = await included;
		assert.equal(receipt.block, chain.best.hash);
		await receipt.finalized;
		assert.equal(chain.signed['consent.grant'], 1);
	});

	test('a dropped transaction is given up, since others may have it', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		chain.tell(chain.pool[0]!, 'Dropped');
		await assert.rejects(included, { code: 'chain.dropped', error: 'Dropped' });
		assert.equal(chain.signed['consent.grant'], 1);
	});

	test('a transaction that waits for an earlier nonce is waited for', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		chain.staleIndex = 1;
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		chain.produce();
		assert.equal(chain.timesIncluded('consent.grant'), 0);
		chain.produce([chain.foreign('system.remark', 'alice', 0)]);
		chain.produce();
		assert.equal((await included).block, chain.best.hash);
		assert.equal(chain.signed['consent.grant'], 1);
	});

	test('bytes that the pool has already are looked for in the blocks', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		chain.refusal = () => rpcError(1013, 'Transaction Already Imported');
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		chain.produce([{ ...chain.foreign('consent.grant', 'alice', 0), hash: '0xconsent.grant.0.1' }]);
		assert.equal((await included).block, chain.best.hash);
		assert.equal(chain.signed['consent.grant'], 1);
	});

	test('a transaction that no block takes ends in time', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		await assert.rejects(included, { code: 'chain.timeout', error: 'Ready' });
	});

	test('a call that fails in its block is refused by its name, and neither promise is left unhandled', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		chain.failing.add('consent.grant');
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		chain.produce();
		await settle();
		await assert.rejects(included, { name: 'ChainError', code: 'chain.refused', error: 'consent.StaleKeyEpoch' });
	});
});

describe('finality', { concurrency: true, timeout: 20_000 }, () => {
	/** A transaction in a block, and the block before it. */
	async function included(wait: Wait = {}) {
		const chain = new FakeChain();
		const node = chain.connect();
		const before = chain.best;
		const submission = await node.sender.submit(node.transaction('consent.grant'), alice, wait);
		const [mine] = chain.pool;
		const block = chain.produce();
		const receipt = await submission.included;
		assert.equal(receipt.block, block.hash);
		return { chain, before, block, receipt, mine: mine! };
	}
	const notFinal = { name: 'ChainError', code: 'chain.not-final' };
	const replaced = { ...notFinal, error: 'Replaced', message: 'The block that was reported to hold consent.grant is not final: another one is final in its place, and whether one holds the call is unknown.' };

	test('another block that holds the transaction and is final does not make the receipt\'s block final', async () => {
		const { chain, before, block, receipt } = await included();
		const other = chain.produce(undefined, before);
		assert.notEqual(other.hash, block.hash);
		assert.equal(chain.timesIncluded('consent.grant'), 1);
		chain.finalize();
		await assert.rejects(receipt.finalized, {
			...notFinal, error: 'IncludedElsewhere', message: 'The block that was reported to hold consent.grant is not final: another block, which is final, holds the call.',
		});
	});

	test('whoever was not there when a block was made asks the chain whether it becomes final', async () => {
		const { chain, before, block, receipt } = await included();
		assert.deepEqual([receipt.block, receipt.number], [block.hash, block.number]);
		const other = chain.produce(undefined, before);
		const { connection } = chain.connect();
		const answers: [hash: string, isFinal: boolean][] = [];
		const asked = [block, other].map(async ({ hash, number }) => answers.push([hash, await Chain.prototype.becomesFinal.call({ connection } as Chain, { block: hash, number })]));
		await settle();
		assert.deepEqual(answers, []);
		chain.finalize();
		await Promise.all(asked);
		assert.deepEqual(new Map(answers), new Map([[block.hash, false], [other.hash, true]]));
	});

	test('a block that was retracted and came back becomes final', async () => {
		const { chain, before, block, receipt } = await included();
		chain.produce(undefined, before);
		chain.adopt(block);
		chain.finalize();
		await receipt.finalized;
	});

	test('a retracted block that nobody was told of is not the receipt\'s', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		const before = chain.best;
		const submission = await node.sender.submit(node.transaction('consent.grant'), alice);
		chain.isMute = true;
		chain.produce();
		chain.isMute = false;
		const other = chain.produce(undefined, before);
		const receipt = await submission.included;
		assert.equal(receipt.block, other.hash);
		chain.finalize();
		await receipt.finalized;
	});

	for (const status of ['Usurped', 'Invalid', 'Dropped']) {
		test(`a pool that says ${status} after the block leaves its finality to the blocks`, async () => {
			const { chain, receipt, mine } = await included();
			chain.tell(mine, status);
			chain.isMute = true;
			chain.finalize();
			await receipt.finalized;
		});

		test(`a pool that says ${status} after the block, and another block is final`, async () => {
			const { chain, before, receipt, mine } = await included();
			chain.tell(mine, status);
			chain.isMute = true;
			chain.produce([], before);
			chain.finalize();
			await assert.rejects(receipt.finalized, replaced);
		});
	}

	test('a node that does not have the block yet is no proof against it', async () => {
		const { chain, block, receipt, mine } = await included();
		chain.known = chain.known.filter((other) => other !== block);
		chain.tell(mine, 'Dropped');
		await settle();
		chain.known.push(block);
		chain.isMute = true;
		chain.finalize();
		await receipt.finalized;
	});

	test('a block that is not made final in time ends the wait', async () => {
		const { receipt } = await included();
		await assert.rejects(receipt.finalized, { ...notFinal, error: 'InBlock', message: 'The block that was reported to hold consent.grant is not final: it took too long (InBlock).' });
	});

	test('a node that forgot to tell of finality is asked at the end of that time', async () => {
		const { chain, receipt } = await included();
		chain.isMute = true;
		chain.finalize();
		await receipt.finalized;
	});

	test('the time is the same where the pool let go of the transaction', async () => {
		const { chain, receipt, mine } = await included();
		chain.tell(mine, 'Dropped');
		await assert.rejects(receipt.finalized, { ...notFinal, error: 'Dropped' });
	});

	test('a node that stops waiting for finality ends the wait', async () => {
		const { chain, block, receipt, mine } = await included();
		chain.tell(mine, 'FinalityTimeout', block);
		await assert.rejects(receipt.finalized, { ...notFinal, error: 'FinalityTimeout' });
	});

	test('a signal ends the wait, too', async () => {
		const given = new AbortController();
		const { receipt } = await included({ signal: given.signal });
		given.abort();
		await assert.rejects(receipt.finalized, { name: 'SalusError', code: 'input.aborted' });
	});
});

describe('a node that goes away', { concurrency: true }, () => {
	test('ends whatever waits, by one error', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		const final = await node.sender.submit(node.transaction('consent.refuse'), { ...alice, address: 'bob' });
		chain.produce(chain.pool.filter(({ address }) => address === 'bob'));
		const { finalized } = await final.included;
		node.hold = new Promise(() => {});
		const waits = [
			included, finalized, node.connection.lost, node.connection.pause(60_000),
			node.sender.submit(node.transaction('consent.revoke'), { ...alice, address: 'carol' }),
			node.connection.question(() => node.connection.api.rpc.chain.getHeader()),
		];
		await settle();
		node.drop();
		for (const wait of waits) await assert.rejects(wait, LOST);
		await assert.rejects(node.sender.submit(node.transaction('consent.grant'), alice), LOST);
		await assert.rejects(node.connection.question(async () => 1), LOST);
	});

	test('ends a transaction that is being handed over', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		chain.refusal = () => {
			node.drop();
			return new Error('WebSocket is not connected');
		};
		await assert.rejects(node.sender.submit(node.transaction('consent.grant'), alice), LOST);
	});

	test('leaves nothing unhandled that nobody waits for', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		await node.sender.submit(node.transaction('consent.grant'), alice);
		const bob = await node.sender.submit(node.transaction('consent.refuse'), { ...alice, address: 'bob' });
		chain.produce(chain.pool.filter(({ address }) => address === 'bob'));
		await bob.included;
		node.drop();
		await settle();
		assert.deepEqual(unhandled, []);
	});
});

describe('reconnecting', { concurrency: true }, () => {
	const reconnect = { reconnect: true, reconnectWithinMs: 2_000 };

	test('questions wait for the node, and go on', async () => {
		const node = new FakeChain().connect(reconnect);
		node.hold = new Promise(() => {});
		const asked = node.connection.question(() => node.connection.api.rpc.chain.getHeader());
		await settle();
		node.drop();
		const later = node.connection.question(() => node.connection.api.rpc.chain.getHeader());
		node.hold = undefined;
		await settle();
		node.comeBack();
		assert.equal((await asked).number.toNumber(), 0);
		assert.equal((await later).number.toNumber(), 0);
	});

	test('they do not wait for ever', async () => {
		const node = new FakeChain().connect({ reconnect: true, reconnectWithinMs: 100 });
		node.drop();
		await assert.rejects(node.connection.question(async () => 1), LOST);
		await assert.rejects(node.connection.lost, LOST);
	});

	test('a transaction that a block took meanwhile is found by its hash', async () => {
		const chain = new FakeChain();
		const node = chain.connect(reconnect);
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		node.drop();
		chain.produce();
		await settle();
		node.comeBack();
		const receipt = await included;
		assert.equal(receipt.block, chain.best.hash);
		chain.finalize();
		await receipt.finalized;
		assert.equal(chain.signed['consent.grant'], 1);
	});

	test('one that failed in its block meanwhile is refused by its name', async () => {
		const chain = new FakeChain();
		const node = chain.connect(reconnect);
		chain.failing.add('consent.grant');
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		node.drop();
		chain.produce();
		await settle();
		node.comeBack();
		await assert.rejects(included, { code: 'chain.refused', error: 'consent.StaleKeyEpoch' });
	});

	test('one whose outcome cannot be established is not sent again, and says so', async () => {
		const chain = new FakeChain();
		const node = chain.connect(reconnect);
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		node.drop();
		chain.pool = [];
		node.comeBack();
		await assert.rejects(included, { code: 'node.lost', message: 'The node went away in the middle. Whether a block holds consent.grant is unknown.' });
		assert.equal(chain.signed['consent.grant'], 1);
	});

	test('a node that comes back with another chain is none', async () => {
		const chain = new FakeChain();
		const node = chain.connect(reconnect);
		node.drop();
		chain.genesis = '0xother';
		node.comeBack();
		await assert.rejects(node.connection.question(async () => 1), { code: 'node.other-chain' });
	});
});

describe('waits that are given up', { concurrency: true }, () => {
	const aborted = { name: 'SalusError', code: 'input.aborted' };

	test('a signal ends them, and only them', async () => {
		const chain = new FakeChain();
		const node = chain.connect();
		const given = new AbortController();
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice, { signal: given.signal });
		const other = await node.sender.submit(node.transaction('consent.revoke'), alice);
		given.abort();
		await assert.rejects(included, aborted);
		await assert.rejects(node.connection.pause(60_000, AbortSignal.abort()), aborted);
		chain.produce();
		await other.included;
		assert.equal(chain.timesIncluded('consent.grant'), 1, 'what was sent stays sent');
	});

	test('closing the connection ends them, too', async () => {
		const node = new FakeChain().connect();
		const { included } = await node.sender.submit(node.transaction('consent.grant'), alice);
		await node.connection.close();
		await assert.rejects(included, { code: 'node.closed' });
		await assert.rejects(node.connection.question(async () => 1), { code: 'node.closed' });
	});
});
