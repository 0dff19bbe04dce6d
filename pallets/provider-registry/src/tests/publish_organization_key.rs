use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{EncryptionKey, PublicKey};
use sp_runtime::{DispatchError, DispatchResult};

fn publish(who: u64, public: PublicKey) -> DispatchResult {
	ProviderRegistry::publish_organization_key(signed(who), 0, public)
}

#[test]
fn an_admin_publishes_a_first_key_and_then_another() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for (public, epoch) in [(key(1), 0), (key(2), 1)] {
			assert_ok!(publish(ADMIN, public));
			assert_eq!(organizations_row().key, Some(EncryptionKey { public, epoch }));
			System::assert_last_event(
				Event::OrganizationKeyPublished { organization: 0, epoch }.into(),
			);
		}
	});
}

#[test]
fn an_all_zero_key_or_the_same_key_again_is_refused() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_noop!(publish(ADMIN, key(0)), Error::<Test>::InvalidEncryptionKey);
		assert_ok!(publish(ADMIN, key(1)));
		assert_noop!(publish(ADMIN, key(1)), Error::<Test>::InvalidEncryptionKey);
	});
}

#[test]
fn an_organization_that_may_not_act_publishes_no_key() {
	for end in [suspend, revoke, be_followed] {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			assert_ok!(publish(ADMIN, key(1)));
			end();
			assert_noop!(publish(ADMIN, key(2)), Error::<Test>::OrganizationNotAccredited);
		});
	}
}

#[test]
fn nobody_but_an_admin_of_this_organization_publishes_its_key() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		accredit(OUTSIDER, OPEN);
		for who in [DOCTOR, GATEWAY, OUTSIDER] {
			assert_noop!(publish(who, key(1)), Error::<Test>::NotAuthorized);
		}
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(
				ProviderRegistry::publish_organization_key(origin, 0, key(1)),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(
			ProviderRegistry::publish_organization_key(signed(ADMIN), 7, key(1)),
			Error::<Test>::OrganizationNotFound
		);
	});
}
