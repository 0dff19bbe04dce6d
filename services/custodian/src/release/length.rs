//! How much room what is found, sealed and sent takes, by its length. What is short takes none: long messages to slow readers must not hold up short ones.

use super::file::ROW;
use salus_client::release::ReleaseSealer;

/// What is no longer than this, in bytes, is short.
const SHORT: usize = 1 << 16;
/// What a batch has in memory for each of its records while its tree is made: as it is stored, as it is known, and in its tree.
const BYTES_IN_TREE: usize = 224;
/// Without its tree: as it is known, and by its name.
const BYTES_IN_BATCH: usize = 96;
/// Sealing has a head in memory so often: its bytes are two digits each in its message.
const COPIES_OF_HEAD: usize = 6;
/// What stands in a head besides, in bytes: who has shares of a ring, and the names of all members.
const AROUND_HEAD: usize = 1 << 16;

/// Whether a record, or what a head is made of, is long.
pub(super) fn is_long(bytes: usize) -> bool {
	bytes > SHORT
}

/// Whether a batch of so many records is long.
pub(super) fn is_long_batch(records: u32) -> bool {
	is_long(times(records, BYTES_IN_TREE))
}

/// What a batch takes in memory, with its tree.
pub(super) fn batch_with_tree(records: u32) -> usize {
	if_long(times(records, BYTES_IN_TREE), is_long_batch(records))
}

/// What a batch takes in memory without its tree.
pub(super) fn batch_alone(records: u32) -> usize {
	if_long(times(records, BYTES_IN_BATCH), is_long_batch(records))
}

/// What sealing a head takes in memory that is made of so many bytes.
pub(super) fn sealing_head(length: usize) -> usize {
	if_long(length.saturating_mul(COPIES_OF_HEAD), is_long(length))
}

/// What sealing a record takes in memory.
pub(super) fn sealing_record(length: usize) -> usize {
	if_long(length.saturating_add(ReleaseSealer::AROUND_RECORD), is_long(length))
}

/// What the rows of a batch take in a file.
pub(super) fn rows_of(records: u32) -> u64 {
	position(if_long(times(records, ROW), is_long_batch(records)))
}

/// What the message of a head takes in a file.
pub(super) fn message_of_head(length: usize) -> u64 {
	position(if_long(length.saturating_mul(2).saturating_add(AROUND_HEAD), is_long(length)))
}

/// What the message of a record takes in a file.
pub(super) fn message_of_record(length: usize) -> u64 {
	position(sealing_record(length))
}

/// A number of bytes as files count.
pub(super) fn position(bytes: usize) -> u64 {
	u64::try_from(bytes).unwrap_or(u64::MAX)
}

fn times(records: u32, bytes: usize) -> usize {
	usize::try_from(records).unwrap_or(usize::MAX).saturating_mul(bytes)
}

fn if_long(bytes: usize, is_long: bool) -> usize {
	if is_long {
		bytes
	} else {
		0
	}
}
