use crate::{mock::*, Error, Event, Organizations};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, Period, ProviderDirectory};
use sp_runtime::DispatchError;

fn suspend() {
	assert_ok!(ProviderRegistry::suspend_organization(RuntimeOrigin::root(), 0));
}

fn reinstate() {
	assert_ok!(ProviderRegistry::reinstate_organization(RuntimeOrigin::root(), 0));
}

#[test]
fn a_reinstated_organizations_practitioners_may_act_again() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		suspend();
		go_to(NOW + DAY);
		reinstate();
		System::assert_last_event(Event::OrganizationReinstated { organization: 0 }.into());
		assert!(ProviderRegistry::standing(0, DOCTOR, None).is_ok());
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
		assert_eq!(
			Organizations::<Test>::get(0).expect("accredited").suspensions.to_vec(),
			[Period { from: NOW + DAY, until: Some(NOW + 2 * DAY) }]
		);
		for at in [NOW + DAY, NOW + 2 * DAY - 1] {
			assert_eq!(
				ProviderRegistry::standing(0, DOCTOR, Some(at)),
				Err(NotPractising::OrganizationSuspended)
			);
		}
		assert!(ProviderRegistry::standing(0, DOCTOR, Some(NOW + DAY - 1)).is_ok());
	});
}

#[test]
fn a_suspension_lifted_in_the_same_moment_takes_no_room() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		suspend();
		reinstate();
		assert!(Organizations::<Test>::get(0).expect("accredited").suspensions.is_empty());
		assert!(ProviderRegistry::is_accredited(0, NOW));
		// And the organization can be suspended in that moment after all.
		suspend();
		assert!(!ProviderRegistry::is_accredited(0, NOW));
	});
}

#[test]
fn only_the_accrediting_origin_reinstates() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		suspend();
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::signed(ADMIN)] {
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
			ProviderRegistry::reinstate_organization(RuntimeOrigin::root(), 1),
			Error::<Test>::OrganizationNotFound
		);
	});
}

#[test]
fn an_organization_that_is_not_suspended_cannot_be_reinstated() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_noop!(
			ProviderRegistry::reinstate_organization(RuntimeOrigin::root(), 0),
			Error::<Test>::NotSuspended
		);
		suspend();
		go_to(NOW + DAY);
		reinstate();
		assert_noop!(
			ProviderRegistry::reinstate_organization(RuntimeOrigin::root(), 0),
			Error::<Test>::NotSuspended
		);
	});
}
