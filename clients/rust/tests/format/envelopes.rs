//! Envelopes.

use crate::vectors::{filled, loaded, part, private_key, public_key, system_rng, ClassKeysVector};
use salus_client::{
	class_keys::{ClassKeys, ClassKeysError},
	envelope::{commitment, open, seal, EnvelopeContext, EnvelopeError, MAX_LENGTH},
	epoch_keys::{ClassSecret, Root},
	sealing::DoesNotOpen,
	KeyPair, Suite,
};
use serde::Deserialize;

const CONTEXT: EnvelopeContext =
	EnvelopeContext { patient: [1; 32], organization: 2, grantee: [3; 32], key_epoch: 4 };

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
	keys: ClassKeysVector,
	sealed: String,
	commitment: String,
}

impl Vector {
	fn context(&self) -> EnvelopeContext {
		EnvelopeContext {
			patient: crate::vectors::bytes(&self.patient),
			organization: self.organization,
			grantee: crate::vectors::bytes(&self.grantee),
			key_epoch: self.key_epoch,
		}
	}
}

fn listed(count: u16) -> ClassKeys {
	let keys = (0..count).map(|class| (class, filled(7))).collect();
	ClassKeys::Listed { suite: Suite::X25519, keys }
}

#[test]
fn the_envelopes_of_the_vectors_open() {
	let vectors: Vec<Vector> = part("envelopes");
	for suite in Suite::ALL {
		let of_suite = || vectors.iter().filter(|vector| vector.suite == suite);
		assert!(of_suite().any(|vector| matches!(vector.keys.keys(), ClassKeys::Listed { .. })));
		assert!(of_suite().any(|vector| matches!(vector.keys.keys(), ClassKeys::All { .. })));
	}
	for vector in vectors {
		let sealed = hex::decode(&vector.sealed).unwrap();
		let key = private_key(vector.suite, &vector.grantee_private_key);
		assert_eq!(open(&vector.context(), &key, &sealed), Ok(vector.keys.keys()));
		assert_eq!(hex::encode(commitment(&sealed)), vector.commitment);
	}
}

#[test]
fn the_envelopes_of_the_vectors_are_made_again_byte_for_byte() {
	for vector in part::<Vec<Vector>>("envelopes") {
		let key = public_key(vector.suite, &vector.grantee_public_key);
		let sealed =
			seal(&vector.context(), &key, &vector.keys.keys(), &mut loaded(&[&vector.ekm]));
		assert_eq!(sealed.map(hex::encode), Ok(vector.sealed));
	}
}

#[test]
fn an_envelope_opens_for_its_context_only() {
	let mut rng = system_rng();
	for suite in Suite::ALL {
		let grantee = KeyPair::random(suite, &mut rng);
		let sealed = seal(&CONTEXT, &grantee.public, &listed(40), &mut rng).unwrap();
		assert_eq!(open(&CONTEXT, &grantee.private, &sealed), Ok(listed(40)));
		let elsewhere = [
			EnvelopeContext { patient: [0; 32], ..CONTEXT },
			EnvelopeContext { organization: 0, ..CONTEXT },
			EnvelopeContext { grantee: [0; 32], ..CONTEXT },
			EnvelopeContext { key_epoch: 0, ..CONTEXT },
		];
		for moved in elsewhere {
			let refused = open(&moved, &grantee.private, &sealed);
			assert_eq!(refused, Err(EnvelopeError::DoesNotOpen(DoesNotOpen)));
		}
	}
}

#[test]
fn an_envelope_holds_the_key_of_a_class() {
	let mut rng = system_rng();
	let grantee = KeyPair::random(Suite::X25519, &mut rng);
	let mut refusal_of = |classes: &[u16]| {
		let keys = classes.iter().map(|class| (*class, filled(7))).collect();
		let keys = ClassKeys::Listed { suite: Suite::XWing, keys };
		seal(&CONTEXT, &grantee.public, &keys, &mut rng).map(|_| ())
	};
	assert_eq!(refusal_of(&[1, 2]), Ok(()));
	assert_eq!(refusal_of(&[]), Err(ClassKeysError::WrongNumberOfClasses.into()));
}

#[test]
fn an_envelope_of_all_gives_the_key_of_each_class() {
	for suite in Suite::ALL {
		let class_secret = Root::new(filled(9)).unwrap().class_secret();
		let all = ClassKeys::All { suite, class_secret: class_secret.clone() };
		for class in [0, 28, 0x8000, u16::MAX] {
			let key = class_secret.key_pair(suite, class).private;
			assert_eq!(all.key_of_class(class), Some(key));
		}
	}
}

#[test]
fn an_envelope_of_some_gives_the_keys_of_those_only() {
	assert_eq!(listed(3).key_of_class(2).map(|key| key.bytes), Some(filled(7)));
	assert_eq!(listed(3).key_of_class(3), None);
	let all = ClassKeys::All { suite: Suite::X25519, class_secret: ClassSecret::new(filled(7)) };
	for keys in [listed(40), all] {
		let passed_on = keys.keys_of_classes([30, 2, 30]).unwrap();
		for class in [2, 30] {
			assert_eq!(passed_on.key_of_class(class), keys.key_of_class(class));
		}
		assert_eq!(passed_on.key_of_class(3), None);
		assert_eq!(keys.keys_of_classes([]), Err(ClassKeysError::WrongNumberOfClasses));
	}
	assert_eq!(listed(3).keys_of_classes([2, 3]), Err(ClassKeysError::NotAmongThese));
}

#[test]
fn what_is_longer_than_any_envelope_is_not_opened() {
	let grantee = KeyPair::random(Suite::X25519, &mut system_rng());
	let opened = |length| open(&CONTEXT, &grantee.private, &vec![1; length]);
	assert_eq!(opened(MAX_LENGTH), Err(EnvelopeError::DoesNotOpen(DoesNotOpen)));
	assert_eq!(opened(MAX_LENGTH + 1), Err(EnvelopeError::TooLong));
}
