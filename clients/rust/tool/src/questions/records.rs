//! Questions about records and batches.

use super::{Ask, Refusal};
use crate::{
	forms::{BatchForm, PrivateKeyForm, RecipientForm},
	hexadecimal,
};
use rand_core::CryptoRng;
use salus_client::{
	batch::{self, SealedRecord},
	canonical::canonical,
	commitment::commitment,
	epoch_keys::Root,
	record_content::record_content,
	sealed_record::{self, PlainRecord},
	Secret,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Canonicalize {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
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
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	resource: Vec<u8>,
}

impl Ask for Entry {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let bytes = record_content(self.full_url.as_deref(), &self.resource)?;
		Ok(json!({ "canonical": hex::encode(bytes) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commit {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	salt: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	canonical: Vec<u8>,
}

impl Ask for Commit {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(
			json!({ "commitment": hex::encode(commitment(&Secret::from(self.salt), &self.canonical)) }),
		)
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnerSalt {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	root: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	canonical: Vec<u8>,
}

impl Ask for OwnerSalt {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let salt = Root::new(Secret::from(self.root))?.owner_salt(&self.canonical);
		Ok(json!({ "salt": hex::encode(salt.expose()) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SealBatch {
	context: BatchForm,
	recipient: RecipientForm,
	records: Vec<Commit>,
}

impl Ask for SealBatch {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, recipient, records } = self;
		let records: Vec<_> = records
			.into_iter()
			.map(|Commit { salt, canonical }| PlainRecord::new(Secret::from(salt), canonical))
			.collect();
		let batch = batch::seal(&context.into(), &recipient.into(), &records, rng)?;
		let in_json = |record: &SealedRecord| {
			json!({
				"commitment": hex::encode(record.commitment),
				"sealed": hex::encode(&record.sealed),
				"name": record.name(),
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
	context: BatchForm,
	key: PrivateKeyForm,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	header: Vec<u8>,
	records: Vec<Placed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Placed {
	index: u32,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	sealed: Vec<u8>,
}

impl Ask for OpenBatch {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, key, header, records } = self;
		let context = context.into();
		let batch_key = batch::open_header(&context, &key.into(), &header)?;
		let mut opened = Vec::new();
		for Placed { index, sealed } in records {
			opened.push(in_json(&sealed_record::open(&context, &batch_key, index, &sealed)?));
		}
		Ok(json!({ "epoch": batch::read_header(&header)?.epoch, "records": opened }))
	}
}

/// What was in a sealed record.
pub(super) fn in_json(record: &PlainRecord) -> Value {
	json!({
		"salt": hex::encode(record.salt.expose()),
		"canonical": hex::encode(&*record.canonical),
		"commitment": hex::encode(record.commitment()),
	})
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveHeader {
	context: BatchForm,
	key: PrivateKeyForm,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	header: Vec<u8>,
	recipient: RecipientForm,
}

impl Ask for MoveHeader {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, key, header, recipient } = self;
		let moved =
			batch::move_header(&context.into(), &key.into(), &header, &recipient.into(), rng)?;
		Ok(json!({ "header": hex::encode(moved) }))
	}
}
