//! How sealed records come in, and go.

use super::*;
use crate::{
	hash::blake2b_256,
	keeping::{
		doubles::{DAY, PATIENT},
		writer_doubles::{hospital, incoming, once, quotas, Writing, HOSPITAL, LIMITS},
	},
	kept::{BatchState, EndingRecords, Usage},
};
use futures::channel::mpsc;
use std::{convert::Infallible, time::Duration};
use tokio::time::timeout;

/// Whatever happens at all has happened by then.
const GIVEN_UP: Duration = Duration::from_secs(60);
/// What does not wait would be through by then.
const A_WHILE: Duration = Duration::from_millis(300);
const SEALED: &[u8] = &[1; 300];
/// What it takes, and the row of a batch of it.
const ROOM: u64 = 4_608;
const BATCH: u64 = 6_656;

async fn usage(world: &Writing) -> Usage {
	world.catalogue.usage(Writer::Organization(HOSPITAL)).await.unwrap()
}

/// A practitioner of another organization.
fn other() -> Session {
	Session { account: [9; 32], writer: Writer::Organization(HOSPITAL + 1) }
}

async fn usage_of_other(world: &Writing) -> Usage {
	world.catalogue.usage(other().writer).await.unwrap()
}

/// Nothing of it was kept, nor is on anybody's account.
async fn assert_nothing_left(world: &Writing, bytes: &[u8]) {
	let name = blake2b_256(bytes);
	assert_eq!(usage(world).await, Usage::default());
	assert!(!world.vault.has(&PATIENT, &name).await.unwrap());
	assert_eq!(world.catalogue.known_records(&PATIENT, &[name]).await.unwrap(), [false]);
}

type Parts = mpsc::UnboundedSender<Result<Bytes, &'static str>>;

/// A record that comes in as the test lets it, once it has begun.
async fn slow(
	world: &Writing,
	session: Session,
	record: IncomingRecord,
) -> (Parts, tokio::task::JoinHandle<Result<Taken, Refusal>>) {
	let (parts, content) = mpsc::unbounded();
	let keeping = Arc::clone(&world.keeping);
	let of_writer =
		|| world.keeping.under_way.lengths(&record.patient, &record.name, session.writer).len();
	let before = of_writer();
	let coming = tokio::spawn(async move { keeping.take_record(&session, record, content).await });
	let has_begun = async {
		while of_writer() == before {
			tokio::task::yield_now().await;
		}
	};
	timeout(GIVEN_UP, has_begun).await.unwrap();
	(parts, coming)
}

#[tokio::test]
async fn a_record_comes_in_once_and_is_known_then() {
	let world = Writing::new().await;
	let (keeping, record) = (&world.keeping, incoming(SEALED));
	let first = keeping.take_record(&hospital(), record, once(SEALED)).await;
	assert_eq!(first, Ok(Taken::New));
	assert_eq!(world.vault.read(&PATIENT, &record.name).await.unwrap(), SEALED);
	assert_eq!(usage(&world).await, Usage { kept: 0, loose: ROOM });

	let again = keeping.take_record(&hospital(), record, once(SEALED)).await;
	assert_eq!(again, Ok(Taken::Known));
	assert_eq!(keeping.take_record(&other(), record, once(SEALED)).await, Ok(Taken::Known));
	assert_eq!(usage(&world).await, Usage { kept: 0, loose: ROOM });
}

#[tokio::test]
async fn what_is_not_what_its_name_says_leaves_nothing_behind() {
	let world = Writing::new().await;
	let record = incoming(SEALED);
	let refused = world.keeping.take_record(&hospital(), record, once(&[2; 300])).await;
	assert_eq!(refused, Err(OTHER_BYTES));
	assert_nothing_left(&world, SEALED).await;
	assert_nothing_left(&world, &[2; 300]).await;
}

#[tokio::test]
async fn what_breaks_off_or_is_of_another_length_leaves_nothing_behind() {
	let world = Writing::new().await;
	for length in [299, 301] {
		let record = IncomingRecord { length, ..incoming(SEALED) };
		let refused = world.keeping.take_record(&hospital(), record, once(SEALED)).await;
		assert_eq!(refused, Err(BROKEN_OFF));
		assert_nothing_left(&world, SEALED).await;
	}
	let broken = stream::iter([Ok(Bytes::from_static(&SEALED[..300])), Err("the connection")]);
	let refused = world.keeping.take_record(&hospital(), incoming(SEALED), broken).await;
	assert_eq!(refused, Err(BROKEN_OFF));
	assert_nothing_left(&world, SEALED).await;
	for length in [0, (1 << 26) + 1] {
		let record = IncomingRecord { length, ..incoming(SEALED) };
		let refused = world.keeping.take_record(&hospital(), record, once(SEALED)).await;
		assert_eq!(refused, Err(TOO_LONG));
	}
}

