//! What is no longer kept goes, the oldest first, and nothing else.

use super::entries::*;
use crate::{
	chain, mock::*, pruning::trails::MAX_PRUNED, ticket::hour_of, Activities, Entries, Escalated,
	Event, FirstActivityDay, FirstRedeemedHour, Flagged, Heads, Inquiries, InquiriesDue,
	InquiryCause, PrunedLast, Redeemed, TrailRetention, WeightInfo,
};
use frame_support::{
	traits::{Get, Hooks},
	weights::{constants::ParityDbWeight, Weight, WeightMeter},
};
use salus_primitives::{
	day_of, Actor, AuditTrail, AuditedEvent, InquiryVerdict, PatientId, Purpose, Sequence, TrailId,
	DAY, HOUR,
};

fn prune_within(weight: Weight) -> Weight {
	let mut meter = WeightMeter::with_limit(weight);
	AuditLog::prune(&mut meter);
	meter.consumed()
}

fn first() -> Sequence {
	AuditLog::head(TRAIL).first
}

#[test]
fn an_entry_goes_when_its_retention_is_over_and_not_before() {
	ExtBuilder::default().build_and_execute(|| {
		key_replaced(1);
		wait(SHORTEST_RETENTION - 1);
		prune();
		assert_eq!(first(), 0);
		wait(SHORTEST_RETENTION);
		prune();
		assert_eq!(first(), 1);
		assert!(Entries::<Test>::get(TRAIL, 0).is_none());
	});
}

#[test]
fn what_is_kept_longer_keeps_what_came_after_it() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = permit(Purpose::Research, &[(TARGET, GRANT)]);
		release(ticket, &[]);
		key_replaced(1);
		wait(SHORTEST_RETENTION);
		prune();
		assert_eq!(first(), 1, "a release is kept for twice as long");
		wait(2 * SHORTEST_RETENTION);
		prune();
		assert_eq!(first(), 3);

		AuditLog::append(TRAIL, Actor::Person(CONTROLLER), AuditedEvent::PatientRegistered);
		key_replaced(2);
		wait(1_000 * SHORTEST_RETENTION);
		prune();
		assert_eq!(first(), 3, "that is kept for good");
	});
}

#[test]
fn a_checkpoint_proves_what_was_pruned() {
	ExtBuilder::default().build_and_execute(|| {
		let seed = AuditLog::head(TRAIL).tip;
		for minute in 0..10 {
			wait(minute * 60_000);
			key_replaced(minute as u32);
		}
		let archive = AuditLog::entries(TRAIL, 0, 10);
		wait(SHORTEST_RETENTION + 6 * 60_000);
		prune();
		let head = AuditLog::head(TRAIL);
		assert_eq!((head.first, head.next, head.oldest), (7, 10, NOW + 7 * 60_000));
		let proven =
			archive[..7].iter().fold(seed, |hash, (_, entry)| chain::next_head(&hash, entry));
		assert_eq!(head.checkpoint, proven);
		System::assert_last_event(
			Event::TrailPruned { trail: TRAIL, first: 7, checkpoint: proven }.into(),
		);
	});
}

#[test]
fn a_trail_that_keeps_nothing_goes_on_where_it_ended() {
	ExtBuilder::default().build_and_execute(|| {
		key_replaced(1);
		key_replaced(2);
		let tip = AuditLog::head(TRAIL).tip;
		wait(SHORTEST_RETENTION);
		prune();
		let head = Heads::<Test>::get(TRAIL).unwrap();
		assert!(head.is_empty());
		assert_eq!((head.next, head.tip, head.checkpoint, head.oldest), (2, tip, tip, 0));

		wait(SHORTEST_RETENTION + DAY);
		assert_eq!(key_replaced(3), 2);
		let head = AuditLog::head(TRAIL);
		assert_eq!((head.first, head.oldest), (2, NOW + SHORTEST_RETENTION + DAY));
		prune();
		assert_eq!(first(), 2, "it is new");
	});
}

