use super::circle::*;
use crate::{
	mock::*, Error, Event, Guardians, LinkProposals, MemberSet, Offers, RoleCount, WeightInfo,
};
use frame_support::{
	assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo, weights::Weight,
};
use salus_primitives::{doubles, Actor, AuditedEvent, NotPractising, PatientDirectory, PatientId};
use sp_core::H256;

fn vote(who: u64, patient: PatientId, member: u8) -> DispatchResultWithPostInfo {
	PatientIdentity::vote_freeze(signed(who), patient, member)
}

#[test]
fn one_vote_freezes_nothing() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(vote(DAVID, patient, member::DAVID));

		assert_eq!(case(patient).freeze_votes, MemberSet(0b1));
		assert!(!is_frozen(patient));
		System::assert_last_event(
			Event::FreezeVoted { patient, member: member::DAVID, votes: 1 }.into(),
		);
		assert_last_entry(patient, Actor::Person(DAVID), AuditedEvent::FreezeVoted { votes: 1 });
	});
}

#[test]
fn as_many_votes_as_a_recovery_takes_freeze_the_patients_side() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(vote(DAVID, patient, member::DAVID));
		pass(DAY);
		assert_ok!(vote(ADMIN, patient, member::HOSPITAL));

		let until = now() + FREEZE_PERIOD;
		assert_eq!(row(patient).frozen_until, Some(until));
		System::assert_has_event(
			Event::FreezeVoted { patient, member: member::HOSPITAL, votes: 2 }.into(),
		);
		System::assert_last_event(Event::Frozen { patient, until }.into());
		assert_last_entry(patient, for_the_hospital(), AuditedEvent::Frozen { until });
		assert!(PatientIdentity::is_frozen(&patient, until - 1));
		assert!(!PatientIdentity::is_frozen(&patient, until), "it runs out by itself");
	});
}

#[test]
fn a_freeze_calls_off_what_the_patients_side_has_begun() {
	ExtBuilder::default().with_patient(ANNA).with_patient(CARLA).build_and_execute(|| {
		let patient = shown();
		let other = Some(H256::repeat_byte(2));
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, other));
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_ok!(PatientIdentity::link(signed(ANNA), patient, first_patient_of(CARLA)));
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		freeze(patient);

		assert_eq!(Offers::<Test>::get(patient), None);
		assert_eq!(RoleCount::<Test>::get(BORIS), 0);
		assert_eq!(LinkProposals::<Test>::get(patient), None);
		assert_eq!(row(patient).closing_at, None);
		let plan = Guardians::<Test>::get(patient).expect("in office");
		assert_eq!((plan.current, plan.next), (Some(commitment(patient)), None));
	});
}

#[test]
fn further_votes_count_and_do_not_make_it_longer() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		let until = row(patient).frozen_until;
		pass(DAY);
		assert_ok!(vote(FELIX, patient, member::FELIX));
		assert_eq!(row(patient).frozen_until, until);
		assert_eq!(case(patient).freeze_votes.count(), 3);
		assert_last_entry(patient, Actor::Person(FELIX), AuditedEvent::FreezeVoted { votes: 3 });
	});
}

#[test]
fn each_guardian_votes_once() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(vote(DAVID, patient, member::DAVID));
		assert_noop!(vote(DAVID, patient, member::DAVID), Error::<Test>::AlreadyVoted);
	});
}

#[test]
fn a_freeze_that_has_run_out_takes_as_many_votes_again() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		pass(FREEZE_PERIOD);
		assert!(!is_frozen(patient));
		assert_ok!(vote(FELIX, patient, member::FELIX));
		assert!(!is_frozen(patient));
		assert_eq!(case(patient).freeze_votes, MemberSet::of(member::FELIX));
		assert_ok!(vote(DAVID, patient, member::DAVID));
		assert_eq!(row(patient).frozen_until, Some(now() + FREEZE_PERIOD));
	});
}

