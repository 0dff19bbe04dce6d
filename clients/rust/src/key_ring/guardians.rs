//! What guardians keep together, and how they hand it over to a new device.

use super::{backup::BackupError, RingContext};
use crate::{
	hexadecimal,
	keys::{PrivateKey, PublicKey},
	sealing::{self, DoesNotOpen, InvalidKey},
	secret::Secret,
	shares::{self, Share, ShareError},
};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};

/// A guardian's share of the ring key, as it lies in a backup. It names nobody: a guardian tries its key on each.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LockedShare {
	/// The commitment to the share.
	#[serde(with = "hexadecimal")]
	pub commitment: [u8; 32],
	/// The share, sealed to the guardian.
	#[serde(with = "hexadecimal")]
	pub sealed: Vec<u8>,
}

/// A guardian's share, opened, and its place in the backup, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardianShare {
	/// Its place in the backup.
	pub index: u8,
	/// The share.
	pub share: Share,
}

/// A share of the ring key for each guardian.
pub(super) fn split(
	context: &RingContext,
	ring_key: &Secret<32>,
	threshold: u8,
	keys: &[PublicKey],
	rng: &mut impl CryptoRng,
) -> Result<Vec<LockedShare>, BackupError> {
	let number = u8::try_from(keys.len()).map_err(|_| ShareError::WrongNumbers)?;
	let split = shares::split(ring_key, threshold, number, rng)?;
	(0..number)
		.zip(keys.iter().zip(split))
		.map(|(index, (key, share))| {
			let info = guardian_info(context, index);
			let sealed = sealing::seal(key, &info, share.expose(), rng)?;
			Ok(LockedShare { commitment: shares::commitment(&share), sealed })
		})
		.collect()
}

/// The share that opens with this key.
pub(super) fn find(
	context: &RingContext,
	locked: &[LockedShare],
	key: &PrivateKey,
) -> Result<GuardianShare, BackupError> {
	for (index, LockedShare { commitment, sealed }) in (0..=u8::MAX).zip(locked) {
		if let Ok(share) = sealing::open_exactly(key, &guardian_info(context, index), sealed) {
			shares::ensure_right(&share, commitment)?;
			return Ok(GuardianShare { index, share });
		}
	}
	Err(DoesNotOpen.into())
}

/// Seals a guardian's share to the patient's new device.
///
/// Before: the guardian looks at the chain whether the account that asks controls the patient now, and makes sure by another
/// way that it is the person who asks.
pub fn hand_over(
	context: &RingContext,
	found: &GuardianShare,
	device: &PublicKey,
	rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, InvalidKey> {
	sealing::seal(device, &handed_info(context, found.index), found.share.expose(), rng)
}

/// Opens what the guardian of share `index` handed over. Whether it is the right one shows when the
/// [backup is opened](super::RingBackup::open_with_shares) with it.
pub fn open_handed(
	context: &RingContext,
	index: u8,
	device: &PrivateKey,
	sealed: &[u8],
) -> Result<GuardianShare, DoesNotOpen> {
	let share = sealing::open_exactly(device, &handed_info(context, index), sealed)?;
	Ok(GuardianShare { index, share })
}

fn guardian_info(context: &RingContext, index: u8) -> Vec<u8> {
	[context.bound(b"salus/guardian-share/v1"), vec![index]].concat()
}

fn handed_info(context: &RingContext, index: u8) -> Vec<u8> {
	[context.bound(b"salus/handed-share/v1"), vec![index]].concat()
}
