//! What patients have done, as custodians see it on the chain.

use crate::world::{bring, present, request, sweep, World};
use axum::http::StatusCode;
use salus_client::{
	batch::{seal_header, BatchKey, ClassPublicKey},
	chain::{
		calls, salus,
		types::{Action, Envelope, Grantee, PatientId, Period, Powers},
		Signer, H256,
	},
	envelope,
	epoch_keys::Root,
	key_ring::{EpochRoot, KeyRing, RingBackup, RingContext, RingKeepers},
	requests::{
		moved_header,
		PatientRequestKind::{GiveBackups, GiveHeaders, TakeBackup, TakeMovedHeader},
	},
	sealed_record::RecordContext,
	KeyPair, Suite,
};
use salus_custodian::{
	keeping::kept_headers::{kept_from, HandedBatch},
	kept::{KeptRecord, NamedKind, Writer},
	quotas::Quotas,
};
use salus_dev_chain::{newcomer, now, provision, rng, until, Patient, CLINIC, OBSERVATION};
use serde_json::{json, Value};

const ENVELOPES: &str = "envelopes";

/// An envelope is taken in while a live grant names it, and destroyed when none does for good.
pub async fn envelopes(world: &World) {
	let patient = Patient::register(&world.chain).await;
	let desk = world.hospital.desk().await;
	let (sealed, other) = (b"sealed to the clinic".to_vec(), b"sealed to nobody".to_vec());
	let name = envelope::commitment(&sealed);
	let unnamed = bring(&desk, ENVELOPES, &patient.id, &name, sealed.clone()).await;
	assert_eq!(unnamed, StatusCode::UNPROCESSABLE_ENTITY);

	let envelope = Envelope { key_epoch: 0, grantee_key_epoch: 0, commitment: H256(name) };
	let access = provision(Grantee::Organization, Action::Access);
	let grant = calls::grant(patient.id, CLINIC, access, None, Some(envelope));
	let granted = world.chain.send(&grant, &patient.account).await.unwrap().grant();
	let granted = granted.unwrap().unwrap();
	let brought = |name, bytes: Vec<u8>| {
		let (desk, id) = (&desk, &patient.id);
		async move { bring(desk, ENVELOPES, id, &name, bytes).await }
	};
	assert_eq!(brought(name, sealed.clone()).await, StatusCode::CREATED, "at the best head");
	assert_eq!(brought(name, sealed.clone()).await, StatusCode::OK);
	assert_eq!(brought(name, other.clone()).await, StatusCode::UNPROCESSABLE_ENTITY);
	let own = brought(envelope::commitment(&other), other).await;
	assert_eq!(own, StatusCode::UNPROCESSABLE_ENTITY);
	let stranger = Patient::register(&world.chain).await;
	let elsewhere = bring(&desk, ENVELOPES, &stranger.id, &name, sealed.clone()).await;
	assert_eq!(elsewhere, StatusCode::UNPROCESSABLE_ENTITY);
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":0}"#);

	world
		.chain
		.send_until_final(&calls::revoke(patient.id, granted), &patient.account)
		.await
		.unwrap();
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":1}"#);
	assert_eq!(brought(name, sealed).await, StatusCode::UNPROCESSABLE_ENTITY);
	let catalogue = world.hospital.catalogue().await;
	assert!(catalogue.names(NamedKind::Envelope, &patient.id).await.unwrap().is_empty());
}

