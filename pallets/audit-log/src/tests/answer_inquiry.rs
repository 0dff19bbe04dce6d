//! Answering for an entry.

use super::inquiring::*;
use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{
	doubles::{Patients, Providers},
	Actor, AuditedEvent, Capacity, InquiryAnswer, PractitionerId, Role, Roles, TrailId,
};
use sp_runtime::DispatchError;

#[test]
fn a_privacy_officer_answers_and_that_ends_it() {
	with_officers(|| {
		let sequence = contested_entry();
		assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
		let answered = inquiry(sequence).unwrap();
		assert!(answered.is_answered && answered.is_over());
		assert!(due().is_empty());
		assert_eq!(contested(), 0);
		System::assert_last_event(
			Event::InquiryAnswered {
				trail: TRAIL,
				sequence,
				organization: HOSPITAL,
				answer: InquiryAnswer::Justified,
			}
			.into(),
		);
		let said = AuditedEvent::InquiryAnswered {
			entry: sequence,
			answer: InquiryAnswer::Justified,
			is_late: false,
			statement: REPLY,
		};
		assert_eq!(latest_entry(), (BY_OFFICER, said));
	});
}

#[test]
fn a_privacy_officer_without_an_account_answers_through_the_gateway() {
	with_officers(|| {
		// Also for what others did through the same gateway, which is no person.
		for actor in [BY_PHYSICIAN, BY_RESIDENT] {
			let sequence = written_by(actor);
			assert_ok!(contest(CONTROLLER, sequence));
			assert_ok!(answer(GATEWAY, FOR_OFFICER, sequence));
			let by = Actor::Gateway {
				organization: HOSPITAL,
				account: GATEWAY,
				practitioner: SILENT_OFFICER,
			};
			assert_eq!(latest_entry().0, by);
		}
	});
}

