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

/// A salted hash of something that stays off the chain: a text, a document, a reason.
///
/// Whoever makes one salts it with at least 16 random bytes; an unsalted hash of personal data can be
/// guessed back and must never be sent.
pub type Commitment = H256;
