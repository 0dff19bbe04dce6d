/** Records go out once a block has the redemption. What becomes of that block is watched: without an entry no release is forgotten. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { ChainError } from '../../src/chain/errors.ts';
import type { Place } from '../../src/chain/following.ts';
import { Custodian } from '../../src/custody/custodian.ts';
import type { PendingRedemption } from '../../src/custody/pending-redemptions.ts';
import type { UnreportedRelease } from '../../src/custody/reports.ts';
import { BLOCK } from './fake-chain.ts';
import { account, all, CLINIC, filled, HOSPITAL, NOW, Scene, SECRET, TICKET } from './scene.ts';

before(cryptoWaitReady);

/** A custodian's process, with the stores of those before it, and what it kept to be reported; `trouble` is what keeping it fails with. */
function processOf(scene: Scene, { isKept = true, trouble }: { isKept?: boolean; trouble?: Error } = {}) {
	const added: UnreportedRelease[] = [];
	const add = async (release: UnreportedRelease) => {
		if (trouble) throw trouble;
		added.push(release);
		return { ...release, statement: filled(1), sent: null };
	};
	const custodian = new Custodian(scene.chain.asChain, {
		organization: HOSPITAL, signer: account('Clerk'), stores: scene.stores, clock: scene.clock, tell: (error) => scene.told.push(error), ...(isKept ? { reports: { add } } : {}),
	});
	return { custodian, added };
}

/** Releases by a process that is told of the block with the redemption later, when the test says so. */
async function lost(scene: Scene, ticket = scene.ticket, isKept = true) {
	const { custodian, added } = processOf(scene, { isKept });
	let replace!: (error: Error) => void;
	scene.chain.finality = new Promise((_, reject) => { replace = reject; });
	scene.chain.finality.catch(() => {});
	await all((await custodian.release(await scene.reader().request(ticket))).stream);
	assert.deepEqual([added, scene.told], [[], []]);
	return {
		added,
		fork: async () => {
			scene.chain.becomesFinal = async () => false;
			replace(new ChainError('auditLog.redeemTicket', 'Replaced', 'chain.not-final'));
			await someTurns();
		},
		/** The process learns nothing of the block any more. */
		late: async () => {
			replace(new ChainError('auditLog.redeemTicket', 'InBlock', 'chain.not-final'));
			await someTurns();
		},
	};
}

/** A release by a process that ends before it knows whether the block with the redemption is final. */
async function ended(scene: Scene, ticket = scene.ticket): Promise<void> {
	scene.chain.finality = new Promise(() => {});
	await all((await processOf(scene).custodian.release(await scene.reader().request(ticket))).stream);
}

