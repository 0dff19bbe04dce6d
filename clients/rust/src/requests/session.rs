//! A writer's request to begin a session, in which it hands in what it has sealed.

use super::{sealed::InFile, Request, Signed};
use crate::{
	hexadecimal,
	signatures::{between_marks, Signature},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What a writer shows to a custodian before it hands anything in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRequest {
	/// The hash of the chain's first block.
	pub genesis: [u8; 32],
	/// The account that writes.
	pub account: [u8; 32],
	/// The organization that is asked.
	pub custodian: u32,
	/// For whom it writes.
	pub side: Side,
	/// Random, and never twice.
	pub nonce: [u8; 32],
	/// In milliseconds since 1970.
	pub time: u64,
}

/// For whom an account writes, and on whose account it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
	/// An organization, of which the account is a practitioner or a gateway.
	Organization(u32),
	/// A patient, whom the account controls or represents with the power *consent*.
	Patient([u8; 32]),
}

impl Side {
	/// The bytes that are signed.
	fn to_bytes(self) -> Vec<u8> {
		match self {
			Self::Organization(organization) => {
				[&[0], organization.to_le_bytes().as_slice()].concat()
			},
			Self::Patient(patient) => [&[1], patient.as_slice()].concat(),
		}
	}
}

impl Request for SessionRequest {
	const FORMAT: &'static str = "salus/session-request/v1";

	fn signed_bytes(&self) -> Zeroizing<Vec<u8>> {
		between_marks(&[
			Self::FORMAT.as_bytes(),
			&self.genesis,
			&self.account,
			&self.custodian.to_le_bytes(),
			&self.side.to_bytes(),
			&self.nonce,
			&self.time.to_le_bytes(),
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

/// As JSON has it.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct File {
	format: Format,
	#[serde(with = "hexadecimal")]
	genesis: [u8; 32],
	#[serde(with = "hexadecimal")]
	account: [u8; 32],
	custodian: u32,
	// Serde takes a missing member for `null` unless a function reads it.
	#[serde(deserialize_with = "Option::deserialize")]
	organization: Option<u32>,
	#[serde(with = "hexadecimal::optional")]
	patient: Option<[u8; 32]>,
	#[serde(with = "hexadecimal")]
	nonce: [u8; 32],
	time: u64,
	signature: Signature,
}

/// The only one that there is.
#[derive(Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/session-request/v1")]
	V1,
}

/// A session is for an organization or for a patient, not for both or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a session is for an organization or for a patient")]
pub struct NotOneSide;

impl InFile for SessionRequest {
	type File = File;
}

impl TryFrom<File> for Signed<SessionRequest> {
	type Error = NotOneSide;

	fn try_from(file: File) -> Result<Self, NotOneSide> {
		let File { genesis, account, custodian, organization, patient, nonce, time, .. } = file;
		let side = match (organization, patient) {
			(Some(organization), None) => Side::Organization(organization),
			(None, Some(patient)) => Side::Patient(patient),
			_ => return Err(NotOneSide),
		};
		let request = SessionRequest { genesis, account, custodian, side, nonce, time };
		Ok(Self { request, signature: file.signature })
	}
}

impl From<&Signed<SessionRequest>> for File {
	fn from(signed: &Signed<SessionRequest>) -> Self {
		let SessionRequest { genesis, account, custodian, side, nonce, time } = signed.request;
		let (organization, patient) = match side {
			Side::Organization(organization) => (Some(organization), None),
			Side::Patient(patient) => (None, Some(patient)),
		};
		Self {
			format: Format::V1,
			genesis,
			account,
			custodian,
			organization,
			patient,
			nonce,
			time,
			signature: signed.signature,
		}
	}
}
