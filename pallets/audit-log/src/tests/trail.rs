//! The trails: numbered, chained, read back in bounded pieces.

use crate::{chain, mock::*, Entries, Heads, TrailHead, WeightInfo, MAX_ENTRIES_PER_QUERY};
use codec::Encode;
use salus_primitives::{
	AccessAttempt, Action, Actor, AuditTrail, AuditedEvent, Outcome, Purpose, TrailId,
};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

const TRAIL: TrailId = TrailId::Patient(PATIENT);

fn append(trail: TrailId, epoch: u32) -> u64 {
	let event = AuditedEvent::EncryptionKeyReplaced { epoch };
	AuditLog::append(trail, Actor::Person(CONTROLLER), event)
}

fn hash(hex: &str) -> H256 {
	hex.parse().unwrap()
}

#[test]
fn the_hashes_are_what_a_second_implementation_computes() {
	// Computed from the documented byte layout with Python's hashlib.blake2b(digest_size=32).
	let seed = hash("ccbf1499f120ea336b7f9c12cab153f9a91a0b7a8c41124a5fbf1aa718773c5f");
	assert_eq!(chain::seed(&TRAIL), seed);
	assert_eq!(
		chain::seed(&TrailId::Organization(7)),
		hash("29475a24a6b5b5305a5efeee206e81c85de93ef202c39d815134939ea14e9bc6")
	);
	ExtBuilder::default().build_and_execute(|| {
		AuditLog::append(TRAIL, Actor::Person(1), AuditedEvent::PatientRegistered);
		let first = hash("afbe8ed1d1e32b30f4fdb5811b6343c1759ae18d8d3320db883d3d6fbc0ed0e0");
		assert_eq!(AuditLog::head(TRAIL).tip, first);

		wait(6_000);
		let attempt = AccessAttempt {
			patient: PATIENT,
			action: Action::Access,
			purpose: Purpose::Treatment,
			target: TARGET,
			custodian: ARCHIVE,
			reason: Some(REASON),
			outcome: Outcome::Permitted(GRANT),
		};
		AuditLog::append(
			TRAIL,
			Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
			AuditedEvent::AccessRequested(attempt),
		);
		let second = hash("ff750a0ac6ae5605ef5a2e4addfbeb38e8838bb562daff38836afa4eef771cbf");
		assert_eq!(
			AuditLog::head(TRAIL),
			TrailHead { next: 2, tip: second, first: 0, checkpoint: seed, oldest: NOW }
		);

		let gateway =
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
		AuditLog::append(TRAIL, gateway, AuditedEvent::AccessRequested(attempt));
		let third = hash("980c24857380ad8cebb6550b513bdfa5cc0f2b281f0517277393f51759cf2c91");
		assert_eq!(AuditLog::head(TRAIL).tip, third);

		AuditLog::append(TRAIL, Actor::Authority, AuditedEvent::Deceased);
		let fourth = hash("98e46fead6db9d45c51c59cfbad29029e43233c4b7ba60f6fd367c00bcf36049");
		assert_eq!(AuditLog::head(TRAIL).tip, fourth);
	});
}

#[test]
fn the_next_head_hashes_the_head_and_the_stored_bytes_of_the_entry() {
	ExtBuilder::default().build_and_execute(|| {
		append(TRAIL, 1);
		let before = AuditLog::head(TRAIL).tip;
		append(TRAIL, 2);
		let stored = Entries::<Test>::get(TRAIL, 1).unwrap().encode();
		let joined = [before.as_bytes(), &stored].concat();
		assert_eq!(AuditLog::head(TRAIL).tip, BlakeTwo256::hash(&joined));
	});
}

#[test]
fn a_trail_without_entries_has_its_seed_for_a_head_and_is_not_stored() {
	ExtBuilder::default().build_and_execute(|| {
		let seed = chain::seed(&TRAIL);
		assert_eq!(
			AuditLog::head(TRAIL),
			TrailHead { next: 0, tip: seed, first: 0, checkpoint: seed, oldest: 0 }
		);
		assert!(!Heads::<Test>::contains_key(TRAIL));
		assert!(AuditLog::entries(TRAIL, 0, 10).is_empty());
	});
}

#[test]
fn entries_are_numbered_per_trail_without_gaps() {
	let other = TrailId::Organization(HOSPITAL);
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(append(TRAIL, 1), 0);
		assert_eq!(append(other, 1), 0);
		assert_eq!(append(TRAIL, 2), 1);
		assert_eq!(append(TRAIL, 3), 2);
		assert_eq!(AuditLog::head(TRAIL).next, 3);
		assert_eq!(AuditLog::head(other).next, 1);
	});
}

#[test]
fn the_oldest_moment_stays_that_of_the_first_entry() {
	ExtBuilder::default().build_and_execute(|| {
		append(TRAIL, 1);
		wait(1_000_000);
		append(TRAIL, 2);
		assert_eq!(AuditLog::head(TRAIL).oldest, NOW);
		assert_eq!(Entries::<Test>::get(TRAIL, 1).unwrap().at, NOW + 1_000_000);
	});
}

#[test]
fn two_trails_with_the_same_entries_have_different_hashes() {
	ExtBuilder::default().build_and_execute(|| {
		append(TRAIL, 1);
		append(TrailId::Patient(NOBODY), 1);
		append(TrailId::Organization(0), 1);
		let hashes = [TRAIL, TrailId::Patient(NOBODY), TrailId::Organization(0)]
			.map(|trail| AuditLog::head(trail).tip);
		assert_ne!(hashes[0], hashes[1]);
		assert_ne!(hashes[0], hashes[2]);
		assert_ne!(hashes[1], hashes[2]);
	});
}

#[test]
fn entries_are_read_in_bounded_pieces_from_a_place_on() {
	ExtBuilder::default().build_and_execute(|| {
		for epoch in 0..300 {
			append(TRAIL, epoch);
		}
		let places = |from, limit| -> Vec<u64> {
			AuditLog::entries(TRAIL, from, limit).into_iter().map(|(place, _)| place).collect()
		};
		assert_eq!(places(0, 3), [0, 1, 2]);
		assert_eq!(places(298, 10), [298, 299]);
		assert_eq!(places(300, 10), Vec::<u64>::new());
		assert_eq!(places(u64::MAX, u32::MAX), Vec::<u64>::new());
		assert_eq!(places(0, 0), Vec::<u64>::new());
		assert_eq!(places(10, u32::MAX), (10..266).collect::<Vec<_>>());
		assert_eq!(places(0, u32::MAX).len(), MAX_ENTRIES_PER_QUERY as usize);

		let (place, entry) = AuditLog::entries(TRAIL, 42, 1).remove(0);
		assert_eq!((place, Some(entry)), (42, Entries::<Test>::get(TRAIL, 42)));
	});
}

#[test]
fn an_entry_costs_what_its_benchmark_says() {
	assert_eq!(<AuditLog as AuditTrail<u64>>::weight(), <() as WeightInfo>::append());
}
