//! Who and what: the identifiers that every pallet shares.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// A patient (FHIR `Patient.identifier`): 32 bytes that the chain derives when the patient is
/// registered.
///
/// It looks random, says nothing about the person and is never an account: the keys that speak for a
/// patient change, the id does not. One person may hold several.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct PatientId(pub [u8; 32]);

/// An accredited institution (FHIR `Organization`), numbered from 0 in the order of registration.
pub type OrganizationId = u32;

/// An anchor of one patient, numbered from 0: the pair (patient, anchor) names it on the chain.
pub type AnchorId = u32;

/// A grant of one patient, numbered from 0: the pair (patient, grant) names it on the chain.
pub type GrantId = u32;

/// A standing refusal of one patient, numbered from 0: the pair (patient, refusal) names it on the chain.
pub type RefusalId = u32;

/// A policy: what law permits without consent, numbered from 0 in the order of enactment.
pub type PolicyId = u32;

/// An emergency session ("break-glass"), numbered from 0 in the order of opening, over all patients.
pub type SessionId = u32;

/// A salted hash of something that stays off the chain: a text, a document, a reason.
///
/// Whoever makes one salts it with at least 16 random bytes; an unsalted hash of personal data can be
/// guessed back and must never be sent.
pub type Commitment = H256;

/// What a lot is drawn by.
pub type Seed = H256;

/// A practitioner without an account: 32 random bytes that an organization chose for the person, and
/// that say nothing about who it is.
///
/// Clinicians rarely hold keys. Their organization lists their pseudonyms and acts for them through its
/// gateway accounts; what they did is written down under both.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Pseudonym(pub [u8; 32]);

/// Who practises in an organization (FHIR `PractitionerRole.practitioner`).
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum PractitionerId<AccountId> {
	/// A person who signs with an own account.
	#[codec(index = 0)]
	Account(AccountId),
	/// A person for whom the organization's gateways sign.
	#[codec(index = 1)]
	Pseudonym(Pseudonym),
}

impl<AccountId> PractitionerId<AccountId> {
	/// The practitioner's own account, if it has one.
	pub fn account(&self) -> Option<&AccountId> {
		match self {
			PractitionerId::Account(account) => Some(account),
			PractitionerId::Pseudonym(_) => None,
		}
	}
}
