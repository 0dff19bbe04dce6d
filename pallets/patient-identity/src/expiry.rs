//! Rows whose time is over.

use crate::{Config, Error, Event, Offers, Pallet, Patients, Reassignments};
use frame_support::ensure;
use salus_primitives::{Actor, AuditedEvent, PatientId};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Removes the representatives, the devices, the offer and the reassignment of `patient` whose time is
	/// over, which is not the doing of who calls. Says whether that confirmed the patient's registration, and how many it removed.
	pub(crate) fn do_clear_expired(
		who: T::AccountId,
		patient: PatientId,
	) -> Result<(bool, u64), DispatchError> {
		let now = Self::now();
		let mut row = Self::active_row(&patient)?;
		let has_lapsed_offer = Offers::<T>::get(patient).is_some_and(|offer| offer.until <= now);
		let has_lapsed_reassignment =
			Reassignments::<T>::get(patient).is_some_and(|announced| !announced.is_alive(now));
		ensure!(
			has_lapsed_offer
				|| has_lapsed_reassignment
				|| row.representatives.iter().any(|other| other.period.has_ended(now))
				|| row.devices.iter().any(|device| device.until <= now),
			Error::<T>::NothingToDo
		);

		let confirmed = Self::confirm(patient, &mut row, &who);
		let lapsed = Self::drop_representatives(&mut row, |other| other.period.has_ended(now));
		let devices = Self::drop_devices(&mut row, |device| {
			device.until <= now
				|| device.authorized_by.as_ref().is_some_and(|by| lapsed.contains(by))
		});
		let mut cleared = Self::tell_of_ended_representatives(patient, lapsed)
			.saturating_add(Self::tell_of_ended_devices(patient, devices));
		if has_lapsed_offer {
			Self::call_off_offer(patient);
			cleared = cleared.saturating_add(1);
		}
		if has_lapsed_reassignment && Self::drop_reassignment(&patient) {
			Self::append(patient, Actor::Chain, AuditedEvent::ReassignmentDismissed);
			cleared = cleared.saturating_add(1);
			Self::deposit_event(Event::ReassignmentDismissed { patient });
		}
		Patients::<T>::insert(patient, row);
		Ok((confirmed, cleared))
	}
}