/// The controller has backups and headers kept, its representative headers, and nobody else anything; after a new epoch a header of it is
/// taken, and not before.
pub async fn backups_and_headers(world: &World) {
	let patient = Patient::register(&world.chain).await;
	let (representative, thief) = (newcomer(), newcomer());
	let desk = world.hospital.desk().await;
	let period = Period { from: now(), until: None };
	let appoint = salus::transactions().patient_identity().appoint_representative(
		PatientId(patient.id),
		representative.account_id(),
		Powers(1),
		period,
	);
	world.chain.send_until_final(&appoint, &patient.account).await.unwrap();

	let text = backup(world, &patient);
	let ask = |account, kind, content: &[u8]| {
		let (signed, content) =
			(request(world, &patient, account, kind, content), content.to_vec());
		let desk = &desk;
		async move { present(desk, &signed, &content).await }
	};
	let taken = ask(&patient.account, TakeBackup, text.as_bytes()).await;
	assert_eq!(taken.0, StatusCode::NO_CONTENT);
	let (status, given) = ask(&patient.account, GiveBackups, &[]).await;
	assert_eq!((status, given), (StatusCode::OK, format!("[{text}]").into()));
	for account in [&representative, &thief] {
		let refused = ask(account, TakeBackup, text.as_bytes()).await;
		assert_eq!(refused.0, StatusCode::FORBIDDEN);
		assert_eq!(ask(account, GiveBackups, &[]).await, refused);
	}
	let refused = ask(&thief, GiveHeaders, &[]).await;
	assert_eq!(refused.0, StatusCode::FORBIDDEN);

	let (first, second) = (header(&patient, 0), header(&patient, 1));
	keep_batch(world, &patient, &first).await;
	let moved = moved_header(0, &second);
	let early = ask(&representative, TakeMovedHeader, &moved).await;
	assert_eq!(early.0, StatusCode::UNPROCESSABLE_ENTITY);
	let key = KeyPair::random(Suite::X25519, &mut rng()).public.published();
	let replace = calls::replace_patient_key(patient.id, &key, [1; 32]);
	world.chain.send(&replace, &patient.account).await.unwrap();
	until("the epoch has begun at both heads", async || {
		ask(&representative, TakeMovedHeader, &moved).await.0 == StatusCode::NO_CONTENT
	})
	.await;
	let (_, headers) = ask(&representative, GiveHeaders, &[]).await;
	let expected = json!([{
		"anchor": 0, "class": OBSERVATION,
		"header": hex::encode(&second), "earlier": [hex::encode(&first)],
	}]);
	assert_eq!(serde_json::from_slice::<Value>(&headers).unwrap(), expected);
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":0}"#, "no erasure is known of it");

	let end = salus::transactions()
		.patient_identity()
		.end_representative(PatientId(patient.id), representative.account_id());
	world.chain.send(&end, &patient.account).await.unwrap();
	assert_eq!(ask(&representative, GiveHeaders, &[]).await, refused, "already at the best head");
	assert_eq!(ask(&patient.account, GiveHeaders, &[]).await.0, StatusCode::OK);
}

fn backup(world: &World, patient: &Patient) -> String {
	let mut rng = rng();
	let root = EpochRoot { suite: Suite::X25519, root: Root::random(&mut rng) };
	let device = [KeyPair::random(Suite::XWing, &mut rng).public];
	let keepers = RingKeepers { devices: &device, ..RingKeepers::default() };
	let context = RingContext { patient: patient.id, version: 1 };
	let ring = KeyRing { roots: vec![Some(root)] };
	RingBackup::seal(world.chain.genesis(), context, &ring, &keepers, &mut rng).unwrap().to_json()
}

fn header(patient: &Patient, epoch: u32) -> Vec<u8> {
	let mut rng = rng();
	let key = ClassPublicKey { epoch, key: KeyPair::random(Suite::X25519, &mut rng).public };
	let context = RecordContext { patient: patient.id, class: OBSERVATION };
	seal_header(&context, &key, &BatchKey::random(&mut rng), &mut rng).unwrap()
}

/// A batch as a writer handed it in.
async fn keep_batch(world: &World, patient: &Patient, header: &[u8]) {
	let catalogue = world.hospital.catalogue().await;
	let record = KeptRecord { commitment: [2; 32], name: [3; 32] };
	let writer = Writer::Organization(CLINIC);
	catalogue
		.charge(&patient.id, &record.name, 1, writer, now(), &Quotas::default())
		.await
		.unwrap();
	let batch = HandedBatch { class: OBSERVATION, header: header.to_vec(), records: vec![record] };
	catalogue.put_batch(&kept_from(patient.id, 0, batch, writer)).await.unwrap();
}
