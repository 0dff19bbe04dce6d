use super::{emergency::*, *};
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{NotPractising, PractitionerId, SessionId};
use sp_runtime::{DispatchError, DispatchResult};

fn try_close(who: u64, capacity: Capacity, session: SessionId) -> DispatchResult {
	Consent::close_emergency(signed(who), capacity, session)
}

#[test]
fn a_closed_session_permits_nothing_and_still_waits_for_its_review() {
	run(|| {
		let session = open_session();
		pass(MINUTE);
		let now = START + MINUTE;
		let due = now + REVIEW_PERIOD;
		assert_ok!(try_close(RESCUER, AT_HOSPITAL, session));
		assert!(!is_permitted(&by_rescuer()));
		assert!(decide_at(&by_rescuer(), now - 1).is_permitted());
		let stored = Consent::session(session).expect("opened");
		assert_eq!((stored.until, stored.review_due, stored.verdict()), (now, due, None));
		let key = (PATIENT, HOSPITAL, PractitionerId::Account(RESCUER));
		let latest = LatestSession { id: session, opened_at: START, until: now };
		assert_eq!(LatestSessions::<Test>::get(key), Some(latest));
		let listed = ListedReview { session, until: now, due };
		assert_eq!(Consent::break_glass(HOSPITAL).listed.to_vec(), vec![listed]);
		assert_eq!(PendingReviews::<Test>::get(session).map(|pending| pending.due), Some(due));
		assert_told(
			Actor::Practitioner { organization: HOSPITAL, account: RESCUER },
			AuditedEvent::EmergencyClosed { session },
			Event::EmergencyClosed { patient: PATIENT, session },
		);
	});
}

#[test]
fn a_flagged_session_that_is_closed_is_due_early() {
	run(|| {
		let terms = Some(BreakGlassTerms { max_open: 0, max_per_day: 0 });
		assert_ok!(Consent::license_break_glass(RuntimeOrigin::root(), HOSPITAL, terms));
		let session = open_session_as(RESCUER, AT_HOSPITAL, 4);
		pass(MINUTE);
		close_session(session);
		let due = START + MINUTE + SHORT_REVIEW_PERIOD;
		let pending = PendingReview { organization: HOSPITAL, due, is_flagged: true };
		assert_eq!(Consent::flagged_sessions(None).reviews, vec![(session, pending)]);
	});
}

#[test]
fn a_session_is_closed_once_and_not_after_its_time() {
	run(|| {
		let first = open_session();
		assert_ok!(try_close(RESCUER, AT_HOSPITAL, first));
		let again = try_close(RESCUER, AT_HOSPITAL, first);
		assert_noop!(again, Error::<Test>::SessionNotFound);
		let second = open_session();
		go_to(START + HOUR);
		let late = try_close(RESCUER, AT_HOSPITAL, second);
		assert_noop!(late, Error::<Test>::SessionNotFound);
		let third = open_session();
		go_to(START + 2 * HOUR - 1);
		assert_ok!(try_close(RESCUER, AT_HOSPITAL, third));
		let unknown = try_close(RESCUER, AT_HOSPITAL, 77);
		assert_noop!(unknown, Error::<Test>::SessionNotFound);
	});
}

#[test]
fn a_colleague_and_other_organizations_close_no_session() {
	run(|| {
		let session = open_session();
		let roles = Roles::of(&[Role::Emergency]);
		Providers::admit(CLINIC, RESCUER, roles);
		Providers::admit(HOSPITAL, NURSE, roles);
		let as_resident = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		for (who, capacity) in [
			(NURSE, AT_HOSPITAL),
			(CLINIC_OFFICER, AT_CLINIC),
			(RESCUER, AT_CLINIC),
			(GATEWAY, as_resident),
		] {
			let closing = try_close(who, capacity, session);
			assert_noop!(closing, Error::<Test>::SessionNotFound);
		}
		assert!(is_permitted(&by_rescuer()));
	});
}

