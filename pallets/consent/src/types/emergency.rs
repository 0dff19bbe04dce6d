//! Emergency sessions ("break-glass") and their reviews.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	Actor, Commitment, EmergencyReason, Moment, OrganizationId, PatientId, PractitionerId,
	SessionId,
};
use scale_info::TypeInfo;

/// How many sessions of one organization may wait for their review; with so many it opens no other.
pub const MAX_PENDING_REVIEWS: u32 = 64;

/// A session as the file of its patient and organization keeps it.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SessionRow<AccountId> {
	/// Its number.
	pub id: SessionId,
	/// Whose it is: by whatever gateway the practitioner acts.
	pub practitioner: PractitionerId<AccountId>,
	/// The first moment inside.
	pub opened_at: Moment,
	/// The first moment after it.
	pub until: Moment,
	/// Whether it was judged.
	pub is_reviewed: bool,
}

impl<AccountId: PartialEq> SessionRow<AccountId> {
	/// Whether it is a session of `practitioner` and open at `at`.
	pub fn is_open_for(&self, practitioner: &PractitionerId<AccountId>, at: Moment) -> bool {
		self.practitioner == *practitioner && self.opened_at <= at && at < self.until
	}

	/// Whether its place may be used for another at `now`.
	pub fn is_done(&self, now: Moment) -> bool {
		self.is_reviewed && self.until <= now
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
	/// By when it is to be judged.
	pub review_due: Moment,
	/// What the reviewer said.
	pub review: Option<Review<AccountId>>,
	/// The session before it, of the same patient and organization.
	pub previous: Option<SessionId>,
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
	/// A salted commitment to the findings in words.
	pub findings: Option<Commitment>,
}

/// What an organization may do in emergencies.
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

/// A session that waits for its review.
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
	/// The session.
	pub session: SessionId,
	/// When it is or was over.
	pub until: Moment,
	/// By when it is to be judged.
	pub due: Moment,
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
	/// The sessions that wait for their review.
	pub pending: BoundedVec<PendingReview, ConstU32<MAX_PENDING_REVIEWS>>,
}

impl BreakGlass {
	/// How many reviews are overdue at `now`.
	pub fn overdue(&self, now: Moment) -> usize {
		self.pending.iter().filter(|pending| pending.due <= now).count()
	}
}
