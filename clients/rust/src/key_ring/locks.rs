//! Locks: each alone gives the ring key.

use super::{
	backup::BackupError,
	guardians::{self, GuardianShare, LockedShare},
	RingContext,
};
use crate::{
	hexadecimal, json,
	keys::{PrivateKey, PublicKey},
	sealing::{self, DoesNotOpen},
	secret::Secret,
	secret_box,
	shares::{self, ShareError},
};
use bip39::{Language, Mnemonic};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// How many recovery words there are: they stand for 32 bytes.
const WORDS: usize = 24;
/// How many letters a word of BIP-39's English list has at most.
const LONGEST_WORD: usize = 8;
/// Longer than anything that a lock holds sealed, in bytes.
const MAX_SEALED: usize = 1 << 12;

/// A lock of a ring.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "LockInFile", into = "LockInFile")]
pub enum RingLock {
	/// So many of the guardians together.
	Guardians {
		/// How many shares it takes, at least 2. A single guardian is given a lock of the kind *device*.
		threshold: u8,
		/// A share for each, at most 255, named by nobody.
		shares: Vec<LockedShare>,
	},
	/// Who has the recovery words.
	Words {
		/// The sealed ring key.
		sealed: Vec<u8>,
	},
	/// A second device of the patient's.
	Device {
		/// The sealed ring key.
		sealed: Vec<u8>,
	},
}

/// These are no recovery words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these are not 24 recovery words of BIP-39")]
pub struct WordsError;

/// New recovery words, to be written down: 24 of BIP-39's English list.
pub fn random_recovery_words(rng: &mut impl CryptoRng) -> Result<Zeroizing<String>, WordsError> {
	let entropy = Secret::<32>::random(rng);
	let words = Mnemonic::from_entropy_in(Language::English, entropy.expose());
	let words = words.map(Zeroizing::new).map_err(|_| WordsError)?;
	Ok(spaced(words.words(), WORDS.saturating_mul(LONGEST_WORD.saturating_add(1))))
}

impl RingLock {
	pub(super) fn for_guardians(
		context: &RingContext,
		ring_key: &Secret<32>,
		threshold: u8,
		keys: &[PublicKey],
		rng: &mut impl CryptoRng,
	) -> Result<Self, BackupError> {
		let shares = guardians::split(context, ring_key, threshold, keys, rng)?;
		Ok(Self::Guardians { threshold, shares })
	}

	pub(super) fn for_words(
		context: &RingContext,
		ring_key: &Secret<32>,
		words: &str,
		rng: &mut impl CryptoRng,
	) -> Result<Self, BackupError> {
		let key = words_key(context, words)?;
		let bound = context.bound(b"salus/words-lock/v1");
		let nonce = secret_box::random_nonce(rng);
		Ok(Self::Words { sealed: secret_box::seal(&key, &nonce, &bound, ring_key.expose()) })
	}

	pub(super) fn for_device(
		context: &RingContext,
		ring_key: &Secret<32>,
		key: &PublicKey,
		rng: &mut impl CryptoRng,
	) -> Result<Self, BackupError> {
		let info = context.bound(b"salus/device-lock/v1");
		Ok(Self::Device { sealed: sealing::seal(key, &info, ring_key.expose(), rng)? })
	}

	pub(super) fn open_with_words(
		&self,
		context: &RingContext,
		words: &str,
	) -> Option<Result<Secret<32>, BackupError>> {
		let Self::Words { sealed } = self else { return None };
		let open = || {
			let bound = context.bound(b"salus/words-lock/v1");
			let ring_key = secret_box::open(&words_key(context, words)?, &bound, sealed)?;
			Secret::of(&ring_key).ok_or(DoesNotOpen.into())
		};
		Some(open())
	}

	pub(super) fn open_with_device(
		&self,
		context: &RingContext,
		key: &PrivateKey,
	) -> Option<Result<Secret<32>, BackupError>> {
		let Self::Device { sealed } = self else { return None };
		let info = context.bound(b"salus/device-lock/v1");
		Some(sealing::open_exactly(key, &info, sealed).map_err(BackupError::from))
	}

