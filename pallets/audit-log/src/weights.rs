//! Weights of `pallet_audit_log`, for a node on ParityDB.
//!
//! The policy's decision is weighed apart: a call adds what the runtime's policy declares.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::{constants::ParityDbWeight, Weight}};

/// Weight functions needed for `pallet_audit_log`.
pub trait WeightInfo {
	fn append() -> Weight;
	fn request_access() -> Weight;
	fn request_access_to_unknown_patient() -> Weight;
	fn redeem_ticket() -> Weight;
}

/// Weights for `pallet_audit_log` using the runtime's database weights.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	fn append() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn request_access() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
	}
	/// Storage: the policy's look for the patient (r:1 w:0)
	/// Storage: the practitioner's standing (r:2 w:0)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	fn request_access_to_unknown_patient() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// Storage: the practitioner's standing (r:2 w:0)
	/// Storage: `AuditLog::Entries` (r:1 w:0)
	/// Storage: `AuditLog::Redemptions` (r:1 w:1)
	fn redeem_ticket() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}

// For backwards compatibility and tests.
impl WeightInfo for () {
	fn append() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn request_access() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
	}
	fn request_access_to_unknown_patient() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads(4_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn redeem_ticket() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads(4_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
}
