//! Key pairs out of the root of an epoch.

use crate::vectors::{filled, part, private_key, public_key, secret};
use salus_client::{
	epoch_keys::{ClassSecret, NoRoot, Root},
	keys::WrongLength,
	KeyPair, PublicKey, Suite,
};
use serde::Deserialize;
use std::collections::HashSet;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	suite: Suite,
	root: String,
	class_secret: String,
	patient: KeysVector,
	classes: Vec<ClassVector>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeysVector {
	public_key: String,
	private_key: String,
	on_chain: String,
}

#[derive(Deserialize)]
struct ClassVector {
	class: u16,
	#[serde(flatten)]
	keys: KeysVector,
}

/// The key pairs are compared by the public key: five bits of a private key of suite 1 may differ.
fn assert_same(made: &KeyPair, vector: &KeysVector) {
	let expected = public_key(made.public.suite(), &vector.public_key);
	assert_eq!(made.public, expected);
	assert_eq!(private_key(expected.suite(), &vector.private_key).public(), expected);
	assert_eq!(made.private.public(), expected);
	let published = made.public.published();
	assert_eq!(hex::encode(published.bytes), vector.on_chain);
	assert_eq!(published.suite, expected.suite());
}

#[test]
fn the_keys_of_the_vectors() {
	let vectors: Vec<Vector> = part("keys");
	assert_eq!(vectors.iter().map(|vector| vector.suite).collect::<Vec<_>>(), Suite::ALL);
	for Vector { suite, root, class_secret: expected, patient, classes } in vectors {
		let root = Root::new(secret(&root)).unwrap();
		let class_secret = root.class_secret();
		assert_eq!(hex::encode(class_secret.bytes().expose()), expected);
		assert_same(&root.patient_key_pair(suite), &patient);
		assert!(!classes.is_empty());
		for ClassVector { class, keys } in classes {
			assert_same(&class_secret.key_pair(suite, class), &keys);
		}
	}
}

#[test]
fn each_suite_class_and_epoch_has_keys_of_its_own() {
	let mut keys = HashSet::new();
	let mut count = 0;
	for suite in Suite::ALL {
		for root in [1, 2].map(|byte| Root::new(filled(byte)).unwrap()) {
			let secret = root.class_secret();
			for KeyPair { private, .. } in [
				secret.key_pair(suite, 0),
				secret.key_pair(suite, 1),
				secret.key_pair(suite, 256),
				root.patient_key_pair(suite),
				ClassSecret::new(root.bytes().clone()).key_pair(suite, 0),
			] {
				keys.insert(*private.bytes.expose());
				count += 1;
			}
		}
	}
	assert_eq!(keys.len(), count);
}

#[test]
fn a_public_key_is_as_long_as_its_suite_says() {
	for (suite, right) in [(Suite::X25519, 32), (Suite::XWing, 1_216)] {
		assert_eq!(suite.public_key_length(), right);
		for length in [0, 31, 32, 33, 1_215, 1_216, 1_217] {
			let made = PublicKey::new(suite, vec![9; length]).map(|_| ());
			let expected = if length == right { Ok(()) } else { Err(WrongLength) };
			assert_eq!(made, expected, "{length}");
		}
	}
}

#[test]
fn zeros_are_no_root() {
	assert_eq!(Root::new(filled(0)), Err(NoRoot));
	assert!(Root::new(filled(1)).is_ok());
}
