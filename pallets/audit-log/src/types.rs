//! What is stored of a trail, and what a ticket is.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{Action, Actor, Basis, Moment, OrganizationId, Purpose, Sequence, Target};
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
	/// The hash before the entry `first`: from there the kept entries lead to `tip`.
	pub checkpoint: H256,
	/// When the entry `first` was written; 0 in a trail without entries.
	pub oldest: Moment,
}

impl TrailHead {
	/// The head of a trail without entries, whose hash chain starts from `seed`.
	pub fn empty(seed: H256) -> Self {
		Self { next: 0, tip: seed, first: 0, checkpoint: seed, oldest: 0 }
	}

	/// Whether the trail keeps no entry.
	pub fn is_empty(&self) -> bool {
		self.first == self.next
	}
}

/// A ticket that holds now: what its custodian may release, to whom and why.
///
/// It is public, and no proof of who asks: for that its holder signs a release request (`docs/record-format.md`).
///
/// Its action is one that shows records ([`Action::shows_records`]); nothing is released for any other, so an
/// attempt to collect or to correct is a fault ([`TicketFault::NothingToRelease`]), permitted or not.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Ticket<AccountId> {
	/// Who may have the ciphertext, and for which organization.
	pub actor: Actor<AccountId>,
	/// What for: the action.
	pub action: Action,
	/// What for: the purpose.
	pub purpose: Purpose,
	/// Which records.
	pub target: Target,
	/// Who releases them.
	pub custodian: OrganizationId,
	/// What permitted it when it was asked for, and still does.
	pub basis: Basis,
	/// When the access was asked for.
	pub issued_at: Moment,
	/// The first moment at which the ticket no longer holds.
	pub expires_at: Moment,
}

/// Why a ticket does not hold.
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
pub enum TicketFault {
	/// The patient's trail has no permitted attempt at that place.
	#[codec(index = 0)]
	TicketNotFound,
	/// Another account asked for the access.
	#[codec(index = 1)]
	NotTicketHolder,
	/// The ticket names another custodian.
	#[codec(index = 2)]
	WrongCustodian,
	/// The ticket's time is over.
	#[codec(index = 3)]
	TicketExpired,
	/// The ticket was redeemed.
	#[codec(index = 4)]
	TicketRedeemed,
	/// What was permitted when the access was asked for is not permitted any more, or not on the same
	/// ground: a consent was revoked, whether or not another was given since, a licence ended, an organization
	/// was suspended; or nothing is permitted while stored data is being carried over to another shape.
	#[codec(index = 5)]
	NoLongerPermitted,
	/// What was asked for shows nobody any records: to collect new ones, or to correct.
	#[codec(index = 6)]
	NothingToRelease,
}
