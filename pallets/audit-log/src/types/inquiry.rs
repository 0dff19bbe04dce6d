//! What somebody has to answer for.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{Moment, Sequence, TrailId};
use scale_info::TypeInfo;

/// What an organization has to answer for: an entry that the patient's side contests, or a release without a ticket that
/// covers it.
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
pub struct Inquiry {
	/// Why it has to.
	pub cause: InquiryCause,
	/// Since when.
	pub raised_at: Moment,
	/// By when it is to be answered: the first moment that is too late.
	pub due: Moment,
	/// Whether a privacy officer has answered.
	pub is_answered: bool,
	/// Whether it became overdue, so that the authority has the last word.
	pub is_escalated: bool,
	/// Whether the authority has spoken.
	pub is_resolved: bool,
}

impl Inquiry {
	/// Whether an answer is awaited, by its date.
	pub fn is_to_be_answered(&self) -> bool {
		!self.is_answered && !self.is_escalated
	}

	/// Whether the authority has to see to it.
	pub fn is_with_authority(&self) -> bool {
		self.is_escalated && !self.is_resolved
	}

	/// Whether nothing more is to be done about it.
	pub fn is_over(&self) -> bool {
		self.is_resolved || (self.is_answered && !self.is_escalated)
	}
}

/// Why an organization has to answer for an entry.
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
pub enum InquiryCause {
	/// The patient's side contests it.
	#[codec(index = 0)]
	Contested,
	/// It is a release that no ticket covers.
	#[codec(index = 1)]
	Flagged,
}

/// An inquiry, with the entry that it is about.
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
pub struct OpenInquiry {
	/// Whose people the entry tells of.
	pub organization: salus_primitives::OrganizationId,
	/// In which trail it is.
	pub trail: TrailId,
	/// At which place.
	pub sequence: Sequence,
	/// The inquiry.
	pub inquiry: Inquiry,
}
