//! The ring for emergencies: class keys that several custodians open together.

mod opening;

pub use opening::{open, Handed};

use crate::{
	class_keys::{ClassKeys, ClassKeysError},
	dice::{random_bytes, CryptoRng},
	hash::blake2b_256,
	hexadecimal,
	keys::{PrivateKey, PublicKey},
	release::{Emergency, ShareCommitment},
	sealing::{self, DoesNotOpen, InvalidKey},
	secret_box::{self, Nonce},
	shares::{self, Share, ShareError},
};
use serde::{Deserialize, Serialize};

const MAGIC: &[u8; 4] = b"SER1";

/// The ring as every custodian keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyRing {
	format: Format,
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The epoch of the class keys inside.
	pub epoch: u32,
	/// How many shares it takes.
	pub threshold: u8,
	/// The sealed ring.
	#[serde(with = "hexadecimal")]
	pub ring: Vec<u8>,
	/// A share for each custodian, by ascending number.
	pub shares: Vec<CustodianShare>,
}

/// The only one that there is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/emergency-ring/v1")]
	V1,
}

/// A custodian's share of the ring key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CustodianShare {
	/// The custodian.
	pub custodian: u32,
	/// The commitment to the share.
	#[serde(with = "hexadecimal")]
	pub commitment: [u8; 32],
	/// The share, sealed to the custodian.
	#[serde(with = "hexadecimal")]
	pub sealed: Vec<u8>,
}

/// A custodian, and the key to which its share is sealed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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

/// Seals class keys so that `threshold` of these custodians open them together.
pub fn seal(
	patient: [u8; 32],
	epoch: u32,
	keys: &ClassKeys,
	threshold: u8,
	custodians: &[Custodian],
	dice: &mut impl CryptoRng,
) -> Result<EmergencyRing, EmergencyError> {
	let number = u8::try_from(custodians.len()).map_err(|_| ShareError::WrongNumbers)?;
	let ring_key = random_bytes(dice);
	let ring = seal_ring(&patient, epoch, keys, &ring_key, &random_bytes(dice))?;
	let split = shares::split(&ring_key, threshold, number, dice)?;
	let shares = custodians
		.iter()
		.zip(split)
		.map(|(Custodian { custodian, key }, share)| {
			let info = share_info(&patient, epoch, *custodian);
			let sealed = sealing::seal(key, &info, &share, dice)?;
			let commitment = shares::commitment(&share);
			Ok(CustodianShare { custodian: *custodian, commitment, sealed })
		})
		.collect::<Result<_, EmergencyError>>()?;
	let ring = EmergencyRing { format: Format::V1, patient, epoch, threshold, ring, shares };
	ring.commitment()?;
	Ok(ring)
}

/// The sealed ring alone.
pub fn seal_ring(
	patient: &[u8; 32],
	epoch: u32,
	keys: &ClassKeys,
	ring_key: &[u8; 32],
	nonce: &Nonce,
) -> Result<Vec<u8>, ClassKeysError> {
	let sealed = secret_box::seal(ring_key, nonce, &ring_data(patient, epoch), &keys.to_bytes()?);
	Ok([MAGIC.as_slice(), &sealed].concat())
}

/// The class keys in a sealed ring.
pub fn open_ring(
	patient: &[u8; 32],
	epoch: u32,
	ring_key: &[u8; 32],
	ring: &[u8],
) -> Result<ClassKeys, EmergencyError> {
	let sealed = ring.strip_prefix(MAGIC).ok_or(DoesNotOpen)?;
	let plain = secret_box::open(ring_key, &ring_data(patient, epoch), sealed)?;
	Ok(ClassKeys::from_bytes(&plain)?)
}

impl EmergencyRing {
	/// What stands on the chain.
	pub fn commitment(&self) -> Result<[u8; 32], EmergencyError> {
		let Self { patient, epoch, threshold, ring, .. } = self;
		commitment(patient, *epoch, *threshold, ring, &self.share_commitments())
	}

	/// A custodian's own share, with its private key.
	pub fn open_share(&self, custodian: u32, key: &PrivateKey) -> Result<Share, EmergencyError> {
		let found = self.shares.iter().find(|share| share.custodian == custodian);
		let CustodianShare { commitment, sealed, .. } = found.ok_or(EmergencyError::NoShare)?;
		let info = share_info(&self.patient, self.epoch, custodian);
		let share = sealing::open_exactly(key, &info, sealed)?;
		if shares::commitment(&share) != *commitment {
			return Err(ShareError::FalseShare.into());
		}
		Ok(share)
	}

	/// What a custodian hands out in a release, with its share.
	pub fn hand_out(&self, share: Share) -> Emergency {
		let Self { epoch, threshold, ref ring, .. } = *self;
		Emergency { ring: ring.clone(), shares: self.share_commitments(), threshold, epoch, share }
	}

	fn share_commitments(&self) -> Vec<ShareCommitment> {
		self.shares
			.iter()
			.map(|share| ShareCommitment {
				custodian: share.custodian,
				commitment: share.commitment,
			})
			.collect()
	}
}

/// What stands on the chain for a ring of these shares.
pub fn commitment(
	patient: &[u8; 32],
	epoch: u32,
	threshold: u8,
	ring: &[u8],
	shares: &[ShareCommitment],
) -> Result<[u8; 32], EmergencyError> {
	if !shares.is_sorted_by(|one, next| one.custodian < next.custodian) {
		return Err(EmergencyError::CustodiansDoNotAscend);
	}
	let number = u8::try_from(shares.len()).map_err(|_| ShareError::WrongNumbers)?;
	let mut listed = Vec::new();
	for ShareCommitment { custodian, commitment } in shares {
		listed.extend_from_slice(&custodian.to_le_bytes());
		listed.extend_from_slice(commitment);
	}
	Ok(blake2b_256(&[
		b"salus/emergency-ring/v1",
		patient,
		&epoch.to_le_bytes(),
		&[threshold, number],
		&blake2b_256(&[ring]),
		&listed,
	]))
}

fn ring_data(patient: &[u8; 32], epoch: u32) -> Vec<u8> {
	[b"salus/emergency-ring/v1", patient.as_slice(), &epoch.to_le_bytes()].concat()
}

fn share_info(patient: &[u8; 32], epoch: u32, custodian: u32) -> Vec<u8> {
	[
		b"salus/emergency-share/v1",
		patient.as_slice(),
		&epoch.to_le_bytes(),
		&custodian.to_le_bytes(),
	]
	.concat()
}
