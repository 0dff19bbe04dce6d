//! Questions about keys.

use super::{Ask, Refusal};
use crate::{
	class_keys::{ClassKey, ClassKeys, ListedKeys},
	dice::CryptoRng,
	hexadecimal,
	keys::{class_secret, KeyPair, PrivateKey, PublicKey},
	suite::Suite,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewKeyPair {
	suite: Suite,
}

impl Ask for NewKeyPair {
	fn answer(self, dice: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(in_json(&KeyPair::generate(self.suite, dice)))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeriveKeys {
	suite: Suite,
	#[serde(with = "hexadecimal")]
	root: [u8; 32],
	classes: Vec<u16>,
}

impl Ask for DeriveKeys {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { suite, root, classes } = self;
		let secret = class_secret(&root);
		let of_class = |class| {
			let mut keys = in_json(&KeyPair::of_class(suite, &secret, class));
			keys["class"] = json!(class);
			keys
		};
		Ok(json!({
			"classSecret": hex::encode(secret),
			"patient": in_json(&KeyPair::of_patient(suite, &root)),
			"classes": classes.into_iter().map(of_class).collect::<Vec<_>>(),
		}))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PickKeys {
	keys: ClassKeys,
	classes: Vec<u16>,
}

impl Ask for PickKeys {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let key_of = |class| {
			let PrivateKey { private_key, .. } = self.keys.of_class(class)?;
			Some(ClassKey { class, private_key })
		};
		let classes: Option<_> = self.classes.iter().map(|class| key_of(*class)).collect();
		let classes = classes.ok_or("a class is not among these keys")?;
		Ok(json!(ListedKeys { suite: self.keys.suite(), classes }))
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

fn in_json(KeyPair { public, private }: &KeyPair) -> Value {
	json!({
		"suite": public.suite(),
		"publicKey": hex::encode(public.bytes()),
		"privateKey": hex::encode(private.private_key),
	})
}
