//! Weights of `pallet_record_anchor`, for a node on ParityDB.
//!
//! The policy's decision, the trail's entry and the hooks are weighed apart: a call adds what the
//! runtime's implementations of them declare.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::{constants::ParityDbWeight, Weight}};

/// Weight functions needed for `pallet_record_anchor`.
pub trait WeightInfo {
	fn anchor() -> Weight;
}

/// Weights for `pallet_record_anchor` using the runtime's database weights.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `RecordAnchor::AnchorByRoot` (r:1 w:1)
	/// Storage: `RecordAnchor::AnchorCount` (r:1 w:1)
	/// Storage: `RecordAnchor::Anchors` (r:0 w:1)
	fn anchor() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
}

// For backwards compatibility and tests.
impl WeightInfo for () {
	fn anchor() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
}
