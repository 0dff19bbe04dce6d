//! Hashing a trail anew, and finding where time begins in it.

use super::entries::*;
use crate::{mock::*, Entries, Heads, Verified, VerifyFault, MAX_VERIFIED};
use frame_support::storage::with_storage_layer;
use salus_primitives::{Actor, Sequence, TrailId, DAY};
use sp_core::H256;
use sp_runtime::DispatchError;

/// Ten entries, a minute apart, and the hash after each.
fn ten() -> Vec<H256> {
	(0..10)
		.map(|minute| {
			wait(minute * 60_000);
			key_replaced(minute as u32);
			AuditLog::head(TRAIL).tip
		})
		.collect()
}

/// What `verify` says of all ten after `damage`, which is taken back.
fn verdict_after(damage: impl FnOnce()) -> Result<Verified, VerifyFault> {
	let mut verdict = Err(VerifyFault::NotKept);
	let _ = with_storage_layer::<(), _, _>(|| {
		damage();
		verdict = AuditLog::verify(TRAIL, 0, 10, None);
		Err(DispatchError::Other("take the damage back"))
	});
	verdict
}

#[test]
fn a_whole_trail_leads_to_the_hashes_that_its_blocks_told() {
	ExtBuilder::default().build_and_execute(|| {
		let seed = AuditLog::head(TRAIL).tip;
		let told = ten();
		let hash_before =
			|place: Sequence| if place == 0 { seed } else { told[place as usize - 1] };
		for from in 0..=10 {
			for to in from..=10 {
				let (before, after) = (hash_before(from), hash_before(to));
				assert_eq!(
					AuditLog::verify(TRAIL, from, to, None),
					Ok(Verified { from, to, before, after, is_to_the_tip: true })
				);
			}
		}
	});
}

#[test]
fn a_trail_without_entries_verifies_to_its_seed() {
	ExtBuilder::default().build_and_execute(|| {
		let seed = AuditLog::head(TRAIL).tip;
		let nothing = Verified { from: 0, to: 0, before: seed, after: seed, is_to_the_tip: true };
		assert_eq!(AuditLog::verify(TRAIL, 0, 0, None), Ok(nothing));
		assert_eq!(AuditLog::verify(TRAIL, 0, 1, None), Err(VerifyFault::NotKept));
	});
}

#[test]
fn what_is_not_kept_is_not_verified() {
	ExtBuilder::default().build_and_execute(|| {
		ten();
		for (from, to) in [(0, 11), (11, 11), (5, 4), (Sequence::MAX, Sequence::MAX)] {
			assert_eq!(AuditLog::verify(TRAIL, from, to, None), Err(VerifyFault::NotKept));
		}
		wait(SHORTEST_RETENTION + 4 * 60_000);
		prune();
		assert_eq!(AuditLog::head(TRAIL).first, 5);
		assert_eq!(AuditLog::verify(TRAIL, 4, 10, None), Err(VerifyFault::NotKept));
	});
}

#[test]
fn a_pruned_trail_verifies_from_its_checkpoint() {
	ExtBuilder::default().build_and_execute(|| {
		let told = ten();
		wait(SHORTEST_RETENTION + 4 * 60_000);
		prune();
		let found = AuditLog::verify(TRAIL, 5, 9, None).unwrap();
		assert_eq!((found.before, found.after), (told[4], told[8]));

		wait(SHORTEST_RETENTION + DAY);
		prune();
		assert!(AuditLog::head(TRAIL).is_empty());
		let found = AuditLog::verify(TRAIL, 10, 10, None).unwrap();
		assert_eq!((found.before, found.after), (told[9], told[9]));
	});
}

#[test]
fn a_dropped_entry_is_found() {
	ExtBuilder::default().build_and_execute(|| {
		ten();
		for place in 0..10 {
			assert_eq!(
				verdict_after(|| Entries::<Test>::remove(TRAIL, place)),
				Err(VerifyFault::Missing(place))
			);
		}
	});
}

