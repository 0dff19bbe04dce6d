use super::was_told;
use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use frame_system::RawOrigin::Root;
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn who_is_removed_validates_until_the_session_after_the_next_one() {
	with_four(|| {
		assert_ok!(ValidatorSet::remove_validator(Root.into(), 2));
		assert!(was_told(Event::ValidatorRemoved { validator: 2 }));
		sessions(1);
		assert_eq!(Told::get(), [1, 2, 3, 4]);
		sessions(1);
		assert_eq!(Told::get(), [1, 3, 4]);
	});
}

#[test]
fn the_consortium_alone_removes() {
	with_four(|| {
		let by_itself = RuntimeOrigin::signed(2);
		assert_noop!(ValidatorSet::remove_validator(by_itself, 2), BadOrigin);
		let unknown = ValidatorSet::remove_validator(Root.into(), 9);
		assert_noop!(unknown, Error::<Test>::ValidatorNotFound);
	});
}

#[test]
fn fewer_than_the_minimum_are_never_left() {
	with_four(|| {
		assert_ok!(ValidatorSet::remove_validator(Root.into(), 2));
		let another = || ValidatorSet::remove_validator(Root.into(), 3);
		assert_noop!(another(), Error::<Test>::TooFewValidators);
		// One whose keys are gone does not count; and who could not validate anyway can go.
		take_keys(4);
		assert_noop!(another(), Error::<Test>::TooFewValidators);
		assert_ok!(ValidatorSet::remove_validator(Root.into(), 4));
		assert_eq!(admitted(), [1, 3]);
	});
}

#[test]
fn who_is_removed_and_added_again_begins_anew() {
	with_four(|| {
		next_session(&[1, 3, 4]);
		assert_eq!(ValidatorSet::members()[1].1.missed, 1);
		assert_ok!(ValidatorSet::remove_validator(Root.into(), 2));
		assert_ok!(ValidatorSet::add_validator(Root.into(), 2, None));
		assert_eq!(ValidatorSet::members()[1].1.missed, 0);
		sessions(2);
		assert_eq!(Told::get(), [1, 2, 3, 4]);
	});
}
