//! Bodies that only somebody with the key could seal, and that no honest writer would.

use super::*;

const CONTEXT: RecordContext = RecordContext { patient: [1; 32], class: 96 };
const TEXT: &[u8] = br#"{"resource":{"resourceType":"Basic"}}"#;

/// What becomes of a plain text that is sealed as it is.
fn opened(plain: &[u8]) -> Result<PlainRecord, RecordError> {
	let key = BatchKey::new(Secret::new([9; 32]));
	open(&CONTEXT, &key, 3, &seal_plain(&CONTEXT, &key, 3, plain))
}

fn plain(length: usize, text: &[u8], size: usize) -> Vec<u8> {
	let length = u32::try_from(length).unwrap();
	let mut plain = [&[7; 32], length.to_le_bytes().as_slice(), text].concat();
	plain.resize(size, 0);
	plain
}

#[test]
fn a_padded_record_opens() {
	let content = PlainRecord::new(Secret::new([7; 32]), TEXT.to_vec());
	assert_eq!(opened(&plain(TEXT.len(), TEXT, 256)), Ok(content));
}

#[test]
fn a_record_that_fills_its_blocks_has_no_padding() {
	let url = "a".repeat(512 - 36 - 50);
	let text = format!(r#"{{"fullUrl":"{url}","resource":{{"resourceType":"Basic"}}}}"#);
	let content = PlainRecord::new(Secret::new([7; 32]), text.clone().into_bytes());
	let full = plain(476, text.as_bytes(), 512);
	assert_eq!(padded(&content).unwrap().as_slice(), full.as_slice());
	assert_eq!(opened(&full), Ok(content));
	assert_eq!(opened(&plain(476, text.as_bytes(), 768)), Err(RecordError::WrongPadding));
}

#[test]
fn any_other_padding_is_refused() {
	let end = 36 + TEXT.len();
	for size in [0, 31, 35, end, 255, 257, 512] {
		let wrong = plain(TEXT.len(), TEXT, size);
		assert_eq!(opened(&wrong), Err(RecordError::WrongPadding), "{size}");
	}
	for position in end..256 {
		let mut marked = plain(TEXT.len(), TEXT, 256);
		marked[position] = 1;
		assert_eq!(opened(&marked), Err(RecordError::WrongPadding), "{position}");
	}
}

#[test]
fn a_length_beyond_the_end_is_refused() {
	for length in [221, 256, 0xffff_ffff] {
		assert_eq!(opened(&plain(length, TEXT, 256)), Err(RecordError::WrongPadding));
	}
}

#[test]
fn what_is_no_entry_in_canonical_form_is_refused() {
	let not_canonical = [
		br#"{"resource": {"resourceType":"Basic"}}"#.as_slice(),
		br#"{"resource":{"a":1,"a":1,"resourceType":"Basic"}}"#,
		b"{\"resource\":{\"resourceType\":\"\xff\"}}",
		br#"{"resource":{"resourceType":"Basic"},"fullUrl":"a"}"#,
		b"",
	];
	for text in not_canonical {
		let refused = opened(&plain(text.len(), text, 256));
		assert_eq!(refused, Err(RecordContentError::NotCanonical.into()));
	}
	let no_entry = [
		br#"{}"#.as_slice(),
		br#"[]"#,
		br#"{"fullUrl":"a"}"#,
		br#"{"resource":[]}"#,
		br#"{"resource":{}}"#,
		br#"{"resource":{"resourceType":null}}"#,
		br#"{"resource":{"resourceType":["Basic"]}}"#,
		br#"{"fullUrl":"","resource":{"resourceType":"Basic"}}"#,
		br#"{"fullUrl":null,"resource":{"resourceType":"Basic"}}"#,
		br#"{"fullUrl":{},"resource":{"resourceType":"Basic"}}"#,
		br#"{"resource":{"resourceType":"Basic"},"search":{}}"#,
		br#"{"fullUrl":"a","id":"b","resource":{"resourceType":"Basic"}}"#,
		br#"{"resourceType":"Basic"}"#,
	];
	for text in no_entry {
		let refused = opened(&plain(text.len(), text, 256));
		assert_eq!(refused, Err(RecordContentError::NoRecord.into()));
	}
}
