//! Reading what was released, and who is to blame.

use crate::{
	releases::vectors,
	vectors::{bytes, filled, part, private_key, system_rng},
};
use salus_client::{
	batch::{open_header, seal, seal_header, BatchError, BatchKey, ClassPublicKey},
	commitment::commitment,
	merkle,
	reading::{read, read_one, AnchoredBatch, BatchReader, Culprit, ReadingError},
	record_content::RecordContentError,
	release::{ReleasePart, ReleasedRecord},
	sealed_record::{PlainRecord, RecordContext, RecordError},
	sealing::DoesNotOpen,
	KeyPair, Secret, Suite,
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
		let ReleasePart { head, records } = vector.opened().swap_remove(0);
		let request = vector.request();
		let context = RecordContext { patient: request.patient, class: head.class };
		let suite = request.reader.suite();
		let class_key = keys.iter().find(|key| key.suite == suite).unwrap();
		let key = private_key(suite, &class_key.class_private_key);
		let anchor = AnchoredBatch { root: bytes(&vector.root), records: head.records };
		let read = read(&context, &anchor, &key, &head.header.unwrap(), &records).unwrap();
		let texts: Vec<_> = read.iter().map(|record| hex::encode(&*record.canonical)).collect();
		assert_eq!(texts, vector.utf8);
	}
}

const CONTEXT: RecordContext = RecordContext { patient: [1; 32], class: 8 };

/// A batch of three as it was released, and whose key it takes.
#[derive(Clone)]
struct Released {
	anchor: AnchoredBatch,
	keys: KeyPair,
	header: Vec<u8>,
	records: Vec<ReleasedRecord>,
}

