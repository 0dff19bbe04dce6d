//! Judging sessions: nobody judges its own, and nobody is spared the review.

use super::{super::emergency::review_session, *};
use frame_support::assert_noop;
use salus_primitives::{doubles::MisconductHook, EmergencyFlag, EmergencyFlags};

#[test]
fn overdue_reviews_flag_an_organizations_sessions_until_they_are_done() {
	run(|| {
		license(HOSPITAL);
		license(CLINIC);
		Providers::admit(CLINIC, SPECIALIST, Roles::of(&[Role::Physician, Role::Emergency]));
		Patients::open(OTHER_PATIENT, OTHER_CONTROLLER);
		assert_ok!(open(RESCUER, PATIENT));
		assert_ok!(open(RESCUER, OTHER_PATIENT));
		next_block();
		let flags = |session| Consent::session(session).expect("opened").flags;
		let overdue = EmergencyFlags::of(&[EmergencyFlag::ReviewsOverdue]);
		go_to(START + 4 * HOUR + 4 * DAY);
		assert_eq!(flags(opened(RESCUER)), overdue);
		// A licence that is given anew forgives nothing; another organization is not concerned.
		license(HOSPITAL);
		assert_ok!(open(RESCUER, OTHER_PATIENT));
		assert_eq!(flags(3), overdue);
		assert_ok!(open_in(SPECIALIST, PATIENT, AT_CLINIC));
		assert!(flags(4).is_empty());
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, 0, true));
		assert_ok!(close(RESCUER, 3));
		assert_ok!(open(RESCUER, OTHER_PATIENT));
		assert!(flags(5).is_empty());
	});
}

#[test]
fn a_patients_closing_spares_nobody_the_review() {
	run(|| {
		license(HOSPITAL);
		Patients::open(OTHER_PATIENT, OTHER_CONTROLLER);
		assert_ok!(open(RESCUER, OTHER_PATIENT));
		Patients::close(OTHER_PATIENT);
		review_session(0, false);
		assert_eq!(MisconductHook::heard().len(), 1);
	});
}

#[test]
fn nobody_judges_its_own_session_in_whatever_capacity() {
	run(|| {
		license(HOSPITAL);
		let session = opened(RESCUER);
		pass(DAY);
		// Its privacy officer; the rescuer itself, who is one elsewhere.
		assert_noop!(
			review(HOSPITAL_OFFICER, AT_HOSPITAL, session, true),
			Why::CannotReviewOwnSession
		);
		Providers::admit(CLINIC, RESCUER, Roles::ALL);
		assert_noop!(review(RESCUER, AT_CLINIC, session, true), Why::CannotReviewOwnSession);
		Providers::admit(HOSPITAL, RESCUER, Roles::ALL);
		assert_noop!(review(RESCUER, AT_HOSPITAL, session, true), Why::CannotReviewOwnSession);
		// Whoever is no privacy officer judges nothing.
		assert_noop!(review(SPECIALIST, AT_CLINIC, session, true), DispatchError::BadOrigin);
		assert_noop!(review(CLINIC_OFFICER, AT_HOSPITAL, session, true), DispatchError::BadOrigin);
		// An organization that has followed the hospital is the hospital.
		let heir = 12;
		Providers::admit(heir, 40, Roles::ALL);
		Providers::succeed(HOSPITAL, heir);
		let at_the_heirs = Capacity::Practitioner { organization: heir };
		assert_noop!(review(40, at_the_heirs, session, true), Why::CannotReviewOwnSession);
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, session, true));
		// Once: neither takes it back nor makes it worse.
		for is_justified in [true, false] {
			assert_noop!(
				review(CLINIC_OFFICER, AT_CLINIC, session, is_justified),
				Why::AlreadyReviewed
			);
		}
		assert!(MisconductHook::heard().is_empty());
	});
}

#[test]
fn a_gateway_judges_no_session_that_it_signed() {
	run(|| {
		license(HOSPITAL);
		Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, Roles::of(&[Role::Emergency]));
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		assert_ok!(open_in(GATEWAY, PATIENT, capacity));
		pass(DAY);
		// Whoever holds the gateway's key is a privacy officer elsewhere, by the same account.
		Providers::admit(CLINIC, GATEWAY, Roles::ALL);
		assert_noop!(review(GATEWAY, AT_CLINIC, 0, true), Why::CannotReviewOwnSession);
	});
}
