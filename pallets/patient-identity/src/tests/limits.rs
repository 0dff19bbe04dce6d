//! A runtime whose periods make no sense together is refused, and told what to do.

use crate::{limits::Limits, mock::*};
use salus_primitives::{Moment, MIN_PERIOD};

/// Why the limits are refused that `change` makes of the mock's.
fn refusal(change: impl FnOnce(&mut Limits)) -> String {
	let mut limits = Limits::of::<Test>();
	assert_eq!(limits.check(), Ok(()));
	change(&mut limits);
	limits.check().unwrap_err()
}

#[test]
fn what_is_none_or_too_short_is_refused() {
	let refusals = [
		(refusal(|limits| limits.recovery_delay = 0), "RecoveryDelay is 0 ms"),
		(refusal(|limits| limits.recovery_delay = Moment::MAX), "AttemptLifetime is "),
		(refusal(|limits| limits.attempt_lifetime = 0), "AttemptLifetime is 0 ms"),
		(refusal(|limits| limits.attempt_lifetime = limits.recovery_delay), "AttemptLifetime is "),
		(refusal(|limits| limits.freeze_period = 0), "FreezePeriod is 0 ms"),
		(refusal(|limits| limits.freeze_period = limits.recovery_delay), "FreezePeriod is "),
		(refusal(|limits| limits.offer_lifetime = 0), "OfferLifetime is 0 ms"),
		(refusal(|limits| limits.offer_lifetime = MIN_PERIOD - 1), "OfferLifetime is 59999 ms"),
	];
	for (refused, reason) in refusals {
		assert!(refused.starts_with(reason), "{refused}");
		assert!(refused.contains("; name "), "what to do: {refused}");
	}
}
