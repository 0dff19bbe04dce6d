//! The periods and bounds of a runtime that have to make sense together.

use crate::{pruning::KINDS, Config, TrailRetention};
use alloc::{format, string::String};
use frame_support::traits::Get;
use salus_primitives::{Moment, HOUR};

/// Those of a runtime.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
	pub ticket_lifetime: Moment,
	pub encounter_hours: u8,
	pub answer_period: Moment,
	pub activity_days: u32,
	pub free_attempts: u16,
	pub pruning_steps: u32,
	pub shortest_retention: Moment,
}

impl Limits {
	/// Those of a runtime.
	pub fn of<T: Config>() -> Self {
		Self {
			ticket_lifetime: T::TicketLifetime::get(),
			encounter_hours: T::MaxEncounterHours::get(),
			answer_period: T::AnswerPeriod::get(),
			activity_days: T::ActivityDays::get(),
			free_attempts: T::FreeAttempts::get(),
			pruning_steps: T::MaxPruningSteps::get(),
			shortest_retention: <T::Retention as TrailRetention<T::AccountId>>::shortest(),
		}
	}

	/// Why they make no sense, and what to do about it.
	///
	/// An entry that goes while its ticket still holds, or before somebody has answered for it, is as if it had never been.
	pub fn check(&self) -> Result<(), String> {
		let Self { ticket_lifetime, encounter_hours, answer_period, .. } = *self;
		let Self { pruning_steps, shortest_retention, .. } = *self;
		if ticket_lifetime == 0 {
			return Err("TicketLifetime is 0 ms: no ticket would hold; name minutes".into());
		}
		if encounter_hours == 0 {
			return Err(
				"MaxEncounterHours is 0: no ticket could be for an encounter; name at least 1"
					.into(),
			);
		}
		if answer_period == 0 {
			return Err("AnswerPeriod is 0 ms: every answer would come too late; name days".into());
		}
		if self.activity_days == 0 {
			return Err(
				"ActivityDays is 0: nobody could review what was done yesterday; name at least 1"
					.into(),
			);
		}
		if self.free_attempts == 0 {
			return Err("FreeAttempts is 0: nobody who treats a patient could ask without a fee; name at least 1".into());
		}
		if pruning_steps < KINDS.into() {
			return Err(format!(
				"MaxPruningSteps is {pruning_steps}: trails, marks of redemption, lists and counts take turns; name at least {KINDS}"
			));
		}
		let encounter = HOUR.saturating_mul(encounter_hours.into());
		let longest = ticket_lifetime.max(encounter).max(answer_period);
		if shortest_retention <= longest {
			return Err(format!(
				"Retention::shortest is {shortest_retention} ms: an entry must outlive a ticket ({ticket_lifetime} ms), an \
				 encounter ({encounter} ms) and the time to answer for it ({answer_period} ms); name more than {longest} ms"
			));
		}
		Ok(())
	}
}
