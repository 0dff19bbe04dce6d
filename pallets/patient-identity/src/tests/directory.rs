use crate::mock::*;
use frame_support::assert_ok;
use salus_primitives::{PatientDirectory, PatientId, Power, Relation};

#[test]
fn the_controller_may_do_everything_for_its_patient() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_eq!(PatientIdentity::relation(&patient, &ANNA, NOW), Some(Relation::Controller));
		for power in
			[Power::Consent, Power::Access, Power::Records, Power::Recovery, Power::Identity]
		{
			assert!(PatientIdentity::may_act(&patient, &ANNA, power, NOW));
		}
	});
}

#[test]
fn everybody_else_is_a_stranger() {
	ExtBuilder::default().with_patient(ANNA).with_patient(STRANGER).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_eq!(PatientIdentity::relation(&patient, &STRANGER, NOW), Some(Relation::Stranger));
		assert!(!PatientIdentity::may_act(&patient, &STRANGER, Power::Access, NOW));
	});
}

#[test]
fn an_unknown_patient_has_no_relations() {
	ExtBuilder::default().build_and_execute(|| {
		let unknown = PatientId([3; 32]);
		assert_eq!(PatientIdentity::relation(&unknown, &ANNA, NOW), None);
		assert_eq!(PatientIdentity::key_epoch(&unknown), None);
		assert!(!PatientIdentity::is_open(&unknown));
		assert_eq!(PatientIdentity::patient(unknown), None);
	});
}

#[test]
fn others_learn_the_epoch_of_the_present_key() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert!(PatientIdentity::is_open(&patient));
		assert_eq!(PatientIdentity::key_epoch(&patient), Some(0));
		assert_ok!(PatientIdentity::replace_encryption_key(
			RuntimeOrigin::signed(ANNA),
			patient,
			key(2)
		));
		assert_eq!(PatientIdentity::key_epoch(&patient), Some(1));
		assert_eq!(row(patient).controller, Some(ANNA));
	});
}

#[test]
fn a_frozen_patient_is_known_to_be_frozen() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert!(!PatientIdentity::is_frozen(&patient, NOW));
		freeze_side(patient);
		assert!(PatientIdentity::is_frozen(&patient, NOW));
		assert!(PatientIdentity::is_frozen(&patient, NOW + FREEZE_PERIOD - 1));
		assert!(!PatientIdentity::is_frozen(&patient, NOW + FREEZE_PERIOD));
		assert!(!PatientIdentity::is_frozen(&unknown(), NOW));
		assert_eq!(
			PatientIdentity::relation(&patient, &ANNA, NOW),
			Some(Relation::Controller),
			"a freeze does not stop what was granted, nor reading"
		);
	});
}

#[test]
fn open_and_closed_patients_are_known() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert!(PatientIdentity::is_known(&patient));
		assert_ok!(PatientIdentity::close(registrar(), patient));
		assert!(PatientIdentity::is_known(&patient));
		assert!(!PatientIdentity::is_open(&patient));
		assert!(!PatientIdentity::is_known(&unknown()));
	});
}

#[test]
fn a_patient_without_a_key_is_open_and_has_no_epoch() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let patient = first_sponsored();
		assert!(PatientIdentity::is_open(&patient));
		assert_eq!(PatientIdentity::key_epoch(&patient), None);
	});
}

#[test]
fn since_when_a_person_is_dead_is_known_unless_it_was_wrong() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		pass(DAY);
		let has_died = |at| PatientIdentity::has_died(&patient, at);
		assert!(!has_died(NOW + 9 * DAY));
		bury(patient);
		assert!(!has_died(NOW + DAY - 1));
		assert!(has_died(NOW + DAY));
		assert!(has_died(NOW + 9 * DAY));
		assert!(!PatientIdentity::has_died(&unknown(), NOW));
		assert!(PatientIdentity::is_open(&patient), "what others owe the dead goes on");

		pass(DAY);
		assert_ok!(PatientIdentity::correct_death(registrar(), patient, CARLA));
		assert!(!has_died(NOW + DAY) && !has_died(NOW + 9 * DAY));
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn a_patient_made_for_a_benchmark_is_a_patient_like_any_other() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = PatientIdentity::register_for_benchmark(&ANNA).unwrap();
		assert_eq!(PatientIdentity::relation(&patient, &ANNA, NOW), Some(Relation::Controller));
		let row = row(patient);
		assert_eq!(row.representatives.len(), 8);
		assert_eq!(row.devices.len(), 8);
		assert!(row.devices.iter().all(|device| device.classes.len() == 16));
	});
}
