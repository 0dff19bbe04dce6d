//! Questions about the ring for emergencies.

use super::{Ask, Refusal};
use crate::{
	forms::{class_keys_in_json, emergency_in_json, ClassKeysForm, EmergencyForm, PrivateKeyForm},
	hexadecimal,
};
use rand_core::CryptoRng;
use salus_client::{
	emergency_ring::{
		self, Custodian, EmergencyContext, EmergencyRing, EmergencyRingOnChain, Handed,
	},
	shares::ShareError,
	PublicKey,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	patient: [u8; 32],
	epoch: u32,
	keys: ClassKeysForm,
	threshold: u8,
	custodians: Vec<CustodianForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CustodianForm {
	custodian: u32,
	key: PublicKey,
}

impl Ask for Seal {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { patient, epoch, keys, threshold, custodians } = self;
		let context = EmergencyContext { patient, epoch };
		let named = |CustodianForm { custodian, key }| Custodian { custodian, key };
		let custodians: Vec<_> = custodians.into_iter().map(named).collect();
		let ring = emergency_ring::seal(&context, &keys.try_into()?, threshold, &custodians, rng)?;
		Ok(json!({ "ring": ring, "commitment": hex::encode(ring.on_chain().commitment) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Share {
	ring: EmergencyRing,
	custodian: u32,
	key: PrivateKeyForm,
}

impl Ask for Share {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { ring, custodian, key } = self;
		let share = ring.open_share(custodian, &key.into())?;
		let commitment = hex::encode(ring.on_chain().commitment);
		let emergency = emergency_in_json(&ring.hand_out(share));
		Ok(json!({ "emergency": emergency, "commitment": commitment }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Open {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	patient: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	commitment: [u8; 32],
	handed: Vec<HandedForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandedForm {
	custodian: u32,
	emergency: EmergencyForm,
}

impl Ask for Open {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { patient, commitment, handed } = self;
		let one =
			|HandedForm { custodian, emergency }| Handed { custodian, released: emergency.into() };
		let handed: Vec<_> = handed.into_iter().map(one).collect();
		let parts = &handed.first().ok_or(ShareError::TooFewShares)?.released.parts;
		// What else the chain keeps, the commitment covers.
		let on_chain = EmergencyRingOnChain {
			custodians: parts.shares.iter().map(|share| share.custodian).collect(),
			threshold: parts.threshold,
			epoch: parts.epoch,
			commitment,
		};
		Ok(class_keys_in_json(&emergency_ring::open(&patient, &on_chain, &handed)?))
	}
}
