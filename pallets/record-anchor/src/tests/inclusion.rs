//! `inclusion::verify` against trees that the stock crate builds.

use crate::inclusion::{proof_length, verify, InclusionFault};
use binary_merkle_tree::{merkle_proof, merkle_root};
use codec::Encode;
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// `count` different commitments.
fn commitments(count: u32) -> Vec<H256> {
	(0..count).map(|number| BlakeTwo256::hash(&number.to_le_bytes())).collect()
}

fn root_of(leaves: &[H256]) -> H256 {
	merkle_root::<BlakeTwo256, _>(leaves)
}

fn proof_of(leaves: &[H256], index: u32) -> Vec<H256> {
	merkle_proof::<BlakeTwo256, _, _>(leaves, index).proof
}

fn pair(left: H256, right: H256) -> H256 {
	BlakeTwo256::hash(&[left.0, right.0].concat())
}

fn flipped(hash: H256) -> H256 {
	hash ^ H256::from_low_u64_be(1)
}

/// The rows of the tree over `leaves`, the leaves' nodes first: built here a second time, because the
/// stock crate builds the whole tree anew for every proof.
fn rows_of(leaves: &[H256]) -> Vec<Vec<H256>> {
	let mut rows = vec![leaves.iter().map(|leaf| BlakeTwo256::hash(leaf.as_bytes())).collect()];
	while let Some(row) = rows.last().filter(|row: &&Vec<H256>| row.len() > 1) {
		let next = row
			.chunks(2)
			.map(|nodes| match nodes {
				[left, right] => pair(*left, *right),
				_ => nodes[0],
			})
			.collect();
		rows.push(next);
	}
	rows
}

/// The siblings of leaf `index` in these rows.
fn siblings(rows: &[Vec<H256>], index: u32) -> Vec<H256> {
	rows.iter()
		.enumerate()
		.filter_map(|(height, row)| row.get((index as usize >> height) ^ 1).copied())
		.collect()
}

#[test]
fn every_true_proof_is_accepted() {
	for count in 1..=200 {
		let leaves = commitments(count);
		let rows = rows_of(&leaves);
		let root = root_of(&leaves);
		assert_eq!(rows.last(), Some(&vec![root]), "{count} leaves");
		for (index, leaf) in (0..).zip(leaves.iter().copied()) {
			let proof = siblings(&rows, index);
			assert_eq!(proof.len(), proof_length(index, count), "leaf {index} of {count}");
			assert_eq!(verify(&root, count, index, leaf, &proof), Ok(()), "{index} of {count}");
		}
	}
}

#[test]
fn every_altered_proof_is_refused() {
	for count in (1..=20).chain([31, 32, 33]) {
		let leaves = commitments(count);
		let root = root_of(&leaves);
		for (index, leaf) in (0..).zip(leaves.iter().copied()) {
			let proof = proof_of(&leaves, index);
			assert_eq!(verify(&root, count, index, leaf, &proof), Ok(()), "{index} of {count}");
			assert_eq!(
				verify(&root, count, index, flipped(leaf), &proof),
				Err(InclusionFault::RootMismatch)
			);
			for row in 0..proof.len() {
				let mut altered = proof.clone();
				altered[row] = flipped(altered[row]);
				assert_eq!(
					verify(&root, count, index, leaf, &altered),
					Err(InclusionFault::RootMismatch),
					"sibling {row} of leaf {index} of {count}"
				);
			}
			let longer = [proof.clone(), vec![root]].concat();
			assert_eq!(
				verify(&root, count, index, leaf, &longer),
				Err(InclusionFault::WrongProofLength)
			);
			if let Some((_, shorter)) = proof.split_last() {
				assert_eq!(
					verify(&root, count, index, leaf, shorter),
					Err(InclusionFault::WrongProofLength)
				);
			}
		}
	}
}

/// The stock function alone fails this: it takes leaf 2 of 3 at index 1, too, and every inner node at some place.
#[test]
fn of_every_tree_up_to_seventy_each_leaf_passes_at_its_own_place_and_no_node_passes_anywhere() {
	for count in 1..=70u32 {
		let leaves = commitments(count);
		let rows = rows_of(&leaves);
		let root = root_of(&leaves);
		for (place, leaf) in (0..).zip(&leaves) {
			let proof = siblings(&rows, place);
			for index in 0..count {
				let passes = verify(&root, count, index, *leaf, &proof).is_ok();
				assert_eq!(passes, place == index, "leaf {place} of {count} at {index}");
			}
		}
		// Each node with the siblings from its own row upwards.
		for (height, row) in rows.iter().enumerate() {
			for (place, node) in (0..).zip(row) {
				let proof = siblings(&rows[height..], place);
				for index in 0..count {
					assert!(
						verify(&root, count, index, *node, &proof).is_err(),
						"node {place} of row {height} of {count} leaves passed at {index}"
					);
				}
			}
		}
	}
}

