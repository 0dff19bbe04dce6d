//! What the calls of `pallet_audit_log` cost, estimated from what each reads and writes; `scripts/weights.sh` measures
//! them.
//!
//! A call's weight does not hold what a decision costs: that is added where the call is declared. A runtime names its
//! database in `frame_system::Config::DbWeight`; that of the Salus node is ParityDB.

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
	fn request_access(t: u32) -> Weight;
	fn request_access_to_unknown_patient(t: u32) -> Weight;
	fn redeem_ticket() -> Weight;
	fn report_access(n: u32) -> Weight;
	fn contest_entry() -> Weight;
	fn answer_inquiry() -> Weight;
	fn resolve_inquiry() -> Weight;
	fn escalate_inquiry() -> Weight;
	fn prune_trail(n: u32) -> Weight;
	fn prune_activities(n: u32) -> Weight;
	fn prune_redeemed(n: u32) -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn append() -> Weight {
		cost::<T>(25_000_000, 1, 2)
	}
	fn request_access(t: u32) -> Weight {
		cost::<T>(20_000_000, 1, 3)
			.saturating_add(Weight::from_parts(1_000_000, 0).saturating_mul(t.into()))
	}
	fn request_access_to_unknown_patient(t: u32) -> Weight {
		Self::request_access(t)
	}
	fn redeem_ticket() -> Weight {
		cost::<T>(40_000_000, 4, 2)
	}
	fn report_access(n: u32) -> Weight {
		cost::<T>(60_000_000, 4, 6).saturating_mul(n.into()).saturating_add(cost::<T>(0, 1, 1))
	}
	fn contest_entry() -> Weight {
		cost::<T>(60_000_000, 6, 6)
	}
	fn answer_inquiry() -> Weight {
		cost::<T>(60_000_000, 7, 5)
	}
	fn resolve_inquiry() -> Weight {
		cost::<T>(50_000_000, 3, 5)
	}
	fn escalate_inquiry() -> Weight {
		cost::<T>(60_000_000, 4, 5)
	}
	fn prune_trail(n: u32) -> Weight {
		cost::<T>(20_000_000, 2, 2)
			.saturating_add(cost::<T>(10_000_000, 3, 4).saturating_mul(n.into()))
	}
	fn prune_activities(n: u32) -> Weight {
		cost::<T>(10_000_000, 3, 1)
			.saturating_add(cost::<T>(2_000_000, 1, 1).saturating_mul(n.into()))
	}
	fn prune_redeemed(n: u32) -> Weight {
		Self::prune_activities(n)
	}
}

/// For a database that costs what ParityDB does.
impl WeightInfo for () {
	fn append() -> Weight {
		on_parity_db(25_000_000, 1, 2)
	}
	fn request_access(t: u32) -> Weight {
		on_parity_db(20_000_000, 1, 3)
			.saturating_add(Weight::from_parts(1_000_000, 0).saturating_mul(t.into()))
	}
	fn request_access_to_unknown_patient(t: u32) -> Weight {
		Self::request_access(t)
	}
	fn redeem_ticket() -> Weight {
		on_parity_db(40_000_000, 4, 2)
	}
	fn report_access(n: u32) -> Weight {
		on_parity_db(60_000_000, 4, 6)
			.saturating_mul(n.into())
			.saturating_add(on_parity_db(0, 1, 1))
	}
	fn contest_entry() -> Weight {
		on_parity_db(60_000_000, 6, 6)
	}
	fn answer_inquiry() -> Weight {
		on_parity_db(60_000_000, 7, 5)
	}
	fn resolve_inquiry() -> Weight {
		on_parity_db(50_000_000, 3, 5)
	}
	fn escalate_inquiry() -> Weight {
		on_parity_db(60_000_000, 4, 5)
	}
	fn prune_trail(n: u32) -> Weight {
		on_parity_db(20_000_000, 2, 2)
			.saturating_add(on_parity_db(10_000_000, 3, 4).saturating_mul(n.into()))
	}
	fn prune_activities(n: u32) -> Weight {
		on_parity_db(10_000_000, 3, 1)
			.saturating_add(on_parity_db(2_000_000, 1, 1).saturating_mul(n.into()))
	}
	fn prune_redeemed(n: u32) -> Weight {
		Self::prune_activities(n)
	}
}

fn cost<T: frame_system::Config>(time: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(time, 4_000).saturating_add(T::DbWeight::get().reads_writes(reads, writes))
}

fn on_parity_db(time: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(time, 4_000)
		.saturating_add(ParityDbWeight::get().reads_writes(reads, writes))
}
