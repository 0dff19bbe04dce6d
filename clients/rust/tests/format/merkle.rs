//! Trees over a batch.

use crate::vectors::{bytes, flipped, part};
use salus_client::merkle::{proof, root, verify_inclusion as verify, MAX_LEAVES, MAX_SIBLINGS};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
	leaves: Vec<String>,
	root: String,
	proofs: Vec<Vec<String>>,
}

fn blake2b(bytes: &[u8]) -> [u8; 32] {
	let hash = blake2b_simd::Params::new().hash_length(32).hash(bytes);
	hash.as_bytes().try_into().unwrap()
}

/// All trees of 1 to `most` leaves in one hash.
#[derive(Deserialize)]
struct Trees {
	most: u32,
	hash: String,
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
fn in_trees_of_1_to_70_leaves_each_verifies_at_its_place_and_no_inner_node_does() {
	for count in 1..=70 {
		let leaves = leaves(count);
		let root = root(&leaves).unwrap();
		for (index, leaf) in (0..).zip(&leaves) {
			let siblings = proof(&leaves, index).unwrap();
			for place in 0..count {
				let holds = verify(&root, count, place, leaf, &siblings);
				assert_eq!(holds, place == index, "{index} at {place} of {count}");
			}
			// Each node on the way up, by the rest of the proof and by all of it.
			let mut rest = siblings.as_slice();
			let (mut node, mut at, mut width) = (blake2b(leaf), index, count);
			loop {
				for proof in [rest, &siblings] {
					for place in 0..count {
						assert!(
							!verify(&root, count, place, &node, proof),
							"above {index} of {count}"
						);
					}
					assert!(!verify(&root, width, at, &node, proof), "in a row of {width}");
				}
				if width == 1 {
					break;
				}
				if at ^ 1 < width {
					let (sibling, after) = rest.split_first().unwrap();
					node = if at % 2 == 0 {
						blake2b(&[node, *sibling].concat())
					} else {
						blake2b(&[*sibling, node].concat())
					};
					rest = after;
				}
				at /= 2;
				width = width.div_ceil(2);
			}
			assert_eq!(node, root);
		}
	}
}

#[test]
fn the_roots_and_proofs_of_all_small_trees_are_those_of_the_vectors() {
	let Trees { most, hash } = part("trees");
	let leaf = |number: u32| {
		let text = format!("leaf {number}");
		blake2b(text.as_bytes())
	};
	let mut state = blake2b_simd::Params::new().hash_length(32).to_state();
	for count in 1..=most {
		let leaves: Vec<[u8; 32]> = (0..count).map(leaf).collect();
		state.update(&root(&leaves).unwrap());
		for index in 0..count {
			let siblings = proof(&leaves, index).unwrap();
			state.update(&[u8::try_from(siblings.len()).unwrap()]);
			state.update(siblings.as_flattened());
		}
	}
	assert_eq!((most, state.finalize().to_hex().as_str()), (70, hash.as_str()));
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
	assert_eq!(last.len(), MAX_SIBLINGS);
	assert!(verify(&top, MAX_LEAVES, MAX_LEAVES - 1, most.last().unwrap(), &last));
	assert_eq!(proof(&most, MAX_LEAVES), None);
	// One more makes a tree of another row: what would be its root, and the proof of its last leaf.
	let more = leaves(MAX_LEAVES + 1);
	assert_eq!(root(&more), None);
	let last = more.last().unwrap();
	let above = root(&[*last]).unwrap();
	let hash = blake2b(&[top, above].concat());
	assert!(!verify(&hash, MAX_LEAVES + 1, MAX_LEAVES, last, &[top]));
}
