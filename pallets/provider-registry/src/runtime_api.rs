//! What clients ask of a runtime that holds this pallet. The pallet's view functions mirror it.

use crate::{
	Application, History, Organization, OrganizationTerms, Past, Practitioner, PractitionerTerms,
};
use alloc::vec::Vec;
use codec::Codec;
use salus_primitives::{Actor, Moment, NotPractising, OrganizationId, PractitionerId, Standing};

sp_api::decl_runtime_apis! {
	/// Which organizations are accredited, and who may act in them.
	#[api_version(1)]
	pub trait ProviderRegistryApi<AccountId>
	where
		AccountId: Codec,
	{
		/// The organization with this id; `None` if there is no such organization.
		fn organization(organization: OrganizationId) -> Option<Organization<AccountId>>;

		/// What somebody is, or was before leaving, in `organization`; `None` if the chain knows
		/// nothing.
		fn practitioner(
			organization: OrganizationId,
			practitioner: PractitionerId<AccountId>,
		) -> Option<Practitioner>;

		/// Whether `actor` may act for its organization at `at` (without a moment: now), and with which
		/// roles; if not, why.
		fn standing(
			actor: Actor<AccountId>,
			at: Option<Moment>,
		) -> Result<Standing, NotPractising>;

		/// When accounts were gateways of `organization`, as far as that is known: of up to `limit` accounts (at
		/// most 100), those that follow `after` in the order of storage.
		fn gateways(
			organization: OrganizationId,
			after: Option<AccountId>,
			limit: u32,
		) -> Vec<(AccountId, History<bool>)>;

		/// What `organization` was before what its row tells: up to `limit` entries (at most 100) of the annex
		/// from `number` on.
		fn organization_annex(
			organization: OrganizationId,
			number: u32,
			limit: u32,
		) -> Vec<Past<OrganizationTerms>>;

		/// What somebody was in `organization` before what its row tells: up to `limit` entries (at most 100)
		/// of the annex from `number` on.
		fn practitioner_annex(
			organization: OrganizationId,
			practitioner: PractitionerId<AccountId>,
			number: u32,
			limit: u32,
		) -> Vec<Past<PractitionerTerms>>;

		/// When an account was a gateway of `organization` before what `gateways` tells: up to `limit` entries
		/// (at most 100) of the annex from `number` on.
		fn gateway_annex(
			organization: OrganizationId,
			account: AccountId,
			number: u32,
			limit: u32,
		) -> Vec<Past<bool>>;

		/// The application of an account that waits for a decision, without the deposit's ticket.
		fn application(applicant: AccountId) -> Option<Application<()>>;
	}
}
