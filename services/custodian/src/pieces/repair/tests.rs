//! A custodian that lost its store, and the others.

use super::*;
use crate::{
	keeping::writer_doubles::once,
	kept::{KeptRecord, Writer},
	pieces::{
		doubles::{
			in_parts, Batch, ChainDouble, Keeper, Lie, PeersDouble, ANCHOR, AUTHOR, PATIENT, START,
		},
		peers::NotGiven,
		reading::{read, NotRead},
	},
	quotas::Quotas,
};
use std::sync::Mutex;

const CUSTODIANS: [u32; 3] = [1, 2, 3];

pub(super) struct World {
	pub(super) chain: ChainDouble,
	pub(super) batch: Batch,
	pub(super) keepers: Vec<Keeper>,
}

impl World {
	/// Three custodians, each with its piece, of which two give the batch.
	pub(super) async fn new() -> Self {
		let chain = ChainDouble::new();
		let batch = Batch::new(2, &CUSTODIANS);
		chain.anchor(batch.state());
		let mut keepers = Vec::new();
		for (custodian, piece) in CUSTODIANS.into_iter().zip(&batch.pieces) {
			let keeper = Keeper::new(custodian, &chain).await;
			let writer = Writer::Organization(AUTHOR);
			keeper.pieces.take_in(writer, &PATIENT, ANCHOR, in_parts(piece)).await.unwrap();
			keepers.push(keeper);
		}
		Self { chain, batch, keepers }
	}

	pub(super) fn peers(&self, of: u32) -> PeersDouble {
		let others = self.keepers.iter().filter(|keeper| keeper.organization != of);
		let honest = others.map(|keeper| (keeper.organization, keeper.pieces.clone())).collect();
		PeersDouble { honest, lying: Default::default(), asking: of }
	}

	/// The first custodian, with a store of which nothing is left.
	async fn empty(&self) -> Keeper {
		Keeper::new(CUSTODIANS[0], &self.chain).await
	}
}

fn repairer(keeper: &Keeper, peers: PeersDouble) -> Repairer {
	Repairer {
		ledger: keeper.ledger.clone(),
		catalogue: keeper.catalogue.clone(),
		vault: keeper.vault.clone(),
		peers: Arc::new(peers),
		folder: keeper.folder.path().join("vault"),
		turns: Turns::default(),
	}
}

fn blamed(custodian: u32, why: NotGiven) -> Blamed {
	Blamed { custodian, why }
}

pub(super) async fn has_its_piece(keeper: &Keeper, batch: &Batch) -> bool {
	match keeper.row(batch, 0).await {
		Some(row) => Shelf::new(keeper.vault.clone()).is_whole(&Place::from(&row)).await.unwrap(),
		None => false,
	}
}

#[tokio::test]
async fn an_empty_store_gets_its_piece_from_the_others_and_tells_the_chain_once_it_is_proved() {
	let world = World::new().await;
	let keeper = world.empty().await;
	let repairer = repairer(&keeper, world.peers(1));
	let repaired = repairer.repair(&PATIENT, ANCHOR).await.unwrap();
	assert_eq!(repaired, Repaired { pieces: 1, ..Repaired::default() });
	assert!(has_its_piece(&keeper, &world.batch).await);
	let row = keeper.row(&world.batch, 0).await.unwrap();
	let expected = (0, world.batch.length(), Writer::Organization(AUTHOR));
	assert_eq!((row.index, row.length, row.writer), expected);
	assert_eq!(world.chain.told(), []);
	keeper.pieces.prove_due().await.unwrap();
	assert!(world.chain.held_until(0).unwrap() > START);
	assert_eq!(repairer.repair(&PATIENT, ANCHOR).await.unwrap(), Repaired::default());
}

