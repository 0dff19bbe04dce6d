use crate::{mock::*, Call, Deposits, Error, Event, Tombstone};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use salus_primitives::{Actor, AuditedEvent, PatientId, Power};
use sp_runtime::{DispatchError, DispatchResult};

fn withdraw(who: u64, patient: PatientId) -> DispatchResult {
	PatientIdentity::withdraw_sponsorship(signed(who), patient)
}

#[test]
fn a_patient_whose_controller_never_acted_is_closed_and_the_deposit_comes_back() {
	ExtBuilder::default().with_sponsored(Some(STRANGER)).build_and_execute(|| {
		let patient = first_sponsored();
		pass(OFFER_LIFETIME - 1);
		assert_noop!(withdraw(DOCTOR, patient), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(withdraw(DOCTOR, patient));

		assert_eq!(PatientIdentity::patient(patient), None);
		let closed_at = NOW + OFFER_LIFETIME;
		assert_eq!(PatientIdentity::tombstone(patient), Some(Tombstone { closed_at }));
		assert_eq!(Balances::balance_on_hold(&SponsorReason::get(), &DOCTOR), 0);
		assert!(!Deposits::<Test>::contains_key(patient));
		assert_eq!(roles(STRANGER), 0);
		assert_events([Event::PatientClosed { patient }]);
		assert_trail_ends(patient, Actor::Person(DOCTOR), [AuditedEvent::Closed]);
	});
}

#[test]
fn nobody_but_the_sponsor_withdraws() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let patient = first_sponsored();
		pass(OFFER_LIFETIME);
		for who in [ANNA, GATEWAY, STRANGER] {
			assert_noop!(withdraw(who, patient), Error::<Test>::NotAuthorized);
		}
		assert_noop!(withdraw(DOCTOR, unknown()), Error::<Test>::PatientNotFound);
		for origin in [registrar(), RuntimeOrigin::none()] {
			assert_noop!(
				PatientIdentity::withdraw_sponsorship(origin, patient),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn once_somebody_speaks_for_the_patient_or_none_is_named_there_is_nothing_to_withdraw() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).with_sponsored(None).build_and_execute(|| {
		let patient = first_sponsored();
		let new_born = PatientIdentity::derive_patient_id(&DOCTOR, 1, SALT);
		pass(OFFER_LIFETIME);
		assert_noop!(withdraw(DOCTOR, new_born), Error::<Test>::NotPending);
		assert_ok!(PatientIdentity::confirm_registration(signed(ANNA), patient));
		assert_noop!(withdraw(DOCTOR, patient), Error::<Test>::NotAuthorized);
		bury(patient);
		assert_noop!(withdraw(DOCTOR, patient), Error::<Test>::PatientDeceased);
	});
}

#[test]
fn the_sponsor_pays_for_it() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		pass(OFFER_LIFETIME);
		let call = Call::<Test>::withdraw_sponsorship { patient: first_sponsored() };
		assert!(!is_free(&call, DOCTOR));
	});
}

#[test]
fn for_whom_an_authority_appointed_somebody_is_not_closed_by_a_sponsor() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let patient = first_sponsored();
		appoint(registrar(), patient, BORIS, &[Power::Access, Power::Consent, Power::Records]);
		pass(OFFER_LIFETIME);
		assert_noop!(withdraw(DOCTOR, patient), Error::<Test>::RepresentedByRegistrar);
	});
}

#[test]
fn whom_the_registrar_gives_back_is_not_closed_by_a_sponsor() {
	ExtBuilder::default().with_sponsored(Some(STRANGER)).build_and_execute(|| {
		let patient = first_sponsored();
		pass(OFFER_LIFETIME);
		assert_ok!(PatientIdentity::reassign_control(registrar(), patient, BORIS));
		assert_noop!(withdraw(DOCTOR, patient), Error::<Test>::CaseStillLive);
	});
}

#[test]
fn who_objected_to_something_has_acted() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let patient = first_sponsored();
		assert_ok!(PatientIdentity::reassign_control(registrar(), patient, BORIS));
		assert_ok!(PatientIdentity::veto_reassignment(signed(ANNA), patient, BORIS));
		assert_ok!(PatientIdentity::decide_reassignment(registrar(), patient, BORIS, false));
		pass(OFFER_LIFETIME);
		assert_noop!(withdraw(DOCTOR, patient), Error::<Test>::NotAuthorized);
	});
}
