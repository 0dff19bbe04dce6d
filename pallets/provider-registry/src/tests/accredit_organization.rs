use crate::{
	mock::*, Call, Error, Event, History, NextOrganizationId, OrganizationState, OrganizationTerms,
	Organizations, RoleCount,
};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{OrganizationKind, Period};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

fn accredit_for(accreditation: Period) -> DispatchResult {
	ProviderRegistry::accredit_organization(
		root(),
		OrganizationKind::Laboratory,
		ADMIN,
		accreditation,
		PROFILE,
	)
}

#[test]
fn an_organization_is_accredited() {
	ExtBuilder::default().build_and_execute(|| {
		let accreditation = Period { from: NOW, until: Some(NOW + DAY) };
		assert_ok!(accredit_for(accreditation));

		let row = Organizations::<Test>::get(0).expect("accredited");
		assert_eq!(row.kind, OrganizationKind::Laboratory);
		assert_eq!(row.admins.to_vec(), [ADMIN]);
		let terms = OrganizationTerms { accreditation, state: OrganizationState::Active };
		assert_eq!(row.terms, History::new(terms, NOW));
		assert!(row.gateways.is_empty() && row.predecessors.is_empty());
		assert_eq!(row.key, None);
		assert_eq!(row.profile, PROFILE);
		assert_eq!((row.gateways_known_since, row.practitioners_known_since), (NOW, NOW));
		System::assert_last_event(
			Event::OrganizationAccredited { organization: 0, kind: OrganizationKind::Laboratory }
				.into(),
		);
	});
}

#[test]
fn organizations_are_numbered_from_zero() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(accredit(ADMIN, OPEN), 0);
		assert_eq!(accredit(ADMIN, OPEN), 1);
		assert_eq!(accredit(DOCTOR, OPEN), 2);
		assert_eq!(NextOrganizationId::<Test>::get(), 3);
	});
}

#[test]
fn each_admin_row_holds_a_reference_of_its_account() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!System::account_exists(&ADMIN));
		accredit(ADMIN, OPEN);
		assert!(System::account_exists(&ADMIN));
		accredit(ADMIN, OPEN);
		assert_roles(ADMIN, 2);
	});
}

#[test]
fn only_the_accrediting_origin_accredits() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), signed(ADMIN), signed(OUTSIDER)] {
			assert_noop!(
				ProviderRegistry::accredit_organization(
					origin,
					OrganizationKind::Clinic,
					OUTSIDER,
					OPEN,
					PROFILE
				),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn an_accreditation_that_is_too_short_or_over_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		for accreditation in [
			Period { from: NOW, until: Some(NOW + 59_999) },
			Period { from: NOW, until: Some(NOW) },
			Period { from: NOW + DAY, until: Some(NOW) },
			Period { from: NOW - DAY, until: Some(NOW) },
		] {
			assert_noop!(accredit_for(accreditation), Error::<Test>::InvalidPeriod);
		}
		assert_ok!(accredit_for(Period { from: NOW, until: Some(NOW + 60_000) }));
	});
}

#[test]
fn a_full_counter_refuses_instead_of_starting_again() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		NextOrganizationId::<Test>::put(u32::MAX);
		assert_noop!(accredit_for(OPEN), ArithmeticError::Overflow);
		NextOrganizationId::<Test>::put(1);

		RoleCount::<Test>::insert(ADMIN, u32::MAX);
		assert_noop!(accredit_for(OPEN), ArithmeticError::Overflow);
		RoleCount::<Test>::insert(ADMIN, 1);
	});
}

fn every_call() -> Vec<Call<Test>> {
	let (organization, account, applicant) = (0, OUTSIDER, OUTSIDER);
	let (kind, profile, accreditation) = (OrganizationKind::Clinic, PROFILE, OPEN);
	let (practitioner, roles, licence) = (by(DOCTOR), doctors_roles(), OPEN);
	let encryption_key = key(1);
	vec![
		Call::accredit_organization { kind, admin: ADMIN, accreditation, profile },
		Call::suspend_organization { organization },
		Call::reinstate_organization { organization },
		Call::add_practitioner { organization, practitioner: practitioner.clone(), roles, licence },
		Call::change_practitioner {
			organization,
			practitioner: practitioner.clone(),
			roles,
			licence,
		},
		Call::publish_practitioner_key {
			organization,
			practitioner: practitioner.clone(),
			encryption_key,
		},
		Call::apply { kind, profile },
		Call::withdraw_application {},
		Call::accept_application { applicant, kind, profile: PROFILE, accreditation },
		Call::reject_application { applicant, kind, profile: PROFILE },
		Call::renew_accreditation { organization, accreditation },
		Call::revoke_accreditation { organization },
		Call::succeed_organization { organization, by: 1 },
		Call::add_admin { organization, account },
		Call::remove_admin { organization, account },
		Call::add_gateway { organization, account },
		Call::remove_gateway { organization, account },
		Call::publish_organization_key { organization, encryption_key },
		Call::remove_practitioner { organization, practitioner: practitioner.clone() },
		Call::leave { organization },
		Call::set_emergency_role { organization, practitioner: practitioner.clone(), holds: true },
		Call::suspend_practitioner { organization, practitioner: practitioner.clone() },
		Call::reinstate_practitioner { organization, practitioner: practitioner.clone() },
		Call::forget_practitioner { organization, practitioner },
	]
}

#[test]
fn each_call_takes_its_place_on_the_wire() {
	for (index, call) in every_call().iter().enumerate() {
		assert_eq!(usize::from(call.encode()[0]), index);
	}
}

#[test]
fn nothing_but_publishing_a_key_and_leaving_is_free() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for (index, call) in every_call().iter().enumerate() {
			let free = [5, 19].contains(&index);
			assert_eq!(call.is_feeless(&signed(DOCTOR)), free, "call {index}");
			assert!(!call.is_feeless(&signed(ADMIN)), "call {index}");
			assert!(!call.is_feeless(&RuntimeOrigin::none()), "call {index}");
		}
	});
}
