/** The services of custodians, as processes: what they keep, hand out and survive, and what nobody gets out of them. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { answerEmergency, closeEmergency, emergencyRing, grantOf, optOutOfEmergencies, reviewEmergency, setEmergencyRing, wholeClass } from '@salus/client/consent';
import { type EmergencyKeys, gatherShares, type HandedRing, type HeldTicket, openEach, openInEmergency, PatientSide, type ReceivedRelease } from '@salus/client/custody';
import {
	bytesToHex, type ClassKeys, combineShares, emergencyRingOnChain, FormatError, keyOfClass, makeEmergencyRing, openBackupByWords, openEmergencyRing, openEmergencyShare, packBatch,
	randomRecoveryWords, releasedEmergency, shareCommitment, splitIntoPieces, writeEmergencyRing,
} from '@salus/client/format';
import { recordsIn, type Resource } from '@salus/client/fhir/records';
import { keepAndRead, keepInPieces, keysInEmergency, readPieces } from '../../clients/typescript/examples/custodians.ts';
import type { Batch } from '../../scripts/demo/journey/hospital.ts';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { Gate, SENDS } from './gate.ts';
import { isRedeemed, releasesOn, sample, ticketFor } from './keeping.ts';
import { handed, keepAt, nameRing, onceUp, type RealCustodian, realCustodian, sharedCustodians } from './real-custodians.ts';
import { breakGlass, emergencyPhysician } from './rescuers.ts';
import { CONDITION, fhir, HOSPITAL, listOf, OBSERVATION, type World } from './world.ts';

const EMERGENCY = { purpose: 'EmergencyTreatment' } as const;
const REFUSED = { name: 'CustodyRefusal', code: 'custody.refused' };
/** How often a block may be faster than a kill. */
const TRIES = 5;
const NOT_NAMED = { name: 'CustodyRefusal', code: 'custody.not-as-committed' };

