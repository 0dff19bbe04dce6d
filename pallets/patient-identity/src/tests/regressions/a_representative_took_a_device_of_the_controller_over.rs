//! A representative authorized the controller's own device anew. From then on the device rested on the representative's
//! word: it added nothing confidential any more, and ended with the appointment.

use crate::{mock::*, Error};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use salus_primitives::{
	ClassSet, Moment, PatientDirectory, PatientId, Power, RecordClass, Relation,
};

const POWERS: [Power; 2] = [Power::Identity, Power::Records];

fn classes() -> ClassSet {
	ClassSet::truncate_from(vec![RecordClass(1)])
}

fn authorize(by: u64, patient: PatientId, until: Moment) -> DispatchResultWithPostInfo {
	PatientIdentity::authorize_device(signed(by), patient, WATCH, classes(), until)
}

fn watch(patient: PatientId, by_representative: bool) {
	let now = pallet_timestamp::Now::<Test>::get();
	let expected = Relation::Device { classes: classes(), by_representative };
	assert_eq!(PatientIdentity::relation(&patient, &WATCH, now), Some(expected));
}

#[test]
fn no_representative_takes_over_what_the_controller_let_in() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &POWERS);
		assert_ok!(authorize(ANNA, patient, NOW + DAY));
		assert_noop!(authorize(BORIS, patient, NOW + 9 * DAY), Error::<Test>::AlreadyHasRole);
		pass(DAY - 1);
		assert_noop!(authorize(BORIS, patient, NOW + 9 * DAY), Error::<Test>::AlreadyHasRole);
		watch(patient, false);
		assert_ok!(PatientIdentity::end_representative(signed(ANNA), patient, BORIS));
		watch(patient, false);
	});
}

#[test]
fn what_has_lapsed_rests_on_who_lets_it_in_anew() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		for representative in [BORIS, CARLA] {
			appoint(signed(ANNA), patient, representative, &POWERS);
		}
		assert_ok!(authorize(ANNA, patient, NOW + DAY));
		pass(DAY);
		assert_ok!(authorize(BORIS, patient, NOW + 2 * DAY));
		watch(patient, true);
		// Another representative may, and the controller always.
		assert_ok!(authorize(CARLA, patient, NOW + 3 * DAY));
		watch(patient, true);
		assert_ok!(authorize(ANNA, patient, NOW + 3 * DAY));
		watch(patient, false);
	});
}
