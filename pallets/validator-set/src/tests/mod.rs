//! One file per call, and one each for sessions, offences and bounds.

mod add_validator;
mod exchange_validator;
mod limits;
mod offences;
mod plan;
mod remove_validator;
mod sessions;
mod set_expiry;

use crate::{mock::*, Event};

/// Whether the pallet has told this in the block.
fn was_told(event: Event<Test>) -> bool {
	System::events().iter().any(|record| record.event == event.clone().into())
}
