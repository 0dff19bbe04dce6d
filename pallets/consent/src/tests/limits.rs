//! A runtime whose periods and bounds make no sense together is refused, and told what to do.

use crate::{limits::Limits, mock::*};
use salus_primitives::{Moment, HOUR, MIN_PERIOD};

/// Why the limits are refused that `change` makes of the mock's.
fn refusal(change: impl FnOnce(&mut Limits)) -> String {
	let mut limits = Limits::of::<Test>();
	assert_eq!(limits.check(), Ok(()));
	change(&mut limits);
	limits.check().unwrap_err()
}

#[test]
fn what_is_none_or_too_much_is_refused() {
	let refusals = [
		(refusal(|limits| limits.request_lifetime = 0), "RequestLifetime is 0 ms"),
		(refusal(|limits| limits.request_lifetime = MIN_PERIOD - 1), "RequestLifetime is 59999 ms"),
		(refusal(|limits| limits.request_lifetime = Moment::MAX), "HistoryRetention is "),
		(refusal(|limits| limits.session_hours = 0), "MaxSessionHours is 0"),
		(refusal(|limits| limits.flagged_session_hours = 0), "FlaggedSessionHours is 0"),
		(refusal(|limits| limits.flagged_session_hours = u8::MAX), "FlaggedSessionHours is 255"),
		(refusal(|limits| limits.overdue_reviews = 0), "MaxOverdueReviews is 0"),
		(refusal(|limits| limits.answer_period = 0), "AnswerPeriod is 0 ms"),
		(refusal(|limits| limits.answer_period = Moment::MAX), "ReviewPeriod is "),
		(refusal(|limits| limits.review_period = 0), "ReviewPeriod is 0 ms"),
		(refusal(|limits| limits.review_period = Moment::MAX), "HistoryRetention is "),
		(refusal(|limits| limits.history_retention = 0), "HistoryRetention is 0 ms"),
		(refusal(|limits| limits.file = 6_000), "AccountId takes 8 bytes: with it a file"),
		(refusal(|limits| limits.head = 6_000), "AccountId takes 8 bytes: with it a head"),
	];
	for (refused, reason) in refusals {
		assert!(refused.starts_with(reason), "{refused}");
		assert!(refused.contains("; name "), "what to do: {refused}");
	}
}

#[test]
fn a_session_can_be_judged_twice_by_what_was_so_when_it_was_opened() {
	let mut limits = Limits::of::<Test>();
	limits.request_lifetime = MIN_PERIOD;
	limits.history_retention = HOUR * Moment::from(limits.session_hours) + 2 * limits.review_period;
	assert_eq!(limits.check(), Ok(()));
	limits.history_retention -= 1;
	assert!(limits.check().is_err());
}
