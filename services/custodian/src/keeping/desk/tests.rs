use crate::{
	hash::blake2b_256,
	keeping::{
		asking::Standing,
		doubles::{random, rng, Slow, World, DAY, GENESIS, NOW, ORGANIZATION, PATIENT},
		kept_headers::{kept_from, HandedBatch, KEPT_AFTER},
	},
	kept::{Charged, KeptRecord, Writer},
	quotas::{Limits, Quotas, Together},
	refusal::Refusal,
};
use axum::{
	body::{to_bytes, Body, Bytes},
	http::{Request, StatusCode},
};
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use salus_client::{
	batch::{seal_header, BatchKey, ClassPublicKey},
	epoch_keys::Root,
	key_ring::{EpochRoot, KeyRing, RingBackup, RingContext, RingKeepers},
	requests::{moved_header, PatientRequest, PatientRequestKind, Signed, MAX_CONTENT},
	sealed_record::RecordContext,
	signatures::Sr25519Pair,
	KeyPair, Secret, Suite,
};
use serde_json::{json, Value};
use std::sync::atomic::Ordering;
use tower::ServiceExt;
use PatientRequestKind::{GiveBackups, GiveHeaders, TakeBackup, TakeMovedHeader};

const ANCHOR: u32 = 4;
const CLASS: u16 = 96;

struct Account(Sr25519Pair);

impl Account {
	fn new() -> Self {
		Self(Sr25519Pair::from_seed(&Secret::random(&mut rng())))
	}

	fn request(&self, kind: PatientRequestKind, content: &[u8]) -> PatientRequest {
		PatientRequest {
			genesis: GENESIS,
			patient: PATIENT,
			account: self.0.account(),
			custodian: ORGANIZATION,
			nonce: random(),
			time: NOW,
			kind,
			content_hash: PatientRequest::hash_of(content),
		}
	}

	fn signed(&self, request: PatientRequest) -> Signed<PatientRequest> {
		Signed::new(request, |message| self.0.sign(message, &mut rng())).unwrap()
	}
}

async fn present(
	world: &World,
	signed: &Signed<PatientRequest>,
	content: Body,
) -> (StatusCode, Bytes) {
	let request = Request::post("/v1/requests")
		.header("salus-request", URL_SAFE_NO_PAD.encode(signed.to_json()))
		.body(content)
		.unwrap();
	let answer = world.desk.clone().router().oneshot(request).await.unwrap();
	(answer.status(), to_bytes(answer.into_body(), usize::MAX).await.unwrap())
}

/// Asks now.
async fn ask(
	world: &World,
	who: &Account,
	kind: PatientRequestKind,
	content: &[u8],
) -> (StatusCode, Bytes) {
	let time = world.now.load(Ordering::SeqCst);
	let request = PatientRequest { time, ..who.request(kind, content) };
	present(world, &who.signed(request), Body::from(content.to_vec())).await
}

async fn asked(
	world: &World,
	who: &Account,
	kind: PatientRequestKind,
	content: &[u8],
) -> StatusCode {
	ask(world, who, kind, content).await.0
}

async fn given(world: &World, who: &Account, kind: PatientRequestKind) -> Value {
	let (status, body) = ask(world, who, kind, &[]).await;
	assert_eq!(status, StatusCode::OK);
	serde_json::from_slice(&body).unwrap()
}

fn let_be(world: &World, who: &Account, standing: Standing) {
	world.chain.at_both(PATIENT, |said| _ = said.standings.insert(who.0.account(), standing));
}

const CONTROLLER: Standing =
	Standing { is_controller: true, may_consent: true, is_frozen: false, epoch: 0 };
const REPRESENTATIVE: Standing = Standing { is_controller: false, ..CONTROLLER };

async fn controlled() -> (World, Account) {
	let (world, controller) = (World::new().await, Account::new());
	let_be(&world, &controller, CONTROLLER);
	(world, controller)
}

fn backup(patient: [u8; 32], genesis: [u8; 32], version: u32) -> String {
	let root = EpochRoot { suite: Suite::X25519, root: Root::random(&mut rng()) };
	backup_of(patient, genesis, version, &KeyRing { roots: vec![Some(root)] })
}

