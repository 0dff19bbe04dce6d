//! Things to keep.

use salus_custodian::{
	catalogue::Catalogue,
	kept::{Charged, EarlierHeader, KeptBatch, KeptPiece, KeptRecord, Name, PatientId, Writer},
};

pub const PATIENT: PatientId = [0xa1; 32];
pub const OTHER_PATIENT: PatientId = [0xa2; 32];
pub const HOSPITAL: Writer = Writer::Organization(7);
pub const NOW: u64 = 1_790_000_000_000;

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
	}
}

/// Charges a record of 100 bytes to the hospital.
pub async fn charge(catalogue: &Catalogue, number: u64) {
	let name = name(number);
	let charged = catalogue.charge(&PATIENT, &name, 100, HOSPITAL, NOW, 1 << 40, 1 << 40).await;
	assert_eq!(charged, Ok(Charged::New));
}
