//! What always holds of what is stored.

mod indexes;
mod notes;
mod retention;

use crate::{Config, Pallet};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Anchors are numbered, found by their roots and stay within their bounds; versions form chains; what is stored beside
	/// an anchor belongs to it; and lists hold all anchors, past what was evicted.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_indexes()?;
		Self::try_state_notes()?;
		Self::try_state_retention()
	}
}
