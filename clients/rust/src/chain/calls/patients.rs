//! What a patient's side does: keys, consent, emergencies and erasure.

use crate::{
	chain::{
		salus,
		types::{Envelope, NewPatientKey, PatientId, PatientRefusal, Provision},
	},
	emergency_ring::EmergencyRingOnChain,
	PublishedKey,
};
use subxt::{
	transactions::Payload,
	utils::{AccountId32, H256},
};

/// Registers the signer as a patient, with its first key and the hash of the card that belongs to it. `salt` is random; the id follows from
/// it and the account.
pub fn register_patient(salt: [u8; 32], key: &PublishedKey, card: [u8; 32]) -> impl Payload {
	salus::transactions().patient_identity().register(H256(salt), new_key(key, card))
}

/// Puts another key in the place of a patient's, with the hash of the card that belongs to it, and so starts a new epoch. By its controller.
pub fn replace_patient_key(patient: [u8; 32], key: &PublishedKey, card: [u8; 32]) -> impl Payload {
	let call = salus::transactions().patient_identity();
	call.replace_encryption_key(PatientId(patient), new_key(key, card))
}

/// Grants something to an organization, or to somebody in it. `terms` is a hash of a text, `envelope` commits to the keys that are handed over
/// with it.
pub fn grant(
	patient: [u8; 32],
	organization: u32,
	provision: Provision<AccountId32>,
	terms: Option<[u8; 32]>,
	envelope: Option<Envelope>,
) -> impl Payload {
	let call = salus::transactions().consent();
	call.grant(PatientId(patient), organization, provision, terms.map(H256), envelope)
}

/// Ends a grant, from the block on that holds it.
pub fn revoke(patient: [u8; 32], grant: u32) -> impl Payload {
	salus::transactions().consent().revoke(PatientId(patient), grant)
}

/// Refuses something, whatever was or will be granted, until it is lifted.
pub fn refuse(patient: [u8; 32], refusal: PatientRefusal<AccountId32>) -> impl Payload {
	salus::transactions().consent().refuse(PatientId(patient), refusal)
}

/// Permits nobody any more to break the glass; open sessions end. By the patient's controller, not while frozen.
pub fn opt_out_of_emergencies(patient: [u8; 32]) -> impl Payload {
	salus::transactions().consent().opt_out_of_emergencies(PatientId(patient))
}

/// Permits again that the glass is broken. By the patient's controller, not while frozen.
pub fn opt_in_to_emergencies(patient: [u8; 32]) -> impl Payload {
	salus::transactions().consent().opt_in_to_emergencies(PatientId(patient))
}

/// Names an emergency ring, in the place of the present one: what [`EmergencyRing::on_chain`](crate::emergency_ring::EmergencyRing::on_chain)
/// tells of it.
pub fn set_emergency_ring(patient: [u8; 32], ring: EmergencyRingOnChain) -> impl Payload {
	salus::transactions().consent().set_emergency_ring(PatientId(patient), ring.into())
}

/// Names no emergency ring: from then on no custodian hands out a share.
pub fn remove_emergency_ring(patient: [u8; 32]) -> impl Payload {
	salus::transactions().consent().remove_emergency_ring(PatientId(patient))
}

/// Announces that an anchor is to be erased. [`Receipt::erasable_from`](crate::chain::Receipt::erasable_from) says from when on it can be.
/// By the patient's controller, not while frozen.
pub fn announce_erasure(patient: [u8; 32], anchor: u32) -> impl Payload {
	salus::transactions().record_anchor().announce_erasure(PatientId(patient), anchor)
}

/// Takes an announcement back. By the patient's controller, or a representative who may tend to records; also while frozen.
pub fn cancel_erasure(patient: [u8; 32], anchor: u32) -> impl Payload {
	salus::transactions().record_anchor().cancel_erasure(PatientId(patient), anchor)
}

/// Erases for ever what was announced and is due: what proves the records goes, and their custodians destroy them.
pub fn erase_records(patient: [u8; 32], anchor: u32) -> impl Payload {
	salus::transactions().record_anchor().erase(PatientId(patient), anchor)
}

fn new_key(key: &PublishedKey, card: [u8; 32]) -> NewPatientKey {
	NewPatientKey { public: key.into(), card: H256(card) }
}
