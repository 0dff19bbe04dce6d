//! How a patient comes to be, and its key.

use crate::{
	Assurance, Config, Error, Event, Pallet, Patient, PatientStatus, Patients, Registrations,
	RoleReferences, Tombstones, PATIENT_ID_TAG,
};
use codec::Encode;
use frame_support::ensure;
use salus_primitives::{Actor, AuditedEvent, EncryptionKey, PatientId, Power};
use sp_core::H256;
use sp_runtime::{ArithmeticError, DispatchError};

impl<T: Config> Pallet<T> {
	/// The id of the patient that `registrant` registers with `salt` after `count` others.
	pub fn derive_patient_id(registrant: &T::AccountId, count: u32, salt: H256) -> PatientId {
		let id =
			(PATIENT_ID_TAG, registrant, count, salt).using_encoded(sp_io::hashing::blake2_256);
		PatientId(id)
	}

	/// Registers a patient for whom `controller` speaks.
	pub(crate) fn do_register(
		controller: T::AccountId,
		salt: H256,
		encryption_key: [u8; 32],
	) -> Result<PatientId, DispatchError> {
		let key = Self::first_key(encryption_key)?;
		let (patient, registrations) = Self::next_patient_id(&controller, salt)?;
		RoleReferences::<T>::ensure_room(&controller)?;

		Registrations::<T>::insert(&controller, registrations);
		RoleReferences::<T>::hold(&controller);
		let now = Self::now();
		let row = Patient {
			controller: Some(controller.clone()),
			status: PatientStatus::Active,
			assurance: Assurance::of_nobody(now),
			key: Some(key),
			representatives: Default::default(),
			devices: Default::default(),
			frozen_until: None,
			closing_at: None,
			registered_at: now,
		};
		Patients::<T>::insert(patient, row);
		Self::append(patient, Actor::Person(controller.clone()), AuditedEvent::PatientRegistered);
		Self::deposit_event(Event::PatientRegistered { patient, controller });
		Ok(patient)
	}

	/// Replaces the key of `patient`, and says whether that confirmed its registration.
	pub(crate) fn do_replace_encryption_key(
		who: T::AccountId,
		patient: PatientId,
		encryption_key: [u8; 32],
	) -> Result<bool, DispatchError> {
		let mut row = Self::active_row(&patient)?;
		Self::ensure_manager(&row, &who, Power::Identity)?;
		Self::ensure_not_frozen(&row)?;
		let first = Self::first_key(encryption_key)?;
		ensure!(
			row.key.is_none_or(|key| key.public != encryption_key),
			Error::<T>::InvalidEncryptionKey
		);
		let key = row.key.map_or(first, |key| key.replaced_by(encryption_key));

		let confirmed = Self::confirm(patient, &mut row, &who);
		row.key = Some(key);
		Patients::<T>::insert(patient, row);
		Self::append(
			patient,
			Actor::Person(who),
			AuditedEvent::EncryptionKeyReplaced { epoch: key.epoch },
		);
		Self::deposit_event(Event::EncryptionKeyReplaced { patient, epoch: key.epoch });
		Ok(confirmed)
	}

	/// These bytes as a first key, if they may be published as one.
	fn first_key(public: [u8; 32]) -> Result<EncryptionKey, DispatchError> {
		ensure!(EncryptionKey::is_acceptable(&public), Error::<T>::InvalidEncryptionKey);
		Ok(EncryptionKey::first(public))
	}

	/// The id of the next patient that `registrant` registers, and how many it has registered then.
	fn next_patient_id(
		registrant: &T::AccountId,
		salt: H256,
	) -> Result<(PatientId, u32), DispatchError> {
		let before = Registrations::<T>::get(registrant);
		let registrations = before.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		let patient = Self::derive_patient_id(registrant, before, salt);
		ensure!(
			!Patients::<T>::contains_key(patient) && !Tombstones::<T>::contains_key(patient),
			Error::<T>::AlreadyExists
		);
		Ok((patient, registrations))
	}
}
