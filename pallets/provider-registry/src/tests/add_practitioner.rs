use crate::{mock::*, Error, Event, Practitioner, Practitioners, RoleCount};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{OrganizationId, OrganizationKind, Period, Role, Roles, Standing};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

fn add(who: u64, organization: OrganizationId, roles: Roles, licence: Period) -> DispatchResult {
	ProviderRegistry::add_practitioner(
		RuntimeOrigin::signed(who),
		organization,
		DOCTOR,
		roles,
		licence,
	)
}

#[test]
fn an_admin_adds_a_practitioner_who_may_act_from_then_on() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_ok!(add(ADMIN, 0, doctors_roles(), OPEN));

		assert_eq!(
			Practitioners::<Test>::get(0, DOCTOR),
			Some(Practitioner {
				roles: doctors_roles(),
				licence: OPEN,
				key: None,
				added_at: NOW,
				past: Default::default(),
			})
		);
		System::assert_last_event(
			Event::PractitionerAdded { organization: 0, account: DOCTOR, roles: doctors_roles() }
				.into(),
		);
		assert_eq!(
			ProviderRegistry::standing(0, DOCTOR, None),
			Ok(Standing { kind: OrganizationKind::Hospital, roles: doctors_roles() })
		);
	});
}

#[test]
fn one_account_may_practise_in_several_organizations_and_be_an_admin() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		accredit(DOCTOR, OPEN);
		assert_ok!(add(ADMIN, 0, doctors_roles(), OPEN));
		assert_ok!(add(DOCTOR, 1, Roles::of(&[Role::Researcher]), OPEN));
		assert_eq!(RoleCount::<Test>::get(DOCTOR), 3);
		assert_eq!(System::sufficients(&DOCTOR), 3);
	});
}

#[test]
fn a_practitioner_without_balance_comes_to_exist() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert!(!System::account_exists(&DOCTOR));
		assert_ok!(add(ADMIN, 0, doctors_roles(), OPEN));
		assert!(System::account_exists(&DOCTOR));
		assert_eq!(System::providers(&DOCTOR), 0);
	});
}

#[test]
fn only_a_signed_origin_adds() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				ProviderRegistry::add_practitioner(origin, 0, DOCTOR, doctors_roles(), OPEN),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn nobody_but_an_admin_of_this_organization_adds() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		accredit(OUTSIDER, OPEN);
		for who in [DOCTOR, OUTSIDER] {
			assert_noop!(add(who, 0, doctors_roles(), OPEN), Error::<Test>::NotAuthorized);
		}
	});
}

#[test]
fn an_unknown_organization_has_no_practitioners() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_noop!(add(ADMIN, 1, doctors_roles(), OPEN), Error::<Test>::OrganizationNotFound);
	});
}

#[test]
fn a_suspended_organization_adds_nobody() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_ok!(ProviderRegistry::suspend_organization(RuntimeOrigin::root(), 0));
		assert_noop!(
			add(ADMIN, 0, doctors_roles(), OPEN),
			Error::<Test>::OrganizationNotAccredited
		);
	});
}

#[test]
fn an_organization_adds_nobody_before_or_after_its_accreditation() {
	ExtBuilder::default().build_and_execute(|| {
		accredit(ADMIN, Period { from: NOW + DAY, until: Some(NOW + 2 * DAY) });
		for at in [NOW, NOW + 2 * DAY] {
			go_to(at);
			assert_noop!(
				add(ADMIN, 0, doctors_roles(), Period { from: NOW, until: None }),
				Error::<Test>::OrganizationNotAccredited
			);
		}
	});
}

#[test]
fn the_emergency_role_is_not_an_organizations_to_give() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for roles in [Roles::of(&[Role::Emergency]), Roles::ALL] {
			assert_noop!(add(ADMIN, 0, roles, OPEN), Error::<Test>::EmergencyRoleReserved);
		}
	});
}

#[test]
fn no_role_or_one_without_a_code_is_refused() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for roles in [Roles(0), Roles(1 << 9), Roles(1 | 1 << 31)] {
			assert_noop!(add(ADMIN, 0, roles, OPEN), Error::<Test>::InvalidRoles);
		}
	});
}

#[test]
fn a_licence_that_is_too_short_or_over_is_refused() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for licence in [
			Period { from: NOW, until: Some(NOW + 59_999) },
			Period { from: NOW + DAY, until: Some(NOW + 1) },
			Period { from: NOW - DAY, until: Some(NOW) },
			Period { from: 0, until: Some(0) },
		] {
			assert_noop!(add(ADMIN, 0, doctors_roles(), licence), Error::<Test>::InvalidPeriod);
		}
		assert_ok!(add(ADMIN, 0, doctors_roles(), Period { from: NOW, until: Some(NOW + 60_000) }));
	});
}

#[test]
fn a_practitioner_cannot_be_added_twice() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_noop!(add(ADMIN, 0, doctors_roles(), OPEN), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn a_full_role_count_refuses_instead_of_starting_again() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		RoleCount::<Test>::insert(DOCTOR, u32::MAX);
		assert_noop!(add(ADMIN, 0, doctors_roles(), OPEN), ArithmeticError::Overflow);
		RoleCount::<Test>::remove(DOCTOR);
	});
}
