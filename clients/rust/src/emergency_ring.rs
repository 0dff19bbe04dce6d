//! The emergency ring: class keys that several custodians together can hand to a clinician in an emergency session, and fewer
//! of them cannot.
//!
//! The chain keeps a commitment to the ring and to all shares, so that a false one is found out.

mod file;
mod opening;

pub use opening::{open, Handed, ReleasedEmergency};

use crate::{
	class_keys::{ClassKeys, ClassKeysError},
	hash::blake2b_256,
	json::{self, JsonError},
	keys::{PrivateKey, PublicKey},
	sealing::{self, DoesNotOpen, InvalidKey},
	secret::Secret,
	secret_box::{self, Nonce},
	shares::{self, Share, ShareError},
};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};

/// The most custodians of a ring: the chain takes no more.
pub const MAX_CUSTODIANS: usize = 8;

/// The longest sealed ring, in bytes. A custodian takes in none that is longer.
pub const MAX_LENGTH: usize = 1 << 22;

/// The longest ring with its shares, in characters of JSON.
pub const MAX_TEXT: usize = 1 << 24;

const MAGIC: &[u8; 4] = b"SER1";
/// Longer than a sealed share, in bytes.
const MAX_SEALED: usize = 1 << 12;

/// Which epoch of which patient: what ring and shares are bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmergencyContext {
	/// The patient's id.
	pub patient: [u8; 32],
	/// The epoch of the class keys inside.
	pub epoch: u32,
}

/// A custodian, and what stands for its share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CommittedShare {
	/// The custodian.
	pub custodian: u32,
	/// The commitment to its share.
	#[serde(with = "crate::hexadecimal")]
	pub commitment: [u8; 32],
}

/// What everybody may know of a ring, and the chain commits to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RingParts {
	/// The epoch of the class keys inside.
	pub epoch: u32,
	/// How many shares it takes.
	pub threshold: u8,
	/// The sealed ring.
	pub ring: Vec<u8>,
	/// Whose shares there are, by ascending number of the custodian.
	pub shares: Vec<CommittedShare>,
}

/// The ring as every custodian keeps it; each opens its own share only.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "file::File", into = "file::File")]
pub struct EmergencyRing {
	patient: [u8; 32],
	parts: RingParts,
	/// The share of each custodian, sealed to it, in the order of `parts.shares`.
	sealed: Vec<Vec<u8>>,
}

/// What the chain keeps of a ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyRingOnChain {
	/// The custodians, ascending.
	pub custodians: Vec<u32>,
	/// How many shares it takes.
	pub threshold: u8,
	/// The epoch of the class keys inside.
	pub epoch: u32,
	/// The commitment to ring and shares.
	pub commitment: [u8; 32],
}

/// A custodian, and the key to which its share is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custodian {
	/// Its number.
	pub custodian: u32,
	/// Its published key.
	pub key: PublicKey,
}