#[test]
fn a_block_prunes_more_than_one_step_of_a_trail_and_more_than_one_trail() {
	ExtBuilder::default().build_and_execute(|| {
		let other = TrailId::Patient(NOBODY);
		let many = 5 * MAX_PRUNED + 3;
		for epoch in 0..many {
			key_replaced(epoch);
			append_key(other, epoch);
		}
		wait(SHORTEST_RETENTION);
		prune();
		assert_eq!(first(), u64::from(many));
		assert_eq!(AuditLog::head(other).first, u64::from(many));
		let told = System::events()
			.into_iter()
			.filter(|record| {
				matches!(record.event, RuntimeEvent::AuditLog(Event::TrailPruned { .. }))
			})
			.count();
		assert_eq!(told, 2 * 6, "each step tells its checkpoint");
	});
}

#[test]
fn no_step_is_taken_beyond_the_most_that_a_block_takes() {
	ExtBuilder::default().build_and_execute(|| {
		let most: u32 = <Test as crate::Config>::MaxPruningSteps::get();
		let many = (most + 10) * MAX_PRUNED;
		for epoch in 0..many {
			key_replaced(epoch);
		}
		wait(SHORTEST_RETENTION);
		prune();
		assert_eq!(first(), u64::from(most * MAX_PRUNED));
		prune();
		assert_eq!(first(), u64::from(many));
	});
}

#[test]
fn a_block_goes_on_with_the_trail_where_the_last_one_had_no_room() {
	ExtBuilder::default().build_and_execute(|| {
		for epoch in 0..200 {
			key_replaced(epoch);
			append_key(TrailId::Governance, epoch);
		}
		wait(SHORTEST_RETENTION);
		let some = <() as WeightInfo>::prune_trail(50);
		let mut blocks = 0;
		let kept = || Entries::<Test>::iter_keys().count();
		while kept() > 0 {
			let before = kept();
			assert!(prune_within(some).all_lte(some));
			assert!(kept() < before, "every block with room for it comes further");
			blocks += 1;
			let begun = Heads::<Test>::iter_values()
				.filter(|head| head.first > 0 && !head.is_empty())
				.count();
			assert!(begun <= 1, "one trail after the other");
		}
		assert!(blocks >= 8);
	});
}

#[test]
fn nothing_is_read_or_removed_without_room_for_it() {
	ExtBuilder::default().build_and_execute(|| {
		key_replaced(1);
		wait(SHORTEST_RETENTION);
		assert_eq!(prune_within(Weight::zero()), Weight::zero());
		assert_eq!(prune_within(Weight::from_parts(1_000, u64::MAX)), Weight::zero());
		assert_eq!((first(), PrunedLast::<Test>::get()), (0, None));
	});
}

#[test]
fn a_block_on_which_nothing_is_due_looks_at_a_few_trails() {
	ExtBuilder::default().build_and_execute(|| {
		append_key(TrailId::Patient(PatientId([57; 32])), 1);
		wait(DAY);
		for number in 0..100 {
			append_key(TrailId::Patient(PatientId([number; 32])), 1);
		}
		let db = <Test as frame_system::Config>::DbWeight::get();
		prune();
		let used = prune_within(Weight::MAX);
		assert!(used.ref_time() < db.reads_writes(45, 4).ref_time(), "{used:?}");
		// Round robin comes to the one that is due.
		wait(SHORTEST_RETENTION);
		for _ in 0..13 {
			prune();
		}
		let begun: Vec<_> = Heads::<Test>::iter_values().filter(|head| head.first > 0).collect();
		assert_eq!(begun.len(), 1);
	});
}

#[test]
fn a_round_over_few_trails_is_not_repeated_within_a_block() {
	ExtBuilder::default().build_and_execute(|| {
		key_replaced(1);
		prune();
		let one_look = <Test as frame_system::Config>::DbWeight::get().reads(3 + 3 + 1 + 4);
		let used = prune_within(Weight::MAX);
		let rows = <() as WeightInfo>::prune_redeemed(0)
			.saturating_add(<() as WeightInfo>::prune_activities(0))
			.saturating_add(<() as WeightInfo>::prune_attempts(0));
		let cursor = <Test as frame_system::Config>::DbWeight::get().writes(1);
		let most = one_look.saturating_add(rows).saturating_add(cursor);
		assert!(used.ref_time() <= most.ref_time(), "{used:?}");
	});
}

