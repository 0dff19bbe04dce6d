use crate::{mock::*, types::MAX_HISTORY, Error, Event, PastTerms, Practitioners, RoleCount};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{EncryptionKey, NotPractising, Period, Role, Roles};
use sp_runtime::{DispatchError, DispatchResult};

fn change(roles: Roles, licence: Period) -> DispatchResult {
	ProviderRegistry::change_practitioner(RuntimeOrigin::signed(ADMIN), 0, DOCTOR, roles, licence)
}

fn nurse() -> Roles {
	Roles::of(&[Role::Nurse])
}

fn roles_at(at: u64) -> Result<Roles, NotPractising> {
	ProviderRegistry::standing(0, DOCTOR, Some(at)).map(|standing| standing.roles)
}

#[test]
fn other_roles_apply_from_now_on_and_the_earlier_ones_to_the_time_before() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::publish_practitioner_key(
			RuntimeOrigin::signed(DOCTOR),
			0,
			key(1)
		));
		go_to(NOW + DAY);
		let licence = Period { from: NOW + DAY, until: Some(NOW + 5 * DAY) };
		assert_ok!(change(nurse(), licence));

		let row = Practitioners::<Test>::get(0, DOCTOR).expect("added");
		assert_eq!(row.roles, nurse());
		assert_eq!(row.licence, licence);
		assert_eq!(row.key, Some(EncryptionKey::first(key(1))));
		assert_eq!(row.added_at, NOW);
		assert_eq!(
			row.past.to_vec(),
			[PastTerms { replaced_at: NOW + DAY, roles: doctors_roles(), licence: OPEN }]
		);
		assert_eq!(RoleCount::<Test>::get(DOCTOR), 1);
		System::assert_last_event(
			Event::PractitionerChanged { organization: 0, account: DOCTOR, roles: nurse() }.into(),
		);

		assert_eq!(roles_at(NOW - 1), Err(NotPractising::NotAccredited));
		assert_eq!(roles_at(NOW), Ok(doctors_roles()));
		assert_eq!(roles_at(NOW + DAY - 1), Ok(doctors_roles()));
		assert_eq!(roles_at(NOW + DAY), Ok(nurse()));
		assert_eq!(roles_at(NOW + 5 * DAY), Err(NotPractising::NotLicensed));
	});
}

#[test]
fn a_licence_that_is_over_ends_access_at_once() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + 1_000);
		assert_ok!(change(doctors_roles(), Period { from: NOW, until: Some(NOW + 1_000) }));
		assert_eq!(roles_at(NOW + 1_000), Err(NotPractising::NotLicensed));
		assert_eq!(roles_at(NOW + 999), Ok(doctors_roles()));
	});
}

#[test]
fn ending_a_licence_does_not_rewrite_the_past() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		assert_ok!(change(doctors_roles(), Period { from: 0, until: Some(1) }));
		assert_eq!(roles_at(NOW + DAY - 1), Ok(doctors_roles()));
		assert_eq!(roles_at(NOW + DAY), Err(NotPractising::NotLicensed));
	});
}

#[test]
fn a_licence_dated_back_does_not_cover_the_gap_before_it() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		assert_ok!(change(doctors_roles(), Period { from: 0, until: Some(NOW + DAY) }));
		go_to(NOW + 3 * DAY);
		assert_ok!(change(doctors_roles(), OPEN));
		assert_eq!(roles_at(NOW + 2 * DAY), Err(NotPractising::NotLicensed));
		assert_eq!(roles_at(NOW + 3 * DAY), Ok(doctors_roles()));
	});
}

#[test]
fn of_several_changes_in_one_moment_the_last_applies() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		// In the moment of being added, too.
		assert_ok!(change(nurse(), OPEN));
		assert!(Practitioners::<Test>::get(0, DOCTOR).expect("added").past.is_empty());

		go_to(NOW + DAY);
		assert_ok!(change(Roles::of(&[Role::Billing]), OPEN));
		assert_ok!(change(doctors_roles(), OPEN));
		assert_eq!(
			Practitioners::<Test>::get(0, DOCTOR).expect("added").past.to_vec(),
			[PastTerms { replaced_at: NOW + DAY, roles: nurse(), licence: OPEN }]
		);
		assert_eq!(roles_at(NOW + DAY), Ok(doctors_roles()));
	});
}

#[test]
fn the_oldest_terms_are_forgotten_when_the_table_is_full() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for round in 1..=u64::from(MAX_HISTORY) + 1 {
			go_to(NOW + round * DAY);
			assert_ok!(change(nurse(), OPEN));
		}
		let row = Practitioners::<Test>::get(0, DOCTOR).expect("added");
		assert!(row.past.is_full());
		assert_eq!(row.past.first().map(|terms| terms.replaced_at), Some(NOW + 2 * DAY));
		// The forgotten day is judged by the terms that followed it.
		assert_eq!(roles_at(NOW), Ok(nurse()));
	});
}

#[test]
fn a_suspended_organization_can_still_end_access() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::suspend_organization(RuntimeOrigin::root(), 0));
		assert_ok!(change(doctors_roles(), Period { from: 0, until: Some(NOW) }));
		go_to(NOW + DAY);
		assert_ok!(ProviderRegistry::reinstate_organization(RuntimeOrigin::root(), 0));
		assert_eq!(roles_at(NOW + DAY), Err(NotPractising::NotLicensed));
	});
}

#[test]
fn only_a_signed_origin_changes() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				ProviderRegistry::change_practitioner(origin, 0, DOCTOR, nurse(), OPEN),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn nobody_but_an_admin_of_this_organization_changes() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		accredit(OUTSIDER, OPEN);
		for who in [DOCTOR, OUTSIDER] {
			assert_noop!(
				ProviderRegistry::change_practitioner(
					RuntimeOrigin::signed(who),
					0,
					DOCTOR,
					nurse(),
					OPEN
				),
				Error::<Test>::NotAuthorized
			);
		}
	});
}

#[test]
fn an_unknown_organization_or_practitioner_cannot_be_changed() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_noop!(change(nurse(), OPEN), Error::<Test>::PractitionerNotFound);
		assert_noop!(
			ProviderRegistry::change_practitioner(
				RuntimeOrigin::signed(ADMIN),
				1,
				DOCTOR,
				nurse(),
				OPEN
			),
			Error::<Test>::OrganizationNotFound
		);
	});
}

#[test]
fn roles_that_cannot_be_given_first_cannot_be_given_later() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_noop!(change(Roles::ALL, OPEN), Error::<Test>::EmergencyRoleReserved);
		assert_noop!(change(Roles(0), OPEN), Error::<Test>::InvalidRoles);
		assert_noop!(change(Roles(1 << 9), OPEN), Error::<Test>::InvalidRoles);
	});
}

#[test]
fn a_licence_that_is_neither_long_enough_nor_over_is_refused() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for licence in [
			Period { from: NOW, until: Some(NOW + 59_999) },
			Period { from: NOW, until: Some(NOW) },
			Period { from: NOW + DAY, until: Some(NOW) },
			Period { from: NOW + DAY, until: Some(NOW + DAY) },
		] {
			assert_noop!(change(nurse(), licence), Error::<Test>::InvalidPeriod);
		}
	});
}
