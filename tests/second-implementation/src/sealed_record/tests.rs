//! Bodies that only somebody with the key could seal, and that no honest writer would.

use super::*;
use crate::{dice::system_dice, keys::KeyPair};

const CONTEXT: Context = Context { patient: [1; 32], class: 96 };
const TEXT: &[u8] = b"{}";

/// What becomes of a plain text that is sealed as it is.
fn opened(plain: &[u8]) -> Result<Content, RecordError> {
	let mut dice = system_dice();
	let keys = KeyPair::generate(&mut dice);
	let recipient = Recipient { epoch: 0, public_key: keys.public_key };
	let one_time = OneTime::random(&mut dice);
	let blob = seal_plain(&CONTEXT, &recipient, plain, &one_time, &mut dice).unwrap();
	open(&CONTEXT, &keys.private_key, &blob)
}

fn plain(length: u32, text: &[u8], size: usize) -> Vec<u8> {
	let mut plain = [&[7; 32], length.to_le_bytes().as_slice(), text].concat();
	plain.resize(size, 0);
	plain
}

#[test]
fn a_padded_record_opens() {
	let content = Content { salt: [7; 32], canonical: TEXT.to_vec() };
	assert_eq!(opened(&plain(2, TEXT, 256)), Ok(content));
}

#[test]
fn a_record_that_fills_its_blocks_has_no_padding() {
	let text = format!("\"{}\"", "a".repeat(2 * BLOCK - 36 - 2));
	let content = Content { salt: [7; 32], canonical: text.clone().into_bytes() };
	let full = plain(476, text.as_bytes(), 512);
	assert_eq!(padded(&content).as_deref(), Ok(full.as_slice()));
	assert_eq!(opened(&full), Ok(content));
	assert_eq!(opened(&plain(476, text.as_bytes(), 768)), Err(RecordError::WrongPadding));
}

#[test]
fn any_other_padding_is_refused() {
	for size in [0, 31, 35, 38, 255, 257, 512] {
		assert_eq!(opened(&plain(2, TEXT, size)), Err(RecordError::WrongPadding), "{size}");
	}
	for position in 38..256 {
		let mut marked = plain(2, TEXT, 256);
		marked[position] = 1;
		assert_eq!(opened(&marked), Err(RecordError::WrongPadding), "{position}");
	}
}

#[test]
fn a_length_beyond_the_end_is_refused() {
	for length in [221, 256, u32::MAX] {
		assert_eq!(opened(&plain(length, TEXT, 256)), Err(RecordError::WrongPadding));
	}
}

#[test]
fn a_record_that_is_not_canonical_is_refused() {
	for text in [b"{ }".as_slice(), b"{\"a\":1,\"a\":1}", b"\"\xff\"", b""] {
		let length = u32::try_from(text.len()).unwrap();
		assert_eq!(opened(&plain(length, text, 256)), Err(RecordError::NotCanonical));
	}
}
