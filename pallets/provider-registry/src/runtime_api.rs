//! What clients ask of a runtime that holds this pallet. The pallet's view functions mirror it.

use crate::{Application, Organization, Practitioner};
use codec::Codec;
use salus_primitives::{Actor, Moment, NotPractising, OrganizationId, PractitionerId, Standing};

sp_api::decl_runtime_apis! {
	/// Which organizations are accredited, and who may act in them.
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

		/// The application of an account that waits for a decision, without the deposit's ticket.
		fn application(applicant: AccountId) -> Option<Application<()>>;
	}
}