export function serviceTests(world: () => World): void {
	test('a service keeps what a hospital hands in, and releases it to who holds a ticket, and to nobody else', async () => {
		const { chain, dev, specialist } = world();
		const hospital = world().hospital();
		const [[{ custodian, process }], patient, stranger] = await Promise.all([sharedCustodians(world()), world().patientOfHospital(), world().physician()]);
		const { id } = patient;
		const words = randomRecoveryWords();
		await patient.backUp(custodian, { words });
		const [batches, granted] = await Promise.all([keepAt(custodian, hospital, patient, await sample(OBSERVATION, CONDITION)), patient.grantAccess(specialist, [OBSERVATION, CONDITION], 30)]);
		await patient.deliver(custodian);
		const batch = batches.find(({ recordClass }) => recordClass === OBSERVATION)!;
		const from = hospital.stores.recordsOf(id);

		// Handed in again it changes nothing; what is not the batch is not taken, nor a header that nobody can tell from the right one.
		await custodian.takeBatch(handed(batch), from);
		const { header: other } = batches.find(({ recordClass }) => recordClass === CONDITION)!;
		await assert.rejects(custodian.takeBatch({ ...handed(batch), header: other }, from), { name: 'CustodyRefusal', code: 'custody.other-header' });
		await assert.rejects(custodian.takeBatch({ ...handed(batch), records: handed(batch).records.slice(1) }, from), NOT_NAMED);
		await assert.rejects(custodian.takeEnvelope(id, randomBytes(100)), NOT_NAMED);

		const ticket = await ticketFor(specialist, id, { Anchor: batch.anchor as number }, { custodian: custodian.organization });
		const thief = await stranger.reader();
		await assert.rejects(custodian.release(await thief.request(ticket)), REFUSED);
		await assert.rejects(custodian.release({ ...(await thief.request(ticket)), holder: specialist.account.publicKey }), REFUSED);
		assert.equal(await isRedeemed(world(), ticket), false);
		const { receipt, release } = await specialist.fetch(custodian, ticket);
		const keys = await specialist.keysIn(release, grantOf(granted));
		assert.equal(await specialist.readAll(release, keys), batch.records.length);
		// It was looked up, and becomes final.
		await receipt.finalized;
		assert.equal((await releasesOn(world(), id, ticket.sequence)).length, 1);
		await assert.rejects(specialist.fetch(custodian, ticket), REFUSED);

		// The patient's side: its ring comes back, its headers move, and what it has erased is gone.
		const side = new PatientSide(chain, { patient: id, signer: patient.account, clock: () => Date.now() });
		const asked = await side.giveBackups(custodian.organization);
		const { backups } = await custodian.answer(asked.request, asked.content);
		assert.deepEqual(await openEach(backups ?? [], (backup) => openBackupByWords(backup, words)), [patient.ring]);
		await assert.rejects(custodian.answer(asked.request, asked.content), REFUSED);
		const byStranger = await new PatientSide(chain, { patient: id, signer: stranger.account, clock: () => Date.now() }).giveBackups(custodian.organization);
		await assert.rejects(custodian.answer(byStranger.request, byStranger.content), REFUSED);
		const moved = (await listOf(patient.renewKeys([custodian]))).flatMap((done) => (done.step === 'moved' ? [done.batch.outcome] : []));
		assert.deepEqual(moved, batches.map(() => 'moved'));
		assert.deepEqual(new Set((await listOf(patient.moveRecords(custodian))).map(({ outcome }) => outcome)), new Set(['present']));
		const types = await keepAndRead({
			chain, organization: custodian.organization, url: process.url, clinician: dev.bob, hospital: HOSPITAL, batch: handed(batch), store: from, reader: await specialist.reader(),
			ticket: await ticketFor(specialist, id, { Anchor: batch.anchor as number }, { custodian: custodian.organization }),
			bond: { organization: specialist.organization, grantee: specialist.grantee }, grant: grantOf(granted),
		});
		assert.deepEqual(types, batch.records.map(() => 'Observation'));
		await (await patient.revoke(grantOf(granted))).finalized;
		// The envelope of before the renewal, and the one of after it.
		assert.equal(await custodian.dropUnnamed(id), 2);
	});

	test('fewer custodians than it takes open nothing, with all that their insiders have; a false share is told by whose it is', async () => {
		const { chain } = world();
		const [custodians, medic, patient] = await Promise.all([sharedCustodians(world()), emergencyPhysician(world()), world().patient()]);
		const { id } = patient;
		const { ring, text, keys } = await nameRing(world(), patient, custodians, 3);

		// Neither a ring that the chain does not name, nor one whose share is another's, is taken in.
		const to = custodians.map(({ organization, key }) => ({ custodian: organization, key }));
		const [one, other] = custodians;
		const unnamed = await makeEmergencyRing({ patient: id, epoch: 0 }, keys, to, 3);
		await assert.rejects(one.custodian.takeEmergencyRing(writeEmergencyRing(unnamed)), NOT_NAMED);
		for (const { custodian } of custodians) await custodian.takeEmergencyRing(text);

		await breakGlass(world(), medic, id);
		const handed = await Promise.all(custodians.map(async (custodian) => fetchShare(medic, custodian, await shareTicket(medic, id, custodian))));
		const two = handed.slice(0, 2);
		await assert.rejects(openInEmergency(chain, id, two), { code: 'emergency.too-few-shares' });
		const { ring: named } = (await emergencyRing(chain, id))!;
		await assert.rejects(openEmergencyRing(id, named, two), FormatError);
		const insiders = await Promise.all([one, other].map(async ({ organization, key }) => {
			const share = await openEmergencyShare(ring, organization, key);
			return { share, commitment: shareCommitment(share) };
		}));
		await assert.rejects(combineShares(3, insiders), FormatError);
		for (const { key } of [one, other]) await assert.rejects(openEmergencyShare(ring, custodians[2]!.organization, key), FormatError);
		await assert.rejects(openEmergencyRing(id, named, [one, other].map(({ organization }, i) => ({ custodian: organization, released: releasedEmergency(ring, insiders[i]!.share) }))), FormatError);

		for (const [index, { custodian }] of handed.entries()) {
			const spoilt = handed.map((share, place) => (place === index ? { ...share, released: { ...share.released, share: flipped(share.released.share) } } : share));
			await assert.rejects(openInEmergency(chain, id, spoilt), { name: 'CustodianFault', code: 'custodian.false-share', custodian });
		}
		const opened = await openInEmergency(chain, id, handed);
		assert.deepEqual(opened.faults, []);
		await assertSameKeys(opened, keys);

		// Sealed to somebody else's key, a share opens nowhere.
		const crossed = await makeEmergencyRing({ patient: id, epoch: 0 }, keys, to.map(({ custodian }, i) => ({ custodian, key: to[(i + 1) % to.length]!.key })), 3);
		await patient.send(setEmergencyRing(chain, id, emergencyRingOnChain(crossed)));
		for (const { custodian } of custodians) await assert.rejects(custodian.takeEmergencyRing(writeEmergencyRing(crossed)), NOT_NAMED);
	});

	test('an old ring is worth nothing: not when it is handed in again, and not out of a store that was put back', async () => {
		const { chain } = world();
		const [own, [second, third], medic, patient] = await Promise.all([
			realCustodian(world()), sharedCustodians(world()), emergencyPhysician(world()), world().patient(),
		]);
		const { id } = patient;
		const custodians = [own, second, third];
		const old = await nameRing(world(), patient, custodians);
		for (const { custodian } of custodians) await custodian.takeEmergencyRing(old.text);
		await breakGlass(world(), medic, id);
		const early = await fetchShare(medic, second, await shareTicket(medic, id, second));
		await own.process.stop();
		const [store, copy] = [join(own.folder, 'store'), join(own.folder, 'copy')];
		cpSync(store, copy, { recursive: true });
		await own.process.startAgain();

		const present = await nameRing(world(), patient, custodians);
		for (const { custodian } of custodians) {
			await assert.rejects(custodian.takeEmergencyRing(old.text), NOT_NAMED);
			await custodian.takeEmergencyRing(present.text);
		}
		await own.process.kill();
		rmSync(store, { recursive: true });
		cpSync(copy, store, { recursive: true });
		await own.process.startAgain();
		const [putBack, ...others] = await Promise.all(custodians.map((custodian) => shareTicket(medic, id, custodian)));
		// It has the old one only, which nobody wants.
		await assert.rejects(onceUp(() => medic.fetch(own.custodian, putBack!)), REFUSED);
		assert.equal(await isRedeemed(world(), putBack!), false);
		const handed = await Promise.all([second, third].map((custodian, index) => fetchShare(medic, custodian, others[index]!)));
		await assert.rejects(openInEmergency(chain, id, [early, handed[0]!]), { code: 'emergency.ring-replaced' });
		const opened = await openInEmergency(chain, id, handed);
		await assertSameKeys(opened, present.keys);
		// Handed in anew, it serves again.
		await own.custodian.takeEmergencyRing(present.text);
		await fetchShare(medic, own, putBack!);
	});

	const ways: [what: string, between: (scene: EmergencyScene) => Promise<unknown>][] = [
		['a session that ends', async ({ world: { chain }, medic, session }) => chain.send(closeEmergency(chain, medic.capacity, session), medic.account)],
		['an opt-out', async ({ world: { chain }, patient }) => patient.send(optOutOfEmergencies(chain, patient.id))],
		['a verdict', async ({ settle }) => settle()],
	];
	for (const [what, between] of ways) {
		test(`${what} between two shares leaves one share, which opens nothing`, async () => {
			const { chain } = world();
			const [custodians, medic, patient] = await Promise.all([sharedCustodians(world()), emergencyPhysician(world()), world().patient()]);
			const { id } = patient;
			const { text } = await nameRing(world(), patient, custodians);
			for (const { custodian } of custodians) await custodian.takeEmergencyRing(text);
			const settle = what === 'a verdict' ? await condemn(world(), medic) : async () => {};
			const session = await breakGlass(world(), medic, id);
			const [first, second] = custodians;
			const [early, late] = await Promise.all([shareTicket(medic, id, first), shareTicket(medic, id, second)]);
			const share = await fetchShare(medic, first, early);
			await between({ world: world(), medic, patient, session, settle });
			await assert.rejects(medic.fetch(second.custodian, late), REFUSED);
			assert.deepEqual([await isRedeemed(world(), early), await isRedeemed(world(), late)], [true, false]);
			await assert.rejects(openInEmergency(chain, id, [share]), { code: 'emergency.too-few-shares' });
		});
	}

	test('a custodian whose accreditation was revoked hands out nothing; the two others suffice', async () => {
		const { chain } = world();
		const [own, [second, third], medic, patient] = await Promise.all([
			realCustodian(world()), sharedCustodians(world()), emergencyPhysician(world()), world().patient(),
		]);
		const { id } = patient;
		const custodians = [own, second, third];
		const { text, keys } = await nameRing(world(), patient, custodians);
		for (const { custodian } of custodians) await custodian.takeEmergencyRing(text);
		await breakGlass(world(), medic, id);
		const tickets = await Promise.all(custodians.map((custodian) => shareTicket(medic, id, custodian)));
		await world().byAuthority(world().call('providerRegistry', 'revokeAccreditation', { organization: own.organization }));
		// The ticket is as good as before: it is the custodian who may not redeem it any more.
		await assert.rejects(medic.fetch(own.custodian, tickets[0]!), { name: 'CustodyUnavailable', code: 'custody.unavailable' });
		assert.equal(await isRedeemed(world(), tickets[0]!), false);
		// Whoever asks it first asks another one, too, and no more than it takes.
		const keyOf = await keysInEmergency({ chain, reader: await medic.reader(), sources: custodians.map(({ custodian }, index) => ({ custodian, ticket: tickets[index]! })) });
		assert.deepEqual((await keyOf(OBSERVATION, 0))?.privateKey, (await keyOfClass(keys, OBSERVATION))?.privateKey);
		assert.deepEqual(await Promise.all(tickets.map((ticket) => isRedeemed(world(), ticket))), [false, true, true]);
	});

	test('a custodian that takes connections and never answers holds nobody up in an emergency', async () => {
		const { chain } = world();
		const [own, [second, third], medic, patient] = await Promise.all([
			realCustodian(world()), sharedCustodians(world()), emergencyPhysician(world()), world().patient(),
		]);
		const custodians = [own, second, third];
		const { text, keys } = await nameRing(world(), patient, custodians);
		for (const { custodian } of custodians) await custodian.takeEmergencyRing(text);
		await breakGlass(world(), medic, patient.id);
		const sources = await Promise.all(custodians.map(async (one) => ({ custodian: one.custodian, ticket: await shareTicket(medic, patient.id, one) })));
		process.kill(own.process.pid, 'SIGSTOP');
		try {
			const gathered = await gatherShares(chain, await medic.reader(), sources, { patienceMs: 1_000 });
			await assertSameKeys(gathered, keys);
			assert.equal(gathered.failed.size, 0);
		} finally {
			process.kill(own.process.pid, 'SIGCONT');
		}
	});

	test('a custodian that is killed and started again between two shares hands out its own; so do two of three without the third', async () => {
		const { chain } = world();
		const [own, gone, [third], medic, patient] = await Promise.all([
			realCustodian(world()), realCustodian(world()), sharedCustodians(world()), emergencyPhysician(world()), world().patient(),
		]);
		const { id } = patient;
		const custodians = [own, gone, third];
		const { text, keys } = await nameRing(world(), patient, custodians);
		for (const { custodian } of custodians) await custodian.takeEmergencyRing(text);
		await breakGlass(world(), medic, id);
		const tickets = await Promise.all(custodians.map((custodian) => shareTicket(medic, id, custodian)));
		const first = await fetchShare(medic, third, tickets[2]!);
		await Promise.all([own.process.kill(), gone.process.kill()]);
		gone.process.loseStore();
		await assert.rejects(medic.fetch(own.custodian, tickets[0]!), { name: 'CustodyUnavailable', code: 'custody.unreachable' });
		await own.process.startAgain();
		const second = await onceUp(() => fetchShare(medic, own, tickets[0]!));
		const opened = await openInEmergency(chain, id, [first, second]);
		await assertSameKeys(opened, keys);
		// The one without a store has nothing of it, and does not use the ticket up.
		await gone.process.startAgain();
		await assert.rejects(onceUp(() => medic.fetch(gone.custodian, tickets[1]!)), REFUSED);
		assert.equal(await isRedeemed(world(), tickets[1]!), false);
	});

	test('killed in any stage of a release, a service has handed out nothing that the trail does not tell, and goes on afterwards', async () => {
		const { chain, specialist } = world();
		const hospital = world().hospital();
		const gate = await Gate.before(world().url);
		const [own, patient, resources] = await Promise.all([realCustodian(world(), gate.url), world().patientOfHospital(), longObservations(16)]);
		const { id } = patient;
		const { custodian, organization, process } = own;
		const [[batch], granted] = await Promise.all([keepAt(custodian, hospital, patient, resources), patient.grantAccess(specialist, [OBSERVATION], 30)]);
		await patient.deliver(custodian);
		const target = { Anchor: batch!.anchor as number };
		const all = batch!.records.length;
		const open = async (release: ReceivedRelease, tell: () => void = () => {}) => {
			const keys = await specialist.keysIn(release, grantOf(granted));
			let read = 0;
			// One at a time: no more is taken of the answer than what was read.
			for await (const _ of release.records((recordClass) => keyOfClass(keys, recordClass), 1)) {
				read += 1;
				tell();
			}
			return read;
		};
		const fetched = async (ticket: HeldTicket) => open((await specialist.fetch(custodian, ticket)).release);
		// On a busy machine its node may have been too slow before.
		const failed = async (ticket: HeldTicket) => assert.rejects(onceUp(() => fetched(ticket)), { name: 'CustodyUnavailable', code: 'custody.unreachable' });
		const redeemed = async (ticket: HeldTicket) => isRedeemed(world(), ticket);
		/** Of a release whose answer has begun. */
		const begun = async (ticket: HeldTicket) => {
			const reader = await specialist.reader();
			const request = await reader.request(ticket);
			const { stream } = await custodian.release(request);
			return { release: await reader.open(ticket, request, stream) };
		};
		const brokenOff = { name: 'CustodyUnavailable', code: 'custody.broken-off' };
		const aboutPatient = new RegExp(bytesToHex(id));

		/** Each brings a release so far, and kills the service; `false` if it was too late. Whether the chain redeems the ticket, and whether the outbox has it as begun and no further, shows afterwards. */
		const stages: [what: string, comes: { isRedeemed: boolean; isBegun: boolean }, kill: (ticket: HeldTicket) => Promise<unknown>][] = [
			['while the ticket is judged', { isRedeemed: false, isBegun: false }, async (ticket) => {
				const asks = gate.keepBackFrom(aboutPatient);
				const outcome = failed(ticket);
				await asks;
				await process.kill();
				await outcome;
			}],
			['when the redemption is noted, and not sent', { isRedeemed: false, isBegun: true }, async (ticket) => {
				const sends = gate.keepBackFrom(SENDS);
				const outcome = failed(ticket);
				await sends;
				await process.kill();
				await outcome;
			}],
			['when the node has the redemption, and no block', { isRedeemed: true, isBegun: true }, async (ticket) => {
				const sent = gate.keepAnswersTo(SENDS);
				const outcome = failed(ticket);
				await sent;
				await process.kill();
				await outcome;
				return !(await redeemed(ticket));
			}],
			['when a block holds the redemption, which the service has not heard', { isRedeemed: true, isBegun: true }, async (ticket) => {
				const sent = gate.keepAnswersTo(SENDS);
				const outcome = failed(ticket);
				await sent;
				await until(() => redeemed(ticket));
				await process.kill();
				await outcome;
			}],
			['when the answer has begun', { isRedeemed: true, isBegun: false }, async (ticket) => {
				const { release } = await begun(ticket);
				assert.equal(await redeemed(ticket), true);
				await process.kill();
				await assert.rejects(open(release), brokenOff);
			}],
			['in the middle of the records', { isRedeemed: true, isBegun: false }, async (ticket) => {
				const { release } = await begun(ticket);
				let [read, killed] = [0, Promise.resolve()];
				const first = () => {
					read += 1;
					if (read === 1) killed = process.kill();
				};
				await assert.rejects(open(release, first), brokenOff);
				await killed;
				assert.ok(read > 0 && read < all, `${read} of ${all}`);
				assert.equal(await redeemed(ticket), true);
			}],
			['when all was read, before it knows that the redemption is final', { isRedeemed: true, isBegun: false }, async (ticket) => {
				const { release } = await begun(ticket);
				gate.deafen();
				const isFinal = async () => isRedeemed(world(), ticket, (await chain.heads()).finalized);
				const isLate = await isFinal();
				assert.equal(await open(release), all);
				await until(isFinal);
				await process.kill();
				return !isLate;
			}],
		];
		const unused = await Promise.all(Array.from({ length: stages.length + TRIES }, () => ticketFor(specialist, id, target, { custodian: organization })));
		for (const [what, { isRedeemed: isRedeemedThen, isBegun }, kill] of stages) {
			for (let isHit = false; !isHit;) {
				const ticket = unused.pop() ?? assert.fail(`a block was always faster ${what}`);
				isHit = (await kill(ticket)) !== false;
				gate.open();
				const before = process.log.length;
				await process.startAgain();
				assert.equal(process.log.slice(before).includes('a release was begun and not ended'), isBegun, what);
				// What the node had comes into a block; then the ticket is used up. What it had not does not, and the ticket serves still.
				if (isRedeemedThen) {
					await until(() => redeemed(ticket));
					await assert.rejects(onceUp(() => fetched(ticket)), REFUSED, what);
				} else {
					assert.equal(await redeemed(ticket), false, what);
					assert.equal(await onceUp(() => fetched(ticket)), all, what);
				}
				assert.equal((await releasesOn(world(), id, ticket.sequence)).length, 1, what);
			}
		}
		// Of none the service took the redemption for lost.
		assert.ok((await world().trailOf(id)).every(({ event }) => event['releaseReported'] === undefined));
	});

	test('pieces lie with services, which show that they have them; one is killed, and the others give the batch', async () => {
		const { chain, dev } = world();
		const hospital = world().hospital();
		const [own, [second, third], patient] = await Promise.all([realCustodian(world()), sharedCustodians(world()), world().patientOfHospital()]);
		const { id } = patient;
		const custodians = [own, second, third];
		const card = await hospital.checkCard(await patient.keyCard(), id);
		const [batch] = (await hospital.sealAll(id, card, await sample(OBSERVATION))) as [Batch];
		await hospital.anchorAll([batch]);
		const anchor = batch.anchor as number;
		const [remote, from] = [custodians.map(({ custodian }) => custodian), hospital.stores.recordsOf(id)];
		const packed = packBatch(await Promise.all(batch.records.map(async ({ commitment, name }) => ({ commitment, sealed: await from.get(name) }))));
		const { pieces, plan } = await splitIntoPieces(packed, 2, 3);
		await assert.rejects(second.custodian.takePiece(id, anchor, pieces[1]!), { name: 'CustodyRefusal' });
		await keepInPieces(chain, remote, handed(batch), from, { signer: dev.bob, capacity: { Practitioner: { organization: HOSPITAL } } });
		await assert.rejects(second.custodian.takePiece(id, anchor, pieces[0]!), { name: 'CustodyRefusal' });
		for (const [index, { custodian }] of custodians.entries()) {
			assert.deepEqual((await custodian.proveChunk({ patient: id, anchor, plan, index }, 0)).chunk, pieces[index]!.slice(0, 65_536));
			assert.deepEqual(await custodian.givePiece({ patient: id, anchor, plan, index }), pieces[index]);
		}
		await own.process.kill();
		const records = await readPieces(chain, new Map(remote.map((custodian) => [custodian.organization, custodian])), id, anchor);
		assert.deepEqual(records.map(({ commitment }) => commitment), batch.records.map(({ commitment }) => commitment));
	});
}

