//! What is proved, told and destroyed, and when.

use super::*;
use crate::{
	kept::Writer,
	pieces::{
		doubles::{in_parts, Batch, ChainDouble, Keeper, ANCHOR, DAY, PATIENT, START},
		ledger::Anchored,
	},
};

use salus_client::pieces::PieceHead;

const WRITER: Writer = Writer::Organization(4);
const HOLD: Moment = 30 * DAY;
const EVERY: Moment = 7 * DAY;

async fn world() -> (ChainDouble, Batch, Keeper) {
	let chain = ChainDouble::new();
	let batch = Batch::new(2, &[1, 2, 3]);
	chain.anchor(batch.state());
	let keeper = Keeper::new(1, &chain).await;
	let piece = in_parts(&batch.pieces[0]);
	keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, piece).await.unwrap();
	(chain, batch, keeper)
}

async fn prove(keeper: &Keeper) -> u64 {
	keeper.pieces.prove_due().await.unwrap()
}

#[tokio::test]
async fn only_a_piece_that_was_proved_is_told_to_the_chain_each_time_anew() {
	let (chain, batch, keeper) = world().await;
	assert_eq!(chain.told(), []);
	assert_eq!(prove(&keeper).await, 1);
	assert_eq!(chain.told(), [(1, 0, Some(START + HOLD))]);
	let row = keeper.row(&batch, 0).await.unwrap();
	assert_eq!((row.proved, row.held_until), (Some(START), Some(START + HOLD)));
	chain.pass(EVERY);
	assert_eq!(prove(&keeper).await, 0, "it is not due yet");
	chain.pass(1);
	assert_eq!(prove(&keeper).await, 1);
	assert_eq!(chain.told(), [(1, 0, Some(START + EVERY + 1 + HOLD))]);
}

#[tokio::test]
async fn who_brings_something_else_in_the_name_of_a_piece_holds_no_proof_up() {
	let (chain, batch, keeper) = world().await;
	let head = PieceHead { package_length: 100_000, ..PieceHead::of(&batch.pieces[0]).unwrap() };
	let begun = head.to_bytes();
	let proving = keeper.pieces.clone();
	let meanwhile = stream::once(async move {
		assert_eq!(proving.prove_due().await, Ok(1));
		Err(())
	});
	let content = in_parts(&begun).chain(meanwhile);
	let broken = keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, content).await;
	assert!(matches!(broken, Err(Refusal::Malformed(_))), "{broken:?}");
	assert_eq!(chain.told(), [(1, 0, Some(START + HOLD))]);
	assert!(keeper.row(&batch, 0).await.is_some());
}

#[tokio::test]
async fn what_is_damaged_or_lost_is_told_once_and_what_comes_back_is_found() {
	let (chain, batch, keeper) = world().await;
	prove(&keeper).await;
	chain.told();
	keeper.damage();
	chain.pass(EVERY + 1);
	assert_eq!(prove(&keeper).await, 1);
	assert_eq!(chain.told(), [(1, 0, None)]);
	let row = keeper.row(&batch, 0).await.unwrap();
	assert_eq!((row.proved, row.held_until), (Some(START + EVERY + 1), None));
	chain.pass(EVERY + 1);
	assert_eq!(prove(&keeper).await, 1);
	assert_eq!(chain.told(), [], "it was told");
	keeper.damage();
	chain.pass(EVERY + 1);
	prove(&keeper).await;
	assert_eq!(chain.told(), [(1, 0, Some(START + 3 * (EVERY + 1) + HOLD))]);
	for file in keeper.files() {
		std::fs::remove_file(file).unwrap();
	}
	chain.pass(EVERY + 1);
	prove(&keeper).await;
	assert_eq!(chain.told(), [(1, 0, None)]);
}

#[tokio::test]
async fn a_disk_that_is_not_there_has_lost_nothing() {
	let (chain, batch, keeper) = world().await;
	prove(&keeper).await;
	chain.told();
	let vault = keeper.folder.path().join("vault");
	let away = keeper.folder.path().join("away");
	std::fs::rename(&vault, &away).unwrap();
	std::fs::create_dir(&vault).unwrap();
	chain.pass(EVERY + 1);
	assert!(matches!(keeper.pieces.prove_due().await, Err(NotNow::Vault(_))));
	assert_eq!(chain.told(), []);
	std::fs::remove_dir(&vault).unwrap();
	std::fs::rename(&away, &vault).unwrap();
	assert_eq!(prove(&keeper).await, 1);
	assert_eq!(chain.told().len(), 1);
	assert!(keeper.row(&batch, 0).await.unwrap().held_until.is_some());
}