#[tokio::test]
async fn a_batch_that_is_kept_whole_gets_its_records_back() {
	let world = World::new().await;
	let keeper = &world.keepers[0];
	let records: Vec<_> = world
		.batch
		.records
		.iter()
		.map(|record| KeptRecord {
			commitment: record.commitment,
			name: crate::hash::blake2b_256(&record.sealed),
		})
		.collect();
	for (record, SealedRecord { sealed, .. }) in records.iter().zip(&world.batch.records) {
		let (length, writer) = (sealed.len() as u64, Writer::Organization(AUTHOR));
		let quotas = Quotas::default();
		let charged = keeper.catalogue.charge(&PATIENT, &record.name, length, writer, 1, &quotas);
		charged.await.unwrap();
	}
	let kept = KeptBatch {
		patient: PATIENT,
		anchor: ANCHOR,
		class: 96,
		header: vec![1],
		handed_in: [1; 32],
		earlier: Vec::new(),
		records: records.clone(),
		writer: Writer::Organization(AUTHOR),
	};
	keeper.catalogue.put_batch(&kept).await.unwrap();
	let sealed = &world.batch.records[1].sealed;
	keeper.vault.put(&PATIENT, &records[1].name, once(sealed), sealed.len() as u64).await.unwrap();

	// One other custodian and the own piece are enough for the records.
	let mut peers = world.peers(1);
	peers.honest.remove(&2);
	let repaired = repairer(keeper, peers).repair(&PATIENT, ANCHOR).await.unwrap();
	assert_eq!((repaired.pieces, repaired.records), (0, 2));
	for record in &records {
		assert!(keeper.vault.has(&PATIENT, &record.name).await.unwrap());
	}
	let again = repairer(keeper, PeersDouble::default()).repair(&PATIENT, ANCHOR).await.unwrap();
	assert_eq!(again, Repaired::default());
}

#[tokio::test]
async fn whoever_gives_a_false_piece_is_blamed_and_nothing_false_is_kept() {
	let world = World::new().await;
	let piece = &world.batch.pieces[1];
	let mut altered = piece.clone();
	*altered.last_mut().unwrap() ^= 1;
	let mut other_head = piece.clone();
	other_head[7] ^= 0x40;
	let longer = [piece.as_slice(), &[0; 100]].concat();
	let lies = [
		(piece, &altered),
		(&altered, piece),
		(&other_head, &other_head),
		(piece, &longer),
		(piece, &piece[..70_000].to_vec()),
		(&world.batch.pieces[2], &world.batch.pieces[2]),
		(&vec![], &vec![]),
	];
	for (shown, given) in lies {
		let keeper = world.empty().await;
		let mut peers = world.peers(1);
		peers.lying.insert(2, Lie { shown: shown.clone(), given: given.clone() });
		let failed = repairer(&keeper, peers).repair(&PATIENT, ANCHOR).await;
		let Err(NotRepaired::TooFewPieces(why)) = failed else { panic!("{failed:?}") };
		assert_eq!(why, [blamed(2, NotGiven::FalsePiece)]);
		assert!(keeper.files().is_empty());
	}
}

#[tokio::test]
async fn with_one_custodian_too_few_nothing_is_kept_and_it_is_said_who_gave_none() {
	let world = World::new().await;
	let keeper = world.empty().await;
	let mut peers = world.peers(1);
	peers.honest.remove(&3);
	let failed = repairer(&keeper, peers).repair(&PATIENT, ANCHOR).await;
	let Err(NotRepaired::TooFewPieces(why)) = failed else { panic!("{failed:?}") };
	assert_eq!(why, [blamed(3, NotGiven::OutOfReach)]);
	assert!(keeper.files().is_empty() && keeper.row(&world.batch, 0).await.is_none());
}

#[tokio::test]
async fn a_plan_of_other_records_is_the_planners_fault() {
	let mut world = World::new().await;
	world.batch.anchored.batch.root = [7; 32];
	world.chain.anchor(world.batch.state());
	let keeper = world.empty().await;
	let failed = repairer(&keeper, world.peers(1)).repair(&PATIENT, ANCHOR).await;
	assert!(matches!(failed, Err(NotRepaired::FalsePlan)), "{failed:?}");
	assert!(keeper.files().is_empty());
}

#[tokio::test]
async fn what_is_erased_is_not_restored() {
	let world = World::new().await;
	let keeper = world.empty().await;
	world.chain.anchor(AnchorState::Erased);
	let failed = repairer(&keeper, world.peers(1)).repair(&PATIENT, ANCHOR).await;
	assert!(matches!(failed, Err(NotRepaired::NoAnchor)));
}

