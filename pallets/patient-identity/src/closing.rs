//! How a patient is closed, for ever.

use crate::{
	rows::Caller, Appointer, Config, Deposits, Error, Event, GuardianCases, Pallet, PatientOf,
	PatientStatus, Patients, Reassignments, Tombstone, Tombstones,
};
use frame_support::{ensure, traits::Get};
use salus_primitives::{Actor, AuditedEvent, OnPatientClosed, PatientId};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Announces that `patient` will be closed, and says whether that confirmed its registration.
	pub(crate) fn do_announce_closing(
		who: T::AccountId,
		patient: PatientId,
	) -> Result<bool, DispatchError> {
		let mut row = Self::active_row(&patient)?;
		Self::ensure_controller(&row, &who)?;
		Self::ensure_not_frozen(&row)?;
		ensure!(row.closing_at.is_none(), Error::<T>::NothingToDo);

		let confirmed = Self::confirm(patient, &mut row, &who);
		let at = Self::now().saturating_add(T::RecoveryDelay::get());
		row.closing_at = Some(at);
		Patients::<T>::insert(patient, row);
		Self::append(patient, Actor::Person(who), AuditedEvent::ClosingAnnounced { at });
		Self::deposit_event(Event::ClosingAnnounced { patient, at });
		Ok(confirmed)
	}

	/// Calls the closing of `patient` off.
	pub(crate) fn do_cancel_closing(who: T::AccountId, patient: PatientId) -> DispatchResult {
		let mut row = Self::active_row(&patient)?;
		Self::ensure_controller(&row, &who)?;
		ensure!(row.closing_at.is_some(), Error::<T>::ClosingNotAnnounced);

		row.closing_at = None;
		Patients::<T>::insert(patient, row);
		Self::append(patient, Actor::Person(who), AuditedEvent::ClosingCancelled);
		Self::deposit_event(Event::ClosingCancelled { patient });
		Ok(())
	}

	/// Closes `patient`: everything about it goes, but a tombstone and its trail.
	pub(crate) fn do_close(caller: Caller<T::AccountId>, patient: PatientId) -> DispatchResult {
		let row = match &caller {
			Caller::Registrar => Self::row(&patient)?,
			Caller::Account(_) => Self::active_row(&patient)?,
		};
		if let Caller::Account(who) = &caller {
			Self::ensure_controller(&row, who)?;
			Self::ensure_not_frozen(&row)?;
			let at = row.closing_at.ok_or(Error::<T>::ClosingNotAnnounced)?;
			let now = Self::now();
			ensure!(at <= now, Error::<T>::TooEarly);
			// Whom the patient is being taken back from, by guardians or the registrar, cannot close it in the
			// meantime.
			ensure!(
				!GuardianCases::<T>::get(patient).is_some_and(|case| case.has_agreed(&row, now))
					&& !Reassignments::<T>::get(patient).is_some_and(|it| it.is_alive(now)),
				Error::<T>::CaseStillLive
			);
		}

		Self::entomb(patient, row, caller.actor());
		Ok(())
	}

	/// Closes `patient`, whose registration nobody has confirmed, in the name of its sponsor.
	pub(crate) fn do_withdraw_sponsorship(who: T::AccountId, patient: PatientId) -> DispatchResult {
		let row = Self::active_row(&patient)?;
		ensure!(Self::is_sponsor(&who, &patient), Error::<T>::NotAuthorized);
		ensure!(row.status == PatientStatus::Pending, Error::<T>::NotPending);
		// Whom an authority appointed acts for the patient already, and to whom it gives control will.
		ensure!(
			!row.representatives.iter().any(|other| other.appointed_by == Appointer::Registrar),
			Error::<T>::RepresentedByRegistrar
		);
		let now = Self::now();
		ensure!(
			!Reassignments::<T>::get(patient).is_some_and(|announced| announced.is_alive(now)),
			Error::<T>::CaseStillLive
		);
		let waited = now.saturating_sub(row.registered_at);
		ensure!(waited >= T::OfferLifetime::get(), Error::<T>::TooEarly);

		Self::entomb(patient, row, Actor::Person(who));
		Ok(())
	}

	/// Whether `who` paid for `patient`, for whom nobody speaks yet.
	pub(crate) fn is_sponsor(who: &T::AccountId, patient: &PatientId) -> bool {
		Deposits::<T>::get(patient).is_some_and(|deposit| deposit.payer == *who)
	}

	/// Ends everything about `patient` but a tombstone and its trail.
	fn entomb(patient: PatientId, mut row: PatientOf<T>, actor: Actor<T::AccountId>) {
		Self::end_roles(&patient, &mut row);
		Self::drop_links(&patient);
		Patients::<T>::remove(patient);
		Tombstones::<T>::insert(patient, Tombstone { closed_at: Self::now() });
		T::OnClosed::on_patient_closed(&patient);
		Self::append(patient, actor, AuditedEvent::Closed);
		Self::deposit_event(Event::PatientClosed { patient });
	}
}
