//! Sweeps for whoever asks, and anybody may: the time of the answer tells nobody of whom anything is here.

use crate::refusal::Refusal;
use std::{future::Future, time::Duration};
use tokio::{
	sync::Semaphore,
	time::{sleep_until, Instant},
};

/// So many are swept at a time.
const AT_A_TIME: usize = 2;

/// Who asks for sweeps.
#[derive(Debug)]
pub struct Asked(Semaphore);

impl Default for Asked {
	fn default() -> Self {
		Self(Semaphore::new(AT_A_TIME))
	}
}

impl Asked {
	/// Sweeps in its turn, which takes a whole number of seconds, whatever comes of it: a patient of whom much is here takes a part of a second longer than one whom nobody knows,
	/// and whoever asks many times at once would see that in the turns of the last. How many wait for theirs is bounded where requests come in.
	pub(super) async fn answer(
		&self,
		sweep: impl Future<Output = Result<u64, Refusal>>,
	) -> Result<u64, Refusal> {
		let _turn = self.0.acquire().await.map_err(|_| Refusal::Unavailable)?;
		let began = Instant::now();
		let swept = sweep.await;
		let seconds = began.elapsed().as_secs().saturating_add(1);
		let at = began.checked_add(Duration::from_secs(seconds));
		sleep_until(at.unwrap_or(began)).await;
		swept
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use futures::future::join_all;
	use tokio::time::sleep;

	/// After how many seconds those are answered who ask at once for a patient whose sweep takes so long.
	async fn answered_after(asking: usize, takes: Duration) -> Vec<u64> {
		let (asked, began) = (Asked::default(), Instant::now());
		let answers = (0..asking).map(|_| async {
			let sweep = async {
				sleep(takes).await;
				Ok(0)
			};
			assert_eq!(asked.answer(sweep).await, Ok(0));
			began.elapsed().as_secs()
		});
		join_all(answers).await
	}

	#[tokio::test(start_paused = true)]
	async fn however_many_ask_the_time_tells_nobody_of_whom_anything_is_here() {
		let of_a_patient = answered_after(64, Duration::from_millis(50)).await;
		let of_nobody = answered_after(64, Duration::from_millis(5)).await;
		assert_eq!(of_a_patient, of_nobody);
	}

	#[tokio::test(start_paused = true)]
	async fn what_takes_longer_is_answered_at_the_next_second() {
		assert_eq!(answered_after(1, Duration::from_millis(1_200)).await, [2]);
	}
}
