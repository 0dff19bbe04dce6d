//! What always holds of the pallet's storage.

use crate::{Authors, Config, Members, Pallet};
use frame_support::{
	ensure,
	traits::{Get, ValidatorSet},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that
	/// - no more accounts have made blocks in this session than there can be validators;
	/// - who was reported was so in a session that has begun.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(
			Authors::<T>::iter().count() <= T::MaxValidators::get() as usize,
			"more accounts have made blocks than there are validators"
		);
		let now = T::Session::session_index();
		ensure!(
			Members::<T>::get()
				.values()
				.all(|row| row.reported_in.is_none_or(|session| session <= now)),
			"a validator was reported in a session that is to come"
		);
		Ok(())
	}
}
