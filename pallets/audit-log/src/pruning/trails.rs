//! Removing the oldest entries of trails, one trail after the other.

use super::for_each;
use crate::{
	chain, Config, Entries, Event, Heads, Inquiries, Inquiry, InquiryCause, Pallet, PrunedLast,
	TrailHead, TrailRetention, WeightInfo,
};
use frame_support::{
	defensive,
	traits::{DefensiveSaturating, Get},
	weights::WeightMeter,
};
use salus_primitives::{AuditEntry, Moment, Sequence, TrailId};

/// How many entries of a trail a step removes at most.
pub(crate) const MAX_PRUNED: u32 = 32;

/// At how many trails a block looks of which nothing is due: with many trails it takes many blocks to look at all.
pub(crate) const MAX_IN_VAIN: u32 = 8;

/// The work on trails in one block.
pub(crate) struct Trails<T: Config> {
	now: Moment,
	/// The trail that is worked off, with its head.
	current: Option<(TrailId, TrailHead)>,
	/// The trail that was left last, and which one that was before this block.
	left: Option<TrailId>,
	noted: Option<TrailId>,
	/// The first trail that this block looked at: back there, the round is over.
	began_with: Option<TrailId>,
	/// At how many trails it still looks in vain.
	in_vain: u32,
	is_through: bool,
	marker: core::marker::PhantomData<T>,
}

impl<T: Config> Trails<T> {
	/// Begins after the trail that was pruned last; not at all, if the meter has no room, or nothing can be so old yet.
	pub(crate) fn begin(now: Moment, meter: &mut WeightMeter) -> Self {
		let can_be_due = T::Retention::shortest() <= now;
		let cursor = T::DbWeight::get().reads_writes(1, 1);
		let is_through = !can_be_due || meter.try_consume(cursor).is_err();
		let noted = if is_through { None } else { PrunedLast::<T>::get() };
		Self {
			now,
			current: None,
			left: noted,
			noted,
			began_with: None,
			in_vain: MAX_IN_VAIN,
			is_through,
			marker: core::marker::PhantomData,
		}
	}

	/// Takes a step: looks for a trail of which something is due, or goes on with it, and removes up to [`MAX_PRUNED`] of
	/// its entries. Returns whether there was anything to do, and room for it.
	pub(crate) fn step(&mut self, meter: &mut WeightMeter) -> bool {
		let Some((trail, mut head)) = self.current.take().or_else(|| self.next_due(meter)) else {
			return false;
		};
		// What is removed, and the one that is looked at to see where the trail begins then.
		let weight = T::WeightInfo::prune_trail;
		if meter.try_consume(weight(0).saturating_add(for_each(weight))).is_err() {
			self.is_through = true;
			return false;
		}
		let first = head.first;
		match prune_oldest::<T>(&trail, &mut head, self.now, MAX_PRUNED, meter) {
			Pruned::AllThatIsDue => self.leave(trail, first == head.first),
			Pruned::SoFar => self.current = Some((trail, head)),
			// The next block goes on with this trail.
			Pruned::UntilNoRoom => self.is_through = true,
		}
		true
	}

	/// Notes which trail was left last.
	pub(crate) fn end(self) {
		if self.left != self.noted {
			PrunedLast::<T>::set(self.left);
		}
	}

	/// The next trail whose oldest entry can be due. Two reads for each trail that is looked at, and one more at the end
	/// of all.
	fn next_due(&mut self, meter: &mut WeightMeter) -> Option<(TrailId, TrailHead)> {
		while !self.is_through {
			if meter.try_consume(T::DbWeight::get().reads(3)).is_err() {
				self.is_through = true;
				break;
			}
			let Some(trail) = self.next() else {
				self.is_through = true;
				break;
			};
			if let Some(head) = Heads::<T>::get(trail) {
				let due = head.oldest.saturating_add(T::Retention::shortest());
				if !head.is_empty() && due <= self.now {
					return Some((trail, head));
				}
			}
			self.leave(trail, true);
		}
		None
	}

