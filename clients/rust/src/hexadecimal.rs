//! Bytes as hexadecimal text, in JSON: lower-case, without a prefix.

use core::fmt;
use serde::{
	de::{Error, Visitor},
	Deserializer, Serialize, Serializer,
};

pub(crate) fn serialize<S: Serializer>(
	bytes: &impl AsRef<[u8]>,
	serializer: S,
) -> Result<S::Ok, S::Error> {
	serializer.serialize_str(&hex::encode(bytes))
}

pub(crate) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
	D: Deserializer<'de>,
	T: TryFrom<Vec<u8>>,
{
	deserializer.deserialize_str(Text(|text: &str| decoded(text)?.try_into().ok()))
}

/// The bytes of a text; nothing if it is none of this form.
pub(crate) fn decoded(text: &str) -> Option<Vec<u8>> {
	is_lower(text).then(|| hex::decode(text).ok())?
}

fn is_lower(text: &str) -> bool {
	!text.bytes().any(|digit| digit.is_ascii_uppercase())
}

/// Reads a text without making a copy of it. The error says nothing of the text, which may be a secret.
struct Text<F>(F);

impl<T, F: FnOnce(&str) -> Option<T>> Visitor<'_> for Text<F> {
	type Value = T;

	fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("bytes in lower-case hexadecimal")
	}

	fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
		self.0(text)
			.ok_or_else(|| E::custom("these are not so many bytes in lower-case hexadecimal"))
	}
}

/// A byte string that may be missing: then it is `null`.
pub(crate) mod optional {
	use super::{Serialize, Serializer};
	use serde::{Deserialize, Deserializer};

	pub(crate) fn serialize<S: Serializer>(
		bytes: &Option<impl AsRef<[u8]>>,
		serializer: S,
	) -> Result<S::Ok, S::Error> {
		bytes.as_ref().map(hex::encode).serialize(serializer)
	}

	pub(crate) fn deserialize<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
	where
		D: Deserializer<'de>,
		T: TryFrom<Vec<u8>>,
	{
		Ok(Option::<super::Hex<T>>::deserialize(deserializer)?.map(|super::Hex(bytes)| bytes))
	}
}

/// Bytes that read themselves.
struct Hex<T>(T);

impl<'de, T: TryFrom<Vec<u8>>> serde::Deserialize<'de> for Hex<T> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		deserialize(deserializer).map(Self)
	}
}

/// A secret that JSON of the format holds: a share in a release, or the secret of a ticket in a request.
pub(crate) mod secret {
	use super::{is_lower, Deserializer, Serializer, Text};
	use crate::secret::Secret;
	use zeroize::Zeroizing;

	pub(crate) fn serialize<const N: usize, S: Serializer>(
		secret: &Secret<N>,
		serializer: S,
	) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&Zeroizing::new(hex::encode(secret.expose())))
	}

	pub(crate) fn deserialize<'de, const N: usize, D: Deserializer<'de>>(
		deserializer: D,
	) -> Result<Secret<N>, D::Error> {
		// In one piece: a list of bytes would leave shorter copies behind as it grows.
		let read = |text: &str| is_lower(text).then(|| Secret::of_hexadecimal(text))?;
		deserializer.deserialize_str(Text(read))
	}
}
