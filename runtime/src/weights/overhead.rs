//! What a block costs that holds nothing, and a transaction that does nothing: measured by `scripts/weights.sh`, on
//! AMD EPYC.

use frame_support::weights::Weight;

/// Executing a block without a transaction.
pub const BLOCK: Weight = Weight::from_parts(216_528_000, 0);

/// Executing a transaction without a call: its signature, its extensions, the hash of it in the block.
pub const EXTRINSIC: Weight = Weight::from_parts(89_805_000, 0);
