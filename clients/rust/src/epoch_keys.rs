//! The keys of one epoch of a patient, all of which follow from its root.
//!
//! A writer needs only the public key of a class. A grant hands over the private keys of the granted classes, or the class
//! secret, which gives those of all.

use crate::{hash::blake2b_256, keys::KeyPair, secret::Secret, suite::Suite};
use rand_core::CryptoRng;
use zeroize::ZeroizeOnDrop;

/// The root of an epoch: 32 random bytes, which only the patient has. No other epoch's tells anything of it.
#[derive(Clone, Debug, PartialEq, Eq, ZeroizeOnDrop)]
pub struct Root(Secret<32>);

/// Zeros are no root: in a ring they stand for one that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("zeros are no root")]
pub struct NoRoot;

impl Root {
	/// The root of a new epoch.
	pub fn random(rng: &mut impl CryptoRng) -> Self {
		loop {
			if let Ok(root) = Self::new(Secret::random(rng)) {
				return root;
			}
		}
	}

	/// A root that was kept.
	pub fn new(bytes: Secret<32>) -> Result<Self, NoRoot> {
		(bytes != Secret::new([0; 32])).then_some(Self(bytes)).ok_or(NoRoot)
	}

	/// Its bytes.
	pub fn bytes(&self) -> &Secret<32> {
		&self.0
	}

	/// What the key pairs of all classes follow from. It tells nothing of the patient's own key, nor of salts.
	pub fn class_secret(&self) -> ClassSecret {
		ClassSecret(self.0.derive(&[b"salus/class-secret/v1"]))
	}

	/// The patient's own key pair of the epoch; its public half stands on the chain.
	pub fn patient_key_pair(&self, suite: Suite) -> KeyPair {
		KeyPair::derive(suite, &self.0.derive(&[b"salus/patient-key/v1", &[suite.into()]]))
	}

	/// The salt of a record that the patient adds: derived, so that the same canonical bytes give the same commitment,
	/// and the owner can find the record again.
	pub fn owner_salt(&self, canonical: &[u8]) -> Secret<32> {
		let content = blake2b_256(&[b"salus/content/v1", canonical]);
		self.0.derive(&[b"salus/salt/v1", &content])
	}
}

/// What the key pairs of all classes of an epoch follow from, also of classes to come.
#[derive(Clone, Debug, PartialEq, Eq, ZeroizeOnDrop)]
pub struct ClassSecret(Secret<32>);

impl ClassSecret {
	/// One that was handed over.
	pub fn new(bytes: Secret<32>) -> Self {
		Self(bytes)
	}

	/// Its bytes.
	pub fn bytes(&self) -> &Secret<32> {
		&self.0
	}

	/// The key pair of a class of records.
	pub fn key_pair(&self, suite: Suite, class: u16) -> KeyPair {
		let info: [&[u8]; 3] = [b"salus/class-key/v1", &[suite.into()], &class.to_le_bytes()];
		KeyPair::derive(suite, &self.0.derive(&info))
	}
}
