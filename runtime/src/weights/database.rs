//! What the node's database costs: measured by `scripts/weights.sh database`, which runs `node-template/benches/database.rs`, on
//! AMD EPYC.

use frame_support::weights::RuntimeDbWeight;

/// A row of a million, in picoseconds: read without the node's cache; written, root and commit included, among those of a full block.
pub const DATABASE: RuntimeDbWeight = RuntimeDbWeight { read: 5_634_000, write: 26_364_000 };
