/** Attacks on what a custodian's service releases: with somebody else's ticket, with the answer to somebody else, from inside, with another key. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyringPair } from '@polkadot/keyring/types';
import { randomBytes } from '@noble/hashes/utils.js';
import { powerSet, publishOrganizationKey, type Receipt } from '@salus/client/chain';
import { grantOf } from '@salus/client/consent';
import { type HeldTicket, Reader, type ReceivedRelease, type Release } from '@salus/client/custody';
import {
	BatchOpener, bytesToHex, concatBytes, FormatError, type KeyPair, keyOfClass, makeReleaseRequest, openRelease, patientKeyPair, type PrivateKey, randomKeyPair,
	writeReleaseRequest, X25519, X_WING,
} from '@salus/client/format';
import type { Batch } from '../../scripts/demo/journey/hospital.ts';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { Gate, SENDS } from './gate.ts';
import { anchorOf, isRedeemed, ownTicket, releasesOn, sample, ticketFor } from './keeping.ts';
import type { KeepingHospital } from './keeping-hospital.ts';
import { handed, keepAt, onceUp, type RealCustodian, realCustodian, sharedCustodians } from './real-custodians.ts';
import { assertMalformed, assertRefusal, notReleased, post, refuses } from './refusing.ts';
import { CONDITION, listOf, OBSERVATION, type World } from './world.ts';

const BOTH = [CONDITION, OBSERVATION];
/** How often a block may become final faster than a service is asked. */
const TRIES = 5;
/** So far a clock may be ahead; then a request is of now for longer than a test takes, also on a busy machine. */
const AHEAD = 50_000;

