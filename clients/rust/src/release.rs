//! Releases: what a custodian hands out on a ticket, sealed to the reader.
//!
//! One HPKE context, in which the messages have an order: none can be left out, repeated or moved, and nobody without the
//! reader's private key opens any. Of each target of the request there is a part: its head, then its records.
//! [`ReleaseSealer`] and [`ReleaseOpener`] go message by message, so that a large release need not be in memory; [`seal`] and
//! [`open`] do all of a small one.

mod head;
mod opener;
mod record;
mod sealer;

pub use head::ReleaseHead;
pub use opener::ReleaseOpener;
pub use record::ReleasedRecord;
pub use sealer::ReleaseSealer;

use crate::{
	keys::{PrivateKey, PublicKey},
	requests::ReleaseRequest,
	sealed_record,
	sealing::{DoesNotOpen, InvalidKey},
};
use rand_core::CryptoRng;

/// The longest message, in bytes: longer than the longest record with its proof, or the longest head.
pub const MAX_MESSAGE: usize = sealed_record::MAX_LENGTH + (1 << 12);

/// What a release is bound to, the ticket and the request: the answer to another one does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleaseContext {
	/// The patient's id.
	pub patient: [u8; 32],
	/// The ticket's number in the patient's trail.
	pub sequence: u64,
	/// The organization that releases.
	pub custodian: u32,
	/// The request's nonce.
	pub nonce: [u8; 32],
}

impl ReleaseContext {
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

impl From<&ReleaseRequest> for ReleaseContext {
	fn from(request: &ReleaseRequest) -> Self {
		let ReleaseRequest { patient, sequence, custodian, nonce, .. } = *request;
		Self { patient, sequence, custodian, nonce }
	}
}

/// What is released for one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasePart {
	/// The first of its messages.
	pub head: ReleaseHead,
	/// The others, in their order in the batch: as many as the head says.
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
	/// A head has anchor, header and records, or none of them; and nothing in it is longer than any.
	#[error("a release has anchor, header and records, or none of them")]
	InconsistentHead,
	/// It breaks off, or goes on: there are more or fewer records than the head of their part says, or in another order; or more
	/// or fewer parts than targets.
	#[error("the release breaks off, or goes on after its last record")]
	Incomplete,
	/// A message, or a part of it, is longer than any may be.
	#[error("a message is longer than any of a release")]
	TooLarge,
}

/// Seals what is released for each target, in the order of the request, to its reader.
pub fn seal(
	context: &ReleaseContext,
	reader: &PublicKey,
	parts: &[ReleasePart],
	rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, ReleaseError> {
	let (mut sealed, mut sealer) = ReleaseSealer::begin(context, reader, rng)?;
	for ReleasePart { head, records } in parts {
		sealed.extend_from_slice(&sealer.part(head)?);
		for record in records {
			sealed.extend_from_slice(&sealer.record(record.clone())?);
		}
	}
	sealer.finish()?;
	Ok(sealed)
}

/// Opens a release of so many targets with the reader's private key.
pub fn open(
	context: &ReleaseContext,
	reader: &PrivateKey,
	targets: usize,
	sealed: &[u8],
) -> Result<Vec<ReleasePart>, ReleaseError> {
	let (start, mut rest) =
		sealed.split_at_checked(ReleaseOpener::start_length(reader)).ok_or(DoesNotOpen)?;
	let mut opener = ReleaseOpener::begin(context, reader, targets, start)?;
	let mut next = || {
		let (length, after) = rest.split_first_chunk().ok_or(ReleaseError::Incomplete)?;
		let length = ReleaseOpener::message_length(*length)?;
		let (message, after) = after.split_at_checked(length).ok_or(ReleaseError::Incomplete)?;
		rest = after;
		Ok::<_, ReleaseError>(message)
	};
	let mut parts = Vec::new();
	for _ in 0..targets {
		let head = opener.part(next()?)?;
		let mut records = Vec::new();
		for _ in 0..head.records {
			records.push(opener.record(next()?)?);
		}
		parts.push(ReleasePart { head, records });
	}
	opener.finish()?;
	rest.is_empty().then_some(parts).ok_or(ReleaseError::Incomplete)
}
