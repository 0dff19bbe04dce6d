//! Trails over six years: the oldest entries go in bounded steps, nothing younger, and what is left still proves itself and
//! what went.

use frame_support::{
	storage::{with_transaction_unchecked, TransactionOutcome},
	traits::{Get, Hooks},
	weights::Weight,
};
use pallet_audit_log::{chain::next_head, Event, VerifyFault};
use pallet_consent::Scope;
use salus_primitives::{Action, Capacity, PatientId, TrailId};
use salus_runtime::{AuditLog, Runtime, RuntimeEvent, System, Timestamp};
use salus_runtime_tests::{calls, scenes::act, touched::touched, *};
use sp_core::{sr25519::Pair, H256};

/// For how long the runtime keeps entries.
const SIX_YEARS: u64 = 6 * 366 * DAY;

/// How many entries a block takes away at most: a hundred steps, of 32 entries each.
const A_BLOCK: u64 = 100 * 32;

struct World {
	chain: Chain,
	key: Pair,
	patient: PatientId,
}

fn world() -> World {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let record = calls::anchor(patient, OBSERVATION, &[H256::zero()], Capacity::Person);
	chain.send(&key, record).ok();
	chain.send(&key, calls::grant(patient, CLINIC, Action::Access, Scope::All)).ok();
	World { chain, key, patient }
}

impl World {
	fn trail(&self) -> TrailId {
		TrailId::Patient(self.patient)
	}

	/// Eve asks, in the clinic's name, as often.
	fn asks(&mut self, times: u32) {
		let (eve, ask) = (person("Eve"), calls::read(self.patient, 0, practising(CLINIC)));
		self.chain.look(|| {
			for _ in 0..times {
				act(&eve, ask.clone());
			}
		});
		self.chain.pass_a_block();
	}

	fn first(&mut self) -> u64 {
		let trail = self.trail();
		trails::head(&mut self.chain, trail).first
	}

	/// Lets blocks pass until none prunes this trail any more, and says how much each took.
	fn pruned(&mut self) -> Vec<u64> {
		let mut taken = Vec::new();
		let mut first = self.first();
		// Other trails, and other things that are over, have their turns.
		let mut idle = 0;
		while idle < 5 {
			self.chain.pass_a_block();
			let now = self.first();
			idle = if now == first { idle + 1 } else { 0 };
			if now > first {
				taken.push(now - first);
			}
			first = now;
		}
		taken
	}
}

#[test]
fn what_is_older_than_six_years_goes_in_bounded_steps_and_what_is_younger_stays() {
	let mut world = world();
	// More than a block takes of them beside marks and lists, which have their turns.
	world.asks(1_500);
	let trail = world.trail();
	let archive = trails::entries(&mut world.chain, trail);
	let before = trails::head(&mut world.chain, trail);
	assert_eq!((before.first, before.next), (0, 1_503));
	// Three years later, and once more after that, somebody asks.
	world.chain.wait(SIX_YEARS / 2);
	world.asks(20);
	assert_eq!(world.first(), 0, "nothing is old enough");
	world.chain.wait(SIX_YEARS / 2);
	let mut taken = vec![world.first()];
	taken.retain(|first| *first > 0);
	taken.extend(world.pruned());
	assert!(taken.len() > 1 && taken.iter().all(|step| *step <= A_BLOCK), "{taken:?}");
	let head = trails::head(&mut world.chain, trail);
	assert_eq!((head.first, head.next), (1_503, 1_523), "{taken:?}");
	let kept = trails::entries(&mut world.chain, trail);
	let now = world.chain.look(Timestamp::get);
	assert!(kept.iter().all(|(_, entry)| entry.at + SIX_YEARS > now));
	assert_eq!(kept.len(), 20);
	trails::assert_whole(&mut world.chain, trail);
	// Whoever archived what went proves it by the checkpoint.
	let led_to = archive.iter().fold(before.checkpoint, |tip, (_, entry)| next_head(&tip, entry));
	assert_eq!(led_to, head.checkpoint);
	world.chain.look(|| {
		assert_eq!(AuditLog::verify(trail, 0, head.next, None), Err(VerifyFault::NotKept));
	});
	// The trail goes on.
	world.asks(1);
	assert_eq!(trails::head(&mut world.chain, trail).next, 1_524);
	trails::assert_whole(&mut world.chain, trail);
}

