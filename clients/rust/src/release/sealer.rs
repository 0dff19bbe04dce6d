//! Seals a release message by message.

use super::{
	head::ReleaseHead,
	record::{ReleasedRecord, MAX_START},
	ReleaseContext, ReleaseError, MAX_MESSAGE,
};
use crate::{
	keys::PublicKey,
	sealing::{Sender, TAG},
};
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

/// How long the length is that comes before a message.
const PREFIX: usize = 4;

impl ReleaseSealer {
	/// So many bytes a message is longer than its record at most. A record that is read into a vector with this capacity besides its own length is sealed
	/// there, and is in memory once.
	pub const AROUND_RECORD: usize = PREFIX + MAX_START + TAG;

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
		let sealed = self.message(message.as_bytes(), Vec::new())?;
		(self.next, self.records) = (0, head.records);
		self.parts = self.parts.saturating_add(1);
		Ok(sealed)
	}

	/// The next record of the part, sealed [where it is](Self::AROUND_RECORD).
	pub fn record(&mut self, record: ReleasedRecord) -> Result<Vec<u8>, ReleaseError> {
		if self.next >= self.records || record.index != self.next {
			return Err(ReleaseError::Incomplete);
		}
		let start = record.start().ok_or(ReleaseError::TooLarge)?;
		let sealed = self.message(&start, record.sealed)?;
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

	/// A message of these two parts, sealed, after its length. It takes the place of its second part: records may be large.
	fn message(&mut self, start: &[u8], rest: Vec<u8>) -> Result<Vec<u8>, ReleaseError> {
		let plain = start.len().saturating_add(rest.len());
		let length = plain.saturating_add(TAG);
		let prefix = u32::try_from(length).ok().filter(|_| length <= MAX_MESSAGE);
		let prefix: [u8; PREFIX] = prefix.ok_or(ReleaseError::TooLarge)?.to_le_bytes();
		let mut message = rest;
		message.reserve_exact(length.saturating_add(PREFIX).saturating_sub(message.len()));
		message.splice(..0, prefix.into_iter().chain(start.iter().copied()));
		let (_, sealed) = message.split_at_mut(PREFIX);
		let tag = self.sender.seal_in_place(sealed)?;
		message.extend_from_slice(&tag);
		Ok(message)
	}
}
