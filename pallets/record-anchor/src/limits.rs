//! The periods and bounds of a runtime that have to make sense.

use crate::Config;
use alloc::{format, string::String};
use frame_support::traits::Get;
use salus_primitives::{Moment, MIN_PERIOD};

/// How many records the record format puts into a batch at most: a proof of one has 16 hashes then.
pub const MOST_LEAVES: u32 = 65_536;

/// Those of a runtime.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
	pub leaves: u32,
	pub erasure_delay: Moment,
	pub dispute_period: Moment,
	pub custody_period: Moment,
	pub eviction_steps: u32,
}

impl Limits {
	pub fn of<T: Config>() -> Self {
		Self {
			leaves: T::MaxLeaves::get(),
			erasure_delay: T::ErasureDelay::get(),
			dispute_period: T::DisputePeriod::get(),
			custody_period: T::MaxCustodyPeriod::get(),
			eviction_steps: T::MaxEvictionSteps::get(),
		}
	}

	/// Why they make no sense, and what to do about it.
	pub fn check(&self) -> Result<(), String> {
		let Self { leaves, erasure_delay, dispute_period, custody_period, eviction_steps } = *self;
		if !(1..=MOST_LEAVES).contains(&leaves) {
			return Err(format!(
				"MaxLeaves is {leaves}: a batch holds a record at least, and no reader takes more than the record format \
				 allows; name 1 to {MOST_LEAVES}"
			));
		}
		// As short as a chain for development has it: a block is enough to object in.
		if erasure_delay == 0 {
			return Err(
				"ErasureDelay is 0 ms: a thief could erase before anybody objects; name days"
					.into(),
			);
		}
		for (name, period, otherwise) in [
			("DisputePeriod", dispute_period, "every answer to a dispute would come too late"),
			("MaxCustodyPeriod", custody_period, "no custodian could say that it keeps a piece"),
		] {
			if period < MIN_PERIOD {
				return Err(format!(
					"{name} is {period} ms: {otherwise}; name at least {MIN_PERIOD}"
				));
			}
		}
		if eviction_steps == 0 {
			return Err(
				"MaxEvictionSteps is 0: what is not to be kept would never go; name at least 1"
					.into(),
			);
		}
		Ok(())
	}
}