#[test]
fn a_trail_of_which_nothing_is_kept_goes_on_where_it_ended() {
	let mut world = world();
	let trail = world.trail();
	let tip = trails::head(&mut world.chain, trail).tip;
	world.chain.wait(SIX_YEARS);
	world.pruned();
	let head = trails::head(&mut world.chain, trail);
	assert_eq!((head.first, head.next, head.tip, head.checkpoint), (3, 3, tip, tip));
	assert!(head.is_empty());
	trails::assert_whole(&mut world.chain, trail);
	world.chain.send(&world.key, calls::revoke(world.patient, 0)).ok();
	let (place, entry) = trails::last(&mut world.chain, trail);
	let head = trails::head(&mut world.chain, trail);
	assert_eq!((place, head.first, head.oldest), (3, 3, entry.at));
	trails::assert_whole(&mut world.chain, trail);
}

#[test]
fn each_pruning_tells_where_the_trail_begins_now() {
	let mut world = world();
	world.asks(150);
	let trail = world.trail();
	world.chain.wait(SIX_YEARS - DAY);
	let mut checkpoints = Vec::new();
	let mut first = 0;
	// What a block does when it is idle is told in its own events, which stay until the next one begins.
	world.chain.wait(DAY);
	for _ in 0..10 {
		let told = world.chain.look(System::events);
		let of_trail = told.into_iter().filter_map(|record| match record.event {
			RuntimeEvent::AuditLog(Event::TrailPruned { trail: of, first, checkpoint })
				if of == trail =>
			{
				Some((first, checkpoint))
			},
			_ => None,
		});
		for (now, checkpoint) in of_trail {
			assert!(now > first);
			first = now;
			checkpoints.push(checkpoint);
		}
		world.chain.pass_a_block();
	}
	let head = trails::head(&mut world.chain, trail);
	assert_eq!((first, checkpoints.last()), (head.first, Some(&head.checkpoint)));
	assert_eq!(head.first, 153);
}

/// However little room a block has, nothing is charged for less than it took, and nothing younger goes.
#[test]
fn pruning_takes_what_it_is_charged_for_and_no_more_than_a_quarter() {
	let mut world = world();
	world.asks(300);
	let trail = world.trail();
	let full = <Runtime as frame_system::Config>::BlockWeights::get().max_block;
	let db = <Runtime as frame_system::Config>::DbWeight::get();
	let mut firsts = Vec::new();
	for share in [1, 50, 1_000, u64::MAX] {
		let room = full.div(share);
		let ((charged, touched), head) = world.chain.look(|| {
			with_transaction_unchecked(|| {
				let then = Timestamp::get() + SIX_YEARS;
				pallet_timestamp::Now::<Runtime>::put(then);
				let taken = touched(|| AuditLog::on_idle(2, room));
				TransactionOutcome::Rollback((taken, AuditLog::head(trail)))
			})
		});
		assert!(charged.all_lte(room.div(4)), "{charged:?} of {room:?}");
		let items = touched.items();
		let sum = items.values().fold((0, 0), |sum, cost| (sum.0 + cost.0, sum.1 + cost.1));
		// The head of the trail that is looked at first need not be weighed where nothing can be done.
		if charged != Weight::zero() {
			assert!(
				charged.all_gte(db.reads_writes(sum.0 as u64, sum.1 as u64)),
				"{items:?} for {charged:?}"
			);
		}
		firsts.push(head.first);
		if share == u64::MAX {
			assert_eq!((head.first, sum.1), (0, 0), "no room, no step");
		}
	}
	assert!(
		matches!(firsts[..], [303, some, 0, 0] if (1..303).contains(&some)),
		"all, some and none of what is due: {firsts:?}"
	);
}

