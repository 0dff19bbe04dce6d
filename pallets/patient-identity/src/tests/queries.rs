use crate::{mock::*, Mandate, MandateKind};
use frame_support::assert_ok;
use salus_primitives::{ClassSet, Period, Power, Powers, RecordClass};

#[test]
fn it_is_told_who_may_act_now() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
		appoint(signed(ANNA), patient, BORIS, &[Power::Access]);
		assert_ok!(PatientIdentity::appoint_representative(
			signed(ANNA),
			patient,
			CARLA,
			Powers::ALL,
			Period { from: NOW + DAY, until: None }
		));
		let until = NOW + DAY;
		assert_ok!(PatientIdentity::authorize_device(
			signed(ANNA),
			patient,
			WATCH,
			classes.clone(),
			until
		));
		let controller = Mandate { account: ANNA, kind: MandateKind::Controller };
		let access = Powers::of(&[Power::Access]);
		let boris = Mandate {
			account: BORIS,
			kind: MandateKind::Representative { powers: access, until: year().until },
		};
		let watch = Mandate { account: WATCH, kind: MandateKind::Device { classes, until } };
		assert_eq!(
			PatientIdentity::acting_for(patient),
			[controller.clone(), boris.clone(), watch]
		);
		pass(DAY);
		let carla = Mandate {
			account: CARLA,
			kind: MandateKind::Representative { powers: Powers::ALL, until: None },
		};
		assert_eq!(PatientIdentity::acting_for(patient), [controller, boris, carla]);
		assert!(PatientIdentity::acting_for(unknown()).is_empty());
	});
}

#[test]
fn nobody_acts_for_a_pending_patient() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		assert!(PatientIdentity::acting_for(first_sponsored()).is_empty());
		assert_eq!(PatientIdentity::powers_of(first_sponsored(), ANNA), None);
	});
}

#[test]
fn it_is_told_who_has_which_powers() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Access]);
		let of = |account| PatientIdentity::powers_of(patient, account);
		assert_eq!(of(ANNA), Some(Powers::ALL));
		assert_eq!(of(BORIS), Some(Powers::of(&[Power::Access])));
		assert_eq!(of(STRANGER), None);
		assert_eq!(PatientIdentity::powers_of(unknown(), ANNA), None);
		pass(365 * DAY);
		assert_eq!(of(BORIS), None);
	});
}

#[test]
fn what_is_stored_is_shown() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_eq!(PatientIdentity::patient(patient), Some(row(patient)));
		assert_eq!(PatientIdentity::offer(patient).map(|offer| offer.to), Some(BORIS));
		assert_eq!(PatientIdentity::tombstone(patient), None);
		assert_eq!(PatientIdentity::guardians(patient), None);
		assert_eq!(PatientIdentity::guardian_case(patient), None);
		assert!(PatientIdentity::links(patient).is_empty());
	});
}
