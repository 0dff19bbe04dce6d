//! Things to keep.

use salus_custodian::{
	catalogue::Catalogue,
	kept::{Charged, EarlierHeader, KeptBatch, KeptPiece, KeptRecord, Name, PatientId, Writer},
	quotas::{Limits, Quotas},
};

pub const PATIENT: PatientId = [0xa1; 32];
pub const OTHER_PATIENT: PatientId = [0xa2; 32];
pub const HOSPITAL: Writer = Writer::Organization(7);
pub const NOW: u64 = 1_790_000_000_000;

/// What a short record takes, or anything else of up to a block.
pub const ROOM: u64 = 4096 + 512;
/// What the row of a batch takes that has up to 64 records, and of one that has none.
pub const BATCH: u64 = ROOM + 2048;
pub const EMPTY_BATCH: u64 = 512 + 2048;
/// What the earlier headers of a batch take.
pub const EARLIER: u64 = 34;

/// So much for each writer.
pub fn quotas(loose: u64, total: u64) -> Quotas {
	let limits = Limits { loose, total };
	Quotas { organization: limits, patient: limits, newcomer: limits, ..Quotas::default() }
}

/// A name of its own for each number.
pub fn name(number: u64) -> Name {
	let mut name = [0x5a; 32];
	name[..8].copy_from_slice(&number.to_be_bytes());
	name
}

pub fn batch(anchor: u32, names: impl IntoIterator<Item = u64>) -> KeptBatch {
	KeptBatch {
		patient: PATIENT,
		anchor,
		class: 3,
		header: vec![1, 2, 3],
		handed_in: name(1000),
		earlier: vec![
			EarlierHeader { header: vec![4, 5], replaced: NOW },
			EarlierHeader { header: vec![], replaced: 1 },
		],
		records: names
			.into_iter()
			.map(|number| KeptRecord { commitment: name(number + 500), name: name(number) })
			.collect(),
		writer: HOSPITAL,
	}
}

/// The root of a piece.
pub const ROOT: Name = [77; 32];

pub fn piece(anchor: u32, length: u64) -> KeptPiece {
	KeptPiece {
		patient: PATIENT,
		anchor,
		index: 2,
		root: ROOT,
		length,
		writer: HOSPITAL,
		held_until: None,
		proved: None,
		dropped: None,
		lost: None,
	}
}

/// Charges a record of 100 bytes to the hospital.
pub async fn charge(catalogue: &Catalogue, number: u64) {
	let name = name(number);
	let charged = catalogue.charge(&PATIENT, &name, 100, HOSPITAL, NOW, &Quotas::default()).await;
	assert_eq!(charged, Ok(Charged::New));
}
