//! What is played.

use crate::{
	custodian::{peers_of, AtWork, Identity, Session, Store},
	liar::Liar,
	world::{Planned, World},
};
use reqwest::StatusCode;
use salus_custodian::pieces::{
	ledger::{AnchorState, Anchored, PieceLedger},
	peers::NotGiven,
	reading,
	repair::{run, Arguments, Blamed, NotRepaired, Summary},
	Settings,
};
use salus_dev_chain::{bob, eve, until, CLINIC, HOSPITAL};
use std::{collections::BTreeMap, sync::Mutex};

const REFUSED: (StatusCode, &[u8]) =
	(StatusCode::FORBIDDEN, br#"{"error":"refused","message":"refused"}"#);

pub async fn a_store_is_lost_and_repaired(world: &World) {
	let mut identities = Vec::new();
	let (mut stores, mut at_work) = (Vec::new(), Vec::new());
	for _ in 0..3 {
		identities.push(Identity::new(world).await);
		stores.push(Store::empty().await);
	}
	for (identity, store) in identities.iter().zip(&stores) {
		at_work.push(AtWork::begin(world, identity, store).await);
	}
	let numbers: Vec<u32> = identities.iter().map(|identity| identity.organization).collect();
	let planned = world.planned(&numbers).await;

	// The writer hands out the pieces, and each custodian says on the chain that it keeps its own.
	for place in 0..3 {
		let (own, other) = (&planned.pieces[place], &planned.pieces[(place + 1) % 3]);
		let session = session(world, &identities[place], &at_work[place]).await;
		assert_eq!(session.put(&planned, other).await, StatusCode::UNPROCESSABLE_ENTITY);
		assert_eq!(session.put(&planned, own).await, StatusCode::CREATED);
		assert_eq!(session.put(&planned, own).await, StatusCode::OK);
		let (status, given) = session.get(&planned, "").await;
		assert!((status, &given) == (StatusCode::OK, own));
		let (status, _) = session.get(&planned, "/chunks/1").await;
		assert_eq!(status, StatusCode::OK);
	}
	until("all pieces are live", async || is_live(world, &planned, [true, true, true]).await).await;

	// Somebody who has nothing to do with it gets nothing, in the same words as of what there never was.
	let stranger = Session::begin(world, (&identities[0], &at_work[0]), &eve(), CLINIC).await;
	let none = planned.next();
	for (status, said) in [
		stranger.get(&planned, "").await,
		stranger.get(&planned, "/chunks/0").await,
		stranger.get(&none, "").await,
		session(world, &identities[0], &at_work[0]).await.get(&none, "").await,
	] {
		assert_eq!((status, said.as_slice()), REFUSED);
	}

	// The third one's piece is due, and is proved again: the chain has it that it is kept for longer, and has it live all the while.
	let held_until = async || {
		let custody = world.custody(&planned.patient, planned.anchor).await;
		assert!(custody.pieces.iter().all(|piece| piece.is_live));
		custody.pieces.iter().map(|piece| piece.held_until).collect::<Vec<_>>()
	};
	let before = held_until().await;
	drop(at_work.remove(2));
	stores[2].proved_last(world.clock.now() - Settings::default().proved_every() - 1).await;
	at_work.push(AtWork::begin(world, &identities[2], &stores[2]).await);
	until("the proof is renewed", async || held_until().await[2] > before[2]).await;
	assert_eq!(held_until().await[..2], before[..2], "theirs were not due");

	// The first one's store is gone, and it does not answer. A reader reads all the same.
	let mut addresses = BTreeMap::from_iter(
		numbers.iter().zip(&at_work).map(|(number, at)| (*number, at.address.clone())),
	);
	drop((at_work.remove(0), stores.remove(0)));
	let reader = peers_of(world, &addresses, HOSPITAL, bob());
	let anchored = anchored(world, &identities[0], &planned).await;
	let read = reading::read(&reader, &planned.patient, planned.anchor, &anchored).await.unwrap();
	assert!(read.records == planned.sealed.records);

	// It is repaired from the others, and says again that it keeps its piece.
	let before = world.custody(&planned.patient, planned.anchor).await.pieces[0].held_until;
	let store = Store::empty().await;
	let all = Arguments { all: true, patient: None, anchor: vec![] };
	let repairer = identities[0].repairer(world, &store, &addresses);
	let lines = Mutex::new(Vec::new());
	let tell = |line: &str| lines.lock().unwrap().push(line.to_owned());
	let summary = run(&all, &repairer, &tell).await.unwrap();
	let expected = Summary { anchors: 1, pieces: 1, ..Summary::default() };
	assert_eq!(summary, expected, "{lines:?}");
	let first = AtWork::begin(world, &identities[0], &store).await;
	until("the repaired piece is said to be kept, later than before", async || {
		let custody = world.custody(&planned.patient, planned.anchor).await;
		custody.live == 3 && custody.pieces[0].held_until > before
	})
	.await;
	let own = session(world, &identities[0], &first).await.get(&planned, "").await;
	assert!(own == (StatusCode::OK, planned.pieces[0].clone()));
	addresses.insert(numbers[0], first.address.clone());

	// The second one's piece is damaged: it is not given, and the chain is told.
	stores[0].damage();
	let second = session(world, &identities[1], &at_work[0]).await;
	let (status, said) = second.get(&planned, "").await;
	assert_eq!((status, said.as_slice()), REFUSED);
	until("the damaged piece is not said to be kept", async || {
		is_live(world, &planned, [true, false, true]).await
	})
	.await;

	// With the first one gone as well there are too few, and it is said who gave none.
	let damaged = identities[1].repairer(world, &stores[0], &addresses);
	drop(first);
	let failed = damaged.repair(&planned.patient, planned.anchor).await;
	let Err(NotRepaired::TooFewPieces(blamed)) = failed else { panic!("{failed:?}") };
	assert_eq!(blamed, [Blamed { custodian: numbers[0], why: NotGiven::OutOfReach }]);
	let first = AtWork::begin(world, &identities[0], &store).await;
	addresses.insert(numbers[0], first.address.clone());
	let damaged = identities[1].repairer(world, &stores[0], &addresses);
	let one =
		Arguments { all: false, patient: Some(planned.patient), anchor: vec![planned.anchor] };
	assert_eq!(run(&one, &damaged, &tell).await.unwrap(), expected);
	assert_eq!(run(&all, &damaged, &tell).await.unwrap(), Summary { pieces: 0, ..expected });
	drop(at_work.remove(0));
	let second = AtWork::begin(world, &identities[1], &stores[0]).await;
	until("all pieces are live again", async || is_live(world, &planned, [true, true, true]).await)
		.await;
	drop(second);

	// Its folder is lost while it is not at work, and the first one gives a false piece: it finds out by itself, has the chain know, and restores nothing false.
	stores[0].lose_all();
	let liar = Liar::begin(&planned).await;
	let of_liar = addresses.insert(numbers[0], liar.address.clone()).unwrap();
	let second = AtWork::mending(world, &identities[1], &stores[0], &addresses).await;
	until("the lost piece is not said to be kept", async || {
		is_live(world, &planned, [true, false, true]).await
	})
	.await;
	until("the liar was asked", async || liar.was_asked()).await;
	let own = session(world, &identities[1], &second).await;
	assert_eq!(own.get(&planned, "").await.0, StatusCode::FORBIDDEN);
	drop(second);

	// From honest ones it restores it beside its work, and nobody has to ask for it.
	addresses.insert(numbers[0], of_liar);
	let second = AtWork::mending(world, &identities[1], &stores[0], &addresses).await;
	until("the lost piece is restored and live", async || {
		is_live(world, &planned, [true, true, true]).await
	})
	.await;
	let own = session(world, &identities[1], &second).await;
	assert!(own.get(&planned, "").await == (StatusCode::OK, planned.pieces[1].clone()));

	// Whoever runs it has it repair while it is at work.
	stores[0].lose_all();
	let mender = second.mender.clone().unwrap();
	let summary = mender.repair(&all, &tell).await.unwrap();
	assert_eq!((summary.anchors, summary.failed), (1, 0));
	assert!(own.get(&planned, "").await == (StatusCode::OK, planned.pieces[1].clone()));
	assert!(lines.lock().unwrap().iter().all(|line| !line.contains(&hex::encode(planned.patient))));
}

/// Bob's, for the hospital, which wrote the records.
async fn session(world: &World, identity: &Identity, at: &AtWork) -> Session {
	Session::begin(world, (identity, at), &bob(), HOSPITAL).await
}

async fn is_live(world: &World, planned: &Planned, expected: [bool; 3]) -> bool {
	let custody = world.custody(&planned.patient, planned.anchor).await;
	custody.pieces.iter().map(|piece| piece.is_live).eq(expected)
}

async fn anchored(world: &World, identity: &Identity, planned: &Planned) -> Anchored {
	let standing = identity.ledger(world).standing(&planned.patient, planned.anchor).await.unwrap();
	match standing.finalized {
		AnchorState::Anchored(anchored) => anchored,
		other => panic!("{other:?}"),
	}
}
