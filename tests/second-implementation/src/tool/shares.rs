//! Questions about shares of a key.

use super::{Ask, Refusal};
use crate::{dice::CryptoRng, hexadecimal, shares};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Split {
	#[serde(with = "hexadecimal")]
	key: [u8; 32],
	threshold: u8,
	number: u8,
}

impl Ask for Split {
	fn answer(self, dice: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let in_json = |share: &shares::Share| {
			let commitment = hex::encode(shares::commitment(share));
			json!({ "share": hex::encode(share), "commitment": commitment })
		};
		let split = shares::split(&self.key, self.threshold, self.number, dice)?;
		Ok(json!({ "shares": split.iter().map(in_json).collect::<Vec<_>>() }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
	#[serde(with = "hexadecimal::list")]
	shares: Vec<shares::Share>,
	threshold: u8,
}

impl Ask for Join {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!({ "key": hex::encode(shares::join(&self.shares, self.threshold)?) }))
	}
}
