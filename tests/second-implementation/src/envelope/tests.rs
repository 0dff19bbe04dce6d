//! Contents that only somebody with the grantee's public key could seal, and that no honest patient would.

use super::*;
use crate::{dice::system_dice, keys::KeyPair};

const CONTEXT: Context =
	Context { patient: [1; 32], organization: 2, grantee: [3; 32], key_epoch: 4 };

/// What becomes of a content that is sealed as it is.
fn opened(plain: &[u8]) -> Result<Vec<ClassKey>, EnvelopeError> {
	let mut dice = system_dice();
	let keys = KeyPair::generate(&mut dice);
	let sealed = sealing::seal(&keys.public_key, &CONTEXT.info(), plain, &mut dice).unwrap();
	open(&CONTEXT, &keys.private_key, &sealed)
}

fn entry(class: u16) -> Vec<u8> {
	[class.to_le_bytes().as_slice(), &[7; 32]].concat()
}

#[test]
fn another_kind_of_content_is_refused() {
	assert!(opened(&[vec![0, 1], entry(28)].concat()).is_ok());
	for kind in 1..=u8::MAX {
		let other = [vec![kind, 1], entry(28)].concat();
		assert_eq!(opened(&other), Err(EnvelopeError::UnknownContent));
	}
}

#[test]
fn a_number_that_does_not_fit_is_refused() {
	for count in [0, 1, 3, 255] {
		let wrong = [vec![0, count], entry(28), entry(96)].concat();
		assert_eq!(opened(&wrong), Err(EnvelopeError::UnknownContent), "{count}");
	}
	for plain in [vec![], vec![0], vec![0, 0], [vec![0, 1], entry(28), vec![0]].concat()] {
		assert_eq!(opened(&plain), Err(EnvelopeError::UnknownContent));
	}
	let fourteen = [vec![0, 14], (0..14).flat_map(entry).collect()].concat();
	assert_eq!(opened(&fourteen), Err(EnvelopeError::UnknownContent));
}

#[test]
fn classes_that_do_not_ascend_are_refused() {
	for second in [27, 28] {
		let wrong = [vec![0, 2], entry(28), entry(second)].concat();
		assert_eq!(opened(&wrong), Err(EnvelopeError::ClassesDoNotAscend));
	}
}
