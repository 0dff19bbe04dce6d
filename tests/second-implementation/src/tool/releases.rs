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
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
	context: release::Context,
	key: PublicKey,
	parts: Vec<Part>,
}

/// What is released for one target.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Part {
	contents: Contents,
	records: Vec<ReleasedRecord>,
}

impl Ask for Seal {
	fn answer(self, dice: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, key, parts } = self;
		let releases: Vec<_> = parts
			.into_iter()
			.map(|Part { contents, records }| Release { contents, records })
			.collect();
		let sealed = release::seal(&context, &key, &releases, dice)?;
		Ok(json!({ "sealed": hex::encode(sealed) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Open {
	context: release::Context,
	key: PrivateKey,
	targets: usize,
	#[serde(with = "hexadecimal")]
	sealed: Vec<u8>,
}

impl Ask for Open {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, key, targets, sealed } = self;
		let parts: Vec<_> = release::open(&context, &key, targets, &sealed)?
			.into_iter()
			.map(|Release { contents, records }| Part { contents, records })
			.collect();
		Ok(json!({ "parts": parts }))
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