interface EmergencyScene {
	world: World;
	medic: Specialist;
	patient: Patient;
	session: number;
	/** The last word on what the physician did before. */
	settle: () => Promise<unknown>;
}

/** The physician broke the glass of somebody else without a cause, and was heard: what is left is the second verdict, after which nobody practises. */
async function condemn(world: World, medic: Specialist): Promise<() => Promise<unknown>> {
	const { chain } = world;
	const [other] = await Promise.all([world.patient(), world.staff('Clinic', 'PrivacyOfficer'), world.staff('Clinic', 'PrivacyOfficer')]);
	const number = await breakGlass(world, medic, other.id);
	await chain.send(closeEmergency(chain, medic.capacity, number), medic.account);
	const [first, second] = (await world.reviewersOf(number)) as [Specialist, Specialist];
	const judge = ({ capacity, account }: Specialist) =>
		chain.send(reviewEmergency(chain, { session: number, capacity, isJustified: false, findings: randomBytes(32) }), account);
	await judge(first);
	await chain.send(answerEmergency(chain, medic.capacity, number, randomBytes(32)), medic.account);
	return () => judge(second);
}

/** Observations of a megabyte each: so many that they are not all on their way at once. */
function longObservations(count: number): Resource[] {
	const { entry, ...bundle } = JSON.parse(readFileSync(fhir('sample-bundle.json'), 'utf8')) as { entry: { fullUrl: string; resource: { resourceType: string } }[] };
	const of = (type: string) => entry.find(({ resource }) => resource.resourceType === type)!;
	const long = Array.from({ length: count }, (_, i) => ({ fullUrl: `urn:uuid:${randomUUID()}`, resource: { ...of('Observation').resource, id: `long-${i}`, note: [{ text: 'x'.repeat(2 ** 20) }] } }));
	const bytes = new TextEncoder().encode(JSON.stringify({ ...bundle, entry: [of('Patient'), ...long] }));
	return recordsIn(bytes, 'long observations').resources.filter(({ recordClass }) => recordClass === OBSERVATION);
}

