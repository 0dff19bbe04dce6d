use crate::{mock::*, Error, Event, OrganizationState, OrganizationTerms, Past};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, ProviderDirectory};
use sp_runtime::DispatchError;

#[test]
fn a_suspended_organizations_practitioners_may_not_act_at_once() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		assert!(doctor_now().is_ok());

		suspend();

		System::assert_last_event(Event::OrganizationSuspended { organization: 0 }.into());
		assert_eq!(doctor_now(), Err(NotPractising::OrganizationSuspended));
		assert!(!ProviderRegistry::is_accredited(0, NOW + DAY));
		assert_eq!(
			organizations_row().terms.past.to_vec(),
			[Past {
				until: NOW + DAY,
				value: OrganizationTerms { accreditation: OPEN, state: OrganizationState::Active }
			}]
		);
	});
}

#[test]
fn a_suspension_says_nothing_about_the_time_before_it() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		suspend();
		assert!(doctor_at(NOW + DAY - 1).is_ok());
		assert!(ProviderRegistry::is_accredited(0, NOW));
	});
}

#[test]
fn only_the_accrediting_origin_suspends() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), signed(ADMIN)] {
			assert_noop!(
				ProviderRegistry::suspend_organization(origin, 0),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn an_unknown_organization_cannot_be_suspended() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_noop!(
			ProviderRegistry::suspend_organization(root(), 1),
			Error::<Test>::OrganizationNotFound
		);
	});
}

#[test]
fn a_suspended_organization_cannot_be_suspended_again() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		suspend();
		go_to(NOW + DAY);
		assert_noop!(
			ProviderRegistry::suspend_organization(root(), 0),
			Error::<Test>::AlreadySuspended
		);
	});
}

#[test]
fn an_organization_that_is_over_cannot_be_suspended() {
	for end in [revoke, be_followed] {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			end();
			assert_noop!(
				ProviderRegistry::suspend_organization(root(), 0),
				Error::<Test>::OrganizationEnded
			);
		});
	}
}

#[test]
fn the_admins_of_a_suspended_organization_can_still_end_what_it_has() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		assert_ok!(ProviderRegistry::add_admin(signed(ADMIN), 0, OUTSIDER));
		suspend();
		assert_ok!(ProviderRegistry::remove_practitioner(signed(ADMIN), 0, by(DOCTOR)));
		assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, GATEWAY));
		assert_ok!(ProviderRegistry::remove_admin(signed(ADMIN), 0, OUTSIDER));
	});
}
