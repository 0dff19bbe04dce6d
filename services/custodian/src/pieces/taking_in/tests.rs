//! Which pieces are taken in, and what is left of others.

use super::*;
use crate::{
	kept::Usage,
	pieces::{
		doubles::{in_parts, Batch, ChainDouble, Keeper, ANCHOR, PATIENT, QUOTA},
		ledger::AnchorState,
		piece_id::piece_id,
	},
	quotas::room_for,
};
use salus_client::pieces::chunks;
use std::{
	sync::atomic::{AtomicUsize, Ordering},
	time::Duration,
};
use tokio::{sync::mpsc, time::timeout};

const WRITER: Writer = Writer::Organization(4);
const OTHER: Writer = Writer::Organization(5);
const NOT_PLANNED: Refusal = Refusal::NotAsCommitted(super::NOT_PLANNED);

async fn take(keeper: &Keeper, piece: &[u8]) -> Result<Taken, Refusal> {
	keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, in_parts(piece)).await
}

async fn usage(keeper: &Keeper) -> Usage {
	keeper.catalogue.usage(WRITER).await.unwrap()
}

async fn world(needed: u8, custodians: &[u32]) -> (ChainDouble, Batch, Keeper) {
	let chain = ChainDouble::new();
	let batch = Batch::new(needed, custodians);
	chain.anchor(batch.state());
	let keeper = Keeper::new(custodians[0], &chain).await;
	(chain, batch, keeper)
}

#[tokio::test]
async fn the_piece_of_the_plan_is_taken_once_and_charged_to_who_brought_it() {
	let (_, batch, keeper) = world(2, &[1, 2, 3]).await;
	assert_eq!(take(&keeper, &batch.pieces[0]).await, Ok(Taken::New));
	let row = keeper.row(&batch, 0).await.unwrap();
	assert_eq!((row.index, row.length, row.writer), (0, batch.length(), WRITER));
	assert_eq!(take(&keeper, &batch.pieces[0]).await, Ok(Taken::Known));
	assert_eq!(usage(&keeper).await, Usage { kept: room_for(batch.length()), loose: 0 });
}

#[tokio::test]
async fn what_no_plan_at_both_heads_has_for_this_custodian_is_not_taken() {
	let (chain, batch, keeper) = world(2, &[1, 2, 3]).await;
	assert_eq!(take(&keeper, &batch.pieces[1]).await, Err(NOT_PLANNED), "another's");
	let other = Batch::new(3, &[1, 2, 3]);
	assert_eq!(take(&keeper, &other.pieces[0]).await, Err(NOT_PLANNED), "another k");
	let fresh = Batch::new(2, &[8, 2, 3]).state();
	for state in [AnchorState::Unknown, AnchorState::Erased, fresh] {
		chain.say(|said| said.best.insert((PATIENT, ANCHOR), state.clone()));
		assert_eq!(take(&keeper, &batch.pieces[0]).await, Err(NOT_PLANNED));
		chain.say(|said| {
			said.best.insert((PATIENT, ANCHOR), batch.state());
			said.finalized.insert((PATIENT, ANCHOR), state);
		});
		assert_eq!(take(&keeper, &batch.pieces[0]).await, Err(NOT_PLANNED));
		chain.anchor(batch.state());
	}
	chain.say(|said| said.is_silent = true);
	assert_eq!(take(&keeper, &batch.pieces[0]).await, Err(Refusal::Unavailable));
	assert_eq!((keeper.files().len(), usage(&keeper).await), (0, Usage::default()));
}

