//! JSON files of the format, read strictly: exactly the members that a file must have, each once and exactly in its form, so
//! that no two readers take one file for two things.

use core::mem;
use serde::{de::DeserializeOwned, Deserialize, Deserializer, Serialize};
use std::io;
use zeroize::Zeroizing;

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

/// The text of a file. If that holds a secret, it is the caller's to wipe: no shorter copy of it is left behind.
pub(crate) fn write(file: &impl Serialize) -> String {
	let mut written = Growing(Zeroizing::new(Vec::new()));
	#[expect(
		clippy::expect_used,
		reason = "maps with keys that are no texts are refused, and there are none"
	)]
	serde_json::to_writer(&mut written, file).expect("all of it is JSON");
	#[expect(clippy::expect_used, reason = "JSON is written as UTF-8")]
	String::from_utf8(mem::take(&mut *written.0)).expect("JSON is UTF-8")
}

/// Wipes the bytes that it has when it needs more room for them.
struct Growing(Zeroizing<Vec<u8>>);

impl io::Write for Growing {
	fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
		let needed = self.0.len().saturating_add(bytes.len());
		if needed > self.0.capacity() {
			let room = needed.max(self.0.capacity().saturating_mul(2));
			let mut larger = Zeroizing::new(Vec::with_capacity(room));
			larger.extend_from_slice(&self.0);
			self.0 = larger;
		}
		self.0.extend_from_slice(bytes);
		Ok(bytes.len())
	}

	fn flush(&mut self) -> io::Result<()> {
		Ok(())
	}
}

/// A member that may be missing, and is not `null` where it is there.
pub(crate) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
	deserializer: D,
) -> Result<Option<T>, D::Error> {
	T::deserialize(deserializer).map(Some)
}
