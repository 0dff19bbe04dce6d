//! Nonces that outlive their accounts, so that no signed transaction can ever be sent twice.
//!
//! The system keeps an account's nonce only as long as something refers to the account. A patient without a coin is
//! kept by its role, so when the last role ends, the nonce goes; and when the account gets a role again, a nonce that
//! started anew at 0 would make every transaction good again that the account has ever sent. Anybody could replay
//! them: they are in the blocks.
//!
//! So the nonce of an account that goes is kept, and when the account comes back, it goes on there. An account's next
//! nonce is thus moved by its own transactions and by nothing else:
//!
//! - what an account has sent is never good again, whatever came and went since;
//! - what it has signed and not sent stays good until it sends something else with the same nonce, whatever roles and
//!   coins others give it and take away meanwhile.
//!
//! It would not do to begin every new account at the highest nonce of any account that was removed, or at the number
//! of the block: both rise while a signed transaction waits, and an account that sends several transactions in a
//! block has a nonce above the block's number.
//!
//! What was signed for another `transaction_version` is never good again anyway. So nonces are kept by the version
//! under which their accounts went, and those of older versions are swept.

use crate::{Config, Pallet, Retired, Table};
use frame_support::{traits::OnKilledAccount, weights::Weight};
use sp_runtime::{
	traits::{Bounded, CheckedAdd, Get, One, UniqueSaturatedInto, Zero},
	transaction_validity::InvalidTransaction,
};

/// How many nonces of older versions a block sweeps at most.
const MAX_SWEPT: u32 = 64;

impl<T: Config> Pallet<T> {
	/// The nonce of the next transaction of `who`, whether the system knows the account or not.
	///
	/// An account that has come back has the nonce 0 in the system until it sends something.
	pub fn next_nonce(who: &T::AccountId) -> T::Nonce {
		let nonce = frame_system::Pallet::<T>::account_nonce(who);
		if nonce.is_zero() {
			Retired::<T>::get(Self::transaction_version(), who)
		} else {
			nonce
		}
	}

	/// How many transactions of `who` are before the one with this nonce. The last number of all is never good: there
	/// is none after it that would tell that it was used.
	pub(crate) fn ahead(who: &T::AccountId, nonce: T::Nonce) -> Result<u32, InvalidTransaction> {
		let next = Self::next_nonce(who);
		if nonce < next || nonce == T::Nonce::max_value() {
			return Err(InvalidTransaction::Stale);
		}
		Ok((nonce - next).unique_saturated_into())
	}

	/// How many transactions of `who` are before `call` with this nonce, if `who` may send it: somebody to whom nothing
	/// refers sends what newcomers may, and its next transaction only, none that is still to come: the first one makes it
	/// somebody whom the chain knows.
	pub(crate) fn place_in_line(
		who: &T::AccountId,
		nonce: T::Nonce,
		call: &T::RuntimeCall,
	) -> Result<u32, InvalidTransaction> {
		let is_newcomer = Self::is_newcomer(who);
		if is_newcomer && !T::Table::admits_newcomer(call) {
			return Err(InvalidTransaction::Payment);
		}
		let ahead = Self::ahead(who, nonce)?;
		if is_newcomer && ahead > 0 {
			return Err(InvalidTransaction::Future);
		}
		Ok(ahead)
	}

	/// Notes that `who` has sent the transaction with this nonce, its next one.
	pub(crate) fn use_nonce(who: &T::AccountId, nonce: T::Nonce) -> Result<(), InvalidTransaction> {
		if Self::ahead(who, nonce)? > 0 {
			return Err(InvalidTransaction::Future);
		}
		let following = nonce.checked_add(&T::Nonce::one()).ok_or(InvalidTransaction::Stale)?;
		frame_system::Account::<T>::mutate(who, |account| account.nonce = following);
		Ok(())
	}

	/// Whether nothing on the chain refers to `who`: no balance, no role.
	pub(crate) fn is_newcomer(who: &T::AccountId) -> bool {
		let known = frame_system::Account::<T>::get(who);
		known.providers == 0 && known.sufficients == 0
	}

	/// Keeps the nonce of `who` and lets go of its account, if there is one to which nothing refers, such as that of a
	/// newcomer whose registration has failed. Whether it did.
	///
	/// The system drops such an account when its balance is written, be it by a transfer of no coins at all (root's
	/// `force_transfer` can), and no hook tells of that.
	pub(crate) fn let_go_of_newcomer(who: &T::AccountId) -> bool {
		let row = frame_system::Account::<T>::get(who);
		let is_let_go = row.providers == 0 && row.sufficients == 0 && !row.nonce.is_zero();
		if is_let_go {
			Retired::<T>::insert(Self::transaction_version(), who, row.nonce);
			frame_system::Account::<T>::remove(who);
		}
		is_let_go
	}

	/// Sweeps nonces of older versions, as far as `limit` allows, and says what that cost.
	pub(crate) fn sweep_retired(limit: Weight) -> Weight {
		let look = T::DbWeight::get().reads(1);
		let step = T::DbWeight::get().reads_writes(1, 1);
		let mut spent = Weight::zero();
		for _ in 0..MAX_SWEPT {
			if spent.saturating_add(step).any_gt(limit) {
				break;
			}
			spent.saturating_accrue(look);
			// The first row has the lowest version of all that are kept.
			let Some((version, who)) = Retired::<T>::iter_keys().next() else { break };
			if version == Self::transaction_version() {
				break;
			}
			Retired::<T>::remove(version, who);
			spent.saturating_accrue(T::DbWeight::get().writes(1));
		}
		spent
	}

	pub(crate) fn transaction_version() -> u32 {
		T::Version::get().transaction_version
	}
}

impl<T: Config> OnKilledAccount<T::AccountId> for Pallet<T> {
	/// Keeps the nonce of `who`, which the system still has: it removes the account after this.
	fn on_killed_account(who: &T::AccountId) {
		let nonce = frame_system::Pallet::<T>::account_nonce(who);
		if !nonce.is_zero() {
			Retired::<T>::insert(Self::transaction_version(), who, nonce);
		}
	}
}
