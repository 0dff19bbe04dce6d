//! Batches: headers and sealed records.

use crate::vectors::{
	bytes, filled, flipped, loaded, part, private_key, public_key, secret, system_rng,
};
use salus_client::{
	batch::{
		move_header, open_header, read_header, seal, seal_header, BatchError, BatchKey,
		BatchSealer, ClassPublicKey, HeaderInfo,
	},
	record_content::RecordContentError,
	sealed_record::{self, name, PlainRecord, RecordContext, RecordError},
	sealing::DoesNotOpen,
	KeyPair, PrivateKey, Suite,
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
	fn context(&self) -> RecordContext {
		RecordContext { patient: bytes(&self.patient), class: self.class }
	}

	fn recipient(&self) -> ClassPublicKey {
		ClassPublicKey { epoch: self.epoch, key: public_key(self.suite, &self.class_public_key) }
	}

	fn moved_recipient(&self) -> ClassPublicKey {
		let MovedVector { epoch, class_public_key, .. } = &self.moved;
		ClassPublicKey { epoch: *epoch, key: public_key(self.suite, class_public_key) }
	}

	fn key(&self) -> PrivateKey {
		private_key(self.suite, &self.class_private_key)
	}

	fn batch_key(&self) -> BatchKey {
		BatchKey::new(secret(&self.batch_key))
	}

	fn header(&self) -> Vec<u8> {
		hex::decode(&self.header).unwrap()
	}
}

