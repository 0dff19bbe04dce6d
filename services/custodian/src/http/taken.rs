//! An answer that is taken too slowly ends: whoever takes a little now and then would hold its place for as long as it likes.

use super::{
	guarded::Guard,
	paced::{length_of, may_take, too_slow},
};
use axum::{body::Bytes, Error};
use http_body::Frame;
use std::{task::Context, time::Duration};
use tokio::time::Instant;

/// Ends the body of an answer whose client has let it wait for longer than what it took is worth. How long the service itself takes does not count.
#[derive(Default)]
pub(super) struct Taken {
	given: u64,
	waited: Duration,
	/// Since when the client has a part and has not asked for the next one.
	since: Option<Instant>,
}

impl Guard for Taken {
	fn before(&mut self, _: &mut Context<'_>) -> Result<(), Error> {
		let Some(since) = self.since.take() else { return Ok(()) };
		self.waited = self.waited.saturating_add(since.elapsed());
		if self.waited > may_take(self.given) {
			return Err(too_slow());
		}
		Ok(())
	}

	fn came(&mut self, part: Option<&Frame<Bytes>>) -> Result<(), Error> {
		if let Some(part) = part {
			self.given = self.given.saturating_add(length_of(part));
			self.since = Some(Instant::now());
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::http::guarded::Guarded;
	use axum::body::Body;
	use http_body_util::BodyExt;
	use std::io;
	use tokio::time::sleep;

	/// Whether all of so many parts of so many bytes can be taken, each so many seconds after the one before; and each made in so many.
	async fn is_all_taken(parts: usize, length: usize, seconds: u64, making: u64) -> bool {
		let parts = futures::stream::unfold(0, move |made| async move {
			sleep(Duration::from_secs(making)).await;
			(made < parts).then(|| (Ok::<_, io::Error>(vec![7; length]), made + 1))
		});
		let mut body = Guarded(Body::from_stream(parts), Taken::default());
		while let Some(frame) = body.frame().await {
			if frame.is_err() {
				return false;
			}
			sleep(Duration::from_secs(seconds)).await;
		}
		true
	}

	#[tokio::test(start_paused = true)]
	async fn a_little_now_and_then_is_too_slow() {
		assert!(!is_all_taken(1_000, 1 << 10, 20, 0).await);
		assert!(is_all_taken(2, 1 << 10, 10, 0).await, "a short one may take as long");
	}

	#[tokio::test(start_paused = true)]
	async fn a_long_answer_on_a_slow_line_is_taken() {
		assert!(is_all_taken(1_000, 1 << 14, 1, 0).await);
		assert!(!is_all_taken(1_000, 1 << 12, 1, 0).await);
	}

	#[tokio::test(start_paused = true)]
	async fn what_the_service_takes_is_not_the_clients() {
		assert!(is_all_taken(100, 1, 0, 60).await);
	}
}
