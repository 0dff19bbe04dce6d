use crate::{mock::*, Assurance, Call, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	doubles, Actor, AssuranceLevel, AuditedEvent, Capacity, NotPractising, PatientId,
};
use sp_runtime::{DispatchError, DispatchResult};

const OTHERWISE: Capacity = Capacity::Practitioner { organization: OTHER_HOSPITAL };

fn attest(patient: PatientId, capacity: Capacity, level: AssuranceLevel) -> DispatchResult {
	PatientIdentity::attest_identity(signed(DOCTOR), patient, capacity, level)
}

#[test]
fn an_organization_says_how_the_person_was_checked() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		pass(DAY);
		assert_ok!(attest(patient, PRACTISING, AssuranceLevel::Level3));

		assert_eq!(
			row(patient).assurance,
			Assurance { level: AssuranceLevel::Level3, by: Some(HOSPITAL), at: NOW + DAY }
		);
		assert_events([Event::IdentityAttested {
			patient,
			organization: HOSPITAL,
			level: AssuranceLevel::Level3,
		}]);
		assert_trail_ends(
			patient,
			Actor::Practitioner { organization: HOSPITAL, account: DOCTOR },
			[AuditedEvent::IdentityAttested { level: AssuranceLevel::Level3 }],
		);
	});
}

#[test]
fn a_gateway_attests_for_its_practitioner() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: NURSE };
		assert_ok!(PatientIdentity::attest_identity(
			signed(GATEWAY),
			patient,
			capacity,
			AssuranceLevel::Level2
		));
		assert_trail_ends(
			patient,
			Actor::new(GATEWAY, capacity),
			[AuditedEvent::IdentityAttested { level: AssuranceLevel::Level2 }],
		);
	});
}

#[test]
fn another_organization_can_only_know_better() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(
			attest(patient, PRACTISING, AssuranceLevel::Level1),
			Error::<Test>::InvalidAssurance
		);
		assert_ok!(attest(patient, PRACTISING, AssuranceLevel::Level3));
		for level in [AssuranceLevel::Level1, AssuranceLevel::Level2, AssuranceLevel::Level3] {
			assert_noop!(attest(patient, OTHERWISE, level), Error::<Test>::InvalidAssurance);
		}
		assert_ok!(attest(patient, OTHERWISE, AssuranceLevel::Level4));
		assert_eq!(row(patient).assurance.by, Some(OTHER_HOSPITAL));
	});
}

#[test]
fn the_organization_that_checked_may_repeat_and_lower_what_it_said() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(attest(patient, PRACTISING, AssuranceLevel::Level3));
		pass(DAY);
		assert_ok!(attest(patient, PRACTISING, AssuranceLevel::Level3));
		assert_eq!(row(patient).assurance.at, NOW + DAY);
		assert_ok!(attest(patient, PRACTISING, AssuranceLevel::Level1));
		assert_eq!(row(patient).assurance.level, AssuranceLevel::Level1);
	});
}

#[test]
fn attesting_confirms_nothing_and_a_freeze_does_not_stop_it() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let patient = first_sponsored();
		freeze_side(patient);
		assert_ok!(attest(patient, PRACTISING, AssuranceLevel::Level4));
		assert_eq!(row(patient).status, crate::PatientStatus::Pending);
	});
}

#[test]
fn only_somebody_who_practises_now_can_attest() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(
			attest(patient, Capacity::Person, AssuranceLevel::Level3),
			Error::<Test>::NotPractising
		);
		assert_noop!(
			PatientIdentity::attest_identity(
				signed(ANNA),
				patient,
				PRACTISING,
				AssuranceLevel::Level3
			),
			Error::<Test>::NotPractising
		);
		doubles::Providers::bar(HOSPITAL, NotPractising::NotAccredited);
		assert_noop!(
			attest(patient, PRACTISING, AssuranceLevel::Level3),
			Error::<Test>::NotPractising
		);
		assert_noop!(
			PatientIdentity::attest_identity(
				registrar(),
				patient,
				PRACTISING,
				AssuranceLevel::Level3
			),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn nobody_attests_an_unknown_or_deceased_patient() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(
			attest(unknown(), PRACTISING, AssuranceLevel::Level3),
			Error::<Test>::PatientNotFound
		);
		bury(patient);
		assert_noop!(
			attest(patient, PRACTISING, AssuranceLevel::Level3),
			Error::<Test>::PatientDeceased
		);
	});
}

#[test]
fn attesting_is_free_for_practitioners() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let of = |patient, capacity| Call::<Test>::attest_identity {
			patient,
			capacity,
			level: AssuranceLevel::Level3,
		};
		let call = of(first_patient_of(ANNA), PRACTISING);
		assert!(is_free(&call, DOCTOR));
		assert!(!is_free(&call, ANNA));
		assert!(!is_free(&of(unknown(), PRACTISING), DOCTOR));
		assert!(!is_free(&of(first_patient_of(ANNA), Capacity::Person), DOCTOR));
	});
}
