use super::was_told;
use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use frame_system::RawOrigin::Root;
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn at_the_minimum_one_takes_the_place_of_another() {
	externalities(&[1, 2, 3]).execute_with(|| {
		publish(9);
		assert_noop!(
			ValidatorSet::remove_validator(Root.into(), 2),
			Error::<Test>::TooFewValidators
		);
		assert_ok!(ValidatorSet::exchange_validator(Root.into(), 2, 9, None));
		assert!(was_told(Event::ValidatorRemoved { validator: 2 }));
		assert!(was_told(Event::ValidatorAdded { validator: 9, until: None }));
		sessions(2);
		assert_eq!(Told::get(), [1, 3, 9]);
	});
}

#[test]
fn where_there_are_as_many_as_can_be_one_takes_the_place_of_another() {
	externalities(&[1, 2, 3, 4, 5, 6]).execute_with(|| {
		publish(9);
		assert_ok!(ValidatorSet::exchange_validator(Root.into(), 2, 9, None));
		assert_eq!(admitted(), [1, 3, 4, 5, 6, 9]);
	});
}

#[test]
fn the_new_one_is_somebody_who_could_be_added() {
	with_four(|| {
		let exchange =
			|old, new, until| ValidatorSet::exchange_validator(Root.into(), old, new, until);
		assert_noop!(exchange(2, 9, None), Error::<Test>::KeysMissing);
		publish(9);
		assert_noop!(exchange(2, 9, Some(START)), Error::<Test>::PeriodEnded);
		assert_noop!(exchange(2, 3, None), Error::<Test>::AlreadyAdded);
		assert_noop!(exchange(2, 2, None), Error::<Test>::AlreadyAdded);
		assert_noop!(exchange(8, 9, None), Error::<Test>::ValidatorNotFound);
		let by_itself = RuntimeOrigin::signed(9);
		assert_noop!(ValidatorSet::exchange_validator(by_itself, 2, 9, None), BadOrigin);
	});
}
