//! A custodian that keeps a patient's records, and a clinician with a ticket for them.

use crate::{
	catalogue::Catalogue,
	clock::Clock,
	kept::{KeptBatch, KeptRecord, Moment, Name, NamedKind, PatientId, Writer},
	ledger::{
		double::{practitioner, Double, KnownTicket, CUSTODIAN, GENESIS, NOW, TICKET},
		BatchOnChain, REACH,
	},
	limits::PerMinute,
	quotas::Quotas,
	random::Random,
	release::{finding, Answer, NotReleased, Parts, Releases},
	vault::Vault,
};
use bytes::Bytes;
use futures::{stream, TryStreamExt};
use salus_client::{
	chain::types::{Basis, Purpose},
	reading::AnchoredBatch,
	release::{self, ReleaseContext, ReleasePart},
	requests::{ReleaseRequest, ReleaseTarget, Signed},
	signatures::Sr25519Pair,
	ticket_secret, KeyPair, PrivateKey, Secret, Suite,
};
use std::{
	collections::BTreeSet,
	path::Path,
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc,
	},
};
use tempfile::TempDir;

pub const PATIENT: PatientId = [0xa1; 32];
pub const FIRST: ReleaseTarget = ReleaseTarget::Anchor { anchor: 5 };
pub const SECOND: ReleaseTarget = ReleaseTarget::Anchor { anchor: 6 };
pub const CLASS: ReleaseTarget = ReleaseTarget::Class { class: 96, content: None };

pub fn random() -> Random {
	Random::new(|bytes| getrandom::fill(bytes).unwrap())
}

pub struct Scene {
	pub ledger: Arc<Double>,
	pub catalogue: Arc<Catalogue>,
	pub vault: Vault,
	pub releases: Arc<Releases>,
	pub time: Arc<AtomicU64>,
	pub reader: KeyPair,
	/// Under the first anchor.
	pub records: Vec<Vec<u8>>,
	pub own: KeyPair,
	holder: Sr25519Pair,
	secret: Secret<32>,
	pub folder: TempDir,
}

impl Scene {
	/// Two records under the first anchor, one under the second, on a grant with an envelope; and a class, too.
	pub async fn new() -> Self {
		Self::with_records(vec![b"one".to_vec(), b"two".to_vec()]).await
	}

	pub async fn with_records(records: Vec<Vec<u8>>) -> Self {
		let mut rng = random();
		let holder = Sr25519Pair::from_seed(&Secret::random(&mut rng));
		let (reader, own) =
			(KeyPair::random(Suite::X25519, &mut rng), KeyPair::random(Suite::X25519, &mut rng));
		let secret = Secret::random(&mut rng);
		let targets = [FIRST, SECOND, CLASS].map(|target| (target, Basis::Grant(1)));
		let ledger = Double::new(KnownTicket {
			patient: PATIENT,
			holder: holder.account(),
			requester: practitioner(holder.account()),
			claim: ticket_secret::claim(&secret),
			targets: targets.into(),
			at_best: BTreeSet::from([0, 1, 2]),
			reader: Some(reader.public.published()),
			purpose: Purpose::Treatment,
			is_redeemed: false,
			is_void: false,
			final_at: 0,
			is_single_use: true,
		});
		let folder = TempDir::new().unwrap();
		let (catalogue, vault) = opened(&folder).await;
		let time = Arc::new(AtomicU64::new(NOW));
		let keys: Arc<[PrivateKey]> = [own.private.clone()].into();
		let releases = releases(&ledger, &catalogue, &vault, keys, &time, folder.path());
		releases.resume().await.unwrap();
		let records_of_first = records.clone();
		let scene = Self {
			ledger,
			catalogue,
			vault,
			releases,
			time,
			reader,
			records,
			own,
			holder,
			secret,
			folder,
		};
		scene.keep_batch(5, &records_of_first).await;
		scene.keep_batch(6, &[b"three".to_vec()]).await;
		scene.keep_envelope(1, b"envelope").await;
		scene
	}

	/// The service that comes after this one was killed.
	pub async fn restarted(self) -> Self {
		let (catalogue, vault) = opened(&self.folder).await;
		let keys: Arc<[PrivateKey]> = [self.own.private.clone()].into();
		let releases =
			releases(&self.ledger, &catalogue, &vault, keys, &self.time, self.folder.path());
		releases.resume().await.unwrap();
		Self { catalogue, vault, releases, ..self }
	}

	/// A service that has what is long wait in this folder.
	pub async fn working_in(self, folder: &Path) -> Self {
		let keys: Arc<[PrivateKey]> = [self.own.private.clone()].into();
		let releases =
			releases(&self.ledger, &self.catalogue, &self.vault, keys, &self.time, folder);
		releases.resume().await.unwrap();
		Self { releases, ..self }
	}

