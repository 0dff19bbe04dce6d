/** Attacks on what custodians release: with somebody else's ticket, with the answer to somebody else, from inside, with another key. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyringPair } from '@polkadot/keyring/types';
import { randomBytes } from '@noble/hashes/utils.js';
import { type Chain, powerSet, publishOrganizationKey, type Receipt } from '@salus/client/chain';
import { grantOf, revoke } from '@salus/client/consent';
import { Custodian, type HeldTicket, type NonceStore, Reader, type RefusalCode, type Release } from '@salus/client/custody';
import {
	BatchOpener, type ClassKeys, concatBytes, FormatError, type KeyPair, keyOfClass, makeReleaseRequest, openRelease, patientKeyPair, type PrivateKey,
	randomKeyPair, readReleaseRequest, type ReleaseRequest, writeReleaseRequest, X25519, X_WING,
} from '@salus/client/format';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import type { Batch } from '../../scripts/demo/journey/hospital.ts';
import type { KeepingHospital } from './keeping-hospital.ts';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { anchorOf, isRedeemed, keep, ownTicket, sample, ticketFor } from './keeping.ts';
import { CONDITION, HOSPITAL, OBSERVATION, type World, listOf } from './world.ts';

const BOTH = [CONDITION, OBSERVATION];

export function releaseTests(world: () => World): void {
	test('a revoked reader with old class keys gets nothing for a ticket that it read on the chain, and its holder still does', async () => {
		const { chain } = world();
		const holder = world().specialist;
		const [thief, kept] = await Promise.all([world().physician(), recordsOf(world(), holder)]);
		const { hospital, patient, batches, given } = kept;
		const { id } = patient;
		const anchor = anchorOf(batches, OBSERVATION);

		// Once it was permitted: it has the class keys of this epoch.
		const once = grantOf(await patient.grantAccess(thief, BOTH, 30));
		await patient.deliver(hospital.custodian);
		const { release } = await thief.fetch(hospital.custodian, await ticketFor(thief, id, { Anchor: anchor }));
		const keys = await thief.keysIn(release, once);
		await (await patient.revoke(once)).finalized;

		// What is anchored after that is sealed to the same keys, and another's ticket for it stands in public.
		const [later] = (await keep(hospital, patient, await sample(CONDITION))) as [Batch];
		const ticket = await ticketFor(holder, id, { Anchor: later.anchor as number });
		assert.ok(await opensHeader(later, (await keyOfClass(keys, CONDITION))!), 'the thief could read what it got hold of');
		const seen = await ticketsOnChain(world(), id);
		assert.ok(seen.some(({ sequence, account }) => sequence === ticket.sequence && account === holder.account.address));

		const own = await thief.reader();
		await refused(hospital.custodian.release(await own.request(ticket)), 'custody.void-ticket');
		const named = { ...(await own.request(ticket)), holder: holder.account.publicKey };
		await refused(hospital.custodian.release(named), 'custody.not-signed');
		// Not with the holder's published key in it either: then nothing would be sealed to the thief, and it does not get that far.
		await refused(hospital.custodian.release({ ...named, ...(await holder.publicKey()) }), 'custody.not-signed');
		assert.deepEqual(await hospital.custodian.judge({ ...ticket, holder: thief.account.publicKey }), { best: 'NotTicketHolder', finalized: 'NotTicketHolder' });

		// The ticket is untouched.
		assert.equal(await isRedeemed(world(), ticket), false);
		assert.equal(await reads(holder, hospital, ticket, given), later.records.length);
		assert.equal(await isRedeemed(world(), ticket), true);
		assert.equal((await chain.ask('auditLogApi', 'checkTicket', [id, ticket.sequence, holder.account.publicKey, null, HOSPITAL])).toJSON().err, 'TicketRedeemed');
	});

	test('whoever overhears a release, and its request, has nothing of it, whatever class keys it once got', async () => {
		const holder = world().specialist;
		const { folder } = temporaryFolder('salus-e2e-overheard-');
		const { hospital, patient, batches, given } = await recordsOf(world(), holder, world().hospitalIn(folder));
		const ticket = await ticketFor(holder, patient.id, { Anchor: anchorOf(batches, OBSERVATION) });
		const reader = await holder.reader();
		const request = await reader.request(ticket);
		const answer = await answerTo(await hospital.custodian.release(request));
		const { header, records } = batches.find(({ recordClass }) => recordClass === OBSERVATION)!;

		// All keys that were ever handed out, and the eavesdropper's own.
		const keys = [await patient.classKeys(OBSERVATION), await patient.classKeys(CONDITION), await randomKeyPair(X25519), await randomKeyPair(X_WING)];
		const context = { patient: patient.id, sequence: ticket.sequence, custodian: HOSPITAL, nonce: request.nonce };
		for (const key of keys) await assert.rejects(openRelease(context, key, answer), FormatError);
		const sealed = await Promise.all(records.map(({ name }) => hospital.stores.recordsOf(patient.id).get(name)));
		const parts = [header, given.envelope, ...sealed.map((record) => record.subarray(-64)), ...records.map(({ commitment }) => commitment)];
		for (const part of parts) assert.ok(!Buffer.from(answer).includes(Buffer.from(part)), 'a part of the answer is not sealed');

		// The request is worth as little, also after the hospital was started again, and altered it is nobody's.
		await usedUp(hospital.custodian.release(request));
		const restarted = world().hospitalIn(folder);
		await usedUp(restarted.custodian.release(request));
		await refused(restarted.custodian.release({ ...request, nonce: randomBytes(32) }), 'custody.not-signed');

		// The holder reads it; not as the answer to another of its requests, not altered, and not in part.
		const other = await reader.request(ticket);
		await assert.rejects(reader.open(ticket, other, answer), { name: 'CustodianFault', code: 'custodian.unreadable' });
		const altered = answer.slice();
		altered[altered.length - 100]! ^= 1;
		for (const spoilt of [altered, answer.subarray(0, answer.length - 1), answer.subarray(0, answer.length >> 1)]) {
			await assert.rejects(readAll(holder, await reader.open(ticket, request, spoilt), given), { name: 'CustodianFault', code: 'custodian.unreadable' });
		}
		assert.equal(await readAll(holder, await reader.open(ticket, request, answer), given), records.length);
	});

	test('a clerk of a custodian gets nothing by passing a request on, by sending it again, or by asking for himself', async () => {
		const { chain, dev } = world();
		const holder = world().specialist;
		const [organization, clerk] = [await world().organization('Custodian'), world().account()];
		const [{ hospital, patient, batches, given }] = await Promise.all([
			recordsOf(world(), holder), world().employ(organization, { Account: clerk.publicKey }, 'Custodian'),
		]);
		const second = new Custodian(chain, { organization, signer: clerk, stores: hospital.stores, clock: Date.now });
		const ticket = await ticketFor(holder, patient.id, { Anchor: anchorOf(batches, OBSERVATION) });
		const request = await (await holder.reader()).request(ticket);

		// To another custodian that keeps the same records; with its number in it; with a key of the clerk's.
		await refused(second.release(request), 'custody.wrong-custodian');
		await refused(second.release({ ...request, custodian: organization }), 'custody.not-signed');
		const { suite, publicKey } = await randomKeyPair(X25519);
		await refused(hospital.custodian.release({ ...request, suite, publicKey }), 'custody.not-signed');
		// Himself, at either: he is no holder, and a ticket is for one custodian.
		const charlie = new Specialist(chain, HOSPITAL, dev.charlie);
		await refused(hospital.custodian.release(await (await charlie.reader()).request(ticket)), 'custody.void-ticket');
		const elsewhere = await (await holder.reader()).request({ ...ticket, custodian: organization });
		await refused(second.release(elsewhere), 'custody.void-ticket');
		assert.equal(await isRedeemed(world(), ticket), false);

		// As it came it is answered, once, to its holder.
		const fresh = await (await holder.reader()).request(ticket);
		const received = await (await holder.reader()).open(ticket, fresh, (await hospital.custodian.release(fresh)).stream);
		await usedUp(hospital.custodian.release(fresh));
		assert.equal(await readAll(holder, received, given), batches[0]!.records.length);
		await refused(hospital.custodian.release(await (await holder.reader()).request(ticket)), 'custody.void-ticket');
	});

	test('a release is sealed to the key that the reader published, and to no other that the right account signs for', async () => {
		const { chain, dev } = world();
		const holder = world().specialist;
		const [organization, ofOrganization] = [await world().clinic(), await randomKeyPair(X_WING)];
		const nurse = new Specialist(chain, organization, world().account());
		const [aunt, gateway, pseudonym] = [world().account(), world().account(), randomBytes(32)];
		const behindGateway = new Specialist(chain, organization, gateway, pseudonym);
		const [{ hospital, patient, batches }] = await Promise.all([
			recordsOf(world(), holder), world().employ(organization, nurse.practitioner), world().employ(organization, { Pseudonym: pseudonym }),
			chain.send(await publishOrganizationKey(chain, organization, ofOrganization), dev.dave),
			chain.send(world().call('providerRegistry', 'addGateway', { organization, account: gateway.publicKey }), dev.dave),
		]);
		const { id, account } = patient;
		const anchor = anchorOf(batches, OBSERVATION);
		const from = await chain.now();
		const period = { from, until: null };
		await Promise.all([
			behindGateway.publishKey(),
			patient.send(await world().grantCall(id, {}, undefined, organization)),
			patient.send(world().call('patientIdentity', 'appointRepresentative', { patient: id, account: aunt.publicKey, powers: powerSet('Access'), period })),
		]);
		const [ofHolder, ofNurse, ofPseudonym, ofPatient, ofAunt] = await Promise.all([
			ticketFor(holder, id, { Anchor: anchor }), ticketFor(nurse, id, { Anchor: anchor }), ticketFor(behindGateway, id, { Anchor: anchor }),
			ownTicket(world(), account, id, anchor), ownTicket(world(), aunt, id, anchor),
		]);
		const ask = (signer: KeyringPair, key: KeyPair, ticket: HeldTicket) => askWith(world(), hospital, signer, key, ticket);

		// A practitioner's own; another one, even of the organization, is wrong.
		const others = await Promise.all([randomKeyPair(X25519), randomKeyPair(X_WING)]);
		for (const key of [...others, await patient.classKeys(OBSERVATION)]) await refused(ask(holder.account, key, ofHolder), 'custody.wrong-key');
		assert.equal(await isRedeemed(world(), ofHolder), false);
		// Of one who has none: the organization's.
		for (const key of others) await refused(ask(nurse.account, key, ofNurse), 'custody.wrong-key');
		assert.equal((await ask(nurse.account, ofOrganization, ofNurse)).head.anchor, anchor);
		// Of one for whom a gateway signs: the pseudonym's.
		await refused(ask(gateway, ofOrganization, ofPseudonym), 'custody.wrong-key');
		assert.equal((await behindGateway.fetch(hospital.custodian, ofPseudonym)).release.head.anchor, anchor);
		// The patient's; then it reads without any grant.
		for (const key of others) await refused(ask(account, key, ofPatient), 'custody.wrong-key');
		const own = await ask(account, await patientKeyPair(patient.suite, patient.ring.roots[0]!.root), ofPatient);
		assert.equal((await listOf(own.records((recordClass) => patient.classKeys(recordClass)))).length, batches[0]!.records.length);
		// A representative has published none: any that something can be sealed to.
		await refused(ask(aunt, { ...others[0], publicKey: new Uint8Array(32) }, ofAunt), 'custody.wrong-key');
		assert.equal((await ask(aunt, others[1], ofAunt)).head.anchor, anchor);
	});

	test('a request for another chain, of another time, or on an old head is refused, and the ticket stays good', async () => {
		const { chain } = world();
		const holder = world().specialist;
		const { hospital, patient, batches, given } = await recordsOf(world(), holder);
		const ticket = await ticketFor(holder, patient.id, { Anchor: anchorOf(batches, OBSERVATION) });
		const signed = async (change: Partial<Parameters<typeof makeReleaseRequest>[0]>) => makeReleaseRequest(
			{ genesis: chain.genesis, ...ticket, holder: holder.account.publicKey, reader: await holder.publicKey(), ...change },
			async (message) => holder.account.sign(message),
		);
		const clockAhead = (milliseconds: number) => new Custodian(chain, {
			organization: HOSPITAL, signer: world().dev.charlie, stores: hospital.stores, clock: () => Date.now() + milliseconds,
		});

		await refused(hospital.custodian.release(await signed({ genesis: randomBytes(32) })), 'custody.wrong-chain');
		for (const away of [-61_000, 61_000]) await refused(hospital.custodian.release(await signed({ time: Date.now() + away })), 'custody.wrong-time');
		// Signed over bytes without the marks, or with the scheme's byte before it, it is none.
		const good = await signed({});
		await refused(hospital.custodian.release({ ...good, time: good.time + 1 }), 'custody.not-signed');
		await refused(hospital.custodian.release({ ...good, signature: concatBytes(new Uint8Array([1]), good.signature) }), 'custody.not-signed');
		// A node that was cut off shows what was true a while ago.
		const later = 10 * 60_000;
		await refused(clockAhead(later).release(await signed({ time: Date.now() + later })), 'custody.stale-head');
		assert.equal(await isRedeemed(world(), ticket), false);

		// As its JSON travels.
		const request = readReleaseRequest(writeReleaseRequest(good));
		const reader = await holder.reader();
		assert.equal(await readAll(holder, await reader.open(ticket, request, (await hospital.custodian.release(request)).stream), given), batches[0]!.records.length);
	});

	test('a ticket whose grant is revoked gets nothing, also when it held as the custodian looked; and one that is not final gets nothing yet', async () => {
		const { chain } = world();
		const holder = world().specialist;
		const organization = await world().organization('Custodian');
		const { hospital, patient, batches, given } = await recordsOf(world(), holder);
		const { id } = patient;
		const target = { Anchor: anchorOf(batches, OBSERVATION) };
		// The same account revokes and redeems, so that the one comes after the other.
		const clerk = patient.account;
		await world().employ(organization, { Account: clerk.publicKey }, 'Custodian');
		// The nonce is claimed when all checks have been made: then the revocation is sent, before the redemption.
		let revoked: Promise<Receipt> | undefined;
		const nonces: NonceStore = {
			claim: async (...claimed) => {
				const submission = await chain.submit(revoke(chain, id, given.grant), clerk);
				revoked = submission.included;
				return hospital.stores.nonces.claim(...claimed);
			},
		};
		const { batches: kept, envelopes, emergencyRings, backups, redemptions } = hospital.stores;
		const stores = { recordsOf: (whose: Uint8Array) => hospital.stores.recordsOf(whose), batches: kept, envelopes, emergencyRings, backups, nonces, redemptions };
		const custodian = new Custodian(chain, { organization, signer: clerk, stores, clock: Date.now });
		const [here, there] = await Promise.all([ticketFor(holder, id, target), ticketFor(holder, id, target, { custodian: organization })]);
		const reader = await holder.reader();
		const [first, second] = await Promise.all([reader.request(here), reader.request(there)]);

		await refused(custodian.release(second), 'custody.void-ticket');
		assert.ok(revoked, 'the custodian refused the ticket before it would have redeemed it');
		await revoked;
		await refused(hospital.custodian.release(first), 'custody.void-ticket');
		for (const ticket of [here, there]) {
			const word = await custodian.judge({ ...ticket, holder: holder.account.publicKey });
			assert.equal(await isRedeemed(world(), ticket), false);
			assert.ok(word.best !== undefined);
		}
		// Granted anew, it is another ground: the old ticket stays void.
		const again = await patient.grantAccess(holder, BOTH, 30);
		await again.finalized;
		await patient.deliver(hospital.custodian);
		await refused(hospital.custodian.release(await reader.request(here)), 'custody.void-ticket');

		// A new one is good once it is final, and not before.
		const { held, receipt } = await holder.request(id, target, HOSPITAL);
		const fresh = held as HeldTicket;
		const { parentHash } = await chain.api.rpc.chain.getHeader(receipt.block);
		const early = new Custodian(finalizedAt(chain, parentHash.toHex()), {
			organization: HOSPITAL, signer: world().dev.charlie, stores: hospital.stores, clock: Date.now,
		});
		const word = { name: 'CustodyRefusal', code: 'custody.void-ticket', ticketFault: 'TicketNotFound' };
		await assert.rejects(early.release(await reader.request(fresh)), word);
		await receipt.finalized;
		assert.equal(await reads(holder, hospital, fresh, { grant: grantOf(again) }), batches[0]!.records.length);
	});
}

/** Observations that the hospital keeps of a new patient, and what the patient granted somebody. */
interface Kept {
	hospital: KeepingHospital;
	patient: Patient;
	batches: Batch[];
	given: { grant: number; envelope: Uint8Array };
}