#[tokio::test]
async fn a_disk_that_is_not_there_has_not_lost_what_was_never_proved_either() {
	let (chain, batch, keeper) = world().await;
	let vault = keeper.folder.path().join("vault");
	let away = keeper.folder.path().join("away");
	std::fs::rename(&vault, &away).unwrap();
	std::fs::create_dir(&vault).unwrap();
	assert!(matches!(keeper.pieces.prove_due().await, Err(NotNow::Vault(_))));
	assert!(keeper.row(&batch, 0).await.is_some());
	std::fs::remove_dir(&vault).unwrap();
	std::fs::rename(&away, &vault).unwrap();
	assert_eq!(prove(&keeper).await, 1);
	assert_eq!(chain.told().len(), 1);
}

#[tokio::test]
async fn while_the_chain_is_silent_nothing_is_done_and_nothing_is_forgotten() {
	let (chain, batch, keeper) = world().await;
	chain.say(|said| said.is_silent = true);
	assert_eq!(keeper.pieces.prove_due().await, Err(NotNow::Chain(Unanswered)));
	chain.say(|said| said.is_silent = false);
	assert_eq!(keeper.row(&batch, 0).await.unwrap().proved, None);
	assert_eq!(prove(&keeper).await, 1);
	assert_eq!(chain.told().len(), 1);
}

#[tokio::test]
async fn what_the_chain_refuses_is_told_again_with_the_next_proof() {
	let (chain, batch, keeper) = world().await;
	chain.say(|said| said.refuses = Some("NotTheCustodian".into()));
	assert_eq!(prove(&keeper).await, 1);
	assert_eq!(prove(&keeper).await, 0);
	assert_eq!(keeper.row(&batch, 0).await.unwrap().held_until, None);
	chain.say(|said| said.refuses = None);
	chain.pass(EVERY + 1);
	prove(&keeper).await;
	assert_eq!(chain.told().len(), 1);
}

#[tokio::test]
async fn what_a_plan_dropped_stays_90_days_and_comes_back_with_the_plan() {
	let (chain, batch, keeper) = world().await;
	prove(&keeper).await;
	let next = Batch::new(1, &[7, 2]);
	chain.anchor(next.state());
	chain.told();
	chain.pass(EVERY + 1);
	prove(&keeper).await;
	let dropped = Some(START + EVERY + 1);
	assert_eq!(keeper.row(&batch, 0).await.unwrap().dropped, dropped);
	chain.pass(90 * DAY - 1);
	prove(&keeper).await;
	assert_eq!(keeper.row(&batch, 0).await.unwrap().dropped, dropped);
	assert_eq!(chain.told(), [], "nothing is told of what no plan has");
	chain.anchor(batch.state());
	chain.pass(EVERY + 1);
	prove(&keeper).await;
	assert_eq!(keeper.row(&batch, 0).await.unwrap().dropped, None);
	assert_eq!(chain.told().len(), 1);

	chain.anchor(next.state());
	for days in [8, 90] {
		assert!(!keeper.files().is_empty());
		chain.pass(days * DAY);
		prove(&keeper).await;
	}
	assert_eq!((keeper.row(&batch, 0).await, keeper.files().len()), (None, 0));
	assert_eq!(keeper.catalogue.usage(WRITER).await.unwrap().kept, 0);
}

#[tokio::test]
async fn what_the_patient_erased_is_destroyed_at_once_and_what_is_over_is_not() {
	let (chain, batch, keeper) = world().await;
	prove(&keeper).await;
	chain.told();
	chain.anchor(AnchorState::Unknown);
	chain.say(|said| said.finalized.clear());
	assert_eq!(keeper.pieces.drop_erased(&PATIENT).await, Ok(0));
	chain.pass(EVERY + 1);
	prove(&keeper).await;
	assert!(keeper.row(&batch, 0).await.is_some(), "its retention is over");
	assert_eq!(chain.told(), []);
	chain.say(|said| said.erased.insert(ANCHOR));
	chain.pass(EVERY + 1);
	prove(&keeper).await;
	assert_eq!((keeper.row(&batch, 0).await, keeper.files().len()), (None, 0));
}

