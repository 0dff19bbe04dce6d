//! The ring for emergencies.

use crate::vectors::{
	bytes, filled, flipped, part, private_key, public_key, secret, system_rng, ClassKeysVector,
};
use salus_client::{
	class_keys::ClassKeys,
	emergency_ring::{
		open, seal, Custodian, EmergencyContext, EmergencyError, EmergencyRing,
		EmergencyRingOnChain, Handed, MAX_LENGTH, MAX_TEXT,
	},
	epoch_keys::ClassSecret,
	json::JsonError,
	sealing::DoesNotOpen,
	shares::{self, Share, ShareError},
	KeyPair, Suite,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	keys: ClassKeysVector,
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
	let on_chain = ring.on_chain();
	assert_eq!(on_chain.commitment, bytes::<32>(&vector.commitment));
	assert_eq!(EmergencyRing::from_json(&ring.to_json()).as_ref(), Ok(&ring));
	let patient = ring.context().patient;
	assert_eq!(serde_json::to_value(&ring).unwrap(), vector.ring);
	let mut handed = Vec::new();
	for custodian in &vector.custodians {
		let CustodianVector { custodian, suite, public_key: public, private_key: private, share } =
			custodian;
		let key = private_key(*suite, private);
		assert_eq!(key.public(), public_key(*suite, public));
		let opened = ring.open_share(*custodian, &key).unwrap();
		assert_eq!(opened, secret(share));
		handed.push(Handed { custodian: *custodian, released: ring.hand_out(opened) });
	}
	assert_eq!(handed.len(), 3);
	for without in 0..3 {
		let mut two = handed.clone();
		two.remove(without);
		assert_eq!(open(&patient, &on_chain, &two), Ok(vector.keys.keys()));
	}
	assert_eq!(open(&patient, &on_chain, &handed), Ok(vector.keys.keys()));
}

const PATIENT: [u8; 32] = [1; 32];
const CONTEXT: EmergencyContext = EmergencyContext { patient: PATIENT, epoch: 2 };

fn class_keys() -> ClassKeys {
	ClassKeys::All { suite: Suite::XWing, class_secret: ClassSecret::new(filled(7)) }
}

/// A ring for custodians 4, 7 and 9, two of which open it together.
fn sealed() -> (EmergencyRing, Vec<KeyPair>, Vec<Handed>) {
	let mut rng = system_rng();
	let keys: Vec<_> = [Suite::X25519, Suite::XWing, Suite::X25519]
		.map(|suite| KeyPair::random(suite, &mut rng))
		.to_vec();
	let custodians = custodians(&keys);
	let ring = seal(&CONTEXT, &class_keys(), 2, &custodians, &mut rng).unwrap();
	let handed = custodians
		.iter()
		.zip(&keys)
		.map(|(Custodian { custodian, .. }, keys)| {
			let share = ring.open_share(*custodian, &keys.private).unwrap();
			Handed { custodian: *custodian, released: ring.hand_out(share) }
		})
		.collect();
	(ring, keys, handed)
}

/// The ring with something else in its file.
fn altered(ring: &EmergencyRing, alter: impl FnOnce(&mut Value)) -> Option<EmergencyRing> {
	let mut json = serde_json::to_value(ring).unwrap();
	alter(&mut json);
	serde_json::from_value(json).ok()
}

fn custodians(keys: &[KeyPair]) -> Vec<Custodian> {
	let named =
		|(custodian, keys): (u32, &KeyPair)| Custodian { custodian, key: keys.public.clone() };
	[4, 7, 9].into_iter().zip(keys).map(named).collect()
}

#[test]
fn a_ring_made_here_opens_here() {
	let (ring, _, handed) = sealed();
	let on_chain = ring.on_chain();
	for two in [[0, 1], [1, 2], [2, 0]] {
		let two = two.map(|index: usize| handed[index].clone());
		assert_eq!(open(&PATIENT, &on_chain, &two), Ok(class_keys()));
	}
}

#[test]
fn custodians_below_the_threshold_learn_nothing() {
	let (ring, _, handed) = sealed();
	let on_chain = ring.on_chain();
	let too_few = Err(EmergencyError::Shares(ShareError::TooFewShares));
	assert_eq!(open(&PATIENT, &on_chain, &[]), too_few);
	assert_eq!(open(&PATIENT, &on_chain, &handed[..1]), too_few);
	let twice = [handed[0].clone(), handed[0].clone()];
	assert_eq!(open(&PATIENT, &on_chain, &twice), too_few);
}

#[test]
fn a_custodian_opens_its_own_share_only() {
	let (ring, keys, _) = sealed();
	let closed = Err(EmergencyError::DoesNotOpen(DoesNotOpen));
	assert_eq!(ring.open_share(7, &keys[0].private), closed);
	assert_eq!(ring.open_share(4, &keys[2].private), closed);
	assert_eq!(ring.open_share(5, &keys[0].private), Err(EmergencyError::NoShare));
	for (member, value) in [("patient", json!("00".repeat(32))), ("epoch", json!(3))] {
		let moved = altered(&ring, |json| json[member] = value);
		assert_eq!(moved.unwrap().open_share(4, &keys[0].private), closed);
	}
	let renamed = altered(&ring, |json| json["shares"][0]["custodian"] = json!(5)).unwrap();
	assert_eq!(renamed.open_share(5, &keys[0].private), closed);
}

