use super::*;
use crate::{
	hash::blake2b_256,
	keeping::{
		asking::Under,
		batches::root_of,
		doubles::{World, DAY, NOW, PATIENT},
		kept_headers::{exchanged, kept_from, HandedBatch},
	},
	kept::{BatchState, KeptRecord, Writer},
	quotas::{room_for, room_for_batch, Quotas},
};
use futures::stream;
use salus_client::emergency_ring::EmergencyRingOnChain;
use std::{convert::Infallible, sync::atomic::Ordering, time::Duration};
use tokio::time::{sleep, Instant};

const WRITER: Writer = Writer::Organization(3);
const ANSWERED_EVERY: Duration = Duration::from_secs(1);

fn ring(commitment: Name) -> EmergencyRingOnChain {
	EmergencyRingOnChain { custodians: vec![1, 2], threshold: 2, epoch: 0, commitment }
}

async fn keep(world: &World, kind: NamedKind, patient: &PatientId, name: u8) {
	world
		.catalogue
		.put_named(kind, patient, &[name; 32], b"sealed", &Quotas::default())
		.await
		.unwrap();
}

async fn names(world: &World, kind: NamedKind) -> Vec<Name> {
	world.catalogue.names(kind, &PATIENT).await.unwrap()
}

/// A batch of records, each of which is one byte.
async fn keep_batch(world: &World, anchor: u32, records: &[u8]) {
	let mut kept = Vec::new();
	for record in records {
		let bytes = bytes::Bytes::copy_from_slice(&[*record]);
		let name = blake2b_256(&bytes);
		world.catalogue.charge(&PATIENT, &name, 1, WRITER, NOW, &Quotas::default()).await.unwrap();
		let content = stream::iter([Ok::<_, Infallible>(bytes)]);
		world.vault.put(&PATIENT, &name, content, 9).await.unwrap();
		kept.push(KeptRecord { commitment: [*record; 32], name });
	}
	let batch = HandedBatch { class: 96, header: b"writer's".to_vec(), records: kept };
	world.catalogue.put_batch(&kept_from(PATIENT, anchor, batch, WRITER)).await.unwrap();
}

async fn has(world: &World, record: u8) -> bool {
	world.vault.has(&PATIENT, &blake2b_256(&[record])).await.unwrap()
}

/// A batch of so many records, as it is after a while. They are of four bytes.
async fn keep_large_batch(world: &World, anchor: u32, records: u32) -> Vec<Name> {
	let mut kept = Vec::new();
	for record in 0..records {
		let bytes = bytes::Bytes::copy_from_slice(&record.to_be_bytes());
		let name = blake2b_256(&bytes);
		world.catalogue.charge(&PATIENT, &name, 4, WRITER, NOW, &Quotas::default()).await.unwrap();
		let content = stream::iter([Ok::<_, Infallible>(bytes)]);
		world.vault.put(&PATIENT, &name, content, 9).await.unwrap();
		kept.push(KeptRecord { commitment: [7; 32], name });
	}
	let names = kept.iter().map(|record| record.name).collect();
	let batch = HandedBatch { class: 96, header: b"writer's".to_vec(), records: kept };
	world.catalogue.put_batch(&kept_from(PATIENT, anchor, batch, WRITER)).await.unwrap();
	names
}

/// What the chain has if it knows the batch that is kept.
async fn under(world: &World, anchor: u32) -> Under {
	let batch = world.catalogue.batch(&PATIENT, anchor).await.unwrap().unwrap();
	Under::Batch { class: batch.class, root: root_of(&batch.records).unwrap() }
}

async fn left_of(world: &World, names: &[Name]) -> usize {
	let known = world.catalogue.known_records(&PATIENT, names).await.unwrap();
	known.into_iter().filter(|is_known| *is_known).count()
}

