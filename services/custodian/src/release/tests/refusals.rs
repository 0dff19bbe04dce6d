//! Whatever is refused: in which order that is found out, and that it changed nothing.

use super::scene::{random, Scene, CLASS, FIRST, PATIENT, SECOND};
use crate::release::{Cause, NotReleased, Reason};
use axum::{
	body::{to_bytes, Body},
	http::{Request, StatusCode},
};
use futures::stream;
use salus_client::{
	chain::types::Basis,
	requests::{ReleaseRequest, ReleaseTarget, Signed},
	KeyPair, Secret, Suite,
};
use std::{sync::atomic::Ordering, time::Duration};
use tokio::time::timeout;
use tower::ServiceExt;

/// What comes of a request that somebody spoilt.
type Fault = (NotReleased, fn(&Scene, &mut Signed<ReleaseRequest>));

/// What can be wrong, in the order in which it is looked for, with what is found.
const FAULTS: [Fault; 11] = [
	(NotReleased::Refused(Reason::OtherChain), |_, signed| signed.request.genesis = [1; 32]),
	(NotReleased::Refused(Reason::OtherCustodian), |_, signed| signed.request.custodian = 8),
	(NotReleased::Refused(Reason::NotSigned), |_, signed| signed.request.holder = [2; 32]),
	(NotReleased::Refused(Reason::OutOfTime), |_, signed| signed.request.time -= 60_001),
	(NotReleased::Unavailable(Cause::StaleHead), |scene, signed| {
		// A whole minute later the request is of then, the heads are not.
		scene.time.fetch_add(60_001, Ordering::SeqCst);
		signed.request.time += 60_001;
	}),
	(NotReleased::Refused(Reason::Void), |_, signed| signed.request.sequence += 1),
	(NotReleased::Refused(Reason::OtherSecret), |_, signed| {
		signed.request.secret = Secret::random(&mut random());
	}),
	(NotReleased::Refused(Reason::NotCovered), |scene, _| {
		scene.ledger.world().ticket.at_best.remove(&0);
	}),
	(NotReleased::Refused(Reason::OtherKey), |_, signed| {
		signed.request.reader = KeyPair::random(Suite::X25519, &mut random()).public;
	}),
	(NotReleased::Refused(Reason::NothingKept), |scene, _| {
		scene.ledger.world().batches.get_mut(&5).unwrap().batch.records += 1;
	}),
	(NotReleased::Refused(Reason::Redeemed), |scene, _| {
		scene.ledger.world().redemption = Err(crate::ledger::NotRedeemed::Redeemed);
	}),
];

#[tokio::test]
async fn checks_come_in_the_order_of_the_format() {
	for first in 0..FAULTS.len() {
		let scene = Scene::new().await;
		let signed = faulty(&scene, &FAULTS[first..]);
		let found = scene.releases.release(&signed, None).await.map(|_| ()).unwrap_err();
		assert_eq!(found, FAULTS[first].0);
	}
}

#[tokio::test]
async fn each_fault_alone_is_found_and_nothing_is_noted_or_redeemed() {
	for (expected, fault) in &FAULTS[..FAULTS.len() - 1] {
		let scene = Scene::new().await;
		let signed = faulty(&scene, &[(*expected, *fault)]);
		let found = scene.releases.release(&signed, None).await.map(|_| ()).unwrap_err();
		assert_eq!(found, *expected);
		assert_eq!(scene.noted().await, 0, "{expected:?}");
		assert_eq!(scene.ledger.world().asked.redeemed, 0, "{expected:?}");
	}
}

/// A signed request with these faults; the signature is right unless that is one of them.
fn faulty(scene: &Scene, faults: &[Fault]) -> Signed<ReleaseRequest> {
	let mut signed = scene.signed(scene.request(&[FIRST]));
	for (_, fault) in faults {
		fault(scene, &mut signed);
	}
	let is_by_holder = signed.request.holder == scene.request(&[FIRST]).holder;
	if is_by_holder {
		scene.signed(signed.request)
	} else {
		signed
	}
}