#[test]
fn an_altered_a_moved_and_an_added_entry_are_found() {
	ExtBuilder::default().build_and_execute(|| {
		ten();
		let alter = || {
			Entries::<Test>::mutate(TRAIL, 4, |entry| {
				entry.as_mut().unwrap().actor = Actor::Person(OUTSIDER);
			});
		};
		assert_eq!(verdict_after(alter), Err(VerifyFault::OtherTip));
		let swap = || Entries::<Test>::swap(TRAIL, 3, TRAIL, 7);
		assert_eq!(verdict_after(swap), Err(VerifyFault::OtherTip));
		let add = || {
			Entries::<Test>::insert(TRAIL, 10, Entries::<Test>::get(TRAIL, 9).unwrap());
			Heads::<Test>::mutate(TRAIL, |head| head.as_mut().unwrap().next = 11);
		};
		assert_eq!(verdict_after(add), Err(VerifyFault::OtherTip));
		let shorten = || {
			Entries::<Test>::remove(TRAIL, 9);
			Heads::<Test>::mutate(TRAIL, |head| head.as_mut().unwrap().next = 9);
		};
		let mut verdict = Err(VerifyFault::NotKept);
		let _ = verdict_after(|| {
			shorten();
			verdict = AuditLog::verify(TRAIL, 0, 9, None);
		});
		assert_eq!(verdict, Err(VerifyFault::OtherTip));
	});
}

#[test]
fn a_trail_that_was_never_pruned_and_begins_elsewhere_is_found() {
	ExtBuilder::default().build_and_execute(|| {
		ten();
		let move_beginning = || {
			Heads::<Test>::mutate(TRAIL, |head| head.as_mut().unwrap().checkpoint = H256::zero());
		};
		assert_eq!(verdict_after(move_beginning), Err(VerifyFault::OtherSeed));
	});
}

#[test]
fn a_trail_that_is_too_long_is_not_hashed_in_one_question() {
	ExtBuilder::default().build_and_execute(|| {
		ten();
		let lengthen = || {
			Heads::<Test>::mutate(TRAIL, |head| {
				head.as_mut().unwrap().next = MAX_VERIFIED + 1;
			});
		};
		assert_eq!(verdict_after(lengthen), Err(VerifyFault::TooLong));
	});
}

/// Hashes what is kept in parts of `length`, each from where the last one led, and tells the first hash and the last.
fn in_parts(length: Sequence) -> Result<(H256, H256), VerifyFault> {
	let head = AuditLog::head(TRAIL);
	let mut from = head.first;
	let mut hash = head.checkpoint;
	loop {
		let to = (from + length).min(head.next);
		let part = AuditLog::verify(TRAIL, from, to, Some(hash))?;
		assert_eq!((part.from, part.to, part.before), (from, to, hash));
		assert_eq!(part.is_to_the_tip, to == head.next);
		(from, hash) = (to, part.after);
		if part.is_to_the_tip {
			return Ok((head.checkpoint, hash));
		}
	}
}

#[test]
fn a_trail_verifies_part_by_part_up_to_its_tip() {
	ExtBuilder::default().build_and_execute(|| {
		let seed = AuditLog::head(TRAIL).tip;
		assert_eq!(in_parts(3), Ok((seed, seed)), "without entries");
		let told = ten();
		for length in 1..=11 {
			assert_eq!(in_parts(length), Ok((seed, told[9])));
		}
		wait(SHORTEST_RETENTION + 4 * 60_000);
		prune();
		for length in 1..=6 {
			assert_eq!(in_parts(length), Ok((told[4], told[9])), "from the checkpoint");
		}
	});
}

