//! How the registrar gives control over a patient back to a person who has neither the key nor guardians who
//! could help.
//!
//! It announces to whom, and waits as a recovery does: whoever has the key can object, unless guardians have
//! frozen the patient's side. What was objected to the registrar can uphold only after waiting as long again,
//! in which the person can go to court about it; nobody else can decide that, since who holds the key may
//! be a thief.

use crate::{
	rows::Caller, Config, Error, Event, Guardians, Pallet, PatientOf, Patients, Reassignment,
	Reassignments, RoleReferences,
};
use frame_support::{ensure, traits::Get};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use salus_primitives::{Actor, AuditedEvent, ControlChange, Moment, PatientId};
use sp_runtime::{DispatchError, DispatchResult};

impl<AccountId> Reassignment<AccountId> {
	/// Whether it can still lead to anything at `now`.
	pub fn is_alive(&self, now: Moment) -> bool {
		now < self.ends_at
	}
}

impl<T: Config> Pallet<T> {
	/// Announces that control over `patient` will be given to `to`.
	pub(crate) fn do_reassign_control(patient: PatientId, to: T::AccountId) -> DispatchResult {
		let now = Self::now();
		let row = Self::active_row(&patient)?;
		ensure!(row.controller.is_some(), Error::<T>::NoController);
		ensure!(!row.is_controller(&to), Error::<T>::AlreadyHasRole);
		ensure!(
			!Reassignments::<T>::get(patient).is_some_and(|earlier| earlier.is_alive(now)),
			Error::<T>::ReassignmentAlreadyAnnounced
		);
		RoleReferences::<T>::ensure_room(&to)?;

		// Before an earlier one's reference is let go of: it may be the same account's last one.
		RoleReferences::<T>::hold(&to);
		Self::drop_reassignment(&patient);
		let due = now.saturating_add(T::RecoveryDelay::get());
		let ends_at = due.saturating_add(T::FreezePeriod::get());
		let announced = Reassignment { to: to.clone(), due, vetoed: false, ends_at };
		Reassignments::<T>::insert(patient, announced);
		Self::append(patient, Actor::Authority, AuditedEvent::ReassignmentAnnounced { due });
		Self::deposit_event(Event::ReassignmentAnnounced { patient, to, due });
		Ok(())
	}

	/// Marks that the patient's side objects to giving control to `to`, and says whether that confirmed the
	/// patient's registration.
	pub(crate) fn do_veto_reassignment(
		who: T::AccountId,
		patient: PatientId,
		to: T::AccountId,
	) -> Result<bool, DispatchError> {
		let now = Self::now();
		let mut row = Self::unfrozen_row(&patient, &who)?;
		let mut announced = Self::announced(&patient, &to, now)?;
		ensure!(!announced.vetoed, Error::<T>::ReassignmentVetoed);
		let due = now.saturating_add(T::RecoveryDelay::get());

		let confirmed = Self::confirm(patient, &mut row, &who);
		if confirmed {
			Patients::<T>::insert(patient, row);
		}
		announced.vetoed = true;
		announced.due = due;
		announced.ends_at = announced.ends_at.max(due.saturating_add(T::FreezePeriod::get()));
		Reassignments::<T>::insert(patient, announced);
		Self::append(patient, Actor::Person(who), AuditedEvent::ReassignmentVetoed);
		Self::deposit_event(Event::ReassignmentVetoed { patient, due });
		Ok(confirmed)
	}

	/// Lets `to` speak for `patient`, as was announced.
	pub(crate) fn do_complete_reassignment(
		caller: Caller<T::AccountId>,
		patient: PatientId,
		to: T::AccountId,
	) -> DispatchResult {
		let now = Self::now();
		let row = Self::active_row(&patient)?;
		ensure!(caller.account().is_none_or(|who| *who == to), Error::<T>::NotAuthorized);
		let announced = Self::announced(&patient, &to, now)?;
		ensure!(!announced.vetoed, Error::<T>::ReassignmentVetoed);
		ensure!(announced.due <= now, Error::<T>::TooEarly);
		Self::reassign(patient, row, to, caller.actor(), ControlChange::Reassigned)
	}

	/// Lets the registrar decide on what it has announced: upholds what the patient's side objected to, or
	/// gives it up.
	pub(crate) fn do_decide_reassignment(
		patient: PatientId,
		to: T::AccountId,
		uphold: bool,
	) -> DispatchResult {
		let now = Self::now();
		let row = Self::active_row(&patient)?;
		let announced = Self::announced(&patient, &to, now)?;
		if uphold {
			ensure!(announced.vetoed, Error::<T>::NotContested);
			ensure!(announced.due <= now, Error::<T>::TooEarly);
			return Self::reassign(patient, row, to, Actor::Authority, ControlChange::Decided);
		}

		Self::drop_reassignment(&patient);
		Self::append(patient, Actor::Authority, AuditedEvent::ReassignmentDismissed);
		Self::deposit_event(Event::ReassignmentDismissed { patient });
		Ok(())
	}

	/// Whether `origin` is signed by `to`, to whom control over `patient` is being given.
	pub(crate) fn is_signed_by_reassigned(
		origin: &OriginFor<T>,
		patient: &PatientId,
		to: &T::AccountId,
	) -> bool {
		ensure_signed(origin.clone()).is_ok_and(|who| who == *to)
			&& Reassignments::<T>::get(patient).is_some_and(|announced| announced.to == *to)
	}

	/// What the registrar has announced, if it is to give control to `to`, and can still lead to anything.
	fn announced(
		patient: &PatientId,
		to: &T::AccountId,
		now: Moment,
	) -> Result<Reassignment<T::AccountId>, DispatchError> {
		let announced = Reassignments::<T>::get(patient)
			.filter(|announced| announced.to == *to)
			.ok_or(Error::<T>::ReassignmentNotFound)?;
		ensure!(announced.is_alive(now), Error::<T>::ReassignmentExpired);
		Ok(announced)
	}

	/// Lets `to` speak for `patient`. The guardians go, too: they could not help, or are the thief's.
	fn reassign(
		patient: PatientId,
		mut row: PatientOf<T>,
		to: T::AccountId,
		actor: Actor<T::AccountId>,
		cause: ControlChange,
	) -> DispatchResult {
		RoleReferences::<T>::ensure_room(&to)?;

		Self::take_control_back(patient, &mut row, to, actor, cause);
		Self::drop_reassignment(&patient);
		Patients::<T>::insert(patient, row);
		Guardians::<T>::remove(patient);
		Ok(())
	}
}
