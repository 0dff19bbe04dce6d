//! The backup: the sealed ring beside its locks, as it lies with a custodian.

use super::{
	guardians::FoundShare,
	locks::{Lock, WordsError},
	Context, KeyRing, RingError,
};
use crate::{
	dice::{random_bytes, CryptoRng},
	hexadecimal,
	keys::{PrivateKey, PublicKey},
	sealing::{DoesNotOpen, InvalidKey},
	shares::{self, ShareError},
};
use serde::{Deserialize, Serialize};

/// A backup in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
	format: Format,
	/// The hash of the chain's first block.
	#[serde(with = "hexadecimal")]
	pub genesis: [u8; 32],
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The version, which counts up.
	pub version: u32,
	/// The sealed ring.
	#[serde(with = "hexadecimal")]
	pub ring: Vec<u8>,
	/// Each of which alone gives the ring key.
	pub locks: Vec<Lock>,
}

/// The only one that there is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/ring-backup/v1")]
	V1,
}

/// Why there is no backup, or none that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
	/// The ring does not open with the key that a lock gave.
	#[error(transparent)]
	Ring(#[from] RingError),
	/// A key cannot be sealed to.
	#[error(transparent)]
	InvalidKey(#[from] InvalidKey),
	/// Lock or share do not open with this key.
	#[error(transparent)]
	DoesNotOpen(#[from] DoesNotOpen),
	/// The words are no recovery words.
	#[error(transparent)]
	Words(#[from] WordsError),
	/// The ring key cannot be split or put together.
	#[error(transparent)]
	Shares(#[from] ShareError),
	/// There is no lock of this kind.
	#[error("the backup has no such lock")]
	NoSuchLock,
}

/// Who shall be able to open a backup.
pub struct Holders<'a> {
	/// How many guardians it takes, and the key of each.
	pub guardians: Option<(u8, &'a [PublicKey])>,
	/// The recovery words.
	pub words: Option<&'a str>,
	/// The key of a second device.
	pub device: Option<&'a PublicKey>,
}

impl Backup {
	/// A backup of a ring, with a ring key of its own.
	pub fn seal(
		genesis: [u8; 32],
		context: Context,
		ring: &KeyRing,
		holders: &Holders,
		dice: &mut impl CryptoRng,
	) -> Result<Self, BackupError> {
		let ring_key = random_bytes(dice);
		let mut locks = Vec::new();
		if let Some((threshold, keys)) = holders.guardians {
			locks.push(Lock::guardians(&context, &ring_key, threshold, keys, dice)?);
		}
		if let Some(words) = holders.words {
			locks.push(Lock::words(&context, &ring_key, words, &random_bytes(dice))?);
		}
		if let Some(key) = holders.device {
			locks.push(Lock::device(&context, &ring_key, key, dice)?);
		}
		let ring = ring.seal(&context, &ring_key, &random_bytes(dice));
		let Context { patient, version } = context;
		Ok(Self { format: Format::V1, genesis, patient, version, ring, locks })
	}

	/// What ring and locks are bound to.
	pub fn context(&self) -> Context {
		Context { patient: self.patient, version: self.version }
	}

	/// The ring, by the recovery words.
	pub fn open_with_words(&self, words: &str) -> Result<KeyRing, BackupError> {
		let context = self.context();
		self.open(|lock| lock.open_with_words(&context, words))
	}

	/// The ring, by a second device's private key.
	pub fn open_with_device(&self, key: &PrivateKey) -> Result<KeyRing, BackupError> {
		let context = self.context();
		self.open(|lock| lock.open_with_device(&context, key))
	}

	/// The ring, by shares that guardians handed over.
	pub fn open_with_shares(&self, found: &[FoundShare]) -> Result<KeyRing, BackupError> {
		self.open(|lock| lock.open_with_shares(found))
	}

	/// A guardian's share: it tries its key on each.
	pub fn guardian_share(&self, key: &PrivateKey) -> Result<FoundShare, BackupError> {
		let context = self.context();
		self.first_of(|lock| lock.find_share(&context, key))
	}

	/// The ring, by the first lock that gives a key. `key_of` says nothing of locks of another kind.
	fn open(
		&self,
		key_of: impl Fn(&Lock) -> Option<Result<[u8; 32], BackupError>>,
	) -> Result<KeyRing, BackupError> {
		let ring_key = self.first_of(key_of)?;
		Ok(KeyRing::open(&self.context(), &ring_key, &self.ring)?)
	}

	/// What the first lock gives that gives something; else why the last one did not.
	fn first_of<T>(
		&self,
		give: impl Fn(&Lock) -> Option<Result<T, BackupError>>,
	) -> Result<T, BackupError> {
		let mut refused = BackupError::NoSuchLock;
		for given in self.locks.iter().filter_map(give) {
			match given {
				Ok(given) => return Ok(given),
				Err(error) => refused = error,
			}
		}
		Err(refused)
	}
}

/// Whether a share is the one that was made, is told by its commitment.
pub(super) fn ensure_right(share: &shares::Share, commitment: &[u8; 32]) -> Result<(), ShareError> {
	let right = shares::commitment(share) == *commitment;
	right.then_some(()).ok_or(ShareError::FalseShare)
}
