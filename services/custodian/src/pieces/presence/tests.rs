//! What is gone, and what only seems to be.

use super::*;
use crate::{
	kept::{Moment, PieceFigures, Writer},
	pieces::doubles::{in_parts, Batch, ChainDouble, Keeper, ANCHOR, DAY, PATIENT, START},
};

const WRITER: Writer = Writer::Organization(4);
const HELD: Option<Moment> = Some(START + 30 * DAY);

/// A custodian of two pieces, which are proved.
async fn world() -> (ChainDouble, Batch, Keeper) {
	let chain = ChainDouble::new();
	let batch = Batch::new(2, &[1, 1, 3]);
	chain.anchor(batch.state());
	let keeper = Keeper::new(1, &chain).await;
	for piece in &batch.pieces[..2] {
		keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, in_parts(piece)).await.unwrap();
	}
	assert_eq!(keeper.pieces.prove_due().await, Ok(2));
	assert_eq!((chain.held_until(0), chain.held_until(1)), (HELD, HELD));
	chain.told();
	(chain, batch, keeper)
}

async fn figures(keeper: &Keeper) -> PieceFigures {
	keeper.catalogue.piece_figures().await.unwrap()
}

#[tokio::test]
async fn a_folder_that_is_gone_is_told_to_the_chain_long_before_its_pieces_are_due() {
	let (chain, _, keeper) = world().await;
	keeper.lose_all();
	assert_eq!(keeper.pieces.prove_due().await, Ok(0), "they are not due");
	assert_eq!(keeper.pieces.look_for_absent().await, Ok(2));
	assert_eq!(figures(&keeper).await.waiting, 2);
	assert_eq!(keeper.pieces.prove_due().await, Ok(2));
	assert_eq!((chain.held_until(0), chain.held_until(1)), (None, None));
	let expected = PieceFigures { lost: 2, waiting: 0, oldest_proof: None };
	assert_eq!(figures(&keeper).await, expected);
	assert_eq!(keeper.pieces.look_for_absent().await, Ok(0), "it is known");
}

#[tokio::test]
async fn a_piece_that_became_shorter_is_found_and_one_that_is_there_is_let_be() {
	let (chain, _, keeper) = world().await;
	assert_eq!(keeper.pieces.look_for_absent().await, Ok(0));
	let file = keeper.files().remove(0);
	let bytes = std::fs::read(&file).unwrap();
	std::fs::write(&file, &bytes[1..]).unwrap();
	assert_eq!(keeper.pieces.look_for_absent().await, Ok(1));
	assert_eq!(keeper.pieces.prove_due().await, Ok(1));
	assert_eq!(chain.told().len(), 1);
	let expected = PieceFigures { lost: 1, waiting: 0, oldest_proof: Some(START) };
	assert_eq!(figures(&keeper).await, expected);
}

#[tokio::test]
async fn a_disk_that_is_not_there_has_lost_nothing() {
	let (chain, _, keeper) = world().await;
	let vault = keeper.folder.path().join("vault");
	let away = keeper.folder.path().join("away");
	std::fs::rename(&vault, &away).unwrap();
	std::fs::create_dir(&vault).unwrap();
	assert!(matches!(keeper.pieces.look_for_absent().await, Err(NotNow::Vault(_))));
	std::fs::remove_dir(&vault).unwrap();
	std::fs::rename(&away, &vault).unwrap();
	assert_eq!(keeper.pieces.prove_due().await, Ok(0));
	assert_eq!((chain.told(), figures(&keeper).await.waiting), (vec![], 0));
}

#[tokio::test]
async fn a_service_that_begins_finds_out_what_was_lost_meanwhile() {
	let (chain, _, keeper) = world().await;
	keeper.lose_all();
	let (end, ends) = tokio::sync::watch::channel(false);
	let running = tokio::spawn(keeper.pieces.clone().run(ends));
	let told = async {
		while chain.held_until(0).is_some() || chain.held_until(1).is_some() {
			sleep(Duration::from_millis(5)).await;
		}
	};
	tokio::time::timeout(Duration::from_secs(60), told).await.expect("long before it is due");
	end.send(true).unwrap();
	running.await.unwrap();
}