async function recordsOf(world: World, holder: Specialist, hospital = world.hospital()): Promise<Kept> {
	const patient = await world.patientOfHospital();
	const [batches, granted] = await Promise.all([sample(OBSERVATION).then((resources) => keep(hospital, patient, resources)), patient.grantAccess(holder, BOTH, 30)]);
	const [envelope] = patient.envelopes as [Uint8Array];
	await patient.deliver(hospital.custodian);
	return { hospital, patient, batches, given: { grant: grantOf(granted), envelope } };
}

/** The chain as it is seen where no block after this one is final. */
function finalizedAt(chain: Chain, block: string): Chain {
	return new Proxy(chain, {
		get: (target, name) => {
			if (name === 'heads') return async () => ({ ...(await target.heads()), finalized: block });
			const member: unknown = Reflect.get(target, name, target);
			return typeof member === 'function' ? member.bind(target) : member;
		},
	});
}

/** Asserts that a custodian refuses, and why. */
async function refused(release: Promise<unknown>, code: RefusalCode): Promise<void> {
	await assert.rejects(release, { name: 'CustodyRefusal', code });
}

/** Asserts that a custodian refuses, since the ticket was redeemed before. */
async function usedUp(release: Promise<unknown>): Promise<void> {
	await assert.rejects(release, { name: 'CustodyRefusal', code: 'custody.void-ticket', ticketFault: 'TicketRedeemed' });
}

