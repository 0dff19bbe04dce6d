//! Encryption keys, which are published on the chain, their suites and epochs.
//!
//! What a key is for, and what is sealed to it, never lies on the chain: `docs/record-format.md`.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// By which algorithms something is sealed to a key: HPKE (RFC 9180) in base mode with HKDF-SHA256 and
/// ChaCha20-Poly1305, and one of these key encapsulations. The suites are numbered as in `docs/record-format.md`.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum KeySuite {
	/// DHKEM(X25519, HKDF-SHA256).
	#[codec(index = 1)]
	X25519 = 1,
	/// X-Wing: X25519 and ML-KEM-768, so that what is copied today stays closed if one of the two is broken.
	#[codec(index = 2)]
	XWing = 2,
}

/// A public key as it is published: 32 bytes, whatever the suite.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct PublicKey {
	/// Of which suite it is.
	pub suite: KeySuite,
	/// [`KeySuite::X25519`]: the key itself, little-endian as in RFC 7748. [`KeySuite::XWing`], whose keys are
	/// longer: BLAKE2b-256 of `salus/public-key/v1`, the suite's number as a byte, and the key. Who seals to it
	/// gets the key from elsewhere and compares.
	pub bytes: [u8; 32],
}

impl PublicKey {
	/// An X25519 public key.
	pub const fn x25519(bytes: [u8; 32]) -> Self {
		Self { suite: KeySuite::X25519, bytes }
	}

	/// What stands for an X-Wing public key: its hash.
	pub const fn x_wing(bytes: [u8; 32]) -> Self {
		Self { suite: KeySuite::XWing, bytes }
	}

	/// Whether this may be published as a key: not if it is an X25519 point of low order. With such a one
	/// X25519 gives all zeros whatever the other side's key, so that everybody could open what is sealed to
	/// it (RFC 7748, section 6.1). All zeros, which a client sends that forgot to make a key, is one of them,
	/// and no hash of a key either. Nor if it is another encoding of a point than X25519 itself writes: it would be the
	/// key that somebody has already, and what is sealed to it would not open, since HPKE binds the bytes.
	pub fn is_acceptable(&self) -> bool {
		match self.suite {
			KeySuite::X25519 => is_canonical(&self.bytes) && !LOW_ORDER.contains(&self.bytes),
			KeySuite::XWing => self.bytes != [0; 32],
		}
	}
}

/// A published key, and how often its owner has replaced it.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct EncryptionKey {
	/// The key.
	pub public: PublicKey,
	/// 0 for the first key, one more for each that follows. What is sealed under a past epoch stays
	/// readable to whoever could read it then.
	pub epoch: u32,
}

impl EncryptionKey {
	/// The first key of its owner.
	pub fn first(public: PublicKey) -> Self {
		Self { public, epoch: 0 }
	}

	/// The key that replaces this one.
	pub fn replaced_by(&self, public: PublicKey) -> Self {
		Self { public, epoch: self.epoch.saturating_add(1) }
	}
}

/// Whether a point is written as X25519 writes it: below p = 2^255 - 19, in 255 bits.
fn is_canonical(point: &[u8; 32]) -> bool {
	let [first, middle @ .., last] = point;
	*last < 0x7f || (*last == 0x7f && (*first < 0xed || middle.iter().any(|byte| *byte != 0xff)))
}

/// The points of low order of Curve25519 and its twist, little-endian: 0, 1, the two of order 8, and p - 1.
const LOW_ORDER: [[u8; 32]; 5] = [
	[0; 32],
	with_ends(1, 0, 0),
	[
		0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
		0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49,
		0xb8, 0x00,
	],
	[
		0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef,
		0x5b, 0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f,
		0x11, 0x57,
	],
	with_ends(0xec, 0xff, 0x7f),
];

/// `first`, then thirty times `middle`, then `last`.
const fn with_ends(first: u8, middle: u8, last: u8) -> [u8; 32] {
	let mut bytes = [middle; 32];
	bytes[0] = first;
	bytes[31] = last;
	bytes
}
