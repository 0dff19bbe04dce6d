//! A record as it is released: with what the reader needs to see that it is in the batch.

use crate::{hexadecimal, merkle};
use serde::{Deserialize, Serialize};

/// A sealed record, its commitment and its proof.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReleasedRecord {
	/// Its place in the batch.
	pub index: u32,
	/// The commitment to what is inside.
	#[serde(with = "hexadecimal")]
	pub commitment: [u8; 32],
	/// The siblings, from the leaf's row upwards.
	#[serde(with = "hexadecimal::list")]
	pub proof: Vec<[u8; 32]>,
	/// The sealed bytes.
	#[serde(with = "hexadecimal")]
	pub sealed: Vec<u8>,
}

impl ReleasedRecord {
	/// Whether it is in the batch of which this is the root.
	pub fn is_included(&self, root: &[u8; 32], leaves: u32) -> bool {
		let leaf = merkle::leaf(&self.commitment, &self.sealed);
		merkle::verify(root, leaves, self.index, &leaf, &self.proof)
	}

	/// The bytes of its message; nothing if there are more siblings than it can say.
	pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
		let siblings = u8::try_from(self.proof.len()).ok()?;
		Some(
			[
				self.index.to_le_bytes().as_slice(),
				&self.commitment,
				&[siblings],
				self.proof.as_flattened(),
				&self.sealed,
			]
			.concat(),
		)
	}

	/// The reverse of [`Self::to_bytes`].
	pub(super) fn of(bytes: &[u8]) -> Option<Self> {
		let (index, rest) = bytes.split_first_chunk()?;
		let (commitment, rest) = rest.split_first_chunk()?;
		let (siblings, rest) = rest.split_first()?;
		let (proof, sealed) = rest.split_at_checked(usize::from(*siblings) * 32)?;
		Some(Self {
			index: u32::from_le_bytes(*index),
			commitment: *commitment,
			proof: proof.as_chunks().0.to_vec(),
			sealed: sealed.to_vec(),
		})
	}
}
