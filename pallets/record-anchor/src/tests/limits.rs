//! A runtime whose periods and bounds make no sense is refused, and told what to do.

use crate::{limits::Limits, mock::*, MOST_LEAVES};
use salus_primitives::MIN_PERIOD;

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
		(refusal(|limits| limits.leaves = 0), "MaxLeaves is 0"),
		(refusal(|limits| limits.leaves = MOST_LEAVES + 1), "MaxLeaves is 65537"),
		(refusal(|limits| limits.leaves = u32::MAX), "MaxLeaves is 4294967295"),
		(refusal(|limits| limits.erasure_delay = 0), "ErasureDelay is 0 ms"),
		(refusal(|limits| limits.dispute_period = MIN_PERIOD - 1), "DisputePeriod is 59999 ms"),
		(refusal(|limits| limits.custody_period = 0), "MaxCustodyPeriod is 0 ms"),
		(refusal(|limits| limits.eviction_steps = 0), "MaxEvictionSteps is 0"),
	];
	for (refused, reason) in refusals {
		assert!(refused.starts_with(reason), "{refused}");
		assert!(refused.contains("; name "), "what to do: {refused}");
	}
}
