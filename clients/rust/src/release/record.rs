//! A record as it is released: with what the reader needs to see that it is in the batch.

use crate::{
	merkle::{self, MAX_SIBLINGS},
	reading::AnchoredBatch,
	sealed_record::MAX_LENGTH,
};

/// How long what comes before the sealed bytes is at most: place, commitment, number of siblings, siblings.
pub(super) const MAX_START: usize = 4 + 32 + 1 + 32 * MAX_SIBLINGS;

/// A sealed record, its commitment and its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedRecord {
	/// Its place in the batch.
	pub index: u32,
	/// The commitment to what is inside.
	pub commitment: [u8; 32],
	/// The siblings, from the leaf's row upwards.
	pub proof: Vec<[u8; 32]>,
	/// The sealed bytes.
	pub sealed: Vec<u8>,
}

impl ReleasedRecord {
	/// Whether commitment and sealed record stand under the anchor's root. It takes no key.
	pub fn is_included(&self, anchor: &AnchoredBatch) -> bool {
		let leaf = merkle::leaf(&self.commitment, &self.sealed);
		merkle::verify_inclusion(&anchor.root, anchor.records, self.index, &leaf, &self.proof)
	}

	/// The bytes of its message that come before the sealed ones; nothing if the proof is longer than any tree is high, or the record longer than
	/// any.
	pub(super) fn start(&self) -> Option<Vec<u8>> {
		let siblings = u8::try_from(self.proof.len()).ok()?;
		let bytes = || {
			[
				self.index.to_le_bytes().as_slice(),
				&self.commitment,
				&[siblings],
				self.proof.as_flattened(),
			]
			.concat()
		};
		self.is_bounded().then(bytes)
	}

	/// A record out of all bytes of its message.
	pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
		let (index, rest) = bytes.split_first_chunk()?;
		let (commitment, rest) = rest.split_first_chunk()?;
		let (siblings, rest) = rest.split_first()?;
		let (proof, sealed) = rest.split_at_checked(usize::from(*siblings).checked_mul(32)?)?;
		let record = Self {
			index: u32::from_le_bytes(*index),
			commitment: *commitment,
			proof: proof.as_chunks().0.to_vec(),
			sealed: sealed.to_vec(),
		};
		record.is_bounded().then_some(record)
	}

	fn is_bounded(&self) -> bool {
		self.proof.len() <= MAX_SIBLINGS && self.sealed.len() <= MAX_LENGTH
	}
}
