//! Weights of the pallet's calls, for a node with ParityDB.
//!
//! What the audit trail costs comes on top: a call adds `T::Audit::weight()`.

#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// What each call costs.
pub trait WeightInfo {
	fn register() -> Weight;
	fn replace_encryption_key() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Registrations` (r:1 w:1)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Storage: `System::Account` (r:1 w:1)
	fn register() -> Weight {
		Weight::from_parts(30_000_000, 4_000).saturating_add(T::DbWeight::get().reads_writes(5, 4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	fn replace_encryption_key() -> Weight {
		Weight::from_parts(30_000_000, 4_000).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
}

impl WeightInfo for () {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Registrations` (r:1 w:1)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Storage: `System::Account` (r:1 w:1)
	fn register() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads_writes(5, 4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	fn replace_encryption_key() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads_writes(2, 1))
	}
}
