/**
 * A second path: whatever the client does with records, the second implementation of the format does with the client's
 * bytes, through a chain; and what a node says about a patient is proven by the state, not believed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Header } from '@polkadot/types/interfaces';
import type { Codec } from '@polkadot/types/types';
import { randomBytes } from '@noble/hashes/utils.js';
import {
	actionSet, type Chain, findEvent, numberIn, type PatientKey, publishPractitionerKey, purposeSet, registerPatient, replacePatientKey,
} from '@salus/client/chain';
import {
	classesScope, daysFrom, type Envelope, envelopeOf, grant, type Grantee, granteeBytes, grantOf, keyOf, replaceEnvelope, type Scope, type SealedKeys,
} from '@salus/client/consent';
import type { HeldTicket } from '@salus/client/custody';
import { readRecords } from '@salus/client/fhir/records';
import {
	ALL_SUITES, BatchSealer, blake2b256, bytesToHex, concatBytes, hexToBytes, joinPieces, keyOfClass, movedHeader, packageRoot, packBatch, parseJson,
	PATIENT_REQUEST_KINDS, readPatientRequest, readReleaseRequest, splitIntoPieces, type Suite,
} from '@salus/client/format';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import * as other from './other-library.ts';
import { classesIn, CLINIC, CONDITION, HOSPITAL, OBSERVATION, type World, fhir, listOf } from './world.ts';

const BOTH = [CONDITION, OBSERVATION];

export function secondImplementationTests(world: () => World): void {
	for (const suite of ALL_SUITES) {
		test(`what the client seals and releases in suite ${suite}, the second implementation asks for, opens and proves`, async () => {
			const { chain, dev } = world();
			const [organization, patient, key] = await Promise.all([world().clinic(), world().patientOfHospital(suite), other.keyPair(suite)]);
			const seed = randomBytes(32);
			const doctor = new Specialist(chain, organization, new Keyring({ type: 'sr25519' }).addFromSeed(seed));
			const { practitioner, grantee, account } = doctor;
			await world().employ(organization, practitioner);
			await chain.send(await publishPractitionerKey(chain, { organization, practitioner, key }), account);
			const { id } = patient;
			const hospital = world().hospital();

			// The card, by what the chain says about the patient.
			const text = await patient.keyCard();
			const known = (await world().patientRow(id)).key!;
			const bytes = (hex: string) => hexToBytes(hex.slice(2));
			const expected = { genesis: chain.genesis, patient: id, epoch: 0, card: bytes(known.card), publicKey: { suite, bytes: bytes(known.public.bytes) } };
			const card = await hospital.checkCard(text, id);
			assert.deepEqual(await other.acceptKeyCard(text, expected), new Map([...card.keys].map(([recordClass, { publicKey }]) => [recordClass, publicKey])));
			await assert.rejects(other.acceptKeyCard(text, { ...expected, epoch: 1 }), /epoch/);
			await assert.rejects(other.acceptKeyCard(text, { ...expected, card: randomBytes(32) }), /The other library says/);
			const { classes, ...rest } = JSON.parse(text) as { classes: unknown[] };
			await assert.rejects(other.acceptKeyCard(JSON.stringify({ ...rest, classes: classes.slice(1) }), expected), /The other library says/);

			// Sealed, anchored and granted by the client.
			const { resources } = await readRecords(fhir('sample-bundle.json'));
			const granted = resources.filter(({ recordClass }) => BOTH.includes(recordClass));
			const batches = await hospital.sealAll(id, card, granted);
			const [, receipt] = await Promise.all([hospital.anchorAll(batches), patient.grantAccess({ organization, practitioner, offered: key }, BOTH, 30)]);
			await patient.deliver(hospital.custodian);
			const { envelope } = (await envelopeOf(chain, id, grantOf(receipt)))!;

			// Asked for, opened and verified by the second implementation, with nothing of the client's but its bytes.
			const originals = new Set(granted.map(({ canonical }) => bytesToHex(canonical)));
			await Promise.all(batches.map(async ({ recordClass, anchor, records }) => {
				const asked = await doctor.request(id, { Anchor: anchor as number }, HOSPITAL);
				await asked.receipt.finalized;
				const { sequence, secret, targets } = asked.held as HeldTicket;
				const ticket = { genesis: chain.genesis, patient: id, sequence, holder: account.publicKey, practitioner: null, custodian: HOSPITAL, secret, targets };
				const content = { ...ticket, nonce: randomBytes(32), time: Date.now(), suite, publicKey: key.publicKey };
				const request = readReleaseRequest(await other.signReleaseRequest(content, seed));
				const { stream } = await hospital.custodian.release(request);
				const answer = concatBytes(...(await listOf(stream)));
				await assert.rejects(other.openRelease(request, await other.keyPair(suite), answer), /The other library says/);
				const [{ contents, records: released } = assert.fail()] = await other.openRelease(request, key, answer);
				assert.deepEqual([contents.anchor, contents.class, contents.records], [anchor, recordClass, records.length]);

				const bond = { patient: id, organization, grantee: granteeBytes(grantee), keyEpoch: envelope.keyEpoch };
				assert.equal(`0x${bytesToHex(blake2b256(contents.envelope!))}`, envelope.commitment);
				const keys = await other.openEnvelope(bond, key, contents.envelope!);
				assert.deepEqual(classesIn(keys), BOTH);
				const classKey = (await keyOfClass(keys, recordClass))!;
				const of = { patient: id, recordClass };
				const row = (await chain.ask('recordAnchorApi', 'anchor', [id, anchor as number])).toJSON()!;
				const anchored = { root: bytes(row.anchor.batch!.root), leaves: row.anchor.batch!.leaves };
				const read = await other.readBatch(of, anchored, classKey, contents.header!, released);
				assert.ok('records' in read);
				for (const opened of read.records) {
					assert.ok(originals.delete(bytesToHex(opened.canonical)), 'a record came back that was not in the bundle, or came twice');
					assert.deepEqual(await other.commitment(opened.salt, opened.canonical), opened.commitment);
				}

				// Who is to blame is plain to it, too; and moved elsewhere the header does not open.
				const altered = released[0]!.sealed.slice();
				altered[altered.length >> 1]! ^= 1;
				for (const records of [[{ ...released[0]!, sealed: altered }, ...released.slice(1)], released.slice(1)]) {
					const word = await other.readBatch(of, anchored, classKey, contents.header!, records);
					assert.equal('blame' in word && word.blame, 'custodian');
				}
				// Somebody who sealed another key to the class, which is public, makes neither of them guilty.
				const { header } = await BatchSealer.begin(of, card.keys.get(recordClass)!);
				const word = await other.readBatch(of, anchored, classKey, header, released);
				assert.equal('blame' in word && word.blame, 'open');
				for (const elsewhere of [{ ...of, recordClass: 44 }, { ...of, patient: dev.eve.publicKey }]) {
					await assert.rejects(other.readBatch(elsewhere, anchored, classKey, contents.header!, released), /The other library says/);
				}
			}));
			assert.equal(originals.size, 0);
		});

		test(`what the second implementation seals, publishes and moves in suite ${suite}, the client and the chain accept`, async () => {
			const { chain, dev } = world();
			const [doctor, patient] = await Promise.all([
				world().clinic().then(async (organization) => (await world().staffOf(organization, ['Physician'], suite))[0] as Specialist),
				RustPatient.register(chain, suite),
			]);
			const { id } = patient;

			// The card: the client's writer takes it. So does the writer here, and seals.
			const hospital = world().hospital();
			const { keys } = await hospital.checkCard(await patient.keyCard(...BOTH), id);
			assert.deepEqual([...keys.keys()], BOTH);
			const sources = [
				'{"resourceType": "Observation", "status": "final", "valueQuantity": {"value": 1.10, "unit": "mg/dL"}}',
				'{"valueQuantity": {"value": 1E400}, "resourceType": "Observation", "note": [{"text": "\\u00e9\\ud83d\\ude00\\/\\u0007"}]}',
				'{"resourceType":"Observation","valueQuantity":{"value":-0.0}}',
			];
			const of = { patient: id, recordClass: OBSERVATION };
			const plain = await Promise.all(sources.map(async (source, index) => ({ salt: randomBytes(32), canonical: await other.entry(source, `urn:uuid:${index}`) })));
			const batch = await other.sealBatch(of, keys.get(OBSERVATION)!, plain);
			await patient.grant(HOSPITAL, 'Organization', 'Collect');
			const anchored = await chain.send(world().anchorCall(id, { root: batch.root, leaves: sources.length }), dev.bob);
			const anchor = numberIn(anchored, 'recordAnchor', 'RecordsAnchored', 'anchor');
			for (const { sealed, name } of batch.records) assert.equal(await hospital.stores.recordsOf(id).put(sealed), name);
			await hospital.custodian.takeBatch({ patient: id, anchor, recordClass: OBSERVATION, header: batch.header, records: batch.records });

			// The envelope, and every record with its proof: the client opens them, and client and chain verify.
			const { number, sealed } = await patient.grantKeys(doctor, BOTH);
			await hospital.custodian.takeEnvelope(id, sealed);
			const fetch = async () => {
				const { held, receipt } = await doctor.request(id, { Anchor: anchor }, HOSPITAL);
				await receipt.finalized;
				return (await doctor.fetch(hospital.custodian, held as HeldTicket)).release;
			};
			const released = await fetch();
			const before = await doctor.keysIn(released, number);
			assert.deepEqual(classesIn(before), BOTH);
			const contents = await listOf(released.records((recordClass) => keyOfClass(before, recordClass)));
			assert.deepEqual(contents.map(({ content }) => content.fullUrl), ['urn:uuid:0', 'urn:uuid:1', 'urn:uuid:2']);
			assert.deepEqual(contents.map(({ content }) => content.resource), sources.map((source) => parseJson(source)));
			const leaves = batch.records.map(({ leaf }) => leaf);
			const proof = await other.merkleProof(leaves, 1);
			assert.ok('ok' in (await chain.ask('recordAnchorApi', 'verifyInclusion', [id, anchor, 1, leaves[1]!, proof])).toJSON());
			assert.ok('err' in (await chain.ask('recordAnchorApi', 'verifyInclusion', [id, anchor, 0, leaves[1]!, proof])).toJSON());

			// Moved to another epoch: the new key opens it, and the old one no more.
			await patient.renewKeys();
			const later = (await hospital.checkCard(await patient.keyCard(...BOTH), id)).keys.get(OBSERVATION)!;
			const moved = await other.moveHeader(of, (await keyOfClass(before, OBSERVATION))!, batch.header, later);
			const { request, content } = await patient.exchangeHeader(HOSPITAL, anchor, moved);
			await hospital.custodian.answer(request, content);
			const rewrapped = await patient.rewrap(doctor, number, BOTH);
			await hospital.custodian.takeEnvelope(id, rewrapped);
			const [again, late] = await Promise.all([fetch(), fetch()]);
			const after = await doctor.keysIn(again, number);
			assert.equal((await listOf(again.records((recordClass) => keyOfClass(after, recordClass)))).length, sources.length);
			await assert.rejects(listOf(late.records((recordClass) => keyOfClass(before, recordClass))), { name: 'HeaderFault' });
		});
	}

	test('what either of the two splits into pieces the other joins, and it is the same', async () => {
		for (const count of [1, 12]) {
			const records = Array.from({ length: count }, (_, i) => ({ commitment: randomBytes(32), sealed: randomBytes(340 + 256 * i) }));
			const bytes = packBatch(records);
			assert.deepEqual(await other.packBatch(records), bytes);
			assert.deepEqual(await other.unpackBatch(bytes), { records, root: packageRoot(records) });
			for (const [needed, of] of [[1, 2], [2, 3], [3, 5], [16, 16]] as const) {
				const own = await splitIntoPieces(bytes, needed, of);
				assert.deepEqual(await other.splitIntoPieces(bytes, needed, of), own);
				// As many lost as may be, and the first of the others altered where one more is left.
				const left = own.pieces.slice(of - needed);
				assert.deepEqual(await other.joinPieces(own.plan, left), { bytes, bad: [] });
				assert.deepEqual(await joinPieces(own.plan, left), { bytes, bad: [] });
				const altered = own.pieces[0]!.slice();
				altered[altered.length - 1]! ^= 1;
				const given = needed < of ? [altered, ...left] : [...own.pieces, altered];
				const bad = given.indexOf(altered);
				assert.deepEqual(await other.joinPieces(own.plan, given), { bytes, bad: [bad] });
				assert.deepEqual((await joinPieces(own.plan, given)).bad.map(({ place }) => place), [bad]);
				await assert.rejects(other.joinPieces(own.plan, [altered, ...left.slice(1)]), /fewer good pieces/);
			}
		}
	});

	test('what a node says about a patient is proven by the state that a final block commits to', async () => {
		const { chain, dev } = world();
		const { query } = chain.api;
		const patient = await world().patient();
		const { id } = patient;
		// Final, so that what the early state lacks is the anchor and not the patient.
		await (await patient.grantCollect(HOSPITAL)).finalized;
		const early = await finalizedState(chain);
		const receipt = await chain.send(world().anchorCall(id), dev.bob);
		const anchor = numberIn(receipt, 'recordAnchor', 'RecordsAnchored', 'anchor');
		await receipt.finalized;
		const state = await finalizedState(chain);

		const keys = {
			anchor: query['recordAnchor']!['anchors']!.key(id, anchor),
			consentHead: query['consent']!['heads']!.key(id),
			consentFile: query['consent']!['files']!.key(id, HOSPITAL),
			trailHead: query['auditLog']!['heads']!.key({ Patient: id }),
		};
		const proven = async (key: string, at = state) => other.provenValue(at.root, await readProof(chain, at.block, key), key);
		const ask = (section: string, method: string, ...args: unknown[]) => chain.ask(section, method, args, state.block);

		// The anchor and the head of the trail are answered as they stand in the state.
		const shownAnchor = (await ask('recordAnchorApi', 'anchor', id, anchor)) as unknown as { unwrap(): { anchor: Codec } };
		assert.equal(await proven(keys.anchor), shownAnchor.unwrap().anchor.toHex());
		assert.equal(await proven(keys.trailHead), (await ask('auditLogApi', 'head', { Patient: id })).toHex());
		// Of consent the answers are put together from what stands there.
		const head = storedAs(chain, 'consent', 'heads', await proven(keys.consentHead));
		const file = storedAs(chain, 'consent', 'files', await proven(keys.consentFile));
		const liveGrants = (await ask('consentApi', 'liveGrants', id)).toJSON() as [number, { id: number }][];
		assert.deepEqual(liveGrants, (file['own'] as { id: number }[]).map((row) => [HOSPITAL, row]));
		assert.deepEqual((head['live'] as { id: number }[]).map((live) => live.id), liveGrants.map(([, { id: number }]) => number));
		const restrictions = (await ask('consentApi', 'restrictions', id)).toJSON() as Record<string, unknown>;
		assert.deepEqual(Object.fromEntries(Object.keys(restrictions).map((name) => [name, head[name]])), restrictions);

		// That something is not there is proven, too: another organization's file, and the anchor before it was made.
		assert.equal(await proven(query['consent']!['files']!.key(id, CLINIC)), undefined);
		assert.equal(await proven(keys.anchor, early), undefined);

		for (const key of Object.values(keys)) {
			const proof = await readProof(chain, state.block, key);
			// An altered byte anywhere; a node that is held back; another block's root; another key's proof.
			for (const [index, bytes] of proof.entries()) {
				const altered = hexToBytes(bytes.slice(2));
				altered[altered.length >> 1]! ^= 1;
				const forged = proof.with(index, bytesToHex(altered));
				await assert.rejects(other.provenValue(state.root, forged, key), /does not lead from this root/);
				await assert.rejects(other.provenValue(state.root, proof.toSpliced(index, 1), key), /does not lead from this root/);
			}
			await assert.rejects(other.provenValue(early.root, proof, key), /does not lead from this root/);
			for (const another of Object.values(keys).filter((one) => one !== key)) {
				await assert.rejects(other.provenValue(state.root, proof, another), /does not lead from this root/);
			}
		}
	});
}

/** A patient all of whose keys, cards and envelopes the second implementation makes. */
class RustPatient {
	readonly chain: Chain;
	readonly suite: Suite;
	readonly account: KeyringPair;
	readonly #seed = randomBytes(32);
	#id: Uint8Array = new Uint8Array(32);
	#epoch = 0;
	#root = randomBytes(32);