/// An organization's list is kept a year, and the entries longer.
#[test]
fn what_is_listed_goes_after_a_year_and_stands_in_the_trail() {
	let mut world = world();
	world.asks(30);
	let trail = world.trail();
	let listed = |world: &mut World| {
		world.chain.look(|| pallet_audit_log::Activities::<Runtime>::iter().count())
	};
	assert_eq!(listed(&mut world), 30);
	world.chain.wait(300 * DAY);
	for _ in 0..5 {
		world.chain.pass_a_block();
	}
	assert_eq!(listed(&mut world), 30, "they are younger");
	world.chain.wait(70 * DAY);
	for _ in 0..5 {
		world.chain.pass_a_block();
	}
	assert_eq!(listed(&mut world), 0);
	assert_eq!(trails::head(&mut world.chain, trail).first, 0);
	trails::assert_whole(&mut world.chain, trail);
}

#[test]
fn marks_of_redeemed_tickets_go_when_the_ticket_is_over() {
	let mut world = world();
	let ask = calls::read(world.patient, 0, practising(CLINIC));
	let ticket = answer(&world.chain.send(&person("Eve"), ask).ok()).expect("she may");
	let redeem = calls::redeem(world.patient, ticket, &person("Eve"));
	world.chain.send(&person("Charlie"), redeem).ok();
	let marks = |world: &mut World| {
		world.chain.look(|| pallet_audit_log::Redeemed::<Runtime>::iter().count())
	};
	assert_eq!(marks(&mut world), 1);
	world.chain.wait(2 * HOUR);
	for _ in 0..5 {
		world.chain.pass_a_block();
	}
	assert_eq!(marks(&mut world), 0);
	// The ticket's time is over long since, so that its mark is of no use.
	let again = calls::redeem(world.patient, ticket, &person("Eve"));
	let sent = world.chain.send(&person("Charlie"), again);
	sent.refused(pallet_audit_log::Error::<Runtime>::TicketExpired);
}

/// The runtime keeps entries as long as it keeps what decisions about the past need.
#[test]
fn the_runtime_keeps_trails_six_years_and_longer_than_anything_waits_for_them() {
	use pallet_audit_log::TrailRetention;
	type Kept = <Runtime as pallet_audit_log::Config>::Retention;
	assert_eq!(Kept::shortest(), SIX_YEARS);
	let history: u64 = <Runtime as pallet_consent::Config>::HistoryRetention::get();
	assert_eq!(Kept::shortest(), history);
	let ticket: u64 = <Runtime as pallet_audit_log::Config>::TicketLifetime::get();
	let answer: u64 = <Runtime as pallet_audit_log::Config>::AnswerPeriod::get();
	let days: u32 = <Runtime as pallet_audit_log::Config>::ActivityDays::get();
	assert!(ticket.max(answer).max(u64::from(days) * DAY) < Kept::shortest());
}

/// Sweeping, eviction and pruning each take a part of what the ones before them have left.
#[test]
fn all_pallets_together_leave_room_in_an_idle_block() {
	let mut world = world();
	world.asks(300);
	let full = <Runtime as frame_system::Config>::BlockWeights::get().max_block;
	let taken = world.chain.look(|| {
		let then = Timestamp::get() + SIX_YEARS;
		pallet_timestamp::Now::<Runtime>::put(then);
		<salus_runtime::AllPalletsWithSystem as frame_support::traits::OnIdle<u32>>::on_idle(
			2, full,
		)
	});
	assert!(taken.all_lte(full.div(4).saturating_mul(3)), "{taken:?} of {full:?}");
	assert!(world.first() > 0, "pruning had its turn");
}
