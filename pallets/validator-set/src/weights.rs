//! What the calls of `pallet_validator_set` cost, measured by `scripts/weights.sh`.
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
	fn add_validator() -> Weight;
	fn remove_validator() -> Weight;
	fn exchange_validator() -> Weight;
	fn set_expiry() -> Weight;
	fn note_author() -> Weight;
	fn change_session() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Session::NextKeys` (r:1 w:0)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `ValidatorSet::Members` (r:1 w:1)
	/// Proof: `ValidatorSet::Members` (`max_values`: Some(1), `max_size`: Some(1729), added: 2224, mode: `MaxEncodedLen`)
	fn add_validator() -> Weight {
		// Took a minimum of 15_763_000 picoseconds.
		Weight::from_parts(16_725_000, 5582)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ValidatorSet::Members` (r:1 w:1)
	/// Proof: `ValidatorSet::Members` (`max_values`: Some(1), `max_size`: Some(1729), added: 2224, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Session::NextKeys` (r:32 w:0)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn remove_validator() -> Weight {
		// Took a minimum of 144_025_000 picoseconds.
		Weight::from_parts(150_184_000, 85371)
			.saturating_add(T::DbWeight::get().reads(34))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Session::NextKeys` (r:33 w:0)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `ValidatorSet::Members` (r:1 w:1)
	/// Proof: `ValidatorSet::Members` (`max_values`: Some(1), `max_size`: Some(1729), added: 2224, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn exchange_validator() -> Weight {
		// Took a minimum of 150_544_000 picoseconds.
		Weight::from_parts(154_761_000, 87957)
			.saturating_add(T::DbWeight::get().reads(35))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ValidatorSet::Members` (r:1 w:1)
	/// Proof: `ValidatorSet::Members` (`max_values`: Some(1), `max_size`: Some(1729), added: 2224, mode: `MaxEncodedLen`)
	fn set_expiry() -> Weight {
		// Took a minimum of 9_865_000 picoseconds.
		Weight::from_parts(10_526_000, 3214)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ValidatorSet::Authors` (r:0 w:1)
	/// Proof: `ValidatorSet::Authors` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	fn note_author() -> Weight {
		// Took a minimum of 1_222_000 picoseconds.
		Weight::from_parts(1_352_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Session::CurrentIndex` (r:1 w:1)
	/// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Session::QueuedChanged` (r:1 w:1)
	/// Proof: `Session::QueuedChanged` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Session::Validators` (r:1 w:1)
	/// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `ValidatorSet::Authors` (r:33 w:32)
	/// Proof: `ValidatorSet::Authors` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	/// Storage: `ValidatorSet::Members` (r:1 w:1)
	/// Proof: `ValidatorSet::Members` (`max_values`: Some(1), `max_size`: Some(1729), added: 2224, mode: `MaxEncodedLen`)
	/// Storage: `Session::QueuedKeys` (r:1 w:1)
	/// Proof: `Session::QueuedKeys` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Historical::StoredRange` (r:1 w:1)
	/// Proof: `Historical::StoredRange` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Session::NextKeys` (r:32 w:0)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `Aura::Authorities` (r:1 w:1)
	/// Proof: `Aura::Authorities` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `Grandpa::CurrentSetId` (r:1 w:1)
	/// Proof: `Grandpa::CurrentSetId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Grandpa::Stalled` (r:1 w:1)
	/// Proof: `Grandpa::Stalled` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Grandpa::PendingChange` (r:1 w:1)
	/// Proof: `Grandpa::PendingChange` (`max_values`: Some(1), `max_size`: Some(1294), added: 1789, mode: `MaxEncodedLen`)
	/// Storage: `Historical::HistoricalSessions` (r:0 w:1)
	/// Proof: `Historical::HistoricalSessions` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	/// Storage: `Grandpa::SetIdSession` (r:0 w:1)
	/// Proof: `Grandpa::SetIdSession` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Session::DisabledValidators` (r:0 w:1)
	/// Proof: `Session::DisabledValidators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	fn change_session() -> Weight {
		// Took a minimum of 537_491_000 picoseconds.
		Weight::from_parts(554_316_000, 91812)
			.saturating_add(T::DbWeight::get().reads(76))
			.saturating_add(T::DbWeight::get().writes(45))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn add_validator() -> Weight {
		Weight::from_parts(16_725_000, 5582)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn remove_validator() -> Weight {
		Weight::from_parts(150_184_000, 85371)
			.saturating_add(ParityDbWeight::get().reads(34))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn exchange_validator() -> Weight {
		Weight::from_parts(154_761_000, 87957)
			.saturating_add(ParityDbWeight::get().reads(35))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn set_expiry() -> Weight {
		Weight::from_parts(10_526_000, 3214)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn note_author() -> Weight {
		Weight::from_parts(1_352_000, 0).saturating_add(ParityDbWeight::get().writes(1))
	}
	fn change_session() -> Weight {
		Weight::from_parts(554_316_000, 91812)
			.saturating_add(ParityDbWeight::get().reads(76))
			.saturating_add(ParityDbWeight::get().writes(45))
	}
}
