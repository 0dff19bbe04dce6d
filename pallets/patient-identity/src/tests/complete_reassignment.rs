use super::circle;
use crate::{mock::*, Call, Error, Event, GuardianCases, Guardians};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, ControlChange, PatientId, Power};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

fn complete(who: u64, patient: PatientId) -> DispatchResult {
	PatientIdentity::complete_reassignment(signed(who), patient, BORIS)
}

/// Lets the registrar announce that Boris will speak for the patient, and waits until it is due.
fn due(patient: PatientId) {
	assert_ok!(PatientIdentity::reassign_control(registrar(), patient, BORIS));
	pass(RECOVERY_DELAY);
}

#[test]
fn after_the_delay_the_new_controller_takes_over() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::reassign_control(registrar(), patient, BORIS));
		pass(RECOVERY_DELAY - 1);
		assert_noop!(complete(BORIS, patient), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(complete(BORIS, patient));

		assert_eq!(row(patient).controller, Some(BORIS));
		let cause = ControlChange::Reassigned;
		assert_events([Event::ControlChanged { patient, controller: BORIS, cause }]);
		assert_trail_ends(patient, Actor::Person(BORIS), [AuditedEvent::ControlChanged { cause }]);
		assert_eq!((roles(ANNA), roles(BORIS)), (0, 1));
		assert_eq!(PatientIdentity::reassignment(patient), None);
	});
}

#[test]
fn the_registrar_completes_it_as_well() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		due(patient);
		assert_ok!(PatientIdentity::complete_reassignment(registrar(), patient, BORIS));
		let cause = ControlChange::Reassigned;
		assert_trail_ends(patient, Actor::Authority, [AuditedEvent::ControlChanged { cause }]);
	});
}

#[test]
fn whatever_was_given_away_with_the_old_key_ends_and_so_do_the_guardians() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = circle::shown();
		appoint(signed(ANNA), patient, CARLA, &[Power::Access]);
		appoint(registrar(), patient, STRANGER, &[Power::Access]);
		circle::open(patient, CARLA);
		due(patient);
		assert_ok!(complete(BORIS, patient));

		let left = row(patient).representatives;
		assert_eq!(left.len(), 1);
		assert_eq!(left[0].account, STRANGER, "whom the registrar appointed stays");
		assert_eq!(Guardians::<Test>::get(patient), None);
		assert_eq!(GuardianCases::<Test>::get(patient), None);
		assert_eq!(roles(circle::DAVID), 0);
	});
}

#[test]
fn nobody_else_completes_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(complete(BORIS, unknown()), Error::<Test>::PatientNotFound);
		assert_noop!(complete(BORIS, patient), Error::<Test>::ReassignmentNotFound);
		due(patient);
		for who in [ANNA, CARLA, DOCTOR] {
			assert_noop!(complete(who, patient), Error::<Test>::NotAuthorized);
		}
		assert_noop!(
			PatientIdentity::complete_reassignment(signed(CARLA), patient, CARLA),
			Error::<Test>::ReassignmentNotFound
		);
		assert_noop!(
			PatientIdentity::complete_reassignment(RuntimeOrigin::none(), patient, BORIS),
			DispatchError::BadOrigin
		);
		pass(FREEZE_PERIOD);
		assert_noop!(complete(BORIS, patient), Error::<Test>::ReassignmentExpired);
	});
}

#[test]
fn completing_is_free_for_the_new_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		due(patient);
		circle::assert_free_for(Call::complete_reassignment { patient, to: BORIS }, &[BORIS]);
	});
}

#[test]
fn a_full_counter_refuses_the_new_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		due(patient);
		crate::RoleCount::<Test>::insert(BORIS, u32::MAX);
		let completed = PatientIdentity::complete_reassignment(signed(BORIS), patient, BORIS);
		assert_noop!(completed, ArithmeticError::Overflow);
		crate::RoleCount::<Test>::insert(BORIS, 1);
	});
}

#[test]
fn completing_is_free_for_nobody_whom_it_does_not_name() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		due(patient);
		circle::assert_free_for(Call::complete_reassignment { patient, to: CARLA }, &[]);
	});
}
