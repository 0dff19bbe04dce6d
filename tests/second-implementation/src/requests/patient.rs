//! Requests to a custodian by the patient's side.

use super::{marked, Request, RequestError};
use crate::{hash::blake2b_256, hexadecimal};
use serde::{Deserialize, Serialize};

/// What the patient's side asks of a custodian; the content goes beside it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PatientRequest {
	/// The hash of the chain's first block.
	#[serde(with = "hexadecimal")]
	pub genesis: [u8; 32],
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The account that asks.
	#[serde(with = "hexadecimal")]
	pub account: [u8; 32],
	/// The organization that is asked.
	pub custodian: u32,
	/// Random, and never twice.
	#[serde(with = "hexadecimal")]
	pub nonce: [u8; 32],
	/// In milliseconds since 1970.
	pub time: u64,
	/// What it asks for.
	pub kind: RequestKind,
	/// The hash of the content.
	#[serde(with = "hexadecimal")]
	pub content_hash: [u8; 32],
}

/// What the patient's side may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum RequestKind {
	/// To take in a backup of the ring.
	TakeInBackup = 0,
	/// To give the backups.
	GiveBackups = 1,
	/// To take in a moved header.
	TakeInHeader = 2,
	/// To give the headers that it keeps.
	GiveHeaders = 3,
}

impl PatientRequest {
	/// What stands for a content.
	pub fn hash_of(content: &[u8]) -> [u8; 32] {
		blake2b_256(&[content])
	}

	/// Whether the account has signed for this content.
	pub fn ensure_content(&self, content: &[u8]) -> Result<(), RequestError> {
		let fits = self.content_hash == Self::hash_of(content);
		fits.then_some(()).ok_or(RequestError::OtherContent)
	}
}

impl Request for PatientRequest {
	const FORMAT: &'static str = "salus/patient-request/v1";

	fn signed_bytes(&self) -> Vec<u8> {
		marked(&[
			Self::FORMAT.as_bytes(),
			&self.genesis,
			&self.patient,
			&self.account,
			&self.custodian.to_le_bytes(),
			&self.nonce,
			&self.time.to_le_bytes(),
			&[self.kind.into()],
			&self.content_hash,
		])
	}

	fn signer(&self) -> &[u8; 32] {
		&self.account
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

impl From<RequestKind> for u8 {
	fn from(kind: RequestKind) -> Self {
		kind as u8
	}
}

impl TryFrom<u8> for RequestKind {
	type Error = &'static str;

	fn try_from(number: u8) -> Result<Self, Self::Error> {
		[Self::TakeInBackup, Self::GiveBackups, Self::TakeInHeader, Self::GiveHeaders]
			.into_iter()
			.find(|kind| u8::from(*kind) == number)
			.ok_or("there are kinds 0 to 3 only")
	}
}
