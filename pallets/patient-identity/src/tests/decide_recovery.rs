use super::circle::*;
use crate::{mock::*, Error, Event, GuardianCases, RoleCount};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use salus_primitives::{Actor, AuditedEvent, ControlChange, PatientId};
use sp_core::H256;
use sp_runtime::DispatchError;

fn decide(patient: PatientId, uphold: bool) -> DispatchResultWithPostInfo {
	PatientIdentity::decide_recovery(registrar(), patient, member::DAVID, BORIS, uphold)
}

/// An attempt that enough guardians approve of and the controller objects to.
fn contested() -> PatientId {
	let patient = shown();
	open(patient, BORIS);
	assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, BORIS));
	approve(patient, BORIS);
	patient
}

#[test]
fn the_registrar_upholds_a_contested_recovery_at_once() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = contested();
		assert_ok!(decide(patient, true));

		assert_eq!(row(patient).controller, Some(BORIS));
		assert_eq!(GuardianCases::<Test>::get(patient), None);
		assert_eq!(RoleCount::<Test>::get(DAVID), 0);
		let cause = ControlChange::Decided;
		System::assert_has_event(
			Event::ControlChanged { patient, controller: BORIS, cause }.into(),
		);
		assert_last_entry(patient, Actor::Authority, AuditedEvent::ControlChanged { cause });
	});
}

#[test]
fn the_registrar_dismisses_an_attempt_and_it_keeps_its_place() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = contested();
		assert_ok!(decide(patient, false));

		assert_eq!(row(patient).controller, Some(ANNA));
		assert!(attempt(patient, member::DAVID).dismissed);
		System::assert_last_event(
			Event::RecoveryDismissed { patient, opener: member::DAVID }.into(),
		);
		assert_last_entry(patient, Actor::Authority, AuditedEvent::RecoveryDismissed);
		assert_noop!(decide(patient, false), Error::<Test>::AttemptDismissed);
		assert_noop!(decide(patient, true), Error::<Test>::AttemptDismissed);
	});
}

#[test]
fn any_living_attempt_is_dismissed_and_only_a_contested_one_upheld() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		assert_noop!(decide(patient, true), Error::<Test>::NotContested);
		assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, BORIS));
		assert_noop!(decide(patient, true), Error::<Test>::ThresholdNotReached);
		assert_ok!(decide(patient, false));
	});
}

#[test]
fn a_dead_attempt_needs_no_decision() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = contested();
		pass(ATTEMPT_LIFETIME);
		for uphold in [true, false] {
			assert_noop!(decide(patient, uphold), Error::<Test>::AttemptExpired);
		}
	});
}

#[test]
fn a_decision_is_about_the_account_that_it_names() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = contested();
		for uphold in [true, false] {
			assert_noop!(
				PatientIdentity::decide_recovery(
					registrar(),
					patient,
					member::DAVID,
					STRANGER,
					uphold
				),
				Error::<Test>::AttemptNotFound
			);
		}
	});
}

#[test]
fn the_registrar_decides_while_the_patients_side_is_frozen_and_when_others_are_the_guardians() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = contested();
		commit_to(ANNA, patient, H256::repeat_byte(2));
		assert_ok!(decide(patient, true));
		assert_eq!(row(patient).controller, Some(BORIS));
	});
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = contested();
		freeze(patient);
		assert_ok!(decide(patient, true));
		assert!(!is_frozen(patient));
	});
}

#[test]
fn who_has_come_to_speak_for_the_patient_otherwise_is_given_nothing() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = contested();
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_ok!(PatientIdentity::accept_control(signed(BORIS), patient));
		assert_noop!(decide(patient, true), Error::<Test>::AlreadyHasRole);
		assert_ok!(decide(patient, false));
	});
}

#[test]
fn only_the_registrar_decides_and_only_about_what_there_is() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_noop!(decide(patient, true), Error::<Test>::CaseNotFound);
		assert_noop!(decide(PatientId([3; 32]), true), Error::<Test>::PatientNotFound);
		reveal(patient);
		assert_noop!(decide(patient, true), Error::<Test>::AttemptNotFound);
		for origin in [signed(ANNA), signed(DAVID), RuntimeOrigin::none()] {
			assert_noop!(
				PatientIdentity::decide_recovery(origin, patient, member::DAVID, BORIS, true),
				DispatchError::BadOrigin
			);
		}
	});
}
