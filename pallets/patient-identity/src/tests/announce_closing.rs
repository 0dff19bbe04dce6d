use crate::{mock::*, Call, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientDirectory, Power};
use sp_runtime::DispatchError;

#[test]
fn the_controller_announces_that_the_patient_will_be_closed() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));

		let at = NOW + RECOVERY_DELAY;
		assert_eq!(row(patient).closing_at, Some(at));
		assert!(PatientIdentity::is_open(&patient));
		assert_events([Event::ClosingAnnounced { patient, at }]);
		assert_trail_ends(patient, Actor::Person(ANNA), [AuditedEvent::ClosingAnnounced { at }]);
	});
}

#[test]
fn announcing_again_changes_nothing() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		pass(DAY);
		assert_noop!(
			PatientIdentity::announce_closing(signed(ANNA), patient),
			Error::<Test>::NothingToDo
		);
	});
}

#[test]
fn only_the_controller_announces() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Identity]);
		for account in [BORIS, STRANGER] {
			assert_noop!(
				PatientIdentity::announce_closing(signed(account), patient),
				Error::<Test>::NotAuthorized
			);
		}
		assert_noop!(
			PatientIdentity::announce_closing(registrar(), patient),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn not_for_a_frozen_deceased_or_unknown_patient() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let announce = |patient| PatientIdentity::announce_closing(signed(ANNA), patient);
		freeze_side(patient);
		assert_noop!(announce(patient), Error::<Test>::PatientFrozen);
		bury(patient);
		assert_noop!(announce(patient), Error::<Test>::PatientDeceased);
		assert_noop!(announce(unknown()), Error::<Test>::PatientNotFound);
	});
}

#[test]
fn announcing_is_free_for_the_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let call = Call::<Test>::announce_closing { patient: first_patient_of(ANNA) };
		assert!(is_free(&call, ANNA));
		assert!(!is_free(&call, STRANGER));
	});
}
