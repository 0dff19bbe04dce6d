//! Questions about the patient's ring.

use super::{Ask, Refusal};
use crate::{
	forms::{found_in_json, ring_in_json, FoundForm, PrivateKeyForm, RingForm, VersionForm},
	hexadecimal,
};
use rand_core::CryptoRng;
use salus_client::{
	key_ring::{self, GuardianShare, RingBackup, RingKeepers},
	PublicKey,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	genesis: [u8; 32],
	context: VersionForm,
	ring: RingForm,
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
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { genesis, context, ring, guardians, words, device } = self;
		let guardians =
			guardians.as_ref().map(|guardians| (guardians.threshold, &guardians.keys[..]));
		let devices = device.as_slice();
		let keepers = RingKeepers { guardians, words: words.as_deref(), devices };
		let ring = ring.try_into()?;
		Ok(json!(RingBackup::seal(genesis, context.into(), &ring, &keepers, rng)?))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Open {
	backup: RingBackup,
	with: With,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum With {
	Words(String),
	Device(PrivateKeyForm),
	Shares(Vec<FoundForm>),
}

impl Ask for Open {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { backup, with } = self;
		let ring = match with {
			With::Words(words) => backup.open_with_words(&words)?,
			With::Device(key) => backup.open_with_device(&key.into())?,
			With::Shares(found) => {
				let found: Vec<GuardianShare> = found.into_iter().map(Into::into).collect();
				backup.open_with_shares(&found)?
			},
		};
		Ok(ring_in_json(&ring))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Share {
	backup: RingBackup,
	key: PrivateKeyForm,
}

impl Ask for Share {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(found_in_json(&self.backup.guardian_share(&self.key.into())?))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HandOver {
	context: VersionForm,
	found: FoundForm,
	device: PublicKey,
}

impl Ask for HandOver {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, found, device } = self;
		let found = found.into();
		let sealed = key_ring::hand_over(&context.into(), &found, &device, rng)?;
		Ok(json!({ "index": found.index, "sealed": hex::encode(sealed) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenHanded {
	context: VersionForm,
	index: u8,
	key: PrivateKeyForm,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	sealed: Vec<u8>,
}

impl Ask for OpenHanded {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, index, key, sealed } = self;
		let found = key_ring::open_handed(&context.into(), index, &key.into(), &sealed)?;
		Ok(found_in_json(&found))
	}
}
