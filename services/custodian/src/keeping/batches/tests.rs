//! Which batches are taken in, and from whom.

use super::*;
use crate::{
	hash::blake2b_256,
	keeping::{
		doubles::{ORGANIZATION, PATIENT},
		kept_headers::exchanged,
		writer_doubles::{
			anchored, batch, header, hospital, Writing, ANCHOR, BEST, FINALIZED, HOSPITAL,
		},
	},
	kept::KeptBatch,
};
use std::sync::atomic::Ordering;

const SEALED: &[&[u8]] = &[&[1; 100], &[2; 100], &[3; 100]];

async fn take(world: &Writing, batch: &HandedBatch) -> Result<Taken, Refusal> {
	world.keeping.take_batch(&hospital(), &PATIENT, ANCHOR, batch.clone()).await
}

async fn kept(world: &Writing) -> Option<KeptBatch> {
	world.catalogue.batch(&PATIENT, ANCHOR).await.unwrap()
}

fn of(writer: Writer) -> Session {
	Session { account: [9; 32], writer }
}

#[tokio::test]
async fn a_batch_is_taken_in_once_and_known_then() {
	let world = Writing::new().await;
	let batch = world.prepare(SEALED).await;
	assert_eq!(take(&world, &batch).await, Ok(Taken::New));
	let expected = kept_from(PATIENT, ANCHOR, batch.clone(), hospital().writer);
	assert_eq!(kept(&world).await, Some(expected.clone()));
	assert_eq!(take(&world, &batch).await, Ok(Taken::Known));
	assert_eq!(kept(&world).await, Some(expected));
}

#[tokio::test]
async fn another_header_is_refused_and_one_that_was_replaced_is_known() {
	let world = Writing::new().await;
	let batch = world.prepare(SEALED).await;
	take(&world, &batch).await.unwrap();
	let other = HandedBatch { header: header(0), ..batch.clone() };
	assert_eq!(take(&world, &other).await, Err(Refusal::OtherHeader));

	let moved = exchanged(kept(&world).await.unwrap(), header(1), 0);
	world.catalogue.put_batch(&moved).await.unwrap();
	assert_eq!(take(&world, &batch).await, Ok(Taken::Known));
	assert_eq!(kept(&world).await, Some(moved));
}

#[tokio::test]
async fn what_the_chain_does_not_commit_to_is_refused() {
	let world = Writing::new().await;
	let right = world.prepare(SEALED).await;
	let mut commitment = right.clone();
	commitment.records[1].commitment = [0; 32];
	let mut order = right.clone();
	order.records.swap(0, 1);
	let mut fewer = right.clone();
	fewer.records.pop();
	let wrong = [
		HandedBatch { class: right.class + 1, ..right.clone() },
		HandedBatch { records: Vec::new(), ..right.clone() },
		commitment,
		order,
		fewer,
	];
	for wrong in wrong {
		assert_eq!(take(&world, &wrong).await, Err(NOT_AS_COMMITTED));
	}
	let elsewhere =
		world.keeping.take_batch(&hospital(), &PATIENT, ANCHOR + 1, right.clone()).await;
	assert_eq!(elsewhere, Err(NOT_AS_COMMITTED));
	let other_patient =
		world.keeping.take_batch(&hospital(), &[0; 32], ANCHOR, right.clone()).await;
	assert_eq!(other_patient, Err(NOT_AS_COMMITTED));
	// A number of records that its author did not tell right.
	let leaves = anchored(&right).leaves + 1;
	world.chain.anchor(ANCHOR, Anchored { leaves, ..anchored(&right) }, &[BEST]);
	assert_eq!(take(&world, &right).await, Err(NOT_AS_COMMITTED));
	world.chain.forget(ANCHOR);
	assert_eq!(take(&world, &right).await, Err(NOT_AS_COMMITTED), "erased, or never there");
	assert_eq!(kept(&world).await, None);
}

#[tokio::test]
async fn a_header_that_is_none_or_of_an_epoch_to_come_is_refused() {
	let world = Writing::new().await;
	let right = world.prepare(SEALED).await;
	for header in [vec![], vec![0; 85], header(1), [right.header.as_slice(), &[0]].concat()] {
		let wrong = HandedBatch { header, ..right.clone() };
		assert_eq!(take(&world, &wrong).await, Err(NO_HEADER));
	}
	world.chain.anchor(ANCHOR, Anchored { epoch: 1, ..anchored(&right) }, &[BEST]);
	let later = HandedBatch { header: header(1), ..right };
	assert_eq!(take(&world, &later).await, Ok(Taken::New));
}