#[tokio::test]
async fn what_neither_head_names_is_destroyed() {
	let world = World::new().await;
	for kind in [NamedKind::Envelope, NamedKind::EmergencyRing] {
		for name in 1..=3 {
			keep(&world, kind, &PATIENT, name).await;
		}
		keep(&world, kind, &[2; 32], 3).await;
	}
	world.chain.at_best(PATIENT, |said| {
		said.envelopes = [[1; 32]].into();
		said.ring = Some(ring([1; 32]));
	});
	world.chain.at_finalized(PATIENT, |said| {
		said.envelopes = [[2; 32]].into();
		said.ring = Some(ring([2; 32]));
	});
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(2));
	for kind in [NamedKind::Envelope, NamedKind::EmergencyRing] {
		assert_eq!(names(&world, kind).await, [[1; 32], [2; 32]]);
		let others = world.catalogue.names(kind, &[2; 32]).await.unwrap();
		assert_eq!(others, [[3; 32]], "another patient's was not asked about");
	}
	world.chain.at_both(PATIENT, |said| said.envelopes.clear());
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(2));
	assert_eq!(names(&world, NamedKind::EmergencyRing).await.len(), 2);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0));
}

#[tokio::test]
async fn what_was_erased_is_destroyed_though_it_is_not_known_what_grants_name() {
	let world = World::new().await;
	keep(&world, NamedKind::Envelope, &PATIENT, 1).await;
	keep_batch(&world, 0, &[1]).await;
	world.chain.at_both(PATIENT, |said| said.erased = [0].into());
	world.chain.names_nothing.store(true, Ordering::SeqCst);
	assert_eq!(world.desk.sweep(&PATIENT).await, Err(Refusal::Unavailable));
	assert!(!has(&world, 1).await);
	assert_eq!(world.catalogue.anchors(&PATIENT).await.unwrap(), [0_u32; 0]);
	assert_eq!(names(&world, NamedKind::Envelope).await, [[1; 32]]);
}

#[tokio::test]
async fn what_was_erased_is_not_taken_for_destroyed_while_its_disk_is_not_there() {
	let world = World::new().await;
	keep_batch(&world, 0, &[1]).await;
	world.chain.at_both(PATIENT, |said| said.erased = [0].into());
	let (vault, away) = (world.folder.path().join("vault"), world.folder.path().join("away"));
	std::fs::rename(&vault, &away).unwrap();
	std::fs::create_dir(&vault).unwrap();
	assert_eq!(world.desk.sweep(&PATIENT).await, Err(Refusal::Unavailable));
	std::fs::remove_dir(&vault).unwrap();
	std::fs::rename(&away, &vault).unwrap();
	assert!(has(&world, 1).await);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(1));
	assert!(!has(&world, 1).await);
}

#[tokio::test]
async fn an_erased_batch_goes_with_its_records_but_for_those_under_another_anchor() {
	let world = World::new().await;
	keep_batch(&world, 0, &[1, 2]).await;
	keep_batch(&world, 1, &[2, 3]).await;
	world.chain.at_best(PATIENT, |said| said.erased = [0, 1].into());
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0), "it may be otherwise in the end");
	world.chain.at_finalized(PATIENT, |said| said.erased = [0, 9].into());
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(1));
	assert_eq!(world.catalogue.anchors(&PATIENT).await.unwrap(), [1]);
	assert_eq!(
		[has(&world, 1).await, has(&world, 2).await, has(&world, 3).await],
		[false, true, true]
	);
	assert_eq!(world.catalogue.usage(WRITER).await.unwrap().kept, 2 * 4_608 + 6_656);
	assert_eq!(world.catalogue.usage(WRITER).await.unwrap().loose, 0);
	let world = world.restarted().await;
	world.chain.at_finalized(PATIENT, |said| said.erased = [0, 1].into());
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(1));
	assert!(!has(&world, 2).await && !has(&world, 3).await);
	assert_eq!(world.catalogue.usage(WRITER).await.unwrap(), Default::default());
}

