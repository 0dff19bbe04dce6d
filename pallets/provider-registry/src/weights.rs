//! What the calls of `pallet_provider_registry` cost, measured by `scripts/weights.sh`.
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
	fn accredit_organization() -> Weight;
	fn suspend_organization() -> Weight;
	fn reinstate_organization() -> Weight;
	fn add_practitioner() -> Weight;
	fn change_practitioner() -> Weight;
	fn publish_practitioner_key() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::NextOrganizationId` (r:1 w:1)
	/// Proof: `ProviderRegistry::NextOrganizationId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:0 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(472), added: 2947, mode: `MaxEncodedLen`)
	fn accredit_organization() -> Weight {
		// Took a minimum of 32_912_000 picoseconds.
		Weight::from_parts(38_341_000, 3593)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(472), added: 2947, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn suspend_organization() -> Weight {
		// Took a minimum of 25_517_000 picoseconds.
		Weight::from_parts(27_732_000, 3937)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(472), added: 2947, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn reinstate_organization() -> Weight {
		// Took a minimum of 25_257_000 picoseconds.
		Weight::from_parts(27_391_000, 3937)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(472), added: 2947, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(359), added: 2834, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn add_practitioner() -> Weight {
		// Took a minimum of 42_940_000 picoseconds.
		Weight::from_parts(45_465_000, 3937)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(472), added: 2947, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(359), added: 2834, mode: `MaxEncodedLen`)
	fn change_practitioner() -> Weight {
		// Took a minimum of 32_752_000 picoseconds.
		Weight::from_parts(35_316_000, 3937)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(359), added: 2834, mode: `MaxEncodedLen`)
	fn publish_practitioner_key() -> Weight {
		// Took a minimum of 22_141_000 picoseconds.
		Weight::from_parts(25_207_000, 3824)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn accredit_organization() -> Weight {
		Weight::from_parts(38_341_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn suspend_organization() -> Weight {
		Weight::from_parts(27_732_000, 3937)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn reinstate_organization() -> Weight {
		Weight::from_parts(27_391_000, 3937)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn add_practitioner() -> Weight {
		Weight::from_parts(45_465_000, 3937)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn change_practitioner() -> Weight {
		Weight::from_parts(35_316_000, 3937)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn publish_practitioner_key() -> Weight {
		Weight::from_parts(25_207_000, 3824)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
}
