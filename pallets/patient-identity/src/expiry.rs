//! Rows whose time is over.

use crate::{Config, Error, Event, Offers, Pallet, Patients, Reassignments};
use frame_support::ensure;
use salus_primitives::{Actor, AuditedEvent, PatientId};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Removes the representatives, the devices, the offer and the reassignment of `patient` whose time is
	/// over. Says whether that confirmed the patient's registration, and how many it removed.
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
		let mut cleared: u64 = 0;
		let mut note = |event: AuditedEvent| {
			Self::append(patient, Actor::Person(who.clone()), event);
			cleared = cleared.saturating_add(1);
		};
		let lapsed = Self::drop_representatives(&mut row, |other| other.period.has_ended(now));
		for representative in lapsed.iter().cloned() {
			note(AuditedEvent::RepresentativeEnded);
			Self::deposit_event(Event::RepresentativeEnded { patient, representative });
		}
		for device in Self::drop_devices(&mut row, |device| {
			device.until <= now
				|| device.authorized_by.as_ref().is_some_and(|by| lapsed.contains(by))
		}) {
			note(AuditedEvent::DeviceRemoved);
			Self::deposit_event(Event::DeviceRemoved { patient, device });
		}
		if has_lapsed_offer && Self::drop_offer(&patient) {
			note(AuditedEvent::ControlOfferWithdrawn);
			Self::deposit_event(Event::ControlOfferWithdrawn { patient });
		}
		if has_lapsed_reassignment && Self::drop_reassignment(&patient) {
			note(AuditedEvent::ReassignmentDismissed);
			Self::deposit_event(Event::ReassignmentDismissed { patient });
		}
		Patients::<T>::insert(patient, row);
		Ok((confirmed, cleared))
	}
}
