use crate::{mock::*, Error, Event, Practitioner, PractitionerState, RoleCount};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	EncryptionKey, NotPractising, OrganizationId, OrganizationKind, Period, PractitionerId, Role,
	Roles, Standing,
};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

fn add(who: u64, organization: OrganizationId, roles: Roles, licence: Period) -> DispatchResult {
	ProviderRegistry::add_practitioner(signed(who), organization, by(DOCTOR), roles, licence)
}

fn remove(practitioner: PractitionerId<u64>) {
	assert_ok!(ProviderRegistry::remove_practitioner(signed(ADMIN), 0, practitioner));
}

#[test]
fn an_admin_adds_a_practitioner_who_may_act_from_then_on() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_ok!(add(ADMIN, 0, doctors_roles(), OPEN));

		assert_eq!(doctors_row(), Practitioner::new(doctors_roles(), OPEN, NOW + 1));
		System::assert_last_event(
			Event::PractitionerAdded {
				organization: 0,
				practitioner: by(DOCTOR),
				roles: doctors_roles(),
			}
			.into(),
		);
		assert_eq!(
			ProviderRegistry::standing(acting(0, DOCTOR), None),
			Ok(Standing {
				kind: OrganizationKind::Hospital,
				roles: doctors_roles(),
				predecessors: Default::default(),
			})
		);
	});
}

#[test]
fn one_account_may_practise_in_several_organizations_and_be_an_admin() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		accredit(DOCTOR, OPEN);
		assert_ok!(add(ADMIN, 0, doctors_roles(), OPEN));
		assert_ok!(add(DOCTOR, 1, Roles::of(&[Role::Researcher]), OPEN));
		assert_roles(DOCTOR, 3);
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
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(
				ProviderRegistry::add_practitioner(origin, 0, by(DOCTOR), doctors_roles(), OPEN),
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
		suspend();
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

#[test]
fn an_organization_that_is_over_adds_nobody() {
	for end in [revoke, be_followed] {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			end();
			assert_noop!(
				add(ADMIN, 0, doctors_roles(), OPEN),
				Error::<Test>::OrganizationNotAccredited
			);
		});
	}
}

#[test]
fn a_person_without_an_account_practises_under_a_pseudonym() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		assert_eq!(
			ProviderRegistry::practitioner(0, midwife()),
			Some(Practitioner::new(doctors_roles(), OPEN, NOW))
		);
		assert_eq!(
			ProviderRegistry::standing(acting_through(0, GATEWAY), None).map(|known| known.roles),
			Ok(doctors_roles())
		);
		assert_noop!(
			ProviderRegistry::add_practitioner(signed(ADMIN), 0, midwife(), doctors_roles(), OPEN),
			Error::<Test>::AlreadyExists
		);
		// An account with the same bytes is somebody else.
		assert_roles(GATEWAY, 1);
		assert_eq!(RoleCount::<Test>::iter().count(), 2);
	});
}

#[test]
fn whoever_left_can_be_added_again_and_the_past_stays_known() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::publish_practitioner_key(
			signed(DOCTOR),
			0,
			by(DOCTOR),
			key(1)
		));
		go_to(NOW + DAY);
		remove(by(DOCTOR));
		assert_roles(DOCTOR, 0);
		go_to(NOW + 2 * DAY);
		let nurse = Roles::of(&[Role::Nurse]);
		assert_ok!(add(ADMIN, 0, nurse, OPEN));

		assert_roles(DOCTOR, 1);
		assert_eq!(doctor_at(NOW - 1), Err(NotPractising::NotAccredited));
		assert_eq!(doctor_at(NOW), Ok(doctors_roles()));
		assert_eq!(doctor_at(NOW + DAY), Err(NotPractising::PractitionerLeft));
		assert_eq!(doctor_at(NOW + 2 * DAY), Ok(nurse));
		// The key's epochs go on.
		assert_eq!(doctors_row().key, Some(EncryptionKey::first(key(1))));
		assert_noop!(add(ADMIN, 0, nurse, OPEN), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn leaving_and_being_added_again_lifts_no_suspension() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		for practitioner in [by(DOCTOR), midwife()] {
			assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, practitioner.clone()));
			go_to(NOW + DAY);
			remove(practitioner.clone());
			go_to(NOW + 2 * DAY);
			crate::mock::add(practitioner.clone());
			assert_eq!(
				ProviderRegistry::practitioner(0, practitioner.clone()).map(|row| row.state()),
				Some(PractitionerState::Suspended)
			);
		}
		assert_eq!(doctor_now(), Err(NotPractising::PractitionerSuspended));

		go_to(NOW + 3 * DAY);
		assert_ok!(ProviderRegistry::reinstate_practitioner(root(), 0, by(DOCTOR)));
		assert_eq!(doctor_now(), Ok(doctors_roles()));
	});
}

#[test]
fn leaving_and_being_added_again_gives_no_emergency_role_back() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::set_emergency_role(root(), 0, by(DOCTOR), true));
		go_to(NOW + DAY);
		remove(by(DOCTOR));
		tick();
		assert_ok!(add(ADMIN, 0, doctors_roles(), OPEN));
		assert_eq!(doctor_now(), Ok(doctors_roles()));
		assert!(doctor_at(NOW + DAY - 1).is_ok_and(|roles| roles.contains(Role::Emergency)));
	});
}
