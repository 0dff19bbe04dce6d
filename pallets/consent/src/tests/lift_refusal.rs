use super::*;
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{
	doubles::Patients, AuditedEvent, Basis, Denial, PatientId, PractitionerId, RefusalId,
};
use sp_runtime::{DispatchError, DispatchResult};

fn try_lift(who: u64, refusal: RefusalId) -> DispatchResult {
	Consent::lift_refusal(signed(who), PATIENT, refusal)
}

fn of_hospital() -> Refusal<u64> {
	all_to(Refused::Organization(HOSPITAL))
}

fn refuse_by(who: u64, refusal: Refusal<u64>) -> RefusalId {
	let next = Heads::<Test>::get(PATIENT).next_refusal;
	assert_ok!(Consent::refuse(signed(who), PATIENT, refusal));
	next
}

#[test]
fn a_lifted_refusal_leaves_the_grants_as_they_were_and_is_kept_for_the_past() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		let refusal = refuse_by(CONTROLLER, of_hospital());
		let other = refuse_by(CONTROLLER, all_to(Refused::Organization(CLINIC)));
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));
		pass(MINUTE);
		assert_ok!(try_lift(CONTROLLER, refusal));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::RefusalLifted { refusal },
			Event::RefusalLifted { patient: PATIENT, refusal },
		);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(grant)));
		let head = Heads::<Test>::get(PATIENT);
		assert_eq!(head.refusals.iter().map(|row| row.id).collect::<Vec<_>>(), vec![other]);
		assert_eq!(head.lifted, Lifted { count: 1, at: START + MINUTE });
		let kept = LiftedRestriction {
			restriction: Restriction::Refusal(of_hospital()),
			since: START,
			lifted_at: START + MINUTE,
		};
		assert_eq!(LiftedRestrictions::<Test>::get(PATIENT, 0), Some(kept));
		assert_eq!(decide_at(&reading(), START), Decision::Deny(Denial::Refused));
		assert_eq!(decide_at(&reading(), START + MINUTE - 1), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn what_the_controller_refused_only_the_controller_lifts() {
	run(|| {
		represent(PARENT);
		let refusal = refuse_by(CONTROLLER, of_hospital());
		assert_noop!(try_lift(PARENT, refusal), Error::<Test>::NotAuthorized);
		assert_ok!(try_lift(CONTROLLER, refusal));
		let refusal = refuse_by(PARENT, of_hospital());
		assert_ok!(try_lift(PARENT, refusal));
		let refusal = refuse_by(PARENT, of_hospital());
		assert_ok!(try_lift(CONTROLLER, refusal));
	});
}

#[test]
fn only_the_patient_s_side_lifts_a_refusal() {
	run(|| {
		represent(PARENT);
		let refusal = refuse_by(PARENT, of_hospital());
		let call = Call::<Test>::lift_refusal { patient: PATIENT, refusal };
		for account in [STRANGER, PHYSICIAN] {
			assert_noop!(try_lift(account, refusal), Error::<Test>::NotAuthorized);
			assert!(!call.is_feeless(&signed(account)));
		}
		for account in [CONTROLLER, PARENT] {
			assert!(call.is_feeless(&signed(account)));
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Consent::lift_refusal(origin, PATIENT, refusal), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_frozen_patient_s_side_lifts_nothing() {
	run(|| {
		represent(PARENT);
		let refusal = refuse_by(PARENT, of_hospital());
		Patients::freeze(PATIENT);
		for account in [CONTROLLER, PARENT] {
			assert_noop!(try_lift(account, refusal), Error::<Test>::PatientFrozen);
		}
	});
}

#[test]
fn a_refusal_is_lifted_once_and_by_its_own_patient() {
	run(|| {
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		assert_noop!(try_lift(CONTROLLER, 0), Error::<Test>::RefusalNotFound);
		let refusal = refuse_by(CONTROLLER, of_hospital());
		assert_noop!(
			Consent::lift_refusal(signed(STRANGER), other, refusal),
			Error::<Test>::RefusalNotFound
		);
		assert_noop!(
			Consent::lift_refusal(signed(STRANGER), PatientId([9; 32]), refusal),
			Error::<Test>::PatientNotFound
		);
		assert_ok!(try_lift(CONTROLLER, refusal));
		assert_noop!(try_lift(CONTROLLER, refusal), Error::<Test>::RefusalNotFound);
	});
}

#[test]
fn a_number_is_never_used_again() {
	run(|| {
		for expected in 0..3 {
			let refusal = refuse_by(CONTROLLER, of_hospital());
			assert_eq!(refusal, expected);
			pass(MINUTE);
			assert_ok!(try_lift(CONTROLLER, refusal));
		}
		let starts = LiftedRestrictions::<Test>::iter_prefix(PATIENT).map(|(_, row)| row.since);
		assert_eq!(starts.count(), 3);
	});
}

#[test]
fn a_refusal_that_stood_for_no_time_leaves_no_trace() {
	run(|| {
		let refusal = refuse_by(CONTROLLER, of_hospital());
		assert_ok!(try_lift(CONTROLLER, refusal));
		assert_eq!(LiftedRestrictions::<Test>::iter().count(), 0);
		assert_eq!(head().lifted, Lifted::default());
	});
}

#[test]
fn a_practitioner_who_is_refused_is_refused_in_every_organization() {
	run(|| {
		salus_primitives::doubles::Providers::admit(
			CLINIC,
			PHYSICIAN,
			salus_primitives::Roles::of(&[salus_primitives::Role::Physician]),
		);
		let elsewhere = AccessRequest {
			actor: Actor::Practitioner { organization: CLINIC, account: PHYSICIAN },
			..reading()
		};
		let grant = grant_to(CLINIC, broad());
		let whom = Refused::Practitioner(PractitionerId::Account(PHYSICIAN));
		let refusal = refuse_by(CONTROLLER, all_to(whom));
		assert_eq!(decide(&elsewhere), Decision::Deny(Denial::Refused));
		assert_ok!(try_lift(CONTROLLER, refusal));
		assert_eq!(decide(&elsewhere), Decision::Permit(Basis::Grant(grant)));
	});
}
