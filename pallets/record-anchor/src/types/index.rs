//! How a patient's anchors are numbered and listed.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedBTreeMap};
use salus_primitives::{AnchorId, RecordClass};
use scale_info::TypeInfo;

/// The classes below this one are listed each by itself.
const OWN_LISTS: u16 = 192;

/// Under how many numbers the other classes are listed together.
const SHARED_LISTS: u16 = 64;

/// In which of a patient's 256 lists anchors of `class` stand: FHIR's resource types each have one of
/// their own; opaque labels share 64 others, so that no number of labels fills anything up and none
/// lies hidden behind a wearable's observations.
pub fn class_bucket(class: RecordClass) -> u8 {
	let list = if class.0 < OWN_LISTS {
		class.0
	} else {
		OWN_LISTS.saturating_add(class.0.checked_rem(SHARED_LISTS).unwrap_or_default())
	};
	u8::try_from(list).unwrap_or(u8::MAX)
}

/// How many anchors a patient has, and where its lists begin.
#[derive(
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct RecordIndex {
	/// The number of the next anchor.
	pub next: AnchorId,
	/// The newest anchor of each list that has any: [`class_bucket`] → number. Each anchor names the one
	/// before it.
	pub newest: BoundedBTreeMap<u8, AnchorId, ConstU32<256>>,
}
