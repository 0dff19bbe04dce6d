//! When a person dies, and when that turns out to be wrong.

use crate::{
	Appointer, Config, Error, Event, Guardians, LinkProposals, Pallet, PatientOf, PatientStatus,
	Patients, Representative, RoleReferences,
};
use frame_support::{defensive, ensure};
use salus_primitives::{Actor, AuditedEvent, PatientId, Period, Power, Powers};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Ends everybody who speaks or acts for `patient`, and lets `executor` read its records.
	pub(crate) fn do_declare_deceased(
		patient: PatientId,
		executor: Option<T::AccountId>,
	) -> DispatchResult {
		let mut row = Self::active_row(&patient)?;
		if let Some(account) = &executor {
			RoleReferences::<T>::ensure_room(account)?;
		}

		let powers = Powers::of(&[Power::Access]);
		let period = Period { from: Self::now(), until: None };
		// The executor may have had another role until now: its reference is held before that one's
		// is let go of.
		executor.iter().for_each(RoleReferences::<T>::hold);
		Self::end_roles(&patient, &mut row);
		row.status = PatientStatus::Deceased;
		row.deceased_at = Some(period.from);
		if let Some(account) = executor.clone() {
			let appointed_by = Appointer::Registrar;
			let appointment = Representative { account, powers, period, appointed_by };
			if row.representatives.try_push(appointment).is_err() {
				defensive!("all others have ended");
			}
		}
		Patients::<T>::insert(patient, row);
		Self::append(patient, Actor::Authority, AuditedEvent::Deceased);
		if let Some(representative) = executor.clone() {
			Self::append(
				patient,
				Actor::Authority,
				AuditedEvent::RepresentativeAppointed { powers, until: None },
			);
			Self::deposit_event(Event::RepresentativeAppointed {
				patient,
				representative,
				powers,
				period,
			});
		}
		Self::deposit_event(Event::PatientDeceased { patient, executor });
		Ok(())
	}

	/// Opens `patient` again, and offers control over it to `to`.
	pub(crate) fn do_correct_death(patient: PatientId, to: T::AccountId) -> DispatchResult {
		let mut row = Self::row(&patient)?;
		ensure!(row.is_deceased(), Error::<T>::NotDeceased);
		RoleReferences::<T>::ensure_room(&to)?;

		row.status = PatientStatus::Active;
		row.deceased_at = None;
		Self::append(patient, Actor::Authority, AuditedEvent::DeathCorrected);
		Self::deposit_event(Event::DeathCorrected { patient });
		Self::write_offer(patient, to, Actor::Authority);
		// Whoever administered the estate has no business with the living.
		Self::drop_representatives(&mut row, |_| true);
		Patients::<T>::insert(patient, row);
		Ok(())
	}

	/// Ends the controller, every representative and device, what is offered, planned or attempted
	/// about them, and lets go of their references and of the sponsor's deposit. The row is changed and
	/// not stored.
	pub(crate) fn end_roles(patient: &PatientId, row: &mut PatientOf<T>) {
		Self::drop_representatives(row, |_| true);
		Self::drop_devices(row, |_| true);
		if let Some(controller) = row.controller.take() {
			RoleReferences::<T>::release(&controller);
		}
		Self::drop_offer(patient);
		Self::drop_reassignment(patient);
		Self::drop_guardian_case(patient);
		Guardians::<T>::remove(patient);
		LinkProposals::<T>::remove(patient);
		Self::release_deposit(*patient);
		row.frozen_until = None;
		row.closing_at = None;
	}
}
