//! A call that is paused, and how calls are named.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// The name of a pallet in its runtime, or of a call in its pallet, in UTF-8.
pub type Name = BoundedVec<u8, ConstU32<64>>;

/// A call of a runtime: its pallet's name, and its own.
pub type CallName = (&'static str, &'static str);

/// A call that nobody may send.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PausedCall<BlockNumber> {
	/// Of which pallet.
	pub pallet: Name,
	/// Which call.
	pub call: Name,
	/// The first block in which it may be sent again.
	pub until: BlockNumber,
}

impl<BlockNumber: PartialOrd> PausedCall<BlockNumber> {
	/// Whether it may not be sent in the block at this height.
	pub fn lasts_at(&self, height: BlockNumber) -> bool {
		height < self.until
	}

	/// Whether both are about the same call.
	pub(crate) fn is_of(&self, other: &Self) -> bool {
		self.pallet == other.pallet && self.call == other.call
	}
}