	/// Goes on with the next trail, unless this was the last one that was looked at in vain.
	fn leave(&mut self, trail: TrailId, is_in_vain: bool) {
		self.left = Some(trail);
		self.in_vain = self.in_vain.saturating_sub(is_in_vain.into());
		self.is_through |= self.in_vain == 0;
	}

	/// The trail after the one that was left last, in the order of their keys, and after the last the first; none once
	/// the round is over.
	fn next(&mut self) -> Option<TrailId> {
		let after = self
			.left
			.and_then(|trail| Heads::<T>::iter_keys_from(Heads::<T>::hashed_key_for(trail)).next());
		let trail = after.or_else(|| Heads::<T>::iter_keys().next())?;
		if self.began_with == Some(trail) {
			return None;
		}
		self.began_with.get_or_insert(trail);
		Some(trail)
	}
}

/// How far pruning a trail came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pruned {
	/// Nothing more of it is due.
	AllThatIsDue,
	/// It goes on.
	SoFar,
	/// There was no more room for it.
	UntilNoRoom,
}

/// Removes up to `most` of the oldest entries of `trail` that are no longer kept, up to the first that is, and
/// writes down where the trail begins then. The first entry, and the head, are charged already.
pub(crate) fn prune_oldest<T: Config>(
	trail: &TrailId,
	head: &mut TrailHead,
	now: Moment,
	most: u32,
	meter: &mut WeightMeter,
) -> Pruned {
	let first = head.first;
	let mut removed = 0;
	let pruned = loop {
		if head.is_empty() {
			head.oldest = 0;
			break Pruned::AllThatIsDue;
		}
		let Some(entry) = Entries::<T>::get(trail, head.first) else {
			defensive!("an entry of a trail is missing");
			break Pruned::AllThatIsDue;
		};
		head.oldest = entry.at;
		if !is_due::<T>(trail, head.first, &entry, now) {
			break Pruned::AllThatIsDue;
		}
		if removed >= most {
			break Pruned::SoFar;
		}
		if meter.try_consume(for_each(T::WeightInfo::prune_trail)).is_err() {
			break Pruned::UntilNoRoom;
		}
		remove_entry::<T>(trail, head, &entry);
		removed = removed.saturating_add(1);
	};
	if head.first > first {
		Heads::<T>::insert(trail, *head);
		Pallet::<T>::deposit_event(Event::TrailPruned {
			trail: *trail,
			first: head.first,
			checkpoint: head.checkpoint,
		});
	}
	pruned
}

/// Whether nothing asks any more that an entry be kept: not its age, and no date by which it is to be answered for. For an authority that
/// does not speak it is not kept.
fn is_due<T: Config>(
	trail: &TrailId,
	sequence: Sequence,
	entry: &AuditEntry<T::AccountId>,
	now: Moment,
) -> bool {
	let is_old = |retention: Moment| {
		let kept_for = retention.max(T::Retention::shortest());
		entry.at.checked_add(kept_for).is_some_and(|until| until <= now)
	};
	let is_awaited = || {
		let inquiry = entry
			.actor
			.organization()
			.and_then(|organization| Inquiries::<T>::get(organization, (trail, sequence)));
		inquiry.is_some_and(|inquiry| inquiry.is_to_be_answered())
	};
	T::Retention::retention(&entry.event).is_some_and(is_old) && !is_awaited()
}

/// Removes the oldest entry of a trail, and what was to be said about it.
fn remove_entry<T: Config>(
	trail: &TrailId,
	head: &mut TrailHead,
	entry: &AuditEntry<T::AccountId>,
) {
	Entries::<T>::remove(trail, head.first);
	if let Some(organization) = entry.actor.organization() {
		let inquiry = Pallet::<T>::take_inquiry(organization, *trail, head.first);
		let is_counted =
			|inquiry: Inquiry| inquiry.cause == InquiryCause::Contested && !inquiry.is_over();
		if inquiry.is_some_and(is_counted) {
			head.contested = head.contested.defensive_saturating_sub(1);
		}
	}
	head.checkpoint = chain::next_head(&head.checkpoint, entry);
	head.first = head.first.saturating_add(1);
}
