use crate::{mock::*, Call, Error};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, traits::UnfilteredDispatchable};
use salus_primitives::OrganizationKind;
use sp_core::H256;

/// What the applicant asks for after the authority has read the first application.
const OTHER_PROFILE: H256 = H256::repeat_byte(5);

fn with_an_exchanged_application(test: impl FnOnce()) {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		assert_ok!(ProviderRegistry::apply(signed(OUTSIDER), OrganizationKind::Pharmacy, PROFILE));
		assert_ok!(ProviderRegistry::withdraw_application(signed(OUTSIDER)));
		let regulator = OrganizationKind::Regulator;
		assert_ok!(ProviderRegistry::apply(signed(OUTSIDER), regulator, OTHER_PROFILE));
		test();
	});
}

#[test]
fn accepting_a_pharmacy_accredits_no_regulator() {
	with_an_exchanged_application(|| {
		for (kind, profile) in [
			(OrganizationKind::Pharmacy, PROFILE),
			(OrganizationKind::Pharmacy, OTHER_PROFILE),
			(OrganizationKind::Regulator, PROFILE),
		] {
			assert_noop!(
				ProviderRegistry::accept_application(root(), OUTSIDER, kind, profile, OPEN),
				Error::<Test>::ApplicationChanged
			);
			assert_noop!(
				ProviderRegistry::reject_application(root(), OUTSIDER, kind, profile),
				Error::<Test>::ApplicationChanged
			);
		}
		let regulator = OrganizationKind::Regulator;
		let accept = ProviderRegistry::accept_application;
		assert_ok!(accept(root(), OUTSIDER, regulator, OTHER_PROFILE, OPEN));
		assert_eq!(organizations_row().kind, regulator);
	});
}

#[test]
fn the_decision_carries_what_is_decided_on() {
	with_an_exchanged_application(|| {
		let call = Call::<Test>::reject_application {
			applicant: OUTSIDER,
			kind: OrganizationKind::Regulator,
			profile: OTHER_PROFILE,
		};
		let encoded = call.encode();
		assert!(encoded.windows(32).any(|bytes| bytes == OTHER_PROFILE.as_bytes()));
		assert_ok!(call.dispatch_bypass_filter(root()));
	});
}
