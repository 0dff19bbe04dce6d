//! Nonces that outlive their accounts, so that no signed transaction can ever be sent twice.
//!
//! The system keeps an account's nonce only as long as something refers to the account. A patient
//! without a coin is kept by its role, so when the last role ends, the nonce goes; and when the
//! account gets a role again, a nonce that started anew at 0 would make every transaction good again
//! that the account has ever sent. Anybody could replay them: they are in the blocks.
//!
//! So the nonce of an account that goes is kept, and when the account comes back, it goes on there. An
//! account's next nonce is thus moved by its own transactions and by nothing else:
//!
//! - what an account has sent is never good again, whatever came and went since;
//! - what it has signed and not sent stays good until it sends something else with the same nonce,
//!   whatever roles and coins others give it and take away meanwhile.
//!
//! It would not do to begin every new account at the highest nonce of any account that was removed, or at
//! the number of the block: both rise while a signed transaction waits, and an account that sends several
//! transactions in a block has a nonce above the block's number.

pub use pallet::*;

/// Keeps the nonces of accounts that were removed.
#[frame_support::pallet]
pub mod pallet {
	use frame_support::{pallet_prelude::*, traits::OnKilledAccount};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<Nonce = crate::Nonce> {}

	/// The next nonces of accounts that have sent something and that the system does not know any more: from
	/// the account to the nonce that it goes on with. Nothing is kept of an account that never sent anything: it would
	/// begin at 0 anyway.
	///
	/// A row stays when the account comes back, and counts until it sends something: from then on the
	/// system's own nonce is the higher one.
	#[pallet::storage]
	pub type Retired<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, crate::Nonce, ValueQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<frame_system::pallet_prelude::BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(
			_: frame_system::pallet_prelude::BlockNumberFor<T>,
		) -> Result<(), sp_runtime::TryRuntimeError> {
			for (_, row) in frame_system::Account::<T>::iter() {
				ensure!(
					row.providers > 0 || row.sufficients > 0,
					"a nonce lies where the system may drop it"
				);
			}
			for (who, retired) in Retired::<T>::iter() {
				ensure!(retired > 0, "a nonce is kept of an account that sent nothing");
				let nonce = frame_system::Pallet::<T>::account_nonce(&who);
				ensure!(
					nonce == 0 || nonce > retired,
					"an account has come back with a nonce that it has used"
				);
			}
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		/// The nonce of the next transaction of `who`, whether the system knows the account or not.
		///
		/// An account that has come back has the nonce 0 in the system until it sends something.
		pub fn next(who: &T::AccountId) -> crate::Nonce {
			match frame_system::Pallet::<T>::account_nonce(who) {
				0 => Retired::<T>::get(who),
				nonce => nonce,
			}
		}

		/// Notes that `who` has sent the transaction with the nonce [`Self::next`], and says which one
		/// that was; `None` if there is none left, and nothing is changed.
		pub fn use_next(who: &T::AccountId) -> Option<crate::Nonce> {
			let nonce = Self::next(who);
			let following = nonce.checked_add(1)?;
			frame_system::Account::<T>::mutate(who, |account| account.nonce = following);
			Some(nonce)
		}
	}

	impl<T: Config> Pallet<T> {
		/// Keeps the nonce of `who` and lets go of its account, if there is one to which nothing refers, such as
		/// that of a newcomer whose registration has failed.
		///
		/// The system drops such an account when its balance is written, be it by a transfer of no coins at all
		/// (root's `force_transfer` can), and no hook tells of that.
		pub fn let_go_of_newcomer(who: &T::AccountId) {
			let row = frame_system::Account::<T>::get(who);
			if row.providers == 0 && row.sufficients == 0 && row.nonce > 0 {
				Retired::<T>::insert(who, row.nonce);
				frame_system::Account::<T>::remove(who);
			}
		}
	}

	impl<T: Config> OnKilledAccount<T::AccountId> for Pallet<T> {
		/// Keeps the nonce of `who`, which the system still has: it removes the account after this.
		fn on_killed_account(who: &T::AccountId) {
			let nonce = frame_system::Pallet::<T>::account_nonce(who);
			if nonce > 0 {
				Retired::<T>::insert(who, nonce);
			}
		}
	}
}
