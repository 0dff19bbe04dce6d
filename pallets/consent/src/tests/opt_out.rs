use super::{emergency::*, *};
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{doubles::Patients, AuditedEvent, PatientId, Power, Powers, Relation};
use sp_runtime::{DispatchError, DispatchResult};

fn opt_out(who: u64) -> DispatchResult {
	Consent::opt_out_of_emergencies(signed(who), PATIENT)
}

fn opt_in(who: u64) -> DispatchResult {
	Consent::opt_in_to_emergencies(signed(who), PATIENT)
}

fn stored() -> Option<OptOut> {
	Heads::<Test>::get(PATIENT).opt_out
}

#[test]
fn opting_out_ends_what_sessions_permit_until_opting_in() {
	run(|| {
		let session = open_session();
		assert!(is_permitted(&by_rescuer()));
		assert_ok!(opt_out(CONTROLLER));
		assert_eq!(stored(), Some(OptOut { since: START }));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::EmergenciesOptedOut,
			Event::EmergenciesOptedOut { patient: PATIENT },
		);
		assert!(!is_permitted(&by_rescuer()));

		pass(MINUTE);
		assert_ok!(opt_in(CONTROLLER));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::EmergenciesOptedIn,
			Event::EmergenciesOptedIn { patient: PATIENT },
		);
		assert_eq!(stored(), None);
		let kept = LiftedRestriction {
			restriction: Restriction::Emergencies,
			since: START,
			lifted_at: START + MINUTE,
		};
		assert_eq!(LiftedRestrictions::<Test>::get(PATIENT, 0), Some(kept));
		assert_eq!(Heads::<Test>::get(PATIENT).lifted, Lifted { count: 1, at: START + MINUTE });
		let basis = salus_primitives::Basis::Emergency(session);
		assert_eq!(decide(&by_rescuer()), Decision::Permit(basis));
		assert!(!decide_at(&by_rescuer(), START + MINUTE - 1).is_permitted());
	});
}

#[test]
fn it_is_said_once_and_taken_back_once() {
	run(|| {
		assert_noop!(opt_in(CONTROLLER), Error::<Test>::NothingToDo);
		assert_ok!(opt_out(CONTROLLER));
		assert_noop!(opt_out(CONTROLLER), Error::<Test>::NothingToDo);
		assert_ok!(opt_in(CONTROLLER));
		assert_noop!(opt_in(CONTROLLER), Error::<Test>::NothingToDo);
	});
}

#[test]
fn nobody_but_the_controller_opts_out_or_takes_it_back() {
	run(|| {
		represent(PARENT);
		assert_noop!(opt_out(PARENT), Error::<Test>::EmergenciesStayOpen);
		assert_ok!(opt_out(CONTROLLER));
		assert_noop!(opt_out(PARENT), Error::<Test>::EmergenciesStayOpen);
		assert_noop!(opt_in(PARENT), Error::<Test>::NotAuthorized);
		// A patient without a controller has nobody who could.
		let new_born = PatientId([9; 32]);
		let powers = Relation::Representative(Powers::of(&[Power::Consent]));
		Patients::relate(new_born, PARENT, powers);
		let out = Consent::opt_out_of_emergencies(signed(PARENT), new_born);
		assert_noop!(out, Error::<Test>::EmergenciesStayOpen);
	});
}

#[test]
fn during_a_freeze_nobody_opts_out_or_in() {
	run(|| {
		represent(PARENT);
		Patients::freeze(PATIENT);
		for account in [CONTROLLER, PARENT] {
			assert_noop!(opt_out(account), Error::<Test>::EmergenciesStayOpen);
		}
		Patients::thaw(PATIENT);
		assert_ok!(opt_out(CONTROLLER));
		Patients::freeze(PATIENT);
		for account in [CONTROLLER, PARENT] {
			assert_noop!(opt_in(account), Error::<Test>::PatientFrozen);
		}
	});
}

#[test]
fn no_stranger_says_so_or_takes_it_back() {
	run(|| {
		represent(PARENT);
		let calls = [
			Call::<Test>::opt_out_of_emergencies { patient: PATIENT },
			Call::<Test>::opt_in_to_emergencies { patient: PATIENT },
		];
		for account in [STRANGER, PHYSICIAN] {
			assert_noop!(opt_out(account), Error::<Test>::NotAuthorized);
			assert_noop!(opt_in(account), Error::<Test>::NotAuthorized);
			assert!(!calls.iter().any(|call| call.is_feeless(&signed(account))));
		}
		assert!(calls.iter().all(|call| call.is_feeless(&signed(CONTROLLER))));
		assert!(!calls.iter().any(|call| call.is_feeless(&signed(PARENT))));
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let out = Consent::opt_out_of_emergencies(origin.clone(), PATIENT);
			assert_noop!(out, DispatchError::BadOrigin);
			let back = Consent::opt_in_to_emergencies(origin, PATIENT);
			assert_noop!(back, DispatchError::BadOrigin);
		}
		Patients::close(PATIENT);
		for patient in [PATIENT, PatientId([9; 32])] {
			assert_noop!(
				Consent::opt_out_of_emergencies(signed(CONTROLLER), patient),
				Error::<Test>::PatientNotFound
			);
			assert_noop!(
				Consent::opt_in_to_emergencies(signed(CONTROLLER), patient),
				Error::<Test>::PatientNotFound
			);
		}
	});
}
