//! What the calls of `lanes` cost on this runtime, measured by `scripts/weights.sh`
//! with 30 steps and 15 repeats on AMD EPYC.

#![allow(unused_imports)]
#![allow(unused_parens)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `lanes`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo<T> {
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	pub fn verdict() -> Weight {
		// Took a minimum of 21_912_000 picoseconds.
		Weight::from_parts(23_315_000, 4615).saturating_add(T::DbWeight::get().reads(2))
	}
}
