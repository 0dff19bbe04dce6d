//! Releases.

use crate::vectors::{flipped, loaded, low_order_points, part, private_key, system_rng};
use salus_client::{
	emergency_ring::ReleasedEmergency,
	release::{
		open, seal, ReleaseContext, ReleaseError, ReleaseHead, ReleaseOpener, ReleasePart,
		ReleaseSealer, ReleasedRecord,
	},
	requests::{ReleaseRequest, Request, Signed},
	sealing::{DoesNotOpen, InvalidKey},
	KeyPair, PrivateKey, PublicKey, Suite,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vector {
	request: Value,
	request_bytes: String,
	reader_private_key: String,
	ekm: String,
	pub root: String,
	head: Value,
	other_head: Value,
	records: Vec<String>,
	pub utf8: Vec<String>,
	release: String,
}

impl Vector {
	pub fn request(&self) -> ReleaseRequest {
		let mut json = self.request.clone();
		json["format"] = json!(ReleaseRequest::FORMAT);
		json["signature"] = json!("00".repeat(64));
		Signed::from_json(&json.to_string()).unwrap().request
	}

	fn context(&self) -> ReleaseContext {
		ReleaseContext::from(&self.request())
	}

	fn key(&self) -> PrivateKey {
		private_key(self.request().reader.suite(), &self.reader_private_key)
	}

	fn sealed(&self) -> Vec<u8> {
		hex::decode(&self.release).unwrap()
	}

	pub fn opened(&self) -> Vec<ReleasePart> {
		let targets = self.request().targets.as_slice().len();
		open(&self.context(), &self.key(), targets, &self.sealed()).unwrap()
	}
}

pub fn vectors() -> Vec<Vector> {
	part("release")
}

fn release_of(records: &[ReleasedRecord], said: u32) -> ReleasePart {
	let header = Some(vec![0xaa]);
	let head = ReleaseHead {
		anchor: Some(3),
		class: 96,
		header,
		records: said,
		envelope: None,
		emergency: None,
	};
	ReleasePart { head, records: records.to_vec() }
}

/// What is released for a class: an envelope alone.
fn envelope_alone() -> ReleasePart {
	let head = ReleaseHead {
		anchor: None,
		class: 96,
		header: None,
		records: 0,
		envelope: Some(vec![0xcc]),
		emergency: None,
	};
	ReleasePart { head, records: vec![] }
}

fn record(index: u32) -> ReleasedRecord {
	ReleasedRecord { index, commitment: [1; 32], proof: vec![[2; 32]; 3], sealed: vec![3; 9] }
}

const CLOSED: ReleaseError = ReleaseError::DoesNotOpen(DoesNotOpen);
const CONTEXT: ReleaseContext =
	ReleaseContext { patient: [1; 32], sequence: 2, custodian: 3, nonce: [4; 32] };

/// Opens a release of one target.
fn open_one(
	context: &ReleaseContext,
	key: &PrivateKey,
	sealed: &[u8],
) -> Result<ReleasePart, ReleaseError> {
	open(context, key, 1, sealed).map(|mut parts| parts.remove(0))
}

#[test]
fn the_releases_of_the_vectors_open() {
	let suites: Vec<_> = vectors().iter().map(|vector| vector.request().reader.suite()).collect();
	assert_eq!(suites, Suite::ALL);
	for vector in vectors() {
		let parts = vector.opened();
		assert_eq!(parts.len(), 2);
		for (ReleasePart { head, .. }, told) in parts.iter().zip([&vector.head, &vector.other_head])
		{
			assert_eq!(in_members(head), *told);
		}
		let counts: Vec<_> = parts.iter().map(|part| part.records.len()).collect();
		assert_eq!(counts, [vector.records.len(), 0]);
		assert_eq!(hex::encode(&*vector.request().signed_bytes()), vector.request_bytes);
	}
}

#[test]
fn the_records_of_the_vectors_are_sealed_again_byte_for_byte() {
	for vector in vectors() {
		let sealed = vector.sealed();
		let again = seal(
			&vector.context(),
			&vector.request().reader,
			&vector.opened(),
			&mut loaded(&[&vector.ekm]),
		);
		assert_eq!(again.map(hex::encode), Ok(hex::encode(sealed)));
	}
}

#[test]
fn a_release_opens_for_its_request_and_reader_only() {
	for vector in vectors() {
		let (context, key, sealed) = (vector.context(), vector.key(), vector.sealed());
		let elsewhere = [
			ReleaseContext { patient: [0; 32], ..context },
			ReleaseContext { sequence: 0, ..context },
			ReleaseContext { custodian: 0, ..context },
			ReleaseContext { nonce: [0; 32], ..context },
		];
		for moved in elsewhere {
			assert_eq!(open(&moved, &key, 2, &sealed), Err(CLOSED));
		}
		let stranger = KeyPair::random(key.suite, &mut system_rng());
		assert_eq!(open(&context, &stranger.private, 2, &sealed), Err(CLOSED));
	}
}

#[test]
fn every_flipped_bit_is_noticed() {
	let mut rng = system_rng();
	let keys = KeyPair::random(Suite::X25519, &mut rng);
	let release = release_of(&[record(0), record(1)], 2);
	let sealed = seal(&CONTEXT, &keys.public, std::slice::from_ref(&release), &mut rng).unwrap();
	assert_eq!(open_one(&CONTEXT, &keys.private, &sealed).as_ref(), Ok(&release));
	let (start, messages) = messages(&sealed);
	let ends = messages.iter().scan(start.len(), |at, message| {
		*at += message.len();
		Some(*at - message.len())
	});
	let lengths: Vec<_> = ends.flat_map(|at| at..at + 4).collect();
	for (bit, altered) in flipped(&sealed).enumerate() {
		let refused = open_one(&CONTEXT, &keys.private, &altered).unwrap_err();
		let is_length = lengths.contains(&(bit / 8));
		let is_told = matches!(refused, ReleaseError::Incomplete | ReleaseError::TooLarge);
		assert!(refused == CLOSED || (is_length && is_told), "bit {bit}: {refused}");
	}
}

/// The messages of a release, each with its length, after what begins it.
fn messages(sealed: &[u8]) -> (&[u8], Vec<&[u8]>) {
	let (start, mut rest) = sealed.split_at(33);
	let mut messages = Vec::new();
	while let Some(length) = rest.first_chunk::<4>() {
		let (message, others) = rest.split_at(4 + u32::from_le_bytes(*length) as usize);
		messages.push(message);
		rest = others;
	}
	(start, messages)
}

#[test]
fn a_release_that_breaks_off_is_refused() {
	let mut rng = system_rng();
	let keys = KeyPair::random(Suite::X25519, &mut rng);
	let release = release_of(&[record(0), record(1)], 2);
	let sealed = seal(&CONTEXT, &keys.public, std::slice::from_ref(&release), &mut rng).unwrap();
	let (start, messages) = messages(&sealed);
	assert_eq!(messages.len(), 3);
	let open = |parts: &[&[u8]]| open_one(&CONTEXT, &keys.private, &parts.concat());
	for kept in [1, 2] {
		let broken = [&[start], &messages[..kept]].concat();
		assert_eq!(open(&broken), Err(ReleaseError::Incomplete));
	}
	assert_eq!(open(&[start]), Err(ReleaseError::Incomplete));
	let ends: Vec<_> = (0..3).map(|kept| start.len() + messages[..kept].concat().len()).collect();
	for length in (0..sealed.len()).filter(|length| !ends.contains(length)) {
		let expected = if length < start.len() { CLOSED } else { ReleaseError::Incomplete };
		assert_eq!(open(&[&sealed[..length]]), Err(expected), "{length}");
	}
	let [first, one, two] = messages[..] else { unreachable!("there are three") };
	for order in [[first, two, one], [one, first, two], [first, one, one]] {
		assert_eq!(open(&[&[start], &order[..]].concat()), Err(CLOSED));
	}
	assert_eq!(open(&[start, one, two]), Err(CLOSED));
	assert_eq!(open(&[start, first, one, two, two]), Err(ReleaseError::Incomplete));
}

#[test]
fn of_several_targets_each_comes_in_its_place_and_none_more() {
	let mut rng = system_rng();
	let keys = KeyPair::random(Suite::X25519, &mut rng);
	let parts =
		[release_of(&[record(0), record(1)], 2), envelope_alone(), release_of(&[record(0)], 1)];
	let sealed = seal(&CONTEXT, &keys.public, &parts, &mut rng).unwrap();
	assert_eq!(open(&CONTEXT, &keys.private, 3, &sealed).as_deref(), Ok(parts.as_slice()));
	for targets in [0, 1, 2, 4] {
		let refused = open(&CONTEXT, &keys.private, targets, &sealed);
		assert_eq!(refused, Err(ReleaseError::Incomplete), "{targets}");
	}
	let (start, messages) = messages(&sealed);
	let open = |parts: &[&[&[u8]]]| open(&CONTEXT, &keys.private, 3, &parts.concat().concat());
	let (first, rest) = messages.split_at(3);
	let (second, third) = rest.split_at(1);
	assert_eq!(open(&[&[start], first, second]), Err(ReleaseError::Incomplete));
	for order in [[second, first, third], [first, third, second], [first, second, second]] {
		assert_eq!(open(&[&[start], &order.concat()]), Err(CLOSED));
	}
}

/// Without a message: a message would not open anyway, as the encapsulated key is another one.
#[test]
fn a_point_of_low_order_is_refused_before_there_is_a_message() {
	let mut rng = system_rng();
	for suite in Suite::ALL {
		let keys = KeyPair::random(suite, &mut rng);
		let sealed = seal(&CONTEXT, &keys.public, &[envelope_alone()], &mut rng).unwrap();
		let start = &sealed[..1 + suite.encapsulated_length()];
		assert_eq!(open_one(&CONTEXT, &keys.private, start), Err(ReleaseError::Incomplete));
		for point in low_order_points() {
			let forged = [&start[..start.len() - 32], &point].concat();
			assert_eq!(open_one(&CONTEXT, &keys.private, &forged), Err(CLOSED));
		}
	}
}

/// X25519 takes no notice of the top bit, but HPKE does.
#[test]
fn nothing_is_sealed_to_a_key_in_another_encoding() {
	let mut rng = system_rng();
	for suite in Suite::ALL {
		let keys = KeyPair::random(suite, &mut rng);
		let mut bytes = keys.public.bytes().to_vec();
		*bytes.last_mut().unwrap() |= 0x80;
		let changed = PublicKey::new(suite, bytes).unwrap();
		let refused = seal(&CONTEXT, &changed, &[envelope_alone()], &mut rng);
		assert_eq!(refused, Err(ReleaseError::InvalidKey(InvalidKey)));
	}
}

#[test]
fn there_are_as_many_records_as_the_first_message_says() {
	let mut rng = system_rng();
	let keys = KeyPair::random(Suite::X25519, &mut rng);
	for said in [1, 3, 65_536] {
		let wrong = release_of(&[record(0), record(1)], said);
		let refused = seal(&CONTEXT, &keys.public, &[wrong], &mut rng);
		assert_eq!(refused, Err(ReleaseError::Incomplete), "{said}");
	}
	for said in [0, 65_537, u32::MAX] {
		let wrong = release_of(&[record(0), record(1)], said);
		let refused = seal(&CONTEXT, &keys.public, &[wrong], &mut rng);
		assert_eq!(refused, Err(ReleaseError::InconsistentHead), "{said}");
	}
	let swapped = release_of(&[record(1), record(0)], 2);
	let refused = seal(&CONTEXT, &keys.public, &[swapped], &mut rng);
	assert_eq!(refused, Err(ReleaseError::Incomplete));
	assert_eq!(seal(&CONTEXT, &keys.public, &[], &mut rng), Err(ReleaseError::Incomplete));
	let mut high = record(0);
	high.proof = vec![[0; 32]; 17];
	let mut long = record(0);
	long.sealed = vec![0; (1 << 26) + 1];
	for wrong in [high, long] {
		let refused = seal(&CONTEXT, &keys.public, &[release_of(&[wrong], 1)], &mut rng);
		assert_eq!(refused, Err(ReleaseError::TooLarge));
	}
}

#[test]
fn a_ticket_for_a_class_brings_no_header_and_no_records() {
	let mut rng = system_rng();
	let keys = KeyPair::random(Suite::X25519, &mut rng);
	let mut seal = |alter: fn(&mut ReleasePart)| {
		let mut part = release_of(&[record(0)], 1);
		alter(&mut part);
		let sealed = seal(&CONTEXT, &keys.public, std::slice::from_ref(&part), &mut rng)?;
		assert_eq!(open_one(&CONTEXT, &keys.private, &sealed), Ok(part));
		Ok(())
	};
	assert_eq!(seal(|part| *part = envelope_alone()), Ok(()));
	assert_eq!(seal(|_| ()), Ok(()));
	let wrong: [fn(&mut ReleasePart); 7] = [
		|part| part.head.anchor = None,
		|part| part.head.header = None,
		|part| part.head.header = Some(vec![]),
		|part| *part = release_of(&[], 0),
		|part| (part.head.anchor, part.head.header) = (None, None),
		|part| part.head.envelope = Some(vec![]),
		|part| part.head.envelope = Some(vec![0; (1 << 22) + 1]),
	];
	for alter in wrong {
		assert_eq!(seal(alter), Err(ReleaseError::InconsistentHead));
	}
}

#[test]
fn a_record_with_room_around_it_is_sealed_where_it_is() {
	let keys = KeyPair::random(Suite::X25519, &mut system_rng());
	let part = release_of(&[record(0)], 1);
	let (_, mut sealer) = ReleaseSealer::begin(&CONTEXT, &keys.public, &mut system_rng()).unwrap();
	sealer.part(&part.head).unwrap();
	let mut record = part.records[0].clone();
	record.sealed.reserve_exact(ReleaseSealer::AROUND_RECORD);
	let place = record.sealed.as_ptr();
	let message = sealer.record(record).unwrap();
	assert_eq!(message.as_ptr(), place);
}

/// What the opener is given from a stream.
#[test]
fn a_release_is_sealed_and_opened_message_by_message() {
	for suite in Suite::ALL {
		let keys = KeyPair::random(suite, &mut system_rng());
		let part = release_of(&[record(0), record(1)], 2);
		let (start, mut sealer) =
			ReleaseSealer::begin(&CONTEXT, &keys.public, &mut system_rng()).unwrap();
		assert_eq!(start.len(), ReleaseOpener::start_length(&keys.private));
		let mut messages = vec![sealer.part(&part.head).unwrap()];
		assert_eq!(sealer.part(&part.head), Err(ReleaseError::Incomplete));
		assert_eq!(sealer.record(part.records[1].clone()), Err(ReleaseError::Incomplete));
		for record in &part.records {
			messages.push(sealer.record(record.clone()).unwrap());
		}
		assert_eq!(sealer.record(record(2)), Err(ReleaseError::Incomplete));
		assert_eq!(sealer.finish(), Ok(()));

		let mut opener = ReleaseOpener::begin(&CONTEXT, &keys.private, 1, &start).unwrap();
		let bare = |message: &[u8]| {
			let (length, message) = message.split_first_chunk().unwrap();
			assert_eq!(ReleaseOpener::message_length(*length), Ok(message.len()));
			message.to_vec()
		};
		assert_eq!(opener.record(&bare(&messages[0])), Err(ReleaseError::Incomplete));
		assert_eq!(opener.part(&bare(&messages[0])), Ok(part.head.clone()));
		assert_eq!(opener.part(&bare(&messages[1])), Err(ReleaseError::Incomplete));
		for (message, record) in messages[1..].iter().zip(&part.records) {
			assert_eq!(opener.record(&bare(message)).as_ref(), Ok(record));
		}
		assert_eq!(opener.part(&bare(&messages[0])), Err(ReleaseError::Incomplete));
		assert_eq!(opener.finish(), Ok(()));
		let opener = ReleaseOpener::begin(&CONTEXT, &keys.private, 1, &start).unwrap();
		assert_eq!(opener.finish(), Err(ReleaseError::Incomplete));
	}
}

#[test]
fn a_message_longer_than_any_is_refused_before_it_comes() {
	let longest = (1 << 26) + (1 << 12);
	for (length, right) in [(15, false), (16, true), (longest, true), (longest + 1, false)] {
		let told = ReleaseOpener::message_length(u32::to_le_bytes(length));
		assert_eq!(told, if right { Ok(length as usize) } else { Err(ReleaseError::TooLarge) });
	}
}

/// What a head says, in JSON, as whoever holds the reader's public key could seal it.
mod heads {
	use super::*;
	use hpke::{
		aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256, Deserializable, OpModeS,
		Serializable,
	};

	fn opened(head: &str) -> Result<ReleasePart, ReleaseError> {
		let keys = KeyPair::random(Suite::X25519, &mut system_rng());
		let ReleaseContext { patient, sequence, custodian, nonce } = CONTEXT;
		let info = [
			b"salus/release/v1".as_slice(),
			&patient,
			&sequence.to_le_bytes(),
			&custodian.to_le_bytes(),
			&nonce,
		]
		.concat();
		let key = Deserializable::from_bytes(keys.public.bytes()).unwrap();
		let (encapsulated, mut context) = hpke::setup_sender_with_rng::<
			ChaCha20Poly1305,
			HkdfSha256,
			X25519HkdfSha256,
		>(&OpModeS::Base, &key, &info, &mut system_rng())
		.unwrap();
		let message = context.seal(head.as_bytes(), &[]).unwrap();
		let length = u32::try_from(message.len()).unwrap().to_le_bytes();
		let sealed = [[1].as_slice(), &encapsulated.to_bytes(), &length, &message].concat();
		open_one(&CONTEXT, &keys.private, &sealed)
	}

	fn right() -> Value {
		json!({
			"format": "salus/release/v1", "anchor": null, "class": 96, "header": null, "records": 0,
			"envelope": "aa",
			"emergency": {
				"ring": "aa", "threshold": 2, "epoch": 0, "share": hex::encode([1; 33]),
				"shares": [
					{ "custodian": 1, "commitment": hex::encode([1; 32]) },
					{ "custodian": 2, "commitment": hex::encode([2; 32]) },
				],
			},
		})
	}

	#[test]
	fn a_first_message_of_another_form_is_none() {
		assert!(opened(&right().to_string()).is_ok());
		let commitment = hex::encode([1; 32]);
		let listed = |custodians: &[u8]| {
			let share = |custodian| json!({ "custodian": custodian, "commitment": commitment });
			json!(custodians.iter().map(share).collect::<Vec<_>>())
		};
		let wrong = [
			("/format", json!("salus/release/v2")),
			("/anchor", json!(-1)),
			("/anchor", json!(3)),
			("/records", json!(1)),
			("/header", json!("a")),
			("/envelope", json!("")),
			("/class", json!(65_536)),
			("/emergency/share", json!(hex::encode([1; 32]))),
			("/emergency/share", json!(hex::encode([1; 33]).to_uppercase() + "AA")),
			("/emergency/threshold", json!(256)),
			("/emergency/threshold", json!(1)),
			("/emergency/threshold", json!(3)),
			("/emergency/shares", listed(&[1])),
			("/emergency/shares", listed(&[2, 1])),
			("/emergency/shares", listed(&[1, 1])),
			("/emergency/shares", listed(&[1, 2, 3, 4, 5, 6, 7, 8, 9])),
		];
		let refused = Err(ReleaseError::UnknownContent);
		for (pointer, value) in wrong {
			let mut json = right();
			*json.pointer_mut(pointer).unwrap() = value;
			assert_eq!(opened(&json.to_string()), refused, "{pointer}");
		}
		for pointer in ["", "/emergency"] {
			for member in right().pointer(pointer).unwrap().as_object().unwrap().keys() {
				let mut json = right();
				json.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(member);
				assert_eq!(opened(&json.to_string()), refused, "without {member}");
			}
			let mut longer = right();
			longer.pointer_mut(pointer).unwrap()["more"] = json!(1);
			assert_eq!(opened(&longer.to_string()), refused);
		}
		let twice = right().to_string().replacen('{', r#"{"records":0,"#, 1);
		assert_eq!(opened(&twice), refused);
		for text in ["", "null", "[]", "\"a\""] {
			assert_eq!(opened(text), refused);
		}
	}
}

/// A head in members, as the vectors have it.
fn in_members(head: &ReleaseHead) -> Value {
	let ReleaseHead { anchor, class, header, records, envelope, emergency } = head;
	let emergency = emergency.as_ref().map(|ReleasedEmergency { parts, share }| {
		let listed = |share: &salus_client::emergency_ring::CommittedShare| json!(share);
		json!({
			"ring": hex::encode(&parts.ring), "threshold": parts.threshold, "epoch": parts.epoch,
			"share": hex::encode(share.expose()),
			"shares": parts.shares.iter().map(listed).collect::<Vec<_>>(),
		})
	});
	json!({
		"anchor": anchor, "class": class, "header": header.as_ref().map(hex::encode),
		"records": records, "envelope": envelope.as_ref().map(hex::encode), "emergency": emergency,
	})
}
