//! Random appends, waits and blocks with more or less room: whatever happens, trails stay whole.
//!
//! Beside the chain a test keeps an archive of all entries that were ever written, as an authority would.

use super::entries::*;
use crate::{chain, mock::*, Entries, TrailRetention};
use frame_support::weights::{Weight, WeightMeter};
use salus_primitives::{
	dice::Dice, Actor, AuditEntry, AuditTrail, AuditedEvent, Moment, PatientId, Purpose, Sequence,
	TrailId, DAY,
};
use sp_core::H256;
use std::collections::BTreeMap;

const CASES: u64 = 12;
const STEPS: u64 = 100;

/// All that was ever written, and the seeds.
#[derive(Default)]
struct Archive {
	trails: BTreeMap<u8, (TrailId, H256, Vec<AuditEntry<u64>>)>,
}

fn trail(number: u8) -> TrailId {
	match number {
		0 => TrailId::Governance,
		1 => TRAIL,
		number => TrailId::Patient(PatientId([number; 32])),
	}
}

/// Writes an entry of any kind into one of five trails.
fn append(dice: &mut Dice, archive: &mut Archive) {
	let number = dice.below(5) as u8;
	let trail = trail(number);
	let seed = AuditLog::head(trail).tip;
	let event = match dice.below(100) {
		0..60 => AuditedEvent::EncryptionKeyReplaced { epoch: dice.below(9) as u32 },
		60..80 => AuditedEvent::AccessRequested(attempt(Purpose::Treatment, &[])),
		80..98 => AuditedEvent::ReleaseReported(reported(None, NOW)),
		// Kept for good, which keeps what follows.
		_ if number < 2 => AuditedEvent::PatientRegistered,
		_ => AuditedEvent::Deceased,
	};
	let actor = dice.pick(&[Actor::Person(CONTROLLER), BY_PHYSICIAN, BY_RESIDENT, Actor::Chain]);
	let sequence = if dice.chance(50) {
		AuditLog::append_listed(trail, actor, event)
	} else {
		AuditLog::append(trail, actor, event)
	};
	let (_, _, entries) = archive.trails.entry(number).or_insert((trail, seed, Vec::new()));
	assert_eq!(sequence, entries.len() as Sequence, "numbered without gaps");
	entries.push(Entries::<Test>::get(trail, sequence).unwrap());
}

/// Prunes with some weight, and finds that only the oldest went, and only what is old enough. Returns how many trails keep nothing then.
fn prune_some(dice: &mut Dice, now: Moment, archive: &Archive) -> usize {
	let before: Vec<_> =
		archive.trails.values().map(|(trail, ..)| AuditLog::head(*trail).first).collect();
	let limit = match dice.below(4) {
		0 => Weight::from_parts(dice.below(200_000_000), u64::MAX),
		1 => Weight::from_parts(dice.below(10_000_000_000), u64::MAX),
		2 => Weight::from_parts(u64::MAX, dice.below(1_000_000)),
		_ => Weight::MAX,
	};
	let mut meter = WeightMeter::with_limit(limit);
	AuditLog::prune(&mut meter);
	assert!(meter.consumed().all_lte(limit));
	for ((trail, _, entries), before) in archive.trails.values().zip(before) {
		let first = AuditLog::head(*trail).first;
		assert!(first >= before);
		for entry in &entries[before as usize..first as usize] {
			let kept_for = KeptByKind::retention(&entry.event).expect("what stays for good went");
			assert!(entry.at + kept_for <= now, "what is younger went");
		}
	}
	archive.trails.values().filter(|(trail, ..)| AuditLog::head(*trail).is_empty()).count()
}

/// Every trail verifies, and the archive proves what was pruned of it by the checkpoint.
fn assert_whole(archive: &Archive) {
	for (trail, seed, entries) in archive.trails.values() {
		let head = AuditLog::head(*trail);
		assert_eq!(head.next, entries.len() as Sequence);
		let (pruned, kept) = entries.split_at(head.first as usize);
		let proven = pruned.iter().fold(*seed, |hash, entry| chain::next_head(&hash, entry));
		assert_eq!(head.checkpoint, proven);
		let tip = kept.iter().fold(proven, |hash, entry| chain::next_head(&hash, entry));
		let verified = AuditLog::verify(*trail, head.first, head.next, None).unwrap();
		assert_eq!((verified.before, verified.after, head.tip), (proven, tip, tip));
		let stored: Vec<_> = (head.first..head.next)
			.map(|sequence| Entries::<Test>::get(trail, sequence).unwrap())
			.collect();
		assert_eq!(stored, kept);
	}
}

#[test]
fn whatever_is_written_and_pruned_trails_stay_whole() {
	let mut pruned = 0;
	let mut emptied = 0;
	for case in 0..CASES {
		ExtBuilder::default().build_and_execute(|| {
			let mut archive = Archive::default();
			let mut later = 0;
			for step in 0..STEPS {
				let mut dice = Dice::new(case * STEPS + step);
				match dice.below(10) {
					0..6 => {
						for _ in 0..dice.below(40) {
							append(&mut dice, &mut archive);
						}
					},
					6..8 => {
						later += dice.pick(&[1, 6_000, DAY, 10 * DAY, 31 * DAY, 70 * DAY]);
						wait(later);
					},
					_ => {
						emptied += prune_some(&mut dice, NOW + later, &archive);
						if dice.chance(20) {
							AuditLog::do_try_state().unwrap();
						}
					},
				}
			}
			assert_whole(&archive);
			pruned += archive
				.trails
				.values()
				.map(|(trail, ..)| AuditLog::head(*trail).first)
				.sum::<u64>();
		});
	}
	assert!(pruned > 1_000, "{pruned} entries were pruned, too few");
	assert!(emptied > 0, "no trail was ever pruned to its end");
}
