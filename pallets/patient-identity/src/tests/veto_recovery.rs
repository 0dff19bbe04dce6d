use super::circle::*;
use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientId, Power};
use sp_runtime::DispatchResult;

fn veto(who: u64, patient: PatientId) -> DispatchResult {
	PatientIdentity::veto_recovery(signed(who), patient, member::DAVID, BORIS)
}

#[test]
fn what_the_controller_objects_to_does_not_come_true_by_itself() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		approve(patient, BORIS);
		pass(RECOVERY_DELAY);
		assert_ok!(veto(ANNA, patient));

		assert!(attempt(patient, member::DAVID).vetoed);
		System::assert_last_event(Event::RecoveryVetoed { patient, opener: member::DAVID }.into());
		assert_last_entry(patient, Actor::Person(ANNA), AuditedEvent::RecoveryVetoed);
		assert_noop!(
			PatientIdentity::complete_recovery(signed(BORIS), patient, member::DAVID, BORIS, None),
			Error::<Test>::AttemptVetoed
		);
		assert_eq!(row(patient).controller, Some(ANNA));
	});
}

#[test]
fn one_objects_to_one_attempt_and_once() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_noop!(veto(ANNA, patient), Error::<Test>::AttemptNotFound);
		open(patient, BORIS);
		assert_ok!(PatientIdentity::open_recovery(signed(EMMA), patient, member::EMMA, BORIS));
		assert_ok!(veto(ANNA, patient));
		assert_noop!(veto(ANNA, patient), Error::<Test>::AttemptVetoed);
		assert!(!attempt(patient, member::EMMA).vetoed);
	});
}

#[test]
fn while_the_patients_side_is_frozen_nobody_objects() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		freeze(patient);
		assert_noop!(veto(ANNA, patient), Error::<Test>::PatientFrozen);
		pass(FREEZE_PERIOD);
		assert_ok!(veto(ANNA, patient));
	});
}

#[test]
fn a_representative_who_may_take_part_in_recovery_objects_too() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		appoint(signed(ANNA), patient, BORIS, &[Power::Recovery]);
		open(patient, CARLA);
		assert_ok!(PatientIdentity::veto_recovery(signed(BORIS), patient, member::DAVID, CARLA));
		assert_last_entry(patient, Actor::Person(BORIS), AuditedEvent::RecoveryVetoed);
	});
}

#[test]
fn nobody_else_objects() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		let others = [Power::Consent, Power::Access, Power::Records, Power::Identity];
		appoint(signed(ANNA), patient, CARLA, &others);
		assert_noop!(veto(ANNA, patient), Error::<Test>::CaseNotFound);
		assert_noop!(veto(ANNA, PatientId([3; 32])), Error::<Test>::PatientNotFound);
		reveal(patient);
		open(patient, BORIS);
		for who in [DAVID, BORIS, CARLA, STRANGER] {
			assert_noop!(veto(who, patient), Error::<Test>::NotAuthorized);
		}
	});
}

#[test]
fn a_dead_or_dismissed_attempt_needs_no_objection() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		assert_ok!(PatientIdentity::open_recovery(signed(EMMA), patient, member::EMMA, BORIS));
		assert_ok!(PatientIdentity::decide_recovery(
			registrar(),
			patient,
			member::EMMA,
			BORIS,
			false
		));
		assert_noop!(
			PatientIdentity::veto_recovery(signed(ANNA), patient, member::EMMA, BORIS),
			Error::<Test>::AttemptDismissed
		);
		pass(ATTEMPT_LIFETIME);
		assert_noop!(veto(ANNA, patient), Error::<Test>::AttemptExpired);
	});
}

#[test]
fn objecting_is_free_for_the_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let call = crate::Call::veto_recovery { patient, opener: member::DAVID, to: BORIS };
		assert_free_for(call, &[ANNA]);
	});
}
