use super::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{NotPractising, PatientId, Pseudonym};
use sp_runtime::{DispatchError, DispatchResult};

fn at(organization: OrganizationId) -> Capacity {
	Capacity::Practitioner { organization }
}

fn through(practitioner: Pseudonym) -> Capacity {
	Capacity::Gateway { organization: HOSPITAL, practitioner }
}

fn renounce(account: u64, capacity: Capacity, grant: GrantId) -> DispatchResult {
	Consent::renounce(signed(account), PATIENT, capacity, grant)
}

#[test]
fn the_practitioner_who_is_named_gives_a_grant_back() {
	run(|| {
		let grantee = Grantee::Practitioner(PHYSICIAN);
		let grant = grant_to(HOSPITAL, Provision { grantee, ..broad() });
		assert_ok!(renounce(PHYSICIAN, at(HOSPITAL), grant));
		assert!(head().live.is_empty());
		assert!(!is_permitted(&reading()));
		assert_told(
			Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
			AuditedEvent::ConsentRenounced { grant, organization: HOSPITAL },
			Event::Renounced { patient: PATIENT, organization: HOSPITAL, grant },
		);
		assert_noop!(renounce(PHYSICIAN, at(HOSPITAL), grant), Error::<Test>::GrantNotFound);
	});
}

#[test]
fn a_pseudonym_does_so_through_a_gateway() {
	run(|| {
		let grantee = Grantee::Pseudonym(RESIDENT);
		let grant = grant_to(HOSPITAL, Provision { grantee, ..broad() });
		assert_noop!(renounce(GATEWAY, through(MIDWIFE), grant), Error::<Test>::GrantNotFound);
		assert_noop!(renounce(PHYSICIAN, through(RESIDENT), grant), Error::<Test>::NotPractising);
		assert_ok!(renounce(GATEWAY, through(RESIDENT), grant));
	});
}

#[test]
fn a_privacy_officer_gives_back_what_her_organization_holds() {
	run(|| {
		let grantees = [
			Grantee::Organization,
			Grantee::Role(Role::Physician),
			Grantee::Practitioner(PHYSICIAN),
			Grantee::Pseudonym(RESIDENT),
		];
		for grantee in grantees {
			let grant = grant_to(HOSPITAL, Provision { grantee, ..broad() });
			assert_noop!(renounce(NURSE, at(HOSPITAL), grant), Error::<Test>::GrantNotFound);
			assert_noop!(renounce(CLINIC_OFFICER, at(CLINIC), grant), Error::<Test>::GrantNotFound);
			assert_ok!(renounce(HOSPITAL_OFFICER, at(HOSPITAL), grant));
		}
	});
}

#[test]
fn nobody_gives_back_alone_what_all_or_a_role_may_use() {
	run(|| {
		for grantee in [Grantee::Organization, Grantee::Role(Role::Physician)] {
			let grant = grant_to(HOSPITAL, Provision { grantee, ..broad() });
			assert_noop!(renounce(PHYSICIAN, at(HOSPITAL), grant), Error::<Test>::GrantNotFound);
		}
	});
}

#[test]
fn what_was_passed_on_is_given_back_with_all_that_came_of_it() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let child = refer(parent, CLINIC, disclosable());
		Providers::accredit(200);
		assert_ok!(try_refer((CLINIC, SPECIALIST), child, 200, broad()));
		assert_ok!(renounce(CLINIC_OFFICER, at(CLINIC), child));
		assert_eq!(head().live.iter().map(|live| live.id).collect::<Vec<_>>(), vec![parent]);
	});
}

#[test]
fn a_freeze_does_not_hinder_it() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		Patients::freeze(PATIENT);
		assert_ok!(renounce(HOSPITAL_OFFICER, at(HOSPITAL), grant));
	});
}

#[test]
fn only_who_practises_now_can_give_back_a_live_grant() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		for (account, capacity) in [
			(STRANGER, at(HOSPITAL)),
			(HOSPITAL_OFFICER, at(CLINIC)),
			(HOSPITAL_OFFICER, at(77)),
			(HOSPITAL_OFFICER, Capacity::Person),
			(CONTROLLER, Capacity::Person),
		] {
			assert_noop!(renounce(account, capacity, grant), Error::<Test>::NotPractising);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::renounce(origin, PATIENT, at(HOSPITAL), grant),
				DispatchError::BadOrigin
			);
		}
		let by_officer =
			|patient| Consent::renounce(signed(HOSPITAL_OFFICER), patient, at(HOSPITAL), grant);
		assert_noop!(by_officer(PatientId([9; 32])), Error::<Test>::GrantNotFound);
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		assert_noop!(by_officer(other), Error::<Test>::GrantNotFound);
		go_to(START + HOUR);
		assert_noop!(by_officer(PATIENT), Error::<Test>::GrantNotFound);
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_noop!(by_officer(PATIENT), Error::<Test>::NotPractising);
	});
}

#[test]
fn it_is_free_for_practitioners() {
	run(|| {
		let is_free = |account| {
			Call::<Test>::renounce { patient: PATIENT, capacity: at(HOSPITAL), grant: 0 }
				.is_feeless(&signed(account))
		};
		assert_eq!([PHYSICIAN, SPECIALIST, CONTROLLER].map(is_free), [true, false, false]);
	});
}