	private constructor(chain: Chain, suite: Suite) {
		this.chain = chain;
		this.suite = suite;
		this.account = new Keyring({ type: 'sr25519' }).addFromSeed(this.#seed);
	}

	static async register(chain: Chain, suite: Suite): Promise<RustPatient> {
		const patient = new RustPatient(chain, suite);
		const receipt = await chain.send(await registerPatient(chain, randomBytes(32), await patient.#published()), patient.account);
		patient.#id = findEvent(receipt, 'patientIdentity', 'PatientRegistered')['patient']!.toU8a();
		return patient;
	}

	get id(): Uint8Array {
		return this.#id;
	}

	async renewKeys(): Promise<void> {
		this.#root = randomBytes(32);
		this.#epoch += 1;
		const receipt = await this.chain.send(await replacePatientKey(this.chain, this.id, await this.#published()), this.account);
		await receipt.finalized;
	}

	async keyCard(...classes: number[]): Promise<string> {
		return JSON.stringify((await this.#card(classes)).card);
	}

	/** Leave to do something with records of all classes for a year, without keys. */
	async grant(organization: number, grantee: Grantee, action: 'Access' | 'Collect'): Promise<number> {
		return this.#give(organization, { grantee, action, scope: 'All' });
	}

	/** Leave to read records of some classes for a year, and the keys of these. */
	async grantKeys(doctor: Specialist, classes: number[]): Promise<{ number: number; sealed: Uint8Array }> {
		const { envelope, sealed } = await this.#envelope(doctor, classes);
		const number = await this.#give(doctor.organization, { grantee: doctor.grantee, action: 'Access', scope: classesScope(...classes), envelope });
		return { number, sealed };
	}

	/** The keys of a grant in the current epoch, which takes the place of the ones before. */
	async rewrap(doctor: Specialist, number: number, classes: number[]): Promise<Uint8Array> {
		const { envelope, sealed } = await this.#envelope(doctor, classes);
		await this.chain.send(replaceEnvelope(this.chain, this.id, number, envelope), this.account);
		return sealed;
	}

	/** What a custodian is asked, to exchange a header. */
	async exchangeHeader(custodian: number, anchor: number, header: Uint8Array) {
		const content = movedHeader(anchor, header);
		const asked = {
			genesis: this.chain.genesis, patient: this.id, account: this.account.publicKey, custodian, nonce: randomBytes(32), time: Date.now(),
			kind: PATIENT_REQUEST_KINDS.takeMovedHeader,
		};
		return { request: readPatientRequest(await other.signPatientRequest(asked, content, this.#seed)), content };
	}

	async #give(
		organization: number, { grantee, action, scope, envelope }: { grantee: Grantee; action: 'Access' | 'Collect'; scope: Scope; envelope?: Envelope },
	): Promise<number> {
		const { chain, id, account } = this;
		const provision = {
			grantee, scope, content: null, actions: actionSet(action), purposes: purposeSet('Treatment'), period: daysFrom(await chain.now(), 365),
		};
		return grantOf(await chain.send(grant(chain, organization, { patient: id, provision, envelope }), account));
	}

	async #envelope(doctor: Specialist, classes: number[]): Promise<SealedKeys> {
		const { organization, grantee } = doctor;
		const { key, epoch } = await keyOf(this.chain, organization, grantee, await doctor.publicKey());
		const context = { patient: this.id, organization, grantee: granteeBytes(grantee), keyEpoch: this.#epoch };
		const pairs = (await other.deriveKeys(this.suite, this.#root, ...classes)).classes;
		const keys = [...pairs].map(([recordClass, { privateKey }]) => ({ recordClass, privateKey }));
		const sealed = await other.sealEnvelope(context, key, { suite: this.suite, keys });
		return { envelope: { keyEpoch: this.#epoch, granteeKeyEpoch: epoch, commitment: `0x${bytesToHex(blake2b256(sealed))}` }, sealed };
	}

	async #card(classes: number[]) {
		const pairs = await other.deriveKeys(this.suite, this.#root, ...classes);
		const { card, hash } = await other.makeKeyCard({ genesis: this.chain.genesis, patient: this.id, epoch: this.#epoch }, pairs.patient, pairs.classes);
		return { card, hash, key: pairs.patient };
	}

	/** What the patient publishes in an epoch. */
	async #published(): Promise<PatientKey> {
		const { key, hash } = await this.#card(BOTH);
		return { key, card: hash };
	}
}

interface FinalizedState {
	block: string;
	/** The state's root, out of the block's header, which hashes to the block's name. */
	root: string;
}

async function finalizedState({ api, provider }: Chain): Promise<FinalizedState> {
	const block = await provider.send<string>('chain_getFinalizedHead', []);
	const header = api.createType<Header>('Header', await provider.send('chain_getHeader', [block]));
	assert.equal(header.hash.toHex(), block);
	return { block, root: header.stateRoot.toHex() };
}

async function readProof({ provider }: Chain, block: string, key: string): Promise<string[]> {
	const { at, proof } = await provider.send<{ at: string; proof: string[] }>('state_getReadProof', [[key], block]);
	assert.equal(at, block);
	return proof;
}

/** Bytes of the state, read as the values of a map. */
function storedAs({ api }: Chain, section: string, map: string, bytes: string | undefined): Record<string, unknown> {
	const { registry } = api;
	const { value } = api.query[section]![map]!.creator.meta.type.asMap;
	return registry.createType(registry.createLookupType(value), bytes).toJSON() as Record<string, unknown>;
}
