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
import { actionSet, type Chain, findEvent, numberIn, purposeSet } from '@salus/client/chain';
import { classesScope, daysFrom, envelopeOf, grant, type Grantee, granteeBytes, grantOf, keyOf } from '@salus/client/consent';
import { readRecords } from '@salus/client/fhir/records';
import {
	blake2b256, bytesToHex, canonicalBytes, commitment, equalBytes, FormatError, hexToBytes, type JsonObject, openRecord, parseJson, utf8ToBytes,
} from '@salus/client/format';
import * as other from './other-library.ts';
import { CLINIC, CONDITION, HOSPITAL, OBSERVATION, type World, fhir } from './world.ts';

const BOTH = [CONDITION, OBSERVATION];

export function secondImplementationTests(world: () => World): void {
	test('what the client seals and anchors, the second implementation opens and proves', async () => {
		const { chain, dev } = world();
		const [[doctor], patient] = await Promise.all([world().staff('Clinic', 'Physician'), world().patientOfHospital()]);
		const { organization, grantee, practitioner, account } = doctor!;
		const { id } = patient;
		const hospital = world().hospital();
		const reader = await other.keyPair();
		await chain.send(world().call('providerRegistry', 'publishPractitionerKey', { organization, practitioner, encryptionKey: reader.publicKey }), account);

		// The card, by what the chain says about the patient.
		const card = await patient.keyCard();
		const expected = { genesis: chain.genesis, patient: id, epoch: 0, controller: patient.account.publicKey };
		const keys = await hospital.checkCard(card, id);
		assert.deepEqual(await other.acceptKeyCard(card, expected), keys);
		await assert.rejects(other.acceptKeyCard(card, { ...expected, epoch: 1 }), /another epoch/);
		await assert.rejects(other.acceptKeyCard(card, { ...expected, controller: account.publicKey }), /has not signed/);
		await assert.rejects(other.acceptKeyCard({ ...card, classes: card.classes.slice(1) }, expected), /has not signed/);

		// Sealed, anchored, granted, and released against a ticket, all by the client.
		const { resources } = await readRecords(fhir('sample-bundle.json'));
		const granted = resources.filter(({ recordClass }) => BOTH.includes(recordClass));
		const batches = await hospital.sealAll(id, 0, keys, granted);
		const [, receipt] = await Promise.all([hospital.anchorAll(id, batches), patient.grantAccess({ organization, practitioner }, BOTH, 30)]);
		const number = grantOf(receipt);
		const released = await Promise.all(batches.map(async ({ recordClass, anchor }) => {
			const request = await doctor!.request(id, { Anchor: anchor as number }, HOSPITAL);
			await request.receipt.finalized;
			const ticket = { patient: id, sequence: request.ticket as number, holder: account.publicKey, anchor: anchor as number };
			return { recordClass, anchor: anchor as number, records: await hospital.release(ticket) };
		}));

		// Opened and verified by the second implementation, with nothing of the client's but its bytes.
		const { envelope } = (await envelopeOf(chain, id, number))!;
		const context = { patient: id, organization, grantee: granteeBytes(grantee), keyEpoch: envelope.keyEpoch };
		const classKeys = await other.open(context, reader.privateKey, hexToBytes(envelope.sealed.slice(2)));
		assert.deepEqual(classKeys.map(({ recordClass }) => recordClass), BOTH);
		const originals = new Set(granted.map(({ canonical }) => bytesToHex(canonical)));
		for (const { recordClass, anchor, records } of released) {
			const { privateKey } = classKeys.find((key) => key.recordClass === recordClass)!;
			const { root, leaves } = await doctor!.anchor(id, anchor);
			const of = { patient: id, recordClass };
			for await (const { index, blob, proof } of records) {
				const opened = await other.openRecord(of, privateKey, blob);
				assert.ok(originals.delete(bytesToHex(opened.canonical)), 'a record came back that was not in the bundle, or came twice');
				assert.deepEqual(await other.commitment(opened.salt, opened.canonical), opened.commitment);
				assert.ok(await other.isIncluded(root, leaves, index, opened.commitment, proof));
				assert.ok(!(await other.isIncluded(root, leaves, index, randomBytes(32), proof)));
				assert.ok(!(await other.isIncluded(root, leaves, index, opened.commitment, [...proof, randomBytes(32)])));
			}
			const { blob } = await records.record(0);
			const altered = blob.slice();
			altered[altered.length >> 1]! ^= 1;
			await assert.rejects(other.openRecord(of, privateKey, altered), /not sealed to this key/);
			await assert.rejects(other.openRecord({ ...of, recordClass: 44 }, privateKey, blob), /not sealed to this key/);
			await assert.rejects(other.openRecord({ ...of, patient: dev.eve.publicKey }, privateKey, blob), /not sealed to this key/);
		}
		assert.equal(originals.size, 0);
	});

	test('what the second implementation seals, signs and proves, the client and the chain accept', async () => {
		const { chain, dev } = world();
		const doctor = await world().physician();
		const patient = await RustPatient.register(chain);
		const { id } = patient;

		// The card: the client's writer takes it. So does the writer here, and seals.
		const hospital = world().hospital();
		const card = await patient.keyCard(...BOTH);
		const keys = await hospital.checkCard(card, id);
		assert.deepEqual([...keys.keys()], BOTH);
		const expected = { genesis: chain.genesis, patient: id, epoch: 0, controller: patient.account.publicKey };
		assert.deepEqual(await other.acceptKeyCard(card, expected), keys);
		const sources = [
			'{"resourceType": "Observation", "status": "final", "valueQuantity": {"value": 1.10, "unit": "mg/dL"}}',
			'{"valueQuantity": {"value": 1E400}, "resourceType": "Observation", "note": [{"text": "\\u00e9\\ud83d\\ude00\\/\\u0007"}]}',
			'{"resourceType":"Observation","valueQuantity":{"value":-0.0}}',
		];
		const of = { patient: id, recordClass: OBSERVATION };
		const records = await Promise.all(sources.map(async (source) => {
			const salt = randomBytes(32);
			const canonical = await other.canonicalize(utf8ToBytes(source));
			const { blob, name } = await other.sealRecord(of, 0, keys.get(OBSERVATION)!, salt, canonical);
			assert.equal(name, bytesToHex(blake2b256(blob)));
			return { source, blob, commitment: await other.commitment(salt, canonical) };
		}));
		const commitments = records.map((record) => record.commitment);
		const root = await other.merkleRoot(commitments);
		await patient.grant(HOSPITAL, 'Organization', 'Collect');
		const anchored = await chain.send(world().anchorCall(id, { root, leaves: records.length }), dev.bob);
		const anchor = numberIn(anchored, 'recordAnchor', 'RecordsAnchored', 'anchor');

		// The envelope, and every record with its proof: the client opens them, and client and chain verify.
		const number = await patient.grant(doctor.organization, doctor.grantee, 'Access', BOTH);
		const classKeys = await doctor.openEnvelope(id, number);
		assert.deepEqual(classKeys, await patient.classKeys(...BOTH));
		const key = classKeys.find(({ recordClass }) => recordClass === OBSERVATION)!;
		const known = await doctor.anchor(id, anchor);
		assert.ok(equalBytes(known.root, root));
		const read = await doctor.reader(id, known, key);
		for (const [index, { source, blob }] of records.entries()) {
			const proof = await other.merkleProof(commitments, index);
			const resource = await read({ index, blob, proof });
			assert.deepEqual(resource, parseJson(source));
			assert.deepEqual(commitment((await openRecord(of, key.privateKey, blob)).salt, canonicalBytes(resource as JsonObject)), commitments[index]);
		}
		const { blob } = records[0]!;
		await assert.rejects(read({ index: 1, blob, proof: await other.merkleProof(commitments, 0) }), /does not know this record/);

		// Moved to another epoch: the client opens it with the new key, and with the old one no more.
		const next = (await other.deriveKeys(patient.secret, 1, OBSERVATION)).classes.get(OBSERVATION)!;
		const moved = await other.rewrapRecord(of, key.privateKey, blob, 1, next.publicKey);
		assert.deepEqual(await openRecord(of, next.privateKey, moved), await openRecord(of, key.privateKey, blob));
		await assert.rejects(openRecord(of, key.privateKey, moved), FormatError);
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
		const shownAnchor = (await ask('recordAnchorApi', 'anchor', id, anchor)) as unknown as { unwrap(): Codec };
		assert.equal(await proven(keys.anchor), shownAnchor.unwrap().toHex());
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
	readonly id: Uint8Array;
	readonly account: KeyringPair;
	readonly secret: Uint8Array;
	readonly #seed: Uint8Array;

	private constructor(chain: Chain, id: Uint8Array, account: KeyringPair, seed: Uint8Array, secret: Uint8Array) {
		this.chain = chain;
		this.id = id;
		this.account = account;
		this.#seed = seed;
		this.secret = secret;
	}

	static async register(chain: Chain): Promise<RustPatient> {
		const [seed, secret] = [randomBytes(32), randomBytes(32)];
		const account = new Keyring({ type: 'sr25519' }).addFromSeed(seed);
		const { patient } = await other.deriveKeys(secret, 0);
		const receipt = await chain.send(chain.api.tx['patientIdentity']!['register']!(randomBytes(32), patient.publicKey), account);
		const id = findEvent(receipt, 'patientIdentity', 'PatientRegistered')['patient']!.toU8a();
		return new RustPatient(chain, id, account, seed, secret);
	}

	async classKeys(...classes: number[]) {
		const keys = (await other.deriveKeys(this.secret, 0, ...classes)).classes;
		return classes.map((recordClass) => ({ recordClass, privateKey: keys.get(recordClass)!.privateKey }));
	}

	async keyCard(...classes: number[]) {
		const keys = (await other.deriveKeys(this.secret, 0, ...classes)).classes;
		const named = [...keys].map(([recordClass, { publicKey }]) => ({ class: recordClass, publicKey: bytesToHex(publicKey) }));
		const content = { genesis: bytesToHex(this.chain.genesis), patient: bytesToHex(this.id), epoch: 0, classes: named };
		return other.makeKeyCard(content, this.#seed);
	}

	/** A grant for a year; with the keys of `classes`, or else for all classes and without keys. */
	async grant(organization: number, grantee: Grantee, action: 'Access' | 'Collect', classes?: number[]): Promise<number> {
		const { chain, id, account } = this;
		const provision = {
			grantee, scope: classes ? classesScope(...classes) : ('All' as const), content: null, actions: actionSet(action),
			purposes: purposeSet('Treatment'), period: daysFrom(await chain.now(), 365),
		};
		const envelope = classes && (await this.#envelope(organization, grantee, classes));
		return grantOf(await chain.send(grant(chain, organization, { patient: id, provision, envelope }), account));
	}

	async #envelope(organization: number, grantee: Grantee, classes: number[]) {
		const { publicKey, epoch } = await keyOf(this.chain, organization, grantee);
		const context = { patient: this.id, organization, grantee: granteeBytes(grantee), keyEpoch: 0 };
		const sealed = await other.seal(context, publicKey, await this.classKeys(...classes));
		return { keyEpoch: 0, granteeKeyEpoch: epoch, sealed: `0x${bytesToHex(sealed)}` };
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
