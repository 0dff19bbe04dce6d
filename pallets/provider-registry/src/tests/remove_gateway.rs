use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::NotPractising;
use sp_runtime::DispatchError;

#[test]
fn a_removed_gateway_acts_for_nobody_at_once() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		go_to(NOW + DAY);
		assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, GATEWAY));

		let through = |at| ProviderRegistry::standing(acting_through(0, GATEWAY), at);
		assert_eq!(through(None), Err(NotPractising::NotAGateway));
		assert!(through(Some(NOW + DAY - 1)).is_ok());
		assert_roles(GATEWAY, 0);
		assert!(!System::account_exists(&GATEWAY));
		System::assert_last_event(
			Event::GatewayRemoved { organization: 0, account: GATEWAY }.into(),
		);
	});
}

#[test]
fn another_gateway_goes_on_for_the_same_practitioners() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		assert_ok!(ProviderRegistry::add_gateway(signed(ADMIN), 0, OUTSIDER));
		assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, GATEWAY));
		assert!(ProviderRegistry::standing(acting_through(0, OUTSIDER), None).is_ok());
	});
}

#[test]
fn an_organization_that_may_not_act_can_still_remove_one() {
	for end in [suspend, revoke, be_followed] {
		ExtBuilder::default().with_gateway().build_and_execute(|| {
			end();
			assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, GATEWAY));
		});
	}
}

#[test]
fn what_is_no_gateway_cannot_be_removed() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		go_to(NOW + DAY);
		assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, GATEWAY));
		for account in [GATEWAY, ADMIN] {
			assert_noop!(
				ProviderRegistry::remove_gateway(signed(ADMIN), 0, account),
				Error::<Test>::GatewayNotFound
			);
		}
	});
}

#[test]
fn nobody_but_an_admin_of_this_organization_removes_one() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		accredit(OUTSIDER, OPEN);
		for who in [GATEWAY, OUTSIDER] {
			assert_noop!(
				ProviderRegistry::remove_gateway(signed(who), 0, GATEWAY),
				Error::<Test>::NotAuthorized
			);
		}
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(
				ProviderRegistry::remove_gateway(origin, 0, GATEWAY),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(
			ProviderRegistry::remove_gateway(signed(ADMIN), 7, GATEWAY),
			Error::<Test>::OrganizationNotFound
		);
	});
}
