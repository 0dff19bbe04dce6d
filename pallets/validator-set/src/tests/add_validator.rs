use super::was_told;
use crate::{mock::*, Error, Event, Membership};
use frame_support::{assert_noop, assert_ok};
use frame_system::RawOrigin::Root;
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn a_new_validator_validates_from_the_session_after_the_next_one_on() {
	with_four(|| {
		publish(5);
		assert_ok!(ValidatorSet::add_validator(Root.into(), 5, None));
		assert!(was_told(Event::ValidatorAdded { validator: 5, until: None }));
		assert_eq!(ValidatorSet::members().last(), Some(&(5, Membership::until(None))));
		sessions(1);
		assert_eq!(Told::get(), [1, 2, 3, 4]);
		assert!(was_told(Event::ValidatorsPlanned { session: 2, validators: 5 }));
		sessions(1);
		assert_eq!(Told::get(), [1, 2, 3, 4, 5]);
	});
}

#[test]
fn the_consortium_alone_adds() {
	with_four(|| {
		publish(5);
		let by_itself = RuntimeOrigin::signed(5);
		assert_noop!(ValidatorSet::add_validator(by_itself, 5, None), BadOrigin);
	});
}

#[test]
fn nobody_is_added_without_keys_or_twice_or_for_a_time_that_is_over() {
	with_four(|| {
		let add = |validator, until| ValidatorSet::add_validator(Root.into(), validator, until);
		assert_noop!(add(5, None), Error::<Test>::KeysMissing);
		publish(5);
		assert_noop!(add(5, Some(START)), Error::<Test>::PeriodEnded);
		assert_noop!(add(4, None), Error::<Test>::AlreadyAdded);
		assert_ok!(add(5, Some(START + 1)));
	});
}

#[test]
fn there_are_no_more_than_can_be() {
	with_four(|| {
		(5..=7).for_each(publish);
		assert_ok!(ValidatorSet::add_validator(Root.into(), 5, None));
		assert_ok!(ValidatorSet::add_validator(Root.into(), 6, None));
		assert_noop!(
			ValidatorSet::add_validator(Root.into(), 7, None),
			Error::<Test>::MaxValidatorsExceeded
		);
	});
}
