//! Who begins a session, and what shows it.

use super::*;
use crate::keeping::{
	doubles::{random, rng, GENESIS, NOW, ORGANIZATION, PATIENT},
	writer_doubles::{Writing, BEST, FINALIZED, HOSPITAL},
};
use axum::{
	body::to_bytes,
	http::{HeaderValue, StatusCode},
	response::IntoResponse,
};
use salus_client::{requests::MAX_CLOCK_DIFFERENCE, signatures::Sr25519Pair};
use std::{collections::HashSet, sync::atomic::Ordering};

const FOR_HOSPITAL: Side = Side::Organization(HOSPITAL);

fn writer_of(seed: u8) -> Sr25519Pair {
	Sr25519Pair::from_seed(&Secret::new([seed; 32]))
}

fn request(account: &Sr25519Pair, side: Side) -> SessionRequest {
	SessionRequest {
		genesis: GENESIS,
		account: account.account(),
		custodian: ORGANIZATION,
		side,
		nonce: random(),
		time: NOW,
	}
}

fn signed(account: &Sr25519Pair, request: SessionRequest) -> String {
	Signed::new(request, |message| account.sign(message, &mut rng())).unwrap().to_json().to_string()
}

fn shown(value: &str) -> HeaderMap {
	HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_str(value).unwrap())])
}

fn bearer(token: &Secret<32>) -> HeaderMap {
	shown(&format!("Bearer {}", hex::encode(token.expose())))
}

#[tokio::test]
async fn a_writer_shows_the_token_that_it_got() {
	let account = writer_of(1);
	let sides = [
		(FOR_HOSPITAL, Writer::Organization(HOSPITAL)),
		(Side::Patient(PATIENT), Writer::Patient(PATIENT)),
	];
	for (side, writer) in sides {
		let world = Writing::new().await;
		world.chain.let_write(account.account(), side, &[BEST, FINALIZED]);
		let begun = world.sessions.begin(&signed(&account, request(&account, side))).await.unwrap();
		assert_eq!(begun.until, NOW + 600_000);
		let expected = Session { account: account.account(), writer };
		assert_eq!(world.sessions.of(&bearer(&begun.token)), Ok(expected));
		world.pass(599_999);
		assert_eq!(world.sessions.of(&bearer(&begun.token)), Ok(expected));
		world.pass(1);
		assert_eq!(world.sessions.of(&bearer(&begun.token)), Err(Refusal::NoSession));
	}
}

#[tokio::test]
async fn whatever_else_is_shown_is_no_session() {
	let world = Writing::new().await;
	let account = writer_of(1);
	world.chain.let_write(account.account(), FOR_HOSPITAL, &[BEST, FINALIZED]);
	let text = signed(&account, request(&account, FOR_HOSPITAL));
	let token = world.sessions.begin(&text).await.unwrap().token;
	let digits = hex::encode(token.expose());
	let mut twice = bearer(&token);
	twice.append(AUTHORIZATION, twice[AUTHORIZATION].clone());
	let hash = hex::encode(blake2b_256(token.expose()));
	let others = [
		HeaderMap::new(),
		twice,
		shown(&digits),
		shown(&format!("Basic {digits}")),
		shown(&format!("Bearer {digits}00")),
		shown(&format!("Bearer {}", &digits[2..])),
		shown(&format!("Bearer {hash}")),
		bearer(&Secret::new([0; 32])),
	];
	for headers in others {
		assert_eq!(world.sessions.of(&headers), Err(Refusal::NoSession), "{headers:?}");
	}
	assert!(world.sessions.of(&bearer(&token)).is_ok());
}

#[tokio::test]
async fn whoever_does_not_write_for_it_at_both_heads_is_refused() {
	let world = Writing::new().await;
	let account = writer_of(1);
	for at in [BEST, FINALIZED] {
		let side = Side::Organization(u32::from(at.0[0]));
		world.chain.let_write(account.account(), side, &[at]);
		let refused = world.sessions.begin(&signed(&account, request(&account, side))).await;
		assert_eq!(refused, Err(Refusal::Refused));
	}
	// Nor for another side, or by another account.
	world.chain.let_write(account.account(), FOR_HOSPITAL, &[BEST, FINALIZED]);
	for side in [Side::Organization(HOSPITAL + 1), Side::Patient(PATIENT)] {
		let refused = world.sessions.begin(&signed(&account, request(&account, side))).await;
		assert_eq!(refused, Err(Refusal::Refused));
	}
	let stranger = writer_of(2);
	let refused = world.sessions.begin(&signed(&stranger, request(&stranger, FOR_HOSPITAL))).await;
	assert_eq!(refused, Err(Refusal::Refused));
}

