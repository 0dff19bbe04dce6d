//! The time, which is passed in.

use crate::kept::Moment;
use std::{
	sync::Arc,
	time::{SystemTime, UNIX_EPOCH},
};

/// Says what time it is, in milliseconds since 1970.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Moment + Send + Sync>);

impl Clock {
	/// A clock that asks `now`.
	pub fn new(now: impl Fn() -> Moment + Send + Sync + 'static) -> Self {
		Self(Arc::new(now))
	}

	/// This machine's clock, so many milliseconds ahead or behind. A chain for tests may have begun in the past.
	pub fn of_machine(ahead: i64) -> Self {
		Self::new(move || machine().saturating_add_signed(ahead))
	}

	/// What time it is.
	pub fn now(&self) -> Moment {
		(self.0)()
	}
}

#[expect(clippy::disallowed_methods, reason = "here it is passed in from")]
fn machine() -> Moment {
	let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
	Moment::try_from(passed.as_millis()).unwrap_or(Moment::MAX)
}

impl std::fmt::Debug for Clock {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		formatter.write_str("Clock")
	}
}
