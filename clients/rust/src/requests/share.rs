//! The request of a patient who lost everything to the guardians, for their shares.

use crate::{
	keys::PublicKey,
	signatures::{between_marks, Signature},
};

/// What a new device, which controls the patient now, asks the guardians for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareRequest {
	/// The hash of the chain's first block.
	pub genesis: [u8; 32],
	/// The patient's id.
	pub patient: [u8; 32],
	/// The account that controls the patient now.
	pub account: [u8; 32],
	/// The version of the backup.
	pub version: u32,
	/// The new device's public key, to which shares are sealed.
	pub device: PublicKey,
}

impl ShareRequest {
	/// What the account signs, between the marks for free bytes.
	pub fn signed_bytes(&self) -> Vec<u8> {
		between_marks(&[
			b"salus/share-request/v1",
			&self.genesis,
			&self.patient,
			&self.account,
			&self.version.to_le_bytes(),
			&super::with_suite_and_length(&self.device),
		])
		.to_vec()
	}

	/// Whether the account has signed it. That the account controls the patient now, and that it is the person who asks, the
	/// guardian sees by other ways.
	pub fn is_signed(&self, signature: &Signature) -> bool {
		signature.is_by(&self.account, &self.signed_bytes())
	}
}
