//! What the pallet's calls cost.

#![allow(clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What the pallet's calls and the decision cost.
pub trait WeightInfo {
	/// `grant`, beside the audit entry.
	fn grant() -> Weight;
	/// `revoke`, beside the audit entry.
	fn revoke() -> Weight;
	/// A decision about a class, with every table at its bound.
	fn decide_by_class() -> Weight;
	/// A decision about an anchor, with every table at its bound.
	fn decide_by_anchor() -> Weight;
}

/// Measured on the Salus runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn grant() -> Weight {
		Weight::from_parts(40_000_000, 7_000).saturating_add(T::DbWeight::get().reads_writes(5, 3))
	}
	fn revoke() -> Weight {
		Weight::from_parts(20_000_000, 5_000).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	fn decide_by_class() -> Weight {
		Weight::from_parts(30_000_000, 7_000).saturating_add(T::DbWeight::get().reads(5))
	}
	fn decide_by_anchor() -> Weight {
		Weight::from_parts(30_000_000, 7_000).saturating_add(T::DbWeight::get().reads(6))
	}
}

/// For tests.
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::from_parts(40_000_000, 7_000)
	}
	fn revoke() -> Weight {
		Weight::from_parts(20_000_000, 5_000)
	}
	fn decide_by_class() -> Weight {
		Weight::from_parts(30_000_000, 7_000)
	}
	fn decide_by_anchor() -> Weight {
		Weight::from_parts(30_000_000, 7_000)
	}
}
