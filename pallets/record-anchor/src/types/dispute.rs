//! What others say about an anchor: co-signatures, and the patient's dispute.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{Commitment, Moment, OrganizationId, PractitionerId};
use scale_info::TypeInfo;

/// How many practitioners may co-sign one anchor.
pub const MAX_CO_SIGNATURES: u32 = 8;

/// How many of them may practise for one organization: nobody's staff takes all the places.
pub const MAX_CO_SIGNATURES_PER_ORGANIZATION: u32 = 2;

/// That a practitioner stands by records that somebody else wrote (FHIR `Provenance.signature`).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct CoSignature<AccountId> {
	/// For which organization.
	pub organization: OrganizationId,
	/// Who.
	pub practitioner: PractitionerId<AccountId>,
	/// When.
	pub at: Moment,
}

/// The co-signatures of one anchor, each practitioner of an organization once.
pub type CoSignatures<AccountId> = BoundedVec<CoSignature<AccountId>, ConstU32<MAX_CO_SIGNATURES>>;

/// That the patient says that records are wrong (45 CFR 164.526, GDPR article 16).
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
pub struct Dispute {
	/// A salted commitment to what the patient says.
	pub statement: Commitment,
	/// When it was said.
	pub filed_at: Moment,
	/// Until when the author should answer.
	pub due: Moment,
	/// What the author answered.
	pub answer: Option<DisputeAnswer>,
	/// What the patient says to a rejection.
	pub disagreement: Option<Disagreement>,
}

/// What the author says to a dispute.
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
pub struct DisputeAnswer {
	/// Whether the patient is right.
	pub verdict: Verdict,
	/// When.
	pub at: Moment,
}

/// Whether the patient is right.
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
pub enum Verdict {
	/// It is: the author must amend the records, or mark them as entered in error.
	#[codec(index = 0)]
	Upheld,
	/// It is not.
	#[codec(index = 1)]
	Rejected {
		/// Why.
		reason: RejectionReason,
		/// A salted commitment to the reason in words.
		explanation: Option<Commitment>,
	},
}

/// Why an author does not amend what a patient disputes (45 CFR 164.526(a)(2)).
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
pub enum RejectionReason {
	/// Somebody else created the records.
	#[codec(index = 0)]
	NotCreatedHere,
	/// They are not part of the designated record set.
	#[codec(index = 1)]
	NotPartOfRecord,
	/// They are not the patient's to inspect.
	#[codec(index = 2)]
	NotForInspection,
	/// They are accurate and complete.
	#[codec(index = 3)]
	AccurateAndComplete,
}

/// The patient's statement of disagreement (45 CFR 164.526(d)(2)).
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
pub struct Disagreement {
	/// A salted commitment to it.
	pub statement: Commitment,
	/// When.
	pub at: Moment,
}
