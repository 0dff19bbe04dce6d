//! Envelopes.

use crate::vectors::{bytes, flipped, loaded, low_order_points, part};
use salus_format::{
	dice::system_dice,
	envelope::{open, seal, ClassKey, Context, EnvelopeError, MAX_SEALED},
	keys::KeyPair,
};
use serde::Deserialize;

const CONTEXT: Context =
	Context { patient: [1; 32], organization: 2, grantee: [3; 32], key_epoch: 4 };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	patient: String,
	organization: u32,
	grantee: String,
	key_epoch: u32,
	grantee_public_key: String,
	grantee_private_key: String,
	hpke_ikm_e: String,
	keys: Vec<ClassKey>,
	sealed: String,
}

impl Vector {
	fn context(&self) -> Context {
		Context {
			patient: bytes(&self.patient),
			organization: self.organization,
			grantee: bytes(&self.grantee),
			key_epoch: self.key_epoch,
		}
	}
}

fn vectors() -> [Vector; 2] {
	["envelope", "organizationEnvelope"].map(part)
}

fn keys(count: u16) -> Vec<ClassKey> {
	(0..count).map(|class| ClassKey { class, private_key: [7; 32] }).collect()
}

#[test]
fn the_envelopes_of_the_vectors_open() {
	for vector in vectors() {
		let sealed = hex::decode(&vector.sealed).unwrap();
		let opened = open(&vector.context(), &bytes(&vector.grantee_private_key), &sealed);
		assert_eq!(opened, Ok(vector.keys));
	}
}

#[test]
fn the_envelopes_of_the_vectors_are_made_again_byte_for_byte() {
	for vector in vectors() {
		let sealed = seal(
			&vector.context(),
			&bytes(&vector.grantee_public_key),
			&vector.keys,
			&mut loaded(&vector.hpke_ikm_e),
		);
		assert_eq!(sealed.map(hex::encode), Ok(vector.sealed));
	}
}

#[test]
fn an_envelope_opens_for_its_grantee_and_context_only() {
	let mut dice = system_dice();
	let (grantee, stranger) = (KeyPair::generate(&mut dice), KeyPair::generate(&mut dice));
	let sealed = seal(&CONTEXT, &grantee.public_key, &keys(2), &mut dice).unwrap();
	assert_eq!(open(&CONTEXT, &grantee.private_key, &sealed), Ok(keys(2)));
	let elsewhere = [
		Context { patient: [0; 32], ..CONTEXT },
		Context { organization: 0, ..CONTEXT },
		Context { grantee: [0; 32], ..CONTEXT },
		Context { key_epoch: 0, ..CONTEXT },
	];
	for moved in elsewhere {
		assert_eq!(open(&moved, &grantee.private_key, &sealed), Err(EnvelopeError::DoesNotOpen));
	}
	assert_eq!(open(&CONTEXT, &stranger.private_key, &sealed), Err(EnvelopeError::DoesNotOpen));
	for altered in flipped(&sealed) {
		assert_eq!(open(&CONTEXT, &grantee.private_key, &altered), Err(EnvelopeError::DoesNotOpen));
	}
	for length in 0..sealed.len() {
		let piece = &sealed[..length];
		assert_eq!(open(&CONTEXT, &grantee.private_key, piece), Err(EnvelopeError::DoesNotOpen));
	}
}

#[test]
fn an_envelope_holds_one_to_thirteen_classes_that_ascend() {
	let mut dice = system_dice();
	let grantee = KeyPair::generate(&mut dice);
	let mut seal = |keys: &[ClassKey]| seal(&CONTEXT, &grantee.public_key, keys, &mut dice);
	assert!(seal(&keys(13)).unwrap().len() <= MAX_SEALED);
	assert_eq!(seal(&keys(14)), Err(EnvelopeError::WrongNumberOfClasses));
	assert_eq!(seal(&[]), Err(EnvelopeError::WrongNumberOfClasses));
	let [first, second] = keys(2).try_into().unwrap();
	assert_eq!(seal(&[second, first.clone()]), Err(EnvelopeError::ClassesDoNotAscend));
	assert_eq!(seal(&[first.clone(), first]), Err(EnvelopeError::ClassesDoNotAscend));
}

#[test]
fn points_of_low_order_are_refused() {
	let mut dice = system_dice();
	let grantee = KeyPair::generate(&mut dice);
	let sealed = seal(&CONTEXT, &grantee.public_key, &keys(1), &mut dice).unwrap();
	for point in low_order_points() {
		assert_eq!(seal(&CONTEXT, &point, &keys(1), &mut dice), Err(EnvelopeError::InvalidKey));
		let forged = [&point, &sealed[32..]].concat();
		assert_eq!(open(&CONTEXT, &grantee.private_key, &forged), Err(EnvelopeError::DoesNotOpen));
	}
}
