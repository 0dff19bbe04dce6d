/** Vectors of records: canonical bytes, commitments, keys, batches, trees. */
import { BatchSealer, moveHeader } from '../../../src/format/batch.ts';
import { concatBytes, u8, utf8ToBytes } from '../../../src/format/bytes.ts';
import { blake2b256, commitment } from '../../../src/format/commitment.ts';
import { classKeyPair, classSecretOf, ownerSalt, patientKeyPair } from '../../../src/format/epoch-keys.ts';
import { canonicalBytes, canonicalJson, parseJson, type JsonObject } from '../../../src/format/json.ts';
import { MerkleTree, merkleProof, merkleRoot } from '../../../src/format/merkle.ts';
import { contentMonths } from '../../../src/format/months.ts';
import { ALL_SUITES, type KeyPair, type Suite, publishedKey } from '../../../src/format/suites.ts';
import { CONDITION, EPOCH, HOSPITAL_SALT, LABEL, LATER_ROOT, OBSERVATION, PATIENT, ROOT, counting, ekm, hex, keysOf } from './fixed.ts';

const ANCHORING_MONTH = 662;

const SOURCES = [
	'{"resource": {"resourceType": "Observation", "status": "final",\n  "valueQuantity": {"value": 1.10, "unit": "mg/dL"}, "effectiveDateTime": "2024-02-29T23:30:00-05:00"}}',
	'{"resource":{ "b":[1E+2,-0,0.0,12345678901234567890.10,[],{}], "a":"\\u00e9\\/\\u20ac\\ud83d\\ude00\\u0007\\n", "":null,\n "\\ufb33":true, "\\ud83d\\ude00":false, "resourceType":"Basic" }, "fullUrl":"urn:uuid:61ebe121-bfdc-4613-8bf2-401e300945f0"}',
	'{"fullUrl":"https://example.org/fhir/Patient/p1","resource":{"resourceType":"Patient","id":"p1","birthDate":"1950-07-04","name":[{"family":"Ødegård","given":["Åse"]}]}}',
	'{"resource":{"resourceType":"Condition","onsetDateTime":"1998","abatementDateTime":"2001-03"}}',
	'{"resource":{"resourceType":"CarePlan","period":{"start":"2010-06-01"}}}',
	'{"resource":{"resourceType":"Encounter","period":{"end":"2010-06-01"}}}',
	'{"resource":{"resourceType":"Observation","issued":"2026-01-01T00:00:00Z","_effectiveDateTime":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}}',
	'{"resource":{"resourceType":"Observation","effectiveDateTime":"20150302"}}',
	'{"resource":{"resourceType":"Condition","recordedDate":"2026-01-01","onsetString":"as a child"}}',
	'{"resource":{"resourceType":"MedicationAdministration","occurenceDateTime":"2015-03-02T10:00:00Z"}}',
	'{"resource":{"resourceType":"DocumentReference","date":"2026-01-10T09:00:00Z","context":{"period":{"start":"1998-04-01","end":"1998-04-09"}}}}',
];
const contents = SOURCES.map((source) => parseJson(source) as JsonObject);
const canonical = contents.map(canonicalBytes);

export const canonicalVectors = () => SOURCES.map((source, i) => ({
	source,
	canonical: canonicalJson(contents[i] as JsonObject),
	utf8: hex(canonical[i] as Uint8Array),
	anchoringMonth: ANCHORING_MONTH,
	months: contentMonths((contents[i] as JsonObject)['resource'] as JsonObject, ANCHORING_MONTH),
}));

export const commitmentVectors = () => canonical.map((bytes) => ({
	utf8: hex(bytes),
	salt: hex(HOSPITAL_SALT),
	commitment: hex(commitment(HOSPITAL_SALT, bytes)),
	root: hex(ROOT),
	ownerSalt: hex(ownerSalt(ROOT, bytes)),
	ownerCommitment: hex(commitment(ownerSalt(ROOT, bytes), bytes)),
}));

export async function keyVectors(suite: Suite) {
	const withPublished = (pair: KeyPair) => ({ ...keysOf(pair), onChain: hex(publishedKey(pair).bytes) });
	return {
		suite,
		root: hex(ROOT),
		classSecret: hex(classSecretOf(ROOT)),
		patient: withPublished(await patientKeyPair(suite, ROOT)),
		classes: await Promise.all([CONDITION, OBSERVATION, LABEL].map(async (recordClass) =>
			({ class: recordClass, ...withPublished(await classKeyPair(suite, classSecretOf(ROOT), recordClass)) }))),
	};
}

export async function batchVectors(suite: Suite) {
	const context = { patient: PATIENT, recordClass: OBSERVATION };
	const keys = await classKeyPair(suite, classSecretOf(ROOT), OBSERVATION);
	const later = await classKeyPair(suite, classSecretOf(LATER_ROOT), OBSERVATION);
	const batchKey = counting(0x80);
	const batch = await BatchSealer.begin(context, { epoch: EPOCH, ...keys }, { batchKey, ekm: ekm(suite, 0xa0) });
	const plain = [0, 6, 7].map((at, i) => ({ bytes: canonical[at] as Uint8Array, salt: counting(0x40 + i) }));
	const records = plain.map(({ bytes, salt }) => ({ ...batch.seal({ canonical: bytes, salt }), bytes, salt }));
	const moved = await moveHeader(context, keys, batch.header, { epoch: EPOCH + 1, ...later }, ekm(suite, 0xa8));
	return {
		suite, patient: hex(PATIENT), class: OBSERVATION, epoch: EPOCH,
		classPublicKey: hex(keys.publicKey), classPrivateKey: hex(keys.privateKey),
		batchKey: hex(batchKey), ekm: hex(ekm(suite, 0xa0)), header: hex(batch.header),
		records: records.map(({ index, salt, bytes, sealed, name, commitment: committed, leaf }) => ({
			index, salt: hex(salt), utf8: hex(bytes), sealed: hex(sealed), name, commitment: hex(committed), leaf: hex(leaf),
		})),
		root: hex(merkleRoot(records.map(({ leaf }) => leaf))),
		moved: {
			epoch: EPOCH + 1, classPublicKey: hex(later.publicKey), classPrivateKey: hex(later.privateKey),
			ekm: hex(ekm(suite, 0xa8)), header: hex(moved),
		},
	};
}

export const merkleVectors = () => [1, 2, 3, 5, 8, 13].map((count) => {
	const leaves = Array.from({ length: count }, (_, i) => blake2b256(utf8ToBytes(`leaf ${i}`)));
	return {
		leaves: leaves.map(hex),
		root: hex(merkleRoot(leaves)),
		proofs: leaves.map((_, index) => merkleProof(leaves, index).map(hex)),
	};
});

/** Every root and every proof of all trees of 1 to 70 leaves, in one hash. */
export const treeVectors = () => {
	const most = 70;
	const all: Uint8Array[] = [];
	for (let count = 1; count <= most; count++) {
		const tree = new MerkleTree(Array.from({ length: count }, (_, i) => blake2b256(utf8ToBytes(`leaf ${i}`))));
		all.push(tree.root);
		for (let index = 0; index < count; index++) {
			const proof = tree.proof(index);
			all.push(u8(proof.length), ...proof);
		}
	}
	return { most, hash: hex(blake2b256(concatBytes(...all))) };
};

export const inBothSuites = <T>(make: (suite: Suite) => Promise<T>) => Promise.all(ALL_SUITES.map(make));
