//! The trails: numbered, chained, read back in bounded pieces.

use super::entries::*;
use crate::{chain, mock::*, Entries, Event, Heads, TrailHead, WeightInfo, MAX_ENTRIES_PER_QUERY};
use codec::Encode;
use salus_primitives::{
	Actor, AuditTrail, AuditedEvent, EntryVersion, Outcome, Purpose, Recipient, Targets, TrailId,
};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

fn hash(hex: &str) -> H256 {
	hex.parse().unwrap()
}

/// The hash of the block 0 of the mock.
const GENESIS: H256 = H256::repeat_byte(69);

#[test]
fn the_hashes_are_what_a_second_implementation_computes() {
	// Computed from the documented byte layout with Python's hashlib.blake2b(digest_size=32).
	let seed = hash("c5843013992090e9e9000f38aafe44bb4e02adf08ab1d67d4a8ee4d3289b634a");
	assert_eq!(chain::seed(&GENESIS, &TRAIL), seed);
	assert_eq!(
		chain::seed(&GENESIS, &TrailId::Organization(7)),
		hash("bafc8462a0dc367ee2a9eeceeef4c812a0755a0e92117c6f4282e44757507542")
	);
	assert_eq!(
		chain::seed(&GENESIS, &TrailId::Governance),
		hash("d4f0802c8b9eae3063020ee2365fd60dc6f5c4e08c3f750062ec4942972d97ae")
	);
	ExtBuilder::default().build_and_execute(|| {
		let tip_after = |later, actor, event| {
			wait(later);
			AuditLog::append(TRAIL, actor, event);
			AuditLog::head(TRAIL).tip
		};
		assert_eq!(
			tip_after(0, Actor::Person(CONTROLLER), AuditedEvent::PatientRegistered),
			hash("82c451d9d92f2b94c83c1c1fe4247ef48a850eda1b146e168f8830fef0fdd61d")
		);
		let permitted = attempt(Purpose::Treatment, &[(TARGET, Outcome::Permitted(GRANT))]);
		let asked = AuditedEvent::AccessRequested(permitted);
		let second = hash("bf75b1af7489a84b6c6e493a0f16c11be3e9a43500f1e980372d6f4a83b7ec30");
		assert_eq!(tip_after(6_000, BY_PHYSICIAN, asked.clone()), second);
		assert_eq!(
			AuditLog::head(TRAIL),
			TrailHead {
				next: 2,
				tip: second,
				first: 0,
				checkpoint: seed,
				oldest: NOW,
				contested: 0
			}
		);
		assert_eq!(
			tip_after(6_000, BY_RESIDENT, asked),
			hash("be6a3b2124b9f756442bedf973ce7ef4d6114c751ae1e022547e61fe2beba329")
		);
		assert_eq!(
			tip_after(6_000, Actor::Authority, AuditedEvent::Deceased),
			hash("e1724b2fa3467b61a8a090259e7eb361d3f87c8c8836a767d0b826352e0a960c")
		);
		let lapsed =
			AuditedEvent::ConsentLapsed { grant: 5, organization: ARCHIVE, lapsed_at: NOW };
		assert_eq!(
			tip_after(6_000, Actor::Chain, lapsed),
			hash("83ee1923e41645a6ff3502fc53313329e82a7884db09a63c0318cc5f8b7b46da")
		);
		let released = AuditedEvent::RecordsReleased {
			ticket: 1,
			recipient: Recipient::Requester,
			targets: Targets::new(),
		};
		assert_eq!(
			tip_after(6_000, BY_KEEPER, released),
			hash("20767124a3597b2596a07e63ed2e133f10578f0eda0ea980e7389b6a77b19f3f")
		);
	});
}

#[test]
fn a_trail_of_another_chain_has_another_seed() {
	assert_ne!(chain::seed(&GENESIS, &TRAIL), chain::seed(&H256::repeat_byte(70), &TRAIL));
}

#[test]
fn an_entry_begins_with_its_version() {
	ExtBuilder::default().build_and_execute(|| {
		key_replaced(1);
		let entry = Entries::<Test>::get(TRAIL, 0).unwrap();
		assert_eq!(entry.version, EntryVersion::One);
		assert_eq!(entry.encode()[0], 1);
	});
}

