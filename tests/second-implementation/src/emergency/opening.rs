//! How a reader puts together what several custodians released.

use super::{commitment, open_ring, EmergencyError};
use crate::{
	class_keys::ClassKeys,
	release::Emergency,
	shares::{self, Share, ShareError},
};
use serde::Deserialize;

/// What a custodian handed out in a release.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handed {
	/// The custodian.
	pub custodian: u32,
	/// What it handed out.
	pub emergency: Emergency,
}

/// The class keys, out of what custodians handed out and what stands on the chain.
pub fn open(
	patient: &[u8; 32],
	on_chain: &[u8; 32],
	handed: &[Handed],
) -> Result<ClassKeys, EmergencyError> {
	let mut found = Vec::new();
	for Handed { custodian, emergency } in handed {
		found.push(right_share(patient, on_chain, *custodian, emergency)?);
	}
	let Emergency { ring, threshold, epoch, .. } =
		handed.first().map(|first| &first.emergency).ok_or(ShareError::TooFewShares)?;
	let ring_key = shares::join(&found, *threshold)?;
	open_ring(patient, *epoch, &ring_key, ring)
}

/// The share, if it and the ring are those of which the chain tells.
fn right_share(
	patient: &[u8; 32],
	on_chain: &[u8; 32],
	custodian: u32,
	Emergency { ring, shares, threshold, epoch, share }: &Emergency,
) -> Result<Share, EmergencyError> {
	if commitment(patient, *epoch, *threshold, ring, shares)? != *on_chain {
		return Err(EmergencyError::OtherCommitment);
	}
	let own = shares.iter().find(|own| own.custodian == custodian);
	if own.ok_or(EmergencyError::NoShare)?.commitment != shares::commitment(share) {
		return Err(ShareError::FalseShare.into());
	}
	Ok(*share)
}
