//! Trees over a batch.

use crate::vectors::{bytes, flipped, part};
use salus_format::merkle::{proof, root, verify, MAX_LEAVES};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
	leaves: Vec<String>,
	root: String,
	proofs: Vec<Vec<String>>,
}

fn leaves(count: u32) -> Vec<[u8; 32]> {
	(0..count)
		.map(|number| {
			let mut leaf = [0xa5; 32];
			leaf[..4].copy_from_slice(&number.to_le_bytes());
			leaf
		})
		.collect()
}

#[test]
fn the_trees_of_the_vectors() {
	for vector in part::<Vec<Vector>>("merkle") {
		let leaves: Vec<[u8; 32]> = vector.leaves.iter().map(|leaf| bytes(leaf)).collect();
		let count = u32::try_from(leaves.len()).unwrap();
		assert_eq!(root(&leaves).map(hex::encode), Some(vector.root.clone()));
		assert_eq!(vector.proofs.len(), leaves.len());
		for (index, siblings) in (0..).zip(vector.proofs) {
			let siblings: Vec<[u8; 32]> = siblings.iter().map(|sibling| bytes(sibling)).collect();
			assert_eq!(proof(&leaves, index).as_ref(), Some(&siblings));
			let leaf = &leaves[index as usize];
			assert!(verify(&bytes(&vector.root), count, index, leaf, &siblings));
		}
	}
}

#[test]
fn a_proof_is_for_one_leaf_at_one_place_of_one_tree() {
	for count in 1..=40 {
		let leaves = leaves(count);
		let root = root(&leaves).unwrap();
		for (index, leaf) in (0..).zip(&leaves) {
			let siblings = proof(&leaves, index).unwrap();
			assert!(verify(&root, count, index, leaf, &siblings));
			for place in (0..count + 2).filter(|place| *place != index) {
				assert!(
					!verify(&root, count, place, leaf, &siblings),
					"{index} at {place} of {count}"
				);
			}
			for other in leaves.iter().filter(|other| *other != leaf) {
				assert!(!verify(&root, count, index, other, &siblings));
			}
			assert!(!verify(&root, count, index, leaf, &[&siblings[..], &[[0; 32]]].concat()));
			if let Some((_, fewer)) = siblings.split_last() {
				assert!(!verify(&root, count, index, leaf, fewer));
			}
		}
	}
}

#[test]
fn every_flipped_bit_is_noticed() {
	let leaves = leaves(5);
	let (root, siblings) = (root(&leaves).unwrap(), proof(&leaves, 1).unwrap());
	let check = |root: &[u8], leaf: &[u8], siblings: &[[u8; 32]]| {
		verify(&root.try_into().unwrap(), 5, 1, &leaf.try_into().unwrap(), siblings)
	};
	assert!(check(&root, &leaves[1], &siblings));
	assert!(flipped(&root).all(|root| !check(&root, &leaves[1], &siblings)));
	assert!(flipped(&leaves[1]).all(|leaf| !check(&root, &leaf, &siblings)));
	for altered in flipped(siblings.as_flattened()) {
		assert!(!check(&root, &leaves[1], altered.as_chunks().0));
	}
}

#[test]
fn no_node_of_the_inside_passes_for_a_leaf() {
	let leaves = leaves(4);
	let root = root(&leaves).unwrap();
	let above_left = proof(&leaves, 2).unwrap()[1];
	let above_right = proof(&leaves, 0).unwrap()[1];
	// The same root stands over two nodes; a verifier who took them for hashed leaves would be deceived.
	for count in [2, 3, 4] {
		assert!(!verify(&root, count, 0, &above_left, &[above_right]));
		assert!(!verify(&root, count, 1, &above_right, &[above_left]));
	}
}

#[test]
fn a_batch_holds_1_to_65_536_records() {
	assert_eq!(root(&[]), None);
	assert_eq!(proof(&[], 0), None);
	assert!(!verify(&[0; 32], 0, 0, &[0; 32], &[]));
	let most = leaves(MAX_LEAVES);
	let top = root(&most).unwrap();
	let last = proof(&most, MAX_LEAVES - 1).unwrap();
	assert_eq!(last.len(), 16);
	assert!(verify(&top, MAX_LEAVES, MAX_LEAVES - 1, most.last().unwrap(), &last));
	assert_eq!(proof(&most, MAX_LEAVES), None);
	// One more makes a tree of another row: what would be its root, and the proof of its last leaf.
	let more = leaves(MAX_LEAVES + 1);
	assert_eq!(root(&more), None);
	let last = more.last().unwrap();
	let above = root(&[*last]).unwrap();
	let hash = blake2b_simd::Params::new().hash_length(32).hash(&[top, above].concat());
	assert!(!verify(hash.as_bytes().try_into().unwrap(), MAX_LEAVES + 1, MAX_LEAVES, last, &[top]));
}
