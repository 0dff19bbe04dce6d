//! Reading what was released, and who is to blame.

use crate::{
	releases::vectors,
	vectors::{bytes, part},
};
use salus_format::{
	batch::{open_header, seal, BatchKey, Context, Recipient},
	commitment::commitment,
	dice::system_dice,
	entry::EntryError,
	keys::{KeyPair, PrivateKey},
	merkle,
	reading::{read, Anchor, Blame, ReadingError},
	release::{Release, ReleasedRecord},
	sealed_record::{Content, RecordError},
	sealing::DoesNotOpen,
	suite::Suite,
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BatchVector {
	suite: Suite,
	class_private_key: String,
}

#[test]
fn the_records_of_the_vectors_are_read() {
	let keys: Vec<BatchVector> = part("batch");
	for vector in vectors() {
		let Release { contents, records } = vector.opened().swap_remove(0);
		let context = Context { patient: vector.request.patient, class: contents.class };
		let suite = vector.request.reader.suite();
		let class_key = keys.iter().find(|key| key.suite == suite).unwrap();
		let private_key = bytes(&class_key.class_private_key);
		let header = contents.header.unwrap();
		let key = open_header(&context, &PrivateKey { suite, private_key }, &header).unwrap();
		let anchor = Anchor { root: bytes(&vector.root), leaves: contents.records };
		let read = read(&context, &anchor, &key, &records).unwrap();
		let texts: Vec<_> = read.iter().map(|content| hex::encode(&content.canonical)).collect();
		assert_eq!(texts, vector.utf8);
	}
}

const CONTEXT: Context = Context { patient: [1; 32], class: 8 };
const KEY: BatchKey = BatchKey([9; 32]);

fn content(number: u8) -> Content {
	let canonical = format!(r#"{{"resource":{{"id":"{number}","resourceType":"Basic"}}}}"#);
	Content { salt: [number; 32], canonical: canonical.into_bytes() }
}

/// A batch of three, as an honest writer and an honest custodian release it.
fn released() -> (Anchor, Vec<ReleasedRecord>) {
	let mut dice = system_dice();
	let key = KeyPair::generate(Suite::X25519, &mut dice).public;
	let contents: Vec<_> = (0..3).map(content).collect();
	let batch = seal(&CONTEXT, &Recipient { epoch: 0, key }, &contents, &KEY, &mut dice).unwrap();
	let parts = batch.records.into_iter().map(|record| (record.commitment, record.sealed));
	anchored(parts.collect())
}

/// Commitments and sealed records, as somebody anchored them.
fn anchored(parts: Vec<([u8; 32], Vec<u8>)>) -> (Anchor, Vec<ReleasedRecord>) {
	let leaves: Vec<_> =
		parts.iter().map(|(commitment, sealed)| merkle::leaf(commitment, sealed)).collect();
	let root = merkle::root(&leaves).unwrap();
	let records = (0..)
		.zip(parts)
		.map(|(index, (commitment, sealed))| ReleasedRecord {
			index,
			commitment,
			proof: merkle::proof(&leaves, index).unwrap(),
			sealed,
		})
		.collect();
	(Anchor { root, leaves: u32::try_from(leaves.len()).unwrap() }, records)
}

fn assert_blamed(
	anchor: &Anchor,
	key: &BatchKey,
	records: &[ReleasedRecord],
	error: ReadingError,
	blame: Blame,
) {
	assert_eq!(read(&CONTEXT, anchor, key, records), Err(error));
	assert_eq!(error.blame(), blame);
}

#[test]
fn an_honest_batch_is_read_in_the_order_in_which_it_comes() {
	let (anchor, mut records) = released();
	let all: Vec<_> = (0..3).map(content).collect();
	assert_eq!(read(&CONTEXT, &anchor, &KEY, &records).as_ref(), Ok(&all));
	records.reverse();
	let reversed: Vec<_> = all.into_iter().rev().collect();
	assert_eq!(read(&CONTEXT, &anchor, &KEY, &records), Ok(reversed));
}

#[test]
fn who_kept_the_records_is_to_blame_for_altered_ones() {
	let (anchor, records) = released();
	let mut altered = records.clone();
	altered[1].sealed[40] ^= 1;
	assert_blamed(&anchor, &KEY, &altered, ReadingError::NotIncluded, Blame::Custodian);
	let mut altered = records.clone();
	altered[1].commitment[0] ^= 1;
	assert_blamed(&anchor, &KEY, &altered, ReadingError::NotIncluded, Blame::Custodian);
	let mut swapped = records;
	swapped[0].index = 1;
	swapped[1].index = 0;
	assert_blamed(&anchor, &KEY, &swapped, ReadingError::NotIncluded, Blame::Custodian);
}

#[test]
fn who_kept_the_records_is_to_blame_for_missing_ones() {
	let (anchor, records) = released();
	let twice = [&records[..2], &records[..1]].concat();
	for some in [&records[..0], &records[..2], &twice, &[&records[..], &records[..1]].concat()] {
		assert_blamed(&anchor, &KEY, some, ReadingError::Incomplete, Blame::Custodian);
	}
}

#[test]
fn who_wrote_the_records_is_to_blame_for_what_it_anchored() {
	let (_, records) = released();
	let right = |record: &ReleasedRecord| (record.commitment, record.sealed.clone());
	// A commitment to something else.
	let mut parts: Vec<_> = records.iter().map(right).collect();
	parts[2].0 = commitment(&[2; 32], b"another");
	let (anchor, forged) = anchored(parts);
	assert_blamed(&anchor, &KEY, &forged, ReadingError::OtherCommitment, Blame::Writer);
	// Bytes that do not open.
	let mut parts: Vec<_> = records.iter().map(right).collect();
	parts[2].1[40] ^= 1;
	let (anchor, forged) = anchored(parts);
	let closed = ReadingError::Record(RecordError::DoesNotOpen(DoesNotOpen));
	assert_blamed(&anchor, &KEY, &forged, closed, Blame::Writer);
}

/// The header is in no leaf: who kept or moved it can exchange it, too.
#[test]
fn nobody_is_blamed_for_records_of_another_key_than_the_headers() {
	let (anchor, records) = released();
	let other_key = ReadingError::Record(RecordError::OtherKey);
	assert_blamed(&anchor, &BatchKey([0; 32]), &records, other_key, Blame::Open);
	// Not for those either which somebody anchored so.
	let mut parts: Vec<_> =
		records.into_iter().map(|record| (record.commitment, record.sealed)).collect();
	parts[2].1[4] ^= 1;
	let (anchor, forged) = anchored(parts);
	assert_blamed(&anchor, &KEY, &forged, other_key, Blame::Open);
}

#[test]
fn who_wrote_the_records_is_to_blame_for_those_of_another_class() {
	let mut dice = system_dice();
	let key = KeyPair::generate(Suite::X25519, &mut dice).public;
	let recipient = Recipient { epoch: 0, key };
	let canonical = br#"{"resource":{"resourceType":"Observation"}}"#.to_vec();
	let records = [Content { salt: [1; 32], canonical }];
	for class in [CONTEXT.class, 0x8000] {
		let context = Context { class, ..CONTEXT };
		let batch = seal(&context, &recipient, &records, &KEY, &mut dice).unwrap();
		let parts = batch.records.into_iter().map(|record| (record.commitment, record.sealed));
		let (anchor, records) = anchored(parts.collect());
		let read = read(&context, &anchor, &KEY, &records).map(|contents| contents.len());
		let other = ReadingError::Class(EntryError::OtherClass);
		assert_eq!(read, if class == 0x8000 { Ok(1) } else { Err(other) });
		assert_eq!(other.blame(), Blame::Writer);
	}
}