#[test]
fn the_stock_function_alone_takes_a_leaf_at_another_place() {
	let leaves = commitments(3);
	let (root, proof) = (root_of(&leaves), proof_of(&leaves, 2));
	let at = |index| {
		binary_merkle_tree::verify_proof::<BlakeTwo256, _, _>(
			&root,
			proof.iter().copied(),
			3,
			index,
			binary_merkle_tree::Leaf::Value(leaves[2].as_bytes()),
		)
	};
	assert!(at(2) && at(1));
	assert_eq!(verify(&root, 3, 1, leaves[2], &proof), Err(InclusionFault::WrongProofLength));
}

#[test]
fn a_root_with_one_leaf_is_that_leafs_hash() {
	let leaf = H256::repeat_byte(7);
	let root = BlakeTwo256::hash(leaf.as_bytes());
	assert_eq!(root, root_of(&[leaf]));
	assert_eq!(verify(&root, 1, 0, leaf, &[]), Ok(()));
	assert_eq!(verify(&root, 1, 0, leaf, &[leaf]), Err(InclusionFault::WrongProofLength));
	// The root itself is no record.
	assert_eq!(verify(&root, 1, 0, root, &[]), Err(InclusionFault::RootMismatch));
}

#[test]
fn an_inner_node_does_not_pass_for_a_leaf() {
	let leaves = commitments(4);
	let nodes: Vec<H256> = leaves.iter().map(|leaf| BlakeTwo256::hash(leaf.as_bytes())).collect();
	let (left, right) = (pair(nodes[0], nodes[1]), pair(nodes[2], nodes[3]));
	let root = root_of(&leaves);
	assert_eq!(root, pair(left, right));

	// The stock function accepts the inner node: it hashes what it is given, whatever its length,
	// and takes a proof of any length. This is what the exact length and the 32 bytes stop.
	let children = (nodes[0], nodes[1]).encode();
	assert!(binary_merkle_tree::verify_proof::<BlakeTwo256, _, _>(&root, [right], 4, 0, &children));

	assert_eq!(verify(&root, 4, 0, left, &[right]), Err(InclusionFault::WrongProofLength));
	// Even whoever claims two leaves where there are four cannot: the node would be hashed again.
	assert_eq!(verify(&root, 2, 0, left, &[right]), Err(InclusionFault::RootMismatch));
	// Nor does a leaf's node pass for the leaf.
	let proof = proof_of(&leaves, 0);
	assert_eq!(verify(&root, 4, 0, nodes[0], &proof), Err(InclusionFault::RootMismatch));
}

#[test]
fn an_index_beyond_the_last_leaf_is_refused() {
	let leaves = commitments(5);
	let root = root_of(&leaves);
	let proof = proof_of(&leaves, 4);
	for index in [5, 6, u32::MAX] {
		assert_eq!(
			verify(&root, 5, index, leaves[4], &proof),
			Err(InclusionFault::IndexOutOfRange)
		);
	}
	assert_eq!(verify(&root, 0, 0, leaves[4], &[]), Err(InclusionFault::IndexOutOfRange));
}

#[test]
fn the_largest_tree_needs_sixteen_siblings_and_no_size_overflows() {
	assert_eq!(proof_length(0, 65_536), 16);
	assert_eq!(proof_length(65_535, 65_536), 16);
	// 65,535 leaves: the last moves up once.
	assert_eq!(proof_length(65_534, 65_535), 15);
	assert_eq!(proof_length(u32::MAX - 1, u32::MAX), 31);
	assert_eq!(proof_length(0, u32::MAX), 32);
	assert!(
		verify(&H256::zero(), u32::MAX, u32::MAX - 1, H256::zero(), &[H256::zero(); 31]).is_err()
	);
}

#[test]
fn the_codes_of_faults_never_change() {
	let faults = [
		InclusionFault::UnknownAnchor,
		InclusionFault::IndexOutOfRange,
		InclusionFault::WrongProofLength,
		InclusionFault::RootMismatch,
	];
	for (code, fault) in faults.iter().enumerate() {
		assert_eq!(fault.encode(), [code as u8]);
	}
}
