//! What something was, and from when on: so that a double answers about a moment as a pallet does.

use crate::{Moment, Period};

/// The values of one thing, each with the moment from which it held, in the order of time.
#[derive(Clone, Debug)]
pub(super) struct Timeline<V>(Vec<(Moment, V)>);

impl<V> Timeline<V> {
	/// It was, is and will be `value`.
	pub fn always(value: V) -> Self {
		Self(vec![(0, value)])
	}

	/// It is `value` within `period`, and nothing before; after it, `afterwards`.
	pub fn during(period: Period, value: V, afterwards: V) -> Self {
		let mut timeline = Self(vec![(period.from, value)]);
		if let Some(until) = period.until {
			timeline.set(until, afterwards);
		}
		timeline
	}

	/// It is `value` from `at` on, whatever was to come after.
	pub fn set(&mut self, at: Moment, value: V) {
		self.0.retain(|(from, _)| *from < at);
		self.0.push((at, value));
	}

	/// What it was at `at`; `None` before it was anything.
	pub fn as_of(&self, at: Moment) -> Option<&V> {
		self.0.iter().rev().find(|(from, _)| *from <= at).map(|(_, value)| value)
	}

	/// What it was last set to.
	pub fn latest(&self) -> Option<&V> {
		self.0.last().map(|(_, value)| value)
	}
}

impl<V> Default for Timeline<V> {
	/// It was never anything.
	fn default() -> Self {
		Self(Vec::new())
	}
}
