//! What somebody could try who is several of the persons in these stories at once, or whom a change of the
//! recovery delay helps.

use super::circle::*;
use crate::{guardian_commitment, mock::*, Error, Guardians};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{PatientId, Power};

/// The owner's new key.
const NEW_KEY: u64 = 42;
/// The thief's friends.
const FRIENDS: [u64; 2] = [71, 72];

fn friends(patient: PatientId) -> Option<sp_core::H256> {
	Some(guardian_commitment(&patient, 2, &set_of(&FRIENDS, None), &SECRET))
}

#[test]
fn an_account_that_is_everything_at_once_has_each_reference_once() {
	ExtBuilder::default().with_patient(ANNA).with_sponsored(Some(DAVID)).build_and_execute(|| {
		let patient = shown();
		// David: the controller of another patient, a guardian, a representative, whom control is offered to,
		// whom it is reassigned to, and whom the other guardians recover the patient to.
		appoint(signed(ANNA), patient, DAVID, &[Power::Identity]);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, DAVID));
		assert_ok!(PatientIdentity::reassign_control(registrar(), patient, DAVID));
		assert_ok!(PatientIdentity::open_recovery(signed(EMMA), patient, member::EMMA, DAVID));
		assert_ok!(PatientIdentity::approve_recovery(
			signed(FELIX),
			patient,
			member::FELIX,
			member::EMMA,
			DAVID
		));
		assert_eq!(roles(DAVID), 5);
		pass(RECOVERY_DELAY);
		assert_ok!(PatientIdentity::complete_recovery(
			signed(DAVID),
			patient,
			member::EMMA,
			DAVID,
			None
		));
		assert_eq!(roles(DAVID), 2);
		assert_eq!((roles(EMMA), roles(FELIX), roles(ANNA)), (0, 0, 0));

		// It dies, administers its own estate, and comes back.
		assert_ok!(PatientIdentity::declare_deceased(registrar(), patient, Some(DAVID)));
		assert_ok!(PatientIdentity::correct_death(registrar(), patient, DAVID));
		assert_ok!(PatientIdentity::accept_control(signed(DAVID), patient));
		assert_eq!(roles(DAVID), 2);
		assert!(Guardians::<Test>::get(patient).is_none());
	});
}

#[test]
fn a_delay_that_root_shortens_does_not_let_the_thief_overtake_the_guardians() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, NEW_KEY);
		approve(patient, NEW_KEY);
		DelayOfRecoveries::set(1);
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, friends(patient)));
		pass(1);
		assert_noop!(PatientIdentity::close(signed(ANNA), patient), Error::<Test>::CaseStillLive);
		assert_noop!(
			PatientIdentity::close_guardian_case(signed(ANNA), patient, None),
			Error::<Test>::CaseStillLive
		);
		assert_noop!(
			PatientIdentity::reveal_guardians(
				signed(FRIENDS[0]),
				patient,
				set_of(&FRIENDS, None),
				2,
				SECRET,
				0
			),
			Error::<Test>::CaseAlreadyOpen
		);
		pass(RECOVERY_DELAY - 1);
		complete(patient, NEW_KEY);
	});
}

#[test]
fn a_delay_that_root_lengthens_does_not_end_a_freeze_before_the_recovery() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, NEW_KEY);
		freeze(patient);
		DelayOfRecoveries::set(FREEZE_PERIOD - 1);
		pass(FREEZE_PERIOD - 1);
		approve(patient, NEW_KEY);
		let due = attempt(patient, member::DAVID).due.expect("enough have agreed");
		set_time(due);
		assert!(is_frozen(patient));
		assert_noop!(
			PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, NEW_KEY),
			Error::<Test>::PatientFrozen
		);
		complete(patient, NEW_KEY);
	});
}

#[test]
fn the_new_person_whom_the_thief_hands_on_to_does_not_end_the_registrars_announcement() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::reassign_control(registrar(), patient, NEW_KEY));
		for (from, to) in [(ANNA, DAVID), (DAVID, EMMA), (EMMA, DAVID), (DAVID, ANNA)] {
			assert_ok!(PatientIdentity::offer_control(signed(from), patient, to));
			assert_ok!(PatientIdentity::accept_control(signed(to), patient));
		}
		pass(RECOVERY_DELAY);
		assert_ok!(PatientIdentity::complete_reassignment(signed(NEW_KEY), patient, NEW_KEY));
		assert_eq!(row(patient).controller, Some(NEW_KEY));
		assert_eq!((roles(ANNA), roles(DAVID), roles(EMMA), roles(NEW_KEY)), (0, 0, 0, 1));
	});
}
