//! A body that comes too slowly ends.
//!
//! How slowly one may come, and an answer be taken, is the same.

use axum::{
	body::{Body, Bytes},
	Error,
};
use http_body::{Frame, SizeHint};
use std::{
	io,
	pin::Pin,
	task::{ready, Context, Poll},
	time::Duration,
};
use tokio::time::Instant;

/// How long a body may take whatever it is.
const BEGINNING: Duration = Duration::from_secs(30);
/// How many bytes come in a second at least: of a line that carries no more than that, care does not depend.
const PACE: u64 = 1 << 14;

/// A body that ends with an error when it has taken longer than its length so far is worth. That a part comes at all is another limit.
pub(super) struct Paced {
	body: Body,
	began: Instant,
	came: u64,
}

impl Paced {
	pub(super) fn new(body: Body) -> Self {
		Self { body, began: Instant::now(), came: 0 }
	}

	fn is_too_slow(&self) -> bool {
		self.began.elapsed() > may_take(self.came)
	}
}

/// How many bytes a part of a body has.
pub(super) fn length_of(frame: &Frame<Bytes>) -> u64 {
	let length = frame.data_ref().map_or(0, Bytes::len);
	u64::try_from(length).unwrap_or(u64::MAX)
}

/// What a body ends with that is too slow.
pub(super) fn too_slow() -> Error {
	Error::new(io::Error::from(io::ErrorKind::TimedOut))
}

/// How long a client may take for so many bytes.
pub(super) fn may_take(bytes: u64) -> Duration {
	BEGINNING.saturating_add(Duration::from_secs(bytes.checked_div(PACE).unwrap_or(0)))
}

impl http_body::Body for Paced {
	type Data = Bytes;
	type Error = Error;

	fn poll_frame(
		mut self: Pin<&mut Self>,
		context: &mut Context<'_>,
	) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
		let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
		if let Some(Ok(frame)) = &frame {
			self.came = self.came.saturating_add(length_of(frame));
			if self.is_too_slow() {
				return Poll::Ready(Some(Err(too_slow())));
			}
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
	use axum::body::to_bytes;
	use tokio::time::sleep;

	/// So many parts of so many bytes, each after so many seconds.
	async fn came(parts: usize, length: usize, seconds: u64) -> bool {
		let parts = futures::stream::unfold(0, move |sent| async move {
			sleep(Duration::from_secs(seconds)).await;
			(sent < parts).then(|| (Ok::<_, io::Error>(vec![7; length]), sent + 1))
		});
		let body = Body::new(Paced::new(Body::from_stream(parts)));
		to_bytes(body, usize::MAX).await.is_ok()
	}

	#[tokio::test(start_paused = true)]
	async fn a_byte_now_and_then_is_too_slow() {
		assert!(!came(100, 1, 1).await);
		assert!(came(25, 1, 1).await, "a short one may take as long");
	}

	#[tokio::test(start_paused = true)]
	async fn a_long_body_on_a_slow_line_comes() {
		assert!(came(100, 1 << 14, 1).await);
		assert!(!came(100, 1 << 12, 1).await);
	}
}
