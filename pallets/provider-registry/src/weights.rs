//! Weights of the pallet's calls, for a node with ParityDB.

#![allow(missing_docs)]

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
	/// Storage: `ProviderRegistry::NextOrganizationId` (r:1 w:1)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Storage: `System::Account` (r:1 w:1)
	/// Storage: `ProviderRegistry::Organizations` (r:0 w:1)
	fn accredit_organization() -> Weight {
		Weight::from_parts(30_000_000, 4_000).saturating_add(T::DbWeight::get().reads_writes(4, 4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	fn suspend_organization() -> Weight {
		Weight::from_parts(30_000_000, 4_000).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	fn reinstate_organization() -> Weight {
		Weight::from_parts(30_000_000, 4_000).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Storage: `System::Account` (r:1 w:1)
	fn add_practitioner() -> Weight {
		Weight::from_parts(30_000_000, 4_000).saturating_add(T::DbWeight::get().reads_writes(5, 3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	fn change_practitioner() -> Weight {
		Weight::from_parts(30_000_000, 4_000).saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	fn publish_practitioner_key() -> Weight {
		Weight::from_parts(30_000_000, 4_000).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
}

impl WeightInfo for () {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `ProviderRegistry::NextOrganizationId` (r:1 w:1)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Storage: `System::Account` (r:1 w:1)
	/// Storage: `ProviderRegistry::Organizations` (r:0 w:1)
	fn accredit_organization() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads_writes(4, 4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	fn suspend_organization() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads_writes(2, 1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	fn reinstate_organization() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads_writes(2, 1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Storage: `System::Account` (r:1 w:1)
	fn add_practitioner() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads_writes(5, 3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	fn change_practitioner() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads_writes(3, 1))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	fn publish_practitioner_key() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads_writes(1, 1))
	}
}