fn plain(number: u8) -> PlainRecord {
	let canonical = format!(r#"{{"resource":{{"id":"{number}","resourceType":"Basic"}}}}"#);
	PlainRecord::new(filled(number), canonical.into_bytes())
}

/// As an honest writer and an honest custodian release it.
fn released(context: &RecordContext, plain: &[PlainRecord]) -> Released {
	let mut rng = system_rng();
	let keys = KeyPair::random(Suite::X25519, &mut rng);
	let class_key = ClassPublicKey { epoch: 0, key: keys.public.clone() };
	let batch = seal(context, &class_key, plain, &mut rng).unwrap();
	let parts = batch.records.into_iter().map(|record| (record.commitment, record.sealed));
	let (anchor, records) = anchored(parts.collect());
	Released { anchor, keys, header: batch.header, records }
}

fn three() -> Released {
	released(&CONTEXT, &(0..3).map(plain).collect::<Vec<_>>())
}

/// Commitments and sealed records, as somebody anchored them.
fn anchored(parts: Vec<([u8; 32], Vec<u8>)>) -> (AnchoredBatch, Vec<ReleasedRecord>) {
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
	(AnchoredBatch { root, records: u32::try_from(leaves.len()).unwrap() }, records)
}

impl Released {
	fn read(&self) -> Result<Vec<PlainRecord>, ReadingError> {
		let Self { anchor, keys, header, records } = self;
		read(&CONTEXT, anchor, &keys.private, header, records)
	}

	/// The same, and somebody anchored it so.
	fn anchored_with(mut self, alter: fn(&mut ([u8; 32], Vec<u8>))) -> Self {
		let parts = self.records.into_iter().map(|record| (record.commitment, record.sealed));
		let mut parts: Vec<_> = parts.collect();
		alter(&mut parts[2]);
		(self.anchor, self.records) = anchored(parts);
		self
	}

	fn with(&self, alter: impl FnOnce(&mut Vec<ReleasedRecord>)) -> Self {
		let mut altered = self.clone();
		alter(&mut altered.records);
		altered
	}
}

fn assert_blamed(released: &Released, error: ReadingError, culprit: Culprit) {
	assert_eq!(released.read(), Err(error));
	assert_eq!(error.culprit(), culprit);
}

#[test]
fn an_honest_batch_is_read() {
	let all: Vec<_> = (0..3).map(plain).collect();
	let released = three();
	assert_eq!(released.read().as_ref(), Ok(&all));
	let Released { anchor, keys, header, records } = released;
	let key = open_header(&CONTEXT, &keys.private, &header).unwrap();
	for (record, plain) in records.iter().zip(all).rev() {
		assert_eq!(read_one(&CONTEXT, &anchor, &key, record), Ok(plain));
	}
}

#[test]
fn who_kept_the_records_is_to_blame_for_altered_ones() {
	let released = three();
	let altered = [
		released.with(|records| records[1].sealed[40] ^= 1),
		released.with(|records| records[1].commitment[0] ^= 1),
		released.with(|records| {
			records.swap(0, 1);
			(records[0].index, records[1].index) = (0, 1);
		}),
	];
	for released in altered {
		assert_blamed(&released, ReadingError::NotIncluded, Culprit::Custodian);
	}
}

#[test]
fn who_kept_the_records_is_to_blame_for_missing_ones() {
	let released = three();
	let altered = [
		released.with(Vec::clear),
		released.with(|records| records.truncate(2)),
		released.with(|records| records[2] = records[0].clone()),
		released.with(|records| records.push(records[0].clone())),
		released.with(|records| records.swap(0, 1)),
	];
	for released in altered {
		assert_blamed(&released, ReadingError::Incomplete, Culprit::Custodian);
	}
	let Released { anchor, keys, header, records } = released;
	let mut reader = BatchReader::begin(CONTEXT, anchor, &keys.private, &header).unwrap();
	reader.read(&records[0]).unwrap();
	assert_eq!(reader.read(&records[0]), Err(ReadingError::Incomplete));
	assert_eq!(reader.finish(), Err(ReadingError::Incomplete));
}

#[test]
fn who_wrote_the_records_is_to_blame_for_what_it_anchored() {
	// A commitment to something else.
	let released = three().anchored_with(|(committed, _)| {
		*committed = commitment(&Secret::new([2; 32]), b"another");
	});
	assert_blamed(&released, ReadingError::OtherCommitment, Culprit::Writer);
	// Bytes that do not open.
	let released = three().anchored_with(|(_, sealed)| sealed[40] ^= 1);
	let closed = ReadingError::Record(RecordError::DoesNotOpen(DoesNotOpen));
	assert_blamed(&released, closed, Culprit::Writer);
}

/// The header is in no leaf: who kept or moved it can exchange it, too.
#[test]
fn nobody_is_blamed_for_records_of_another_key_than_the_headers() {
	let other_key = ReadingError::Record(RecordError::OtherKey);
	let mut released = three();
	let class_key = ClassPublicKey { epoch: 0, key: released.keys.public.clone() };
	let batch_key = BatchKey::new(filled(0));
	released.header = seal_header(&CONTEXT, &class_key, &batch_key, &mut system_rng()).unwrap();
	assert_blamed(&released, other_key, Culprit::Header);
	released.header[50] ^= 1;
	let closed = ReadingError::Header(BatchError::DoesNotOpen(DoesNotOpen));
	assert_blamed(&released, closed, Culprit::Header);
	// Not for those either which somebody anchored so.
	let released = three().anchored_with(|(_, sealed)| sealed[4] ^= 1);
	assert_blamed(&released, other_key, Culprit::Header);
}

#[test]
fn who_wrote_the_records_is_to_blame_for_those_of_another_class() {
	let canonical = br#"{"resource":{"resourceType":"Observation"}}"#.to_vec();
	let records = [PlainRecord::new(filled(1), canonical)];
	let other = ReadingError::Class(RecordContentError::OtherClass);
	assert_blamed(&released(&CONTEXT, &records), other, Culprit::Writer);
	let label = RecordContext { class: 0x8000, ..CONTEXT };
	let Released { anchor, keys, header, records } = released(&label, &records);
	let read = read(&label, &anchor, &keys.private, &header, &records);
	assert_eq!(read.map(|records| records.len()), Ok(1));
}
