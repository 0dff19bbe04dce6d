use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect};
use salus_primitives::OrganizationKind;
use sp_runtime::DispatchError;

#[test]
fn an_applicant_takes_its_application_and_its_deposit_back() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		assert_ok!(ProviderRegistry::apply(signed(OUTSIDER), OrganizationKind::Clinic, PROFILE));
		assert_ok!(ProviderRegistry::withdraw_application(signed(OUTSIDER)));

		assert_eq!(ProviderRegistry::application(OUTSIDER), None);
		assert_eq!(Balances::balance(&OUTSIDER), FORTUNE);
		System::assert_last_event(Event::ApplicationWithdrawn { applicant: OUTSIDER }.into());
	});
}

#[test]
fn nobody_withdraws_what_it_has_not_applied_for() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		assert_ok!(ProviderRegistry::apply(signed(OUTSIDER), OrganizationKind::Clinic, PROFILE));
		assert_noop!(
			ProviderRegistry::withdraw_application(signed(ADMIN)),
			Error::<Test>::ApplicationNotFound
		);
	});
}

#[test]
fn only_a_signed_origin_withdraws() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(ProviderRegistry::withdraw_application(origin), DispatchError::BadOrigin);
		}
	});
}
