//! A body with a guard, which may end it with an error at each of its parts.

use axum::{
	body::{Body, Bytes},
	Error,
};
use http_body::{Frame, SizeHint};
use std::{
	pin::Pin,
	task::{ready, Context, Poll},
};

/// What looks after a body.
pub(super) trait Guard: Unpin {
	/// Whenever the next part is asked for.
	fn before(&mut self, _: &mut Context<'_>) -> Result<(), Error> {
		Ok(())
	}

	/// When a part has come; nothing where the body is at its end, or broke off.
	fn came(&mut self, part: Option<&Frame<Bytes>>) -> Result<(), Error>;
}

/// A body that ends where its guard says so.
pub(super) struct Guarded<G>(pub(super) Body, pub(super) G);

impl<G: Guard> http_body::Body for Guarded<G> {
	type Data = Bytes;
	type Error = Error;

	fn poll_frame(
		mut self: Pin<&mut Self>,
		context: &mut Context<'_>,
	) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
		if let Err(ended) = self.1.before(context) {
			return Poll::Ready(Some(Err(ended)));
		}
		let frame = ready!(Pin::new(&mut self.0).poll_frame(context));
		let part = frame.as_ref().and_then(|frame| frame.as_ref().ok());
		let ended = self.1.came(part).err();
		Poll::Ready(ended.map_or(frame, |ended| Some(Err(ended))))
	}

	fn is_end_stream(&self) -> bool {
		self.0.is_end_stream()
	}

	fn size_hint(&self) -> SizeHint {
		self.0.size_hint()
	}
}
