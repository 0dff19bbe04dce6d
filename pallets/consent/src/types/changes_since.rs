//! What has changed since a moment.

use crate::types::{EmergencyRing, HeldGrant, LiftedRestriction, Restrictions};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// What was given, set and lifted for a patient since a moment, as far as it still counts: what its owner looks
/// through after somebody else held its key. With `restrictions_set` lifted and `restrictions_lifted` set
/// again, the patient's restrictions are what they were just before.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ChangesSince<AccountId> {
	/// The live grants that were given since, each with the organization that holds it: the same that
	/// `revoke_since` ends.
	pub grants: Vec<HeldGrant<AccountId>>,
	/// The restrictions that stand and did not before.
	pub restrictions_set: Restrictions<AccountId>,
	/// The restrictions that stood before and no longer do, the latest to be lifted first.
	pub restrictions_lifted: Vec<LiftedRestriction<AccountId>>,
	/// The emergency ring, if it was set since. Of one that was removed since, the trail tells.
	pub emergency_ring: Option<EmergencyRing>,
	/// Whether `restrictions_lifted` is all. It is not if the moment lies before what is kept of the past, or if
	/// more than 1,024 restrictions were lifted since.
	pub is_complete: bool,
}
