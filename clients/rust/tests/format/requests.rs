//! Signed requests.

use crate::vectors::{bytes, filled, flipped, part, secret, system_rng};
use salus_client::{
	json::JsonError,
	requests::{
		moved_header, read_moved_header, Addressee, PatientRequest, PatientRequestKind,
		ReleaseRequest, ReleaseTarget, ReleaseTargets, Request, RequestError, SessionRequest,
		ShareRequest, Side, Signed, MAX_CONTENT, MAX_TEXT,
	},
	signatures::{Signature, Sr25519Pair},
	ticket_secret, KeyPair, PublicKey, PublishedKey, Suite,
};
use serde::Deserialize;
use serde_json::{json, Value};

/// The seed of the development account Alice, and its public key.
const ALICE_SEED: &str = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
const ALICE: &str = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	request: Value,
	#[serde(default)]
	content: String,
	signed_bytes: String,
	signer: String,
	signature: String,
}

impl Vector {
	/// The request as it travels.
	fn signed<R: Request>(&self) -> Signed<R> {
		let mut json = self.request.clone();
		json["format"] = json!(R::FORMAT);
		json["signature"] = json!(self.signature);
		Signed::from_json(&json.to_string()).unwrap()
	}
}

/// The request as it travels, in members.
fn members<R: Request>(signed: &Signed<R>) -> Value {
	serde_json::from_str(&signed.to_json()).unwrap()
}

fn refusal_of<R: Request>(json: &Value) -> Option<JsonError> {
	Signed::<R>::from_json(&json.to_string()).err()
}

fn custodian<R: Request>(request: &R) -> Addressee {
	let (genesis, custodian) = (*request.genesis(), request.custodian());
	Addressee { genesis, custodian, now: request.time() }
}

/// What holds for all kinds of requests.
fn check<R: Request + Clone + PartialEq + std::fmt::Debug>(vector: &Vector) {
	let signed: Signed<R> = vector.signed();
	let Signed { request, signature } = signed.clone();
	assert_eq!(Signed::new(request.clone(), |_| signature), Ok(signed.clone()));
	assert_eq!(hex::encode(&*request.signed_bytes()), vector.signed_bytes);
	assert_eq!(hex::encode(request.signer()), vector.signer);
	let right = custodian(&request);
	assert_eq!(signed.check(&right), Ok(&request));
	let mut json = members(&signed);
	assert_eq!(json.as_object_mut().unwrap().remove("signature"), Some(json!(vector.signature)));
	assert_eq!(json.as_object_mut().unwrap().remove("format"), Some(json!(R::FORMAT)));
	assert_eq!(json, vector.request);

	let other_chain = Addressee { genesis: [0; 32], ..right };
	assert_eq!(signed.check(&other_chain), Err(RequestError::OtherChain));
	let other_custodian = Addressee { custodian: 0, ..right };
	assert_eq!(signed.check(&other_custodian), Err(RequestError::OtherCustodian));
	for now in [right.now - 60_000, right.now + 60_000] {
		assert_eq!(signed.check(&Addressee { now, ..right }), Ok(&request));
	}
	for now in [0, right.now - 60_001, right.now + 60_001, u64::MAX] {
		let refused = signed.check(&Addressee { now, ..right });
		assert_eq!(refused, Err(RequestError::OutOfTime));
	}
	for altered in flipped(signature.bytes()) {
		let signature = Signature::try_from(altered.as_slice()).unwrap();
		let forged = Signed { request: request.clone(), signature };
		assert_eq!(forged.check(&right), Err(RequestError::NotSigned));
	}
	let travelling = members(&signed);
	for (member, value) in [("note", json!(1)), ("format", json!("salus/key-card/v1"))] {
		let mut other = travelling.clone();
		other[member] = value;
		assert!(refusal_of::<R>(&other).is_some(), "another {member}");
	}
	for member in travelling.as_object().unwrap().keys() {
		let mut fewer = travelling.clone();
		fewer.as_object_mut().unwrap().remove(member);
		assert!(refusal_of::<R>(&fewer).is_some(), "without {member}");
	}
}

