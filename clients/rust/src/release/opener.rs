//! Opens a release message by message.

use super::{head::ReleaseHead, record::ReleasedRecord, ReleaseContext, ReleaseError, MAX_MESSAGE};
use crate::{
	keys::PrivateKey,
	sealing::{self, Recipient, TAG},
};

/// Opens a release as it comes.
///
/// From the stream take [`Self::start_length`] bytes and [begin](Self::begin); then, for each target, a length of four bytes and
/// the message: first the [head](Self::part), then as many [records](Self::record) as it says. At the end of the stream
/// [finish](Self::finish): HPKE by itself does not notice when the last messages are missing.
pub struct ReleaseOpener {
	recipient: Recipient,
	/// How many parts are still to come.
	parts: usize,
	/// The place of the next record of the present part, and how many its head says.
	next: u32,
	records: u32,
}

impl ReleaseOpener {
	/// With how many bytes a release to this key begins.
	pub fn start_length(reader: &PrivateKey) -> usize {
		sealing::start_length(reader.suite)
	}

	/// How long the message after these bytes is. One that is longer than any is refused before anything is allocated.
	pub fn message_length(bytes: [u8; 4]) -> Result<usize, ReleaseError> {
		let length =
			usize::try_from(u32::from_le_bytes(bytes)).map_err(|_| ReleaseError::TooLarge)?;
		let fits = (TAG..=MAX_MESSAGE).contains(&length);
		fits.then_some(length).ok_or(ReleaseError::TooLarge)
	}

	/// Begins with the first bytes of a release of so many targets.
	pub fn begin(
		context: &ReleaseContext,
		reader: &PrivateKey,
		targets: usize,
		start: &[u8],
	) -> Result<Self, ReleaseError> {
		let recipient = Recipient::begin(reader, &context.info(), start)?;
		Ok(Self { recipient, parts: targets, next: 0, records: 0 })
	}

	/// Opens the head of the next target's part.
	pub fn part(&mut self, message: &[u8]) -> Result<ReleaseHead, ReleaseError> {
		self.ensure_complete()?;
		self.parts = self.parts.checked_sub(1).ok_or(ReleaseError::Incomplete)?;
		let plain = self.recipient.open(message)?;
		let head = ReleaseHead::from_bytes(&plain).ok_or(ReleaseError::UnknownContent)?;
		(self.next, self.records) = (0, head.records);
		Ok(head)
	}

	/// Opens the next record of the part. Whether it is the one that was anchored, [`reading`](crate::reading) says.
	pub fn record(&mut self, message: &[u8]) -> Result<ReleasedRecord, ReleaseError> {
		if self.next >= self.records {
			return Err(ReleaseError::Incomplete);
		}
		let plain = self.recipient.open(message)?;
		let record = ReleasedRecord::from_bytes(&plain).ok_or(ReleaseError::UnknownContent)?;
		if record.index != self.next {
			return Err(ReleaseError::Incomplete);
		}
		self.next = self.next.saturating_add(1);
		Ok(record)
	}

	/// Whether all parts have come, and all records of each. Nothing may come after it.
	pub fn finish(self) -> Result<(), ReleaseError> {
		self.ensure_complete()?;
		(self.parts == 0).then_some(()).ok_or(ReleaseError::Incomplete)
	}

	fn ensure_complete(&self) -> Result<(), ReleaseError> {
		(self.next == self.records).then_some(()).ok_or(ReleaseError::Incomplete)
	}
}
