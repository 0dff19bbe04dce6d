//! Questions about class key cards.

use super::{Ask, Refusal};
use crate::hexadecimal;
use rand_core::CryptoRng;
use salus_client::{
	key_card::{KeyCard, KnownPatient},
	PublicKey, PublishedKey,
};
use serde::Deserialize;
use serde_json::{json, Value};
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Make {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	genesis: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	patient: [u8; 32],
	epoch: u32,
	key: PublicKey,
	classes: Vec<ClassForm>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ClassForm {
	class: u16,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	public_key: Vec<u8>,
}

impl Ask for Make {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { genesis, patient, epoch, key, classes } = self;
		if !classes.is_sorted_by(|one, next| one.class < next.class) {
			return Err("the classes ascend, each once".into());
		}
		let mut keys = BTreeMap::new();
		for ClassForm { class, public_key } in classes {
			keys.insert(class, PublicKey::new(key.suite(), public_key)?);
		}
		let card = KeyCard::new(genesis, patient, epoch, key, keys)?;
		Ok(json!({ "card": card, "hash": hex::encode(card.hash()) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accept {
	card: KeyCard,
	expected: Expected,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expected {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	genesis: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	patient: [u8; 32],
	epoch: u32,
	published_key: PublishedKey,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	card: [u8; 32],
}

impl Ask for Accept {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Expected { genesis, patient, epoch, published_key: public_key, card } = self.expected;
		let checked =
			self.card.check(&KnownPatient { genesis, patient, epoch, public_key, card })?;
		let listed = |(class, key): (&u16, &PublicKey)| json!({ "class": class, "publicKey": hex::encode(key.bytes()) });
		let classes: Vec<_> = checked.card().classes().iter().map(listed).collect();
		Ok(json!({ "classes": classes }))
	}
}
