//! A chain, a custodian of the hospital that keeps a patient's records, and a physician of the clinic.

use crate::{
	node::Node,
	people::{bob, charlie, eve, newcomer, random, rng, Account, CLINIC, HOSPITAL},
};
use axum::{
	body::{to_bytes, Body, Bytes},
	http::{HeaderMap, Request, StatusCode},
};
use futures::stream;
use salus_client::{
	chain::{
		calls::{self, AccessQuestion},
		types::{
			Action, Actions, AuditedEvent, BoundedVec, Capacity, Encounter, Grantee, Months,
			NewBatch, PatientId, Period, Provision, Purpose, Purposes, RecordClass, Scope, Target,
			TrailId,
		},
		AccountId32, Chain, Signer, H256,
	},
	merkle,
	requests::{ReleaseRequest, ReleaseTarget, Signed},
	ticket_secret::claim,
	KeyPair, Secret, Suite,
};
use salus_custodian::{
	catalogue::Catalogue,
	clock::Clock,
	hash::blake2b_256,
	kept::{KeptBatch, KeptRecord, Writer},
	ledger::OnChain,
	limits::PerMinute,
	random::Random,
	release::{Parts, Releases},
	vault::Vault,
};
use std::{
	future::Future,
	sync::Arc,
	time::{Duration, SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;
use tower::ServiceExt;

/// Anything that has to come about on the chain does within this time, also on a busy machine.
const GIVEN_UP: Duration = Duration::from_secs(180);
const OBSERVATION: u16 = 96;
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

pub struct Patient {
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
		}));
		releases.resume().await.unwrap();
		let reader = KeyPair::random(Suite::X25519, &mut rng());
		Self { chain, eve: eve(), reader, catalogue, ledger, releases, vault, _folder: folder }
	}

	/// A patient who lets the clinic read, and of whom the hospital keeps two records.
	pub async fn patient(&self) -> Patient {
		let account = newcomer();
		let key = KeyPair::random(Suite::X25519, &mut rng()).public.published();
		let register = calls::register_patient(random(), &key, random());
		let receipt = self.chain.send(&register, &account).await.unwrap();
		let id = receipt.patient().unwrap().unwrap();
		let collect = provision(Grantee::Organization, Action::Collect);
		let collect = calls::grant(id, HOSPITAL, collect, None, None);
		self.chain.send(&collect, &account).await.unwrap();
		let read = provision(Grantee::Practitioner(self.eve.account_id()), Action::Access);
		let read = calls::grant(id, CLINIC, read, None, None);
		let grant = self.chain.send(&read, &account).await.unwrap().grant().unwrap().unwrap();
		let anchor = self.anchored(id).await;
		Patient { account, id, grant, anchor }
	}

	async fn anchored(&self, patient: [u8; 32]) -> u32 {
		let mut records = Vec::new();
		for (index, sealed) in (0_u8..).zip(RECORDS) {
			let (name, length) = (blake2b_256(sealed), u64::try_from(sealed.len()).unwrap());
			let writer = Writer::Organization(HOSPITAL);
			let charge =
				self.catalogue.charge(&patient, &name, length, writer, now(), 1 << 20, 1 << 20);
			charge.await.unwrap();
			let content = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(sealed))]);
			self.vault.put(&patient, &name, content, length).await.unwrap();
			records.push(KeptRecord { commitment: [index; 32], name });
		}
		let leaves: Vec<_> = records
			.iter()
			.map(|record| merkle::leaf_of_hash(&record.commitment, &record.name))
			.collect();
		let batch = NewBatch {
			class: RecordClass(OBSERVATION),
			root: H256(merkle::root(&leaves).unwrap()),
			leaves: 2,
			content: Months { from: 600, until: 612 },
			custodian: HOSPITAL,
			key_epoch: Some(0),
		};
		let writer = Capacity::Practitioner { organization: HOSPITAL };
		let call = calls::anchor(patient, batch, Purpose::Treatment, writer);
		let receipt = self.chain.send_until_final(&call, &bob()).await.unwrap();
		let anchor = receipt.anchor().unwrap().unwrap();
		let header = b"header".to_vec();
		let handed_in = blake2b_256(&header);
		let (class, earlier) = (OBSERVATION, Vec::new());
		let kept = KeptBatch { patient, anchor, class, header, handed_in, earlier, records };
		self.catalogue.put_batch(&kept).await.unwrap();
		anchor
	}

	/// A request with a new ticket for the records, which serves for an encounter or once.
	pub async fn ticketed(
		&self,
		patient: &Patient,
		encounter: Option<Encounter>,
	) -> ReleaseRequest {
		let secret = Secret::random(&mut rng());
		let question = AccessQuestion {
			patient: patient.id,
			action: Action::Access,
			purpose: Purpose::Treatment,
			capacity: Capacity::Practitioner { organization: CLINIC },
			custodian: HOSPITAL,
			reason: None,
			claim: claim(&secret),
		};
		let targets = vec![Target::Anchor(patient.anchor)];
		let call = calls::request_access_to_many(question, targets, encounter);
		let receipt = self.chain.send_until_final(&call, &self.eve).await.unwrap();
		ReleaseRequest {
			genesis: self.chain.genesis(),
			patient: patient.id,
			sequence: receipt.ticket().unwrap().expect("it is permitted"),
			holder: self.eve.account_id().0,
			practitioner: None,
			custodian: HOSPITAL,
			secret,
			targets: vec![ReleaseTarget::Anchor { anchor: patient.anchor }].try_into().unwrap(),
			nonce: random(),
			time: now(),
			reader: self.reader.public.clone(),
		}
	}

	/// Asks for it now, with a nonce of its own.
	pub async fn ask(&self, request: &ReleaseRequest) -> (ReleaseRequest, Answer) {
		let request = ReleaseRequest { nonce: random(), time: now(), ..request.clone() };
		let sign = |message: &[u8]| self.eve.pair().sign(message, &mut rng());
		let body = Signed::new(request.clone(), sign).unwrap().to_json();
		let asked = Request::post("/v1/releases").body(Body::from(body)).unwrap();
		let response = self.releases.clone().router().oneshot(asked).await.unwrap();
		let (status, headers) = (response.status(), response.headers().clone());
		let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
		(request, Answer { status, headers, body })
	}

	/// What the patient's trail tells, from a place on.
	pub async fn trail(&self, patient: &Patient, from: u64) -> Vec<AuditedEvent<AccountId32>> {
		let at = self.chain.at_finalized().await.unwrap();
		let entries = at.entries(TrailId::Patient(PatientId(patient.id)), from, 256).await.unwrap();
		entries.into_iter().map(|(_, entry)| entry.event).collect()
	}
}

fn provision(grantee: Grantee<AccountId32>, action: Action) -> Provision<AccountId32> {
	Provision {
		grantee,
		scope: match action {
			Action::Collect => Scope::All,
			_ => Scope::Classes(BoundedVec(vec![RecordClass(OBSERVATION)])),
		},
		content: None,
		actions: Actions::of(&[action]),
		purposes: Purposes::of(&[Purpose::Treatment]),
		period: Period { from: now() - 10_000, until: Some(now() + 86_400_000) },
	}
}

/// Waits until something is so.
pub async fn until<F: Future<Output = bool>>(what: &str, is_so: impl Fn() -> F) {
	let wait = async {
		while !is_so().await {
			tokio::time::sleep(Duration::from_millis(200)).await;
		}
	};
	assert!(tokio::time::timeout(GIVEN_UP, wait).await.is_ok(), "{what}");
}

#[allow(clippy::disallowed_methods, reason = "the node goes by it")]
pub fn now() -> u64 {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
	since.as_millis().try_into().unwrap()
}
