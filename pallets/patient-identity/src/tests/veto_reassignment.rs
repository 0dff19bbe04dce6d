use super::circle;
use crate::{mock::*, Call, Error, Event};
use frame_support::dispatch::DispatchResultWithPostInfo;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientId, Power};

fn veto(who: u64, patient: PatientId) -> DispatchResultWithPostInfo {
	PatientIdentity::veto_reassignment(signed(who), patient, BORIS)
}

/// Anna's patient, whom the registrar wants to give to Boris.
fn announced() -> PatientId {
	let patient = first_patient_of(ANNA);
	assert_ok!(PatientIdentity::reassign_control(registrar(), patient, BORIS));
	patient
}

#[test]
fn what_the_controller_objects_to_does_not_come_true_by_itself() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		pass(RECOVERY_DELAY);
		assert_ok!(veto(ANNA, patient));

		let due = NOW + 2 * RECOVERY_DELAY;
		assert_events([Event::ReassignmentVetoed { patient, due }]);
		assert_trail_ends(patient, Actor::Person(ANNA), [AuditedEvent::ReassignmentVetoed]);
		for caller in [signed(BORIS), registrar()] {
			assert_noop!(
				PatientIdentity::complete_reassignment(caller, patient, BORIS),
				Error::<Test>::ReassignmentVetoed
			);
		}
		assert_noop!(veto(ANNA, patient), Error::<Test>::ReassignmentVetoed);
	});
}

#[test]
fn a_representative_who_may_take_part_in_recovery_objects_too() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		appoint(signed(ANNA), patient, CARLA, &[Power::Recovery]);
		assert_ok!(veto(CARLA, patient));
	});
}

#[test]
fn nobody_else_objects_and_to_nothing_else() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(veto(ANNA, unknown()), Error::<Test>::PatientNotFound);
		assert_noop!(veto(ANNA, patient), Error::<Test>::ReassignmentNotFound);
		announced();
		appoint(signed(ANNA), patient, CARLA, &[Power::Identity, Power::Access]);
		for who in [BORIS, CARLA, DOCTOR, STRANGER] {
			assert_noop!(veto(who, patient), Error::<Test>::NotAuthorized);
		}
		assert_noop!(
			PatientIdentity::veto_reassignment(signed(ANNA), patient, CARLA),
			Error::<Test>::ReassignmentNotFound
		);
		pass(RECOVERY_DELAY + FREEZE_PERIOD);
		assert_noop!(veto(ANNA, patient), Error::<Test>::ReassignmentExpired);
	});
}

#[test]
fn whose_key_may_be_in_the_wrong_hands_does_not_object() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		freeze_side(patient);
		assert_noop!(veto(ANNA, patient), Error::<Test>::PatientFrozen);
	});
}

#[test]
fn objecting_is_free_for_who_may() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		circle::assert_free_for(Call::veto_reassignment { patient, to: BORIS }, &[ANNA]);
	});
}
