use crate::{mock::*, types::MAX_ADMINS, Error, Event, RoleCount};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Period;
use sp_runtime::{ArithmeticError, DispatchError};

#[test]
fn an_admin_adds_another_who_manages_as_well() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_ok!(ProviderRegistry::add_admin(signed(ADMIN), 0, OUTSIDER));

		assert_eq!(organizations_row().admins.to_vec(), [ADMIN, OUTSIDER]);
		assert_roles(OUTSIDER, 1);
		System::assert_last_event(Event::AdminAdded { organization: 0, account: OUTSIDER }.into());
		assert_ok!(ProviderRegistry::add_practitioner(
			signed(OUTSIDER),
			0,
			by(DOCTOR),
			doctors_roles(),
			OPEN
		));
	});
}

#[test]
fn whoever_accredits_adds_one_at_any_time() {
	for end in [suspend, revoke, be_followed] {
		ExtBuilder::default().with_doctor().build_and_execute(|| {
			end();
			assert_ok!(ProviderRegistry::add_admin(root(), 0, 77));
			assert_ok!(ProviderRegistry::remove_admin(root(), 0, ADMIN));
			assert_ok!(ProviderRegistry::remove_practitioner(signed(77), 0, by(DOCTOR)));
		});
	}
}

#[test]
fn an_admin_of_an_organization_that_may_not_act_adds_none() {
	for end in [suspend, revoke, be_followed] {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			end();
			assert_noop!(
				ProviderRegistry::add_admin(signed(ADMIN), 0, 77),
				Error::<Test>::OrganizationNotAccredited
			);
		});
	}
	ExtBuilder::default().build_and_execute(|| {
		accredit(ADMIN, Period { from: NOW, until: Some(NOW + DAY) });
		go_to(NOW + DAY);
		assert_noop!(
			ProviderRegistry::add_admin(signed(ADMIN), 0, 77),
			Error::<Test>::OrganizationNotAccredited
		);
	});
}

#[test]
fn nobody_is_an_admin_twice() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for origin in [signed(ADMIN), root()] {
			assert_noop!(
				ProviderRegistry::add_admin(origin, 0, ADMIN),
				Error::<Test>::AlreadyExists
			);
		}
	});
}

#[test]
fn an_organization_has_no_more_admins_than_it_can_have() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for account in 1..u64::from(MAX_ADMINS) {
			assert_ok!(ProviderRegistry::add_admin(signed(ADMIN), 0, 100 + account));
		}
		for origin in [signed(ADMIN), root()] {
			assert_noop!(
				ProviderRegistry::add_admin(origin, 0, OUTSIDER),
				Error::<Test>::MaxAdminsExceeded
			);
		}
	});
}

#[test]
fn a_full_role_count_refuses_instead_of_starting_again() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		RoleCount::<Test>::insert(OUTSIDER, u32::MAX);
		assert_noop!(
			ProviderRegistry::add_admin(signed(ADMIN), 0, OUTSIDER),
			ArithmeticError::Overflow
		);
		RoleCount::<Test>::remove(OUTSIDER);
	});
}

#[test]
fn nobody_else_adds_an_admin() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		accredit(OUTSIDER, OPEN);
		for who in [DOCTOR, GATEWAY, OUTSIDER] {
			assert_noop!(
				ProviderRegistry::add_admin(signed(who), 0, who),
				Error::<Test>::NotAuthorized
			);
		}
		assert_noop!(
			ProviderRegistry::add_admin(RuntimeOrigin::none(), 0, OUTSIDER),
			DispatchError::BadOrigin
		);
		for origin in [signed(ADMIN), root()] {
			assert_noop!(
				ProviderRegistry::add_admin(origin, 7, OUTSIDER),
				Error::<Test>::OrganizationNotFound
			);
		}
	});
}
