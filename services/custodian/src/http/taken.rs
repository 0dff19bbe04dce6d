//! An answer that is taken too slowly ends: whoever takes a little now and then would hold its place for as long as it likes.

use super::paced::{length_of, may_take, too_slow};
use axum::{
	body::{Body, Bytes},
	Error,
};
use http_body::{Frame, SizeHint};
use std::{
	pin::Pin,
	task::{ready, Context, Poll},
	time::Duration,
};
use tokio::time::Instant;

/// The body of an answer, which ends with an error when its client has let it wait for longer than what it took is worth. How long the service itself takes does not count.
pub(super) struct Taken {
	body: Body,
	given: u64,
	waited: Duration,
	/// Since when the client has a part and has not asked for the next one.
	since: Option<Instant>,
}

impl Taken {
	pub(super) fn new(body: Body) -> Self {
		Self { body, given: 0, waited: Duration::ZERO, since: None }
	}
}

impl http_body::Body for Taken {
	type Data = Bytes;
	type Error = Error;

	fn poll_frame(
		mut self: Pin<&mut Self>,
		context: &mut Context<'_>,
	) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
		if let Some(since) = self.since.take() {
			self.waited = self.waited.saturating_add(since.elapsed());
			if self.waited > may_take(self.given) {
				return Poll::Ready(Some(Err(too_slow())));
			}
		}
		let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
		if let Some(Ok(frame)) = &frame {
			self.given = self.given.saturating_add(length_of(frame));
			self.since = Some(Instant::now());
		}
		Poll::Ready(frame)
	}

	fn is_end_stream(&self) -> bool {
		self.body.is_end_stream()
	}

	fn size_hint(&self) -> SizeHint {
		self.body.size_hint()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use http_body_util::BodyExt;
	use std::io;
	use tokio::time::sleep;

	/// Whether all of so many parts of so many bytes can be taken, each so many seconds after the one before; and each made in so many.
	async fn is_all_taken(parts: usize, length: usize, seconds: u64, making: u64) -> bool {
		let parts = futures::stream::unfold(0, move |made| async move {
			sleep(Duration::from_secs(making)).await;
			(made < parts).then(|| (Ok::<_, io::Error>(vec![7; length]), made + 1))
		});
		let mut body = Taken::new(Body::from_stream(parts));
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
