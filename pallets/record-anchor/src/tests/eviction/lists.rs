//! Lists lead past what was evicted, whatever stays between.

use super::*;

#[test]
fn lists_lead_past_every_pattern_of_what_stays() {
	// Which of ten anchors in a row stay, bit by bit; and once more so many that chunks end between.
	for pattern in (0..1_024u32).step_by(37) {
		run(|| {
			Retention::keep(READINGS, true, DAY);
			let numbers = streamed(READINGS, 50);
			let stays = |number: AnchorId| pattern & (1 << (number % 10)) != 0;
			for number in numbers.iter().copied().filter(|number| stays(*number)) {
				extended(number, None);
			}
			pass(2 * DAY);
			settle();
			let expected: Vec<_> = numbers.iter().rev().copied().filter(|n| stays(*n)).collect();
			assert_eq!(standing(&numbers), expected);
			assert_eq!(listed(READINGS, 7), expected);
			assert_eq!(paged(&AnchorFilter::default(), 7), expected);
			// A list whose newest is gone goes on to grow.
			let next = measured(READINGS);
			assert_eq!(listed(READINGS, 7), [&[next], &expected[..]].concat());
		});
	}
}

#[test]
fn an_anchor_that_goes_later_leaves_a_chunk_that_leads_on() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let numbers = streamed(READINGS, 5);
		extended(numbers[2], Some(today() + 10));
		extended(numbers[0], None);
		pass(2 * DAY);
		settle();
		assert_eq!(listed(READINGS, 1), vec![numbers[2], numbers[0]]);
		pass(7 * DAY);
		settle();
		assert!(exists(numbers[2]), "it is kept up to its day");
		pass(DAY);
		settle();
		assert_eq!(listed(READINGS, 1), vec![numbers[0]]);
		assert_eq!(chunk(numbers[4]).previous, Some(numbers[2]));
		assert_eq!(chunk(numbers[2]).previous, Some(numbers[1]));
		assert_eq!(DueOn::<Test>::iter().count(), 0);
	});
}

/// A walk that went on through what other days left behind would look at all of a list's past for nothing.
#[test]
fn a_run_ends_where_an_earlier_day_begins() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		Retention::keep(READINGS, false, 3 * DAY);
		for _ in 0..10 {
			measured(READINGS);
			pass(DAY);
			settle();
		}
		pass(DAY);
		settle();
		let row = |anchored_on| DueKey::Run { patient: PATIENT, bucket: 3, anchored_on };
		let days = crate::eviction::Days { due: today(), today: today() };
		// The newest is a chunk of an earlier day: the run is over at once.
		assert_eq!(RecordAnchor::evict_step(&row(today()), 9, days), None);
		// It is of that day itself: on to the one before, which is not.
		assert_eq!(RecordAnchor::evict_step(&row(chunk(9).anchored_on), 9, days), None);
	});
}

#[test]
fn a_page_goes_on_where_the_last_one_ended_though_that_was_evicted_meanwhile() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let numbers = streamed(READINGS, 6);
		let elsewhere = measured(RecordClass(4));
		extended(numbers[0], None);
		let filter = AnchorFilter { class: Some(READINGS), ..Default::default() };
		let page = RecordAnchor::anchors(PATIENT, filter.clone(), None, 2);
		assert_eq!(page.next, Some(numbers[3]));
		pass(2 * DAY);
		settle();
		assert!(exists(elsewhere));
		let page = RecordAnchor::anchors(PATIENT, filter, page.next, 2);
		let found: Vec<_> = page.anchors.iter().map(|view| view.number).collect();
		assert_eq!((found, page.next), (vec![numbers[0]], None));
	});
}

#[test]
fn whoever_asks_since_a_day_does_not_look_through_what_was_evicted_before() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let gone = streamed(READINGS, 3);
		pass(2 * DAY);
		settle();
		let filter = AnchorFilter { since: Some(Timestamp::get()), ..Default::default() };
		for class in [None, Some(READINGS)] {
			let filter = AnchorFilter { class, ..filter.clone() };
			let page = RecordAnchor::anchors(PATIENT, filter, None, 10);
			assert_eq!((page.anchors, page.next), (Vec::new(), None));
		}
		assert!(!exists(gone[0]));
	});
}
