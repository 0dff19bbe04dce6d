//! Hashing a trail anew.

use crate::{chain, Config, Entries, Pallet, TrailHead, Verified, VerifyFault};
use frame_support::ensure;
use salus_primitives::{Sequence, TrailId};
use sp_core::H256;

/// How many entries one question hashes at most.
pub const MAX_VERIFIED: Sequence = 100_000;

impl<T: Config> Pallet<T> {
	/// Hashes all that is kept of `trail`, or, from the hash `before` on, the part `from..to` alone.
	pub(crate) fn verified(
		trail: TrailId,
		from: Sequence,
		to: Sequence,
		before: Option<H256>,
	) -> Result<Verified, VerifyFault> {
		let head = Self::trail_head(&trail);
		if from < head.first || to > head.next || from > to {
			return Err(VerifyFault::NotKept);
		}
		if head.first == 0 && head.checkpoint != Self::seed(&trail) {
			return Err(VerifyFault::OtherSeed);
		}
		match before {
			Some(before) => Self::verified_part(trail, &head, from, to, before),
			None => Self::verified_whole(trail, &head, from, to),
		}
	}

	/// Hashes all: so it is known that the part `from..to` leads to the tip.
	fn verified_whole(
		trail: TrailId,
		head: &TrailHead,
		from: Sequence,
		to: Sequence,
	) -> Result<Verified, VerifyFault> {
		ensure!(head.next.saturating_sub(head.first) <= MAX_VERIFIED, VerifyFault::TooLong);
		let before = Self::hash_after(trail, head.checkpoint, head.first, from)?;
		let after = Self::hash_after(trail, before, from, to)?;
		let tip = Self::hash_after(trail, after, to, head.next)?;
		ensure!(tip == head.tip, VerifyFault::OtherTip);
		Ok(Verified { from, to, before, after, is_to_the_tip: true })
	}

	/// Hashes a part. Whoever goes on with the hash that it leads to comes to the tip in the end.
	fn verified_part(
		trail: TrailId,
		head: &TrailHead,
		from: Sequence,
		to: Sequence,
		before: H256,
	) -> Result<Verified, VerifyFault> {
		ensure!(to.saturating_sub(from) <= MAX_VERIFIED, VerifyFault::TooLong);
		ensure!(from != head.first || before == head.checkpoint, VerifyFault::OtherCheckpoint);
		let after = Self::hash_after(trail, before, from, to)?;
		let is_to_the_tip = to == head.next;
		ensure!(!is_to_the_tip || after == head.tip, VerifyFault::OtherTip);
		Ok(Verified { from, to, before, after, is_to_the_tip })
	}

	/// The hash before the entry `to`, where that before `from` is `hash`.
	fn hash_after(
		trail: TrailId,
		hash: H256,
		from: Sequence,
		to: Sequence,
	) -> Result<H256, VerifyFault> {
		(from..to).try_fold(hash, |hash, sequence| {
			let entry = Entries::<T>::get(trail, sequence).ok_or(VerifyFault::Missing(sequence))?;
			Ok(chain::next_head(&hash, &entry))
		})
	}
}
