//! Commitments and the owner's salt.

use crate::vectors::{filled, flipped, part, secret};
use salus_client::{commitment::commitment, epoch_keys::Root, Secret};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	utf8: String,
	salt: String,
	commitment: String,
	root: String,
	owner_salt: String,
	owner_commitment: String,
}

#[test]
fn the_commitments_of_the_vectors() {
	for vector in part::<Vec<Vector>>("commitments") {
		let canonical = hex::decode(vector.utf8).unwrap();
		assert_eq!(hex::encode(commitment(&secret(&vector.salt), &canonical)), vector.commitment);
		let salt = Root::new(secret(&vector.root)).unwrap().owner_salt(&canonical);
		assert_eq!(hex::encode(salt.expose()), vector.owner_salt);
		assert_eq!(hex::encode(commitment(&salt, &canonical)), vector.owner_commitment);
	}
}

/// The one that the document gives by hand.
#[test]
fn the_commitment_of_the_document() {
	let canonical = concat!(
		r#"{"resource":{"effectiveDateTime":"2024-02-29T23:30:00-05:00","resourceType":"Observation","#,
		r#""status":"final","valueQuantity":{"unit":"mg/dL","value":1.10}}}"#
	);
	let salt = secret("404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f");
	assert_eq!(
		hex::encode(commitment(&salt, canonical.as_bytes())),
		"d0d1272a3107bb8ae9229ccab687931ec5b88ea815bbbc75986b5fba5013c7c2"
	);
}

#[test]
fn every_bit_of_salt_and_record_counts() {
	let (salt, canonical) = (filled::<32>(5), b"{\"resourceType\":\"Basic\"}");
	let expected = commitment(&salt, canonical);
	for altered in flipped(salt.expose()) {
		assert_ne!(commitment(&Secret::new(altered.try_into().unwrap()), canonical), expected);
	}
	for altered in flipped(canonical) {
		assert_ne!(commitment(&salt, &altered), expected);
	}
}
