use crate::{mock::*, Error, Event};
use frame_support::assert_noop;
use salus_primitives::{NotPractising, ProviderDirectory};
use sp_runtime::DispatchError;

#[test]
fn a_reinstated_organizations_practitioners_may_act_again() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		suspend();
		go_to(NOW + DAY);
		reinstate();
		System::assert_last_event(Event::OrganizationReinstated { organization: 0 }.into());
		assert!(doctor_now().is_ok());
		assert!(ProviderRegistry::is_accredited(0, NOW + DAY));
	});
}

#[test]
fn that_it_was_suspended_stays_known() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		suspend();
		go_to(NOW + 2 * DAY);
		reinstate();
		assert_eq!(organizations_row().terms.past.len(), 2);
		for at in [NOW + DAY, NOW + 2 * DAY - 1] {
			assert_eq!(doctor_at(at), Err(NotPractising::OrganizationSuspended));
		}
		assert!(doctor_at(NOW + DAY - 1).is_ok());
	});
}

#[test]
fn it_can_be_suspended_again_in_the_moment_in_which_it_was_reinstated() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		suspend();
		reinstate();
		suspend();
		tick();
		assert!(!ProviderRegistry::is_accredited(0, NOW + 2));
	});
}

#[test]
fn only_the_accrediting_origin_reinstates() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		suspend();
		for origin in [RuntimeOrigin::none(), signed(ADMIN)] {
			assert_noop!(
				ProviderRegistry::reinstate_organization(origin, 0),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn an_unknown_organization_cannot_be_reinstated() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_noop!(
			ProviderRegistry::reinstate_organization(root(), 1),
			Error::<Test>::OrganizationNotFound
		);
	});
}

#[test]
fn an_organization_that_is_not_suspended_cannot_be_reinstated() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_noop!(
			ProviderRegistry::reinstate_organization(root(), 0),
			Error::<Test>::NotSuspended
		);
		suspend();
		go_to(NOW + DAY);
		reinstate();
		assert_noop!(
			ProviderRegistry::reinstate_organization(root(), 0),
			Error::<Test>::NotSuspended
		);
	});
}

#[test]
fn an_organization_that_is_over_cannot_be_reinstated() {
	for end in [revoke, be_followed] {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			suspend();
			end();
			assert_noop!(
				ProviderRegistry::reinstate_organization(root(), 0),
				Error::<Test>::OrganizationEnded
			);
		});
	}
}
