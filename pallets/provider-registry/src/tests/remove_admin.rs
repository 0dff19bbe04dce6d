use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

fn with_two_admins(test: impl FnOnce()) {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::add_admin(signed(ADMIN), 0, OUTSIDER));
		test();
	});
}

#[test]
fn a_removed_admin_manages_nothing_any_more() {
	with_two_admins(|| {
		assert_ok!(ProviderRegistry::remove_admin(signed(ADMIN), 0, OUTSIDER));

		assert_eq!(organizations_row().admins.to_vec(), [ADMIN]);
		assert_roles(OUTSIDER, 0);
		assert!(!System::account_exists(&OUTSIDER));
		System::assert_last_event(
			Event::AdminRemoved { organization: 0, account: OUTSIDER }.into(),
		);
		assert_noop!(
			ProviderRegistry::remove_practitioner(signed(OUTSIDER), 0, by(DOCTOR)),
			Error::<Test>::NotAuthorized
		);
	});
}

#[test]
fn an_admin_may_remove_itself() {
	with_two_admins(|| {
		assert_ok!(ProviderRegistry::remove_admin(signed(ADMIN), 0, ADMIN));
		assert_eq!(organizations_row().admins.to_vec(), [OUTSIDER]);
		assert_roles(ADMIN, 0);
	});
}

#[test]
fn the_last_admin_stays() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for origin in [signed(ADMIN), root()] {
			assert_noop!(
				ProviderRegistry::remove_admin(origin, 0, ADMIN),
				Error::<Test>::LastAdmin
			);
		}
	});
}

#[test]
fn whoever_accredits_undoes_that_an_admin_removed_all_others() {
	with_two_admins(|| {
		assert_ok!(ProviderRegistry::remove_admin(signed(OUTSIDER), 0, ADMIN));
		assert_ok!(ProviderRegistry::add_admin(root(), 0, ADMIN));
		assert_ok!(ProviderRegistry::remove_admin(root(), 0, OUTSIDER));
		assert_eq!(organizations_row().admins.to_vec(), [ADMIN]);
		assert_roles(ADMIN, 1);
		assert_roles(OUTSIDER, 0);
	});
}

#[test]
fn whoever_practises_too_keeps_that_role() {
	with_two_admins(|| {
		assert_ok!(ProviderRegistry::add_admin(signed(ADMIN), 0, DOCTOR));
		assert_roles(DOCTOR, 2);
		assert_ok!(ProviderRegistry::remove_admin(signed(ADMIN), 0, DOCTOR));
		assert_roles(DOCTOR, 1);
		assert_eq!(doctor_now(), Ok(doctors_roles()));
	});
}

#[test]
fn nobody_removes_whoever_is_no_admin() {
	with_two_admins(|| {
		for origin in [signed(ADMIN), root()] {
			assert_noop!(
				ProviderRegistry::remove_admin(origin, 0, DOCTOR),
				Error::<Test>::AdminNotFound
			);
		}
	});
}

#[test]
fn nobody_else_removes_an_admin() {
	with_two_admins(|| {
		accredit(77, OPEN);
		for who in [DOCTOR, 77] {
			assert_noop!(
				ProviderRegistry::remove_admin(signed(who), 0, ADMIN),
				Error::<Test>::NotAuthorized
			);
		}
		assert_noop!(
			ProviderRegistry::remove_admin(RuntimeOrigin::none(), 0, ADMIN),
			DispatchError::BadOrigin
		);
		for origin in [signed(ADMIN), root()] {
			assert_noop!(
				ProviderRegistry::remove_admin(origin, 7, ADMIN),
				Error::<Test>::OrganizationNotFound
			);
		}
	});
}
