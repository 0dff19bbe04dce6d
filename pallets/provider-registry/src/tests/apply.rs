use crate::{mock::*, Application, Applications, Error, Event};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect};
use salus_primitives::OrganizationKind;
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn apply(who: u64) -> DispatchResult {
	ProviderRegistry::apply(signed(who), OrganizationKind::Pharmacy, PROFILE)
}

#[test]
fn an_institution_applies_and_leaves_a_deposit() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		assert_ok!(apply(OUTSIDER));

		assert_eq!(
			ProviderRegistry::application(OUTSIDER),
			Some(Application {
				kind: OrganizationKind::Pharmacy,
				profile: PROFILE,
				applied_at: NOW,
				ticket: ()
			})
		);
		assert_eq!(held(OUTSIDER), deposit());
		assert_eq!(Balances::balance(&OUTSIDER), FORTUNE - deposit());
		assert_roles(OUTSIDER, 0);
		System::assert_last_event(
			Event::ApplicationSubmitted { applicant: OUTSIDER, kind: OrganizationKind::Pharmacy }
				.into(),
		);
	});
}

#[test]
fn one_application_waits_per_account() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		assert_ok!(apply(OUTSIDER));
		assert_noop!(apply(OUTSIDER), Error::<Test>::AlreadyExists);
		assert_ok!(ProviderRegistry::withdraw_application(signed(OUTSIDER)));
		assert_ok!(apply(OUTSIDER));
	});
}

#[test]
fn whoever_cannot_pay_the_deposit_does_not_apply() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for who in [OUTSIDER, ADMIN] {
			assert_noop!(apply(who), TokenError::FundsUnavailable);
			assert!(!Applications::<Test>::contains_key(who));
		}
	});
}

#[test]
fn only_a_signed_origin_applies() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(
				ProviderRegistry::apply(origin, OrganizationKind::Pharmacy, PROFILE),
				DispatchError::BadOrigin
			);
		}
	});
}
