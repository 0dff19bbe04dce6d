use super::{emergency::*, *};
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{
	doubles::{Patients, Providers},
	AuditedEvent, Capacity, NotPractising, Role, Roles, SessionId,
};
use sp_runtime::{DispatchError, DispatchResult};

fn try_close(who: u64, capacity: Capacity, session: SessionId) -> DispatchResult {
	Consent::close_emergency(signed(who), capacity, session)
}

#[test]
fn a_closed_session_permits_nothing_and_still_waits_for_its_review() {
	run(|| {
		let session = open_session();
		let due = START + 3 * DAY;
		pass(MINUTE);
		let now = START + MINUTE;
		assert_ok!(try_close(RESCUER, AT_HOSPITAL, session));
		assert!(!is_permitted(&by_rescuer()));
		assert!(decide_at(&by_rescuer(), now - 1).is_permitted());
		assert_eq!(Consent::session(session).map(|row| (row.until, row.review)), Some((now, None)));
		let file = Files::<Test>::get(PATIENT, HOSPITAL);
		assert_eq!((file.sessions[0].until, file.sessions[0].is_reviewed), (now, false));
		let waiting = PendingReview { session, until: now, due };
		assert_eq!(Consent::break_glass(HOSPITAL).pending.to_vec(), vec![waiting]);
		assert_told(
			Actor::Practitioner { organization: HOSPITAL, account: RESCUER },
			AuditedEvent::EmergencyClosed { session },
			Event::EmergencyClosed { patient: PATIENT, session },
		);
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
fn nobody_closes_another_s_session() {
	run(|| {
		let session = open_session();
		let roles = Roles::of(&[Role::Emergency]);
		Providers::admit(CLINIC, RESCUER, roles);
		Providers::admit(HOSPITAL, NURSE, roles);
		let at_clinic = Capacity::Practitioner { organization: CLINIC };
		let as_resident = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		for (who, capacity) in [
			(NURSE, AT_HOSPITAL),
			(HOSPITAL_OFFICER, AT_HOSPITAL),
			(RESCUER, at_clinic),
			(GATEWAY, as_resident),
		] {
			let closing = try_close(who, capacity, session);
			assert_noop!(closing, Error::<Test>::SessionNotFound);
		}
		assert!(is_permitted(&by_rescuer()));
	});
}

#[test]
fn whoever_does_not_practise_closes_nothing() {
	run(|| {
		let session = open_session();
		let call = Call::<Test>::close_emergency { capacity: AT_HOSPITAL, session };
		assert!(call.is_feeless(&signed(RESCUER)));
		for (who, capacity) in
			[(STRANGER, AT_HOSPITAL), (CONTROLLER, Capacity::Person), (RESCUER, Capacity::Person)]
		{
			assert_noop!(try_close(who, capacity, session), Error::<Test>::NotPractising);
		}
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
fn a_session_that_was_judged_while_open_is_over() {
	run(|| {
		let session = open_session();
		pass(MINUTE);
		review_session(session, true);
		assert_noop!(try_close(RESCUER, AT_HOSPITAL, session), Error::<Test>::SessionNotFound);
		assert!(!is_permitted(&by_rescuer()));
		assert!(Files::<Test>::get(PATIENT, HOSPITAL).sessions[0].is_done(START + MINUTE));
	});
}

#[test]
fn a_session_outlives_its_patient_s_closing_and_can_be_closed() {
	run(|| {
		let session = open_session();
		Patients::close(PATIENT);
		assert_ok!(try_close(RESCUER, AT_HOSPITAL, session));
	});
}
