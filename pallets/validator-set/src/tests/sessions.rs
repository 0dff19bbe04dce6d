use super::was_told;
use crate::{mock::*, Authors, Event};
use frame_support::assert_ok;
use frame_system::RawOrigin::Root;

#[test]
fn the_first_validators_are_those_of_the_genesis() {
	externalities(&[4, 2, 3]).execute_with(|| {
		assert_eq!(Session::validators(), [2, 3, 4]);
		sessions(3);
		assert_eq!(Told::get(), [2, 3, 4]);
	});
}

#[test]
#[should_panic(expected = "a validator is named twice")]
fn nobody_is_named_twice_at_the_genesis() {
	externalities(&[1, 2, 2]);
}

#[test]
fn nothing_is_planned_anew_where_nothing_has_changed() {
	with_four(|| {
		sessions(2);
		System::reset_events();
		sessions(1);
		assert!(System::events()
			.iter()
			.all(|record| !matches!(record.event, RuntimeEvent::ValidatorSet(_))));
	});
}

#[test]
fn who_makes_no_block_in_a_session_is_reported_and_after_two_counts_as_failing() {
	with_four(|| {
		next_session(&[1, 2, 4]);
		assert!(was_told(Event::SessionMissed { validator: 3, missed: 1 }));
		assert!(ValidatorSet::failing().is_empty());
		next_session(&[1, 2, 4]);
		assert!(was_told(Event::SessionMissed { validator: 3, missed: 2 }));
		assert!(was_told(Event::ValidatorFailing { validator: 3 }));
		assert_eq!(ValidatorSet::failing(), [3]);
		// It is back.
		next_session(&[1, 2, 3, 4]);
		assert!(ValidatorSet::failing().is_empty());
		assert_eq!(ValidatorSet::members()[2].1.missed, 0);
	});
}

#[test]
fn who_is_not_in_the_session_yet_misses_nothing() {
	with_four(|| {
		publish(5);
		assert_ok!(ValidatorSet::add_validator(Root.into(), 5, None));
		next_session(&[1, 2, 3, 4]);
		assert_eq!(ValidatorSet::members()[4].1.missed, 0);
	});
}

#[test]
fn authors_are_forgotten_with_their_session() {
	with_four(|| {
		assert_ok!(ValidatorSet::remove_validator(Root.into(), 4));
		sessions(2);
		assert_eq!(Authors::<Test>::iter().count(), 0);
	});
}

#[test]
fn where_fewer_than_the_minimum_can_validate_they_do_and_others_can_be_added() {
	with_four(|| {
		Least::set(6);
		sessions(1);
		assert!(was_told(Event::TooFewEligible { eligible: 4 }));
		publish(5);
		assert_ok!(ValidatorSet::add_validator(Root.into(), 5, None));
		publish(6);
		assert_ok!(ValidatorSet::exchange_validator(Root.into(), 2, 6, None));
		sessions(2);
		assert_eq!(Told::get(), [1, 3, 4, 5, 6]);
	});
}

#[test]
fn who_takes_its_keys_away_and_publishes_some_again_is_back() {
	with_four(|| {
		Least::set(4);
		for validator in [2, 4] {
			take_keys(validator);
			sessions(2);
			assert!(!Told::get().contains(&validator));
			publish(validator);
			sessions(2);
			assert_eq!(Told::get(), [1, 2, 3, 4]);
		}
	});
}

#[test]
fn where_all_take_their_keys_away_they_go_on_until_somebody_has_keys() {
	with_four(|| {
		(1..=4).for_each(take_keys);
		for _ in 0..4 {
			sessions(1);
			assert_eq!(Told::get(), [1, 2, 3, 4]);
		}
		publish(2);
		sessions(2);
		assert_eq!(Told::get(), [2]);
		(1..=4).for_each(publish);
		sessions(2);
		assert_eq!(Told::get(), [1, 2, 3, 4]);
		assert_eq!(Session::validators(), [1, 2, 3, 4]);
	});
}

/// Who was removed in the session in which all others took their keys away validated alone.
#[test]
fn who_is_removed_does_not_validate_for_want_of_others() {
	with_four(|| {
		publish(5);
		assert_ok!(ValidatorSet::exchange_validator(Root.into(), 4, 5, None));
		[1, 2, 3, 5].into_iter().for_each(take_keys);
		sessions(3);
		assert_eq!(Told::get(), [1, 2, 3, 4], "as before, with the keys on their machines");
		assert!(Session::validators().is_empty());
	});
}

#[test]
fn other_keys_are_a_plan_of_their_own() {
	with_four(|| {
		sessions(1);
		publish_others(4);
		sessions(1);
		assert!(was_told(Event::ValidatorsPlanned { session: 3, validators: 4 }));
	});
}
