/** A custodian releases nothing but on a request that the holder of a ticket signed, and seals it to that reader. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { type HeldTicket, ticketOfMember } from '../../src/custody/asking.ts';
import type { RefusalCode } from '../../src/custody/faults.ts';
import type { Reader } from '../../src/custody/reader.ts';
import { keyOfClass, keysOfClasses } from '../../src/format/class-keys.ts';
import { envelopeCommitment, sealEnvelope } from '../../src/format/envelope.ts';
import { sealHeader } from '../../src/format/batch.ts';
import { makeReleaseRequest, type ReleaseRequest } from '../../src/format/release-request.ts';
import type { ReleaseTarget } from '../../src/format/release-target.ts';
import { claimOf } from '../../src/format/ticket-secret.ts';
import { ALL_SUITES, randomKeyPair, X25519 } from '../../src/format/suites.ts';
import { PatientSide } from '../../src/custody/patient-side.ts';
import { LOW_ORDER } from '../format/low-order.ts';
import { account, all, CLINIC, filled, GRANT, HOSPITAL, NOW, OBSERVATION, RECORDS, Scene, SECRET, TICKET } from './scene.ts';
import type { FakeTicket } from './fake-chain.ts';

before(cryptoWaitReady);

/** Asserts that a request is refused for this, and that the ticket is not redeemed. */
async function refuses(scene: Scene, request: ReleaseRequest, code: RefusalCode, ticketFault?: string): Promise<void> {
	const before = scene.chain.sent.length;
	await assert.rejects(scene.custodian.release(request), (error: { name: string; code: string; ticketFault?: string }) => {
		assert.deepEqual([error.name, error.code, error.ticketFault], ['CustodyRefusal', code, ticketFault]);
		return true;
	});
	assert.equal(scene.chain.sent.length, before, `the ticket was redeemed in spite of ${code}`);
}

for (const suite of ALL_SUITES) {
	test(`the holder gets the records and its envelope, sealed to its key (suite ${suite})`, async () => {
		const scene = await Scene.set({ suite });
		const release = await scene.fetch();
		assert.deepEqual(scene.chain.sent, ['auditLog.redeemTicket']);
		const { keys } = await release.classKeys({ organization: CLINIC, grantee: { Practitioner: scene.specialist.publicKey } }, GRANT);
		assert.deepEqual(keys, await keysOfClasses(scene.keys, [OBSERVATION]));
		const read = await all(release.records((recordClass) => keyOfClass(keys, recordClass)));
		assert.deepEqual(read.map(({ opened }) => opened.canonical), RECORDS);
		assert.deepEqual(read.map(({ index }) => index), [0, 1]);
	});
}

test('1: a request for another chain, to another custodian', async () => {
	const scene = await Scene.set();
	const request = await scene.request();
	await refuses(scene, { ...request, genesis: filled(1) }, 'custody.wrong-chain');
	await refuses(scene, { ...request, custodian: HOSPITAL + 1 }, 'custody.wrong-custodian');
});

test('1: a request that the holder did not sign, or signed otherwise', async () => {
	const scene = await Scene.set();
	const request = await scene.request();
	const thief = await scene.reader(account('Thief')).request(scene.ticket);
	await refuses(scene, { ...thief, holder: scene.specialist.publicKey }, 'custody.not-signed');
	for (const change of [{ sequence: TICKET + 1 }, { nonce: filled(2) }, { time: request.time + 1 }, { patient: filled(3) }, { publicKey: filled(9) }, { secret: filled(4) }, { practitioner: filled(5) }, { targets: [{ anchor: 1 }] }]) {
		await refuses(scene, { ...request, ...change }, 'custody.not-signed');
	}
	await refuses(scene, { ...request, signature: new Uint8Array(64) }, 'custody.not-signed');
});

test('1: a clerk passes a request for its custodian on to another, where the reader has a ticket, too', async () => {
	const scene = await Scene.set();
	const forClerk = await scene.reader().request({ ...scene.ticket, custodian: HOSPITAL + 1 });
	await refuses(scene, forClerk, 'custody.wrong-custodian');
	await refuses(scene, { ...forClerk, custodian: HOSPITAL }, 'custody.not-signed');
	const inOwnName = await scene.reader(account('Clerk')).request(scene.ticket);
	await refuses(scene, inOwnName, 'custody.void-ticket', 'NotTicketHolder');
});

