//! Practitioners: who is added, changed, suspended, leaves and is forgotten.

use crate::{
	annexes::{PractitionerAnnex, FORGOTTEN_PER_CALL},
	reviewers::is_officer,
	types::{Organization, Practitioner, PractitionerTerms},
	Config, Error, Event, Organizations, Pallet, Practitioners, References,
};
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	Actor, AuditedEvent, Moment, OrganizationId, Period, PractitionerId, PublicKey, Role, Roles,
};
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

	/// Somebody who was never in the organization and begins now.
	pub(crate) fn new_practitioner(
		organization: OrganizationId,
		roles: Roles,
		licence: Period,
		now: Moment,
	) -> Practitioner {
		let row = Practitioner::new(roles, licence, now);
		Self::count_officer(organization, false, is_officer(&row.terms.latest));
		row
	}

	/// Stores that these terms apply to a practitioner.
	fn apply_terms(
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
		mut row: Practitioner,
		terms: PractitionerTerms,
	) {
		let now = T::Time::now();
		Self::change_practitioner_terms(organization, practitioner, &mut row, terms, now);
		Practitioners::<T>::insert(organization, practitioner, row);
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
		let known = Practitioners::<T>::get(organization, &practitioner);
		ensure!(known.as_ref().is_none_or(|row| row.state().has_left()), Error::<T>::AlreadyExists);
		if let Some(account) = practitioner.account() {
			References::<T>::ensure_room(account)?;
		}

		let row = match known {
			None => Self::new_practitioner(organization, roles, licence, now),
			Some(mut row) => {
				let terms = row.terms_back(roles, licence);
				Self::change_practitioner_terms(organization, &practitioner, &mut row, terms, now);
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
			licence.has_ended(now) || employer.check_present(now).is_ok(),
			Error::<T>::OrganizationNotAccredited
		);
		let mut row = Self::present_practitioner(organization, &practitioner)?;

		let terms = row.terms_employed(roles, licence);
		let roles = terms.roles;
		Self::change_practitioner_terms(organization, &practitioner, &mut row, terms, now);
		Practitioners::<T>::insert(organization, &practitioner, row);
		Self::deposit_event(Event::PractitionerChanged { organization, practitioner, roles });
		Ok(())
	}

	/// Whether `who` may publish a key for the practitioner without a fee: who speaks for it, as long as neither
	/// is suspended or over. That both are in force depends on the clock, and is left to the call.
	pub(crate) fn publishes_for_free(
		who: &T::AccountId,
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
	) -> bool {
		Organizations::<T>::get(organization).is_some_and(|employer| {
			employer.is_active() && Self::speaks_for(who, &employer, practitioner)
		}) && Self::present_practitioner(organization, practitioner)
			.is_ok_and(|row| !row.state().is_suspended())
	}

	pub(crate) fn do_publish_practitioner_key(
		who: &T::AccountId,
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
		encryption_key: PublicKey,
	) -> DispatchResult {
		let employer = Self::organization_row(organization)?;
		ensure!(Self::speaks_for(who, &employer, &practitioner), Error::<T>::NotAuthorized);
		let now = T::Time::now();
		ensure!(employer.check_present(now).is_ok(), Error::<T>::OrganizationNotAccredited);
		let mut row = Self::present_practitioner(organization, &practitioner)?;
		ensure!(row.check_present(now).is_ok(), Error::<T>::NotPractising);
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
		let row = Self::present_practitioner(organization, practitioner)?;

		let terms = row.terms_left();
		Self::apply_terms(organization, practitioner, row, terms);
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
		let row = Self::present_practitioner(organization, &practitioner)?;
		ensure!(row.terms.latest.roles.contains(Role::Emergency) != holds, Error::<T>::NothingToDo);

		let terms = row.terms_with_emergency_role(holds);
		Self::apply_terms(organization, &practitioner, row, terms);
		Self::note_act(AuditedEvent::EmergencyRoleSet {
			organization,
			practitioner: practitioner.clone(),
			is_given: holds,
		});
		Self::deposit_event(Event::EmergencyRoleSet { organization, practitioner, holds });
		Ok(())
	}

	/// Suspends a practitioner. Somebody who has left can be suspended, too: it counts from the moment of
	/// coming back. `by`: an authority, or the chain, which a misconduct was told.
	pub(crate) fn do_suspend_practitioner(
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
		by: Actor<T::AccountId>,
	) -> DispatchResult {
		let row = Practitioners::<T>::get(organization, &practitioner)
			.ok_or(Error::<T>::PractitionerNotFound)?;
		ensure!(!row.state().is_suspended(), Error::<T>::AlreadySuspended);

		let terms = row.terms_suspended(true);
		Self::apply_terms(organization, &practitioner, row, terms);
		let event = AuditedEvent::PractitionerSuspended {
			organization,
			practitioner: practitioner.clone(),
		};
		Self::note_act_of(by, event);
		Self::deposit_event(Event::PractitionerSuspended { organization, practitioner });
		Ok(())
	}

	pub(crate) fn do_reinstate_practitioner(
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
	) -> DispatchResult {
		let row = Practitioners::<T>::get(organization, &practitioner)
			.ok_or(Error::<T>::PractitionerNotFound)?;
		ensure!(row.state().is_suspended(), Error::<T>::NotSuspended);

		let terms = row.terms_suspended(false);
		Self::apply_terms(organization, &practitioner, row, terms);
		let event = AuditedEvent::PractitionerReinstated {
			organization,
			practitioner: practitioner.clone(),
		};
		Self::note_act(event);
		Self::deposit_event(Event::PractitionerReinstated { organization, practitioner });
		Ok(())
	}

	/// Forgets somebody who left long ago: first the annex, as much as one call may, then the row. A suspension
	/// keeps the row, or waiting would lift it.
	pub(crate) fn do_forget_practitioner(
		organization: OrganizationId,
		practitioner: PractitionerId<T::AccountId>,
	) -> DispatchResult {
		let mut row = Practitioners::<T>::get(organization, &practitioner)
			.ok_or(Error::<T>::PractitionerNotFound)?;
		ensure!(row.state().has_left(), Error::<T>::NotLeft);
		ensure!(!row.state().is_suspended(), Error::<T>::SuspensionStands);
		let left_at = row.terms.since();
		ensure!(Self::may_be_forgotten(left_at, T::Time::now()), Error::<T>::TooEarly);
		let mut employer = Self::organization_row(organization)?;

		let annex = PractitionerAnnex::<T>::of(organization, &practitioner);
		row.terms.forget(left_at, FORGOTTEN_PER_CALL, &annex);
		let entries_left = row.terms.annexed.count();
		if entries_left > 0 {
			Practitioners::<T>::insert(organization, &practitioner, row);
			Self::deposit_event(Event::PractitionerPartlyForgotten {
				organization,
				practitioner,
				entries_left,
			});
			return Ok(());
		}
		employer.practitioners_known_since = employer.practitioners_known_since.max(left_at);
		Organizations::<T>::insert(organization, employer);
		Practitioners::<T>::remove(organization, &practitioner);
		Self::deposit_event(Event::PractitionerForgotten { organization, practitioner });
		Ok(())
	}
}
