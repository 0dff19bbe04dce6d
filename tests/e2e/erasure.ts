/** Erasure by the patient: announced, so that a thief of the key destroys nothing unseen, and then for ever; that there was something stays (GDPR article 17). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { powerSet } from '@salus/client/chain';
import { bytesToHex, MerkleTree } from '@salus/client/format';
import { findAnchors } from '@salus/client/records';
import { randomBytes } from '@noble/hashes/utils.js';
import { Anchors, newBatch, person, statement, told } from './anchors.ts';
import { withGuardians } from './guardians.ts';
import { type Attempt, CONDITION, HOSPITAL, OBSERVATION, outcomeOf, RECOVERY_DELAY, type World, listOf } from './world.ts';

export function erasureTests(world: () => World): void {
	test('the patient erases records for ever when it has waited; nobody sees them any more, and that they were there stays', async () => {
		const { chain } = world();
		const [author, reader, patient] = await Promise.all([world().physician(), world().physician(), world().patient()]);
		const { id, account } = patient;
		const records = new Anchors(world(), id);
		const [self, aunt] = [person(account), person(world().account())];
		const period = { from: await chain.now(), until: null };
		const appoint = world().call('patientIdentity', 'appointRepresentative', { patient: id, account: aunt.account.publicKey, powers: powerSet('Records'), period });
		await Promise.all([
			patient.grantCollect(author.organization), patient.grantAccess(reader, [OBSERVATION], 1), patient.send(appoint),
		]);
		const leaves = Array.from({ length: 5 }, () => randomBytes(32));
		const tree = new MerkleTree(leaves);
		const { root } = tree;
		const [kept, erased] = [await records.anchor(author), await records.anchor(author, { root, leaves: leaves.length })];
		await Promise.all([
			records.send(self, 'dispute', { anchor: erased, statement: statement() }),
			records.send(reader, 'coSign', { anchor: erased, root }),
		]);
		const proof = [erased, 3, leaves[3]!, tree.proof(3)] as const;
		assert.deepEqual(await records.proves(...proof), { ok: null });

		await records.refuses(
			[self, 'erase', { anchor: erased }, 'ErasureNotAnnounced'], [self, 'cancelErasure', { anchor: erased }, 'ErasureNotAnnounced'],
			// Not for a representative, nor for whoever wrote them.
			[aunt, 'announceErasure', { anchor: erased }, 'NotPermitted'],
		);
		// All in the same block, as a rule: long before it is due.
		const [announced, early, twice] = await Promise.allSettled([
			records.send(self, 'announceErasure', { anchor: erased }), records.send(self, 'erase', { anchor: erased }), records.send(self, 'announceErasure', { anchor: erased }),
		]);
		assert.equal(announced.status, 'fulfilled');
		const due = (await chain.now(announced.value.block)) + RECOVERY_DELAY;
		assert.deepEqual(told(announced.value, 'ErasureAnnounced'), { patient: `0x${bytesToHex(id)}`, anchor: erased, due });
		assert.deepEqual([early, twice].map((one) => one.status === 'rejected' && one.reason.error), ['recordAnchor.ErasureNotDue', 'recordAnchor.ErasureAnnounced']);
		// Until then they are read as before, and somebody else of the patient's side may object.
		assert.notEqual((await reader.request(id, { Anchor: erased }, HOSPITAL)).ticket, undefined);
		await records.send(aunt, 'cancelErasure', { anchor: erased });
		await records.refuses([self, 'erase', { anchor: erased }, 'ErasureNotAnnounced']);

		const again = await records.send(self, 'announceErasure', { anchor: erased });
		await chain.untilMoment(told(again, 'ErasureAnnounced')['due'] as number);
		await records.refuses([aunt, 'erase', { anchor: erased }, 'NotPermitted']);
		const done = await records.send(self, 'erase', { anchor: erased });
		assert.deepEqual(told(done, 'RecordsErased'), { patient: `0x${bytesToHex(id)}`, anchor: erased });
		const at = await chain.now(done.block);

		// The proof is gone, and with it what others said; class, months, author and moments stay, at the same number.
		assert.deepEqual(await records.proves(...proof), { err: 'UnknownAnchor' });
		const view = await records.view(erased);
		assert.deepEqual([view.status, view.anchor.batch, view.anchor.erasedAt, view.anchor.withheldSince, view.dispute, view.coSignatures], ['Erased', null, at, at, null, []]);
		const writer = { practitioner: { organization: author.organization, account: author.account.address } };
		assert.deepEqual([view.anchor.class, view.anchor.content, view.anchor.author], [OBSERVATION, { from: 600, until: 601 }, writer]);
		const custody = (await chain.ask('recordAnchorApi', 'custody', [id, erased])).toJSON();
		assert.equal(custody, null);
		assert.deepEqual((await listOf(findAnchors(chain, id))).map(({ number, status }) => [number, status]), [[erased, 'Erased'], [kept, 'Current']]);
		assert.equal(await records.byRoot({ Organization: author.organization }, root), null);
		for (const map of ['disputes', 'coSignaturesOf', 'custodies']) {
			assert.deepEqual(await chain.api.query['recordAnchor']![map]!.entries(id), [], `something of ${map} is left`);
		}
		const state = await world().stateOf(id);
		assert.ok(!state.includes(bytesToHex(root)), 'the root still stands in the state');

		// Denied, and the trail says why, to the grantee and to the patient itself.
		assert.equal((await reader.request(id, { Anchor: erased }, HOSPITAL)).ticket, undefined);
		assert.deepEqual((await records.lastEntries(1)).map(({ event }) => outcomeOf(event['accessRequested'] as Attempt)), [{ denied: { withheld: null } }]);
		assert.notEqual((await reader.request(id, { Anchor: kept }, HOSPITAL)).ticket, undefined);
		await records.refuses(
			[self, 'announceErasure', { anchor: erased }, 'Erased'], [self, 'erase', { anchor: erased }, 'Erased'],
			[author, 'amend', { supersedes: erased, batch: newBatch(), reason: 'WrongContent' }, 'Erased'],
			[author, 'reinstate', { anchor: erased, markedAt: 0 }, 'Erased'],
			[self, 'dispute', { anchor: erased, statement: statement() }, 'Erased'],
		);
		// The number is not given again; the root may be.
		assert.equal(await records.anchor(author, { root, class: CONDITION }), erased + 1);
		const trail = await patient.readTrail();
		assert.ok(trail.verified);
		const kinds = trail.entries.map(({ entry }) => Object.keys(entry.toJSON().event)[0]);
		for (const kind of ['erasureAnnounced', 'erasureCancelled', 'recordsErased']) assert.ok(kinds.includes(kind), kind);
		assert.equal(kinds.filter((kind) => kind === 'recordsAnchored').length, 3);
	});

	test('whoever stole the key erases nothing while the guardians keep the patient frozen', async () => {
		const { chain, dev } = world();
		const call = (method: string, named: object) => world().call('patientIdentity', method, { ...named });
		const numbers: number[] = [];
		const { patient, id, controller, friend, number } = await withGuardians(world(), async ({ id: patientId, account }) => {
			const own = new Anchors(world(), patientId);
			for (let i = 0; i < 2; i++) numbers.push(await own.anchor(person(account)));
		});
		const records = new Anchors(world(), id);
		const [first, second] = numbers as [number, number];
		const thief = person(controller);
		const announced = await records.send(thief, 'announceErasure', { anchor: first });
		const votes = await Promise.all([
			chain.send(call('voteFreeze', { patient: id, member: number(friend) }), friend),
			chain.send(call('voteFreeze', { patient: id, member: number('clinic') }), dev.dave),
		]);
		assert.ok(votes.some(({ events }) => events.some(({ event }) => event.method === 'Frozen')));
		await chain.untilMoment(told(announced, 'ErasureAnnounced')['due'] as number);
		await records.refuses([thief, 'erase', { anchor: first }, 'PatientFrozen'], [thief, 'announceErasure', { anchor: second }, 'PatientFrozen']);
		assert.equal((await records.view(first)).status, 'Current');
		// To take it back is always possible, and care goes on.
		await records.send(thief, 'cancelErasure', { anchor: first });
		assert.equal((await records.view(first)).anchor.erasableFrom, null);
		await chain.send(call('withdrawFreezeVote', { patient: id, member: number(friend) }), friend);
		await records.refuses([thief, 'erase', { anchor: first }, 'ErasureNotAnnounced']);
		assert.ok((await patient.readTrail()).verified);
	});
}