test('2: a request of another time, in either direction', async () => {
	const scene = await Scene.set();
	const request = await scene.request();
	for (const skew of [60_001, -60_001]) {
		scene.now = NOW + skew;
		await refuses(scene, request, 'custody.wrong-time');
	}
	scene.now = NOW + 60_000;
	scene.chain.best.now = scene.now;
	await scene.custodian.release(request);
});

test('2: a request is answered once; one that was refused may come again', async () => {
	const scene = await Scene.set();
	const request = await scene.request();
	scene.chain.best.tickets.get(TICKET)!.isGroundGone = true;
	await refuses(scene, request, 'custody.void-ticket', 'NoLongerPermitted');
	scene.chain.best.tickets.get(TICKET)!.isGroundGone = false;
	await scene.custodian.release(request);
	scene.chain.best.tickets.get(TICKET)!.isRedeemed = false;
	await assert.rejects(scene.custodian.release(request), { name: 'CustodyRefusal', code: 'custody.seen-before' });
	assert.equal(scene.chain.sent.length, 1);
});

test('2: who saw a request uses up nobody\'s nonce, and who has no ticket fills nothing', async () => {
	const scene = await Scene.set();
	const request = await scene.request();
	const { genesis, patient, sequence, custodian, secret, targets, nonce, time } = request;
	for (const stranger of [account('Mallory'), account('Another')]) {
		const copied = await makeReleaseRequest(
			{ genesis, patient, sequence, custodian, secret, targets, nonce, time, holder: stranger.publicKey, reader: scene.key }, (message) => stranger.sign(message, { withType: true }),
		);
		await refuses(scene, copied, 'custody.void-ticket', 'NotTicketHolder');
	}
	assert.equal(scene.stores.nonces.seen.size, 0);
	// Nor does who has a ticket of its own, and the same nonce.
	const own = account('Own');
	const ticket = scene.issue(TICKET + 1, { holder: own.publicKey, basis: { policy: 1 } });
	const sameNonce = await makeReleaseRequest(
		{ genesis, patient, sequence: ticket.sequence, custodian, secret, targets, nonce, time, holder: own.publicKey, reader: scene.key }, (message) => own.sign(message, { withType: true }),
	);
	await scene.custodian.release(sameNonce);
	await scene.custodian.release(request);
});

test('2: a nonce is remembered as long as a request with it can be of now', async () => {
	const scene = await Scene.set();
	const request = await scene.request();
	scene.now = NOW - 60_000;
	await scene.custodian.release(request);
	const [[, until] = []] = [...scene.stores.nonces.seen];
	assert.ok(until! >= NOW + 60_000, 'a request that came early is of now again after its nonce is forgotten');
});

test('2: whoever does not sign uses up nobody\'s nonce', async () => {
	const scene = await Scene.set();
	const request = await scene.request();
	await refuses(scene, { ...request, signature: new Uint8Array(64) }, 'custody.not-signed');
	await scene.custodian.release(request);
});

test('3: a ticket that does not hold, at either head', async () => {
	for (const head of ['best', 'finalized'] as const) {
		const scene = await Scene.set();
		scene.chain.fork();
		scene.chain[head].tickets.set(TICKET, { ...scene.chain[head].tickets.get(TICKET)!, isGroundGone: true });
		await refuses(scene, await scene.request(), 'custody.void-ticket', 'NoLongerPermitted');
	}
	const early = await Scene.set();
	early.chain.fork();
	early.chain.finalized.tickets.delete(TICKET);
	await refuses(early, await early.request(), 'custody.void-ticket', 'TicketNotFound');
});

test('3: a revoked reader with another\'s ticket gets nothing, whoever it says it is', async () => {
	const scene = await Scene.set();
	const revoked = account('Revoked');
	const ticket = { ...scene.ticket };
	await refuses(scene, await scene.reader(revoked, await randomKeyPair(X25519)).request(ticket), 'custody.void-ticket', 'NotTicketHolder');
	const own = scene.issue(TICKET + 1, { holder: revoked.publicKey, isGroundGone: true });
	await refuses(scene, await scene.reader(revoked).request(own), 'custody.void-ticket', 'NoLongerPermitted');
});

