//! A chain that says of writers and anchors what a test lets it say, and what keeps for them.

pub use super::doubles::{BEST, FINALIZED};
use super::{
	asking::{HeadsOfChain, Unanswered},
	doubles::{heads_of, rng, GENESIS, NOW, ORGANIZATION, PATIENT},
	kept_headers::HandedBatch,
	one_at_a_time::OneAtATime,
	open_sessions::Session,
	records::IncomingRecord,
	sessions::{SessionParts, Sessions},
	writers::{Anchored, AnchorsOnChain, WritersOnChain},
	Keeping, KeepingParts,
};
use crate::{
	catalogue::Catalogue,
	clock::Clock,
	hash::blake2b_256,
	kept::{KeptRecord, Moment, PatientId, Writer},
	limits::PerMinute,
	quotas::{Limits, Quotas},
	vault::Vault,
};
use async_trait::async_trait;
use bytes::Bytes;
use futures::{stream, Stream};
use salus_client::{
	batch::{seal_header, BatchKey, ClassPublicKey},
	chain::{Heads, H256},
	merkle,
	requests::Side,
	sealed_record::RecordContext,
	KeyPair, Suite,
};
use std::{
	collections::{HashMap, HashSet},
	convert::Infallible,
	sync::{
		atomic::{AtomicBool, AtomicU64, Ordering},
		Arc, Mutex,
	},
};
use tempfile::TempDir;

pub const HOSPITAL: u32 = 3;
pub const CLASS: u16 = 96;
pub const ANCHOR: u32 = 5;
/// Of three short records, and of these and a batch with another one.
pub const LIMITS: Limits = Limits { loose: 3 * 4_608 + 500, total: 4 * 4_608 + 6_656 + 500 };

/// The same for each.
pub fn quotas() -> Quotas {
	Quotas { organization: LIMITS, patient: LIMITS, newcomer: LIMITS, ..Quotas::default() }
}

#[derive(Default)]
pub struct WritersDouble {
	pub time: AtomicU64,
	pub is_silent: AtomicBool,
	writes: Mutex<HashSet<([u8; 32], Side, H256)>>,
	anchored: Mutex<HashMap<(PatientId, u32, H256), Anchored>>,
	followed: Mutex<HashSet<(u32, u32)>>,
}

impl WritersDouble {
	pub fn let_write(&self, account: [u8; 32], side: Side, at: &[H256]) {
		self.writes.lock().unwrap().extend(at.iter().map(|at| (account, side, *at)));
	}

	pub fn no_longer_let_write(&self, account: [u8; 32], side: Side, at: H256) {
		self.writes.lock().unwrap().remove(&(account, side, at));
	}

	pub fn anchor(&self, anchor: u32, anchored: Anchored, at: &[H256]) {
		let mut all = self.anchored.lock().unwrap();
		all.extend(at.iter().map(|at| ((PATIENT, anchor, *at), anchored)));
	}

	pub fn forget(&self, anchor: u32) {
		self.anchored.lock().unwrap().retain(|(_, other, _), _| *other != anchor);
	}

	pub fn follow(&self, organization: u32, other: u32) {
		self.followed.lock().unwrap().insert((organization, other));
	}
}

#[async_trait]
impl HeadsOfChain for WritersDouble {
	async fn fresh_heads(&self, now: Moment) -> Result<Heads, Unanswered> {
		if self.is_silent.load(Ordering::SeqCst) {
			return Err(Unanswered::TooLate);
		}
		heads_of(self.time.load(Ordering::SeqCst), now)
	}
}

#[async_trait]
impl WritersOnChain for WritersDouble {
	async fn writes_for(
		&self,
		account: &[u8; 32],
		side: Side,
		at: H256,
	) -> Result<bool, Unanswered> {
		Ok(self.writes.lock().unwrap().contains(&(*account, side, at)))
	}
}

#[async_trait]
impl AnchorsOnChain for WritersDouble {
	async fn anchored(
		&self,
		patient: &PatientId,
		anchor: u32,
		at: H256,
	) -> Result<Option<Anchored>, Unanswered> {
		Ok(self.anchored.lock().unwrap().get(&(*patient, anchor, at)).copied())
	}

	async fn has_followed(
		&self,
		organization: u32,
		other: u32,
		at: H256,
	) -> Result<bool, Unanswered> {
		assert_eq!(at, BEST);
		Ok(self.followed.lock().unwrap().contains(&(organization, other)))
	}
}

