//! Envelopes: the class keys that a grant hands over, sealed to its grantee.
//!
//! An envelope lies with every custodian that keeps records of the patient, under the name of its [`commitment`], which
//! stands in the grant. A custodian hands it out inside a release under that grant, to nobody else.

use crate::{
	class_keys::{ClassKeys, ClassKeysError},
	hash::blake2b_256,
	keys::{PrivateKey, PublicKey},
	sealing::{self, DoesNotOpen, InvalidKey},
};
use rand_core::CryptoRng;

/// Longer than any envelope, in bytes: 65,535 class keys and what sealing adds. A custodian takes in none that is longer.
pub const MAX_LENGTH: usize = 1 << 22;

/// Stands for the grantee of a grant that names no practitioner: its envelope is sealed to the organization's key.
pub const NOBODY_IN_PARTICULAR: [u8; 32] = [0; 32];

/// What an envelope is bound to: moved to another patient, organization, grantee or epoch, it does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnvelopeContext {
	/// The patient's id.
	pub patient: [u8; 32],
	/// The organization that holds the grant.
	pub organization: u32,
	/// The practitioner's account or pseudonym; [`NOBODY_IN_PARTICULAR`] if the envelope is for the organization's key.
	pub grantee: [u8; 32],
	/// The patient's key epoch, which is the epoch of the class keys inside.
	pub key_epoch: u32,
}

impl EnvelopeContext {
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
	/// It is longer than [`MAX_LENGTH`].
	#[error("the envelope is longer than any")]
	TooLong,
}

/// Seals class keys to a grantee.
pub fn seal(
	context: &EnvelopeContext,
	grantee: &PublicKey,
	keys: &ClassKeys,
	rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, EnvelopeError> {
	Ok(sealing::seal(grantee, &context.info(), &keys.to_bytes()?, rng)?)
}

/// Opens what was sealed to a grantee, with the grantee's private key.
pub fn open(
	context: &EnvelopeContext,
	grantee: &PrivateKey,
	envelope: &[u8],
) -> Result<ClassKeys, EnvelopeError> {
	if envelope.len() > MAX_LENGTH {
		return Err(EnvelopeError::TooLong);
	}
	Ok(ClassKeys::from_bytes(&sealing::open(grantee, &context.info(), envelope)?)?)
}

/// What stands in the grant; in hexadecimal it is the name under which custodians keep the envelope.
pub fn commitment(envelope: &[u8]) -> [u8; 32] {
	blake2b_256(&[envelope])
}
