//! What the calls of `pallet_audit_log` cost, measured by `scripts/weights.sh`.
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
	fn append() -> Weight;
	fn request_access() -> Weight;
	fn request_access_to_unknown_patient() -> Weight;
	fn redeem_ticket() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(228), added: 2703, mode: `MaxEncodedLen`)
	fn append() -> Weight {
		// Took a minimum of 15_997_000 picoseconds.
		Weight::from_parts(24_847_000, 3602)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	fn request_access() -> Weight {
		// Took a minimum of 11_293_000 picoseconds.
		Weight::from_parts(15_387_000, 4875).saturating_add(T::DbWeight::get().reads(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(228), added: 2703, mode: `MaxEncodedLen`)
	fn request_access_to_unknown_patient() -> Weight {
		// Took a minimum of 71_186_000 picoseconds.
		Weight::from_parts(90_490_000, 4875)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:1 w:0)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(228), added: 2703, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Redemptions` (r:1 w:1)
	/// Proof: `AuditLog::Redemptions` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	fn redeem_ticket() -> Weight {
		// Took a minimum of 76_299_000 picoseconds.
		Weight::from_parts(103_018_000, 4875)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn append() -> Weight {
		Weight::from_parts(24_847_000, 3602)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn request_access() -> Weight {
		Weight::from_parts(15_387_000, 4875).saturating_add(ParityDbWeight::get().reads(2))
	}
	fn request_access_to_unknown_patient() -> Weight {
		Weight::from_parts(90_490_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn redeem_ticket() -> Weight {
		Weight::from_parts(103_018_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
}
