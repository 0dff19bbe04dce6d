//! Of somebody deceased nobody could revoke anything: the executor held the power *access* alone, and nobody else any.

use crate::mock::*;
use frame_support::assert_ok;
use salus_primitives::{PatientDirectory, Period, Power, Powers, Relation};

#[test]
fn an_executor_ends_what_was_given_and_gives_nothing() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, CARLA, &[Power::Consent, Power::Access]);
		assert_ok!(PatientIdentity::declare_deceased(registrar(), patient, Some(BORIS)));
		let relation =
			|account| PatientIdentity::relation(&patient, &account, NOW).expect("it is open");
		assert!(relation(BORIS).may_end_consent());
		assert!(relation(BORIS).holds(Power::Access));
		assert!(!relation(BORIS).holds(Power::Consent));
		for account in [ANNA, CARLA, STRANGER] {
			assert!(!relation(account).may_end_consent());
		}
		assert_eq!(PatientIdentity::powers_of(patient, BORIS), Some(Powers::of(&[Power::Access])));
	});
}

#[test]
fn a_later_executor_is_one_within_its_period_and_no_longer() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		bury(patient);
		let period = Period { from: NOW + DAY, until: Some(NOW + 2 * DAY) };
		assert_ok!(PatientIdentity::appoint_representative(
			registrar(),
			patient,
			CARLA,
			Powers::of(&[Power::Access]),
			period
		));
		let executor = Some(Relation::Executor(Powers::of(&[Power::Access])));
		let at = |at| PatientIdentity::relation(&patient, &CARLA, at);
		assert_eq!(at(NOW + DAY - 1), Some(Relation::Stranger));
		assert_eq!(at(NOW + DAY), executor);
		assert_eq!(at(NOW + 2 * DAY), Some(Relation::Stranger));
	});
}
