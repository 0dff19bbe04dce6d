//! A chain, a custodian of the hospital that keeps a patient's records, and a physician of the clinic.

use axum::{
	body::{to_bytes, Body, Bytes},
	http::{HeaderMap, Request, StatusCode},
};
use futures::stream;
use salus_client::{
	chain::{
		types::{Action, AuditedEvent, Encounter, Grantee, PatientId, Purpose, TrailId},
		AccountId32, Chain, Signer,
	},
	merkle,
	requests::{ReleaseRequest, ReleaseTarget, Signed},
	KeyPair, Suite,
};
use salus_custodian::{
	catalogue::Catalogue,
	clock::Clock,
	hash::blake2b_256,
	kept::{KeptBatch, KeptRecord, Writer},
	ledger::{OnChain, REACH},
	limits::PerMinute,
	quotas::Quotas,
	random::Random,
	release::{Parts, Releases},
	vault::Vault,
};
use salus_dev_chain::{
	anchored, charlie, eve, now, provision, random, rng, Account, Node, Patient, Wish, CLINIC,
	HOSPITAL, OBSERVATION,
};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

const RECORDS: [&[u8]; 2] = [b"sealed", b"sealed, too"];

pub struct World {
	pub chain: Chain,
	pub eve: Account,
	pub reader: KeyPair,
	pub catalogue: Arc<Catalogue>,
	pub ledger: Arc<OnChain>,
	pub releases: Arc<Releases>,
	vault: Vault,
	_folder: TempDir,
}

/// One of whom something is kept.
pub struct Known {
	pub account: Account,
	pub id: [u8; 32],
	/// To the clinic.
	pub grant: u32,
	pub anchor: u32,
}

/// What was answered.
pub struct Answer {
	pub status: StatusCode,
	pub headers: HeaderMap,
	pub body: Bytes,
}

impl World {
	pub async fn over(node: &Node) -> Self {
		let chain = Chain::connect(&node.url).await.unwrap();
		let folder = tempfile::tempdir().unwrap();
		let url = format!("sqlite://{}?mode=rwc", folder.path().join("kept.db").display());
		let catalogue = Arc::new(Catalogue::open(&url).await.unwrap());
		let vault = Vault::open(folder.path().join("vault").to_str().unwrap()).await.unwrap();
		let ledger = Arc::new(OnChain::new(chain.clone(), HOSPITAL, Arc::new(charlie())));
		let releases = Arc::new(Releases::new(Parts {
			organization: HOSPITAL,
			ledger: ledger.clone(),
			catalogue: catalogue.clone(),
			vault: vault.clone(),
			keys: [].into(),
			clock: Clock::new(now),
			random: Random::of_machine(),
			accounts: Arc::new(PerMinute::new(100_000)),
			working_folder: folder.path().to_owned(),
			redemptions: REACH,
			in_flight: 512,
		}));
		releases.resume().await.unwrap();
		let reader = KeyPair::random(Suite::X25519, &mut rng());
		Self { chain, eve: eve(), reader, catalogue, ledger, releases, vault, _folder: folder }
	}

	/// A patient who lets the clinic read, and of whom the hospital keeps two records.
	pub async fn patient(&self) -> Known {
		let patient = Patient::register(&self.chain).await;
		patient.let_hospital_collect(&self.chain).await;
		let read = provision(Grantee::Practitioner(self.eve.account_id()), Action::Access);
		let grant = patient.grant(&self.chain, CLINIC, read).await;
		let anchor = self.anchored(patient.id).await;
		Known { account: patient.account, id: patient.id, grant, anchor }
	}

	async fn anchored(&self, patient: [u8; 32]) -> u32 {
		let mut records = Vec::new();
		for (index, sealed) in (0_u8..).zip(RECORDS) {
			let (name, length) = (blake2b_256(sealed), u64::try_from(sealed.len()).unwrap());
			let writer = Writer::Organization(HOSPITAL);
			let quotas = Quotas::default();
			let charge = self.catalogue.charge(&patient, &name, length, writer, now(), &quotas);
			charge.await.unwrap();
			let content = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(sealed))]);
			self.vault.put(&patient, &name, content, length).await.unwrap();
			records.push(KeptRecord { commitment: [index; 32], name });
		}
		let leaves: Vec<_> = records
			.iter()
			.map(|record| merkle::leaf_of_hash(&record.commitment, &record.name))
			.collect();
		let root = merkle::root(&leaves).unwrap();
		let anchor = anchored(&self.chain, patient, root, 2).await;
		let header = b"header".to_vec();
		let handed_in = blake2b_256(&header);
		let (class, earlier) = (OBSERVATION, Vec::new());
		let writer = Writer::Organization(HOSPITAL);
		let kept =
			KeptBatch { patient, anchor, class, header, handed_in, earlier, records, writer };
		self.catalogue.put_batch(&kept).await.unwrap();
		anchor
	}

	/// A request with a new ticket for the records, which serves for an encounter or once.
	pub async fn ticketed(&self, patient: &Known, encounter: Option<Encounter>) -> ReleaseRequest {
		let wish = Wish {
			patient: &patient.id,
			custodian: HOSPITAL,
			purpose: Purpose::Treatment,
			targets: vec![ReleaseTarget::Anchor { anchor: patient.anchor }],
			encounter,
			reader: self.reader.public.clone(),
		};
		wish.ticketed(&self.chain).await
	}

	/// Asks for it now, with a nonce of its own.
	pub async fn ask(&self, request: &ReleaseRequest) -> (ReleaseRequest, Answer) {
		let request = ReleaseRequest { nonce: random(), time: now(), ..request.clone() };
		let sign = |message: &[u8]| self.eve.pair().sign(message, &mut rng());
		let body = Signed::new(request.clone(), sign).unwrap().to_json().to_string();
		let asked = Request::post("/v1/releases").body(Body::from(body)).unwrap();
		let response = self.releases.clone().router().oneshot(asked).await.unwrap();
		let (status, headers) = (response.status(), response.headers().clone());
		let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
		(request, Answer { status, headers, body })
	}

	/// What the patient's trail tells, from a place on.
	pub async fn trail(&self, patient: &Known, from: u64) -> Vec<AuditedEvent<AccountId32>> {
		let at = self.chain.at_finalized().await.unwrap();
		let entries = at.entries(TrailId::Patient(PatientId(patient.id)), from, 256).await.unwrap();
		entries.into_iter().map(|(_, entry)| entry.event).collect()
	}
}
