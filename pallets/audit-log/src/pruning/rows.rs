//! Removing rows that lie in numbered periods, one period after the other: marks of an hour, lists and counts of a day.

use super::for_each;
use crate::{
	Activities, Attempts, Config, FirstActivityDay, FirstAttemptDay, FirstRedeemedHour, Redeemed,
	WeightInfo,
};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::weights::{Weight, WeightMeter};

/// How many rows, or periods without any, a step looks at.
pub(crate) const MAX_LOOKS: u32 = 32;

/// Rows of one kind, whose first key is the number of a period.
pub(crate) trait InPeriods {
	/// Whether there is any row at all. One read.
	fn is_any() -> bool;

	/// The first period that was not worked off; none if that never came to its turn.
	fn first() -> Option<u32>;

	/// Notes it.
	fn set_first(period: u32);

	/// Removes the first row of `period` that comes after the key `passed`, and returns its key. One read, one write.
	fn remove_next(period: u32, passed: Option<Vec<u8>>) -> Option<Vec<u8>>;

	/// What it costs to begin, before the first run of all, and to remove so many rows, or to look into so many periods.
	fn weight(rows: u32) -> Weight;
}

/// The marks of redeemed tickets: those of an hour go when it is over.
pub(crate) struct RedeemedHours<T>(PhantomData<T>);

impl<T: Config> InPeriods for RedeemedHours<T> {
	fn is_any() -> bool {
		Redeemed::<T>::iter_keys().next().is_some()
	}

	fn first() -> Option<u32> {
		FirstRedeemedHour::<T>::get()
	}

	fn set_first(period: u32) {
		FirstRedeemedHour::<T>::put(period);
	}

	fn remove_next(period: u32, passed: Option<Vec<u8>>) -> Option<Vec<u8>> {
		let ticket = match passed {
			Some(key) => Redeemed::<T>::iter_key_prefix_from(period, key).next(),
			None => Redeemed::<T>::iter_key_prefix(period).next(),
		}?;
		Redeemed::<T>::remove(period, ticket);
		Some(Redeemed::<T>::hashed_key_for(period, ticket))
	}

	fn weight(rows: u32) -> Weight {
		T::WeightInfo::prune_redeemed(rows)
	}
}

/// The lists of what organizations did: those of a day go [`Config::ActivityDays`] later.
pub(crate) struct ListedDays<T>(PhantomData<T>);

impl<T: Config> InPeriods for ListedDays<T> {
	fn is_any() -> bool {
		Activities::<T>::iter_keys().next().is_some()
	}

	fn first() -> Option<u32> {
		FirstActivityDay::<T>::get()
	}

	fn set_first(period: u32) {
		FirstActivityDay::<T>::put(period);
	}

	fn remove_next(period: u32, passed: Option<Vec<u8>>) -> Option<Vec<u8>> {
		let (organization, entry) = match passed {
			Some(key) => Activities::<T>::iter_key_prefix_from((period,), key).next(),
			None => Activities::<T>::iter_key_prefix((period,)).next(),
		}?;
		let key = (period, organization, entry);
		Activities::<T>::remove(key);
		Some(Activities::<T>::hashed_key_for(key))
	}

	fn weight(rows: u32) -> Weight {
		T::WeightInfo::prune_activities(rows)
	}
}

/// The counts of attempts: those of a day go when it is over.
pub(crate) struct CountedDays<T>(PhantomData<T>);

impl<T: Config> InPeriods for CountedDays<T> {
	fn is_any() -> bool {
		Attempts::<T>::iter_keys().next().is_some()
	}

	fn first() -> Option<u32> {
		FirstAttemptDay::<T>::get()
	}

	fn set_first(period: u32) {
		FirstAttemptDay::<T>::put(period);
	}

	fn remove_next(period: u32, passed: Option<Vec<u8>>) -> Option<Vec<u8>> {
		let attempted = match passed {
			Some(key) => Attempts::<T>::iter_key_prefix_from(period, key).next(),
			None => Attempts::<T>::iter_key_prefix(period).next(),
		}?;
		Attempts::<T>::remove(period, &attempted);
		Some(Attempts::<T>::hashed_key_for(period, attempted))
	}

	fn weight(rows: u32) -> Weight {
		T::WeightInfo::prune_attempts(rows)
	}
}

/// The work on rows of one kind in one block.
pub(crate) struct Rows<K> {
	/// The period that is worked off.
	period: u32,
	/// The first period whose rows stay.
	stays: u32,
	/// The key of the row that was removed last, so that a block does not look through what it removed.
	passed: Option<Vec<u8>>,
	/// Which period was noted before.
	noted: Option<u32>,
	kind: PhantomData<K>,
}

impl<K: InPeriods> Rows<K> {
	/// Begins where the last block ended; not at all, if the meter has no room. Two reads, at most.
	///
	/// If it has never come to its turn, that is the first period of all. Where there is no row, there is nothing to look
	/// for in any period: a chain that stood still for months does not go through its hours.
	pub(crate) fn begin(stays: u32, meter: &mut WeightMeter) -> Self {
		let (period, noted) = if meter.try_consume(K::weight(0)).is_err() {
			(stays, Some(stays))
		} else {
			let noted = K::first();
			(if K::is_any() { noted.unwrap_or_default() } else { stays }, noted)
		};
		Self { period, stays, passed: None, noted, kind: PhantomData }
	}

	/// Takes a step, and returns whether there was anything to do, and room for it.
	pub(crate) fn step(&mut self, meter: &mut WeightMeter) -> bool {
		let mut has_looked = false;
		for _ in 0..MAX_LOOKS {
			if self.period >= self.stays || meter.try_consume(for_each(K::weight)).is_err() {
				break;
			}
			has_looked = true;
			self.passed = K::remove_next(self.period, self.passed.take());
			if self.passed.is_none() {
				self.period = self.period.saturating_add(1);
			}
		}
		has_looked
	}

	/// Notes how far it came.
	pub(crate) fn end(self) {
		if self.noted != Some(self.period) {
			K::set_first(self.period);
		}
	}
}
