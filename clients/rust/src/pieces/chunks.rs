//! The root of a piece: a tree over its chunks, by which a store is checked as it is read, and a custodian that is asked for
//! one chunk shows that it has the piece.

use crate::{
	hash::blake2b_256,
	merkle::{self, MerkleTree},
};

/// How long all chunks but the last are, in bytes.
pub const CHUNK_LENGTH: usize = 65_536;

type Hash = [u8; 32];

/// Makes the root of a piece from its bytes as they come, whatever the parts; it keeps 32 bytes of each chunk.
#[derive(Clone, Debug, Default)]
pub struct PieceHasher {
	leaves: Vec<Hash>,
	chunk: Vec<u8>,
}

impl PieceHasher {
	/// Takes in the next bytes.
	pub fn update(&mut self, mut bytes: &[u8]) {
		while !bytes.is_empty() {
			let left = CHUNK_LENGTH.saturating_sub(self.chunk.len());
			let (part, others) = bytes.split_at_checked(left).unwrap_or((bytes, &[]));
			self.chunk.extend_from_slice(part);
			if self.chunk.len() == CHUNK_LENGTH {
				self.finish_chunk();
			}
			bytes = others;
		}
	}

	/// The root over all that has come; nothing for no bytes, or for more than any piece has.
	pub fn root(self) -> Option<Hash> {
		merkle::root(&self.leaves())
	}

	/// The leaves of all chunks that have come, in their order: whoever keeps them beside a piece shows a chunk without reading the others.
	pub fn leaves(mut self) -> Vec<Hash> {
		if !self.chunk.is_empty() {
			self.finish_chunk();
		}
		self.leaves
	}

	/// Beyond the most chunks that a piece has one more is kept, by which the root is refused.
	fn finish_chunk(&mut self) {
		if u32::try_from(self.leaves.len()).is_ok_and(|count| count <= merkle::MAX_LEAVES) {
			self.leaves.push(leaf(&self.chunk));
		}
		self.chunk.clear();
	}
}

/// The root over a piece; nothing for no bytes, or too many.
pub fn root(piece: &[u8]) -> Option<Hash> {
	merkle::root(&leaves(piece))
}

/// The siblings of chunk `index`; nothing if there is no such chunk.
pub fn proof(piece: &[u8], index: u32) -> Option<Vec<Hash>> {
	MerkleTree::new(&leaves(piece))?.proof(index)
}

/// Whether this is chunk `index` of a piece of `length` bytes with this root.
///
/// `length` has to be certain: it follows from the head, with which chunk 0 begins.
pub fn verify(root: &Hash, length: usize, index: u32, chunk: &[u8], proof: &[Hash]) -> bool {
	let Ok(count) = u32::try_from(length.div_ceil(CHUNK_LENGTH)) else { return false };
	let before = usize::try_from(index).ok().and_then(|index| index.checked_mul(CHUNK_LENGTH));
	let left = before.and_then(|before| length.checked_sub(before));
	left.is_some_and(|left| chunk.len() == left.min(CHUNK_LENGTH))
		&& merkle::verify_inclusion(root, count, index, &leaf(chunk), proof)
}

/// What stands for a chunk under the root of its piece.
pub fn leaf(chunk: &[u8]) -> Hash {
	blake2b_256(&[b"salus/piece-chunk/v1", chunk])
}

fn leaves(piece: &[u8]) -> Vec<Hash> {
	piece.chunks(CHUNK_LENGTH).map(leaf).collect()
}
