//! What a client asks the chain about tickets and trails.

use crate::{
	Activity, ActivityCursor, OpenInquiry, ReleaseCursor, ReleasesPage, Ticket, TicketFault,
	TrailHead, Verified, VerifyFault, Whose,
};
use alloc::vec::Vec;
use codec::Codec;
use salus_primitives::{
	AuditEntry, Moment, OrganizationId, PatientId, Period, PractitionerId, Pseudonym, Purpose,
	Sequence, TrailId,
};
use sp_core::H256;

sp_api::decl_runtime_apis! {
	/// Questions about tickets and trails.
	#[api_version(1)]
	pub trait AuditLogApi<AccountId>
	where
		AccountId: Codec,
	{
		/// Whether the ticket (`patient`, `sequence`) that `holder` shows to `custodian` holds now, and
		/// what it permits. `practitioner` is whom a gateway shows a team's ticket for. Tickets are public: a custodian
		/// first has `holder` sign a release request
		/// (`docs/record-format.md`). It asks at the best and at the finalized head, and releases only
		/// where both permit and neither head is stale.
		fn check_ticket(
			patient: PatientId,
			sequence: Sequence,
			holder: AccountId,
			practitioner: Option<Pseudonym>,
			custodian: OrganizationId,
		) -> Result<Ticket<AccountId>, TicketFault>;

		/// The entries of `trail` from the place `from` on, at most `limit`, but at least 1, and at most 256, each with its
		/// place. The bounds of `limit` are the same in all questions.
		fn entries(
			trail: TrailId,
			from: Sequence,
			limit: u32,
		) -> Vec<(Sequence, AuditEntry<AccountId>)>;

		/// Where `trail` begins and ends; for a trail without entries, its seed.
		fn head(trail: TrailId) -> TrailHead;

		/// The place of the first entry kept of `trail` that was written at `moment` or later; that of the next entry, if
		/// there is none.
		fn first_since(trail: TrailId, moment: Moment) -> Sequence;

		/// Hashes `trail` anew, at most 100,000 entries: whether they lead to its tip, and to which hashes they lead before
		/// `from` and before `to`. With `before`, the hash before `from`, the entries `from..to` alone: so a longer trail is
		/// hashed part by part, from its checkpoint on and each from where the last one led, until `is_to_the_tip`.
		fn verify(
			trail: TrailId,
			from: Sequence,
			to: Sequence,
			before: Option<H256>,
		) -> Result<Verified, VerifyFault>;

		/// What was released between two moments, to whom and why, of a patient's records or by a custodian, for
		/// `purpose` or any: in the order of the entries, from after `after` on, at most `limit` and at most 256; and since
		/// when nothing is missing, since it was pruned.
		fn releases(
			whose: Whose,
			between: Period,
			purpose: Option<Purpose>,
			after: Option<ReleaseCursor>,
			limit: u32,
		) -> ReleasesPage<AccountId>;

		/// What was done or attempted in the name of `organization`, or by one practitioner, in the days in which `between`
		/// lies, also by whoever does not practise there: day by day, within
		/// a day by trail, from after `after` on, at most `limit` and at most 256; and where to go on, unless that was
		/// all. Days whose lists were pruned are not told: `complete_since` of the organization's `releases` says which.
		fn activity(
			organization: OrganizationId,
			practitioner: Option<PractitionerId<AccountId>>,
			between: Period,
			after: Option<ActivityCursor>,
			limit: u32,
		) -> (Vec<Activity<AccountId>>, Option<ActivityCursor>);

		/// What `organization` has to answer for, or had, from after `after` on, at most `limit` and at most 256.
		fn inquiries(
			organization: OrganizationId,
			after: Option<(TrailId, Sequence)>,
			limit: u32,
		) -> Vec<OpenInquiry>;

		/// What waits for the authority, since it was not answered in time, from after `after` on, at most `limit` and at
		/// most 256.
		fn escalated(
			after: Option<(OrganizationId, TrailId, Sequence)>,
			limit: u32,
		) -> Vec<OpenInquiry>;

		/// All trails, in the order of their keys, from after `after` on, at most `limit` and at most 256.
		fn trails(after: Option<TrailId>, limit: u32) -> Vec<(TrailId, TrailHead)>;
	}
}