/** Signs a request for a key, and opens the answer with it. */
async function askWith({ chain }: World, { custodian }: KeepingHospital, signer: KeyringPair, key: KeyPair, ticket: HeldTicket) {
	const reader = new Reader(chain, { signer, key, clock: Date.now });
	const request: ReleaseRequest = await reader.request(ticket);
	return reader.open(ticket, request, (await custodian.release(request)).stream);
}

/** The whole answer. */
async function answerTo({ stream }: Release): Promise<Uint8Array> {
	return concatBytes(...(await listOf(stream)));
}

/** Fetches and reads all records of a ticket; how many there were. */
async function reads(who: Specialist, { custodian }: KeepingHospital, ticket: HeldTicket, given: { grant: number }): Promise<number> {
	return readAll(who, (await who.fetch(custodian, ticket)).release, given);
}

async function readAll(who: Specialist, release: Parameters<Specialist['readAll']>[0], { grant }: { grant: number }): Promise<number> {
	const keys: ClassKeys = await who.keysIn(release, grant);
	return who.readAll(release, keys);
}

async function opensHeader({ patient, recordClass, header }: Batch, key: PrivateKey): Promise<boolean> {
	return BatchOpener.begin({ patient, recordClass }, key, header).then(() => true, () => false);
}

/** The tickets that the trail of a patient shows to everybody, and whose they are. */
async function ticketsOnChain({ chain }: World, patient: Uint8Array): Promise<{ sequence: number; account: string }[]> {
	const entries = (await chain.ask('auditLogApi', 'entries', [{ Patient: patient }, 0, 256])).toJSON();
	return entries.flatMap(([sequence, { actor, event }]) =>
		(event.accessRequested?.answers.some(({ outcome }) => outcome.permitted) && actor.practitioner ? [{ sequence, account: actor.practitioner.account }] : []));
}