#[test]
fn an_entry_is_told_with_the_hash_after_it() {
	ExtBuilder::default().build_and_execute(|| {
		for epoch in 0..2 {
			let sequence = key_replaced(epoch);
			let tip = AuditLog::head(TRAIL).tip;
			System::assert_last_event(Event::EntryAppended { trail: TRAIL, sequence, tip }.into());
		}
	});
}

#[test]
fn the_next_head_hashes_the_head_and_the_stored_bytes_of_the_entry() {
	ExtBuilder::default().build_and_execute(|| {
		append_key(TRAIL, 1);
		let before = AuditLog::head(TRAIL).tip;
		append_key(TRAIL, 2);
		let stored = Entries::<Test>::get(TRAIL, 1).unwrap().encode();
		let joined = [before.as_bytes(), &stored].concat();
		assert_eq!(AuditLog::head(TRAIL).tip, BlakeTwo256::hash(&joined));
	});
}

#[test]
fn a_trail_without_entries_has_its_seed_for_a_head_and_is_not_stored() {
	ExtBuilder::default().build_and_execute(|| {
		let seed = chain::seed(&GENESIS, &TRAIL);
		assert_eq!(AuditLog::head(TRAIL), TrailHead::empty(seed));
		assert!(!Heads::<Test>::contains_key(TRAIL));
		assert!(AuditLog::entries(TRAIL, 0, 10).is_empty());
	});
}

#[test]
fn entries_are_numbered_per_trail_without_gaps() {
	let other = TrailId::Organization(HOSPITAL);
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(append_key(TRAIL, 1), 0);
		assert_eq!(emergency_of(NOBODY), 0);
		assert_eq!(append_key(TRAIL, 2), 1);
		assert_eq!(append_key(TRAIL, 3), 2);
		assert_eq!(AuditLog::head(TRAIL).next, 3);
		assert_eq!(AuditLog::head(other).next, 1);
	});
}

#[test]
fn the_oldest_moment_stays_that_of_the_first_entry() {
	ExtBuilder::default().build_and_execute(|| {
		append_key(TRAIL, 1);
		wait(1_000_000);
		append_key(TRAIL, 2);
		assert_eq!(AuditLog::head(TRAIL).oldest, NOW);
		assert_eq!(Entries::<Test>::get(TRAIL, 1).unwrap().at, NOW + 1_000_000);
	});
}

#[test]
fn two_trails_with_the_same_entries_have_different_hashes() {
	ExtBuilder::default().build_and_execute(|| {
		append_key(TRAIL, 1);
		append_key(TrailId::Patient(NOBODY), 1);
		append_key(TrailId::Governance, 1);
		let hashes = [TRAIL, TrailId::Patient(NOBODY), TrailId::Governance]
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
			append_key(TRAIL, epoch);
		}
		let places = |from, limit| -> Vec<u64> {
			AuditLog::entries(TRAIL, from, limit).into_iter().map(|(place, _)| place).collect()
		};
		assert_eq!(places(0, 3), [0, 1, 2]);
		assert_eq!(places(298, 10), [298, 299]);
		assert_eq!(places(300, 10), Vec::<u64>::new());
		assert_eq!(places(u64::MAX, u32::MAX), Vec::<u64>::new());
		assert_eq!(places(0, 0), [0], "a page goes on");
		assert_eq!(places(10, u32::MAX), (10..266).collect::<Vec<_>>());
		assert_eq!(places(0, u32::MAX).len(), MAX_ENTRIES_PER_QUERY as usize);

		let (place, entry) = AuditLog::entries(TRAIL, 42, 1).remove(0);
		assert_eq!((place, Some(entry)), (42, Entries::<Test>::get(TRAIL, 42)));
	});
}

#[test]
fn an_entry_costs_what_its_benchmark_says() {
	assert_eq!(<AuditLog as AuditTrail<u64>>::weight(), <() as WeightInfo>::append());
	let rows = <Test as frame_system::Config>::DbWeight::get().reads_writes(1, 2);
	assert_eq!(
		<AuditLog as AuditTrail<u64>>::listed_weight(),
		<() as WeightInfo>::append().saturating_add(rows)
	);
}
