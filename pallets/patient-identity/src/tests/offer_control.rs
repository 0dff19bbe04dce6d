use crate::{mock::*, Call, Error, Event, Offer, Offers};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, Power, Powers};
use sp_runtime::DispatchError;

const ALL: [Power; 5] =
	[Power::Consent, Power::Access, Power::Records, Power::Recovery, Power::Identity];

#[test]
fn the_controller_offers_control() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));

		let until = NOW + OFFER_LIFETIME;
		assert_eq!(Offers::<Test>::get(patient), Some(Offer { to: BORIS, until }));
		assert_eq!(roles(BORIS), 1, "so that it exists and can accept");
		assert_eq!(row(patient).controller, Some(ANNA));
		assert_events([Event::ControlOffered { patient, to: BORIS, until }]);
		assert_trail_ends(patient, Actor::Person(ANNA), [AuditedEvent::ControlOffered]);
	});
}

#[test]
fn an_offer_takes_the_place_of_an_earlier_one() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, CARLA));
		assert_eq!((roles(BORIS), roles(CARLA)), (0, 1));
		assert!(!System::account_exists(&BORIS));
	});
}

#[test]
fn offering_again_to_the_same_account_keeps_it_alive() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		System::inc_account_nonce(BORIS);
		pass(DAY);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_eq!(roles(BORIS), 1);
		assert_eq!(System::account_nonce(BORIS), 1, "an account that goes loses its nonce");
		assert_eq!(
			Offers::<Test>::get(patient).map(|offer| offer.until),
			Some(NOW + DAY + OFFER_LIFETIME)
		);
	});
}

#[test]
fn where_there_is_no_controller_the_registrar_offers() {
	ExtBuilder::default().with_sponsored(None).with_patient(ANNA).build_and_execute(|| {
		let patient = first_sponsored();
		assert_ok!(PatientIdentity::offer_control(registrar(), patient, BORIS));
		assert_trail_ends(patient, Actor::Authority, [AuditedEvent::ControlOffered]);
		// Whoever can speak for itself is not spoken for.
		assert_noop!(
			PatientIdentity::offer_control(registrar(), first_patient_of(ANNA), BORIS),
			Error::<Test>::NotAuthorized
		);
	});
}

#[test]
fn where_there_is_no_controller_a_representative_offers_nothing() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let patient = first_sponsored();
		appoint(registrar(), patient, CARLA, &ALL);
		for to in [CARLA, ANNA] {
			assert_noop!(
				PatientIdentity::offer_control(signed(CARLA), patient, to),
				Error::<Test>::NotAuthorized
			);
		}
	});
}

#[test]
fn a_representative_offers_nothing_past_a_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &ALL);
		assert_eq!(row(patient).representatives[0].powers, Powers::ALL);
		for account in [BORIS, STRANGER] {
			assert_noop!(
				PatientIdentity::offer_control(signed(account), patient, BORIS),
				Error::<Test>::NotAuthorized
			);
		}
	});
}

#[test]
fn control_is_not_offered_to_who_has_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		assert_noop!(
			PatientIdentity::offer_control(signed(ANNA), first_patient_of(ANNA), ANNA),
			Error::<Test>::AlreadyHasRole
		);
	});
}

#[test]
fn a_freeze_stops_the_patients_side_and_not_the_registrar() {
	ExtBuilder::default().with_patient(ANNA).with_sponsored(None).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		freeze_side(patient);
		assert_noop!(
			PatientIdentity::offer_control(signed(ANNA), patient, BORIS),
			Error::<Test>::PatientFrozen
		);
		pass(FREEZE_PERIOD);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));

		freeze_side(first_sponsored());
		assert_ok!(PatientIdentity::offer_control(registrar(), first_sponsored(), BORIS));
	});
}

#[test]
fn nothing_is_offered_of_an_unknown_or_deceased_patient() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(
			PatientIdentity::offer_control(signed(ANNA), unknown(), BORIS),
			Error::<Test>::PatientNotFound
		);
		bury(patient);
		for origin in [signed(ANNA), registrar()] {
			assert_noop!(
				PatientIdentity::offer_control(origin, patient, BORIS),
				Error::<Test>::PatientDeceased
			);
		}
		assert_noop!(
			PatientIdentity::offer_control(RuntimeOrigin::none(), patient, BORIS),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn offering_is_free_for_who_may() {
	ExtBuilder::default().with_patient(ANNA).with_sponsored(None).build_and_execute(|| {
		appoint(registrar(), first_sponsored(), BORIS, &ALL);
		let of = |patient| Call::<Test>::offer_control { patient, to: CARLA };
		assert!(is_free(&of(first_patient_of(ANNA)), ANNA));
		assert!(!is_free(&of(first_patient_of(ANNA)), BORIS));
		assert!(!is_free(&of(first_sponsored()), BORIS));
	});
}