fn backup_of(patient: [u8; 32], genesis: [u8; 32], version: u32, ring: &KeyRing) -> String {
	let mut rng = rng();
	let device = [KeyPair::random(Suite::X25519, &mut rng).public];
	let keepers = RingKeepers { devices: &device, ..RingKeepers::default() };
	let context = RingContext { patient, version };
	RingBackup::seal(genesis, context, ring, &keepers, &mut rng).unwrap().to_json()
}

fn own_backup(version: u32) -> String {
	backup(PATIENT, GENESIS, version)
}

async fn backups(world: &World) -> usize {
	world.catalogue.backup_list(&PATIENT).await.unwrap().len()
}

fn header(epoch: u32) -> Vec<u8> {
	let mut rng = rng();
	let key = ClassPublicKey { epoch, key: KeyPair::random(Suite::X25519, &mut rng).public };
	let context = RecordContext { patient: PATIENT, class: CLASS };
	seal_header(&context, &key, &BatchKey::random(&mut rng), &mut rng).unwrap()
}

/// A batch that a writer handed in.
async fn keep_batch(world: &World, header: &[u8]) {
	let record = KeptRecord { commitment: [2; 32], name: [3; 32] };
	let writer = Writer::Organization(3);
	let charged =
		world.catalogue.charge(&PATIENT, &record.name, 1, writer, NOW, &Quotas::default()).await;
	assert_eq!(charged, Ok(Charged::New));
	let batch = HandedBatch { class: CLASS, header: header.to_vec(), records: vec![record] };
	world.catalogue.put_batch(&kept_from(PATIENT, ANCHOR, batch, writer)).await.unwrap();
}

async fn present_header(world: &World) -> Vec<u8> {
	world.catalogue.batch(&PATIENT, ANCHOR).await.unwrap().unwrap().header
}

#[tokio::test]
async fn backups_come_back_the_latest_first_also_after_a_restart() {
	let (world, controller) = controlled().await;
	assert_eq!(given(&world, &controller, GiveBackups).await, json!([]));
	let (first, second) = (own_backup(5), own_backup(4));
	for text in [&first, &second] {
		let spaced = text.replace(',', ", ");
		assert_eq!(
			ask(&world, &controller, TakeBackup, spaced.as_bytes()).await,
			(StatusCode::NO_CONTENT, Bytes::new())
		);
	}
	let world = world.restarted().await;
	let (_, all) = ask(&world, &controller, GiveBackups, &[]).await;
	assert_eq!(all, format!("[{second},{first}]"), "as a backup is written");
}

#[tokio::test]
async fn a_long_backup_comes_back_whole() {
	let (world, controller) = controlled().await;
	let mut rng = rng();
	let root = || Some(EpochRoot { suite: Suite::X25519, root: Root::random(&mut rng) });
	let ring = KeyRing { roots: std::iter::repeat_with(root).take(20_000).collect() };
	let text = backup_of(PATIENT, GENESIS, 1, &ring);
	assert!(text.len() > 4 << 18);
	let status = asked(&world, &controller, TakeBackup, text.as_bytes()).await;
	assert_eq!(status, StatusCode::NO_CONTENT);
	let (_, all) = ask(&world, &controller, GiveBackups, &[]).await;
	assert!(all == format!("[{text}]"));
}

