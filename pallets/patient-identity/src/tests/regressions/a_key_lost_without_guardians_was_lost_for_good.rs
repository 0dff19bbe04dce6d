//! The registrar had no way to help a person without a key whom no guardians could bring back: it could offer
//! no control past a controller, and decide on nothing that no guardians had asked for.

use crate::{mock::*, tests::circle, Error, Guardian};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

/// The person's new key.
const NEW_KEY: u64 = 42;

/// Lets the registrar give the first patient of `controller` back, to whom nobody objects.
fn give_back(patient: salus_primitives::PatientId) {
	assert_ok!(PatientIdentity::reassign_control(registrar(), patient, NEW_KEY));
	pass(RECOVERY_DELAY);
	assert_ok!(PatientIdentity::complete_reassignment(signed(NEW_KEY), patient, NEW_KEY));
	assert_eq!(row(patient).controller, Some(NEW_KEY));
}

#[test]
fn who_has_no_guardians_comes_back_by_the_registrar() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		give_back(first_patient_of(ANNA));
	});
}

#[test]
fn who_committed_to_guardians_that_cannot_be_comes_back_by_the_registrar() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let alone = [Guardian::Person(circle::DAVID)];
		let wrong = crate::guardian_commitment(&patient, 1, &alone, &circle::SECRET);
		circle::commit_to(ANNA, patient, wrong);
		let members = crate::GuardianSet::truncate_from(alone.to_vec());
		assert_noop!(
			PatientIdentity::reveal_guardians(
				signed(circle::DAVID),
				patient,
				members,
				1,
				circle::SECRET,
				0
			),
			Error::<Test>::InvalidGuardians
		);
		give_back(patient);
	});
}

#[test]
fn whom_a_sponsor_named_wrongly_comes_by_the_registrar() {
	ExtBuilder::default().with_sponsored(Some(STRANGER)).build_and_execute(|| {
		give_back(first_sponsored());
		assert_eq!(crate::Deposits::<Test>::iter().count(), 0, "the deposit comes back");
	});
}

#[test]
fn a_thief_objects_and_only_moves_the_decision() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		// The thief makes its own friends the guardians, and closes the patient if it can.
		circle::commit_to(ANNA, patient, H256::repeat_byte(9));
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		assert_ok!(PatientIdentity::reassign_control(registrar(), patient, NEW_KEY));
		assert_ok!(PatientIdentity::veto_reassignment(signed(ANNA), patient, NEW_KEY));
		pass(RECOVERY_DELAY);
		assert_noop!(PatientIdentity::close(signed(ANNA), patient), Error::<Test>::CaseStillLive);
		assert_ok!(PatientIdentity::decide_reassignment(registrar(), patient, NEW_KEY, true));
		assert_eq!(row(patient).controller, Some(NEW_KEY));
		assert_eq!(circle::in_force(patient), None, "the thief's guardians are gone");
	});
}
