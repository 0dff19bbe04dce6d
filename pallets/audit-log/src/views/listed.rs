//! Going through what is listed of an organization, day by day.

use super::{at_most, MAX_LOOKED_AT};
use crate::{
	Activities, Activity, ActivityCursor, ActivityKind, Config, Entries, FirstActivityDay, Pallet,
};
use alloc::vec::Vec;
use frame_support::{
	storage::PrefixIterator,
	traits::{Get, Time},
};
use salus_primitives::{
	day_of, Day, Moment, OrganizationId, Period, PractitionerId, Sequence, TrailId, DAY,
};

/// Where a row stands, and of what kind it is; or that a day has no more of them.
pub(super) enum Look {
	Row(ActivityCursor, ActivityKind),
	EndOfDay(ActivityCursor),
}

impl Look {
	/// Where a question goes on that has looked so far.
	pub fn cursor(&self) -> ActivityCursor {
		match self {
			Look::Row(cursor, _) | Look::EndOfDay(cursor) => *cursor,
		}
	}
}

/// The rows of an organization from one day to another, in the order of days and keys.
pub(super) struct Listed<T: Config> {
	organization: OrganizationId,
	day: Day,
	last: Day,
	rows: Option<Rows>,
	marker: core::marker::PhantomData<T>,
}

type Rows = PrefixIterator<((TrailId, Sequence), ActivityKind)>;

impl<T: Config> Listed<T> {
	/// The rows of the days in which `since` and the last moment before `until` lie, and of those between; after `after`.
	/// No further than today, and not before the first day that is still listed.
	pub fn new(
		organization: OrganizationId,
		since: Moment,
		until: Option<Moment>,
		after: Option<ActivityCursor>,
	) -> Self {
		let today = day_of(T::Time::now());
		let first = day_of(since).max(FirstActivityDay::<T>::get().unwrap_or_default());
		let last = until.map_or(today, |until| day_of(until.saturating_sub(1)).min(today));
		let after = after.filter(|cursor| cursor.day >= first);
		let day = after.map_or(first, |cursor| cursor.day);
		let rows = after.map(|ActivityCursor { day, trail, sequence }| {
			let key = Activities::<T>::hashed_key_for((day, organization, (trail, sequence)));
			Activities::<T>::iter_prefix_from((day, organization), key)
		});
		Self { organization, day, last, rows, marker: core::marker::PhantomData }
	}
}

impl<T: Config> Iterator for Listed<T> {
	type Item = Look;

	fn next(&mut self) -> Option<Look> {
		let (day, organization) = (self.day, self.organization);
		if day > self.last {
			return None;
		}
		let rows =
			self.rows.get_or_insert_with(|| Activities::<T>::iter_prefix((day, organization)));
		let Some(((trail, sequence), kind)) = rows.next() else {
			self.rows = None;
			self.day = day.saturating_add(1);
			return Some(Look::EndOfDay(end_of(day)));
		};
		Some(Look::Row(ActivityCursor { day, trail, sequence }, kind))
	}
}

/// The first moment of the days of which all is listed. The first day of which anything is may be being pruned, once the lists of
/// a later one stay.
pub(super) fn listed_since<T: Config>() -> Moment {
	let Some(first) = FirstActivityDay::<T>::get() else { return 0 };
	let stays = day_of(T::Time::now()).saturating_sub(T::ActivityDays::get());
	let whole = if first < stays { first.saturating_add(1) } else { first };
	Moment::from(whole).saturating_mul(DAY)
}

/// After all rows of `day`: nothing that anybody does stands there.
fn end_of(day: Day) -> ActivityCursor {
	ActivityCursor { day, trail: TrailId::Governance, sequence: Sequence::MAX }
}

impl<T: Config> Pallet<T> {
	pub(crate) fn activity_of(
		organization: OrganizationId,
		practitioner: Option<PractitionerId<T::AccountId>>,
		between: Period,
		after: Option<ActivityCursor>,
		limit: u32,
	) -> (Vec<Activity<T::AccountId>>, Option<ActivityCursor>) {
		let mut found = Vec::new();
		if between.until.is_some_and(|until| until <= between.from) {
			return (found, None);
		}
		let mut reached = after;
		let mut looks = Listed::<T>::new(organization, between.from, between.until, after);
		for _ in 0..MAX_LOOKED_AT {
			if found.len() >= at_most(limit) {
				return (found, reached);
			}
			let Some(look) = looks.next() else { return (found, None) };
			reached = Some(look.cursor());
			let Look::Row(ActivityCursor { trail, sequence, .. }, _) = look else { continue };
			let Some(entry) = Entries::<T>::get(trail, sequence) else { continue };
			if practitioner.is_none() || practitioner == entry.actor.practitioner() {
				found.push(Activity { trail, sequence, entry });
			}
		}
		(found, reached)
	}
}
