//! What always holds of the pallet's storage.

use crate::{Config, Pallet, Paused};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that no call is paused twice.
	///
	/// A call that is stored and that the runtime does not have is no fault: an upgrade may have taken it away.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let rows = Paused::<T>::get();
		let is_twice = |row| rows.iter().filter(|other| other.is_of(row)).count() > 1;
		ensure!(!rows.iter().any(is_twice), "a call is paused twice");
		Ok(())
	}
}
