//! Signatures of each scheme that accounts of the chain have.

use crate::vectors::{filled, flipped, system_rng};
use ed25519_dalek::Signer;
use salus_client::signatures::{Signature, Sr25519Pair};

const MESSAGE: &[u8] = b"<Bytes>something</Bytes>";

fn blake2b(bytes: &[u8]) -> [u8; 32] {
	let hash = blake2b_simd::Params::new().hash_length(32).hash(bytes);
	hash.as_bytes().try_into().unwrap()
}

/// An account of each scheme, and its signature of the message.
fn signed() -> [([u8; 32], Vec<u8>); 3] {
	let sr25519 = Sr25519Pair::from_seed(&filled(7));
	let by_sr25519 = sr25519.sign(MESSAGE, &mut system_rng()).bytes().to_vec();
	let ed25519 = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
	let by_ed25519 = ed25519.sign(MESSAGE).to_bytes().to_vec();
	let ecdsa = k256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
	let (scalars, id) = ecdsa.sign_prehash_recoverable(&blake2b(MESSAGE));
	let by_ecdsa = [scalars.to_bytes().as_slice(), &[id.to_byte()]].concat();
	let account = blake2b(ecdsa.verifying_key().to_sec1_point(true).as_bytes());
	[
		(sr25519.account(), by_sr25519),
		(ed25519.verifying_key().to_bytes(), by_ed25519),
		(account, by_ecdsa),
	]
}

fn is_by(account: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
	Signature::try_from(signature).is_ok_and(|signature| signature.is_by(account, message))
}

#[test]
fn a_signature_of_each_scheme_is_its_accounts_over_its_message_only() {
	let signed = signed();
	for (account, signature) in &signed {
		assert!(is_by(account, MESSAGE, signature));
		assert!(!is_by(account, b"something", signature));
		assert!(flipped(MESSAGE).all(|message| !is_by(account, &message, signature)));
		for altered in flipped(account) {
			assert!(!is_by(&altered.try_into().unwrap(), MESSAGE, signature));
		}
		for (other, _) in signed.iter().filter(|(other, _)| other != account) {
			assert!(!is_by(other, MESSAGE, signature));
		}
		for length in [0, 1, 63, signature.len() - 1, signature.len() + 1] {
			let cut: Vec<_> = signature.iter().copied().chain([0]).take(length).collect();
			assert!(!is_by(account, MESSAGE, &cut), "{length}");
		}
	}
}

#[test]
fn every_flipped_bit_of_a_signature_is_noticed() {
	for (account, signature) in signed() {
		assert!(flipped(&signature).all(|altered| !is_by(&account, MESSAGE, &altered)));
	}
}

/// With such a key one signature would fit every message.
#[test]
fn a_key_of_low_order_signs_nothing() {
	let mut identity = [0; 32];
	identity[0] = 1;
	let mut signature = [0; 64];
	signature[0] = 1;
	assert!(!is_by(&identity, MESSAGE, &signature));
	assert!(!is_by(&[0; 32], MESSAGE, &[0; 64]));
}

/// The order less `s`, with the other recovery id, is a signature by the same key over the same bytes.
#[test]
fn of_each_ecdsa_signature_there_is_one() {
	let [_, _, (account, signature)] = signed();
	let (scalars, id) = signature.split_at(64);
	let scalars = k256::ecdsa::Signature::from_slice(scalars).unwrap();
	let (r, s) = scalars.split_scalars();
	let other = k256::ecdsa::Signature::from_scalars(r, -s).unwrap();
	let other = [other.to_bytes().as_slice(), &[id[0] ^ 1]].concat();
	assert!(is_by(&account, MESSAGE, &signature) && !is_by(&account, MESSAGE, &other));
}