#[test]
fn nobody_but_a_privacy_officer_answers() {
	with_officers(|| {
		let sequence = contested_entry();
		for (who, capacity) in [
			(PHYSICIAN, AT_HOSPITAL),
			(GATEWAY, FOR_RESIDENT),
			(OUTSIDER, AT_HOSPITAL),
			(OUTSIDER, FOR_OFFICER),
			(CONTROLLER, PERSON),
			(OFFICER, PERSON),
			(OFFICER, NOWHERE),
		] {
			assert_noop!(answer(who, capacity, sequence), Error::<Test>::NotAuthorized);
		}
		assert_noop!(
			AuditLog::answer_inquiry(
				RuntimeOrigin::root(),
				AT_HOSPITAL,
				TRAIL,
				sequence,
				InquiryAnswer::Justified,
				REPLY
			),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn a_privacy_officer_of_another_organization_has_nothing_to_answer() {
	with_officers(|| {
		const ELSEWHERE: u64 = 41;
		Providers::admit(ARCHIVE, ELSEWHERE, Roles::ALL);
		let at_archive = Capacity::Practitioner { organization: ARCHIVE };
		let sequence = contested_entry();
		assert_noop!(answer(ELSEWHERE, at_archive, sequence), Error::<Test>::InquiryNotFound);
		assert_noop!(answer(ELSEWHERE, AT_HOSPITAL, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn nobody_answers_for_what_it_did_itself() {
	with_officers(|| {
		let by_silent_officer = Actor::Gateway {
			organization: HOSPITAL,
			account: GATEWAY,
			practitioner: SILENT_OFFICER,
		};
		let as_hospital = Actor::Organization { organization: HOSPITAL, account: OFFICER };
		let own = [
			(BY_OFFICER, OFFICER, AT_HOSPITAL),
			(as_hospital, OFFICER, AT_HOSPITAL),
			(by_silent_officer, GATEWAY, FOR_OFFICER),
		];
		for (actor, who, capacity) in own {
			let sequence = written_by(actor);
			assert_ok!(contest(CONTROLLER, sequence));
			assert_noop!(answer(who, capacity, sequence), Error::<Test>::NotAuthorized);
		}
		// Each of them answers for the other.
		assert_ok!(answer(GATEWAY, FOR_OFFICER, 0));
		assert_ok!(answer(OFFICER, AT_HOSPITAL, 4));
	});
}

#[test]
fn an_account_does_not_answer_for_itself_in_another_capacity() {
	with_officers(|| {
		// The officer's account is a gateway, too, and the other way round.
		let officer = Roles::of(&[Role::PrivacyOfficer]);
		Providers::admit_through(HOSPITAL, OFFICER, SILENT_OFFICER, officer);
		Providers::admit(HOSPITAL, GATEWAY, officer);
		let sequence = written_by(BY_OFFICER);
		assert_ok!(contest(CONTROLLER, sequence));
		assert_noop!(answer(OFFICER, FOR_OFFICER, sequence), Error::<Test>::NotAuthorized);

		let sequence = written_by(BY_RESIDENT);
		assert_ok!(contest(CONTROLLER, sequence));
		assert_noop!(answer(GATEWAY, AT_HOSPITAL, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn what_nobody_asks_about_is_not_answered() {
	with_officers(|| {
		let sequence = written_by(BY_PHYSICIAN);
		for place in [sequence, sequence + 1] {
			assert_noop!(answer(OFFICER, AT_HOSPITAL, place), Error::<Test>::InquiryNotFound);
		}
		let by_patient = written_by(Actor::Person(CONTROLLER));
		assert_noop!(answer(OFFICER, AT_HOSPITAL, by_patient), Error::<Test>::InquiryNotFound);
		assert_ok!(contest(CONTROLLER, sequence));
		let other = TrailId::Organization(HOSPITAL);
		assert_noop!(
			answer_in(other, OFFICER, AT_HOSPITAL, sequence),
			Error::<Test>::InquiryNotFound
		);
	});
}

#[test]
fn an_inquiry_is_answered_once() {
	with_officers(|| {
		let sequence = contested_entry();
		assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
		for (who, capacity) in [(OFFICER, AT_HOSPITAL), (GATEWAY, FOR_OFFICER)] {
			assert_noop!(answer(who, capacity, sequence), Error::<Test>::AlreadyAnswered);
		}
	});
}

#[test]
fn an_answer_is_late_from_its_date_on() {
	with_officers(|| {
		for (raised, later, late) in
			[(0, ANSWER_PERIOD - 1, false), (ANSWER_PERIOD, ANSWER_PERIOD, true)]
		{
			wait(raised);
			let sequence = contested_entry();
			wait(raised + later);
			assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
			assert!(
				matches!(latest_entry().1, AuditedEvent::InquiryAnswered { is_late, .. } if is_late == late)
			);
			// What was answered before it went to the authority does not go there.
			assert!(inquiry(sequence).unwrap().is_over());
			assert!(due().is_empty());
		}
		wait(3 * ANSWER_PERIOD);
		idle();
		assert!(escalated().is_empty());
	});
}

#[test]
fn an_answer_after_the_date_leaves_the_last_word_to_the_authority() {
	with_officers(|| {
		let sequence = contested_entry();
		let_it_be_overdue();
		assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
		assert!(matches!(latest_entry().1, AuditedEvent::InquiryAnswered { is_late: true, .. }));
		assert!(!inquiry(sequence).unwrap().is_over());
		assert_eq!(escalated(), [sequence]);
		assert_eq!(contested(), 1);
		assert_ok!(resolve(sequence));
		assert!(inquiry(sequence).unwrap().is_over());
		assert_eq!(contested(), 0);
	});
}

#[test]
fn after_the_last_word_nobody_answers() {
	with_officers(|| {
		let sequence = contested_entry();
		let_it_be_overdue();
		assert_ok!(resolve(sequence));
		assert_noop!(answer(OFFICER, AT_HOSPITAL, sequence), Error::<Test>::AlreadyAnswered);
		assert_eq!(contested(), 0);
	});
}

#[test]
fn whoever_followed_an_organization_answers_for_it() {
	const SUCCESSOR: u32 = 5;
	const AT_SUCCESSOR: Capacity = Capacity::Practitioner { organization: SUCCESSOR };
	const NEW_OFFICER: u64 = 51;
	with_officers(|| {
		let sequence = contested_entry();
		Providers::admit(SUCCESSOR, NEW_OFFICER, Roles::of(&[Role::PrivacyOfficer]));
		assert_noop!(answer(NEW_OFFICER, AT_SUCCESSOR, sequence), Error::<Test>::InquiryNotFound);

		Providers::succeed_at(HOSPITAL, SUCCESSOR, NOW + 1_000);
		wait(1_000);
		assert_noop!(answer(OFFICER, AT_HOSPITAL, sequence), Error::<Test>::NotAuthorized);
		assert_ok!(answer(NEW_OFFICER, AT_SUCCESSOR, sequence));
		assert!(inquiry(sequence).unwrap().is_over(), "it stays the predecessor's inquiry");
		System::assert_last_event(
			Event::InquiryAnswered {
				trail: TRAIL,
				sequence,
				organization: SUCCESSOR,
				answer: InquiryAnswer::Justified,
			}
			.into(),
		);
	});
}

#[test]
fn whoever_moved_to_the_successor_does_not_answer_for_itself_there() {
	const SUCCESSOR: u32 = 5;
	const AT_SUCCESSOR: Capacity = Capacity::Practitioner { organization: SUCCESSOR };
	with_officers(|| {
		let sequence = contested_entry();
		Providers::admit(SUCCESSOR, PHYSICIAN, Roles::of(&[Role::PrivacyOfficer]));
		Providers::succeed(HOSPITAL, SUCCESSOR);
		assert_noop!(answer(PHYSICIAN, AT_SUCCESSOR, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn a_flagged_release_is_answered_without_counting() {
	with_officers(|| {
		let contested_one = contested_entry();
		let flagged = flagged_release();
		assert_ok!(answer(OFFICER, AT_HOSPITAL, flagged));
		assert_eq!(contested(), 1);
		assert_ok!(answer(OFFICER, AT_HOSPITAL, contested_one));
		assert_eq!(contested(), 0);
	});
}

#[test]
fn what_is_flagged_in_an_organizations_trail_is_answered_there() {
	with_officers(|| {
		let trail = TrailId::Organization(HOSPITAL);
		let sequence = flagged_in(trail, Some(NOBODY));
		assert_ok!(answer_in(trail, OFFICER, AT_HOSPITAL, sequence));
		assert_eq!(AuditLog::head(trail).next, 2);
		assert!(due().is_empty());
	});
}

#[test]
fn what_was_contested_is_answered_also_after_the_patient_was_closed() {
	with_officers(|| {
		let sequence = contested_entry();
		Patients::close(PATIENT);
		assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
		assert_eq!(contested(), 0);
	});
}

#[test]
fn an_officer_who_left_answers_no_more() {
	with_officers(|| {
		let sequence = contested_entry();
		Providers::dismiss_at(HOSPITAL, &PractitionerId::Account(OFFICER), NOW + 1);
		assert!(answerable_by(OFFICER, AT_HOSPITAL));
		wait(1);
		assert!(!answerable_by(OFFICER, AT_HOSPITAL));
		assert_noop!(answer(OFFICER, AT_HOSPITAL, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn answering_is_free_for_privacy_officers() {
	with_officers(|| {
		assert!(answerable_by(OFFICER, AT_HOSPITAL));
		assert!(answerable_by(GATEWAY, FOR_OFFICER));
		assert!(!answerable_by(PHYSICIAN, AT_HOSPITAL));
		assert!(!answerable_by(GATEWAY, FOR_RESIDENT));
		assert!(!answerable_by(OFFICER, PERSON));
		assert!(!answerable_by(OUTSIDER, FOR_OFFICER));
	});
}

/// Whether `who` pays no fee for an answer.
fn answerable_by(who: u64, capacity: Capacity) -> bool {
	let call = crate::Call::<Test>::answer_inquiry {
		capacity,
		trail: TRAIL,
		sequence: 0,
		answer: InquiryAnswer::Justified,
		statement: REPLY,
	};
	call.is_feeless(&RuntimeOrigin::signed(who))
}
