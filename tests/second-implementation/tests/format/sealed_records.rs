//! Sealed records.

use crate::vectors::{bytes, flipped, loaded, low_order_points, part};
use salus_format::{
	commitment::commitment,
	dice::system_dice,
	keys::KeyPair,
	sealed_record::{name, open, rewrap, seal, Content, Context, OneTime, Recipient, RecordError},
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	patient: String,
	class: u16,
	epoch: u32,
	class_public_key: String,
	class_private_key: String,
	salt: String,
	utf8: String,
	commitment: String,
	record_key: String,
	nonce: String,
	hpke_ikm_e: String,
	blob: String,
	name: String,
}

impl Vector {
	fn context(&self) -> Context {
		Context { patient: bytes(&self.patient), class: self.class }
	}

	fn recipient(&self) -> Recipient {
		Recipient { epoch: self.epoch, public_key: bytes(&self.class_public_key) }
	}

	fn content(&self) -> Content {
		Content { salt: bytes(&self.salt), canonical: hex::decode(&self.utf8).unwrap() }
	}

	fn open(&self, blob: &[u8]) -> Result<Content, RecordError> {
		open(&self.context(), &bytes(&self.class_private_key), blob)
	}
}

fn vector() -> (Vector, Vec<u8>) {
	let vector: Vector = part("sealedRecord");
	let blob = hex::decode(&vector.blob).unwrap();
	(vector, blob)
}

#[test]
fn the_sealed_record_of_the_vectors_opens() {
	let (vector, blob) = vector();
	let content = vector.open(&blob).unwrap();
	assert_eq!(content, vector.content());
	assert_eq!(hex::encode(commitment(&content.salt, &content.canonical)), vector.commitment);
	assert_eq!(name(&blob), vector.name);
}

#[test]
fn the_sealed_record_of_the_vectors_is_made_again_byte_for_byte() {
	let (vector, _) = vector();
	let one_time = OneTime { record_key: bytes(&vector.record_key), nonce: bytes(&vector.nonce) };
	let mut dice = loaded(&vector.hpke_ikm_e);
	let (context, recipient) = (vector.context(), vector.recipient());
	let blob = seal(&context, &recipient, &vector.content(), &one_time, &mut dice);
	assert_eq!(blob.map(hex::encode), Ok(vector.blob));
}

#[test]
fn every_flipped_bit_is_noticed() {
	let (vector, blob) = vector();
	for (bit, altered) in flipped(&blob).enumerate() {
		let expected = if bit < 32 { RecordError::UnknownFormat } else { RecordError::DoesNotOpen };
		assert_eq!(vector.open(&altered), Err(expected), "bit {bit}");
		assert_ne!(name(&altered), vector.name);
	}
}

#[test]
fn a_piece_of_a_sealed_record_is_refused() {
	let (vector, blob) = vector();
	for length in 0..blob.len() {
		let expected =
			if length < 112 { RecordError::UnknownFormat } else { RecordError::DoesNotOpen };
		assert_eq!(vector.open(&blob[..length]), Err(expected), "{length} bytes");
	}
	assert_eq!(vector.open(&[&blob[..], &[0]].concat()), Err(RecordError::DoesNotOpen));
}

#[test]
fn a_record_opens_with_its_key_for_its_patient_and_class_only() {
	let (vector, blob) = vector();
	let (context, key) = (vector.context(), bytes(&vector.class_private_key));
	let stranger = KeyPair::generate(&mut system_dice());
	assert_eq!(open(&context, &stranger.private_key, &blob), Err(RecordError::DoesNotOpen));
	for elsewhere in
		[Context { patient: [0; 32], ..context.clone() }, Context { class: 28, ..context }]
	{
		assert_eq!(open(&elsewhere, &key, &blob), Err(RecordError::DoesNotOpen));
	}
}

#[test]
fn a_record_is_moved_to_another_epoch() {
	let (vector, blob) = vector();
	let (context, old) = (vector.context(), bytes(&vector.class_private_key));
	let mut dice = system_dice();
	let new = KeyPair::generate(&mut dice);
	let recipient = Recipient { epoch: vector.epoch + 1, public_key: new.public_key };
	let moved = rewrap(&context, &old, &blob, &recipient, &mut dice).unwrap();
	assert_eq!(open(&context, &new.private_key, &moved), Ok(vector.content()));
	assert_eq!(open(&context, &old, &moved), Err(RecordError::DoesNotOpen));
	assert_eq!(moved[88..], blob[88..]);
	assert_ne!(name(&moved), vector.name);
	let altered = [&blob[..blob.len() - 1], &[!blob[blob.len() - 1]]].concat();
	let refused = rewrap(&context, &old, &altered, &recipient, &mut dice);
	assert_eq!(refused, Err(RecordError::DoesNotOpen));
	// The epoch that is written is the one that the key is wrapped for.
	let relabelled = [&blob[..4], &recipient.epoch.to_le_bytes(), &blob[8..]].concat();
	assert_eq!(open(&context, &old, &relabelled), Err(RecordError::DoesNotOpen));
}

#[test]
fn only_canonical_bytes_are_sealed() {
	let (vector, _) = vector();
	let mut dice = system_dice();
	let content = Content { salt: [0; 32], canonical: b"{ }".to_vec() };
	let one_time = OneTime::random(&mut dice);
	let sealed = seal(&vector.context(), &vector.recipient(), &content, &one_time, &mut dice);
	assert_eq!(sealed, Err(RecordError::NotCanonical));
}

#[test]
fn points_of_low_order_are_refused() {
	let (vector, blob) = vector();
	let mut dice = system_dice();
	for public_key in low_order_points() {
		let recipient = Recipient { epoch: 0, public_key };
		let (context, one_time) = (vector.context(), OneTime::random(&mut dice));
		let sealed = seal(&context, &recipient, &vector.content(), &one_time, &mut dice);
		assert_eq!(sealed, Err(RecordError::InvalidKey), "{}", hex::encode(public_key));
		let mut forged = blob.clone();
		forged[8..40].copy_from_slice(&public_key);
		assert_eq!(vector.open(&forged), Err(RecordError::DoesNotOpen));
	}
}
