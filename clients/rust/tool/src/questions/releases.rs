//! Questions about releases, and what is read out of them.

use super::{records, Ask, Refusal};
use crate::{
	forms::{
		emergency_in_json, released_in_json, BatchForm, Bytes, EmergencyForm, PrivateKeyForm,
		ReleaseContextForm, ReleasedForm,
	},
	hexadecimal,
};
use rand_core::CryptoRng;
use salus_client::{
	reading::{self, AnchoredBatch, Culprit, ReadingError},
	release::{self, ReleaseHead, ReleasePart, ReleasedRecord},
	PublicKey,
};
use serde::Deserialize;
use serde_json::{json, Value};

const FORMAT: &str = "salus/release/v1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
	context: ReleaseContextForm,
	key: PublicKey,
	parts: Vec<Part>,
}

/// What is released for one target.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
	contents: Contents,
	records: Vec<ReleasedForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
	format: String,
	anchor: Option<u32>,
	class: u16,
	header: Option<LongBytes>,
	records: u32,
	envelope: Option<LongBytes>,
	emergency: Option<EmergencyForm>,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct LongBytes(#[serde(deserialize_with = "hexadecimal::deserialize")] Vec<u8>);

impl TryFrom<Part> for ReleasePart {
	type Error = &'static str;

	fn try_from(Part { contents, records }: Part) -> Result<Self, Self::Error> {
		if contents.format != FORMAT {
			return Err("the release is of another format");
		}
		let head = ReleaseHead {
			anchor: contents.anchor,
			class: contents.class,
			header: contents.header.map(|LongBytes(bytes)| bytes),
			records: contents.records,
			envelope: contents.envelope.map(|LongBytes(bytes)| bytes),
			emergency: contents.emergency.map(Into::into),
		};
		Ok(Self { head, records: records.into_iter().map(Into::into).collect() })
	}
}

fn in_json(ReleasePart { head, records }: &ReleasePart) -> Value {
	json!({
		"contents": {
			"format": FORMAT,
			"anchor": head.anchor,
			"class": head.class,
			"header": head.header.as_ref().map(hex::encode),
			"records": head.records,
			"envelope": head.envelope.as_ref().map(hex::encode),
			"emergency": head.emergency.as_ref().map(emergency_in_json),
		},
		"records": records.iter().map(released_in_json).collect::<Vec<_>>(),
	})
}

impl Ask for Seal {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, key, parts } = self;
		let parts: Vec<_> =
			parts.into_iter().map(ReleasePart::try_from).collect::<Result<_, _>>()?;
		let sealed = release::seal(&context.into(), &key, &parts, rng)?;
		Ok(json!({ "sealed": hex::encode(sealed) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Open {
	context: ReleaseContextForm,
	key: PrivateKeyForm,
	targets: usize,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	sealed: Vec<u8>,
}

impl Ask for Open {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, key, targets, sealed } = self;
		let parts = release::open(&context.into(), &key.into(), targets, &sealed)?;
		Ok(json!({ "parts": parts.iter().map(in_json).collect::<Vec<_>>() }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Read {
	context: BatchForm,
	anchor: Anchor,
	key: PrivateKeyForm,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	header: Vec<u8>,
	records: Vec<ReleasedForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Anchor {
	root: Bytes<32>,
	leaves: u32,
}

impl Ask for Read {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { context, anchor, key, header, records } = self;
		let anchor = AnchoredBatch { root: anchor.root.0, records: anchor.leaves };
		let records: Vec<ReleasedRecord> = records.into_iter().map(Into::into).collect();
		match reading::read(&context.into(), &anchor, &key.into(), &header, &records) {
			Ok(read) => {
				Ok(json!({ "records": read.iter().map(records::in_json).collect::<Vec<_>>() }))
			},
			Err(ReadingError::Header(error)) => Err(error.into()),
			Err(error) => {
				Ok(json!({ "blame": name_of(error.culprit()), "reason": error.to_string() }))
			},
		}
	}
}

fn name_of(culprit: Culprit) -> &'static str {
	match culprit {
		Culprit::Custodian => "custodian",
		Culprit::Writer => "writer",
		Culprit::Header => "open",
	}
}
