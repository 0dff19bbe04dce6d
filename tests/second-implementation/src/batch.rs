//! Batches: the records of one class that are anchored together, and the header that hands over their key.

use crate::{
	commitment::commitment,
	dice::{random_bytes, CryptoRng},
	hash::hkdf,
	hexadecimal,
	keys::{PrivateKey, PublicKey},
	merkle,
	sealed_record::{self, Content, RecordError},
	sealing::{self, DoesNotOpen, InvalidKey},
};
use serde::Deserialize;

const MAGIC: &[u8; 4] = b"SLB1";

/// Whose records they are, and of which class: what header and records are bound to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Context {
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The class.
	pub class: u16,
}

impl Context {
	fn header_info(&self, epoch: u32) -> Vec<u8> {
		let Self { patient, class } = self;
		[b"salus/batch-key/v1", patient.as_slice(), &class.to_le_bytes(), &epoch.to_le_bytes()]
			.concat()
	}
}

/// The public key of the batch's class, and the epoch that it is of.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Recipient {
	/// The epoch.
	pub epoch: u32,
	/// The class's public key.
	pub key: PublicKey,
}

/// What the records of a batch are sealed with.
#[derive(Clone, PartialEq, Eq)]
pub struct BatchKey(pub [u8; 32]);

impl BatchKey {
	/// A new one.
	pub fn random(dice: &mut impl CryptoRng) -> Self {
		Self(random_bytes(dice))
	}

	/// The key of one record.
	pub(crate) fn record_key(&self, index: u32) -> [u8; 32] {
		hkdf(&self.0, &[b"salus/record-key/v1", &index.to_le_bytes()])
	}
}

/// Why there is no batch, or no header that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
	/// No records, or too many.
	#[error("a batch holds 1 to 65,536 records")]
	WrongNumberOfRecords,
	/// A record cannot be sealed.
	#[error(transparent)]
	Record(#[from] RecordError),
	/// The class's key is none.
	#[error(transparent)]
	InvalidKey(#[from] InvalidKey),
	/// The bytes are not those of a header of version 1.
	#[error("this is no header of version 1")]
	UnknownFormat,
	/// The header was not sealed to this key for this patient and class, or it was altered.
	#[error(transparent)]
	DoesNotOpen(#[from] DoesNotOpen),
	/// A header is moved to a later epoch only.
	#[error("the header is of that epoch already, or of a later one")]
	NotLater,
}

/// A batch as a custodian keeps it and the chain anchors it.
pub struct Batch {
	/// What hands over the batch key.
	pub header: Vec<u8>,
	/// The records, in the writer's order.
	pub records: Vec<Sealed>,
	/// What the chain keeps.
	pub root: [u8; 32],
}

/// A sealed record of a batch.
pub struct Sealed {
	/// The commitment to what is inside.
	pub commitment: [u8; 32],
	/// The sealed bytes.
	pub sealed: Vec<u8>,
}

impl Sealed {
	/// What stands for it under the root.
	pub fn leaf(&self) -> [u8; 32] {
		merkle::leaf(&self.commitment, &self.sealed)
	}
}

/// Seals records under a batch key, and that to their class.
pub fn seal(
	context: &Context,
	recipient: &Recipient,
	records: &[Content],
	batch_key: &BatchKey,
	dice: &mut impl CryptoRng,
) -> Result<Batch, BatchError> {
	let header = seal_header(context, recipient, batch_key, dice)?;
	let records = (0..)
		.zip(records)
		.map(|(index, content)| {
			let sealed = sealed_record::seal(context, batch_key, index, content)?;
			Ok(Sealed { commitment: commitment(&content.salt, &content.canonical), sealed })
		})
		.collect::<Result<Vec<_>, BatchError>>()?;
	let leaves: Vec<_> = records.iter().map(Sealed::leaf).collect();
	let root = merkle::root(&leaves).ok_or(BatchError::WrongNumberOfRecords)?;
	Ok(Batch { header, records, root })
}

/// Hands a batch key to whoever holds the private key of the class.
pub fn seal_header(
	context: &Context,
	Recipient { epoch, key }: &Recipient,
	batch_key: &BatchKey,
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, BatchError> {
	let sealed = sealing::seal(key, &context.header_info(*epoch), &batch_key.0, dice)?;
	Ok([MAGIC.as_slice(), &epoch.to_le_bytes(), &sealed].concat())
}

/// The epoch of the key that a header is sealed to.
pub fn epoch(header: &[u8]) -> Result<u32, BatchError> {
	parts(header).map(|(epoch, _)| epoch)
}

/// The batch key, with the private key of the class and of the header's epoch.
pub fn open_header(
	context: &Context,
	key: &PrivateKey,
	header: &[u8],
) -> Result<BatchKey, BatchError> {
	let (epoch, sealed) = parts(header)?;
	Ok(BatchKey(sealing::open_exactly(key, &context.header_info(epoch), sealed)?))
}

/// The header for a later epoch of the class; the records stay as they are.
pub fn move_header(
	context: &Context,
	key: &PrivateKey,
	header: &[u8],
	recipient: &Recipient,
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, BatchError> {
	let batch_key = open_header(context, key, header)?;
	if recipient.epoch <= epoch(header)? {
		return Err(BatchError::NotLater);
	}
	seal_header(context, recipient, &batch_key, dice)
}

fn parts(header: &[u8]) -> Result<(u32, &[u8]), BatchError> {
	let rest = header.strip_prefix(MAGIC).ok_or(BatchError::UnknownFormat)?;
	let (epoch, sealed) = rest.split_first_chunk().ok_or(BatchError::UnknownFormat)?;
	Ok((u32::from_le_bytes(*epoch), sealed))
}
