use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, ControlChange, PatientId};
use sp_runtime::{DispatchError, DispatchResult};

fn decide(patient: PatientId, uphold: bool) -> DispatchResult {
	PatientIdentity::decide_reassignment(registrar(), patient, BORIS, uphold)
}

/// Anna's patient, whom the registrar wants to give to Boris.
fn announced() -> PatientId {
	let patient = first_patient_of(ANNA);
	assert_ok!(PatientIdentity::reassign_control(registrar(), patient, BORIS));
	patient
}

#[test]
fn what_was_objected_to_is_upheld_after_waiting_once_more() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		pass(RECOVERY_DELAY + FREEZE_PERIOD - 1);
		assert_ok!(PatientIdentity::veto_reassignment(signed(ANNA), patient, BORIS));
		pass(RECOVERY_DELAY - 1);
		assert_noop!(decide(patient, true), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(decide(patient, true));

		let cause = ControlChange::Decided;
		assert_eq!(row(patient).controller, Some(BORIS));
		assert_events([Event::ControlChanged { patient, controller: BORIS, cause }]);
		assert_trail_ends(patient, Actor::Authority, [AuditedEvent::ControlChanged { cause }]);
	});
}

#[test]
fn what_nobody_objected_to_needs_no_decision() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		pass(2 * RECOVERY_DELAY);
		assert_noop!(decide(patient, true), Error::<Test>::NotContested);
	});
}

#[test]
fn the_registrar_gives_it_up_whatever_its_state() {
	for vetoed in [false, true] {
		ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
			let patient = announced();
			if vetoed {
				assert_ok!(PatientIdentity::veto_reassignment(signed(ANNA), patient, BORIS));
			}
			assert_ok!(decide(patient, false));
			assert_events([Event::ReassignmentDismissed { patient }]);
			assert_trail_ends(patient, Actor::Authority, [AuditedEvent::ReassignmentDismissed]);
			assert_eq!(roles(BORIS), 0);
			assert_noop!(decide(patient, false), Error::<Test>::ReassignmentNotFound);
			assert_eq!(row(patient).controller, Some(ANNA));
		});
	}
}

#[test]
fn nobody_else_decides_and_about_nothing_else() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		for origin in [signed(ANNA), signed(BORIS), RuntimeOrigin::none()] {
			assert_noop!(
				PatientIdentity::decide_reassignment(origin, patient, BORIS, true),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(
			PatientIdentity::decide_reassignment(registrar(), patient, CARLA, false),
			Error::<Test>::ReassignmentNotFound
		);
		assert_noop!(decide(unknown(), false), Error::<Test>::PatientNotFound);
		pass(RECOVERY_DELAY + FREEZE_PERIOD);
		assert_noop!(decide(patient, false), Error::<Test>::ReassignmentExpired);
	});
}

#[test]
fn the_registrar_has_as_long_to_uphold_as_a_freeze_lasts() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		pass(RECOVERY_DELAY + FREEZE_PERIOD - 1);
		assert_ok!(PatientIdentity::veto_reassignment(signed(ANNA), patient, BORIS));
		pass(RECOVERY_DELAY + FREEZE_PERIOD - 1);
		assert_ok!(PatientIdentity::decide_reassignment(registrar(), patient, BORIS, true));
	});
}

#[test]
fn an_objection_never_shortens_it_whatever_the_delay_is_by_then() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = announced();
		DelayOfRecoveries::set(DAY);
		assert_ok!(PatientIdentity::veto_reassignment(signed(ANNA), patient, BORIS));
		pass(RECOVERY_DELAY + FREEZE_PERIOD - 1);
		assert_ok!(PatientIdentity::decide_reassignment(registrar(), patient, BORIS, true));
	});
}
