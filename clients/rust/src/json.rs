//! JSON files of the format, read strictly: exactly the members that a file must have, each once and exactly in its form, so
//! that no two readers take one file for two things.

use serde::{de::DeserializeOwned, Deserialize, Deserializer, Serialize};

/// Why a text is not the file that it should be. It tells the place, never the content, which may be secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
	/// It is longer than any such file. It was not parsed.
	#[error("too long: more than {0} characters")]
	TooLong(usize),
	/// It is no JSON, lacks a member or has another one, or a member has another form.
	#[error("not JSON of this format, at line {line}, column {column}")]
	OtherForm {
		/// The line, from 1; 0 where the parts fit, and not together.
		line: usize,
		/// The column, from 1; 0 where the parts fit, and not together.
		column: usize,
	},
}

/// Reads a file of at most so many characters.
pub(crate) fn read<T: DeserializeOwned>(text: &str, most: usize) -> Result<T, JsonError> {
	// Before it is parsed: what anybody can send must not cost more than reading it.
	if text.len() > most {
		return Err(JsonError::TooLong(most));
	}
	serde_json::from_str(text)
		.map_err(|error| JsonError::OtherForm { line: error.line(), column: error.column() })
}

/// The text of a file.
pub(crate) fn write(file: &impl Serialize) -> String {
	#[expect(
		clippy::expect_used,
		reason = "maps with keys that are no texts are refused, and there are none"
	)]
	serde_json::to_string(file).expect("all of it is JSON")
}

/// A member that may be missing, and is not `null` where it is there.
pub(crate) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
	deserializer: D,
) -> Result<Option<T>, D::Error> {
	T::deserialize(deserializer).map(Some)
}
