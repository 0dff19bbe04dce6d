//! Records in the clear.

use crate::marker::{Marker, Memory};
use salus_client::{
	batch::{self, ClassPublicKey},
	canonical::canonical,
	merkle::MerkleTree,
	rand_core::UnwrapErr,
	reading::{self, AnchoredBatch},
	record_content::record_content,
	release::ReleasedRecord,
	sealed_record::{PlainRecord, RecordContext},
	KeyPair, Secret, Suite,
};

/// Long enough that whatever holds it grows more than once.
const RESOURCE: &[u8] = br#"{ "resourceType": "Patient", "name": [{ "text": "Adalbert of Hohenfels and the Lower Marches" }],
	"note": "of \u00e9minent descent, of twelve generations, \"as nobody but the patient himself has ever maintained\"",
	"id": "nothing else that would matter", "contact": { "text": "a brother, whose address is not known to anybody at all" } }"#;

const URL: &str = "urn:oid:a-name-by-which-others-of-the-bundle-point-to-it";

/// Parts of it as they stand in the canonical form.
fn parts() -> [Marker; 4] {
	[
		Marker::of(b"Adalbert of Hohenfels and the Lower Marches"),
		Marker::of("éminent descent, of twelve generations".as_bytes()),
		Marker::of(b"a brother, whose address is not known"),
		Marker::of(URL.as_bytes()),
	]
}

#[test]
fn nothing_is_left_of_canonical_bytes() {
	let mut memory = Memory::alone();
	let made = canonical(RESOURCE).unwrap();
	let [name, descent, brother, _] = parts();
	assert!(memory.has(&name) && memory.has(&descent) && memory.has(&brother));
	drop(made);
	assert!(!memory.has_any(&parts()));
}

#[test]
fn nothing_is_left_of_a_record_that_was_sealed_and_read() {
	let mut memory = Memory::alone();
	let mut rng = UnwrapErr(getrandom::SysRng);
	let pair = KeyPair::random(Suite::X25519, &mut rng);
	let class_key = ClassPublicKey { epoch: 0, key: pair.public };
	let context = RecordContext { patient: [1; 32], class: 0xffff };

	let salt = Secret::random(&mut rng);
	let salt_marker = Marker::of(salt.expose());
	let record = PlainRecord::new(salt, record_content(Some(URL), RESOURCE).unwrap());
	let batch = batch::seal(&context, &class_key, &[record], &mut rng).unwrap();
	assert!(!memory.has_any(&parts()));
	assert!(!memory.has(&salt_marker));

	let batch::SealedRecord { commitment, sealed } = batch.records[0].clone();
	let proof = MerkleTree::new(&[batch.records[0].leaf()]).unwrap().proof(0).unwrap();
	let released = ReleasedRecord { index: 0, commitment, proof, sealed };
	let anchor = AnchoredBatch { root: batch.root, records: 1 };
	let read = reading::read(&context, &anchor, &pair.private, &batch.header, &[released]).unwrap();
	let content = read[0].content().unwrap();
	assert_eq!(content.full_url.as_ref().unwrap().as_str(), URL);
	for marker in parts() {
		assert!(memory.has(&marker));
	}
	drop((content, read));
	assert!(!memory.has_any(&parts()));
	assert!(!memory.has(&salt_marker));
}
