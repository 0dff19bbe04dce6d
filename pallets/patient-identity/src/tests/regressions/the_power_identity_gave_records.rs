//! With the power *identity* alone a representative authorized a device of its own, which added records; replaced
//! the patient's key, so that it could read what was sealed from then on; and ended representatives with
//! more power than its own.

use crate::{mock::*, Error};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{ClassSet, PatientDirectory, Power, RecordClass, Relation};

#[test]
fn a_representative_gives_away_no_records_that_it_has_not() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Identity]);
		appoint(signed(ANNA), patient, CARLA, &[Power::Identity, Power::Access]);
		let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
		assert_noop!(
			PatientIdentity::authorize_device(signed(BORIS), patient, WATCH, classes, NOW + DAY),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(
			PatientIdentity::replace_encryption_key(signed(BORIS), patient, key(2)),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(
			PatientIdentity::end_representative(signed(BORIS), patient, CARLA),
			Error::<Test>::PowersExceeded
		);
		let relation = PatientIdentity::relation(&patient, &WATCH, NOW);
		assert_eq!(relation, Some(Relation::Stranger));
		// What it was appointed for it does: it ends one who has no more power.
		appoint(signed(ANNA), patient, STRANGER, &[Power::Identity]);
		assert_ok!(PatientIdentity::end_representative(signed(BORIS), patient, STRANGER));
	});
}
