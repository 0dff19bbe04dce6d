//! What is played.

use crate::world::{Answer, World};
use axum::http::{Method, StatusCode};
use salus_client::{
	batch::{self, ClassPublicKey, SealedBatch},
	chain::{
		salus::{
			self,
			runtime_types::{
				pallet_provider_registry::pallet::Call as RegistryCall,
				salus_primitives::codes::Roles, salus_runtime::RuntimeCall,
			},
		},
		types::{Period, PractitionerId},
		Signer,
	},
	requests::Side,
	sealed_record::{PlainRecord, RecordContext},
	KeyPair, Secret, Suite,
};
use salus_dev_chain::{
	alice, anchored, bob, eve, newcomer, rng, Patient, CLINIC, HOSPITAL, OBSERVATION,
};
use serde_json::{json, Value};

const FOR_HOSPITAL: Side = Side::Organization(HOSPITAL);

/// Practitioners, gateways and patients begin sessions, and nobody else; and those who are taken off the list no more.
pub async fn who_writes_for_whom(world: &World) {
	let chain = &world.chain;
	let (alice, bob) = (alice(), bob());
	let (nurse, gateway, stranger) = (newcomer(), newcomer(), newcomer());
	let registry = || salus::transactions().provider_registry();
	let licence = Period { from: world.now().await, until: None };
	let listed = || PractitionerId::Account(nurse.account_id());
	let add_nurse = registry().add_practitioner(HOSPITAL, listed(), Roles(2), licence);
	chain.send(&add_nurse, &alice).await.unwrap();
	let add_gateway = registry().add_gateway(HOSPITAL, gateway.account_id());
	chain.send_until_final(&add_gateway, &alice).await.unwrap();
	let patient = Patient::register(chain).await;
	let other_patient = Patient::register(chain).await;

	world.token(&bob, FOR_HOSPITAL).await;
	let of_nurse = world.token(&nurse, FOR_HOSPITAL).await;
	let of_gateway = world.token(&gateway, FOR_HOSPITAL).await;
	world.token(&patient.account, Side::Patient(patient.id)).await;

	let used = world.request(&bob, FOR_HOSPITAL).await;
	let send = |text: String| world.send(Method::POST, "/v1/sessions", None, text);
	assert_eq!(send(used.clone()).await.status, StatusCode::CREATED);
	let mut refused = vec![
		send(used).await,
		world.ask(&stranger, FOR_HOSPITAL).await,
		world.ask(&alice, FOR_HOSPITAL).await,
		world.ask(&patient.account, FOR_HOSPITAL).await,
		world.ask(&stranger, Side::Patient(patient.id)).await,
		world.ask(&patient.account, Side::Patient(other_patient.id)).await,
		world.ask(&patient.account, Side::Patient([0; 32])).await,
		world.ask(&bob, Side::Patient(patient.id)).await,
		world.ask(&bob, Side::Organization(1_000)).await,
	];
	for account in [&bob, &nurse, &gateway] {
		refused.push(world.ask(account, Side::Organization(CLINIC)).await);
	}

	// At once: neither head has to be final.
	let remove_nurse = registry().remove_practitioner(HOSPITAL, listed());
	chain.send(&remove_nurse, &alice).await.unwrap();
	refused.push(world.ask(&nurse, FOR_HOSPITAL).await);
	let remove_gateway = registry().remove_gateway(HOSPITAL, gateway.account_id());
	chain.send(&remove_gateway, &alice).await.unwrap();
	refused.push(world.ask(&gateway, FOR_HOSPITAL).await);
	// A session that is open still hands in no header that the hospital did not seal.
	let batch = batch(&sealed(&patient)).to_string();
	let path = format!("/v1/patients/{}/batches/0", hex::encode(patient.id));
	for token in [&of_nurse, &of_gateway] {
		refused.push(world.put(&path, token, batch.clone()).await);
	}

	for answer in &refused {
		assert!(answer.is(403, "refused"), "{answer:?}");
		assert_eq!(answer, &refused[0]);
	}
}

