//! What the calls of `pallet_consent` cost, measured by `scripts/weights.sh`.
//!
//! Measured with 50 steps and 20 repeats on AMD EPYC, on the Salus runtime. A call's
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
	fn grant() -> Weight;
	fn revoke() -> Weight;
	fn decide_by_class() -> Weight;
	fn decide_by_anchor() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(472), added: 2947, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(359), added: 2834, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(2992), added: 5467, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(2781), added: 5256, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Envelopes` (r:0 w:1)
	/// Proof: `Consent::Envelopes` (`max_values`: None, `max_size`: Some(575), added: 3050, mode: `MaxEncodedLen`)
	fn grant() -> Weight {
		// Took a minimum of 81_461_000 picoseconds.
		Weight::from_parts(92_292_000, 6457)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(2992), added: 5467, mode: `MaxEncodedLen`)
	fn revoke() -> Weight {
		// Took a minimum of 31_689_000 picoseconds.
		Weight::from_parts(35_566_000, 6457)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(472), added: 2947, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(359), added: 2834, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(2992), added: 5467, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(2781), added: 5256, mode: `MaxEncodedLen`)
	fn decide_by_class() -> Weight {
		// Took a minimum of 45_235_000 picoseconds.
		Weight::from_parts(49_122_000, 6457).saturating_add(T::DbWeight::get().reads(5))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:0)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(132), added: 2607, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(472), added: 2947, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(359), added: 2834, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(2992), added: 5467, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(2781), added: 5256, mode: `MaxEncodedLen`)
	fn decide_by_anchor() -> Weight {
		// Took a minimum of 51_636_000 picoseconds.
		Weight::from_parts(55_513_000, 6457).saturating_add(T::DbWeight::get().reads(6))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::from_parts(92_292_000, 6457)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke() -> Weight {
		Weight::from_parts(35_566_000, 6457)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn decide_by_class() -> Weight {
		Weight::from_parts(49_122_000, 6457).saturating_add(ParityDbWeight::get().reads(5))
	}
	fn decide_by_anchor() -> Weight {
		Weight::from_parts(55_513_000, 6457).saturating_add(ParityDbWeight::get().reads(6))
	}
}
