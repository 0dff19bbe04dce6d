//! From which block on a transaction is good, and for how long.

use super::AtBlock;
use subxt::utils::H256;

/// For so many blocks: 6 minutes and 24 seconds of them. As stock polkadot.js has it where a block takes 6 seconds.
pub const LIFETIME: u64 = 64;

/// Finality lags when the finalized block is more than so many behind the best one, which is what polkadot.js says.
const LAG: u64 = 5;

/// The block at which a transaction's lifetime begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Birth {
	pub(super) number: u64,
	pub(super) hash: H256,
}

impl Birth {
	pub(super) fn of(at: &AtBlock) -> Self {
		Self { number: at.number(), hash: at.hash() }
	}
}

/// The finalized block, which stays whatever forks there are; the best one while finality lags, since the finalized one may be too old then.
pub(super) fn birth(best: Birth, finalized: Birth) -> Birth {
	if best.number.saturating_sub(finalized.number) > LAG {
		best
	} else {
		finalized
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_life_begins_at_the_finalized_block_unless_that_lags() {
		let [best, near, far] = [106, 101, 100].map(|number| Birth { number, hash: H256::zero() });
		assert_eq!(birth(best, near), near);
		assert_eq!(birth(best, far), best);
		assert_eq!(birth(near, best), best, "a finalized block ahead of the best one does not lag");
	}
}
