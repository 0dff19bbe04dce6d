use super::circle::*;
use crate::{mock::*, Error, Event, MemberSet};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{doubles, Actor, AuditedEvent, PatientId};
use sp_core::H256;
use sp_runtime::DispatchResult;

fn approve_as(who: u64, patient: PatientId, member: u8) -> DispatchResult {
	PatientIdentity::approve_recovery(signed(who), patient, member, member::DAVID, BORIS)
}

#[test]
fn the_approval_that_reaches_the_threshold_starts_the_delay() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		pass(DAY);
		let due = now() + RECOVERY_DELAY;
		assert_ok!(approve_as(EMMA, patient, member::EMMA));

		let approved = attempt(patient, member::DAVID);
		assert_eq!(approved.approvals, MemberSet(0b11));
		assert_eq!(approved.due, Some(due));
		System::assert_last_event(
			Event::RecoveryApproved {
				patient,
				opener: member::DAVID,
				member: member::EMMA,
				approvals: 2,
				due: Some(due),
			}
			.into(),
		);
		assert_last_entry(
			patient,
			Actor::Person(EMMA),
			AuditedEvent::RecoveryApproved { approvals: 2 },
		);
	});
}

#[test]
fn approvals_beyond_the_threshold_do_not_start_it_anew() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		approve(patient, BORIS);
		let due = attempt(patient, member::DAVID).due;
		pass(DAY);
		assert_ok!(approve_as(ADMIN, patient, member::HOSPITAL));
		assert_eq!(attempt(patient, member::DAVID).approvals, MemberSet(0b1011));
		assert_eq!(attempt(patient, member::DAVID).due, due);
		assert_last_entry(
			patient,
			for_the_hospital(),
			AuditedEvent::RecoveryApproved { approvals: 3 },
		);
	});
}

#[test]
fn each_guardian_approves_once() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		assert_noop!(approve_as(DAVID, patient, member::DAVID), Error::<Test>::AlreadyApproved);
		assert_ok!(approve_as(ADMIN, patient, member::HOSPITAL));
		doubles::Providers::admit_admin(HOSPITAL, STRANGER);
		assert_noop!(
			approve_as(STRANGER, patient, member::HOSPITAL),
			Error::<Test>::AlreadyApproved
		);
	});
}

#[test]
fn a_veto_does_not_keep_the_threshold_from_being_reached() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, BORIS));
		assert_ok!(approve_as(EMMA, patient, member::EMMA));
		let contested = attempt(patient, member::DAVID);
		assert!(contested.vetoed && contested.has_reached_threshold());
	});
}

#[test]
fn nobody_approves_of_another_account_than_the_one_meant() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		assert_noop!(
			PatientIdentity::approve_recovery(
				signed(EMMA),
				patient,
				member::EMMA,
				member::DAVID,
				CARLA
			),
			Error::<Test>::AttemptNotFound
		);
		assert_noop!(
			PatientIdentity::approve_recovery(
				signed(EMMA),
				patient,
				member::EMMA,
				member::FELIX,
				BORIS
			),
			Error::<Test>::AttemptNotFound
		);
	});
}

#[test]
fn a_dead_or_dismissed_attempt_takes_no_approval() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		assert_ok!(PatientIdentity::open_recovery(signed(FELIX), patient, member::FELIX, BORIS));
		assert_ok!(PatientIdentity::decide_recovery(
			registrar(),
			patient,
			member::FELIX,
			BORIS,
			false
		));
		assert_noop!(
			PatientIdentity::approve_recovery(
				signed(EMMA),
				patient,
				member::EMMA,
				member::FELIX,
				BORIS
			),
			Error::<Test>::AttemptDismissed
		);
		pass(ATTEMPT_LIFETIME);
		assert_noop!(approve_as(EMMA, patient, member::EMMA), Error::<Test>::AttemptExpired);
	});
}

#[test]
fn only_guardians_in_office_who_have_been_shown_approve() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_noop!(approve_as(EMMA, patient, member::EMMA), Error::<Test>::CaseNotFound);
		assert_noop!(
			approve_as(EMMA, PatientId([3; 32]), member::EMMA),
			Error::<Test>::PatientNotFound
		);
		reveal(patient);
		open(patient, BORIS);
		for (who, member) in
			[(STRANGER, member::EMMA), (ANNA, member::EMMA), (EMMA, member::NOBODY)]
		{
			assert_noop!(approve_as(who, patient, member), Error::<Test>::NotAGuardian);
		}
		commit_to(ANNA, patient, H256::repeat_byte(2));
		assert_noop!(approve_as(EMMA, patient, member::EMMA), Error::<Test>::NotAGuardian);
	});
}

#[test]
fn approving_is_free_for_that_guardian() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let of = |member| crate::Call::<Test>::approve_recovery {
			patient,
			member,
			opener: member::DAVID,
			to: BORIS,
		};
		assert_free_for(of(member::EMMA), &[EMMA]);
		assert_free_for(of(member::HOSPITAL), &[GATEWAY, ADMIN]);
	});
}

#[test]
fn further_approvals_do_not_make_a_freeze_longer() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		open(patient, BORIS);
		approve(patient, BORIS);
		let until = row(patient).frozen_until.expect("it is frozen");
		pass(RECOVERY_DELAY + DAY);
		let (opener, to) = (member::DAVID, BORIS);
		let approved =
			PatientIdentity::approve_recovery(signed(FELIX), patient, member::FELIX, opener, to);
		assert_ok!(approved);
		assert_eq!(row(patient).frozen_until.expect("it is frozen"), until);
	});
}

#[test]
fn an_approval_never_shortens_a_freeze() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		open(patient, BORIS);
		approve(patient, BORIS);
		let until = row(patient).frozen_until.expect("it is frozen");
		let (dismissed, opener, to) = (member::DAVID, member::FELIX, CARLA);
		assert_ok!(PatientIdentity::decide_recovery(registrar(), patient, dismissed, BORIS, false));
		DelayOfRecoveries::set(DAY);
		assert_ok!(PatientIdentity::open_recovery(signed(FELIX), patient, opener, to));
		let approved =
			PatientIdentity::approve_recovery(signed(EMMA), patient, member::EMMA, opener, to);
		assert_ok!(approved);
		assert_eq!(row(patient).frozen_until.expect("it is frozen"), until);
	});
}