#[test]
fn a_part_from_another_hash_does_not_lead_to_the_tip() {
	ExtBuilder::default().build_and_execute(|| {
		let told = ten();
		let other = H256::repeat_byte(1);
		assert_eq!(AuditLog::verify(TRAIL, 0, 4, Some(other)), Err(VerifyFault::OtherCheckpoint));
		assert_eq!(AuditLog::verify(TRAIL, 4, 10, Some(other)), Err(VerifyFault::OtherTip));
		assert_eq!(AuditLog::verify(TRAIL, 10, 10, Some(other)), Err(VerifyFault::OtherTip));
		assert!(AuditLog::verify(TRAIL, 10, 10, Some(told[9])).unwrap().is_to_the_tip);
		assert_eq!(AuditLog::verify(TRAIL, 4, 11, Some(told[3])), Err(VerifyFault::NotKept));

		wait(SHORTEST_RETENTION + 4 * 60_000);
		prune();
		assert_eq!(
			AuditLog::verify(TRAIL, 5, 10, Some(told[3])),
			Err(VerifyFault::OtherCheckpoint)
		);
	});
}

#[test]
fn damage_is_found_part_by_part_too() {
	ExtBuilder::default().build_and_execute(|| {
		ten();
		let verdict_in_parts = |damage: &dyn Fn()| {
			let mut verdict = Err(VerifyFault::NotKept);
			let _ = verdict_after(|| {
				damage();
				verdict = in_parts(3);
			});
			verdict
		};
		for place in 0..10 {
			let drop = || Entries::<Test>::remove(TRAIL, place);
			assert_eq!(verdict_in_parts(&drop), Err(VerifyFault::Missing(place)));
		}
		let swap = || Entries::<Test>::swap(TRAIL, 3, TRAIL, 7);
		assert_eq!(verdict_in_parts(&swap), Err(VerifyFault::OtherTip));
		let move_beginning = || {
			Heads::<Test>::mutate(TRAIL, |head| head.as_mut().unwrap().checkpoint = H256::zero());
		};
		assert_eq!(verdict_in_parts(&move_beginning), Err(VerifyFault::OtherSeed));
	});
}

#[test]
fn of_a_trail_that_is_too_long_a_part_is_hashed_all_the_same() {
	ExtBuilder::default().build_and_execute(|| {
		let seed = AuditLog::head(TRAIL).tip;
		let told = ten();
		let _ = verdict_after(|| {
			Heads::<Test>::mutate(TRAIL, |head| head.as_mut().unwrap().next = MAX_VERIFIED + 20);
			assert_eq!(AuditLog::verify(TRAIL, 0, 5, None), Err(VerifyFault::TooLong));
			let part = AuditLog::verify(TRAIL, 0, 5, Some(seed)).unwrap();
			assert_eq!((part.after, part.is_to_the_tip), (told[4], false));
			let part = AuditLog::verify(TRAIL, 5, 9, Some(told[4])).unwrap();
			assert_eq!((part.after, part.is_to_the_tip), (told[8], false));
			let most = |to| AuditLog::verify(TRAIL, 5, to, Some(told[4]));
			assert_eq!(most(5 + MAX_VERIFIED), Err(VerifyFault::Missing(10)));
			assert_eq!(most(6 + MAX_VERIFIED), Err(VerifyFault::TooLong));
		});
	});
}

#[test]
fn the_first_entry_since_a_moment_is_found() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(AuditLog::first_since(TRAIL, NOW), 0);
		ten();
		// Three more at the same moment.
		for epoch in 10..13 {
			key_replaced(epoch);
		}
		let since = |moment| AuditLog::first_since(TRAIL, moment);
		assert_eq!(since(0), 0);
		assert_eq!(since(NOW), 0);
		assert_eq!(since(NOW + 1), 1);
		for minute in 0..10 {
			assert_eq!(since(NOW + minute * 60_000), minute);
		}
		assert_eq!(since(NOW + 9 * 60_000 + 1), 13);
		assert_eq!(since(u64::MAX), 13);
		assert_eq!(AuditLog::first_since(TrailId::Patient(NOBODY), 0), 0);

		wait(SHORTEST_RETENTION + 4 * 60_000);
		prune();
		assert_eq!(since(0), 5, "what is kept");
		assert_eq!(since(NOW + 7 * 60_000), 7);
		wait(SHORTEST_RETENTION + DAY);
		prune();
		assert_eq!(since(0), 13, "nothing is kept: the next one");
	});
}