#[test]
fn a_privacy_officer_of_the_organization_closes_its_sessions() {
	run(|| {
		let session = open_session();
		let call = Call::<Test>::close_emergency { capacity: AT_HOSPITAL, session };
		assert!(call.is_feeless(&signed(HOSPITAL_OFFICER)));
		assert_ok!(try_close(HOSPITAL_OFFICER, AT_HOSPITAL, session));
		assert!(!is_permitted(&by_rescuer()));
		assert_told(
			Actor::Practitioner { organization: HOSPITAL, account: HOSPITAL_OFFICER },
			AuditedEvent::EmergencyClosed { session },
			Event::EmergencyClosed { patient: PATIENT, session },
		);
		// Care goes on if it must: the rescuer opens another.
		open_session();
		assert!(is_permitted(&by_rescuer()));
	});
}

#[test]
fn the_patient_closes_a_session() {
	run(|| {
		let session = open_session();
		let call = Call::<Test>::close_emergency { capacity: Capacity::Person, session };
		assert!(call.is_feeless(&signed(CONTROLLER)));
		assert_ok!(try_close(CONTROLLER, Capacity::Person, session));
		assert!(!is_permitted(&by_rescuer()));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::EmergencyClosed { session },
			Event::EmergencyClosed { patient: PATIENT, session },
		);
	});
}

/// Whoever closed each session anew would keep care from somebody who can't say what it wants.
#[test]
fn nobody_closes_a_session_for_somebody_else() {
	run(|| {
		let session = open_session();
		let call = Call::<Test>::close_emergency { capacity: Capacity::Person, session };
		Patients::relate(PATIENT, PARENT, Relation::Representative(Powers::ALL));
		let executor = 9;
		Patients::relate(PATIENT, executor, Relation::Executor(Powers::of(&[Power::Access])));
		for who in [PARENT, executor, RESCUER, STRANGER, HOSPITAL_OFFICER] {
			let closing = try_close(who, Capacity::Person, session);
			assert_noop!(closing, Error::<Test>::NotAuthorized);
			assert!(!call.is_feeless(&signed(who)));
		}
		assert!(is_permitted(&by_rescuer()));
		// Whoever speaks for the patient does not speak for the hospital by that.
		let posing = try_close(CONTROLLER, AT_HOSPITAL, session);
		assert_noop!(posing, Error::<Test>::NotPractising);
	});
}

#[test]
fn nobody_closes_a_session_for_the_patient_during_a_freeze() {
	run(|| {
		let session = open_session();
		Patients::freeze(PATIENT);
		let closing = try_close(CONTROLLER, Capacity::Person, session);
		assert_noop!(closing, Error::<Test>::PatientFrozen);
		assert!(is_permitted(&by_rescuer()));
		Patients::thaw(PATIENT);
		assert_ok!(try_close(CONTROLLER, Capacity::Person, session));
	});
}

#[test]
fn whoever_does_not_practise_closes_nothing() {
	run(|| {
		let session = open_session();
		let call = Call::<Test>::close_emergency { capacity: AT_HOSPITAL, session };
		assert!(call.is_feeless(&signed(RESCUER)));
		let closing = try_close(STRANGER, AT_HOSPITAL, session);
		assert_noop!(closing, Error::<Test>::NotPractising);
		assert!(!call.is_feeless(&signed(STRANGER)));
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let closing = Consent::close_emergency(origin, AT_HOSPITAL, session);
			assert_noop!(closing, DispatchError::BadOrigin);
		}
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		let closing = try_close(RESCUER, AT_HOSPITAL, session);
		assert_noop!(closing, Error::<Test>::NotPractising);
	});
}

#[test]
fn a_gateway_s_session_is_closed_through_any_gateway_of_the_organization() {
	run(|| {
		license(HOSPITAL);
		let other_gateway = 50;
		for gateway in [GATEWAY, other_gateway] {
			let roles = Roles::of(&[Role::Emergency]);
			Providers::admit_through(HOSPITAL, gateway, RESIDENT, roles);
		}
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		open_session_as(GATEWAY, capacity, 1);
		assert_ok!(try_close(other_gateway, capacity, 0));
	});
}

#[test]
fn a_session_outlives_its_patient_s_closing_and_can_be_closed() {
	run(|| {
		let session = open_session();
		Patients::close(PATIENT);
		let by_nobody = try_close(CONTROLLER, Capacity::Person, session);
		assert_noop!(by_nobody, Error::<Test>::PatientNotFound);
		assert_ok!(try_close(RESCUER, AT_HOSPITAL, session));
	});
}