test('3: a head that is older than a minute, be it the best or the finalized one', async () => {
	for (const head of ['best', 'finalized'] as const) {
		const scene = await Scene.set();
		scene.chain.fork();
		scene.chain[head].now = NOW - 60_001;
		await refuses(scene, await scene.request(), 'custody.stale-head');
		scene.chain[head].now = NOW - 60_000;
		await scene.custodian.release(await scene.request());
	}
});

test('4: somebody else\'s key in the request, also of another suite', async () => {
	const scene = await Scene.set();
	for (const suite of ALL_SUITES) {
		await refuses(scene, await scene.reader(scene.specialist, await randomKeyPair(suite)).request(scene.ticket), 'custody.wrong-key');
	}
});

test('4: the practitioner\'s key goes before the organization\'s, which stands in for it, and then the request\'s', async () => {
	const scene = await Scene.set();
	const [ofOrganization, own] = [await randomKeyPair(X25519), scene.key];
	scene.chain.best.organizations.set(CLINIC, ofOrganization);
	await refuses(scene, await scene.reader(scene.specialist, ofOrganization).request(scene.ticket), 'custody.wrong-key');
	scene.chain.best.practitioners.clear();
	await refuses(scene, await scene.reader(scene.specialist, own).request(scene.ticket), 'custody.wrong-key');
	await scene.custodian.release(await scene.reader(scene.specialist, ofOrganization).request(scene.ticket));
	scene.chain.best.organizations.clear();
	scene.issue(TICKET + 1);
	await scene.custodian.release(await scene.reader(scene.specialist, own).request({ ...scene.ticket, sequence: TICKET + 1 }));
});

test('4: the key of the practitioner for whom a gateway signs; the patient\'s own; and a representative\'s, who has none', async () => {
	const scene = await Scene.set();
	const [pseudonym, key, patientKey] = [filled(5), await randomKeyPair(X25519), await randomKeyPair(X25519)];
	scene.chain.best.practitioners.set(`${CLINIC} ${Buffer.from(pseudonym).toString('hex')}`, key);
	const gateway = scene.issue(20, { pseudonym });
	await refuses(scene, await scene.reader().request(gateway), 'custody.wrong-key');
	await scene.custodian.release(await scene.reader(scene.specialist, key).request(gateway));
	scene.chain.sent.length = 0;

	scene.chain.best.patient.key = { key: patientKey, card: filled(0), epoch: 0 };
	const own = scene.issue(21, { holder: scene.controller.publicKey, isPerson: true, basis: { patient: null } });
	await refuses(scene, await scene.reader(scene.controller, key).request(own), 'custody.wrong-key');
	await scene.custodian.release(await scene.reader(scene.controller, patientKey).request(own));

	const relative = account('Relative');
	const represented = scene.issue(22, { holder: relative.publicKey, isPerson: true, basis: { representative: null } });
	await scene.custodian.release(await scene.reader(relative, key).request(represented));
});

test('4: a key that was published in a block that is not final is not the reader\'s yet', async () => {
	const scene = await Scene.set();
	scene.chain.fork();
	const later = await randomKeyPair(X25519);
	scene.chain.best.practitioners = new Map([[`${CLINIC} ${Buffer.from(scene.specialist.publicKey).toString('hex')}`, later]]);
	await refuses(scene, await scene.reader(scene.specialist, later).request(scene.ticket), 'custody.wrong-key');
});

test('4: a key to which nothing can be sealed is refused before the ticket is redeemed', async () => {
	const scene = await Scene.set();
	scene.chain.best.practitioners.clear();
	for (const publicKey of LOW_ORDER) {
		const request = await scene.reader(scene.specialist, { ...scene.key, publicKey }).request(scene.ticket);
		await refuses(scene, request, 'custody.wrong-key');
	}
});

test('5: a ticket is redeemed once: of two requests at a time one is answered', async () => {
	const scene = await Scene.set();
	const requests = [await scene.request(), await scene.request()];
	const answers = await Promise.allSettled(requests.map((request) => scene.custodian.release(request)));
	assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
	const { reason } = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
	assert.deepEqual([reason.code, reason.ticketFault], ['custody.void-ticket', 'TicketRedeemed']);
	assert.equal(scene.chain.sent.length, 1);
});

