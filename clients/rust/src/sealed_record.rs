//! Sealed records: what a custodian keeps, and can learn nothing from but how long they are.

use crate::{
	batch::BatchKey,
	commitment::commitment,
	hash::blake2b_256,
	record_content::{read_record_content, RecordContent, RecordContentError},
	sealing::DoesNotOpen,
	secret::Secret,
	secret_box::{self, Nonce},
};
use core::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

#[cfg(test)]
mod tests;

/// The longest sealed record, in bytes.
pub const MAX_LENGTH: usize = 1 << 26;

const MAGIC: &[u8; 4] = b"SLR1";
/// Plain texts are padded to a multiple of this.
const BLOCK: usize = 256;
/// Before the canonical bytes: the salt, and their length.
const HEAD: usize = 32 + 4;

/// Whose records they are, and of which class: what header and records are bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordContext {
	/// The patient's id.
	pub patient: [u8; 32],
	/// The class.
	pub class: u16,
}

/// A record in the clear, before it is sealed or after it was opened. It is wiped when it is dropped, and `Debug` tells its
/// length only.
#[derive(Clone, PartialEq, Eq)]
pub struct PlainRecord {
	/// The record's salt.
	pub salt: Secret<32>,
	/// The canonical bytes of the entry.
	pub canonical: Zeroizing<Vec<u8>>,
}

impl PlainRecord {
	/// A record with its salt: [random](Secret::random), or [the owner's](crate::epoch_keys::Root::owner_salt).
	pub fn new(salt: Secret<32>, canonical: impl Into<Zeroizing<Vec<u8>>>) -> Self {
		Self { salt, canonical: canonical.into() }
	}

	/// What stands for it under the Merkle root.
	pub fn commitment(&self) -> [u8; 32] {
		commitment(&self.salt, &self.canonical)
	}

	/// The resource and its `fullUrl`.
	pub fn content(&self) -> Result<RecordContent, RecordContentError> {
		read_record_content(&self.canonical)
	}
}

/// Why there is no sealed record, or none that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
	/// Sealed, the record would be longer than [`MAX_LENGTH`]; or it is.
	#[error("the record is too large")]
	TooLarge,
	/// The bytes are not those of a sealed record of version 1.
	#[error("this is no sealed record of version 1")]
	UnknownFormat,
	/// It was sealed with another key than this batch's, or for another place: its nonce does not follow from the key. So
	/// it is the header that gave a wrong key, not the record that is wrong.
	#[error("the record's nonce does not follow from the batch's key")]
	OtherKey,
	/// It was not sealed for this patient and class, or it was altered.
	#[error(transparent)]
	DoesNotOpen(#[from] DoesNotOpen),
	/// It opens, to something that is not padded as the format says.
	#[error("the content is not padded as the format says")]
	WrongPadding,
	/// What is inside is no record.
	#[error(transparent)]
	Content(#[from] RecordContentError),
}

/// Seals a record, which is number `index` of its batch. Seal each index once with a batch key.
pub fn seal(
	context: &RecordContext,
	batch_key: &BatchKey,
	index: u32,
	record: &PlainRecord,
) -> Result<Vec<u8>, RecordError> {
	record.content()?;
	let sealed = seal_plain(context, batch_key, index, &padded(record)?);
	(sealed.len() <= MAX_LENGTH).then_some(sealed).ok_or(RecordError::TooLarge)
}

/// Opens the sealed record that is number `index` of its batch. Its commitment has yet to be compared: see
/// [`reading`](crate::reading), which does all of it.
pub fn open(
	context: &RecordContext,
	batch_key: &BatchKey,
	index: u32,
	sealed: &[u8],
) -> Result<PlainRecord, RecordError> {
	if sealed.len() > MAX_LENGTH {
		return Err(RecordError::TooLarge);
	}
	let sealed = sealed.strip_prefix(MAGIC).ok_or(RecordError::UnknownFormat)?;
	let key = batch_key.record_key(index);
	let nonce = sealed.first_chunk().ok_or(RecordError::UnknownFormat)?;
	if *nonce != nonce_of(&key) {
		return Err(RecordError::OtherKey);
	}
	let plain = secret_box::open(&key, &additional_data(context, index), sealed)?;
	let record = unpadded(&plain)?;
	record.content()?;
	Ok(record)
}

/// The name under which a store keeps a sealed record: BLAKE2b-256 of its bytes, in hexadecimal.
pub fn name(sealed: &[u8]) -> String {
	hex::encode(blake2b_256(&[sealed]))
}

fn seal_plain(context: &RecordContext, batch_key: &BatchKey, index: u32, plain: &[u8]) -> Vec<u8> {
	let key = batch_key.record_key(index);
	let sealed = secret_box::seal(&key, &nonce_of(&key), &additional_data(context, index), plain);
	[MAGIC.as_slice(), &sealed].concat()
}

/// A record key is used once, so that its nonce may follow from it.
fn nonce_of(record_key: &Secret<32>) -> Nonce {
	let bytes = record_key.derive(&[b"salus/record-nonce/v1"]);
	let [nonce @ .., _, _, _, _, _, _, _, _] = bytes.expose();
	*nonce
}

/// What a record is bound to: not the epoch, so that it stays when its batch is moved to another one.
fn additional_data(RecordContext { patient, class }: &RecordContext, index: u32) -> Vec<u8> {
	[b"salus/record-body/v1", patient.as_slice(), &class.to_le_bytes(), &index.to_le_bytes()]
		.concat()
}

fn padded(
	PlainRecord { salt, canonical }: &PlainRecord,
) -> Result<Zeroizing<Vec<u8>>, RecordError> {
	let length = u32::try_from(canonical.len()).map_err(|_| RecordError::TooLarge)?;
	let filled =
		canonical.len().checked_add(HEAD).and_then(|all| all.checked_next_multiple_of(BLOCK));
	let filled = filled.filter(|filled| *filled <= MAX_LENGTH).ok_or(RecordError::TooLarge)?;
	// Of its whole length at once, so that it leaves no shorter copy behind as it grows.
	let mut plain = Zeroizing::new(Vec::with_capacity(filled));
	plain.extend_from_slice(salt.expose());
	plain.extend_from_slice(&length.to_le_bytes());
	plain.extend_from_slice(canonical);
	plain.resize(filled, 0);
	Ok(plain)
}

/// The reverse of [`padded`]: what it would not have made is refused.
fn unpadded(plain: &[u8]) -> Result<PlainRecord, RecordError> {
	let parts = || {
		let (salt, rest) = Secret::split_from(plain)?;
		let (length, rest) = rest.split_first_chunk()?;
		let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
		let (canonical, _) = rest.split_at_checked(length)?;
		Some(PlainRecord::new(salt, canonical.to_vec()))
	};
	let record = parts().ok_or(RecordError::WrongPadding)?;
	if *padded(&record)? != plain {
		return Err(RecordError::WrongPadding);
	}
	Ok(record)
}

impl fmt::Debug for PlainRecord {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "PlainRecord({} bytes)", self.canonical.len())
	}
}

impl ZeroizeOnDrop for PlainRecord {}
