//! A package: what it takes to serve a batch, in one byte string.

use crate::{hexadecimal, merkle};
use serde::{Deserialize, Serialize};

/// The longest package.
pub const MAX_LENGTH: usize = 65_535 * 65_536;

/// The longest sealed record.
const MAX_RECORD_LENGTH: usize = 1 << 26;

/// A sealed record and the commitment to what is inside.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PackedRecord {
	/// The commitment.
	#[serde(with = "hexadecimal")]
	pub commitment: [u8; 32],
	/// The sealed bytes.
	#[serde(with = "hexadecimal")]
	pub sealed: Vec<u8>,
}

/// Why bytes are no package, or records do not go into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the package of 1 to 65,536 records, each of 2^26 bytes at most")]
pub struct NoPackage;

/// The package of a batch.
pub fn pack(records: &[PackedRecord]) -> Result<Vec<u8>, NoPackage> {
	let number = number_of(records.len())?;
	let mut bytes = number.to_le_bytes().to_vec();
	for PackedRecord { commitment, sealed } in records {
		let length = Some(sealed.len()).filter(|length| *length <= MAX_RECORD_LENGTH);
		let length = length.and_then(|length| u32::try_from(length).ok()).ok_or(NoPackage)?;
		for part in [commitment.as_slice(), &length.to_le_bytes(), sealed] {
			bytes.extend_from_slice(part);
		}
		if bytes.len() > MAX_LENGTH {
			return Err(NoPackage);
		}
	}
	Ok(bytes)
}

/// The reverse of [`pack`].
pub fn unpack(bytes: &[u8]) -> Result<Vec<PackedRecord>, NoPackage> {
	if bytes.len() > MAX_LENGTH {
		return Err(NoPackage);
	}
	let (number, mut rest) = bytes.split_first_chunk().ok_or(NoPackage)?;
	let number = u32::from_le_bytes(*number);
	number_of(usize::try_from(number).map_err(|_| NoPackage)?)?;
	let mut records = Vec::new();
	for _ in 0..number {
		let (record, after) = split_record(rest).ok_or(NoPackage)?;
		records.push(record);
		rest = after;
	}
	rest.is_empty().then_some(records).ok_or(NoPackage)
}

/// The root of the batch: that of the anchor, if it is the one that was anchored.
pub fn root(records: &[PackedRecord]) -> Option<[u8; 32]> {
	let leaf = |record: &PackedRecord| merkle::leaf(&record.commitment, &record.sealed);
	merkle::root(&records.iter().map(leaf).collect::<Vec<_>>())
}

fn split_record(bytes: &[u8]) -> Option<(PackedRecord, &[u8])> {
	let (commitment, rest) = bytes.split_first_chunk()?;
	let (length, rest) = rest.split_first_chunk()?;
	let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
	let (sealed, rest) = rest.split_at_checked(length).filter(|_| length <= MAX_RECORD_LENGTH)?;
	Some((PackedRecord { commitment: *commitment, sealed: sealed.to_vec() }, rest))
}

fn number_of(records: usize) -> Result<u32, NoPackage> {
	let number = u32::try_from(records).map_err(|_| NoPackage)?;
	(1..=merkle::MAX_LEAVES).contains(&number).then_some(number).ok_or(NoPackage)
}
