//! What a client may ask the chain without a transaction.

use crate::types::{Envelope, Grant};
use alloc::vec::Vec;
use codec::Codec;
use salus_primitives::{AccessRequest, Decision, GrantId, Moment, OrganizationId, PatientId};

sp_api::decl_runtime_apis! {
	/// Questions about consent.
	pub trait ConsentApi<AccountId>
	where
		AccountId: Codec,
	{
		/// Whether `request` is permitted at `at`, or now. A preview: what was decided is the audit
		/// entry. Reasons of denials stay with the patient's trail.
		fn decide(request: AccessRequest<AccountId>, at: Option<Moment>) -> Decision;

		/// The patient's grants that have not been ended and whose period is not over, each with the
		/// organization that holds it.
		fn live_grants(patient: PatientId) -> Vec<(OrganizationId, Grant<AccountId>)>;

		/// The keys that came with a grant, while its place in the file has not been reused.
		fn envelope(
			patient: PatientId,
			organization: OrganizationId,
			grant: GrantId,
		) -> Option<Envelope>;
	}
}
