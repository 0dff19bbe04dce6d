//! A chain that says of pieces what a test lets it say, custodians that keep pieces by it, and custodians that give false ones.

use super::{
	ledger::{AnchorState, Anchored, PieceLedger, Plan, Standing, Told, Unanswered},
	peers::{NotGiven, Peers, Wanted},
	shelf::ProvedChunk,
	Parts, Pieces, Settings,
};
use crate::{
	catalogue::Catalogue,
	keeping::{doubles::rng, writer_doubles::Writing},
	kept::{KeptPiece, Moment, Name, PatientId, Writer},
	quotas::{Limits, Quotas},
	vault::Vault,
};
use async_trait::async_trait;
use bytes::Bytes;
use futures::{
	stream::{self, BoxStream},
	StreamExt,
};
use salus_client::{
	batch::SealedRecord,
	package,
	pieces::{self, split},
	reading::AnchoredBatch,
};
use std::{
	collections::{BTreeSet, HashMap},
	path::PathBuf,
	sync::{Arc, Mutex},
};
use tempfile::TempDir;

pub const PATIENT: PatientId = [9; 32];
pub const ANCHOR: u32 = 3;
pub const AUTHOR: u32 = 4;
pub const NAMED: u32 = 5;
pub const START: Moment = 1_000_000_000_000;
pub const DAY: Moment = 24 * 60 * 60 * 1_000;
pub const QUOTA: u64 = 1 << 24;

/// What a chain says, to all who ask it.
#[derive(Clone)]
pub struct Said {
	pub now: Moment,
	pub is_silent: bool,
	pub best: HashMap<(PatientId, u32), AnchorState>,
	pub finalized: HashMap<(PatientId, u32), AnchorState>,
	/// Of what it has no row any more, what the trail says.
	pub erased: BTreeSet<u32>,
	/// Whom an organization has followed.
	pub followed: HashMap<u32, Vec<u32>>,
	/// With which name it refuses whatever is told.
	pub refuses: Option<String>,
	/// Of which piece it does not answer when it is told.
	pub deaf_to: Option<u8>,
	/// Whether what it is told does not become final.
	pub is_slow: bool,
	/// So often it was told something that is not final yet.
	pub telling: usize,
	/// What it was told: who, which piece, until when, or that it is no longer kept.
	pub told: Vec<(u32, u8, Option<Moment>)>,
}

#[derive(Clone)]
pub struct ChainDouble(Arc<Mutex<Said>>);

impl ChainDouble {
	pub fn new() -> Self {
		Self(Arc::new(Mutex::new(Said {
			now: START,
			is_silent: false,
			best: HashMap::new(),
			finalized: HashMap::new(),
			erased: BTreeSet::new(),
			followed: HashMap::new(),
			refuses: None,
			deaf_to: None,
			is_slow: false,
			telling: 0,
			told: Vec::new(),
		})))
	}

	pub fn say<T>(&self, say: impl FnOnce(&mut Said) -> T) -> T {
		say(&mut self.0.lock().unwrap())
	}

	/// At both heads the anchor stands so.
	pub fn anchor(&self, state: AnchorState) {
		self.say(|said| {
			said.best.insert((PATIENT, ANCHOR), state.clone());
			said.finalized.insert((PATIENT, ANCHOR), state);
		});
	}

	pub fn pass(&self, milliseconds: Moment) {
		self.say(|said| said.now += milliseconds);
	}

	pub fn told(&self) -> Vec<(u32, u8, Option<Moment>)> {
		self.say(|said| std::mem::take(&mut said.told))
	}

	pub fn held_until(&self, index: u8) -> Option<Moment> {
		let finalized = self.say(|said| said.finalized[&(PATIENT, ANCHOR)].clone());
		finalized.plan().unwrap().held_until[usize::from(index)]
	}
}

/// The chain, as one custodian asks it.
pub struct LedgerDouble {
	chain: ChainDouble,
	organization: u32,
}

impl LedgerDouble {
	fn asked(&self) -> Result<Said, Unanswered> {
		let said = self.chain.say(|said| said.clone());
		if said.is_silent {
			Err(Unanswered)
		} else {
			Ok(said)
		}
	}

	async fn until_final(&self) {
		self.chain.say(|said| said.telling += 1);
		while self.chain.say(|said| said.is_slow) {
			tokio::task::yield_now().await;
		}
		self.chain.say(|said| said.telling -= 1);
	}

	/// By the pallet's rules.
	fn tell(&self, piece: &KeptPiece, until: Option<Moment>) -> Result<Told, Unanswered> {
		if self.asked()?.deaf_to == Some(piece.index) {
			return Err(Unanswered);
		}
		let organization = self.organization;
		let refused = |name: &str| Ok(Told::Refused(name.into()));
		self.chain.say(|said| {
			if let Some(name) = &said.refuses {
				return refused(name);
			}
			let place = usize::from(piece.index);
			let key = (piece.patient, piece.anchor);
			for heads in [&mut said.best, &mut said.finalized] {
				let Some(AnchorState::Anchored(Anchored { plan: Some(plan), .. })) =
					heads.get_mut(&key)
				else {
					return refused("Erased");
				};
				match plan.custodians.get(place) {
					None => return refused("PieceNotFound"),
					Some(custodian) if *custodian != organization => {
						return refused("NotTheCustodian")
					},
					Some(_) => {},
				}
				if until.is_some() && plan.pieces.roots[place] != piece.root {
					return refused("OtherRoot");
				}
				if until.is_none() && plan.held_until[place].is_none() {
					return refused("NotHeld");
				}
				plan.held_until[place] = until;
			}
			said.told.push((organization, piece.index, until));
			Ok(Told::Taken)
		})
	}
}