export function releaseTests(world: () => World): void {
	test('a revoked reader with old class keys gets nothing for a ticket that it read on the chain, and its holder still does', async () => {
		const holder = world().specialist;
		const [[service], thief] = await Promise.all([sharedCustodians(world()), world().physician()]);
		const { organization: custodian } = service;
		const { hospital, patient, batches, given } = await recordsAt(world(), service, holder);
		const { id } = patient;
		const anchor = anchorOf(batches, OBSERVATION);

		// Once it was permitted: it has the class keys of this epoch.
		const once = grantOf(await patient.grantAccess(thief, BOTH, 30));
		await patient.deliver(service.custodian);
		const { release } = await thief.fetch(service.custodian, await ticketFor(thief, id, { Anchor: anchor }, { custodian }));
		const keys = await thief.keysIn(release, once);
		assert.equal(await thief.readAll(release, keys), batches[0]!.records.length);
		const unused = await ticketFor(thief, id, { Anchor: anchor }, { custodian });
		await (await patient.revoke(once)).finalized;

		// What is anchored after that is sealed to the same keys, and another's ticket for it stands in public.
		const [later] = (await keepAt(service.custodian, hospital, patient, await sample(CONDITION))) as [Batch];
		const ticket = await ticketFor(holder, id, { Anchor: later.anchor as number }, { custodian });
		assert.ok(await opensHeader(later, (await keyOfClass(keys, CONDITION))!), 'the thief could read what it got hold of');
		const seen = await ticketsOnChain(world(), id);
		assert.ok(seen.some(({ sequence, account }) => sequence === ticket.sequence && account === holder.account.address));

		const own = await thief.reader();
		await refuses(service, await own.request(unused), 'void');
		await refuses(service, await own.request(ticket), 'void');
		const named = { ...(await own.request(ticket)), holder: holder.account.publicKey };
		await refuses(service, named, 'not-signed');
		// Not with the holder's published key in it either: then nothing would be sealed to the thief, and it does not get that far.
		await refuses(service, { ...named, ...(await holder.publicKey()) }, 'not-signed');
		await refuses(service, { ...named, signature: new Uint8Array(64) }, 'not-signed');
		assert.equal(await faultOf(world(), ticket, thief.account.publicKey), 'NotTicketHolder');
		// What is handed in there nobody gets there.
		for (const path of [`records/${later.records[0]!.name}`, `batches/${later.anchor}`]) {
			const answer = await fetch(`${service.process.url}/v1/patients/${bytesToHex(id)}/${path}`);
			assert.deepEqual([answer.status, ((await answer.json()) as { error: string }).error], [405, 'malformed']);
		}

		// The ticket is untouched.
		assert.equal(await isRedeemed(world(), unused), false);
		assert.equal(await isRedeemed(world(), ticket), false);
		assert.equal(await reads(holder, service, ticket, given), later.records.length);
		assert.equal(await isRedeemed(world(), ticket), true);
		assert.equal(await faultOf(world(), ticket, holder.account.publicKey), 'TicketRedeemed');
	});

	test('whoever overhears a release, and its request, has nothing of it, whatever class keys it once got, also when the service was killed', async () => {
		const holder = world().specialist;
		const service = await realCustodian(world());
		const { organization: custodian } = service;
		const { hospital, patient, batches, given } = await recordsAt(world(), service, holder);
		const { id } = patient;
		const target = { Anchor: anchorOf(batches, OBSERVATION) };
		const [ticket, { held, receipt }] = await Promise.all([ticketFor(holder, id, target, { custodian }), holder.requestMany(id, [target], custodian, { hours: 1 })]);
		await receipt.finalized;
		const again = held as HeldTicket;
		const reader = await readerAhead(world(), holder);
		const request = await reader.request(ticket);
		const answer = await answerTo(await service.custodian.release(request));
		const { header, records } = batches[0]!;

		// The request is worth nothing any more, and altered it is nobody's; nor is one whose ticket serves again and again.
		const shown = await reader.request(again);
		await answerTo(await service.custodian.release(shown));
		const eavesdropper = new Reader(world().chain, { signer: world().account(), key: await randomKeyPair(X25519), clock: Date.now });
		const overheard = async () => {
			await refuses(service, request, 'redeemed');
			await refuses(service, shown, 'seen-before');
			// With the secrets, which are in the requests.
			for (const one of [ticket, again]) await refuses(service, await eavesdropper.request(one), 'void');
			for (const one of [request, shown]) await refuses(service, { ...one, nonce: randomBytes(32) }, 'not-signed');
		};
		await overheard();
		await service.process.kill();
		await service.process.startAgain();
		assert.equal(await onceUp(() => reads(holder, service, again, given)), records.length);
		await overheard();
		assert.deepEqual(await Promise.all([ticket, again].map(async ({ sequence }) => (await releasesOn(world(), id, sequence)).length)), [1, 2]);

		// The answer is as little, with all keys that were ever handed out, and the eavesdropper's own.
		const keys = [await patient.classKeys(OBSERVATION), await patient.classKeys(CONDITION), await randomKeyPair(X25519), await randomKeyPair(X_WING)];
		const context = { patient: id, sequence: ticket.sequence, custodian, nonce: request.nonce };
		for (const key of keys) await assert.rejects(openRelease(context, key, answer), FormatError);
		const sealed = await Promise.all(records.map(({ name }) => hospital.stores.recordsOf(id).get(name)));
		const parts = [header, given.envelope, ...sealed.map((record) => record.subarray(-64)), ...records.map(({ commitment }) => commitment)];
		for (const part of parts) assert.ok(!Buffer.from(answer).includes(Buffer.from(part)), 'a part of the answer is not sealed');

		// The holder reads it; not as the answer to another of its requests, not altered, and not in part.
		const unreadable = { name: 'CustodianFault', code: 'custodian.unreadable' };
		await assert.rejects(reader.open(ticket, await reader.request(ticket), answer), unreadable);
		const altered = answer.slice();
		altered[altered.length - 100]! ^= 1;
		for (const spoilt of [altered, answer.subarray(0, answer.length - 1), answer.subarray(0, answer.length >> 1)]) {
			await assert.rejects(reader.open(ticket, request, spoilt).then((release) => readAll(holder, release, given)), unreadable);
		}
		assert.equal(await readAll(holder, await reader.open(ticket, request, answer), given), records.length);
	});

	test('a clerk of a custodian gets nothing by passing a request on, by sending it again, or by asking for himself', async () => {
		const { chain } = world();
		const holder = world().specialist;
		const [service, second] = await sharedCustodians(world());
		const { hospital, patient, batches, given } = await recordsAt(world(), service, holder, second);
		const { id } = patient;
		const [batch] = batches as [Batch];
		await second.custodian.takeBatch(handed(batch), hospital.stores.recordsOf(id));
		const [ticket, forSecond] = await Promise.all([service, second].map(({ organization: custodian }) => ticketFor(holder, id, { Anchor: batch.anchor as number }, { custodian }))) as [HeldTicket, HeldTicket];
		const reader = await readerAhead(world(), holder);
		const request = await reader.request(ticket);

		// To another custodian that keeps the same records; with its number in it; with a key of the clerk's.
		await refuses(second, request, 'other-custodian');
		await refuses(second, { ...request, custodian: second.organization }, 'not-signed');
		const ofClerk = await randomKeyPair(X25519);
		await refuses(service, { ...request, suite: ofClerk.suite, publicKey: ofClerk.publicKey }, 'not-signed');
		// Himself, at either: he is no holder, and a ticket is for one custodian.
		for (const { clerk } of [service, second]) {
			const himself = new Reader(chain, { signer: clerk, key: ofClerk, clock: Date.now });
			await refuses(service, await himself.request(ticket), 'void');
			await refuses(second, await himself.request({ ...ticket, custodian: second.organization }), 'void');
		}
		await refuses(second, await reader.request({ ...ticket, custodian: second.organization }), 'void');
		assert.equal(await isRedeemed(world(), ticket), false);

		// As it came it is answered, once, to its holder.
		const received = await reader.open(ticket, request, (await service.custodian.release(request)).stream);
		await refuses(service, request, 'redeemed');
		assert.equal(await readAll(holder, received, given), batch.records.length);
		await refuses(service, await reader.request(ticket), 'redeemed');
		// The other one keeps them, and releases them on a ticket for it.
		assert.equal(await reads(holder, second, forSecond, given), batch.records.length);
	});

	test('a release is sealed to the key that the reader published, and to no other that the right account signs for', async () => {
		const { chain, dev } = world();
		const holder = world().specialist;
		const [[service], organization, ofOrganization] = await Promise.all([sharedCustodians(world()), world().clinic(), randomKeyPair(X_WING)]);
		const nurse = new Specialist(chain, organization, world().account());
		const [aunt, gateway, pseudonym] = [world().account(), world().account(), randomBytes(32)];
		const behindGateway = new Specialist(chain, organization, gateway, pseudonym);
		const [{ patient, batches, given }] = await Promise.all([
			recordsAt(world(), service, holder), world().employ(organization, nurse.practitioner), world().employ(organization, { Pseudonym: pseudonym }),
			chain.send(await publishOrganizationKey(chain, organization, ofOrganization), dev.dave),
			chain.send(world().call('providerRegistry', 'addGateway', { organization, account: gateway.publicKey }), dev.dave),
		]);
		const { id, account } = patient;
		const { organization: custodian } = service;
		const anchor = anchorOf(batches, OBSERVATION);
		const period = { from: await chain.now(), until: null };
		await Promise.all([
			behindGateway.publishKey(),
			patient.send(await world().grantCall(id, {}, undefined, organization)),
			patient.send(world().call('patientIdentity', 'appointRepresentative', { patient: id, account: aunt.publicKey, powers: powerSet('Access'), period })),
		]);
		const practitioners = [holder, nurse, behindGateway].map((practitioner) => ticketFor(practitioner, id, { Anchor: anchor }, { custodian }));
		const patientsSide = [account, aunt].map((signer) => ownTicket(world(), signer, id, anchor, custodian));
		const tickets = (await Promise.all([...practitioners, ...patientsSide])) as [HeldTicket, HeldTicket, HeldTicket, HeldTicket, HeldTicket];
		const [ofHolder, ofNurse, ofPseudonym, ofPatient, ofAunt] = tickets;
		const refusesKey = async (signer: KeyringPair, key: KeyPair, ticket: HeldTicket) =>
			refuses(service, await new Reader(chain, { signer, key, clock: Date.now }).request(ticket), 'other-key');
		const ask = (signer: KeyringPair, key: KeyPair, ticket: HeldTicket) => askWith(world(), service, { signer, key, ticket });

		const others = await Promise.all([randomKeyPair(X25519), randomKeyPair(X_WING)]);
		// A practitioner's own; another one, even of the organization, is wrong.
		for (const key of [...others, await patient.classKeys(OBSERVATION)]) await refusesKey(holder.account, key, ofHolder);
		// Of one who has none: the organization's.
		for (const key of others) await refusesKey(nurse.account, key, ofNurse);
		// Of one for whom a gateway signs: the pseudonym's.
		await refusesKey(gateway, ofOrganization, ofPseudonym);
		// The patient's.
		for (const key of others) await refusesKey(account, key, ofPatient);
		// A representative has published none: any that something can be sealed to.
		await refusesKey(aunt, { ...others[0], publicKey: new Uint8Array(32) }, ofAunt);
		assert.deepEqual(await Promise.all(tickets.map((ticket) => isRedeemed(world(), ticket))), tickets.map(() => false));

		assert.equal(await reads(holder, service, ofHolder, given), batches[0]!.records.length);
		assert.equal((await ask(nurse.account, ofOrganization, ofNurse)).head.anchor, anchor);
		assert.equal((await behindGateway.fetch(service.custodian, ofPseudonym)).release.head.anchor, anchor);
		// The patient reads without any grant.
		const own = await ask(account, await patientKeyPair(patient.suite, patient.ring.roots[0]!.root), ofPatient);
		assert.equal((await listOf(own.records((recordClass) => patient.classKeys(recordClass)))).length, batches[0]!.records.length);
		assert.equal((await ask(aunt, others[1], ofAunt)).head.anchor, anchor);
	});

	test('a request for another chain, of another time, or signed otherwise is refused, and the ticket stays good', async () => {
		const { chain } = world();
		const holder = world().specialist;
		const [service] = await sharedCustodians(world());
		const { patient, batches, given } = await recordsAt(world(), service, holder);
		const ticket = await ticketFor(holder, patient.id, { Anchor: anchorOf(batches, OBSERVATION) }, { custodian: service.organization });
		let bytes = new Uint8Array();
		const signed = async (change: Partial<Parameters<typeof makeReleaseRequest>[0]>) => makeReleaseRequest(
			{ genesis: chain.genesis, ...ticket, holder: holder.account.publicKey, reader: await holder.publicKey(), ...change },
			async (message) => {
				bytes = message.slice();
				return holder.account.sign(message);
			},
		);

		await refuses(service, await signed({ genesis: randomBytes(32) }), 'other-chain');
		// One of the future is further off, since it gets nearer on its way, which takes a busy machine a while.
		for (const away of [-61_000, 90_000]) await refuses(service, await signed({ time: Date.now() + away }), 'out-of-time');
		const good = await signed({ time: Date.now() + AHEAD });
		for (const change of [{ time: good.time + 1 }, { sequence: ticket.sequence + 1 }, { secret: randomBytes(32) }, { practitioner: randomBytes(32) }]) {
			await refuses(service, { ...good, ...change }, 'not-signed');
		}
		// Signed over bytes without the marks, or with the scheme's byte before it, it is none.
		const unmarked = bytes.subarray('<Bytes>'.length, -'</Bytes>'.length);
		for (const signature of [holder.account.sign(unmarked), concatBytes(new Uint8Array([1]), good.signature)]) await refuses(service, { ...good, signature }, 'not-signed');
		// What two readers may read differently nobody reads.
		const text = writeReleaseRequest(good);
		const twice = text.replace('{', `{"holder":"${bytesToHex(randomBytes(32))}",`);
		for (const body of [twice, text.replace('{', '{"for":"me",'), text + text, `[${text}]`, text.replace(bytesToHex(patient.id), bytesToHex(patient.id).toUpperCase())]) {
			assertMalformed(await post(service, body));
		}
		assert.equal(await isRedeemed(world(), ticket), false);

		const reader = await holder.reader();
		const { stream } = await service.custodian.release(good);
		assert.equal(await readAll(holder, await reader.open(ticket, good, stream), given), batches[0]!.records.length);
	});

	test('a ticket whose grant is revoked gets nothing, also when it held as the service looked', async () => {
		const holder = world().specialist;
		const gate = await Gate.before(world().url);
		const [[service], slow] = await Promise.all([sharedCustodians(world()), realCustodian(world(), gate.url)]);
		const { hospital, patient, batches, given } = await recordsAt(world(), service, holder, slow);
		const { id } = patient;
		const [batch] = batches as [Batch];
		await slow.custodian.takeBatch(handed(batch), hospital.stores.recordsOf(id));
		const target = { Anchor: batch.anchor as number };
		const [here, there] = await Promise.all([service, slow].map(({ organization: custodian }) => ticketFor(holder, id, target, { custodian }))) as [HeldTicket, HeldTicket];
		const reader = await holder.reader();

		// When all checks have been made the redemption is sent: it is kept back until a block holds the revocation.
		const sends = gate.keepBackFrom(SENDS);
		const late = await reader.request(there);
		const answer = post(slow, writeReleaseRequest(late));
		await sends;
		const revoked = await patient.revoke(given.grant);
		gate.letGo();
		assertRefusal(await answer);
		assert.equal(await notReleased(slow, 'not-redeemed'), 1);
		await refuses(service, await reader.request(here), 'void');
		await revoked.finalized;
		for (const [where, ticket] of [[service, here], [slow, there]] as const) {
			await refuses(where, await reader.request(ticket), 'void');
			assert.equal(await isRedeemed(world(), ticket), false);
		}

		// Granted anew, it is another ground: the old ticket stays void, and a new one is good.
		const again = await patient.grantAccess(holder, BOTH, 30);
		await again.finalized;
		await patient.deliver(service.custodian);
		await refuses(service, await reader.request(here), 'void');
		const fresh = await ticketFor(holder, id, target, { custodian: service.organization });
		assert.equal(await reads(holder, service, fresh, { grant: grantOf(again) }), batch.records.length);
	});

	test('a ticket that is not final yet is waited for, and gets nothing before', async () => {
		const holder = world().specialist;
		const [service] = await sharedCustodians(world());
		const { patient, batches, given } = await recordsAt(world(), service, holder);
		const reader = await holder.reader();
		for (let looks = 0, tries = 0; looks === 0; tries += 1) {
			assert.ok(tries < TRIES, 'it was always final before the service was asked');
			const { held, receipt } = await holder.request(patient.id, { Anchor: anchorOf(batches, OBSERVATION) }, service.organization);
			const ticket = held as HeldTicket;
			const request = await reader.request(ticket);
			const released = service.custodian.release(request);
			released.catch(() => {});
			for (;;) {
				const isUsed = await isRedeemed(world(), ticket);
				if (await isFinal(world(), receipt)) break;
				assert.equal(isUsed, false, 'it was redeemed before it was final');
				looks += 1;
			}
			const received = await reader.open(ticket, request, (await released).stream);
			assert.equal(await readAll(holder, received, given), batches[0]!.records.length);
		}
	});
}

