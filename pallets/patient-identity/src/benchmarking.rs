//! Benchmarks of the calls. They measure a call as a whole, the trail of the runtime included.

use super::*;
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use sp_core::H256;

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		register(RawOrigin::Signed(caller.clone()), H256::repeat_byte(1), [1; 32]);

		assert_eq!(Registrations::<T>::get(&caller), 1);
	}

	#[benchmark]
	fn replace_encryption_key() {
		let caller: T::AccountId = whitelisted_caller();
		let patient = Pallet::<T>::register_for_benchmark(&caller);

		#[extrinsic_call]
		replace_encryption_key(RawOrigin::Signed(caller), patient, [2; 32]);

		assert_eq!(Pallet::<T>::key_epoch(&patient), Some(1));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
