use super::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	doubles::{Patients, Trail},
	AuditedEvent, Denial, PatientId, Power, Powers, Relation, TrailId,
};
use sp_runtime::DispatchError;

#[test]
fn a_revoked_grant_denies_at_once() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		assert!(is_permitted(&reading()));
		revoke(grant);
		assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted));
		System::assert_last_event(
			Event::Revoked { patient: PATIENT, organization: HOSPITAL, grant }.into(),
		);
		assert_eq!(
			Trail::entries().pop(),
			Some((
				TrailId::Patient(PATIENT),
				Actor::Person(CONTROLLER),
				AuditedEvent::ConsentRevoked { grant, organization: HOSPITAL }
			))
		);
	});
}

#[test]
fn a_revocation_ends_one_grant_and_no_other() {
	run(|| {
		let first = grant_to(HOSPITAL, broad());
		let second = grant_to(HOSPITAL, broad());
		revoke(first);
		assert_eq!(decide(&reading()), Decision::Permit(salus_primitives::Basis::Grant(second)));
	});
}

#[test]
fn a_grant_given_again_starts_clean() {
	run(|| {
		let first = grant_to(HOSPITAL, broad());
		revoke(first);
		let second = grant_to(HOSPITAL, broad());
		assert_ne!(first, second);
		assert!(is_permitted(&reading()));
	});
}

#[test]
fn a_grant_cannot_be_revoked_twice_nor_before_it_exists() {
	run(|| {
		let revoke = |grant| Consent::revoke(RuntimeOrigin::signed(CONTROLLER), PATIENT, grant);
		assert_noop!(revoke(0), Error::<Test>::GrantNotFound);
		let grant = grant_to(HOSPITAL, broad());
		assert_ok!(revoke(grant));
		assert_noop!(revoke(grant), Error::<Test>::GrantNotFound);
	});
}

#[test]
fn only_the_patient_s_side_may_revoke() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		let by = |origin| Consent::revoke(origin, PATIENT, grant);
		let parent = 2;
		Patients::relate(PATIENT, parent, Relation::Representative(Powers::of(&[Power::Consent])));
		for account in [STRANGER, PHYSICIAN] {
			assert_noop!(by(RuntimeOrigin::signed(account)), Error::<Test>::NotAuthorized);
		}
		assert_noop!(by(RuntimeOrigin::root()), DispatchError::BadOrigin);
		assert_noop!(by(RuntimeOrigin::none()), DispatchError::BadOrigin);
		assert_ok!(by(RuntimeOrigin::signed(parent)));
	});
}

#[test]
fn a_patient_cannot_revoke_another_s_grant() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		assert_noop!(
			Consent::revoke(RuntimeOrigin::signed(STRANGER), other, grant),
			Error::<Test>::GrantNotFound
		);
		assert_noop!(
			Consent::revoke(RuntimeOrigin::signed(STRANGER), PatientId([9; 32]), grant),
			Error::<Test>::PatientNotFound
		);
		assert!(is_permitted(&reading()));
	});
}