#[tokio::test]
async fn whoever_goes_away_meanwhile_leaves_nothing_behind() {
	let world = Writing::new().await;
	let (parts, coming) = slow(&world, hospital(), incoming(SEALED)).await;
	parts.unbounded_send(Ok(Bytes::from_static(&SEALED[..100]))).unwrap();
	coming.abort();
	assert!(coming.await.unwrap_err().is_cancelled());
	assert_eq!(usage(&world).await, Usage { kept: 0, loose: ROOM });
	drop(parts);
	let is_put_right = async {
		while usage(&world).await != Usage::default() {
			tokio::task::yield_now().await;
		}
	};
	timeout(GIVEN_UP, is_put_right).await.unwrap();
	assert_nothing_left(&world, SEALED).await;
}

#[tokio::test]
async fn a_writer_has_a_limit_of_loose_bytes_and_of_all() {
	let world = Writing::new().await;
	let records = [[1; 300], [2; 300], [3; 300], [4; 300]];
	world.prepare(&[&records[0], &records[1], &records[2]]).await;
	let fourth = incoming(&records[3]);
	let refused = world.keeping.take_record(&hospital(), fourth, once(&records[3])).await;
	assert_eq!(refused, Err(Refusal::OverQuota), "four of {} loose bytes", LIMITS.loose);
	let patient = Session { account: [9; 32], writer: Writer::Patient(PATIENT) };
	let own = world.keeping.take_record(&patient, fourth, once(&records[3])).await;
	assert_eq!(own, Ok(Taken::New), "each has limits of its own");

	let batch = world.prepare(&[&records[0], &records[1], &records[2]]).await;
	world.keeping.take_batch(&hospital(), &PATIENT, 5, batch).await.unwrap();
	assert_eq!(usage(&world).await, Usage { kept: 3 * ROOM + BATCH, loose: 0 });
	world.hand_in(&[5; 600]).await;
	let refused = world.keeping.take_record(&hospital(), incoming(&[6]), once(&[6])).await;
	assert_eq!(refused, Err(Refusal::OverQuota), "five and a batch of {} bytes", LIMITS.total);
}

#[tokio::test]
async fn a_patients_side_hands_nothing_in_for_another_patient() {
	let world = Writing::new().await;
	let other = Session { account: [9; 32], writer: Writer::Patient([9; 32]) };
	let refused = world.keeping.take_record(&other, incoming(SEALED), once(SEALED)).await;
	assert_eq!(refused, Err(Refusal::Refused));
	assert!(!world.vault.has(&PATIENT, &incoming(SEALED).name).await.unwrap());
}

#[tokio::test]
async fn a_record_that_was_lost_comes_in_anew() {
	let world = Writing::new().await;
	let record = incoming(SEALED);
	// As after a crash between the two: with another length, even.
	let writer = Writer::Organization(HOSPITAL);
	world.catalogue.charge(&PATIENT, &record.name, 1, writer, 0, &quotas()).await.unwrap();
	let taken = world.keeping.take_record(&hospital(), record, once(SEALED)).await;
	assert_eq!(taken, Ok(Taken::New));
	assert_eq!(usage(&world).await, Usage { kept: 0, loose: ROOM });

	// One that a batch names stays on its account meanwhile.
	let batch = world.prepare(&[SEALED]).await;
	world.keeping.take_batch(&hospital(), &PATIENT, 5, batch).await.unwrap();
	world.vault.remove(&PATIENT, &record.name).await.unwrap();
	let refused = world.keeping.take_record(&hospital(), record, once(&[2; 300])).await;
	assert_eq!(refused, Err(OTHER_BYTES));
	assert_eq!(usage(&world).await, Usage { kept: ROOM + BATCH, loose: 0 });
	let taken = world.keeping.take_record(&hospital(), record, once(SEALED)).await;
	assert_eq!(taken, Ok(Taken::New));
	assert_eq!(usage(&world).await, Usage { kept: ROOM + BATCH, loose: 0 });
}