#[tokio::test]
async fn a_request_that_was_refused_may_come_again() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_void = true;
	let request = scene.request(&[FIRST]);
	assert_eq!(scene.refused(request.clone()).await, NotReleased::Refused(Reason::Void));
	scene.ledger.world().ticket.is_void = false;
	scene.release(request).await.unwrap();
}

#[tokio::test]
async fn a_nonce_serves_once_within_two_minutes_also_over_a_restart() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	let request = scene.request(&[FIRST]);
	scene.release(request.clone()).await.unwrap();
	let seen = NotReleased::Refused(Reason::SeenBefore);
	assert_eq!(scene.refused(request.clone()).await, seen);
	let scene = scene.restarted().await;
	assert_eq!(scene.refused(request).await, seen);
	assert_eq!(scene.ledger.world().asked.redeemed, 1);
	scene.release(scene.request(&[FIRST])).await.unwrap();
}

/// A request is in time for two minutes; its copy may come in the last moment, and take longer.
#[tokio::test]
async fn a_copy_that_comes_late_and_waits_for_long_is_no_new_request() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	let mut request = scene.request(&[FIRST]);
	request.time += 60_000;
	scene.release(request.clone()).await.unwrap();
	scene.ledger.answers.forget_permits(1 << 20);
	scene.time.fetch_add(120_000, Ordering::SeqCst);
	let mut copy = Box::pin(scene.refused(request));
	assert!(timeout(Duration::from_millis(100), &mut copy).await.is_err());
	let now = scene.time.fetch_add(100_000, Ordering::SeqCst) + 100_000;
	let mut heads = scene.ledger.world().heads;
	(heads.best.time, heads.finalized.time) = (now, now);
	scene.ledger.world().heads = heads;
	scene.ledger.answers.add_permits(1 << 10);
	assert_eq!(copy.await, NotReleased::Refused(Reason::SeenBefore));
	assert_eq!(scene.ledger.world().asked.redeemed, 1);
}

#[tokio::test]
async fn of_two_requests_with_one_nonce_at_once_one_is_answered() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	let request = scene.request(&[FIRST]);
	let (one, other) = tokio::join!(scene.release(request.clone()), scene.release(request));
	let refused = [one, other].into_iter().filter_map(Result::err).collect::<Vec<_>>();
	assert_eq!(refused, [NotReleased::Refused(Reason::SeenBefore)]);
	assert_eq!(scene.ledger.world().asked.redeemed, 1);
}

#[tokio::test]
async fn of_two_requests_with_one_ticket_at_once_one_is_answered() {
	let scene = Scene::new().await;
	let (one, other) = tokio::join!(
		scene.release(scene.request(&[FIRST])),
		scene.release(scene.request(&[FIRST]))
	);
	let refused = [one, other].into_iter().filter_map(Result::err).collect::<Vec<_>>();
	assert_eq!(refused, [NotReleased::Refused(Reason::Redeemed)]);
	assert_eq!(scene.noted().await, 1, "of the other one nothing is noted");
}

#[tokio::test]
async fn a_sealed_record_that_is_missing_keeps_the_ticket() {
	let scene = Scene::new().await;
	let name = crate::hash::blake2b_256(&scene.records[1]);
	scene.vault.remove(&PATIENT, &name).await.unwrap();
	let nothing_kept = NotReleased::Refused(Reason::NothingKept);
	assert_eq!(scene.refused(scene.request(&[SECOND, FIRST])).await, nothing_kept);
	assert_eq!(scene.ledger.world().asked.redeemed, 0);
	scene.release(scene.request(&[SECOND])).await.unwrap();
}

#[tokio::test]
async fn what_is_not_kept_is_refused_whole() {
	let scene = Scene::new().await;
	let nothing_kept = NotReleased::Refused(Reason::NothingKept);
	// Of a class there is an envelope, or nothing.
	scene.ledger.world().envelopes.clear();
	assert_eq!(scene.refused(scene.request(&[CLASS])).await, nothing_kept);
	assert_eq!(scene.refused(scene.request(&[FIRST, CLASS])).await, nothing_kept);
	// Another batch stands under the number.
	scene.ledger.world().batches.get_mut(&6).unwrap().batch.root = [3; 32];
	scene.ledger.next_block();
	assert_eq!(scene.refused(scene.request(&[SECOND])).await, nothing_kept);
	// It was erased.
	scene.ledger.world().batches.remove(&6);
	scene.ledger.next_block();
	assert_eq!(scene.refused(scene.request(&[SECOND])).await, nothing_kept);
	assert_eq!(scene.ledger.world().asked.redeemed, 0);
}

