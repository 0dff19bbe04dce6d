use super::{emergency::*, *};
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{Commitment, NotPractising, PractitionerId, SessionId};
use sp_runtime::{DispatchError, DispatchResult};

const ANSWER: Commitment = Commitment::repeat_byte(5);

fn try_answer(who: u64, capacity: Capacity, session: SessionId) -> DispatchResult {
	Consent::answer_emergency(signed(who), capacity, session, ANSWER)
}

/// A session that was found not to be justified, for the first time, an hour after it was opened.
fn contested_session() -> SessionId {
	let session = open_session();
	pass(HOUR);
	assert_ok!(give_verdict(session, false));
	session
}

fn is_free(who: u64, capacity: Capacity, session: SessionId) -> bool {
	let call = Call::<Test>::answer_emergency { capacity, session, answer: ANSWER };
	call.is_feeless(&signed(who))
}

#[test]
fn an_answer_is_kept_announced_and_written_to_the_trail() {
	run(|| {
		let session = contested_session();
		pass(MINUTE);
		assert!(is_free(RESCUER, AT_HOSPITAL, session));
		assert_ok!(try_answer(RESCUER, AT_HOSPITAL, session));
		let answer = Answer { at: START + HOUR + MINUTE, commitment: ANSWER };
		assert_eq!(Consent::session(session).and_then(|row| row.answer), Some(answer));
		assert_told(
			Actor::Practitioner { organization: HOSPITAL, account: RESCUER },
			AuditedEvent::EmergencyAnswered { session, answer: ANSWER },
			Event::EmergencyAnswered { patient: PATIENT, session },
		);
	});
}

#[test]
fn a_verdict_is_answered_once() {
	run(|| {
		let session = contested_session();
		assert_ok!(try_answer(RESCUER, AT_HOSPITAL, session));
		let again = try_answer(RESCUER, AT_HOSPITAL, session);
		assert_noop!(again, Error::<Test>::NothingToAnswer);
		assert!(!is_free(RESCUER, AT_HOSPITAL, session));
	});
}

#[test]
fn there_is_nothing_to_answer_before_a_verdict_or_after_the_last_word() {
	run(|| {
		let session = open_session();
		let nothing = || {
			let answering = try_answer(RESCUER, AT_HOSPITAL, session);
			assert_noop!(answering, Error::<Test>::NothingToAnswer);
			assert!(!is_free(RESCUER, AT_HOSPITAL, session));
		};
		nothing();
		pass(HOUR);
		nothing();
		frame_support::hypothetically!({
			assert_ok!(give_verdict(session, true));
			nothing();
		});
		assert_ok!(give_verdict(session, false));
		pass(DAY);
		assert_ok!(give_verdict_as_authority(session, false));
		nothing();
	});
}

#[test]
fn nobody_answers_for_another() {
	run(|| {
		let session = contested_session();
		Providers::admit(HOSPITAL, NURSE, Roles::ALL);
		Providers::admit(CLINIC, RESCUER, Roles::ALL);
		let as_resident = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		for (who, capacity) in [
			(NURSE, AT_HOSPITAL),
			(HOSPITAL_OFFICER, AT_HOSPITAL),
			(RESCUER, AT_CLINIC),
			(RESCUER, Capacity::Person),
			(CONTROLLER, Capacity::Person),
			(GATEWAY, as_resident),
		] {
			let answering = try_answer(who, capacity, session);
			assert_noop!(answering, Error::<Test>::SessionNotFound);
			assert!(!is_free(who, capacity, session));
		}
		let unknown = try_answer(RESCUER, AT_HOSPITAL, 77);
		assert_noop!(unknown, Error::<Test>::SessionNotFound);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let answering = Consent::answer_emergency(origin, AT_HOSPITAL, session, ANSWER);
			assert_noop!(answering, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn whoever_may_no_longer_practise_answers_all_the_same() {
	type Change = fn();
	let changes: [Change; 2] = [
		|| Providers::dismiss(HOSPITAL, &PractitionerId::Account(RESCUER)),
		|| Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended),
	];
	for change in changes {
		run(|| {
			let session = contested_session();
			change();
			assert!(is_free(RESCUER, AT_HOSPITAL, session));
			assert_ok!(try_answer(RESCUER, AT_HOSPITAL, session));
		});
	}
}

#[test]
fn a_practitioner_without_an_account_answers_through_any_gateway_and_no_other_account() {
	run(|| {
		license(HOSPITAL);
		let other_gateway = 50;
		for gateway in [GATEWAY, other_gateway] {
			let roles = Roles::of(&[Role::Emergency]);
			Providers::admit_through(HOSPITAL, gateway, RESIDENT, roles);
		}
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		let session = open_session_as(GATEWAY, capacity, 1);
		pass(HOUR);
		assert_ok!(give_verdict(session, false));
		let posing = try_answer(STRANGER, capacity, session);
		assert_noop!(posing, Error::<Test>::NotPractising);
		assert!(!is_free(STRANGER, capacity, session));
		assert_ok!(try_answer(other_gateway, capacity, session));
	});
}

#[test]
fn a_gateway_that_was_none_when_the_session_was_opened_answers_only_while_its_organization_acts() {
	run(|| {
		license(HOSPITAL);
		Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, Roles::of(&[Role::Emergency]));
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		let session = open_session_as(GATEWAY, capacity, 1);
		pass(HOUR);
		assert_ok!(give_verdict(session, false));
		let later = 50;
		Providers::open_gateway_at(HOSPITAL, later, START + HOUR);
		pass(MINUTE);
		assert!(is_free(later, capacity, session));
		let suspended = NotPractising::OrganizationSuspended;
		Providers::bar_at(HOSPITAL, suspended, START + HOUR + MINUTE);
		assert_noop!(try_answer(later, capacity, session), Error::<Test>::NotPractising);
		assert!(!is_free(later, capacity, session));
		assert_ok!(try_answer(GATEWAY, capacity, session));
	});
}
