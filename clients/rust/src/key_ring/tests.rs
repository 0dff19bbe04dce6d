//! Rings that only somebody with the ring key could seal, and that no honest patient would.

use super::*;

const CONTEXT: RingContext = RingContext { patient: [1; 32], version: 3 };

/// What becomes of a plain text that is sealed as it is.
fn opened(plain: &[u8]) -> Result<KeyRing, RingError> {
	let key = Secret::new([9; 32]);
	KeyRing::open(&CONTEXT, &key, &seal_plain(&CONTEXT, &key, &[5; 24], plain))
}

fn plain(suite: u8, number: u32, roots: usize, size: usize) -> Vec<u8> {
	let entry = [[suite].as_slice(), &[7; 32]].concat();
	let mut plain = [number.to_le_bytes().as_slice(), &entry.repeat(roots)].concat();
	plain.resize(size, 0);
	plain
}

fn sevens(suite: Suite) -> Option<EpochRoot> {
	Some(EpochRoot { suite, root: Root::new(Secret::new([7; 32])).unwrap() })
}

#[test]
fn a_ring_is_padded() {
	for (number, size) in [(1, 256), (7, 256), (8, 512), (15, 512)] {
		let ring = KeyRing { roots: vec![sevens(Suite::XWing); number] };
		let padded = plain(2, u32::try_from(number).unwrap(), number, size);
		assert_eq!(*ring.to_plain().unwrap(), padded);
		assert_eq!(opened(&padded), Ok(ring));
	}
}

#[test]
fn another_suite_number_or_padding_is_refused() {
	let mut zeros = plain(1, 1, 1, 256);
	zeros[5..37].fill(0);
	let wrong = [
		zeros,
		plain(0, 1, 1, 256),
		plain(3, 1, 1, 256),
		plain(1, 2, 1, 64),
		plain(1, 8, 7, 256),
		plain(1, u32::MAX, 1, 256),
		plain(1, 1, 2, 256),
		plain(1, 1, 1, 255),
		plain(1, 1, 1, 257),
		plain(1, 1, 1, 512),
		plain(1, 0, 0, 256),
		vec![],
		vec![1],
	];
	for plain in wrong {
		assert_eq!(opened(&plain), Err(RingError::UnknownContent), "{plain:?}");
	}
}

#[test]
fn a_root_that_is_not_known_is_no_root_and_each_other_has_its_suite() {
	let mut mixed = plain(1, 3, 3, 256);
	mixed[4..37].fill(0);
	mixed[70] = 2;
	let ring = KeyRing { roots: vec![None, sevens(Suite::X25519), sevens(Suite::XWing)] };
	assert_eq!(*ring.to_plain().unwrap(), mixed);
	assert_eq!(opened(&mixed), Ok(ring));
}

#[test]
fn a_ring_without_a_root_is_not_sealed() {
	let sealed = KeyRing { roots: vec![] }.to_plain();
	assert_eq!(sealed, Err(RingError::WrongNumberOfRoots));
}