test('5: what is not kept is refused before the ticket is redeemed', async () => {
	const scene = await Scene.set();
	await scene.sealBatch(RECORDS);
	await refuses(scene, await scene.reader().request(scene.issue(30, { target: { anchor: 1 } })), 'custody.nothing-kept');
	await refuses(scene, await scene.reader().request(scene.issue(31, { target: { class: { class: OBSERVATION, content: null } }, basis: { policy: 1 } })), 'custody.nothing-kept');
	// A batch that was taken in from a block that is gone: its anchor is another batch's now.
	scene.chain.best.anchors[0] = { ...scene.chain.best.anchors[1]! };
	await refuses(scene, await scene.request(), 'custody.nothing-kept');
});

test('5: a batch of which a record is lost is refused before the ticket is redeemed, and the operator is told', async () => {
	const scene = await Scene.set();
	const request = await scene.request();
	const { name } = scene.batch.records[1]!;
	const sealed = scene.records.kept.get(name)!;
	scene.records.kept.delete(name);
	await refuses(scene, request, 'custody.nothing-kept');
	assert.match(scene.told.map(({ message }) => message).join(), /missing/);
	scene.records.kept.set(name, sealed);
	assert.equal((await all((await scene.custodian.release(request)).stream)).length, 3);
});

test('5: a record that is lost while the release streams ends it, and the operator is told', async () => {
	const scene = await Scene.set();
	const { stream } = await scene.custodian.release(await scene.request());
	scene.records.kept.delete(scene.batch.records[1]!.name);
	await assert.rejects(all(stream), { name: 'FormatError' });
	assert.match(scene.told.map(({ message }) => message).join(), /stored bytes/);
});

test('the checks come in their order: each is reached only if those before hold', async () => {
	const scene = await Scene.set();
	const wrong = await scene.reader(scene.specialist, await randomKeyPair(X25519)).request(scene.ticket);
	scene.now = NOW + 120_000;
	scene.chain.best.tickets.get(TICKET)!.isGroundGone = true;
	await refuses(scene, { ...wrong, genesis: filled(1), custodian: 1, signature: new Uint8Array(64) }, 'custody.wrong-chain');
	await refuses(scene, { ...wrong, custodian: 1, signature: new Uint8Array(64) }, 'custody.wrong-custodian');
	await refuses(scene, { ...wrong, signature: new Uint8Array(64) }, 'custody.not-signed');
	await refuses(scene, wrong, 'custody.wrong-time');
	const fresh = async () => scene.reader(scene.specialist, await randomKeyPair(X25519)).request(scene.ticket);
	await refuses(scene, await fresh(), 'custody.stale-head');
	scene.chain.best.now = scene.now;
	await refuses(scene, await fresh(), 'custody.void-ticket', 'NoLongerPermitted');
	scene.chain.best.tickets.get(TICKET)!.isGroundGone = false;
	await refuses(scene, await fresh(), 'custody.wrong-key');
	await scene.custodian.release(await scene.request());
});

test('a ticket for a class fetches the envelope alone', async () => {
	const scene = await Scene.set();
	const release = await scene.fetch(scene.issue(40, { target: { class: { class: OBSERVATION, content: null } } }));
	assert.deepEqual([release.head.anchor, release.head.header, release.head.records], [null, null, 0]);
	const { keys } = await release.classKeys({ organization: CLINIC, grantee: { Practitioner: scene.specialist.publicKey } }, GRANT);
	assert.deepEqual(keys, await keysOfClasses(scene.keys, [OBSERVATION]));
});

test('an envelope is handed out under its grant only, and not after the grant names another', async () => {
	const scene = await Scene.set();
	scene.chain.best.patient.envelopes.set(GRANT + 1, { commitment: filled(1), keyEpoch: 0 });
	const underAnother = await scene.fetch(scene.issue(50, { basis: { grant: GRANT + 1 } }));
	assert.equal(underAnother.head.envelope, null);
	const byPolicy = await scene.fetch(scene.issue(51, { basis: { policy: 2 } }));
	assert.equal(byPolicy.head.envelope, null);
	const old = scene.chain.best.patient.envelopes.get(GRANT)!.commitment;
	await scene.giveEnvelope();
	const release = await scene.fetch();
	assert.notDeepEqual(envelopeCommitment(release.head.envelope!), old);
});

