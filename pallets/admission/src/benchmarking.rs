//! What the calls and extensions cost. What a runtime's table costs it says itself.

use crate::{
	admit::turn_of, budget::Budget, lane::Claim, Budgets, Call, Carried, Config, Figures, Holder,
	Pallet, Used,
};
use alloc::boxed::Box;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo, PostDispatchInfo},
	traits::EnsureOrigin,
	weights::Weight,
};
use frame_system::RawOrigin;
use sp_runtime::traits::{Dispatchable, One};

#[benchmarks(
	where T::RuntimeCall: Dispatchable<RuntimeOrigin = T::RuntimeOrigin, PostInfo = PostDispatchInfo>
		+ GetDispatchInfo
)]
mod benchmarks {
	use super::*;

	/// Of an organization whose budget for emergencies is spent, so that both its budgets are looked at, in a block in
	/// which it has not been seen.
	#[benchmark]
	fn admit() {
		let who: T::AccountId = whitelisted_caller();
		let claim = Claim::Organization { organization: 1, is_emergency: true };
		let spent = Budget { level: i64::MIN / 2, as_of: 0, epoch: 0 };
		Budgets::<T>::insert(Holder::Emergency(1), spent);
		Budgets::<T>::insert(Holder::Organization(1), Budget { level: 1, as_of: 0, epoch: 7 });
		let weight = Weight::from_parts(1_000_000, 0);
		let mut is_admitted = false;

		#[block]
		{
			let _ = turn_of::<T>(&who, claim, 0, 1_000_000, 200);
			let cost = Pallet::<T>::cost(DispatchClass::Normal, weight, 200);
			if let Some(seat) = Pallet::<T>::take_seat(&who, claim, cost) {
				is_admitted = true;
				Pallet::<T>::give_back(&seat, 1);
			}
			let nonce = Pallet::<T>::next_nonce(&who);
			let _ = Pallet::<T>::use_nonce(&who, nonce);
			let _ = Pallet::<T>::let_go_of_newcomer(&who);
		}

		assert!(is_admitted);
		assert_eq!(Carried::<T>::get().current, 1);
	}

	#[benchmark]
	fn end_block() {
		Used::<T>::put(crate::Carries([1; 6]));

		#[block]
		{
			Pallet::<T>::end_block();
		}

		assert!(!Used::<T>::exists());
	}

	#[benchmark]
	fn set_figures() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Figures::default());

		Ok(())
	}

	/// Of a call that is none to relay: what the call itself costs comes on top.
	#[benchmark]
	fn relay() {
		let who: T::AccountId = whitelisted_caller();
		let call: <T as frame_system::Config>::RuntimeCall =
			frame_system::Call::<T>::remark { remark: Default::default() }.into();

		#[block]
		{
			let _ = Pallet::<T>::relay(RawOrigin::Signed(who).into(), 1, Box::new(call));
		}
	}

	#[benchmark]
	fn sweep_budget() {
		let who: T::AccountId = whitelisted_caller();
		let holder = Holder::Account(who);
		Budgets::<T>::insert(&holder, Budget { level: 0, as_of: 0, epoch: 0 });
		frame_system::Pallet::<T>::set_block_number(
			frame_system::pallet_prelude::BlockNumberFor::<T>::one() * 100_000u32.into(),
		);

		#[block]
		{
			Pallet::<T>::sweep_budgets(Weight::MAX);
		}

		assert!(!Budgets::<T>::contains_key(&holder));
	}
}