#[tokio::test]
async fn what_is_not_the_piece_is_on_nobodys_account_once_it_was_looked_at() {
	let (_, batch, keeper) = world(2, &[1, 2, 3]).await;
	let piece = &batch.pieces[0];
	let mut altered = piece.clone();
	*altered.last_mut().unwrap() ^= 1;
	for false_one in [&altered[..], &piece[..piece.len() - 1], &[piece.as_slice(), &[0]].concat()] {
		let refused = take(&keeper, false_one).await;
		assert!(matches!(refused, Err(Refusal::NotAsCommitted(_))), "{refused:?}");
	}
	for no_piece in [&b""[..], b"SLP1", b"something else"] {
		assert!(matches!(take(&keeper, no_piece).await, Err(Refusal::Malformed(_))));
	}
	let broken = in_parts(&piece[..100_000]).chain(stream::iter([Err(())]));
	let broken = keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, broken).await;
	assert!(matches!(broken, Err(Refusal::Malformed(_))));
	assert!(keeper.files().is_empty());
	keeper.pieces.prove_due().await.unwrap();
	assert_eq!((keeper.row(&batch, 0).await, usage(&keeper).await), (None, Usage::default()));
}

/// A piece whose head names a package of so many bytes.
fn with_length(piece: &[u8], package_length: u32) -> Vec<u8> {
	let head = PieceHead { package_length, ..PieceHead::of(piece).unwrap() };
	[head.to_bytes().as_slice(), &piece[HEAD_LENGTH..]].concat()
}

#[tokio::test]
async fn a_false_length_that_came_first_is_not_what_a_true_piece_is_kept_and_charged_by() {
	let (_, batch, keeper) = world(2, &[1, 2, 3]).await;
	let short = with_length(&batch.pieces[0], 100_000);
	let taking = keeper.pieces.clone();
	let piece = batch.pieces[0].clone();
	let meanwhile = stream::once(async move {
		let taken = taking.take_in(OTHER, &PATIENT, ANCHOR, in_parts(&piece)).await;
		assert_eq!(taken, Ok(Taken::New));
		Ok(Bytes::new())
	});
	let content = in_parts(&short[..20_000]).chain(meanwhile).chain(in_parts(&short[20_000..]));
	let refused = keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, content).await;
	assert!(matches!(refused, Err(Refusal::NotAsCommitted(_))), "{refused:?}");
	assert_eq!(keeper.pieces.prove_due().await, Ok(1));
	let row = keeper.row(&batch, 0).await.expect("it was taken, and is kept");
	assert_eq!((row.length, row.writer), (batch.length(), OTHER));
	assert!(row.held_until.is_some());
	assert_eq!(usage(&keeper).await, Usage::default());
	let of_other = keeper.catalogue.usage(OTHER).await.unwrap();
	assert_eq!(of_other, Usage { kept: room_for(batch.length()), loose: 0 });
}

#[tokio::test]
async fn a_false_length_gives_nobody_room_that_it_has_not() {
	let (_, batch, keeper) = world(2, &[1, 2, 3]).await;
	let filling = KeptPiece {
		patient: [8; 32],
		anchor: 1,
		index: 0,
		root: [8; 32],
		length: QUOTA - 100_000,
		writer: WRITER,
		held_until: None,
		proved: Some(1),
		dropped: None,
		lost: None,
	};
	keeper.catalogue.put_piece(&filling).await.unwrap();
	let short = with_length(&batch.pieces[0], 100_000);
	let refused = take(&keeper, &short).await;
	assert!(matches!(refused, Err(Refusal::NotAsCommitted(_))), "{refused:?}");
	assert_eq!(take(&keeper, &batch.pieces[0]).await, Err(Refusal::OverQuota));
	assert!(keeper.files().is_empty());
}

#[tokio::test]
async fn a_patients_side_hands_in_no_piece_of_another_patient() {
	let (_, batch, keeper) = world(2, &[1, 2, 3]).await;
	let bring = async |own| {
		let (writer, piece) = (Writer::Patient(own), in_parts(&batch.pieces[0]));
		keeper.pieces.take_in(writer, &PATIENT, ANCHOR, piece).await
	};
	assert_eq!(bring([8; 32]).await, Err(Refusal::Refused));
	assert_eq!(bring(PATIENT).await, Ok(Taken::New));
}

