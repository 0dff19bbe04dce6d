//! How a reader puts together what several custodians released.

use super::{
	open_ring, CommittedShare, EmergencyContext, EmergencyError, EmergencyRingOnChain, RingParts,
};
use crate::{
	class_keys::ClassKeys,
	hexadecimal,
	shares::{self, Share, ShareError},
};
use serde::{Deserialize, Serialize};

/// What one custodian hands out in a release: the ring, and its own share.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "InRelease", into = "InRelease")]
pub struct ReleasedEmergency {
	/// What everybody may know of the ring.
	pub parts: RingParts,
	/// This custodian's share.
	pub share: Share,
}

/// What a custodian handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
	/// The custodian.
	pub custodian: u32,
	/// What it handed out.
	pub released: ReleasedEmergency,
}

/// The class keys, out of what custodians handed out, and what stands on the chain in the block of the ticket's redemption.
///
/// [`EmergencyError::OtherCommitment`] if one of them handed out another ring than the chain names,
/// [`ShareError::FalseShare`] if a share is not the one that was made.
pub fn open(
	patient: &[u8; 32],
	on_chain: &EmergencyRingOnChain,
	handed: &[Handed],
) -> Result<ClassKeys, EmergencyError> {
	let mut found = Vec::new();
	for Handed { custodian, released } in handed {
		found.push(right_share(patient, on_chain, *custodian, released)?);
	}
	let first = handed.first().ok_or(ShareError::TooFewShares)?;
	let ring_key = shares::join(&found, on_chain.threshold)?;
	let context = EmergencyContext { patient: *patient, epoch: on_chain.epoch };
	open_ring(&context, &ring_key, &first.released.parts.ring)
}

/// The share, if it and the ring are those of which the chain tells.
fn right_share(
	patient: &[u8; 32],
	on_chain: &EmergencyRingOnChain,
	custodian: u32,
	ReleasedEmergency { parts, share }: &ReleasedEmergency,
) -> Result<Share, EmergencyError> {
	if !parts.is_on_chain(patient, on_chain) {
		return Err(EmergencyError::OtherCommitment);
	}
	let own = parts.shares.iter().find(|own| own.custodian == custodian);
	shares::ensure_right(share, &own.ok_or(EmergencyError::NoShare)?.commitment)?;
	Ok(share.clone())
}

/// As the JSON of a release has it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct InRelease {
	#[serde(with = "hexadecimal")]
	ring: Vec<u8>,
	shares: Vec<CommittedShare>,
	threshold: u8,
	epoch: u32,
	#[serde(with = "hexadecimal::secret")]
	share: Share,
}

impl TryFrom<InRelease> for ReleasedEmergency {
	type Error = EmergencyError;

	fn try_from(released: InRelease) -> Result<Self, EmergencyError> {
		let InRelease { ring, shares, threshold, epoch, share } = released;
		let parts = RingParts { epoch, threshold, ring, shares };
		parts.ensure_bounded()?;
		Ok(Self { parts, share })
	}
}

impl From<ReleasedEmergency> for InRelease {
	fn from(ReleasedEmergency { parts, share }: ReleasedEmergency) -> Self {
		let RingParts { epoch, threshold, ring, shares } = parts;
		Self { ring, shares, threshold, epoch, share }
	}
}
