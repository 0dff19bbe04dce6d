//! Reading what was released, and who is to blame for what cannot be read.
//!
//! The last of what a reader does: the release is [open](crate::release::open), the key of the class comes out of an
//! [envelope](crate::envelope::open) or an [emergency ring](crate::emergency_ring::open), and the chain has said root and number
//! of records.

use crate::{
	batch::{self, BatchError, BatchKey},
	keys::PrivateKey,
	record_content::RecordContentError,
	release::ReleasedRecord,
	sealed_record::{self, PlainRecord, RecordContext, RecordError},
};

/// What the chain says of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnchoredBatch {
	/// The root over its leaves.
	pub root: [u8; 32],
	/// How many records it has.
	pub records: u32,
}

/// Whose fault it is that a record is not what its anchor promises, as far as that is plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Culprit {
	/// Whoever kept the records.
	Custodian,
	/// Whoever wrote them.
	Writer,
	/// The header, which is in no leaf, belongs to another key: whoever kept, moved or wrote it. The header as it was handed in,
	/// or another custodian's, settles who; if another record of the batch opens with that key, it is the writer.
	Header,
}

/// Why a batch cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadingError {
	/// The header does not open with this key.
	#[error(transparent)]
	Header(#[from] BatchError),
	/// Commitment and sealed record give no leaf under the root.
	#[error("a record is not in the batch")]
	NotIncluded,
	/// There are more or fewer records than the anchor says, or they are in another order.
	#[error("these are not all records of the batch, each once, in their order")]
	Incomplete,
	/// A record does not open with the batch's key, or holds no canonical entry.
	#[error(transparent)]
	Record(#[from] RecordError),
	/// A record's own commitment is another.
	#[error("the commitment is to another record")]
	OtherCommitment,
	/// A record is of another class than the batch.
	#[error(transparent)]
	Class(#[from] RecordContentError),
}

impl ReadingError {
	/// Who is to blame.
	pub fn culprit(&self) -> Culprit {
		match self {
			Self::NotIncluded | Self::Incomplete => Culprit::Custodian,
			Self::Header(_) | Self::Record(RecordError::OtherKey) => Culprit::Header,
			Self::Record(_) | Self::OtherCommitment | Self::Class(_) => Culprit::Writer,
		}
	}
}

/// Reads the records of one batch as they come, in their order.
#[derive(Debug)]
pub struct BatchReader {
	context: RecordContext,
	anchor: AnchoredBatch,
	batch_key: BatchKey,
	next: u32,
}

impl BatchReader {
	/// With the private key of the class, of the epoch that the header names.
	pub fn begin(
		context: RecordContext,
		anchor: AnchoredBatch,
		class_key: &PrivateKey,
		header: &[u8],
	) -> Result<Self, ReadingError> {
		let batch_key = batch::open_header(&context, class_key, header)?;
		Ok(Self { context, anchor, batch_key, next: 0 })
	}

	/// Reads the next record: it is in the batch at its place, opens to its commitment, and is of the class.
	pub fn read(&mut self, record: &ReleasedRecord) -> Result<PlainRecord, ReadingError> {
		if record.index != self.next {
			return Err(ReadingError::Incomplete);
		}
		let plain = read_one(&self.context, &self.anchor, &self.batch_key, record)?;
		self.next = self.next.saturating_add(1);
		Ok(plain)
	}

	/// Whether all records that the anchor promises have been read.
	pub fn finish(self) -> Result<(), ReadingError> {
		(self.next == self.anchor.records).then_some(()).ok_or(ReadingError::Incomplete)
	}
}

/// Reads all records of a batch.
pub fn read(
	context: &RecordContext,
	anchor: &AnchoredBatch,
	class_key: &PrivateKey,
	header: &[u8],
	records: &[ReleasedRecord],
) -> Result<Vec<PlainRecord>, ReadingError> {
	if u32::try_from(records.len()) != Ok(anchor.records) {
		return Err(ReadingError::Incomplete);
	}
	let mut reader = BatchReader::begin(*context, *anchor, class_key, header)?;
	let read = records.iter().map(|record| reader.read(record)).collect::<Result<_, _>>()?;
	reader.finish()?;
	Ok(read)
}

/// Reads one record of a batch, wherever it is in it.
pub fn read_one(
	context: &RecordContext,
	anchor: &AnchoredBatch,
	batch_key: &BatchKey,
	record: &ReleasedRecord,
) -> Result<PlainRecord, ReadingError> {
	if !record.is_included(anchor) {
		return Err(ReadingError::NotIncluded);
	}
	let plain = sealed_record::open(context, batch_key, record.index, &record.sealed)?;
	if plain.commitment() != record.commitment {
		return Err(ReadingError::OtherCommitment);
	}
	plain.content()?.ensure_class(context.class)?;
	Ok(plain)
}
