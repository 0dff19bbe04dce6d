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
use zeroize::Zeroizing;

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

/// The canonical form of a JSON text. It is wiped when it is dropped.
///
/// ```
/// use salus_client::canonical::canonical;
///
/// assert_eq!(**canonical(br#"{ "b": 1.10, "a": "\u00e9" }"#)?, *r#"{"a":"é","b":1.10}"#.as_bytes());
/// # Ok::<(), salus_client::canonical::CanonicalError>(())
/// ```
pub fn canonical(source: &[u8]) -> Result<Zeroizing<Vec<u8>>, CanonicalError> {
	let text = core::str::from_utf8(source).map_err(|_| CanonicalError::NotUtf8)?;
	// No canonical form is longer than its source, so that none leaves a shorter copy behind as it grows.
	let mut written = Zeroizing::new(String::with_capacity(text.len()));
	write_value(parsed(text)?, 0, &mut written)?;
	Ok(Zeroizing::new(core::mem::take(&mut *written).into_bytes()))
}

/// Whether these bytes are their own canonical form.
pub fn is_canonical(bytes: &[u8]) -> bool {
	canonical(bytes).is_ok_and(|canonical| **canonical == *bytes)
}

/// The JSON text of a string that says this, in canonical form.
pub(crate) fn quoted(text: &str) -> Zeroizing<String> {
	// A control character takes six.
	let most = text.len().saturating_mul(6).saturating_add(2);
	let mut written = Zeroizing::new(String::with_capacity(most));
	written.push('"');
	text.chars().for_each(|character| write_character(character, &mut written));
	written.push('"');
	written
}

/// What the JSON text of a string says; nothing if it is none.
pub(crate) fn unquoted(json: &str) -> Option<Zeroizing<String>> {
	let is_string = json.starts_with('"');
	let mut text = Zeroizing::new(String::with_capacity(json.len()));
	for character in char::decode_utf16(code_units(json)) {
		text.push(character.ok()?);
	}
	is_string.then_some(text)
}

/// The members of an object, in the order of the text, with their names in quotation marks; nothing if it is none.
pub(crate) fn members(text: &str) -> Option<Vec<Member<'_>>> {
	parsed::<Members>(text).ok().map(|Members(members)| members)
}

fn write_value(value: &RawValue, depth: usize, written: &mut String) -> Result<(), CanonicalError> {
	let text = value.get();
	match text.as_bytes().first() {
		Some(b'{') => write_object(text, deeper(depth)?, written),
		Some(b'[') => write_list(text, deeper(depth)?, written),
		Some(b'"') => write_string(text, written),
		// A number as the source wrote it; or true, false, null.
		_ => {
			written.push_str(text);
			Ok(())
		},
	}
}

fn write_object(text: &str, depth: usize, written: &mut String) -> Result<(), CanonicalError> {
	let Members(mut members) = parsed(text)?;
	members.sort_by(|one, other| name_of(one).cmp(name_of(other)));
	if !members.is_sorted_by(|one, next| name_of(one).lt(name_of(next))) {
		return Err(CanonicalError::DuplicateName);
	}
	written.push('{');
	for (index, (name, value)) in members.into_iter().enumerate() {
		if index > 0 {
			written.push(',');
		}
		write_string(name.get(), written)?;
		written.push(':');
		write_value(value, depth, written)?;
	}
	written.push('}');
	Ok(())
}

/// By UTF-16 code units, in whose order RFC 8785 puts names.
fn name_of<'a>((name, _): &Member<'a>) -> impl Iterator<Item = u16> + 'a {
	code_units(name.get())
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

/// The parser would make a copy of what it unescapes, and not wipe it.
fn write_string(json: &str, written: &mut String) -> Result<(), CanonicalError> {
	if !json.contains('\\') {
		// What has to be escaped is.
		written.push_str(json);
		return Ok(());
	}
	written.push('"');
	for character in char::decode_utf16(code_units(json)) {
		write_character(character.map_err(|_| CanonicalError::NotJson)?, written);
	}
	written.push('"');
	Ok(())
}

/// Escaped as RFC 8785 says: what has a short escape by that, other controls as `\u00xx`.
fn write_character(character: char, written: &mut String) {
	match character {
		'"' => written.push_str("\\\""),
		'\\' => written.push_str("\\\\"),
		'\u{8}' => written.push_str("\\b"),
		'\t' => written.push_str("\\t"),
		'\n' => written.push_str("\\n"),
		'\u{c}' => written.push_str("\\f"),
		'\r' => written.push_str("\\r"),
		'\0'..'\u{20}' => {
			let number = u32::from(character);
			written.push_str("\\u00");
			let digits = [number / 16, number % 16];
			written.extend(digits.into_iter().filter_map(|digit| char::from_digit(digit, 16)));
		},
		_ => written.push(character),
	}
}

/// The UTF-16 code units for which the JSON text of a string stands, which the parser has read.
fn code_units(json: &str) -> impl Iterator<Item = u16> + '_ {
	let inside = json.strip_prefix('"').and_then(|json| json.strip_suffix('"'));
	let mut rest = inside.unwrap_or_default().chars();
	let next = move || match rest.next()? {
		'\\' => Some([escaped(&mut rest), None]),
		character => {
			let mut units = [0; 2];
			let units = character.encode_utf16(&mut units);
			Some([units.first().copied(), units.get(1).copied()])
		},
	};
	core::iter::from_fn(next).flatten().flatten()
}

/// What stands behind a backslash.
fn escaped(rest: &mut core::str::Chars) -> Option<u16> {
	let unit = match rest.next()? {
		'b' => 0x8,
		't' => 0x9,
		'n' => 0xa,
		'f' => 0xc,
		'r' => 0xd,
		'u' => {
			let unit = u16::from_str_radix(rest.as_str().get(..4)?, 16).ok()?;
			rest.nth(3)?;
			unit
		},
		itself => u16::try_from(u32::from(itself)).ok()?,
	};
	Some(unit)
}

fn deeper(depth: usize) -> Result<usize, CanonicalError> {
	Some(depth.saturating_add(1)).filter(|depth| *depth <= MAX_DEPTH).ok_or(CanonicalError::TooDeep)
}

fn parsed<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, CanonicalError> {
	serde_json::from_str(text).map_err(|_| CanonicalError::NotJson)
}

/// A name, in quotation marks, and its value.
pub(crate) type Member<'a> = (&'a RawValue, &'a RawValue);

/// The members of an object, in the source's order, and those that come twice twice.
struct Members<'a>(Vec<Member<'a>>);

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
