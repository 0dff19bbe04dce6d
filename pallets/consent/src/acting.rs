//! Who acts for an organization.

use crate::{Config, Error, Pallet};
use salus_primitives::{Actor, Capacity, Moment, OrganizationId, ProviderDirectory, Roles};

/// Somebody who practises.
pub(crate) struct Provider<AccountId> {
	/// Who signed, and for whom.
	pub actor: Actor<AccountId>,
	/// The organization acted for.
	pub organization: OrganizationId,
	/// What the practitioner is in it.
	pub roles: Roles,
}

impl<T: Config> Pallet<T> {
	/// That `who` practises in `capacity` now.
	pub(crate) fn ensure_practises(
		who: T::AccountId,
		capacity: Capacity,
		now: Moment,
	) -> Result<Provider<T::AccountId>, Error<T>> {
		let actor = Actor::new(who, capacity);
		let organization = actor.organization().ok_or(Error::<T>::NotPractising)?;
		let roles =
			T::Providers::standing(&actor, now).map_err(|_| Error::<T>::NotPractising)?.roles;
		Ok(Provider { actor, organization, roles })
	}
}
