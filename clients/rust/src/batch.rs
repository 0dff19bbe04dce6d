//! Batches: the records of one class that are anchored together, and the header that hands over their key.
//!
//! The header is all that changes when a batch moves to a later epoch: sealed records, leaves and proofs stay.

use crate::{
	keys::{PrivateKey, PublicKey},
	merkle::{self, MAX_LEAVES},
	sealed_record::{self, PlainRecord, RecordContext, RecordError},
	sealing::{self, DoesNotOpen, InvalidKey},
	secret::Secret,
	suite::Suite,
};
use rand_core::CryptoRng;
use zeroize::ZeroizeOnDrop;

const MAGIC: &[u8; 4] = b"SLB1";

/// A class's public key in an epoch: what a batch is sealed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassPublicKey {
	/// The epoch.
	pub epoch: u32,
	/// The class's public key.
	pub key: PublicKey,
}

/// What the records of a batch are sealed with: random, new for each batch. It is wiped when it is dropped.
#[derive(Clone, Debug, PartialEq, Eq, ZeroizeOnDrop)]
pub struct BatchKey(Secret<32>);

impl BatchKey {
	/// A new one.
	pub fn random(rng: &mut impl CryptoRng) -> Self {
		Self(Secret::random(rng))
	}

	/// One that was kept, or that a test vector gives.
	pub fn new(bytes: Secret<32>) -> Self {
		Self(bytes)
	}

	/// Its bytes.
	pub fn bytes(&self) -> &Secret<32> {
		&self.0
	}

	/// The key of one record.
	pub(crate) fn record_key(&self, index: u32) -> Secret<32> {
		self.0.derive(&[b"salus/record-key/v1", &index.to_le_bytes()])
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

/// A batch as it is handed to a custodian, and anchored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedBatch {
	/// What hands over the batch key.
	pub header: Vec<u8>,
	/// The records, in the writer's order.
	pub records: Vec<SealedRecord>,
	/// What the chain keeps.
	pub root: [u8; 32],
}

/// A sealed record of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRecord {
	/// The commitment to what is inside.
	pub commitment: [u8; 32],
	/// The sealed bytes.
	pub sealed: Vec<u8>,
}

impl SealedRecord {
	/// What stands for it under the root.
	pub fn leaf(&self) -> [u8; 32] {
		merkle::leaf(&self.commitment, &self.sealed)
	}

	/// The name under which a store keeps it.
	pub fn name(&self) -> String {
		sealed_record::name(&self.sealed)
	}
}

/// What a header says to everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderInfo {
	/// The epoch of the class key that it is sealed to.
	pub epoch: u32,
	/// The suite of that key.
	pub suite: Suite,
}

/// Seals the records of one batch one after the other, so that not all of them need be in memory.
#[derive(Debug)]
pub struct BatchSealer {
	context: RecordContext,
	batch_key: BatchKey,
	header: Vec<u8>,
	next: u32,
}

impl BatchSealer {
	/// Begins a batch with a new key, which its header hands to whoever holds the private key of the class.
	pub fn begin(
		context: RecordContext,
		class_key: &ClassPublicKey,
		rng: &mut impl CryptoRng,
	) -> Result<Self, BatchError> {
		let batch_key = BatchKey::random(rng);
		let header = seal_header(&context, class_key, &batch_key, rng)?;
		Ok(Self { context, batch_key, header, next: 0 })
	}

	/// What hands over the batch key.
	pub fn header(&self) -> &[u8] {
		&self.header
	}

	/// How many records were sealed: the index of the next one.
	pub fn records(&self) -> u32 {
		self.next
	}

	/// Seals the next record. One that cannot be sealed takes no place.
	pub fn seal(&mut self, record: &PlainRecord) -> Result<SealedRecord, BatchError> {
		if self.next >= MAX_LEAVES {
			return Err(BatchError::WrongNumberOfRecords);
		}
		let sealed = sealed_record::seal(&self.context, &self.batch_key, self.next, record)?;
		self.next = self.next.saturating_add(1);
		Ok(SealedRecord { commitment: record.commitment(), sealed })
	}
}

/// Seals records, 1 to 65,536, as one batch with a key of its own.
pub fn seal(
	context: &RecordContext,
	class_key: &ClassPublicKey,
	records: &[PlainRecord],
	rng: &mut impl CryptoRng,
) -> Result<SealedBatch, BatchError> {
	let mut sealer = BatchSealer::begin(*context, class_key, rng)?;
	let records =
		records.iter().map(|record| sealer.seal(record)).collect::<Result<Vec<_>, _>>()?;
	let leaves: Vec<_> = records.iter().map(SealedRecord::leaf).collect();
	let root = merkle::root(&leaves).ok_or(BatchError::WrongNumberOfRecords)?;
	Ok(SealedBatch { header: sealer.header, records, root })
}

/// Hands a batch key to whoever holds the private key of the class.
pub fn seal_header(
	context: &RecordContext,
	ClassPublicKey { epoch, key }: &ClassPublicKey,
	batch_key: &BatchKey,
	rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, BatchError> {
	let sealed = sealing::seal(key, &info(context, *epoch), batch_key.0.expose(), rng)?;
	Ok([MAGIC.as_slice(), &epoch.to_le_bytes(), &sealed].concat())
}

/// What a header says to everybody, if it has exactly the form and the length of one. A custodian takes in no other.
pub fn read_header(header: &[u8]) -> Result<HeaderInfo, BatchError> {
	let (epoch, sealed) = parts(header)?;
	let suite = sealing::sealed_suite(sealed).map_err(|_| BatchError::UnknownFormat)?;
	let fits = sealed.len() == suite.sealed_length(32);
	fits.then_some(HeaderInfo { epoch, suite }).ok_or(BatchError::UnknownFormat)
}

/// The batch key, with the private key of the class and of the header's epoch.
pub fn open_header(
	context: &RecordContext,
	class_key: &PrivateKey,
	header: &[u8],
) -> Result<BatchKey, BatchError> {
	let (epoch, sealed) = parts(header)?;
	Ok(BatchKey(sealing::open_exactly(class_key, &info(context, epoch), sealed)?))
}

/// The header for a later epoch of the class; the records stay as they are. Only whoever can open it can do this.
pub fn move_header(
	context: &RecordContext,
	class_key: &PrivateKey,
	header: &[u8],
	later: &ClassPublicKey,
	rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, BatchError> {
	let batch_key = open_header(context, class_key, header)?;
	if later.epoch <= read_header(header)?.epoch {
		return Err(BatchError::NotLater);
	}
	seal_header(context, later, &batch_key, rng)
}

fn parts(header: &[u8]) -> Result<(u32, &[u8]), BatchError> {
	let rest = header.strip_prefix(MAGIC).ok_or(BatchError::UnknownFormat)?;
	let (epoch, sealed) = rest.split_first_chunk().ok_or(BatchError::UnknownFormat)?;
	Ok((u32::from_le_bytes(*epoch), sealed))
}

fn info(RecordContext { patient, class }: &RecordContext, epoch: u32) -> Vec<u8> {
	[b"salus/batch-key/v1", patient.as_slice(), &class.to_le_bytes(), &epoch.to_le_bytes()].concat()
}
