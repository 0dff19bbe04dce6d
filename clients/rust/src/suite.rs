//! Suites: which cryptography a key, a message or a card is of.

use crate::secret::Secret;
use hpke::{kem::Kem, Deserializable, Serializable};
use serde::{Deserialize, Serialize};

/// A suite, which every published key, sealed message, envelope and card names in one byte.
///
/// Both are HPKE (RFC 9180), base mode, with HKDF-SHA256 and ChaCha20-Poly1305; they differ in the key encapsulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Suite {
	/// X25519.
	X25519 = 1,
	/// X-Wing: X25519 and ML-KEM-768, of which both must be broken. For what shall stay secret for a lifetime, also
	/// from quantum computers.
	XWing = 2,
}

/// Version 1 of the format knows no suite of this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are suites 1 and 2 only")]
pub struct UnknownSuite;

impl Suite {
	/// All that there are.
	pub const ALL: [Self; 2] = [Self::X25519, Self::XWing];

	/// How long a public key is, in bytes: 32 or 1,216.
	pub fn public_key_length(self) -> usize {
		match self {
			Self::X25519 => length::<<X25519 as Kem>::PublicKey>(),
			Self::XWing => length::<<XWing as Kem>::PublicKey>(),
		}
	}

	/// How long an encapsulated key is, in bytes: 32 or 1,120.
	pub fn encapsulated_length(self) -> usize {
		match self {
			Self::X25519 => length::<<X25519 as Kem>::EncappedKey>(),
			Self::XWing => length::<<XWing as Kem>::EncappedKey>(),
		}
	}

	/// How long a sealed message of so many bytes is: with the suite's byte, the encapsulated key and the tag.
	pub(crate) fn sealed_length(self, plain: usize) -> usize {
		plain.saturating_add(self.encapsulated_length()).saturating_add(17)
	}

	/// `KeyPair(suite, ikm)`: the public and the private key.
	pub(crate) fn key_pair(self, ikm: &Secret<32>) -> (Vec<u8>, Secret<32>) {
		let private = match self {
			Self::X25519 => {
				let (private, _) = X25519::derive_keypair(ikm.expose());
				Secret::made_by(|bytes| private.write_exact(bytes))
			},
			// The seed itself, without the hash that HPKE's DeriveKeyPair for X-Wing puts before it.
			Self::XWing => ikm.clone(),
		};
		(self.public_key(&private), private)
	}

	/// The public key to a private key.
	pub(crate) fn public_key(self, private_key: &Secret<32>) -> Vec<u8> {
		match self {
			Self::X25519 => public_key::<X25519>(private_key),
			Self::XWing => public_key::<XWing>(private_key),
		}
	}
}

pub(crate) type X25519 = hpke::kem::X25519HkdfSha256;
pub(crate) type XWing = hpke::kem::XWing;

fn public_key<K: Kem>(private_key: &Secret<32>) -> Vec<u8> {
	#[expect(clippy::expect_used, reason = "a scalar or a seed of 32 bytes: each of them is one")]
	let private = K::PrivateKey::from_bytes(private_key.expose())
		.expect("each 32 bytes are a private key of either suite");
	K::sk_to_pk(&private).to_bytes().to_vec()
}

fn length<T: Serializable>() -> usize {
	T::size()
}

impl From<Suite> for u8 {
	fn from(suite: Suite) -> Self {
		match suite {
			Suite::X25519 => 1,
			Suite::XWing => 2,
		}
	}
}

impl TryFrom<u8> for Suite {
	type Error = UnknownSuite;

	fn try_from(number: u8) -> Result<Self, UnknownSuite> {
		Self::ALL.into_iter().find(|suite| u8::from(*suite) == number).ok_or(UnknownSuite)
	}
}