#[tokio::test]
async fn batches_that_are_erased_together_leave_nothing_that_they_share() {
	let world = World::new().await;
	keep_batch(&world, 0, &[1]).await;
	keep_batch(&world, 1, &[1]).await;
	world.chain.at_both(PATIENT, |said| said.erased = [0, 1].into());
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(2));
	assert!(!has(&world, 1).await);
}

#[tokio::test]
async fn backups_and_headers_lapse_ninety_days_after_they_were_replaced() {
	let world = World::new().await;
	keep_batch(&world, 0, &[1]).await;
	let batch = world.catalogue.batch(&PATIENT, 0).await.unwrap().unwrap();
	let batch = exchanged(exchanged(batch, vec![1], NOW), vec![2], NOW);
	world.catalogue.put_batch(&batch).await.unwrap();
	for (at, text) in [(NOW - 9 * DAY, "first"), (NOW, "second"), (NOW + DAY, "third")] {
		world.catalogue.add_backup(&PATIENT, &[5; 32], at, text, &Quotas::default()).await.unwrap();
	}
	world.pass(KEPT_AFTER - 1);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0));
	world.pass(1);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(2));
	let left = world.catalogue.batch(&PATIENT, 0).await.unwrap().unwrap();
	assert_eq!(left.header, [2]);
	let earlier: Vec<_> = left.earlier.iter().map(|one| one.header.as_slice()).collect();
	assert_eq!(earlier, [b"writer's"]);
	assert_eq!(world.catalogue.backup_list(&PATIENT).await.unwrap().len(), 2);
	world.pass(99 * KEPT_AFTER);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(1));
	let last = world.catalogue.backup_list(&PATIENT).await.unwrap();
	let text = world.catalogue.backup_part(&PATIENT, last[0].number, 0, 99).await.unwrap();
	assert_eq!((last.len(), text.as_deref()), (1, Some(b"third".as_slice())));
}

