//! A chain, and desks of custodians that ask it.

use axum::{
	body::{to_bytes, Body, Bytes},
	http::{Request, StatusCode},
};
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use salus_client::{
	chain::{
		calls,
		salus::{self, runtime_types::salus_runtime::RuntimeCall},
		Chain, Signer,
	},
	requests::{PatientRequest, PatientRequestKind, Signed},
	KeyPair, PublicKey, Suite,
};
use salus_custodian::{
	catalogue::Catalogue,
	clock::Clock,
	keeping::{
		desk::{Desk, DeskParts},
		one_at_a_time::OneAtATime,
		shares::Shares,
		sweeping::ErasedPieces,
	},
	kept::PatientId,
	limits::PerMinute,
	quotas::Quotas,
	refusal::Refusal,
	vault::Vault,
};
use salus_dev_chain::{alice, dave, now, random, rng, Account, Node, Patient, CLINIC, HOSPITAL};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

pub struct World {
	pub chain: Chain,
	pub hospital: Custodian,
	pub clinic: Custodian,
}

/// An organization's key, and where it keeps things.
pub struct Custodian {
	pub organization: u32,
	pub key: KeyPair,
	chain: Chain,
	folder: TempDir,
}

impl World {
	/// A chain on which both organizations have published a key.
	pub async fn over(node: &Node) -> Self {
		let chain = Chain::connect(&node.url).await.unwrap();
		let hospital = Custodian::new(HOSPITAL, &chain);
		let clinic = Custodian::new(CLINIC, &chain);
		let publish =
			|custodian: &Custodian| publish(custodian.organization, &custodian.key.public);
		let (of_hospital, of_clinic) = (publish(&hospital), publish(&clinic));
		let (alice, dave) = (alice(), dave());
		let published = tokio::join!(
			chain.send_until_final(&of_hospital, &alice),
			chain.send_until_final(&of_clinic, &dave),
		);
		published.0.unwrap();
		published.1.unwrap();
		Self { chain, hospital, clinic }
	}

	/// By the chain's superuser.
	pub async fn by_authority(&self, call: RuntimeCall) {
		let call = salus::transactions().sudo().sudo(call);
		let receipt = self.chain.send_until_final(&call, &alice()).await.unwrap();
		let done = receipt.event::<salus::sudo::events::Sudid>().unwrap().unwrap();
		assert!(done.sudo_result.is_ok(), "{:?}", done.sudo_result);
	}
}

fn publish(organization: u32, key: &PublicKey) -> impl salus_client::chain::Payload {
	calls::publish_organization_key(organization, &key.published())
}

impl Custodian {
	fn new(organization: u32, chain: &Chain) -> Self {
		let key = KeyPair::random(Suite::X25519, &mut rng());
		let folder = tempfile::tempdir().unwrap();
		Self { organization, key, chain: chain.clone(), folder }
	}

	/// The same organization, with a place of its own: where a vault is opened, what is half-written there is swept.
	pub fn elsewhere(&self) -> Self {
		let folder = tempfile::tempdir().unwrap();
		Self {
			organization: self.organization,
			key: self.key.clone(),
			chain: self.chain.clone(),
			folder,
		}
	}

	/// What is kept here, as after a start of the service.
	pub async fn catalogue(&self) -> Arc<Catalogue> {
		let path = self.folder.path().join("kept.db");
		let url = format!("sqlite://{}?mode=rwc", path.display());
		Arc::new(Catalogue::open(&url).await.unwrap())
	}

	/// Where its sealed records are, as after a start of the service.
	pub async fn vault(&self) -> Vault {
		Vault::open(self.folder.path().join("vault").to_str().unwrap()).await.unwrap()
	}

	/// A desk, as after a start of the service.
	pub async fn desk(&self) -> Arc<Desk> {
		Arc::new(Desk::new(DeskParts {
			organization: self.organization,
			chain: Arc::new(self.chain.clone()),
			catalogue: self.catalogue().await,
			vault: self.vault().await,
			keys: [self.key.private.clone()].into(),
			clock: Clock::new(now),
			turns: Arc::new(OneAtATime::default()),
			pieces: Arc::new(NoPieces),
			accounts: Arc::new(PerMinute::new(1_000_000)),
			quotas: Quotas::default(),
		}))
	}

	/// Its shares, as after a start of the service.
	pub async fn shares(&self) -> Shares {
		let keys = [self.key.private.clone()].into();
		Shares::new(self.organization, self.catalogue().await, keys)
	}
}

/// None are kept.
struct NoPieces;

#[async_trait::async_trait]
impl ErasedPieces for NoPieces {
	async fn drop_erased(&self, _: &PatientId) -> Result<u64, Refusal> {
		Ok(0)
	}
}

/// A request of the patient's side that an account signs now.
pub fn request(
	world: &World,
	patient: &Patient,
	account: &Account,
	kind: PatientRequestKind,
	content: &[u8],
) -> Signed<PatientRequest> {
	let request = PatientRequest {
		genesis: world.chain.genesis(),
		patient: patient.id,
		account: account.account_id().0,
		custodian: HOSPITAL,
		nonce: random(),
		time: now(),
		kind,
		content_hash: PatientRequest::hash_of(content),
	};
	Signed::new(request, |message| account.pair().sign(message, &mut rng())).unwrap()
}

/// What is answered to a request over HTTP.
pub async fn send(desk: &Arc<Desk>, request: Request<Body>) -> (StatusCode, Bytes) {
	let answer = Arc::clone(desk).router().oneshot(request).await.unwrap();
	(answer.status(), to_bytes(answer.into_body(), usize::MAX).await.unwrap())
}

/// Presents a request of the patient's side.
pub async fn present(
	desk: &Arc<Desk>,
	signed: &Signed<PatientRequest>,
	content: &[u8],
) -> (StatusCode, Bytes) {
	let request = Request::post("/v1/requests")
		.header("salus-request", URL_SAFE_NO_PAD.encode(signed.to_json()))
		.body(Body::from(content.to_vec()))
		.unwrap();
	send(desk, request).await
}

/// Brings something that the chain names.
pub async fn bring(
	desk: &Arc<Desk>,
	path: &str,
	patient: &[u8; 32],
	name: &[u8; 32],
	bytes: impl Into<Body>,
) -> StatusCode {
	let (patient, name) = (hex::encode(patient), hex::encode(name));
	let path = format!("/v1/patients/{patient}/{path}/{name}");
	send(desk, Request::put(path).body(bytes.into()).unwrap()).await.0
}

/// Has the custodian look whether the chain still names what it keeps: what it answers.
pub async fn sweep(desk: &Arc<Desk>, patient: &[u8; 32]) -> String {
	let path = format!("/v1/patients/{}/sweep", hex::encode(patient));
	let (status, body) = send(desk, Request::post(path).body(Body::empty()).unwrap()).await;
	assert_eq!(status, StatusCode::OK);
	String::from_utf8(body.to_vec()).unwrap()
}
