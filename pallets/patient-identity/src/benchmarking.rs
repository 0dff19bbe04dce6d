//! Benchmarks of the calls. They measure a call as a whole, the trail of the runtime included.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::Time;
use frame_system::RawOrigin;
use salus_primitives::{
	ClassSet, Moment, PatientDirectory, PatientId, Period, Powers, RecordClass,
};
use sp_core::H256;

/// A year, in milliseconds.
const YEAR: Moment = 365 * 24 * 60 * 60 * 1_000;

/// As many classes as a device can have.
fn all_classes() -> ClassSet {
	ClassSet::truncate_from((0..ClassSet::bound() as u16).map(RecordClass).collect())
}

impl<T: Config> Pallet<T> {
	/// Registers a patient whose tables are full.
	pub(crate) fn register_full(controller: &T::AccountId) -> PatientId {
		let patient = Self::do_register(controller.clone(), H256::repeat_byte(0x5a), [0x5a; 32])
			.expect("the registrations counter makes every id a new one");
		let now = T::Time::now();
		Patients::<T>::mutate(patient, |row| {
			let row = row.as_mut().expect("just registered");
			for number in 0..MAX_REPRESENTATIVES {
				let representative = Representative {
					account: account("representative", number, 0),
					powers: Powers::ALL,
					period: Period { from: now, until: Some(now.saturating_add(YEAR)) },
					appointed_by: Appointer::Patient,
				};
				RoleReferences::<T>::hold(&representative.account);
				row.representatives.try_push(representative).expect("up to the bound");
			}
			for number in 0..MAX_DEVICES {
				let device = Device {
					account: account("device", number, 0),
					classes: all_classes(),
					until: now.saturating_add(YEAR),
				};
				RoleReferences::<T>::hold(&device.account);
				row.devices.try_push(device).expect("up to the bound");
			}
		});
		patient
	}
}

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
