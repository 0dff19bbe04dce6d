//! Envelopes: what a grant hands over.

use crate::{
	class_keys::{ClassKeys, ClassKeysError},
	dice::CryptoRng,
	hash::blake2b_256,
	hexadecimal,
	keys::{PrivateKey, PublicKey},
	sealing::{self, DoesNotOpen, InvalidKey},
};
use serde::Deserialize;

/// What an envelope is bound to: moved to another patient, organization, grantee or epoch, it does not open.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Context {
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The organization that holds the grant.
	pub organization: u32,
	/// The practitioner's account or pseudonym; zeros if the envelope is for the organization's key.
	#[serde(with = "hexadecimal")]
	pub grantee: [u8; 32],
	/// The patient's key epoch, which is the epoch of the class keys inside.
	pub key_epoch: u32,
}

impl Context {
	fn info(&self) -> Vec<u8> {
		[
			b"salus/envelope/v1",
			self.patient.as_slice(),
			&self.organization.to_le_bytes(),
			&self.grantee,
			&self.key_epoch.to_le_bytes(),
		]
		.concat()
	}
}

/// Why there is no envelope, or none that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
	/// The class keys are none that an envelope can hold.
	#[error(transparent)]
	ClassKeys(#[from] ClassKeysError),
	/// The grantee's key is none.
	#[error(transparent)]
	InvalidKey(#[from] InvalidKey),
	/// It was not sealed to this key for this context, or it was altered.
	#[error(transparent)]
	DoesNotOpen(#[from] DoesNotOpen),
}

/// Seals class keys to a grantee.
pub fn seal(
	context: &Context,
	grantee: &PublicKey,
	keys: &ClassKeys,
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, EnvelopeError> {
	Ok(sealing::seal(grantee, &context.info(), &keys.to_bytes()?, dice)?)
}

/// Opens what was sealed to a grantee, with the grantee's private key.
pub fn open(
	context: &Context,
	grantee: &PrivateKey,
	sealed: &[u8],
) -> Result<ClassKeys, EnvelopeError> {
	Ok(ClassKeys::from_bytes(&sealing::open(grantee, &context.info(), sealed)?)?)
}

/// What stands in the grant, and the name under which custodians keep the envelope.
pub fn commitment(sealed: &[u8]) -> [u8; 32] {
	blake2b_256(&[sealed])
}
