use crate::{mock::*, Error, Event, PractitionerState};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, PractitionerId};
use sp_runtime::{DispatchError, DispatchResult};

fn remove(who: u64, practitioner: PractitionerId<u64>) -> DispatchResult {
	ProviderRegistry::remove_practitioner(signed(who), 0, practitioner)
}

#[test]
fn a_removed_practitioner_may_not_act_at_once_and_the_past_stays_known() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		assert_ok!(remove(ADMIN, by(DOCTOR)));

		assert_eq!(doctor_now(), Err(NotPractising::PractitionerLeft));
		assert_eq!(doctor_at(NOW + DAY - 1), Ok(doctors_roles()));
		assert_eq!(doctors_row().state(), PractitionerState::Left { suspended: false });
		assert_roles(DOCTOR, 0);
		assert!(!System::account_exists(&DOCTOR));
		System::assert_last_event(
			Event::PractitionerRemoved { organization: 0, practitioner: by(DOCTOR) }.into(),
		);
	});
}

#[test]
fn a_practitioner_without_an_account_is_removed_as_well() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		assert_ok!(remove(ADMIN, midwife()));
		assert_eq!(
			ProviderRegistry::standing(acting_through(0, GATEWAY), None),
			Err(NotPractising::PractitionerLeft)
		);
		assert_roles(GATEWAY, 1);
	});
}

#[test]
fn a_suspension_goes_along() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
		tick();
		assert_ok!(remove(ADMIN, by(DOCTOR)));
		assert_eq!(doctors_row().state(), PractitionerState::Left { suspended: true });
		assert_eq!(doctor_now(), Err(NotPractising::PractitionerLeft));
	});
}

#[test]
fn an_organization_that_may_not_act_can_still_remove_somebody() {
	for end in [suspend, revoke, be_followed] {
		ExtBuilder::default().with_doctor().build_and_execute(|| {
			end();
			assert_ok!(remove(ADMIN, by(DOCTOR)));
			assert_roles(DOCTOR, 0);
		});
	}
}

#[test]
fn nobody_is_removed_twice() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(remove(ADMIN, by(DOCTOR)));
		for practitioner in [by(DOCTOR), by(OUTSIDER), midwife()] {
			assert_noop!(remove(ADMIN, practitioner), Error::<Test>::PractitionerNotFound);
		}
	});
}

#[test]
fn nobody_but_an_admin_of_this_organization_removes() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		accredit(OUTSIDER, OPEN);
		for who in [DOCTOR, GATEWAY, OUTSIDER] {
			assert_noop!(remove(who, by(DOCTOR)), Error::<Test>::NotAuthorized);
		}
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(
				ProviderRegistry::remove_practitioner(origin, 0, by(DOCTOR)),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(
			ProviderRegistry::remove_practitioner(signed(ADMIN), 7, by(DOCTOR)),
			Error::<Test>::OrganizationNotFound
		);
	});
}
