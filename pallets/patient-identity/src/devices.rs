//! A patient's devices: accounts that add records and do nothing else.

use crate::{Config, Device, Error, Event, Pallet, Patients, RoleReferences};
use frame_support::{defensive, ensure};
use salus_primitives::{
	Actor, AuditedEvent, ClassSet, Moment, PatientId, Power, RecordClass, MIN_PERIOD,
};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Lets `account` add records of `classes`. Says whether that confirmed the patient's registration,
	/// and whether a device whose time was over made room.
	pub(crate) fn do_authorize_device(
		who: T::AccountId,
		patient: PatientId,
		account: T::AccountId,
		classes: ClassSet,
		until: Moment,
	) -> Result<(bool, bool), DispatchError> {
		let now = Self::now();
		let mut row = Self::active_row(&patient)?;
		// A device adds records: nobody gives that who may not.
		Self::ensure_manager(&row, &who, &[Power::Identity, Power::Records])?;
		let authorized_by = (!row.is_controller(&who)).then(|| who.clone());
		Self::ensure_not_frozen(&row)?;
		ensure!(!classes.is_empty() && names_none_twice(&classes), Error::<T>::InvalidClasses);
		ensure!(until.checked_sub(now) >= Some(MIN_PERIOD), Error::<T>::InvalidPeriod);
		ensure!(
			!row.is_controller(&account) && row.representative(&account).is_none(),
			Error::<T>::AlreadyHasRole
		);
		let present = row.device(&account);
		// On a representative's word it would add to fewer classes, and end with the appointment.
		let is_controllers =
			present.is_some_and(|device| device.authorized_by.is_none() && now < device.until);
		ensure!(authorized_by.is_none() || !is_controllers, Error::<T>::AlreadyHasRole);
		let is_new = present.is_none();
		let lapsed = if is_new && row.devices.is_full() {
			let mut devices = row.devices.iter();
			let lapsed = devices.find(|other| other.until <= now || !row.has_authority(other, now));
			Some(lapsed.ok_or(Error::<T>::MaxDevicesExceeded)?.account.clone())
		} else {
			None
		};
		if is_new {
			RoleReferences::<T>::ensure_room(&account)?;
		}

		let confirmed = Self::confirm(patient, &mut row, &who);
		let actor = Actor::Person(who);
		if let Some(lapsed) = &lapsed {
			let ended = Self::drop_devices(&mut row, |other| other.account == *lapsed);
			Self::tell_of_ended_devices(patient, ended);
		}
		let device = Device { account: account.clone(), classes, until, authorized_by };
		if let Some(present) = row.devices.iter_mut().find(|other| other.account == account) {
			*present = device;
		} else if row.devices.try_push(device).is_ok() {
			RoleReferences::<T>::hold(&account);
		} else {
			defensive!("room has been made");
		}
		Patients::<T>::insert(patient, row);
		Self::append(patient, actor, AuditedEvent::DeviceAuthorized { until });
		Self::deposit_event(Event::DeviceAuthorized { patient, device: account, until });
		Ok((confirmed, lapsed.is_some()))
	}

	/// Ends the device `account`, and says whether that confirmed the patient's registration.
	pub(crate) fn do_remove_device(
		who: T::AccountId,
		patient: PatientId,
		account: T::AccountId,
	) -> Result<bool, DispatchError> {
		let mut row = Self::active_row(&patient)?;
		if who != account {
			Self::ensure_manager(&row, &who, &[Power::Identity])?;
		}
		ensure!(row.device(&account).is_some(), Error::<T>::DeviceNotFound);

		let confirmed = Self::confirm(patient, &mut row, &who);
		Self::drop_devices(&mut row, |other| other.account == account);
		Patients::<T>::insert(patient, row);
		Self::append(patient, Actor::Person(who), AuditedEvent::DeviceRemoved);
		Self::deposit_event(Event::DeviceRemoved { patient, device: account });
		Ok(confirmed)
	}
}

/// Whether no class is in the list twice.
fn names_none_twice(classes: &[RecordClass]) -> bool {
	classes
		.iter()
		.enumerate()
		.all(|(index, class)| !classes.iter().skip(index.saturating_add(1)).any(|c| c == class))
}