/// Whoever writes for an organization does so no longer when it is suspended, by a session that is open neither.
pub async fn a_suspended_organization(world: &World) {
	const FOR_CLINIC: Side = Side::Organization(CLINIC);
	let (patient, eve) = (Patient::register(&world.chain).await, eve());
	let token = world.token(&eve, FOR_CLINIC).await;
	let batch = batch(&sealed(&patient)).to_string();
	let path = format!("/v1/patients/{}/batches/0", hex::encode(patient.id));
	let before = world.put(&path, &token, batch.clone()).await;
	assert!(before.is(422, "not-as-committed"), "{before:?}");
	let suspend = RegistryCall::suspend_organization { organization: CLINIC };
	let by_authority = salus::transactions().sudo().sudo(RuntimeCall::ProviderRegistry(suspend));
	world.chain.send(&by_authority, &alice()).await.unwrap();
	let refused = world.ask(&eve, FOR_CLINIC).await;
	assert!(refused.is(403, "refused"), "{refused:?}");
	assert_eq!(world.put(&path, &token, batch).await, refused);
}

/// A hospital seals, anchors and hands in.
pub async fn what_is_handed_in(world: &World) {
	let chain = &world.chain;
	let patient = Patient::register(chain).await;
	let token = world.token(&bob(), FOR_HOSPITAL).await;
	let sealed = sealed(&patient);
	let path = |name: &str| format!("/v1/patients/{}/records/{name}", hex::encode(patient.id));
	let put = |name: String, bytes: Vec<u8>| {
		let (path, token) = (path(&name), token.clone());
		async move { world.put(&path, &token, bytes).await }
	};

	let first = &sealed.records[0];
	let nobody = world.put(&path(&first.name()), &"00".repeat(32), first.sealed.clone()).await;
	assert!(nobody.is(401, "no-session"), "{nobody:?}");
	let other = put(first.name(), sealed.records[1].sealed.clone()).await;
	assert!(other.is(422, "not-as-committed"), "{other:?}");
	assert_eq!(put(first.name(), first.sealed.clone()).await.status, StatusCode::CREATED);
	assert_eq!(put(first.name(), first.sealed.clone()).await.status, StatusCode::OK);
	let much = vec![0; 60_000];
	let much = put(salus_client::sealed_record::name(&much), much).await;
	assert!(much.is(413, "over-quota"), "{much:?}");

	patient.let_hospital_collect(chain).await;
	let leaves = sealed.records.len().try_into().unwrap();
	let anchor = anchored(chain, patient.id, sealed.root, leaves).await;
	let eve = world.token(&eve(), Side::Organization(CLINIC)).await;
	let hand_in = |batch: Value, token: String| async move {
		let path = format!("/v1/patients/{}/batches/{anchor}", hex::encode(patient.id));
		world.put(&path, &token, batch.to_string()).await
	};
	let right = batch(&sealed);
	let missing = hand_in(right.clone(), token.clone()).await;
	assert!(missing.is(409, "missing-records"), "{missing:?}");
	let rest = &sealed.records[1..];
	let names: Vec<_> = rest.iter().map(|record| record.name()).collect();
	assert_eq!(missing.json()["names"], json!(names));
	for record in rest {
		let taken = put(record.name(), record.sealed.clone()).await;
		assert_eq!(taken.status, StatusCode::CREATED);
	}

	let mut in_another_order = right.clone();
	in_another_order["records"].as_array_mut().unwrap().swap(0, 1);
	let refused = hand_in(in_another_order, token.clone()).await;
	assert!(refused.is(422, "not-as-committed"), "{refused:?}");
	let stranger = hand_in(right.clone(), eve).await;
	assert!(stranger.is(403, "refused"), "{stranger:?}");
	assert_eq!(hand_in(right.clone(), token.clone()).await.status, StatusCode::CREATED);
	assert_eq!(hand_in(right.clone(), token.clone()).await.status, StatusCode::OK);
	let mut other_header = right;
	other_header["header"] = batch(&self::sealed(&patient))["header"].clone();
	let refused = hand_in(other_header, token).await;
	assert!(refused.is(409, "other-header"), "{refused:?}");

	// What is kept is not loose, so there is room again for what fits into all.
	let own = world.token(&patient.account, Side::Patient(patient.id)).await;
	let known: Answer = world.put(&path(&first.name()), &own, first.sealed.clone()).await;
	assert_eq!(known.status, StatusCode::OK);
}

