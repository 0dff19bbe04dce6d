//! Reading what was released, and who is to blame for what cannot be read.

use crate::{
	batch::{BatchKey, Context},
	commitment::commitment,
	entry::{ensure_class, EntryError},
	hexadecimal,
	release::ReleasedRecord,
	sealed_record::{self, Content, RecordError},
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// What the chain says of a batch.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
	/// The root over its leaves.
	#[serde(with = "hexadecimal")]
	pub root: [u8; 32],
	/// How many there are.
	pub leaves: u32,
}

/// Who did not do what was to be done, as far as that is plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Blame {
	/// Whoever kept the records.
	Custodian,
	/// Whoever wrote them.
	Writer,
	/// Whoever kept, moved or wrote the header, which is in no leaf: it gives another key than the records'.
	Open,
}

/// Why a batch cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadingError {
	/// Commitment and sealed record give no leaf under the root.
	#[error("a record is not in the batch")]
	NotIncluded,
	/// There are more or fewer records than the anchor says, or one of them twice.
	#[error("these are not all records of the batch, each once")]
	Incomplete,
	/// A record does not open with the batch's key, or holds no canonical entry.
	#[error(transparent)]
	Record(#[from] RecordError),
	/// A record's own commitment is another.
	#[error("the commitment is to another record")]
	OtherCommitment,
	/// A record is of another class than the batch.
	#[error(transparent)]
	Class(#[from] EntryError),
}

impl ReadingError {
	/// Who is to blame.
	pub fn blame(&self) -> Blame {
		match self {
			Self::NotIncluded | Self::Incomplete => Blame::Custodian,
			Self::Record(RecordError::OtherKey) => Blame::Open,
			Self::Record(_) | Self::OtherCommitment | Self::Class(_) => Blame::Writer,
		}
	}
}

/// Reads all records of a batch, in the order in which they came.
pub fn read(
	context: &Context,
	anchor: &Anchor,
	batch_key: &BatchKey,
	records: &[ReleasedRecord],
) -> Result<Vec<Content>, ReadingError> {
	let places: HashSet<_> = records.iter().map(|record| record.index).collect();
	if places.len() != records.len() || u32::try_from(places.len()) != Ok(anchor.leaves) {
		return Err(ReadingError::Incomplete);
	}
	records.iter().map(|record| read_one(context, anchor, batch_key, record)).collect()
}

/// Reads one record of a batch.
pub fn read_one(
	context: &Context,
	anchor: &Anchor,
	batch_key: &BatchKey,
	record: &ReleasedRecord,
) -> Result<Content, ReadingError> {
	if !record.is_included(&anchor.root, anchor.leaves) {
		return Err(ReadingError::NotIncluded);
	}
	let content = sealed_record::open(context, batch_key, record.index, &record.sealed)?;
	if commitment(&content.salt, &content.canonical) != record.commitment {
		return Err(ReadingError::OtherCommitment);
	}
	ensure_class(&content.canonical, context.class)?;
	Ok(content)
}
