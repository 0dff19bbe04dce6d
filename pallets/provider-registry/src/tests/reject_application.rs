use crate::{mock::*, Error, Event, NextOrganizationId};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect};
use salus_primitives::OrganizationKind;
use sp_runtime::{DispatchError, DispatchResult};

fn reject(origin: RuntimeOrigin) -> DispatchResult {
	ProviderRegistry::reject_application(origin, OUTSIDER, OrganizationKind::Clinic, PROFILE)
}

#[test]
fn a_rejected_applicant_gets_its_deposit_back_and_may_ask_again() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		for _ in 0..2 {
			assert_ok!(ProviderRegistry::apply(
				signed(OUTSIDER),
				OrganizationKind::Clinic,
				PROFILE
			));
			assert_ok!(reject(root()));

			assert_eq!(ProviderRegistry::application(OUTSIDER), None);
			assert_eq!(Balances::balance(&OUTSIDER), FORTUNE);
			System::assert_last_event(Event::ApplicationRejected { applicant: OUTSIDER }.into());
		}
		assert_eq!(NextOrganizationId::<Test>::get(), 0);
		assert_roles(OUTSIDER, 0);
	});
}

#[test]
fn nothing_is_rejected_without_an_application() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(reject(root()), Error::<Test>::ApplicationNotFound);
	});
}

#[test]
fn only_the_accrediting_origin_rejects() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		assert_ok!(ProviderRegistry::apply(signed(OUTSIDER), OrganizationKind::Clinic, PROFILE));
		for origin in [RuntimeOrigin::none(), signed(OUTSIDER)] {
			assert_noop!(reject(origin), DispatchError::BadOrigin);
		}
	});
}
