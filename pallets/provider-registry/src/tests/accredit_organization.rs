use crate::{mock::*, Call, Error, Event, NextOrganizationId, Organizations, RoleCount};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{OrganizationKind, Period};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

fn accredit_for(accreditation: Period) -> DispatchResult {
	ProviderRegistry::accredit_organization(
		RuntimeOrigin::root(),
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
		assert_eq!(row.accreditation, accreditation);
		assert!(row.suspensions.is_empty());
		assert_eq!(row.suspensions_kept_since, NOW);
		assert_eq!(row.profile, PROFILE);
		assert_eq!(row.registered_at, NOW);
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
		assert_eq!(RoleCount::<Test>::get(ADMIN), 2);
		assert_eq!(System::sufficients(&ADMIN), 2);
	});
}

#[test]
fn only_the_accrediting_origin_accredits() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for origin in
			[RuntimeOrigin::none(), RuntimeOrigin::signed(ADMIN), RuntimeOrigin::signed(OUTSIDER)]
		{
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

#[test]
fn each_call_takes_its_place_on_the_wire() {
	let calls = [
		Call::<Test>::accredit_organization {
			kind: OrganizationKind::Clinic,
			admin: ADMIN,
			accreditation: OPEN,
			profile: PROFILE,
		},
		Call::suspend_organization { organization: 0 },
		Call::reinstate_organization { organization: 0 },
		Call::add_practitioner {
			organization: 0,
			account: DOCTOR,
			roles: doctors_roles(),
			licence: OPEN,
		},
		Call::change_practitioner {
			organization: 0,
			account: DOCTOR,
			roles: doctors_roles(),
			licence: OPEN,
		},
		Call::publish_practitioner_key { organization: 0, encryption_key: key(1) },
	];
	for (index, call) in calls.iter().enumerate() {
		assert_eq!(usize::from(call.encode()[0]), index);
	}
}

#[test]
fn administration_is_paid_for() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let call = Call::<Test>::add_practitioner {
			organization: 0,
			account: OUTSIDER,
			roles: doctors_roles(),
			licence: OPEN,
		};
		assert!(!call.is_feeless(&RuntimeOrigin::signed(ADMIN)));
		let call = Call::<Test>::change_practitioner {
			organization: 0,
			account: DOCTOR,
			roles: doctors_roles(),
			licence: OPEN,
		};
		assert!(!call.is_feeless(&RuntimeOrigin::signed(ADMIN)));
	});
}