#[tokio::test]
async fn only_the_controller_has_to_do_with_backups() {
	let (world, controller) = controlled().await;
	let (representative, device) = (Account::new(), Account::new());
	let_be(&world, &representative, REPRESENTATIVE);
	let_be(&world, &device, Standing::default());
	let text = own_backup(1);
	for other in [&representative, &device, &Account::new()] {
		assert_eq!(asked(&world, other, TakeBackup, text.as_bytes()).await, StatusCode::FORBIDDEN);
		assert_eq!(asked(&world, other, GiveBackups, &[]).await, StatusCode::FORBIDDEN);
	}
	assert_eq!(backups(&world).await, 0);
	assert_eq!(
		asked(&world, &controller, TakeBackup, text.as_bytes()).await,
		StatusCode::NO_CONTENT
	);
	assert_eq!(asked(&world, &representative, GiveHeaders, &[]).await, StatusCode::OK);
	assert_eq!(asked(&world, &device, GiveHeaders, &[]).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whatever_is_refused_is_refused_in_the_same_words_and_changes_nothing() {
	let (world, controller) = controlled().await;
	let (text, stranger) = (own_backup(1), Account::new());
	let content = text.as_bytes();
	let right = controller.request(TakeBackup, content);
	let of = |request| controller.signed(request);
	let forged = Signed {
		request: right.clone(),
		signature: stranger.0.sign(b"something else", &mut rng()),
	};
	let refused = [
		of(PatientRequest { genesis: [8; 32], ..right.clone() }),
		of(PatientRequest { custodian: ORGANIZATION + 1, ..right.clone() }),
		of(PatientRequest { time: NOW - 60_001, ..right.clone() }),
		of(PatientRequest { time: NOW + 60_001, ..right.clone() }),
		of(PatientRequest { patient: [2; 32], ..right.clone() }),
		of(PatientRequest { content_hash: blake2b_256(b"another"), ..right.clone() }),
		stranger.signed(stranger.request(TakeBackup, content)),
		forged,
	];
	let expected = json!({ "error": "refused", "message": "refused" }).to_string();
	for signed in &refused {
		let (status, body) = present(&world, signed, Body::from(text.clone())).await;
		assert_eq!((status, body), (StatusCode::FORBIDDEN, Bytes::from(expected.clone())));
	}
	assert_eq!(backups(&world).await, 0);
	// None of them used up the nonce.
	let done = present(&world, &controller.signed(right), Body::from(text)).await;
	assert_eq!(done.0, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn nobody_but_who_may_ask_has_content_read() {
	let (world, controller) = controlled().await;
	let unread = || {
		Body::from_stream(futures::stream::once(async {
			panic!("it is read") as Result<Bytes, std::io::Error>
		}))
	};
	let stranger = Account::new();
	let asked = stranger.signed(stranger.request(TakeBackup, &[]));
	assert_eq!(present(&world, &asked, unread()).await.0, StatusCode::FORBIDDEN);
	let late = controller.signed(PatientRequest { time: 1, ..controller.request(TakeBackup, &[]) });
	assert_eq!(present(&world, &late, unread()).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_request_is_answered_once_also_over_a_restart() {
	let (world, controller) = controlled().await;
	let text = own_backup(1);
	let signed = controller.signed(controller.request(TakeBackup, text.as_bytes()));
	let (one, other) = tokio::join!(
		present(&world, &signed, Body::from(text.clone())),
		present(&world, &signed, Body::from(text.clone())),
	);
	let mut statuses = [one.0, other.0];
	statuses.sort();
	assert_eq!(statuses, [StatusCode::NO_CONTENT, StatusCode::FORBIDDEN]);
	let world = world.restarted().await;
	let again = present(&world, &signed, Body::from(text)).await;
	assert_eq!(again.0, StatusCode::FORBIDDEN);
	assert_eq!(backups(&world).await, 1);
}

#[tokio::test]
async fn an_account_is_answered_so_often_and_nobody_uses_up_anothers() {
	let (world, controller, thief) = (World::answering(10).await, Account::new(), Account::new());
	let_be(&world, &controller, CONTROLLER);
	let forged = Signed {
		request: controller.request(GiveBackups, &[]),
		signature: thief.0.sign(b"something else", &mut rng()),
	};
	for _ in 0..3 {
		assert_eq!(present(&world, &forged, Body::empty()).await.0, StatusCode::FORBIDDEN);
		asked(&world, &thief, GiveBackups, &[]).await;
	}
	let one_too_many = asked(&world, &thief, GiveBackups, &[]).await;
	assert_eq!(one_too_many, StatusCode::TOO_MANY_REQUESTS);
	assert_eq!(asked(&world, &controller, GiveBackups, &[]).await, StatusCode::OK);
}

#[tokio::test]
async fn who_speaks_for_the_patient_does_so_at_both_heads() {
	let (world, controller) = controlled().await;
	let text = own_backup(1);
	for (best, finalized) in [
		(CONTROLLER, REPRESENTATIVE),
		(REPRESENTATIVE, CONTROLLER),
		(CONTROLLER, Standing::default()),
	] {
		let account = controller.0.account();
		world.chain.at_best(PATIENT, |said| _ = said.standings.insert(account, best));
		world.chain.at_finalized(PATIENT, |said| _ = said.standings.insert(account, finalized));
		let status = asked(&world, &controller, TakeBackup, text.as_bytes()).await;
		assert_eq!(status, StatusCode::FORBIDDEN);
		assert_eq!(asked(&world, &controller, GiveBackups, &[]).await, StatusCode::FORBIDDEN);
		let may = best.may_consent && finalized.may_consent;
		let expected = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
		assert_eq!(asked(&world, &controller, GiveHeaders, &[]).await, expected);
	}
}

#[tokio::test]
async fn while_the_patient_is_frozen_at_either_head_nothing_changes_and_all_is_given() {
	let (world, controller) = controlled().await;
	let first = header(0);
	keep_batch(&world, &first).await;
	let frozen = Standing { is_frozen: true, epoch: 1, ..CONTROLLER };
	let thawed = Standing { is_frozen: false, ..frozen };
	for (best, finalized) in [(frozen, thawed), (thawed, frozen)] {
		let account = controller.0.account();
		world.chain.at_best(PATIENT, |said| _ = said.standings.insert(account, best));
		world.chain.at_finalized(PATIENT, |said| _ = said.standings.insert(account, finalized));
		let moved = moved_header(ANCHOR, &header(1));
		let text = own_backup(1);
		let status = asked(&world, &controller, TakeMovedHeader, &moved).await;
		assert_eq!(status, StatusCode::FORBIDDEN);
		let status = asked(&world, &controller, TakeBackup, text.as_bytes()).await;
		assert_eq!(status, StatusCode::FORBIDDEN);
		assert_eq!(given(&world, &controller, GiveBackups).await, json!([]));
		assert_eq!(given(&world, &controller, GiveHeaders).await[0]["anchor"], json!(ANCHOR));
	}
	assert_eq!(present_header(&world).await, first);
}

#[tokio::test]
async fn what_changes_while_the_content_is_on_its_way_counts() {
	let (world, controller) = controlled().await;
	let first = header(0);
	keep_batch(&world, &first).await;
	let_be(&world, &controller, Standing { epoch: 1, ..CONTROLLER });
	for (kind, content) in [
		(TakeBackup, own_backup(1).into_bytes()),
		(TakeMovedHeader, moved_header(ANCHOR, &header(1))),
	] {
		let signed = controller.signed(controller.request(kind, &content));
		let recovered = || let_be(&world, &controller, Standing::default());
		let upload = Slow { bytes: content, meanwhile: recovered };
		let refused = world.desk.answer(&super::PresentedRequest(signed), upload).await;
		assert_eq!(refused.err(), Some(Refusal::Refused));
		let_be(&world, &controller, Standing { epoch: 1, ..CONTROLLER });
	}
	assert_eq!(backups(&world).await, 0);
	assert_eq!(present_header(&world).await, first);
}

#[tokio::test]
async fn without_a_present_chain_nothing_is_answered_and_nothing_is_used_up() {
	let (world, controller) = controlled().await;
	let signed = controller.signed(controller.request(GiveBackups, &[]));
	world.chain.is_silent.store(true, Ordering::SeqCst);
	let (status, _) = present(&world, &signed, Body::empty()).await;
	assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
	world.chain.is_silent.store(false, Ordering::SeqCst);
	world.chain.time.store(NOW - 60_001, Ordering::SeqCst);
	let (status, _) = present(&world, &signed, Body::empty()).await;
	assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
	world.chain.time.store(NOW, Ordering::SeqCst);
	assert_eq!(present(&world, &signed, Body::empty()).await.0, StatusCode::OK);
}

#[tokio::test]
async fn four_backups_a_day_are_taken_from_one_account_and_a_thief_uses_up_nobody_elses() {
	let (world, thief) = controlled().await;
	for version in 0..4 {
		world.pass(1);
		let status = asked(&world, &thief, TakeBackup, own_backup(version).as_bytes()).await;
		assert_eq!(status, StatusCode::NO_CONTENT);
	}
	let (status, body) = ask(&world, &thief, TakeBackup, own_backup(9).as_bytes()).await;
	assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
	assert!(!body.is_empty());
	let (owner, own) = (Account::new(), own_backup(1));
	let_be(&world, &owner, CONTROLLER);
	assert_eq!(asked(&world, &owner, TakeBackup, own.as_bytes()).await, StatusCode::NO_CONTENT);
	let all = given(&world, &owner, GiveBackups).await;
	assert_eq!(all.as_array().unwrap().len(), 5, "the thief's are given, too");
	assert_eq!(all[0].to_string().len(), own.len());

	world.pass(DAY - 4);
	let status = asked(&world, &thief, TakeBackup, own_backup(9).as_bytes()).await;
	assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
	world.pass(1);
	let status = asked(&world, &thief, TakeBackup, own_backup(9).as_bytes()).await;
	assert_eq!(status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn what_is_no_backup_of_this_patient_is_not_kept() {
	let (world, controller) = controlled().await;
	let right = own_backup(1);
	let deep = right.replacen('{', &format!("{{\"x\":{}", "[".repeat(1_000_000)), 1);
	for text in [
		backup([2; 32], GENESIS, 1),
		backup(PATIENT, [8; 32], 1),
		String::new(),
		"[]".into(),
		right.replacen('{', "{\"more\":1,", 1),
		format!("{right}{right}"),
		"[".repeat(1_000_000),
		deep,
	] {
		let status = asked(&world, &controller, TakeBackup, text.as_bytes()).await;
		assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
	}
	let status = asked(&world, &controller, TakeBackup, &[0xff, 0xfe]).await;
	assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
	let long = vec![b' '; MAX_CONTENT + 1];
	assert_eq!(asked(&world, &controller, TakeBackup, &long).await, StatusCode::BAD_REQUEST);
	assert_eq!(asked(&world, &controller, GiveBackups, b"content").await, StatusCode::BAD_REQUEST);
	assert_eq!(backups(&world).await, 0);
}

#[tokio::test]
async fn a_header_of_a_later_epoch_takes_the_place_of_the_present_one_which_is_kept() {
	let (world, controller) = controlled().await;
	let (first, second, another) = (header(0), header(1), header(1));
	keep_batch(&world, &first).await;
	let_be(&world, &controller, Standing { epoch: 1, ..CONTROLLER });
	let put = |header: &[u8]| moved_header(ANCHOR, header);
	let status = asked(&world, &controller, TakeMovedHeader, &put(&second)).await;
	assert_eq!(status, StatusCode::NO_CONTENT);
	for outdated in [&another, &second, &header(0)] {
		let (status, body) = ask(&world, &controller, TakeMovedHeader, &put(outdated)).await;
		assert_eq!(status, StatusCode::CONFLICT);
		let body: Value = serde_json::from_slice(&body).unwrap();
		assert_eq!(body["error"], "outdated");
	}
	let listed = given(&world, &controller, GiveHeaders).await;
	let expected = json!([{
		"anchor": ANCHOR, "class": CLASS,
		"header": hex::encode(&second), "earlier": [hex::encode(&first)],
	}]);
	assert_eq!(listed, expected);

	// What a thief replaced is put back.
	let world = world.restarted().await;
	let status = asked(&world, &controller, TakeMovedHeader, &put(&first)).await;
	assert_eq!(status, StatusCode::NO_CONTENT);
	assert_eq!(present_header(&world).await, first);
	let status = asked(&world, &controller, TakeMovedHeader, &put(&second)).await;
	assert_eq!(status, StatusCode::NO_CONTENT);
	world.pass(KEPT_AFTER);
	let listed = given(&world, &controller, GiveHeaders).await;
	assert_eq!(listed[0]["earlier"], json!([hex::encode(&first)]), "the writer's stays");
}

#[tokio::test]
async fn a_header_of_an_epoch_that_has_not_begun_at_both_heads_is_not_taken() {
	let (world, controller) = controlled().await;
	let first = header(0);
	keep_batch(&world, &first).await;
	let account = controller.0.account();
	let later = Standing { epoch: 1, ..CONTROLLER };
	let early = moved_header(ANCHOR, &header(1));
	for (best, finalized) in [(later, CONTROLLER), (CONTROLLER, later), (CONTROLLER, CONTROLLER)] {
		world.chain.at_best(PATIENT, |said| _ = said.standings.insert(account, best));
		world.chain.at_finalized(PATIENT, |said| _ = said.standings.insert(account, finalized));
		let status = asked(&world, &controller, TakeMovedHeader, &early).await;
		assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
	}
	let_be(&world, &controller, later);
	for content in [
		moved_header(ANCHOR, &header(u32::MAX)),
		moved_header(ANCHOR, &[header(1), vec![0]].concat()),
		moved_header(ANCHOR, &[]),
		moved_header(ANCHOR + 1, &header(1)),
		vec![1, 2],
	] {
		let status = asked(&world, &controller, TakeMovedHeader, &content).await;
		assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
	}
	let long = asked(&world, &controller, TakeMovedHeader, &[0; 4097]).await;
	assert_eq!(long, StatusCode::BAD_REQUEST);
	assert_eq!(present_header(&world).await, first);
	assert_eq!(asked(&world, &controller, TakeMovedHeader, &early).await, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn rubbish_and_a_header_ahead_of_its_epoch_give_way_to_any() {
	for spoilt in [vec![1, 2, 3], header(7)] {
		let (world, controller) = controlled().await;
		keep_batch(&world, &spoilt).await;
		let status =
			asked(&world, &controller, TakeMovedHeader, &moved_header(ANCHOR, &header(0))).await;
		assert_eq!(status, StatusCode::NO_CONTENT);
	}
}

#[tokio::test]
async fn a_path_that_names_nobody_is_malformed() {
	let world = World::new().await;
	let id = "0a".repeat(32);
	for (method, path) in [
		("PUT", format!("/v1/patients/{id}/envelopes/0A")),
		("PUT", format!("/v1/patients/x/envelopes/{id}")),
		("PUT", format!("/v1/patients/%ff/emergency-rings/{id}")),
		("POST", format!("/v1/patients/{}/sweep", id.to_uppercase())),
		("POST", "/v1/requests".to_owned()),
	] {
		let request = Request::builder().method(method).uri(&path).body(Body::empty()).unwrap();
		let answer = world.desk.clone().router().oneshot(request).await.unwrap();
		assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{path}");
		let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
		assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["error"], "malformed", "{path}");
	}
}

#[tokio::test]
async fn backups_take_no_more_room_than_the_patient_has_and_those_before_stay() {
	let (world, controller) = controlled().await;
	let limits = Limits { loose: 0, total: 2 * 4_608 };
	let quotas = Quotas { newcomer: limits, ..Quotas::default() };
	let world = world.with_quotas(quotas).await;
	for version in 1..=2 {
		let kept = asked(&world, &controller, TakeBackup, own_backup(version).as_bytes()).await;
		assert_eq!(kept, StatusCode::NO_CONTENT);
	}
	let refused = ask(&world, &controller, TakeBackup, own_backup(3).as_bytes()).await;
	assert_eq!(refused.0, StatusCode::PAYLOAD_TOO_LARGE);
	assert!(String::from_utf8_lossy(&refused.1).contains("over-quota"));
	assert_eq!(backups(&world).await, 2);
	// The room of one who is known is another.
	world.catalogue.note_history(&PATIENT).await.unwrap();
	let kept = asked(&world, &controller, TakeBackup, own_backup(3).as_bytes()).await;
	assert_eq!(kept, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_header_is_moved_though_the_patient_has_no_room_left() {
	let (world, controller) = controlled().await;
	let_be(&world, &controller, Standing { epoch: 1, ..CONTROLLER });
	keep_batch(&world, &header(0)).await;
	let none = Limits { loose: 0, total: 0 };
	let together = Together { patients: 0, newcomers: 0, ..Together::default() };
	let quotas = Quotas { newcomer: none, patient: none, together, ..Quotas::default() };
	let world = world.with_quotas(quotas).await;
	let moved = header(1);
	let content = moved_header(ANCHOR, &moved);
	let answer = asked(&world, &controller, TakeMovedHeader, &content).await;
	assert_eq!(answer, StatusCode::NO_CONTENT);
	assert_eq!(present_header(&world).await, moved);
	let usage = world.catalogue.usage(Writer::Patient(PATIENT)).await.unwrap();
	assert!(usage.kept > 0, "it is counted all the same");
}
