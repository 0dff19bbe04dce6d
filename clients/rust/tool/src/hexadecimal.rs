//! Bytes as hexadecimal text, in JSON: lower-case, without a prefix.

use serde::{de::Error, Deserialize, Deserializer};

pub(crate) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
	D: Deserializer<'de>,
	T: TryFrom<Vec<u8>>,
{
	bytes(String::deserialize(deserializer)?)
}

/// The error says nothing of the text, which may be a secret.
fn bytes<T: TryFrom<Vec<u8>>, E: Error>(text: String) -> Result<T, E> {
	Some(text)
		.filter(|text| !text.bytes().any(|digit| digit.is_ascii_uppercase()))
		.and_then(|text| hex::decode(text).ok())
		.and_then(|bytes| T::try_from(bytes).ok())
		.ok_or_else(|| E::custom("these are not so many bytes in lower-case hexadecimal"))
}

/// A list of byte strings.
pub(crate) mod list {
	use super::{bytes, Deserialize, Deserializer};

	pub(crate) fn deserialize<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
	where
		D: Deserializer<'de>,
		T: TryFrom<Vec<u8>>,
	{
		Vec::<String>::deserialize(deserializer)?.into_iter().map(bytes).collect()
	}
}
