//! Guardians collude against an owner who lives and holds her key. The stories of how she defends herself.

use super::circle::*;
use crate::{guardian_commitment, mock::*, Error, GuardianCases, GuardianSet, RoleCount};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::PatientId;

/// The account that the colluders want to put in her place.
const PUPPET: u64 = 40;
/// Better friends.
const GRETA: u64 = 51;
const HANS: u64 = 52;

fn friends() -> GuardianSet<u64> {
	set_of(&[GRETA, HANS], Some(OTHER_HOSPITAL))
}

/// Lets Anna commit to better friends.
fn choose_friends(patient: PatientId) {
	let commitment = guardian_commitment(&patient, 2, &friends(), &SECRET);
	assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, Some(commitment)));
}

/// None of the colluders can begin anything, and the friends can.
fn colluders_are_out(patient: PatientId) {
	for (who, member) in [(DAVID, member::DAVID), (EMMA, member::EMMA)] {
		assert_noop!(
			PatientIdentity::open_recovery(signed(who), patient, member, PUPPET),
			Error::<Test>::NotAGuardian
		);
		assert_noop!(
			PatientIdentity::vote_freeze(signed(who), patient, member),
			Error::<Test>::NotAGuardian
		);
	}
	assert_noop!(
		PatientIdentity::reveal_guardians(
			signed(DAVID),
			patient,
			guardians(),
			THRESHOLD,
			SECRET,
			member::DAVID
		),
		Error::<Test>::InvalidGuardians
	);
	assert_ok!(PatientIdentity::reveal_guardians(signed(GRETA), patient, friends(), 2, SECRET, 0));
	assert_eq!(case(patient).members, friends());
	for colluder in [DAVID, EMMA, FELIX] {
		assert_eq!(RoleCount::<Test>::get(colluder), 0);
	}
	assert_eq!(row(patient).controller, Some(ANNA));
}

#[test]
fn she_objects_and_changes_her_guardians() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, PUPPET);
		assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, PUPPET));
		choose_friends(patient);
		pass(RECOVERY_DELAY);
		colluders_are_out(patient);
	});
}

#[test]
fn she_objects_and_the_registrar_dismisses_what_enough_of_them_want() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, PUPPET);
		assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, PUPPET));
		approve(patient, PUPPET);
		choose_friends(patient);
		pass(RECOVERY_DELAY);
		for (who, member) in [(PUPPET, None), (EMMA, Some(member::EMMA))] {
			assert_noop!(
				PatientIdentity::complete_recovery(
					signed(who),
					patient,
					member::DAVID,
					PUPPET,
					member
				),
				Error::<Test>::AttemptVetoed
			);
		}
		assert_ok!(PatientIdentity::decide_recovery(
			registrar(),
			patient,
			member::DAVID,
			PUPPET,
			false
		));
		colluders_are_out(patient);
	});
}

#[test]
fn they_freeze_first_and_she_turns_to_the_registrar() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		choose_friends(patient);
		freeze(patient);
		open(patient, PUPPET);
		approve(patient, PUPPET);
		assert_noop!(
			PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, PUPPET),
			Error::<Test>::PatientFrozen
		);

		// The registrar has the recovery delay to lift the freeze.
		pass(RECOVERY_DELAY - 1);
		assert_ok!(PatientIdentity::lift_freeze(registrar(), patient));
		assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, PUPPET));
		choose_friends(patient);
		for (who, member) in [(DAVID, member::DAVID), (EMMA, member::EMMA)] {
			assert_noop!(
				PatientIdentity::vote_freeze(signed(who), patient, member),
				Error::<Test>::FreezeBarred
			);
		}
		// Emma's own attempt comes too late to be approved by anybody in office.
		assert_ok!(PatientIdentity::open_recovery(signed(EMMA), patient, member::EMMA, PUPPET));
		assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::EMMA, PUPPET));

		pass(RECOVERY_DELAY);
		assert_noop!(
			PatientIdentity::complete_recovery(
				signed(PUPPET),
				patient,
				member::DAVID,
				PUPPET,
				None
			),
			Error::<Test>::AttemptVetoed
		);
		assert_noop!(
			PatientIdentity::approve_recovery(
				signed(DAVID),
				patient,
				member::DAVID,
				member::EMMA,
				PUPPET
			),
			Error::<Test>::NotAGuardian
		);
		assert_ok!(PatientIdentity::decide_recovery(
			registrar(),
			patient,
			member::DAVID,
			PUPPET,
			false
		));
		colluders_are_out(patient);
	});
}

#[test]
fn one_colluder_alone_can_only_try_and_wait() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, PUPPET);
		assert_ok!(PatientIdentity::vote_freeze(signed(DAVID), patient, member::DAVID));
		pass(ATTEMPT_LIFETIME - 1);
		assert!(!is_frozen(patient));
		assert_noop!(
			PatientIdentity::complete_recovery(
				signed(PUPPET),
				patient,
				member::DAVID,
				PUPPET,
				None
			),
			Error::<Test>::ThresholdNotReached
		);
		pass(1);
		assert_ok!(PatientIdentity::close_guardian_case(signed(ANNA), patient, None));
		assert_eq!(GuardianCases::<Test>::get(patient), None);
	});
}