async function someTurns(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** What is to be reported of it, with the statement that was drawn. */
function lostRelease(scene: Scene, [one]: UnreportedRelease[]): UnreportedRelease {
	return {
		patient: scene.patient, ticket: TICKET, secret: SECRET, recipient: 'Requester', action: 'Access', purpose: 'Treatment', targets: [{ anchor: 0 }], releasedAt: NOW, cause: 'Downtime',
		statement: one?.statement,
	};
}

test('a release whose redemption is lost after a fork is kept to be reported, and the operator is told', async () => {
	const scene = await Scene.set();
	scene.chain.fork();
	const { added, fork } = await lost(scene);
	await fork();
	assert.deepEqual(added, [lostRelease(scene, added)]);
	assert.equal(added[0]?.statement?.length, 32);
	assert.equal(scene.stores.redemptions.kept.size, 0);
	assert.deepEqual(scene.told.map((trouble) => (trouble as ChainError).code as string), ['custody.unrecorded']);
});

test('it says who of a team, or for whom a gateway, received', async () => {
	const [member, pseudonym] = [account('Specialist').publicKey, filled(5)];
	for (const [change, recipient] of [
		[{ holder: account('Asker').publicKey, team: [member] }, { Practitioner: { organization: CLINIC, account: member } }],
		[{ team: [member, pseudonym] }, { Gateway: { organization: CLINIC, account: member, practitioner: pseudonym } }],
	] as const) {
		const scene = await Scene.set();
		scene.chain.best.practitioners.clear();
		scene.chain.fork();
		const ticket = scene.issue(40, { ...change, team: [...change.team], isForEncounter: true });
		scene.chain.finalized.tickets.set(40, scene.chain.best.tickets.get(40)!);
		const { added, fork } = await lost(scene, 'Gateway' in recipient ? { ...ticket, practitioner: pseudonym } : ticket);
		await fork();
		assert.deepEqual(added.map((release) => release.recipient), [{ Actor: recipient }]);
	}
});

test('where nothing keeps reports the operator is told what to report', async () => {
	const scene = await Scene.set();
	scene.chain.fork();
	const { fork } = await lost(scene, scene.ticket, false);
	await fork();
	assert.match(scene.told.map(({ message }) => message).join(), /has to be reported/);
});

test('a redemption that another block of the final chain has is none that is lost', async () => {
	const scene = await Scene.set();
	scene.chain.best.trailFrom = TICKET + 1;
	// What is best is final here.
	const { added, fork } = await lost(scene);
	await fork();
	assert.deepEqual([added, scene.told], [[], []]);
});

test('of a ticket that serves again nobody can tell which entry is whose: it is reported', async () => {
	const scene = await Scene.set();
	const { added, fork } = await lost(scene, scene.issue(40, { isForEncounter: true }));
	await fork();
	assert.equal(added.length, 1);
});

test('a chain that does not answer is no reason to forget a release', async () => {
	const scene = await Scene.set();
	const { added, fork } = await lost(scene);
	scene.chain.heads = async () => { throw new Error('no connection'); };
	await fork();
	assert.equal(added.length, 1);
});

test('a process that ends before the redemption is final forgets nothing: the next one reports what was lost, once', async () => {
	const scene = await Scene.set();
	scene.chain.fork();
	await ended(scene);
	const [{ statement, redeemed }] = [...scene.stores.redemptions.kept.values()] as [PendingRedemption];
	const asked: Place[] = [];
	scene.chain.becomesFinal = async (place) => { asked.push(place); return false; };
	const { custodian, added } = processOf(scene);
	await custodian.resume();
	await someTurns();
	assert.deepEqual(asked, [{ block: BLOCK, number: redeemed.number }]);
	// With the statement that was kept, so that it is the same report if it was added before a crash.
	assert.deepEqual(added, [{ ...lostRelease(scene, added), statement }]);
	assert.deepEqual(scene.told.map((trouble) => (trouble as ChainError).code as string), ['custody.unrecorded']);
	const next = processOf(scene);
	await next.custodian.resume();
	await someTurns();
	assert.deepEqual([next.added, scene.stores.redemptions.kept.size], [[], 0]);
});

test('the next process waits until the block is final, and then has nothing to report', async () => {
	for (const isForEncounter of [false, true]) {
		const scene = await Scene.set();
		await ended(scene, scene.issue(40, { isForEncounter }));
		let finalize!: () => void;
		scene.chain.becomesFinal = () => new Promise((resolve) => { finalize = () => resolve(true); });
		const { custodian, added } = processOf(scene);
		await custodian.resume();
		await someTurns();
		assert.equal(scene.stores.redemptions.kept.size, 1);
		finalize();
		await someTurns();
		assert.deepEqual([added, scene.told, scene.stores.redemptions.kept.size], [[], [], 0]);
	}
});

test('whoever waits in vain for finality asks the chain what became of the block, and reports nothing that is final', async () => {
	const scene = await Scene.set();
	const { added, late } = await lost(scene, scene.issue(40, { isForEncounter: true }));
	await late();
	assert.deepEqual([added, scene.told, scene.stores.redemptions.kept.size], [[], [], 0]);
});

test('as long as it is not known what became of the block the release stays kept, and the operator is told', async () => {
	const scene = await Scene.set();
	const { added, late } = await lost(scene);
	scene.chain.becomesFinal = async () => { throw new Error('no connection'); };
	await late();
	assert.deepEqual([added, scene.told.map(({ message }) => message), scene.stores.redemptions.kept.size], [[], ['no connection'], 1]);
});

test('what cannot be kept to be reported stays where it was kept', async () => {
	const scene = await Scene.set();
	scene.chain.fork();
	await ended(scene);
	scene.chain.becomesFinal = async () => false;
	await processOf(scene, { trouble: new Error('no room') }).custodian.resume();
	await someTurns();
	assert.deepEqual([scene.told.map(({ message }) => message), scene.stores.redemptions.kept.size], [['no room'], 1]);
});

test('nothing goes out before it is kept', async () => {
	const scene = await Scene.set();
	scene.stores.redemptions.put = async () => { throw new Error('no room'); };
	await assert.rejects(processOf(scene).custodian.release(await scene.request()), /no room/);
});

test('who used a ticket up by reporting a release that it covers is told to the operator, as who redeemed it is', async () => {
	for (const [flaw, isTold] of [[null, true], ['NotProven', false]] as const) {
		const scene = await Scene.set();
		const mallory = account('Mallory');
		const request = await scene.request();
		scene.chain.best.tickets.get(TICKET)!.isRedeemed = true;
		scene.chain.best.trailFrom = TICKET + 1;
		scene.chain.best.trail.push({
			actor: { practitioner: { organization: HOSPITAL, account: mallory.address } }, event: { releaseReported: { ticket: TICKET, flaw } },
		});
		await assert.rejects(scene.custodian.release(request), { code: 'custody.void-ticket', ticketFault: 'TicketRedeemed' });
		assert.equal(/was used up by/.test(scene.told.map(({ message }) => message).join()), isTold, String(flaw));
	}
});
