//! What happens when no answer comes.

use super::inquiring::*;
use crate::{mock::*, EscalationDay, Event, Pallet, WeightInfo};
use frame_support::{
	assert_ok,
	weights::{Weight, WeightMeter},
};
use salus_primitives::{day_of, dice::Dice, Actor, AuditedEvent, Moment, Sequence, TrailId, DAY};

/// What escalating one inquiry costs, with its entry.
fn step() -> Weight {
	<() as WeightInfo>::escalate_inquiry()
}

/// Escalates with so much weight, and tells how much of it was used.
fn escalate_within(limit: Weight) -> Weight {
	let mut meter = WeightMeter::with_limit(limit);
	Pallet::<Test>::escalate(&mut meter);
	meter.consumed()
}

#[test]
fn what_is_not_answered_in_time_goes_to_the_authority() {
	with_officers(|| {
		let sequence = contested_entry();
		let_it_be_overdue();
		let overdue = inquiry(sequence).unwrap();
		assert!(overdue.is_escalated && !overdue.is_over());
		assert_eq!(escalated(), [sequence]);
		assert!(due().is_empty());
		assert_eq!(contested(), 1, "it waits for the authority");
		System::assert_last_event(
			Event::InquiryEscalated { trail: TRAIL, sequence, organization: HOSPITAL }.into(),
		);
		let said = AuditedEvent::InquiryEscalated { entry: sequence };
		assert_eq!(latest_entry(), (Actor::Chain, said));
	});
}

#[test]
fn nothing_goes_to_the_authority_before_its_date() {
	with_officers(|| {
		let sequence = contested_entry();
		for later in [0, 1, DAY, ANSWER_PERIOD - 1] {
			wait(later);
			idle();
			assert!(escalated().is_empty());
		}
		assert_eq!(due(), [(day_of(NOW + ANSWER_PERIOD), sequence)]);
		// A day after its date at the latest.
		wait(ANSWER_PERIOD + DAY);
		idle();
		assert_eq!(escalated(), [sequence]);
	});
}

#[test]
fn it_goes_there_once() {
	with_officers(|| {
		contested_entry();
		let_it_be_overdue();
		let head = AuditLog::head(TRAIL);
		idle();
		wait(ANSWER_PERIOD + 3 * DAY);
		idle();
		assert_eq!(AuditLog::head(TRAIL), head);
	});
}

#[test]
fn what_was_answered_does_not_go_there() {
	with_officers(|| {
		let answered = contested_entry();
		let unanswered = contested_entry();
		assert_ok!(answer(OFFICER, AT_HOSPITAL, answered));
		let_it_be_overdue();
		assert_eq!(escalated(), [unanswered]);
		assert!(!inquiry(answered).unwrap().is_escalated);
	});
}

#[test]
fn a_flagged_release_goes_there_too() {
	with_officers(|| {
		let flagged = flagged_release();
		let_it_be_overdue();
		assert_eq!(escalated(), [flagged]);
		assert_eq!(contested(), 0);
	});
}

#[test]
fn an_inquiry_in_an_organizations_trail_is_told_there() {
	with_officers(|| {
		let trail = TrailId::Organization(HOSPITAL);
		let sequence = flagged_in(trail, Some(NOBODY));
		let_it_be_overdue();
		let (_, told) = AuditLog::entries(trail, sequence + 1, 1).remove(0);
		assert_eq!(told.event, AuditedEvent::InquiryEscalated { entry: sequence });
		assert_eq!(told.actor, Actor::Chain);
	});
}

#[test]
fn days_on_which_no_block_had_room_are_made_up_for() {
	with_officers(|| {
		let mut all = Vec::new();
		for day in 0..5 {
			wait(day * DAY);
			all.push(contested_entry());
		}
		wait(ANSWER_PERIOD + 3 * DAY);
		idle();
		assert_eq!(escalated(), all[..3]);
		wait(ANSWER_PERIOD + 60 * DAY);
		escalate_within(Weight::MAX);
		assert_eq!(escalated(), all);
	});
}

#[test]
fn an_inquiry_after_long_silence_is_found() {
	with_officers(|| {
		contested_entry();
		let_it_be_overdue();
		// No block had room for a year, and the day stands where it stood.
		let later = 365 * DAY;
		wait(later);
		let sequence = contested_entry();
		wait(later + ANSWER_PERIOD + DAY);
		idle();
		assert!(escalated().contains(&sequence));
	});
}