test('a custodian takes in what a live grant names, from anybody, and nothing else; what is named no longer it destroys', async () => {
	const scene = await Scene.set();
	const context = { patient: scene.patient, organization: CLINIC, grantee: scene.specialist.publicKey, keyEpoch: 0 };
	const another = await sealEnvelope(context, scene.key, scene.keys);
	await assert.rejects(scene.custodian.takeEnvelope(scene.patient, another), { code: 'custody.not-as-committed' });
	assert.equal(await scene.custodian.dropUnnamed(scene.patient), 0);
	assert.equal((await scene.stores.envelopes.names(scene.patient)).length, 1);
	// As long as one of the heads names it, it stays.
	scene.chain.fork();
	scene.chain.best.patient.envelopes = new Map();
	assert.equal(await scene.custodian.dropUnnamed(scene.patient), 0);
	scene.chain.finalized = scene.chain.best;
	assert.equal(await scene.custodian.dropUnnamed(scene.patient), 1);
	assert.deepEqual(await scene.stores.envelopes.names(scene.patient), []);
});

test('a batch is taken in if its leaves give the root on the chain, with all of its records, and not replaced', async () => {
	const scene = await Scene.set();
	const batch = await scene.sealBatch(RECORDS);
	const [first, second] = batch.records;
	const otherName = { ...first!, name: second!.name };
	for (const records of [[second!, first!], [first!], [otherName, second!], [first!, second!, second!], []]) {
		await assert.rejects(scene.custodian.takeBatch({ ...batch, records }), { code: 'custody.not-as-committed' });
	}
	for (const change of [{ recordClass: OBSERVATION + 1 }, { anchor: 0 }, { anchor: 9 }]) {
		await assert.rejects(scene.custodian.takeBatch({ ...batch, ...change }), { code: 'custody.not-as-committed' });
	}
	const blob = scene.records.kept.get(first!.name)!;
	scene.records.kept.delete(first!.name);
	await assert.rejects(scene.custodian.takeBatch(batch), { code: 'custody.not-as-committed' });
	scene.records.kept.set(first!.name, blob);
	await scene.custodian.takeBatch(batch);
	await scene.custodian.takeBatch(batch);
	assert.deepEqual((await scene.stores.batches.get(scene.patient, 1))!.header, batch.header);
});

test('a batch is taken in with a header of the right form, of an epoch that has begun; and not silently with another than is kept', async () => {
	const scene = await Scene.set();
	scene.chain.best.patient.key = { key: await randomKeyPair(X25519), card: filled(1), epoch: 2 };
	const batch = await scene.sealBatch(RECORDS);
	const context = { patient: scene.patient, recordClass: OBSERVATION };
	const header = async (epoch: number) => sealHeader(context, { ...(await scene.classKey()), epoch }, filled(7));
	for (const bad of [new Uint8Array(), Uint8Array.of(1), batch.header.slice(0, -1), Uint8Array.of(...batch.header, 0), await header(3), await header(2 ** 32 - 1)]) {
		await assert.rejects(scene.custodian.takeBatch({ ...batch, header: bad }), { code: 'custody.not-as-committed' });
	}
	await scene.custodian.takeBatch(batch);
	for (const epoch of [0, 1, 2]) await assert.rejects(scene.custodian.takeBatch({ ...batch, header: await header(epoch) }), { code: 'custody.other-header' });
	// Once it was moved, the writer may hand it in again as it was.
	const moved = await header(1);
	const side = new PatientSide(scene.chain.asChain, { patient: scene.patient, signer: scene.controller, clock: scene.clock });
	const { request, content } = await side.exchangeHeader(HOSPITAL, batch.anchor, moved);
	await scene.custodian.answer(request, content);
	await scene.custodian.takeBatch(batch);
	assert.deepEqual((await scene.stores.batches.get(scene.patient, batch.anchor))!.header, moved);
});

