//! Releases: what a custodian answers to a request, sealed to the reader.

mod contents;
mod record;

pub use contents::{Contents, Emergency, ShareCommitment};
pub use record::ReleasedRecord;

use crate::{
	dice::CryptoRng,
	keys::{PrivateKey, PublicKey},
	requests::ReleaseRequest,
	sealing::{self, DoesNotOpen, InvalidKey},
};

/// What a release is bound to: the ticket and the request.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Context {
	/// The patient's id.
	#[serde(with = "crate::hexadecimal")]
	pub patient: [u8; 32],
	/// The ticket's number.
	pub sequence: u64,
	/// The organization that releases.
	pub custodian: u32,
	/// The request's nonce.
	#[serde(with = "crate::hexadecimal")]
	pub nonce: [u8; 32],
}

impl Context {
	fn info(&self) -> Vec<u8> {
		[
			b"salus/release/v1",
			self.patient.as_slice(),
			&self.sequence.to_le_bytes(),
			&self.custodian.to_le_bytes(),
			&self.nonce,
		]
		.concat()
	}
}

impl From<&ReleaseRequest> for Context {
	fn from(request: &ReleaseRequest) -> Self {
		let ReleaseRequest { patient, sequence, custodian, nonce, .. } = *request;
		Self { patient, sequence, custodian, nonce }
	}
}

/// What is in a release for one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
	/// The first of its messages.
	pub contents: Contents,
	/// The others.
	pub records: Vec<ReleasedRecord>,
}

/// Why there is no release, or none that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseError {
	/// The reader's key is none.
	#[error(transparent)]
	InvalidKey(#[from] InvalidKey),
	/// It was not sealed to this key for this request, or it was altered.
	#[error(transparent)]
	DoesNotOpen(#[from] DoesNotOpen),
	/// It opens, to something that is no release of version 1.
	#[error("the content is not that of a release of version 1")]
	UnknownContent,
	/// There are more or fewer records than the first message of a target says.
	#[error("there are more or fewer records than the first message of a target says")]
	WrongNumberOfRecords,
	/// A record's message cannot say so many siblings, or a message so many bytes.
	#[error("a record is too large to release")]
	TooLarge,
}

/// Seals what is released for each target to the reader of a request.
pub fn seal(
	context: &Context,
	reader: &PublicKey,
	releases: &[Release],
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, ReleaseError> {
	let mut messages = Vec::new();
	for release in releases {
		release.ensure_counted()?;
		messages.push(release.contents.to_bytes());
		for record in &release.records {
			messages.push(record.to_bytes().ok_or(ReleaseError::TooLarge)?);
		}
	}
	let plains: Vec<_> = messages.iter().map(Vec::as_slice).collect();
	let sealed = sealing::seal_all(reader, &context.info(), &plains, dice)?;
	let mut bytes = sealed.start;
	for message in sealed.messages {
		let length = u32::try_from(message.len()).map_err(|_| ReleaseError::TooLarge)?;
		bytes.extend_from_slice(&length.to_le_bytes());
		bytes.extend_from_slice(&message);
	}
	Ok(bytes)
}

/// Opens a release of so many targets with the reader's private key.
pub fn open(
	context: &Context,
	reader: &PrivateKey,
	targets: usize,
	sealed: &[u8],
) -> Result<Vec<Release>, ReleaseError> {
	let (encapsulated, rest) = sealing::split_start(reader, sealed).ok_or(DoesNotOpen)?;
	let messages = messages(rest).ok_or(DoesNotOpen)?;
	let plains = sealing::open_all(reader, &context.info(), encapsulated, &messages)?;
	let mut plains = plains.as_slice();
	let mut releases = Vec::new();
	for _ in 0..targets {
		let (release, others) = Release::split_from(plains)?;
		releases.push(release);
		plains = others;
	}
	plains.is_empty().then_some(releases).ok_or(ReleaseError::WrongNumberOfRecords)
}

impl Release {
	/// What stands first in the messages, and those after it.
	fn split_from(plains: &[Vec<u8>]) -> Result<(Self, &[Vec<u8>]), ReleaseError> {
		let (first, others) = plains.split_first().ok_or(ReleaseError::UnknownContent)?;
		let contents = Contents::from_bytes(first).ok_or(ReleaseError::UnknownContent)?;
		let (records, others) = usize::try_from(contents.records)
			.ok()
			.and_then(|count| others.split_at_checked(count))
			.ok_or(ReleaseError::WrongNumberOfRecords)?;
		let records: Option<_> = records.iter().map(|record| ReleasedRecord::of(record)).collect();
		let release = Self { contents, records: records.ok_or(ReleaseError::UnknownContent)? };
		release.ensure_counted()?;
		Ok((release, others))
	}

	/// HPKE does not notice when the last messages are missing: their number does.
	fn ensure_counted(&self) -> Result<(), ReleaseError> {
		if !self.contents.is_consistent() {
			return Err(ReleaseError::UnknownContent);
		}
		let counted = usize::try_from(self.contents.records) == Ok(self.records.len());
		counted.then_some(()).ok_or(ReleaseError::WrongNumberOfRecords)
	}
}

/// Each message, which stands after its length.
fn messages(mut bytes: &[u8]) -> Option<Vec<&[u8]>> {
	let mut messages = Vec::new();
	while !bytes.is_empty() {
		let (length, rest) = bytes.split_first_chunk()?;
		let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
		let (message, rest) = rest.split_at_checked(length)?;
		messages.push(message);
		bytes = rest;
	}
	Some(messages)
}