/** Observations that a service keeps of a new patient, and what the patient granted somebody. */
interface Kept {
	hospital: KeepingHospital;
	patient: Patient;
	batches: Batch[];
	given: { grant: number; envelope: Uint8Array };
}

/** Others get the envelope only. */
async function recordsAt(world: World, { custodian }: RealCustodian, holder: Specialist, ...others: RealCustodian[]): Promise<Kept> {
	const [hospital, patient] = [world.hospital(), await world.patientOfHospital()];
	const [batches, granted] = await Promise.all([sample(OBSERVATION).then((resources) => keepAt(custodian, hospital, patient, resources)), patient.grantAccess(holder, BOTH, 30)]);
	const [envelope] = patient.envelopes as [Uint8Array];
	await patient.deliver(custodian, ...others.map((other) => other.custodian));
	return { hospital, patient, batches, given: { grant: grantOf(granted), envelope } };
}

/** A reader whose clock is ahead. */
async function readerAhead({ chain }: World, holder: Specialist): Promise<Reader> {
	const key = { ...(await holder.publicKey()), ...(await holder.privateKey()) };
	return new Reader(chain, { signer: holder.account, key, clock: () => Date.now() + AHEAD });
}

/** Signs a request for a key, and opens the answer with it. */
async function askWith({ chain }: World, { custodian }: RealCustodian, { signer, key, ticket }: { signer: KeyringPair; key: KeyPair; ticket: HeldTicket }): Promise<ReceivedRelease> {
	const reader = new Reader(chain, { signer, key, clock: Date.now });
	const request = await reader.request(ticket);
	return reader.open(ticket, request, (await custodian.release(request)).stream);
}

