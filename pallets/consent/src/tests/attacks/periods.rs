//! The first and the last moment of whatever counts for a time.

use super::*;
use frame_support::assert_noop;
use salus_primitives::{Basis, Denial, MIN_PERIOD};

#[test]
fn a_grant_counts_from_its_first_moment_and_not_at_the_one_after_its_last() {
	run(|| {
		let (from, until) = (START + HOUR, START + 2 * HOUR);
		grant_to(
			HOSPITAL,
			Provision { period: Period { from, until: Some(until) }, ..referable() },
		);
		for (at, permitted) in [(from - 1, false), (from, true), (until - 1, true), (until, false)]
		{
			go_to(at);
			assert_eq!(is_permitted(&reading()), permitted, "at {at}");
		}
		// The same, asked afterwards.
		for (at, permitted) in [(from - 1, false), (from, true), (until - 1, true), (until, false)]
		{
			assert_eq!(decide_at(&reading(), at).is_permitted(), permitted, "at {at}");
		}
	});
}

#[test]
fn nothing_is_passed_on_before_or_after_its_time() {
	run(|| {
		let period = Period { from: START + HOUR, until: Some(START + 2 * HOUR) };
		let provision = Provision { period, ..referable() };
		let parent = grant_to(HOSPITAL, provision.clone());
		let attempt = || pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, provision.clone());
		go_to(START + HOUR - 1);
		assert_noop!(attempt(), Why::NotReferable);
		go_to(START + 2 * HOUR);
		assert_noop!(attempt(), Why::PeriodEnded);
		assert!(Files::<Test>::get(PATIENT, CLINIC).is_empty());
	});
}

#[test]
fn no_period_is_shorter_than_what_an_author_can_shift() {
	run(|| {
		let lasting = |length| Provision {
			period: Period { from: START, until: Some(START + length) },
			..broad()
		};
		let give = |provision| {
			Consent::grant(signed(CONTROLLER), PATIENT, HOSPITAL, provision, None, None)
		};
		assert_noop!(give(lasting(MIN_PERIOD - 1)), Why::InvalidPeriod);
		assert_noop!(give(lasting(0)), Why::InvalidPeriod);
		let backwards = Period { from: START + HOUR, until: Some(START) };
		assert_noop!(give(Provision { period: backwards, ..broad() }), Why::InvalidPeriod);
		assert_ok!(give(lasting(MIN_PERIOD)));
		assert_noop!(
			request_consent(PHYSICIAN, AT_HOSPITAL, lasting(MIN_PERIOD - 1)),
			Why::InvalidPeriod
		);

		go_to(START + MIN_PERIOD);
		assert_noop!(give(lasting(MIN_PERIOD)), Why::PeriodEnded);
		let endless = Period { from: u64::MAX, until: None };
		assert_ok!(give(Provision { period: endless, ..broad() }));
		assert!(!is_permitted(&reading()));
	});
}

#[test]
fn a_request_is_answered_until_the_moment_it_lapses() {
	run(|| {
		let asked = Provision { period: Period { from: START, until: None }, ..broad() };
		for (organization, who, capacity) in
			[(HOSPITAL, PHYSICIAN, AT_HOSPITAL), (CLINIC, SPECIALIST, AT_CLINIC)]
		{
			go_to(START);
			assert_ok!(request_consent(who, capacity, asked.clone()));
			assert_eq!(
				Requests::<Test>::get(PATIENT, organization).unwrap().lapses_at,
				START + 7 * DAY
			);
		}
		go_to(START + 7 * DAY - 1);
		assert_ok!(approve(CONTROLLER, HOSPITAL, asked.clone()));
		go_to(START + 7 * DAY);
		assert_noop!(approve(CONTROLLER, CLINIC, asked), Why::RequestNotFound);
		assert_noop!(
			Consent::reject_request(signed(CONTROLLER), PATIENT, CLINIC),
			Why::RequestNotFound
		);
	});
}

#[test]
fn a_revocation_and_a_refusal_count_from_their_own_moment() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		pass(MINUTE);
		revoke(grant);
		let at = START + MINUTE;
		assert!(decide_at(&reading(), at - 1).is_permitted());
		assert!(!decide_at(&reading(), at).is_permitted());

		let again = grant_to(HOSPITAL, broad());
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(again)));
		pass(MINUTE);
		refuse(refusal());
		assert!(decide_at(&reading(), at + MINUTE - 1).is_permitted());
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));
		pass(MINUTE);
		assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, 0));
		assert!(is_permitted(&reading()));
		assert_eq!(decide_at(&reading(), at + MINUTE), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn a_session_is_open_from_its_first_moment_and_not_at_the_one_after_its_last() {
	run(|| {
		license(HOSPITAL);
		pass(MINUTE);
		let session = opened(RESCUER);
		let (from, until) = (START + MINUTE, START + MINUTE + 4 * HOUR);
		assert_eq!(decide(&rescuing()), Decision::Permit(Basis::Emergency(session)));
		go_to(until - 1);
		assert!(is_permitted(&rescuing()));
		assert_noop!(open(RESCUER, PATIENT), Why::EmergencyAlreadyOpen);
		go_to(until);
		assert!(!is_permitted(&rescuing()));
		assert_noop!(close(RESCUER, session), Why::SessionNotFound);
		assert_ok!(open(RESCUER, PATIENT));
		for (at, permitted) in [(from - 1, false), (from, true), (until - 1, true)] {
			assert_eq!(decide_at(&rescuing(), at).is_permitted(), permitted, "at {at}");
		}
	});
}

#[test]
fn a_review_is_overdue_from_the_moment_it_is_due() {
	run(|| {
		license(HOSPITAL);
		for patient in [PATIENT, OTHER_PATIENT, PatientId([9; 32])] {
			Patients::open(patient, CONTROLLER);
		}
		assert_ok!(open(RESCUER, PATIENT));
		assert_ok!(open(RESCUER, OTHER_PATIENT));
		let due = START + 4 * HOUR + 4 * DAY;
		go_to(due - 1);
		assert!(Consent::overdue_reviews(None).reviews.is_empty());
		go_to(due);
		assert_eq!(Consent::overdue_reviews(None).reviews.len(), 2);
	});
}