#[test]
fn what_is_still_to_be_answered_for_is_kept() {
	ExtBuilder::default().build_and_execute(|| {
		key_replaced(1);
		let flagged = report(reported(None, NOW));
		inquire(ARCHIVE, flagged);
		wait(10 * SHORTEST_RETENTION);
		prune();
		assert_eq!(first(), flagged, "nobody has answered, and it is not with the authority");

		AuditLog::escalate(&mut WeightMeter::new());
		assert!(Escalated::<Test>::contains_key((ARCHIVE, TRAIL, flagged)));
		prune();
		assert_eq!(first(), flagged + 1);
	});
}

#[test]
fn what_is_over_goes_with_its_entry() {
	ExtBuilder::default().build_and_execute(|| {
		let flagged = report(reported(None, NOW));
		inquire(ARCHIVE, flagged);
		wait(ANSWER_PERIOD + DAY);
		AuditLog::escalate(&mut WeightMeter::new());
		AuditLog::do_resolve(ARCHIVE, TRAIL, flagged, InquiryVerdict::Unfounded, None).unwrap();
		assert_eq!(AuditLog::open_flagged(ARCHIVE), 0);
		wait(10 * SHORTEST_RETENTION);
		prune();
		assert_eq!(first(), flagged + 3, "with what tells of it");
		assert!(Inquiries::<Test>::get(ARCHIVE, (TRAIL, flagged)).is_none());
		assert_eq!(AuditLog::open_flagged(ARCHIVE), 0);
	});
}

#[test]
fn an_authority_that_does_not_speak_keeps_no_trail_from_being_pruned() {
	ExtBuilder::default().build_and_execute(|| {
		let contested = denied();
		AuditLog::raise(HOSPITAL, TRAIL, contested, InquiryCause::Contested);
		let flagged = report(reported(None, NOW));
		inquire(ARCHIVE, flagged);
		let answered = report(reported(None, NOW));
		inquire(ARCHIVE, answered);
		wait(ANSWER_PERIOD + DAY);
		AuditLog::escalate(&mut WeightMeter::new());
		// Also what was answered after its date waits for the authority.
		Inquiries::<Test>::mutate(ARCHIVE, (TRAIL, answered), |row| {
			row.as_mut().unwrap().is_answered = true;
		});
		assert_eq!(Escalated::<Test>::iter_keys().count(), 3);
		assert_eq!((AuditLog::head(TRAIL).contested, AuditLog::open_flagged(ARCHIVE)), (1, 2));

		wait(SHORTEST_RETENTION);
		prune();
		assert_eq!(first(), flagged, "a release is kept for twice as long");
		assert_eq!((AuditLog::head(TRAIL).contested, AuditLog::open_flagged(ARCHIVE)), (0, 2));
		wait(10 * SHORTEST_RETENTION);
		prune();
		assert!(AuditLog::head(TRAIL).is_empty());
		assert_eq!(Inquiries::<Test>::iter_keys().count(), 0);
		assert_eq!(InquiriesDue::<Test>::iter_keys().count(), 0);
		assert_eq!(Escalated::<Test>::iter_keys().count(), 0);
		assert_eq!(Flagged::<Test>::iter_keys().count(), 0);
	});
}

#[test]
fn the_first_look_for_rows_is_charged() {
	ExtBuilder::default().build_and_execute(|| {
		// Where it ended, whether there is any row, and to note where it ended now.
		let first_run = ParityDbWeight::get().reads_writes(2, 1);
		for rows in [
			<() as WeightInfo>::prune_redeemed(0),
			<() as WeightInfo>::prune_activities(0),
			<() as WeightInfo>::prune_attempts(0),
		] {
			assert!(rows.ref_time() >= first_run.ref_time(), "{rows:?}");
		}
	});
}

#[test]
fn a_mark_of_redemption_goes_when_its_hour_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let mark = |later| {
			wait(later);
			let ticket = permit(Purpose::Research, &[(TARGET, GRANT)]);
			release(ticket, &[]);
			let hour = hour_of(NOW + later + LIFETIME);
			Redeemed::<Test>::insert(hour, (PATIENT, ticket), ());
			hour
		};
		let hour = mark(0);
		assert_eq!(mark(30 * 60_000), hour);
		assert_eq!(mark(58 * 60_000), hour + 1, "it expires after the hour");
		let marks = || Redeemed::<Test>::iter_keys().count();
		wait(HOUR - 1);
		prune();
		assert_eq!(marks(), 3);
		wait(HOUR);
		prune();
		assert_eq!(marks(), 1);
		assert_eq!(FirstRedeemedHour::<Test>::get(), Some(hour + 1));
		wait(2 * HOUR);
		prune();
		assert_eq!(marks(), 0);
	});
}

