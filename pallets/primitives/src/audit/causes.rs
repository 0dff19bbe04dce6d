//! Why something did not happen that was asked for, or how something came about.

use crate::NotPractising;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Why a patient was not asked for consent. Whoever asked is not told.
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
pub enum RequestBar {
	/// There is no such patient, or it is closed.
	#[codec(index = 0)]
	UnknownOrClosedPatient,
	/// The patient has died: nobody could answer.
	#[codec(index = 1)]
	Deceased,
	/// The patient refuses all that was asked for.
	#[codec(index = 2)]
	Refused,
	/// A request of the organization is open already.
	#[codec(index = 3)]
	AlreadyOpen,
	/// The patient has rejected it, or another of the organization, not long ago.
	#[codec(index = 4)]
	RejectedBefore,
}

/// Why no emergency session opened.
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
pub enum EmergencyDenial {
	/// The patient is unknown or closed.
	#[codec(index = 0)]
	UnknownOrClosedPatient,
	/// Who asked does not practise.
	#[codec(index = 1)]
	NotPractising(NotPractising),
	/// The practitioner does not have the emergency role.
	#[codec(index = 2)]
	NoEmergencyRole,
	/// The organization has no terms by which it may break the glass.
	#[codec(index = 3)]
	NotLicensed,
	/// The patient wants nobody, or not this practitioner, to break the glass.
	#[codec(index = 4)]
	Refused,
	/// Who asked is the patient's controller or representative.
	#[codec(index = 5)]
	OnPatientsSide,
	/// The patient has died.
	#[codec(index = 6)]
	Deceased,
}

/// How control over a patient came to another account.
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
pub enum ControlChange {
	/// The account accepted an offer.
	#[codec(index = 0)]
	Accepted,
	/// Guardians recovered the patient.
	#[codec(index = 1)]
	Recovered,
	/// The registrar decided what the controller had objected to: a recovery, or a reassignment.
	#[codec(index = 2)]
	Decided,
	/// The registrar gave control back to a person who had neither the key nor guardians who could help.
	#[codec(index = 3)]
	Reassigned,
}
