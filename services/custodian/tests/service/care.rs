//! A patient whose records a custodian's program keeps, and a physician who may read some of them.

use crate::{identifiers::Used, program::Program};
use reqwest::{Client, Method, RequestBuilder, Response};
use salus_client::{
	batch::{self, ClassPublicKey, SealedBatch},
	chain::{
		calls::{self, AccessQuestion},
		salus::{self, runtime_types::salus_runtime::RuntimeCall},
		types::{
			Action, Capacity, Encounter, Envelope, Grantee, Months, NewBatch, Period,
			PractitionerId, Purpose, RecordClass, Role, Roles, Target,
		},
		Chain, Payload, Receipt, Signer, H256,
	},
	envelope,
	requests::{ReleaseRequest, ReleaseTarget, SessionRequest, Side, Signed},
	sealed_record::{PlainRecord, RecordContext},
	ticket_secret::claim,
	KeyPair, Secret, Suite,
};
use salus_dev_chain::{
	alice, bob, dave, newcomer, now, provision, random, rng, Account, CLINIC, HOSPITAL, OBSERVATION,
};
use serde_json::{json, Value};

pub const PRACTITIONER: Capacity = Capacity::Practitioner { organization: CLINIC };

/// What was answered to a release request, or to a writer.
#[derive(Debug)]
pub struct Answered {
	pub status: u16,
	pub body: Vec<u8>,
}

impl Answered {
	async fn of(answer: Response) -> Self {
		let status = answer.status().as_u16();
		Self { status, body: answer.bytes().await.unwrap().to_vec() }
	}

	pub fn expect_status(&self, status: u16) {
		assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
	}

	pub fn expect_unavailable(&self) {
		self.expect_status(503);
		let told: Value = serde_json::from_slice(&self.body).unwrap();
		assert_eq!(told["error"], "unavailable");
	}
}

pub struct Care {
	pub chain: Chain,
	pub organization: u32,
	/// Of the clinic.
	pub physician: Account,
	pub reader: KeyPair,
	pub patient: Account,
	pub id: [u8; 32],
	/// To the clinic.
	pub grant: u32,
	/// Both are kept. The physician may read the first.
	pub anchors: [u32; 2],
	/// What is under each anchor.
	pub batches: Vec<SealedBatch>,
	/// How long the text of each record is.
	text: usize,
	client: Client,
}

impl Care {
	/// A patient of whom the program keeps two batches that Bob has written. Patient and physician are nobody else's, so that others may go on beside.
	pub async fn by(program: &Program, node: &str) -> Self {
		Self::with_texts(program, node, 0).await
	}

	/// The same, of records with texts of this length.
	pub async fn with_texts(program: &Program, node: &str, text: usize) -> Self {
		let _ = rustls::crypto::ring::default_provider().install_default();
		let chain = Chain::connect(node).await.unwrap();
		let (patient, physician, admin) = (newcomer(), newcomer(), dave());
		let key = KeyPair::random(Suite::X25519, &mut rng()).public.published();
		let register = calls::register_patient(random(), &key, random());
		let (registered, ()) = tokio::join!(
			chain.send(&register, &patient),
			list(&chain, CLINIC, &physician, Role::Physician, &admin),
		);
		let id = registered.unwrap().patient().unwrap().unwrap();
		let collect = provision(Grantee::Organization, Action::Collect);
		let collect = calls::grant(id, HOSPITAL, collect, None, None);
		let reader = KeyPair::random(Suite::X25519, &mut rng());
		let mut care = Self {
			chain,
			organization: program.organization,
			physician,
			reader,
			patient,
			id,
			grant: 0,
			anchors: [0; 2],
			batches: Vec::new(),
			text,
			client: Client::new(),
		};
		let (collect, grant) =
			tokio::join!(care.chain.send(&collect, &care.patient), care.grant_again());
		collect.unwrap();
		care.grant = grant;
		let (first, second) = tokio::join!(care.hand_in(program), care.hand_in(program));
		care.anchors = [first.0, second.0];
		care.batches = vec![first.1, second.1];
		care
	}

	/// The physician may read observations.
	pub async fn grant_again(&self) -> u32 {
		let read = provision(Grantee::Practitioner(self.physician.account_id()), Action::Access);
		let read = calls::grant(self.id, CLINIC, read, None, None);
		self.chain.send(&read, &self.patient).await.unwrap().grant().unwrap().unwrap()
	}

