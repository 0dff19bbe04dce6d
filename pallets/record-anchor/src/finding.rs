//! Finding a patient's anchors, newest first, within a bounded number of steps.

use crate::{
	class_bucket, Anchor, AnchorFilter, Anchors, AnchorsPage, Config, Evicted, EvictedChunk,
	Pallet, RecordIndexes, MAX_PAGE, MAX_STEPS,
};
use alloc::vec::Vec;
use salus_primitives::{day_of, AnchorId, PatientId};

impl<T: Config> Pallet<T> {
	/// Those of `patient`'s anchors that meet `filter`, newest first.
	///
	/// Of one class, its list alone is walked; of all classes, all numbers. Moments do not decrease with numbers, so
	/// whoever asks for what was anchored since a moment is done with the first anchor before it.
	///
	/// `from` may be any number: what was evicted meanwhile, or stands in another list, leads back to the list number by
	/// number. Where to go on is an anchor, unless nothing but evicted ones was met up to the last step.
	pub(crate) fn find(
		patient: &PatientId,
		filter: &AnchorFilter,
		from: Option<AnchorId>,
		limit: u32,
	) -> AnchorsPage<T::AccountId> {
		let index = RecordIndexes::<T>::get(patient);
		let bucket = filter.class.map(class_bucket);
		let first_day = filter.since.map(day_of);
		let newest = match bucket {
			Some(bucket) => index.newest.get(&bucket).copied(),
			None => index.next.checked_sub(1),
		};
		// A page of nothing would say to go on where it was asked, for ever.
		let limit = limit.clamp(1, MAX_PAGE) as usize;
		let mut next = from.map_or(newest, |from| newest.map(|newest| from.min(newest)));
		let mut anchors = Vec::new();
		for _ in 0..MAX_STEPS {
			let Some(number) = next else { break };
			let Some(anchor) = Anchors::<T>::get(patient, number) else {
				let chunk = Evicted::<T>::get(patient, number);
				let is_over = |chunk: EvictedChunk| {
					first_day.is_some_and(|first_day| chunk.anchored_on < first_day)
				};
				if chunk.is_some_and(is_over) {
					next = None;
					break;
				}
				next = after_evicted(number, chunk, bucket);
				continue;
			};
			if filter.since.is_some_and(|since| anchor.anchored_at < since) {
				next = None;
				break;
			}
			if anchors.len() == limit {
				break;
			}
			next = if bucket == Some(class_bucket(anchor.class)) {
				anchor.previous
			} else {
				number.checked_sub(1)
			};
			if filter.includes(&anchor) {
				anchors.push(Self::view_of(patient, number, anchor));
			}
		}
		AnchorsPage { anchors, next }
	}
}

/// Where to go on from a number of which nothing or only a chunk's root is left. In a class's list each chunk names the
/// anchor before it; by numbers, a chunk is passed over at once if it has no gaps. A number that is in no list any
/// more, since it was evicted between two questions, leads back to the list by numbers.
fn after_evicted(
	number: AnchorId,
	chunk: Option<EvictedChunk>,
	bucket: Option<u8>,
) -> Option<AnchorId> {
	match chunk {
		Some(chunk) if bucket == Some(chunk.bucket) => chunk.previous,
		Some(chunk) if number.checked_sub(chunk.oldest) == chunk.anchors.checked_sub(1) => {
			chunk.oldest.checked_sub(1)
		},
		_ => number.checked_sub(1),
	}
}

impl AnchorFilter {
	/// Whether `anchor` meets every condition.
	fn includes<AccountId>(&self, anchor: &Anchor<AccountId>) -> bool {
		let overlaps = self.content.is_none_or(|content| {
			content.from < anchor.content.until && anchor.content.from < content.until
		});
		overlaps
			&& self.class.is_none_or(|class| class == anchor.class)
			&& self.author.is_none_or(|side| side == anchor.side())
			&& self.custodian.is_none_or(|custodian| custodian == anchor.custodian)
			&& self.status.is_none_or(|status| status == anchor.status())
			&& self.since.is_none_or(|since| since <= anchor.anchored_at)
			&& self.is_disputed.is_none_or(|is_disputed| is_disputed == anchor.is_disputed)
	}
}