impl RecordVector {
	fn plain(&self) -> PlainRecord {
		PlainRecord::new(secret(&self.salt), hex::decode(&self.utf8).unwrap())
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
	opened.map(|key| *key.bytes().expose())
}

const CLOSED: BatchError = BatchError::DoesNotOpen(DoesNotOpen);

#[test]
fn the_batches_of_the_vectors_open() {
	assert_eq!(vectors().iter().map(|vector| vector.suite).collect::<Vec<_>>(), Suite::ALL);
	for vector in vectors() {
		let (context, header) = (vector.context(), vector.header());
		let info = HeaderInfo { epoch: vector.epoch, suite: vector.suite };
		assert_eq!(read_header(&header), Ok(info));
		let batch_key = open_header(&context, &vector.key(), &header).unwrap();
		assert!(batch_key == vector.batch_key());
		for record in &vector.records {
			let opened = sealed_record::open(&context, &batch_key, record.index, &record.sealed());
			assert_eq!(opened, Ok(record.plain()));
			assert_eq!(name(&record.sealed()), record.name);
		}
	}
}

#[test]
fn the_batches_of_the_vectors_are_made_again_byte_for_byte() {
	for vector in vectors() {
		let records: Vec<_> = vector.records.iter().map(RecordVector::plain).collect();
		let batch = seal(
			&vector.context(),
			&vector.recipient(),
			&records,
			&mut loaded(&[&vector.batch_key, &vector.ekm]),
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
			&mut loaded(&[&moved.ekm]),
		)
		.unwrap();
		assert_eq!(hex::encode(&header), moved.header);
		assert_eq!(read_header(&header).map(|info| info.epoch), Ok(moved.epoch));
		assert!(open_header(&context, &new_key, &header).unwrap() == vector.batch_key());
		assert_eq!(key_of(open_header(&context, &vector.key(), &header)), Err(CLOSED));
	}
}

#[test]
fn a_header_is_moved_to_a_later_epoch_only() {
	for vector in vectors() {
		for epoch in [0, vector.epoch - 1, vector.epoch] {
			let recipient = ClassPublicKey { epoch, ..vector.moved_recipient() };
			let (key, header) = (vector.key(), vector.header());
			let refused =
				move_header(&vector.context(), &key, &header, &recipient, &mut system_rng());
			assert_eq!(refused, Err(BatchError::NotLater));
		}
	}
}

#[test]
fn a_header_may_be_moved_to_another_suite() {
	let [one, two] = vectors().try_into().ok().unwrap();
	for (vector, other) in [(&one, &two), (&two, &one)] {
		let recipient = ClassPublicKey { epoch: vector.epoch + 1, ..other.recipient() };
		let (context, key) = (vector.context(), vector.key());
		let moved =
			move_header(&context, &key, &vector.header(), &recipient, &mut system_rng()).unwrap();
		assert!(open_header(&context, &other.key(), &moved).unwrap() == vector.batch_key());
	}
}

#[test]
fn a_header_opens_for_its_patient_class_and_epoch_only() {
	for vector in vectors() {
		let (context, key, header) = (vector.context(), vector.key(), vector.header());
		let elsewhere =
			[RecordContext { patient: [0; 32], ..context }, RecordContext { class: 28, ..context }];
		for moved in elsewhere {
			assert_eq!(key_of(open_header(&moved, &key, &header)), Err(CLOSED));
		}
		let relabelled = [&header[..4], &3u32.to_le_bytes(), &header[8..]].concat();
		assert_eq!(key_of(open_header(&context, &key, &relabelled)), Err(CLOSED));
		let stranger = KeyPair::random(vector.suite, &mut system_rng());
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
	let other_patient = RecordContext { patient: [0; 32], ..context };
	let other_class = RecordContext { class: 28, ..context };
	for moved in [other_patient, other_class] {
		assert_eq!(sealed_record::open(&moved, &key, 0, &sealed), closed);
	}
	let other_key = Err(RecordError::OtherKey);
	for index in [1, 256, u32::MAX] {
		assert_eq!(sealed_record::open(&context, &key, index, &sealed), other_key);
	}
	assert_eq!(sealed_record::open(&context, &BatchKey::new(filled(0)), 0, &sealed), other_key);
}

#[test]
fn only_entries_in_canonical_form_are_sealed() {
	let context = RecordContext { patient: [1; 32], class: 96 };
	let refusal_of = |canonical: &[u8]| {
		let content = PlainRecord::new(filled(0), canonical.to_vec());
		sealed_record::seal(&context, &BatchKey::new(filled(2)), 0, &content).unwrap_err()
	};
	assert_eq!(refusal_of(br#"{ "resource":{}}"#), RecordContentError::NotCanonical.into());
	assert_eq!(refusal_of(br#"{"resourceType":"Basic"}"#), RecordContentError::NoRecord.into());
}

#[test]
fn an_empty_batch_is_none() {
	let [vector, _] = vectors().try_into().ok().unwrap();
	let (context, recipient) = (vector.context(), vector.recipient());
	let empty = seal(&context, &recipient, &[], &mut system_rng());
	assert_eq!(empty.err(), Some(BatchError::WrongNumberOfRecords));
	let header =
		seal_header(&context, &recipient, &BatchKey::new(filled(9)), &mut system_rng()).unwrap();
	assert_eq!(key_of(open_header(&context, &vector.key(), &header)), Ok([9; 32]));
}

#[test]
fn records_are_sealed_one_after_the_other() {
	let [vector, _] = vectors().try_into().ok().unwrap();
	let mut sealer =
		BatchSealer::begin(vector.context(), &vector.recipient(), &mut system_rng()).unwrap();
	let not_canonical = PlainRecord::new(filled(0), b"{ }".to_vec());
	assert!(sealer.seal(&not_canonical).is_err());
	let key = open_header(&vector.context(), &vector.key(), sealer.header()).unwrap();
	for (index, record) in (0..).zip(&vector.records) {
		assert_eq!(sealer.records(), index);
		let sealed = sealer.seal(&record.plain()).unwrap();
		assert_eq!(hex::encode(sealed.commitment), record.commitment);
		assert_eq!(sealed.name(), name(&sealed.sealed));
		let opened = sealed_record::open(&vector.context(), &key, index, &sealed.sealed);
		assert_eq!(opened, Ok(record.plain()));
	}
}

#[test]
fn a_header_has_exactly_the_length_of_its_suite() {
	for vector in vectors() {
		let header = vector.header();
		for wrong in [&header[..header.len() - 1], &[&header[..], &[0]].concat()] {
			assert_eq!(read_header(wrong), Err(BatchError::UnknownFormat));
		}
		let mut other = header.clone();
		other[8] ^= 3;
		assert_eq!(read_header(&other), Err(BatchError::UnknownFormat));
	}
}

#[test]
fn what_is_longer_than_any_sealed_record_is_not_opened() {
	let [vector, _] = vectors().try_into().ok().unwrap();
	let long = vec![0; sealed_record::MAX_LENGTH + 1];
	let opened = sealed_record::open(&vector.context(), &vector.batch_key(), 0, &long);
	assert_eq!(opened, Err(RecordError::TooLarge));
}
