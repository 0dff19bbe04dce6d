//! Questions about class key cards.

use super::{Ask, Refusal};
use crate::{
	dice::CryptoRng,
	hexadecimal,
	key_card::{ClassPublicKey, Expected, KeyCard},
	keys::PublicKey,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Make {
	#[serde(with = "hexadecimal")]
	genesis: [u8; 32],
	#[serde(with = "hexadecimal")]
	patient: [u8; 32],
	epoch: u32,
	key: PublicKey,
	classes: Vec<ClassPublicKey>,
}

impl Ask for Make {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { genesis, patient, epoch, key, classes } = self;
		let card = KeyCard::new(genesis, patient, epoch, &key, classes)?;
		Ok(json!({ "card": card, "hash": hex::encode(card.hash()?) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accept {
	card: KeyCard,
	expected: Expected,
}

impl Ask for Accept {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!({ "classes": self.card.accept(&self.expected)? }))
	}
}
