//! A body that comes too slowly ends.
//!
//! How slowly one may come, and an answer be taken, is the same.

use super::guarded::Guard;
use axum::{body::Bytes, Error};
use http_body::Frame;
use std::{io, time::Duration};
use tokio::time::Instant;

/// How long a body may take whatever it is.
const BEGINNING: Duration = Duration::from_secs(30);
/// How many bytes come in a second at least: of a line that carries no more than that, care does not depend.
const PACE: u64 = 1 << 14;

/// Ends a body that has taken longer than its length so far is worth. That a part comes at all is another limit.
pub(super) struct Paced {
	began: Instant,
	came: u64,
}

impl Paced {
	/// Of a body that begins now.
	pub(super) fn new() -> Self {
		Self { began: Instant::now(), came: 0 }
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

impl Guard for Paced {
	fn came(&mut self, part: Option<&Frame<Bytes>>) -> Result<(), Error> {
		let Some(part) = part else { return Ok(()) };
		self.came = self.came.saturating_add(length_of(part));
		if self.began.elapsed() > may_take(self.came) {
			return Err(too_slow());
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::http::guarded::Guarded;
	use axum::body::{to_bytes, Body};
	use tokio::time::sleep;

	/// So many parts of so many bytes, each after so many seconds.
	async fn came(parts: usize, length: usize, seconds: u64) -> bool {
		let parts = futures::stream::unfold(0, move |sent| async move {
			sleep(Duration::from_secs(seconds)).await;
			(sent < parts).then(|| (Ok::<_, io::Error>(vec![7; length]), sent + 1))
		});
		let body = Body::new(Guarded(Body::from_stream(parts), Paced::new()));
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