	/// In the place of that grant one with an envelope, which the program keeps: its sealed bytes.
	pub async fn grant_with_envelope(&mut self, program: &Program) -> Vec<u8> {
		let physician = PractitionerId::Account(self.physician.account_id());
		let publish =
			calls::publish_practitioner_key(CLINIC, physician, &self.reader.public.published());
		self.chain.send(&publish, &self.physician).await.unwrap();
		let sealed = b"sealed to the physician".to_vec();
		let commitment = envelope::commitment(&sealed);
		let envelope =
			Envelope { key_epoch: 0, grantee_key_epoch: 0, commitment: H256(commitment) };
		let read = provision(Grantee::Practitioner(self.physician.account_id()), Action::Access);
		let grant = calls::grant(self.id, CLINIC, read, None, Some(envelope));
		let revoke = calls::revoke(self.id, self.grant);
		self.chain.send(&revoke, &self.patient).await.unwrap();
		let granted = self.chain.send(&grant, &self.patient).await.unwrap().grant();
		self.grant = granted.unwrap().unwrap();
		let path = format!("envelopes/{}", hex::encode(commitment));
		self.put(program, "", &path, sealed.clone()).await.expect_status(201);
		sealed
	}

	/// A batch of new records: its anchor, and what is under it.
	async fn hand_in(&self, program: &Program) -> (u32, SealedBatch) {
		let sealed = self.sealed();
		let anchor = self.anchored(&sealed).await;
		let token = self.session(program).await;
		for record in &sealed.records {
			self.put_record(program, &token, record).await.expect_status(201);
		}
		let record = |record: &batch::SealedRecord| json!({ "commitment": hex::encode(record.commitment), "name": record.name() });
		let records: Vec<_> = sealed.records.iter().map(record).collect();
		let batch = json!({ "class": OBSERVATION, "header": hex::encode(&sealed.header), "records": records });
		let path = format!("batches/{anchor}");
		self.put(program, &token, &path, batch.to_string().into()).await.expect_status(201);
		(anchor, sealed)
	}

	pub async fn put_record(
		&self,
		program: &Program,
		token: &str,
		record: &batch::SealedRecord,
	) -> Answered {
		let path = format!("records/{}", record.name());
		self.put(program, token, &path, record.sealed.clone()).await
	}

	/// Hands in something of the patient's.
	pub async fn put(&self, program: &Program, token: &str, path: &str, body: Vec<u8>) -> Answered {
		let path = format!("/v1/patients/{}/{path}", hex::encode(self.id));
		let put = self.asking(program, Method::PUT, &path).bearer_auth(token);
		Answered::of(put.body(body).send().await.unwrap()).await
	}

	/// Asks for something of the patient's.
	pub async fn get(&self, program: &Program, token: &str, path: &str) -> Answered {
		let path = format!("/v1/patients/{}/{path}", hex::encode(self.id));
		let get = self.asking(program, Method::GET, &path).bearer_auth(token);
		Answered::of(get.send().await.unwrap()).await
	}

	fn asking(&self, program: &Program, method: Method, path: &str) -> RequestBuilder {
		self.client.request(method, format!("http://{}{path}", program.http))
	}

	/// Bob's, as the author.
	pub async fn session(&self, program: &Program) -> String {
		let bob = bob();
		let request = SessionRequest {
			genesis: self.chain.genesis(),
			account: bob.account_id().0,
			custodian: program.organization,
			side: Side::Organization(HOSPITAL),
			nonce: random(),
			time: now(),
		};
		let sign = |message: &[u8]| bob.pair().sign(message, &mut rng());
		let text = Signed::new(request, sign).unwrap().to_json().to_string();
		let answer = self.asking(program, Method::POST, "/v1/sessions").body(text);
		let answer = answer.send().await.unwrap().text().await.unwrap();
		let answer: Value = serde_json::from_str(&answer).unwrap();
		answer["token"].as_str().expect("a session begins").to_owned()
	}

	/// Two observations that nobody has yet.
	pub fn sealed(&self) -> SealedBatch {
		let context = RecordContext { patient: self.id, class: OBSERVATION };
		let key = KeyPair::random(Suite::X25519, &mut rng()).public;
		let text = "x".repeat(self.text);
		let record = |number: u8| {
			let canonical = format!(
				r#"{{"resource":{{"id":"{number}","resourceType":"Observation","status":"final","text":"{text}"}}}}"#
			);
			PlainRecord::new(Secret::random(&mut rng()), canonical.into_bytes())
		};
		let records = [1, 2].map(record);
		batch::seal(&context, &ClassPublicKey { epoch: 0, key }, &records, &mut rng()).unwrap()
	}

