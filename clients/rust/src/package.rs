//! A package: what it takes to serve a batch, in one byte string, to be handed to custodians in pieces.
//!
//! The header stays apart: it is small, it moves, and every custodian keeps it whole.

use crate::{batch::SealedRecord, merkle, reading::AnchoredBatch, sealed_record};

/// The longest package, in bytes. A longer batch is anchored in several.
pub const MAX_LENGTH: usize = 65_535 * 65_536;

/// Why bytes are no package, or records do not go into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
	/// They do not have the form of one.
	#[error("not the package of 1 to 65,536 records, each of 2^26 bytes at most")]
	NoPackage,
	/// They are a package, of a batch other than the one that was anchored.
	#[error("a package of other records than those that were anchored")]
	OtherBatch,
}

/// The package of a batch: of all its records, in their order.
pub fn pack(records: &[SealedRecord]) -> Result<Vec<u8>, PackageError> {
	let number = number_of(records.len()).ok_or(PackageError::NoPackage)?;
	let mut bytes = number.to_le_bytes().to_vec();
	for SealedRecord { commitment, sealed } in records {
		let length = Some(sealed.len()).filter(|length| *length <= sealed_record::MAX_LENGTH);
		let length = length.and_then(|length| u32::try_from(length).ok());
		let length = length.ok_or(PackageError::NoPackage)?.to_le_bytes();
		for part in [commitment.as_slice(), &length, sealed] {
			bytes.extend_from_slice(part);
		}
		if bytes.len() > MAX_LENGTH {
			return Err(PackageError::NoPackage);
		}
	}
	Ok(bytes)
}

/// The records of a package. Whether they are those of an anchor, [`open`] says.
pub fn unpack(bytes: &[u8]) -> Result<Vec<SealedRecord>, PackageError> {
	records_of(bytes).ok_or(PackageError::NoPackage)
}

/// The records of a package, if they are those of the anchor.
///
/// Where they are not, although every piece was as the plan says, whoever made the plan is to blame.
pub fn open(anchor: &AnchoredBatch, bytes: &[u8]) -> Result<Vec<SealedRecord>, PackageError> {
	let records = unpack(bytes)?;
	let is_the_anchors =
		number_of(records.len()) == Some(anchor.records) && root(&records) == Some(anchor.root);
	is_the_anchors.then_some(records).ok_or(PackageError::OtherBatch)
}

/// Takes a package apart while its bytes come, with no more than one record in memory.
#[derive(Clone, Debug, Default)]
pub struct Unpacker {
	number: Option<u32>,
	leaves: Vec<[u8; 32]>,
	/// What belongs to no whole record yet.
	rest: Vec<u8>,
	length: usize,
}

impl Unpacker {
	/// Takes in the next bytes, and gives the records that they make whole. Whether they are those of an anchor, [`Self::finish`] says.
	pub fn update(&mut self, bytes: &[u8]) -> Result<Vec<SealedRecord>, PackageError> {
		self.length = self.length.saturating_add(bytes.len());
		if self.length > MAX_LENGTH {
			return Err(PackageError::NoPackage);
		}
		self.rest.extend_from_slice(bytes);
		let mut rest = self.rest.as_slice();
		if self.number.is_none() {
			let Some((number, after)) = rest.split_first_chunk() else { return Ok(Vec::new()) };
			let number = u32::from_le_bytes(*number);
			let records = usize::try_from(number).ok().and_then(number_of);
			self.number = Some(records.ok_or(PackageError::NoPackage)?);
			rest = after;
		}
		let mut records = Vec::new();
		while u32::try_from(self.leaves.len()).ok() < self.number {
			if length_of_record(rest).is_some_and(|length| length > sealed_record::MAX_LENGTH) {
				return Err(PackageError::NoPackage);
			}
			let Some((record, after)) = split_record(rest) else { break };
			self.leaves.push(record.leaf());
			records.push(record);
			rest = after;
		}
		if u32::try_from(self.leaves.len()).ok() == self.number && !rest.is_empty() {
			return Err(PackageError::NoPackage);
		}
		let taken = self.rest.len().saturating_sub(rest.len());
		self.rest.drain(..taken);
		Ok(records)
	}

	/// Whether all that has come is the package of the anchor.
	pub fn finish(self, anchor: &AnchoredBatch) -> Result<(), PackageError> {
		if !self.rest.is_empty() || u32::try_from(self.leaves.len()).ok() != self.number {
			return Err(PackageError::NoPackage);
		}
		let is_the_anchors =
			self.number == Some(anchor.records) && merkle::root(&self.leaves) == Some(anchor.root);
		is_the_anchors.then_some(()).ok_or(PackageError::OtherBatch)
	}
}

/// The root of the batch: that of the anchor, if it is the one that was anchored. Nothing for no records, or too many.
pub fn root(records: &[SealedRecord]) -> Option<[u8; 32]> {
	merkle::root(&records.iter().map(SealedRecord::leaf).collect::<Vec<_>>())
}

fn records_of(bytes: &[u8]) -> Option<Vec<SealedRecord>> {
	if bytes.len() > MAX_LENGTH {
		return None;
	}
	let (number, mut rest) = bytes.split_first_chunk()?;
	let number = u32::from_le_bytes(*number);
	number_of(usize::try_from(number).ok()?)?;
	let mut records = Vec::new();
	for _ in 0..number {
		let (record, after) = split_record(rest)?;
		records.push(record);
		rest = after;
	}
	rest.is_empty().then_some(records)
}

fn split_record(bytes: &[u8]) -> Option<(SealedRecord, &[u8])> {
	let (commitment, rest) = bytes.split_first_chunk()?;
	let (length, rest) = rest.split_first_chunk()?;
	let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
	let (sealed, rest) =
		rest.split_at_checked(length).filter(|_| length <= sealed_record::MAX_LENGTH)?;
	Some((SealedRecord { commitment: *commitment, sealed: sealed.to_vec() }, rest))
}

/// The length of the sealed record that comes next, as far as it is told.
fn length_of_record(bytes: &[u8]) -> Option<usize> {
	let (_, rest) = bytes.split_first_chunk::<32>()?;
	let (length, _) = rest.split_first_chunk()?;
	usize::try_from(u32::from_le_bytes(*length)).ok()
}

fn number_of(records: usize) -> Option<u32> {
	u32::try_from(records).ok().filter(|number| (1..=merkle::MAX_LEAVES).contains(number))
}
