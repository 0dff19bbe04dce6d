//! Sealed records: what a custodian stores.

use crate::{
	batch::{BatchKey, Context},
	entry::{ensure_entry, EntryError},
	hash::{blake2b_256, hkdf},
	sealing::DoesNotOpen,
	secret_box,
};

#[cfg(test)]
mod tests;

const MAGIC: &[u8; 4] = b"SLR1";
const NONCE_LENGTH: usize = 24;
/// Plain texts are padded to a multiple of this.
const BLOCK: usize = 256;

/// What is inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
	/// The record's salt.
	pub salt: [u8; 32],
	/// The canonical bytes of the entry.
	pub canonical: Vec<u8>,
}

/// Why there is no sealed record, or none that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
	/// The record is larger than its length can say.
	#[error("the record is too large")]
	TooLarge,
	/// The bytes are not those of a sealed record of version 1.
	#[error("this is no sealed record of version 1")]
	UnknownFormat,
	/// It was sealed with another key than this batch's, or for another place: its nonce does not follow from the key.
	#[error("the record's nonce does not follow from the batch's key")]
	OtherKey,
	/// It was not sealed for this patient and class, or it was altered.
	#[error(transparent)]
	DoesNotOpen(#[from] DoesNotOpen),
	/// It opens, to something that is not padded as the format says.
	#[error("the content is not padded as the format says")]
	WrongPadding,
	/// What is inside is no entry.
	#[error(transparent)]
	Entry(#[from] EntryError),
}

/// Seals a record, which is number `index` of its batch.
pub fn seal(
	context: &Context,
	batch_key: &BatchKey,
	index: u32,
	content: &Content,
) -> Result<Vec<u8>, RecordError> {
	ensure_entry(&content.canonical)?;
	Ok(seal_plain(context, batch_key, index, &padded(content)?))
}

/// Opens the sealed record that is number `index` of its batch.
pub fn open(
	context: &Context,
	batch_key: &BatchKey,
	index: u32,
	sealed: &[u8],
) -> Result<Content, RecordError> {
	let sealed = sealed.strip_prefix(MAGIC).ok_or(RecordError::UnknownFormat)?;
	let key = batch_key.record_key(index);
	let nonce = sealed.first_chunk().ok_or(RecordError::UnknownFormat)?;
	if *nonce != nonce_of(&key) {
		return Err(RecordError::OtherKey);
	}
	let plain = secret_box::open(&key, &additional_data(context, index), sealed)?;
	let content = unpadded(&plain)?;
	ensure_entry(&content.canonical)?;
	Ok(content)
}

/// The name under which a store keeps it.
pub fn name(sealed: &[u8]) -> String {
	hex::encode(blake2b_256(&[sealed]))
}

fn seal_plain(context: &Context, batch_key: &BatchKey, index: u32, plain: &[u8]) -> Vec<u8> {
	let key = batch_key.record_key(index);
	let sealed = secret_box::seal(&key, &nonce_of(&key), &additional_data(context, index), plain);
	[MAGIC.as_slice(), &sealed].concat()
}

/// A record key is used once, so that its nonce may follow from it.
fn nonce_of(record_key: &[u8; 32]) -> [u8; NONCE_LENGTH] {
	let [nonce @ .., _, _, _, _, _, _, _, _] = hkdf(record_key, &[b"salus/record-nonce/v1"]);
	nonce
}

/// What a record is bound to: not the epoch, so that it stays when its batch is moved to another one.
fn additional_data(Context { patient, class }: &Context, index: u32) -> Vec<u8> {
	[b"salus/record-body/v1", patient.as_slice(), &class.to_le_bytes(), &index.to_le_bytes()]
		.concat()
}

fn padded(Content { salt, canonical }: &Content) -> Result<Vec<u8>, RecordError> {
	let length = u32::try_from(canonical.len()).map_err(|_| RecordError::TooLarge)?;
	let mut plain = [salt.as_slice(), &length.to_le_bytes(), canonical].concat();
	plain.resize(plain.len().next_multiple_of(BLOCK), 0);
	Ok(plain)
}

/// The reverse of [`padded`]: what it would not have made is refused.
fn unpadded(plain: &[u8]) -> Result<Content, RecordError> {
	let parts = || {
		let (salt, rest) = plain.split_first_chunk()?;
		let (length, rest) = rest.split_first_chunk()?;
		let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
		let (canonical, _) = rest.split_at_checked(length)?;
		Some(Content { salt: *salt, canonical: canonical.to_vec() })
	};
	let content = parts().ok_or(RecordError::WrongPadding)?;
	if padded(&content)? != plain {
		return Err(RecordError::WrongPadding);
	}
	Ok(content)
}