/// What keeps for writers, with its stores.
pub struct Writing {
	pub chain: Arc<WritersDouble>,
	pub catalogue: Arc<Catalogue>,
	pub vault: Vault,
	pub keeping: Arc<Keeping>,
	pub sessions: Arc<Sessions>,
	pub turns: Arc<OneAtATime>,
	now: Arc<AtomicU64>,
	pub folder: TempDir,
}

impl Writing {
	pub async fn new() -> Self {
		let folder = tempfile::tempdir().unwrap();
		let database = format!("sqlite://{}?mode=rwc", folder.path().join("kept.db").display());
		let catalogue = Arc::new(Catalogue::open(&database).await.unwrap());
		let vault = Vault::open(folder.path().join("vault").to_str().unwrap()).await.unwrap();
		let chain = Arc::new(WritersDouble::default());
		chain.time.store(NOW, Ordering::SeqCst);
		let now = Arc::new(AtomicU64::new(NOW));
		let time = Arc::clone(&now);
		let clock = Clock::new(move || time.load(Ordering::SeqCst));
		let sessions = Arc::new(Sessions::new(SessionParts {
			organization: ORGANIZATION,
			genesis: GENESIS,
			chain: chain.clone(),
			catalogue: Arc::clone(&catalogue),
			clock: clock.clone(),
			random: Box::new(rng()),
			accounts: Arc::new(PerMinute::new(1_000_000)),
		}));
		let turns = Arc::new(OneAtATime::default());
		let keeping = Arc::new(Keeping::new(KeepingParts {
			chain: chain.clone(),
			catalogue: Arc::clone(&catalogue),
			vault: vault.clone(),
			clock,
			sessions: Arc::clone(&sessions),
			turns: Arc::clone(&turns),
			quotas: quotas(),
		}));
		Self { chain, catalogue, vault, keeping, sessions, turns, now, folder }
	}

	/// Time goes by, for the custodian and for the chain.
	pub fn pass(&self, milliseconds: u64) {
		self.now.fetch_add(milliseconds, Ordering::SeqCst);
		self.chain.time.fetch_add(milliseconds, Ordering::SeqCst);
	}

	/// Hands in these bytes, of the patient, for the hospital.
	pub async fn hand_in(&self, bytes: &[u8]) {
		let record = incoming(bytes);
		self.keeping.take_record(&hospital(), record, once(bytes)).await.unwrap();
	}

	/// The records of a batch are handed in, and it is anchored by the hospital at both heads.
	pub async fn prepare(&self, records: &[&[u8]]) -> HandedBatch {
		for bytes in records {
			self.hand_in(bytes).await;
		}
		let batch = batch(records);
		self.chain.anchor(ANCHOR, anchored(&batch), &[BEST, FINALIZED]);
		batch
	}
}

pub fn hospital() -> Session {
	Session { account: [4; 32], writer: Writer::Organization(HOSPITAL) }
}

pub fn incoming(bytes: &[u8]) -> IncomingRecord {
	let length = bytes.len().try_into().unwrap();
	IncomingRecord { patient: PATIENT, name: blake2b_256(bytes), length }
}

/// These bytes, in two parts.
pub fn once(bytes: &[u8]) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + 'static {
	let (one, other) = bytes.split_at(bytes.len() / 2);
	let parts = [Bytes::copy_from_slice(one), Bytes::copy_from_slice(other)];
	stream::iter(parts.map(Ok))
}

pub fn header(epoch: u32) -> Vec<u8> {
	let context = RecordContext { patient: PATIENT, class: CLASS };
	let key = KeyPair::random(Suite::X25519, &mut rng()).public;
	let batch_key = BatchKey::random(&mut rng());
	seal_header(&context, &ClassPublicKey { epoch, key }, &batch_key, &mut rng()).unwrap()
}

pub fn batch(records: &[&[u8]]) -> HandedBatch {
	let record = |bytes: &&[u8]| KeptRecord { commitment: [7; 32], name: blake2b_256(bytes) };
	HandedBatch { class: CLASS, header: header(0), records: records.iter().map(record).collect() }
}

/// As the hospital anchors it.
pub fn anchored(batch: &HandedBatch) -> Anchored {
	let leaf = |record: &KeptRecord| merkle::leaf_of_hash(&record.commitment, &record.name);
	let leaves: Vec<_> = batch.records.iter().map(leaf).collect();
	Anchored {
		class: batch.class,
		root: merkle::root(&leaves).unwrap(),
		leaves: leaves.len().try_into().unwrap(),
		author: Some(HOSPITAL),
		custodian: ORGANIZATION,
		epoch: 0,
	}
}