test('what is brought while the custodian looks for what is named no longer is not destroyed', async () => {
	const scene = await Scene.set();
	const context = { patient: scene.patient, organization: CLINIC, grantee: scene.specialist.publicKey, keyEpoch: 0 };
	const next = await sealEnvelope(context, scene.key, scene.keys);
	const names = scene.stores.envelopes.names.bind(scene.stores.envelopes);
	let brought: Promise<void> | undefined;
	// Named and brought just when the custodian looks what it has.
	scene.stores.envelopes.names = async (patient) => {
		scene.chain.best.patient.envelopes.set(GRANT, { commitment: envelopeCommitment(next), keyEpoch: 0 });
		brought ??= scene.custodian.takeEnvelope(scene.patient, next);
		await new Promise((resolve) => setTimeout(resolve, 20));
		return names(patient);
	};
	await scene.custodian.dropUnnamed(scene.patient);
	await brought;
	assert.deepEqual(await scene.stores.envelopes.get(scene.patient, Buffer.from(envelopeCommitment(next)).toString('hex')), next);
});

test('what is longer than any envelope is not taken in, though the chain names it: no release has room for it', async () => {
	const scene = await Scene.set();
	const long = new Uint8Array(2 ** 22 + 1);
	scene.chain.best.patient.envelopes.set(GRANT, { commitment: envelopeCommitment(long), keyEpoch: 0 });
	await assert.rejects(scene.custodian.takeEnvelope(scene.patient, long), { code: 'custody.not-as-committed' });
});

test('whoever is not named by 32 bytes is no patient: nothing is looked for, and nothing destroyed', async () => {
	const scene = await Scene.set();
	for (const patient of [new Uint8Array(), scene.patient.slice(1), Uint8Array.of(...scene.patient, 0)]) {
		const notAnId = { name: 'FormatError', message: /32 bytes/ };
		await assert.rejects(scene.custodian.dropUnnamed(patient), notAnId);
		await assert.rejects(scene.custodian.takeEnvelope(patient, filled(1)), notAnId);
		await assert.rejects(scene.custodian.takeBatch({ ...scene.batch, patient }), notAnId);
		await assert.rejects(scene.custodian.judge({ ...scene.ticket, patient, holder: scene.specialist.publicKey }), notAnId);
		await assert.rejects(scene.custodian.judge({ ...scene.ticket, holder: patient }), notAnId);
	}
});

/** A ticket of an encounter for two batches and a class, each on a ground of its own, of which one is an emergency session. */
async function roundOf(scene: Scene, change: Partial<FakeTicket> = {}): Promise<HeldTicket> {
	const second = await scene.sealBatch(RECORDS.slice(0, 1));
	await scene.custodian.takeBatch(second);
	const others: FakeTicket['others'] = [
		{ target: { anchor: second.anchor }, basis: { policy: 1 } }, { target: { class: { class: OBSERVATION, content: { from: 600, until: 605 } } }, basis: { grant: GRANT } },
	];
	return scene.issue(80, { others, isForEncounter: true, ...change });
}

async function fetchAll(scene: Scene, ticket: HeldTicket, reader = scene.reader(), wanted = ticket.targets) {
	const request = await reader.request(ticket, wanted);
	const parts: { anchor: number | null; recordClass: number; hasEnvelope: boolean; records: number }[] = [];
	for await (const part of await opened(reader, ticket, request, scene)) {
		const { head } = part;
		const found = await all(part.records((recordClass) => keyOfClass(scene.keys, recordClass)));
		parts.push({ anchor: head.anchor, recordClass: head.recordClass, hasEnvelope: head.envelope !== null, records: found.length });
	}
	return parts;
}

async function opened(reader: Reader, ticket: HeldTicket, request: ReleaseRequest, scene: Scene) {
	return reader.openEach(ticket, request, (await scene.custodian.release(request)).stream);
}

test('one request releases several targets of a ticket, in its order, each with what its own ground brings, and redeems once', async () => {
	const scene = await Scene.set();
	const ticket = await roundOf(scene);
	const [first, second, whole] = [
		{ anchor: 0, recordClass: OBSERVATION, hasEnvelope: true, records: 2 }, { anchor: 1, recordClass: OBSERVATION, hasEnvelope: false, records: 1 },
		{ anchor: null, recordClass: OBSERVATION, hasEnvelope: true, records: 0 },
	];
	assert.deepEqual(await fetchAll(scene, ticket), [first, second, whole]);
	assert.deepEqual(scene.chain.best.trail.map(({ event }) => event), [
		{ recordsReleased: { ticket: 80, targets: [{ Anchor: 0 }, { Anchor: 1 }, { Class: { class: OBSERVATION, content: { from: 600, until: 605 } } }] } },
	]);
	assert.deepEqual(await fetchAll(scene, ticket, scene.reader(), [ticket.targets[2]!, ticket.targets[0]!]), [whole, first]);
	const request = await scene.reader().request(ticket);
	await assert.rejects(scene.reader().open(ticket, request, (await scene.custodian.release(request)).stream), { code: 'reader.several-targets' });
});

