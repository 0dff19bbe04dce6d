//! Requests to a custodian by the patient's side.

use super::{sealed::InFile, Request, RequestError, Signed};
use crate::{
	hash::blake2b_256,
	hexadecimal,
	signatures::{between_marks, Signature},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The longest content, in bytes: any backup or header is shorter.
pub const MAX_CONTENT: usize = 1 << 24;

/// What the patient's side asks of a custodian; the content goes beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatientRequest {
	/// The hash of the chain's first block.
	pub genesis: [u8; 32],
	/// The patient's id.
	pub patient: [u8; 32],
	/// The account that asks: the controller's, or a representative's.
	pub account: [u8; 32],
	/// The organization that is asked.
	pub custodian: u32,
	/// Random, and never twice.
	pub nonce: [u8; 32],
	/// In milliseconds since 1970.
	pub time: u64,
	/// What it asks for.
	pub kind: PatientRequestKind,
	/// The [hash](Self::hash_of) of the content.
	pub content_hash: [u8; 32],
}

/// What the patient's side may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum PatientRequestKind {
	/// To take in a backup of the ring, whose JSON is the content. Only the controller may.
	TakeBackup = 0,
	/// To give the backups; the content is empty. Only the controller may.
	GiveBackups = 1,
	/// To take in a moved header, [with its anchor](moved_header). A representative may, too.
	TakeMovedHeader = 2,
	/// To give the headers that it keeps; the content is empty. A representative may, too.
	GiveHeaders = 3,
}

/// Version 1 of the format knows no request of this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are kinds 0 to 3 only")]
pub struct UnknownKind;

impl PatientRequest {
	/// What stands for a content.
	pub fn hash_of(content: &[u8]) -> [u8; 32] {
		blake2b_256(&[content])
	}

	/// Whether the account has signed for this content. What is longer than any is refused before it is hashed.
	pub fn ensure_content(&self, content: &[u8]) -> Result<(), RequestError> {
		if content.len() > MAX_CONTENT {
			return Err(RequestError::ContentTooLong);
		}
		let fits = self.content_hash == Self::hash_of(content);
		fits.then_some(()).ok_or(RequestError::OtherContent)
	}
}

/// The content with which a custodian is asked to take a moved header in.
pub fn moved_header(anchor: u32, header: &[u8]) -> Vec<u8> {
	[anchor.to_le_bytes().as_slice(), header].concat()
}

/// Anchor and header of such a content; nothing if it is too short.
pub fn read_moved_header(content: &[u8]) -> Option<(u32, &[u8])> {
	let (anchor, header) = content.split_first_chunk()?;
	Some((u32::from_le_bytes(*anchor), header))
}

impl Request for PatientRequest {
	const FORMAT: &'static str = "salus/patient-request/v1";

	fn signed_bytes(&self) -> Zeroizing<Vec<u8>> {
		between_marks(&[
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

impl From<PatientRequestKind> for u8 {
	fn from(kind: PatientRequestKind) -> Self {
		match kind {
			PatientRequestKind::TakeBackup => 0,
			PatientRequestKind::GiveBackups => 1,
			PatientRequestKind::TakeMovedHeader => 2,
			PatientRequestKind::GiveHeaders => 3,
		}
	}
}

impl TryFrom<u8> for PatientRequestKind {
	type Error = UnknownKind;

	fn try_from(number: u8) -> Result<Self, UnknownKind> {
		[Self::TakeBackup, Self::GiveBackups, Self::TakeMovedHeader, Self::GiveHeaders]
			.into_iter()
			.find(|kind| u8::from(*kind) == number)
			.ok_or(UnknownKind)
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
	patient: [u8; 32],
	#[serde(with = "hexadecimal")]
	account: [u8; 32],
	custodian: u32,
	#[serde(with = "hexadecimal")]
	nonce: [u8; 32],
	time: u64,
	kind: PatientRequestKind,
	#[serde(with = "hexadecimal")]
	content_hash: [u8; 32],
	signature: Signature,
}

/// The only one that there is.
#[derive(Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/patient-request/v1")]
	V1,
}

impl InFile for PatientRequest {
	type File = File;
}

impl From<File> for Signed<PatientRequest> {
	fn from(file: File) -> Self {
		let File { genesis, patient, account, custodian, nonce, time, kind, content_hash, .. } =
			file;
		let request = PatientRequest {
			genesis,
			patient,
			account,
			custodian,
			nonce,
			time,
			kind,
			content_hash,
		};
		Self { request, signature: file.signature }
	}
}

impl From<&Signed<PatientRequest>> for File {
	fn from(signed: &Signed<PatientRequest>) -> Self {
		let PatientRequest {
			genesis,
			patient,
			account,
			custodian,
			nonce,
			time,
			kind,
			content_hash,
		} = signed.request;
		Self {
			format: Format::V1,
			genesis,
			patient,
			account,
			custodian,
			nonce,
			time,
			kind,
			content_hash,
			signature: signed.signature,
		}
	}
}
