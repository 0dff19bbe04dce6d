//! What an audit trail records (FHIR `AuditEvent`).

use crate::{
	Action, Actor, AnchorId, Basis, Commitment, Denial, GrantId, Moment, OrganizationId, PatientId,
	Purpose, RecordClass, Target,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// An entry's place in its trail, from 0 and without gaps.
pub type Sequence = u64;

/// Whose trail it is.
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
pub enum TrailId {
	/// A patient's: everything that happened to the person's records.
	#[codec(index = 0)]
	Patient(PatientId),
	/// An organization's: attempts of its people that concern no known patient.
	#[codec(index = 1)]
	Organization(OrganizationId),
}

/// One entry of a trail.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AuditEntry<AccountId> {
	/// When (`AuditEvent.recorded`).
	pub at: Moment,
	/// Who, and for which organization (`AuditEvent.agent`).
	pub actor: Actor<AccountId>,
	/// What (`AuditEvent.type`, `action`, `outcome`, `entity`).
	pub event: AuditedEvent,
}

/// What an entry tells. The letter is FHIR's `AuditEvent.action`.
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
pub enum AuditedEvent {
	/// Somebody asked for access (the letter follows the action asked for).
	#[codec(index = 0)]
	AccessRequested(AccessAttempt),
	/// The patient was registered (C).
	#[codec(index = 1)]
	PatientRegistered,
	/// The patient published a new encryption key (U).
	#[codec(index = 2)]
	EncryptionKeyReplaced {
		/// The new key's epoch.
		epoch: u32,
	},
	/// Records were added (C).
	#[codec(index = 3)]
	RecordsAnchored {
		/// The new anchor.
		anchor: AnchorId,
		/// Its class.
		class: RecordClass,
		/// Why they were collected.
		purpose: Purpose,
		/// What permitted it.
		basis: Basis,
	},
	/// The patient gave a grant (C).
	#[codec(index = 4)]
	ConsentGranted {
		/// The grant.
		grant: GrantId,
		/// To whom.
		organization: OrganizationId,
	},
	/// The patient ended a grant (D).
	#[codec(index = 5)]
	ConsentRevoked {
		/// The grant.
		grant: GrantId,
		/// Whose it was.
		organization: OrganizationId,
	},
}

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