async function shareTicket(medic: Specialist, patient: Uint8Array, { organization }: RealCustodian): Promise<HeldTicket> {
	return ticketFor(medic, patient, wholeClass(OBSERVATION), { ...EMERGENCY, custodian: organization });
}

async function fetchShare(medic: Specialist, { custodian, organization }: RealCustodian, ticket: HeldTicket): Promise<HandedRing> {
	const { release: { head } } = await medic.fetch(custodian, ticket);
	assert.ok(head.emergency, 'no share was handed out');
	return { custodian: organization, released: head.emergency, block: ticket.block };
}

/** Whether what opened are the keys that were sealed, as far as they were. */
async function assertSameKeys({ keys: opened }: EmergencyKeys, sealed: ClassKeys): Promise<void> {
	const [one, other] = await Promise.all([opened, sealed].map((keys) => keyOfClass(keys, OBSERVATION)));
	assert.ok(one);
	assert.deepEqual([one.suite, one.privateKey], [other?.suite, other?.privateKey]);
	assert.equal(await keyOfClass(opened, CONDITION), undefined);
}

function flipped(bytes: Uint8Array): Uint8Array {
	const other = bytes.slice();
	other[0]! ^= 1;
	return other;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
	const end = performance.now() + 60_000;
	while (!(await condition())) {
		assert.ok(performance.now() < end, 'it does not come about');
		await pause(100);
	}
}

async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}
