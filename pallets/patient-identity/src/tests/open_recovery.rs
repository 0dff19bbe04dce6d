use super::circle::*;
use crate::{mock::*, Attempt, Error, Event, GuardianCases, MemberSet, MAX_GUARDIANS};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{doubles, Actor, AuditedEvent, NotPractising, PatientId};
use sp_core::H256;

#[test]
fn a_guardian_opens_an_attempt_and_approves_of_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);

		assert_eq!(
			case(patient).attempts.into_inner(),
			[Attempt {
				opener: member::DAVID,
				to: BORIS,
				approvals: MemberSet::of(member::DAVID),
				vetoed: false,
				opened_at: now(),
				ends_at: now() + ATTEMPT_LIFETIME,
				due: None,
				dismissed: false,
			}]
		);
		System::assert_last_event(
			Event::RecoveryOpened { patient, opener: member::DAVID, to: BORIS }.into(),
		);
		assert_last_entry(patient, Actor::Person(DAVID), AuditedEvent::RecoveryOpened);
	});
}

#[test]
fn any_practitioner_of_the_institution_opens_one_in_its_name() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(PatientIdentity::open_recovery(signed(ADMIN), patient, member::HOSPITAL, BORIS));
		assert_eq!(attempt(patient, member::HOSPITAL).to, BORIS);
		assert_last_entry(patient, for_the_hospital(), AuditedEvent::RecoveryOpened);
	});
}

#[test]
fn each_guardian_has_one_attempt_at_a_time() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		let again = || PatientIdentity::open_recovery(signed(DAVID), patient, member::DAVID, CARLA);
		assert_noop!(again(), Error::<Test>::AttemptAlreadyExists);
		assert_ok!(PatientIdentity::open_recovery(signed(EMMA), patient, member::EMMA, CARLA));
		assert_eq!(case(patient).attempts.len(), 2);

		assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, BORIS));
		assert_noop!(again(), Error::<Test>::AttemptAlreadyExists);
		assert_ok!(PatientIdentity::decide_recovery(
			registrar(),
			patient,
			member::DAVID,
			BORIS,
			false
		));
		assert_noop!(again(), Error::<Test>::AttemptAlreadyExists);
	});
}

#[test]
fn another_attempt_takes_the_place_of_one_that_is_too_old() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		approve(patient, BORIS);
		assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, BORIS));
		pass(ATTEMPT_LIFETIME - 1);
		assert_noop!(
			PatientIdentity::open_recovery(signed(DAVID), patient, member::DAVID, CARLA),
			Error::<Test>::AttemptAlreadyExists
		);
		pass(1);
		open(patient, CARLA);
		assert_eq!(case(patient).attempts.len(), 1);
		let fresh = attempt(patient, member::DAVID);
		assert_eq!((fresh.to, fresh.vetoed, fresh.due), (CARLA, false, None));
		assert_eq!(fresh.approvals, MemberSet::of(member::DAVID));
	});
}

#[test]
fn eight_guardians_open_eight_attempts_and_again_when_those_are_too_old() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let accounts = (31..31 + u64::from(MAX_GUARDIANS)).collect::<Vec<_>>();
		let members = set_of(&accounts, None);
		commit_to(ANNA, patient, crate::guardian_commitment(&patient, 8, &members, &SECRET));
		assert_ok!(PatientIdentity::reveal_guardians(signed(31), patient, members, 8, SECRET, 0));
		for _ in 0..2 {
			for (number, account) in accounts.iter().enumerate() {
				assert_ok!(PatientIdentity::open_recovery(
					signed(*account),
					patient,
					number as u8,
					BORIS
				));
			}
			assert_eq!(case(patient).attempts.len(), accounts.len());
			pass(ATTEMPT_LIFETIME);
		}
	});
}

#[test]
fn nobody_but_that_guardian_opens_one() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let attempts = [
			(ANNA, member::DAVID),
			(STRANGER, member::HOSPITAL),
			(DOCTOR, member::HOSPITAL),
			(DAVID, member::EMMA),
			(DAVID, member::NOBODY),
			(DAVID, u8::MAX),
		];
		for (who, member) in attempts {
			assert_noop!(
				PatientIdentity::open_recovery(signed(who), patient, member, BORIS),
				Error::<Test>::NotAGuardian
			);
		}
		doubles::Providers::bar(HOSPITAL, NotPractising::AccreditationRevoked);
		assert_noop!(
			PatientIdentity::open_recovery(signed(ADMIN), patient, member::HOSPITAL, BORIS),
			Error::<Test>::NotAGuardian
		);
	});
}

#[test]
fn a_guardian_who_is_an_admin_of_the_institution_acts_for_itself_alone() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		doubles::Providers::admit_admin(HOSPITAL, DAVID);
		let patient = shown();
		open(patient, BORIS);
		assert_noop!(
			PatientIdentity::approve_recovery(
				signed(DAVID),
				patient,
				member::HOSPITAL,
				member::DAVID,
				BORIS
			),
			Error::<Test>::NotAGuardian
		);
		assert_eq!(attempt(patient, member::DAVID).approvals, MemberSet(0b1));
	});
}

#[test]
fn there_is_nothing_to_recover_for_the_one_who_speaks_already() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_noop!(
			PatientIdentity::open_recovery(signed(DAVID), patient, member::DAVID, ANNA),
			Error::<Test>::AlreadyHasRole
		);
	});
}

#[test]
fn guardians_must_have_been_shown_first() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_noop!(
			PatientIdentity::open_recovery(signed(DAVID), patient, member::DAVID, BORIS),
			Error::<Test>::CaseNotFound
		);
		assert_noop!(
			PatientIdentity::open_recovery(signed(DAVID), PatientId([3; 32]), member::DAVID, BORIS),
			Error::<Test>::PatientNotFound
		);
	});
}

#[test]
fn guardians_whom_others_replaced_open_nothing_any_more() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(PatientIdentity::set_guardians(
			signed(ANNA),
			patient,
			Some(H256::repeat_byte(2))
		));
		pass(RECOVERY_DELAY - 1);
		open(patient, BORIS);
		pass(1);
		assert_noop!(
			PatientIdentity::open_recovery(signed(EMMA), patient, member::EMMA, BORIS),
			Error::<Test>::NotAGuardian
		);
	});
}

#[test]
fn a_freeze_does_not_keep_guardians_from_opening() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		open(patient, BORIS);
	});
}

#[test]
fn opening_is_free_for_that_guardian() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let of = |member| crate::Call::<Test>::open_recovery { patient, member, to: BORIS };
		assert_free_for(of(member::DAVID), &[DAVID]);
		assert_free_for(of(member::HOSPITAL), &[GATEWAY, ADMIN]);
		assert_free_for(of(member::NOBODY), &[]);
		let kept = case(patient);
		GuardianCases::<Test>::remove(patient);
		assert_free_for(of(member::DAVID), &[]);
		GuardianCases::<Test>::insert(patient, kept);
	});
}
