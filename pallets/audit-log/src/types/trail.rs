//! Where a trail begins and ends, and whether it is whole.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{Moment, Sequence};
use scale_info::TypeInfo;
use sp_core::H256;

/// Where a trail begins and ends.
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
pub struct TrailHead {
	/// The place that the next entry gets: how many entries there ever were.
	pub next: Sequence,
	/// The hash after the last entry; before the first one, the trail's seed.
	pub tip: H256,
	/// The place of the oldest entry kept.
	pub first: Sequence,
	/// The hash before the entry `first`: from there the kept entries lead to `tip`, and those of an archive lead to
	/// there.
	pub checkpoint: H256,
	/// When the entry `first` was written; 0 in a trail that keeps none.
	pub oldest: Moment,
	/// How many of the entries are contested and wait for an answer.
	pub contested: u8,
}

impl TrailHead {
	/// The head of a trail that never had an entry, whose hash chain starts from `seed`.
	pub fn empty(seed: H256) -> Self {
		Self { next: 0, tip: seed, first: 0, checkpoint: seed, oldest: 0, contested: 0 }
	}

	/// Whether the trail keeps no entry: it never had one, or all were pruned.
	pub fn is_empty(&self) -> bool {
		self.first == self.next
	}
}

/// What was found of a part of a trail that was hashed anew.
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
pub struct Verified {
	/// The first place that was looked at.
	pub from: Sequence,
	/// The place after the last one.
	pub to: Sequence,
	/// The hash before the entry `from`.
	pub before: H256,
	/// The hash before the entry `to`, which is that after the last one looked at.
	pub after: H256,
	/// Whether the entries are known to lead to the trail's tip: always if all of it was hashed, and of a part alone if it is
	/// the last one.
	pub is_to_the_tip: bool,
}

/// Why a part of a trail is not what it should be, or cannot be told to be.
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
pub enum VerifyFault {
	/// It begins before the oldest entry kept, ends after the last one, or ends before it begins.
	#[codec(index = 0)]
	NotKept,
	/// It is longer than one question hashes: go part by part, each from the hash to which the one before it led.
	#[codec(index = 1)]
	TooLong,
	/// The entry at this place is missing.
	#[codec(index = 2)]
	Missing(Sequence),
	/// The entries do not hash to the trail's tip: one was changed, left out, slipped in or moved.
	#[codec(index = 3)]
	OtherTip,
	/// The trail was never pruned and does not begin at its seed.
	#[codec(index = 4)]
	OtherSeed,
	/// The hash from which to go on is not that before the oldest entry kept, with which the part begins.
	#[codec(index = 5)]
	OtherCheckpoint,
}
