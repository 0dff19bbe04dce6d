//! What a ticket is, and why it does not hold.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{
	Action, Actor, Basis, Moment, OrganizationId, Purpose, Target, TicketClaim,
};
use scale_info::TypeInfo;

/// A ticket that holds now: what its custodian may release, to whom and why.
///
/// It is public, and no proof of who asks: for that its holder signs a release request (`docs/record-format.md`).
///
/// Its action is one that shows records ([`Action::shows_records`]); nothing is released for any other, so an
/// attempt to collect or to correct is a fault ([`TicketFault::NothingToRelease`]), permitted or not.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Ticket<AccountId> {
	/// Who asked for it, and for which organization.
	pub requester: Actor<AccountId>,
	/// Who may have the ciphertext now: the requester, or whoever of the team was asked about.
	pub reader: Actor<AccountId>,
	/// What for: the action.
	pub action: Action,
	/// What for: the purpose.
	pub purpose: Purpose,
	/// Which records may be released, and on what ground: those that were permitted, and still are on the same ground.
	pub targets: Vec<TicketTarget>,
	/// Who releases them.
	pub custodian: OrganizationId,
	/// When the access was asked for.
	pub issued_at: Moment,
	/// The first moment at which the ticket no longer holds.
	pub expires_at: Moment,
	/// What the holder's secret must hash to.
	pub claim: TicketClaim,
	/// Whether it serves once: otherwise until it expires.
	pub is_single_use: bool,
}

/// What a ticket lets its custodian release.
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
pub struct TicketTarget {
	/// Which records.
	pub target: Target,
	/// What permitted it when it was asked for, and still does.
	pub basis: Basis,
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
	/// Another account asked for the access; or, of a ticket for a team, who shows it does not practise in the organization
	/// with the team's role.
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
