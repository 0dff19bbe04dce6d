//! A privacy officer read what a practitioner had done in an open session and sent the verdict that it was
//! justified. Until it was in a block the practitioner opened other records: the verdict covered them, too.

use super::*;
use frame_support::assert_noop;

#[test]
fn a_verdict_covers_what_the_reviewer_has_not_seen() {
	run(|| {
		let session = open_session();
		let judge = |is_justified| {
			let by_officer = signed(CLINIC_OFFICER);
			Consent::review_emergency(by_officer, session, AT_CLINIC, is_justified, None)
		};
		assert!(is_permitted(&by_rescuer()), "the practitioner can go on");
		assert_noop!(judge(true), Error::<Test>::SessionStillOpen);
		let until = Sessions::<Test>::get(session).unwrap().until;
		go_to(until - 1);
		assert_noop!(judge(true), Error::<Test>::SessionStillOpen);
		go_to(until);
		assert!(!is_permitted(&by_rescuer()));
		assert_ok!(judge(true));
	});
}

#[test]
fn a_session_that_is_not_justified_ends_while_it_is_open() {
	run(|| {
		let session = open_session();
		let by_officer = signed(CLINIC_OFFICER);
		assert_ok!(Consent::review_emergency(by_officer, session, AT_CLINIC, false, None));
		assert!(!is_permitted(&by_rescuer()));
	});
}
