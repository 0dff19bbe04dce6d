//! What is written down of an attempt to gain access.

use crate::{Action, Basis, Commitment, Denial, OrganizationId, PatientId, Purpose, Target};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// An attempt to gain access, permitted or denied.
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
pub struct AccessAttempt {
	/// The patient that was named; an entry in an organization's trail names one that does not exist.
	pub patient: PatientId,
	/// To do what.
	pub action: Action,
	/// Why (`AuditEvent.purposeOfEvent`).
	pub purpose: Purpose,
	/// To which records.
	pub target: Target,
	/// Who shall release the ciphertext.
	pub custodian: OrganizationId,
	/// A salted commitment to the reason given in words, kept off the chain.
	pub reason: Option<Commitment>,
	/// What came of it.
	pub outcome: Outcome,
}

/// What came of an attempt (`AuditEvent.outcome`).
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
pub enum Outcome {
	/// Permitted: the entry is a ticket.
	#[codec(index = 0)]
	Permitted(Basis),
	/// Denied.
	#[codec(index = 1)]
	Denied(Denial),
}
