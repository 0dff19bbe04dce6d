use super::circle::*;
use crate::{mock::*, Error, Event, MemberSet};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientId};
use sp_core::H256;
use sp_runtime::DispatchResult;

fn withdraw(who: u64, patient: PatientId, member: u8) -> DispatchResult {
	PatientIdentity::withdraw_freeze_vote(signed(who), patient, member)
}

#[test]
fn with_too_few_votes_left_the_freeze_ends() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		assert_ok!(withdraw(EMMA, patient, member::EMMA));

		assert_eq!(row(patient).frozen_until, None);
		assert_eq!(case(patient).freeze_votes, MemberSet::of(member::DAVID));
		System::assert_has_event(
			Event::FreezeVoteWithdrawn { patient, member: member::EMMA, votes: 1 }.into(),
		);
		System::assert_last_event(Event::Unfrozen { patient }.into());
		assert_last_entry(patient, Actor::Person(EMMA), AuditedEvent::Unfrozen);
	});
}

#[test]
fn one_guardian_alone_does_not_end_what_more_than_enough_have_frozen() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		assert_ok!(PatientIdentity::vote_freeze(signed(ADMIN), patient, member::HOSPITAL));
		assert_ok!(withdraw(DAVID, patient, member::DAVID));
		assert!(is_frozen(patient));
		assert_last_entry(
			patient,
			Actor::Person(DAVID),
			AuditedEvent::FreezeVoteWithdrawn { votes: 2 },
		);
		assert_ok!(withdraw(ADMIN, patient, member::HOSPITAL));
		assert!(!is_frozen(patient));
		assert_last_entry(patient, for_the_hospital(), AuditedEvent::Unfrozen);
	});
}

#[test]
fn a_vote_is_taken_back_before_there_is_a_freeze() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(PatientIdentity::vote_freeze(signed(DAVID), patient, member::DAVID));
		assert_ok!(withdraw(DAVID, patient, member::DAVID));
		assert_eq!(case(patient).freeze_votes, MemberSet::default());
		assert_last_entry(
			patient,
			Actor::Person(DAVID),
			AuditedEvent::FreezeVoteWithdrawn { votes: 0 },
		);
		assert_noop!(withdraw(DAVID, patient, member::DAVID), Error::<Test>::NotVoted);
	});
}

#[test]
fn there_is_nothing_to_take_back_of_a_freeze_that_has_run_out() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		pass(FREEZE_PERIOD);
		assert_noop!(withdraw(DAVID, patient, member::DAVID), Error::<Test>::NotVoted);
	});
}

#[test]
fn nobody_takes_anothers_vote_back() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_noop!(withdraw(DAVID, patient, member::DAVID), Error::<Test>::CaseNotFound);
		assert_noop!(
			withdraw(DAVID, PatientId([3; 32]), member::DAVID),
			Error::<Test>::PatientNotFound
		);
		reveal(patient);
		freeze(patient);
		for (who, member) in
			[(ANNA, member::DAVID), (FELIX, member::DAVID), (DAVID, member::NOBODY)]
		{
			assert_noop!(withdraw(who, patient, member), Error::<Test>::NotAGuardian);
		}
		assert_noop!(withdraw(FELIX, patient, member::FELIX), Error::<Test>::NotVoted);
	});
}

#[test]
fn guardians_whom_others_replaced_still_take_their_votes_back() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(PatientIdentity::vote_freeze(signed(DAVID), patient, member::DAVID));
		commit_to(ANNA, patient, H256::repeat_byte(2));
		assert_ok!(withdraw(DAVID, patient, member::DAVID));
	});
}

#[test]
fn taking_a_vote_back_is_free_for_that_guardian() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let of = |member| crate::Call::<Test>::withdraw_freeze_vote { patient, member };
		assert_free_for(of(member::EMMA), &[EMMA]);
		assert_free_for(of(member::HOSPITAL), &[GATEWAY, ADMIN]);
	});
}

#[test]
fn the_vote_of_a_guardian_who_became_the_controller_upholds_no_freeze() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let child = first_sponsored();
		appoint(registrar(), child, BORIS, &[salus_primitives::Power::Recovery]);
		let hers = Some(commitment(child));
		assert_ok!(PatientIdentity::set_guardians(signed(BORIS), child, hers));
		assert_ok!(PatientIdentity::set_guardians(registrar(), child, hers));
		pass(RECOVERY_DELAY);
		reveal(child);
		freeze(child);
		assert_ok!(PatientIdentity::vote_freeze(signed(FELIX), child, member::FELIX));
		assert_ok!(PatientIdentity::offer_control(registrar(), child, DAVID));
		assert_ok!(PatientIdentity::accept_control(signed(DAVID), child));
		// Emma no longer asks for it: of those who count, Felix alone is left.
		assert_ok!(PatientIdentity::withdraw_freeze_vote(signed(EMMA), child, member::EMMA));
		assert!(!is_frozen(child), "one vote is not enough");
	});
}
