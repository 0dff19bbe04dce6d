use crate::{mock::*, types::MAX_GATEWAYS, Error, Event, RoleCount};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, Period};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

fn add_gateway(account: u64) -> DispatchResult {
	ProviderRegistry::add_gateway(signed(ADMIN), 0, account)
}

fn remove_gateway(account: u64) -> DispatchResult {
	ProviderRegistry::remove_gateway(signed(ADMIN), 0, account)
}

/// Whether the midwife may act through this account at `at`.
fn acts_through(account: u64, at: u64) -> Result<(), NotPractising> {
	ProviderRegistry::standing(acting_through(0, account), Some(at)).map(|_| ())
}

#[test]
fn a_gateway_acts_for_practitioners_without_an_account_from_then_on() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		add(midwife());
		go_to(NOW + DAY);
		assert_ok!(add_gateway(GATEWAY));

		assert_roles(GATEWAY, 1);
		System::assert_last_event(Event::GatewayAdded { organization: 0, account: GATEWAY }.into());
		assert_eq!(acts_through(GATEWAY, NOW + DAY), Ok(()));
		assert_eq!(acts_through(GATEWAY, NOW + DAY - 1), Err(NotPractising::NotAGateway));
		assert_eq!(acts_through(ADMIN, NOW + DAY), Err(NotPractising::NotAGateway));
	});
}

#[test]
fn a_gateway_is_not_added_twice() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		assert_noop!(add_gateway(GATEWAY), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn a_removed_gateway_can_be_added_again() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		go_to(NOW + DAY);
		assert_ok!(remove_gateway(GATEWAY));
		go_to(NOW + 2 * DAY);
		assert_ok!(add_gateway(GATEWAY));
		assert_roles(GATEWAY, 1);
		assert_eq!(organizations_row().gateways.len(), 1);
		assert_eq!(acts_through(GATEWAY, NOW), Ok(()));
		assert_eq!(acts_through(GATEWAY, NOW + DAY), Err(NotPractising::NotAGateway));
		assert_eq!(acts_through(GATEWAY, NOW + 2 * DAY), Ok(()));
	});
}

#[test]
fn an_organization_has_no_more_gateways_than_it_can_have() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		for account in 1..u64::from(MAX_GATEWAYS) {
			assert_ok!(add_gateway(100 + account));
		}
		assert_noop!(add_gateway(OUTSIDER), Error::<Test>::MaxGatewaysExceeded);
	});
}

#[test]
fn a_place_is_free_once_its_gateway_is_one_no_more() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		for account in 1..u64::from(MAX_GATEWAYS) {
			assert_ok!(add_gateway(100 + account));
		}
		// Added in this moment, so it is one to its end; it can be added again all the same.
		assert_ok!(remove_gateway(101));
		assert_noop!(add_gateway(OUTSIDER), Error::<Test>::MaxGatewaysExceeded);
		assert_ok!(add_gateway(101));
		assert_ok!(remove_gateway(101));
		tick();
		assert_ok!(add_gateway(OUTSIDER));
		// One of an earlier moment makes room at once.
		assert_ok!(remove_gateway(GATEWAY));
		assert_ok!(add_gateway(200));
		assert_noop!(add_gateway(201), Error::<Test>::MaxGatewaysExceeded);
	});
}

#[test]
fn an_organization_that_may_not_act_adds_none() {
	for end in [suspend, revoke, be_followed] {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			end();
			assert_noop!(add_gateway(GATEWAY), Error::<Test>::OrganizationNotAccredited);
		});
	}
	ExtBuilder::default().build_and_execute(|| {
		accredit(ADMIN, Period { from: NOW + DAY, until: None });
		assert_noop!(add_gateway(GATEWAY), Error::<Test>::OrganizationNotAccredited);
	});
}

#[test]
fn a_full_role_count_refuses_instead_of_starting_again() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		RoleCount::<Test>::insert(GATEWAY, u32::MAX);
		assert_noop!(add_gateway(GATEWAY), ArithmeticError::Overflow);
		RoleCount::<Test>::remove(GATEWAY);
	});
}

#[test]
fn nobody_but_an_admin_of_this_organization_adds_one() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		accredit(OUTSIDER, OPEN);
		for who in [DOCTOR, OUTSIDER] {
			assert_noop!(
				ProviderRegistry::add_gateway(signed(who), 0, GATEWAY),
				Error::<Test>::NotAuthorized
			);
		}
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(
				ProviderRegistry::add_gateway(origin, 0, GATEWAY),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(
			ProviderRegistry::add_gateway(signed(ADMIN), 7, GATEWAY),
			Error::<Test>::OrganizationNotFound
		);
	});
}