#[tokio::test]
async fn nothing_goes_to_where_a_disk_is_not_and_nothing_on_it_is_taken_for_lost() {
	let world = Writing::new().await;
	let kept = incoming(&[2; 200]);
	world.hand_in(&[2; 200]).await;
	let (vault, away) = (world.folder.path().join("vault"), world.folder.path().join("away"));
	std::fs::rename(&vault, &away).unwrap();
	std::fs::create_dir(&vault).unwrap();
	for (record, bytes) in [(incoming(SEALED), SEALED), (kept, &[2; 200])] {
		let refused = world.keeping.take_record(&hospital(), record, once(bytes)).await;
		assert_eq!(refused, Err(Refusal::Unavailable));
	}
	std::fs::remove_dir(&vault).unwrap();
	std::fs::rename(&away, &vault).unwrap();
	// What may be there all the same stays charged, until it comes again or is swept.
	assert_eq!(usage(&world).await, Usage { kept: 0, loose: 2 * ROOM });
	let taken = world.keeping.take_record(&hospital(), kept, once(&[2; 200])).await;
	assert_eq!(taken, Ok(Taken::Known));
	let taken = world.keeping.take_record(&hospital(), incoming(SEALED), once(SEALED)).await;
	assert_eq!(taken, Ok(Taken::New));
	assert_eq!(usage(&world).await, Usage { kept: 0, loose: 2 * ROOM });
}

#[tokio::test]
async fn nobody_is_charged_with_a_false_length_for_what_comes_in_twice_at_once() {
	let world = Writing::new().await;
	let record = incoming(SEALED);
	let (parts, coming) = slow(&world, hospital(), IncomingRecord { length: 1, ..record }).await;
	let refused = world.keeping.take_record(&hospital(), record, once(SEALED)).await;
	assert_eq!(refused, Err(Refusal::TooMany(1)));
	drop(parts);
	assert_eq!(coming.await.unwrap(), Err(BROKEN_OFF));
	assert_nothing_left(&world, SEALED).await;
	let taken = world.keeping.take_record(&hospital(), record, once(SEALED)).await;
	assert_eq!(taken, Ok(Taken::New));

	// With the same length both may come, and one is enough.
	let record = incoming(&[2; 300]);
	let (parts, coming) = slow(&world, hospital(), record).await;
	let taken = world.keeping.take_record(&hospital(), record, once(&[2; 300])).await;
	assert_eq!(taken, Ok(Taken::New));
	drop(parts);
	assert_eq!(coming.await.unwrap(), Err(BROKEN_OFF));
	assert_eq!(usage(&world).await, Usage { kept: 0, loose: 2 * ROOM });
	assert!(world.vault.has(&PATIENT, &record.name).await.unwrap());
}

#[tokio::test]
async fn the_same_record_does_not_fill_the_disk_many_times_over() {
	let world = Writing::new().await;
	let record = incoming(SEALED);
	let mut coming = Vec::new();
	for _ in 0..MOST_AT_ONCE {
		coming.push(slow(&world, hospital(), record).await);
	}
	let refused = world.keeping.take_record(&hospital(), record, once(SEALED)).await;
	assert_eq!(refused, Err(COMING));
	for (parts, coming) in coming {
		drop(parts);
		assert_eq!(coming.await.unwrap(), Err(BROKEN_OFF));
	}
	let taken = world.keeping.take_record(&hospital(), record, once(SEALED)).await;
	assert_eq!(taken, Ok(Taken::New));
}

#[tokio::test]
async fn of_a_record_that_is_known_other_bytes_are_refused_and_renew_nothing() {
	let world = Writing::new().await;
	let batch = world.prepare(&[SEALED]).await;
	world.keeping.take_batch(&hospital(), &PATIENT, 5, batch).await.unwrap();
	let record = incoming(SEALED);
	world.pass(1);
	let since = world.keeping.clock.now();
	world.catalogue.note_batch_state(&PATIENT, 5, BatchState::Ending { since }).await.unwrap();
	world.pass(1);
	let short = IncomingRecord { length: 3, ..record };
	for (other_record, bytes) in [(short, vec![2; 3]), (record, vec![2; 300])] {
		let refused = world.keeping.take_record(&other(), other_record, once(&bytes)).await;
		assert_eq!(refused, Err(OTHER_BYTES));
	}
	let refused = world.keeping.take_record(&other(), short, once(SEALED)).await;
	assert_eq!(refused, Err(BROKEN_OFF));
	let ending = async || world.catalogue.ending_records(&PATIENT, 5, 9).await.unwrap();
	let doomed = EndingRecords { names: vec![record.name], doomed: vec![record.name] };
	assert_eq!(ending().await, doomed);
	let known = world.keeping.take_record(&other(), record, once(SEALED)).await;
	assert_eq!(known, Ok(Taken::Known));
	assert_eq!(ending().await, EndingRecords { doomed: vec![], ..doomed });
}

