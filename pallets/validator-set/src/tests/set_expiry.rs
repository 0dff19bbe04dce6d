use super::was_told;
use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use frame_system::RawOrigin::Root;
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn whose_time_has_run_out_goes_at_the_next_plan() {
	with_four(|| {
		assert_ok!(ValidatorSet::set_expiry(Root.into(), 3, Some(START + 10)));
		assert!(was_told(Event::ExpirySet { validator: 3, until: Some(START + 10) }));
		Timestamp::set_timestamp(START + 9);
		sessions(1);
		assert_eq!(admitted(), [1, 2, 3, 4]);
		Timestamp::set_timestamp(START + 10);
		sessions(1);
		assert!(was_told(Event::ValidatorExpired { validator: 3 }));
		assert_eq!(admitted(), [1, 2, 4]);
		sessions(1);
		assert_eq!(Told::get(), [1, 2, 4]);
	});
}

#[test]
fn an_end_can_be_put_off_and_taken_away() {
	with_four(|| {
		assert_ok!(ValidatorSet::set_expiry(Root.into(), 3, Some(START + 10)));
		assert_ok!(ValidatorSet::set_expiry(Root.into(), 3, None));
		Timestamp::set_timestamp(START + 10);
		sessions(3);
		assert_eq!(Told::get(), [1, 2, 3, 4]);
	});
}

#[test]
fn the_chain_goes_on_though_everybodys_time_has_run_out() {
	with_four(|| {
		for (validator, until) in [(1, 10), (2, 40), (3, 30), (4, 20)] {
			assert_ok!(ValidatorSet::set_expiry(Root.into(), validator, Some(START + until)));
		}
		Timestamp::set_timestamp(START + 100);
		sessions(4);
		// The last to run out stay.
		assert_eq!(Told::get(), [2, 3, 4]);
		assert_eq!(admitted(), [2, 3, 4]);
		// A new one takes the place of the first of them.
		publish(7);
		assert_ok!(ValidatorSet::add_validator(Root.into(), 7, None));
		sessions(2);
		assert_eq!(Told::get(), [2, 3, 7]);
	});
}

#[test]
fn an_end_lies_ahead_and_is_a_validators() {
	with_four(|| {
		let set = |validator, until| ValidatorSet::set_expiry(Root.into(), validator, until);
		assert_noop!(set(3, Some(START)), Error::<Test>::PeriodEnded);
		assert_noop!(set(9, None), Error::<Test>::ValidatorNotFound);
		let by_itself = RuntimeOrigin::signed(3);
		assert_noop!(ValidatorSet::set_expiry(by_itself, 3, None), BadOrigin);
	});
}
