//! Locks: each alone gives the ring key.

use super::{
	backup::{ensure_right, BackupError},
	guardians::{self, FoundShare, GuardianShare},
	Context,
};
use crate::{
	dice::CryptoRng,
	hash::hkdf,
	hexadecimal,
	keys::{PrivateKey, PublicKey},
	sealing::{self, DoesNotOpen},
	secret_box::{self, Nonce},
	shares::{self, ShareError},
};
use bip39::{Language, Mnemonic};
use serde::{Deserialize, Serialize};

/// How many recovery words there are: they stand for 32 bytes.
const WORDS: usize = 24;

/// A lock in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum Lock {
	/// So many of the guardians together.
	Guardians {
		/// How many shares it takes.
		threshold: u8,
		/// A share for each, named by nobody.
		shares: Vec<GuardianShare>,
	},
	/// Who has the recovery words.
	Words {
		/// The sealed ring key.
		#[serde(with = "hexadecimal")]
		sealed: Vec<u8>,
	},
	/// A second device of the patient's.
	Device {
		/// The sealed ring key.
		#[serde(with = "hexadecimal")]
		sealed: Vec<u8>,
	},
}

/// These are no recovery words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these are not 24 recovery words of BIP-39")]
pub struct WordsError;

impl Lock {
	pub(super) fn guardians(
		context: &Context,
		ring_key: &[u8; 32],
		threshold: u8,
		keys: &[PublicKey],
		dice: &mut impl CryptoRng,
	) -> Result<Self, BackupError> {
		let shares = guardians::split(context, ring_key, threshold, keys, dice)?;
		Ok(Self::Guardians { threshold, shares })
	}

	pub(super) fn words(
		context: &Context,
		ring_key: &[u8; 32],
		words: &str,
		nonce: &Nonce,
	) -> Result<Self, BackupError> {
		let key = words_key(context, words)?;
		let bound = context.bound(b"salus/words-lock/v1");
		Ok(Self::Words { sealed: secret_box::seal(&key, nonce, &bound, ring_key) })
	}

	pub(super) fn device(
		context: &Context,
		ring_key: &[u8; 32],
		key: &PublicKey,
		dice: &mut impl CryptoRng,
	) -> Result<Self, BackupError> {
		let info = context.bound(b"salus/device-lock/v1");
		Ok(Self::Device { sealed: sealing::seal(key, &info, ring_key, dice)? })
	}

	pub(super) fn open_with_words(
		&self,
		context: &Context,
		words: &str,
	) -> Option<Result<[u8; 32], BackupError>> {
		let Self::Words { sealed } = self else { return None };
		let open = || {
			let bound = context.bound(b"salus/words-lock/v1");
			let ring_key = secret_box::open(&words_key(context, words)?, &bound, sealed)?;
			ring_key.try_into().map_err(|_| DoesNotOpen.into())
		};
		Some(open())
	}

	pub(super) fn open_with_device(
		&self,
		context: &Context,
		key: &PrivateKey,
	) -> Option<Result<[u8; 32], BackupError>> {
		let Self::Device { sealed } = self else { return None };
		let info = context.bound(b"salus/device-lock/v1");
		Some(sealing::open_exactly(key, &info, sealed).map_err(BackupError::from))
	}

	pub(super) fn open_with_shares(
		&self,
		found: &[FoundShare],
	) -> Option<Result<[u8; 32], BackupError>> {
		let Self::Guardians { threshold, shares } = self else { return None };
		let join = || {
			let mut right = Vec::new();
			for FoundShare { index, share } in found {
				let own = shares.get(usize::from(*index)).ok_or(ShareError::FalseShare)?;
				ensure_right(share, &own.commitment)?;
				right.push(*share);
			}
			Ok(shares::join(&right, *threshold)?)
		};
		Some(join())
	}

	pub(super) fn find_share(
		&self,
		context: &Context,
		key: &PrivateKey,
	) -> Option<Result<FoundShare, BackupError>> {
		let Self::Guardians { shares, .. } = self else { return None };
		Some(guardians::find(context, shares, key))
	}
}

/// What the ring key is sealed with for whoever has these words.
fn words_key(context: &Context, words: &str) -> Result<[u8; 32], WordsError> {
	let words = Mnemonic::parse_in(Language::English, words).map_err(|_| WordsError)?;
	let bytes = words.to_entropy().try_into().ok().filter(|_| words.word_count() == WORDS);
	let bytes: [u8; 32] = bytes.ok_or(WordsError)?;
	Ok(hkdf(&bytes, &[b"salus/recovery-words/v1", &context.patient]))
}
