//! What the calls cost, with as many calls paused as can be.

use crate::*;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{EnsureOrigin, Get},
	BoundedVec,
};
use sp_runtime::traits::One;

/// A call that can be paused, by name: one of those that every runtime has.
fn remark() -> Result<(Name, Name), BenchmarkError> {
	let name = |text: &str| Name::try_from(text.as_bytes().to_vec());
	match (name("System"), name("remark_with_event")) {
		(Ok(pallet), Ok(call)) => Ok((pallet, call)),
		_ => Err(BenchmarkError::Weightless),
	}
}

/// Pauses so many others, of long names, for good.
fn fill<T: Config>(others: u32) {
	let row = |index: u32| {
		let mut letters = alloc::vec![b'x'; 60];
		letters.extend(index.to_be_bytes());
		let name = Name::truncate_from(letters);
		PausedCall { pallet: name.clone(), call: name, until: u32::MAX.into() }
	};
	Paused::<T>::put(BoundedVec::truncate_from((0..others).map(row).collect()));
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn pause() -> Result<(), BenchmarkError> {
		let origin =
			T::PauseOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let (pallet, call) = remark()?;
		fill::<T>(T::MaxPaused::get().saturating_sub(1));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, pallet, call, One::one());
		assert_eq!(Paused::<T>::get().len() as u32, T::MaxPaused::get());
		Ok(())
	}

	#[benchmark]
	fn resume() -> Result<(), BenchmarkError> {
		let origin =
			T::ResumeOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let (pallet, call) = remark()?;
		fill::<T>(T::MaxPaused::get().saturating_sub(1));
		let until = u32::MAX.into();
		let row = PausedCall { pallet: pallet.clone(), call: call.clone(), until };
		Paused::<T>::mutate(|rows| rows.try_push(row)).map_err(|_| BenchmarkError::Weightless)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, pallet, call);
		assert_eq!((Paused::<T>::get().len() as u32).saturating_add(1), T::MaxPaused::get());
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::externalities(), crate::mock::Test);
}
