//! Questions about the ring for emergencies.

use super::{Ask, Refusal};
use crate::{
	class_keys::ClassKeys,
	dice::CryptoRng,
	emergency::{self, Custodian, EmergencyRing, Handed},
	hexadecimal,
	keys::PrivateKey,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
	#[serde(with = "hexadecimal")]
	patient: [u8; 32],
	epoch: u32,
	keys: ClassKeys,
	threshold: u8,
	custodians: Vec<Custodian>,
}

impl Ask for Seal {
	fn answer(self, dice: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { patient, epoch, keys, threshold, custodians } = self;
		let ring = emergency::seal(patient, epoch, &keys, threshold, &custodians, dice)?;
		Ok(json!({ "ring": ring, "commitment": hex::encode(ring.commitment()?) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Share {
	ring: EmergencyRing,
	custodian: u32,
	key: PrivateKey,
}

impl Ask for Share {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { ring, custodian, key } = self;
		let share = ring.open_share(custodian, &key)?;
		let commitment = hex::encode(ring.commitment()?);
		Ok(json!({ "emergency": ring.hand_out(share), "commitment": commitment }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Open {
	#[serde(with = "hexadecimal")]
	patient: [u8; 32],
	#[serde(with = "hexadecimal")]
	commitment: [u8; 32],
	handed: Vec<Handed>,
}

impl Ask for Open {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!(emergency::open(&self.patient, &self.commitment, &self.handed)?))
	}
}