#[tokio::test]
async fn a_clock_that_is_wrong_and_a_chain_that_stands_still_destroy_nothing() {
	let world = World::new().await;
	keep(&world, NamedKind::Envelope, &PATIENT, 1).await;
	keep_batch(&world, 0, &[1]).await;
	world.chain.at_both(PATIENT, |said| said.erased = [0].into());
	for (at, text) in [(NOW, "first"), (NOW, "second")] {
		world.catalogue.add_backup(&PATIENT, &[5; 32], at, text, &Quotas::default()).await.unwrap();
	}
	world.now.store(NOW + KEPT_AFTER, Ordering::SeqCst);
	assert_eq!(world.desk.sweep(&PATIENT).await, Err(Refusal::Unavailable));
	world.now.store(NOW, Ordering::SeqCst);
	world.chain.is_silent.store(true, Ordering::SeqCst);
	assert_eq!(world.desk.sweep(&PATIENT).await, Err(Refusal::Unavailable));
	world.chain.is_silent.store(false, Ordering::SeqCst);
	world.chain.unread.lock().unwrap().insert(PATIENT);
	assert_eq!(world.desk.sweep(&PATIENT).await, Err(Refusal::Unavailable));
	assert_eq!(names(&world, NamedKind::Envelope).await.len(), 1);
	assert_eq!(world.catalogue.backup_list(&PATIENT).await.unwrap().len(), 2);
	assert!(has(&world, 1).await);
	// By the chain's clock alone nothing lapses, nor by the own one alone.
	world.chain.unread.lock().unwrap().clear();
	world.chain.time.store(NOW + KEPT_AFTER, Ordering::SeqCst);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(2));
	assert_eq!(world.catalogue.backup_list(&PATIENT).await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn others_have_their_turn_while_a_large_batch_is_destroyed() {
	const RECORDS: u32 = 1_000;
	let world = World::new().await;
	let names = keep_large_batch(&world, 0, RECORDS).await;
	world.chain.at_both(PATIENT, |said| said.erased = [0].into());
	let held = world.desk.turns.turn(&PATIENT).await;
	let desk = world.desk.clone();
	let sweep = tokio::spawn(async move { desk.sweep(&PATIENT).await });
	// Whoever asks for the patient's turn again and again sees it come to its end in parts.
	drop(held);
	let mut seen = HashSet::new();
	while !sweep.is_finished() {
		let _turn = world.desk.turns.turn(&PATIENT).await;
		seen.insert(left_of(&world, &names).await);
	}
	assert_eq!(sweep.await.unwrap(), Ok(1));
	assert!(seen.len() > 5, "{seen:?}");
	assert_eq!(left_of(&world, &names).await, 0);
	assert_eq!(world.catalogue.usage(WRITER).await.unwrap(), Default::default());
}

#[tokio::test]
async fn a_batch_that_is_being_destroyed_is_not_found_and_is_destroyed_after_a_restart() {
	let world = World::new().await;
	let names = keep_large_batch(&world, 0, 300).await;
	world.chain.at_both(PATIENT, |said| said.erased = [0].into());
	// Broken off in the middle, wherever it is.
	for _ in 0..3 {
		let sweep = world.desk.sweep(&PATIENT);
		let until_some_are_gone = async {
			let before = left_of(&world, &names).await;
			while before > 0 && left_of(&world, &names).await == before {
				tokio::task::yield_now().await;
			}
		};
		tokio::select! {
			_ = sweep => {},
			() = until_some_are_gone => {},
		}
	}
	let left = left_of(&world, &names).await;
	assert!(left < 300, "{left}");
	assert_eq!(world.catalogue.batch(&PATIENT, 0).await, Ok(None));
	assert_eq!(world.catalogue.anchors(&PATIENT).await.unwrap(), [0_u32; 0]);
	let world = world.restarted().await;
	// It goes on whatever the chain says by then: it was final.
	world.chain.at_both(PATIENT, |said| said.erased.clear());
	world.desk.sweep(&PATIENT).await.unwrap();
	assert_eq!(left_of(&world, &names).await, 0);
	for name in &names {
		assert!(!world.vault.has(&PATIENT, name).await.unwrap());
	}
	assert_eq!(world.catalogue.batch_states(&PATIENT).await.unwrap(), []);
	assert_eq!(world.catalogue.usage(WRITER).await.unwrap(), Default::default());
}

#[tokio::test]
async fn a_record_that_is_handed_in_again_while_its_batch_is_destroyed_stays() {
	let world = World::new().await;
	keep_batch(&world, 0, &[1, 2]).await;
	let state = BatchState::Ending { since: NOW };
	world.catalogue.note_batch_state(&PATIENT, 0, state).await.unwrap();
	let again = blake2b_256(&[1]);
	let other = Writer::Organization(4);
	assert_eq!(world.catalogue.renew(&PATIENT, &again, other, NOW + 1).await, Ok(true));
	let look = world.desk.turns.look(&PATIENT);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(1));
	assert_eq!([has(&world, 1).await, has(&world, 2).await], [true, false]);
	assert!(look.is_outdated(), "something was destroyed");
	// For a day, as whatever is handed in.
	assert_eq!(world.catalogue.loose_since(NOW + 1, 9).await, Ok(vec![]));
	assert_eq!(world.catalogue.loose_since(NOW + 2, 9).await, Ok(vec![(PATIENT, again)]));
	assert_eq!(world.catalogue.usage(WRITER).await.unwrap().loose, room_for(1));
}

#[tokio::test]
async fn a_batch_that_takes_the_place_of_one_that_is_being_destroyed_stays() {
	let world = World::new().await;
	keep_batch(&world, 0, &[1, 2]).await;
	let state = BatchState::Ending { since: NOW };
	world.catalogue.note_batch_state(&PATIENT, 0, state).await.unwrap();
	let first = world.catalogue.ending_records(&PATIENT, 0, 1).await.unwrap();
	world.catalogue.end_records(&PATIENT, 0, &first).await.unwrap();
	keep_batch(&world, 0, &[1, 3]).await;
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0));
	assert!(has(&world, 1).await && has(&world, 3).await);
	assert_eq!(world.catalogue.anchors(&PATIENT).await.unwrap(), [0]);
	let kept = 2 * room_for(1) + room_for_batch(2 * 64);
	assert_eq!(world.catalogue.usage(WRITER).await.unwrap().kept, kept);
}

