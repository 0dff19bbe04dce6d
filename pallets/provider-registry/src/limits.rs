//! What a runtime's periods have to be.

use crate::Config;
use alloc::{format, string::String};
use frame_support::traits::Get;
use salus_primitives::{Moment, MIN_PERIOD};

/// Those of a runtime.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
	pub history_retention: Moment,
}

impl Limits {
	pub fn of<T: Config>() -> Self {
		Self { history_retention: T::HistoryRetention::get() }
	}

	/// Why they make no sense, and what to do about it.
	pub fn check(&self) -> Result<(), String> {
		let Self { history_retention } = *self;
		if history_retention < MIN_PERIOD {
			return Err(format!(
				"HistoryRetention is {history_retention} ms: who practised yesterday could be forgotten, and a misconduct would have \
				 nobody to suspend; name at least {MIN_PERIOD}, and years where law asks for them"
			));
		}
		Ok(())
	}
}
