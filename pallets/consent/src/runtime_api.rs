//! What a client may ask the chain without a transaction.

use crate::types::{
	BreakGlass, ChangesSince, ConsentRequest, EmergencyRingStatus, EnactedPolicy, EnvelopeStatus,
	HeldGrant, PastGrant, Restrictions, ReviewsPage, Session,
};
use alloc::vec::Vec;
use codec::Codec;
use salus_primitives::{
	AccessRequest, Decision, GrantId, Moment, OrganizationId, PatientId, SessionId,
};

sp_api::decl_runtime_apis! {
	/// Questions about consent.
	#[api_version(1)]
	pub trait ConsentApi<AccountId>
	where
		AccountId: Codec,
	{
		/// Whether `request` is permitted at `at`, or now, or was, and by what. A preview: what was
		/// decided is the audit entry. Reasons of denials stay with the patient's trail.
		fn preview(request: AccessRequest<AccountId>, at: Option<Moment>) -> Decision;

		/// The patient's grants that have not been ended and whose period is not over, each with the
		/// organization that holds it.
		fn live_grants(patient: PatientId) -> Vec<HeldGrant<AccountId>>;

		/// What an organization was granted and no longer is, as far as it is kept: the latest first,
		/// at most 256.
		fn past_grants(
			patient: PatientId,
			organization: OrganizationId,
		) -> Vec<PastGrant<AccountId>>;

		/// What commits to the keys that came with a grant, and whether they still fit.
		fn envelope(patient: PatientId, grant: GrantId) -> Option<EnvelopeStatus>;

		/// The patient's emergency ring, and whether it is of its present key.
		fn emergency_ring(patient: PatientId) -> Option<EmergencyRingStatus>;

		/// What the patient refuses, and which classes are confidential.
		fn restrictions(patient: PatientId) -> Restrictions<AccountId>;

		/// The live grants that were given at `since` or later, each with the organization that holds it:
		/// the same that `revoke_since` ends.
		fn given_since(patient: PatientId, since: Moment) -> Vec<HeldGrant<AccountId>>;

		/// What was given, set and lifted at `since` or later and still counts: what somebody who held the
		/// patient's key in between may have done.
		fn changes_since(patient: PatientId, since: Moment) -> ChangesSince<AccountId>;

		/// The requests that the patient can answer now, each with the organization that asks: at most
		/// 256.
		fn open_requests(
			patient: PatientId,
		) -> Vec<(OrganizationId, ConsentRequest<AccountId>)>;

		/// The policies in force.
		fn policies() -> Vec<EnactedPolicy>;

		/// An emergency session.
		fn session(session: SessionId) -> Option<Session<AccountId>>;

		/// Where an organization stands with its emergency sessions.
		fn break_glass(organization: OrganizationId) -> BreakGlass;

		/// The sessions whose next verdict is overdue now, from the beginning or after one that a part ended with.
		fn overdue_reviews(after: Option<SessionId>) -> ReviewsPage;

		/// The sessions that exceed something and wait for a verdict, from the beginning or after one that a part
		/// ended with.
		fn flagged_sessions(after: Option<SessionId>) -> ReviewsPage;
	}
}
