//! Key pairs, all of which come from the patient's one secret.

use crate::{dice, hash::hkdf, hexadecimal, sealing::derive_key_pair};
use core::fmt;
use serde::{Deserialize, Serialize};

/// An X25519 key pair.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyPair {
	/// The public key.
	#[serde(with = "hexadecimal")]
	pub public_key: [u8; 32],
	/// The private key, as RFC 7748 writes it.
	#[serde(with = "hexadecimal")]
	pub private_key: [u8; 32],
}

impl KeyPair {
	/// A new one, which comes from no secret.
	pub fn generate(dice: &mut impl dice::CryptoRng) -> Self {
		Self::derive(&dice::random_bytes(dice))
	}

	/// The key pair of a class of records in an epoch.
	pub fn of_class(patient_secret: &[u8; 32], epoch: u32, class: u16) -> Self {
		let tag = b"salus/class-key/v1";
		Self::derive(&hkdf(patient_secret, &[tag, &epoch.to_le_bytes(), &class.to_le_bytes()]))
	}

	/// The key pair of which the public half stands on the chain.
	pub fn of_patient(patient_secret: &[u8; 32], epoch: u32) -> Self {
		Self::derive(&hkdf(patient_secret, &[b"salus/patient-key/v1", &epoch.to_le_bytes()]))
	}

	/// `DeriveKeyPair(ikm)` of RFC 9180, section 7.1.3.
	pub fn derive(ikm: &[u8; 32]) -> Self {
		let (public_key, private_key) = derive_key_pair(ikm);
		Self { public_key, private_key }
	}
}

/// Keeps the private key out of messages of failed tests.
impl fmt::Debug for KeyPair {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let public_key = hex::encode(self.public_key);
		f.debug_struct("KeyPair").field("public_key", &public_key).finish_non_exhaustive()
	}
}
