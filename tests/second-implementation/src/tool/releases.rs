//! Questions about releases, and what is read out of them.

use super::{records, Ask, Refusal};
use crate::{
	batch,
	dice::CryptoRng,
	hexadecimal,
	keys::{PrivateKey, PublicKey},
	reading::{self, Anchor},
	release::{self, Contents, Release, ReleasedRecord},
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
	context: release::Context,
	key: PublicKey,
	contents: Contents,
	records: Vec<ReleasedRecord>,
}

impl Ask for Seal {
	fn answer(self, dice: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, key, contents, records } = self;
		let sealed = release::seal(&context, &key, &Release { contents, records }, dice)?;
		Ok(json!({ "sealed": hex::encode(sealed) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Open {
	context: release::Context,
	key: PrivateKey,
	#[serde(with = "hexadecimal")]
	sealed: Vec<u8>,
}

impl Ask for Open {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Release { contents, records } = release::open(&self.context, &self.key, &self.sealed)?;
		Ok(json!({ "contents": contents, "records": records }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Read {
	context: batch::Context,
	anchor: Anchor,
	key: PrivateKey,
	#[serde(with = "hexadecimal")]
	header: Vec<u8>,
	records: Vec<ReleasedRecord>,
}

impl Ask for Read {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, anchor, key, header, records } = self;
		let batch_key = batch::open_header(&context, &key, &header)?;
		Ok(match reading::read(&context, &anchor, &batch_key, &records) {
			Ok(contents) => {
				json!({ "records": contents.iter().map(records::in_json).collect::<Vec<_>>() })
			},
			Err(error) => json!({ "blame": error.blame(), "reason": error.to_string() }),
		})
	}
}
