//! Signed requests.

use crate::vectors::{bytes, flipped, part};
use salus_format::{
	keys::{KeyPair, PublicKey, PublishedKey},
	requests::{
		Custodian, PatientRequest, ReleaseRequest, Request, RequestError, RequestKind, Signed,
		Target, Targets,
	},
	suite::Suite,
	ticket_secret,
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
		serde_json::from_value(json).unwrap()
	}
}

fn custodian<R: Request>(request: &R) -> Custodian {
	let (genesis, custodian) = (*request.genesis(), request.custodian());
	Custodian { genesis, custodian, now: request.time() }
}

/// What holds for both kinds of requests.
fn check<R: Request + Clone + PartialEq + std::fmt::Debug>(vector: &Vector) {
	let signed: Signed<R> = vector.signed();
	let Signed { request, signature } = signed.clone();
	assert_eq!(hex::encode(request.signed_bytes()), vector.signed_bytes);
	assert_eq!(hex::encode(request.signer()), vector.signer);
	let right = custodian(&request);
	assert_eq!(signed.check(&right), Ok(&request));
	let mut json = serde_json::to_value(&signed).unwrap();
	assert_eq!(json.as_object_mut().unwrap().remove("signature"), Some(json!(vector.signature)));
	assert_eq!(json.as_object_mut().unwrap().remove("format"), Some(json!(R::FORMAT)));
	assert_eq!(json, vector.request);

	let other_chain = Custodian { genesis: [0; 32], ..right.clone() };
	assert_eq!(signed.check(&other_chain), Err(RequestError::OtherChain));
	let other_custodian = Custodian { custodian: 0, ..right.clone() };
	assert_eq!(signed.check(&other_custodian), Err(RequestError::OtherCustodian));
	for now in [right.now - 60_000, right.now + 60_000] {
		assert_eq!(signed.check(&Custodian { now, ..right.clone() }), Ok(&request));
	}
	for now in [0, right.now - 60_001, right.now + 60_001, u64::MAX] {
		let refused = signed.check(&Custodian { now, ..right.clone() });
		assert_eq!(refused, Err(RequestError::OutOfTime));
	}
	for altered in flipped(&signature) {
		let signature = altered.try_into().unwrap();
		let forged = Signed { request: request.clone(), signature };
		assert_eq!(forged.check(&right), Err(RequestError::NotSigned));
	}
	let travelling = serde_json::to_value(&signed).unwrap();
	for (member, value) in [("note", json!(1)), ("format", json!("salus/key-card/v1"))] {
		let mut other = travelling.clone();
		other[member] = value;
		assert!(serde_json::from_value::<Signed<R>>(other).is_err(), "another {member}");
	}
	for member in travelling.as_object().unwrap().keys() {
		let mut fewer = travelling.clone();
		fewer.as_object_mut().unwrap().remove(member);
		assert!(serde_json::from_value::<Signed<R>>(fewer).is_err(), "without {member}");
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
}

#[test]
fn every_member_of_a_release_request_is_signed() {
	let Signed { request, signature } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
	let targets: Vec<Target> = request.targets.clone().into();
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
		ReleaseRequest { secret: [0; 32], ..request.clone() },
		ReleaseRequest { targets: fewer.try_into().unwrap(), ..request.clone() },
		ReleaseRequest { targets: in_another_order.try_into().unwrap(), ..request.clone() },
		ReleaseRequest { nonce: [0; 32], ..request.clone() },
		ReleaseRequest { time: 0, ..request.clone() },
		ReleaseRequest {
			reader: KeyPair::derive(Suite::X25519, &[1; 32]).public,
			..request.clone()
		},
		ReleaseRequest { reader: KeyPair::derive(Suite::XWing, &[1; 32]).public, ..request },
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
		PatientRequest { kind: RequestKind::GiveBackups, ..request.clone() },
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
	assert_eq!(hex::encode(ticket_secret::claim(&bytes(&secret))), claim);
	let Signed { request, .. } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
	assert_eq!(hex::encode(request.secret), secret);
	assert_eq!(request.ensure_claimed(&bytes(&claim)), Ok(()));
	let other = ReleaseRequest { secret: [0; 32], ..request };
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
		assert!(serde_json::from_value::<Targets>(right).is_ok());
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
		assert!(serde_json::from_value::<Targets>(wrong.clone()).is_err(), "{wrong}");
	}
}

#[test]
fn a_request_signed_here_is_accepted_here() {
	for suite in Suite::ALL {
		let Signed { request, .. } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
		let reader = KeyPair::derive(suite, &[1; 32]).public;
		let request = ReleaseRequest { holder: bytes(ALICE), reader, ..request };
		let signed = Signed::new(request.clone(), &bytes(ALICE_SEED));
		assert_eq!(signed.check(&custodian(&request)), Ok(&request));
		let json = serde_json::to_value(&signed).unwrap();
		assert_eq!(serde_json::from_value::<Signed<_>>(json).unwrap(), signed);
	}
}

#[test]
fn a_signature_without_the_marks_for_free_bytes_is_refused() {
	let Signed { request, .. } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
	let request = ReleaseRequest { holder: bytes(ALICE), ..request };
	let marked = request.signed_bytes();
	let bare = marked.strip_prefix(b"<Bytes>").and_then(|rest| rest.strip_suffix(b"</Bytes>"));
	let signature = schnorrkel::MiniSecretKey::from_bytes(&bytes::<32>(ALICE_SEED))
		.unwrap()
		.expand_to_keypair(schnorrkel::ExpansionMode::Ed25519)
		.sign_simple(b"substrate", bare.unwrap())
		.to_bytes();
	let signed = Signed { request: request.clone(), signature };
	assert_eq!(signed.check(&custodian(&request)), Err(RequestError::NotSigned));
}

#[test]
fn the_readers_key_is_the_published_one_where_there_is_one() {
	let Signed { request, .. } = part::<Vector>("releaseRequest").signed::<ReleaseRequest>();
	for suite in Suite::ALL {
		let reader = KeyPair::derive(suite, &[1; 32]).public;
		let published = reader.published();
		let request = ReleaseRequest { reader, ..request.clone() };
		assert_eq!(request.ensure_published(None), Ok(()));
		assert_eq!(request.ensure_published(Some(&published)), Ok(()));
		let other = PublishedKey { bytes: [0; 32], ..published };
		assert_eq!(request.ensure_published(Some(&other)), Err(RequestError::OtherKey));
	}
	// A key of suite 1 whose bytes are the hash of one of suite 2.
	let large = KeyPair::derive(Suite::XWing, &[1; 32]).public.published();
	let reader = PublicKey::new(Suite::X25519, large.bytes.to_vec()).unwrap();
	let request = ReleaseRequest { reader, ..request };
	assert_eq!(request.ensure_published(Some(&large)), Err(RequestError::OtherKey));
}

#[test]
fn a_key_of_another_length_than_its_suites_is_no_request() {
	let mut json = part::<Vector>("releaseRequest").request;
	json["suite"] = json!(2);
	assert!(serde_json::from_value::<ReleaseRequest>(json).is_err());
	let mut json = part::<Vector>("patientRequest").request;
	json["kind"] = json!(4);
	assert!(serde_json::from_value::<PatientRequest>(json).is_err());
}
