use crate::{mock::*, types::MAX_HISTORY, Error, Event, Organizations};
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
fn a_suspended_organizations_practitioners_may_not_act_at_once() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		assert!(ProviderRegistry::standing(0, DOCTOR, None).is_ok());

		suspend();

		System::assert_last_event(Event::OrganizationSuspended { organization: 0 }.into());
		assert_eq!(
			ProviderRegistry::standing(0, DOCTOR, None),
			Err(NotPractising::OrganizationSuspended)
		);
		assert!(!ProviderRegistry::is_accredited(0, NOW + DAY));
		assert_eq!(
			Organizations::<Test>::get(0).expect("accredited").suspensions.to_vec(),
			[Period { from: NOW + DAY, until: None }]
		);
	});
}

#[test]
fn a_suspension_says_nothing_about_the_time_before_it() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		suspend();
		assert!(ProviderRegistry::standing(0, DOCTOR, Some(NOW + DAY - 1)).is_ok());
		assert!(ProviderRegistry::is_accredited(0, NOW));
	});
}

#[test]
fn only_the_accrediting_origin_suspends() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::signed(ADMIN)] {
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
			ProviderRegistry::suspend_organization(RuntimeOrigin::root(), 1),
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
			ProviderRegistry::suspend_organization(RuntimeOrigin::root(), 0),
			Error::<Test>::AlreadySuspended
		);
	});
}

#[test]
fn the_oldest_suspension_is_forgotten_when_the_table_is_full() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		// Suspended on every odd day, reinstated on every even one.
		for round in 0..u64::from(MAX_HISTORY) {
			go_to(NOW + (2 * round + 1) * DAY);
			suspend();
			go_to(NOW + (2 * round + 2) * DAY);
			reinstate();
		}
		let row = Organizations::<Test>::get(0).expect("accredited");
		assert!(row.suspensions.is_full());
		assert_eq!(row.suspensions_kept_since, NOW);
		assert!(!ProviderRegistry::is_accredited(0, NOW + DAY));

		go_to(NOW + 100 * DAY);
		suspend();

		let row = Organizations::<Test>::get(0).expect("accredited");
		assert!(row.suspensions.is_full());
		assert_eq!(row.suspensions_kept_since, NOW + 2 * DAY);
		assert!(!ProviderRegistry::is_accredited(0, NOW + 100 * DAY));
		// All that is still known is judged as before; the forgotten one is not.
		assert!(!ProviderRegistry::is_accredited(0, NOW + 3 * DAY));
		assert!(ProviderRegistry::is_accredited(0, NOW + 4 * DAY));
		assert!(ProviderRegistry::is_accredited(0, NOW + DAY));
	});
}
