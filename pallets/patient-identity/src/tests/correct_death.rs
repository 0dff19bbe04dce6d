use crate::{mock::*, Error, Event, Offer, Offers, PatientStatus};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientDirectory, Relation};
use sp_runtime::DispatchError;

#[test]
fn the_living_is_offered_control_again_and_the_executor_goes() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::declare_deceased(registrar(), patient, Some(BORIS)));
		pass(DAY);
		assert_ok!(PatientIdentity::correct_death(registrar(), patient, CARLA));

		let row = row(patient);
		let until = NOW + DAY + OFFER_LIFETIME;
		assert_eq!(row.status, PatientStatus::Active);
		assert_eq!(row.controller, None);
		assert!(row.representatives.is_empty());
		assert_eq!(Offers::<Test>::get(patient), Some(Offer { to: CARLA, until }));
		assert_eq!((roles(ANNA), roles(BORIS), roles(CARLA)), (0, 0, 1));
		assert_events([
			Event::DeathCorrected { patient },
			Event::ControlOffered { patient, to: CARLA, until },
		]);
		assert_trail_ends(
			patient,
			Actor::Authority,
			[AuditedEvent::DeathCorrected, AuditedEvent::ControlOffered],
		);

		assert_ok!(PatientIdentity::accept_control(signed(CARLA), patient));
		assert_eq!(PatientIdentity::relation(&patient, &CARLA, NOW), Some(Relation::Controller));
	});
}

#[test]
fn an_executor_may_be_the_one_who_lives() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::declare_deceased(registrar(), patient, Some(BORIS)));
		System::inc_account_nonce(BORIS);
		assert_ok!(PatientIdentity::correct_death(registrar(), patient, BORIS));
		assert_eq!(roles(BORIS), 1);
		assert_eq!(System::account_nonce(BORIS), 1);
	});
}

#[test]
fn only_the_registrar_corrects_and_only_what_was_declared() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(
			PatientIdentity::correct_death(registrar(), patient, ANNA),
			Error::<Test>::NotDeceased
		);
		assert_noop!(
			PatientIdentity::correct_death(registrar(), unknown(), ANNA),
			Error::<Test>::PatientNotFound
		);
		bury(patient);
		assert_noop!(
			PatientIdentity::correct_death(signed(ANNA), patient, ANNA),
			DispatchError::BadOrigin
		);
	});
}
