//! Canonical bytes: the one JSON text that is committed to and sealed.
//!
//! Order of names and escapes are RFC 8785's, but every number stays as its source wrote it: FHIR says that the precision of a
//! decimal is part of its value, so `1.10` and `1.1` are two records. `serde_json` does the parsing, one level at a time: [`RawValue`] keeps the text of whatever is inside, so
//! that a number is never anything but the characters that the source wrote.

use core::fmt;
use serde::{
	de::{MapAccess, Visitor},
	Deserialize, Deserializer,
};
use serde_json::value::RawValue;
use std::collections::HashSet;

/// How deep objects and lists may be nested: the outermost one is at depth 1.
pub const MAX_DEPTH: usize = 200;

/// Why there is no canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
	/// The bytes are not UTF-8.
	#[error("the text is not UTF-8")]
	NotUtf8,
	/// The text is not JSON, or has half a surrogate pair in a string.
	#[error("the text is not JSON that can be written in UTF-8")]
	NotJson,
	/// An object has a name twice, be it with equal values.
	#[error("an object has a name twice")]
	DuplicateName,
	/// Nested deeper than [`MAX_DEPTH`].
	#[error("the text is nested deeper than 200")]
	TooDeep,
}

/// The canonical form of a JSON text.
///
/// ```
/// use salus_client::canonical::canonical;
///
/// assert_eq!(canonical(br#"{ "b": 1.10, "a": "\u00e9" }"#)?, r#"{"a":"é","b":1.10}"#.as_bytes());
/// # Ok::<(), salus_client::canonical::CanonicalError>(())
/// ```
pub fn canonical(source: &[u8]) -> Result<Vec<u8>, CanonicalError> {
	let text = core::str::from_utf8(source).map_err(|_| CanonicalError::NotUtf8)?;
	let mut written = String::with_capacity(text.len());
	write_value(parsed(text)?, 0, &mut written)?;
	Ok(written.into_bytes())
}

/// Whether these bytes are their own canonical form.
pub fn is_canonical(bytes: &[u8]) -> bool {
	canonical(bytes).as_deref() == Ok(bytes)
}

/// The members of an object, in the order of the text; nothing if it is none.
pub(crate) fn members(text: &str) -> Option<Vec<(String, &RawValue)>> {
	parsed::<Members>(text).ok().map(|Members(members)| members)
}

fn write_value(value: &RawValue, depth: usize, written: &mut String) -> Result<(), CanonicalError> {
	let text = value.get();
	match text.as_bytes().first() {
		Some(b'{') => write_object(text, deeper(depth)?, written),
		Some(b'[') => write_list(text, deeper(depth)?, written),
		Some(b'"') => write_string(&parsed::<String>(text)?, written),
		// A number as the source wrote it; or true, false, null.
		_ => {
			written.push_str(text);
			Ok(())
		},
	}
}

fn write_object(text: &str, depth: usize, written: &mut String) -> Result<(), CanonicalError> {
	let Members(mut members) = parsed(text)?;
	let mut names = HashSet::new();
	if !members.iter().all(|(name, _)| names.insert(name)) {
		return Err(CanonicalError::DuplicateName);
	}
	members.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
	written.push('{');
	for (index, (name, value)) in members.iter().enumerate() {
		if index > 0 {
			written.push(',');
		}
		write_string(name, written)?;
		written.push(':');
		write_value(value, depth, written)?;
	}
	written.push('}');
	Ok(())
}

fn write_list(text: &str, depth: usize, written: &mut String) -> Result<(), CanonicalError> {
	let items: Vec<&RawValue> = parsed(text)?;
	written.push('[');
	for (index, value) in items.into_iter().enumerate() {
		if index > 0 {
			written.push(',');
		}
		write_value(value, depth, written)?;
	}
	written.push(']');
	Ok(())
}

/// `serde_json` escapes as RFC 8785 says: what has a short escape by that, other controls as `\u00xx`.
fn write_string(content: &str, written: &mut String) -> Result<(), CanonicalError> {
	written.push_str(&serde_json::to_string(content).map_err(|_| CanonicalError::NotJson)?);
	Ok(())
}

fn deeper(depth: usize) -> Result<usize, CanonicalError> {
	Some(depth.saturating_add(1)).filter(|depth| *depth <= MAX_DEPTH).ok_or(CanonicalError::TooDeep)
}

fn parsed<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, CanonicalError> {
	serde_json::from_str(text).map_err(|_| CanonicalError::NotJson)
}

/// The members of an object, in the source's order, and those that come twice twice.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		deserializer.deserialize_map(MembersVisitor)
	}
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
	type Value = Members<'de>;

	fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("an object")
	}

	fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
		let mut members = Vec::new();
		while let Some(member) = map.next_entry()? {
			members.push(member);
		}
		Ok(Members(members))
	}
}
