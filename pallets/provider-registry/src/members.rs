//! The accounts that act for an organization as such: its admins and its gateways.

use crate::{
	annexes::{GatewayAnnex, FORGOTTEN_PER_CALL},
	Config, Error, Event, GatewayHistories, Organizations, Pallet, References,
};
use frame_support::{
	ensure,
	traits::{EnsureOrigin, Time},
};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use salus_primitives::{AuditedEvent, OrganizationId};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Who signed; nobody if it was whoever accredits, who needs no admin's leave.
	pub(crate) fn signer_unless_authority(
		origin: OriginFor<T>,
	) -> Result<Option<T::AccountId>, DispatchError> {
		match T::AccreditOrigin::try_origin(origin) {
			Ok(_) => Ok(None),
			Err(origin) => Ok(Some(ensure_signed(origin)?)),
		}
	}

	/// An admin needs an accredited organization: what it adds gets a nonce of the chain for nothing.
	/// Whoever accredits does not, so that there is always a way to bring an organization under honest
	/// hands again.
	pub(crate) fn do_add_admin(
		signer: Option<&T::AccountId>,
		organization: OrganizationId,
		account: T::AccountId,
	) -> DispatchResult {
		let mut row = match signer {
			Some(who) => {
				Self::accredited_organization_managed_by(organization, who, T::Time::now())?
			},
			None => Self::organization_row(organization)?,
		};
		ensure!(!row.admins.contains(&account), Error::<T>::AlreadyExists);
		row.admins.try_push(account.clone()).map_err(|_| Error::<T>::MaxAdminsExceeded)?;
		References::<T>::ensure_room(&account)?;

		References::<T>::hold(&account);
		Organizations::<T>::insert(organization, row);
		if signer.is_none() {
			Self::note_act(AuditedEvent::AdminAdded { organization, account: account.clone() });
		}
		Self::deposit_event(Event::AdminAdded { organization, account });
		Ok(())
	}

	pub(crate) fn do_remove_admin(
		signer: Option<&T::AccountId>,
		organization: OrganizationId,
		account: T::AccountId,
	) -> DispatchResult {
		let mut row = match signer {
			Some(who) => Self::organization_managed_by(organization, who)?,
			None => Self::organization_row(organization)?,
		};
		ensure!(row.admins.contains(&account), Error::<T>::AdminNotFound);
		row.admins.retain(|admin| *admin != account);
		ensure!(!row.admins.is_empty(), Error::<T>::LastAdmin);

		Organizations::<T>::insert(organization, row);
		References::<T>::release(&account);
		if signer.is_none() {
			Self::note_act(AuditedEvent::AdminRemoved { organization, account: account.clone() });
		}
		Self::deposit_event(Event::AdminRemoved { organization, account });
		Ok(())
	}

	pub(crate) fn do_add_gateway(
		who: &T::AccountId,
		organization: OrganizationId,
		account: T::AccountId,
	) -> DispatchResult {
		let now = T::Time::now();
		let mut row = Self::accredited_organization_managed_by(organization, who, now)?;
		ensure!(!row.has_gateway(&account), Error::<T>::AlreadyExists);
		row.drop_ended_gateways(now);
		let is_listed = row.gateways.iter().any(|gateway| gateway.account == account);
		ensure!(is_listed || !row.gateways.is_full(), Error::<T>::MaxGatewaysExceeded);
		References::<T>::ensure_room(&account)?;

		let known = Self::change_gateway(organization, &account, true, now);
		row.list_gateway(account.clone(), &known, now)
			.map_err(|()| Error::<T>::MaxGatewaysExceeded)?;
		References::<T>::hold(&account);
		Organizations::<T>::insert(organization, row);
		Self::deposit_event(Event::GatewayAdded { organization, account });
		Ok(())
	}

	pub(crate) fn do_remove_gateway(
		who: &T::AccountId,
		organization: OrganizationId,
		account: T::AccountId,
	) -> DispatchResult {
		let mut row = Self::organization_managed_by(organization, who)?;
		ensure!(row.has_gateway(&account), Error::<T>::GatewayNotFound);
		let now = T::Time::now();

		row.drop_ended_gateways(now);
		let known = Self::change_gateway(organization, &account, false, now);
		row.list_gateway(account.clone(), &known, now)
			.map_err(|()| Error::<T>::MaxGatewaysExceeded)?;
		Organizations::<T>::insert(organization, row);
		References::<T>::release(&account);
		Self::deposit_event(Event::GatewayRemoved { organization, account });
		Ok(())
	}
	/// Forgets an account that was a gateway long ago: first the annex, as much as one call may, then the row.
	pub(crate) fn do_forget_gateway(
		organization: OrganizationId,
		account: T::AccountId,
	) -> DispatchResult {
		let now = T::Time::now();
		let mut known = GatewayHistories::<T>::get(organization, &account)
			.ok_or(Error::<T>::GatewayNotFound)?;
		ensure!(!known.latest, Error::<T>::NotLeft);
		let removed_at = known.since();
		ensure!(Self::may_be_forgotten(removed_at, now), Error::<T>::TooEarly);
		let mut row = Self::organization_row(organization)?;

		let annex = GatewayAnnex::<T>::of(organization, &account);
		known.forget(removed_at, FORGOTTEN_PER_CALL, &annex);
		let entries_left = known.annexed.count();
		if entries_left > 0 {
			GatewayHistories::<T>::insert(organization, &account, known);
			Self::deposit_event(Event::GatewayPartlyForgotten {
				organization,
				account,
				entries_left,
			});
			return Ok(());
		}
		row.drop_ended_gateways(now);
		row.gateways_known_since = row.gateways_known_since.max(removed_at);
		Organizations::<T>::insert(organization, row);
		GatewayHistories::<T>::remove(organization, &account);
		Self::deposit_event(Event::GatewayForgotten { organization, account });
		Ok(())
	}
}
