use crate::mock::*;
use frame_support::traits::Hooks;

#[test]
#[should_panic(expected = "MinValidators is 0")]
fn a_chain_has_somebody_who_makes_blocks() {
	Least::set(0);
	ValidatorSet::integrity_test();
}

#[test]
#[should_panic(expected = "MaxValidators is 6")]
fn there_can_be_as_many_as_there_must() {
	Least::set(7);
	ValidatorSet::integrity_test();
}

#[test]
#[should_panic(expected = "SessionLength is less than 2 blocks")]
fn a_session_has_blocks() {
	Length::set(1);
	ValidatorSet::integrity_test();
}

#[test]
fn without_a_length_nothing_panics_in_a_block() {
	with_four(|| {
		Length::set(0);
		sessions(1);
	});
}

#[test]
#[should_panic(expected = "FailingAfter is 0")]
fn nobody_fails_before_it_has_missed_a_session() {
	FailingAfter::set(0);
	ValidatorSet::integrity_test();
}
