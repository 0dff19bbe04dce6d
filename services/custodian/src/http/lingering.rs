//! Whoever is answered before it has sent all gets the answer.
//!
//! The system resets a connection that is closed while something on it is unread; a client that is still sending then sees a broken connection, and not
//! why it was refused. So what comes after the answer is read and thrown away, for a while.

use super::MAX_RECORD;
use axum::{
	body::{Body, Bytes},
	extract::Request,
	http::{header::EXPECT, Version},
	middleware::Next,
	response::Response,
	Error,
};
use http_body::{Frame, SizeHint};
use http_body_util::{BodyExt, Limited};
use std::{
	pin::Pin,
	task::{ready, Context, Poll},
	time::Duration,
};
use tokio::{runtime::Handle, time::timeout};

/// How long it may go on, and how long nothing may come of it.
const WITHIN: Duration = Duration::from_secs(30);
const STALLED: Duration = Duration::from_secs(5);

/// A layer: what a route leaves of a body is read after the answer. Not of HTTP/2, which ends one request without its connection, and not where the client waits to
/// be asked for the body.
pub async fn linger(request: Request, next: Next) -> Response {
	let is_needed = request.version() < Version::HTTP_2 && !request.headers().contains_key(EXPECT);
	let request = if is_needed { request.map(|body| Body::new(Lingering(body))) } else { request };
	next.run(request).await
}

/// A body whose rest is read when it is dropped.
struct Lingering(Body);

impl Drop for Lingering {
	fn drop(&mut self) {
		let rest = std::mem::take(&mut self.0);
		if let (false, Ok(runtime)) = (http_body::Body::is_end_stream(&rest), Handle::try_current())
		{
			runtime.spawn(timeout(WITHIN, read(rest)));
		}
	}
}

async fn read(rest: Body) {
	let mut rest = Limited::new(rest, MAX_RECORD);
	while let Ok(Some(Ok(_))) = timeout(STALLED, rest.frame()).await {}
}

impl http_body::Body for Lingering {
	type Data = Bytes;
	type Error = Error;

	fn poll_frame(
		mut self: Pin<&mut Self>,
		context: &mut Context<'_>,
	) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
		let frame = ready!(http_body::Body::poll_frame(Pin::new(&mut self.0), context));
		if !matches!(frame, Some(Ok(_))) {
			self.0 = Body::empty();
		}
		Poll::Ready(frame)
	}

	fn is_end_stream(&self) -> bool {
		http_body::Body::is_end_stream(&self.0)
	}

	fn size_hint(&self) -> SizeHint {
		http_body::Body::size_hint(&self.0)
	}
}

#[cfg(test)]
mod tests {
	use crate::http::tests::custodian;
	use tokio::{
		io::{AsyncReadExt, AsyncWriteExt},
		net::{TcpListener, TcpStream},
	};

	/// More than the system takes of it while nobody reads.
	const LONG: usize = 1 << 25;

	/// An answer that ends with JSON's only closing brace.
	async fn read_answer(stream: &mut TcpStream) -> String {
		let mut answer = String::new();
		while !answer.ends_with('}') {
			answer.push(stream.read_u8().await.unwrap().into());
		}
		answer
	}

	#[tokio::test]
	async fn a_client_that_sends_all_before_it_looks_is_told_why_it_is_refused() {
		let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
		let address = listener.local_addr().unwrap();
		let router = custodian(1_000, true);
		tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
		let mut stream = TcpStream::connect(address).await.unwrap();
		for (path, status) in
			[("/v1/patients/1/envelopes/2", "400"), ("/v2", "404"), ("/v1/panics", "405")]
		{
			let head = format!("PUT {path} HTTP/1.1\r\nhost: a\r\ncontent-length: {LONG}\r\n\r\n");
			stream.write_all(head.as_bytes()).await.unwrap();
			let sent = stream.write_all(&vec![0; LONG]).await;
			assert!(sent.is_ok(), "{path} was closed while the client was sending: {sent:?}");
			let answer = read_answer(&mut stream).await;
			assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
			// And the connection goes on.
		}
		let asked = b"GET /v1 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
		stream.write_all(asked).await.unwrap();
		let mut rest = Vec::new();
		stream.read_to_end(&mut rest).await.unwrap();
		assert!(String::from_utf8_lossy(&rest).contains("HTTP/1.1 200"));
	}
}
