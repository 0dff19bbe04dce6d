//! Public and private keys, each with its suite.

use crate::{hash::blake2b_256, hexadecimal, secret::Secret, suite::Suite};
use core::fmt;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::ZeroizeOnDrop;

/// A public key, of the length of its suite.
#[derive(Clone, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(try_from = "AnyPublicKey", into = "AnyPublicKey")]
pub struct PublicKey {
	suite: Suite,
	bytes: Vec<u8>,
}

/// A public key has as many bytes as its suite says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a public key of suite 1 has 32 bytes, one of suite 2 has 1,216")]
pub struct WrongLength;

impl PublicKey {
	/// A key out of its bytes: 32 in suite 1, 1,216 in suite 2.
	///
	/// Whether something can be sealed to it shows when something is: a point of low order, or one written otherwise
	/// than X25519 writes it, is refused then.
	pub fn new(suite: Suite, bytes: Vec<u8>) -> Result<Self, WrongLength> {
		let fits = bytes.len() == suite.public_key_length();
		fits.then_some(Self { suite, bytes }).ok_or(WrongLength)
	}

	/// Its suite.
	pub fn suite(&self) -> Suite {
		self.suite
	}

	/// Its bytes.
	pub fn bytes(&self) -> &[u8] {
		&self.bytes
	}

	/// What stands for it on the chain.
	pub fn published(&self) -> PublishedKey {
		let hash = || blake2b_256(&[b"salus/public-key/v1", &[self.suite.into()], &self.bytes]);
		// A key of suite 1 has the 32 bytes itself.
		let bytes = self.bytes.as_slice().try_into().unwrap_or_else(|_| hash());
		PublishedKey { suite: self.suite, bytes }
	}
}

/// A public key as it stands on the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedKey {
	/// Its suite.
	pub suite: Suite,
	/// In suite 1 the key itself, in suite 2 a hash of it.
	#[serde(with = "hexadecimal")]
	pub bytes: [u8; 32],
}

/// A private key. It is wiped when it is dropped.
///
/// In suite 1 X25519 itself sets five of its bits, and libraries write it as derived or with them set. Both are the same
/// key, so compare [public keys](Self::public) where that matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateKey {
	/// Its suite.
	pub suite: Suite,
	/// Its bytes: the scalar of suite 1 as RFC 7748 takes it, the seed of suite 2.
	pub bytes: Secret<32>,
}

impl PrivateKey {
	/// The public key to it.
	pub fn public(&self) -> PublicKey {
		PublicKey { suite: self.suite, bytes: self.suite.public_key(&self.bytes) }
	}
}

/// A key pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPair {
	/// The public key.
	pub public: PublicKey,
	/// The private key.
	pub private: PrivateKey,
}

impl KeyPair {
	/// A new one, such as a practitioner's, an organization's or a guardian's: it comes from no root.
	pub fn random(suite: Suite, rng: &mut impl CryptoRng) -> Self {
		Self::derive(suite, &Secret::random(rng))
	}

	/// `KeyPair(suite, ikm)`: in suite 1 `DeriveKeyPair` of RFC 9180, 7.1.3, in suite 2 the X-Wing key pair whose seed
	/// is `ikm`.
	pub fn derive(suite: Suite, ikm: &Secret<32>) -> Self {
		let (public, private) = suite.key_pair(ikm);
		Self {
			public: PublicKey { suite, bytes: public },
			private: PrivateKey { suite, bytes: private },
		}
	}
}

// No `Drop` of their own, with which their parts could not be taken out: the secret wipes itself.
impl ZeroizeOnDrop for PrivateKey {}
impl ZeroizeOnDrop for KeyPair {}

/// As JSON has it.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AnyPublicKey {
	suite: Suite,
	#[serde(with = "hexadecimal")]
	public_key: Vec<u8>,
}

impl TryFrom<AnyPublicKey> for PublicKey {
	type Error = WrongLength;

	fn try_from(key: AnyPublicKey) -> Result<Self, WrongLength> {
		Self::new(key.suite, key.public_key)
	}
}

impl From<PublicKey> for AnyPublicKey {
	fn from(key: PublicKey) -> Self {
		Self { suite: key.suite, public_key: key.bytes }
	}
}

impl fmt::Debug for PublicKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "PublicKey({:?}, {})", self.suite, hex::encode(&self.bytes))
	}
}