#[async_trait]
impl PieceLedger for LedgerDouble {
	async fn now(&self) -> Result<Moment, Unanswered> {
		Ok(self.asked()?.now)
	}

	async fn standing(&self, patient: &PatientId, anchor: u32) -> Result<Standing, Unanswered> {
		let said = self.asked()?;
		let state = |heads: &HashMap<_, AnchorState>| {
			heads.get(&(*patient, anchor)).cloned().unwrap_or(AnchorState::Unknown)
		};
		Ok(Standing {
			now: said.now,
			own: vec![self.organization],
			best: state(&said.best),
			finalized: state(&said.finalized),
		})
	}

	async fn numbers(&self, organization: u32) -> Result<Vec<u32>, Unanswered> {
		let followed = self.asked()?.followed.get(&organization).cloned().unwrap_or_default();
		Ok([organization].into_iter().chain(followed).collect())
	}

	async fn erased(
		&self,
		patient: &PatientId,
		anchors: &[u32],
	) -> Result<BTreeSet<u32>, Unanswered> {
		let said = self.asked()?;
		let is_erased = |anchor: &u32| match said.finalized.get(&(*patient, *anchor)) {
			Some(state) => *state == AnchorState::Erased,
			None => said.erased.contains(anchor),
		};
		Ok(anchors.iter().copied().filter(is_erased).collect())
	}

	async fn anchors(&self, patient: &PatientId) -> Result<Vec<u32>, Unanswered> {
		let said = self.asked()?;
		let own = said.finalized.keys().filter(|(whose, _)| whose == patient);
		Ok(own.map(|(_, anchor)| *anchor).collect())
	}

	async fn own(
		&self,
		seen: &(dyn Fn(u64) + Send + Sync),
	) -> Result<Vec<(PatientId, u32)>, Unanswered> {
		let said = self.asked()?;
		seen(said.finalized.len().try_into().unwrap());
		let own = said.finalized.iter().filter(|(_, state)| {
			state.plan().is_some_and(|plan| plan.custodians.contains(&self.organization))
		});
		Ok(own.map(|(key, _)| *key).collect())
	}

	async fn hold(&self, piece: &KeptPiece, until: Moment) -> Result<Told, Unanswered> {
		self.until_final().await;
		self.tell(piece, Some(until))
	}

	async fn release(&self, piece: &KeptPiece) -> Result<Told, Unanswered> {
		self.until_final().await;
		self.tell(piece, None)
	}
}

/// A batch in pieces.
#[derive(Clone)]
pub struct Batch {
	pub records: Vec<SealedRecord>,
	pub pieces: Vec<Vec<u8>>,
	pub anchored: Anchored,
}

impl Batch {
	/// Of three records, in a piece for each of these custodians, of which `needed` give it. Pieces are several chunks long.
	pub fn new(needed: u8, custodians: &[u32]) -> Self {
		let record = |seed: u8| SealedRecord {
			commitment: [seed; 32],
			sealed: (0..150_000_u64).map(|i| (i * i % 251) as u8 ^ seed).collect(),
		};
		let records: Vec<_> = [1, 2, 3].map(record).into();
		let packed = package::pack(&records).unwrap();
		let pieces = split(&packed, needed, custodians.len() as u8).unwrap();
		let plan = Plan {
			pieces: pieces::plan(needed, &pieces).unwrap(),
			custodians: custodians.to_vec(),
			held_until: vec![None; custodians.len()],
		};
		let batch = AnchoredBatch { root: package::root(&records).unwrap(), records: 3 };
		let anchored = Anchored { batch, author: Some(AUTHOR), custodian: NAMED, plan: Some(plan) };
		Self { records, pieces, anchored }
	}

	pub fn state(&self) -> AnchorState {
		AnchorState::Anchored(self.anchored.clone())
	}

	pub fn root(&self, index: usize) -> Name {
		self.anchored.plan.as_ref().unwrap().pieces.roots[index]
	}

	pub fn length(&self) -> u64 {
		self.pieces[0].len() as u64
	}
}

/// A custodian of pieces, with its stores.
pub struct Keeper {
	pub organization: u32,
	pub pieces: Arc<Pieces>,
	pub ledger: Arc<LedgerDouble>,
	pub catalogue: Arc<Catalogue>,
	pub vault: Vault,
	/// Its catalogue has the sessions' nonces, and its chain says who begins them.
	pub writing: Writing,
	pub folder: TempDir,
}

