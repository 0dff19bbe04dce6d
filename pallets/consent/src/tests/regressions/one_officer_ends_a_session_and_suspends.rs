//! One privacy officer of any organization judged a session in the block after its opening, without a word why: the
//! session ended, and the rescuer was suspended for every patient of its hospital.

use super::*;
use frame_support::assert_noop;
use salus_primitives::doubles::MisconductHook;

#[test]
fn one_officer_neither_ends_a_session_nor_suspends() {
	run(|| {
		// Whoever was not drawn has no say for a while, not even when the session is over.
		let competitor = 12;
		let at_competitor = Capacity::Practitioner { organization: competitor };
		let session = open_session();
		Providers::admit(competitor, 61, Roles::of(&[Role::PrivacyOfficer]));
		let judge = |findings| {
			Consent::review_emergency(signed(61), session, at_competitor, false, findings)
		};
		assert_noop!(judge(Some(FINDINGS)), Error::<Test>::SessionStillOpen);
		assert!(is_permitted(&by_rescuer()));
		pass(HOUR);
		assert_noop!(judge(Some(FINDINGS)), Error::<Test>::NotDrawn);
		pass(REVIEW_PERIOD);
		assert_noop!(judge(None), Error::<Test>::FindingsMissing);
		assert_ok!(judge(Some(FINDINGS)));
		assert_eq!(MisconductHook::heard(), vec![]);
		pass(REVIEW_PERIOD);
		assert_noop!(judge(Some(FINDINGS)), Error::<Test>::CannotReviewTwice);
		assert_eq!(MisconductHook::heard(), vec![]);
	});
}
