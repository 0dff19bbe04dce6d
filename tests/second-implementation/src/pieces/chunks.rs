//! The root of a piece: a tree over its chunks.

use crate::{hash::blake2b_256, merkle};

/// How long all chunks but the last are.
pub const CHUNK_LENGTH: usize = 65_536;

type Hash = [u8; 32];

/// The root over a piece; nothing for no bytes, or too many.
pub fn root(piece: &[u8]) -> Option<Hash> {
	merkle::root(&leaves(piece))
}

/// The siblings of chunk `index`; nothing if there is no such chunk.
pub fn proof(piece: &[u8], index: u32) -> Option<Vec<Hash>> {
	merkle::proof(&leaves(piece), index)
}

/// Whether this is chunk `index` of a piece of `length` bytes with this root.
///
/// `length` has to be certain: it follows from the head, with which chunk 0 begins.
pub fn verify(root: &Hash, length: usize, index: u32, chunk: &[u8], proof: &[Hash]) -> bool {
	let Ok(count) = u32::try_from(length.div_ceil(CHUNK_LENGTH)) else { return false };
	let before = usize::try_from(index).ok().and_then(|index| index.checked_mul(CHUNK_LENGTH));
	let left = before.and_then(|before| length.checked_sub(before));
	left.is_some_and(|left| chunk.len() == left.min(CHUNK_LENGTH))
		&& merkle::verify(root, count, index, &leaf(chunk), proof)
}

fn leaves(piece: &[u8]) -> Vec<Hash> {
	piece.chunks(CHUNK_LENGTH).map(leaf).collect()
}

fn leaf(chunk: &[u8]) -> Hash {
	blake2b_256(&[b"salus/piece-chunk/v1", chunk])
}
