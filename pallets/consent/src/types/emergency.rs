//! Emergency sessions ("break-glass") and their reviews.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	Actor, Commitment, EmergencyFlags, EmergencyReason, Moment, OrganizationId, PatientId,
	Reviewers, SessionId,
};
use scale_info::TypeInfo;

/// How many sessions that wait for their review are listed with their organization. Further ones open, and
/// are only counted there.
pub const MAX_LISTED_REVIEWS: u32 = 64;

/// How many verdicts there are on one session at most: a first that it was not justified, and a second.
pub const MAX_VERDICTS: u32 = 2;

/// The latest session of a practitioner for a patient, as decisions read it.
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
pub struct LatestSession {
	/// Its number.
	pub id: SessionId,
	/// The first moment inside.
	pub opened_at: Moment,
	/// The first moment after it.
	pub until: Moment,
}

impl LatestSession {
	/// Whether it is open at `at`.
	pub fn is_open(&self, at: Moment) -> bool {
		self.opened_at <= at && at < self.until
	}
}

/// A session, with all that is known of it.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Session<AccountId> {
	/// Whose records.
	pub patient: PatientId,
	/// Who broke the glass, and for which organization.
	pub actor: Actor<AccountId>,
	/// The organization.
	pub organization: OrganizationId,
	/// Why.
	pub reason: EmergencyReason,
	/// A salted commitment to what was written down about it.
	pub justification: Commitment,
	/// The first moment inside.
	pub opened_at: Moment,
	/// The first moment after it.
	pub until: Moment,
	/// What it exceeds; nothing if it is as any other.
	pub flags: EmergencyFlags,
	/// By when the next verdict on it is to be given.
	pub review_due: Moment,
	/// The organizations that were drawn to judge it.
	pub reviewers: Reviewers,
	/// The verdicts on it so far.
	pub reviews: BoundedVec<Review<AccountId>, ConstU32<MAX_VERDICTS>>,
	/// What the practitioner answered to the first one.
	pub answer: Option<Answer>,
	/// The session before it, of the same patient, organization and practitioner.
	pub previous: Option<SessionId>,
}

impl<AccountId> Session<AccountId> {
	/// The last word on whether it was justified; `None` as long as it waits for a verdict.
	///
	/// A first verdict is the last one if it is that the session was justified.
	pub fn verdict(&self) -> Option<bool> {
		match self.reviews.as_slice() {
			[_, second, ..] => Some(second.is_justified),
			[first] if first.is_justified => Some(true),
			[_] | [] => None,
		}
	}

	/// The verdict that it was not justified, as long as that is not the last word.
	pub fn contested(&self) -> Option<&Review<AccountId>> {
		match self.reviews.as_slice() {
			[first] if !first.is_justified => Some(first),
			_ => None,
		}
	}
}

/// What a reviewer said of a session.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Review<AccountId> {
	/// Who.
	pub reviewer: Actor<AccountId>,
	/// When.
	pub at: Moment,
	/// Whether the session was justified.
	pub is_justified: bool,
	/// A salted commitment to the findings in words. It is there if the session was not justified.
	pub findings: Option<Commitment>,
}

/// What a practitioner said to a verdict that its session was not justified.
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
pub struct Answer {
	/// When.
	pub at: Moment,
	/// A salted commitment to it in words.
	pub commitment: Commitment,
}

/// How many emergency sessions an organization may have. Beyond that a session is flagged, not refused.
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
pub struct BreakGlassTerms {
	/// How many sessions may be open at a time.
	pub max_open: u16,
	/// How many may be opened in a day (UTC).
	pub max_per_day: u16,
}

/// A session that waits for its review, as its organization lists it.
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
pub struct ListedReview {
	/// The session.
	pub session: SessionId,
	/// When it is or was over.
	pub until: Moment,
	/// By when the next verdict is to be given.
	pub due: Moment,
}

/// A session that waits for its review, as all of them are found.
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
pub struct PendingReview {
	/// Whose session it is.
	pub organization: OrganizationId,
	/// By when the next verdict is to be given.
	pub due: Moment,
	/// Whether it exceeds something.
	pub is_flagged: bool,
}

/// A part of a list of sessions that wait for a verdict, in no order of meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ReviewsPage {
	/// The sessions, at most 256.
	pub reviews: Vec<(SessionId, PendingReview)>,
	/// If there may be more, the session after which to go on: with it as `after` the same question gives the next
	/// part. A part can be empty and not the last, since of 1,024 sessions none may be meant.
	pub next: Option<SessionId>,
}

/// Where an organization stands with its emergency sessions.
#[derive(
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct BreakGlass {
	/// What it may do; nothing without.
	pub terms: Option<BreakGlassTerms>,
	/// The day, counted from 1970, of which `opened_today` is the count.
	pub day: u32,
	/// How many sessions were opened on that day.
	pub opened_today: u16,
	/// The sessions that wait for their review, as many as fit.
	pub listed: BoundedVec<ListedReview, ConstU32<MAX_LISTED_REVIEWS>>,
	/// How many others wait for it, which found no room in the list.
	pub unlisted: u32,
}

impl BreakGlass {
	/// How many reviews are overdue at `now`, of those that are listed.
	pub fn overdue(&self, now: Moment) -> usize {
		self.listed.iter().filter(|waiting| waiting.due <= now).count()
	}

	/// How many sessions are open at `now`, of those that are listed.
	pub fn open(&self, now: Moment) -> usize {
		self.listed.iter().filter(|waiting| now < waiting.until).count()
	}
}
