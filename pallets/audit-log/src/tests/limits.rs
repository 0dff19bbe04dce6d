//! A runtime whose periods make no sense together is refused, and told what to do.

use crate::{limits::Limits, mock::*};
use salus_primitives::HOUR;

/// Why the limits are refused that `change` makes of the mock's.
fn refusal(change: impl FnOnce(&mut Limits)) -> String {
	let mut limits = Limits::of::<Test>();
	assert_eq!(limits.check(), Ok(()));
	change(&mut limits);
	limits.check().unwrap_err()
}

#[test]
fn a_period_that_is_none_is_refused() {
	let refusals = [
		(refusal(|limits| limits.ticket_lifetime = 0), "TicketLifetime is 0 ms"),
		(refusal(|limits| limits.encounter_hours = 0), "MaxEncounterHours is 0"),
		(refusal(|limits| limits.answer_period = 0), "AnswerPeriod is 0 ms"),
		(refusal(|limits| limits.activity_days = 0), "ActivityDays is 0"),
		(refusal(|limits| limits.free_attempts = 0), "FreeAttempts is 0"),
		(refusal(|limits| limits.pruning_steps = 0), "MaxPruningSteps is 0"),
		(refusal(|limits| limits.pruning_steps = 3), "MaxPruningSteps is 3"),
	];
	for (refused, reason) in refusals {
		assert!(refused.starts_with(reason), "{refused}");
		assert!(refused.contains("; name "), "what to do: {refused}");
	}
}

#[test]
fn entries_outlive_tickets_encounters_and_the_time_to_answer() {
	let changes: [fn(&mut Limits); 3] = [
		|limits| limits.ticket_lifetime = limits.shortest_retention,
		|limits| limits.answer_period = limits.shortest_retention,
		|limits| {
			limits.ticket_lifetime = 1;
			limits.answer_period = 1;
			limits.shortest_retention = HOUR * u64::from(limits.encounter_hours);
		},
	];
	for change in changes {
		let refused = refusal(|limits| {
			change(limits);
			let mut longer = *limits;
			longer.shortest_retention += 1;
			assert_eq!(longer.check(), Ok(()), "a millisecond more is enough");
		});
		assert!(refused.starts_with("Retention::shortest is "), "{refused}");
	}
}

#[test]
fn a_runtime_that_keeps_all_for_good_makes_sense() {
	let mut limits = Limits::of::<Test>();
	limits.shortest_retention = <() as crate::TrailRetention<u64>>::shortest();
	assert_eq!(limits.check(), Ok(()));
}
