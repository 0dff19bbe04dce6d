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
