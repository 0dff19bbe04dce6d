//! A batch as it is handed in: its JSON.

use super::kept_headers::HandedBatch;
use crate::{kept::KeptRecord, refusal::Refusal};
use salus_client::merkle::MAX_LEAVES;
use serde::{de, Deserialize, Deserializer};
use std::fmt;

/// The longest text, in bytes. With as many records as there may be it has about eleven million.
pub const MAX_TEXT: usize = 1 << 24;
/// The longest header, in bytes, is about half as long.
const MAX_HEADER: usize = 1 << 11;

const NO_BATCH: Refusal = Refusal::Malformed("this is no batch");

/// Reads a batch from JSON.
pub fn read_batch(text: &[u8]) -> Result<HandedBatch, Refusal> {
	let InFile { class, header, records } = serde_json::from_slice(text).map_err(|_| NO_BATCH)?;
	let most = usize::try_from(MAX_LEAVES).unwrap_or(usize::MAX);
	if records.len() > most || header.0.len() > MAX_HEADER {
		return Err(NO_BATCH);
	}
	let record =
		|record: Record| KeptRecord { commitment: record.commitment.0, name: record.name.0 };
	let records = records.into_iter().map(record).collect();
	Ok(HandedBatch { class, header: header.0, records })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InFile {
	class: u16,
	header: Header,
	records: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
	commitment: Hash,
	name: Hash,
}

struct Header(Vec<u8>);

struct Hash([u8; 32]);

impl<'de> Deserialize<'de> for Header {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		deserializer.deserialize_str(Text(|text: &str| hex::decode(text).ok())).map(Self)
	}
}

impl<'de> Deserialize<'de> for Hash {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let read = |text: &str| {
			let mut hash = [0; 32];
			hex::decode_to_slice(text, &mut hash).ok().map(|()| hash)
		};
		deserializer.deserialize_str(Text(read)).map(Self)
	}
}

/// Lower-case hexadecimal, without a copy of the text.
struct Text<F>(F);

impl<T, F: FnOnce(&str) -> Option<T>> de::Visitor<'_> for Text<F> {
	type Value = T;

	fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		formatter.write_str("bytes in lower-case hexadecimal")
	}

	fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
		let is_lower = !text.bytes().any(|digit| digit.is_ascii_uppercase());
		let read = is_lower.then(|| (self.0)(text)).flatten();
		read.ok_or_else(|| E::custom("not so many bytes in lower-case hexadecimal"))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{json, Value};

	fn batch() -> Value {
		let (commitment, name) = ("0a".repeat(32), "0b".repeat(32));
		json!({ "class": 96, "header": "0102", "records": [{ "commitment": commitment, "name": name }] })
	}

	fn read(batch: &Value) -> Result<HandedBatch, Refusal> {
		read_batch(batch.to_string().as_bytes())
	}

	#[test]
	fn a_batch_is_read() {
		let records = vec![KeptRecord { commitment: [10; 32], name: [11; 32] }];
		assert_eq!(read(&batch()), Ok(HandedBatch { class: 96, header: vec![1, 2], records }));
	}

	#[test]
	fn what_has_another_form_is_refused() {
		let with = |member: &str, value: Value| {
			let mut other = batch();
			other[member] = value;
			other
		};
		let record = &batch()["records"][0];
		let mut shorter = record.clone();
		shorter["name"] = json!("0b".repeat(31));
		let mut more = record.clone();
		more["index"] = json!(0);
		let wrong = [
			with("note", json!(1)),
			with("class", json!(65_536)),
			with("header", json!("0A")),
			with("header", json!("00".repeat(MAX_HEADER + 1))),
			with("records", json!([shorter])),
			with("records", json!([more])),
			with("records", json!([{ "name": record["name"] }])),
		];
		for wrong in wrong {
			assert_eq!(read(&wrong), Err(NO_BATCH), "{wrong}");
		}
		assert_eq!(read_batch(b"{"), Err(NO_BATCH));
	}

	#[test]
	fn what_says_something_twice_nests_or_is_no_plain_text_is_refused() {
		let right = batch().to_string();
		let record = batch()["records"][0].to_string();
		let deep = "[".repeat(1 << 20);
		for wrong in [
			right.replacen("{\"class\":96", "{\"class\":96,\"class\":96", 1),
			right.replacen("\"header\":", "\"header\":\"0102\",\"header\":", 1),
			right.replacen("\"name\":", &format!("\"name\":\"{}\",\"name\":", "0b".repeat(32)), 1),
			right.replacen(&record, &deep, 1),
			right.replacen("\"0102\"", &deep, 1),
			right.replacen("96", "96.0", 1),
			right.replacen("96", "-96", 1),
			right.replacen("0102", "０１02", 1),
			format!("\u{feff}{right}"),
			format!("{right}{right}"),
			format!("[{right}]"),
		] {
			assert_ne!(wrong, right);
			assert_eq!(
				read_batch(wrong.as_bytes()),
				Err(NO_BATCH),
				"{}",
				wrong.get(..300).unwrap_or(&wrong)
			);
		}
		// A name that is written otherwise in JSON is the same one.
		let escaped = right.replacen("\"class\"", "\"cl\\u0061ss\"", 1).replacen(
			"\"0102\"",
			"\"\\u0030102\"",
			1,
		);
		assert_eq!(read_batch(escaped.as_bytes()), read(&batch()));
	}

	#[test]
	fn as_many_records_as_a_tree_has_leaves_fit_and_no_more() {
		let record = batch()["records"][0].clone();
		let mut largest = batch();
		largest["header"] = json!("00".repeat(MAX_HEADER));
		largest["records"] = json!(vec![record; 65_536]);
		assert!(largest.to_string().len() <= MAX_TEXT);
		assert_eq!(read(&largest).unwrap().records.len(), 65_536);
		let one = largest["records"][0].clone();
		largest["records"].as_array_mut().unwrap().push(one);
		assert_eq!(read(&largest), Err(NO_BATCH));
	}
}
