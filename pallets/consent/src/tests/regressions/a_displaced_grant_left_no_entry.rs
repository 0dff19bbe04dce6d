//! A referral that had to make room for a grant of the patient's own ended without an entry: the trail told of no end.

use super::*;

#[test]
fn a_displaced_grant_leaves_an_entry() {
	run(|| {
		fill_the_list_of_live_grants();
		let entries = Trail::entries().len();
		let given = grant_to(CLINIC, broad());
		let controller = Actor::Person(CONTROLLER);
		assert_eq!(
			Trail::entries().split_off(entries),
			[
				(
					TrailId::Patient(PATIENT),
					controller.clone(),
					AuditedEvent::ConsentDisplaced { grant: 8, organization: 207 }
				),
				(
					TrailId::Patient(PATIENT),
					controller,
					AuditedEvent::ConsentGranted {
						grant: given,
						organization: CLINIC,
						content: content_of(&broad()),
					}
				),
			]
		);
		assert!(!head().is_live(8));
	});
}

#[test]
fn so_does_one_that_makes_room_for_what_was_asked_for() {
	run(|| {
		fill_the_list_of_live_grants();
		let capacity = Capacity::Practitioner { organization: CLINIC };
		let reason = Default::default();
		let by = signed(SPECIALIST);
		assert_ok!(Consent::request_consent(by, PATIENT, capacity, broad(), reason));
		let by = signed(CONTROLLER);
		assert_ok!(Consent::approve_request(by, PATIENT, CLINIC, broad(), None, None));
		let displaced = AuditedEvent::ConsentDisplaced { grant: 8, organization: 207 };
		assert_eq!(Trail::entries().iter().filter(|(.., event)| *event == displaced).count(), 1);
	});
}
