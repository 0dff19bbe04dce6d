//! Questions about the patient's ring.

use super::{Ask, Refusal};
use crate::{
	dice::CryptoRng,
	hexadecimal,
	key_ring::{self, Backup, Context, FoundShare, Holders, KeyRing},
	keys::{PrivateKey, PublicKey},
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
	#[serde(with = "hexadecimal")]
	genesis: [u8; 32],
	context: Context,
	ring: KeyRing,
	guardians: Option<Guardians>,
	words: Option<String>,
	device: Option<PublicKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guardians {
	threshold: u8,
	keys: Vec<PublicKey>,
}

impl Ask for Seal {
	fn answer(self, dice: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { genesis, context, ring, guardians, words, device } = self;
		let guardians =
			guardians.as_ref().map(|guardians| (guardians.threshold, &guardians.keys[..]));
		let holders = Holders { guardians, words: words.as_deref(), device: device.as_ref() };
		Ok(json!(Backup::seal(genesis, context, &ring, &holders, dice)?))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Open {
	backup: Backup,
	with: With,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum With {
	Words(String),
	Device(PrivateKey),
	Shares(Vec<FoundShare>),
}

impl Ask for Open {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { backup, with } = self;
		Ok(json!(match with {
			With::Words(words) => backup.open_with_words(&words)?,
			With::Device(key) => backup.open_with_device(&key)?,
			With::Shares(found) => backup.open_with_shares(&found)?,
		}))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Share {
	backup: Backup,
	key: PrivateKey,
}

impl Ask for Share {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!(self.backup.guardian_share(&self.key)?))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HandOver {
	context: Context,
	found: FoundShare,
	device: PublicKey,
}

impl Ask for HandOver {
	fn answer(self, dice: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, found, device } = self;
		let sealed = key_ring::hand_over(&context, &found, &device, dice)?;
		Ok(json!({ "index": found.index, "sealed": hex::encode(sealed) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenHanded {
	context: Context,
	index: u8,
	key: PrivateKey,
	#[serde(with = "hexadecimal")]
	sealed: Vec<u8>,
}

impl Ask for OpenHanded {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, index, key, sealed } = self;
		Ok(json!(key_ring::open_handed(&context, index, &key, &sealed)?))
	}
}
