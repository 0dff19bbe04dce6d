//! What is answered before anything is looked at.

use super::*;
use crate::keeping::{
	doubles::{random, rng, GENESIS, NOW, ORGANIZATION, PATIENT},
	writer_doubles::{Writing, ANCHOR, BEST, FINALIZED, HOSPITAL},
	LARGE_BATCHES_AT_A_TIME,
};
use axum::http::{request::Builder, Request};
use futures::stream;
use salus_client::{
	requests::{SessionRequest, Side, Signed},
	signatures::Sr25519Pair,
	Secret,
};
use tower::ServiceExt;

async fn answered(world: &Writing, request: Builder, body: impl Into<Body>) -> StatusCode {
	let router = Arc::clone(&world.keeping).router();
	router.oneshot(request.body(body.into()).unwrap()).await.unwrap().status()
}

/// The header of a session for the hospital.
async fn session(world: &Writing) -> String {
	let pair = Sr25519Pair::from_seed(&Secret::new([1; 32]));
	let (account, side) = (pair.account(), Side::Organization(HOSPITAL));
	world.chain.let_write(account, side, &[BEST, FINALIZED]);
	let (genesis, custodian, nonce) = (GENESIS, ORGANIZATION, random());
	let request = SessionRequest { genesis, account, custodian, side, nonce, time: NOW };
	let signed = Signed::new(request, |message| pair.sign(message, &mut rng())).unwrap();
	let begun = world.sessions.begin(&signed.to_json()).await.unwrap();
	format!("Bearer {}", hex::encode(begun.token.expose()))
}

fn put(path: &str, session: &str, length: &str) -> Builder {
	let path = format!("/v1/patients/{}/{path}", hex::encode(PATIENT));
	Request::put(path).header("authorization", session).header(CONTENT_LENGTH, length)
}

#[tokio::test]
async fn without_a_session_nothing_is_taken_in() {
	let world = Writing::new().await;
	let session = format!("Bearer {}", "00".repeat(32));
	for path in [&format!("records/{}", "0a".repeat(32)), "batches/1"] {
		let answer = answered(&world, put(path, &session, "0"), Body::empty()).await;
		assert_eq!(answer, StatusCode::UNAUTHORIZED);
	}
}

#[tokio::test]
async fn what_has_no_length_or_another_path_is_malformed() {
	let world = Writing::new().await;
	let session = session(&world).await;
	let record = format!("records/{}", "0a".repeat(32));
	let paths = [
		(record.as_str(), "many"),
		("records/0a", "1"),
		("records/%ff", "1"),
		("batches/1", "-1"),
		("batches/one", "1"),
		("batches/4294967296", "1"),
	];
	for (path, length) in paths {
		let answer = answered(&world, put(path, &session, length), Body::empty()).await;
		assert_eq!(answer, StatusCode::BAD_REQUEST, "{path}");
	}
}

#[tokio::test]
async fn who_sends_a_large_batch_slowly_keeps_nobody_elses_out() {
	let world = Arc::new(Writing::new().await);
	let session = session(&world).await;
	let length = (2 << 20).to_string();
	for _ in 0..LARGE_BATCHES_AT_A_TIME {
		let (world, request) = (Arc::clone(&world), put("batches/1", &session, &length));
		let slow = stream::pending::<Result<Vec<u8>, std::io::Error>>();
		tokio::spawn(async move { answered(&world, request, Body::from_stream(slow)).await });
	}
	for _ in 0..100 {
		tokio::task::yield_now().await;
	}
	let answer = answered(&world, put("batches/1", &session, &length), vec![b' '; 2 << 20]).await;
	assert_eq!(answer, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn few_large_batches_are_read_at_a_time_and_small_ones_beside_them() {
	let world = Writing::new().await;
	let session = session(&world).await;
	let many = u32::try_from(LARGE_BATCHES_AT_A_TIME).unwrap();
	let permits = world.keeping.large_batches.acquire_many(many).await.unwrap();
	let large = vec![b' '; 2 << 20];
	let ask = |body: Vec<u8>| {
		let request = put("batches/1", &session, &body.len().to_string());
		answered(&world, request, body)
	};
	assert_eq!(ask(large.clone()).await, StatusCode::TOO_MANY_REQUESTS);
	assert_eq!(ask(vec![b' ']).await, StatusCode::BAD_REQUEST);
	drop(permits);
	assert_eq!(ask(large.clone()).await, StatusCode::BAD_REQUEST);
	assert_eq!(ask(large).await, StatusCode::BAD_REQUEST);
	assert_eq!(world.keeping.large_batches.available_permits(), LARGE_BATCHES_AT_A_TIME);
}

#[tokio::test]
async fn whoever_writes_for_an_organization_no_longer_hands_in_no_header_for_it() {
	let world = Writing::new().await;
	let session = session(&world).await;
	let right = world.prepare(&[&[1; 100]]).await;
	let account = Sr25519Pair::from_seed(&Secret::new([1; 32])).account();
	let records: Vec<_> = right
		.records
		.iter()
		.map(|record| serde_json::json!({ "commitment": hex::encode(record.commitment), "name": hex::encode(record.name) }))
		.collect();
	let text = serde_json::json!({ "class": right.class, "header": hex::encode(&right.header), "records": records });
	let text = text.to_string();
	let path = format!("batches/{ANCHOR}");
	let hand_in = || {
		let request = put(&path, &session, &text.len().to_string());
		answered(&world, request, text.clone())
	};
	for head in [BEST, FINALIZED] {
		world.chain.no_longer_let_write(account, Side::Organization(HOSPITAL), head);
		assert_eq!(hand_in().await, StatusCode::FORBIDDEN);
		assert_eq!(world.catalogue.anchors(&PATIENT).await.unwrap(), [0_u32; 0]);
		world.chain.let_write(account, Side::Organization(HOSPITAL), &[head]);
	}
	assert_eq!(hand_in().await, StatusCode::CREATED);
}
