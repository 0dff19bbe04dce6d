//! What a provider asks a patient for.

use crate::types::Provision;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{Actor, Commitment, Moment};
use scale_info::TypeInfo;

/// A provider's request for a patient's consent. There is one of an organization at a time.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ConsentRequest<AccountId> {
	/// Who asks, for the organization.
	pub requester: Actor<AccountId>,
	/// For what.
	pub provision: Provision<AccountId>,
	/// A salted commitment to the reason given in words.
	pub reason: Commitment,
	/// When it was made.
	pub asked_at: Moment,
	/// The first moment at which it can no longer be approved, and another can be made.
	pub lapses_at: Moment,
	/// The patient said no. The row stays until it lapses, so that the organization doesn't ask the same
	/// again at once.
	pub is_rejected: bool,
	/// It was made while the rejection of another stood: if this one is rejected, too, the organization
	/// asks nothing until it lapses.
	pub follows_rejection: bool,
}

impl<AccountId> ConsentRequest<AccountId> {
	/// Whether the patient can answer it at `now`.
	pub fn is_open(&self, now: Moment) -> bool {
		!self.is_rejected && now < self.lapses_at
	}
}