#[tokio::test]
async fn what_is_known_and_erased_while_it_is_compared_is_not_acknowledged() {
	for is_forgotten in [true, false] {
		let world = Writing::new().await;
		world.hand_in(SEALED).await;
		let record = incoming(SEALED);
		let (parts, content) = mpsc::unbounded::<Result<Bytes, Infallible>>();
		let session = hospital();
		let mut coming = Box::pin(world.keeping.take_record(&session, record, content));
		let waits = timeout(A_WHILE, &mut coming);
		assert!(waits.await.is_err());
		let mut turn = world.turns.turn(&PATIENT).await;
		turn.destroys();
		world.vault.remove(&PATIENT, &record.name).await.unwrap();
		if is_forgotten {
			world.catalogue.uncharge(&PATIENT, &record.name).await.unwrap();
		}
		drop(turn);
		parts.unbounded_send(Ok(Bytes::from_static(SEALED))).unwrap();
		drop(parts);
		assert_eq!(coming.await, Err(COMING));
	}
}

#[tokio::test]
async fn another_writer_with_a_false_length_keeps_no_record_out() {
	let world = Writing::new().await;
	let record = incoming(SEALED);
	let false_one = IncomingRecord { length: 5_000, ..record };
	let mut coming = Vec::new();
	for _ in 0..MOST_AT_ONCE {
		coming.push(slow(&world, other(), false_one).await);
	}
	let third = world.keeping.take_record(&other(), false_one, once(SEALED)).await;
	assert_eq!(third, Err(COMING));
	assert_eq!(usage_of_other(&world).await, Usage { kept: 0, loose: 8_704 });

	let taken = world.keeping.take_record(&hospital(), record, once(SEALED)).await;
	assert_eq!(taken, Ok(Taken::New));
	assert_eq!(usage(&world).await, Usage { kept: 0, loose: ROOM });
	assert_eq!(usage_of_other(&world).await, Usage::default());
	for (parts, coming) in coming {
		drop(parts);
		assert_eq!(coming.await.unwrap(), Err(BROKEN_OFF));
	}
	assert_eq!(usage(&world).await, Usage { kept: 0, loose: ROOM });
	assert_eq!(world.vault.read(&PATIENT, &record.name).await.unwrap(), SEALED);
}

#[tokio::test]
async fn of_two_writers_the_one_whose_record_comes_first_is_charged() {
	let world = Writing::new().await;
	let record = incoming(SEALED);
	let (parts, coming) = slow(&world, other(), record).await;
	let (others, second) = slow(&world, hospital(), record).await;
	assert_eq!(usage(&world).await, Usage::default());
	for (parts, coming) in [(others, second), (parts, coming)] {
		parts.unbounded_send(Ok(Bytes::from_static(SEALED))).unwrap();
		drop(parts);
		assert_eq!(coming.await.unwrap(), Ok(Taken::New));
		assert_eq!(usage(&world).await, Usage { kept: 0, loose: ROOM });
		assert_eq!(usage_of_other(&world).await, Usage::default());
	}
	// What comes on neither way is on nobody's account.
	let record = incoming(&[2; 300]);
	let (parts, coming) = slow(&world, other(), record).await;
	let (others, second) = slow(&world, hospital(), record).await;
	for (parts, coming) in [(parts, coming), (others, second)] {
		drop(parts);
		assert_eq!(coming.await.unwrap(), Err(BROKEN_OFF));
	}
	assert_eq!(usage(&world).await, Usage { kept: 0, loose: ROOM });
	assert_eq!(usage_of_other(&world).await, Usage::default());
}

#[tokio::test]
async fn a_writer_without_room_brings_nothing_beside_anothers() {
	let world = Writing::new().await;
	world.prepare(&[&[4; 300], &[5; 300], &[6; 300]]).await;
	let record = incoming(SEALED);
	let (parts, coming) = slow(&world, other(), record).await;
	// Before any of it is read, since none comes.
	let unread = stream::pending::<Result<Bytes, Infallible>>();
	let refused = timeout(GIVEN_UP, world.keeping.take_record(&hospital(), record, unread)).await;
	assert_eq!(refused.expect("it is read"), Err(Refusal::OverQuota));
	parts.unbounded_send(Ok(Bytes::from_static(SEALED))).unwrap();
	drop(parts);
	assert_eq!(coming.await.unwrap(), Ok(Taken::New));
	assert_eq!(usage_of_other(&world).await, Usage { kept: 0, loose: ROOM });
}

