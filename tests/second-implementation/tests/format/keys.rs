//! Key pairs out of the patient's secret.

use crate::vectors::{bytes, part};
use salus_format::keys::KeyPair;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	patient_secret: String,
	epoch: u32,
	patient: KeyPair,
	classes: Vec<ClassVector>,
}

#[derive(Deserialize)]
struct ClassVector {
	class: u16,
	#[serde(flatten)]
	keys: KeyPair,
}

/// The key pair with the private key as RFC 9180, section 7.1.2, has it written.
///
/// The vectors have it as `DeriveKeyPair` makes it: five bits may differ, all of which X25519 sets itself.
fn clamped(KeyPair { public_key, mut private_key }: KeyPair) -> KeyPair {
	private_key[0] &= 0b1111_1000;
	private_key[31] = private_key[31] & 0b0111_1111 | 0b0100_0000;
	KeyPair { public_key, private_key }
}

#[test]
fn the_keys_of_the_vectors() {
	let vector: Vector = part("keys");
	let secret = bytes(&vector.patient_secret);
	assert!(KeyPair::of_patient(&secret, vector.epoch) == clamped(vector.patient));
	assert!(!vector.classes.is_empty());
	for ClassVector { class, keys } in vector.classes {
		assert!(KeyPair::of_class(&secret, vector.epoch, class) == clamped(keys), "class {class}");
	}
}

#[test]
fn each_class_and_epoch_has_keys_of_its_own() {
	let keys = [
		KeyPair::of_class(&[1; 32], 0, 0),
		KeyPair::of_class(&[1; 32], 0, 1),
		KeyPair::of_class(&[1; 32], 1, 0),
		KeyPair::of_class(&[2; 32], 0, 0),
		KeyPair::of_patient(&[1; 32], 0),
		KeyPair::of_patient(&[1; 32], 1),
	];
	for (index, one) in keys.iter().enumerate() {
		assert!(keys.iter().skip(index + 1).all(|other| other.private_key != one.private_key));
	}
}

#[test]
fn a_private_key_is_not_printed() {
	let keys = KeyPair::derive(&[1; 32]);
	assert!(!format!("{keys:?}").contains(&hex::encode(keys.private_key)));
}
