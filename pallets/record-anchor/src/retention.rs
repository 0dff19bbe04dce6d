//! For how long anchors stay.

use crate::{class_bucket, Anchors, Config, DueKey, DueOn, Error, Event, EvictionDay, Pallet};
use frame_support::{ensure, pallet_prelude::DispatchResult, traits::Time};
use salus_primitives::{
	day_of, Actor, AnchorId, AuditTrail, AuditedEvent, Basis, Day, Moment, PatientId, Purpose,
	RecordClass, TrailId, DAY,
};

/// For how long anchors stay, by class and by what permitted them.
pub trait RetentionPolicy {
	/// For how long, in milliseconds, an anchor of `class` stays that was permitted on `basis`; for good if none.
	fn retention(class: RecordClass, basis: &Basis) -> Option<Moment>;
}

/// Keeps all for good.
impl RetentionPolicy for () {
	fn retention(_: RecordClass, _: &Basis) -> Option<Moment> {
		None
	}
}

impl<T: Config> Pallet<T> {
	/// The first day on which an anchor of now may be evicted: the whole of its retention has passed, counted from the
	/// end of today. So what one day anchors for one retention is due on one day, and no other day's with it.
	pub(crate) fn retention_day(now: Moment, retention: Moment) -> Day {
		let days = Day::try_from(retention.div_ceil(DAY)).unwrap_or(Day::MAX);
		day_of(now).saturating_add(days).saturating_add(1)
	}

	/// Notes that `number`, which is added to its list now, is due on `keep_until`, a day to come. One write, which
	/// takes the place of the row for what was anchored before it on the same day.
	pub(crate) fn note_due(
		patient: PatientId,
		class: RecordClass,
		number: AnchorId,
		keep_until: Day,
		now: Moment,
	) {
		let bucket = class_bucket(class);
		let run = DueKey::Run { patient, bucket, anchored_on: day_of(now) };
		DueOn::<T>::insert(keep_until, run, number);
	}

	/// Keeps an anchor longer.
	pub(crate) fn do_extend_retention(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		anchor: AnchorId,
		until: Option<Day>,
		purpose: Purpose,
	) -> DispatchResult {
		let (mut anchored, basis) = Self::permit_to_correct(&actor, patient, anchor, purpose)?;
		ensure!(
			matches!(basis, Basis::Patient | Basis::Representative | Basis::Author),
			Error::<T>::NotTheAuthor
		);
		ensure!(anchored.erased_at.is_none(), Error::<T>::Erased);
		let former = anchored.keep_until.ok_or(Error::<T>::NotLonger)?;
		// A day that eviction is through with would never come.
		let today = day_of(T::Time::now());
		let reached = EvictionDay::<T>::get().map_or(today, |day| day.max(today));
		ensure!(until.is_none_or(|day| day > former && day > reached), Error::<T>::NotLonger);

		let single = DueKey::Single { patient, anchor };
		DueOn::<T>::remove(former, single);
		if let Some(day) = until {
			DueOn::<T>::insert(day, single, anchor);
		}
		anchored.keep_until = until;
		Anchors::<T>::insert(patient, anchor, anchored);
		let entry = AuditedEvent::RetentionExtended { anchor, until };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::RetentionExtended { patient, anchor, until });
		Ok(())
	}
}