	pub(super) fn open_with_shares(
		&self,
		found: &[GuardianShare],
	) -> Option<Result<Secret<32>, BackupError>> {
		let Self::Guardians { threshold, shares } = self else { return None };
		let join = || {
			let mut right = Vec::new();
			for GuardianShare { index, share } in found {
				let own = shares.get(usize::from(*index)).ok_or(ShareError::FalseShare)?;
				shares::ensure_right(share, &own.commitment)?;
				right.push(share.clone());
			}
			Ok(shares::join(&right, *threshold)?)
		};
		Some(join())
	}

	pub(super) fn find_share(
		&self,
		context: &RingContext,
		key: &PrivateKey,
	) -> Option<Result<GuardianShare, BackupError>> {
		let Self::Guardians { shares, .. } = self else { return None };
		Some(guardians::find(context, shares, key))
	}

	/// Whether numbers and lengths are such as a lock may have.
	fn is_bounded(&self) -> bool {
		let is_sealed = |sealed: &Vec<u8>| (1..=MAX_SEALED).contains(&sealed.len());
		match self {
			Self::Guardians { threshold, shares } => {
				shares::ensure_threshold(*threshold, shares.len()).is_ok()
					&& shares.iter().all(|share| is_sealed(&share.sealed))
			},
			Self::Words { sealed } | Self::Device { sealed } => is_sealed(sealed),
		}
	}
}

/// What the ring key is sealed with for whoever has these words, however they are spaced and capitalized.
fn words_key(context: &RingContext, words: &str) -> Result<Secret<32>, WordsError> {
	let mut spaced = spaced(words.split_whitespace(), words.len());
	spaced.make_ascii_lowercase();
	let words =
		Mnemonic::parse_in_normalized(Language::English, &spaced).map_err(|_| WordsError)?;
	let words = Zeroizing::new(words);
	let bytes = Zeroizing::new(words.to_entropy());
	let entropy = Secret::<32>::of(&bytes).filter(|_| words.word_count() == WORDS);
	Ok(entropy.ok_or(WordsError)?.derive(&[b"salus/recovery-words/v1", &context.patient]))
}

/// These words, one space between them. The text has room for so many bytes from the beginning: it leaves no shorter copy behind as it grows.
fn spaced<'a>(words: impl Iterator<Item = &'a str>, length: usize) -> Zeroizing<String> {
	let mut spaced = Zeroizing::new(String::with_capacity(length));
	for word in words {
		let separator = if spaced.is_empty() { "" } else { " " };
		spaced.push_str(separator);
		spaced.push_str(word);
	}
	spaced
}

/// As JSON has it: `kind` says which of the other members are there.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct LockInFile {
	kind: Kind,
	#[serde(default, deserialize_with = "json::present", skip_serializing_if = "Option::is_none")]
	threshold: Option<u8>,
	#[serde(default, deserialize_with = "json::present", skip_serializing_if = "Option::is_none")]
	shares: Option<Vec<LockedShare>>,
	#[serde(default, deserialize_with = "json::present", skip_serializing_if = "Option::is_none")]
	sealed: Option<SealedInFile>,
}

#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct SealedInFile(#[serde(with = "hexadecimal")] Vec<u8>);

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
	Guardians,
	Words,
	Device,
}

impl TryFrom<LockInFile> for RingLock {
	type Error = &'static str;

	fn try_from(file: LockInFile) -> Result<Self, Self::Error> {
		let lock = match (file.kind, file.threshold, file.shares, file.sealed) {
			(Kind::Guardians, Some(threshold), Some(shares), None) => {
				Self::Guardians { threshold, shares }
			},
			(Kind::Words, None, None, Some(SealedInFile(sealed))) => Self::Words { sealed },
			(Kind::Device, None, None, Some(SealedInFile(sealed))) => Self::Device { sealed },
			_ => return Err("a lock has the members of its kind, and no others"),
		};
		lock.is_bounded().then_some(lock).ok_or("a lock is longer than any")
	}
}

impl From<RingLock> for LockInFile {
	fn from(lock: RingLock) -> Self {
		let (kind, threshold, shares, sealed) = match lock {
			RingLock::Guardians { threshold, shares } => {
				(Kind::Guardians, Some(threshold), Some(shares), None)
			},
			RingLock::Words { sealed } => (Kind::Words, None, None, Some(SealedInFile(sealed))),
			RingLock::Device { sealed } => (Kind::Device, None, None, Some(SealedInFile(sealed))),
		};
		Self { kind, threshold, shares, sealed }
	}
}
