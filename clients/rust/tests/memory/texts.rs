//! Secrets in texts.

use crate::marker::{Marker, Memory};
use salus_client::{
	emergency_ring::{CommittedShare, ReleasedEmergency, RingParts},
	key_ring::{random_recovery_words, KeyRing, RingBackup, RingContext, RingKeepers},
	rand_core::UnwrapErr,
	release::{self, ReleaseContext, ReleaseHead, ReleasePart},
	requests::{ReleaseRequest, ReleaseTarget, Signed},
	signatures::Sr25519Pair,
	KeyPair, Secret, Suite,
};

type Rng = UnwrapErr<getrandom::SysRng>;

const RNG: Rng = UnwrapErr(getrandom::SysRng);

/// In hexadecimal, as JSON has it. The text is made in one piece, and wiped.
fn hexadecimal<const N: usize>(secret: &Secret<N>) -> Marker {
	let mut text = zeroize::Zeroizing::new([0; 64]);
	hex::encode_to_slice(&secret.expose()[..32], &mut *text).unwrap();
	Marker::of(&*text)
}

#[test]
fn nothing_is_left_of_the_secret_of_a_ticket() {
	let mut memory = Memory::alone();
	let account = Sr25519Pair::from_seed(&Secret::random(&mut { RNG }));
	let secret = Secret::random(&mut { RNG });
	let (raw, text) = (Marker::of(secret.expose()), hexadecimal(&secret));
	let request = ReleaseRequest {
		genesis: [1; 32],
		patient: [2; 32],
		sequence: 40,
		holder: account.account(),
		practitioner: None,
		custodian: 7,
		secret,
		targets: vec![ReleaseTarget::Class { class: 96, content: None }].try_into().unwrap(),
		nonce: [3; 32],
		time: 5,
		reader: KeyPair::random(Suite::XWing, &mut { RNG }).public,
	};
	let signed = Signed::new(request, |bytes| account.sign(bytes, &mut { RNG })).unwrap();
	assert!(memory.has(&raw));
	let json = signed.to_json();
	assert!(memory.has(&text));
	let read = Signed::<ReleaseRequest>::from_json(&json).unwrap();
	assert_eq!(read, signed);
	drop((signed, json, read));
	assert!(!memory.has(&raw));
	assert!(!memory.has(&text));
}

#[test]
fn nothing_is_left_of_a_share_that_was_read() {
	let mut memory = Memory::alone();
	let released = released();
	let raw = Marker::of(released.share.expose());
	let json = serde_json::to_string(&released).unwrap();
	drop(released);
	assert!(!memory.has(&raw));
	let read = serde_json::from_str::<ReleasedEmergency>(&json).map(Box::new).unwrap();
	assert!(memory.has(&raw));
	drop(read);
	assert!(!memory.has(&raw));
}

#[test]
fn nothing_is_left_of_a_share_that_was_released() {
	let mut memory = Memory::alone();
	let released = released();
	let (raw, text) = (Marker::of(released.share.expose()), hexadecimal(&released.share));
	let head = ReleaseHead {
		anchor: None,
		class: 96,
		header: None,
		records: 0,
		envelope: None,
		emergency: Some(released),
	};
	let reader = KeyPair::random(Suite::X25519, &mut { RNG });
	let context = ReleaseContext { patient: [1; 32], sequence: 2, custodian: 3, nonce: [4; 32] };
	let parts = [ReleasePart { head, records: vec![] }];
	let sealed = release::seal(&context, &reader.public, &parts, &mut { RNG }).unwrap();
	assert!(!memory.has(&text));
	let opened = release::open(&context, &reader.private, 1, &sealed).unwrap();
	assert_eq!(opened, parts);
	drop((parts, opened));
	assert!(!memory.has(&raw));
	assert!(!memory.has(&text));
}

fn released() -> ReleasedEmergency {
	let shares = (0..3).map(|custodian| CommittedShare { custodian, commitment: [8; 32] });
	let parts =
		RingParts { epoch: 0, threshold: 2, ring: vec![7; 3_000], shares: shares.collect() };
	ReleasedEmergency { parts, share: Secret::random(&mut { RNG }) }
}

#[test]
fn nothing_is_left_of_new_recovery_words() {
	let mut memory = Memory::alone();
	let words = random_recovery_words(&mut { RNG }).unwrap();
	let marker = Marker::of(words.as_bytes());
	assert!(memory.has(&marker));
	drop(words);
	assert!(!memory.has(&marker));
}

#[test]
fn nothing_is_left_of_recovery_words_that_open_a_ring() {
	let mut memory = Memory::alone();
	let words = random_recovery_words(&mut { RNG }).unwrap();
	let marker = Marker::of(words.as_bytes());
	let ring = KeyRing { roots: vec![None] };
	let keepers = RingKeepers { words: Some(&words), ..RingKeepers::default() };
	let context = RingContext { patient: [1; 32], version: 1 };
	let backup = RingBackup::seal([1; 32], context, &ring, &keepers, &mut { RNG }).unwrap();
	assert_eq!(backup.open_with_words(&words), Ok(ring));
	drop(words);
	assert!(!memory.has(&marker));
}
