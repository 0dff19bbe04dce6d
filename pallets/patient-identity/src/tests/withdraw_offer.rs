use crate::{mock::*, Call, Error, Event, Offers};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientId};
use sp_runtime::DispatchError;

fn offered() -> PatientId {
	let patient = first_patient_of(ANNA);
	assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
	patient
}

#[test]
fn the_controller_takes_its_offer_back() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = offered();
		assert_ok!(PatientIdentity::withdraw_offer(signed(ANNA), patient));

		assert!(!Offers::<Test>::contains_key(patient));
		assert_eq!(roles(BORIS), 0);
		assert_events([Event::ControlOfferWithdrawn { patient }]);
		assert_trail_ends(patient, Actor::Person(ANNA), [AuditedEvent::ControlOfferWithdrawn]);
		assert_noop!(
			PatientIdentity::accept_control(signed(BORIS), patient),
			Error::<Test>::OfferNotFound
		);
	});
}

#[test]
fn a_freeze_does_not_stop_it_and_a_lapsed_offer_goes_as_well() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = offered();
		freeze_side(patient);
		pass(OFFER_LIFETIME);
		assert_ok!(PatientIdentity::withdraw_offer(signed(ANNA), patient));
	});
}

#[test]
fn the_registrar_takes_back_what_it_may_offer() {
	ExtBuilder::default().with_patient(ANNA).with_sponsored(None).build_and_execute(|| {
		assert_ok!(PatientIdentity::offer_control(registrar(), first_sponsored(), BORIS));
		assert_ok!(PatientIdentity::withdraw_offer(registrar(), first_sponsored()));
		let patient = offered();
		assert_noop!(
			PatientIdentity::withdraw_offer(registrar(), patient),
			Error::<Test>::NotAuthorized
		);
	});
}

#[test]
fn nobody_else_takes_it_back() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = offered();
		for account in [BORIS, STRANGER] {
			assert_noop!(
				PatientIdentity::withdraw_offer(signed(account), patient),
				Error::<Test>::NotAuthorized
			);
		}
		assert_noop!(
			PatientIdentity::withdraw_offer(RuntimeOrigin::none(), patient),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn there_must_be_an_offer_and_a_living_patient() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(
			PatientIdentity::withdraw_offer(signed(ANNA), patient),
			Error::<Test>::OfferNotFound
		);
		assert_noop!(
			PatientIdentity::withdraw_offer(signed(ANNA), unknown()),
			Error::<Test>::PatientNotFound
		);
		bury(patient);
		assert_noop!(
			PatientIdentity::withdraw_offer(signed(ANNA), patient),
			Error::<Test>::PatientDeceased
		);
	});
}

#[test]
fn withdrawing_is_free_for_who_may() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let call = Call::<Test>::withdraw_offer { patient: offered() };
		assert!(is_free(&call, ANNA));
		assert!(!is_free(&call, BORIS));
	});
}
