//! What calls and sessions cost, with as many validators as there can be, all of them with keys.

use crate::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{EnsureOrigin, Get, Time},
	BoundedBTreeMap,
};
use pallet_authorship::EventHandler;

fn consortium<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::ConsortiumOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// A validator with keys.
fn validator<T: Config>(index: u32) -> T::AccountId {
	let account = account("validator", index, 0);
	T::BenchmarkHelper::publish_keys(&account);
	account
}

/// Lets so many be members, without an end.
fn admit<T: Config>(validators: u32) -> Vec<T::AccountId> {
	let accounts = (0..validators).map(validator::<T>).collect::<Vec<_>>();
	let rows = accounts.iter().map(|account| (account.clone(), Membership::until(None)));
	let rows = BoundedBTreeMap::try_from(rows.collect::<alloc::collections::BTreeMap<_, _>>());
	Members::<T>::put(rows.unwrap_or_default());
	accounts
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn add_validator() -> Result<(), BenchmarkError> {
		let origin = consortium::<T>()?;
		let most = T::MaxValidators::get();
		admit::<T>(most.saturating_sub(1));
		let new = validator::<T>(most);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, new.clone(), None);
		assert!(Members::<T>::get().contains_key(&new));
		Ok(())
	}

	#[benchmark]
	fn remove_validator() -> Result<(), BenchmarkError> {
		let origin = consortium::<T>()?;
		let members = admit::<T>(T::MaxValidators::get());
		let old = members.first().cloned().ok_or(BenchmarkError::Weightless)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, old.clone());
		assert!(!Members::<T>::get().contains_key(&old));
		Ok(())
	}

	#[benchmark]
	fn exchange_validator() -> Result<(), BenchmarkError> {
		let origin = consortium::<T>()?;
		let most = T::MaxValidators::get();
		let members = admit::<T>(most);
		let old = members.first().cloned().ok_or(BenchmarkError::Weightless)?;
		let new = validator::<T>(most);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, old, new.clone(), None);
		assert!(Members::<T>::get().contains_key(&new));
		Ok(())
	}

	#[benchmark]
	fn set_expiry() -> Result<(), BenchmarkError> {
		let origin = consortium::<T>()?;
		let members = admit::<T>(T::MaxValidators::get());
		let one = members.first().cloned().ok_or(BenchmarkError::Weightless)?;
		let until = Some(T::Time::now().saturating_add(1));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, one.clone(), until);
		assert_eq!(Members::<T>::get().get(&one).and_then(|row| row.until), until);
		Ok(())
	}

	#[benchmark]
	fn note_author() {
		let author = validator::<T>(0);
		#[block]
		{
			Pallet::<T>::note_author(author.clone());
		}
		assert!(Authors::<T>::contains_key(&author));
	}

	/// Everybody has made a block in the session that ends; the consensus engines hear of others in the one that begins, and again others are planned.
	#[benchmark]
	fn change_session() {
		let most = T::MaxValidators::get();
		let members = admit::<T>(most);
		T::Session::rotate();
		let exchange = |old: u32, new: u32| {
			let new = validator::<T>(new);
			Members::<T>::mutate(|rows| {
				rows.remove(&validator::<T>(old));
				let _ = rows.try_insert(new, Membership::until(None));
			});
		};
		exchange(0, most);
		T::Session::rotate();
		T::BenchmarkHelper::settle();
		exchange(1, most.saturating_add(1));
		members.iter().cloned().for_each(Pallet::<T>::note_author);
		let planned = Members::<T>::get().into_inner().into_keys().collect::<Vec<_>>();
		assert!(!T::Session::are_queued(&planned));
		#[block]
		{
			T::Session::rotate();
		}
		assert!(T::Session::are_queued(&planned));
		assert!(Authors::<T>::iter().next().is_none());
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::no_validators(), crate::mock::Test);
}
