//! How control over a patient is handed on, of one's own free will.

use crate::{
	rows::Caller, Config, Error, Event, Offer, Offers, Pallet, PatientOf, Patients, RoleReferences,
};
use frame_support::{ensure, traits::Get};
use salus_primitives::{Actor, AuditedEvent, ControlChange, PatientId};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Offers control over `patient` to the account `to`, and says whether that confirmed the
	/// patient's registration.
	pub(crate) fn do_offer_control(
		caller: Caller<T::AccountId>,
		patient: PatientId,
		to: T::AccountId,
	) -> Result<bool, DispatchError> {
		let mut row = Self::active_row(&patient)?;
		Self::ensure_may_offer(&row, &caller)?;
		if caller.account().is_some() {
			Self::ensure_not_frozen(&row)?;
		}
		ensure!(!row.is_controller(&to), Error::<T>::AlreadyHasRole);
		RoleReferences::<T>::ensure_room(&to)?;

		let confirmed = Self::confirm_caller(patient, &mut row, &caller);
		if confirmed {
			Patients::<T>::insert(patient, row);
		}
		Self::write_offer(patient, to, caller.actor());
		Ok(confirmed)
	}

	/// Takes the offer of control over `patient` back.
	pub(crate) fn do_withdraw_offer(
		caller: Caller<T::AccountId>,
		patient: PatientId,
	) -> DispatchResult {
		let row = Self::active_row(&patient)?;
		Self::ensure_may_offer(&row, &caller)?;
		ensure!(Self::drop_offer(&patient), Error::<T>::OfferNotFound);

		Self::append(patient, caller.actor(), AuditedEvent::ControlOfferWithdrawn);
		Self::deposit_event(Event::ControlOfferWithdrawn { patient });
		Ok(())
	}

	/// Lets `who`, to whom it was offered, speak for `patient`.
	pub(crate) fn do_accept_control(who: T::AccountId, patient: PatientId) -> DispatchResult {
		let mut row = Self::active_row(&patient)?;
		let offer = Offers::<T>::get(patient).ok_or(Error::<T>::OfferNotFound)?;
		ensure!(offer.to == who, Error::<T>::NotAuthorized);
		ensure!(Self::now() < offer.until, Error::<T>::OfferExpired);
		if row.controller.is_some() {
			Self::ensure_not_frozen(&row)?;
		}
		RoleReferences::<T>::ensure_room(&who)?;

		let actor = Actor::Person(who.clone());
		Self::pass_control(patient, &mut row, who, actor, ControlChange::Accepted);
		Patients::<T>::insert(patient, row);
		Ok(())
	}

	/// Puts an offer of control to `to` in the place of any other, and writes that down.
	///
	/// Whoever calls has made sure that [`RoleReferences::ensure_room`] holds for `to`.
	pub(crate) fn write_offer(patient: PatientId, to: T::AccountId, actor: Actor<T::AccountId>) {
		// Before the earlier offer's reference is let go of: it may be the same account's last one.
		RoleReferences::<T>::hold(&to);
		Self::drop_offer(&patient);
		let until = Self::now().saturating_add(T::OfferLifetime::get());
		Offers::<T>::insert(patient, Offer { to: to.clone(), until });
		Self::append(patient, actor, AuditedEvent::ControlOffered);
		Self::deposit_event(Event::ControlOffered { patient, to, until });
	}

	/// `caller` may hand on control: the controller; where there is none, the registrar. Control has no end and
	/// nobody can take it away, so no representative gives it: it would give, be it to a second account of its
	/// own, more than it was appointed for.
	fn ensure_may_offer(row: &PatientOf<T>, caller: &Caller<T::AccountId>) -> DispatchResult {
		let may = match (&row.controller, caller) {
			(Some(controller), Caller::Account(who)) => controller == who,
			(None, Caller::Registrar) => true,
			(Some(_), Caller::Registrar) | (None, Caller::Account(_)) => false,
		};
		ensure!(may, Error::<T>::NotAuthorized);
		Ok(())
	}
}
