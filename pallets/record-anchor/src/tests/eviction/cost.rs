//! What eviction costs: never more than it is given, nor more steps than a block takes, whatever there is.

use super::*;
use crate::{EvictionDay, WeightInfo};
use frame_support::weights::RuntimeDbWeight;

fn db() -> RuntimeDbWeight {
	<Test as frame_system::Config>::DbWeight::get()
}

fn step() -> Weight {
	RecordAnchor::eviction_step_weight()
}

/// How many evictions a block with `room` tells of, after it was checked that it kept within a quarter of it.
fn evictions_in(room: Weight) -> usize {
	System::reset_events();
	let taken = idle(room);
	assert!(taken.all_lte(room.div(4)), "{taken:?} of {room:?}");
	told().len()
}

#[test]
fn a_block_without_room_changes_nothing() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		streamed(READINGS, 40);
		pass(2 * DAY);
		System::reset_events();
		let before = sp_io::storage::root(sp_core::storage::StateVersion::V1);
		assert_eq!(idle(Weight::zero()), Weight::zero());
		assert!(evictions_in(db().reads(4).saturating_mul(4)) == 0);
		System::reset_events();
		assert_eq!(sp_io::storage::root(sp_core::storage::StateVersion::V1), before);
	});
}

#[test]
fn a_block_takes_as_many_steps_as_it_has_room_for() {
	for steps in [1u64, 2, 5, 50] {
		run(|| {
			Retention::keep(READINGS, true, DAY);
			let numbers = streamed(READINGS, 32 * 7);
			pass(2 * DAY);
			EvictionDay::<Test>::put(today());
			let room = step().saturating_mul(steps).saturating_mul(4);
			let spare = Weight::from_parts(1_000_000_000, 0);
			let mut evicted = 0;
			let mut blocks = 0;
			while !standing(&numbers).is_empty() {
				let some = evictions_in(room.saturating_add(spare));
				assert!(some as u64 <= steps);
				evicted += some;
				blocks += 1;
			}
			assert_eq!(evicted, 7);
			assert_eq!(blocks, 7u64.div_ceil(steps));
		});
	}
}

#[test]
fn a_block_takes_no_more_steps_than_configured() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		// Every second one stays: each of the others is a chunk of its own.
		let numbers = streamed(READINGS, 400);
		for number in numbers.iter().step_by(2) {
			extended(*number, None);
		}
		pass(2 * DAY);
		System::reset_events();
		let taken = idle(Weight::MAX);
		// A step found that yesterday is through.
		assert_eq!(told().len(), 99);
		let at_most = step().saturating_mul(100);
		let looks = db().reads_writes(203, 1);
		assert!(taken.all_lte(at_most.saturating_add(looks)));
		settle();
		assert_eq!(standing(&numbers).len(), 200);
	});
}

#[test]
fn what_is_looked_at_is_charged_though_there_is_nothing_to_do() {
	run(|| {
		assert_eq!(idle(Weight::MAX), db().reads(3));
	});
}

#[test]
fn a_step_looks_at_no_more_anchors_than_a_chunk_holds_though_all_stay() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let numbers = streamed(READINGS, 100);
		for number in &numbers[1..] {
			extended(*number, None);
		}
		pass(2 * DAY);
		let days = crate::eviction::Days { due: today(), today: today() };
		let row = DueKey::Run { patient: PATIENT, bucket: 3, anchored_on: today() - 2 };
		let mut next = Some(numbers[99]);
		let mut steps = 0;
		while let Some(newest) = next {
			next = RecordAnchor::evict_step(&row, newest, days);
			steps += 1;
			assert!(next.is_none_or(|next| newest - next == 32));
		}
		assert_eq!(steps, 4);
		assert_eq!(standing(&numbers).len(), 99);
		settle();
	});
}

#[test]
fn a_step_is_weighed_with_its_entry_in_the_trail() {
	run(|| {
		assert!(step().all_gte(<() as WeightInfo>::evict_chunk()));
	});
}
