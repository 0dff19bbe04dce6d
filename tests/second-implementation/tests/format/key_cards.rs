//! Class key cards.

use crate::vectors::{bytes, flipped_bytes, part};
use salus_format::{
	key_card::{CardError, ClassPublicKey, Expected, KeyCard},
	keys::{PublicKey, PublishedKey, WrongLength},
	suite::Suite,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
struct Vector {
	card: Value,
	hash: String,
}

fn vectors() -> Vec<Vector> {
	part("keyCards")
}

fn card(json: &Value) -> KeyCard {
	serde_json::from_value(json.clone()).unwrap()
}

/// What a writer expects who may accept the card of a vector.
fn expected(vector: &Vector) -> Expected {
	let KeyCard { genesis, patient, epoch, suite, public_key, .. } = card(&vector.card);
	let published_key = PublicKey::new(suite, public_key).unwrap().published();
	Expected { genesis, patient, epoch, published_key, card: bytes(&vector.hash) }
}

#[test]
fn the_cards_of_the_vectors_are_accepted() {
	let suites: Vec<_> = vectors().iter().map(|vector| card(&vector.card).suite).collect();
	assert_eq!(suites, Suite::ALL);
	for vector in vectors() {
		let card = card(&vector.card);
		assert_eq!(card.hash().map(hex::encode).as_ref(), Ok(&vector.hash));
		assert_eq!(card.accept(&expected(&vector)), Ok(card.classes.as_slice()));
		assert_eq!(serde_json::to_value(&card).unwrap(), vector.card);
		let key = PublicKey::new(card.suite, card.public_key.clone()).unwrap();
		let made = KeyCard::new(card.genesis, card.patient, card.epoch, &key, card.classes.clone());
		assert_eq!(made, Ok(card));
	}
}

#[test]
fn a_card_of_another_chain_patient_epoch_or_key_is_refused() {
	for vector in vectors() {
		let right = expected(&vector);
		let PublishedKey { suite, bytes } = right.published_key;
		let other_suite = Suite::ALL.into_iter().find(|other| *other != suite).unwrap();
		let with_key = |suite, bytes| Expected {
			published_key: PublishedKey { suite, bytes },
			..right.clone()
		};
		let cases = [
			(Expected { genesis: [0; 32], ..right.clone() }, CardError::OtherChain),
			(Expected { patient: [0; 32], ..right.clone() }, CardError::OtherPatient),
			(Expected { epoch: 1, ..right.clone() }, CardError::OtherEpoch),
			(Expected { epoch: 3, ..right.clone() }, CardError::OtherEpoch),
			(with_key(other_suite, bytes), CardError::OtherKey),
			(with_key(suite, [0; 32]), CardError::OtherKey),
			(Expected { card: [0; 32], ..right.clone() }, CardError::OtherHash),
		];
		for (expected, error) in cases {
			assert_eq!(card(&vector.card).accept(&expected), Err(error));
		}
	}
}

#[test]
fn a_flipped_bit_in_each_byte_of_a_key_is_noticed() {
	for vector in vectors() {
		let expected = expected(&vector);
		let right = card(&vector.card);
		for altered in flipped_bytes(&right.public_key) {
			let mut forged = right.clone();
			forged.public_key = altered;
			assert_eq!(forged.accept(&expected), Err(CardError::OtherKey));
		}
		for altered in flipped_bytes(&right.classes[1].public_key) {
			let mut forged = right.clone();
			forged.classes[1].public_key = altered;
			assert_eq!(forged.accept(&expected), Err(CardError::OtherHash));
		}
		let mut other_class = vector.card;
		other_class["classes"][0]["class"] = json!(29);
		assert_eq!(card(&other_class).accept(&expected), Err(CardError::OtherHash));
		other_class["classes"] = json!([]);
		assert_eq!(card(&other_class).accept(&expected), Err(CardError::OtherHash));
	}
}

#[test]
fn classes_ascend_each_once() {
	for vector in vectors() {
		let right = card(&vector.card);
		let reversed: Vec<_> = right.classes.iter().rev().cloned().collect();
		let twice = vec![right.classes[0].clone(); 2];
		for classes in [reversed, twice] {
			let mut forged = right.clone();
			forged.classes = classes;
			let refused = Err(CardError::ClassesDoNotAscend);
			assert_eq!(forged.hash().map(|_| ()), refused);
			assert_eq!(forged.accept(&expected(&vector)).map(|_| ()), refused);
		}
	}
}

#[test]
fn all_keys_of_a_card_are_of_its_suite() {
	let [one, two] = vectors().try_into().ok().unwrap();
	for (vector, other) in [(&one, &two), (&two, &one)] {
		let (right, foreign) = (card(&vector.card), card(&other.card));
		let wrong = Err(CardError::WrongLength(WrongLength));
		let mut another_suite = right.clone();
		another_suite.suite = foreign.suite;
		assert_eq!(another_suite.accept(&expected(vector)).map(|_| ()), wrong);
		let mut another_class = right;
		another_class.classes[0].public_key = foreign.classes[0].public_key.clone();
		assert_eq!(another_class.accept(&expected(vector)).map(|_| ()), wrong);
	}
}

#[test]
fn a_card_lists_no_more_classes_than_it_can_count() {
	let key = PublicKey::new(Suite::X25519, vec![9; 32]).unwrap();
	let all: Vec<_> =
		(0..=u16::MAX).map(|class| ClassPublicKey { class, public_key: vec![9; 32] }).collect();
	let made = |classes| KeyCard::new([1; 32], [2; 32], 0, &key, classes).map(|_| ());
	assert_eq!(made(all[1..].to_vec()), Ok(()));
	assert_eq!(made(all), Err(CardError::TooManyClasses));
}

#[test]
fn a_card_of_another_format_is_none() {
	for vector in vectors() {
		let wrong = [
			("/format", json!("salus/class-key-card/v2")),
			("/epoch", json!("2")),
			("/epoch", json!(-1)),
			("/suite", json!(0)),
			("/suite", json!(3)),
			("/suite", json!("1")),
			("/patient", json!("00")),
			("/patient", json!(vector.card["genesis"].as_str().unwrap().to_uppercase() + "AA")),
			("/publicKey", json!("zz")),
			("/classes/0/class", json!(65_536)),
			("/classes", json!(null)),
		];
		for (pointer, value) in wrong {
			let mut json = vector.card.clone();
			*json.pointer_mut(pointer).unwrap() = value;
			assert!(serde_json::from_value::<KeyCard>(json).is_err(), "{pointer}");
		}
		let mut longer = vector.card;
		longer["signature"] = json!("");
		assert!(serde_json::from_value::<KeyCard>(longer).is_err());
	}
}