#[test]
fn the_requests_of_the_vectors_are_what_was_signed() {
	check::<ReleaseRequest>(&part("releaseRequest"));
	let vector: Vector = part("patientRequest");
	check::<PatientRequest>(&vector);
	let content = hex::decode(&vector.content).unwrap();
	let Signed { request, .. } = vector.signed::<PatientRequest>();
	assert_eq!(request.ensure_content(&content), Ok(()));
	for altered in flipped(&content) {
		assert_eq!(request.ensure_content(&altered), Err(RequestError::OtherContent));
	}
	let [of_organization, of_patient]: [Vector; 2] = part("sessionRequest");
	for vector in [&of_organization, &of_patient] {
		check::<SessionRequest>(vector);
	}
	let sides =
		[of_organization, of_patient].map(|vector| vector.signed::<SessionRequest>().request.side);
	assert!(matches!(sides, [Side::Organization(_), Side::Patient(_)]));
}

#[test]
fn every_member_of_a_release_request_is_signed() {
	let Signed { request, signature } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
	let targets: Vec<ReleaseTarget> = request.targets.clone().into();
	let fewer = targets[1..].to_vec();
	let in_another_order: Vec<_> = targets.into_iter().rev().collect();
	let altered = [
		ReleaseRequest { genesis: [0; 32], ..request.clone() },
		ReleaseRequest { patient: [0; 32], ..request.clone() },
		ReleaseRequest { sequence: 0, ..request.clone() },
		ReleaseRequest { holder: bytes(ALICE), ..request.clone() },
		ReleaseRequest { practitioner: None, ..request.clone() },
		ReleaseRequest { practitioner: Some([0; 32]), ..request.clone() },
		ReleaseRequest { custodian: 0, ..request.clone() },
		ReleaseRequest { secret: filled(0), ..request.clone() },
		ReleaseRequest { targets: fewer.try_into().unwrap(), ..request.clone() },
		ReleaseRequest { targets: in_another_order.try_into().unwrap(), ..request.clone() },
		ReleaseRequest { nonce: [0; 32], ..request.clone() },
		ReleaseRequest { time: 0, ..request.clone() },
		ReleaseRequest {
			reader: KeyPair::derive(Suite::X25519, &filled(1)).public,
			..request.clone()
		},
		ReleaseRequest { reader: KeyPair::derive(Suite::XWing, &filled(1)).public, ..request },
	];
	for request in altered {
		let expected = custodian(&request);
		let refused = Signed { request, signature };
		assert_eq!(refused.check(&expected), Err(RequestError::NotSigned));
	}
}

#[test]
fn every_member_of_a_patients_request_is_signed() {
	let Signed { request, signature } = part::<Vector>("patientRequest").signed::<PatientRequest>();
	let altered = [
		PatientRequest { genesis: [0; 32], ..request.clone() },
		PatientRequest { patient: [0; 32], ..request.clone() },
		PatientRequest { account: bytes(ALICE), ..request.clone() },
		PatientRequest { custodian: 0, ..request.clone() },
		PatientRequest { nonce: [0; 32], ..request.clone() },
		PatientRequest { time: 0, ..request.clone() },
		PatientRequest { kind: PatientRequestKind::GiveBackups, ..request.clone() },
		PatientRequest { content_hash: [0; 32], ..request },
	];
	for request in altered {
		let expected = custodian(&request);
		let refused = Signed { request, signature };
		assert_eq!(refused.check(&expected), Err(RequestError::NotSigned));
	}
}