#[test]
fn a_list_goes_when_its_day_is_long_past() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		for day in 0..3 {
			wait(day * DAY);
			for _ in 0..100 {
				denied();
			}
		}
		let listed = || Activities::<Test>::iter_keys().count();
		wait(u64::from(ACTIVITY_DAYS) * DAY);
		prune();
		assert_eq!(listed(), 300);
		wait(u64::from(ACTIVITY_DAYS + 1) * DAY);
		prune();
		assert_eq!(listed(), 200);
		assert_eq!(FirstActivityDay::<Test>::get(), Some(day_of(NOW) + 1));
		assert_eq!(AuditLog::head(TRAIL).first, 0, "the entries stay");
		wait(u64::from(ACTIVITY_DAYS + 3) * DAY);
		prune();
		assert_eq!(listed(), 0);
	});
}

#[test]
fn lists_are_pruned_bit_by_bit_within_their_weight() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		for _ in 0..100 {
			denied();
		}
		wait(25 * DAY);
		let some = <() as WeightInfo>::prune_activities(20);
		let listed = || Activities::<Test>::iter_keys().count();
		let mut blocks = 0;
		while listed() > 0 {
			let before = listed();
			assert!(prune_within(some).all_lte(some));
			assert!(before - listed() <= 20);
			blocks += 1;
			assert!(blocks < 100);
		}
		assert!(blocks >= 5);
	});
}

#[test]
fn what_was_written_before_pruning_came_to_its_turn_is_found() {
	ExtBuilder::default().build_and_execute(|| {
		// No block had room for a long time.
		denied();
		let ticket = permit(Purpose::Research, &[(TARGET, GRANT)]);
		release(ticket, &[]);
		Redeemed::<Test>::insert(hour_of(NOW + LIFETIME), (PATIENT, ticket), ());
		wait(25 * DAY);
		let steps: u32 = <Test as crate::Config>::MaxPruningSteps::get();
		prune();
		assert!(
			FirstRedeemedHour::<Test>::get().unwrap() <= steps * 32,
			"a block looks no further"
		);
		for _ in 0..1_000 {
			prune();
		}
		assert_eq!(Activities::<Test>::iter_keys().count(), 0);
		assert_eq!(Redeemed::<Test>::iter_keys().count(), 0);
	});
}

#[test]
fn entries_marks_and_lists_take_turns() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		for _ in 0..3_000 {
			let ticket = permit(Purpose::Treatment, &[(TARGET, GRANT)]);
			Redeemed::<Test>::insert(hour_of(NOW + LIFETIME), (PATIENT, ticket), ());
		}
		wait(SHORTEST_RETENTION);
		prune();
		let pruned = first();
		let marks = 3_000 - Redeemed::<Test>::iter_keys().count();
		let listed = 3_000 - Activities::<Test>::iter_keys().count();
		for gone in [pruned as usize, marks, listed] {
			assert!(gone > 900, "{pruned} entries, {marks} marks, {listed} rows");
		}
		for _ in 0..5 {
			prune();
		}
		assert_eq!(Redeemed::<Test>::iter_keys().count(), 0);
	});
}

#[test]
fn a_block_prunes_with_a_quarter_of_what_it_has_left() {
	ExtBuilder::default().build_and_execute(|| {
		for epoch in 0..100 {
			key_replaced(epoch);
		}
		wait(SHORTEST_RETENTION);
		let left = <() as WeightInfo>::prune_trail(40);
		let used = AuditLog::on_idle(1, left);
		assert!(used.all_lte(left.div(4)), "{used:?}");
		assert!(first() > 0 && first() < 15, "{}", first());
	});
}

#[test]
fn a_runtime_that_keeps_all_prunes_no_trail() {
	assert_eq!(<() as TrailRetention<u64>>::shortest(), u64::MAX);
	assert_eq!(<() as TrailRetention<u64>>::retention(&AuditedEvent::Deceased), None);
}
