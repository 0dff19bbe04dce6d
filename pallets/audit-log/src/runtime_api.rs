//! What a client asks the chain about tickets and trails.

use crate::{Ticket, TicketFault, TrailHead};
use alloc::vec::Vec;
use codec::Codec;
use salus_primitives::{AuditEntry, OrganizationId, PatientId, Sequence, TrailId};

sp_api::decl_runtime_apis! {
	/// Questions about tickets and trails.
	pub trait AuditLogApi<AccountId>
	where
		AccountId: Codec,
	{
		/// Whether the ticket (`patient`, `sequence`) that `holder` shows to `custodian` holds now, and
		/// what it permits. Tickets are public: a custodian first has `holder` sign a release request
		/// (`docs/record-format.md`). It asks at the best and at the finalized head, and releases only
		/// where both permit and neither head is stale.
		fn check_ticket(
			patient: PatientId,
			sequence: Sequence,
			holder: AccountId,
			custodian: OrganizationId,
		) -> Result<Ticket<AccountId>, TicketFault>;

		/// The entries of `trail` from the place `from` on, at most `limit` and at most 256, each with
		/// its place.
		fn entries(
			trail: TrailId,
			from: Sequence,
			limit: u32,
		) -> Vec<(Sequence, AuditEntry<AccountId>)>;

		/// Where `trail` begins and ends; for a trail without entries, its seed.
		fn head(trail: TrailId) -> TrailHead;
	}
}