/// As the body of a client: when that is gone it breaks off.
fn until_gone(comes: mpsc::Receiver<Bytes>) -> impl Stream<Item = Result<Bytes, ()>> + Send {
	stream::unfold(Some(comes), |comes| async move {
		let mut comes = comes?;
		match comes.recv().await {
			Some(bytes) => Some((Ok(bytes), Some(comes))),
			None => Some((Err(()), None)),
		}
	})
}

#[tokio::test]
async fn who_is_gone_when_a_piece_that_was_erased_has_come_leaves_nothing_of_it() {
	let (chain, batch, keeper) = world(2, &[1, 2, 3]).await;
	let pieces = keeper.pieces.clone();
	let (sending, comes) = mpsc::channel(1);
	let (begun, rest) = batch.pieces[0].split_at(70_000);
	let content = in_parts(begun).chain(until_gone(comes).take(1)).chain(in_parts(rest));
	let asking =
		tokio::spawn(async move { pieces.take_in(WRITER, &PATIENT, ANCHOR, content).await });
	while keeper.row(&batch, 0).await.is_none() {
		tokio::task::yield_now().await;
	}
	chain.anchor(AnchorState::Erased);
	// Its turn is another's, so that it is found where it looks what has become of it.
	let turn = keeper.pieces.turns.turn(&piece_id(&PATIENT, ANCHOR, &batch.root(0))).await;
	keeper.catalogue.remove_piece(&PATIENT, ANCHOR, &batch.root(0)).await.unwrap();
	sending.send(Bytes::new()).await.unwrap();
	while keeper.files().iter().all(|file| file.to_string_lossy().contains('#')) {
		tokio::task::yield_now().await;
	}
	asking.abort();
	assert!(asking.await.unwrap_err().is_cancelled());
	drop(turn);
	let gone = async {
		while !keeper.files().is_empty() {
			tokio::task::yield_now().await;
		}
	};
	timeout(Duration::from_secs(60), gone).await.expect("nothing of it is left");
}

#[tokio::test]
async fn a_piece_that_is_kept_is_known_by_all_of_its_bytes() {
	let (_, batch, keeper) = world(2, &[1, 2, 3]).await;
	assert_eq!(take(&keeper, &batch.pieces[0]).await, Ok(Taken::New));
	let read = Arc::new(AtomicUsize::new(0));
	let counted = read.clone();
	let content = in_parts(&batch.pieces[0]).inspect(move |part| {
		counted.fetch_add(part.as_ref().unwrap().len(), Ordering::Relaxed);
	});
	let known = keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, content).await;
	assert_eq!(known, Ok(Taken::Known));
	assert_eq!(read.load(Ordering::Relaxed), batch.pieces[0].len());
	let mut other = batch.pieces[0].clone();
	*other.last_mut().unwrap() ^= 1;
	for other in [&other[..], &other[..other.len() - 1]] {
		let refused = keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, in_parts(other)).await;
		assert_eq!(refused, Err(OTHER_PIECE));
	}
	let endless = in_parts(&batch.pieces[0]).chain(stream::repeat_with(|| Ok(Bytes::from("more"))));
	let refused = keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, endless).await;
	assert_eq!(refused, Err(OTHER_PIECE));
}

