//! The backup: the sealed ring beside its locks, as it lies with a custodian.

use super::{
	guardians::GuardianShare,
	locks::{RingLock, WordsError},
	KeyRing, RingContext, RingError, MAX_LENGTH,
};
use crate::{
	hexadecimal,
	json::{self, JsonError},
	keys::{PrivateKey, PublicKey},
	sealing::{DoesNotOpen, InvalidKey},
	secret::Secret,
	shares::ShareError,
};
use core::fmt;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};

/// The most locks of a backup.
pub const MAX_LOCKS: usize = 16;

/// The longest backup, in characters of JSON.
pub const MAX_TEXT: usize = 1 << 24;

/// More versions than a device ever makes: it has so many left, whatever its clock says.
const MAX_OF_ONE_DEVICE: u32 = 1 << 24;

/// A backup: the sealed ring, and 1 to 16 locks, at most one of guardians and one of words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "File", into = "File")]
pub struct RingBackup {
	genesis: [u8; 32],
	context: RingContext,
	ring: Vec<u8>,
	locks: Vec<RingLock>,
}

/// Why there is no backup, or none that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
	/// The ring cannot be sealed, or does not open with the key that a lock gave.
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
	/// There is no lock at all, more than [`MAX_LOCKS`], or two of guardians or of words; or the ring is longer than any.
	#[error("a backup has 1 to 16 locks, at most one of guardians and one of words")]
	WrongLocks,
}

/// Who shall be able to open a backup.
#[derive(Clone, Copy, Default)]
pub struct RingKeepers<'a> {
	/// How many of the patient's guardians it takes, as on the chain, and the key of each.
	pub guardians: Option<(u8, &'a [PublicKey])>,
	/// The [recovery words](super::random_recovery_words).
	pub words: Option<&'a str>,
	/// The keys of other devices of the patient's.
	pub devices: &'a [PublicKey],
}

/// Without the words.
impl fmt::Debug for RingKeepers<'_> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let Self { guardians, words: _, devices } = self;
		f.debug_struct("RingKeepers")
			.field("guardians", guardians)
			.field("devices", devices)
			.finish_non_exhaustive()
	}
}

/// The version of a device's next backup: one more than its own last, or the time in seconds for its first. It does not go by
/// the versions of other backups, which somebody else may have made. `now` is in milliseconds since 1970.
pub fn next_version(last: Option<u32>, now: u64) -> u32 {
	let latest = u32::MAX.saturating_sub(MAX_OF_ONE_DEVICE);
	let first = u32::try_from(now / 1000).unwrap_or(latest).min(latest);
	last.map_or(first, |last| last.saturating_add(1))
}

impl RingBackup {
	/// A backup of a ring under a new ring key, and that under a lock for each of those named.
	pub fn seal(
		genesis: [u8; 32],
		context: RingContext,
		ring: &KeyRing,
		keepers: &RingKeepers,
		rng: &mut impl CryptoRng,
	) -> Result<Self, BackupError> {
		let ring_key = Secret::random(rng);
		let mut locks = Vec::new();
		if let Some((threshold, keys)) = keepers.guardians {
			locks.push(RingLock::for_guardians(&context, &ring_key, threshold, keys, rng)?);
		}
		if let Some(words) = keepers.words {
			locks.push(RingLock::for_words(&context, &ring_key, words, rng)?);
		}
		for key in keepers.devices {
			locks.push(RingLock::for_device(&context, &ring_key, key, rng)?);
		}
		let ring = ring.seal(&context, &ring_key, rng)?;
		Self::new(genesis, context, ring, locks)
	}

	/// A backup of its parts, as they were sealed.
	pub fn new(
		genesis: [u8; 32],
		context: RingContext,
		ring: Vec<u8>,
		locks: Vec<RingLock>,
	) -> Result<Self, BackupError> {
		let of = |is: fn(&RingLock) -> bool| locks.iter().filter(|lock| is(lock)).count();
		let is_right = (1..=MAX_LOCKS).contains(&locks.len())
			&& of(|lock| matches!(lock, RingLock::Guardians { .. })) <= 1
			&& of(|lock| matches!(lock, RingLock::Words { .. })) <= 1
			&& ring.len() <= MAX_LENGTH;
		let backup = Self { genesis, context, ring, locks };
		is_right.then_some(backup).ok_or(BackupError::WrongLocks)
	}

	/// Reads a backup from JSON text.
	pub fn from_json(text: &str) -> Result<Self, JsonError> {
		json::read(text, MAX_TEXT)
	}

	/// The JSON text that a custodian keeps.
	pub fn to_json(&self) -> String {
		json::write(self)
	}

	/// The hash of the first block of the chain that the keys are for.
	pub fn genesis(&self) -> &[u8; 32] {
		&self.genesis
	}

	/// What ring and locks are bound to.
	pub fn context(&self) -> RingContext {
		self.context
	}

	/// The sealed ring.
	pub fn ring(&self) -> &[u8] {
		&self.ring
	}

	/// Each of which alone gives the ring key.
	pub fn locks(&self) -> &[RingLock] {
		&self.locks
	}

	/// The ring, by the recovery words, however they are spaced and capitalized.
	pub fn open_with_words(&self, words: &str) -> Result<KeyRing, BackupError> {
		self.open(|lock| lock.open_with_words(&self.context, words))
	}

	/// The ring, by a second device's private key.
	pub fn open_with_device(&self, key: &PrivateKey) -> Result<KeyRing, BackupError> {
		self.open(|lock| lock.open_with_device(&self.context, key))
	}

	/// The ring, by shares that guardians [handed over](super::open_handed).
	pub fn open_with_shares(&self, found: &[GuardianShare]) -> Result<KeyRing, BackupError> {
		self.open(|lock| lock.open_with_shares(found))
	}

	/// A guardian's share: it tries its key on each.
	pub fn guardian_share(&self, key: &PrivateKey) -> Result<GuardianShare, BackupError> {
		self.first_of(|lock| lock.find_share(&self.context, key))
	}

	/// The ring, by the first lock that gives a key. `key_of` says nothing of locks of another kind.
	fn open(
		&self,
		key_of: impl Fn(&RingLock) -> Option<Result<Secret<32>, BackupError>>,
	) -> Result<KeyRing, BackupError> {
		let ring_key = self.first_of(key_of)?;
		Ok(KeyRing::open(&self.context, &ring_key, &self.ring)?)
	}

	/// What the first lock gives that gives something; else why the last one did not.
	fn first_of<T>(
		&self,
		give: impl Fn(&RingLock) -> Option<Result<T, BackupError>>,
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

/// As JSON has it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
	format: Format,
	#[serde(with = "hexadecimal")]
	genesis: [u8; 32],
	#[serde(with = "hexadecimal")]
	patient: [u8; 32],
	version: u32,
	#[serde(with = "hexadecimal")]
	ring: Vec<u8>,
	locks: Vec<RingLock>,
}

/// The only one that there is.
#[derive(Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/ring-backup/v1")]
	V1,
}

impl TryFrom<File> for RingBackup {
	type Error = BackupError;

	fn try_from(file: File) -> Result<Self, BackupError> {
		let File { genesis, patient, version, ring, locks, .. } = file;
		Self::new(genesis, RingContext { patient, version }, ring, locks)
	}
}

impl From<RingBackup> for File {
	fn from(backup: RingBackup) -> Self {
		let RingBackup { genesis, context: RingContext { patient, version }, ring, locks } = backup;
		Self { format: Format::V1, genesis, patient, version, ring, locks }
	}
}