/// Why there is no ring, or none that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmergencyError {
	/// The same custodian twice, or not in ascending order.
	#[error("the custodians ascend, each once")]
	CustodiansDoNotAscend,
	/// More custodians than [`MAX_CUSTODIANS`].
	#[error("an emergency ring has 8 custodians at most")]
	TooManyCustodians,
	/// Ring or share are longer than any.
	#[error("the emergency ring is longer than any")]
	TooLong,
	/// The class keys are none that a ring can hold.
	#[error(transparent)]
	ClassKeys(#[from] ClassKeysError),
	/// The ring key cannot be split or put together.
	#[error(transparent)]
	Shares(#[from] ShareError),
	/// A custodian's key is none.
	#[error(transparent)]
	InvalidKey(#[from] InvalidKey),
	/// The ring does not open with this key, or a share not with that of the custodian.
	#[error(transparent)]
	DoesNotOpen(#[from] DoesNotOpen),
	/// The custodian has no share.
	#[error("the custodian has no share of this ring")]
	NoShare,
	/// The ring is not the one that the chain names.
	#[error("this is not the ring that the chain names")]
	OtherCommitment,
}

/// Seals class keys so that `threshold` of these custodians, which ascend, open them together.
pub fn seal(
	context: &EmergencyContext,
	keys: &ClassKeys,
	threshold: u8,
	custodians: &[Custodian],
	rng: &mut impl CryptoRng,
) -> Result<EmergencyRing, EmergencyError> {
	let number = u8::try_from(custodians.len()).map_err(|_| EmergencyError::TooManyCustodians)?;
	let ring_key = Secret::random(rng);
	let ring = seal_ring(context, keys, &ring_key, &secret_box::random_nonce(rng))?;
	let split = shares::split(&ring_key, threshold, number, rng)?;
	let (mut committed, mut sealed) = (Vec::new(), Vec::new());
	for (Custodian { custodian, key }, share) in custodians.iter().zip(split) {
		let commitment = shares::commitment(&share);
		committed.push(CommittedShare { custodian: *custodian, commitment });
		let info = share_info(context, *custodian);
		sealed.push(sealing::seal(key, &info, share.expose(), rng)?);
	}
	let parts = RingParts { epoch: context.epoch, threshold, ring, shares: committed };
	EmergencyRing::new(context.patient, parts, sealed)
}

/// The sealed ring alone, under a ring key that seals nothing else.
pub(crate) fn seal_ring(
	context: &EmergencyContext,
	keys: &ClassKeys,
	ring_key: &Secret<32>,
	nonce: &Nonce,
) -> Result<Vec<u8>, ClassKeysError> {
	let sealed = secret_box::seal(ring_key, nonce, &ring_data(context), &keys.to_bytes()?);
	Ok([MAGIC.as_slice(), &sealed].concat())
}

/// The class keys in a sealed ring.
pub(crate) fn open_ring(
	context: &EmergencyContext,
	ring_key: &Secret<32>,
	ring: &[u8],
) -> Result<ClassKeys, EmergencyError> {
	let sealed = ring.strip_prefix(MAGIC).ok_or(DoesNotOpen)?;
	let plain = secret_box::open(ring_key, &ring_data(context), sealed)?;
	Ok(ClassKeys::from_bytes(&plain)?)
}

impl EmergencyRing {
	/// A ring of its parts, as they were sealed: to each of `parts.shares` the share, sealed to the custodian.
	pub fn new(
		patient: [u8; 32],
		parts: RingParts,
		sealed: Vec<Vec<u8>>,
	) -> Result<Self, EmergencyError> {
		parts.ensure_bounded()?;
		let is_counted = sealed.len() == parts.shares.len();
		let is_bounded = |share: &Vec<u8>| (1..=MAX_SEALED).contains(&share.len());
		if !is_counted || !sealed.iter().all(is_bounded) {
			return Err(EmergencyError::TooLong);
		}
		Ok(Self { patient, parts, sealed })
	}

	/// Reads a ring from JSON text.
	pub fn from_json(text: &str) -> Result<Self, JsonError> {
		json::read(text, MAX_TEXT)
	}

	/// The JSON text that the custodians keep.
	pub fn to_json(&self) -> String {
		json::write(self)
	}

	/// What ring and shares are bound to.
	pub fn context(&self) -> EmergencyContext {
		EmergencyContext { patient: self.patient, epoch: self.parts.epoch }
	}

	/// What everybody may know of it.
	pub fn parts(&self) -> &RingParts {
		&self.parts
	}

	/// All that the chain keeps of it.
	pub fn on_chain(&self) -> EmergencyRingOnChain {
		EmergencyRingOnChain {
			custodians: self.parts.shares.iter().map(|share| share.custodian).collect(),
			threshold: self.parts.threshold,
			epoch: self.parts.epoch,
			commitment: self.parts.commitment(&self.patient),
		}
	}

	/// A custodian's own share, with its private key.
	pub fn open_share(&self, custodian: u32, key: &PrivateKey) -> Result<Share, EmergencyError> {
		let mut shares = self.parts.shares.iter().zip(&self.sealed);
		let found = shares.find(|(share, _)| share.custodian == custodian);
		let (CommittedShare { commitment, .. }, sealed) = found.ok_or(EmergencyError::NoShare)?;
		let info = share_info(&self.context(), custodian);
		let share = sealing::open_exactly(key, &info, sealed)?;
		shares::ensure_right(&share, commitment)?;
		Ok(share)
	}

	/// What a custodian hands out in a release, with its share.
	pub fn hand_out(&self, share: Share) -> ReleasedEmergency {
		ReleasedEmergency { parts: self.parts.clone(), share }
	}
}

impl RingParts {
	/// What stands on the chain for a ring of these parts.
	pub fn commitment(&self, patient: &[u8; 32]) -> [u8; 32] {
		let mut listed = Vec::new();
		for CommittedShare { custodian, commitment } in &self.shares {
			listed.extend_from_slice(&custodian.to_le_bytes());
			listed.extend_from_slice(commitment);
		}
		// No longer list passes `ensure_bounded`.
		let number = u8::try_from(self.shares.len()).unwrap_or(u8::MAX);
		blake2b_256(&[
			b"salus/emergency-ring/v1",
			patient,
			&self.epoch.to_le_bytes(),
			&[self.threshold, number],
			&blake2b_256(&[&self.ring]),
			&listed,
		])
	}

	/// Whether it is the ring that the chain names.
	pub fn is_on_chain(&self, patient: &[u8; 32], on_chain: &EmergencyRingOnChain) -> bool {
		self.epoch == on_chain.epoch
			&& self.threshold == on_chain.threshold
			&& self
				.shares
				.iter()
				.map(|share| share.custodian)
				.eq(on_chain.custodians.iter().copied())
			&& self.commitment(patient) == on_chain.commitment
	}

	fn ensure_bounded(&self) -> Result<(), EmergencyError> {
		if self.shares.len() > MAX_CUSTODIANS {
			return Err(EmergencyError::TooManyCustodians);
		}
		shares::ensure_threshold(self.threshold, self.shares.len())?;
		if !self.shares.is_sorted_by(|one, next| one.custodian < next.custodian) {
			return Err(EmergencyError::CustodiansDoNotAscend);
		}
		(self.ring.len() <= MAX_LENGTH).then_some(()).ok_or(EmergencyError::TooLong)
	}
}

fn ring_data(EmergencyContext { patient, epoch }: &EmergencyContext) -> Vec<u8> {
	[b"salus/emergency-ring/v1", patient.as_slice(), &epoch.to_le_bytes()].concat()
}

fn share_info(EmergencyContext { patient, epoch }: &EmergencyContext, custodian: u32) -> Vec<u8> {
	[
		b"salus/emergency-share/v1",
		patient.as_slice(),
		&epoch.to_le_bytes(),
		&custodian.to_le_bytes(),
	]
	.concat()
}

#[cfg(test)]
mod tests;
