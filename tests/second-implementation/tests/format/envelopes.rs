//! Envelopes.

use crate::vectors::{loaded, part, private_key, public_key};
use salus_format::{
	class_keys::{AllKeys, ClassKey, ClassKeys, ClassKeysError, ListedKeys},
	dice::system_dice,
	envelope::{commitment, open, seal, Context, EnvelopeError},
	keys::{class_secret, KeyPair},
	sealing::DoesNotOpen,
	suite::Suite,
};
use serde::Deserialize;

const CONTEXT: Context =
	Context { patient: [1; 32], organization: 2, grantee: [3; 32], key_epoch: 4 };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	suite: Suite,
	patient: String,
	organization: u32,
	grantee: String,
	key_epoch: u32,
	grantee_public_key: String,
	grantee_private_key: String,
	ekm: String,
	keys: ClassKeys,
	sealed: String,
	commitment: String,
}

impl Vector {
	fn context(&self) -> Context {
		Context {
			patient: crate::vectors::bytes(&self.patient),
			organization: self.organization,
			grantee: crate::vectors::bytes(&self.grantee),
			key_epoch: self.key_epoch,
		}
	}
}

fn listed(count: u16) -> ClassKeys {
	let classes = (0..count).map(|class| ClassKey { class, private_key: [7; 32] }).collect();
	ClassKeys::Listed(ListedKeys { suite: Suite::X25519, classes })
}

#[test]
fn the_envelopes_of_the_vectors_open() {
	let vectors: Vec<Vector> = part("envelopes");
	for suite in Suite::ALL {
		let of_suite = || vectors.iter().filter(|vector| vector.suite == suite);
		assert!(of_suite().any(|vector| matches!(vector.keys, ClassKeys::Listed(_))));
		assert!(of_suite().any(|vector| matches!(vector.keys, ClassKeys::All(_))));
	}
	for vector in vectors {
		let sealed = hex::decode(&vector.sealed).unwrap();
		let key = private_key(vector.suite, &vector.grantee_private_key);
		assert_eq!(open(&vector.context(), &key, &sealed), Ok(vector.keys));
		assert_eq!(hex::encode(commitment(&sealed)), vector.commitment);
	}
}

#[test]
fn the_envelopes_of_the_vectors_are_made_again_byte_for_byte() {
	for vector in part::<Vec<Vector>>("envelopes") {
		let key = public_key(vector.suite, &vector.grantee_public_key);
		let sealed = seal(&vector.context(), &key, &vector.keys, &mut loaded(&vector.ekm));
		assert_eq!(sealed.map(hex::encode), Ok(vector.sealed));
	}
}

#[test]
fn an_envelope_opens_for_its_context_only() {
	let mut dice = system_dice();
	for suite in Suite::ALL {
		let grantee = KeyPair::generate(suite, &mut dice);
		let sealed = seal(&CONTEXT, &grantee.public, &listed(40), &mut dice).unwrap();
		assert_eq!(open(&CONTEXT, &grantee.private, &sealed), Ok(listed(40)));
		let elsewhere = [
			Context { patient: [0; 32], ..CONTEXT },
			Context { organization: 0, ..CONTEXT },
			Context { grantee: [0; 32], ..CONTEXT },
			Context { key_epoch: 0, ..CONTEXT },
		];
		for moved in elsewhere {
			let refused = open(&moved, &grantee.private, &sealed);
			assert_eq!(refused, Err(EnvelopeError::DoesNotOpen(DoesNotOpen)));
		}
	}
}

#[test]
fn an_envelope_holds_classes_that_ascend_and_not_none() {
	let mut dice = system_dice();
	let grantee = KeyPair::generate(Suite::X25519, &mut dice);
	let mut refusal_of = |classes: &[u16]| {
		let classes =
			classes.iter().map(|class| ClassKey { class: *class, private_key: [7; 32] }).collect();
		let keys = ClassKeys::Listed(ListedKeys { suite: Suite::XWing, classes });
		seal(&CONTEXT, &grantee.public, &keys, &mut dice).map(|_| ())
	};
	assert_eq!(refusal_of(&[1, 2]), Ok(()));
	assert_eq!(refusal_of(&[]), Err(ClassKeysError::WrongNumberOfClasses.into()));
	for wrong in [[2, 1], [1, 1]] {
		assert_eq!(refusal_of(&wrong), Err(ClassKeysError::ClassesDoNotAscend.into()));
	}
}

#[test]
fn an_envelope_of_all_gives_the_key_of_each_class() {
	for suite in Suite::ALL {
		let class_secret = class_secret(&[9; 32]);
		let all = ClassKeys::All(AllKeys { suite, class_secret });
		for class in [0, 28, 0x8000, u16::MAX] {
			let key = KeyPair::of_class(suite, &class_secret, class).private;
			assert_eq!(all.of_class(class), Some(key));
		}
	}
}

#[test]
fn an_envelope_of_some_gives_the_keys_of_those_only() {
	assert_eq!(listed(3).of_class(2).map(|key| key.private_key), Some([7; 32]));
	assert_eq!(listed(3).of_class(3), None);
}

#[test]
fn keys_are_not_printed() {
	let secret = hex::encode([7; 32]);
	let all = ClassKeys::All(AllKeys { suite: Suite::X25519, class_secret: [7; 32] });
	for keys in [listed(2), all] {
		let printed = format!("{keys:?}");
		assert!(!printed.contains(&secret) && !printed.contains("7, 7"), "{printed}");
	}
}