#[test]
fn the_claim_of_the_vectors_is_that_of_the_secret() {
	#[derive(Deserialize)]
	struct Claimed {
		secret: String,
		claim: String,
	}
	let Claimed { secret, claim } = part("ticketSecret");
	let Signed { request, .. } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
	assert_eq!(hex::encode(ticket_secret::claim(&request.secret)), claim);
	assert_eq!(hex::encode(request.secret.expose()), secret);
	assert_eq!(request.ensure_claimed(&bytes(&claim)), Ok(()));
	let other = ReleaseRequest { secret: filled(0), ..request };
	assert_eq!(other.ensure_claimed(&bytes(&claim)), Err(RequestError::OtherSecret));
}

#[test]
fn a_request_names_1_to_64_targets_each_once() {
	let anchors = |count: u32| {
		json!((0..count).map(|anchor| json!({ "anchor": anchor })).collect::<Vec<_>>())
	};
	let all = json!({ "class": 96, "content": null });
	let some = json!({ "class": 96, "content": { "from": 1, "until": 2 } });
	for right in [anchors(1), anchors(64), json!([all, some, { "anchor": 96 }])] {
		assert!(serde_json::from_value::<ReleaseTargets>(right).is_ok());
	}
	let wrong = [
		anchors(0),
		anchors(65),
		json!([all, all]),
		json!([{ "anchor": 1 }, { "anchor": 1 }]),
		json!([{ "class": 96 }]),
		json!([{ "anchor": 1, "class": 96 }]),
		json!([{ "anchor": 1, "class": 96, "content": null }]),
		json!([{ "anchor": -1 }]),
		json!([{ "class": 65_536, "content": null }]),
		json!([{ "class": 96, "content": { "from": 1 } }]),
		json!([{ "class": 96, "content": { "from": 1, "until": 2, "to": 3 } }]),
	];
	for wrong in wrong {
		assert!(serde_json::from_value::<ReleaseTargets>(wrong.clone()).is_err(), "{wrong}");
	}
}

#[test]
fn a_request_signed_here_is_accepted_here() {
	for suite in Suite::ALL {
		let Signed { request, .. } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
		let reader = KeyPair::derive(suite, &filled(1)).public;
		let request = ReleaseRequest { holder: bytes(ALICE), reader, ..request };
		let alice = Sr25519Pair::from_seed(&secret(ALICE_SEED));
		let sign = |message: &[u8]| alice.sign(message, &mut system_rng());
		let signed = Signed::new(request.clone(), sign).unwrap();
		assert_eq!(signed.check(&custodian(&request)), Ok(&request));
		assert_eq!(Signed::from_json(&signed.to_json()), Ok(signed));
	}
}

#[test]
fn a_signature_without_the_marks_for_free_bytes_is_refused() {
	let Signed { request, .. } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
	let request = ReleaseRequest { holder: bytes(ALICE), ..request };
	let marked = request.signed_bytes();
	let bare = marked.strip_prefix(b"<Bytes>").and_then(|rest| rest.strip_suffix(b"</Bytes>"));
	let alice = Sr25519Pair::from_seed(&secret(ALICE_SEED));
	let signature = alice.sign(bare.unwrap(), &mut system_rng());
	let signed = Signed { request: request.clone(), signature };
	assert_eq!(signed.check(&custodian(&request)), Err(RequestError::NotSigned));
}

#[test]
fn the_readers_key_is_the_published_one_where_there_is_one() {
	let Signed { request, .. } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
	for suite in Suite::ALL {
		let reader = KeyPair::derive(suite, &filled(1)).public;
		let published = reader.published();
		let request = ReleaseRequest { reader, ..request.clone() };
		assert_eq!(request.ensure_published(None), Ok(()));
		assert_eq!(request.ensure_published(Some(&published)), Ok(()));
		let other = PublishedKey { bytes: [0; 32], ..published };
		assert_eq!(request.ensure_published(Some(&other)), Err(RequestError::OtherKey));
	}
	// A key of suite 1 whose bytes are the hash of one of suite 2.
	let large = KeyPair::derive(Suite::XWing, &filled(1)).public.published();
	let reader = PublicKey::new(Suite::X25519, large.bytes.to_vec()).unwrap();
	let request = ReleaseRequest { reader, ..request };
	assert_eq!(request.ensure_published(Some(&large)), Err(RequestError::OtherKey));
}

