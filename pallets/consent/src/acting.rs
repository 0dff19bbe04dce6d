//! Who acts for an organization.

use crate::{Config, Error, Pallet};
use frame_support::ensure;
use salus_primitives::{
	Actor, Capacity, Moment, OrganizationId, PatientDirectory, PatientId, ProviderDirectory, Roles,
};

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
	/// That `who` practises in `capacity` now, and the patient is open.
	pub(crate) fn ensure_practises(
		patient: &PatientId,
		who: T::AccountId,
		capacity: Capacity,
		now: Moment,
	) -> Result<Provider<T::AccountId>, Error<T>> {
		ensure!(T::Patients::is_open(patient), Error::<T>::PatientNotFound);
		let actor = Actor::new(who, capacity);
		let organization = actor.organization().ok_or(Error::<T>::NotPractising)?;
		let roles =
			T::Providers::standing(&actor, now).map_err(|_| Error::<T>::NotPractising)?.roles;
		Ok(Provider { actor, organization, roles })
	}
}
