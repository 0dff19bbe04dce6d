use super::{emergency::refuse, *};
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{doubles::Patients, AuditedEvent, Basis, Denial, PatientId};
use sp_runtime::{DispatchError, DispatchResult};

fn try_refuse_all(who: u64, even_in_emergency: bool) -> DispatchResult {
	Consent::refuse_all(signed(who), PATIENT, even_in_emergency)
}

fn try_lift(who: u64) -> DispatchResult {
	Consent::lift_refuse_all(signed(who), PATIENT)
}

fn stored() -> Option<RefuseAll> {
	Heads::<Test>::get(PATIENT).refuse_all
}

fn kept() -> Vec<LiftedRestriction<u64>> {
	let count = Heads::<Test>::get(PATIENT).lifted.count;
	(0..count).filter_map(|number| LiftedRestrictions::<Test>::get(PATIENT, number)).collect()
}

fn kept_all(even_in_emergency: bool, since: Moment, lifted_at: Moment) -> LiftedRestriction<u64> {
	LiftedRestriction { restriction: Restriction::All { even_in_emergency }, since, lifted_at }
}

#[test]
fn everything_is_refused_until_that_is_lifted() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		assert_ok!(try_refuse_all(CONTROLLER, false));
		let said = RefuseAll { since: START, by_controller: true, even_in_emergency: false };
		assert_eq!(stored(), Some(said));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::AllRefused { even_in_emergency: false },
			Event::AllRefused { patient: PATIENT, even_in_emergency: false },
		);
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));

		pass(MINUTE);
		assert_ok!(try_lift(CONTROLLER));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::AllRefusedLifted,
			Event::AllRefusedLifted { patient: PATIENT },
		);
		assert_eq!(stored(), None);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(grant)));
		assert_eq!(kept(), vec![kept_all(false, START, START + MINUTE)]);
		assert_eq!(decide_at(&reading(), START + MINUTE - 1), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn lifting_it_leaves_single_refusals() {
	run(|| {
		grant_to(HOSPITAL, broad());
		refuse(all_to(Refused::Organization(HOSPITAL)));
		assert_ok!(try_refuse_all(CONTROLLER, true));
		assert_ok!(try_lift(CONTROLLER));
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn it_needs_no_free_place() {
	run(|| {
		for number in 0..MAX_REFUSALS {
			refuse(all_to(Refused::Organization(1_000 + number)));
		}
		assert_ok!(try_refuse_all(CONTROLLER, true));
	});
}

#[test]
fn said_again_it_changes_whether_it_holds_in_emergencies() {
	run(|| {
		assert_ok!(try_refuse_all(CONTROLLER, false));
		assert_noop!(try_refuse_all(CONTROLLER, false), Error::<Test>::NothingToDo);
		pass(MINUTE);
		assert_ok!(try_refuse_all(CONTROLLER, true));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::AllRefused { even_in_emergency: true },
			Event::AllRefused { patient: PATIENT, even_in_emergency: true },
		);
		let since = START + MINUTE;
		let said = RefuseAll { since, by_controller: true, even_in_emergency: true };
		assert_eq!(stored(), Some(said));
		pass(MINUTE);
		assert_ok!(try_refuse_all(CONTROLLER, false));
		assert_eq!(
			kept(),
			vec![kept_all(false, START, since), kept_all(true, since, since + MINUTE)]
		);
		assert_eq!(stored().map(|all| all.even_in_emergency), Some(false));
	});
}

#[test]
fn only_the_controller_says_that_it_holds_even_in_emergencies() {
	run(|| {
		represent(PARENT);
		assert_noop!(try_refuse_all(PARENT, true), Error::<Test>::EmergenciesStayOpen);
		assert_ok!(try_refuse_all(CONTROLLER, false));
		pass(MINUTE);
		assert_noop!(try_refuse_all(PARENT, true), Error::<Test>::EmergenciesStayOpen);
		assert_ok!(try_refuse_all(CONTROLLER, true));
		assert_noop!(try_refuse_all(PARENT, true), Error::<Test>::EmergenciesStayOpen);
		// Nor does anybody else take that back.
		assert_noop!(try_refuse_all(PARENT, false), Error::<Test>::NotAuthorized);
		assert_noop!(try_lift(PARENT), Error::<Test>::NotAuthorized);
		assert_ok!(try_refuse_all(CONTROLLER, false));
		assert_noop!(try_lift(PARENT), Error::<Test>::NotAuthorized);
		assert_ok!(try_lift(CONTROLLER));
	});
}

#[test]
fn what_a_representative_said_the_controller_makes_harder_and_its_own() {
	run(|| {
		represent(PARENT);
		assert_ok!(try_refuse_all(PARENT, false));
		pass(MINUTE);
		assert_ok!(try_refuse_all(CONTROLLER, true));
		let since = START + MINUTE;
		let said = RefuseAll { since, by_controller: true, even_in_emergency: true };
		assert_eq!(stored(), Some(said));
		assert_eq!(kept(), vec![kept_all(false, START, since)]);
		assert_noop!(try_lift(PARENT), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn what_a_representative_said_a_representative_lifts() {
	run(|| {
		represent(PARENT);
		assert_ok!(try_refuse_all(PARENT, false));
		assert_eq!(stored().map(|all| all.by_controller), Some(false));
		assert_noop!(try_refuse_all(PARENT, false), Error::<Test>::NothingToDo);
		assert_ok!(try_lift(PARENT));
	});
}

#[test]
fn the_controller_makes_its_own_what_a_representative_said() {
	run(|| {
		represent(PARENT);
		let even_in_emergency = false;
		assert_ok!(try_refuse_all(PARENT, even_in_emergency));
		pass(MINUTE);
		assert_ok!(try_refuse_all(CONTROLLER, even_in_emergency));
		let said = RefuseAll { since: START, by_controller: true, even_in_emergency };
		assert_eq!(stored(), Some(said));
		assert_eq!(kept(), vec![]);
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::AllRefused { even_in_emergency },
			Event::AllRefused { patient: PATIENT, even_in_emergency },
		);
		assert_noop!(try_lift(PARENT), Error::<Test>::NotAuthorized);
		assert_noop!(try_refuse_all(CONTROLLER, even_in_emergency), Error::<Test>::NothingToDo);
	});
}

#[test]
fn a_freeze_stops_what_closes_emergencies_and_what_is_taken_back_and_nothing_else() {
	run(|| {
		represent(PARENT);
		assert_ok!(try_refuse_all(CONTROLLER, true));
		Patients::freeze(PATIENT);
		for account in [CONTROLLER, PARENT] {
			assert_noop!(try_refuse_all(account, false), Error::<Test>::PatientFrozen);
			assert_noop!(try_lift(account), Error::<Test>::PatientFrozen);
		}
		Patients::thaw(PATIENT);
		assert_ok!(try_lift(CONTROLLER));
		Patients::freeze(PATIENT);
		assert_ok!(try_refuse_all(PARENT, false));
		assert_noop!(try_refuse_all(CONTROLLER, true), Error::<Test>::EmergenciesStayOpen);
		assert_ok!(try_refuse_all(CONTROLLER, false));
	});
}

#[test]
fn there_must_be_something_to_lift() {
	run(|| {
		assert_noop!(try_lift(CONTROLLER), Error::<Test>::NothingToDo);
	});
}

#[test]
fn only_the_patient_s_side_says_so_or_takes_it_back() {
	run(|| {
		represent(PARENT);
		let refusing = Call::<Test>::refuse_all { patient: PATIENT, even_in_emergency: true };
		let lifting = Call::<Test>::lift_refuse_all { patient: PATIENT };
		for account in [STRANGER, PHYSICIAN] {
			assert_noop!(try_refuse_all(account, true), Error::<Test>::NotAuthorized);
			assert_noop!(try_lift(account), Error::<Test>::NotAuthorized);
			assert!(!refusing.is_feeless(&signed(account)));
			assert!(!lifting.is_feeless(&signed(account)));
		}
		for account in [CONTROLLER, PARENT] {
			assert!(refusing.is_feeless(&signed(account)));
			assert!(lifting.is_feeless(&signed(account)));
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let refused = Consent::refuse_all(origin.clone(), PATIENT, true);
			assert_noop!(refused, DispatchError::BadOrigin);
			assert_noop!(Consent::lift_refuse_all(origin, PATIENT), DispatchError::BadOrigin);
		}
		Patients::close(PATIENT);
		for patient in [PATIENT, PatientId([9; 32])] {
			assert_noop!(
				Consent::refuse_all(signed(CONTROLLER), patient, true),
				Error::<Test>::PatientNotFound
			);
			assert_noop!(
				Consent::lift_refuse_all(signed(CONTROLLER), patient),
				Error::<Test>::PatientNotFound
			);
		}
	});
}