#[tokio::test]
async fn whoever_asks_to_look_has_erased_pieces_destroyed_and_no_others() {
	let (chain, batch, keeper) = world().await;
	assert_eq!(keeper.pieces.drop_erased(&PATIENT).await, Ok(0));
	chain.say(|said| said.best.insert((PATIENT, ANCHOR), AnchorState::Erased));
	assert_eq!(keeper.pieces.drop_erased(&PATIENT).await, Ok(0), "it is not final");
	chain.anchor(AnchorState::Erased);
	assert_eq!(keeper.pieces.drop_erased(&[8; 32]).await, Ok(0));
	assert_eq!(keeper.pieces.drop_erased(&PATIENT).await, Ok(1));
	assert_eq!((keeper.row(&batch, 0).await, keeper.files().len()), (None, 0));
}

#[tokio::test]
async fn a_piece_that_the_chain_does_not_answer_of_holds_up_no_other() {
	for deaf_to in [0, 1] {
		let chain = ChainDouble::new();
		let batch = Batch::new(2, &[1, 1, 3]);
		chain.anchor(batch.state());
		let keeper = Keeper::new(1, &chain).await;
		for piece in &batch.pieces[..2] {
			keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, in_parts(piece)).await.unwrap();
		}
		chain.say(|said| said.deaf_to = Some(deaf_to));
		assert_eq!(prove(&keeper).await, 1);
		assert_eq!(chain.told(), [(1, 1 - deaf_to, Some(START + HOLD))]);
		assert_eq!(keeper.pieces.prove_due().await, Err(NotNow::Chain(Unanswered)));
		chain.say(|said| said.deaf_to = None);
		assert_eq!(prove(&keeper).await, 1, "it is not forgotten");
		assert_eq!(chain.told(), [(1, deaf_to, Some(START + HOLD))]);
	}
}

/// While the chain is told something of the piece.
async fn telling(chain: &ChainDouble, keeper: &Keeper) -> tokio::task::JoinHandle<u64> {
	chain.say(|said| said.is_slow = true);
	let pieces = keeper.pieces.clone();
	let proving = tokio::spawn(async move { pieces.prove_due().await.unwrap() });
	while chain.say(|said| said.telling) == 0 {
		tokio::task::yield_now().await;
	}
	proving
}

#[tokio::test]
async fn while_the_chain_is_told_a_piece_is_taken_in_handed_out_and_destroyed_as_ever() {
	let (chain, batch, keeper) = world().await;
	let proving = telling(&chain, &keeper).await;
	let at_once = async {
		let again = in_parts(&batch.pieces[0]);
		let known = keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, again).await;
		assert_eq!(known, Ok(crate::pieces::Taken::Known));
		chain.anchor(AnchorState::Erased);
		assert_eq!(keeper.pieces.drop_erased(&PATIENT).await, Ok(1));
	};
	tokio::time::timeout(Duration::from_secs(60), at_once).await.expect("it waits for no block");
	chain.say(|said| said.is_slow = false);
	assert_eq!(proving.await.unwrap(), 1);
	assert_eq!((keeper.row(&batch, 0).await, keeper.files().len()), (None, 0));
	assert_eq!(chain.told(), [], "the chain itself takes nothing of what is erased");
}

#[tokio::test]
async fn what_is_found_damaged_while_the_chain_is_told_that_it_is_kept_is_looked_at_next() {
	let (chain, batch, keeper) = world().await;
	prove(&keeper).await;
	chain.pass(EVERY + 1);
	chain.told();
	let proving = telling(&chain, &keeper).await;
	keeper.damage();
	let asked = keeper.pieces.piece(&WRITER, &PATIENT, ANCHOR, None).await;
	assert_eq!(asked.err(), Some(Refusal::Refused));
	chain.say(|said| said.is_slow = false);
	proving.await.unwrap();
	assert_eq!(prove(&keeper).await, 1, "it is due still");
	assert_eq!(chain.told().last(), Some(&(1, 0, None)));
	assert!(keeper.row(&batch, 0).await.unwrap().lost.is_some());
}

