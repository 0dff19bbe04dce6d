//! What the calls of `pallet_pause` cost, measured by `scripts/weights.sh`.
//!
//! Measured with 30 steps and 15 repeats on AMD EPYC, on the Salus runtime. A call's
//! weight does not hold what a decision or an entry in a trail costs: those are added where the call
//! is declared. A runtime names its database in `frame_system::Config::DbWeight`; that of the Salus
//! node is ParityDB.

#![allow(missing_docs)]
#![allow(unused_imports)]
#![allow(unused_parens)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// What each call costs.
pub trait WeightInfo {
	fn pause() -> Weight;
	fn resume() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn pause() -> Weight {
		// Took a minimum of 16_484_000 picoseconds.
		Weight::from_parts(17_286_000, 0)
	}
	fn resume() -> Weight {
		// Took a minimum of 16_244_000 picoseconds.
		Weight::from_parts(17_035_000, 0)
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn pause() -> Weight {
		Weight::from_parts(17_286_000, 0)
	}
	fn resume() -> Weight {
		Weight::from_parts(17_035_000, 0)
	}
}