#[tokio::test]
async fn one_writer_does_not_fill_the_disk_with_the_same_piece_many_times_over() {
	let (_, batch, keeper) = world(2, &[1, 2, 3]).await;
	let begun = &batch.pieces[0][..70_000];
	let held: Vec<_> = (0..MOST_AT_ONCE)
		.map(|_| {
			let pieces = keeper.pieces.clone();
			let (sending, comes) = mpsc::channel(1);
			let content = in_parts(begun).chain(until_gone(comes));
			let taking = async move { pieces.take_in(WRITER, &PATIENT, ANCHOR, content).await };
			(sending, tokio::spawn(taking))
		})
		.collect();
	let id = piece_id(&PATIENT, ANCHOR, &batch.root(0));
	let coming = || keeper.pieces.on_their_way.0.lock().unwrap().get(&id).map_or(0, Vec::len);
	while coming() < MOST_AT_ONCE {
		tokio::task::yield_now().await;
	}
	assert_eq!(take(&keeper, &batch.pieces[0]).await, Err(COMING));
	let other = in_parts(&batch.pieces[0]);
	let other = keeper.pieces.take_in(OTHER, &PATIENT, ANCHOR, other).await;
	assert_eq!(other, Ok(Taken::New), "nobody else is held up");
	for (sending, taking) in held {
		drop(sending);
		assert_eq!(taking.await.unwrap(), Err(BROKEN_OFF));
	}
	assert_eq!(coming(), 0);
}

#[tokio::test]
async fn a_writer_has_no_more_here_than_it_may_have() {
	let (_, batch, keeper) = world(2, &[1, 2, 3]).await;
	let row = KeptPiece {
		patient: [8; 32],
		anchor: 1,
		index: 0,
		root: [8; 32],
		length: QUOTA - 512 - room_for(batch.length()),
		writer: WRITER,
		held_until: None,
		proved: Some(1),
		dropped: None,
		lost: None,
	};
	keeper.catalogue.put_piece(&row).await.unwrap();
	assert_eq!(take(&keeper, &batch.pieces[0]).await, Err(Refusal::OverQuota));
	assert!(keeper.files().is_empty());
	keeper.catalogue.put_piece(&KeptPiece { length: row.length - 4096, ..row }).await.unwrap();
	assert_eq!(take(&keeper, &batch.pieces[0]).await, Ok(Taken::New));
}

#[tokio::test]
async fn a_damaged_piece_is_taken_again() {
	let (chain, batch, keeper) = world(2, &[1, 2, 3]).await;
	take(&keeper, &batch.pieces[0]).await.unwrap();
	keeper.pieces.prove_due().await.unwrap();
	keeper.damage();
	assert_eq!(take(&keeper, &batch.pieces[0]).await, Ok(Taken::New));
	assert_eq!(usage(&keeper).await.kept, room_for(batch.length()));
	chain.told();
	keeper.pieces.prove_due().await.unwrap();
	assert_eq!(chain.told().len(), 1, "it is due at once");
}

#[tokio::test]
async fn what_is_erased_while_it_comes_is_not_kept() {
	let (chain, batch, keeper) = world(2, &[1, 2, 3]).await;
	let (begun, rest) = batch.pieces[0].split_at(70_000);
	let erasing = keeper.pieces.clone();
	let erased = stream::once(async move {
		chain.anchor(AnchorState::Erased);
		assert_eq!(erasing.drop_erased(&PATIENT).await, Ok(1));
		Ok(Bytes::new())
	});
	let content = in_parts(begun).chain(erased).chain(in_parts(rest));
	let refused = keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, content).await;
	assert_eq!(refused, Err(NOT_PLANNED));
	assert!(keeper.files().is_empty());
}

#[tokio::test]
async fn a_piece_on_its_way_is_not_taken_for_lost() {
	let (_, batch, keeper) = world(2, &[1, 2, 3]).await;
	let (begun, rest) = batch.pieces[0].split_at(70_000);
	let proving = keeper.pieces.clone();
	let proved = stream::once(async move {
		assert_eq!(proving.prove_due().await.unwrap(), 0);
		Ok(Bytes::new())
	});
	let content = in_parts(begun).chain(proved).chain(in_parts(rest));
	let taken = keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, content).await;
	assert_eq!(taken, Ok(Taken::New));
	assert_eq!(keeper.pieces.prove_due().await.unwrap(), 1);
	assert!(chunks::root(&batch.pieces[0]).is_some());
}
