//! Who gets which piece.

use super::*;
use crate::pieces::doubles::{
	in_parts, Batch, ChainDouble, Keeper, ANCHOR, AUTHOR, NAMED, PATIENT,
};
use futures::TryStreamExt;
use salus_client::pieces::{chunks, PieceHead};

const PEER: Writer = Writer::Organization(2);

async fn world() -> (ChainDouble, Batch, Keeper) {
	let chain = ChainDouble::new();
	let batch = Batch::new(2, &[1, 2, 3]);
	chain.anchor(batch.state());
	let keeper = Keeper::new(1, &chain).await;
	let piece = in_parts(&batch.pieces[0]);
	keeper.pieces.take_in(PEER, &PATIENT, ANCHOR, piece).await.unwrap();
	(chain, batch, keeper)
}

async fn given(
	keeper: &Keeper,
	asking: &Writer,
	root: Option<Name>,
) -> Result<Result<Vec<u8>, VaultError>, Refusal> {
	let given = keeper.pieces.piece(asking, &PATIENT, ANCHOR, root).await?;
	let parts: Result<Vec<Bytes>, _> = given.content.try_collect().await;
	if let Ok(parts) = &parts {
		assert_eq!(parts.iter().map(Bytes::len).sum::<usize>() as u64, given.length);
	}
	Ok(parts.map(|parts| parts.concat()))
}

#[tokio::test]
async fn a_piece_is_given_to_whom_the_chain_lets_have_it_and_to_nobody_else() {
	let (chain, batch, keeper) = world().await;
	let let_in = [2, 3, AUTHOR, NAMED].map(Writer::Organization);
	for asking in let_in.into_iter().chain([Writer::Patient(PATIENT)]) {
		assert_eq!(given(&keeper, &asking, None).await, Ok(Ok(batch.pieces[0].clone())));
		assert!(keeper.pieces.chunk(&asking, &PATIENT, ANCHOR, None, 0).await.is_ok());
	}
	for asking in [Writer::Organization(9), Writer::Patient([8; 32])] {
		assert_eq!(given(&keeper, &asking, None).await, Err(Refusal::Refused));
		let chunk = keeper.pieces.chunk(&asking, &PATIENT, ANCHOR, None, 0).await;
		assert_eq!(chunk, Err(Refusal::Refused));
	}
	chain.say(|said| said.is_silent = true);
	assert_eq!(given(&keeper, &PEER, None).await, Err(Refusal::Unavailable));
}

#[tokio::test]
async fn who_has_followed_a_custodian_of_the_plan_gets_what_that_one_got() {
	let (chain, batch, keeper) = world().await;
	let successor = Writer::Organization(9);
	chain.say(|said| said.followed.insert(9, vec![8]));
	assert_eq!(given(&keeper, &successor, None).await, Err(Refusal::Refused));
	chain.say(|said| said.followed.insert(9, vec![8, 2]));
	assert_eq!(given(&keeper, &successor, None).await, Ok(Ok(batch.pieces[0].clone())));
	assert!(keeper.pieces.chunk(&successor, &PATIENT, ANCHOR, None, 0).await.is_ok());
}

#[tokio::test]
async fn what_is_not_there_is_refused_in_the_same_words() {
	let (_, batch, keeper) = world().await;
	assert_eq!(given(&keeper, &PEER, Some(batch.root(1))).await, Err(Refusal::Refused));
	let other = keeper.pieces.piece(&PEER, &PATIENT, ANCHOR + 1, None).await.err();
	assert_eq!(other, Some(Refusal::Refused));
	let other = keeper.pieces.piece(&PEER, &[8; 32], ANCHOR, None).await.err();
	assert_eq!(other, Some(Refusal::Refused));
}

#[tokio::test]
async fn a_chunk_shows_that_the_piece_is_there() {
	let (_, batch, keeper) = world().await;
	let number = batch.pieces[0].len().div_ceil(65_536) as u32;
	for index in 0..number {
		let proved = keeper.pieces.chunk(&PEER, &PATIENT, ANCHOR, None, index).await.unwrap();
		let length = PieceHead::of(&batch.pieces[0]).unwrap().piece_length().unwrap();
		let ProvedChunk { chunk, siblings } = proved;
		assert!(chunks::verify(&batch.root(0), length, index, &chunk, &siblings));
	}
	let none = keeper.pieces.chunk(&PEER, &PATIENT, ANCHOR, None, number).await;
	assert!(matches!(none, Err(Refusal::Malformed(_))));
}

#[tokio::test]
async fn a_piece_that_was_dropped_is_given_by_its_root_and_not_in_place_of_the_new_one() {
	let (chain, batch, keeper) = world().await;
	let next = Batch::new(1, &[1, 2]);
	chain.anchor(next.state());
	assert_eq!(given(&keeper, &PEER, None).await, Err(Refusal::Refused), "the new one never came");
	let old = given(&keeper, &PEER, Some(batch.root(0))).await;
	assert_eq!(old, Ok(Ok(batch.pieces[0].clone())));
	let piece = in_parts(&next.pieces[0]);
	keeper.pieces.take_in(PEER, &PATIENT, ANCHOR, piece).await.unwrap();
	assert_eq!(given(&keeper, &PEER, None).await, Ok(Ok(next.pieces[0].clone())));
	let old = given(&keeper, &PEER, Some(batch.root(0))).await;
	assert_eq!(old, Ok(Ok(batch.pieces[0].clone())));
}

#[tokio::test]
async fn a_damaged_piece_is_not_given_and_is_looked_at_next() {
	let (chain, batch, keeper) = world().await;
	keeper.pieces.prove_due().await.unwrap();
	assert!(chain.held_until(0).is_some());
	keeper.damage();
	assert_eq!(given(&keeper, &PEER, None).await, Err(Refusal::Refused));
	keeper.pieces.prove_due().await.unwrap();
	assert_eq!(chain.held_until(0), None);
	assert!(keeper.row(&batch, 0).await.is_some());
}
