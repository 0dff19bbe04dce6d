//! The authority's last word.

use super::inquiring::*;
use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, Commitment, InquiryVerdict, TrailId};
use sp_runtime::DispatchError;

#[test]
fn the_authority_has_the_last_word_on_what_was_not_answered() {
	with_officers(|| {
		let sequence = contested_entry();
		let_it_be_overdue();
		let findings = Some(Commitment::repeat_byte(9));
		let verdict = InquiryVerdict::Upheld;
		assert_ok!(AuditLog::resolve_inquiry(
			RuntimeOrigin::root(),
			HOSPITAL,
			TRAIL,
			sequence,
			verdict,
			findings
		));
		let resolved = inquiry(sequence).unwrap();
		assert!(resolved.is_resolved && !resolved.is_answered && resolved.is_over());
		assert!(escalated().is_empty());
		assert_eq!(contested(), 0);
		System::assert_last_event(
			Event::InquiryResolved { trail: TRAIL, sequence, organization: HOSPITAL, verdict }
				.into(),
		);
		let said = AuditedEvent::InquiryResolved { entry: sequence, verdict, findings };
		assert_eq!(latest_entry(), (Actor::Authority, said));
	});
}

#[test]
fn the_authority_has_no_say_before_the_date() {
	with_officers(|| {
		let sequence = contested_entry();
		assert_noop!(resolve(sequence), Error::<Test>::NotEscalated);
		// Overdue alone is not enough: that it is stands in the trail first.
		wait(ANSWER_PERIOD);
		assert_noop!(resolve(sequence), Error::<Test>::NotEscalated);
		assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
		assert_noop!(resolve(sequence), Error::<Test>::NotEscalated);
	});
}

#[test]
fn the_last_word_is_spoken_once() {
	with_officers(|| {
		let sequence = contested_entry();
		let_it_be_overdue();
		assert_ok!(resolve(sequence));
		assert_noop!(resolve(sequence), Error::<Test>::NotEscalated);
		assert_eq!(contested(), 0);
	});
}

#[test]
fn there_is_no_last_word_where_nothing_was_asked() {
	with_officers(|| {
		let sequence = contested_entry();
		let_it_be_overdue();
		for (organization, trail, place) in [
			(ARCHIVE, TRAIL, sequence),
			(HOSPITAL, TrailId::Organization(HOSPITAL), sequence),
			(HOSPITAL, TRAIL, sequence + 1),
		] {
			assert_noop!(resolve_of(organization, trail, place), Error::<Test>::InquiryNotFound);
		}
	});
}

#[test]
fn nobody_but_the_authority_has_the_last_word() {
	with_officers(|| {
		let sequence = contested_entry();
		let_it_be_overdue();
		for who in [CONTROLLER, OFFICER, PHYSICIAN] {
			assert_noop!(
				AuditLog::resolve_inquiry(
					RuntimeOrigin::signed(who),
					HOSPITAL,
					TRAIL,
					sequence,
					InquiryVerdict::Unfounded,
					None
				),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn of_several_each_is_resolved_for_itself() {
	with_officers(|| {
		let all = [contested_entry(), contested_entry(), contested_entry()];
		let flagged = flagged_release();
		let_it_be_overdue();
		assert_ok!(resolve(all[1]));
		assert_eq!(escalated(), [all[0], all[2], flagged]);
		assert_eq!(contested(), 2);
		assert_ok!(resolve(flagged));
		assert_eq!(contested(), 2);
		assert_ok!(answer(OFFICER, AT_HOSPITAL, all[2]));
		assert_ok!(resolve(all[2]));
		assert_ok!(resolve(all[0]));
		assert_eq!(contested(), 0);
		assert!(escalated().is_empty());
	});
}
