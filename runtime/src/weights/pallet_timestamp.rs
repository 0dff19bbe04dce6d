//! What the calls of `pallet_timestamp` cost on this runtime, measured by `scripts/weights.sh`
//! with 30 steps and 15 repeats on AMD EPYC.

#![allow(unused_imports)]
#![allow(unused_parens)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_timestamp`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_timestamp::WeightInfo for WeightInfo<T> {
	/// Storage: `Aura::CurrentSlot` (r:1 w:0)
	/// Proof: `Aura::CurrentSlot` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn set() -> Weight {
		// Took a minimum of 3_965_000 picoseconds.
		Weight::from_parts(4_297_000, 1493).saturating_add(T::DbWeight::get().reads(1))
	}
	fn on_finalize() -> Weight {
		// Took a minimum of 591_000 picoseconds.
		Weight::from_parts(701_000, 0)
	}
}
