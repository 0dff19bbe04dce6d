//! What the calls of `pallet_record_anchor` cost, measured by `scripts/weights.sh`.
//!
//! Measured with 20 steps and 8 repeats on Intel(R) Xeon(R) Processor, on the Salus runtime. A call's
//! weight does not hold what a decision or an entry in a trail costs: those are added where the call
//! is declared. A runtime names its database in `frame_system::Config::DbWeight`; that of the Salus
//! node is ParityDB.

#![allow(missing_docs)]
#![allow(unused_parens)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// What each call costs.
pub trait WeightInfo {
	fn anchor() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::AnchorByRoot` (r:1 w:1)
	/// Proof: `RecordAnchor::AnchorByRoot` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::AnchorCount` (r:1 w:1)
	/// Proof: `RecordAnchor::AnchorCount` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:0 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(164), added: 2639, mode: `MaxEncodedLen`)
	fn anchor() -> Weight {
		// Took a minimum of 37_233_000 picoseconds.
		Weight::from_parts(42_911_000, 4875)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn anchor() -> Weight {
		Weight::from_parts(42_911_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
}
