//! A reader's request to release, signed by the ticket's holder.

use super::{marked, with_suite_and_length, Request, RequestError, Targets};
use crate::{
	hexadecimal,
	keys::{PublicKey, PublishedKey},
	ticket_secret,
};
use serde::{Deserialize, Serialize};

/// What the holder of a ticket asks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleaseRequest {
	/// The hash of the chain's first block.
	#[serde(with = "hexadecimal")]
	pub genesis: [u8; 32],
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The number of the ticket in the patient's trail.
	pub sequence: u64,
	/// The account that holds the ticket.
	#[serde(with = "hexadecimal")]
	pub holder: [u8; 32],
	/// Of a ticket for a team that a gateway shows: for whom.
	#[serde(with = "hexadecimal::optional")]
	pub practitioner: Option<[u8; 32]>,
	/// The organization that the ticket names.
	pub custodian: u32,
	/// The ticket's, with which the custodian redeems it.
	#[serde(with = "hexadecimal")]
	pub secret: [u8; 32],
	/// Which of the ticket's records.
	pub targets: Targets,
	/// Random, and never twice.
	#[serde(with = "hexadecimal")]
	pub nonce: [u8; 32],
	/// In milliseconds since 1970.
	pub time: u64,
	/// The key to which the release is sealed.
	#[serde(flatten)]
	pub reader: PublicKey,
}

impl ReleaseRequest {
	/// Whether the reader's key is the published one, where there is one.
	pub fn ensure_published(&self, published: Option<&PublishedKey>) -> Result<(), RequestError> {
		let fits = published.is_none_or(|published| *published == self.reader.published());
		fits.then_some(()).ok_or(RequestError::OtherKey)
	}

	/// Whether the holder of the ticket committed to the secret.
	pub fn ensure_claimed(&self, claim: &[u8; 16]) -> Result<(), RequestError> {
		let fits = ticket_secret::claim(&self.secret) == *claim;
		fits.then_some(()).ok_or(RequestError::OtherSecret)
	}
}

impl Request for ReleaseRequest {
	const FORMAT: &'static str = "salus/release-request/v1";

	fn signed_bytes(&self) -> Vec<u8> {
		let practitioner = self.practitioner.map_or(vec![0], |id| [&[1], id.as_slice()].concat());
		marked(&[
			Self::FORMAT.as_bytes(),
			&self.genesis,
			&self.patient,
			&self.sequence.to_le_bytes(),
			&self.holder,
			&practitioner,
			&self.custodian.to_le_bytes(),
			&self.secret,
			&self.targets.to_bytes(),
			&self.nonce,
			&self.time.to_le_bytes(),
			&with_suite_and_length(&self.reader),
		])
	}

	fn signer(&self) -> &[u8; 32] {
		&self.holder
	}

	fn genesis(&self) -> &[u8; 32] {
		&self.genesis
	}

	fn custodian(&self) -> u32 {
		self.custodian
	}

	fn time(&self) -> u64 {
		self.time
	}
}
