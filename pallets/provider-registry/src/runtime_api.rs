//! What clients ask of a runtime that holds this pallet. The pallet's view functions mirror it.

use crate::{Organization, Practitioner};
use codec::Codec;
use salus_primitives::{Moment, NotPractising, OrganizationId, Standing};

sp_api::decl_runtime_apis! {
	/// Which organizations are accredited, and who may act in them.
	pub trait ProviderRegistryApi<AccountId>
	where
		AccountId: Codec,
	{
		/// The organization with this id; `None` if there is no such organization.
		fn organization(organization: OrganizationId) -> Option<Organization<AccountId>>;

		/// The practitioner that `account` is in `organization`; `None` if it is none.
		fn practitioner(
			organization: OrganizationId,
			account: AccountId,
		) -> Option<Practitioner>;

		/// Whether `account` may act for `organization` at `at` (without a moment: now), and with
		/// which roles; if not, why.
		fn standing(
			organization: OrganizationId,
			account: AccountId,
			at: Option<Moment>,
		) -> Result<Standing, NotPractising>;
	}
}
