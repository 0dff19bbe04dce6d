//! The nonce that an account starts with, so that no signed transaction can ever be sent twice.
//!
//! The system keeps an account's nonce only as long as something refers to the account. A patient
//! without a coin is kept by its role, so when the last role ends, the nonce goes; and when the
//! account gets a role again, a nonce that started anew at 0 would make every transaction good again
//! that the account has ever sent. Anybody could replay them: they are in the blocks.
//!
//! So an account does not start at 0 but at a floor, which is at least the nonce of every account
//! that was ever removed. The floor rises when an account with a higher nonce goes, and never falls.
//!
//! A newcomer who registers signs before it has an account, and the floor may rise meanwhile; whoever made
//! it rise in every block would keep everybody out. So a newcomer may also begin below the floor, but not
//! below the nonce that it had itself when it was last removed, which is kept.
//!
//! The number of the block would be no such floor: an account that sends several transactions in a
//! block has a nonce above it.

pub use pallet::*;

use frame_support::traits::Get;

/// What the nonce of an account that the system does not know starts with. It reads the state, so it
/// can be asked for only where there is one.
#[derive(Debug)]
pub struct First;

impl Get<u32> for First {
	fn get() -> u32 {
		Floor::<crate::Runtime>::get()
	}
}

/// Keeps the floor under the nonces of new accounts.
#[frame_support::pallet]
pub mod pallet {
	use core::ops::RangeInclusive;
	use frame_support::{pallet_prelude::*, traits::OnKilledAccount};
	use frame_system::pallet_prelude::*;
	use sp_runtime::SaturatedConversion;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// The highest nonce of any account that was ever removed.
	#[pallet::storage]
	pub type Floor<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// The nonces of accounts that were removed: from the account to the nonce that it had.
	#[pallet::storage]
	pub type Retired<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			// The floor, for all accounts that appear or go in the block: what was read or written once
			// in a block is not read from or written to the database again.
			T::DbWeight::get().reads_writes(1, 1)
		}
	}

	impl<T: Config> Pallet<T> {
		/// The nonces with which `who`, to whom nothing refers, may register: from the lowest at which
		/// nothing that it ever signed is good again, up to the floor. Where the system has an account
		/// although nothing refers to it, because its registration failed, it goes on there.
		pub fn of_newcomer(who: &T::AccountId) -> RangeInclusive<u32> {
			let next: u32 = frame_system::Pallet::<T>::account_nonce(who).saturated_into();
			if frame_system::Account::<T>::contains_key(who) {
				next..=next
			} else {
				Retired::<T>::get(who)..=next
			}
		}
	}

	impl<T: Config> OnKilledAccount<T::AccountId> for Pallet<T> {
		/// Keeps the nonce of `who`, which the system still has (it removes the account after this),
		/// and raises the floor to it.
		fn on_killed_account(who: &T::AccountId) {
			let nonce: u32 = frame_system::Pallet::<T>::account_nonce(who).saturated_into();
			Retired::<T>::insert(who, nonce);
			if nonce > Floor::<T>::get() {
				Floor::<T>::put(nonce);
			}
		}
	}
}