	pub async fn keep_batch(&self, anchor: u32, records: &[Vec<u8>]) {
		let mut kept = Vec::new();
		for (index, sealed) in (0_u32..).zip(records) {
			let name = crate::hash::blake2b_256(sealed);
			let length = u64::try_from(sealed.len()).unwrap();
			let writer = Writer::Organization(3);
			self.catalogue
				.charge(&PATIENT, &name, length, writer, NOW, &Quotas::default())
				.await
				.unwrap();
			let content = stream::iter([Ok::<_, std::io::Error>(Bytes::from(sealed.clone()))]);
			self.vault.put(&PATIENT, &name, content, 1 << 26).await.unwrap();
			kept.push(KeptRecord {
				commitment: crate::hash::blake2b_256(&index.to_le_bytes()),
				name,
			});
		}
		let root = finding::tree(&kept).unwrap().root();
		let anchored = AnchoredBatch { root, records: u32::try_from(kept.len()).unwrap() };
		let on_chain = BatchOnChain { class: 96, batch: anchored };
		self.ledger.world().batches.insert(anchor, on_chain);
		let batch = KeptBatch {
			patient: PATIENT,
			anchor,
			class: 96,
			header: b"header".to_vec(),
			handed_in: crate::hash::blake2b_256(b"header"),
			earlier: Vec::new(),
			records: kept,
			writer: Writer::Organization(3),
		};
		self.catalogue.put_batch(&batch).await.unwrap();
	}

	pub async fn keep_envelope(&self, grant: u32, envelope: &[u8]) -> Name {
		let name = crate::hash::blake2b_256(envelope);
		self.ledger.world().envelopes.insert(grant, name);
		self.catalogue
			.put_named(NamedKind::Envelope, &PATIENT, &name, envelope, &Quotas::default())
			.await
			.unwrap();
		name
	}

	/// For these targets, of now, with a nonce of its own.
	pub fn request(&self, targets: &[ReleaseTarget]) -> ReleaseRequest {
		ReleaseRequest {
			genesis: GENESIS,
			patient: PATIENT,
			sequence: TICKET,
			holder: self.holder.account(),
			practitioner: None,
			custodian: CUSTODIAN,
			secret: self.secret.clone(),
			targets: targets.to_vec().try_into().unwrap(),
			nonce: random().bytes(),
			time: self.now(),
			reader: self.reader.public.clone(),
		}
	}

	pub fn signed(&self, request: ReleaseRequest) -> Signed<ReleaseRequest> {
		Signed::new(request, |bytes| self.holder.sign(bytes, &mut random())).unwrap()
	}

	pub fn now(&self) -> Moment {
		self.time.load(Ordering::SeqCst)
	}

	/// Asks, and opens the answer.
	pub async fn release(&self, request: ReleaseRequest) -> Result<Vec<ReleasePart>, NotReleased> {
		let signed = self.signed(request);
		let answer = self.releases.release(&signed, None).await?;
		Ok(self.open(&signed.request, answer).await)
	}

	pub async fn refused(&self, request: ReleaseRequest) -> NotReleased {
		let signed = self.signed(request);
		self.releases.release(&signed, None).await.map(|_| ()).unwrap_err()
	}

	pub(in super::super) async fn open(
		&self,
		request: &ReleaseRequest,
		answer: Answer,
	) -> Vec<ReleasePart> {
		let sealed = self.bytes(answer).await.unwrap();
		let targets = request.targets.as_slice().len();
		let context = ReleaseContext::from(request);
		release::open(&context, &self.reader.private, targets, &sealed).unwrap()
	}

	/// All that goes out, or that it breaks off.
	pub(in super::super) async fn bytes(&self, answer: Answer) -> Option<Vec<u8>> {
		// As a connection does it: what was taken gives its room back.
		let taken =
			answer.body.into_data_stream().try_fold(Vec::new(), |mut taken, chunk| async move {
				taken.extend_from_slice(&chunk);
				Ok(taken)
			});
		taken.await.ok()
	}

	/// How many releases are noted.
	pub async fn noted(&self) -> usize {
		self.catalogue.pending().await.unwrap().len()
	}
}

async fn opened(folder: &TempDir) -> (Arc<Catalogue>, Vault) {
	let path = folder.path();
	let url = format!("sqlite://{}?mode=rwc", path.join("catalogue.sqlite").display());
	let catalogue = Catalogue::open(&url).await.unwrap();
	let vault = Vault::open(path.join("vault").to_str().unwrap()).await.unwrap();
	(Arc::new(catalogue), vault)
}

fn releases(
	ledger: &Arc<Double>,
	catalogue: &Arc<Catalogue>,
	vault: &Vault,
	keys: Arc<[PrivateKey]>,
	time: &Arc<AtomicU64>,
	folder: &Path,
) -> Arc<Releases> {
	let time = time.clone();
	Arc::new(Releases::new(Parts {
		organization: CUSTODIAN,
		ledger: ledger.clone(),
		catalogue: catalogue.clone(),
		vault: vault.clone(),
		keys,
		clock: Clock::new(move || time.load(Ordering::SeqCst)),
		random: random(),
		accounts: Arc::new(PerMinute::new(1_000)),
		working_folder: folder.to_owned(),
		redemptions: REACH,
		in_flight: 512,
	}))
}
