//! The ring for emergencies.

use crate::vectors::{bytes, flipped, part, private_key, public_key};
use salus_format::{
	class_keys::{AllKeys, ClassKeys},
	dice::system_dice,
	emergency::{
		open, open_ring, seal, seal_ring, Custodian, EmergencyError, EmergencyRing, Handed,
	},
	keys::KeyPair,
	sealing::DoesNotOpen,
	shares::{self, ShareError},
	suite::Suite,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	keys: ClassKeys,
	ring_key: String,
	nonce: String,
	ring: Value,
	custodians: Vec<CustodianVector>,
	commitment: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CustodianVector {
	custodian: u32,
	suite: Suite,
	public_key: String,
	private_key: String,
	share: String,
}

fn vector() -> (Vector, EmergencyRing) {
	let vector: Vector = part("emergencyRing");
	let ring = serde_json::from_value(vector.ring.clone()).unwrap();
	(vector, ring)
}

#[test]
fn the_ring_of_the_vectors_opens() {
	let (vector, ring) = vector();
	let commitment = bytes(&vector.commitment);
	assert_eq!(ring.commitment(), Ok(commitment));
	assert_eq!(serde_json::to_value(&ring).unwrap(), vector.ring);
	let mut handed = Vec::new();
	for custodian in &vector.custodians {
		let CustodianVector { custodian, suite, public_key: public, private_key: private, share } =
			custodian;
		let key = private_key(*suite, private);
		assert_eq!(key.public(), public_key(*suite, public));
		let opened = ring.open_share(*custodian, &key).unwrap();
		assert_eq!(hex::encode(opened), *share);
		handed.push(Handed { custodian: *custodian, emergency: ring.hand_out(opened) });
	}
	assert_eq!(handed.len(), 3);
	for without in 0..3 {
		let mut two = handed.clone();
		two.remove(without);
		assert_eq!(open(&ring.patient, &commitment, &two), Ok(vector.keys.clone()));
	}
	assert_eq!(open(&ring.patient, &commitment, &handed), Ok(vector.keys));
}

#[test]
fn the_ring_of_the_vectors_is_sealed_again_byte_for_byte() {
	let (vector, ring) = vector();
	let (ring_key, nonce) = (bytes(&vector.ring_key), bytes(&vector.nonce));
	let sealed = seal_ring(&ring.patient, ring.epoch, &vector.keys, &ring_key, &nonce);
	assert_eq!(sealed.as_ref(), Ok(&ring.ring));
	assert_eq!(open_ring(&ring.patient, ring.epoch, &ring_key, &ring.ring), Ok(vector.keys));
}

const PATIENT: [u8; 32] = [1; 32];
const KEYS: ClassKeys = ClassKeys::All(AllKeys { suite: Suite::XWing, class_secret: [7; 32] });

/// A ring for custodians 4, 7 and 9, two of which open it together.
fn sealed() -> (EmergencyRing, Vec<KeyPair>, Vec<Handed>) {
	let mut dice = system_dice();
	let keys: Vec<_> = [Suite::X25519, Suite::XWing, Suite::X25519]
		.map(|suite| KeyPair::generate(suite, &mut dice))
		.to_vec();
	let custodians = custodians(&keys);
	let ring = seal(PATIENT, 2, &KEYS, 2, &custodians, &mut dice).unwrap();
	let handed = custodians
		.iter()
		.zip(&keys)
		.map(|(Custodian { custodian, .. }, keys)| {
			let share = ring.open_share(*custodian, &keys.private).unwrap();
			Handed { custodian: *custodian, emergency: ring.hand_out(share) }
		})
		.collect();
	(ring, keys, handed)
}

fn custodians(keys: &[KeyPair]) -> Vec<Custodian> {
	let named =
		|(custodian, keys): (u32, &KeyPair)| Custodian { custodian, key: keys.public.clone() };
	[4, 7, 9].into_iter().zip(keys).map(named).collect()
}

#[test]
fn a_ring_made_here_opens_here() {
	let (ring, _, handed) = sealed();
	let commitment = ring.commitment().unwrap();
	for two in [[0, 1], [1, 2], [2, 0]] {
		let two = two.map(|index: usize| handed[index].clone());
		assert_eq!(open(&PATIENT, &commitment, &two), Ok(KEYS));
	}
}

#[test]
fn custodians_below_the_threshold_learn_nothing() {
	let (ring, _, handed) = sealed();
	let commitment = ring.commitment().unwrap();
	let too_few = Err(EmergencyError::Shares(ShareError::TooFewShares));
	assert_eq!(open(&PATIENT, &commitment, &[]), too_few);
	assert_eq!(open(&PATIENT, &commitment, &handed[..1]), too_few);
	let twice = [handed[0].clone(), handed[0].clone()];
	assert_eq!(open(&PATIENT, &commitment, &twice), too_few);
}

#[test]
fn a_custodian_opens_its_own_share_only() {
	let (ring, keys, _) = sealed();
	let closed = Err(EmergencyError::DoesNotOpen(DoesNotOpen));
	assert_eq!(ring.open_share(7, &keys[0].private), closed);
	assert_eq!(ring.open_share(4, &keys[2].private), closed);
	assert_eq!(ring.open_share(5, &keys[0].private), Err(EmergencyError::NoShare));
	let mut elsewhere = ring.clone();
	elsewhere.patient = [0; 32];
	assert_eq!(elsewhere.open_share(4, &keys[0].private), closed);
	let mut later = ring.clone();
	later.epoch += 1;
	assert_eq!(later.open_share(4, &keys[0].private), closed);
	let mut renamed = ring;
	renamed.shares[0].custodian = 5;
	assert_eq!(renamed.open_share(5, &keys[0].private), closed);
}

#[test]
fn a_false_share_is_found_out() {
	let (ring, keys, handed) = sealed();
	let commitment = ring.commitment().unwrap();
	let refused = EmergencyError::Shares(ShareError::FalseShare);
	for altered in flipped(&handed[0].emergency.share) {
		let mut forged = handed[..2].to_vec();
		forged[0].emergency.share = altered.try_into().unwrap();
		assert_eq!(open(&PATIENT, &commitment, &forged), Err(refused));
	}
	// Another's share passed off as one's own.
	let mut renamed = handed[..2].to_vec();
	renamed[0].custodian = 9;
	assert_eq!(open(&PATIENT, &commitment, &renamed), Err(refused));
	// A share with a commitment of its own: then the ring is not the one on the chain.
	let mut forged = handed[..2].to_vec();
	forged[0].emergency.share[0] ^= 1;
	let own = shares::commitment(&forged[0].emergency.share);
	forged[0].emergency.shares[0].commitment = own;
	assert_eq!(open(&PATIENT, &commitment, &forged), Err(EmergencyError::OtherCommitment));
	// A patient who seals to a custodian what the commitment does not name.
	let mut wrong = ring;
	wrong.shares[0].commitment[0] ^= 1;
	assert_eq!(wrong.open_share(4, &keys[0].private), Err(refused));
}

#[test]
fn a_ring_that_the_chain_does_not_name_is_refused() {
	let (ring, _, handed) = sealed();
	let commitment = ring.commitment().unwrap();
	let alterations: [fn(&mut Handed); 6] = [
		|handed| handed.emergency.ring[9] ^= 1,
		|handed| handed.emergency.epoch += 1,
		|handed| handed.emergency.threshold += 1,
		|handed| handed.emergency.shares[2].custodian += 1,
		|handed| handed.emergency.shares[2].commitment[0] ^= 1,
		|handed| handed.emergency.shares.truncate(2),
	];
	for alter in alterations {
		let mut altered = handed[..2].to_vec();
		alter(&mut altered[1]);
		let refused = open(&PATIENT, &commitment, &altered);
		assert_eq!(refused, Err(EmergencyError::OtherCommitment));
	}
	let elsewhere = open(&[0; 32], &commitment, &handed);
	assert_eq!(elsewhere, Err(EmergencyError::OtherCommitment));
}

#[test]
fn custodians_ascend_and_two_or_more_are_needed() {
	let mut dice = system_dice();
	let (_, keys, _) = sealed();
	let right = custodians(&keys);
	let mut refusal_of = |custodians: &[Custodian], threshold| {
		seal(PATIENT, 2, &KEYS, threshold, custodians, &mut dice).map(|_| ())
	};
	assert_eq!(refusal_of(&right, 2), Ok(()));
	let reversed: Vec<_> = right.iter().rev().cloned().collect();
	let twice = vec![right[0].clone(); 2];
	for wrong in [reversed, twice] {
		assert_eq!(refusal_of(&wrong, 2), Err(EmergencyError::CustodiansDoNotAscend));
	}
	let wrong_numbers = Err(EmergencyError::Shares(ShareError::WrongNumbers));
	for threshold in [0, 1, 4] {
		assert_eq!(refusal_of(&right, threshold), wrong_numbers);
	}
	assert_eq!(refusal_of(&[], 2), wrong_numbers);
}

#[test]
fn a_ring_of_another_format_is_none() {
	let (vector, _) = vector();
	let wrong = [
		("/format", json!("salus/emergency-ring/v2")),
		("/threshold", json!(256)),
		("/epoch", json!(null)),
		("/shares/0/commitment", json!("00")),
	];
	for (pointer, value) in wrong {
		let mut json = vector.ring.clone();
		*json.pointer_mut(pointer).unwrap() = value;
		assert!(serde_json::from_value::<EmergencyRing>(json).is_err(), "{pointer}");
	}
	let mut longer = vector.ring;
	longer["genesis"] = json!("");
	assert!(serde_json::from_value::<EmergencyRing>(longer).is_err());
}
