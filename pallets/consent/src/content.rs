//! What names that which was given, refused or enacted: an entry of a trail tells it for good.

use codec::Encode;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// `blake2b_256(SCALE(given))`: of the [`Provision`](crate::Provision) of a grant, as it is stored; of a
/// [`Refusal`](crate::Refusal), in the strength in which it can stand and before it is joined with others; of a
/// [`Policy`](crate::Policy).
///
/// Whoever has kept what was given proves by it, when the chain has forgotten it, that it was this and nothing else. It
/// hides nothing: what it names was public while it stood.
pub(crate) fn content_hash(given: &impl Encode) -> <BlakeTwo256 as Hash>::Output {
	BlakeTwo256::hash_of(given)
}
