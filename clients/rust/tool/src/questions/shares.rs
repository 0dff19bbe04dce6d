//! Questions about shares of a key.

use super::{Ask, Refusal};
use crate::hexadecimal;
use rand_core::CryptoRng;
use salus_client::{shares, Secret};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Split {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	key: [u8; 32],
	threshold: u8,
	number: u8,
}

impl Ask for Split {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let in_json = |share: &shares::Share| {
			let commitment = hex::encode(shares::commitment(share));
			json!({ "share": hex::encode(share.expose()), "commitment": commitment })
		};
		let split = shares::split(&Secret::from(self.key), self.threshold, self.number, rng)?;
		Ok(json!({ "shares": split.iter().map(in_json).collect::<Vec<_>>() }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
	#[serde(deserialize_with = "hexadecimal::list::deserialize")]
	shares: Vec<[u8; 33]>,
	threshold: u8,
}

impl Ask for Join {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let shares: Vec<_> = self.shares.into_iter().map(Secret::from).collect();
		Ok(json!({ "key": hex::encode(shares::join(&shares, self.threshold)?.expose()) }))
	}
}
