//! `redeem_ticket`: who may, once, and for a ticket that holds.

use crate::{mock::*, Call, Error, Event, Redemptions};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchResult},
};
use salus_primitives::{
	doubles::{Policy, Providers},
	Action, Basis, Decision, Denial, NotPractising, Role, Roles, TrailId,
};
use sp_runtime::DispatchError;

fn redeem(who: u64, sequence: u64) -> DispatchResult {
	AuditLog::redeem_ticket(RuntimeOrigin::signed(who), PATIENT, sequence, PHYSICIAN, ARCHIVE)
}

#[test]
fn the_custodian_redeems_a_ticket_once() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		let before = AuditLog::head(TrailId::Patient(PATIENT));
		wait(30_000);
		assert_ok!(redeem(KEEPER, sequence));
		assert_eq!(Redemptions::<Test>::get(PATIENT, sequence), Some(NOW + 30_000));
		System::assert_last_event(
			Event::TicketRedeemed { patient: PATIENT, sequence, custodian: ARCHIVE }.into(),
		);
		assert_eq!(
			AuditLog::head(TrailId::Patient(PATIENT)),
			before,
			"a redemption stands outside the hash chain"
		);
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::TicketRedeemed);
	});
}

#[test]
fn a_gateways_ticket_is_redeemed_with_the_gateway_as_its_holder() {
	ExtBuilder::default().build_and_execute(|| {
		let redeem = |sequence, holder| {
			let keeper = RuntimeOrigin::signed(KEEPER);
			AuditLog::redeem_ticket(keeper, PATIENT, sequence, holder, ARCHIVE)
		};
		let (first, second) =
			(ticket_for(GATEWAY, FOR_RESIDENT), ticket_for(GATEWAY, FOR_RESIDENT));
		assert_noop!(redeem(first, PHYSICIAN), Error::<Test>::NotTicketHolder);
		assert_ok!(redeem(first, GATEWAY));
		assert_noop!(redeem(first, GATEWAY), Error::<Test>::TicketRedeemed);
		Policy::answer(Decision::Deny(Denial::NotPractising(NotPractising::NotAGateway)));
		assert_noop!(redeem(second, GATEWAY), Error::<Test>::NoLongerPermitted);
	});
}

#[test]
fn a_gateway_is_no_custodian() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Providers::admit_through(ARCHIVE, GATEWAY, RESIDENT, Roles::of(&[Role::Custodian]));
		assert_noop!(redeem(GATEWAY, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn one_redemption_leaves_other_tickets_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let (first, second) = (ticket(), ticket());
		assert_ok!(redeem(KEEPER, first));
		assert_ok!(redeem(KEEPER, second));
	});
}

#[test]
fn nobody_but_the_custodians_people_redeems() {
	const CLERK: u64 = 7;
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Providers::admit(ARCHIVE, CLERK, Roles::of(&[Role::Billing, Role::Physician]));
		for who in [PHYSICIAN, CONTROLLER, OUTSIDER, CLERK] {
			assert_noop!(redeem(who, sequence), Error::<Test>::NotAuthorized);
		}
		Providers::bar(ARCHIVE, NotPractising::OrganizationSuspended);
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn another_custodian_does_not_redeem() {
	const OTHER_KEEPER: u64 = 8;
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Providers::admit(HOSPITAL, OTHER_KEEPER, Roles::of(&[Role::Custodian]));
		assert_noop!(
			AuditLog::redeem_ticket(
				RuntimeOrigin::signed(OTHER_KEEPER),
				PATIENT,
				sequence,
				PHYSICIAN,
				HOSPITAL
			),
			Error::<Test>::WrongCustodian
		);
		assert_noop!(redeem(OTHER_KEEPER, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn another_accounts_ticket_is_not_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		assert_noop!(
			AuditLog::redeem_ticket(
				RuntimeOrigin::signed(KEEPER),
				PATIENT,
				sequence,
				OUTSIDER,
				ARCHIVE
			),
			Error::<Test>::NotTicketHolder
		);
	});
}

#[test]
fn what_is_no_ticket_is_not_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(redeem(KEEPER, 0), Error::<Test>::TicketNotFound);
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert_noop!(redeem(KEEPER, 0), Error::<Test>::TicketNotFound);
		let sequence = ticket();
		assert_noop!(
			AuditLog::redeem_ticket(
				RuntimeOrigin::signed(KEEPER),
				NOBODY,
				sequence,
				PHYSICIAN,
				ARCHIVE
			),
			Error::<Test>::TicketNotFound
		);
	});
}

#[test]
fn an_expired_ticket_is_not_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		wait(LIFETIME);
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::TicketExpired);
	});
}

#[test]
fn a_ticket_whose_consent_was_revoked_is_not_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NoLongerPermitted);
	});
}

#[test]
fn a_ticket_on_another_ground_is_not_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Policy::answer(Decision::Permit(Basis::Grant(6)));
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NoLongerPermitted);
	});
}

#[test]
fn nothing_is_released_to_who_collects_or_corrects() {
	ExtBuilder::default().build_and_execute(|| {
		for action in [Action::Collect, Action::Correct] {
			let sequence = permitted_to(action);
			assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NothingToRelease);
		}
		for action in [Action::Access, Action::Disclose, Action::Use] {
			assert_ok!(redeem(KEEPER, permitted_to(action)));
		}
	});
}

#[test]
fn only_a_signed_origin_redeems() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				AuditLog::redeem_ticket(origin, PATIENT, sequence, PHYSICIAN, ARCHIVE),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn it_is_free_for_the_custodians_people_only() {
	ExtBuilder::default().build_and_execute(|| {
		let is_free = |who, custodian| {
			RuntimeCall::AuditLog(Call::redeem_ticket {
				patient: PATIENT,
				sequence: 0,
				holder: PHYSICIAN,
				custodian,
			})
			.is_feeless(&RuntimeOrigin::signed(who))
		};
		assert!(is_free(KEEPER, ARCHIVE));
		assert!(!is_free(KEEPER, HOSPITAL));
		assert!(!is_free(PHYSICIAN, HOSPITAL), "a physician is no custodian");
		assert!(!is_free(CONTROLLER, ARCHIVE));
		assert!(!is_free(OUTSIDER, 77));
	});
}