#[test]
fn a_false_share_is_found_out() {
	let (ring, keys, handed) = sealed();
	let on_chain = ring.on_chain();
	let refused = EmergencyError::Shares(ShareError::FalseShare);
	for share in flipped(handed[0].released.share.expose()) {
		let mut forged = handed[..2].to_vec();
		forged[0].released.share = Share::new(share.try_into().unwrap());
		assert_eq!(open(&PATIENT, &on_chain, &forged), Err(refused));
	}
	// Another's share passed off as one's own.
	let mut renamed = handed[..2].to_vec();
	renamed[0].custodian = 9;
	assert_eq!(open(&PATIENT, &on_chain, &renamed), Err(refused));
	// A share with a commitment of its own: then the ring is not the one on the chain.
	let mut forged = handed[..2].to_vec();
	let mut share = *forged[0].released.share.expose();
	share[0] ^= 1;
	forged[0].released.share = share.into();
	let own = shares::commitment(&forged[0].released.share);
	forged[0].released.parts.shares[0].commitment = own;
	assert_eq!(open(&PATIENT, &on_chain, &forged), Err(EmergencyError::OtherCommitment));
	// A patient who seals to a custodian what the commitment does not name.
	let commitment = json!("00".repeat(32));
	let wrong = altered(&ring, |json| json["shares"][0]["commitment"] = commitment);
	assert_eq!(wrong.unwrap().open_share(4, &keys[0].private), Err(refused));
}

#[test]
fn a_ring_that_the_chain_does_not_name_is_refused() {
	let (ring, _, handed) = sealed();
	let on_chain = ring.on_chain();
	let alterations: [fn(&mut Handed); 6] = [
		|handed| handed.released.parts.ring[9] ^= 1,
		|handed| handed.released.parts.epoch += 1,
		|handed| handed.released.parts.threshold += 1,
		|handed| handed.released.parts.shares[2].custodian += 1,
		|handed| handed.released.parts.shares[2].commitment[0] ^= 1,
		|handed| handed.released.parts.shares.truncate(2),
	];
	for alter in alterations {
		let mut altered = handed[..2].to_vec();
		alter(&mut altered[1]);
		let refused = open(&PATIENT, &on_chain, &altered);
		assert_eq!(refused, Err(EmergencyError::OtherCommitment));
	}
	let others = [
		EmergencyRingOnChain { custodians: vec![4, 7], ..on_chain.clone() },
		EmergencyRingOnChain { custodians: vec![4, 7, 8], ..on_chain.clone() },
		EmergencyRingOnChain { threshold: 3, ..on_chain.clone() },
		EmergencyRingOnChain { epoch: 3, ..on_chain.clone() },
		EmergencyRingOnChain { commitment: [0; 32], ..on_chain.clone() },
	];
	for other in others {
		assert_eq!(open(&PATIENT, &other, &handed), Err(EmergencyError::OtherCommitment));
	}
	let elsewhere = open(&[0; 32], &on_chain, &handed);
	assert_eq!(elsewhere, Err(EmergencyError::OtherCommitment));
}

#[test]
fn custodians_ascend_and_two_or_more_are_needed() {
	let mut rng = system_rng();
	let (_, keys, _) = sealed();
	let right = custodians(&keys);
	let mut refusal_of = |custodians: &[Custodian], threshold| {
		seal(&CONTEXT, &class_keys(), threshold, custodians, &mut rng).map(|_| ())
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
	let nine: Vec<_> =
		(1..=9).map(|custodian| Custodian { custodian, key: right[0].key.clone() }).collect();
	assert_eq!(refusal_of(&nine[..8], 2), Ok(()));
	assert_eq!(refusal_of(&nine, 2), Err(EmergencyError::TooManyCustodians));
}

#[test]
fn a_ring_of_another_format_is_none() {
	let (vector, _) = vector();
	let wrong = [
		("/format", json!("salus/emergency-ring/v2")),
		("/threshold", json!(256)),
		("/threshold", json!(1)),
		("/threshold", json!(4)),
		("/shares/0/custodian", json!(u32::MAX)),
		("/shares/0/sealed", json!("")),
		("/shares/0/sealed", json!("00".repeat(4_097))),
		("/ring", json!("00".repeat(MAX_LENGTH + 1))),
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

#[test]
fn a_text_that_is_longer_than_any_ring_is_not_parsed() {
	let text = vector().1.to_json();
	let longest = text.clone() + &" ".repeat(MAX_TEXT - text.len());
	assert!(EmergencyRing::from_json(&longest).is_ok());
	assert_eq!(EmergencyRing::from_json(&(longest + " ")), Err(JsonError::TooLong(MAX_TEXT)));
}