#[test]
fn a_block_takes_no_more_than_it_has_room_for() {
	with_officers(|| {
		let all: Vec<_> = (0..10).map(|_| contested_entry()).collect();
		wait(ANSWER_PERIOD + DAY);
		// Looking where to begin, and room to note where it ended.
		let look = <Test as frame_system::Config>::DbWeight::get().reads_writes(1, 1);
		assert_eq!(escalate_within(Weight::zero()), Weight::zero());
		escalate_within(look);
		assert!(escalated().is_empty());
		let three = look.saturating_add(step().saturating_mul(3));
		// Some days in which nothing was due are passed on the way.
		let days = day_of(NOW + ANSWER_PERIOD) - EscalationDay::<Test>::get().unwrap();
		let passing = <Test as frame_system::Config>::DbWeight::get().reads(days.into());
		assert_eq!(escalate_within(three.saturating_add(passing)), three.saturating_add(passing));
		assert_eq!(escalated().len(), 3);
		assert_eq!(due().len(), 7);
		assert_eq!(escalate_within(three), three);
		assert_eq!(escalated().len(), 6);
		idle();
		assert_eq!(escalated(), all);
	});
}

#[test]
fn a_block_without_anything_due_looks_once() {
	with_officers(|| {
		let read = <Test as frame_system::Config>::DbWeight::get().reads(1);
		assert_eq!(escalate_within(Weight::MAX), read);
		contested_entry();
		assert_eq!(escalate_within(Weight::MAX), read);
		let_it_be_overdue();
		assert_eq!(escalate_within(Weight::MAX), read);
	});
}

#[test]
fn the_day_is_that_of_the_first_inquiry() {
	with_officers(|| {
		idle();
		assert_eq!(EscalationDay::<Test>::get(), None);
		wait(3 * DAY);
		contested_entry();
		assert_eq!(EscalationDay::<Test>::get(), Some(day_of(NOW + 3 * DAY)));
		wait(5 * DAY);
		contested_entry();
		assert_eq!(EscalationDay::<Test>::get(), Some(day_of(NOW + 3 * DAY)));
		idle();
		assert_eq!(EscalationDay::<Test>::get(), Some(day_of(NOW + 5 * DAY)));
	});
}

/// Whatever room blocks have, however the clock jumps, and whenever answers come: nothing goes to the authority before its
/// date or after an answer in time, and everything else does once a block has room.
#[test]
fn under_any_weight_exactly_what_is_overdue_goes_to_the_authority() {
	for seed in 0..30 {
		with_officers(|| random_days(&mut Dice::new(seed)));
	}
}

fn random_days(dice: &mut Dice) {
	let mut clock: Moment = 0;
	let mut open: Vec<(Sequence, Moment)> = Vec::new();
	for _ in 0..80 {
		match dice.below(5) {
			0 => {
				let sequence = written_by(BY_PHYSICIAN);
				if contest(CONTROLLER, sequence).is_ok() {
					open.push((sequence, NOW + clock + ANSWER_PERIOD));
				}
			},
			1 => {
				if let Some((sequence, _)) = dice.pick_any(&open) {
					if !inquiry(sequence).unwrap().is_escalated {
						assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
						open.retain(|(other, _)| *other != sequence);
					}
				}
			},
			2 => {
				clock += dice.below(4 * DAY);
				wait(clock);
			},
			_ => {
				let limit = step().saturating_mul(dice.below(4)).saturating_add(
					<Test as frame_system::Config>::DbWeight::get()
						.reads_writes(dice.below(20), dice.below(2)),
				);
				assert!(limit.all_gte(escalate_within(limit)));
			},
		}
		for (sequence, due) in &open {
			assert!(!inquiry(*sequence).unwrap().is_escalated || *due <= NOW + clock);
		}
		let mut unanswered: Vec<_> = open.iter().map(|(sequence, _)| *sequence).collect();
		unanswered.sort();
		let mut known: Vec<_> = due().into_iter().map(|(_, place)| place).collect();
		known.extend(escalated());
		known.sort();
		assert_eq!(known, unanswered, "each is to be answered, or with the authority");
	}
	clock += ANSWER_PERIOD + DAY;
	wait(clock);
	escalate_within(Weight::MAX);
	let mut unanswered: Vec<_> = open.iter().map(|(sequence, _)| *sequence).collect();
	unanswered.sort();
	assert_eq!(escalated(), unanswered);
}
