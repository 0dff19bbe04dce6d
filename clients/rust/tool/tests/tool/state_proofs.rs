//! Proofs of what stands in a state: here a small one, in the end-to-end tests a chain's.

use salus_format::state_proof::{proven_value, StateProofError};
use sp_core::Blake2Hasher;
use sp_trie::{
	read_trie_value, LayoutV1, MemoryDB, RandomState, Recorder, TrieDBMutBuilder, TrieMut,
};

/// Each way to flip one bit.
fn flipped(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
	(0..bytes.len() * 8).map(|bit| {
		let mut altered = bytes.to_vec();
		altered[bit / 8] ^= 1 << (bit % 8);
		altered
	})
}

type Layout = LayoutV1<Blake2Hasher>;

/// A state of 100 keys. Every third value is long: the trie keeps those in nodes of their own.
struct State {
	nodes: MemoryDB<Blake2Hasher>,
	root: [u8; 32],
}

fn key(number: u8) -> Vec<u8> {
	vec![number.wrapping_mul(37), number, 0, 1]
}

fn value(number: u8) -> Vec<u8> {
	vec![number; if number.is_multiple_of(3) { 100 } else { 8 }]
}

impl State {
	fn new(first: u8) -> Self {
		let (mut nodes, mut root) =
			(MemoryDB::with_hasher(RandomState::default()), Default::default());
		let mut trie = TrieDBMutBuilder::<Layout>::new(&mut nodes, &mut root).build();
		for number in first..first + 100 {
			trie.insert(&key(number), &value(number)).unwrap();
		}
		drop(trie);
		Self { nodes, root: root.0 }
	}

	/// What an honest node answers.
	fn proof(&self, key: &[u8]) -> Vec<Vec<u8>> {
		let mut recorder = Recorder::<Layout>::new();
		let root = self.root.into();
		read_trie_value::<Layout, _>(&self.nodes, &root, key, Some(&mut recorder), None).unwrap();
		recorder.drain().into_iter().map(|record| record.data).collect()
	}
}

#[test]
fn a_proof_shows_what_stands_under_a_key() {
	let state = State::new(0);
	for number in 0..100 {
		let proof = state.proof(&key(number));
		assert_eq!(proven_value(&state.root, proof, &key(number)), Ok(Some(value(number))));
	}
}

#[test]
fn a_proof_shows_that_nothing_stands_under_a_key() {
	let state = State::new(0);
	for missing in [key(200), vec![], vec![0], [key(3), vec![0]].concat()] {
		assert_eq!(proven_value(&state.root, state.proof(&missing), &missing), Ok(None));
	}
}

#[test]
fn every_flipped_bit_and_every_missing_node_is_noticed() {
	let state = State::new(0);
	for number in [3, 4] {
		let proof = state.proof(&key(number));
		for index in 0..proof.len() {
			let mut shorter = proof.clone();
			shorter.remove(index);
			assert_eq!(proven_value(&state.root, shorter, &key(number)), Err(StateProofError));
			for altered in flipped(&proof[index]) {
				let mut forged = proof.clone();
				forged[index] = altered;
				assert_eq!(proven_value(&state.root, forged, &key(number)), Err(StateProofError));
			}
		}
	}
	assert_eq!(proven_value(&state.root, vec![], &key(3)), Err(StateProofError));
}

#[test]
fn a_proof_is_for_one_key_in_one_state() {
	let (state, other) = (State::new(0), State::new(1));
	for number in 1..100 {
		let proof = state.proof(&key(number));
		assert_eq!(proven_value(&other.root, proof.clone(), &key(number)), Err(StateProofError));
		// Proofs of keys in different parts of the trie have nothing but their beginnings in common.
		let elsewhere = key(number.wrapping_add(50) % 100);
		assert_eq!(proven_value(&state.root, proof, &elsewhere), Err(StateProofError));
	}
}

#[test]
fn nodes_that_are_not_needed_do_no_harm() {
	let state = State::new(0);
	let mut proof = state.proof(&key(3));
	proof.extend(state.proof(&key(4)));
	proof.extend([vec![], vec![0xff; 40]]);
	for number in [3, 4] {
		assert_eq!(proven_value(&state.root, proof.clone(), &key(number)), Ok(Some(value(number))));
	}
}
