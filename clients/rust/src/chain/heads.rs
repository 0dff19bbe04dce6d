//! The two heads at which a custodian asks the chain.

use subxt::utils::H256;

/// No head is trusted that is older by the custodian's clock, in milliseconds: a node that was cut off still shows what was
/// true then.
pub const MAX_HEAD_AGE: u64 = 60_000;

/// A block as a node shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
	/// Its hash.
	pub hash: H256,
	/// Its number.
	pub number: u64,
	/// The chain's clock in it, in milliseconds since 1970.
	pub time: u64,
}

/// The best and the finalized one, at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heads {
	/// The block on which the node would build the next one.
	pub best: Head,
	/// The latest that stays.
	pub finalized: Head,
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadKind {
	/// The best one.
	Best,
	/// The finalized one.
	Finalized,
}

/// A head is too old to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the chain's {head:?} head is {age} milliseconds old")]
pub struct StaleHead {
	/// Which.
	pub head: HeadKind,
	/// How old it is by the caller's clock, in milliseconds.
	pub age: u64,
}

impl Heads {
	/// Whether neither is older than [`MAX_HEAD_AGE`] by a clock that says `now`, in milliseconds since 1970.
	pub fn ensure_fresh(&self, now: u64) -> Result<(), StaleHead> {
		for (head, Head { time, .. }) in
			[(HeadKind::Best, self.best), (HeadKind::Finalized, self.finalized)]
		{
			let age = now.saturating_sub(time);
			if age > MAX_HEAD_AGE {
				return Err(StaleHead { head, age });
			}
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn neither_head_may_be_older_than_a_minute() {
		let head = |time| Head { hash: H256::zero(), number: 1, time };
		let heads = |best, finalized| Heads { best: head(best), finalized: head(finalized) };
		assert_eq!(heads(5_000, 1_000).ensure_fresh(61_000), Ok(()));
		let stale = |head| Err(StaleHead { head, age: 60_001 });
		assert_eq!(heads(5_000, 1_000).ensure_fresh(61_001), stale(HeadKind::Finalized));
		assert_eq!(heads(1_000, 5_000).ensure_fresh(61_001), stale(HeadKind::Best));
		assert_eq!(
			heads(99_000, 99_000).ensure_fresh(1_000),
			Ok(()),
			"an author's clock may be ahead"
		);
	}
}
