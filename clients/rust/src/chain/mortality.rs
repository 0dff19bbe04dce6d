//! From which block on a transaction is good, and for how long.

use super::Head;

/// For so many blocks: 6 minutes and 24 seconds of them. As stock polkadot.js has it where a block takes 6 seconds.
pub(super) const LIFETIME: u64 = 64;

/// Finality lags when the finalized block is more than so many behind the best one, which is what polkadot.js says.
const LAG: u64 = 5;

/// The block at which a transaction's lifetime begins: the finalized one, which stays whatever forks there are; the best one while
/// finality lags, since the finalized one may be too old then.
pub(super) fn birth<'a>(best: &'a Head, finalized: &'a Head) -> &'a Head {
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
		let head = |number| Head { hash: Default::default(), number, time: 0 };
		let [best, near, far] = [106, 101, 100].map(head);
		assert_eq!(birth(&best, &near).number, 101);
		assert_eq!(birth(&best, &far).number, 106);
		assert_eq!(birth(&near, &best).number, 106);
	}
}
