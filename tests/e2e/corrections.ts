/** Correcting records: versions, marks, duplicates, co-signatures, proofs. Nothing is altered, nothing is lost, nothing is there twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { actionSet } from '@salus/client/chain';
import { grantOf, revoke } from '@salus/client/consent';
import { AnchoredIndex, type SealedBatch, sealBatches } from '@salus/client/custody';
import { blake2b256, bytesToHex, concatBytes, MerkleTree } from '@salus/client/format';
import { anchorBatch, anchorIn, anchorWithRoot, latestVersion, versionsOf } from '@salus/client/records';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { Anchors, newBatch, person, type Signatory, told } from './anchors.ts';
import { sample } from './keeping.ts';
import { CONDITION, DAY, HOSPITAL, OBSERVATION, type World } from './world.ts';

/** For how long the anchors of a device's readings stay. */
const WATCH_RETENTION_DAYS = 5 * 366;

export function correctionTests(world: () => World): void {
	test('a correction is another version: the old ones stay, one is the head, and of two at once the second fails', async () => {
		const { chain } = world();
		const [[author, colleague], clinic, patient] = await Promise.all([
			world().staff('Hospital', 'Physician', 'Nurse'), world().physician(), world().patient(),
		]) as [[Specialist, Specialist], Specialist, Patient];
		const { id } = patient;
		const records = new Anchors(world(), id);
		await Promise.all([patient.grantCollect(author.organization), patient.grantAccess(clinic, [OBSERVATION], 1)]);
		const first = await records.anchor(author);
		// Another one in between, so that versions are not neighbours.
		const other = await records.anchor(author, { class: CONDITION });

		const batch = newBatch({ leaves: 3 });
		const amended = await records.send(colleague, 'amend', { supersedes: first, batch, reason: 'WrongContent' });
		const second = other + 1;
		const actor = { practitioner: { organization: author.organization, account: colleague.account.address } };
		assert.deepEqual(told(amended, 'RecordsAmended'), {
			patient: `0x${bytesToHex(id)}`, anchor: second, supersedes: first, reason: 'WrongContent', author: actor,
			batch: { ...batch, root: `0x${bytesToHex(batch.root)}` },
		});
		assert.deepEqual(await records.lastEntries(1), [{
			actor, event: { recordsAmended: { anchor: second, supersedes: first, reason: 'WrongContent', purpose: 'Treatment', basis: { author: null } } },
		}]);

		// Both saw the second version, and both correct it.
		const roots = [author, colleague].map((who) => ({ who, batch: newBatch() }));
		const tries = await Promise.allSettled(roots.map(({ who, batch }) => records.send(who, 'amend', { supersedes: second, batch, reason: 'Incomplete' })));
		const failed = tries.flatMap((one, index) => (one.status === 'rejected' ? [{ index, reason: one.reason }] : []));
		assert.deepEqual(failed.map(({ reason: { name, error } }) => [name, error]), [['ChainError', 'recordAnchor.NotLatestVersion']]);
		const lost = failed[0]!.index;
		const side = { Organization: author.organization };
		assert.equal(await records.byRoot(side, roots[lost]!.batch.root), null);
		const third = second + 1;
		assert.equal(await records.byRoot(side, roots[1 - lost]!.batch.root), third);

		// Whichever is asked about, the chain of versions is the same.
		const chainOfThree = { versions: [[first, 'Superseded'], [second, 'Superseded'], [third, 'Current']], earlier: null, later: null };
		for (const version of [first, second, third]) assert.deepEqual(await records.versions(version), chainOfThree);
		const { versions, isComplete } = (await versionsOf(chain, id, second))!;
		assert.deepEqual([versions.map(({ number }) => number), isComplete], [[first, second, third], true]);
		assert.equal((await latestVersion(chain, id, first))?.number, third);
		const [won] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
		assert.deepEqual((await records.view(second)).anchor.superseded, { by: third, at: await chain.now(won!.block), reason: 'Incomplete' });
		assert.deepEqual(await records.numbers({ status: 'Current' }), [third, other]);
		assert.deepEqual(await records.numbers({ status: 'Superseded' }), [second, first]);
		// What was superseded may be read as before: whoever acted on it must be able to look.
		const asked = await Promise.all([first, third].map((anchor) => clinic.request(id, { Anchor: anchor }, author.organization)));
		for (const { ticket } of asked) assert.notEqual(ticket, undefined);

		await records.refuses(
			[author, 'amend', { supersedes: first, batch: newBatch(), reason: 'WrongContent' }, 'NotLatestVersion'],
			[colleague, 'amend', { supersedes: third, batch: newBatch({ class: CONDITION }), reason: 'WrongContent' }, 'OtherClass'],
			// Not even who was permitted to read it, nor the patient, alters what the hospital wrote.
			[clinic, 'amend', { supersedes: third, batch: newBatch(), reason: 'WrongContent' }, 'NotPermitted'],
			[person(patient.account), 'amend', { supersedes: third, batch: newBatch(), reason: 'WrongContent' }, 'NotTheAuthor'],
			[author, 'amend', { supersedes: third + 1, batch: newBatch(), reason: 'WrongContent' }, 'NotPermitted'],
		);
		await patient.send(await world().grantCall(id, { actions: actionSet('Collect', 'Correct'), scope: 'All' }, undefined, clinic.organization));
		await records.refuses(
			[clinic, 'amend', { supersedes: third, batch: newBatch(), reason: 'WrongContent' }, 'NotTheAuthor'],
			[clinic, 'markEnteredInError', { anchors: [third], reason: 'WrongContent' }, 'NotTheAuthor'],
		);
		assert.ok((await patient.readTrail()).verified);
	});

	test('what was entered in error stays and says so, its root is free again, and its author can take the mark back', async () => {
		const [author, patient] = await Promise.all([world().physician(), world().patient()]);
		const records = new Anchors(world(), patient.id);
		await patient.grantCollect(author.organization);
		const [root, side] = [randomBytes(32), { Organization: author.organization }];
		const [twice, good] = [await records.anchor(author, { root }), await records.anchor(author)];

		await records.refuses(
			[author, 'markEnteredInError', { anchors: [], reason: 'Duplicate' }, 'InvalidAnchors'],
			[author, 'markEnteredInError', { anchors: [twice, twice], reason: 'Duplicate' }, 'InvalidAnchors'],
			// All or none.
			[author, 'markEnteredInError', { anchors: [twice, good + 1], reason: 'Duplicate' }, 'NotPermitted'],
			[author, 'reinstate', { anchor: twice, markedAt: 0 }, 'NothingToReinstate'],
		);
		const marked = await records.mark(author, [twice], 'Duplicate');
		assert.equal(told(marked, 'RecordsEnteredInError')['reason'], 'Duplicate');
		const { anchor, status } = await records.view(twice);
		assert.deepEqual([status, anchor.enteredInError?.reason, anchor.withheldSince], ['EnteredInError', 'Duplicate', null]);
		assert.equal(await records.byRoot(side, root), null);
		assert.deepEqual(await records.numbers({ status: 'Current' }), [good]);
		await records.refuses(
			[author, 'amend', { supersedes: twice, batch: newBatch(), reason: 'WrongContent' }, 'EnteredInError'],
			[author, 'markEnteredInError', { anchors: [twice], reason: 'Incomplete' }, 'EnteredInError'],
		);

		const again = await records.anchor(author, { root });
		assert.equal(await records.byRoot(side, root), again);
		const markedAt = await records.markedAt(twice);
		await records.refuses([author, 'reinstate', { anchor: twice, markedAt }, 'AlreadyAnchored']);
		await records.mark(author, [again], 'Duplicate');
		await records.send(author, 'reinstate', { anchor: twice, markedAt });
		assert.equal(await records.byRoot(side, root), twice);
		assert.deepEqual(await records.numbers({ status: 'Current' }), [good, twice]);
		assert.deepEqual((await records.lastEntries(2)).map(({ event }) => Object.keys(event)[0]), ['recordsEnteredInError', 'recordsReinstated']);
	});

	test('the patient corrects what its own watch wrote; neither the watch nor a hospital does', async () => {
		const { chain } = world();
		const [author, patient] = await Promise.all([world().physician(), world().patient()]);
		const records = new Anchors(world(), patient.id);
		const [watch, self] = [person(world().account()), person(patient.account)];
		const until = (await chain.now()) + DAY;
		await Promise.all([
			patient.send(world().call('patientIdentity', 'authorizeDevice', { patient: patient.id, account: watch.account.publicKey, classes: [OBSERVATION], until })),
			patient.grantCollect(author.organization),
		]);
		const written = await records.anchor(watch);
		// It is not even free for the watch.
		await world().fund(watch.account);
		await records.refuses(
			[watch, 'amend', { supersedes: written, batch: newBatch(), reason: 'WrongContent' }, 'NotPermitted'],
			[author, 'amend', { supersedes: written, batch: newBatch(), reason: 'WrongContent' }, 'NotPermitted'],
			[author, 'markEnteredInError', { anchors: [written], reason: 'WrongContent' }, 'NotPermitted'],
		);
		const corrected = await records.amend(self, written, 'WrongContent');
		assert.deepEqual((await records.versions(written)).versions, [[written, 'Superseded'], [corrected, 'Current']]);
		assert.deepEqual((await records.view(corrected)).anchor.author, { person: patient.account.address });
		const [entry] = await records.lastEntries(1);
		assert.deepEqual(entry, {
			actor: { person: patient.account.address },
			event: { recordsAmended: { anchor: corrected, supersedes: written, reason: 'WrongContent', purpose: 'PatientRequest', basis: { patient: null } } },
		});

		// The watch's readings go after some years, unless somebody says otherwise; what the patient wrote stays.
		const { anchoredAt, keepUntil } = (await records.view(written)).anchor;
		const day = Math.floor(anchoredAt / DAY) + WATCH_RETENTION_DAYS + 1;
		assert.deepEqual([keepUntil, (await records.view(corrected)).anchor.keepUntil], [day, null]);
		await records.refuses(
			[self, 'extendRetention', { anchor: written, until: day }, 'NotLonger'], [self, 'extendRetention', { anchor: corrected, until: day }, 'NotLonger'],
			[author, 'extendRetention', { anchor: written, until: null }, 'NotPermitted'],
		);
		const extended = await records.send(self, 'extendRetention', { anchor: written, until: day + 365 });
		assert.deepEqual(told(extended, 'RetentionExtended'), { patient: `0x${bytesToHex(patient.id)}`, anchor: written, until: day + 365 });
		await records.send(self, 'extendRetention', { anchor: written, until: null });
		assert.equal((await records.view(written)).anchor.keepUntil, null);
		await records.refuses([self, 'extendRetention', { anchor: written, until: null }, 'NotLonger']);
		assert.deepEqual((await records.lastEntries(2)).map(({ event }) => Object.keys(event)[0]), ['retentionExtended', 'retentionExtended']);
	});

	test('the same records twice are refused, and nobody else\'s copy of a root takes it away or makes the copier its author', async () => {
		const { chain } = world();
		const [[author, colleague], clinic, patient, namesake] = await Promise.all([
			world().staff('Laboratory', 'Laboratory', 'Physician'), world().physician(), world().patient(), world().patient(),
		]) as [[Specialist, Specialist], Specialist, Patient, Patient];
		const records = new Anchors(world(), patient.id);
		const watch = person(world().account());
		const until = (await chain.now()) + DAY;
		await Promise.all([
			patient.send(world().call('patientIdentity', 'authorizeDevice', { patient: patient.id, account: watch.account.publicKey, classes: [CONDITION], until })),
			patient.grantCollect(author.organization), patient.grantCollect(clinic.organization), namesake.grantCollect(author.organization),
		]);
		// A watch that saw the root in the pool is first, under the only class that it may write.
		const root = randomBytes(32);
		const copied = await records.anchor(watch, { root, class: CONDITION });
		const genuine = await records.anchor(author, { root, leaves: 9 });
		const third = await records.anchor(clinic, { root });
		assert.deepEqual([copied, genuine, third], [0, 1, 2]);

		const organizations = [author, clinic].map(({ organization }) => ({ Organization: organization })) as [{ Organization: number }, { Organization: number }];
		const known = await Promise.all([records.byRoot('Patient', root), records.byRoot(organizations[0], root), records.byRoot(organizations[1], root)]);
		assert.deepEqual(known, [copied, genuine, third]);
		const { anchor } = await records.view(genuine);
		const own = { practitioner: { organization: author.organization, account: author.account.address } };
		assert.deepEqual([anchor.class, anchor.batch?.leaves, anchor.author], [OBSERVATION, 9, own]);
		assert.deepEqual((await records.view(copied)).anchor.author, { person: watch.account.address });

		// Whoever of a side anchors it again, under whatever class, hears of it; an amendment is no way round.
		await records.refuses(
			[author, 'anchor', { batch: newBatch({ root }) }, 'AlreadyAnchored'],
			[colleague, 'anchor', { batch: newBatch({ root, class: CONDITION }) }, 'AlreadyAnchored'],
			[author, 'amend', { supersedes: genuine, batch: newBatch({ root }), reason: 'WrongContent' }, 'AlreadyAnchored'],
			[person(patient.account), 'anchor', { batch: newBatch({ root }) }, 'AlreadyAnchored'],
		);
		// Different patients never collide.
		assert.equal(await new Anchors(world(), namesake.id).anchor(author, { root }), 0);
	});

	test('a writer refuses a record that it has anchored already, and anchors it anew once that was entered in error', async () => {
		const { chain, dev } = world();
		const [hospital, patient] = [world().hospital(), await world().patientOfHospital()];
		const { id } = patient;
		const records = new Anchors(world(), id);
		const side = { Organization: HOSPITAL };
		const author: Signatory = { account: dev.bob, capacity: { Practitioner: { organization: HOSPITAL } } };
		const notes = new Map<string, Uint8Array>();
		const kept = { get: async (key: string) => notes.get(key), put: async (key: string, note: Uint8Array) => void notes.set(key, note) };
		const index = new AnchoredIndex(randomBytes(32), kept, (whose, root) => anchorWithRoot(chain, whose, root, side));
		const [card, resources] = await Promise.all([patient.keyCard().then((text) => hospital.checkCard(text, id)), sample(OBSERVATION)]);
		const observations = resources.map(({ recordClass, canonical }) => ({ recordClass, canonical, months: { from: 600, until: 601 } }));
		// Each time with other salts and another key, so that the chain sees another root.
		const seal = () => sealBatches(hospital.stores.recordsOf(id), id, card, observations, undefined, index);
		const anchored = async () => {
			const [batch] = (await seal()) as [SealedBatch];
			const call = anchorBatch(chain, batch, { custodian: HOSPITAL, purpose: 'Treatment', capacity: author.capacity });
			return { batch, anchor: anchorIn(await chain.send(call, author.account)) };
		};
		const { batch, anchor } = await anchored();
		await assert.rejects(seal(), { name: 'KnownRecordError', code: 'writer.already-anchored', anchor, index: 0 });
		await records.refuses([author, 'anchor', { batch: newBatch({ root: batch.root }) }, 'AlreadyAnchored']);
		assert.equal(await anchorWithRoot(chain, id, batch.root, side), anchor);
		assert.equal((await records.view(anchor)).anchor.keyEpoch, 0);

		await records.mark(author, [anchor], 'Unreadable');
		const again = await anchored();
		assert.deepEqual([again.anchor, await records.numbers({ status: 'Current' })], [anchor + 1, [anchor + 1]]);
	});

	test('each record of a batch is proved at its own place and at no other, and what nobody sealed at none', async () => {
		const [author, patient] = await Promise.all([world().physician(), world().patient()]);
		const records = new Anchors(world(), patient.id);
		await patient.grantCollect(author.organization);
		for (const count of [1, 3, 6]) {
			const leaves = Array.from({ length: count }, () => randomBytes(32));
			const tree = new MerkleTree(leaves);
			const anchor = await records.anchor(author, { root: tree.root, leaves: count });
			const places = leaves.map((_, index) => index);
			for (const own of places) {
				for (const place of [...places, count]) {
					const word = await records.proves(anchor, place, leaves[own]!, tree.proof(own));
					assert.equal('ok' in word, own === place, `record ${own} of ${count} at ${place}: ${JSON.stringify(word)}`);
				}
				const [proof, altered] = [tree.proof(own), leaves[own]!.with(0, leaves[own]![0]! ^ 1)];
				assert.deepEqual(await records.proves(anchor, own, altered, proof), { err: 'RootMismatch' });
				assert.deepEqual(await records.proves(anchor, own, leaves[own]!, [...proof, randomBytes(32)]), { err: 'WrongProofLength' });
			}
			// Nor an inner node as if it were a record, with what is left of the proof.
			if (count > 1) {
				const inner = concatBytes(blake2b256(leaves[0]!), blake2b256(leaves[1]!));
				for (const node of [blake2b256(inner), tree.root]) {
					const words = await Promise.all([tree.proof(0).slice(1), []].map((proof) => records.proves(anchor, 0, node, proof)));
					for (const word of words) assert.ok('err' in word);
				}
			}
		}
		assert.deepEqual(await records.proves(99, 0, randomBytes(32), []), { err: 'UnknownAnchor' });
	});

	test('a second reader stands by records, once, knowing what, and can take that back whatever has become of it', async () => {
		const { chain } = world();
		const [[author], [reader, other], patient] = await Promise.all([
			world().staff('Hospital', 'Physician'), world().staff('Clinic', 'Physician', 'Nurse'), world().patient(),
		]) as [[Specialist], [Specialist, Specialist], Patient];
		const records = new Anchors(world(), patient.id);
		const [, granted] = await Promise.all([
			patient.grantCollect(author.organization), patient.grantAccess(reader, [OBSERVATION], 1), patient.grantAccess(author, [OBSERVATION], 1),
		]);
		const root = randomBytes(32);
		const anchor = await records.anchor(author, { root });
		await records.refuses(
			[reader, 'coSign', { anchor, root: randomBytes(32) }, 'OtherRoot'],
			[reader, 'withdrawCoSignature', { anchor }, 'NotCoSigned'],
			// Whoever may not read it cannot sign it.
			[other, 'coSign', { anchor, root }, 'NotPermitted'],
			[person(patient.account), 'coSign', { anchor, root }, 'CannotCoSign'],
			[author, 'coSign', { anchor, root }, 'CannotCoSign'],
		);
		const signed = await records.send(reader, 'coSign', { anchor, root });
		const by = { organization: reader.organization, practitioner: { account: reader.account.address } };
		assert.deepEqual(told(signed, 'RecordsCoSigned'), { patient: `0x${bytesToHex(patient.id)}`, anchor, ...by });
		const at = await chain.now(signed.block);
		assert.deepEqual((await records.view(anchor)).coSignatures, [{ ...by, at }]);
		assert.deepEqual((await records.page({ class: OBSERVATION })).anchors.map(({ coSignatures }) => coSignatures), [[{ ...by, at }]]);
		await records.refuses([reader, 'coSign', { anchor, root }, 'AlreadyCoSigned']);

		// The grant is gone, the signature stays until it is taken back.
		await patient.send(revoke(chain, patient.id, grantOf(granted)));
		await records.refuses([other, 'withdrawCoSignature', { anchor }, 'NotCoSigned']);
		assert.equal((await records.view(anchor)).coSignatures.length, 1);
		const withdrawn = await records.send(reader, 'withdrawCoSignature', { anchor });
		assert.deepEqual(told(withdrawn, 'CoSignatureWithdrawn'), { patient: `0x${bytesToHex(patient.id)}`, anchor, ...by });
		assert.deepEqual((await records.view(anchor)).coSignatures, []);
		assert.deepEqual((await records.lastEntries(1)).map(({ event }) => Object.keys(event)), [['coSignatureWithdrawn']]);
		await records.refuses([reader, 'coSign', { anchor, root }, 'NotPermitted']);
	});
}
