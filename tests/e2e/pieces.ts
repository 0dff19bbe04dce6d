/** Custody in pieces: five custodians keep one each, any three of which give the records again; the chain tells whether they can still be had. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { BatchOpener, bytesToHex, checkPiece, hexToBytes, joinPieces, openPackage, packBatch, splitIntoPieces, TooFewPiecesError } from '@salus/client/format';
import { custodyOf, holdPiece, piecePlanIn, piecesEndingBefore, planCustody, releasePiece } from '@salus/client/records';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { Anchors, person, type Signatory, told } from './anchors.ts';
import { keep, sample } from './keeping.ts';
import { DAY, HOSPITAL, OBSERVATION, type World } from './world.ts';

const [NEEDED, PIECES] = [3, 5];
const LONGEST = 366 * DAY;

export function pieceTests(world: () => World): void {
	test('a batch is kept in five pieces; two stores are lost and every record is read, three are lost and it says so', async () => {
		const { chain, dev } = world();
		const hospital = world().hospital();
		// Who keeps pieces is a custodian by its role; what kind of house it is in does not matter.
		const kinds = ['Custodian', 'Custodian', 'Hospital', 'Clinic', 'Custodian'] as const;
		const [patient, ...keepers] = await Promise.all([
			world().patientOfHospital(),
			...kinds.map(async (kind) => {
				const organization = await world().organization(kind);
				const clerk = new Specialist(chain, organization, world().account());
				await world().employ(organization, clerk.practitioner, 'Custodian');
				return clerk;
			}),
		]);
		const { id } = patient;
		const records = new Anchors(world(), id);
		const nurse = new Specialist(chain, keepers[0]!.organization, world().account());
		const [[batch]] = await Promise.all([
			sample(OBSERVATION).then((resources) => keep(hospital, patient, resources)), world().employ(nurse.organization, nurse.practitioner, 'Nurse'),
		]);
		const anchor = batch!.anchor as number;
		const packed = packBatch(await Promise.all(batch!.records.map(async ({ commitment, name }) => ({ commitment, sealed: await hospital.stores.recordsOf(id).get(name) }))));
		const { pieces, plan } = await splitIntoPieces(packed, NEEDED, PIECES);
		const stores = pieces.map((piece) => [piece]);

		// Nothing was planned: the custodian that the author named has the whole, and has not said so.
		assert.deepEqual(await custodyOf(chain, id, anchor), {
			threshold: 1, pieces: [{ custodian: HOSPITAL, root: `0x${bytesToHex(batch!.root)}`, heldUntil: null, isLive: false }], live: 0, isRecoverable: false,
		});
		const author: Signatory = { account: dev.bob, capacity: { Practitioner: { organization: HOSPITAL } } };
		const custodians = keepers.map(({ organization }) => organization);
		const planned = pieces.map((_, index) => ({ custodian: custodians[index]!, root: plan.roots[index]! }));
		await records.refuses(
			[author, 'planCustody', { anchor, threshold: 0, pieces: planned }, 'InvalidThreshold'],
			[author, 'planCustody', { anchor, threshold: PIECES + 1, pieces: planned }, 'InvalidThreshold'],
			// Not whoever shall keep them.
			[keepers[0]!, 'planCustody', { anchor, threshold: NEEDED, pieces: planned }, 'NotPermitted'],
		);
		const receipt = await chain.send(planCustody(chain, { patient: id, anchor, plan, custodians, purpose: 'Treatment', capacity: author.capacity }), dev.bob);
		const written = planned.map(({ custodian, root }) => ({ custodian, root: `0x${bytesToHex(root)}` }));
		assert.deepEqual(told(receipt, 'CustodyPlanned'), { patient: `0x${bytesToHex(id)}`, anchor, threshold: NEEDED, pieces: written });
		const nobody = await custodyOf(chain, id, anchor);
		assert.deepEqual([nobody?.live, nobody?.isRecoverable, nobody?.pieces.map(({ heldUntil }) => heldUntil)], [0, false, [null, null, null, null, null]]);

		// Each custodian checks what it was handed, and says how long it keeps it.
		const now = await chain.now();
		const until = now + 30 * DAY;
		const hold = (index: number, moment = until) => {
			const { capacity, account } = keepers[index]!;
			return chain.send(holdPiece(chain, { patient: id, anchor, piece: index, root: plan.roots[index]!, until: moment, capacity }), account);
		};
		const [root] = plan.roots as [Uint8Array];
		await records.refuses(
			[keepers[0]!, 'hold', { anchor, piece: 0, root: randomBytes(32), until }, 'OtherRoot'],
			[keepers[0]!, 'hold', { anchor, piece: 1, root: plan.roots[1]!, until }, 'NotTheCustodian'],
			[nurse, 'hold', { anchor, piece: 0, root, until }, 'NotTheCustodian'], [keepers[0]!, 'hold', { anchor, piece: PIECES, root, until }, 'PieceNotFound'],
			[keepers[0]!, 'hold', { anchor, piece: 0, root, until: now - 1 }, 'InvalidCustodyPeriod'],
			[keepers[0]!, 'hold', { anchor, piece: 0, root, until: now + LONGEST + DAY }, 'InvalidCustodyPeriod'],
			[keepers[0]!, 'release', { anchor, piece: 0 }, 'NotHeld'],
		);
		for (const [index, piece] of pieces.entries()) assert.equal(checkPiece(plan, piece).index, index);
		const held = await Promise.all(pieces.map((_, index) => hold(index)));
		for (const [index, one] of held.entries()) {
			assert.deepEqual(told(one, 'PieceHeld'), { patient: `0x${bytesToHex(id)}`, anchor, piece: index, custodian: custodians[index], until });
			assert.ok(!one.events.some(({ event }) => event.method === 'TransactionFeePaid'));
		}
		const entries = (await records.lastEntries(PIECES)).map(({ event }) => event['custodyTaken'] as { piece: number } | undefined);
		assert.deepEqual(entries.map((entry) => entry?.piece).toSorted(), [0, 1, 2, 3, 4]);
		const all = (await custodyOf(chain, id, anchor))!;
		assert.deepEqual([all.live, all.isRecoverable, all.pieces.every(({ heldUntil, isLive }) => isLive && heldUntil === until)], [PIECES, true, true]);
		assert.deepEqual(piecePlanIn(all), plan);

		// One renews, and says nothing new in the trail; the others will have to.
		await hold(0, until + 30 * DAY);
		assert.deepEqual(await records.lastEntries(PIECES).then((last) => last.filter(({ event }) => event['custodyTaken']).length), PIECES);
		assert.deepEqual(piecesEndingBefore((await custodyOf(chain, id, anchor))!, until + DAY), [1, 2, 3, 4]);

		// Two stores are lost, one of them unnoticed.
		const release = async (index: number) => chain.send(releasePiece(chain, { patient: id, anchor, piece: index, capacity: keepers[index]!.capacity }), keepers[index]!.account);
		const released = await release(1);
		assert.deepEqual(told(released, 'PieceReleased'), { patient: `0x${bytesToHex(id)}`, anchor, piece: 1, custodian: custodians[1] });
		stores[1] = [];
		stores[3] = [];
		const left = (await custodyOf(chain, id, anchor))!;
		assert.deepEqual([left.live, left.isRecoverable, left.pieces.map(({ isLive }) => isLive)], [4, true, [true, false, true, true, true]]);
		const originals = (await sample(OBSERVATION)).map(({ canonical }) => bytesToHex(canonical));
		assert.deepEqual(await readAll(), originals.toSorted());
		await records.refuses([keepers[1]!, 'release', { anchor, piece: 1 }, 'NotHeld']);

		// A custodian that may act no more cannot be asked. The patient, who may plan, too, sees it and what is missing.
		await Promise.all([
			world().byAuthority(world().call('providerRegistry', 'suspendOrganization', { organization: custodians[3]! })),
			release(4),
		]);
		stores[4] = [];
		const lost = (await custodyOf(chain, id, anchor))!;
		assert.deepEqual([lost.live, lost.isRecoverable, lost.pieces.map(({ isLive }) => isLive)], [2, false, [true, false, true, false, false]]);
		await assert.rejects(readAll(), TooFewPiecesError);

		// The hospital has it still, and splits it anew among those who are left, at the patient's word. What stays where it was stays held.
		const [first, , third] = custodians as [number, number, number];
		const anew = [{ custodian: first, root: plan.roots[0]! }, { custodian: HOSPITAL, root: plan.roots[1]! }, { custodian: third, root: plan.roots[2]! }];
		await records.send(person(patient.account), 'planCustody', { anchor, threshold: NEEDED, pieces: anew });
		// From then on the author does not move it elsewhere.
		await records.refuses([author, 'planCustody', { anchor, threshold: NEEDED, pieces: planned }, 'PlannedByPatient']);
		const clerk: Signatory = { account: dev.charlie, capacity: { Practitioner: { organization: HOSPITAL } } };
		await records.send(clerk, 'hold', { anchor, piece: 1, root: plan.roots[1]!, until });
		const again = (await custodyOf(chain, id, anchor))!;
		assert.deepEqual([again.threshold, again.live, again.isRecoverable], [NEEDED, 3, true]);

		/** What comes of all pieces that the stores still have: the records, opened with the patient's keys, each under the anchor. */
		async function readAll(): Promise<string[]> {
			const { bytes, bad } = await joinPieces(plan, stores.flat());
			assert.deepEqual(bad, []);
			const stored = (await records.view(anchor)).anchor.batch!;
			const opener = await BatchOpener.begin({ patient: id, recordClass: OBSERVATION }, await patient.classKeys(OBSERVATION), batch!.header);
			return openPackage({ root: hexToBytes(stored.root.slice(2)), records: stored.leaves }, bytes)
				.map(({ sealed }, index) => bytesToHex(opener.open(index, sealed).canonical)).toSorted();
		}
	});
}
