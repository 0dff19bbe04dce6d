//! What goes out.

use super::scene::{random, Scene, CLASS, FIRST, PATIENT, SECOND};
use crate::{kept::NamedKind, quotas::Quotas};
use axum::{
	body::{to_bytes, Body},
	http::{Request, StatusCode},
};
use salus_client::{
	chain::types::Basis,
	class_keys::ClassKeys,
	emergency_ring::{self, Custodian, EmergencyContext},
	epoch_keys::ClassSecret,
	merkle,
	release::ReleaseContext,
	KeyPair, Secret, Suite,
};
use std::time::Duration;
use tower::ServiceExt;

#[tokio::test]
async fn all_targets_go_out_in_the_order_of_the_request() {
	let scene = Scene::new().await;
	let parts = scene.release(scene.request(&[SECOND, CLASS, FIRST])).await.unwrap();
	let [second, class, first] = &parts[..] else { panic!("{} parts", parts.len()) };

	assert_eq!((second.head.anchor, second.head.records), (Some(6), 1));
	assert_eq!(second.records[0].sealed, b"three");

	assert_eq!((class.head.anchor, class.head.class, &class.head.header), (None, 96, &None));
	assert!(class.records.is_empty());

	assert_eq!((first.head.anchor, first.head.class), (Some(5), 96));
	assert_eq!(first.head.header.as_deref(), Some(b"header".as_slice()));
	let anchored = scene.ledger.world().batches[&5].batch;
	assert_eq!(first.records.len(), 2);
	for (record, sealed) in first.records.iter().zip(&scene.records) {
		assert_eq!(record.sealed, *sealed);
		assert!(record.is_included(&anchored));
	}
	for part in &parts {
		assert_eq!(part.head.envelope.as_deref(), Some(b"envelope".as_slice()));
		assert_eq!(part.head.emergency, None);
	}
	assert_eq!(scene.ledger.world().asked.redeemed, 1);
}

#[tokio::test]
async fn long_records_and_large_batches_go_out_whole() {
	let records: Vec<_> =
		(0..70_u32).map(|index| vec![7; 3_000 * usize::try_from(index).unwrap() + 1]).collect();
	let scene = Scene::with_records(records).await;
	scene.keep_batch(6, &[vec![9; 3 << 20]]).await;
	scene.keep_envelope(1, &[5; 1 << 17]).await;
	let parts = scene.release(scene.request(&[FIRST, SECOND])).await.unwrap();
	let sealed: Vec<_> = parts[0].records.iter().map(|record| record.sealed.clone()).collect();
	assert_eq!(sealed, scene.records);
	assert_eq!(parts[1].records[0].sealed, vec![9; 3 << 20]);
	assert_eq!(parts[0].head.envelope, Some(vec![5; 1 << 17]));
}

#[tokio::test]
async fn an_envelope_goes_out_on_its_grant_only() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.targets =
		vec![(FIRST, Basis::Author), (SECOND, Basis::Grant(2)), (CLASS, Basis::Grant(1))];
	let parts = scene.release(scene.request(&[FIRST, SECOND, CLASS])).await.unwrap();
	let envelopes: Vec<_> = parts.iter().map(|part| part.head.envelope.as_deref()).collect();
	assert_eq!(envelopes, [None, None, Some(b"envelope".as_slice())]);
}

#[tokio::test]
async fn in_an_emergency_ring_and_own_share_go_out_and_for_nothing_else() {
	let scene = Scene::new().await;
	let mut rng = random();
	let class_secret = ClassSecret::new(Secret::random(&mut rng));
	let keys = ClassKeys::All { suite: Suite::X25519, class_secret };
	let custodians = [7, 8].map(|custodian| {
		let other = KeyPair::random(Suite::X25519, &mut random());
		let key = if custodian == 7 { scene.own.public.clone() } else { other.public };
		Custodian { custodian, key }
	});
	let context = EmergencyContext { patient: PATIENT, epoch: 0 };
	let ring = emergency_ring::seal(&context, &keys, 2, &custodians, &mut rng).unwrap();
	let on_chain = ring.on_chain();
	let (kind, text) = (NamedKind::EmergencyRing, ring.to_json());
	let (quotas, named) = (Quotas::default(), on_chain.commitment);
	scene.catalogue.put_named(kind, &PATIENT, &named, text.as_bytes(), &quotas).await.unwrap();
	scene.ledger.world().ring = Some(on_chain.commitment);
	scene.ledger.world().ticket.targets =
		vec![(FIRST, Basis::Grant(2)), (SECOND, Basis::Emergency(1)), (CLASS, Basis::Emergency(1))];

	let parts = scene.release(scene.request(&[FIRST, SECOND, CLASS])).await.unwrap();
	assert_eq!(parts[0].head.emergency, None);
	let share = ring.open_share(7, &scene.own.private).unwrap();
	for part in &parts[1..] {
		let emergency = part.head.emergency.as_ref().unwrap();
		assert_eq!((&emergency.parts, &emergency.share), (ring.parts(), &share));
		assert_eq!(part.head.envelope, None);
	}
}

