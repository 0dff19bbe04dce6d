//! Releases.

use crate::vectors::{flipped, loaded, low_order_points, part, private_key};
use salus_format::{
	dice::system_dice,
	keys::{KeyPair, PrivateKey, PublicKey},
	release::{open, seal, Contents, Context, Release, ReleaseError, ReleasedRecord},
	requests::{ReleaseRequest, Request},
	sealing::{DoesNotOpen, InvalidKey},
	suite::Suite,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vector {
	pub request: ReleaseRequest,
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
	fn context(&self) -> Context {
		Context::from(&self.request)
	}

	fn key(&self) -> PrivateKey {
		private_key(self.request.reader.suite(), &self.reader_private_key)
	}

	fn sealed(&self) -> Vec<u8> {
		hex::decode(&self.release).unwrap()
	}

	pub fn opened(&self) -> Vec<Release> {
		let targets = self.request.targets.as_slice().len();
		open(&self.context(), &self.key(), targets, &self.sealed()).unwrap()
	}
}

pub fn vectors() -> Vec<Vector> {
	part("release")
}

fn contents(json: Value) -> Contents {
	serde_json::from_value(json).unwrap()
}

fn release_of(records: &[ReleasedRecord], said: u32) -> Release {
	let contents = contents(json!({
		"format": "salus/release/v1", "anchor": 3, "class": 96, "header": "aa", "records": said,
		"envelope": null, "emergency": null,
	}));
	Release { contents, records: records.to_vec() }
}

fn record(index: u32) -> ReleasedRecord {
	ReleasedRecord { index, commitment: [1; 32], proof: vec![[2; 32]; 3], sealed: vec![3; 9] }
}

const CLOSED: ReleaseError = ReleaseError::DoesNotOpen(DoesNotOpen);
const CONTEXT: Context = Context { patient: [1; 32], sequence: 2, custodian: 3, nonce: [4; 32] };

/// Opens a release of one target.
fn open_one(context: &Context, key: &PrivateKey, sealed: &[u8]) -> Result<Release, ReleaseError> {
	open(context, key, 1, sealed).map(|mut parts| parts.remove(0))
}

#[test]
fn the_releases_of_the_vectors_open() {
	let suites: Vec<_> = vectors().iter().map(|vector| vector.request.reader.suite()).collect();
	assert_eq!(suites, Suite::ALL);
	for vector in vectors() {
		let parts = vector.opened();
		assert_eq!(parts.len(), 2);
		for (Release { contents, .. }, told) in parts.iter().zip([&vector.head, &vector.other_head])
		{
			let mut head = serde_json::to_value(contents).unwrap();
			let format = head.as_object_mut().unwrap().remove("format");
			assert_eq!(format, Some(json!("salus/release/v1")));
			assert_eq!(head, *told);
		}
		let counts: Vec<_> = parts.iter().map(|part| part.records.len()).collect();
		assert_eq!(counts, [vector.records.len(), 0]);
		assert_eq!(hex::encode(vector.request.signed_bytes()), vector.request_bytes);
	}
}

#[test]
fn the_records_of_the_vectors_are_sealed_again_byte_for_byte() {
	for vector in vectors() {
		let sealed = vector.sealed();
		let again = seal(
			&vector.context(),
			&vector.request.reader,
			&vector.opened(),
			&mut loaded(&vector.ekm),
		);
		assert_eq!(again.map(hex::encode), Ok(hex::encode(sealed)));
	}
}

#[test]
fn a_release_opens_for_its_request_and_reader_only() {
	for vector in vectors() {
		let (context, key, sealed) = (vector.context(), vector.key(), vector.sealed());
		let elsewhere = [
			Context { patient: [0; 32], ..context.clone() },
			Context { sequence: 0, ..context.clone() },
			Context { custodian: 0, ..context.clone() },
			Context { nonce: [0; 32], ..context.clone() },
		];
		for moved in elsewhere {
			assert_eq!(open(&moved, &key, 2, &sealed), Err(CLOSED));
		}
		let stranger = KeyPair::generate(key.suite, &mut system_dice());
		assert_eq!(open(&context, &stranger.private, 2, &sealed), Err(CLOSED));
	}
}

#[test]
fn every_flipped_bit_is_noticed() {
	let mut dice = system_dice();
	let keys = KeyPair::generate(Suite::X25519, &mut dice);
	let release = release_of(&[record(0), record(1)], 2);
	let sealed = seal(&CONTEXT, &keys.public, std::slice::from_ref(&release), &mut dice).unwrap();
	assert_eq!(open_one(&CONTEXT, &keys.private, &sealed).as_ref(), Ok(&release));
	for (bit, altered) in flipped(&sealed).enumerate() {
		assert_eq!(open_one(&CONTEXT, &keys.private, &altered), Err(CLOSED), "bit {bit}");
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
	let mut dice = system_dice();
	let keys = KeyPair::generate(Suite::X25519, &mut dice);
	let release = release_of(&[record(0), record(1)], 2);
	let sealed = seal(&CONTEXT, &keys.public, std::slice::from_ref(&release), &mut dice).unwrap();
	let (start, messages) = messages(&sealed);
	assert_eq!(messages.len(), 3);
	let open = |parts: &[&[u8]]| open_one(&CONTEXT, &keys.private, &parts.concat());
	for kept in [1, 2] {
		let broken = [&[start], &messages[..kept]].concat();
		assert_eq!(open(&broken), Err(ReleaseError::WrongNumberOfRecords));
	}
	assert_eq!(open(&[start]), Err(ReleaseError::UnknownContent));
	let ends: Vec<_> = (0..3).map(|kept| start.len() + messages[..kept].concat().len()).collect();
	for length in (0..sealed.len()).filter(|length| !ends.contains(length)) {
		assert_eq!(open(&[&sealed[..length]]), Err(CLOSED), "{length}");
	}
	let [first, one, two] = messages[..] else { unreachable!("there are three") };
	for order in [[first, two, one], [one, first, two], [first, one, one]] {
		assert_eq!(open(&[&[start], &order[..]].concat()), Err(CLOSED));
	}
	assert_eq!(open(&[start, one, two]), Err(CLOSED));
	assert_eq!(open(&[start, first, one, two, two]), Err(CLOSED));
}

#[test]
fn of_several_targets_each_comes_in_its_place_and_none_more() {
	let mut dice = system_dice();
	let keys = KeyPair::generate(Suite::X25519, &mut dice);
	let parts =
		[release_of(&[record(0), record(1)], 2), release_of(&[], 0), release_of(&[record(0)], 1)];
	let sealed = seal(&CONTEXT, &keys.public, &parts, &mut dice).unwrap();
	assert_eq!(open(&CONTEXT, &keys.private, 3, &sealed).as_deref(), Ok(parts.as_slice()));
	for (targets, error) in [
		(1, ReleaseError::WrongNumberOfRecords),
		(2, ReleaseError::WrongNumberOfRecords),
		(4, ReleaseError::UnknownContent),
	] {
		assert_eq!(open(&CONTEXT, &keys.private, targets, &sealed), Err(error), "{targets}");
	}
	let (start, messages) = messages(&sealed);
	let open = |parts: &[&[&[u8]]]| open(&CONTEXT, &keys.private, 3, &parts.concat().concat());
	let (first, rest) = messages.split_at(3);
	let (second, third) = rest.split_at(1);
	assert_eq!(open(&[&[start], first, second]), Err(ReleaseError::UnknownContent));
	for order in [[second, first, third], [first, third, second], [first, second, second]] {
		assert_eq!(open(&[&[start], &order.concat()]), Err(CLOSED));
	}
}

/// Without a message: a message would not open anyway, as the encapsulated key is another one.
#[test]
fn a_point_of_low_order_is_refused_before_there_is_a_message() {
	let mut dice = system_dice();
	for suite in Suite::ALL {
		let keys = KeyPair::generate(suite, &mut dice);
		let sealed = seal(&CONTEXT, &keys.public, &[release_of(&[], 0)], &mut dice).unwrap();
		let start = &sealed[..1 + suite.encapsulated_length()];
		assert_eq!(open_one(&CONTEXT, &keys.private, start), Err(ReleaseError::UnknownContent));
		for point in low_order_points() {
			let forged = [&start[..start.len() - 32], &point].concat();
			assert_eq!(open_one(&CONTEXT, &keys.private, &forged), Err(CLOSED));
		}
	}
}

/// X25519 takes no notice of the top bit, but HPKE does.
#[test]
fn nothing_is_sealed_to_a_key_in_another_encoding() {
	let mut dice = system_dice();
	for suite in Suite::ALL {
		let keys = KeyPair::generate(suite, &mut dice);
		let mut bytes = keys.public.bytes().to_vec();
		*bytes.last_mut().unwrap() |= 0x80;
		let changed = PublicKey::new(suite, bytes).unwrap();
		let refused = seal(&CONTEXT, &changed, &[release_of(&[], 0)], &mut dice);
		assert_eq!(refused, Err(ReleaseError::InvalidKey(InvalidKey)));
	}
}

#[test]
fn there_are_as_many_records_as_the_first_message_says() {
	let mut dice = system_dice();
	let keys = KeyPair::generate(Suite::X25519, &mut dice);
	for said in [0, 1, 3, u32::MAX] {
		let wrong = release_of(&[record(0), record(1)], said);
		let refused = seal(&CONTEXT, &keys.public, &[wrong], &mut dice);
		assert_eq!(refused, Err(ReleaseError::WrongNumberOfRecords), "{said}");
	}
	let mut long = record(0);
	long.proof = vec![[0; 32]; 256];
	let refused = seal(&CONTEXT, &keys.public, &[release_of(&[long], 1)], &mut dice);
	assert_eq!(refused, Err(ReleaseError::TooLarge));
}

#[test]
fn a_ticket_for_a_class_brings_no_header_and_no_records() {
	let mut dice = system_dice();
	let keys = KeyPair::generate(Suite::X25519, &mut dice);
	let mut seal = |anchor: Value, header: Value, records: &[ReleasedRecord]| {
		let contents = contents(json!({
			"format": "salus/release/v1", "anchor": anchor, "class": 96, "header": header,
			"records": records.len(), "envelope": "aa", "emergency": null,
		}));
		let release = Release { contents, records: records.to_vec() };
		let sealed = seal(&CONTEXT, &keys.public, std::slice::from_ref(&release), &mut dice)?;
		assert_eq!(open_one(&CONTEXT, &keys.private, &sealed), Ok(release));
		Ok(())
	};
	assert_eq!(seal(json!(null), json!(null), &[]), Ok(()));
	assert_eq!(seal(json!(3), json!("aa"), &[record(0)]), Ok(()));
	assert_eq!(seal(json!(null), json!("aa"), &[]), Err(ReleaseError::UnknownContent));
	assert_eq!(seal(json!(3), json!(null), &[]), Err(ReleaseError::UnknownContent));
	assert_eq!(seal(json!(null), json!(null), &[record(0)]), Err(ReleaseError::UnknownContent));
}

#[test]
fn a_first_message_of_another_form_is_none() {
	let right = json!({
		"format": "salus/release/v1", "anchor": 3, "class": 96, "header": "aa", "records": 0, "envelope": null,
		"emergency": {
			"ring": "aa", "shares": [{ "custodian": 1, "commitment": hex::encode([1; 32]) }], "threshold": 2,
			"epoch": 0, "share": hex::encode([1; 33]),
		},
	});
	assert!(serde_json::from_value::<Contents>(right.clone()).is_ok());
	let wrong = [
		("/format", json!("salus/release/v2")),
		("/anchor", json!(-1)),
		("/header", json!("a")),
		("/class", json!(65_536)),
		("/emergency/share", json!(hex::encode([1; 32]))),
		("/emergency/threshold", json!(256)),
	];
	for (pointer, value) in wrong {
		let mut json = right.clone();
		*json.pointer_mut(pointer).unwrap() = value;
		assert!(serde_json::from_value::<Contents>(json).is_err(), "{pointer}");
	}
	for member in right.as_object().unwrap().keys() {
		let mut json = right.clone();
		json.as_object_mut().unwrap().remove(member);
		assert!(serde_json::from_value::<Contents>(json).is_err(), "without {member}");
	}
	let mut longer = right;
	longer["more"] = json!(1);
	assert!(serde_json::from_value::<Contents>(longer).is_err());
}
