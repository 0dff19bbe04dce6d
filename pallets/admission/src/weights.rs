//! What the calls of `pallet_admission` cost, measured by `scripts/weights.sh`.
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
	fn admit() -> Weight;
	fn end_block() -> Weight;
	fn set_figures() -> Weight;
	fn relay() -> Weight;
	fn sweep_budget() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Admission::Budgets` (r:2 w:1)
	/// Proof: `Admission::Budgets` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Admission::Retired` (r:1 w:1)
	/// Proof: `Admission::Retired` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	fn admit() -> Weight {
		// Took a minimum of 28_984_000 picoseconds.
		Weight::from_parts(30_315_000, 6078)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	fn end_block() -> Weight {
		// Took a minimum of 1_542_000 picoseconds.
		Weight::from_parts(1_703_000, 0)
	}
	fn set_figures() -> Weight {
		// Took a minimum of 3_355_000 picoseconds.
		Weight::from_parts(3_615_000, 0)
	}
	fn relay() -> Weight {
		// Took a minimum of 1_613_000 picoseconds.
		Weight::from_parts(1_803_000, 0)
	}
	/// Storage: `Admission::SweptTo` (r:1 w:1)
	/// Proof: `Admission::SweptTo` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
	/// Storage: `Admission::Budgets` (r:2 w:1)
	/// Proof: `Admission::Budgets` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	fn sweep_budget() -> Weight {
		// Took a minimum of 9_343_000 picoseconds.
		Weight::from_parts(9_865_000, 6078)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn admit() -> Weight {
		Weight::from_parts(30_315_000, 6078)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn end_block() -> Weight {
		Weight::from_parts(1_703_000, 0)
	}
	fn set_figures() -> Weight {
		Weight::from_parts(3_615_000, 0)
	}
	fn relay() -> Weight {
		Weight::from_parts(1_803_000, 0)
	}
	fn sweep_budget() -> Weight {
		Weight::from_parts(9_865_000, 6078)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
}
