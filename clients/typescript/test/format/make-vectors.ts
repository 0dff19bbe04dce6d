/** Test vectors of record format v1, so that a second implementation can check itself. */
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { bytesToHex, utf8ToBytes } from '../../src/format/bytes.ts';
import { classKeyPair, patientKeyPair } from '../../src/format/class-keys.ts';
import { classOf } from '../../src/format/classes.ts';
import { blake2b256, commitment, ownerSalt } from '../../src/format/commitment.ts';
import { NOBODY_IN_PARTICULAR, sealEnvelope } from '../../src/format/envelope.ts';
import { deriveKeyPair } from '../../src/format/hpke.ts';
import { canonicalBytes, canonicalJson, parseJson, type JsonObject } from '../../src/format/json.ts';
import { makeKeyCard, signedBytes } from '../../src/format/key-card.ts';
import { merkleProof, merkleRoot } from '../../src/format/merkle.ts';
import { contentMonths } from '../../src/format/months.ts';
import { sealRecord } from '../../src/format/sealed-record.ts';

/** 32 bytes that count up from `first`: no secret, easily recognized. */
const counting = (first: number, length = 32) => Uint8Array.from({ length }, (_, i) => (first + i) & 0xff);

const PATIENT = counting(0x10);
const GENESIS = counting(0x20);
const PATIENT_SECRET = counting(0x30);
const HOSPITAL_SALT = counting(0x40);
const GRANTEE_ACCOUNT = counting(0x50);
const CONTROLLER_SEED = counting(0x60);
const EPOCH = 2;
const ORGANIZATION = 1;
const ANCHORING_MONTH = 662;

const SOURCES = [
	'{"resourceType": "Observation", "status": "final",\n  "valueQuantity": {"value": 1.10, "unit": "mg/dL"}, "effectiveDateTime": "2024-02-29T23:30:00-05:00"}',
	'{ "b":[1E+2,-0,0.0,12345678901234567890.10,[],{}], "a":"\\u00e9\\/\\u20ac\\ud83d\\ude00\\u0007\\n", "":null,\n "\\ufb33":true, "\\ud83d\\ude00":false, "resourceType":"Basic" }',
	'{"resourceType":"Patient","birthDate":"1950-07-04","name":[{"family":"Ødegård","given":["Åse"]}]}',
	'{"resourceType":"Condition","onsetDateTime":"1998","abatementDateTime":"2001-03"}',
	'{"resourceType":"CarePlan","period":{"start":"2010-06-01"}}',
	'{"resourceType":"Encounter","period":{"end":"2010-06-01"}}',
	'{"resourceType":"Observation","issued":"2026-01-01T00:00:00Z","_effectiveDateTime":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}',
	'{"resourceType":"Observation","effectiveDateTime":"20150302"}',
	'{"resourceType":"Condition","recordedDate":"2026-01-01","onsetString":"as a child"}',
	'{"resourceType":"MedicationAdministration","occurenceDateTime":"2015-03-02T10:00:00Z"}',
	'{"resourceType":"DocumentReference","date":"2026-01-10T09:00:00Z","context":{"period":{"start":"1998-04-01","end":"1998-04-09"}}}',
];

