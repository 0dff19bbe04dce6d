//! What always holds.

use crate::{Config, CurrentFigures, Pallet, Retired, Used};
use frame_support::ensure;
use sp_runtime::{traits::Zero, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks what always holds between blocks.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(!Used::<T>::exists(), "what a block carries is counted beyond the block");
		ensure!(
			CurrentFigures::<T>::get().are_sound(),
			"blocks are divided in a way that is unsound"
		);
		for (_, row) in frame_system::Account::<T>::iter() {
			ensure!(
				row.providers > 0 || row.sufficients > 0 || row.nonce.is_zero(),
				"a nonce lies where the system may drop it"
			);
		}
		for (version, who, retired) in Retired::<T>::iter() {
			ensure!(!retired.is_zero(), "a nonce is kept of an account that sent nothing");
			let nonce = frame_system::Pallet::<T>::account_nonce(&who);
			ensure!(
				version != Self::transaction_version() || nonce.is_zero() || nonce > retired,
				"an account has come back with a nonce that it has used"
			);
		}
		Ok(())
	}
}
