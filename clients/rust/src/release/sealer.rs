//! Seals a release message by message.

use super::{
	head::ReleaseHead, record::ReleasedRecord, ReleaseContext, ReleaseError, MAX_MESSAGE,
	TAG_LENGTH,
};
use crate::{keys::PublicKey, sealing::Sender};
use rand_core::CryptoRng;

/// Seals a release as a custodian reads it from its store: each part's head, then its records.
///
/// Each call gives the bytes to send next. What it refuses it has not sealed, and the release must not go on.
pub struct ReleaseSealer {
	sender: Sender,
	parts: usize,
	/// The place of the next record of the present part, and how many its head says.
	next: u32,
	records: u32,
}

impl ReleaseSealer {
	/// The first bytes of the release, and what seals the rest.
	pub fn begin(
		context: &ReleaseContext,
		reader: &PublicKey,
		rng: &mut impl CryptoRng,
	) -> Result<(Vec<u8>, Self), ReleaseError> {
		let (start, sender) = Sender::begin(reader, &context.info(), rng)?;
		Ok((start, Self { sender, parts: 0, next: 0, records: 0 }))
	}

	/// Begins the part of the next target.
	pub fn part(&mut self, head: &ReleaseHead) -> Result<Vec<u8>, ReleaseError> {
		self.ensure_complete()?;
		let message = head.to_bytes().ok_or(ReleaseError::InconsistentHead)?;
		let sealed = self.message(message.as_bytes())?;
		(self.next, self.records) = (0, head.records);
		self.parts = self.parts.saturating_add(1);
		Ok(sealed)
	}

	/// The next record of the part.
	pub fn record(&mut self, record: &ReleasedRecord) -> Result<Vec<u8>, ReleaseError> {
		if self.next >= self.records || record.index != self.next {
			return Err(ReleaseError::Incomplete);
		}
		let message = record.to_bytes().ok_or(ReleaseError::TooLarge)?;
		let sealed = self.message(&message)?;
		self.next = self.next.saturating_add(1);
		Ok(sealed)
	}

	/// Ends the release, if all records of all parts were sealed, and there is a part at all.
	pub fn finish(self) -> Result<(), ReleaseError> {
		self.ensure_complete()?;
		(self.parts > 0).then_some(()).ok_or(ReleaseError::Incomplete)
	}

	fn ensure_complete(&self) -> Result<(), ReleaseError> {
		(self.next == self.records).then_some(()).ok_or(ReleaseError::Incomplete)
	}

	/// A message, sealed, after its length.
	fn message(&mut self, plain: &[u8]) -> Result<Vec<u8>, ReleaseError> {
		let length = plain.len().saturating_add(TAG_LENGTH);
		let length = u32::try_from(length).ok().filter(|_| length <= MAX_MESSAGE);
		let length = length.ok_or(ReleaseError::TooLarge)?;
		Ok([length.to_le_bytes().as_slice(), &self.sender.seal(plain)?].concat())
	}
}
