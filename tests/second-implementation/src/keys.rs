//! Key pairs, and what each epoch's come from.

use crate::{
	dice,
	hash::{blake2b_256, hkdf},
	hexadecimal,
	suite::Suite,
};
use core::fmt;
use serde::{Deserialize, Serialize};

/// A public key, of the length of its suite.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
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
	/// A key out of its bytes.
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
		let bytes = match self.suite {
			Suite::X25519 => self.bytes.as_slice().try_into().expect("a key of suite 1 has 32"),
			Suite::XWing => {
				blake2b_256(&[b"salus/public-key/v1", &[self.suite.into()], &self.bytes])
			},
		};
		PublishedKey { suite: self.suite, bytes }
	}
}

/// A public key as it stands on the chain.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedKey {
	/// Its suite.
	pub suite: Suite,
	/// In suite 1 the key itself, in suite 2 a hash of it.
	#[serde(with = "hexadecimal")]
	pub bytes: [u8; 32],
}

/// A private key.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrivateKey {
	/// Its suite.
	pub suite: Suite,
	/// Its bytes: the scalar of suite 1 as RFC 7748 takes it, the seed of suite 2.
	#[serde(with = "hexadecimal")]
	pub private_key: [u8; 32],
}

impl PrivateKey {
	/// The public key to it.
	pub fn public(&self) -> PublicKey {
		let bytes = self.suite.public_key(&self.private_key);
		PublicKey { suite: self.suite, bytes }
	}
}

/// A key pair.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyPair {
	/// The public key.
	pub public: PublicKey,
	/// The private key.
	pub private: PrivateKey,
}

impl KeyPair {
	/// A new one, which comes from no root.
	pub fn generate(suite: Suite, dice: &mut impl dice::CryptoRng) -> Self {
		Self::derive(suite, &dice::random_bytes(dice))
	}

	/// `KeyPair(suite, ikm)`.
	pub fn derive(suite: Suite, ikm: &[u8; 32]) -> Self {
		let (bytes, private_key) = suite.key_pair(ikm);
		Self { public: PublicKey { suite, bytes }, private: PrivateKey { suite, private_key } }
	}

	/// The key pair of which the public half stands on the chain.
	pub fn of_patient(suite: Suite, root: &[u8; 32]) -> Self {
		Self::derive(suite, &hkdf(root, &[b"salus/patient-key/v1", &[suite.into()]]))
	}

	/// The key pair of a class of records.
	pub fn of_class(suite: Suite, class_secret: &[u8; 32], class: u16) -> Self {
		let info: [&[u8]; 3] = [b"salus/class-key/v1", &[suite.into()], &class.to_le_bytes()];
		Self::derive(suite, &hkdf(class_secret, &info))
	}
}

/// What the key pairs of all classes of an epoch come from.
pub fn class_secret(root: &[u8; 32]) -> [u8; 32] {
	hkdf(root, &[b"salus/class-secret/v1"])
}

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

/// Keeps the key out of messages of failed tests.
impl fmt::Debug for PrivateKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("PrivateKey").field("suite", &self.suite).finish_non_exhaustive()
	}
}