#[tokio::test]
async fn what_is_lost_and_whose_retention_is_over_is_missed_by_nobody() {
	let (chain, batch, keeper) = world().await;
	prove(&keeper).await;
	keeper.damage();
	chain.say(|said| {
		said.best.clear();
		said.finalized.clear();
	});
	chain.pass(EVERY + 1);
	assert_eq!(prove(&keeper).await, 1);
	assert_eq!((keeper.row(&batch, 0).await, keeper.files().len()), (None, 0));
}

#[tokio::test]
async fn it_goes_on_until_it_is_told_to_end_and_proves_what_arrives() {
	let chain = ChainDouble::new();
	let batch = Batch::new(2, &[1, 2, 3]);
	chain.anchor(batch.state());
	let keeper = Keeper::new(1, &chain).await;
	let (end, ends) = watch::channel(false);
	let running = tokio::spawn(keeper.pieces.clone().run(ends));
	let piece = in_parts(&batch.pieces[0]);
	keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, piece).await.unwrap();
	let told = async {
		while chain.held_until(0).is_none() {
			sleep(Duration::from_millis(5)).await;
		}
	};
	tokio::time::timeout(Duration::from_secs(30), told)
		.await
		.expect("long before the next pause ends");
	end.send(true).unwrap();
	running.await.unwrap();
	let Anchored { plan, .. } = batch.anchored;
	assert_eq!(plan.unwrap().held_until[0], None, "the batch itself is as it was");
}

/// A stranger plans the same root, which is public, under an anchor of its own; and any organization may bring a piece.
#[tokio::test]
async fn who_begins_to_bring_a_piece_does_not_hide_that_it_is_lost() {
	const STRANGER: PatientId = [8; 32];
	let under_own_anchor = (Writer::Patient(STRANGER), STRANGER, 7);
	let as_planned = (Writer::Organization(5), PATIENT, ANCHOR);
	for (writer, patient, anchor) in [under_own_anchor, as_planned] {
		for is_fetched in [true, false] {
			let (chain, batch, keeper) = world().await;
			let keeper = Arc::new(keeper);
			chain.say(|said| {
				said.best.insert((STRANGER, 7), batch.state());
				said.finalized.insert((STRANGER, 7), batch.state());
			});
			assert_eq!(prove(&keeper).await, 1);
			let (losing, of_batch, said) = (keeper.clone(), batch.clone(), chain.clone());
			let meanwhile = stream::once(async move {
				losing.damage();
				if is_fetched {
					let asking = Writer::Organization(2);
					let given = losing.pieces.piece(&asking, &PATIENT, ANCHOR, None).await;
					assert_eq!(given.err(), Some(Refusal::Refused));
				} else {
					said.pass(EVERY + 1);
				}
				assert_eq!(prove(&losing).await, 1, "{writer:?}, {is_fetched}");
				assert!(losing.row(&of_batch, 0).await.unwrap().lost.is_some());
				assert_eq!(said.held_until(0), None);
				Err(())
			});
			let content = in_parts(&batch.pieces[0][..20_000]).chain(meanwhile);
			let broken = keeper.pieces.take_in(writer, &patient, anchor, content).await;
			assert!(matches!(broken, Err(Refusal::Malformed(_))), "{broken:?}");
		}
	}
}

#[tokio::test]
async fn what_comes_while_the_chain_is_told_that_it_is_lost_is_proved_next() {
	let (chain, batch, keeper) = world().await;
	assert_eq!(prove(&keeper).await, 1);
	keeper.damage();
	let given = keeper.pieces.piece(&Writer::Organization(2), &PATIENT, ANCHOR, None).await;
	assert_eq!(given.err(), Some(Refusal::Refused));
	chain.say(|said| said.is_slow = true);
	let proving = keeper.pieces.clone();
	let telling = tokio::spawn(async move { proving.prove_due().await });
	while chain.say(|said| said.telling) == 0 {
		tokio::task::yield_now().await;
	}
	let piece = in_parts(&batch.pieces[0]);
	keeper.pieces.take_in(WRITER, &PATIENT, ANCHOR, piece).await.unwrap();
	chain.say(|said| said.is_slow = false);
	assert_eq!(telling.await.unwrap(), Ok(1));
	assert_eq!(prove(&keeper).await, 1);
	assert_eq!(keeper.row(&batch, 0).await.unwrap().lost, None);
	assert_eq!(chain.held_until(0), Some(START + HOLD));
}
