//! Class key cards.

use crate::vectors::{bytes, flipped, part};
use salus_format::key_card::{CardError, ClassPublicKey, Content, Expected, KeyCard};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	controller_public_key: String,
	signed_bytes: String,
	card: Value,
}

fn card(json: &Value) -> KeyCard {
	serde_json::from_value(json.clone()).unwrap()
}

/// What the card says, and what a writer expects who may accept it.
fn content_and_expected(vector: &Vector) -> (Content, Expected) {
	let mut json = vector.card.clone();
	let members = json.as_object_mut().unwrap();
	members.remove("format");
	members.remove("signature");
	let content: Content = serde_json::from_value(json).unwrap();
	let Content { genesis, patient, epoch, .. } = content;
	let controller = bytes(&vector.controller_public_key);
	(content, Expected { genesis, patient, epoch, controller })
}

#[test]
fn the_card_of_the_vectors_is_accepted() {
	let vector: Vector = part("keyCard");
	let (content, expected) = content_and_expected(&vector);
	assert_eq!(content.signed_bytes().map(hex::encode), Ok(vector.signed_bytes));
	assert_eq!(card(&vector.card).accept(&expected), Ok(content.classes.as_slice()));
	assert_eq!(serde_json::to_value(card(&vector.card)).unwrap(), vector.card);
}

#[test]
fn a_card_of_another_chain_patient_epoch_or_controller_is_refused() {
	let vector: Vector = part("keyCard");
	let (_, expected) = content_and_expected(&vector);
	let cases = [
		(Expected { genesis: [0; 32], ..expected.clone() }, CardError::OtherChain),
		(Expected { patient: [0; 32], ..expected.clone() }, CardError::OtherPatient),
		(Expected { epoch: 1, ..expected.clone() }, CardError::OtherEpoch),
		(Expected { epoch: 3, ..expected.clone() }, CardError::OtherEpoch),
		(Expected { controller: [0; 32], ..expected.clone() }, CardError::NotSignedByController),
		(Expected { controller: [0xff; 32], ..expected }, CardError::NotSignedByController),
	];
	for (expected, error) in cases {
		assert_eq!(card(&vector.card).accept(&expected), Err(error));
	}
}

#[test]
fn every_flipped_bit_of_keys_and_signature_is_noticed() {
	let vector: Vector = part("keyCard");
	let (_, expected) = content_and_expected(&vector);
	for pointer in ["/signature", "/classes/0/publicKey", "/classes/1/publicKey"] {
		let right = hex::decode(vector.card.pointer(pointer).unwrap().as_str().unwrap()).unwrap();
		for altered in flipped(&right) {
			let mut forged = vector.card.clone();
			*forged.pointer_mut(pointer).unwrap() = json!(hex::encode(altered));
			assert_eq!(card(&forged).accept(&expected), Err(CardError::NotSignedByController));
		}
	}
	let mut other_class = vector.card;
	other_class["classes"][0]["class"] = json!(29);
	assert_eq!(card(&other_class).accept(&expected), Err(CardError::NotSignedByController));
}

#[test]
fn classes_ascend_each_once() {
	let vector: Vector = part("keyCard");
	let (content, expected) = content_and_expected(&vector);
	let reversed: Vec<_> = content.classes.iter().rev().cloned().collect();
	let twice = vec![content.classes[0].clone(); 2];
	for classes in [reversed, twice] {
		let wrong = Content { classes: classes.clone(), ..content.clone() };
		assert_eq!(KeyCard::sign(wrong, &[1; 32]), Err(CardError::ClassesDoNotAscend));
		let mut forged = vector.card.clone();
		forged["classes"] = serde_json::to_value(classes).unwrap();
		assert_eq!(card(&forged).accept(&expected), Err(CardError::ClassesDoNotAscend));
	}
}

#[test]
fn a_card_of_another_format_is_none() {
	let vector: Vector = part("keyCard");
	let wrong = [
		("/format", json!("salus/class-key-card/v2")),
		("/epoch", json!("2")),
		("/epoch", json!(-1)),
		("/patient", json!("00")),
		("/patient", json!(vector.card["patient"].as_str().unwrap().to_uppercase())),
		("/signature", json!("00")),
		("/classes/0/class", json!(65_536)),
		("/classes", json!(null)),
	];
	for (pointer, value) in wrong {
		let mut json = vector.card.clone();
		*json.pointer_mut(pointer).unwrap() = value;
		assert!(serde_json::from_value::<KeyCard>(json).is_err(), "{pointer}");
	}
	let mut longer = vector.card;
	longer["note"] = json!("");
	assert!(serde_json::from_value::<KeyCard>(longer).is_err());
}

/// The public key of the seed is that of the development account Alice.
#[test]
fn a_card_made_here_is_accepted_here() {
	let seed = bytes("e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a");
	let controller = bytes("d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
	let classes = vec![ClassPublicKey { class: 96, public_key: [4; 32] }];
	let content =
		Content { genesis: [1; 32], patient: [2; 32], epoch: 3, classes: classes.clone() };
	let card = KeyCard::sign(content, &seed).unwrap();
	let expected = Expected { genesis: [1; 32], patient: [2; 32], epoch: 3, controller };
	assert_eq!(card.accept(&expected), Ok(classes.as_slice()));
}