test('a ticket for an encounter serves again and again, each time redeemed anew; a request with it is answered once', async () => {
	const scene = await Scene.set();
	const ticket = await roundOf(scene);
	const reader = scene.reader();
	const request = await reader.request(ticket);
	await scene.custodian.release(request);
	await assert.rejects(scene.custodian.release(request), { code: 'custody.seen-before' });
	await scene.custodian.release(await reader.request(ticket));
	assert.equal(scene.chain.sent.length, 2);
	scene.chain.best.tickets.get(80)!.isExpired = true;
	await assert.rejects(scene.custodian.release(await reader.request(ticket)), { code: 'custody.void-ticket', ticketFault: 'TicketExpired' });
});

test('a ticket that serves once is used up, whatever of it the request named', async () => {
	const scene = await Scene.set();
	const ticket = await roundOf(scene, { isForEncounter: false });
	await fetchAll(scene, ticket, scene.reader(), [ticket.targets[1]!]);
	await assert.rejects(scene.custodian.release(await scene.reader().request(ticket, [ticket.targets[0]!])), { code: 'custody.void-ticket', ticketFault: 'TicketRedeemed' });
});

test('another secret than the holder committed to redeems nothing, and tells nothing of what is kept', async () => {
	const scene = await Scene.set();
	await refuses(scene, await scene.reader().request({ ...scene.ticket, secret: filled(1) }), 'custody.wrong-secret');
	await refuses(scene, await scene.reader().request({ ...scene.ticket, secret: filled(1), targets: [{ anchor: 9 }] }), 'custody.wrong-secret');
	scene.issue(TICKET, { claim: claimOf(filled(1)) });
	await refuses(scene, await scene.request(), 'custody.wrong-secret');
	await scene.custodian.release(await scene.reader().request({ ...scene.ticket, secret: filled(1) }));
});

test('what a ticket does not permit, at either head, is not released beside what it does', async () => {
	const scene = await Scene.set();
	const ticket = await roundOf(scene);
	const asks = async (wanted: ReleaseTarget[]) => scene.reader().request(ticket, wanted);
	const other: ReleaseTarget[] = [{ anchor: 2 }, { recordClass: OBSERVATION, content: null }, { recordClass: OBSERVATION, content: { from: 600, until: 606 } }, { recordClass: OBSERVATION + 1, content: { from: 600, until: 605 } }];
	for (const target of other) await refuses(scene, await asks([{ anchor: 0 }, target]), 'custody.not-covered');
	scene.chain.fork();
	for (const head of ['best', 'finalized'] as const) {
		const { tickets } = scene.chain[head];
		const whole = tickets.get(80)!;
		tickets.set(80, { ...whole, others: [] });
		await refuses(scene, await asks([{ anchor: 0 }, { anchor: 1 }]), 'custody.not-covered');
		tickets.set(80, whole);
	}
	assert.equal(scene.stores.nonces.seen.size, 0);
	await scene.custodian.release(await asks([{ anchor: 0 }, { anchor: 1 }]));
});

test('what is permitted as the custodian looks and not any more as it redeems is not released', async () => {
	const scene = await Scene.set();
	const ticket = await roundOf(scene);
	const claim = scene.stores.nonces.claim.bind(scene.stores.nonces);
	scene.stores.nonces.claim = async (...claimed) => {
		scene.chain.best.tickets.set(80, { ...scene.chain.best.tickets.get(80)!, others: [] });
		return claim(...claimed);
	};
	await refuses(scene, await scene.reader().request(ticket), 'custody.not-covered');
});

test('a ticket that holds as the custodian looks and not any more as it redeems gets nothing', async () => {
	const scene = await Scene.set();
	const claim = scene.stores.nonces.claim.bind(scene.stores.nonces);
	scene.stores.nonces.claim = async (...claimed) => {
		scene.chain.best.tickets.get(TICKET)!.isGroundGone = true;
		return claim(...claimed);
	};
	await refuses(scene, await scene.request(), 'custody.void-ticket', 'NoLongerPermitted');
});

