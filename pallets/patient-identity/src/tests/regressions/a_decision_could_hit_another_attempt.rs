//! An attempt was named by its opener alone when it was completed or objected to: one that had grown too old
//! could be exchanged, under the same number, between reading and signing.

use crate::{mock::*, tests::circle::*, Error};
use frame_support::{assert_noop, assert_ok};

#[test]
fn an_objection_to_one_attempt_does_not_hit_the_next_of_the_same_guardian() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, STRANGER);
		// The owner reads of it, and signs an objection. Meanwhile another attempt takes its place.
		pass(ATTEMPT_LIFETIME);
		open(patient, BORIS);
		assert_noop!(
			PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, STRANGER),
			Error::<Test>::AttemptNotFound
		);
		assert!(!attempt(patient, member::DAVID).vetoed);
	});
}

#[test]
fn nobody_completes_another_attempt_than_is_meant() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		approve(patient, BORIS);
		pass(RECOVERY_DELAY);
		assert_noop!(
			PatientIdentity::complete_recovery(
				signed(EMMA),
				patient,
				member::DAVID,
				STRANGER,
				Some(member::EMMA)
			),
			Error::<Test>::AttemptNotFound
		);
		assert_ok!(PatientIdentity::complete_recovery(
			signed(EMMA),
			patient,
			member::DAVID,
			BORIS,
			Some(member::EMMA)
		));
	});
}
