//! What is written down of records that a custodian released.

use super::{Sequence, Targets};
use crate::{Action, Actor, Commitment, Moment, OrganizationId, PatientId, Purpose};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Who got records (45 CFR 164.528(b)(2)(ii); FHIR `AuditEvent.agent`, recipient).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Recipient<AccountId> {
	/// Who asked for the ticket.
	#[codec(index = 0)]
	Requester,
	/// Somebody whom the chain knows: of a team that a ticket stands for, or without a ticket.
	#[codec(index = 1)]
	Actor(Actor<AccountId>),
	/// An organization as a whole.
	#[codec(index = 2)]
	Organization(OrganizationId),
	/// Somebody on the patient's side.
	#[codec(index = 3)]
	PatientsSide,
	/// Somebody whom the chain does not know, such as a court or a register: a salted commitment to name and address.
	#[codec(index = 4)]
	Outside(Commitment),
}

/// A release that a custodian reports afterwards.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ReportedRelease<AccountId> {
	/// The id that was named, in the trail of an organization: nobody has it. None in a patient's trail, whose own it is.
	pub patient: Option<PatientId>,
	/// The ticket against which it was, in the same trail.
	pub ticket: Option<Sequence>,
	/// To whom.
	pub recipient: Recipient<AccountId>,
	/// What for: the action.
	pub action: Action,
	/// What for: the purpose.
	pub purpose: Purpose,
	/// Which records; with a ticket all that it permits if none are named.
	pub targets: Targets,
	/// When it was.
	pub released_at: Moment,
	/// Why it is reported, and was not redeemed at the time.
	pub cause: ReportCause,
	/// What the ticket lacks, if it does not cover the release: this is flagged, and has to be answered for.
	pub flaw: Option<ReleaseFlaw>,
	/// A salted commitment to what there is to say in words.
	pub statement: Option<Commitment>,
}

/// Why a release is reported afterwards.
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
pub enum ReportCause {
	/// The custodian tells its releases together.
	#[codec(index = 0)]
	Bulk,
	/// The chain, or the custodian's way to it, stood still: it was released by a downtime form.
	#[codec(index = 1)]
	Downtime,
	/// It went another way than through a custodian's service: on paper, by telephone, to a register or a court.
	#[codec(index = 2)]
	OutsideTheChain,
}

/// What a ticket lacks that a release is reported against.
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
pub enum ReleaseFlaw {
	/// None was named.
	#[codec(index = 0)]
	NoTicket,
	/// The trail has no permitted attempt to see records at that place.
	#[codec(index = 1)]
	TicketNotFound,
	/// It names another custodian.
	#[codec(index = 2)]
	WrongCustodian,
	/// It was released to somebody who could not use the ticket.
	#[codec(index = 3)]
	NotTicketHolder,
	/// It was for something else: other records, another action or purpose.
	#[codec(index = 4)]
	NotCovered,
	/// It was released before the ticket was given, or after its time.
	#[codec(index = 5)]
	OutsideItsLife,
	/// It was redeemed before, and serves once.
	#[codec(index = 6)]
	RedeemedBefore,
	/// The holder's secret was not shown, or is another: nothing proves that the holder asked.
	#[codec(index = 7)]
	NotProven,
	/// It serves once, and is reported so late that nothing shows any more that it was not used before.
	#[codec(index = 8)]
	TooLate,
	/// What it was for is permitted no longer, or not on the same ground: nothing shows that it still was when the records
	/// were released.
	#[codec(index = 9)]
	NoLongerPermitted,
}
