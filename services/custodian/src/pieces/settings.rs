//! How pieces are kept, as whoever runs a custodian says.

use crate::kept::Moment;
use serde::Deserialize;

const DAY: Moment = 24 * 60 * 60 * 1_000;

/// How long a piece stays that a plan has dropped: a false plan, or a thief's, destroys nothing at once.
pub const KEPT_AFTER_DROPPED: Moment = 90 * DAY;

const SLOWEST_REPAIR: u32 = 1 << 20;

/// What a custodian's configuration says of pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
	/// For so many days the chain is told that a piece is kept, each time that it was proved. At most 366.
	pub hold_days: u16,
	/// Every so many days a piece is proved, in fewer than half of those.
	pub prove_days: u16,
	/// So many pieces are proved in a minute at most.
	pub proofs_per_minute: u32,
	/// So many are proved, and told to the chain, at once.
	pub proofs_at_once: u8,
	/// So many bytes a second at most are fetched from other custodians to make anew what is lost.
	pub repair_bytes_per_second: u32,
}

/// A value that makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidSettings(&'static str);

impl Default for Settings {
	fn default() -> Self {
		Self {
			hold_days: 30,
			prove_days: 7,
			proofs_per_minute: 600,
			proofs_at_once: 8,
			repair_bytes_per_second: 8 << 20,
		}
	}
}

impl Settings {
	/// These, if they can be kept to.
	pub fn checked(self) -> Result<Self, InvalidSettings> {
		let Self { hold_days, prove_days, proofs_per_minute, proofs_at_once, .. } = self;
		if !(1..=366).contains(&hold_days) {
			return Err(InvalidSettings("hold_days: the chain takes 1 to 366"));
		}
		if prove_days == 0 || prove_days > hold_days.div_euclid(2) {
			return Err(InvalidSettings("prove_days: from 1 to half of hold_days, so that a piece is proved before the chain forgets it"));
		}
		if proofs_per_minute == 0 || proofs_at_once == 0 {
			return Err(InvalidSettings("proofs_per_minute, proofs_at_once: 1 at least"));
		}
		if self.repair_bytes_per_second < SLOWEST_REPAIR {
			return Err(InvalidSettings("repair_bytes_per_second: 1048576 at least, of which each of sixteen custodians has a share that is not too slow"));
		}
		Ok(self)
	}

	/// How often a piece is proved.
	pub fn proved_every(&self) -> Moment {
		Moment::from(self.prove_days).saturating_mul(DAY)
	}

	/// Until when a piece is kept that was proved at `now`.
	pub fn held_until(&self, now: Moment) -> Moment {
		now.saturating_add(Moment::from(self.hold_days).saturating_mul(DAY))
	}

	/// Pieces that were proved last before this are due.
	pub fn due_before(&self, now: Moment) -> Moment {
		now.saturating_sub(self.proved_every())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_piece_is_proved_twice_before_the_chain_forgets_it() {
		let settings = Settings::default().checked().unwrap();
		assert_eq!(settings.held_until(0), 30 * DAY);
		assert_eq!(settings.due_before(8 * DAY), DAY);
		for (hold_days, prove_days) in [(0, 1), (367, 7), (30, 0), (30, 16), (1, 1)] {
			assert!(Settings { hold_days, prove_days, ..settings }.checked().is_err());
		}
		assert!(Settings { proofs_per_minute: 0, ..settings }.checked().is_err());
		assert!(Settings { proofs_at_once: 0, ..settings }.checked().is_err());
		assert!(Settings { repair_bytes_per_second: 1 << 19, ..settings }.checked().is_err());
	}
}
