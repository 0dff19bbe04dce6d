//! Whether a record belongs to an anchored batch.
//!
//! The tree is that of the crate `binary-merkle-tree` with BLAKE2b-256: a leaf's node is the hash of
//! the record's 32-byte commitment, an inner node the hash of its two children (64 bytes), and the
//! last node of a row with an odd number of nodes moves up unchanged. A batch of one record has its
//! leaf's node for a root. A proof lists the siblings from the leaf's row upwards; a node that moves
//! up has none in that row.

use crate::Anchor;
use binary_merkle_tree::{verify_proof, Leaf};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{AnchorId, PatientId};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// Why a record is not shown to belong to an anchor.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum InclusionFault {
	/// The patient has no such anchor.
	#[codec(index = 0)]
	UnknownAnchor,
	/// The anchor has fewer leaves than the index says.
	#[codec(index = 1)]
	IndexOutOfRange,
	/// A proof for this index among this many leaves has another length.
	#[codec(index = 2)]
	WrongProofLength,
	/// Leaf and proof lead to another root: the record was altered, or never belonged to the batch.
	#[codec(index = 3)]
	RootMismatch,
}

/// Checks that the record whose commitment is `leaf` is number `index` of the `leaves` records under
/// `root`.
///
/// The commitment is taken as 32 bytes that are hashed here, and the proof must be exactly as long as
/// `index` and `leaves` demand. Without the two, a proof cut short would show an inner node, which
/// nobody ever sealed, to be a record of the batch.
pub fn verify(
	root: &H256,
	leaves: u32,
	index: u32,
	leaf: H256,
	proof: &[H256],
) -> Result<(), InclusionFault> {
	if index >= leaves {
		return Err(InclusionFault::IndexOutOfRange);
	}
	if proof.len() != proof_length(index, leaves) {
		return Err(InclusionFault::WrongProofLength);
	}
	let siblings = proof.iter().copied();
	if verify_proof::<BlakeTwo256, _, _>(
		root,
		siblings,
		leaves,
		index,
		Leaf::Value(leaf.as_bytes()),
	) {
		Ok(())
	} else {
		Err(InclusionFault::RootMismatch)
	}
}

/// How many siblings lead from leaf `index` of `leaves` to the root: one for each row, but none where
/// the node is the last of an odd row and moves up unchanged. At most 32.
pub fn proof_length(index: u32, leaves: u32) -> usize {
	let (mut position, mut width) = (index, leaves);
	let mut length: usize = 0;
	while width > 1 {
		let sibling = position ^ 1;
		if sibling < width {
			length = length.saturating_add(1);
		}
		position /= 2;
		width = width.div_ceil(2);
	}
	length
}

/// What stands in the tree of evicted anchors for `anchor`, number `number` of `patient`: the hash of all
/// that was stored of it.
pub fn evicted_leaf<AccountId: Encode>(
	patient: &PatientId,
	number: AnchorId,
	anchor: &Anchor<AccountId>,
) -> H256 {
	(b"salus/evicted/v1", patient, number, anchor).using_encoded(BlakeTwo256::hash)
}
