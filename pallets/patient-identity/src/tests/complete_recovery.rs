use super::circle::*;
use crate::{
	mock::*, Error, Event, GuardianCases, Guardians, LinkProposals, Offers, PatientStatus,
	RoleCount,
};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Actor, AuditedEvent, ClassSet, ControlChange, PatientId, Period, Powers, RecordClass,
};
use sp_core::H256;
use sp_runtime::DispatchResult;

fn complete(who: u64, patient: PatientId, member: Option<u8>) -> DispatchResult {
	PatientIdentity::complete_recovery(signed(who), patient, member::DAVID, BORIS, member)
}

/// An attempt to give control to Boris that waits for nothing but the call.
fn due() -> PatientId {
	let patient = shown();
	open(patient, BORIS);
	approve(patient, BORIS);
	pass(RECOVERY_DELAY);
	patient
}

#[test]
fn after_the_delay_the_new_controller_takes_over() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = due();
		assert_ok!(complete(BORIS, patient, None));

		assert_eq!(row(patient).controller, Some(BORIS));
		assert_eq!(row(patient).status, PatientStatus::Active);
		let cause = ControlChange::Recovered;
		System::assert_has_event(
			Event::ControlChanged { patient, controller: BORIS, cause }.into(),
		);
		assert_last_entry(patient, Actor::Person(BORIS), AuditedEvent::ControlChanged { cause });
	});
}

#[test]
fn a_guardian_completes_it_for_somebody_who_has_never_been_on_the_chain() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = due();
		assert!(!System::account_exists(&BORIS));
		assert_ok!(complete(ADMIN, patient, Some(member::HOSPITAL)));
		assert!(System::account_exists(&BORIS));
		assert_eq!(RoleCount::<Test>::get(BORIS), 1);
		assert_last_entry(
			patient,
			for_the_hospital(),
			AuditedEvent::ControlChanged { cause: ControlChange::Recovered },
		);
	});
}

#[test]
fn the_references_of_the_old_controller_and_the_guardians_go() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = due();
		assert_ok!(complete(FELIX, patient, Some(member::FELIX)));
		assert_eq!(GuardianCases::<Test>::get(patient), None);
		for account in [ANNA, DAVID, EMMA, FELIX] {
			assert_eq!(RoleCount::<Test>::get(account), 0);
			assert!(!System::account_exists(&account));
		}
		assert_eq!(in_force(patient), Some(commitment(patient)), "they stay the guardians");
	});
}

#[test]
fn nothing_of_the_old_controller_stays_behind() {
	ExtBuilder::default().with_patient(ANNA).with_patient(CARLA).build_and_execute(|| {
		let patient = due();
		let until = now() + 10 * DAY;
		let period = Period { from: now(), until: Some(until) };
		let by_registrar = 40;
		assert_ok!(PatientIdentity::appoint_representative(
			registrar(),
			patient,
			by_registrar,
			Powers::ALL,
			period
		));
		assert_ok!(PatientIdentity::appoint_representative(
			signed(ANNA),
			patient,
			CARLA,
			Powers::ALL,
			period
		));
		let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
		assert_ok!(PatientIdentity::authorize_device(signed(ANNA), patient, WATCH, classes, until));
		let other = Some(H256::repeat_byte(2));
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, other));
		assert_ok!(PatientIdentity::link(signed(ANNA), patient, first_patient_of(CARLA)));
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, STRANGER));
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));

		assert_ok!(complete(BORIS, patient, None));

		let row = row(patient);
		let left = row.representatives.iter().map(|one| one.account).collect::<Vec<_>>();
		assert_eq!(left, [by_registrar]);
		assert!(row.devices.is_empty());
		assert_eq!((row.closing_at, row.frozen_until), (None, None));
		assert_eq!(Offers::<Test>::get(patient), None);
		assert_eq!(LinkProposals::<Test>::get(patient), None);
		let plan = Guardians::<Test>::get(patient).expect("they stay");
		assert_eq!((plan.current, plan.next), (Some(commitment(patient)), None));
		for account in [WATCH, STRANGER] {
			assert_eq!(RoleCount::<Test>::get(account), 0);
		}
	});
}

#[test]
fn a_freeze_ends_with_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = due();
		freeze(patient);
		assert_ok!(complete(BORIS, patient, None));
		assert!(!is_frozen(patient));
	});
}

