//! A thief chose friends as guardians before the true ones had agreed. When these had recovered the patient, the
//! friends were in office, and took it again; and friends in office ended what the registrar had announced.

use crate::{guardian_commitment, mock::*, tests::circle::*, Error};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::PatientId;
use sp_core::H256;

/// The thief signs as Anna.
const THIEF: u64 = ANNA;
/// Whom the thief wants to speak for the patient.
const ACCOMPLICE: u64 = 40;
/// The owner's new key.
const NEW_KEY: u64 = 42;
/// The thief's friends.
const FRIENDS: [u64; 2] = [71, 72];

fn friends_of_the_thief(patient: PatientId) -> H256 {
	guardian_commitment(&patient, 2, &set_of(&FRIENDS, None), &SECRET)
}

fn friends_reveal(patient: PatientId) -> sp_runtime::DispatchResult {
	PatientIdentity::reveal_guardians(
		signed(FRIENDS[0]),
		patient,
		set_of(&FRIENDS, None),
		2,
		SECRET,
		0,
	)
}

fn friends_agree(patient: PatientId, to: u64) {
	assert_ok!(PatientIdentity::open_recovery(signed(FRIENDS[0]), patient, 0, to));
	assert_ok!(PatientIdentity::approve_recovery(signed(FRIENDS[1]), patient, 1, 0, to));
}

#[test]
fn who_has_recovered_the_patient_is_in_office() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		let friends = friends_of_the_thief(patient);
		assert_ok!(PatientIdentity::set_guardians(signed(THIEF), patient, Some(friends)));
		pass(2 * DAY);
		reveal(patient);
		open(patient, NEW_KEY);
		approve(patient, NEW_KEY);
		pass(RECOVERY_DELAY);
		complete(patient, NEW_KEY);
		assert_eq!(row(patient).controller, Some(NEW_KEY));
		assert_eq!(in_force(patient), Some(commitment(patient)), "her guardians, not the thief's");
		assert_noop!(friends_reveal(patient), Error::<Test>::InvalidGuardians);
	});
}

#[test]
fn guardians_of_the_thief_do_not_end_what_the_registrar_announced() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		commit_to(THIEF, patient, friends_of_the_thief(patient));
		assert_ok!(friends_reveal(patient));
		friends_agree(patient, ACCOMPLICE);
		pass(RECOVERY_DELAY);
		// An attempt is due and kept in reserve. Now the registrar announces.
		assert_ok!(PatientIdentity::reassign_control(registrar(), patient, NEW_KEY));
		assert_ok!(PatientIdentity::complete_recovery(
			signed(FRIENDS[0]),
			patient,
			0,
			ACCOMPLICE,
			Some(0)
		));
		pass(RECOVERY_DELAY);
		assert_ok!(PatientIdentity::complete_reassignment(registrar(), patient, NEW_KEY));
	});
}

#[test]
fn nor_do_they_round_after_round() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		commit_to(THIEF, patient, friends_of_the_thief(patient));
		let mut holder = THIEF;
		for next in [40, 41, 43, 44, 45, 46, 47, 48] {
			assert_ok!(PatientIdentity::reassign_control(registrar(), patient, NEW_KEY));
			pass(1);
			assert_ok!(PatientIdentity::veto_reassignment(signed(holder), patient, NEW_KEY));
			assert_ok!(friends_reveal(patient));
			friends_agree(patient, next);
			pass(RECOVERY_DELAY - 1);
			assert_noop!(
				PatientIdentity::decide_reassignment(registrar(), patient, NEW_KEY, true),
				Error::<Test>::TooEarly
			);
			pass(1);
			assert_ok!(PatientIdentity::complete_recovery(
				signed(FRIENDS[0]),
				patient,
				0,
				next,
				Some(0)
			));
			holder = next;
			let upheld = PatientIdentity::decide_reassignment(registrar(), patient, NEW_KEY, true);
			if upheld.is_ok() {
				return;
			}
		}
		panic!("the owner is locked out for good");
	});
}
