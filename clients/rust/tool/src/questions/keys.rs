//! Questions about keys.

use super::{Ask, Refusal};
use crate::{
	forms::{class_keys_in_json, pair_in_json, ClassKeysForm},
	hexadecimal,
};
use rand_core::CryptoRng;
use salus_client::{class_keys::ClassKeys, epoch_keys::Root, KeyPair, PublicKey, Secret, Suite};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewKeyPair {
	suite: Suite,
}

impl Ask for NewKeyPair {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(pair_in_json(&KeyPair::random(self.suite, rng)))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeriveKeys {
	suite: Suite,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	root: [u8; 32],
	classes: Vec<u16>,
}

impl Ask for DeriveKeys {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { suite, root, classes } = self;
		let root = Root::new(Secret::from(root))?;
		let secret = root.class_secret();
		let of_class = |class| {
			let mut keys = pair_in_json(&secret.key_pair(suite, class));
			keys["class"] = json!(class);
			keys
		};
		Ok(json!({
			"classSecret": hex::encode(secret.bytes().expose()),
			"patient": pair_in_json(&root.patient_key_pair(suite)),
			"classes": classes.into_iter().map(of_class).collect::<Vec<_>>(),
		}))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PickKeys {
	keys: ClassKeysForm,
	classes: Vec<u16>,
}

impl Ask for PickKeys {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let keys = ClassKeys::try_from(self.keys)?;
		Ok(class_keys_in_json(&keys.keys_of_classes(self.classes)?))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Published {
	key: PublicKey,
}

impl Ask for Published {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!(self.key.published()))
	}
}
