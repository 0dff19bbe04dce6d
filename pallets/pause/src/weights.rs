//! What the calls of `pallet_pause` cost, beyond what is read and written: several times what searching and moving 32 rows takes. They are not measured yet;
//! `scripts/weights.sh pause` does.

#![allow(missing_docs)]
#![allow(unused_parens)]

use core::marker::PhantomData;
use frame_support::weights::Weight;

/// What each call costs.
pub trait WeightInfo {
	fn pause() -> Weight;
	fn resume() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn pause() -> Weight {
		Weight::from_parts(50_000_000, 5545)
	}
	fn resume() -> Weight {
		Weight::from_parts(50_000_000, 5545)
	}
}

impl WeightInfo for () {
	fn pause() -> Weight {
		Weight::from_parts(50_000_000, 5545)
	}
	fn resume() -> Weight {
		Weight::from_parts(50_000_000, 5545)
	}
}
