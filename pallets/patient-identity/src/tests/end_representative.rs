use crate::{mock::*, Call, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use salus_primitives::{Actor, AuditedEvent, PatientDirectory, PatientId, Power, Relation};
use sp_runtime::DispatchError;

fn end(by: RuntimeOrigin, patient: PatientId, account: u64) -> DispatchResultWithPostInfo {
	PatientIdentity::end_representative(by, patient, account)
}

#[test]
fn the_controller_ends_an_appointment_at_once() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Access]);
		assert_ok!(end(signed(ANNA), patient, BORIS));

		assert!(row(patient).representatives.is_empty());
		assert_eq!(roles(BORIS), 0);
		assert_eq!(PatientIdentity::relation(&patient, &BORIS, NOW), Some(Relation::Stranger));
		assert_events([Event::RepresentativeEnded { patient, representative: BORIS }]);
		assert_trail_ends(patient, Actor::Person(ANNA), [AuditedEvent::RepresentativeEnded]);
	});
}

#[test]
fn a_representative_ends_itself_and_one_with_identity_ends_others() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Identity, Power::Access]);
		appoint(signed(ANNA), patient, CARLA, &[Power::Access]);
		appoint(signed(ANNA), patient, STRANGER, &[Power::Access, Power::Consent]);
		assert_noop!(end(signed(CARLA), patient, BORIS), Error::<Test>::NotAuthorized);
		assert_noop!(end(signed(BORIS), patient, STRANGER), Error::<Test>::PowersExceeded);
		assert_ok!(end(signed(ANNA), patient, STRANGER));
		assert_ok!(end(signed(BORIS), patient, CARLA));
		assert_ok!(end(signed(BORIS), patient, BORIS));
		assert_trail_ends(patient, Actor::Person(BORIS), [AuditedEvent::RepresentativeEnded]);
		assert!(row(patient).representatives.is_empty());
	});
}

#[test]
fn whom_the_registrar_appointed_only_it_or_they_themselves_end() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(registrar(), patient, BORIS, &[Power::Access]);
		appoint(registrar(), patient, CARLA, &[Power::Identity]);
		for account in [ANNA, CARLA] {
			assert_noop!(end(signed(account), patient, BORIS), Error::<Test>::NotAuthorized);
		}
		assert_ok!(end(signed(BORIS), patient, BORIS));
		assert_ok!(end(registrar(), patient, CARLA));
		assert_trail_ends(patient, Actor::Authority, [AuditedEvent::RepresentativeEnded]);
	});
}

#[test]
fn the_registrar_ends_whom_the_patient_appointed_as_well() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Access]);
		assert_ok!(end(registrar(), patient, BORIS));
	});
}

#[test]
fn an_executor_ends_itself() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::declare_deceased(registrar(), patient, Some(BORIS)));
		assert_noop!(end(signed(ANNA), patient, BORIS), Error::<Test>::PatientDeceased);
		assert_ok!(end(signed(BORIS), patient, BORIS));
		assert_eq!(roles(BORIS), 0);
	});
}

#[test]
fn a_freeze_does_not_stop_it_and_a_pending_patient_is_confirmed() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let patient = first_sponsored();
		appoint(registrar(), patient, BORIS, &[Power::Identity, Power::Access]);
		appoint(signed(BORIS), patient, CARLA, &[Power::Access]);
		freeze_side(patient);
		assert_ok!(end(signed(ANNA), patient, CARLA));
		assert_trail_ends(
			patient,
			Actor::Person(ANNA),
			[AuditedEvent::RegistrationConfirmed, AuditedEvent::RepresentativeEnded],
		);
	});
}

#[test]
fn there_must_be_an_appointment_to_end() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		for (by, account) in [
			(signed(ANNA), BORIS),
			(signed(BORIS), BORIS),
			(registrar(), BORIS),
			(registrar(), ANNA),
		] {
			assert_noop!(end(by, patient, account), Error::<Test>::RepresentativeNotFound);
		}
		assert_noop!(end(signed(STRANGER), patient, BORIS), Error::<Test>::NotAuthorized);
		assert_noop!(end(signed(ANNA), unknown(), BORIS), Error::<Test>::PatientNotFound);
		assert_noop!(end(RuntimeOrigin::none(), patient, BORIS), DispatchError::BadOrigin);
	});
}

#[test]
fn ending_is_free_for_who_may() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Access]);
		appoint(signed(ANNA), patient, CARLA, &[Power::Access]);
		let call = Call::<Test>::end_representative { patient, account: BORIS };
		assert!(is_free(&call, ANNA));
		assert!(is_free(&call, BORIS));
		assert!(!is_free(&call, CARLA));
		assert!(!is_free(
			&Call::<Test>::end_representative { patient, account: STRANGER },
			STRANGER
		));
	});
}

#[test]
fn nobody_ends_one_who_has_a_power_more() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Identity]);
		appoint(signed(ANNA), patient, CARLA, &[Power::Identity, Power::Access]);
		let ended = PatientIdentity::end_representative(signed(BORIS), patient, CARLA);
		assert_noop!(ended, Error::<Test>::PowersExceeded);
	});
}