#[tokio::test]
async fn a_share_that_does_not_open_keeps_no_record_back() {
	let scene = Scene::new().await;
	let mut rng = random();
	let class_secret = ClassSecret::new(Secret::random(&mut rng));
	let keys = ClassKeys::All { suite: Suite::X25519, class_secret };
	let custodians = [7, 8].map(|custodian| Custodian {
		custodian,
		key: KeyPair::random(Suite::X25519, &mut random()).public,
	});
	let context = EmergencyContext { patient: PATIENT, epoch: 0 };
	let ring = emergency_ring::seal(&context, &keys, 2, &custodians, &mut rng).unwrap();
	let (kind, name, text) = (NamedKind::EmergencyRing, ring.on_chain().commitment, ring.to_json());
	scene
		.catalogue
		.put_named(kind, &PATIENT, &name, text.as_bytes(), &Quotas::default())
		.await
		.unwrap();
	scene.ledger.world().ring = Some(name);
	scene.ledger.world().ticket.targets = vec![(FIRST, Basis::Emergency(1))];
	let parts = scene.release(scene.request(&[FIRST])).await.unwrap();
	assert_eq!(parts[0].head.emergency, None);
	assert_eq!(parts[0].records.len(), 2);
}

#[tokio::test]
async fn over_http_a_release_comes_with_the_block_of_its_redemption() {
	let scene = Scene::new().await;
	let signed = scene.signed(scene.request(&[FIRST, SECOND]));
	let request =
		Request::post("/v1/releases").body(Body::from(signed.to_json().to_string())).unwrap();
	let response = scene.releases.clone().router().oneshot(request).await.unwrap();
	assert_eq!(response.status(), StatusCode::OK);
	let headers = response.headers();
	assert_eq!(headers["content-type"], "application/octet-stream");
	assert_eq!(headers["salus-block"], hex::encode([0xb1; 32]));
	assert_eq!(headers["salus-extrinsic"], hex::encode([0x7a; 32]));
	assert_eq!(headers["salus-records"], "3");
	let sealed = to_bytes(response.into_body(), 1 << 20).await.unwrap();
	let context = ReleaseContext::from(&signed.request);
	let parts = salus_client::release::open(&context, &scene.reader.private, 2, &sealed).unwrap();
	let leaf = merkle::leaf(&parts[1].records[0].commitment, b"three");
	assert_eq!(merkle::root(&[leaf]), Some(scene.ledger.world().batches[&6].batch.root));
}

#[tokio::test]
async fn nothing_goes_out_before_a_block_holds_the_redemption() {
	let scene = Scene::new().await;
	scene.ledger.blocks.forget_permits(1 << 20);
	let signed = scene.signed(scene.request(&[FIRST]));
	let releases = scene.releases.clone();
	let mut asked = tokio::spawn({
		let signed = signed.clone();
		async move { releases.release(&signed, None).await }
	});
	// It is noted before it is redeemed, and does not come back.
	while scene.noted().await == 0 {
		assert!(tokio::time::timeout(Duration::from_millis(5), &mut asked).await.is_err());
	}
	assert!(tokio::time::timeout(Duration::from_millis(300), &mut asked).await.is_err());
	scene.ledger.blocks.add_permits(1);
	let answer = asked.await.unwrap().map_err(|why| format!("{why:?}")).unwrap();
	assert_eq!(scene.open(&signed.request, answer).await.len(), 1);
	assert_eq!(scene.noted().await, 1, "and stays so until that is final");
}
