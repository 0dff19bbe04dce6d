//! What happens when a migration cannot go on: it tries the same step again in every block, until it can.
//!
//! Half-migrated data must not be decided on, so the chain takes no transaction until all is carried over, root's
//! as little as anybody's. The way on is a code substitute, which has the version of the runtime that it stands in
//! for and therefore runs no `on_runtime_upgrade`. `pallet-migrations` by itself would overwrite its cursor with
//! `Stuck` after a failure; nothing could start it again, and the place where it stood would be forgotten.
//!
//! With [`Retried`] a step that fails is rolled back and the cursor stays. Nothing is lost, nothing is done twice,
//! and a runtime whose migration can take that step goes on by itself. `docs/upgrades.md` tells operators how.

use crate::{Runtime, RuntimeEvent, System};
use alloc::vec::Vec;
use codec::{Decode, DecodeAll, Encode};
use core::marker::PhantomData;
use frame_support::{
	migrations::{SteppedMigrationError, SteppedMigrations},
	weights::WeightMeter,
};
use pallet_migrations::{Cursor, Event, MigrationCursor};

/// The migrations `M`, of which none ever fails: what cannot be done in a block is tried again in the next one,
/// and the event `MigrationFailed` says so each time.
///
/// `max_steps` does not count. A step that came later than that would be refused although it was written.
pub struct Retried<M>(PhantomData<M>);

/// The cursor of a migration, also of one that has not done its first step.
#[derive(Encode, Decode)]
struct Place(Option<Vec<u8>>);

impl Place {
	/// The most bytes that a place has beside the cursor: whether there is one, and how long it is.
	const OVERHEAD: usize = 1 + 5;

	/// The place that the pallet has kept. What cannot be read is handed to the migration, which refuses it.
	fn kept(cursor: Option<Vec<u8>>) -> Self {
		match cursor {
			Some(bytes) => Self::decode_all(&mut &bytes[..]).unwrap_or(Self(Some(bytes))),
			None => Self(None),
		}
	}

	/// What comes after the step from here, which had this result; `None` if the migration is through.
	fn after(
		self,
		migration: u32,
		result: Result<Option<Vec<u8>>, SteppedMigrationError>,
	) -> Option<Vec<u8>> {
		match result {
			Ok(None) => None,
			Ok(next) => Some(Self(next).encode()),
			Err(error) => {
				report(migration, &error);
				Some(self.encode())
			},
		}
	}
}

/// Says that this migration could not take a step; unless it came after another one in the block, and only the
/// rest of the block was too small for it.
fn report(index: u32, error: &SteppedMigrationError) {
	// The pallet moves its cursor at the end of the block.
	let started_at = match Cursor::<Runtime>::get() {
		Some(MigrationCursor::Active(active)) if active.index == index => Some(active.started_at),
		_ => None,
	};
	let is_too_heavy = matches!(error, SteppedMigrationError::InsufficientWeight { .. });
	if started_at.is_none() && is_too_heavy {
		return;
	}
	let now = System::block_number();
	let took = now.saturating_sub(started_at.unwrap_or(now));
	let event = Event::<Runtime>::MigrationFailed { index, took };
	System::deposit_event(RuntimeEvent::from(event));
}

impl<M: SteppedMigrations> SteppedMigrations for Retried<M> {
	fn len() -> u32 {
		M::len()
	}

	fn nth_id(n: u32) -> Option<Vec<u8>> {
		M::nth_id(n)
	}

	fn nth_max_steps(n: u32) -> Option<Option<u32>> {
		M::nth_max_steps(n).map(|_| None)
	}

	fn nth_step(
		n: u32,
		cursor: Option<Vec<u8>>,
		meter: &mut WeightMeter,
	) -> Option<Result<Option<Vec<u8>>, SteppedMigrationError>> {
		let place = Place::kept(cursor);
		let result = M::nth_step(n, place.0.clone(), meter)?;
		Some(Ok(place.after(n, result)))
	}

	fn nth_transactional_step(
		n: u32,
		cursor: Option<Vec<u8>>,
		meter: &mut WeightMeter,
	) -> Option<Result<Option<Vec<u8>>, SteppedMigrationError>> {
		let place = Place::kept(cursor);
		let result = M::nth_transactional_step(n, place.0.clone(), meter)?;
		Some(Ok(place.after(n, result)))
	}

	fn nth_migrating_prefixes(n: u32) -> Option<Option<Vec<Vec<u8>>>> {
		M::nth_migrating_prefixes(n)
	}

	#[cfg(feature = "try-runtime")]
	fn nth_pre_upgrade(n: u32) -> Option<Result<Vec<u8>, sp_runtime::TryRuntimeError>> {
		M::nth_pre_upgrade(n)
	}

	#[cfg(feature = "try-runtime")]
	fn nth_post_upgrade(n: u32, state: Vec<u8>) -> Option<Result<(), sp_runtime::TryRuntimeError>> {
		M::nth_post_upgrade(n, state)
	}

	fn cursor_max_encoded_len() -> usize {
		M::cursor_max_encoded_len().saturating_add(Place::OVERHEAD)
	}

	fn identifier_max_encoded_len() -> usize {
		M::identifier_max_encoded_len()
	}
}