#[tokio::test]
async fn records_that_are_not_here_or_not_whole_are_listed() {
	let world = Writing::new().await;
	let batch = batch(SEALED);
	world.chain.anchor(ANCHOR, anchored(&batch), &[BEST]);
	world.hand_in(SEALED[1]).await;
	let names = [blake2b_256(SEALED[0]), blake2b_256(SEALED[2])];
	assert_eq!(take(&world, &batch).await, Err(Refusal::MissingRecords(names.into())));
	for bytes in SEALED {
		world.hand_in(bytes).await;
	}
	// On an account still, and lost from the vault.
	world.vault.remove(&PATIENT, &names[1]).await.unwrap();
	assert_eq!(take(&world, &batch).await, Err(Refusal::MissingRecords(vec![names[1]])));
	assert_eq!(kept(&world).await, None);
	world.hand_in(SEALED[2]).await;
	assert_eq!(take(&world, &batch).await, Ok(Taken::New));
	// What it lost later is listed for whoever hands it in again.
	world.vault.remove(&PATIENT, &names[0]).await.unwrap();
	assert_eq!(take(&world, &batch).await, Err(Refusal::MissingRecords(vec![names[0]])));
}

#[tokio::test]
async fn records_that_are_destroyed_before_the_batchs_turn_are_listed_though_they_are_on_an_account(
) {
	let world = Writing::new().await;
	let batch = world.prepare(SEALED).await;
	let mut turn = world.turns.turn(&PATIENT).await;
	let mut taking = Box::pin(take(&world, &batch));
	// It has found them all, and waits.
	let waits = tokio::time::timeout(std::time::Duration::from_millis(300), &mut taking);
	assert!(waits.await.is_err());
	// Their destruction breaks off before it is noted.
	turn.destroys();
	let name = blake2b_256(SEALED[1]);
	world.vault.remove(&PATIENT, &name).await.unwrap();
	drop(turn);
	assert_eq!(taking.await, Err(Refusal::MissingRecords(vec![name])));
	assert_eq!(world.catalogue.known_records(&PATIENT, &[name]).await.unwrap(), [true]);
}

#[tokio::test]
async fn of_records_that_are_missing_a_thousand_are_listed() {
	let world = Writing::new().await;
	let sealed: Vec<_> = (0..1_010_u32).map(u32::to_le_bytes).collect();
	let batch = batch(&sealed.iter().map(|bytes| bytes.as_slice()).collect::<Vec<_>>());
	world.chain.anchor(ANCHOR, anchored(&batch), &[BEST]);
	let Err(Refusal::MissingRecords(names)) = take(&world, &batch).await else {
		panic!("all are missing");
	};
	let expected: Vec<_> = batch.records.iter().take(1_000).map(|record| record.name).collect();
	assert_eq!(names, expected);
}

#[tokio::test]
async fn a_batch_comes_from_those_whom_it_concerns() {
	let world = Writing::new().await;
	let batch = world.prepare(SEALED).await;
	let (successor, stranger) = (20, 21);
	world.chain.follow(successor, HOSPITAL);
	world.chain.follow(stranger, successor);
	let hand_in = |writer| {
		let (keeping, batch) = (&world.keeping, batch.clone());
		async move { keeping.take_batch(&of(writer), &PATIENT, ANCHOR, batch).await }
	};
	for other in [Writer::Organization(stranger), Writer::Patient([9; 32])] {
		assert_eq!(hand_in(other).await, Err(Refusal::Refused));
		assert_eq!(kept(&world).await, None);
	}
	let those = [
		Writer::Organization(HOSPITAL),
		Writer::Organization(ORGANIZATION),
		Writer::Organization(successor),
		Writer::Patient(PATIENT),
	];
	for one in those {
		world.catalogue.remove_batch(&PATIENT, ANCHOR).await.unwrap();
		assert_eq!(hand_in(one).await, Ok(Taken::New), "{one:?}");
	}
}