/// Patients come without a fee. Strangers fill the room that all newcomers have; who is known, and organizations, go on.
pub async fn strangers_shut_nobody_out(world: &World) {
	let put = async |patient: &Patient, token: &str, byte: u8| {
		let bytes = vec![byte; 100];
		let name = salus_client::sealed_record::name(&bytes);
		let path = format!("/v1/patients/{}/records/{name}", hex::encode(patient.id));
		world.put(&path, token, bytes).await
	};
	let begun = async || {
		let patient = Patient::register(&world.chain).await;
		let token = world.token(&patient.account, Side::Patient(patient.id)).await;
		(patient, token)
	};
	let ((known, of_known), (stranger, of_stranger), (late, of_late)) =
		tokio::join!(begun(), begun(), begun());
	// Not before: until there is a block the chain has no time, and a session of then is over at once.
	let hospital = world.token(&bob(), FOR_HOSPITAL).await;
	for (patient, token) in [(&known, &of_known), (&stranger, &of_stranger)] {
		assert_eq!(put(patient, token, 1).await.status, StatusCode::CREATED);
		let more = put(patient, token, 2).await;
		assert!(more.is(413, "over-quota"), "{more:?}");
	}
	let refused = put(&late, &of_late, 1).await;
	assert!(refused.is(413, "over-quota"), "{refused:?}");

	// The hospital hands in what it has written of one of them.
	let sealed = sealed(&known);
	for record in &sealed.records {
		let path = format!("/v1/patients/{}/records/{}", hex::encode(known.id), record.name());
		let taken = world.put(&path, &hospital, record.sealed.clone()).await;
		assert_eq!(taken.status, StatusCode::CREATED);
	}
	known.let_hospital_collect(&world.chain).await;
	let leaves = sealed.records.len().try_into().unwrap();
	let anchor = anchored(&world.chain, known.id, sealed.root, leaves).await;
	let path = format!("/v1/patients/{}/batches/{anchor}", hex::encode(known.id));
	let taken = world.put(&path, &hospital, batch(&sealed).to_string()).await;
	assert_eq!(taken.status, StatusCode::CREATED, "{taken:?}");

	for byte in [2, 3] {
		assert_eq!(put(&known, &of_known, byte).await.status, StatusCode::CREATED);
	}
	assert!(put(&stranger, &of_stranger, 2).await.is(413, "over-quota"));
	// Who is known takes nothing of newcomers' room any more.
	assert_eq!(put(&late, &of_late, 1).await.status, StatusCode::CREATED);
}

/// Three observations.
fn sealed(patient: &Patient) -> SealedBatch {
	let context = RecordContext { patient: patient.id, class: OBSERVATION };
	let key = KeyPair::random(Suite::X25519, &mut rng()).public;
	let record = |number: u8| {
		let canonical = format!(
			r#"{{"resource":{{"id":"{number}","resourceType":"Observation","status":"final"}}}}"#
		);
		PlainRecord::new(Secret::random(&mut rng()), canonical.into_bytes())
	};
	let records = [1, 2, 3].map(record);
	batch::seal(&context, &ClassPublicKey { epoch: 0, key }, &records, &mut rng()).unwrap()
}

/// The batch as it is handed in.
fn batch(sealed: &SealedBatch) -> Value {
	let record = |record: &batch::SealedRecord| json!({ "commitment": hex::encode(record.commitment), "name": record.name() });
	let records: Vec<_> = sealed.records.iter().map(record).collect();
	json!({ "class": OBSERVATION, "header": hex::encode(&sealed.header), "records": records })
}
