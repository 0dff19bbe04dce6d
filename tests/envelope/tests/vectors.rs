//! The crate against `tests/vectors/record-format-v1.json`, which the client wrote.

use hpke::rand_core::{Infallible, TryCryptoRng, TryRng};
use salus_envelope::{open, seal, seal_with, ClassKey, Context, EnvelopeError, KeyPair};
use serde::Deserialize;

const FILE: &str = include_str!("../../vectors/record-format-v1.json");

#[derive(Deserialize)]
struct File {
	envelope: Vector,
	#[serde(rename = "organizationEnvelope")]
	organization_envelope: Vector,
}

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

/// Dice that show the bytes of a vector.
struct Loaded([u8; 32]);

impl TryRng for Loaded {
	type Error = Infallible;

	fn try_next_u32(&mut self) -> Result<u32, Infallible> {
		unimplemented!("only key material is asked for")
	}

	fn try_next_u64(&mut self) -> Result<u64, Infallible> {
		unimplemented!("only key material is asked for")
	}

	fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
		dst.copy_from_slice(&self.0);
		Ok(())
	}
}

impl TryCryptoRng for Loaded {}

fn bytes(text: &str) -> [u8; 32] {
	hex::decode(text).unwrap().try_into().unwrap()
}

fn vectors() -> [Vector; 2] {
	let File { envelope, organization_envelope } = serde_json::from_str(FILE).unwrap();
	[envelope, organization_envelope]
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
		let sealed = seal_with(
			&vector.context(),
			&bytes(&vector.grantee_public_key),
			&vector.keys,
			&mut Loaded(bytes(&vector.hpke_ikm_e)),
		);
		assert_eq!(sealed.map(hex::encode), Ok(vector.sealed));
	}
}

#[test]
fn an_envelope_opens_for_its_grantee_and_context_only() {
	let (grantee, stranger) = (KeyPair::generate(), KeyPair::generate());
	let context = Context { patient: [1; 32], organization: 2, grantee: [3; 32], key_epoch: 4 };
	let sealed = seal(&context, &grantee.public_key, &keys(2)).unwrap();
	assert_eq!(open(&context, &grantee.private_key, &sealed), Ok(keys(2)));
	let elsewhere = [
		Context { patient: [0; 32], ..context.clone() },
		Context { organization: 0, ..context.clone() },
		Context { grantee: [0; 32], ..context.clone() },
		Context { key_epoch: 0, ..context.clone() },
	];
	for moved in elsewhere {
		assert_eq!(open(&moved, &grantee.private_key, &sealed), Err(EnvelopeError::DoesNotOpen));
	}
	assert_eq!(open(&context, &stranger.private_key, &sealed), Err(EnvelopeError::DoesNotOpen));
	for position in 0..sealed.len() {
		let mut altered = sealed.clone();
		altered[position] ^= 1;
		assert_eq!(open(&context, &grantee.private_key, &altered), Err(EnvelopeError::DoesNotOpen));
	}
	for length in [0, 31, 32, 47] {
		assert_eq!(
			open(&context, &grantee.private_key, &sealed[..length]),
			Err(EnvelopeError::DoesNotOpen)
		);
	}
}

#[test]
fn an_envelope_holds_one_to_thirteen_classes_that_ascend() {
	let grantee = KeyPair::generate();
	let context = Context { patient: [1; 32], organization: 2, grantee: [0; 32], key_epoch: 0 };
	let seal = |keys: &[ClassKey]| seal(&context, &grantee.public_key, keys);
	assert!(seal(&keys(13)).unwrap().len() <= salus_envelope::MAX_SEALED);
	assert_eq!(seal(&keys(14)), Err(EnvelopeError::WrongNumberOfClasses));
	assert_eq!(seal(&[]), Err(EnvelopeError::WrongNumberOfClasses));
	let [first, second] = keys(2).try_into().unwrap();
	assert_eq!(seal(&[second, first.clone()]), Err(EnvelopeError::ClassesDoNotAscend));
	assert_eq!(seal(&[first.clone(), first]), Err(EnvelopeError::ClassesDoNotAscend));
}

#[test]
fn a_key_that_nothing_can_be_agreed_on_with_is_refused() {
	let context = Context { patient: [1; 32], organization: 2, grantee: [0; 32], key_epoch: 0 };
	assert_eq!(seal(&context, &[0; 32], &keys(1)), Err(EnvelopeError::InvalidKey));
}
