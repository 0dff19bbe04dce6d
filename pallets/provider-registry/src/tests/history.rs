use crate::history::{History, Known, Past, MAX_HISTORY};

fn history() -> History<char> {
	History::new('a', 10)
}

#[test]
fn a_value_applies_from_its_moment_on() {
	let history = history();
	assert_eq!(history.at(9), Known::NotYet);
	assert_eq!(history.at(10), Known::Value(&'a'));
	assert_eq!(history.at(u64::MAX), Known::Value(&'a'));
	assert_eq!(history.since(), 10);
	assert!(history.is_well_formed());
}

#[test]
fn each_moment_is_judged_as_of_that_moment() {
	let mut history = history();
	history.change('b', 20);
	history.change('c', 30);
	for (moment, value) in [(10, 'a'), (19, 'a'), (20, 'b'), (29, 'b'), (30, 'c'), (99, 'c')] {
		assert_eq!(history.at(moment), Known::Value(&value));
	}
	assert_eq!(history.since(), 30);
	assert_eq!(
		history.past.to_vec(),
		[Past { until: 20, value: 'a' }, Past { until: 30, value: 'b' }]
	);
	assert!(history.is_well_formed());
}

#[test]
fn a_value_replaced_in_its_first_moment_never_applied() {
	let mut history = history();
	history.change('b', 10);
	assert_eq!(history, History::new('b', 10));

	history.change('c', 20);
	history.change('d', 20);
	assert_eq!(history.at(19), Known::Value(&'b'));
	assert_eq!(history.at(20), Known::Value(&'d'));
	assert_eq!(history.past.len(), 1);
	assert!(history.is_well_formed());
}

#[test]
fn a_change_taken_back_in_its_moment_takes_no_room() {
	let mut history = history();
	history.change('b', 20);
	history.change('a', 20);
	assert_eq!(history, self::history());
	assert_eq!(history.since(), 10);
}

#[test]
fn the_same_value_again_takes_no_room() {
	let mut history = history();
	history.change('a', 20);
	assert_eq!(history, self::history());
}

#[test]
fn a_clock_that_goes_back_rewrites_nothing_that_is_kept() {
	let mut history = history();
	history.change('b', 20);
	history.change('c', 15);
	assert_eq!(history.at(19), Known::Value(&'a'));
	assert_eq!(history.at(20), Known::Value(&'c'));
	assert!(history.is_well_formed());
}

#[test]
fn what_had_to_make_room_is_unknown_and_never_judged_by_something_else() {
	let mut history = history();
	for (number, value) in (1..=u64::from(MAX_HISTORY)).zip('b'..) {
		history.change(value, 10 + number);
	}
	assert!(history.past.is_full());
	assert_eq!(history.known_since, 10);
	assert_eq!(history.at(10), Known::Value(&'a'));

	history.change('z', 100);
	assert!(history.past.is_full());
	assert_eq!(history.known_since, 11);
	assert_eq!(history.at(9), Known::NotYet);
	assert_eq!(history.at(10), Known::Unknown);
	assert_eq!(history.at(11), Known::Value(&'b'));
	assert_eq!(history.at(99), Known::Value(&'i'));
	assert_eq!(history.at(100), Known::Value(&'z'));
	assert!(history.is_well_formed());
}

#[test]
fn what_is_not_well_formed_is_told() {
	let broken: [fn(&mut History<char>); 5] = [
		|history| history.known_since = 9,
		|history| history.known_since = 20,
		|history| history.past[1].until = 20,
		|history| history.past[1].value = 'a',
		|history| history.current = 'b',
	];
	for breaks in broken {
		let mut history = history();
		history.change('b', 20);
		history.change('c', 30);
		assert!(history.is_well_formed());
		breaks(&mut history);
		assert!(!history.is_well_formed());
	}
}
