//! A privacy officer read what a practitioner had done in an open session and sent the verdict that it was
//! justified. Until it was in a block the practitioner opened other records: the verdict covered them, too.

use super::*;
use frame_support::assert_noop;

#[test]
fn a_verdict_covers_what_the_reviewer_has_not_seen() {
	run(|| {
		let session = open_session();
		assert!(is_permitted(&by_rescuer()), "the practitioner can go on");
		assert_noop!(give_verdict(session, true), Error::<Test>::SessionStillOpen);
		let until = Sessions::<Test>::get(session).unwrap().until;
		go_to(until - 1);
		assert_noop!(give_verdict(session, true), Error::<Test>::SessionStillOpen);
		go_to(until);
		assert!(!is_permitted(&by_rescuer()));
		assert_ok!(give_verdict(session, true));
	});
}
