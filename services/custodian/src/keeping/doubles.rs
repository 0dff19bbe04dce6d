//! A chain that says what a test lets it say, and a desk that asks it.

use super::{
	asking::{
		ErasuresOnChain, HeadsOfChain, NamesOnChain, SpeakersOnChain, Standing, Unanswered, Under,
	},
	desk::{Desk, DeskParts},
	one_at_a_time::OneAtATime,
	sweeping::ErasedPieces,
	uploads::Upload,
};
use crate::{
	catalogue::Catalogue,
	clock::Clock,
	kept::{Moment, Name, PatientId},
	limits::PerMinute,
	quotas::Quotas,
	refusal::Refusal,
	vault::Vault,
};
use async_trait::async_trait;
use axum::body::{Body, Bytes};
use salus_client::{
	chain::{Head, Heads, H256},
	emergency_ring::EmergencyRingOnChain,
	rand_core::UnwrapErr,
	KeyPair, PrivateKey, Secret, Suite,
};
use std::{
	collections::{BTreeSet, HashMap, HashSet},
	sync::{
		atomic::{AtomicBool, AtomicU64, Ordering},
		Arc, Mutex,
	},
};
use tempfile::TempDir;

pub const ORGANIZATION: u32 = 7;
pub const GENESIS: [u8; 32] = [9; 32];
pub const PATIENT: PatientId = [1; 32];
pub const NOW: Moment = 1_800_000_000_000;
pub const DAY: Moment = 24 * 60 * 60 * 1000;

pub const BEST: H256 = H256([0xbe; 32]);
pub const FINALIZED: H256 = H256([0xf1; 32]);

/// What the chain says of a patient in a block.
#[derive(Clone, Default)]
pub struct Said {
	pub envelopes: HashSet<Name>,
	pub ring: Option<EmergencyRingOnChain>,
	pub standings: HashMap<[u8; 32], Standing>,
	pub erased: BTreeSet<u32>,
	/// Of a number that is not here the retention is over.
	pub under: HashMap<u32, Under>,
}

/// None are kept.
struct NoPieces;

#[async_trait]
impl ErasedPieces for NoPieces {
	async fn drop_erased(&self, _: &PatientId) -> Result<u64, Refusal> {
		Ok(0)
	}
}

/// A chain of two blocks.
pub struct ChainDouble {
	best: Mutex<HashMap<PatientId, Said>>,
	finalized: Mutex<HashMap<PatientId, Said>>,
	pub time: AtomicU64,
	pub is_silent: AtomicBool,
	/// Of whom it cannot be asked.
	pub unread: Mutex<HashSet<PatientId>>,
	/// Whether it cannot be asked what grants name.
	pub names_nothing: AtomicBool,
}

impl ChainDouble {
	fn new() -> Self {
		Self {
			best: Mutex::default(),
			finalized: Mutex::default(),
			time: NOW.into(),
			is_silent: false.into(),
			unread: Mutex::default(),
			names_nothing: false.into(),
		}
	}

	pub fn at_best(&self, patient: PatientId, say: impl FnOnce(&mut Said)) {
		say(self.best.lock().unwrap().entry(patient).or_default());
	}

	pub fn at_finalized(&self, patient: PatientId, say: impl FnOnce(&mut Said)) {
		say(self.finalized.lock().unwrap().entry(patient).or_default());
	}

	pub fn at_both(&self, patient: PatientId, say: impl Fn(&mut Said)) {
		self.at_best(patient, &say);
		self.at_finalized(patient, say);
	}

	fn said(&self, patient: &PatientId, at: H256) -> Result<Said, Unanswered> {
		if self.unread.lock().unwrap().contains(patient) {
			return Err(Unanswered::TooLate);
		}
		let block = if at == BEST { &self.best } else { &self.finalized };
		assert!([BEST, FINALIZED].contains(&at));
		Ok(block.lock().unwrap().get(patient).cloned().unwrap_or_default())
	}
}

/// Both heads, made at `time`.
pub fn heads_of(time: Moment, now: Moment) -> Result<Heads, Unanswered> {
	let head = |hash, number| Head { hash, number, time };
	let heads = Heads { best: head(BEST, 3), finalized: head(FINALIZED, 2) };
	heads.ensure_fresh(now)?;
	Ok(heads)
}

#[async_trait]
impl HeadsOfChain for ChainDouble {
	async fn fresh_heads(&self, now: Moment) -> Result<Heads, Unanswered> {
		if self.is_silent.load(Ordering::SeqCst) {
			return Err(Unanswered::TooLate);
		}
		heads_of(self.time.load(Ordering::SeqCst), now)
	}
}

#[async_trait]
impl NamesOnChain for ChainDouble {
	async fn envelopes(&self, patient: &PatientId, at: H256) -> Result<HashSet<Name>, Unanswered> {
		if self.names_nothing.load(Ordering::SeqCst) {
			return Err(Unanswered::TooLate);
		}
		Ok(self.said(patient, at)?.envelopes)
	}

