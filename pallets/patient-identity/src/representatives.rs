//! Who may act for a patient beside its controller.

use crate::{
	rows::Caller, Appointer, Config, Error, Event, Pallet, PatientOf, PatientStatus, Patients,
	Representative, RoleReferences,
};
use frame_support::{defensive, ensure};
use salus_primitives::{AuditedEvent, PatientId, Period, Power, Powers};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Appoints `account`, or changes its appointment. Says whether that confirmed the patient's
	/// registration, and how many ended with that: whoever made room, its time being over, and devices.
	pub(crate) fn do_appoint_representative(
		caller: Caller<T::AccountId>,
		patient: PatientId,
		account: T::AccountId,
		powers: Powers,
		period: Period,
	) -> Result<(bool, u64), DispatchError> {
		let now = Self::now();
		let mut row = Self::row(&patient)?;
		let appointed_by = Self::ensure_may_appoint(&row, &caller)?;
		let is_for_executor = row.is_deceased();
		ensure!(
			powers.is_meaningful() && (!is_for_executor || powers == Powers::of(&[Power::Access])),
			Error::<T>::InvalidPowers
		);
		ensure!(period.is_long_enough() && !period.has_ended(now), Error::<T>::InvalidPeriod);
		// Whom an authority appoints is a device no longer: a thief could make one of it to prevent that.
		let ends_device = appointed_by == Appointer::Registrar && row.device(&account).is_some();
		ensure!(
			!row.is_controller(&account) && (row.device(&account).is_none() || ends_device),
			Error::<T>::AlreadyHasRole
		);
		let present = row.representative(&account);
		// Whom the registrar appointed, the patient's side cannot change, and the other way round.
		ensure!(
			present.is_none_or(|present| {
				present.appointed_by == appointed_by || present.period.has_ended(now)
			}),
			Error::<T>::AlreadyHasRole
		);
		if let Some(own) = caller.account().and_then(|who| row.representative(who)) {
			ensure!(own.account != account, Error::<T>::NotAuthorized);
			ensure!(
				powers.is_within(own.powers)
					&& own.period.covers(&period)
					&& present.is_none_or(|present| present.powers.is_within(own.powers)),
				Error::<T>::PowersExceeded
			);
		}
		let is_new = present.is_none();
		let lapsed = if is_new && row.representatives.is_full() {
			let lapsed = row.representatives.iter().find(|other| other.period.has_ended(now));
			Some(lapsed.ok_or(Error::<T>::MaxRepresentativesExceeded)?.account.clone())
		} else {
			None
		};
		if is_new {
			RoleReferences::<T>::ensure_room(&account)?;
		}

		let confirmed = Self::confirm_caller(patient, &mut row, &caller);
		if appointed_by == Appointer::Registrar && row.status != PatientStatus::Pending {
			// An authority vouches for the person now: what the sponsor of a patient without a
			// controller paid is no longer needed.
			Self::release_deposit(patient);
		}
		let mut ended_with_it: u64 = 0;
		if let Some(lapsed) = &lapsed {
			let ended = Self::drop_representatives(&mut row, |other| other.account == *lapsed);
			ended_with_it = Self::tell_of_ended_representatives(patient, ended)
				.saturating_add(Self::drop_devices_of(patient, &mut row, lapsed));
		}
		let appointment = Representative { account: account.clone(), powers, period, appointed_by };
		// What has lost its authority does not get it back by another appointment.
		let goes_on = row.representative(&account).is_none_or(|present| {
			present.may_authorize_devices(now) && appointment.may_authorize_devices(now)
		});
		Self::put_representative(&mut row, appointment);
		if !goes_on {
			let ended = Self::drop_devices_of(patient, &mut row, &account);
			ended_with_it = ended_with_it.saturating_add(ended);
		}
		// After the new reference is held: it may be the account's only other one.
		let ended = Self::drop_devices(&mut row, |device| ends_device && device.account == account);
		let ended = Self::tell_of_ended_devices(patient, ended);
		ended_with_it = ended_with_it.saturating_add(ended);
		Patients::<T>::insert(patient, row);
		Self::append(
			patient,
			caller.actor(),
			AuditedEvent::RepresentativeAppointed { powers, until: period.until },
		);
		Self::deposit_event(Event::RepresentativeAppointed {
			patient,
			representative: account,
			powers,
			period,
		});
		Ok((confirmed, ended_with_it))
	}

	/// Ends the appointment of `account`. Says whether that confirmed the patient's registration, and how many
	/// devices ended with it.
	pub(crate) fn do_end_representative(
		caller: Caller<T::AccountId>,
		patient: PatientId,
		account: T::AccountId,
	) -> Result<(bool, u64), DispatchError> {
		let mut row = Self::row(&patient)?;
		let ends_itself = caller.account() == Some(&account);
		let present = row.representative(&account);
		if let (Caller::Account(who), false) = (&caller, ends_itself) {
			ensure!(!row.is_deceased(), Error::<T>::PatientDeceased);
			Self::ensure_manager(&row, who, &[Power::Identity])?;
			let by_registrar = present.is_some_and(|it| it.appointed_by == Appointer::Registrar);
			ensure!(!by_registrar, Error::<T>::NotAuthorized);
			if let (Some(own), Some(present)) = (row.representative(who), present) {
				ensure!(present.powers.is_within(own.powers), Error::<T>::PowersExceeded);
			}
		}
		ensure!(present.is_some(), Error::<T>::RepresentativeNotFound);

		let confirmed = Self::confirm_caller(patient, &mut row, &caller);
		Self::drop_representatives(&mut row, |other| other.account == account);
		Self::append(patient, caller.actor(), AuditedEvent::RepresentativeEnded);
		Self::deposit_event(Event::RepresentativeEnded {
			patient,
			representative: account.clone(),
		});
		let devices = Self::drop_devices_of(patient, &mut row, &account);
		Patients::<T>::insert(patient, row);
		Ok((confirmed, devices))
	}

	/// Puts `appointment` into the row, in the place of an earlier one of the same account. The row is
	/// changed and not stored.
	///
	/// Whoever calls has made sure that there is room, in the row and for the account's reference.
	pub(crate) fn put_representative(
		row: &mut PatientOf<T>,
		appointment: Representative<T::AccountId>,
	) {
		let present =
			row.representatives.iter_mut().find(|other| other.account == appointment.account);
		if let Some(present) = present {
			*present = appointment;
			return;
		}
		let account = appointment.account.clone();
		if row.representatives.try_push(appointment).is_ok() {
			RoleReferences::<T>::hold(&account);
		} else {
			defensive!("whoever calls has made room");
		}
	}

	/// In whose name `caller` may appoint representatives now.
	fn ensure_may_appoint(
		row: &PatientOf<T>,
		caller: &Caller<T::AccountId>,
	) -> Result<Appointer, DispatchError> {
		let Caller::Account(who) = caller else { return Ok(Appointer::Registrar) };
		ensure!(!row.is_deceased(), Error::<T>::PatientDeceased);
		Self::ensure_manager(row, who, &[Power::Identity])?;
		Self::ensure_not_frozen(row)?;
		Ok(Appointer::Patient)
	}
}
