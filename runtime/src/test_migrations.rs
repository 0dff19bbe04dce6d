//! Migrations that a test brings along, in place of those of the release.
//!
//! Tests of upgrades need a runtime that differs from the real one in its migrations and in nothing else, and
//! one that takes another's place while a migration stands still. A second runtime beside the real one would
//! have to repeat its whole set-up and would drift from it. So there is a feature, `test-migrations`, that only
//! tests switch on. It has an effect in native code alone, which no node executes: no Wasm is built with it.
//! And it changes nothing until a test calls [`bring`].

use crate::configs::ReleaseMigrations;
use alloc::vec::Vec;
use core::cell::Cell;
use frame_support::{
	migrations::{SteppedMigrationError, SteppedMigrations},
	weights::WeightMeter,
};
use sp_runtime::TryRuntimeError;

type Prefixes = Option<Option<Vec<Vec<u8>>>>;
type StepResult = Option<Result<Option<Vec<u8>>, SteppedMigrationError>>;

/// What a set of migrations can do.
#[derive(Clone, Copy)]
struct Table {
	len: fn() -> u32,
	nth_id: fn(u32) -> Option<Vec<u8>>,
	nth_max_steps: fn(u32) -> Option<Option<u32>>,
	nth_step: fn(u32, Option<Vec<u8>>, &mut WeightMeter) -> StepResult,
	nth_transactional_step: fn(u32, Option<Vec<u8>>, &mut WeightMeter) -> StepResult,
	nth_migrating_prefixes: fn(u32) -> Prefixes,
	nth_pre_upgrade: fn(u32) -> Option<Result<Vec<u8>, TryRuntimeError>>,
	nth_post_upgrade: fn(u32, Vec<u8>) -> Option<Result<(), TryRuntimeError>>,
	cursor_max_encoded_len: fn() -> usize,
	identifier_max_encoded_len: fn() -> usize,
}

const fn table<M: SteppedMigrations>() -> Table {
	Table {
		len: M::len,
		nth_id: M::nth_id,
		nth_max_steps: M::nth_max_steps,
		nth_step: M::nth_step,
		nth_transactional_step: M::nth_transactional_step,
		nth_migrating_prefixes: M::nth_migrating_prefixes,
		nth_pre_upgrade: M::nth_pre_upgrade,
		nth_post_upgrade: M::nth_post_upgrade,
		cursor_max_encoded_len: M::cursor_max_encoded_len,
		identifier_max_encoded_len: M::identifier_max_encoded_len,
	}
}

std::thread_local! {
	static TABLE: Cell<Table> = const { Cell::new(table::<ReleaseMigrations>()) };
}

/// From now on the runtime has these migrations, as far as the present thread is concerned: as if its code
/// had been exchanged for one that differs in nothing else.
pub fn bring<M: SteppedMigrations>() {
	TABLE.set(table::<M>());
}

/// The migrations that the test has brought; those of the release until it does.
pub struct Brought;

impl SteppedMigrations for Brought {
	fn len() -> u32 {
		(TABLE.get().len)()
	}

	fn nth_id(n: u32) -> Option<Vec<u8>> {
		(TABLE.get().nth_id)(n)
	}

	fn nth_max_steps(n: u32) -> Option<Option<u32>> {
		(TABLE.get().nth_max_steps)(n)
	}

	fn nth_step(n: u32, cursor: Option<Vec<u8>>, meter: &mut WeightMeter) -> StepResult {
		(TABLE.get().nth_step)(n, cursor, meter)
	}

	fn nth_transactional_step(
		n: u32,
		cursor: Option<Vec<u8>>,
		meter: &mut WeightMeter,
	) -> StepResult {
		(TABLE.get().nth_transactional_step)(n, cursor, meter)
	}

	fn nth_migrating_prefixes(n: u32) -> Prefixes {
		(TABLE.get().nth_migrating_prefixes)(n)
	}

	fn nth_pre_upgrade(n: u32) -> Option<Result<Vec<u8>, TryRuntimeError>> {
		(TABLE.get().nth_pre_upgrade)(n)
	}

	fn nth_post_upgrade(n: u32, state: Vec<u8>) -> Option<Result<(), TryRuntimeError>> {
		(TABLE.get().nth_post_upgrade)(n, state)
	}

	fn cursor_max_encoded_len() -> usize {
		(TABLE.get().cursor_max_encoded_len)()
	}

	fn identifier_max_encoded_len() -> usize {
		(TABLE.get().identifier_max_encoded_len)()
	}
}