#[tokio::test]
async fn a_batch_of_a_block_that_is_gone_gives_way_once_that_is_final() {
	let world = Writing::new().await;
	let first = world.prepare(&SEALED[..1]).await;
	take(&world, &first).await.unwrap();
	let other = world.prepare(&SEALED[1..]).await;
	world.chain.anchor(ANCHOR, anchored(&first), &[FINALIZED]);
	assert_eq!(take(&world, &other).await, Err(Refusal::Unavailable));
	assert_eq!(kept(&world).await, Some(kept_from(PATIENT, ANCHOR, first, hospital().writer)));
	world.chain.anchor(ANCHOR, anchored(&other), &[FINALIZED]);
	assert_eq!(take(&world, &other).await, Ok(Taken::New));
	assert_eq!(kept(&world).await, Some(kept_from(PATIENT, ANCHOR, other, hospital().writer)));
}

#[tokio::test]
async fn a_record_stands_in_a_batch_once() {
	let world = Writing::new().await;
	let batch = world.prepare(&[SEALED[0], SEALED[0]]).await;
	assert_eq!(take(&world, &batch).await, Err(TWICE));
	assert_eq!(kept(&world).await, None);
}

#[tokio::test]
async fn without_the_chain_nothing_is_taken_in() {
	let world = Writing::new().await;
	let batch = world.prepare(SEALED).await;
	world.chain.is_silent.store(true, Ordering::SeqCst);
	assert_eq!(take(&world, &batch).await, Err(Refusal::Unavailable));
	assert_eq!(kept(&world).await, None);
}

/// A patient is known here from when an organization has written something that is kept here, and not before.
#[tokio::test]
async fn a_batch_that_an_organization_wrote_ends_a_patients_being_a_newcomer() {
	let world = Writing::new().await;
	let right = world.prepare(SEALED).await;
	let own = of(Writer::Patient(PATIENT));
	let of_patient = Anchored { author: None, ..anchored(&right) };
	world.chain.anchor(ANCHOR, of_patient, &[BEST, FINALIZED]);
	let known = async || world.catalogue.together().await.unwrap().patients > 0;
	assert_eq!(
		world.keeping.take_batch(&own, &PATIENT, ANCHOR, right.clone()).await,
		Ok(Taken::New)
	);
	assert!(!known().await, "the patient's side wrote it");
	world.chain.anchor(ANCHOR, anchored(&right), &[BEST, FINALIZED]);
	assert_eq!(take(&world, &right).await, Ok(Taken::Known));
	assert!(known().await);
}

#[tokio::test]
async fn a_batch_is_charged_to_who_hands_it_in_and_refused_where_there_is_no_room() {
	let world = Writing::new().await;
	let right = world.prepare(&[&[1], &[2], &[3]]).await;
	assert_eq!(take(&world, &right).await, Ok(Taken::New));
	world.hand_in(&[4]).await;
	let next = batch(&[&[4]]);
	world.chain.anchor(ANCHOR + 1, anchored(&next), &[BEST, FINALIZED]);
	let next = world.keeping.take_batch(&hospital(), &PATIENT, ANCHOR + 1, next).await;
	assert_eq!(next, Err(Refusal::OverQuota));
	assert_eq!(world.catalogue.anchors(&PATIENT).await.unwrap(), [ANCHOR]);
	let usage = world.catalogue.usage(Writer::Organization(HOSPITAL)).await.unwrap();
	assert_eq!((usage.kept, usage.loose), (3 * 4_608 + 6_656, 4_608));
}

#[tokio::test]
async fn a_batch_of_the_right_root_and_another_class_gives_way_to_the_right_one() {
	let world = Writing::new().await;
	let right = world.prepare(SEALED).await;
	// In a block that is gone the same records stood under this number in another class.
	let other = HandedBatch { class: right.class + 1, header: header(0), ..right.clone() };
	world.chain.anchor(ANCHOR, anchored(&other), &[BEST, FINALIZED]);
	assert_eq!(take(&world, &other).await, Ok(Taken::New));
	world.chain.anchor(ANCHOR, anchored(&right), &[BEST]);
	for header in [&right.header, &other.header] {
		let handed = HandedBatch { header: header.clone(), ..right.clone() };
		assert_eq!(take(&world, &handed).await, Err(Refusal::Unavailable), "it is not decided");
	}
	world.chain.anchor(ANCHOR, anchored(&right), &[FINALIZED]);
	assert_eq!(take(&world, &right).await, Ok(Taken::New));
	assert_eq!(
		kept(&world).await,
		Some(kept_from(PATIENT, ANCHOR, right.clone(), hospital().writer))
	);
	assert_eq!(take(&world, &other).await, Err(NOT_AS_COMMITTED));
}
