use crate::{mock::*, Call, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent};
use sp_runtime::DispatchError;

#[test]
fn the_controller_thinks_better_of_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		freeze_side(patient);
		assert_ok!(PatientIdentity::cancel_closing(signed(ANNA), patient));

		assert_eq!(row(patient).closing_at, None);
		assert_events([Event::ClosingCancelled { patient }]);
		assert_trail_ends(patient, Actor::Person(ANNA), [AuditedEvent::ClosingCancelled]);
		pass(RECOVERY_DELAY + FREEZE_PERIOD);
		assert_noop!(
			PatientIdentity::close(signed(ANNA), patient),
			Error::<Test>::ClosingNotAnnounced
		);
	});
}

#[test]
fn only_the_controller_and_only_what_was_announced() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let cancel = |account, patient| PatientIdentity::cancel_closing(signed(account), patient);
		assert_noop!(cancel(ANNA, patient), Error::<Test>::ClosingNotAnnounced);
		assert_noop!(cancel(ANNA, unknown()), Error::<Test>::PatientNotFound);
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		assert_noop!(cancel(STRANGER, patient), Error::<Test>::NotAuthorized);
		assert_noop!(
			PatientIdentity::cancel_closing(registrar(), patient),
			DispatchError::BadOrigin
		);
		bury(patient);
		assert_noop!(cancel(ANNA, patient), Error::<Test>::PatientDeceased);
	});
}

#[test]
fn cancelling_is_free_for_the_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let call = Call::<Test>::cancel_closing { patient: first_patient_of(ANNA) };
		assert!(is_free(&call, ANNA));
		assert!(!is_free(&call, STRANGER));
	});
}
