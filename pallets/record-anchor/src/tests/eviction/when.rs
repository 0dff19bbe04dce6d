//! When anchors go: not a millisecond before their retention is over, and all of them in the end.

use super::*;
use crate::EvictionDay;

#[test]
fn no_anchor_goes_before_its_retention_is_over() {
	for retention in [0, 1, DAY / 2, DAY - 1, DAY, DAY + 1, 3 * DAY + DAY / 2] {
		run(|| {
			Retention::keep(READINGS, true, retention);
			let numbers: Vec<AnchorId> = (0..24)
				.map(|_| {
					pass(DAY / 12 - 1);
					measured(READINGS)
				})
				.collect();
			let copies = copies();
			for _ in 0..24 * 8 {
				pass(DAY / 24);
				idle(Weight::MAX);
				let now = Timestamp::get();
				for number in &numbers {
					let since = copies[&(PATIENT, *number)].anchored_at;
					if !exists(*number) {
						assert!(now - since > retention, "{number} went before its time");
					} else {
						assert!(now - since < retention + 3 * DAY, "{number} stays for ever");
					}
				}
			}
			assert!(numbers.iter().all(|number| !exists(*number)));
		});
	}
}

#[test]
fn without_a_retention_nothing_goes() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let other = measured(RecordClass(4));
		permit(Basis::Author);
		let by_hand = self_reported(ROOT);
		pass(1_000 * DAY);
		settle();
		assert!(exists(other) && exists(by_hand));
		assert_eq!(DueOn::<Test>::iter().count(), 0);
	});
}

#[test]
fn what_a_day_gets_adds_one_row() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let numbers = streamed(READINGS, 100);
		let row = DueKey::Run { patient: PATIENT, bucket: 3, anchored_on: today() };
		assert_eq!(
			DueOn::<Test>::iter().collect::<Vec<_>>(),
			vec![(today() + 2, row, *numbers.last().unwrap())]
		);
	});
}

/// A row for each day alone, with one place for a list, lost what was anchored on the earlier of the two.
#[test]
fn two_days_of_one_list_that_are_due_on_one_day_both_go() {
	run(|| {
		Retention::keep(LABEL, true, 5 * DAY);
		Retention::keep(OTHER_LABEL, true, 4 * DAY);
		assert_eq!(crate::class_bucket(LABEL), crate::class_bucket(OTHER_LABEL));
		let first = measured(LABEL);
		pass(DAY);
		let second = measured(OTHER_LABEL);
		assert_eq!(stored(first).keep_until, stored(second).keep_until);
		pass(5 * DAY);
		settle();
		assert!(!exists(first) && !exists(second));
	});
}

#[test]
fn two_retentions_of_one_list_and_day_go_each_on_its_own() {
	run(|| {
		Retention::keep(LABEL, true, 2 * DAY);
		Retention::keep(OTHER_LABEL, true, 4 * DAY);
		let (mut short, mut long) = (Vec::new(), Vec::new());
		for _ in 0..70 {
			short.push(measured(LABEL));
			long.push(measured(OTHER_LABEL));
		}
		pass(3 * DAY);
		settle();
		assert!(short.iter().all(|number| !exists(*number)));
		assert!(long.iter().all(|number| exists(*number)));
		assert_eq!(listed(OTHER_LABEL, 100), standing(&long));
		pass(2 * DAY);
		settle();
		assert!(long.iter().all(|number| !exists(*number)));
		assert_eq!(DueOn::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_chain_that_stood_still_for_months_works_off_every_day() {
	run(|| {
		Retention::keep(READINGS, true, 10 * DAY);
		let mut numbers = Vec::new();
		for _ in 0..30 {
			numbers.extend(streamed(READINGS, 3));
			pass(DAY);
		}
		pass(300 * DAY);
		// More days than a block takes steps, all but a few of them empty.
		assert!(settle() > 3);
		assert!(numbers.iter().all(|number| !exists(*number)));
		assert_eq!(EvictionDay::<Test>::get(), Some(today() + 1));
	});
}

#[test]
fn what_was_due_before_eviction_came_to_its_first_turn_goes() {
	ExtBuilder::default().build_and_execute(|| {
		Retention::keep(READINGS, true, DAY);
		let number = measured(READINGS);
		pass(100 * DAY);
		settle();
		assert!(!exists(number));
		assert_eq!(EvictionDay::<Test>::get(), Some(today() + 1));
	});
}

#[test]
fn a_day_without_rows_is_passed_over_once() {
	run(|| {
		assert_eq!(EvictionDay::<Test>::get(), Some(today() + 1));
		pass(DAY);
		idle(Weight::MAX);
		assert_eq!(EvictionDay::<Test>::get(), Some(today() + 1));
	});
}

#[test]
fn a_clock_that_jumps_by_decades_is_caught_up_with() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let number = measured(READINGS);
		pass(30 * 365 * DAY);
		let later = measured(READINGS);
		let blocks = settle();
		assert_eq!(blocks, 30 * 365 / 100 + 1);
		assert!(!exists(number) && exists(later));
	});
}
