//! Questions about envelopes.

use super::{Ask, Refusal};
use crate::{
	class_keys::ClassKeys,
	dice::CryptoRng,
	envelope::{self, Context},
	hexadecimal,
	keys::{PrivateKey, PublicKey},
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
	context: Context,
	key: PublicKey,
	keys: ClassKeys,
}

impl Ask for Seal {
	fn answer(self, dice: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let sealed = envelope::seal(&self.context, &self.key, &self.keys, dice)?;
		let commitment = hex::encode(envelope::commitment(&sealed));
		Ok(json!({ "sealed": hex::encode(sealed), "commitment": commitment }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Open {
	context: Context,
	key: PrivateKey,
	#[serde(with = "hexadecimal")]
	sealed: Vec<u8>,
}

impl Ask for Open {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!(envelope::open(&self.context, &self.key, &self.sealed)?))
	}
}
