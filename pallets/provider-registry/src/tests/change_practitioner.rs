use crate::{mock::*, Error, Event, Past, PractitionerState, PractitionerTerms};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{EncryptionKey, NotPractising, Period, Role, Roles};
use sp_runtime::{DispatchError, DispatchResult};

fn change(roles: Roles, licence: Period) -> DispatchResult {
	ProviderRegistry::change_practitioner(signed(ADMIN), 0, by(DOCTOR), roles, licence)
}

fn nurse() -> Roles {
	Roles::of(&[Role::Nurse])
}

fn active(roles: Roles, licence: Period) -> PractitionerTerms {
	PractitionerTerms { roles, licence, state: PractitionerState::Active }
}

#[test]
fn other_roles_apply_from_now_on_and_the_earlier_ones_to_the_time_before() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::publish_practitioner_key(
			signed(DOCTOR),
			0,
			by(DOCTOR),
			key(1)
		));
		go_to(NOW + DAY);
		let licence = Period { from: NOW + DAY, until: Some(NOW + 5 * DAY) };
		assert_ok!(change(nurse(), licence));

		let row = doctors_row();
		assert_eq!(row.terms.latest, active(nurse(), licence));
		assert_eq!(row.key, Some(EncryptionKey::first(key(1))));
		assert_eq!(row.terms.began_at, NOW);
		assert_eq!(
			row.terms.past.to_vec(),
			[Past { until: NOW + DAY, value: active(doctors_roles(), OPEN) }]
		);
		assert_roles(DOCTOR, 1);
		System::assert_last_event(
			Event::PractitionerChanged {
				organization: 0,
				practitioner: by(DOCTOR),
				roles: nurse(),
			}
			.into(),
		);

		assert_eq!(doctor_at(NOW - 1), Err(NotPractising::NotAccredited));
		assert_eq!(doctor_at(NOW), Ok(doctors_roles()));
		assert_eq!(doctor_at(NOW + DAY - 1), Ok(doctors_roles()));
		assert_eq!(doctor_at(NOW + DAY), Ok(nurse()));
		assert_eq!(doctor_at(NOW + 5 * DAY), Err(NotPractising::NotLicensed));
	});
}

#[test]
fn a_licence_that_is_over_ends_access_at_once() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + 1_000);
		assert_ok!(change(doctors_roles(), Period { from: NOW, until: Some(NOW + 1_000) }));
		assert_eq!(doctor_at(NOW + 1_000), Err(NotPractising::NotLicensed));
		assert_eq!(doctor_at(NOW + 999), Ok(doctors_roles()));
	});
}

#[test]
fn ending_a_licence_does_not_rewrite_the_past() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		assert_ok!(change(doctors_roles(), Period { from: 0, until: Some(1) }));
		assert_eq!(doctor_at(NOW + DAY - 1), Ok(doctors_roles()));
		assert_eq!(doctor_at(NOW + DAY), Err(NotPractising::NotLicensed));
	});
}

#[test]
fn a_licence_dated_back_does_not_cover_the_gap_before_it() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		assert_ok!(change(doctors_roles(), Period { from: 0, until: Some(NOW + DAY) }));
		go_to(NOW + 3 * DAY);
		assert_ok!(change(doctors_roles(), OPEN));
		assert_eq!(doctor_at(NOW + 2 * DAY), Err(NotPractising::NotLicensed));
		assert_eq!(doctor_at(NOW + 3 * DAY), Ok(doctors_roles()));
	});
}

#[test]
fn of_several_changes_in_one_moment_the_first_counts_in_it_and_the_last_from_the_next_on() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		let billing = Roles::of(&[Role::Billing]);
		assert_ok!(change(billing, OPEN));
		assert_ok!(change(doctors_roles(), OPEN));
		assert_ok!(change(nurse(), OPEN));
		assert_eq!(
			doctors_row().terms.past.to_vec(),
			[
				Past { until: NOW + DAY, value: active(doctors_roles(), OPEN) },
				Past { until: NOW + DAY + 1, value: active(billing, OPEN) }
			]
		);
		assert_eq!(doctor_at(NOW + DAY), Ok(billing));
		assert_eq!(doctor_at(NOW + DAY + 1), Ok(nurse()));
	});
}

#[test]
fn the_emergency_role_stays_as_it_is() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::set_emergency_role(root(), 0, by(DOCTOR), true));
		tick();
		assert_ok!(change(nurse(), OPEN));
		let roles = Roles::of(&[Role::Nurse, Role::Emergency]);
		assert_eq!(doctor_now(), Ok(roles));
		System::assert_last_event(
			Event::PractitionerChanged { organization: 0, practitioner: by(DOCTOR), roles }.into(),
		);
		// An admin cannot even name it.
		assert_noop!(change(roles, OPEN), Error::<Test>::EmergencyRoleReserved);

		tick();
		assert_ok!(ProviderRegistry::set_emergency_role(root(), 0, by(DOCTOR), false));
		tick();
		assert_ok!(change(doctors_roles(), OPEN));
		assert_eq!(doctor_now(), Ok(doctors_roles()));
	});
}

#[test]
fn a_suspended_practitioner_stays_suspended() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
		assert_ok!(change(nurse(), OPEN));
		assert_eq!(doctor_now(), Err(NotPractising::PractitionerSuspended));
	});
}

#[test]
fn whoever_left_is_not_changed() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert_noop!(change(nurse(), OPEN), Error::<Test>::PractitionerNotFound);
	});
}

#[test]
fn an_organization_that_may_not_act_gives_nobody_more() {
	for end in [suspend, revoke, be_followed] {
		ExtBuilder::default().with_doctor().build_and_execute(|| {
			end();
			assert_noop!(
				change(Roles::of(&[Role::PrivacyOfficer]), OPEN),
				Error::<Test>::OrganizationNotAccredited
			);
			assert_ok!(change(doctors_roles(), Period { from: 0, until: Some(NOW) }));
		});
	}
}

#[test]
fn a_suspended_organization_can_still_end_access() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		suspend();
		assert_ok!(change(doctors_roles(), Period { from: 0, until: Some(NOW) }));
		go_to(NOW + DAY);
		reinstate();
		assert_eq!(doctor_at(NOW + DAY), Err(NotPractising::NotLicensed));
	});
}

#[test]
fn only_a_signed_origin_changes() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(
				ProviderRegistry::change_practitioner(origin, 0, by(DOCTOR), nurse(), OPEN),
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
				ProviderRegistry::change_practitioner(signed(who), 0, by(DOCTOR), nurse(), OPEN),
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
			ProviderRegistry::change_practitioner(signed(ADMIN), 1, by(DOCTOR), nurse(), OPEN),
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
