//! What is due but disputed stays until that is settled.

use super::*;
use crate::{
	eviction::HOLD_PERIOD, Dispute, DisputeAnswer, Disputes, RejectionReason, Superseded, Verdict,
};
use salus_primitives::CorrectionReason;

/// Five anchors that the hospital wrote, kept for a day, of which the middle one is disputed.
fn disputed() -> Vec<AnchorId> {
	Retention::keep(READINGS, false, DAY);
	permit(Basis::Author);
	let numbers: Vec<AnchorId> = (0..5)
		.map(|number| {
			let origin = RuntimeOrigin::signed(PHYSICIAN);
			let batch = new_batch(READINGS, root(number));
			assert_ok!(RecordAnchor::anchor(
				origin,
				PATIENT,
				batch,
				Purpose::Treatment,
				AT_HOSPITAL
			));
			number as AnchorId
		})
		.collect();
	let dispute = Dispute {
		statement: ROOT,
		filed_at: NOW,
		due: NOW + 60 * DAY,
		answer: None,
		disagreement: None,
	};
	Disputes::<Test>::insert(PATIENT, numbers[2], dispute);
	change(numbers[2], |anchor| anchor.is_disputed = true);
	numbers
}

fn answer(number: AnchorId, verdict: Verdict) {
	Disputes::<Test>::mutate(PATIENT, number, |dispute| {
		let at = Timestamp::get();
		dispute.as_mut().unwrap().answer = Some(DisputeAnswer { verdict, at });
	});
}

const REJECTED: Verdict =
	Verdict::Rejected { reason: RejectionReason::AccurateAndComplete, explanation: None };

#[test]
fn a_disputed_anchor_is_held_until_it_is_answered() {
	run(|| {
		let numbers = disputed();
		pass(2 * DAY);
		let since = today();
		System::reset_events();
		settle_once();
		assert_eq!(standing(&numbers), vec![numbers[2]]);
		let until = Some(since + HOLD_PERIOD);
		assert_eq!(stored(numbers[2]).keep_until, until);
		System::assert_has_event(
			Event::RetentionExtended { patient: PATIENT, anchor: numbers[2], until }.into(),
		);
		assert_eq!(listed(READINGS, 10), vec![numbers[2]]);

		// Nobody answers: it is held again.
		go_to(since + HOLD_PERIOD);
		settle();
		assert_eq!(stored(numbers[2]).keep_until, Some(since + 2 * HOLD_PERIOD));
		answer(numbers[2], REJECTED);
		go_to(since + 2 * HOLD_PERIOD - 1);
		settle();
		assert!(exists(numbers[2]));
		go_to(since + 2 * HOLD_PERIOD);
		let copies = copies();
		settle();
		assert!(!exists(numbers[2]));
		assert_provable(PATIENT, &[numbers[2]], &copies);
		assert_eq!(DueOn::<Test>::iter().count(), 0);
		assert_eq!(Disputes::<Test>::iter().count(), 0);
	});
}

/// One idle block, whose events stay.
fn settle_once() {
	idle(Weight::MAX);
}

#[test]
fn an_anchor_is_held_until_its_author_did_what_it_upheld() {
	run(|| {
		let numbers = disputed();
		answer(numbers[2], Verdict::Upheld);
		pass(2 * DAY);
		settle();
		assert_eq!(standing(&numbers), vec![numbers[2]]);
		change(numbers[2], |anchor| {
			let reason = CorrectionReason::DisputeUpheld;
			anchor.superseded = Some(Superseded { by: 9, at: NOW, reason });
		});
		pass(DAY * Moment::from(HOLD_PERIOD));
		settle();
		assert!(!exists(numbers[2]));
	});
}

#[test]
fn a_rejected_dispute_holds_nothing() {
	run(|| {
		let numbers = disputed();
		answer(numbers[2], REJECTED);
		pass(2 * DAY);
		settle();
		assert_eq!(standing(&numbers), Vec::<AnchorId>::new());
	});
}

#[test]
fn a_chain_that_stood_still_holds_from_today_on() {
	run(|| {
		let numbers = disputed();
		idle(Weight::MAX);
		pass(400 * DAY);
		settle();
		assert_eq!(stored(numbers[2]).keep_until, Some(today() + HOLD_PERIOD));
	});
}

/// An anchor was kept longer, until a day on which its list had a run of its own: the run came to it first, and it stood with a
/// row on a day that was not its own.
#[test]
fn an_anchor_that_a_run_comes_to_first_is_due_on_one_day_alone() {
	run(|| {
		let numbers = disputed();
		let until = today() + 30;
		extended(numbers[2], Some(until));
		let before = DueOn::<Test>::iter_prefix(today() + 2).count();
		assert_eq!(before, 1);
		// What its list got on the same day is due on the day until which it is kept.
		let row = DueKey::Run { patient: PATIENT, bucket: 3, anchored_on: today() };
		let newest = DueOn::<Test>::take(today() + 2, row).unwrap();
		DueOn::<Test>::insert(until, row, newest);
		for number in numbers.iter().filter(|number| **number != numbers[2]) {
			change(*number, |anchor| anchor.keep_until = Some(until));
		}
		go_to(until);
		let days = crate::eviction::Days { due: until, today: until };
		while let Some(newest) = DueOn::<Test>::get(until, row) {
			RecordAnchor::work_off(row, newest, days);
			crate::EvictionDay::<Test>::put(until);
			RecordAnchor::do_try_state().unwrap();
		}
		assert_eq!(standing(&numbers), vec![numbers[2]]);
		let single = DueKey::Single { patient: PATIENT, anchor: numbers[2] };
		let rows: Vec<_> = DueOn::<Test>::iter().collect();
		assert_eq!(rows, vec![(until + HOLD_PERIOD, single, numbers[2])]);
	});
}
