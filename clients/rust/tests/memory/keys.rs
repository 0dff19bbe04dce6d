//! Keys, roots and shares, however they are moved about.

use crate::marker::{Marker, Memory};
use salus_client::{
	batch::BatchKey,
	class_keys::ClassKeys,
	envelope::{self, EnvelopeContext},
	epoch_keys::{ClassSecret, Root},
	key_ring::{EpochRoot, KeyRing, RingContext},
	rand_core::UnwrapErr,
	shares::{join, split},
	signatures::Sr25519Pair,
	KeyPair, Secret, Suite,
};

type Rng = UnwrapErr<getrandom::SysRng>;

const RNG: Rng = UnwrapErr(getrandom::SysRng);

/// Nothing is left of what was made once it is dropped, though it was moved, onto the heap and beside others.
fn leaves_nothing<T>(memory: &mut Memory, made: T, secret: impl Fn(&T) -> &Secret<32>) {
	let marker = Marker::of(secret(&made).expose());
	let mut moved = vec![made];
	moved.reserve(100);
	let boxed = Box::new(moved.remove(0));
	drop(moved);
	assert!(memory.has(&marker));
	drop(boxed);
	assert!(!memory.has(&marker));
}

#[test]
fn nothing_is_left_of_a_key() {
	let mut memory = Memory::alone();
	leaves_nothing(&mut memory, Secret::random(&mut { RNG }), |secret| secret);
	leaves_nothing(&mut memory, Root::random(&mut { RNG }), Root::bytes);
	leaves_nothing(&mut memory, Root::random(&mut { RNG }).class_secret(), ClassSecret::bytes);
	leaves_nothing(&mut memory, BatchKey::random(&mut { RNG }), BatchKey::bytes);
	for suite in Suite::ALL {
		let pair = KeyPair::random(suite, &mut { RNG });
		leaves_nothing(&mut memory, pair, |pair| &pair.private.bytes);
	}
}

#[test]
fn nothing_is_left_of_an_account_s_seed() {
	let mut memory = Memory::alone();
	let seed = Secret::random(&mut { RNG });
	let marker = Marker::of(seed.expose());
	let pair = Sr25519Pair::from_seed(&seed);
	let signed = pair.sign(b"a message", &mut { RNG });
	assert!(signed.is_by(&pair.account(), b"a message"));
	drop((seed, pair));
	assert!(!memory.has(&marker));
}

#[test]
fn nothing_is_left_of_many_class_keys() {
	let mut memory = Memory::alone();
	let root = Root::random(&mut { RNG });
	let all = ClassKeys::All { suite: Suite::XWing, class_secret: root.class_secret() };
	let grantee = KeyPair::random(Suite::X25519, &mut { RNG });
	let context =
		EnvelopeContext { patient: [1; 32], organization: 1, grantee: [2; 32], key_epoch: 0 };
	let listed = all.keys_of_classes(0..100).unwrap();
	let sealed = envelope::seal(&context, &grantee.public, &listed, &mut { RNG }).unwrap();
	let opened = envelope::open(&context, &grantee.private, &sealed).unwrap();
	let markers: Vec<_> = (0..100)
		.map(|class| Marker::of(opened.key_of_class(class).unwrap().bytes.expose()))
		.collect();
	drop((all, listed, opened));
	assert!(!memory.has_any(&markers));
}

#[test]
fn nothing_is_left_of_a_ring() {
	let mut memory = Memory::alone();
	let root = || EpochRoot { suite: Suite::X25519, root: Root::random(&mut { RNG }) };
	let mut ring = KeyRing { roots: Vec::new() };
	let mut markers = Vec::new();
	// As a patient's ring grows.
	for _ in 0..20 {
		let next = root();
		markers.push(Marker::of(next.root.bytes().expose()));
		ring.roots.push(Some(next));
	}
	let context = RingContext { patient: [1; 32], version: 1 };
	let ring_key = Secret::random(&mut { RNG });
	markers.push(Marker::of(ring_key.expose()));
	let sealed = ring.seal(&context, &ring_key, &mut { RNG }).unwrap();
	let opened = KeyRing::open(&context, &ring_key, &sealed).unwrap();
	assert_eq!(opened, ring);
	drop((ring, opened, ring_key));
	assert!(!memory.has_any(&markers));
}

#[test]
fn nothing_is_left_of_a_key_that_was_split_and_joined() {
	let mut memory = Memory::alone();
	let key = Secret::random(&mut { RNG });
	let shares = split(&key, 3, 5, &mut { RNG }).unwrap();
	let mut markers: Vec<_> = shares.iter().map(|share| Marker::of(share.expose())).collect();
	markers.push(Marker::of(key.expose()));
	let joined = join(&shares[1..4], 3).unwrap();
	assert_eq!(joined, key);
	drop((key, shares, joined));
	assert!(!memory.has_any(&markers));
}
