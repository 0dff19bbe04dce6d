//! The ring of the vectors, with a nonce that only the vectors choose.

use super::*;
use crate::{epoch_keys::ClassSecret, suite::Suite};
use serde_json::Value;
use std::collections::BTreeMap;

const FILE: &str = include_str!("../../../../tests/vectors/record-format-v1.json");

fn bytes<const N: usize>(text: &Value) -> [u8; N] {
	hex::decode(text.as_str().unwrap()).unwrap().try_into().unwrap()
}

fn keys(vector: &Value) -> ClassKeys {
	let suite = Suite::try_from(u8::try_from(vector["suite"].as_u64().unwrap()).unwrap()).unwrap();
	let Some(classes) = vector["classes"].as_array() else {
		let class_secret = ClassSecret::new(bytes(&vector["classSecret"]).into());
		return ClassKeys::All { suite, class_secret };
	};
	let key = |listed: &Value| {
		let class = u16::try_from(listed["class"].as_u64().unwrap()).unwrap();
		(class, Secret::from(bytes(&listed["privateKey"])))
	};
	ClassKeys::Listed { suite, keys: classes.iter().map(key).collect::<BTreeMap<_, _>>() }
}

#[test]
fn the_ring_of_the_vectors_is_sealed_again_byte_for_byte() {
	let file: Value = serde_json::from_str(FILE).unwrap();
	let vector = &file["emergencyRing"];
	let ring: EmergencyRing = serde_json::from_value(vector["ring"].clone()).unwrap();
	let (keys, ring_key) = (keys(&vector["keys"]), Secret::from(bytes(&vector["ringKey"])));
	let sealed = seal_ring(&ring.context(), &keys, &ring_key, &bytes(&vector["nonce"]));
	assert_eq!(sealed.as_ref(), Ok(&ring.parts.ring));
	assert_eq!(open_ring(&ring.context(), &ring_key, &ring.parts.ring), Ok(keys));
}
