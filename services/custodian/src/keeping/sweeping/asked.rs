//! Sweeps for whoever asks, and anybody may: the time of the answer tells nobody of whom anything is here.

use super::ASK_AGAIN;
use crate::refusal::Refusal;
use std::{future::Future, time::Duration};
use tokio::{
	sync::Semaphore,
	time::{sleep_until, Instant},
};

/// So many wait for an answer at once. Others may ask again.
pub(super) const MOST_WAITING: usize = 256;
/// So many are swept at a time.
const AT_A_TIME: usize = 2;

/// Who asks for sweeps.
#[derive(Debug)]
pub struct Asked {
	pub(super) waiting: Semaphore,
	at_work: Semaphore,
}

impl Default for Asked {
	fn default() -> Self {
		Self { waiting: Semaphore::new(MOST_WAITING), at_work: Semaphore::new(AT_A_TIME) }
	}
}

impl Asked {
	/// Sweeps in its turn, and answers a whole number of seconds after that was asked for, whatever came of it: a patient of whom much is here takes a
	/// part of a second longer than one whom nobody knows.
	pub(super) async fn answer(
		&self,
		sweep: impl Future<Output = Result<u64, Refusal>>,
	) -> Result<u64, Refusal> {
		let _waiting = self.waiting.try_acquire().map_err(|_| Refusal::TooMany(ASK_AGAIN))?;
		let began = Instant::now();
		let swept = {
			let _at_work = self.at_work.acquire().await.map_err(|_| Refusal::Unavailable)?;
			sweep.await
		};
		let seconds = began.elapsed().as_secs().saturating_add(1);
		let at = began.checked_add(Duration::from_secs(seconds));
		sleep_until(at.unwrap_or(began)).await;
		swept
	}
}
