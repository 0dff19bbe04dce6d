use crate::{mock::*, Error, Event, RoleCount};
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::{Inspect, MutateHold},
		tokens::Precision,
	},
};
use salus_primitives::{OrganizationKind, Period};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

fn apply() {
	assert_ok!(ProviderRegistry::apply(signed(OUTSIDER), OrganizationKind::Insurer, PROFILE));
}

fn accept(accreditation: Period) -> DispatchResult {
	ProviderRegistry::accept_application(
		root(),
		OUTSIDER,
		OrganizationKind::Insurer,
		PROFILE,
		accreditation,
	)
}

#[test]
fn an_accepted_applicant_is_the_admin_of_a_new_organization_and_gets_its_deposit_back() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		apply();
		go_to(NOW + DAY);
		let accreditation = Period { from: NOW, until: Some(NOW + 9 * DAY) };
		assert_ok!(accept(accreditation));

		let row = organizations_row();
		assert_eq!(row.kind, OrganizationKind::Insurer);
		assert_eq!(row.admins.to_vec(), [OUTSIDER]);
		assert_eq!(row.profile, PROFILE);
		assert_eq!(row.terms.latest.accreditation, accreditation);
		assert_eq!(row.terms.began_at, NOW + DAY);
		assert_roles(OUTSIDER, 1);
		assert_eq!(ProviderRegistry::application(OUTSIDER), None);
		assert_eq!(Balances::balance(&OUTSIDER), FORTUNE);
		System::assert_has_event(
			Event::OrganizationAccredited { organization: 0, kind: OrganizationKind::Insurer }
				.into(),
		);
		System::assert_last_event(
			Event::ApplicationAccepted { applicant: OUTSIDER, organization: 0 }.into(),
		);
	});
}

#[test]
fn nothing_is_accepted_without_an_application() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		assert_noop!(accept(OPEN), Error::<Test>::ApplicationNotFound);
		apply();
		assert_ok!(accept(OPEN));
		assert_noop!(accept(OPEN), Error::<Test>::ApplicationNotFound);
	});
}

#[test]
fn an_accreditation_that_is_too_short_or_over_is_refused() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		apply();
		for accreditation in
			[Period { from: NOW, until: Some(NOW + 59_999) }, Period { from: 0, until: Some(NOW) }]
		{
			assert_noop!(accept(accreditation), Error::<Test>::InvalidPeriod);
		}
	});
}

#[test]
fn a_full_role_count_refuses_instead_of_starting_again() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		apply();
		RoleCount::<Test>::insert(OUTSIDER, u32::MAX);
		assert_noop!(accept(OPEN), ArithmeticError::Overflow);
		RoleCount::<Test>::remove(OUTSIDER);
	});
}

#[test]
fn a_deposit_that_is_gone_keeps_nobody_from_deciding() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		apply();
		let slashed =
			Balances::burn_all_held(&ForApplication::get(), &OUTSIDER, Precision::Exact, slash());
		assert_ok!(slashed);
		assert_ok!(accept(OPEN));
		assert_eq!(ProviderRegistry::application(OUTSIDER), None);
		assert_eq!(Balances::balance(&OUTSIDER), FORTUNE - deposit());
	});
}

fn slash() -> frame_support::traits::tokens::Fortitude {
	frame_support::traits::tokens::Fortitude::Force
}

#[test]
fn only_the_accrediting_origin_accepts() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		apply();
		for origin in [RuntimeOrigin::none(), signed(OUTSIDER), signed(ADMIN)] {
			assert_noop!(
				ProviderRegistry::accept_application(
					origin,
					OUTSIDER,
					OrganizationKind::Insurer,
					PROFILE,
					OPEN
				),
				DispatchError::BadOrigin
			);
		}
	});
}
