//! Going on after a failure, each time later, until something goes well again.

use std::{
	sync::atomic::{AtomicU32, Ordering},
	time::Duration,
};
use tokio::time::sleep;

/// After the first failure.
const FIRST: Duration = Duration::from_secs(1);
/// It is doubled so often at most: to 32 seconds.
const DOUBLINGS: u32 = 5;
/// So many failures in a row, each of as many as are done at once, and it is not worth while to go on.
const MOST: u32 = 4;

/// How often it has failed in a row.
#[derive(Debug, Default)]
pub(super) struct BackOff(AtomicU32);

impl BackOff {
	/// Something went well.
	pub(super) fn went_well(&self) {
		self.0.store(0, Ordering::Relaxed);
	}

	/// Something failed, of which so many are done at once; whether to go on.
	pub(super) fn failed(&self, at_once: usize) -> bool {
		let failed = self.0.fetch_add(1, Ordering::Relaxed).saturating_add(1);
		let at_once = u32::try_from(at_once).unwrap_or(u32::MAX);
		failed < at_once.saturating_mul(MOST)
	}

	/// Waits for as long as it is worth to wait after so many failures.
	pub(super) async fn wait(&self) {
		let failed = self.0.load(Ordering::Relaxed);
		if let Some(before) = failed.checked_sub(1) {
			sleep(FIRST.saturating_mul(1 << before.min(DOUBLINGS))).await;
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use tokio::time::Instant;

	#[tokio::test(start_paused = true)]
	async fn each_failure_in_a_row_is_waited_for_longer_and_then_it_ends() {
		let back_off = BackOff::default();
		let waited = async || {
			let began = Instant::now();
			back_off.wait().await;
			began.elapsed().as_secs()
		};
		assert_eq!(waited().await, 0);
		for seconds in [1, 2, 4, 8, 16, 32, 32] {
			assert!(back_off.failed(2));
			assert_eq!(waited().await, seconds);
		}
		assert!(!back_off.failed(2));
		back_off.went_well();
		assert_eq!(waited().await, 0);
		assert!(back_off.failed(2));
	}
}