test('of several targets all are kept, or nothing is released and the ticket still holds', async () => {
	const scene = await Scene.set();
	const ticket = await roundOf(scene);
	const name = scene.batch.records[0]!.name;
	const sealed = scene.records.kept.get(name)!;
	scene.records.kept.delete(name);
	await refuses(scene, await scene.reader().request(ticket), 'custody.nothing-kept');
	await scene.custodian.release(await scene.reader().request(ticket, [ticket.targets[1]!]));
	scene.records.kept.set(name, sealed);
	await scene.custodian.release(await scene.reader().request(ticket));
});

test('one of a team shows its ticket, and the release is sealed to the one who shows it', async () => {
	const scene = await Scene.set();
	const [nurse, other, pseudonym] = [account('Nurse'), account('Porter'), filled(5)];
	const [ofNurse, ofPseudonym] = [await randomKeyPair(X25519), await randomKeyPair(X25519)];
	for (const [whose, key] of [[nurse.publicKey, ofNurse], [pseudonym, ofPseudonym]] as const) scene.chain.best.practitioners.set(`${CLINIC} ${Buffer.from(whose).toString('hex')}`, key);
	const ticket = await roundOf(scene, { team: [scene.specialist.publicKey, nurse.publicKey, pseudonym] });
	await refuses(scene, await scene.reader(nurse, scene.key).request(ticket), 'custody.wrong-key');
	await refuses(scene, await scene.reader(other, ofNurse).request(ticket), 'custody.void-ticket', 'NotTicketHolder');
	const first = ticket.targets.slice(0, 1);
	assert.equal((await fetchAll(scene, ticket, scene.reader(nurse, ofNurse), first)).length, 1);
	// Through the gateway, for whom the request names; and for nobody else of the team.
	const behindGateway = ticketOfMember(ticket, { Pseudonym: pseudonym });
	await refuses(scene, await scene.reader(scene.specialist, scene.key).request(behindGateway), 'custody.wrong-key');
	assert.equal((await fetchAll(scene, behindGateway, scene.reader(scene.specialist, ofPseudonym), first)).length, 1);
	await refuses(scene, await scene.reader(nurse, ofPseudonym).request(behindGateway), 'custody.void-ticket', 'NotTicketHolder');
	assert.deepEqual((await scene.custodian.judge({ ...behindGateway, holder: scene.specialist.publicKey })), { best: undefined, finalized: undefined });
	assert.equal((await scene.custodian.judge({ ...ticketOfMember(ticket, { Pseudonym: filled(6) }), holder: scene.specialist.publicKey })).best, 'NotTicketHolder');
});

test('somebody of the custodian who redeems first, with a secret from the pool, keeps the reader from nothing but this answer, and the operator is told who', async () => {
	const scene = await Scene.set();
	const insider = account('Insider');
	scene.chain.best.trailFrom = TICKET + 1;
	const redemption = (secret = SECRET) => (
		{ patient: scene.patient, sequence: TICKET, holder: scene.specialist.publicKey, practitioner: null, custodian: HOSPITAL, secret, targets: [{ Anchor: 0 }] }
	);
	// Without the secret, it cannot.
	await assert.rejects(scene.chain.redeems(insider, redemption(filled(1))), { error: 'auditLog.WrongSecret' });
	const claim = scene.stores.nonces.claim.bind(scene.stores.nonces);
	scene.stores.nonces.claim = async (...claimed) => {
		await scene.chain.redeems(insider, redemption());
		return claim(...claimed);
	};
	await refuses(scene, await scene.request(), 'custody.void-ticket', 'TicketRedeemed');
	assert.deepEqual(scene.told.map(({ message }) => message.includes(insider.address)), [true]);
	scene.stores.nonces.claim = claim;
	// The same once it is in a block; and nobody is named where it was the service itself.
	await refuses(scene, await scene.request(), 'custody.void-ticket', 'TicketRedeemed');
	assert.equal(scene.told.length, 2);
	const again = scene.issue(TICKET + 1);
	await scene.fetch(again);
	await assert.rejects(scene.custodian.release(await scene.reader().request(again)), { code: 'custody.void-ticket', ticketFault: 'TicketRedeemed' });
	assert.equal(scene.told.length, 2);
});
