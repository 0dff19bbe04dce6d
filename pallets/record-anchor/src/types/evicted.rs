//! What goes when its retention is over, and what stays of it.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{AnchorId, Day, PatientId};
use scale_info::TypeInfo;
use sp_core::H256;

/// How many anchors are evicted in one step, under one root.
pub const MAX_CHUNK: u32 = 32;

/// What is due on some day.
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
pub enum DueKey {
	/// What a patient's list got on one day. Of one day and list there may be several, due on one day: classes that are
	/// listed together, and what devices and people add, are kept for different times.
	#[codec(index = 0)]
	Run {
		/// Whose.
		patient: PatientId,
		/// The list, see [`crate::types::class_bucket`].
		bucket: u8,
		/// The day on which they were anchored.
		anchored_on: Day,
	},
	/// One anchor that is kept longer than others.
	#[codec(index = 1)]
	Single {
		/// Whose.
		patient: PatientId,
		/// Which.
		anchor: AnchorId,
	},
}

/// What stays of anchors that were evicted together, newest first: (patient, newest of them) → this.
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
pub struct EvictedChunk {
	/// The Merkle root over what they were, see [`crate::inclusion::evicted_leaf`].
	pub root: H256,
	/// How many.
	pub anchors: u32,
	/// The oldest of them.
	pub oldest: AnchorId,
	/// The anchor before them in their list, which may have been evicted, too: then it is the newest of its chunk.
	pub previous: Option<AnchorId>,
	/// Their list, see [`crate::types::class_bucket`].
	pub bucket: u8,
	/// The day on which they were anchored.
	pub anchored_on: Day,
}
