//! A hundred thousand anchors that are due on one day.

use super::*;
use crate::{class_bucket, RecordIndex, RecordIndexes};
use salus_primitives::{doubles::Patients, Actor};

/// A hundred patients, whose wearables anchored a thousand batches each on one day.
const PATIENTS: u8 = 100;
const EACH: u32 = 1_000;

/// Puts the anchors straight into storage: only eviction is looked at here.
fn fill(due: Day) {
	for patient in (0..PATIENTS).map(|patient| PatientId([patient; 32])) {
		Patients::open(patient, CONTROLLER);
		for number in 0..EACH {
			let mut anchor = plain(root(number.into()), Actor::Person(CONTROLLER));
			anchor.previous = number.checked_sub(1);
			anchor.keep_until = Some(due);
			crate::AnchorByRoot::<Test>::insert(
				patient,
				(anchor.side(), root(number.into())),
				number,
			);
			Anchors::<Test>::insert(patient, number, anchor);
		}
		let mut index = RecordIndex { next: EACH, ..Default::default() };
		index.newest.try_insert(class_bucket(READINGS), EACH - 1).unwrap();
		RecordIndexes::<Test>::insert(patient, index);
		RecordAnchor::note_due(patient, READINGS, EACH - 1, due, NOW);
	}
}

/// Blocks of a second and a half that are full by half, as the runtime's are when work is done.
#[test]
fn a_hundred_thousand_anchors_of_one_day_go_without_filling_a_block() {
	run(|| {
		fill(today() + 10);
		pass(10 * DAY);
		let room = Weight::from_parts(750_000_000_000, u64::MAX);
		let mut blocks = 0;
		while DueOn::<Test>::iter_keys().next().is_some() {
			let before = System::event_count();
			let taken = idle(room);
			assert!(taken.all_lte(room.div(4)), "block {blocks} took {taken:?}");
			// Each step tells of what it evicts.
			let steps = System::event_count() - before;
			assert!((1..=100).contains(&steps), "{steps} steps");
			blocks += 1;
		}
		println!("100,000 anchors of one day went in {blocks} blocks");
		assert_eq!(Anchors::<Test>::iter_keys().count(), 0);
		assert_eq!(Evicted::<Test>::iter_values().map(|chunk| chunk.anchors).sum::<u32>(), 100_000);
	});
}
