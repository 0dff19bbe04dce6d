//! Keys for emergencies, shared among custodians.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{Commitment, Moment, OrganizationId};
use scale_info::TypeInfo;

/// How many custodians keep a share of an emergency ring at most.
pub const MAX_RING_CUSTODIANS: u32 = 8;

/// How many custodians it takes at least to open a ring: none does so alone.
pub const MIN_RING_THRESHOLD: u8 = 2;

/// Which custodians keep the shares of a key to a patient's emergency ring.
///
/// The ring holds keys of those classes that shall be readable in an emergency, sealed under a ring key; the ring key is
/// split so that `threshold` of the custodians, and no fewer, can give it to whoever has broken the glass. Ring and
/// shares lie with the custodians (`docs/record-format.md`); by the commitment a false share is found out.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct EmergencyRing {
	/// The custodians, in ascending order: the order of the shares.
	pub custodians: BoundedVec<OrganizationId, ConstU32<MAX_RING_CUSTODIANS>>,
	/// How many of them are needed.
	pub threshold: u8,
	/// The epoch of the patient's encryption key whose class keys are in the ring.
	pub key_epoch: u32,
	/// What commits to ring and shares.
	pub commitment: Commitment,
}

impl EmergencyRing {
	/// Whether each custodian is named once, in the order of the shares.
	pub fn custodians_ascend(&self) -> bool {
		self.custodians.is_sorted_by(|one, next| one < next)
	}

	/// Whether it takes at least two custodians, and no more than there are.
	pub fn has_sound_threshold(&self) -> bool {
		MIN_RING_THRESHOLD <= self.threshold && usize::from(self.threshold) <= self.custodians.len()
	}
}

/// A patient's emergency ring, and since when it is that.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct StandingRing {
	/// The ring.
	pub ring: EmergencyRing,
	/// When it was set.
	pub since: Moment,
	/// The controller set it. Then no representative takes it away, as long as it is of the present key.
	pub by_controller: bool,
}

/// A patient's emergency ring, and whether it still opens what is sealed now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct EmergencyRingStatus {
	/// The ring.
	pub ring: EmergencyRing,
	/// When it was set.
	pub since: Moment,
	/// The controller set it. Then no representative takes it away, as long as it is not stale.
	pub by_controller: bool,
	/// The patient has a newer key: the ring opens no record that was sealed since.
	pub is_stale: bool,
}
