//! What is told about trails: entries, releases, what an organization's people did, what is to be answered.

mod listed;
mod releases;

use crate::{
	Config, Entries, Escalated, Heads, Inquiries, OpenInquiry, Pallet, TrailHead,
	MAX_ENTRIES_PER_QUERY,
};
use alloc::vec::Vec;
use salus_primitives::{AuditEntry, Moment, OrganizationId, Sequence, TrailId};

/// At how many entries, rows and days one question looks at most to find what it is about. What it finds then may be
/// nothing, and it goes on from there.
pub(crate) const MAX_LOOKED_AT: u32 = 1_000;

/// How many answers a question gets that wants `limit`: at least one, so that every page goes on.
fn at_most(limit: u32) -> usize {
	limit.clamp(1, MAX_ENTRIES_PER_QUERY) as usize
}

impl<T: Config> Pallet<T> {
	pub(crate) fn entries_from(
		trail: TrailId,
		from: Sequence,
		limit: u32,
	) -> Vec<(Sequence, AuditEntry<T::AccountId>)> {
		let head = Self::trail_head(&trail);
		let start = from.max(head.first);
		let end = start.saturating_add(at_most(limit) as Sequence).min(head.next);
		(start..end)
			.filter_map(|sequence| {
				Entries::<T>::get(trail, sequence).map(|entry| (sequence, entry))
			})
			.collect()
	}

	/// Looks at as many entries as a trail's length has binary digits: moments do not decrease.
	pub(crate) fn first_entry_since(trail: TrailId, moment: Moment) -> Sequence {
		let head = Self::trail_head(&trail);
		let (mut low, mut high) = (head.first, head.next);
		while low < high {
			let middle = low.saturating_add(high.saturating_sub(low) / 2);
			let is_earlier =
				Entries::<T>::get(trail, middle).is_some_and(|entry| entry.at < moment);
			if is_earlier {
				low = middle.saturating_add(1);
			} else {
				high = middle;
			}
		}
		low
	}

	pub(crate) fn inquiries_of(
		organization: OrganizationId,
		after: Option<(TrailId, Sequence)>,
		limit: u32,
	) -> Vec<OpenInquiry> {
		let rows = match after {
			Some(entry) => Inquiries::<T>::iter_prefix_from(
				organization,
				Inquiries::<T>::hashed_key_for(organization, entry),
			),
			None => Inquiries::<T>::iter_prefix(organization),
		};
		rows.take(at_most(limit))
			.map(|((trail, sequence), inquiry)| OpenInquiry {
				organization,
				trail,
				sequence,
				inquiry,
			})
			.collect()
	}

	pub(crate) fn escalated_after(
		after: Option<(OrganizationId, TrailId, Sequence)>,
		limit: u32,
	) -> Vec<OpenInquiry> {
		let keys = match after {
			Some(key) => Escalated::<T>::iter_keys_from(Escalated::<T>::hashed_key_for(key)),
			None => Escalated::<T>::iter_keys(),
		};
		keys.filter_map(|(organization, trail, sequence)| {
			Inquiries::<T>::get(organization, (trail, sequence)).map(|inquiry| OpenInquiry {
				organization,
				trail,
				sequence,
				inquiry,
			})
		})
		.take(at_most(limit))
		.collect()
	}

	pub(crate) fn trails_after(after: Option<TrailId>, limit: u32) -> Vec<(TrailId, TrailHead)> {
		let heads = match after {
			Some(trail) => Heads::<T>::iter_from(Heads::<T>::hashed_key_for(trail)),
			None => Heads::<T>::iter(),
		};
		heads.take(at_most(limit)).collect()
	}
}
