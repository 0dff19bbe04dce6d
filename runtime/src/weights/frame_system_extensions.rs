//! What the calls of `frame_system_extensions` cost on this runtime, measured by `scripts/weights.sh`
//! with 30 steps and 15 repeats on AMD EPYC.

#![allow(unused_imports)]
#![allow(unused_parens)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `frame_system_extensions`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> frame_system::ExtensionsWeightInfo for WeightInfo<T> {
	fn check_genesis() -> Weight {
		// Took a minimum of 1_472_000 picoseconds.
		Weight::from_parts(1_642_000, 0)
	}
	fn check_mortality_mortal_transaction() -> Weight {
		// Took a minimum of 3_155_000 picoseconds.
		Weight::from_parts(3_385_000, 0)
	}
	fn check_mortality_immortal_transaction() -> Weight {
		// Took a minimum of 3_165_000 picoseconds.
		Weight::from_parts(3_395_000, 0)
	}
	fn check_non_zero_sender() -> Weight {
		// Took a minimum of 491_000 picoseconds.
		Weight::from_parts(571_000, 0)
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn check_nonce() -> Weight {
		// Took a minimum of 6_169_000 picoseconds.
		Weight::from_parts(6_640_000, 3593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn check_spec_version() -> Weight {
		// Took a minimum of 350_000 picoseconds.
		Weight::from_parts(420_000, 0)
	}
	fn check_tx_version() -> Weight {
		// Took a minimum of 360_000 picoseconds.
		Weight::from_parts(420_000, 0)
	}
	fn check_weight() -> Weight {
		// Took a minimum of 2_865_000 picoseconds.
		Weight::from_parts(3_085_000, 0)
	}
	fn weight_reclaim() -> Weight {
		// Took a minimum of 1_632_000 picoseconds.
		Weight::from_parts(1_802_000, 0)
	}
}
