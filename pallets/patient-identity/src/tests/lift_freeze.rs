use super::circle::*;
use crate::{mock::*, Error, Event, Guardians, MemberSet};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientId};
use sp_core::H256;
use sp_runtime::DispatchError;

#[test]
fn the_registrar_ends_a_freeze_and_bars_another() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		assert_ok!(PatientIdentity::lift_freeze(registrar(), patient));

		let barred_until = now() + 2 * RECOVERY_DELAY;
		assert_eq!(row(patient).frozen_until, None);
		assert_eq!(case(patient).freeze_votes, MemberSet::default());
		let plan = Guardians::<Test>::get(patient).expect("in office");
		assert_eq!(plan.freeze_barred_until, Some(barred_until));
		System::assert_last_event(Event::FreezeLifted { patient, barred_until }.into());
		assert_last_entry(patient, Actor::Authority, AuditedEvent::Unfrozen);
	});
}

#[test]
fn guardians_do_not_escape_it_by_withdrawing_for_a_moment() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		for (who, member) in [(DAVID, member::DAVID), (EMMA, member::EMMA)] {
			assert_ok!(PatientIdentity::withdraw_freeze_vote(signed(who), patient, member));
		}
		assert_ok!(PatientIdentity::lift_freeze(registrar(), patient));
		assert_noop!(
			PatientIdentity::vote_freeze(signed(DAVID), patient, member::DAVID),
			Error::<Test>::FreezeBarred
		);
	});
}

#[test]
fn the_bar_outlasts_a_change_of_guardians_that_is_called_off_and_guardians_that_end() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(PatientIdentity::lift_freeze(registrar(), patient));
		let barred_until = Some(now() + 2 * RECOVERY_DELAY);
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, None));
		assert_ok!(PatientIdentity::cancel_guardian_change(signed(ANNA), patient));
		let barred = || Guardians::<Test>::get(patient).and_then(|plan| plan.freeze_barred_until);
		assert_eq!(barred(), barred_until);
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, None));
		pass(RECOVERY_DELAY);
		assert_eq!(in_force(patient), None);
		assert_eq!(barred(), barred_until);
		let other = Some(H256::repeat_byte(2));
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, other));
		assert_ok!(PatientIdentity::cancel_guardian_change(signed(ANNA), patient));
		assert_eq!(barred(), barred_until, "though nothing else is left of the plan");
	});
}

#[test]
fn only_the_registrar_lifts_and_only_once_guardians_have_been_shown() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_noop!(
			PatientIdentity::lift_freeze(registrar(), patient),
			Error::<Test>::CaseNotFound
		);
		assert_noop!(
			PatientIdentity::lift_freeze(registrar(), PatientId([3; 32])),
			Error::<Test>::PatientNotFound
		);
		reveal(patient);
		freeze(patient);
		for origin in [signed(ANNA), signed(DAVID), RuntimeOrigin::none()] {
			assert_noop!(PatientIdentity::lift_freeze(origin, patient), DispatchError::BadOrigin);
		}
	});
}
