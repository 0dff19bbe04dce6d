//! Secrets are not printed, and are wiped.

use crate::vectors::{filled, system_rng};
use core::fmt::Debug;
use salus_client::{
	batch::BatchKey,
	class_keys::ClassKeys,
	emergency_ring::{Handed, ReleasedEmergency, RingParts},
	epoch_keys::{ClassSecret, Root},
	key_ring::{EpochRoot, GuardianShare, KeyRing, RingKeepers},
	record_content::{read_record_content, record_content, RecordContent},
	release::{ReleaseHead, ReleasePart},
	requests::{ReleaseRequest, ReleaseTarget, Signed},
	sealed_record::PlainRecord,
	signatures::{Signature, Sr25519Pair},
	KeyPair, PrivateKey, Secret, Suite,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The byte that all secrets here are made of: 0xa7 in hexadecimal, 167 in a list.
const BYTE: u8 = 0xa7;

fn secret<const N: usize>() -> Secret<N> {
	filled(BYTE)
}

fn assert_hidden(what: &dyn Debug) {
	for printed in [format!("{what:?}"), format!("{what:#?}")] {
		assert!(!printed.contains("a7a7") && !printed.contains("167"), "{printed}");
		assert!(!printed.contains("Mueller") && !printed.contains("Patient"), "{printed}");
	}
}

#[test]
fn no_secret_is_printed() {
	let suite = Suite::XWing;
	let key = PrivateKey { suite, bytes: secret() };
	let root = Root::new(secret()).unwrap();
	let class_secret = ClassSecret::new(secret());
	let ring = KeyRing { roots: vec![Some(EpochRoot { suite, root: root.clone() }), None] };
	let parts = RingParts { epoch: 0, threshold: 2, ring: vec![1], shares: vec![] };
	let released = ReleasedEmergency { parts, share: secret() };
	let head = ReleaseHead {
		anchor: None,
		class: 8,
		header: None,
		records: 0,
		envelope: None,
		emergency: Some(released.clone()),
	};
	let request = ReleaseRequest {
		genesis: [0; 32],
		patient: [0; 32],
		sequence: 0,
		holder: [0; 32],
		practitioner: None,
		custodian: 0,
		secret: secret(),
		targets: vec![ReleaseTarget::Anchor { anchor: 1 }].try_into().unwrap(),
		nonce: [0; 32],
		time: 0,
		reader: KeyPair::derive(Suite::X25519, &filled(1)).public,
	};
	let resource = br#"{"name": "Mueller", "resourceType": "Patient"}"#;
	let canonical = record_content(Some("urn:Mueller"), resource).unwrap();
	let shown: [&dyn Debug; 17] = [
		&secret::<32>(),
		&KeyPair { public: request.reader.clone(), private: key.clone() },
		&key,
		&root,
		&class_secret,
		&ClassKeys::Listed { suite, keys: [(1, secret())].into() },
		&ClassKeys::All { suite, class_secret: class_secret.clone() },
		&BatchKey::new(secret()),
		&ring,
		&GuardianShare { index: 0, share: secret() },
		&Handed { custodian: 1, released },
		&ReleasePart { head, records: vec![] },
		&request,
		&Signed { request: request.clone(), signature: Signature::Of64([1; 64]) },
		&RingKeepers { words: Some("Mueller"), ..RingKeepers::default() },
		&PlainRecord::new(secret(), canonical.clone()),
		&read_record_content(&canonical).unwrap(),
	];
	shown.into_iter().for_each(assert_hidden);
	assert!(!format!("{:?}", Sr25519Pair::from_seed(&secret())).contains("a7a7"));
}

#[test]
fn a_secret_is_wiped() {
	let mut secret = secret::<32>();
	secret.zeroize();
	assert_eq!(secret, filled(0));
}

/// What is left of them in memory, `tests/memory` reads there.
#[test]
fn whatever_is_made_of_secrets_says_that_it_wipes_itself() {
	fn wipes_itself<T: ZeroizeOnDrop>() {}
	wipes_itself::<Secret<32>>();
	wipes_itself::<Root>();
	wipes_itself::<ClassSecret>();
	wipes_itself::<ClassKeys>();
	wipes_itself::<BatchKey>();
	wipes_itself::<PrivateKey>();
	wipes_itself::<KeyPair>();
	wipes_itself::<EpochRoot>();
	wipes_itself::<KeyRing>();
	wipes_itself::<Sr25519Pair>();
	wipes_itself::<PlainRecord>();
	wipes_itself::<RecordContent>();
}

#[test]
fn equal_secrets_are_those_of_equal_bytes() {
	for place in 0..33 {
		let mut other = [BYTE; 33];
		other[place] ^= 0x10;
		assert_ne!(secret::<33>(), Secret::new(other));
	}
	assert_eq!(secret::<33>(), Secret::new([BYTE; 33]));
	assert_ne!(Secret::<32>::random(&mut system_rng()), Secret::random(&mut system_rng()));
}
