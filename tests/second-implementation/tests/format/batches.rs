//! Batches: headers and sealed records.

use crate::vectors::{bytes, flipped, loaded, part, private_key, public_key};
use salus_format::{
	batch::{
		epoch, move_header, open_header, seal, seal_header, BatchError, BatchKey, Context,
		Recipient,
	},
	dice::system_dice,
	entry::EntryError,
	keys::{KeyPair, PrivateKey},
	sealed_record::{self, name, Content, RecordError},
	sealing::DoesNotOpen,
	suite::Suite,
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	suite: Suite,
	patient: String,
	class: u16,
	epoch: u32,
	class_public_key: String,
	class_private_key: String,
	batch_key: String,
	ekm: String,
	header: String,
	records: Vec<RecordVector>,
	root: String,
	moved: MovedVector,
}

#[derive(Deserialize)]
struct RecordVector {
	index: u32,
	salt: String,
	utf8: String,
	sealed: String,
	name: String,
	commitment: String,
	leaf: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MovedVector {
	epoch: u32,
	class_public_key: String,
	class_private_key: String,
	ekm: String,
	header: String,
}

impl Vector {
	fn context(&self) -> Context {
		Context { patient: bytes(&self.patient), class: self.class }
	}

	fn recipient(&self) -> Recipient {
		Recipient { epoch: self.epoch, key: public_key(self.suite, &self.class_public_key) }
	}

	fn moved_recipient(&self) -> Recipient {
		let MovedVector { epoch, class_public_key, .. } = &self.moved;
		Recipient { epoch: *epoch, key: public_key(self.suite, class_public_key) }
	}

	fn key(&self) -> PrivateKey {
		private_key(self.suite, &self.class_private_key)
	}

	fn batch_key(&self) -> BatchKey {
		BatchKey(bytes(&self.batch_key))
	}

	fn header(&self) -> Vec<u8> {
		hex::decode(&self.header).unwrap()
	}
}

impl RecordVector {
	fn content(&self) -> Content {
		Content { salt: bytes(&self.salt), canonical: hex::decode(&self.utf8).unwrap() }
	}

