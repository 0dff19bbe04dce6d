//! The references by which an account with a role exists without a coin.
//!
//! An account that nothing on the chain refers to has no row in the system, and so no nonce: it cannot
//! send a transaction. A pallet that gives an account a role therefore holds one of the account's
//! `sufficients` references for each row that names it, and lets go of it with the row.

use alloc::collections::BTreeMap;
use core::marker::PhantomData;
use frame_support::{ensure, storage::StorageMap};
use sp_runtime::{ArithmeticError, TryRuntimeError};

/// The references that a pallet holds for role rows; `Counts` is its storage map from an account to the
/// number of rows that name it.
pub struct RoleReferences<T, Counts>(PhantomData<(T, Counts)>);

impl<T, Counts> RoleReferences<T, Counts>
where
	T: frame_system::Config,
	Counts: StorageMap<T::AccountId, u32, Query = u32>
		+ frame_support::IterableStorageMap<T::AccountId, u32>,
{
	/// Whether another row may name `account`: to be asked before anything is written.
	pub fn ensure_room(account: &T::AccountId) -> Result<(), ArithmeticError> {
		Counts::get(account).checked_add(1).map(|_| ()).ok_or(ArithmeticError::Overflow)
	}

	/// Holds a reference for a row that names `account`.
	pub fn hold(account: &T::AccountId) {
		Counts::mutate(account, |count| *count = count.saturating_add(1));
		frame_system::Pallet::<T>::inc_sufficients(account);
	}

	/// Lets go of the reference for a row that named `account`. With its last reference the account
	/// itself goes.
	pub fn release(account: &T::AccountId) {
		let count = Counts::get(account);
		if count == 0 {
			frame_support::defensive!("a row must have held a reference");
			return;
		}
		match count.saturating_sub(1) {
			0 => Counts::remove(account),
			left => Counts::insert(account, left),
		}
		frame_system::Pallet::<T>::dec_sufficients(account);
	}

	/// Checks that the counts are `rows`, the numbers of rows that name each account; that none is
	/// stored as zero; and that the system holds at least so many references.
	pub fn check(rows: BTreeMap<T::AccountId, u32>) -> Result<(), TryRuntimeError> {
		ensure!(
			Counts::iter().collect::<BTreeMap<_, _>>() == rows,
			"role counts must equal the role rows"
		);
		for (account, count) in rows {
			ensure!(
				frame_system::Pallet::<T>::sufficients(&account) >= count,
				"every role row must hold a sufficient reference of its account"
			);
		}
		Ok(())
	}
}
