//! Practitioners: who is added, changed, suspended, leaves and is forgotten.

use crate::{
	types::{Organization, Practitioner},
	Config, Error, Event, Organizations, Pallet, Practitioners, References,
};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Moment, OrganizationId, Period, PractitionerId, Role, Roles};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The row of somebody who is a practitioner of the organization: it has not left.
	fn present_practitioner(
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
	) -> Result<Practitioner, Error<T>> {
		Practitioners::<T>::get(organization, practitioner)
			.filter(|row| !row.state().has_left())
			.ok_or(Error::<T>::PractitionerNotFound)
	}

	/// Whether `who` speaks for the practitioner: it is the practitioner's own account, or a gateway of
	/// the organization, which speaks for those who have none.
	fn speaks_for(
		who: &T::AccountId,
		employer: &Organization<T::AccountId>,
		practitioner: &PractitionerId<T::AccountId>,
	) -> bool {
		match practitioner {
			PractitionerId::Account(account) => account == who,
			PractitionerId::Pseudonym(_) => employer.has_gateway(who),
		}
	}

	/// Checks that an organization may give these roles: known ones, at least one, and not the emergency
	/// role, which opens records without consent.
	fn ensure_an_organization_may_give(roles: Roles) -> Result<(), Error<T>> {
		ensure!(roles.is_meaningful(), Error::<T>::InvalidRoles);
		ensure!(!roles.contains(Role::Emergency), Error::<T>::EmergencyRoleReserved);
		Ok(())
	}

	/// Stores a practitioner who was not in the organization until now, and its role, or nothing. A
	/// pseudonym is no account and has no reference to hold.
	pub(crate) fn store_practitioner(
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
		row: Practitioner,
	) -> DispatchResult {
		if let Some(account) = practitioner.account() {
			References::<T>::ensure_room(account)?;
			References::<T>::hold(account);
		}
		Practitioners::<T>::insert(organization, practitioner, row);
		Ok(())
	}

	pub(crate) fn do_add_practitioner(
		who: &T::AccountId,
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
		roles: Roles,
		licence: Period,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::accredited_organization_managed_by(organization, who, now)?;
		Self::ensure_an_organization_may_give(roles)?;
		Self::ensure_may_begin(&licence, now)?;
		let row = match Practitioners::<T>::get(organization, &practitioner) {
			None => Practitioner::new(roles, licence, now),
			Some(mut row) => {
				ensure!(row.state().has_left(), Error::<T>::AlreadyExists);
				row.come_back(roles, licence, now);
				row
			},
		};

		Self::store_practitioner(organization, &practitioner, row)?;
		Self::deposit_event(Event::PractitionerAdded { organization, practitioner, roles });
		Ok(())
	}

	pub(crate) fn do_change_practitioner(
		who: &T::AccountId,
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
		roles: Roles,
		licence: Period,
	) -> DispatchResult {
		let now = T::Time::now();
		let employer = Self::organization_managed_by(organization, who)?;
		Self::ensure_an_organization_may_give(roles)?;
		let ends_now = licence.has_ended(now) && licence.contains(licence.from);
		ensure!(licence.is_long_enough() || ends_now, Error::<T>::InvalidPeriod);
		ensure!(
			licence.has_ended(now) || employer.check(now).is_ok(),
			Error::<T>::OrganizationNotAccredited
		);
		let mut row = Self::present_practitioner(organization, &practitioner)?;

		row.employ(roles, licence, now);
		let roles = row.terms.current.roles;
		Practitioners::<T>::insert(organization, &practitioner, row);
		Self::deposit_event(Event::PractitionerChanged { organization, practitioner, roles });
		Ok(())
	}

	/// Whether `who` may publish a key for the practitioner without a fee: who may publish it at all, as
	/// long as the organization isn't suspended or over, which leaves it no privileges.
	pub(crate) fn publishes_for_free(
		who: &T::AccountId,
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
	) -> bool {
		Organizations::<T>::get(organization).is_some_and(|employer| {
			employer.is_active() && Self::speaks_for(who, &employer, practitioner)
		}) && Self::present_practitioner(organization, practitioner).is_ok()
	}

	pub(crate) fn do_publish_practitioner_key(
		who: &T::AccountId,
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
		encryption_key: [u8; 32],
	) -> DispatchResult {
		let employer = Self::organization_row(organization)?;
		ensure!(Self::speaks_for(who, &employer, &practitioner), Error::<T>::NotAuthorized);
		let mut row = Self::present_practitioner(organization, &practitioner)?;
		let key = Self::next_key(row.key, encryption_key)?;

		row.key = Some(key);
		Practitioners::<T>::insert(organization, &practitioner, row);
		Self::deposit_event(Event::PractitionerKeyPublished {
			organization,
			practitioner,
			epoch: key.epoch,
		});
		Ok(())
	}

	/// Lets a practitioner leave now. Its row stays, for past moments and for a suspension; its reference
	/// goes.
	fn end_practitioner(
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
	) -> DispatchResult {
		let mut row = Self::present_practitioner(organization, practitioner)?;

		row.leave(T::Time::now());
		Practitioners::<T>::insert(organization, practitioner, row);
		if let Some(account) = practitioner.account() {
			References::<T>::release(account);
		}
		Ok(())
	}

	pub(crate) fn do_remove_practitioner(
		who: &T::AccountId,
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
	) -> DispatchResult {
		Self::organization_managed_by(organization, who)?;

		Self::end_practitioner(organization, &practitioner)?;
		Self::deposit_event(Event::PractitionerRemoved { organization, practitioner });
		Ok(())
	}

	/// Whether `who` is a practitioner of the organization who could leave it.
	pub(crate) fn may_leave(who: &T::AccountId, organization: OrganizationId) -> bool {
		let practitioner = PractitionerId::Account(who.clone());
		Self::present_practitioner(organization, &practitioner).is_ok()
	}

	pub(crate) fn do_leave(who: T::AccountId, organization: OrganizationId) -> DispatchResult {
		let practitioner = PractitionerId::Account(who);

		Self::end_practitioner(organization, &practitioner)?;
		Self::deposit_event(Event::PractitionerLeft { organization, practitioner });
		Ok(())
	}

	pub(crate) fn do_set_emergency_role(
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
		holds: bool,
	) -> DispatchResult {
		let mut row = Self::present_practitioner(organization, &practitioner)?;
		ensure!(
			row.terms.current.roles.contains(Role::Emergency) != holds,
			Error::<T>::NothingToDo
		);

		row.set_emergency_role(holds, T::Time::now());
		Practitioners::<T>::insert(organization, &practitioner, row);
		Self::deposit_event(Event::EmergencyRoleSet { organization, practitioner, holds });
		Ok(())
	}

	/// Suspends a practitioner. Somebody who has left can be suspended, too: it counts from the moment of
	/// coming back.
	pub(crate) fn do_suspend_practitioner(
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
	) -> DispatchResult {
		let mut row = Practitioners::<T>::get(organization, &practitioner)
			.ok_or(Error::<T>::PractitionerNotFound)?;
		ensure!(!row.state().is_suspended(), Error::<T>::AlreadySuspended);

		row.set_suspended(true, T::Time::now());
		Practitioners::<T>::insert(organization, &practitioner, row);
		Self::deposit_event(Event::PractitionerSuspended { organization, practitioner });
		Ok(())
	}

	pub(crate) fn do_reinstate_practitioner(
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
	) -> DispatchResult {
		let mut row = Practitioners::<T>::get(organization, &practitioner)
			.ok_or(Error::<T>::PractitionerNotFound)?;
		ensure!(row.state().is_suspended(), Error::<T>::NotSuspended);

		row.set_suspended(false, T::Time::now());
		Practitioners::<T>::insert(organization, &practitioner, row);
		Self::deposit_event(Event::PractitionerReinstated { organization, practitioner });
		Ok(())
	}

	/// Forgets somebody who left long ago. A suspension keeps the row, or waiting would lift it.
	pub(crate) fn do_forget_practitioner(
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
	) -> DispatchResult {
		let row = Practitioners::<T>::get(organization, &practitioner)
			.ok_or(Error::<T>::PractitionerNotFound)?;
		ensure!(row.state().has_left(), Error::<T>::NotLeft);
		ensure!(!row.state().is_suspended(), Error::<T>::SuspensionStands);
		let left_at = row.terms.since();
		ensure!(Self::may_be_forgotten(left_at, T::Time::now()), Error::<T>::TooEarly);
		let mut employer = Self::organization_row(organization)?;

		employer.practitioners_known_since = employer.practitioners_known_since.max(left_at);
		Organizations::<T>::insert(organization, employer);
		Practitioners::<T>::remove(organization, &practitioner);
		Self::deposit_event(Event::PractitionerForgotten { organization, practitioner });
		Ok(())
	}

	/// Whether what ended at this moment has been kept for as long as it must be.
	fn may_be_forgotten(ended_at: Moment, now: Moment) -> bool {
		now.checked_sub(ended_at).is_some_and(|passed| passed >= T::HistoryRetention::get())
	}
}
