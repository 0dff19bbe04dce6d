//! What holds for whatever is sealed to a public key: here envelopes, of each suite.

use crate::vectors::{flipped, flipped_bytes, low_order_points, system_rng};
use salus_client::{
	class_keys::ClassKeys,
	envelope::{open, seal, EnvelopeContext, EnvelopeError},
	epoch_keys::ClassSecret,
	sealing::{ensure_can_seal_to, sealed_suite, DoesNotOpen, InvalidKey},
	suite::UnknownSuite,
	KeyPair, PrivateKey, PublicKey, Secret, Suite,
};

const CONTEXT: EnvelopeContext =
	EnvelopeContext { patient: [1; 32], organization: 2, grantee: [3; 32], key_epoch: 4 };

fn class_keys() -> ClassKeys {
	ClassKeys::All { suite: Suite::X25519, class_secret: ClassSecret::new(Secret::new([7; 32])) }
}

fn sealed(suite: Suite) -> (KeyPair, Vec<u8>) {
	let mut rng = system_rng();
	let keys = KeyPair::random(suite, &mut rng);
	let sealed = seal(&CONTEXT, &keys.public, &class_keys(), &mut rng).unwrap();
	assert_eq!(open(&CONTEXT, &keys.private, &sealed), Ok(class_keys()));
	(keys, sealed)
}

fn assert_closed(key: &PrivateKey, sealed: &[u8]) {
	assert_eq!(open(&CONTEXT, key, sealed), Err(EnvelopeError::DoesNotOpen(DoesNotOpen)));
}

#[test]
fn a_message_is_as_long_as_its_suite_says() {
	for (suite, encapsulated) in [(Suite::X25519, 32), (Suite::XWing, 1_120)] {
		let (_, sealed) = sealed(suite);
		assert_eq!(sealed.len(), 1 + encapsulated + 34 + 16);
		assert_eq!(sealed_suite(&sealed), Ok(suite));
	}
}

#[test]
fn every_flipped_bit_is_noticed() {
	let (keys, message) = sealed(Suite::X25519);
	flipped(&message).for_each(|altered| assert_closed(&keys.private, &altered));
	let (keys, message) = sealed(Suite::XWing);
	flipped_bytes(&message).for_each(|altered| assert_closed(&keys.private, &altered));
}

#[test]
fn a_piece_of_a_message_is_refused() {
	for suite in Suite::ALL {
		let (keys, message) = sealed(suite);
		(0..message.len()).for_each(|length| assert_closed(&keys.private, &message[..length]));
		assert_closed(&keys.private, &[&message[..], &[0]].concat());
	}
}

#[test]
fn a_message_opens_with_its_key_only() {
	for suite in Suite::ALL {
		let (_, message) = sealed(suite);
		let stranger = KeyPair::random(suite, &mut system_rng());
		assert_closed(&stranger.private, &message);
	}
}

/// The same bytes are a key of either suite.
#[test]
fn a_message_of_another_suite_than_the_keys_is_refused() {
	for (suite, other) in [(Suite::X25519, Suite::XWing), (Suite::XWing, Suite::X25519)] {
		let (KeyPair { private, .. }, mut message) = sealed(suite);
		assert_closed(&PrivateKey { suite: other, ..private.clone() }, &message);
		for number in (0..=u8::MAX).filter(|number| *number != u8::from(suite)) {
			message[0] = number;
			assert_closed(&private, &message);
			assert_closed(&PrivateKey { suite: other, ..private.clone() }, &message);
		}
	}
}

#[test]
fn points_of_low_order_are_refused() {
	for suite in Suite::ALL {
		let (keys, message) = sealed(suite);
		let key_end = suite.public_key_length() - 32;
		let encapsulated_end = 1 + suite.encapsulated_length() - 32;
		for point in low_order_points() {
			let bytes = [&keys.public.bytes()[..key_end], &point].concat();
			let key = PublicKey::new(suite, bytes).unwrap();
			assert_eq!(ensure_can_seal_to(&key), Err(InvalidKey));
			let refused = seal(&CONTEXT, &key, &class_keys(), &mut system_rng());
			assert_eq!(refused, Err(EnvelopeError::InvalidKey(InvalidKey)));
			let mut forged = message.clone();
			forged[encapsulated_end..][..32].copy_from_slice(&point);
			assert_closed(&keys.private, &forged);
		}
	}
}

#[test]
fn what_begins_with_no_suite_is_of_none() {
	for sealed in [[].as_slice(), &[0], &[3, 1]] {
		assert_eq!(sealed_suite(sealed), Err(UnknownSuite));
	}
}

#[test]
fn something_can_be_sealed_to_a_good_key() {
	for suite in Suite::ALL {
		let key = KeyPair::random(suite, &mut system_rng()).public;
		assert_eq!(ensure_can_seal_to(&key), Ok(()));
	}
	// Coefficients of ML-KEM that are larger than its modulus.
	let key = PublicKey::new(Suite::XWing, vec![0x7e; 1_216]).unwrap();
	assert!(seal(&CONTEXT, &key, &class_keys(), &mut system_rng()).is_err());
	assert_eq!(ensure_can_seal_to(&key), Err(InvalidKey));
}