/** The whole answer. */
async function answerTo({ stream }: Release): Promise<Uint8Array> {
	return concatBytes(...(await listOf(stream)));
}

/** Fetches and reads all records of a ticket; how many there were. */
async function reads(who: Specialist, { custodian }: RealCustodian, ticket: HeldTicket, given: { grant: number }): Promise<number> {
	return readAll(who, (await who.fetch(custodian, ticket)).release, given);
}

async function readAll(who: Specialist, release: ReceivedRelease, { grant }: { grant: number }): Promise<number> {
	return who.readAll(release, await who.keysIn(release, grant));
}

async function opensHeader({ patient, recordClass, header }: Batch, key: PrivateKey): Promise<boolean> {
	return BatchOpener.begin({ patient, recordClass }, key, header).then(() => true, () => false);
}

/** Whether the block of a receipt is final. */
async function isFinal({ chain }: World, { number }: Receipt): Promise<boolean> {
	const { finalized } = await chain.heads();
	return (await chain.api.rpc.chain.getHeader(finalized)).number.toNumber() >= number;
}

/** Why the chain says that a ticket does not hold that somebody shows. */
async function faultOf({ chain }: World, { patient, sequence, custodian }: HeldTicket, holder: Uint8Array): Promise<string | undefined> {
	return (await chain.ask('auditLogApi', 'checkTicket', [patient, sequence, holder, null, custodian])).toJSON().err;
}

/** The tickets that the trail of a patient shows to everybody, and whose they are. */
async function ticketsOnChain({ chain }: World, patient: Uint8Array): Promise<{ sequence: number; account: string }[]> {
	const entries = (await chain.ask('auditLogApi', 'entries', [{ Patient: patient }, 0, 256])).toJSON();
	return entries.flatMap(([sequence, { actor, event }]) =>
		(event.accessRequested?.answers.some(({ outcome }) => outcome.permitted) && actor.practitioner ? [{ sequence, account: actor.practitioner.account }] : []));
}
