//! The lot by which reviewers are drawn.

use crate::{Runtime, System};
use codec::Encode;
use frame_support::traits::Randomness;
use frame_system::pallet_prelude::BlockNumberFor;
use salus_primitives::Seed;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// A lot that the hash of the parent block decides.
///
/// Nobody who sends a transaction into a block knows that block's hash, so whoever opens an emergency session
/// cannot know who will be drawn in a later one. The author of a block can: it chooses among the blocks that it
/// could make, and each choice is another lot. That buys a validator few tries, and a practitioner none. Where
/// authors are not to be trusted so far, a verifiable random function takes this place.
pub struct ParentHash;

impl Randomness<Seed, BlockNumberFor<Runtime>> for ParentHash {
	fn random(subject: &[u8]) -> (Seed, BlockNumberFor<Runtime>) {
		let parent = System::parent_hash();
		let known_since = System::block_number().saturating_sub(1);
		((parent, subject).using_encoded(BlakeTwo256::hash), known_since)
	}
}
