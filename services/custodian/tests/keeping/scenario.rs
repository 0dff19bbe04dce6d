//! What is played.

use crate::{
	people::{alice, bob, eve, newcomer, rng, CLINIC, HOSPITAL},
	world::{Answer, Patient, World},
};
use axum::http::{Method, StatusCode};
use salus_client::{
	batch::{self, ClassPublicKey, SealedBatch},
	chain::{
		calls,
		salus::{self, runtime_types::salus_primitives::codes::Roles},
		types::{
			Action, Actions, Capacity, Grantee, Months, NewBatch, Period, PractitionerId,
			Provision, Purpose, Purposes, RecordClass, Scope,
		},
		Signer, H256,
	},
	requests::Side,
	sealed_record::{PlainRecord, RecordContext},
	KeyPair, Secret, Suite,
};
use serde_json::{json, Value};

const OBSERVATION: u16 = 96;
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
	let patient = world.register().await;
	let other_patient = world.register().await;

	for account in [&bob, &nurse, &gateway] {
		world.token(account, FOR_HOSPITAL).await;
	}
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

	for answer in &refused {
		assert!(answer.is(403, "refused"), "{answer:?}");
		assert_eq!(answer, &refused[0]);
	}
}

/// A hospital seals, anchors and hands in.
pub async fn what_is_handed_in(world: &World) {
	let patient = world.register().await;
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
	let much = vec![0; 4_000];
	let much = put(salus_client::sealed_record::name(&much), much).await;
	assert!(much.is(413, "over-quota"), "{much:?}");

	let anchor = anchored(world, &patient, &sealed).await;
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

/// The patient lets the hospital collect, and Bob anchors for it.
async fn anchored(world: &World, patient: &Patient, sealed: &SealedBatch) -> u32 {
	let from = world.now().await;
	let collect = Provision {
		grantee: Grantee::Organization,
		scope: Scope::All,
		content: None,
		actions: Actions::of(&[Action::Collect]),
		purposes: Purposes::of(&[Purpose::Treatment]),
		period: Period { from, until: Some(from + 86_400_000) },
	};
	let grant = calls::grant(patient.id, HOSPITAL, collect, None, None);
	world.chain.send(&grant, &patient.account).await.unwrap();
	let batch = NewBatch {
		class: RecordClass(OBSERVATION),
		root: H256(sealed.root),
		leaves: sealed.records.len().try_into().unwrap(),
		content: Months { from: 600, until: 612 },
		custodian: HOSPITAL,
		key_epoch: Some(0),
	};
	let writer = Capacity::Practitioner { organization: HOSPITAL };
	let anchor = calls::anchor(patient.id, batch, Purpose::Treatment, writer);
	world.chain.send(&anchor, &bob()).await.unwrap().anchor().unwrap().unwrap()
}
