//! 32 bytes in JSON: lower-case hexadecimal, without a prefix.

use serde::{de::Error, Deserialize, Deserializer, Serialize, Serializer};

pub(super) fn serialize<S: Serializer>(bytes: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
	hex::encode(bytes).serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
	read(&String::deserialize(from)?)
}

fn read<E: Error>(text: &str) -> Result<[u8; 32], E> {
	let mut bytes = [0; 32];
	let is_lower = !text.bytes().any(|digit| digit.is_ascii_uppercase());
	let is_read = is_lower && hex::decode_to_slice(text, &mut bytes).is_ok();
	is_read
		.then_some(bytes)
		.ok_or_else(|| E::custom("these are not 32 bytes in lower-case hexadecimal"))
}

/// Zeros where there is `null`.
pub(super) fn or_zeros<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
	Ok(optional::deserialize(from)?.unwrap_or_default())
}

/// Bytes that may be missing: then there is `null`.
pub(super) mod optional {
	use super::{Deserialize, Deserializer, Serialize, Serializer};

	pub(in super::super) fn serialize<S: Serializer>(
		bytes: &Option<[u8; 32]>,
		to: S,
	) -> Result<S::Ok, S::Error> {
		bytes.map(hex::encode).serialize(to)
	}

	pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
		from: D,
	) -> Result<Option<[u8; 32]>, D::Error> {
		Option::<String>::deserialize(from)?.map(|text| super::read(&text)).transpose()
	}
}
