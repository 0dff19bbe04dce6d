//! What always holds of the pallet's storage.

use crate::{Config, Pallet, Patients, Registrations, RoleCount};
use alloc::collections::BTreeMap;
use frame_support::ensure;
use salus_primitives::EncryptionKey;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that
	/// - every patient has a key that may be published;
	/// - there were as many registrations as there are patients, since none is ever removed;
	/// - an account's role count is the number of patients it speaks for, and never stored as zero;
	/// - the system holds at least that many sufficient references for the account, so that it
	///   cannot lose its nonce.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut patients: u64 = 0;
		let mut roles = BTreeMap::<T::AccountId, u32>::new();
		for (_, patient) in Patients::<T>::iter() {
			ensure!(
				EncryptionKey::is_acceptable(&patient.key.public),
				"a patient's key must be acceptable"
			);
			patients = patients.saturating_add(1);
			let held = roles.entry(patient.controller).or_default();
			*held = held.saturating_add(1);
		}

		let registrations = Registrations::<T>::iter_values()
			.fold(0u64, |sum, count| sum.saturating_add(u64::from(count)));
		ensure!(
			registrations == patients,
			"there must be as many registrations as there are patients"
		);

		let counted = RoleCount::<T>::iter().collect::<BTreeMap<_, _>>();
		ensure!(counted == roles, "role counts must equal the role rows");
		for (account, count) in roles {
			ensure!(
				frame_system::Pallet::<T>::sufficients(&account) >= count,
				"every role row must hold a sufficient reference of its account"
			);
		}
		Ok(())
	}
}
