//! Time as people and FHIR mean it: never a block number.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Milliseconds since 1970-01-01T00:00:00Z, from the chain's own clock.
///
/// A block's author can set that clock ahead by nearly two slots, 4 seconds: the moment must lie in the
/// block's slot, and other validators take no block whose slot is later than the one after their own. (The 30
/// seconds that `pallet-timestamp` allows are never reached.) It never goes back, but after an outage it may
/// lag. So nothing may hang on seconds.
pub type Moment = u64;

/// How long a minute lasts, in milliseconds.
pub const MINUTE: Moment = 60 * 1_000;

/// How long an hour lasts, in milliseconds.
pub const HOUR: Moment = 60 * MINUTE;

/// How long a day lasts, in milliseconds.
pub const DAY: Moment = 24 * HOUR;

/// The shortest period that may be asked for: 60 seconds, well above what a block's author can shift.
pub const MIN_PERIOD: Moment = MINUTE;

/// A period of validity (FHIR `Period`): `from ≤ t < until`, open-ended without `until`.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Period {
	/// The first moment inside.
	pub from: Moment,
	/// The first moment after it; without one the period stays open.
	pub until: Option<Moment>,
}

impl Period {
	/// Whether the period is at least [`MIN_PERIOD`] long.
	pub fn is_long_enough(&self) -> bool {
		self.until.is_none_or(|until| until.checked_sub(self.from) >= Some(MIN_PERIOD))
	}

	/// Whether `at` lies inside.
	pub fn contains(&self, at: Moment) -> bool {
		self.from <= at && !self.has_ended(at)
	}

	/// Whether every moment of `other` lies inside.
	pub fn covers(&self, other: &Period) -> bool {
		self.from <= other.from
			&& match (self.until, other.until) {
				(None, _) => true,
				(Some(_), None) => false,
				(Some(end), Some(other_end)) => other_end <= end,
			}
	}

	/// Whether the period is over at `at`.
	pub fn has_ended(&self, at: Moment) -> bool {
		self.until.is_some_and(|until| until <= at)
	}
}

/// A day, counted from 1970-01-01 (day 0), in UTC.
pub type Day = u32;

/// The day in which `at` lies.
pub fn day_of(at: Moment) -> Day {
	Day::try_from(at / DAY).unwrap_or(Day::MAX)
}

/// A calendar month, counted from January 1970 (month 0).
///
/// Months, not days: the day of an encounter is often enough to find a person.
pub type Month = u16;

/// The months that the content of records falls in: `from ≤ month < until`.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Months {
	/// The first month inside.
	pub from: Month,
	/// The first month after.
	pub until: Month,
}

impl Months {
	/// Whether at least one month lies inside.
	pub fn is_not_empty(&self) -> bool {
		self.from < self.until
	}

	/// Whether `other` holds months, and every one of them lies inside. What holds none means nothing, and is
	/// covered by nothing.
	pub fn covers(&self, other: &Months) -> bool {
		other.is_not_empty() && self.from <= other.from && other.until <= self.until
	}
}
