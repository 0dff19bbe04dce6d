use crate::{mock::*, Error, Event, GenesisOrganization};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{OrganizationKind, PractitionerId, Role, Roles};
use sp_runtime::{DispatchError, DispatchResult};

fn set(practitioner: PractitionerId<u64>, holds: bool) -> DispatchResult {
	ProviderRegistry::set_emergency_role(root(), 0, practitioner, holds)
}

#[test]
fn whoever_licenses_gives_the_emergency_role_and_takes_it_away() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		let with_it = Roles::of(&[Role::Physician, Role::Nurse, Role::Emergency]);
		for practitioner in [by(DOCTOR), midwife()] {
			let roles = || {
				ProviderRegistry::practitioner(0, practitioner.clone())
					.map(|row| row.terms.latest.roles)
			};
			for (holds, expected) in [(true, with_it), (false, doctors_roles())] {
				assert_ok!(set(practitioner.clone(), holds));
				assert_eq!(roles(), Some(expected));
				System::assert_last_event(
					Event::EmergencyRoleSet {
						organization: 0,
						practitioner: practitioner.clone(),
						holds,
					}
					.into(),
				);
			}
		}
	});
}

#[test]
fn the_past_is_judged_by_the_roles_of_that_time() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let held = |at| doctor_at(at).is_ok_and(|roles| roles.contains(Role::Emergency));
		go_to(NOW + DAY);
		assert_ok!(set(by(DOCTOR), true));
		go_to(NOW + 2 * DAY);
		assert_ok!(set(by(DOCTOR), false));
		assert!(!held(NOW) && held(NOW + DAY) && !held(NOW + 2 * DAY));
	});
}

#[test]
fn what_is_so_already_is_refused() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_noop!(set(by(DOCTOR), false), Error::<Test>::NothingToDo);
		assert_ok!(set(by(DOCTOR), true));
		assert_noop!(set(by(DOCTOR), true), Error::<Test>::NothingToDo);
	});
}

#[test]
fn the_role_can_be_taken_from_whoever_has_no_other() {
	let hospital = GenesisOrganization {
		kind: OrganizationKind::Hospital,
		admin: ADMIN,
		practitioners: vec![(DOCTOR, Roles::of(&[Role::Emergency]))],
	};
	ExtBuilder::default().with_genesis(vec![hospital]).build_and_execute(|| {
		assert_ok!(set(by(DOCTOR), false));
		assert_eq!(doctor_now(), Ok(Roles(0)));
	});
}

#[test]
fn whoever_is_no_practitioner_gets_no_role() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for practitioner in [by(ADMIN), midwife()] {
			assert_noop!(set(practitioner, true), Error::<Test>::PractitionerNotFound);
		}
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert_noop!(set(by(DOCTOR), true), Error::<Test>::PractitionerNotFound);
	});
}

#[test]
fn only_the_licensing_origin_sets_it() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), signed(ADMIN), signed(DOCTOR)] {
			assert_noop!(
				ProviderRegistry::set_emergency_role(origin, 0, by(DOCTOR), true),
				DispatchError::BadOrigin
			);
		}
	});
}