#[tokio::test]
async fn the_same_records_under_another_class_are_another_batch() {
	let scene = Scene::new().await;
	scene.ledger.world().batches.get_mut(&5).unwrap().class = 97;
	let nothing_kept = NotReleased::Refused(Reason::NothingKept);
	assert_eq!(scene.refused(scene.request(&[FIRST])).await, nothing_kept);
	assert_eq!(scene.noted().await, 0);
	assert_eq!(scene.ledger.world().asked.redeemed, 0);
}

#[tokio::test]
async fn other_months_than_the_tickets_are_not_covered() {
	let scene = Scene::new().await;
	let months = salus_client::requests::Months { from: 600, until: 612 };
	let other = ReleaseTarget::Class { class: 96, content: Some(months) };
	let refused = scene.refused(scene.request(&[other])).await;
	assert_eq!(refused, NotReleased::Refused(Reason::NotCovered));
}

#[tokio::test]
async fn an_account_is_answered_so_often_and_nobody_else_uses_that_up() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_void = true;
	let mut forged = scene.signed(scene.request(&[FIRST]));
	forged.request.time += 1;
	for _ in 0..200 {
		let refused = scene.releases.release(&forged, None).await.map(|_| ());
		assert_eq!(refused, Err(NotReleased::Refused(Reason::NotSigned)));
	}
	let first = scene.refused(scene.request(&[FIRST])).await;
	assert_eq!(first, NotReleased::Refused(Reason::Void));
	// At once, however slow this machine is: sooner or later there is one too many.
	let many = (0..1_000).map(|_| scene.refused(scene.request(&[FIRST])));
	let refused = futures::future::join_all(many).await;
	let last = refused.last().unwrap();
	assert!(refused.iter().any(|why| matches!(why, NotReleased::TooMany(_))), "{last:?}");
}

#[tokio::test]
async fn to_whoever_asks_all_refusals_are_the_same() {
	let mut answers = Vec::new();
	for (expected, fault) in FAULTS {
		let scene = Scene::new().await;
		let signed = faulty(&scene, &[(expected, fault)]);
		let (status, body) = posted(&scene, signed.to_json().to_string()).await;
		match expected {
			NotReleased::Refused(_) => answers.push((status, body)),
			_ => assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE),
		}
	}
	let scene = Scene::new().await;
	scene.ledger.world().ticket.targets = vec![(FIRST, Basis::Author)];
	answers
		.push(posted(&scene, scene.signed(scene.request(&[SECOND])).to_json().to_string()).await);
	assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
	assert_eq!(answers[0].0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_no_request_is_malformed() {
	let scene = Scene::new().await;
	for text in ["", "{}", "\u{fffd}", &" ".repeat(1 << 14)] {
		let (status, _) = posted(&scene, text.to_owned()).await;
		assert_eq!(status, StatusCode::BAD_REQUEST, "{text:?}");
	}
}

#[tokio::test]
async fn a_body_that_is_too_long_or_breaks_off_is_malformed_in_the_services_own_words() {
	let scene = Scene::new().await;
	let broken = stream::iter([Ok(vec![b' ']), Err(std::io::Error::other("gone"))]);
	for body in [Body::from(" ".repeat((1 << 14) + 1)), Body::from_stream(broken)] {
		let (status, answer) = posted(&scene, body).await;
		assert_eq!(status, StatusCode::BAD_REQUEST);
		let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
		assert_eq!(answer["error"], "malformed");
		assert!(answer["message"].is_string());
	}
}

async fn posted(scene: &Scene, body: impl Into<Body>) -> (StatusCode, Vec<u8>) {
	let request = Request::post("/v1/releases").body(body.into()).unwrap();
	let response = scene.releases.clone().router().oneshot(request).await.unwrap();
	let status = response.status();
	(status, to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec())
}
