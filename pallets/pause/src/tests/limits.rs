use super::*;
use crate::PausedCall;
use frame_support::{assert_err, traits::Hooks, BoundedVec};

#[test]
#[should_panic(expected = "MaxPaused is 0")]
fn something_can_be_paused() {
	MaxPaused::set(0);
	Pause::integrity_test();
}

#[test]
#[should_panic(expected = "MaxPaused is 257")]
fn what_is_looked_at_for_every_call_is_short() {
	MaxPaused::set(257);
	Pause::integrity_test();
}

#[test]
fn a_call_that_is_stored_twice_is_found() {
	externalities().execute_with(|| {
		let row = PausedCall { pallet: name("System"), call: name("remark"), until: 9 };
		Paused::<Test>::put(BoundedVec::truncate_from(vec![row.clone(), row]));
		assert_err!(Pause::do_try_state(), "a call is paused twice");
	});
}