	async fn anchored(&self, sealed: &SealedBatch) -> u32 {
		let batch = NewBatch {
			class: RecordClass(OBSERVATION),
			root: H256(sealed.root),
			leaves: sealed.records.len().try_into().unwrap(),
			content: Months { from: 600, until: 612 },
			custodian: self.organization,
			key_epoch: Some(0),
		};
		let writer = Capacity::Practitioner { organization: HOSPITAL };
		let call = calls::anchor(self.id, batch, Purpose::Treatment, writer);
		let receipt = self.chain.send_until_final(&call, &bob()).await.unwrap();
		receipt.anchor().unwrap().unwrap()
	}

	/// A request for the first batch with a new ticket of the physician's, which serves for an encounter or once, and is final.
	pub async fn ticketed(&self, purpose: Purpose, encounter: Option<Encounter>) -> ReleaseRequest {
		let secret = Secret::random(&mut rng());
		let call = self.request_access(purpose, encounter, &secret);
		let receipt = self.chain.send_until_final(&call, &self.physician).await.unwrap();
		self.request(&receipt, secret)
	}

	/// The same with a ticket that serves once, and that has just come into a block.
	pub async fn ticketed_just_now(&self, purpose: Purpose) -> ReleaseRequest {
		let secret = Secret::random(&mut rng());
		let call = self.request_access(purpose, None, &secret);
		let receipt = self.chain.send(&call, &self.physician).await.unwrap();
		self.request(&receipt, secret)
	}

	fn request_access(
		&self,
		purpose: Purpose,
		encounter: Option<Encounter>,
		secret: &Secret<32>,
	) -> impl Payload {
		let question = AccessQuestion {
			patient: self.id,
			action: Action::Access,
			purpose,
			capacity: PRACTITIONER,
			custodian: self.organization,
			reason: None,
			claim: claim(secret),
		};
		calls::request_access_to_many(question, vec![Target::Anchor(self.anchors[0])], encounter)
	}

	fn request(&self, receipt: &Receipt, secret: Secret<32>) -> ReleaseRequest {
		ReleaseRequest {
			genesis: self.chain.genesis(),
			patient: self.id,
			sequence: receipt.ticket().unwrap().expect("it is permitted"),
			holder: self.physician.account_id().0,
			practitioner: None,
			custodian: self.organization,
			secret,
			targets: vec![ReleaseTarget::Anchor { anchor: self.anchors[0] }].try_into().unwrap(),
			nonce: random(),
			time: now(),
			reader: self.reader.public.clone(),
		}
	}

	/// Of now, with a nonce of its own, and signed by this account, whoever it names as the holder.
	pub fn signed(&self, request: &ReleaseRequest, by: &Account, used: &mut Used) -> String {
		let named = request.holder;
		let holder = by.account_id().0;
		let request = ReleaseRequest { nonce: random(), time: now(), holder, ..request.clone() };
		for id in [&request.patient, &request.holder, &request.nonce, request.secret.expose()] {
			used.note(id);
		}
		let sign = |message: &[u8]| by.pair().sign(message, &mut rng());
		let text = Signed::new(request, sign).unwrap().to_json();
		text.replace(&hex::encode(holder), &hex::encode(named))
	}

	pub async fn ask(&self, program: &Program, signed: String) -> Answered {
		let ask = self.asking(program, Method::POST, "/v1/releases").body(signed);
		Answered::of(ask.send().await.unwrap()).await
	}

	/// By the superuser.
	pub async fn by_authority(&self, call: RuntimeCall) -> Receipt {
		let call = salus::transactions().sudo().sudo(call);
		let receipt = self.chain.send_until_final(&call, &alice()).await.unwrap();
		let done = receipt.event::<salus::sudo::events::Sudid>().unwrap().unwrap();
		assert!(done.sudo_result.is_ok(), "{:?}", done.sudo_result);
		receipt
	}
}

/// Lists somebody as a practitioner, in a final block, by an admin of the organization.
pub async fn list(
	chain: &Chain,
	organization: u32,
	somebody: &Account,
	role: Role,
	admin: &Account,
) {
	let add = salus::transactions().provider_registry().add_practitioner(
		organization,
		PractitionerId::Account(somebody.account_id()),
		Roles::of(&[role]),
		Period { from: 0, until: None },
	);
	chain.send_until_final(&add, admin).await.unwrap();
}
