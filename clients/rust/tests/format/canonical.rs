//! Canonical bytes.

use crate::vectors::part;
use salus_client::{
	canonical::{canonical, is_canonical, CanonicalError, MAX_DEPTH},
	record_content::read_record_content,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
	source: String,
	canonical: String,
	utf8: String,
}

fn text_of(source: &str) -> Result<String, CanonicalError> {
	canonical(source.as_bytes()).map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
}

#[test]
fn the_canonical_forms_of_the_vectors() {
	for Vector { source, canonical: expected, utf8 } in part::<Vec<Vector>>("canonical") {
		let made = canonical(source.as_bytes()).unwrap();
		assert_eq!(hex::encode(&made), utf8);
		assert_eq!(*made, expected.as_bytes());
		assert!(is_canonical(&made));
		assert!(read_record_content(&made).is_ok());
	}
}

#[test]
fn a_number_stays_as_it_was_written() {
	let numbers = [
		"0",
		"-0",
		"0.0",
		"-0.0",
		"1.10",
		"1.1",
		"11e-1",
		"1E400",
		"1e-3",
		"1E+2",
		"1e05",
		"-1.50E-007",
		"9007199254740993",
		"123456789012345678901234567890.1234567890123456789",
		"2e-99999999999999999999",
	];
	for number in numbers {
		assert_eq!(text_of(number).as_deref(), Ok(number));
		assert_eq!(text_of(&format!(" [ {number} ] ")), Ok(format!("[{number}]")));
		assert_eq!(text_of(&format!("{{\"a\": {number}}}")), Ok(format!("{{\"a\":{number}}}")));
	}
}

#[test]
fn members_are_in_the_order_of_utf_16_code_units() {
	// U+1F600 is written with surrogates, which come before U+FB33 although the code point comes after it.
	let source = "{\"\u{fb33}\":1,\"\u{1f600}\":2,\"\u{20ac}\":3,\"\u{80}\":4,\"1\":5,\"\\r\":6,\"\":7,\"10\":8,\"2\":9}";
	let expected = "{\"\":7,\"\\r\":6,\"1\":5,\"10\":8,\"2\":9,\"\u{80}\":4,\"\u{20ac}\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}";
	assert_eq!(text_of(source).as_deref(), Ok(expected));
}

#[test]
fn strings_have_no_other_escapes_than_they_need() {
	let source = r#""\u0008\u0009\u000a\u000c\u000d\u0022\u005c\u002f\/\u007f\u0000\u000B\u001f\u00e9\ud83d\ude00\u2028""#;
	let expected = "\"\\b\\t\\n\\f\\r\\\"\\\\//\u{7f}\\u0000\\u000b\\u001fé😀\u{2028}\"";
	assert_eq!(text_of(source).as_deref(), Ok(expected));
}

#[test]
fn text_of_another_composition_is_another_text() {
	assert_ne!(text_of("\"\u{e9}\""), text_of("\"e\u{301}\""));
}

#[test]
fn a_name_that_comes_twice_is_refused_whatever_its_values() {
	for source in [
		r#"{"a":1,"a":2}"#,
		r#"{"a":1,"a":1}"#,
		r#"{"a":1,"\u0061":1}"#,
		r#"[{"b":{"a":{},"c":0,"a":{}}}]"#,
	] {
		assert_eq!(text_of(source), Err(CanonicalError::DuplicateName), "{source}");
	}
	assert!(text_of(r#"{"a":{"a":{"a":1}},"A":1}"#).is_ok());
}

#[test]
fn half_a_surrogate_pair_is_refused() {
	for source in [
		r#""\ud83d""#,
		r#""\ude00""#,
		r#""\ud83d\u0041""#,
		r#""\ude00\ud83d""#,
		r#"{"\ud800":1}"#,
		r#"["\udfff"]"#,
	] {
		assert_eq!(text_of(source), Err(CanonicalError::NotJson), "{source}");
	}
}

#[test]
fn bytes_that_are_not_utf_8_are_refused() {
	for source in
		[b"\"\xff\"".as_slice(), b"\"\xc0\xaf\"", b"\"\xed\xa0\x80\"", b"\"\xe2\x82\"", b"{}\x80"]
	{
		assert_eq!(canonical(source), Err(CanonicalError::NotUtf8));
	}
}

#[test]
fn what_is_not_json_is_refused() {
	for source in [
		"",
		" ",
		"{",
		"}",
		"[1,]",
		"{\"a\":1,}",
		"{a:1}",
		"'a'",
		"01",
		"-",
		"+1",
		".5",
		"1.",
		"1e",
		"1e+",
		"0x1",
		"NaN",
		"Infinity",
		"nul",
		"truE",
		"{} {}",
		"[] ]",
		"\"a",
		"\"\u{1}\"",
		"\"\n\"",
		r#""\x""#,
		r#""\u12""#,
		"\u{feff}{}",
		"/**/{}",
		"\u{a0}1",
		"[1 2]",
		"{\"a\" 1}",
		"{1:1}",
	] {
		assert_eq!(text_of(source), Err(CanonicalError::NotJson), "{source}");
	}
}

#[test]
fn nesting_ends_at_the_limit() {
	let lists = |depth| "[".repeat(depth) + &"]".repeat(depth);
	let objects = |depth| r#"{"a":"#.repeat(depth) + "0" + &"}".repeat(depth);
	assert_eq!(MAX_DEPTH, 200);
	for nested in [&lists as &dyn Fn(usize) -> String, &objects] {
		assert_eq!(text_of(&nested(200)), Ok(nested(200)));
		assert_eq!(text_of(&nested(201)), Err(CanonicalError::TooDeep));
		assert_eq!(text_of(&nested(100_000)), Err(CanonicalError::TooDeep));
	}
}

#[test]
fn names_that_the_parser_uses_for_itself_are_names_like_others() {
	for name in ["$serde_json::private::RawValue", "$serde_json::private::Number"] {
		let source = format!("{{\"{name}\":\"1\"}}");
		assert_eq!(text_of(&source), Ok(source.clone()));
	}
}
