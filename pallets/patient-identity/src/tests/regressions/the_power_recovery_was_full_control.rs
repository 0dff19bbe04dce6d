//! With the power *recovery* alone a representative committed to its own friends as guardians, who gave control
//! to its second account after two delays.

use crate::{mock::*, tests::circle::*, Error};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{PatientId, Power};
use sp_runtime::DispatchResult;

/// The representative's friends.
const FRIENDS: [u64; 2] = [31, 32];

fn friends_show_themselves(patient: PatientId) -> DispatchResult {
	PatientIdentity::reveal_guardians(
		signed(FRIENDS[0]),
		patient,
		set_of(&FRIENDS, None),
		2,
		SECRET,
		0,
	)
}

fn commit_to_friends(patient: PatientId) {
	let commitment = crate::guardian_commitment(&patient, 2, &set_of(&FRIENDS, None), &SECRET);
	assert_ok!(PatientIdentity::set_guardians(signed(BORIS), patient, Some(commitment)));
	pass(10 * RECOVERY_DELAY);
}

#[test]
fn the_guardians_of_a_child_need_the_registrars_word() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let child = first_sponsored();
		appoint(registrar(), child, BORIS, &[Power::Recovery]);
		commit_to_friends(child);
		assert_noop!(friends_show_themselves(child), Error::<Test>::GuardiansNotSet);
	});
}

#[test]
fn a_patients_guardians_need_the_controllers_word() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		appoint(signed(ANNA), patient, BORIS, &[Power::Recovery]);
		commit_to_friends(patient);
		assert_noop!(friends_show_themselves(patient), Error::<Test>::InvalidGuardians);
		assert_eq!(in_force(patient), Some(commitment(patient)));
	});
}

#[test]
fn a_freeze_leaves_no_proposal_behind() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		appoint(signed(ANNA), patient, BORIS, &[Power::Recovery]);
		commit_to_friends(patient);
		reveal(patient);
		freeze(patient);
		let plan = crate::Guardians::<Test>::get(patient).expect("guardians are in office");
		assert_eq!(plan.proposed, None);
	});
}

#[test]
fn a_recovery_leaves_no_proposal_behind() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		appoint(signed(ANNA), patient, BORIS, &[Power::Recovery]);
		open(patient, CARLA);
		approve(patient, CARLA);
		assert_ok!(PatientIdentity::set_guardians(
			signed(BORIS),
			patient,
			Some(sp_core::H256::repeat_byte(1))
		));
		pass(RECOVERY_DELAY);
		complete(patient, CARLA);
		let plan = crate::Guardians::<Test>::get(patient).expect("guardians are in office");
		assert_eq!(plan.proposed, None);
	});
}
