use super::circle::*;
use crate::{mock::*, Error, Event, Reassignment, Reassignments};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientId};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

fn announce(patient: PatientId, to: u64) -> DispatchResult {
	PatientIdentity::reassign_control(registrar(), patient, to)
}

/// Anna's patient, whom the registrar wants to give to Boris.
fn announced() -> PatientId {
	let patient = first_patient_of(ANNA);
	assert_ok!(announce(patient, BORIS));
	patient
}

#[test]
fn the_registrar_announces_to_whom_control_will_be_given() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(announce(patient, BORIS));

		let due = NOW + RECOVERY_DELAY;
		let expected = Reassignment { to: BORIS, due, vetoed: false, ends_at: due + FREEZE_PERIOD };
		assert_eq!(PatientIdentity::reassignment(patient), Some(expected));
		assert_events([Event::ReassignmentAnnounced { patient, to: BORIS, due }]);
		let entry = AuditedEvent::ReassignmentAnnounced { due };
		assert_trail_ends(patient, Actor::Authority, [entry]);
		assert_eq!(roles(BORIS), 1, "the account can act without a coin");
		assert_eq!(row(patient).controller, Some(ANNA), "nothing has happened yet");
	});
}

#[test]
fn nobody_but_the_registrar_announces_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		for origin in [signed(ANNA), signed(DOCTOR), RuntimeOrigin::none()] {
			assert_noop!(
				PatientIdentity::reassign_control(origin, patient, BORIS),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn there_must_be_a_patient_and_somebody_else_who_speaks_for_it() {
	ExtBuilder::default().with_patient(ANNA).with_sponsored(None).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(announce(unknown(), BORIS), Error::<Test>::PatientNotFound);
		assert_noop!(announce(first_sponsored(), BORIS), Error::<Test>::NoController);
		assert_noop!(announce(patient, ANNA), Error::<Test>::AlreadyHasRole);
		bury(patient);
		assert_noop!(announce(patient, BORIS), Error::<Test>::PatientDeceased);
	});
}

#[test]
fn one_is_announced_at_a_time() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(announce(patient, BORIS));
		assert_noop!(announce(patient, CARLA), Error::<Test>::ReassignmentAlreadyAnnounced);
		pass(RECOVERY_DELAY + FREEZE_PERIOD);
		assert_ok!(announce(patient, BORIS));
		assert_eq!(roles(BORIS), 1, "the one before has made room");
	});
}

#[test]
fn one_that_came_to_nothing_can_be_cleared_away() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(announce(patient, BORIS));
		let clear = || PatientIdentity::clear_expired(signed(ANNA), patient);
		pass(RECOVERY_DELAY + FREEZE_PERIOD - 1);
		assert_noop!(clear(), Error::<Test>::NothingToDo);
		pass(1);
		assert_ok!(clear());
		assert_events([Event::ReassignmentDismissed { patient }]);
		assert_trail_ends(patient, Actor::Chain, [AuditedEvent::ReassignmentDismissed]);
		assert_eq!(roles(BORIS), 0);
	});
}

#[test]
fn whoever_has_the_key_cannot_close_the_patient_meanwhile() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		assert_ok!(announce(patient, BORIS));
		pass(RECOVERY_DELAY);
		let close = || PatientIdentity::close(signed(ANNA), patient);
		assert_noop!(close(), Error::<Test>::CaseStillLive);
		pass(FREEZE_PERIOD);
		assert_ok!(close());
		assert!(!Reassignments::<Test>::contains_key(patient));
		assert_eq!(roles(BORIS), 0);
	});
}

#[test]
fn to_hand_control_on_does_not_escape_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(announce(patient, BORIS));
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, CARLA));
		assert_ok!(PatientIdentity::accept_control(signed(CARLA), patient));
		pass(RECOVERY_DELAY);
		assert_ok!(PatientIdentity::complete_reassignment(signed(BORIS), patient, BORIS));
		assert_eq!(row(patient).controller, Some(BORIS));
	});
}

#[test]
fn who_is_handed_control_needs_it_no_more() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(announce(patient, BORIS));
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_ok!(PatientIdentity::accept_control(signed(BORIS), patient));
		assert_eq!(PatientIdentity::reassignment(patient), None);
		assert_eq!(roles(BORIS), 1);
	});
}

#[test]
fn a_full_counter_of_references_refuses_instead_of_starting_again() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		crate::RoleCount::<Test>::insert(BORIS, u32::MAX);
		assert_noop!(announce(patient, BORIS), ArithmeticError::Overflow);
		crate::RoleCount::<Test>::remove(BORIS);
	});
}

#[test]
fn a_recovery_to_somebody_else_does_not_end_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, CARLA);
		approve(patient, CARLA);
		assert_ok!(announce(patient, BORIS));
		pass(RECOVERY_DELAY);
		complete(patient, CARLA);
		assert!(PatientIdentity::reassignment(patient).is_some(), "the registrar dismisses it");
		assert_eq!(roles(BORIS), 1);
	});
}

#[test]
fn what_was_objected_to_is_not_announced_anew_past_the_objection() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		assert_ok!(PatientIdentity::veto_reassignment(signed(ANNA), patient, BORIS));
		assert_noop!(announce(patient, BORIS), Error::<Test>::ReassignmentAlreadyAnnounced);
	});
}

#[test]
fn the_same_account_keeps_its_nonce_when_it_is_announced_again() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		System::inc_account_nonce(BORIS);
		pass(RECOVERY_DELAY + FREEZE_PERIOD);
		assert_ok!(announce(patient, BORIS));
		assert_eq!(System::account_nonce(BORIS), 1, "an account that goes loses its nonce");
	});
}
