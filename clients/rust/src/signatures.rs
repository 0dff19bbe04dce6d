//! Signatures by accounts of the chain over bytes of the format.
//!
//! An account is 32 bytes: the public key of sr25519 or Ed25519, or BLAKE2b-256 of a compressed one of secp256k1.

mod sr25519;

pub use sr25519::Sr25519Pair;

use crate::{hash::blake2b_256, hexadecimal, secret::joined};
use k256::ecdsa::{RecoveryId, VerifyingKey};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A signature without a byte that names its scheme: 64 bytes of sr25519 or Ed25519, 65 of ECDSA over secp256k1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "InFile", into = "InFile")]
pub enum Signature {
	/// Of sr25519 with the context `substrate`, or of Ed25519. Which of them, its bytes do not say.
	Of64([u8; 64]),
	/// Of ECDSA, over BLAKE2b-256 of the message; the last byte is the recovery id.
	Of65([u8; 65]),
}

/// A signature has 64 or 65 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a signature has 64 bytes, or 65 of ECDSA")]
pub struct WrongSignatureLength;

impl Signature {
	/// Whether this is the account's over exactly these bytes.
	pub fn is_by(&self, account: &[u8; 32], message: &[u8]) -> bool {
		match self {
			Self::Of64(signature) => {
				sr25519::verify(account, message, signature)
					|| verify_ed25519(account, message, signature)
			},
			Self::Of65(signature) => verify_ecdsa(account, message, signature),
		}
	}

	/// Its bytes.
	pub fn bytes(&self) -> &[u8] {
		match self {
			Self::Of64(bytes) => bytes,
			Self::Of65(bytes) => bytes,
		}
	}

	/// The account's signature in what a wallet gave, which may have put a byte before it that names the scheme.
	pub(crate) fn of_wallet(given: &[u8], account: &[u8; 32], message: &[u8]) -> Option<Self> {
		[given, given.get(1..)?].into_iter().find_map(|bytes| {
			Self::try_from(bytes).ok().filter(|signature| signature.is_by(account, message))
		})
	}
}

impl TryFrom<&[u8]> for Signature {
	type Error = WrongSignatureLength;

	fn try_from(bytes: &[u8]) -> Result<Self, WrongSignatureLength> {
		let of_64 = || bytes.try_into().map(Self::Of64);
		let of_65 = || bytes.try_into().map(Self::Of65);
		of_64().or_else(|_| of_65()).map_err(|_| WrongSignatureLength)
	}
}

/// The bytes that an account signs for this content. Wallets sign free bytes only between these marks, and no transaction
/// begins with them.
pub(crate) fn between_marks(parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
	joined(&[&[b"<Bytes>".as_slice()], parts, &[b"</Bytes>"]].concat())
}

/// A key of low order, with which a signature would fit more than one message, is refused.
fn verify_ed25519(account: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
	let signature = ed25519_dalek::Signature::from_bytes(signature);
	ed25519_dalek::VerifyingKey::from_bytes(account)
		.is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
}

/// Of `s` and the order less `s` the larger one is refused: with it anybody could make a second signature of each.
fn verify_ecdsa(account: &[u8; 32], message: &[u8], signature: &[u8; 65]) -> bool {
	let [scalars @ .., id] = signature;
	let key = || {
		let id = RecoveryId::from_byte(*id)?;
		let scalars = k256::ecdsa::Signature::from_slice(scalars).ok()?;
		let scalars = Some(scalars).filter(|scalars| scalars.normalize_s() == *scalars)?;
		VerifyingKey::recover_from_prehash(&blake2b_256(&[message]), &scalars, id).ok()
	};
	key().is_some_and(|key| blake2b_256(&[key.to_sec1_point(true).as_bytes()]) == *account)
}

/// As JSON has it.
#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct InFile(#[serde(with = "hexadecimal")] Vec<u8>);

impl TryFrom<InFile> for Signature {
	type Error = WrongSignatureLength;

	fn try_from(InFile(bytes): InFile) -> Result<Self, WrongSignatureLength> {
		bytes.as_slice().try_into()
	}
}

impl From<Signature> for InFile {
	fn from(signature: Signature) -> Self {
		Self(signature.bytes().to_vec())
	}
}
