//! The tree over a batch's leaves, and proofs that one of them is in it.
//!
//! Binary, with BLAKE2b-256: leaves are hashed, an inner node is the hash of both below it, the last node of an odd row moves
//! up unchanged.

use crate::hash::blake2b_256;

/// The most leaves of a tree: the most records of a batch, and the most chunks of a piece.
pub const MAX_LEAVES: u32 = 65_536;

/// No proof is longer: a tree of [`MAX_LEAVES`] leaves is no higher.
pub const MAX_SIBLINGS: usize = 16;

type Node = [u8; 32];

/// What stands for a record under the root: it covers the sealed bytes and what is in them.
pub fn leaf(commitment: &[u8; 32], sealed: &[u8]) -> Node {
	leaf_of_hash(commitment, &blake2b_256(&[sealed]))
}

/// The same, of sealed bytes that are kept elsewhere under their [name](crate::sealed_record::name): BLAKE2b-256 of them.
pub fn leaf_of_hash(commitment: &[u8; 32], name: &[u8; 32]) -> Node {
	blake2b_256(&[b"salus/leaf/v1", commitment, name])
}

/// The tree of one batch. Each node is hashed once, when the tree is made; a proof only looks up.
#[derive(Clone, Debug)]
pub struct MerkleTree {
	/// From the leaves' row to the root's.
	rows: Vec<Vec<Node>>,
	root: Node,
}

impl MerkleTree {
	/// The tree over these leaves; nothing for none, or for more than [`MAX_LEAVES`].
	pub fn new(leaves: &[Node]) -> Option<Self> {
		let number = u32::try_from(leaves.len()).ok()?;
		if !(1..=MAX_LEAVES).contains(&number) {
			return None;
		}
		let mut rows = vec![leaves.iter().map(leaf_node).collect::<Vec<_>>()];
		while let Some(row) = rows.last().filter(|row| row.len() > 1) {
			rows.push(row.chunks(2).filter_map(above).collect());
		}
		let root = *rows.last()?.first()?;
		Some(Self { rows, root })
	}

	/// What the chain keeps.
	pub fn root(&self) -> Node {
		self.root
	}

	/// The siblings of number `index`, from the leaf's row upwards; nothing if there is no such number.
	pub fn proof(&self, index: u32) -> Option<Vec<Node>> {
		let mut place = usize::try_from(index).ok()?;
		self.rows.first()?.get(place)?;
		let mut siblings = Vec::new();
		for row in &self.rows {
			siblings.extend(row.get(place ^ 1));
			place >>= 1;
		}
		Some(siblings)
	}
}

/// The root over the leaves of a batch; nothing for an empty batch, or one that is too large.
pub fn root(leaves: &[Node]) -> Option<Node> {
	Some(MerkleTree::new(leaves)?.root())
}

/// The siblings of number `index`, from the leaf's row upwards; nothing if there is no such number. For all proofs of a
/// batch make the [`MerkleTree`] once.
pub fn proof(leaves: &[Node], index: u32) -> Option<Vec<Node>> {
	MerkleTree::new(leaves)?.proof(index)
}

/// Whether `leaf` is number `index` of `leaves` under `root`.
///
/// How many siblings there are follows from number and width; a proof with more or fewer is refused, so no
/// node of the inside passes for a leaf. The chain answers `RecordAnchorApi::verify_inclusion` by the same rule.
pub fn verify_inclusion(root: &Node, leaves: u32, index: u32, leaf: &Node, proof: &[Node]) -> bool {
	if index >= leaves || leaves > MAX_LEAVES {
		return false;
	}
	let (mut node, mut place, mut width) = (leaf_node(leaf), index, leaves);
	let mut siblings = proof.iter();
	while width > 1 {
		if place ^ 1 < width {
			let Some(sibling) = siblings.next() else { return false };
			node = if place & 1 == 0 { inner(&node, sibling) } else { inner(sibling, &node) };
		}
		place >>= 1;
		width = width.div_ceil(2);
	}
	siblings.next().is_none() && node == *root
}

/// What stands above one or two neighbours: the last one of an odd row moves up unchanged.
fn above(nodes: &[Node]) -> Option<Node> {
	match nodes {
		[left, right] => Some(inner(left, right)),
		[alone] => Some(*alone),
		_ => None,
	}
}

fn leaf_node(leaf: &Node) -> Node {
	blake2b_256(&[leaf])
}

fn inner(left: &Node, right: &Node) -> Node {
	blake2b_256(&[left, right])
}
