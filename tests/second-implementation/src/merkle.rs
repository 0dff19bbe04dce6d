//! The tree over a batch's leaves, and proofs that one of them is in it.

use crate::hash::blake2b_256;

/// The most records of a batch.
pub const MAX_LEAVES: u32 = 65_536;

type Node = [u8; 32];

/// What stands for a record under the root: it covers the sealed bytes and what is in them.
pub fn leaf(commitment: &[u8; 32], sealed: &[u8]) -> Node {
	blake2b_256(&[b"salus/leaf/v1", commitment, &blake2b_256(&[sealed])])
}

/// The root over the leaves of a batch; nothing for an empty batch, or one that is too large.
pub fn root(leaves: &[Node]) -> Option<Node> {
	rows(leaves)?.pop()?.first().copied()
}

/// The siblings of number `index`, from the leaf's row upwards; nothing if there is no such number.
pub fn proof(leaves: &[Node], index: u32) -> Option<Vec<Node>> {
	let rows = rows(leaves)?;
	let mut place = usize::try_from(index).ok().filter(|index| *index < leaves.len())?;
	let mut siblings = Vec::new();
	for row in rows {
		siblings.extend(row.get(place ^ 1));
		place /= 2;
	}
	Some(siblings)
}

/// Whether `leaf` is number `index` of `leaves` under `root`.
///
/// How many siblings there are follows from number and width; a proof with more or fewer is refused, so no
/// node of the inside passes for a leaf.
pub fn verify(root: &Node, leaves: u32, index: u32, leaf: &Node, proof: &[Node]) -> bool {
	if index >= leaves || leaves > MAX_LEAVES {
		return false;
	}
	let (mut node, mut place, mut width) = (leaf_node(leaf), index, leaves);
	let mut siblings = proof.iter();
	while width > 1 {
		if place ^ 1 < width {
			let Some(sibling) = siblings.next() else { return false };
			node = if place % 2 == 0 { inner(&node, sibling) } else { inner(sibling, &node) };
		}
		place /= 2;
		width = width.div_ceil(2);
	}
	siblings.next().is_none() && node == *root
}

/// All rows, from the leaves' to the root's.
fn rows(leaves: &[Node]) -> Option<Vec<Vec<Node>>> {
	let number = u32::try_from(leaves.len()).ok()?;
	if !(1..=MAX_LEAVES).contains(&number) {
		return None;
	}
	let mut rows = vec![leaves.iter().map(leaf_node).collect::<Vec<_>>()];
	while let Some(row) = rows.last().filter(|row| row.len() > 1) {
		rows.push(row.chunks(2).map(above).collect());
	}
	Some(rows)
}

/// What stands above one or two neighbours: the last one of an odd row moves up unchanged.
fn above(nodes: &[Node]) -> Node {
	match nodes {
		[left, right] => inner(left, right),
		[alone, ..] => *alone,
		[] => unreachable!("a chunk is never empty"),
	}
}

fn leaf_node(leaf: &Node) -> Node {
	blake2b_256(&[leaf])
}

fn inner(left: &Node, right: &Node) -> Node {
	blake2b_256(&[left, right])
}
