//! A runtime whose periods make no sense is refused, and told what to do.

use crate::{limits::Limits, mock::*};
use salus_primitives::MIN_PERIOD;

#[test]
fn a_history_that_is_forgotten_at_once_is_refused() {
	let mut limits = Limits::of::<Test>();
	assert_eq!(limits.check(), Ok(()));
	for retention in [0, MIN_PERIOD - 1] {
		limits.history_retention = retention;
		let refused = limits.check().unwrap_err();
		assert!(refused.starts_with(&format!("HistoryRetention is {retention} ms")), "{refused}");
		assert!(refused.contains("; name "), "what to do: {refused}");
	}
	limits.history_retention = MIN_PERIOD;
	assert_eq!(limits.check(), Ok(()));
}