#[tokio::test]
async fn what_no_batch_has_named_for_a_day_is_destroyed() {
	let world = Writing::new().await;
	let batch = world.prepare(&[SEALED]).await;
	world.keeping.take_batch(&hospital(), &PATIENT, 5, batch).await.unwrap();
	world.hand_in(&[2; 300]).await;
	world.pass(DAY);
	assert_eq!(world.keeping.sweep_loose().await, Ok(0));
	world.hand_in(&[3; 300]).await;
	world.pass(1);
	let look = world.turns.look(&PATIENT);
	assert_eq!(world.keeping.sweep_loose().await, Ok(1));
	assert!(look.is_outdated());
	for (bytes, is_there) in [(SEALED, true), (&[2; 300], false), (&[3; 300], true)] {
		let has = world.vault.has(&PATIENT, &blake2b_256(bytes)).await.unwrap();
		assert_eq!(has, is_there, "{}", bytes[0]);
	}
	assert_eq!(usage(&world).await, Usage { kept: ROOM + BATCH, loose: ROOM });
}

#[tokio::test]
async fn a_batch_that_comes_in_before_the_sweeps_turn_keeps_its_records() {
	let world = Writing::new().await;
	let batch = world.prepare(&[SEALED]).await;
	world.pass(DAY + 1);
	let turn = world.turns.turn(&PATIENT).await;
	let mut sweep = Box::pin(world.keeping.sweep_loose());
	// It has found the record, and waits.
	let waits = timeout(A_WHILE, &mut sweep);
	assert!(waits.await.is_err());
	let session = hospital();
	let mut taking = Box::pin(world.keeping.take_batch(&session, &PATIENT, 5, batch.clone()));
	let waits = timeout(A_WHILE, &mut taking);
	assert!(waits.await.is_err());
	// As if the batch had been before it.
	let kept = crate::keeping::kept_headers::kept_from(PATIENT, 5, batch, hospital().writer);
	world.catalogue.put_batch(&kept).await.unwrap();
	drop(turn);
	assert_eq!(sweep.await, Ok(0));
	assert_eq!(taking.await, Ok(Taken::Known));
	assert!(world.vault.has(&PATIENT, &incoming(SEALED).name).await.unwrap());
}

#[tokio::test]
async fn what_was_erased_while_it_came_in_is_not_kept() {
	let world = Writing::new().await;
	let record = incoming(SEALED);
	let (parts, coming) = slow(&world, hospital(), record).await;
	world.catalogue.uncharge(&PATIENT, &record.name).await.unwrap();
	parts.unbounded_send(Ok(Bytes::from_static(SEALED))).unwrap();
	drop(parts);
	assert_eq!(coming.await.unwrap(), Err(COMING));
	assert_nothing_left(&world, SEALED).await;
}

#[tokio::test]
async fn what_ends_where_it_should_not_is_an_error() {
	let all = |length, parts: Vec<&'static [u8]>| async move {
		let parts = parts.into_iter().map(|part| Ok::<_, Infallible>(Bytes::from_static(part)));
		of_length(stream::iter(parts), length).collect::<Vec<_>>().await
	};
	assert_eq!(all(3, vec![b"ab", b"c"]).await, [Ok(Bytes::from("ab")), Ok(Bytes::from("c"))]);
	assert_eq!(all(2, vec![b"ab", b"c"]).await, [Ok(Bytes::from("ab")), Err(Incomplete)]);
	assert_eq!(all(3, vec![b"ab"]).await, [Ok(Bytes::from("ab")), Err(Incomplete)]);
}

#[tokio::test]
async fn who_has_no_room_does_not_learn_which_records_are_here() {
	let world = Writing::new().await;
	world.hand_in(SEALED).await;
	let own = [[4; 300], [5; 300], [6; 300]];
	for bytes in &own {
		let taken = world.keeping.take_record(&other(), incoming(bytes), once(bytes)).await;
		assert_eq!(taken, Ok(Taken::New));
	}
	for name in [incoming(SEALED), incoming(&[2; 300])] {
		// Before any of it is read, since none comes.
		let unread = stream::pending::<Result<Bytes, Infallible>>();
		let session = other();
		let taking = world.keeping.take_record(&session, name, unread);
		let refused = timeout(GIVEN_UP, taking).await.expect("it is read");
		assert_eq!(refused, Err(Refusal::OverQuota));
	}
	// Of its own it knows that they are here: an answer may have been lost.
	let again = world.keeping.take_record(&other(), incoming(&own[0]), once(&own[0])).await;
	assert_eq!(again, Ok(Taken::Known));
}
