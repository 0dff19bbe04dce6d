/** Records go out once a block has the redemption. What becomes of that block is watched: without an entry no release is forgotten. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { ChainError } from '../../src/chain/errors.ts';
import { Custodian } from '../../src/custody/custodian.ts';
import type { UnreportedRelease } from '../../src/custody/reports.ts';
import { account, all, CLINIC, filled, HOSPITAL, NOW, Scene, SECRET, TICKET } from './scene.ts';

before(cryptoWaitReady);

async function lost(scene: Scene, ticket = scene.ticket, isKept = true) {
	const added: UnreportedRelease[] = [];
	const reports = { add: async (release: UnreportedRelease) => { added.push(release); return { ...release, statement: filled(1), sent: null }; } };
	const custodian = new Custodian(scene.chain.asChain, {
		organization: HOSPITAL, signer: account('Clerk'), stores: scene.stores, clock: scene.clock, tell: (trouble) => scene.told.push(trouble), ...(isKept ? { reports } : {}),
	});
	let replace!: (error: Error) => void;
	scene.chain.finality = new Promise((_, reject) => { replace = reject; });
	scene.chain.finality.catch(() => {});
	await all((await custodian.release(await scene.reader().request(ticket))).stream);
	assert.deepEqual([added, scene.told], [[], []]);
	return {
		added,
		fork: async () => {
			replace(new ChainError('auditLog.redeemTicket', 'Replaced', 'chain.not-final'));
			for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
		},
	};
}

test('a release whose redemption is lost after a fork is kept to be reported, and the operator is told', async () => {
	const scene = await Scene.set();
	scene.chain.fork();
	const { added, fork } = await lost(scene);
	await fork();
	assert.deepEqual(added, [{
		patient: scene.patient, ticket: TICKET, secret: SECRET, recipient: 'Requester', action: 'Access', purpose: 'Treatment', targets: [{ anchor: 0 }], releasedAt: NOW, cause: 'Downtime',
	}]);
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
