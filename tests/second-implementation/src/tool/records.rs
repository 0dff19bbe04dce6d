//! Questions about records and batches.

use super::{Ask, Refusal};
use crate::{
	batch::{self, BatchKey, Context, Recipient},
	canonical::canonical,
	commitment::{commitment, owner_salt},
	dice::CryptoRng,
	entry::entry,
	hexadecimal,
	keys::PrivateKey,
	sealed_record::{self, Content},
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Canonicalize {
	#[serde(with = "hexadecimal")]
	source: Vec<u8>,
}

impl Ask for Canonicalize {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!({ "canonical": hex::encode(canonical(&self.source)?) }))
	}
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Entry {
	full_url: Option<String>,
	#[serde(with = "hexadecimal")]
	resource: Vec<u8>,
}

impl Ask for Entry {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let bytes = entry(self.full_url.as_deref(), &self.resource)?;
		Ok(json!({ "canonical": hex::encode(bytes) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commit {
	#[serde(with = "hexadecimal")]
	salt: [u8; 32],
	#[serde(with = "hexadecimal")]
	canonical: Vec<u8>,
}

impl Ask for Commit {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!({ "commitment": hex::encode(commitment(&self.salt, &self.canonical)) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnerSalt {
	#[serde(with = "hexadecimal")]
	root: [u8; 32],
	#[serde(with = "hexadecimal")]
	canonical: Vec<u8>,
}

impl Ask for OwnerSalt {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!({ "salt": hex::encode(owner_salt(&self.root, &self.canonical)) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SealBatch {
	context: Context,
	recipient: Recipient,
	records: Vec<Commit>,
}

impl Ask for SealBatch {
	fn answer(self, dice: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, recipient, records } = self;
		let records: Vec<_> = records
			.into_iter()
			.map(|Commit { salt, canonical }| Content { salt, canonical })
			.collect();
		let key = BatchKey::random(dice);
		let batch = batch::seal(&context, &recipient, &records, &key, dice)?;
		let in_json = |record: &batch::Sealed| {
			json!({
				"commitment": hex::encode(record.commitment),
				"sealed": hex::encode(&record.sealed),
				"name": sealed_record::name(&record.sealed),
				"leaf": hex::encode(record.leaf()),
			})
		};
		Ok(json!({
			"header": hex::encode(&batch.header),
			"records": batch.records.iter().map(in_json).collect::<Vec<_>>(),
			"root": hex::encode(batch.root),
		}))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenBatch {
	context: Context,
	key: PrivateKey,
	#[serde(with = "hexadecimal")]
	header: Vec<u8>,
	records: Vec<SealedRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SealedRecord {
	index: u32,
	#[serde(with = "hexadecimal")]
	sealed: Vec<u8>,
}

impl Ask for OpenBatch {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, key, header, records } = self;
		let batch_key = batch::open_header(&context, &key, &header)?;
		let mut opened = Vec::new();
		for SealedRecord { index, sealed } in records {
			opened.push(in_json(&sealed_record::open(&context, &batch_key, index, &sealed)?));
		}
		Ok(json!({ "epoch": batch::epoch(&header)?, "records": opened }))
	}
}

/// What was in a sealed record.
pub(super) fn in_json(Content { salt, canonical }: &Content) -> Value {
	json!({
		"salt": hex::encode(salt),
		"canonical": hex::encode(canonical),
		"commitment": hex::encode(commitment(salt, canonical)),
	})
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveHeader {
	context: Context,
	key: PrivateKey,
	#[serde(with = "hexadecimal")]
	header: Vec<u8>,
	recipient: Recipient,
}

impl Ask for MoveHeader {
	fn answer(self, dice: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, key, header, recipient } = self;
		let moved = batch::move_header(&context, &key, &header, &recipient, dice)?;
		Ok(json!({ "header": hex::encode(moved) }))
	}
}