#[test]
fn a_key_of_another_length_than_its_suites_is_no_request() {
	let mut json = members(&part::<Vector>("releaseRequest").signed::<ReleaseRequest>());
	json["suite"] = json!(2);
	let refused = Some(JsonError::OtherForm { line: 0, column: 0 });
	assert_eq!(refusal_of::<ReleaseRequest>(&json), refused);
	let mut json = members(&part::<Vector>("patientRequest").signed::<PatientRequest>());
	json["kind"] = json!(4);
	assert!(refusal_of::<PatientRequest>(&json).is_some());
}

#[test]
fn another_account_than_the_named_one_signs_nothing() {
	let Signed { request, .. } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
	let stranger = Sr25519Pair::from_seed(&filled(1));
	let signed = Signed::new(request.clone(), |message| stranger.sign(message, &mut system_rng()));
	assert_eq!(signed, Err(RequestError::NotSigned));
	for nothing in [vec![], vec![0], vec![0; 63], vec![0; 64], vec![0; 65], vec![0; 67]] {
		let signed = Signed::new(request.clone(), |_| nothing.as_slice());
		assert_eq!(signed, Err(RequestError::NotSigned));
	}
}

/// A wallet says of which scheme a signature is, the format does not.
#[test]
fn a_byte_that_a_wallet_puts_before_its_signature_is_left_out() {
	let Signed { request, .. } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
	let alice = Sr25519Pair::from_seed(&secret(ALICE_SEED));
	let request = ReleaseRequest { holder: alice.account(), ..request };
	let signed = Signed::new(request, |message| {
		[&[1], alice.sign(message, &mut system_rng()).bytes()].concat()
	});
	assert_eq!(signed.unwrap().signature.bytes().len(), 64);
}