#[test]
fn a_guardian_or_representative_may_be_the_new_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let period = Period { from: now(), until: None };
		assert_ok!(PatientIdentity::appoint_representative(
			registrar(),
			patient,
			EMMA,
			Powers::ALL,
			period
		));
		open(patient, EMMA);
		approve(patient, EMMA);
		pass(RECOVERY_DELAY);
		assert_ok!(PatientIdentity::complete_recovery(
			signed(EMMA),
			patient,
			member::DAVID,
			EMMA,
			None
		));
		assert_eq!(row(patient).controller, Some(EMMA));
		assert!(row(patient).representatives.is_empty(), "one role is enough");
		assert_eq!(RoleCount::<Test>::get(EMMA), 1);
		assert!(System::account_exists(&EMMA));
	});
}

#[test]
fn it_waits_for_the_delay_and_not_longer_than_the_attempt_lives() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let opened_at = now();
		open(patient, BORIS);
		assert_noop!(complete(BORIS, patient, None), Error::<Test>::ThresholdNotReached);
		approve(patient, BORIS);
		assert_noop!(complete(BORIS, patient, None), Error::<Test>::TooEarly);
		pass(RECOVERY_DELAY - 1);
		assert_noop!(complete(BORIS, patient, None), Error::<Test>::TooEarly);
		set_time(opened_at + ATTEMPT_LIFETIME);
		assert_noop!(complete(BORIS, patient, None), Error::<Test>::AttemptExpired);
		set_time(opened_at + ATTEMPT_LIFETIME - 1);
		assert_ok!(complete(BORIS, patient, None));
	});
}

#[test]
fn a_dismissed_attempt_is_never_completed() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = due();
		assert_ok!(PatientIdentity::decide_recovery(
			registrar(),
			patient,
			member::DAVID,
			BORIS,
			false
		));
		assert_noop!(complete(BORIS, patient, None), Error::<Test>::AttemptDismissed);
	});
}

#[test]
fn what_had_reached_its_threshold_is_completed_though_others_are_the_guardians() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let other = Some(H256::repeat_byte(2));
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, other));
		open(patient, BORIS);
		approve(patient, BORIS);
		pass(RECOVERY_DELAY);
		assert_eq!(in_force(patient), other);
		assert_ok!(complete(DAVID, patient, Some(member::DAVID)));
		assert_eq!(row(patient).controller, Some(BORIS));
		assert_eq!(in_force(patient), Some(commitment(patient)), "who recovered it guards it");
	});
}

#[test]
fn who_speaks_for_the_patient_already_recovers_nothing() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = due();
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_ok!(PatientIdentity::accept_control(signed(BORIS), patient));
		assert_noop!(complete(BORIS, patient, None), Error::<Test>::AlreadyHasRole);
	});
}

#[test]
fn nobody_else_completes_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_noop!(complete(BORIS, patient, None), Error::<Test>::CaseNotFound);
		assert_noop!(complete(BORIS, PatientId([3; 32]), None), Error::<Test>::PatientNotFound);
		reveal(patient);
		assert_noop!(complete(BORIS, patient, None), Error::<Test>::AttemptNotFound);
		open(patient, BORIS);
		approve(patient, BORIS);
		pass(RECOVERY_DELAY);
		for who in [ANNA, DAVID, STRANGER] {
			assert_noop!(complete(who, patient, None), Error::<Test>::NotAuthorized);
		}
		for (who, member) in [(BORIS, member::DAVID), (DAVID, member::EMMA), (DAVID, u8::MAX)] {
			assert_noop!(complete(who, patient, Some(member)), Error::<Test>::NotAGuardian);
		}
	});
}

#[test]
fn completing_is_free_for_the_guardian_named_and_for_the_new_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = due();
		let of = |member| crate::Call::<Test>::complete_recovery {
			patient,
			opener: member::DAVID,
			to: BORIS,
			member,
		};
		assert_free_for(of(None), &[BORIS]);
		assert_free_for(of(Some(member::FELIX)), &[FELIX]);
		assert_free_for(of(Some(member::HOSPITAL)), &[GATEWAY, ADMIN]);
	});
}

#[test]
fn what_is_agreed_on_late_can_be_completed_for_as_long_as_a_freeze_lasts() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		pass(ATTEMPT_LIFETIME - 1);
		approve(patient, BORIS);
		pass(RECOVERY_DELAY + FREEZE_PERIOD - 1);
		assert_ok!(PatientIdentity::complete_recovery(
			signed(BORIS),
			patient,
			member::DAVID,
			BORIS,
			None
		));
	});
}

#[test]
fn completing_is_free_for_nobody_whom_the_attempt_does_not_name() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		let (opener, to) = (member::DAVID, STRANGER);
		assert_free_for(crate::Call::complete_recovery { patient, opener, to, member: None }, &[]);
	});
}