#[tokio::test]
async fn every_refusal_is_the_same() {
	let world = Writing::new().await;
	let account = writer_of(1);
	world.chain.let_write(account.account(), FOR_HOSPITAL, &[BEST, FINALIZED]);
	let right = request(&account, FOR_HOSPITAL);
	let used = signed(&account, right.clone());
	world.sessions.begin(&used).await.unwrap();
	let forged = {
		let mut signed = Signed::<SessionRequest>::from_json(&used).unwrap();
		signed.request.nonce = random();
		signed.to_json().to_string()
	};
	let new = || request(&account, FOR_HOSPITAL);
	let refused = [
		used,
		forged,
		signed(&account, SessionRequest { genesis: [0; 32], ..new() }),
		signed(&account, SessionRequest { custodian: ORGANIZATION + 1, ..new() }),
		signed(&account, SessionRequest { time: NOW - 60_001, ..new() }),
		signed(&account, SessionRequest { time: NOW + 60_001, ..new() }),
		signed(&account, SessionRequest { side: Side::Patient([0; 32]), ..new() }),
		signed(&account, SessionRequest { side: Side::Organization(u32::MAX), ..new() }),
		signed(&writer_of(2), request(&writer_of(2), FOR_HOSPITAL)),
	];
	let mut answers = HashSet::new();
	for text in refused {
		let refusal = world.sessions.begin(&text).await.unwrap_err();
		let response = refusal.into_response();
		assert_eq!(response.status(), StatusCode::FORBIDDEN);
		answers.insert(to_bytes(response.into_body(), 1_000).await.unwrap());
	}
	assert_eq!(answers.len(), 1);
}

#[tokio::test]
async fn a_refused_request_does_not_use_its_nonce_up() {
	let world = Writing::new().await;
	let account = writer_of(1);
	let text = signed(&account, request(&account, FOR_HOSPITAL));
	assert_eq!(world.sessions.begin(&text).await, Err(Refusal::Refused));
	world.chain.let_write(account.account(), FOR_HOSPITAL, &[BEST, FINALIZED]);
	world.chain.is_silent.store(true, Ordering::SeqCst);
	assert_eq!(world.sessions.begin(&text).await, Err(Refusal::Unavailable));
	world.chain.is_silent.store(false, Ordering::SeqCst);
	world.chain.time.store(NOW - 60_001, Ordering::SeqCst);
	assert_eq!(world.sessions.begin(&text).await, Err(Refusal::Unavailable));
	world.chain.time.store(NOW, Ordering::SeqCst);
	assert!(world.sessions.begin(&text).await.is_ok());
	assert_eq!(world.sessions.begin(&text).await, Err(Refusal::Refused));
}

#[tokio::test]
async fn a_text_that_is_no_request_is_told_so() {
	let world = Writing::new().await;
	for text in ["", "{}", &" ".repeat(1 << 15)] {
		let refused = world.sessions.begin(text).await;
		assert!(matches!(refused, Err(Refusal::Malformed(_))), "{refused:?}");
	}
}

#[tokio::test]
async fn a_request_of_the_latest_time_that_is_taken_serves_once_until_its_last_moment() {
	let (world, account) = (Writing::new().await, writer_of(1));
	world.chain.let_write(account.account(), FOR_HOSPITAL, &[BEST, FINALIZED]);
	let time = NOW + MAX_CLOCK_DIFFERENCE;
	let text = signed(&account, SessionRequest { time, ..request(&account, FOR_HOSPITAL) });
	world.sessions.begin(&text).await.unwrap();
	world.pass(2 * MAX_CLOCK_DIFFERENCE);
	assert_eq!(world.sessions.begin(&text).await, Err(Refusal::Refused));
}
