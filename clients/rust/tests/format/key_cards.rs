//! Class key cards.

use crate::vectors::{bytes, filled, flipped_bytes, part, secret};
use salus_client::{
	classes,
	epoch_keys::Root,
	json::JsonError,
	key_card::{CardError, KeyCard, KnownPatient, MAX_TEXT},
	PublicKey, PublishedKey, Suite,
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

/// What a writer knows who may accept the card of a vector.
fn known(vector: &Vector) -> KnownPatient {
	let card = card(&vector.card);
	KnownPatient {
		genesis: *card.genesis(),
		patient: *card.patient(),
		epoch: card.epoch(),
		public_key: card.public_key().published(),
		card: bytes(&vector.hash),
	}
}

#[test]
fn the_cards_of_the_vectors_are_accepted() {
	let suites: Vec<_> = vectors().iter().map(|vector| card(&vector.card).suite()).collect();
	assert_eq!(suites, Suite::ALL);
	for vector in vectors() {
		let card = card(&vector.card);
		assert_eq!(hex::encode(card.hash()), vector.hash);
		assert_eq!(serde_json::to_value(&card).unwrap(), vector.card);
		assert_eq!(KeyCard::from_json(&card.to_json()).as_ref(), Ok(&card));
		let made = KeyCard::new(
			*card.genesis(),
			*card.patient(),
			card.epoch(),
			card.public_key().clone(),
			card.classes().clone(),
		);
		assert_eq!(made.as_ref(), Ok(&card));
		let checked = card.clone().check(&known(&vector)).unwrap();
		assert_eq!(checked.card(), &card);
		for (class, key) in card.classes() {
			let class_key = checked.class_key(*class).unwrap();
			assert_eq!((class_key.epoch, &class_key.key), (card.epoch(), key));
		}
		assert_eq!(checked.class_key(1), None);
	}
}

#[derive(Deserialize)]
struct RootVector {
	suite: Suite,
	root: String,
}

#[test]
fn the_cards_of_the_vectors_are_made_of_their_root() {
	let roots: Vec<RootVector> = part("keys");
	for (vector, RootVector { suite, root }) in vectors().iter().zip(roots) {
		let (card, root) = (card(&vector.card), Root::new(secret(&root)).unwrap());
		let class_secret = root.class_secret();
		let of_class = |class: &u16| (*class, class_secret.key_pair(suite, *class).public);
		let classes = card.classes().keys().map(of_class).collect();
		let key = root.patient_key_pair(suite).public;
		let made = KeyCard::new(*card.genesis(), *card.patient(), card.epoch(), key, classes);
		assert_eq!(hex::encode(made.unwrap().hash()), vector.hash);
	}
}

#[test]
fn a_card_of_another_chain_patient_epoch_or_key_is_refused() {
	for vector in vectors() {
		let right = known(&vector);
		let PublishedKey { suite, bytes } = right.public_key;
		let other_suite = Suite::ALL.into_iter().find(|other| *other != suite).unwrap();
		let with_key =
			|suite, bytes| KnownPatient { public_key: PublishedKey { suite, bytes }, ..right };
		let cases = [
			(KnownPatient { genesis: [0; 32], ..right }, CardError::OtherChain),
			(KnownPatient { patient: [0; 32], ..right }, CardError::OtherPatient),
			(KnownPatient { epoch: 1, ..right }, CardError::OtherEpoch),
			(KnownPatient { epoch: 3, ..right }, CardError::OtherEpoch),
			(with_key(other_suite, bytes), CardError::OtherKey),
			(with_key(suite, [0; 32]), CardError::OtherKey),
			(KnownPatient { card: [0; 32], ..right }, CardError::OtherHash),
		];
		for (known, error) in cases {
			assert_eq!(card(&vector.card).check(&known), Err(error));
		}
	}
}

#[test]
fn a_flipped_bit_in_each_byte_of_a_key_is_noticed() {
	for vector in vectors() {
		let known = known(&vector);
		for (pointer, error) in
			[("/publicKey", CardError::OtherKey), ("/classes/1/publicKey", CardError::OtherHash)]
		{
			let key = vector.card.pointer(pointer).unwrap().as_str().unwrap();
			for altered in flipped_bytes(&hex::decode(key).unwrap()) {
				let mut forged = vector.card.clone();
				*forged.pointer_mut(pointer).unwrap() = json!(hex::encode(altered));
				assert_eq!(card(&forged).check(&known), Err(error));
			}
		}
		let mut other_class = vector.card;
		other_class["classes"][0]["class"] = json!(29);
		assert_eq!(card(&other_class).check(&known), Err(CardError::OtherHash));
	}
}

#[test]
fn all_keys_of_a_card_are_of_its_suite() {
	let [one, two] = vectors().try_into().ok().unwrap();
	for (vector, other) in [(&one, &two), (&two, &one)] {
		for pointer in ["/suite", "/publicKey", "/classes/0/publicKey"] {
			let mut mixed = vector.card.clone();
			*mixed.pointer_mut(pointer).unwrap() = other.card.pointer(pointer).unwrap().clone();
			assert!(serde_json::from_value::<KeyCard>(mixed).is_err(), "{pointer}");
		}
		let (own, foreign) = (card(&vector.card), card(&other.card));
		let classes = foreign.classes().clone();
		let made = KeyCard::new([1; 32], [2; 32], 0, own.public_key().clone(), classes);
		assert_eq!(made, Err(CardError::WrongKey));
	}
}

#[test]
fn a_card_lists_1_to_65_535_classes() {
	let key = || PublicKey::new(Suite::X25519, vec![9; 32]).unwrap();
	let made = |classes: core::ops::RangeInclusive<u16>| {
		let classes = classes.map(|class| (class, key())).collect();
		KeyCard::new([1; 32], [2; 32], 0, key(), classes).map(|_| ())
	};
	assert_eq!(made(1..=u16::MAX), Ok(()));
	assert_eq!(made(0..=u16::MAX), Err(CardError::WrongNumberOfClasses));
	#[expect(clippy::reversed_empty_ranges, reason = "an empty one is meant")]
	let none = made(1..=0);
	assert_eq!(none, Err(CardError::WrongNumberOfClasses));
}

#[test]
fn the_card_of_an_epoch_lists_all_classes_and_the_labels_of_everybody() {
	let root = Root::new(filled(7)).unwrap();
	let card = KeyCard::of_epoch([1; 32], [2; 32], 3, Suite::X25519, &root).unwrap();
	let listed: Vec<_> = card.classes().keys().copied().collect();
	assert_eq!(listed, [classes::all_classes(), (0x8000..=0x801f).collect()].concat());
	assert_eq!(*card.public_key(), root.patient_key_pair(Suite::X25519).public);
	let own = root.class_secret().key_pair(Suite::X25519, 0x8001).public;
	assert_eq!(card.classes()[&0x8001], own);
}

#[test]
fn a_card_of_another_format_is_none() {
	for vector in vectors() {
		let classes = vector.card["classes"].as_array().unwrap();
		let reversed: Vec<_> = classes.iter().rev().cloned().collect();
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
			("/classes", json!([])),
			("/classes", json!(reversed)),
			("/classes", json!([classes[0], classes[0]])),
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

#[test]
fn a_text_that_is_longer_than_any_card_is_not_parsed() {
	let text = card(&vectors()[0].card).to_json();
	let longest = text.clone() + &" ".repeat(MAX_TEXT - text.len());
	assert!(KeyCard::from_json(&longest).is_ok());
	assert_eq!(KeyCard::from_json(&(longest + " ")), Err(JsonError::TooLong(MAX_TEXT)));
}

/// The place is told, and nothing of the content.
#[test]
fn an_error_tells_the_place_only() {
	let error = KeyCard::from_json("{\n  \"format\": \"Mueller\" }").unwrap_err();
	assert_eq!(error.to_string(), "not JSON of this format, at line 2, column 21");
}
