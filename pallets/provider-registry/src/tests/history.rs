use crate::history::{Annex, Annexed, History, Known, Past, FORGOTTEN_PER_MOVE, MAX_HISTORY};
use std::{cell::RefCell, collections::BTreeMap};

/// An annex that counts how often it is read.
#[derive(Default)]
struct Shelf {
	entries: RefCell<BTreeMap<u32, Past<char>>>,
	reads: RefCell<u32>,
}

impl Annex<char> for Shelf {
	fn entry(&self, number: u32) -> Option<Past<char>> {
		*self.reads.borrow_mut() += 1;
		self.entries.borrow().get(&number).copied()
	}

	fn store(&self, number: u32, entry: &Past<char>) {
		assert_eq!(self.entries.borrow_mut().insert(number, *entry), None);
	}

	fn remove(&self, number: u32) {
		assert!(self.entries.borrow_mut().remove(&number).is_some());
	}
}

struct Kept {
	history: History<char>,
	shelf: Shelf,
}

impl Kept {
	fn change(&mut self, value: char, now: u64) {
		self.change_and_forget(value, now, 0);
	}

	fn change_and_forget(&mut self, value: char, now: u64, forgettable_until: u64) {
		self.history.change(value, now, forgettable_until, &self.shelf);
		assert!(self.is_well_formed());
	}

	fn at(&self, moment: u64) -> Known<char> {
		self.history.at(moment, &self.shelf)
	}

	fn is_well_formed(&self) -> bool {
		let entries = self.shelf.entries.borrow().values().copied().collect::<Vec<_>>();
		self.history.is_well_formed(&entries)
	}

	/// How many reads of the annex the answer about this moment takes.
	fn reads(&self, moment: u64) -> u32 {
		*self.shelf.reads.borrow_mut() = 0;
		self.at(moment);
		*self.shelf.reads.borrow()
	}
}

/// Since moment 10, 'a'.
fn kept() -> Kept {
	Kept { history: History::new('a', 10), shelf: Shelf::default() }
}

/// 'a' from moment 10 on, then another value every ten moments.
fn changed(times: u64) -> Kept {
	let mut kept = kept();
	for number in 1..=times {
		kept.change(value(number), 10 + 10 * number);
	}
	kept
}

fn value(number: u64) -> char {
	char::from(b'a' + (number % 26) as u8)
}

#[test]
fn a_value_applies_from_its_moment_on() {
	let kept = kept();
	assert_eq!(kept.at(9), Known::NotYet);
	assert_eq!(kept.at(10), Known::Value('a'));
	assert_eq!(kept.at(u64::MAX), Known::Value('a'));
	assert_eq!(kept.history.since(), 10);
	assert!(kept.is_well_formed());
}

#[test]
fn each_moment_is_judged_as_of_that_moment() {
	let mut kept = kept();
	kept.change('b', 20);
	kept.change('c', 30);
	for (moment, value) in [(10, 'a'), (19, 'a'), (20, 'b'), (29, 'b'), (30, 'c'), (99, 'c')] {
		assert_eq!(kept.at(moment), Known::Value(value));
	}
	assert_eq!(kept.history.since(), 30);
	assert_eq!(
		kept.history.past.to_vec(),
		[Past { until: 20, value: 'a' }, Past { until: 30, value: 'b' }]
	);
}

#[test]
fn the_first_change_within_a_moment_counts_at_once_and_the_last_from_the_next_on() {
	let mut kept = kept();
	kept.change('b', 10);
	assert_eq!((kept.at(10), kept.at(11)), (Known::Value('a'), Known::Value('b')));

	kept.change('c', 20);
	assert_eq!(kept.at(20), Known::Value('c'));
	for last in ['d', 'e'] {
		kept.change(last, 20);
		assert_eq!(kept.at(19), Known::Value('b'));
		assert_eq!(kept.at(20), Known::Value('c'));
		assert_eq!(kept.at(21), Known::Value(last));
		assert_eq!(kept.history.since(), 21);
	}
	assert_eq!(kept.history.past.len(), 3);
}

#[test]
fn a_change_taken_back_in_its_moment_counted_in_it() {
	let mut kept = kept();
	kept.change('b', 20);
	kept.change('a', 20);
	assert_eq!(kept.at(19), Known::Value('a'));
	assert_eq!(kept.at(20), Known::Value('b'));
	assert_eq!(kept.at(21), Known::Value('a'));
}

#[test]
fn a_value_that_has_not_begun_is_replaced_without_a_trace() {
	let mut kept = kept();
	kept.change('b', 20);
	let before = kept.history.clone();
	kept.change('a', 20);
	kept.change('b', 20);
	assert_eq!(kept.history, before);
	assert_eq!(kept.history.since(), 20);
}

#[test]
fn a_value_that_began_in_this_moment_counts_through_it() {
	let mut kept = kept();
	kept.change('b', 20);
	kept.change('c', 20);
	kept.change('d', 21);
	for (moment, value) in [(20, 'b'), (21, 'c'), (22, 'd')] {
		assert_eq!(kept.at(moment), Known::Value(value));
	}
}

#[test]
fn a_clock_that_stands_still_lets_the_first_change_count_until_it_moves() {
	let mut kept = kept();
	for number in 1..100 {
		kept.change(value(number), 20);
	}
	assert_eq!(kept.at(20), Known::Value('b'));
	assert_eq!(kept.at(21), Known::Value(value(99)));
	assert_eq!(kept.history.past.len(), 2);
}

#[test]
fn the_same_value_again_takes_no_room() {
	let mut kept = kept();
	kept.change('a', 20);
	assert_eq!(kept.history, self::kept().history);
}