#[tokio::test]
async fn a_batch_of_a_block_that_is_gone_is_destroyed_once_its_number_is_anothers_for_good() {
	let world = World::new().await;
	keep_batch(&world, 0, &[1, 2]).await;
	keep_batch(&world, 1, &[2]).await;
	let (lost, right) = (under(&world, 0).await, under(&world, 1).await);
	world.chain.at_best(PATIENT, |said| said.under = [(0, lost), (1, right)].into());
	world.chain.at_finalized(PATIENT, |said| said.under = [(0, Under::Nothing), (1, right)].into());
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0), "it is on its way");
	world.chain.at_best(PATIENT, |said| said.under = [(0, right), (1, right)].into());
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0), "that may be otherwise in the end");
	world.chain.at_finalized(PATIENT, |said| said.under = [(0, right), (1, right)].into());
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(1));
	assert_eq!(world.catalogue.anchors(&PATIENT).await.unwrap(), [1]);
	assert_eq!([has(&world, 1).await, has(&world, 2).await], [false, true]);
	// What the finalized chain has once had is not asked about again.
	world.chain.at_both(PATIENT, |said| said.under = [(1, Under::Nothing)].into());
	world.pass(9 * DAY);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0));
	assert!(has(&world, 2).await);
}

#[tokio::test]
async fn a_batch_of_another_class_than_the_chains_is_another_batch() {
	let world = World::new().await;
	keep_batch(&world, 0, &[1]).await;
	let Under::Batch { class, root } = under(&world, 0).await else { panic!() };
	let other = Under::Batch { class: class + 1, root };
	world.chain.at_both(PATIENT, |said| said.under = [(0, other)].into());
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(1));
}

#[tokio::test]
async fn a_batch_that_neither_head_knows_has_a_day_to_come_back() {
	let world = World::new().await;
	keep_batch(&world, 0, &[1]).await;
	let own = under(&world, 0).await;
	let say = |best: Under| {
		world.chain.at_best(PATIENT, |said| said.under = [(0, best)].into());
		world.chain.at_finalized(PATIENT, |said| said.under = [(0, Under::Nothing)].into());
	};
	say(Under::Nothing);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0));
	world.pass(DAY - 1);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0));
	// It came back, and is lost again: another day.
	say(own);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0));
	say(Under::Nothing);
	world.pass(1);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0));
	let world = world.restarted().await;
	world.pass(DAY - 1);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(0));
	world.pass(1);
	assert_eq!(world.desk.sweep(&PATIENT).await, Ok(1));
	assert!(!has(&world, 1).await);
}

#[tokio::test]
async fn how_long_a_sweep_takes_does_not_tell_of_whom_anything_is_here() {
	let world = World::new().await;
	keep_batch(&world, 0, &[1]).await;
	let time_of = async |patient: PatientId| {
		let began = Instant::now();
		assert_eq!(world.desk.sweep_when_asked(&patient).await, Ok(0));
		began.elapsed()
	};
	for patient in [PATIENT, [2; 32]] {
		let time = time_of(patient).await;
		assert!(time >= ANSWERED_EVERY, "{time:?}");
	}
	// What takes longer is answered at the next multiple.
	let held = world.desk.turns.turn(&PATIENT).await;
	let (time, ()) = tokio::join!(time_of(PATIENT), async {
		sleep(ANSWERED_EVERY).await;
		drop(held);
	});
	assert!(time >= ANSWERED_EVERY * 2, "{time:?}");
}
