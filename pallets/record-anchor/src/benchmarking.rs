//! Benchmarks of `pallet_record_anchor`.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::Get;
use frame_system::RawOrigin;
use salus_primitives::{PatientDirectory, PatientId, Purpose};
use sp_core::H256;

/// A policy's decision, an entry in the trail and the hooks are weighed by those who make them, so
/// the caller is the patient's controller, whose case a policy decides with the fewest reads. The
/// batch's size plays no part: the chain sees its root alone.
#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn anchor() {
		let caller: T::AccountId = whitelisted_caller();
		let patient: PatientId = T::Patients::register_for_benchmark(&caller);
		let class = RecordClass(1);
		// Another anchor, so that no table is empty.
		let earlier = Pallet::<T>::anchor_for_benchmark(&patient, class);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			patient,
			class,
			H256::repeat_byte(7),
			T::MaxLeaves::get(),
			Months { from: 600, until: 612 },
			Purpose::PatientRequest,
			Capacity::Person,
		);

		assert_eq!(AnchorCount::<T>::get(patient), earlier.saturating_add(2));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::benchmark_externalities(), crate::mock::Test);
}
