//! From version 1 to version 2: a patient gets representatives, devices, a status and the rest.
//!
//! Nothing else changes: a patient of version 1 has a controller, which holds one reference, and no other
//! role.

use super::v1;
use crate::{Assurance, Config, Pallet, Patient, PatientStatus, Patients, WeightInfo};
use core::marker::PhantomData;
use frame_support::{
	migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
	traits::{GetStorageVersion, StorageVersion},
	weights::WeightMeter,
};
use salus_primitives::PatientId;

#[cfg(feature = "try-runtime")]
use alloc::vec::Vec;

/// What names this migration.
const ID: &[u8; 32] = b"pallet-patient-identity/patients";

/// Carries the patients over, one after the other, as far as the weight allows.
pub struct MigratePatients<T>(PhantomData<T>);

impl<T: Config> MigratePatients<T> {
	/// Carries the patient after `last` over, and returns its id; `None` if there is no other.
	pub(crate) fn migrate_next(last: Option<PatientId>) -> Option<PatientId> {
		let mut patients = match last {
			Some(last) => v1::Patients::<T>::iter_from(v1::Patients::<T>::hashed_key_for(last)),
			None => v1::Patients::<T>::iter(),
		};
		let (patient, old) = patients.next()?;
		let row = Patient {
			controller: Some(old.controller),
			status: PatientStatus::Active,
			assurance: Assurance::of_nobody(old.registered_at),
			key: Some(old.key),
			representatives: Default::default(),
			devices: Default::default(),
			frozen_until: None,
			closing_at: None,
			registered_at: old.registered_at,
		};
		Patients::<T>::insert(patient, row);
		Some(patient)
	}

	/// Stores a patient as version 1 did.
	#[cfg(any(test, feature = "runtime-benchmarks"))]
	pub(crate) fn store_old(
		patient: PatientId,
		controller: T::AccountId,
		key: salus_primitives::EncryptionKey,
		registered_at: salus_primitives::Moment,
	) {
		v1::Patients::<T>::insert(patient, v1::Patient { controller, key, registered_at });
	}
}

impl<T: Config> SteppedMigration for MigratePatients<T> {
	type Cursor = PatientId;
	type Identifier = MigrationId<32>;

	fn id() -> Self::Identifier {
		MigrationId { pallet_id: *ID, version_from: 1, version_to: 2 }
	}

	fn step(
		mut cursor: Option<Self::Cursor>,
		meter: &mut WeightMeter,
	) -> Result<Option<Self::Cursor>, SteppedMigrationError> {
		// A chain that began with version 2, or has been carried over.
		if Pallet::<T>::on_chain_storage_version() != StorageVersion::new(1) {
			return Ok(None);
		}
		let required = T::WeightInfo::migrate_patient();
		if !meter.can_consume(required) {
			return Err(SteppedMigrationError::InsufficientWeight { required });
		}
		while meter.try_consume(required).is_ok() {
			cursor = Self::migrate_next(cursor);
			if cursor.is_none() {
				StorageVersion::new(2).put::<Pallet<T>>();
				break;
			}
		}
		Ok(cursor)
	}

	#[cfg(feature = "try-runtime")]
	fn pre_upgrade() -> Result<Vec<u8>, sp_runtime::TryRuntimeError> {
		use codec::Encode;

		let is_old = Pallet::<T>::on_chain_storage_version() == StorageVersion::new(1);
		let before: Option<u64> = is_old.then(|| count(v1::Patients::<T>::iter()));
		Ok(before.encode())
	}

	#[cfg(feature = "try-runtime")]
	fn post_upgrade(state: Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
		use codec::Decode;
		use frame_support::ensure;

		let before = <Option<u64>>::decode(&mut state.as_slice())
			.map_err(|_| "what was written before the upgrade must be readable")?;
		if let Some(before) = before {
			ensure!(count(Patients::<T>::iter()) == before, "no patient may be lost");
			Pallet::<T>::do_try_state()?;
		}
		Ok(())
	}
}

#[cfg(feature = "try-runtime")]
fn count<I: Iterator>(items: I) -> u64 {
	items.fold(0, |count, _| count.saturating_add(1))
}