#[test]
fn a_member_that_stands_there_twice_is_refused() {
	let text = part::<Vector>("releaseRequest").signed::<ReleaseRequest>().to_json();
	let twice = text.replacen('{', r#"{"custodian":1,"#, 1);
	assert!(matches!(
		Signed::<ReleaseRequest>::from_json(&twice),
		Err(JsonError::OtherForm { line: 1, column: 2.. })
	));
}

#[test]
fn a_text_that_is_longer_than_any_request_is_not_parsed() {
	let text = part::<Vector>("releaseRequest").signed::<ReleaseRequest>().to_json();
	let longest = text.to_string() + &" ".repeat(MAX_TEXT - text.len());
	assert!(Signed::<ReleaseRequest>::from_json(&longest).is_ok());
	let refused = Signed::<ReleaseRequest>::from_json(&(longest + " "));
	assert_eq!(refused, Err(JsonError::TooLong(MAX_TEXT)));
	let Signed { request, .. } = part::<Vector>("patientRequest").signed::<PatientRequest>();
	let content = vec![0; MAX_CONTENT + 1];
	assert_eq!(request.ensure_content(&content), Err(RequestError::ContentTooLong));
}

#[test]
fn a_moved_header_goes_with_its_anchor() {
	assert_eq!(moved_header(0x0102, &[9]), [2, 1, 0, 0, 9]);
	assert_eq!(read_moved_header(&[2, 1, 0, 0, 9]), Some((0x0102, [9].as_slice())));
	assert_eq!(read_moved_header(&[2, 1, 0]), None);
}

#[test]
fn a_request_for_shares_is_of_its_parts() {
	let alice = Sr25519Pair::from_seed(&secret(ALICE_SEED));
	let device = PublicKey::new(Suite::X25519, vec![4; 32]).unwrap();
	let account = alice.account();
	let request = ShareRequest { genesis: [1; 32], patient: [2; 32], account, version: 3, device };
	let expected = [
		b"<Bytes>salus/share-request/v1".as_slice(),
		&[1; 32],
		&[2; 32],
		&account,
		&[3, 0, 0, 0, 1, 32, 0],
		&[4; 32],
		b"</Bytes>",
	]
	.concat();
	assert_eq!(request.signed_bytes(), expected);
	let signature = alice.sign(&expected, &mut system_rng());
	assert!(request.is_signed(&signature));
	assert!(!ShareRequest { version: 4, ..request }.is_signed(&signature));
}

/// Alice's, for each of the two sides, and the bytes of the side.
fn sessions() -> [(SessionRequest, Vec<u8>); 2] {
	let of = |side| SessionRequest {
		genesis: [1; 32],
		account: bytes(ALICE),
		custodian: 2,
		side,
		nonce: [3; 32],
		time: 1 << 40,
	};
	[
		(of(Side::Organization(0x0102)), vec![0, 2, 1, 0, 0]),
		(of(Side::Patient([4; 32])), [&[1], [4; 32].as_slice()].concat()),
	]
}

fn signed_by_alice(request: SessionRequest) -> Signed<SessionRequest> {
	let alice = Sr25519Pair::from_seed(&secret(ALICE_SEED));
	Signed::new(request, |message| alice.sign(message, &mut system_rng())).unwrap()
}

#[test]
fn a_request_for_a_session_is_of_its_parts() {
	for (request, side) in sessions() {
		let expected = [
			b"<Bytes>salus/session-request/v1".as_slice(),
			&[1; 32],
			&bytes::<32>(ALICE),
			&[2, 0, 0, 0],
			&side,
			&[3; 32],
			&[0, 0, 0, 0, 0, 1, 0, 0],
			b"</Bytes>",
		]
		.concat();
		assert_eq!(*request.signed_bytes(), expected);
		let signed = signed_by_alice(request.clone());
		assert_eq!(signed.check(&custodian(&request)), Ok(&request));
		assert_eq!(Signed::from_json(&signed.to_json()), Ok(signed));
	}
}

#[test]
fn every_member_of_a_request_for_a_session_is_signed() {
	for (request, _) in sessions() {
		let Signed { signature, .. } = signed_by_alice(request.clone());
		let altered = [
			SessionRequest { genesis: [0; 32], ..request.clone() },
			SessionRequest { account: [0; 32], ..request.clone() },
			SessionRequest { custodian: 0, ..request.clone() },
			SessionRequest { side: Side::Organization(0), ..request.clone() },
			SessionRequest { side: Side::Patient([0; 32]), ..request.clone() },
			SessionRequest { nonce: [0; 32], ..request.clone() },
			SessionRequest { time: 0, ..request },
		];
		for request in altered {
			let expected = custodian(&request);
			let refused = Signed { request, signature };
			assert_eq!(refused.check(&expected), Err(RequestError::NotSigned));
		}
	}
}

#[test]
fn a_session_is_for_an_organization_or_for_a_patient() {
	for (request, _) in sessions() {
		let json = members(&signed_by_alice(request));
		assert_eq!(refusal_of::<SessionRequest>(&json), None);
		let refused = Some(JsonError::OtherForm { line: 0, column: 0 });
		for (organization, patient) in
			[(json!(null), json!(null)), (json!(1), json!(hex::encode([4; 32])))]
		{
			let mut other = json.clone();
			other["organization"] = organization;
			other["patient"] = patient;
			assert_eq!(refusal_of::<SessionRequest>(&other), refused);
		}
		for member in json.as_object().unwrap().keys() {
			let mut fewer = json.clone();
			fewer.as_object_mut().unwrap().remove(member);
			assert!(refusal_of::<SessionRequest>(&fewer).is_some(), "without {member}");
		}
		for (member, value) in [("note", json!(1)), ("format", json!("salus/patient-request/v1"))] {
			let mut other = json.clone();
			other[member] = value;
			assert!(refusal_of::<SessionRequest>(&other).is_some(), "another {member}");
		}
	}
}