#[test]
fn after_the_registrar_lifted_a_freeze_none_begins_for_twice_the_delay() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		assert_ok!(PatientIdentity::lift_freeze(registrar(), patient));
		pass(2 * RECOVERY_DELAY - 1);
		assert_noop!(vote(DAVID, patient, member::DAVID), Error::<Test>::FreezeBarred);
		pass(1);
		freeze(patient);
	});
}

#[test]
fn only_guardians_in_office_who_have_been_shown_vote() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_noop!(vote(DAVID, patient, member::DAVID), Error::<Test>::CaseNotFound);
		assert_noop!(
			vote(DAVID, PatientId([3; 32]), member::DAVID),
			Error::<Test>::PatientNotFound
		);
		reveal(patient);
		let others = [
			(ANNA, member::DAVID),
			(STRANGER, member::HOSPITAL),
			(EMMA, member::DAVID),
			(EMMA, member::NOBODY),
		];
		for (who, member) in others {
			assert_noop!(vote(who, patient, member), Error::<Test>::NotAGuardian);
		}
		doubles::Providers::bar(HOSPITAL, NotPractising::NotAccredited);
		assert_noop!(vote(ADMIN, patient, member::HOSPITAL), Error::<Test>::NotAGuardian);
		commit_to(ANNA, patient, H256::repeat_byte(2));
		assert_noop!(vote(DAVID, patient, member::DAVID), Error::<Test>::NotAGuardian);
	});
}

#[test]
fn voting_is_free_for_that_guardian() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let of = |member| crate::Call::<Test>::vote_freeze { patient, member };
		assert_free_for(of(member::FELIX), &[FELIX]);
		assert_free_for(of(member::HOSPITAL), &[GATEWAY, ADMIN]);
	});
}

#[test]
fn a_vote_that_freezes_nothing_gives_weight_back() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		let actual = |result: DispatchResultWithPostInfo| result.expect("it counts").actual_weight;
		let counted = actual(vote(DAVID, patient, member::DAVID)).expect("less than the most");
		assert!(counted.ref_time() < <() as WeightInfo>::vote_freeze().ref_time());
		assert_eq!(actual(vote(EMMA, patient, member::EMMA)), None::<Weight>);
		assert_eq!(actual(vote(FELIX, patient, member::FELIX)), Some(counted));
	});
}

#[test]
fn it_outlasts_the_later_of_two_recoveries() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		approve(patient, BORIS);
		pass(DAY);
		let (opener, to) = (member::FELIX, CARLA);
		assert_ok!(PatientIdentity::open_recovery(signed(FELIX), patient, opener, to));
		let approved =
			PatientIdentity::approve_recovery(signed(EMMA), patient, member::EMMA, opener, to);
		assert_ok!(approved);
		freeze(patient);
		assert_eq!(
			row(patient).frozen_until.expect("it is frozen"),
			now() + RECOVERY_DELAY + FREEZE_PERIOD
		);
	});
}

#[test]
fn it_lasts_its_period_though_a_recovery_has_long_been_due() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		approve(patient, BORIS);
		pass(RECOVERY_DELAY + DAY);
		freeze(patient);
		assert_eq!(row(patient).frozen_until.expect("it is frozen"), now() + FREEZE_PERIOD);
	});
}

#[test]
fn it_leaves_what_the_registrar_offers_where_there_is_no_controller() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let child = first_sponsored();
		appoint(registrar(), child, BORIS, &[salus_primitives::Power::Recovery]);
		let hers = Some(commitment(child));
		assert_ok!(PatientIdentity::set_guardians(signed(BORIS), child, hers));
		assert_ok!(PatientIdentity::set_guardians(registrar(), child, hers));
		pass(RECOVERY_DELAY);
		assert_ok!(PatientIdentity::offer_control(registrar(), child, CARLA));
		reveal(child);
		freeze(child);
		assert!(crate::Offers::<Test>::contains_key(child));
	});
}
