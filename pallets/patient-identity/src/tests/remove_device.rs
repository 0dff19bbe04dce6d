use crate::{mock::*, Call, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use salus_primitives::{Actor, AuditedEvent, ClassSet, PatientId, Power, RecordClass};
use sp_runtime::DispatchError;

fn remove(by: u64, patient: PatientId) -> DispatchResultWithPostInfo {
	PatientIdentity::remove_device(signed(by), patient, WATCH)
}

fn with_watch() -> PatientId {
	let patient = first_patient_of(ANNA);
	let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
	assert_ok!(PatientIdentity::authorize_device(signed(ANNA), patient, WATCH, classes, NOW + DAY));
	patient
}

#[test]
fn the_controller_removes_a_device() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = with_watch();
		assert_ok!(remove(ANNA, patient));

		assert!(row(patient).devices.is_empty());
		assert_eq!(roles(WATCH), 0);
		assert_events([Event::DeviceRemoved { patient, device: WATCH }]);
		assert_trail_ends(patient, Actor::Person(ANNA), [AuditedEvent::DeviceRemoved]);
	});
}

#[test]
fn so_do_a_representative_with_identity_and_the_device_itself_even_while_frozen() {
	for account in [BORIS, WATCH] {
		ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
			let patient = with_watch();
			appoint(signed(ANNA), patient, BORIS, &[Power::Identity]);
			freeze_side(patient);
			assert_ok!(remove(account, patient));
			assert_trail_ends(patient, Actor::Person(account), [AuditedEvent::DeviceRemoved]);
		});
	}
}

#[test]
fn nobody_else_does() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = with_watch();
		appoint(signed(ANNA), patient, BORIS, &[Power::Records]);
		for account in [BORIS, STRANGER] {
			assert_noop!(remove(account, patient), Error::<Test>::NotAuthorized);
		}
		assert_noop!(
			PatientIdentity::remove_device(registrar(), patient, WATCH),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn there_must_be_a_device_and_a_living_patient() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(remove(ANNA, patient), Error::<Test>::DeviceNotFound);
		assert_noop!(remove(WATCH, patient), Error::<Test>::DeviceNotFound);
		assert_noop!(remove(ANNA, unknown()), Error::<Test>::PatientNotFound);
		bury(patient);
		assert_noop!(remove(ANNA, patient), Error::<Test>::PatientDeceased);
	});
}

#[test]
fn removing_is_free_for_who_may() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = with_watch();
		let call = Call::<Test>::remove_device { patient, account: WATCH };
		assert!(is_free(&call, ANNA));
		assert!(is_free(&call, WATCH));
		assert!(!is_free(&call, STRANGER));
	});
}
