use super::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::PatientId;
use sp_runtime::{DispatchError, DispatchResult};

fn revoke_by(account: u64, organization: OrganizationId) -> DispatchResult {
	Consent::revoke_organization(signed(account), PATIENT, organization)
}

fn live() -> Vec<GrantId> {
	head().live.iter().map(|live| live.id).collect()
}

#[test]
fn all_grants_of_an_organization_end_and_no_other() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let other = grant_to(CLINIC, broad());
		grant_to(HOSPITAL, Provision { grantee: Grantee::Practitioner(NURSE), ..broad() });
		assert_ok!(revoke_by(CONTROLLER, HOSPITAL));
		assert_eq!(live(), vec![other]);
		assert!(!is_permitted(&reading()));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::OrganizationRevoked { organization: HOSPITAL, grants: 2 },
			Event::OrganizationRevoked { patient: PATIENT, organization: HOSPITAL, grants: 2 },
		);
	});
}

#[test]
fn what_was_passed_on_to_it_and_from_it_ends_too() {
	run(|| {
		let first = grant_to(HOSPITAL, disclosable());
		let to_clinic = refer(first, CLINIC, disclosable());
		Providers::accredit(200);
		assert_ok!(try_refer((CLINIC, SPECIALIST), to_clinic, 200, broad()));
		assert_ok!(revoke_by(CONTROLLER, CLINIC));
		assert_eq!(live(), vec![first], "what the clinic got, and what came of it");
		System::assert_last_event(
			Event::OrganizationRevoked { patient: PATIENT, organization: CLINIC, grants: 2 }.into(),
		);
		refer(first, CLINIC, broad());
		assert_ok!(revoke_by(CONTROLLER, HOSPITAL));
		assert!(live().is_empty());
	});
}

#[test]
fn it_works_while_frozen_and_with_every_table_full() {
	run(|| {
		fill_the_list_of_live_grants();
		Patients::freeze(PATIENT);
		represent(2);
		assert_ok!(revoke_by(2, HOSPITAL));
		assert_eq!(head().live.len(), MAX_LIVE_GRANTS as usize - 9);
	});
}

#[test]
fn there_must_be_something_to_end() {
	run(|| {
		for organization in [HOSPITAL, 77] {
			assert_noop!(revoke_by(CONTROLLER, organization), Error::<Test>::NothingToDo);
		}
		grant_to(HOSPITAL, broad());
		go_to(START + HOUR);
		assert_noop!(revoke_by(CONTROLLER, HOSPITAL), Error::<Test>::NothingToDo);
	});
}

#[test]
fn only_the_patient_s_side_may() {
	run(|| {
		grant_to(HOSPITAL, broad());
		for account in [STRANGER, PHYSICIAN] {
			assert_noop!(revoke_by(account, HOSPITAL), Error::<Test>::NotAuthorized);
		}
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		let by_stranger =
			|patient| Consent::revoke_organization(signed(STRANGER), patient, HOSPITAL);
		assert_noop!(by_stranger(other), Error::<Test>::NothingToDo);
		assert_noop!(by_stranger(PatientId([9; 32])), Error::<Test>::PatientNotFound);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::revoke_organization(origin, PATIENT, HOSPITAL),
				DispatchError::BadOrigin
			);
		}
	});
}