	fn sealed(&self) -> Vec<u8> {
		hex::decode(&self.sealed).unwrap()
	}
}

fn vectors() -> Vec<Vector> {
	part("batch")
}

/// A batch key tells nothing when a test fails.
fn key_of(opened: Result<BatchKey, BatchError>) -> Result<[u8; 32], BatchError> {
	opened.map(|BatchKey(key)| key)
}

const CLOSED: BatchError = BatchError::DoesNotOpen(DoesNotOpen);

#[test]
fn the_batches_of_the_vectors_open() {
	assert_eq!(vectors().iter().map(|vector| vector.suite).collect::<Vec<_>>(), Suite::ALL);
	for vector in vectors() {
		let (context, header) = (vector.context(), vector.header());
		assert_eq!(epoch(&header), Ok(vector.epoch));
		let batch_key = open_header(&context, &vector.key(), &header).unwrap();
		assert!(batch_key == vector.batch_key());
		for record in &vector.records {
			let opened = sealed_record::open(&context, &batch_key, record.index, &record.sealed());
			assert_eq!(opened, Ok(record.content()));
			assert_eq!(name(&record.sealed()), record.name);
		}
	}
}

#[test]
fn the_batches_of_the_vectors_are_made_again_byte_for_byte() {
	for vector in vectors() {
		let records: Vec<_> = vector.records.iter().map(RecordVector::content).collect();
		let batch = seal(
			&vector.context(),
			&vector.recipient(),
			&records,
			&vector.batch_key(),
			&mut loaded(&vector.ekm),
		)
		.unwrap();
		assert_eq!(batch.header, vector.header());
		assert_eq!(hex::encode(batch.root), vector.root);
		assert_eq!(batch.records.len(), vector.records.len());
		for (made, expected) in batch.records.iter().zip(&vector.records) {
			assert_eq!(hex::encode(&made.sealed), expected.sealed);
			assert_eq!(hex::encode(made.commitment), expected.commitment);
			assert_eq!(hex::encode(made.leaf()), expected.leaf);
		}
	}
}

#[test]
fn the_headers_of_the_vectors_are_moved() {
	for vector in vectors() {
		let (context, moved) = (vector.context(), &vector.moved);
		let new_key = private_key(vector.suite, &moved.class_private_key);
		let header = move_header(
			&context,
			&vector.key(),
			&vector.header(),
			&vector.moved_recipient(),
			&mut loaded(&moved.ekm),
		)
		.unwrap();
		assert_eq!(hex::encode(&header), moved.header);
		assert_eq!(epoch(&header), Ok(moved.epoch));
		assert!(open_header(&context, &new_key, &header).unwrap() == vector.batch_key());
		assert_eq!(key_of(open_header(&context, &vector.key(), &header)), Err(CLOSED));
	}
}

#[test]
fn a_header_is_moved_to_a_later_epoch_only() {
	for vector in vectors() {
		for epoch in [0, vector.epoch - 1, vector.epoch] {
			let recipient = Recipient { epoch, ..vector.moved_recipient() };
			let (key, header) = (vector.key(), vector.header());
			let refused =
				move_header(&vector.context(), &key, &header, &recipient, &mut system_dice());
			assert_eq!(refused, Err(BatchError::NotLater));
		}
	}
}

#[test]
fn a_header_may_be_moved_to_another_suite() {
	let [one, two] = vectors().try_into().ok().unwrap();
	for (vector, other) in [(&one, &two), (&two, &one)] {
		let recipient = Recipient { epoch: vector.epoch + 1, ..other.recipient() };
		let (context, key) = (vector.context(), vector.key());
		let moved =
			move_header(&context, &key, &vector.header(), &recipient, &mut system_dice()).unwrap();
		assert!(open_header(&context, &other.key(), &moved).unwrap() == vector.batch_key());
	}
}

#[test]
fn a_header_opens_for_its_patient_class_and_epoch_only() {
	for vector in vectors() {
		let (context, key, header) = (vector.context(), vector.key(), vector.header());
		let elsewhere = [
			Context { patient: [0; 32], ..context.clone() },
			Context { class: 28, ..context.clone() },
		];
		for moved in elsewhere {
			assert_eq!(key_of(open_header(&moved, &key, &header)), Err(CLOSED));
		}
		let relabelled = [&header[..4], &3u32.to_le_bytes(), &header[8..]].concat();
		assert_eq!(key_of(open_header(&context, &key, &relabelled)), Err(CLOSED));
		let stranger = KeyPair::generate(vector.suite, &mut system_dice());
		assert_eq!(key_of(open_header(&context, &stranger.private, &header)), Err(CLOSED));
		for length in 0..8 {
			let piece = open_header(&context, &key, &header[..length]);
			assert_eq!(key_of(piece), Err(BatchError::UnknownFormat));
		}
		for altered in flipped(&header).take(32) {
			let refused = key_of(open_header(&context, &key, &altered));
			assert_eq!(refused, Err(BatchError::UnknownFormat));
		}
	}
}

#[test]
fn every_flipped_bit_of_a_record_is_noticed() {
	let [vector, _] = vectors().try_into().ok().unwrap();
	let record = &vector.records[0];
	for (bit, altered) in flipped(&record.sealed()).enumerate() {
		let expected = match bit / 8 {
			0..4 => RecordError::UnknownFormat,
			4..28 => RecordError::OtherKey,
			_ => DoesNotOpen.into(),
		};
		let opened = sealed_record::open(&vector.context(), &vector.batch_key(), 0, &altered);
		assert_eq!(opened, Err(expected), "bit {bit}");
		assert_ne!(name(&altered), record.name);
	}
}

#[test]
fn a_piece_of_a_record_is_refused() {
	let [vector, _] = vectors().try_into().ok().unwrap();
	let open =
		|sealed: &[u8]| sealed_record::open(&vector.context(), &vector.batch_key(), 0, sealed);
	let sealed = vector.records[0].sealed();
	for length in 0..sealed.len() {
		let expected = if length < 28 { RecordError::UnknownFormat } else { DoesNotOpen.into() };
		assert_eq!(open(&sealed[..length]), Err(expected), "{length} bytes");
	}
	assert_eq!(open(&[&sealed[..], &[0]].concat()), Err(DoesNotOpen.into()));
}

#[test]
fn a_record_opens_at_its_place_of_its_batch_only() {
	let [vector, _] = vectors().try_into().ok().unwrap();
	let (context, key, sealed) = (vector.context(), vector.batch_key(), vector.records[0].sealed());
	let closed = Err(RecordError::DoesNotOpen(DoesNotOpen));
	let other_patient = Context { patient: [0; 32], ..context.clone() };
	let other_class = Context { class: 28, ..context.clone() };
	for moved in [other_patient, other_class] {
		assert_eq!(sealed_record::open(&moved, &key, 0, &sealed), closed);
	}
	let other_key = Err(RecordError::OtherKey);
	for index in [1, 256, u32::MAX] {
		assert_eq!(sealed_record::open(&context, &key, index, &sealed), other_key);
	}
	assert_eq!(sealed_record::open(&context, &BatchKey([0; 32]), 0, &sealed), other_key);
}

#[test]
fn only_entries_in_canonical_form_are_sealed() {
	let context = Context { patient: [1; 32], class: 96 };
	let refusal_of = |canonical: &[u8]| {
		let content = Content { salt: [0; 32], canonical: canonical.to_vec() };
		sealed_record::seal(&context, &BatchKey([2; 32]), 0, &content).unwrap_err()
	};
	assert_eq!(refusal_of(br#"{ "resource":{}}"#), EntryError::NotCanonical.into());
	assert_eq!(refusal_of(br#"{"resourceType":"Basic"}"#), EntryError::NoEntry.into());
}

#[test]
fn an_empty_batch_is_none() {
	let [vector, _] = vectors().try_into().ok().unwrap();
	let (context, recipient) = (vector.context(), vector.recipient());
	let empty = seal(&context, &recipient, &[], &vector.batch_key(), &mut system_dice());
	assert_eq!(empty.err(), Some(BatchError::WrongNumberOfRecords));
	let header = seal_header(&context, &recipient, &BatchKey([9; 32]), &mut system_dice()).unwrap();
	assert_eq!(key_of(open_header(&context, &vector.key(), &header)), Ok([9; 32]));
}