	async fn emergency_ring(
		&self,
		patient: &PatientId,
		at: H256,
	) -> Result<Option<EmergencyRingOnChain>, Unanswered> {
		Ok(self.said(patient, at)?.ring)
	}
}

#[async_trait]
impl SpeakersOnChain for ChainDouble {
	fn genesis(&self) -> [u8; 32] {
		GENESIS
	}

	async fn standing(
		&self,
		patient: &PatientId,
		account: &[u8; 32],
		at: H256,
	) -> Result<Standing, Unanswered> {
		let said = self.said(patient, at)?;
		Ok(said.standings.get(account).copied().unwrap_or_default())
	}
}

#[async_trait]
impl ErasuresOnChain for ChainDouble {
	async fn erased(
		&self,
		patient: &PatientId,
		anchors: &[u32],
		at: H256,
	) -> Result<BTreeSet<u32>, Unanswered> {
		let said = self.said(patient, at)?;
		Ok(said.erased.intersection(&anchors.iter().copied().collect()).copied().collect())
	}

	async fn under(&self, patient: &PatientId, anchor: u32, at: H256) -> Result<Under, Unanswered> {
		Ok(self.said(patient, at)?.under.get(&anchor).copied().unwrap_or(Under::Past))
	}
}

/// A desk with its stores.
pub struct World {
	pub chain: Arc<ChainDouble>,
	pub catalogue: Arc<Catalogue>,
	pub vault: Vault,
	pub desk: Arc<Desk>,
	pub keys: Arc<[PrivateKey]>,
	pub now: Arc<AtomicU64>,
	accounts: Arc<PerMinute>,
	quotas: Quotas,
	pub folder: TempDir,
}

impl World {
	pub async fn new() -> Self {
		Self::answering(1_000_000).await
	}

	/// One that answers an account so often a minute.
	pub async fn answering(a_minute: u32) -> Self {
		let folder = tempfile::tempdir().unwrap();
		let keys = [KeyPair::random(Suite::X25519, &mut rng()).private].into();
		let accounts = Arc::new(PerMinute::new(a_minute));
		let chain = Arc::new(ChainDouble::new());
		Self::over(folder, chain, keys, Arc::new(NOW.into()), accounts, Quotas::default()).await
	}

	/// The same, with other limits of what is kept.
	pub async fn with_quotas(self, quotas: Quotas) -> Self {
		Self { quotas, ..self }.restarted().await
	}

	/// The same, as after the process has ended and was started anew.
	pub async fn restarted(self) -> Self {
		self.catalogue.close().await;
		let Self { folder, chain, keys, now, accounts, quotas, .. } = self;
		Self::over(folder, chain, keys, now, accounts, quotas).await
	}

	async fn over(
		folder: TempDir,
		chain: Arc<ChainDouble>,
		keys: Arc<[PrivateKey]>,
		now: Arc<AtomicU64>,
		accounts: Arc<PerMinute>,
		quotas: Quotas,
	) -> Self {
		let database = format!("sqlite://{}?mode=rwc", folder.path().join("kept.db").display());
		let catalogue = Arc::new(Catalogue::open(&database).await.unwrap());
		let vault = Vault::open(folder.path().join("vault").to_str().unwrap()).await.unwrap();
		let time = Arc::clone(&now);
		let desk = Desk::new(DeskParts {
			organization: ORGANIZATION,
			chain: chain.clone(),
			catalogue: Arc::clone(&catalogue),
			vault: vault.clone(),
			keys: Arc::clone(&keys),
			clock: Clock::new(move || time.load(Ordering::SeqCst)),
			turns: Arc::new(OneAtATime::default()),
			pieces: Arc::new(NoPieces),
			accounts: accounts.clone(),
			quotas,
		});
		Self { chain, catalogue, vault, desk: Arc::new(desk), keys, now, accounts, quotas, folder }
	}

	/// Time goes by, for the custodian and for the chain.
	pub fn pass(&self, milliseconds: u64) {
		self.now.fetch_add(milliseconds, Ordering::SeqCst);
		self.chain.time.fetch_add(milliseconds, Ordering::SeqCst);
	}
}

/// Something happens while it is on its way.
pub struct Slow<F> {
	pub bytes: Vec<u8>,
	pub meanwhile: F,
}

#[async_trait]
impl<F: FnOnce() + Send> Upload for Slow<F> {
	async fn bytes(self, most: usize) -> Result<Bytes, Refusal> {
		(self.meanwhile)();
		Body::from(self.bytes).bytes(most).await
	}
}

pub fn rng() -> UnwrapErr<getrandom::SysRng> {
	UnwrapErr(getrandom::SysRng)
}

pub fn random() -> [u8; 32] {
	*Secret::<32>::random(&mut rng()).expose()
}
