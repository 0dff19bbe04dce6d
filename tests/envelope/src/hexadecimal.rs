//! Bytes as hexadecimal text, in JSON.

use serde::{de::Error, Deserialize, Deserializer, Serializer};

pub(crate) fn serialize<S: Serializer>(
	bytes: &impl AsRef<[u8]>,
	serializer: S,
) -> Result<S::Ok, S::Error> {
	serializer.serialize_str(&hex::encode(bytes))
}

/// The error says nothing of the text, which may be a secret.
pub(crate) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
	D: Deserializer<'de>,
	T: TryFrom<Vec<u8>>,
{
	hex::decode(String::deserialize(deserializer)?)
		.ok()
		.and_then(|bytes| T::try_from(bytes).ok())
		.ok_or_else(|| D::Error::custom("these are not so many bytes in hexadecimal"))
}