impl Keeper {
	pub async fn new(organization: u32, chain: &ChainDouble) -> Self {
		let folder = tempfile::tempdir().unwrap();
		let database = format!("sqlite://{}?mode=rwc", folder.path().join("kept.db").display());
		let catalogue = Arc::new(Catalogue::open(&database).await.unwrap());
		let vault = Vault::open(folder.path().join("vault").to_str().unwrap()).await.unwrap();
		let ledger = Arc::new(LedgerDouble { chain: chain.clone(), organization });
		let writing = Writing::new().await;
		let limits = Limits { loose: 0, total: QUOTA };
		let settings = Settings { proofs_per_minute: 1_000_000, ..Settings::default() };
		let pieces = Pieces::new(Parts {
			ledger: ledger.clone(),
			catalogue: catalogue.clone(),
			vault: vault.clone(),
			sessions: writing.sessions.clone(),
			quotas: Quotas {
				organization: limits,
				patient: limits,
				newcomer: limits,
				..Quotas::default()
			},
			settings,
			rng: Box::new(rng()),
		});
		let pieces = Arc::new(pieces);
		Self { organization, pieces, ledger, catalogue, vault, writing, folder }
	}

	/// The files of pieces in the vault.
	pub fn files(&self) -> Vec<PathBuf> {
		let mut folders = vec![self.folder.path().join("vault").join("pieces")];
		let mut files = Vec::new();
		while let Some(folder) = folders.pop() {
			for entry in std::fs::read_dir(folder).into_iter().flatten() {
				let path = entry.unwrap().path();
				if path.is_dir() {
					folders.push(path)
				} else {
					files.push(path)
				}
			}
		}
		files
	}

	/// As a disk does, or somebody who removes what is in the wrong place.
	pub fn lose_all(&self) {
		std::fs::remove_dir_all(self.folder.path().join("vault").join("pieces")).unwrap();
	}

	/// As a disk does.
	pub fn damage(&self) {
		for file in self.files() {
			let bytes = std::fs::read(&file).unwrap();
			std::fs::write(&file, bytes.iter().map(|byte| !byte).collect::<Vec<_>>()).unwrap();
		}
	}

	pub async fn row(&self, batch: &Batch, index: usize) -> Option<KeptPiece> {
		self.catalogue.piece(&PATIENT, ANCHOR, &batch.root(index)).await.unwrap()
	}
}

/// Bytes in parts that fit to nothing.
pub fn in_parts(bytes: &[u8]) -> impl futures::Stream<Item = Result<Bytes, ()>> + Send + use<> {
	let parts: Vec<Result<Bytes, ()>> =
		bytes.chunks(10_007).map(|part| Ok(Bytes::copy_from_slice(part))).collect();
	stream::iter(parts)
}

/// Custodians that are asked without a network.
#[derive(Default)]
pub struct PeersDouble {
	/// Those that answer, by what they keep.
	pub honest: HashMap<u32, Arc<Pieces>>,
	/// Those that answer with something else: the first chunk, and the rest.
	pub lying: HashMap<u32, Lie>,
	/// As whom they are asked.
	pub asking: u32,
}

/// What a false custodian gives.
#[derive(Clone)]
pub struct Lie {
	/// A piece, of which the first chunk is shown.
	pub shown: Vec<u8>,
	/// What is given in the end.
	pub given: Vec<u8>,
}

#[async_trait]
impl Peers for PeersDouble {
	fn known(&self) -> Vec<u32> {
		self.honest.keys().chain(self.lying.keys()).copied().collect()
	}

	async fn chunk(&self, peer: u32, wanted: &Wanted, index: u32) -> Result<ProvedChunk, NotGiven> {
		let Wanted { patient, anchor, root } = wanted;
		if let Some(Lie { shown, .. }) = self.lying.get(&peer) {
			let chunk = shown.chunks(65_536).nth(index as usize).unwrap_or_default();
			let siblings = pieces::chunks::proof(shown, index).unwrap_or_default();
			return Ok(ProvedChunk { chunk: Bytes::copy_from_slice(chunk), siblings });
		}
		let pieces = self.honest.get(&peer).ok_or(NotGiven::OutOfReach)?;
		let asking = Writer::Organization(self.asking);
		let chunk = pieces.chunk(&asking, patient, *anchor, Some(*root), index).await;
		chunk.map_err(|_| NotGiven::Refused)
	}

	async fn piece(
		&self,
		peer: u32,
		wanted: &Wanted,
	) -> Result<BoxStream<'static, Result<Bytes, NotGiven>>, NotGiven> {
		let Wanted { patient, anchor, root } = wanted;
		if let Some(Lie { given, .. }) = self.lying.get(&peer) {
			return Ok(stream::iter([Ok(Bytes::copy_from_slice(given))]).boxed());
		}
		let pieces = self.honest.get(&peer).ok_or(NotGiven::OutOfReach)?;
		let asking = Writer::Organization(self.asking);
		let given = pieces.piece(&asking, patient, *anchor, Some(*root)).await;
		let given = given.map_err(|_| NotGiven::Refused)?;
		Ok(given.content.map(|part| part.map_err(|_| NotGiven::OutOfReach)).boxed())
	}
}
