use super::circle::*;
use crate::{mock::*, Error, Event, GuardianCases, RoleCount};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientId};
use sp_core::H256;
use sp_runtime::DispatchResult;

fn close(who: u64, patient: PatientId, member: Option<u8>) -> DispatchResult {
	PatientIdentity::close_guardian_case(signed(who), patient, member)
}

#[test]
fn a_case_that_is_over_goes_and_with_it_the_guardians_references() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		pass(ATTEMPT_LIFETIME);
		assert_ok!(close(FELIX, patient, Some(member::FELIX)));

		assert_eq!(GuardianCases::<Test>::get(patient), None);
		for guardian in [DAVID, EMMA, FELIX] {
			assert_eq!(RoleCount::<Test>::get(guardian), 0);
			assert!(!System::account_exists(&guardian));
		}
		System::assert_last_event(Event::GuardianCaseClosed { patient }.into());
		assert_last_entry(patient, Actor::Person(FELIX), AuditedEvent::GuardianCaseClosed);
		assert_eq!(in_force(patient), Some(commitment(patient)));
		reveal(patient);
	});
}

#[test]
fn the_controller_and_the_institution_close_it_too() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		pass(ATTEMPT_LIFETIME);
		assert_ok!(close(ANNA, patient, None));
		assert_last_entry(patient, Actor::Person(ANNA), AuditedEvent::GuardianCaseClosed);
		reveal(patient);
		pass(ATTEMPT_LIFETIME);
		assert_ok!(close(ADMIN, patient, Some(member::HOSPITAL)));
		assert_last_entry(patient, for_the_hospital(), AuditedEvent::GuardianCaseClosed);
	});
}

#[test]
fn it_stays_as_long_as_an_attempt_lives_whatever_came_of_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		pass(ATTEMPT_LIFETIME);
		open(patient, BORIS);
		assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, BORIS));
		assert_ok!(PatientIdentity::decide_recovery(
			registrar(),
			patient,
			member::DAVID,
			BORIS,
			false
		));
		pass(ATTEMPT_LIFETIME - 1);
		assert_noop!(close(DAVID, patient, Some(member::DAVID)), Error::<Test>::CaseStillLive);
		pass(1);
		assert_ok!(close(DAVID, patient, Some(member::DAVID)));
	});
}

#[test]
fn a_thief_does_not_sweep_the_first_votes_away() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(PatientIdentity::vote_freeze(signed(DAVID), patient, member::DAVID));
		assert_noop!(close(ANNA, patient, None), Error::<Test>::CaseStillLive);
		pass(ATTEMPT_LIFETIME - 1);
		assert_noop!(close(ANNA, patient, None), Error::<Test>::CaseStillLive);
		pass(1);
		assert_ok!(close(ANNA, patient, None));
	});
}

#[test]
fn it_stays_while_a_freeze_stands() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		pass(ATTEMPT_LIFETIME);
		freeze(patient);
		assert_noop!(close(ANNA, patient, None), Error::<Test>::PatientFrozen);
		assert_noop!(close(DAVID, patient, Some(member::DAVID)), Error::<Test>::PatientFrozen);
		pass(FREEZE_PERIOD);
		assert_ok!(close(DAVID, patient, Some(member::DAVID)));
	});
}

#[test]
fn once_others_are_the_guardians_it_stays_only_for_what_had_reached_its_threshold() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		commit_to(ANNA, patient, H256::repeat_byte(2));
		assert_ok!(close(ANNA, patient, None));
	});
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		approve(patient, BORIS);
		commit_to(ANNA, patient, H256::repeat_byte(2));
		assert_noop!(close(ANNA, patient, None), Error::<Test>::CaseStillLive);
		pass(ATTEMPT_LIFETIME - RECOVERY_DELAY);
		assert_ok!(close(ANNA, patient, None));
	});
}

#[test]
fn nobody_else_closes_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_noop!(close(ANNA, patient, None), Error::<Test>::CaseNotFound);
		assert_noop!(close(ANNA, PatientId([3; 32]), None), Error::<Test>::PatientNotFound);
		reveal(patient);
		pass(ATTEMPT_LIFETIME);
		for who in [DAVID, STRANGER] {
			assert_noop!(close(who, patient, None), Error::<Test>::NotAuthorized);
		}
		for (who, member) in [(ANNA, member::DAVID), (DAVID, member::EMMA), (DAVID, u8::MAX)] {
			assert_noop!(close(who, patient, Some(member)), Error::<Test>::NotAGuardian);
		}
	});
}

#[test]
fn a_case_goes_when_the_patient_does() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let patient = shown();
		open(patient, CARLA);
		assert_ok!(PatientIdentity::declare_deceased(registrar(), patient, None));
		assert_eq!(GuardianCases::<Test>::get(patient), None);
		assert_eq!(in_force(patient), None);
		assert_eq!(RoleCount::<Test>::get(DAVID), 0);
		assert_noop!(close(DAVID, patient, Some(0)), Error::<Test>::PatientDeceased);

		let other = first_patient_of(BORIS);
		let members = set_of(&[DAVID, EMMA], None);
		let ours = crate::guardian_commitment(&other, 2, &members, &SECRET);
		commit_to(BORIS, other, ours);
		assert_ok!(PatientIdentity::reveal_guardians(signed(DAVID), other, members, 2, SECRET, 0));
		assert_ok!(PatientIdentity::close(registrar(), other));
		assert_eq!(GuardianCases::<Test>::get(other), None);
		assert_eq!(RoleCount::<Test>::get(DAVID), 0);
	});
}

#[test]
fn closing_is_free_for_the_guardian_named_and_the_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let of = |member| crate::Call::<Test>::close_guardian_case { patient, member };
		assert_free_for(of(None), &[ANNA]);
		assert_free_for(of(Some(member::EMMA)), &[EMMA]);
		assert_free_for(of(Some(member::HOSPITAL)), &[GATEWAY, ADMIN]);
	});
}
