//! A set of guardians could not be shown while one of them was the controller: a thief who was one of them, or
//! bribed one, handed control on to that one, and nobody could freeze or recover the patient any more.

use crate::{mock::*, tests::circle::*, Call, Error};
use frame_support::{assert_noop, assert_ok};

/// The owner's new key.
const NEW_KEY: u64 = 42;

/// The thief signs as Anna, and is one of the guardians: David.
const THIEF: u64 = ANNA;

/// Anna's patient, whom the thief has handed on to David.
fn stolen() -> salus_primitives::PatientId {
	let patient = guarded();
	assert_ok!(PatientIdentity::offer_control(signed(THIEF), patient, DAVID));
	assert_ok!(PatientIdentity::accept_control(signed(DAVID), patient));
	patient
}

#[test]
fn the_thief_is_one_of_the_guardians_and_the_owner_returns() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = stolen();
		assert_ok!(PatientIdentity::set_guardians(signed(DAVID), patient, None));

		// Emma shows who the guardians are. David is one of them, and cannot act as one.
		assert_ok!(PatientIdentity::reveal_guardians(
			signed(EMMA),
			patient,
			guardians(),
			THRESHOLD,
			SECRET,
			member::EMMA
		));
		for result in [
			PatientIdentity::open_recovery(signed(DAVID), patient, member::DAVID, STRANGER),
			PatientIdentity::close_guardian_case(signed(DAVID), patient, Some(member::DAVID)),
		] {
			assert_noop!(result, Error::<Test>::NotAGuardian);
		}
		assert_noop!(
			PatientIdentity::vote_freeze(signed(DAVID), patient, member::DAVID),
			Error::<Test>::NotAGuardian
		);

		// The others freeze the patient, and recover it.
		assert_ok!(PatientIdentity::vote_freeze(signed(EMMA), patient, member::EMMA));
		assert_ok!(PatientIdentity::vote_freeze(signed(FELIX), patient, member::FELIX));
		assert!(is_frozen(patient));
		assert_ok!(PatientIdentity::open_recovery(signed(EMMA), patient, member::EMMA, NEW_KEY));
		assert_noop!(
			PatientIdentity::approve_recovery(
				signed(DAVID),
				patient,
				member::DAVID,
				member::EMMA,
				NEW_KEY
			),
			Error::<Test>::NotAGuardian
		);
		assert_ok!(PatientIdentity::approve_recovery(
			signed(ADMIN),
			patient,
			member::HOSPITAL,
			member::EMMA,
			NEW_KEY
		));
		pass(RECOVERY_DELAY);
		assert_ok!(PatientIdentity::complete_recovery(
			signed(NEW_KEY),
			patient,
			member::EMMA,
			NEW_KEY,
			None
		));
		assert_eq!(row(patient).controller, Some(NEW_KEY));
		assert_eq!(in_force(patient), Some(commitment(patient)), "her guardians are in office");
	});
}

#[test]
fn what_a_guardian_voted_and_approved_does_not_count_while_it_speaks_for_the_patient() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(PatientIdentity::vote_freeze(signed(DAVID), patient, member::DAVID));
		open(patient, NEW_KEY);
		assert_ok!(PatientIdentity::offer_control(signed(THIEF), patient, DAVID));
		assert_ok!(PatientIdentity::accept_control(signed(DAVID), patient));

		assert_ok!(PatientIdentity::vote_freeze(signed(EMMA), patient, member::EMMA));
		assert!(!is_frozen(patient), "one vote is not enough");
		approve(patient, NEW_KEY);
		assert_eq!(attempt(patient, member::DAVID).due, None, "one approval is not enough");
		assert_ok!(PatientIdentity::vote_freeze(signed(FELIX), patient, member::FELIX));
		assert!(is_frozen(patient));
	});
}

#[test]
fn what_counts_again_starts_the_delay_at_the_next_approval() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, NEW_KEY);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, DAVID));
		assert_ok!(PatientIdentity::accept_control(signed(DAVID), patient));
		approve(patient, NEW_KEY);
		let again = || {
			PatientIdentity::approve_recovery(
				signed(EMMA),
				patient,
				member::EMMA,
				member::DAVID,
				NEW_KEY,
			)
		};
		assert_noop!(again(), Error::<Test>::AlreadyApproved);
		assert_ok!(PatientIdentity::offer_control(signed(DAVID), patient, STRANGER));
		assert_ok!(PatientIdentity::accept_control(signed(STRANGER), patient));
		assert_ok!(again());
		assert!(attempt(patient, member::DAVID).due.is_some());
		assert_noop!(again(), Error::<Test>::AlreadyApproved);
	});
}

#[test]
fn an_admin_who_speaks_for_the_patient_does_not_act_for_the_institution() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(PatientIdentity::offer_control(signed(THIEF), patient, ADMIN));
		assert_ok!(PatientIdentity::accept_control(signed(ADMIN), patient));
		assert_noop!(
			PatientIdentity::vote_freeze(signed(ADMIN), patient, member::HOSPITAL),
			Error::<Test>::NotAGuardian
		);
		assert_ok!(PatientIdentity::vote_freeze(signed(GATEWAY), patient, member::HOSPITAL));
	});
}

#[test]
fn whichever_guardian_speaks_for_the_patient_does_not_count() {
	for (number, who) in [(member::DAVID, DAVID), (member::EMMA, EMMA), (member::FELIX, FELIX)] {
		ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
			let patient = shown();
			assert_ok!(PatientIdentity::vote_freeze(signed(who), patient, number));
			assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, who));
			assert_ok!(PatientIdentity::accept_control(signed(who), patient));
			assert_noop!(
				PatientIdentity::withdraw_freeze_vote(signed(who), patient, number),
				Error::<Test>::NotAGuardian
			);
			assert_free_for(Call::vote_freeze { patient, member: number }, &[]);
			assert_ok!(PatientIdentity::vote_freeze(signed(ADMIN), patient, member::HOSPITAL));
			assert!(!is_frozen(patient), "one vote is not enough");
		});
	}
}

#[test]
fn a_guardian_who_speaks_for_the_patient_does_not_show_the_others() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, DAVID));
		assert_ok!(PatientIdentity::accept_control(signed(DAVID), patient));
		let (members, threshold, salt, member) = (guardians(), THRESHOLD, SECRET, member::DAVID);
		let call = Call::reveal_guardians { patient, members, threshold, salt, member };
		assert_free_for(call, &[]);
	});
}
