//! Packages of batches.

use crate::vectors::flipped;
use salus_client::{
	batch::SealedRecord,
	merkle::MAX_LEAVES,
	package::{open, pack, root, unpack, PackageError, Unpacker},
	reading::AnchoredBatch,
};

fn record(length: usize) -> SealedRecord {
	let fill = u8::try_from(length % 251).unwrap();
	SealedRecord { commitment: [fill; 32], sealed: vec![fill; length] }
}

#[test]
fn a_package_holds_its_records_in_order() {
	let records = [record(3), record(5)];
	let expected = hex::decode(format!(
		"02000000{}03000000030303{}050000000505050505",
		"03".repeat(32),
		"05".repeat(32)
	));
	assert_eq!(pack(&records).ok(), expected.ok());
	for lengths in [vec![0], vec![1], (0..300).collect()] {
		let records: Vec<_> = lengths.into_iter().map(record).collect();
		assert_eq!(unpack(&pack(&records).unwrap()), Ok(records));
	}
}

#[test]
fn a_batch_has_1_to_65_536_records_none_too_long() {
	assert_eq!(pack(&[]), Err(PackageError::NoPackage));
	assert_eq!(unpack(&[0; 4]), Err(PackageError::NoPackage));
	let most = vec![record(0); MAX_LEAVES as usize];
	assert_eq!(unpack(&pack(&most).unwrap()).as_ref(), Ok(&most));
	assert_eq!(pack(&[most, vec![record(0)]].concat()), Err(PackageError::NoPackage));
	assert_eq!(pack(&[record((1 << 26) + 1)]), Err(PackageError::NoPackage));
}

#[test]
fn other_bytes_are_no_package_or_another_batch_s() {
	let records = [record(10), record(20)];
	let bytes = pack(&records).unwrap();
	let root_of = |bytes: &[u8]| unpack(bytes).ok().and_then(|records| root(&records));
	assert_eq!(root_of(&bytes), root(&records));
	for altered in flipped(&bytes) {
		assert_ne!(root_of(&altered), root(&records));
	}
	for length in 0..bytes.len() {
		assert_eq!(unpack(&bytes[..length]), Err(PackageError::NoPackage));
	}
	assert_eq!(unpack(&[bytes.as_slice(), &[0]].concat()), Err(PackageError::NoPackage));
	for number in [1u32, 3, 65_537, u32::MAX] {
		assert_eq!(
			unpack(&[&number.to_le_bytes(), &bytes[4..]].concat()),
			Err(PackageError::NoPackage)
		);
	}
}

#[test]
fn a_package_of_another_batch_than_the_anchors_is_refused() {
	let records = [record(10), record(20)];
	let bytes = pack(&records).unwrap();
	let anchor = AnchoredBatch { root: root(&records).unwrap(), records: 2 };
	assert_eq!(open(&anchor, &bytes).as_deref(), Ok(records.as_slice()));
	let others =
		[AnchoredBatch { records: 3, ..anchor }, AnchoredBatch { root: [0; 32], ..anchor }];
	for other in others {
		assert_eq!(open(&other, &bytes), Err(PackageError::OtherBatch));
	}
	assert_eq!(open(&anchor, &bytes[1..]), Err(PackageError::NoPackage));
}

/// The records of a package that comes in parts, and whether it is the anchor's.
fn unpacked_in_parts(
	bytes: &[u8],
	part: usize,
	anchor: &AnchoredBatch,
) -> Result<Vec<SealedRecord>, PackageError> {
	let (mut unpacker, mut records) = (Unpacker::default(), Vec::new());
	for part in bytes.chunks(part) {
		records.extend(unpacker.update(part)?);
	}
	unpacker.finish(anchor)?;
	Ok(records)
}

#[test]
fn a_package_that_comes_in_parts_is_taken_apart_as_one_that_is_there() {
	let records: Vec<_> = [0, 1, 40, 300, 5].map(record).into();
	let bytes = pack(&records).unwrap();
	let anchor = AnchoredBatch { root: root(&records).unwrap(), records: 5 };
	let other = AnchoredBatch { records: 4, ..anchor };
	for part in [1, 3, 36, 37, 100, bytes.len()] {
		assert_eq!(unpacked_in_parts(&bytes, part, &anchor).as_ref(), Ok(&records));
		assert_eq!(unpacked_in_parts(&bytes, part, &other), Err(PackageError::OtherBatch));
		for wrong in [&bytes[..bytes.len() - 1], &[bytes.as_slice(), &[0]].concat()] {
			assert_eq!(unpacked_in_parts(wrong, part, &anchor), Err(PackageError::NoPackage));
		}
	}
	for altered in flipped(&bytes) {
		assert!(unpacked_in_parts(&altered, 50, &anchor).is_err());
	}
}

#[test]
fn a_record_that_would_be_too_long_is_refused_before_it_has_come() {
	let bytes = [&1_u32.to_le_bytes()[..], &[0; 32], &((1_u32 << 26) + 1).to_le_bytes()].concat();
	assert_eq!(Unpacker::default().update(&bytes), Err(PackageError::NoPackage));
	let at_most = [&1_u32.to_le_bytes()[..], &[0; 32], &(1_u32 << 26).to_le_bytes()].concat();
	assert_eq!(Unpacker::default().update(&at_most), Ok(Vec::new()));
}
