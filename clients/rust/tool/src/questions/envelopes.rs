//! Questions about envelopes.

use super::{Ask, Refusal};
use crate::{
	forms::{class_keys_in_json, ClassKeysForm, PrivateKeyForm},
	hexadecimal,
};
use rand_core::CryptoRng;
use salus_client::{
	envelope::{self, EnvelopeContext},
	PublicKey,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ContextForm {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	patient: [u8; 32],
	organization: u32,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	grantee: [u8; 32],
	key_epoch: u32,
}

impl From<ContextForm> for EnvelopeContext {
	fn from(form: ContextForm) -> Self {
		let ContextForm { patient, organization, grantee, key_epoch } = form;
		Self { patient, organization, grantee, key_epoch }
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
	context: ContextForm,
	key: PublicKey,
	keys: ClassKeysForm,
}

impl Ask for Seal {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let sealed = envelope::seal(&self.context.into(), &self.key, &self.keys.try_into()?, rng)?;
		let commitment = hex::encode(envelope::commitment(&sealed));
		Ok(json!({ "sealed": hex::encode(sealed), "commitment": commitment }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Open {
	context: ContextForm,
	key: PrivateKeyForm,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	sealed: Vec<u8>,
}

impl Ask for Open {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let keys = envelope::open(&self.context.into(), &self.key.into(), &self.sealed)?;
		Ok(class_keys_in_json(&keys))
	}
}
