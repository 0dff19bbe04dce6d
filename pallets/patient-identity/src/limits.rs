//! The periods of a runtime that have to make sense together.

use crate::Config;
use alloc::{format, string::String};
use frame_support::traits::Get;
use salus_primitives::{Moment, MIN_PERIOD};

/// Those of a runtime, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
	pub recovery_delay: Moment,
	pub freeze_period: Moment,
	pub attempt_lifetime: Moment,
	pub offer_lifetime: Moment,
}

impl Limits {
	pub fn of<T: Config>() -> Self {
		Self {
			recovery_delay: T::RecoveryDelay::get(),
			freeze_period: T::FreezePeriod::get(),
			attempt_lifetime: T::AttemptLifetime::get(),
			offer_lifetime: T::OfferLifetime::get(),
		}
	}

	/// Why they make no sense, and what to do about it.
	pub fn check(&self) -> Result<(), String> {
		let Self { recovery_delay, freeze_period, attempt_lifetime, offer_lifetime } = *self;
		if recovery_delay == 0 {
			return Err(
				"RecoveryDelay is 0 ms: nobody could object, and a stolen patient could be closed at once; name days"
					.into(),
			);
		}
		if attempt_lifetime <= recovery_delay {
			return Err(format!(
				"AttemptLifetime is {attempt_lifetime} ms: a recovery must live longer than it waits (RecoveryDelay, \
				 {recovery_delay} ms); name more"
			));
		}
		if freeze_period <= recovery_delay {
			return Err(format!(
				"FreezePeriod is {freeze_period} ms: a freeze must outlive the recovery that it protects (RecoveryDelay, \
				 {recovery_delay} ms); name more"
			));
		}
		if offer_lifetime < MIN_PERIOD {
			return Err(format!(
				"OfferLifetime is {offer_lifetime} ms: nobody could accept; name at least {MIN_PERIOD}"
			));
		}
		Ok(())
	}
}
