//! What guardians keep together, and how they hand it over to a new device.

use super::{
	backup::{ensure_right, BackupError},
	Context,
};
use crate::{
	dice::CryptoRng,
	hexadecimal,
	keys::{PrivateKey, PublicKey},
	sealing::{self, DoesNotOpen, InvalidKey},
	shares::{self, Share, ShareError},
};
use serde::{Deserialize, Serialize};

/// A guardian's share of the ring key, in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GuardianShare {
	/// The commitment to the share.
	#[serde(with = "hexadecimal")]
	pub commitment: [u8; 32],
	/// The share, sealed to the guardian.
	#[serde(with = "hexadecimal")]
	pub sealed: Vec<u8>,
}

/// A share that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FoundShare {
	/// Its number in the backup.
	pub index: u8,
	/// The share.
	#[serde(with = "hexadecimal")]
	pub share: Share,
}

/// A share of the ring key for each guardian.
pub(super) fn split(
	context: &Context,
	ring_key: &[u8; 32],
	threshold: u8,
	keys: &[PublicKey],
	dice: &mut impl CryptoRng,
) -> Result<Vec<GuardianShare>, BackupError> {
	let number = u8::try_from(keys.len()).map_err(|_| ShareError::WrongNumbers)?;
	let split = shares::split(ring_key, threshold, number, dice)?;
	(0..number)
		.zip(keys.iter().zip(split))
		.map(|(index, (key, share))| {
			let sealed = sealing::seal(key, &guardian_info(context, index), &share, dice)?;
			Ok(GuardianShare { commitment: shares::commitment(&share), sealed })
		})
		.collect()
}

/// The share that opens with this key.
pub(super) fn find(
	context: &Context,
	shares: &[GuardianShare],
	key: &PrivateKey,
) -> Result<FoundShare, BackupError> {
	for (index, GuardianShare { commitment, sealed }) in (0..=u8::MAX).zip(shares) {
		if let Ok(share) = sealing::open_exactly(key, &guardian_info(context, index), sealed) {
			ensure_right(&share, commitment)?;
			return Ok(FoundShare { index, share });
		}
	}
	Err(DoesNotOpen.into())
}

/// Seals a guardian's share to the patient's new device.
pub fn hand_over(
	context: &Context,
	found: &FoundShare,
	device: &PublicKey,
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, InvalidKey> {
	sealing::seal(device, &handed_info(context, found.index), &found.share, dice)
}

/// Opens what the guardian of share `index` handed over.
pub fn open_handed(
	context: &Context,
	index: u8,
	device: &PrivateKey,
	sealed: &[u8],
) -> Result<FoundShare, DoesNotOpen> {
	let share = sealing::open_exactly(device, &handed_info(context, index), sealed)?;
	Ok(FoundShare { index, share })
}

fn guardian_info(context: &Context, index: u8) -> Vec<u8> {
	[context.bound(b"salus/guardian-share/v1"), vec![index]].concat()
}

fn handed_info(context: &Context, index: u8) -> Vec<u8> {
	[context.bound(b"salus/handed-share/v1"), vec![index]].concat()
}