export async function makeVectors() {
	await cryptoWaitReady();
	const canonical = SOURCES.map((source) => canonicalBytes(parseJson(source)));
	const observation = classOf('Observation') as number;
	const condition = classOf('Condition') as number;
	const classKeys = await Promise.all([observation, condition].map((c) => classKeyPair(PATIENT_SECRET, EPOCH, c)));
	const [observationKeys, conditionKeys] = classKeys as [(typeof classKeys)[0], (typeof classKeys)[0]];
	const patientKeys = await patientKeyPair(PATIENT_SECRET, EPOCH);
	const record = canonical[0] as Uint8Array;
	const fixed = { recordKey: counting(0x80), nonce: counting(0x90, 24), ephemeral: counting(0xa0) };
	const blob = await sealRecord(
		{ patient: PATIENT, recordClass: observation }, EPOCH, observationKeys.publicKey, HOSPITAL_SALT, record, fixed,
	);
	const classKeysInside = [
		{ recordClass: condition, privateKey: conditionKeys.privateKey },
		{ recordClass: observation, privateKey: observationKeys.privateKey },
	];
	const envelopeFor = async (granteeName: Uint8Array, keyMaterial: Uint8Array, ephemeral: Uint8Array) => {
		const keys = await deriveKeyPair(keyMaterial);
		const context = { patient: PATIENT, organization: ORGANIZATION, grantee: granteeName, keyEpoch: EPOCH };
		const sealed = await sealEnvelope(context, keys.publicKey, [...classKeysInside].reverse(), ephemeral);
		return {
			patient: hex(PATIENT), organization: ORGANIZATION, grantee: hex(granteeName), keyEpoch: EPOCH,
			granteePublicKey: hex(keys.publicKey), granteePrivateKey: hex(keys.privateKey),
			hpkeIkmE: hex(ephemeral),
			keys: classKeysInside.map(({ recordClass, privateKey }) => ({ class: recordClass, privateKey: hex(privateKey) })),
			sealed: hex(sealed),
		};
	};
	const controller = new Keyring({ type: 'sr25519' }).addFromSeed(CONTROLLER_SEED);
	const cardContent = {
		genesis: hex(GENESIS), patient: hex(PATIENT), epoch: EPOCH,
		classes: [
			{ class: condition, publicKey: hex(conditionKeys.publicKey) },
			{ class: observation, publicKey: hex(observationKeys.publicKey) },
		],
	};
	return {
		format: 'salus/record-format/v1/vectors',
		canonical: SOURCES.map((source, i) => ({
			source,
			canonical: canonicalJson(parseJson(source)),
			utf8: hex(canonical[i] as Uint8Array),
			anchoringMonth: ANCHORING_MONTH,
			months: contentMonths(parseJson(source) as JsonObject, ANCHORING_MONTH),
		})),
		commitments: canonical.map((bytes) => ({
			utf8: hex(bytes),
			salt: hex(HOSPITAL_SALT),
			commitment: hex(commitment(HOSPITAL_SALT, bytes)),
			patientSecret: hex(PATIENT_SECRET),
			ownerSalt: hex(ownerSalt(PATIENT_SECRET, bytes)),
			ownerCommitment: hex(commitment(ownerSalt(PATIENT_SECRET, bytes), bytes)),
		})),
		keys: {
			patientSecret: hex(PATIENT_SECRET),
			epoch: EPOCH,
			patient: pair(patientKeys),
			classes: [
				{ class: condition, ...pair(conditionKeys) },
				{ class: observation, ...pair(observationKeys) },
			],
		},
		sealedRecord: {
			patient: hex(PATIENT), class: observation, epoch: EPOCH,
			classPublicKey: hex(observationKeys.publicKey), classPrivateKey: hex(observationKeys.privateKey),
			salt: hex(HOSPITAL_SALT), utf8: hex(record), commitment: hex(commitment(HOSPITAL_SALT, record)),
			recordKey: hex(fixed.recordKey), nonce: hex(fixed.nonce), hpkeIkmE: hex(fixed.ephemeral),
			blob: hex(blob), name: hex(blake2b256(blob)),
		},
		envelope: await envelopeFor(GRANTEE_ACCOUNT, counting(0x70), counting(0xb0)),
		organizationEnvelope: await envelopeFor(NOBODY_IN_PARTICULAR, counting(0xc0), counting(0xd0)),
		keyCard: {
			controllerPublicKey: hex(controller.publicKey),
			signedBytes: hex(signedBytes(cardContent)),
		},
		merkle: [1, 2, 3, 5, 8, 13].map((count) => {
			const leaves = Array.from({ length: count }, (_, i) => blake2b256(utf8ToBytes(`leaf ${i}`)));
			return {
				leaves: leaves.map(hex),
				root: hex(merkleRoot(leaves)),
				proofs: leaves.map((_, index) => merkleProof(leaves, index).map(hex)),
			};
		}),
	};
}

/** A key card as it is handed over; sr25519 signatures are randomized, so it is checked, not compared. */
export async function makeSignedCard() {
	await cryptoWaitReady();
	const { keyCard, keys } = await makeVectors();
	const controller = new Keyring({ type: 'sr25519' }).addFromSeed(CONTROLLER_SEED);
	const content = {
		genesis: hex(GENESIS), patient: hex(PATIENT), epoch: EPOCH,
		classes: keys.classes.map(({ class: recordClass, publicKey }) => ({ class: recordClass, publicKey })),
	};
	return { ...keyCard, card: makeKeyCard(content, (message) => controller.sign(message)) };
}

const hex = bytesToHex;

function pair({ publicKey, privateKey }: { publicKey: Uint8Array; privateKey: Uint8Array }) {
	return { publicKey: hex(publicKey), privateKey: hex(privateKey) };
}