#[test]
fn a_clock_that_goes_back_rewrites_nothing_that_is_kept() {
	let mut kept = kept();
	kept.change('b', 20);
	kept.change('c', 15);
	assert_eq!(kept.at(19), Known::Value('a'));
	assert_eq!(kept.at(20), Known::Value('c'));
}

#[test]
fn what_the_row_has_no_room_for_moves_into_the_annex_and_stays_known() {
	for times in [u64::from(MAX_HISTORY), 9, 10, 100, 1_000] {
		let kept = changed(times);
		let moved = times.saturating_sub(u64::from(MAX_HISTORY)) as u32;
		assert_eq!(kept.history.annexed, Annexed { first: 0, next: moved });
		assert_eq!(kept.history.known_since, 10);
		assert_eq!(kept.at(9), Known::NotYet);
		for number in 0..=times {
			let begin = 10 + 10 * number;
			assert_eq!(kept.at(begin), Known::Value(value(number)));
			assert_eq!(kept.at(begin + 9), Known::Value(value(number)));
		}
	}
}

#[test]
fn what_the_row_tells_costs_no_further_read_and_the_annex_is_searched_by_halves() {
	let kept = changed(1_000);
	for moment in [0, 9, kept.history.in_row_since, 10_010, u64::MAX] {
		assert_eq!(kept.reads(moment), 0);
	}
	assert!((10..kept.history.in_row_since).all(|moment| kept.reads(moment) <= 10));

	// However many there are, 32 reads suffice.
	struct Endless;
	impl Annex<char> for Endless {
		fn entry(&self, number: u32) -> Option<Past<char>> {
			READS.with_borrow_mut(|reads| *reads += 1);
			Some(Past { until: 11 + u64::from(number), value: value(number.into()) })
		}
		fn store(&self, _: u32, _: &Past<char>) {}
		fn remove(&self, _: u32) {}
	}
	thread_local!(static READS: RefCell<u32> = RefCell::default());
	let long = History {
		in_row_since: 10 + u64::from(u32::MAX),
		annexed: Annexed { first: 0, next: u32::MAX },
		..History::new('a', 10)
	};
	for number in [0, 1, u32::MAX / 2, u32::MAX - 1] {
		READS.set(0);
		let number = u64::from(number);
		assert_eq!(long.at(10 + number, &Endless), Known::Value(value(number)));
		assert!(READS.take() <= 32);
	}
}

#[test]
fn what_moves_takes_two_that_ended_long_enough_ago_off_the_old_end() {
	let mut kept = changed(20);
	assert_eq!(kept.history.annexed, Annexed { first: 0, next: 12 });

	// The first ended at 20, the fifth at 60.
	let mut first = 0;
	for (now, left) in [(220, 2), (230, 4), (240, 5), (250, 5)] {
		kept.change_and_forget(if first % 2 == 0 { 'z' } else { 'y' }, now, 60);
		kept.change_and_forget(if first % 2 == 0 { 'y' } else { 'z' }, now + 5, 0);
		first = kept.history.annexed.first;
		assert_eq!(first, left);
		assert_eq!(kept.history.known_since, 10 + 10 * u64::from(left));
		assert_eq!(kept.at(kept.history.known_since - 1), Known::Unknown);
		assert_eq!(kept.at(kept.history.known_since), Known::Value(value(left.into())));
		assert_eq!(kept.at(9), Known::NotYet);
	}
	assert_eq!(FORGOTTEN_PER_MOVE, 2);
}

#[test]
fn what_is_forgotten_at_once_leaves_the_annex_empty() {
	let mut kept = changed(8);
	kept.change_and_forget('z', 1_000, 100);
	assert_eq!(kept.history.annexed, Annexed { first: 1, next: 1 });
	assert_eq!(kept.shelf.entries.borrow().len(), 0);
	assert_eq!(kept.at(19), Known::Unknown);
	assert_eq!(kept.at(20), Known::Value('b'));
	assert_eq!(kept.history.known_since, kept.history.in_row_since);
}

#[test]
fn an_annex_is_forgotten_bit_by_bit_up_to_what_may_be() {
	let mut kept = changed(30);
	kept.history.forget(100, 5, &kept.shelf);
	assert_eq!(kept.history.annexed, Annexed { first: 5, next: 22 });
	kept.history.forget(100, 5, &kept.shelf);
	assert_eq!(kept.history.annexed, Annexed { first: 9, next: 22 });
	kept.history.forget(u64::MAX, 100, &kept.shelf);
	assert_eq!(kept.history.annexed, Annexed { first: 22, next: 22 });
	assert!(kept.is_well_formed());
}

#[test]
fn what_is_not_well_formed_is_told() {
	let broken: [fn(&mut Kept); 10] = [
		|kept| kept.history.known_since = 9,
		|kept| kept.history.known_since = 20,
		|kept| kept.history.in_row_since += 1,
		|kept| kept.history.annexed.next += 1,
		|kept| kept.history.annexed.first += 1,
		|kept| kept.history.past[1].until = kept.history.past[0].until,
		|kept| kept.history.past[1].value = kept.history.past[0].value,
		|kept| kept.history.latest = kept.history.past[7].value,
		|kept| kept.shelf.remove(1),
		|kept| {
			kept.shelf
				.entries
				.borrow_mut()
				.entry(1)
				.and_modify(|past| past.until = 20)
				.or_insert(Past { until: 0, value: 'z' })
				.value = 'z'
		},
	];
	for breaks in broken {
		let mut kept = changed(10);
		assert!(kept.is_well_formed());
		breaks(&mut kept);
		assert!(!kept.is_well_formed());
	}
}