#[tokio::test]
async fn who_has_followed_a_custodian_of_the_plan_is_asked_in_its_place() {
	let world = World::new().await;
	let keeper = world.empty().await;
	let mut peers = world.peers(1);
	let third = peers.honest.remove(&3).unwrap();
	peers.honest.insert(9, third);
	let repairer = repairer(&keeper, peers);
	let failed = repairer.repair(&PATIENT, ANCHOR).await;
	assert!(matches!(failed, Err(NotRepaired::TooFewPieces(_))), "{failed:?}");
	world.chain.say(|said| said.followed.insert(9, vec![3]));
	assert_eq!(repairer.repair(&PATIENT, ANCHOR).await.unwrap().pieces, 1);
	assert!(has_its_piece(&keeper, &world.batch).await);
}

#[tokio::test]
async fn a_batch_that_is_not_here_with_its_header_is_told() {
	let mut world = World::new().await;
	world.batch.anchored.custodian = 1;
	world.chain.anchor(world.batch.state());
	let repairer = repairer(&world.keepers[0], world.peers(1));
	let one = Arguments { all: false, patient: Some(PATIENT), anchor: vec![ANCHOR] };
	let (summary, lines) = told_by(&repairer, &one).await;
	assert_eq!((summary.batches_absent, summary.failed), (1, 0));
	assert!(lines[0].contains("its writer hands it in again"), "{lines:?}");
}

async fn told_by(repairer: &Repairer, arguments: &Arguments) -> (Summary, Vec<String>) {
	let lines = Mutex::new(Vec::new());
	let tell = |line: &str| lines.lock().unwrap().push(line.to_owned());
	let summary = run(arguments, repairer, &tell).await.unwrap();
	(summary, lines.into_inner().unwrap())
}

#[tokio::test]
async fn the_command_repairs_all_says_how_far_it_is_and_names_no_patient() {
	let world = World::new().await;
	let keeper = world.empty().await;
	let all = Arguments { all: true, patient: None, anchor: vec![] };
	let one = Arguments { all: false, patient: Some(PATIENT), anchor: vec![ANCHOR] };
	let (summary, lines) = told_by(&repairer(&keeper, world.peers(1)), &all).await;
	assert_eq!(summary, Summary { anchors: 1, pieces: 1, ..Summary::default() });
	assert_eq!(lines[1], "1 of 1, anchor 3: 1 pieces and 0 sealed records restored");
	assert!(!lines.concat().contains(&hex::encode(PATIENT)));
	let (summary, lines) = told_by(&repairer(&keeper, PeersDouble::default()), &one).await;
	assert_eq!(summary, Summary { anchors: 1, ..Summary::default() });
	assert_eq!(lines[0], "1 of 1, anchor 3: whole");
}

#[tokio::test]
async fn what_cannot_be_repaired_is_no_longer_said_to_be_kept() {
	let world = World::new().await;
	world.keepers[0].pieces.prove_due().await.unwrap();
	world.chain.told();
	let keeper = world.empty().await;
	let mut peers = world.peers(1);
	let lie = Lie { shown: world.batch.pieces[2].clone(), given: vec![] };
	peers.lying.insert(3, lie);
	let arguments = Arguments { all: false, patient: Some(PATIENT), anchor: vec![] };
	let (summary, lines) = told_by(&repairer(&keeper, peers), &arguments).await;
	assert_eq!((summary.failed, summary.false_custodians), (1, [3].into()));
	assert!(
		lines.contains(&"1 of 1, anchor 3: custodian 3: it gave a false piece".to_owned()),
		"{lines:?}"
	);
	assert_eq!(world.chain.told(), [(1, 0, None)]);
}

#[tokio::test]
async fn a_reader_that_loses_as_many_custodians_as_may_be_lost_still_reads() {
	let world = World::new().await;
	let anchored = &world.batch.anchored;
	for lost in CUSTODIANS {
		let mut peers = world.peers(0);
		peers.asking = AUTHOR;
		peers.honest.remove(&lost);
		let found = read(&peers, &PATIENT, ANCHOR, anchored).await.unwrap();
		assert!(found.records == world.batch.records);
		let altered = world.batch.pieces[0].iter().map(|byte| !byte).collect::<Vec<_>>();
		peers.lying.insert(lost, Lie { shown: altered.clone(), given: altered });
		let found = read(&peers, &PATIENT, ANCHOR, anchored).await.unwrap();
		assert!(found.records == world.batch.records);
		assert!(found.blamed.iter().all(|one| *one == blamed(lost, NotGiven::FalsePiece)));
		peers.honest.clear();
		let none = read(&peers, &PATIENT, ANCHOR, anchored).await;
		assert!(matches!(none, Err(NotRead::TooFewPieces(_))));
	}
}
