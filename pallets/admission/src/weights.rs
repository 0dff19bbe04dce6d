//! What the calls and extensions of `pallet_admission` cost, estimated from what each reads and writes;
//! `scripts/weights.sh` measures them.

#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, RuntimeDbWeight, Weight},
};

/// What each call costs.
pub trait WeightInfo {
	fn admit() -> Weight;
	fn end_block() -> Weight;
	fn set_figures() -> Weight;
	fn relay() -> Weight;
	fn sweep_budget() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn admit() -> Weight {
		admit(T::DbWeight::get())
	}
	fn end_block() -> Weight {
		end_block(T::DbWeight::get())
	}
	fn set_figures() -> Weight {
		set_figures(T::DbWeight::get())
	}
	fn relay() -> Weight {
		relay()
	}
	fn sweep_budget() -> Weight {
		sweep_budget(T::DbWeight::get())
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn admit() -> Weight {
		admit(ParityDbWeight::get())
	}
	fn end_block() -> Weight {
		end_block(ParityDbWeight::get())
	}
	fn set_figures() -> Weight {
		set_figures(ParityDbWeight::get())
	}
	fn relay() -> Weight {
		relay()
	}
	fn sweep_budget() -> Weight {
		sweep_budget(ParityDbWeight::get())
	}
}

/// Figures, tally and two budgets are read, a budget is written; a nonce that was kept is read.
fn admit(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(15_000_000, 0).saturating_add(db.reads_writes(3, 1))
}

fn end_block(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(5_000_000, 0).saturating_add(db.reads_writes(2, 1))
}

fn set_figures(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(10_000_000, 0).saturating_add(db.writes(1))
}

fn relay() -> Weight {
	Weight::from_parts(5_000_000, 0)
}

fn sweep_budget(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(5_000_000, 0).saturating_add(db.reads_writes(1, 1))
}
