//! How many requests are answered at once.

use crate::refusal::Refusal;
use axum::{
	body::{Body, Bytes},
	response::Response,
};
use axum_server::ConnectionShutdown;
use http_body::{Frame, SizeHint};
use std::{
	collections::HashMap,
	io,
	net::IpAddr,
	pin::Pin,
	sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
	task::{Context, Poll},
	time::Duration,
};
use tokio::{sync::watch, time::timeout};

/// What share of all one address may have: a hospital behind one address is served, and leaves room for others.
const SHARE: u32 = 4;
/// How long a client may take nothing of an answer.
const STALLED: Duration = Duration::from_secs(60);

/// Requests that are being answered, by address.
#[derive(Clone)]
pub(super) struct InFlight(Arc<Inner>);

struct Inner {
	most: u32,
	begun: Mutex<Begun>,
}

#[derive(Default)]
struct Begun {
	all: u32,
	of: HashMap<IpAddr, u32>,
}

impl InFlight {
	/// So many at once.
	pub(super) fn new(most: u32) -> Self {
		Self(Arc::new(Inner { most, begun: Mutex::default() }))
	}

	/// Begins one; [`Refusal::Unavailable`] if there are too many, [`Refusal::TooMany`] if this address has too many of them.
	pub(super) fn begin(&self, address: IpAddr) -> Result<OneInFlight, Refusal> {
		let Inner { most, begun } = &*self.0;
		let mut begun = locked(begun);
		if begun.all >= *most {
			return Err(Refusal::Unavailable);
		}
		let of_address = begun.of.get(&address).copied().unwrap_or(0);
		if of_address >= most.div_ceil(SHARE) {
			return Err(Refusal::TooMany(1));
		}
		begun.of.insert(address, of_address.saturating_add(1));
		begun.all = begun.all.saturating_add(1);
		metrics::gauge!("salus_custodian_requests_in_flight").set(begun.all);
		Ok(OneInFlight { in_flight: self.clone(), address })
	}
}

/// One that has begun, until this is dropped.
pub(super) struct OneInFlight {
	in_flight: InFlight,
	address: IpAddr,
}

impl OneInFlight {
	/// A release is in flight until its last byte is sent, or its client takes nothing of it any more: then its connection is closed, if it is the client's own.
	pub(super) fn until_sent(
		self,
		response: Response,
		connection: Option<ConnectionShutdown>,
	) -> Response {
		response.map(|body| {
			let (waits, waiting) = watch::channel(true);
			let place = Arc::new(Mutex::new(Some((body, self))));
			tokio::spawn(let_go(waiting, Arc::downgrade(&place), connection));
			Body::new(Held { place, waits })
		})
	}
}

/// The body of an answer, and its place.
type Place = Mutex<Option<(Body, OneInFlight)>>;

/// An answer that is being sent.
struct Held {
	place: Arc<Place>,
	/// Whether it waits for the client. Otherwise the client waits.
	waits: watch::Sender<bool>,
}

/// Takes an answer its place when it has waited for its client for too long: the library waits without an end.
async fn let_go(
	mut waiting: watch::Receiver<bool>,
	place: Weak<Place>,
	connection: Option<ConnectionShutdown>,
) {
	loop {
		let is_waiting = *waiting.borrow_and_update();
		let changed = waiting.changed();
		let changed = if is_waiting { timeout(STALLED, changed).await } else { Ok(changed.await) };
		match changed {
			Ok(Ok(())) => {},
			// It is sent, or the connection is gone.
			Ok(Err(_)) => return,
			Err(_) => break,
		}
	}
	if let Some(place) = place.upgrade() {
		drop(place.lock().unwrap_or_else(PoisonError::into_inner).take());
	}
	if let Some(connection) = connection {
		connection.shutdown();
	}
}

impl Held {
	fn place(&self) -> MutexGuard<'_, Option<(Body, OneInFlight)>> {
		self.place.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl http_body::Body for Held {
	type Data = Bytes;
	type Error = axum::Error;

	fn poll_frame(
		self: Pin<&mut Self>,
		context: &mut Context<'_>,
	) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
		let polled = match &mut *self.place() {
			Some((body, _)) => Pin::new(body).poll_frame(context),
			None => {
				Poll::Ready(Some(Err(axum::Error::new(io::Error::from(io::ErrorKind::TimedOut)))))
			},
		};
		self.waits.send_replace(polled.is_ready());
		polled
	}

	fn is_end_stream(&self) -> bool {
		self.place().as_ref().is_some_and(|(body, _)| body.is_end_stream())
	}

	fn size_hint(&self) -> SizeHint {
		self.place().as_ref().map_or_else(SizeHint::default, |(body, _)| body.size_hint())
	}
}

impl Drop for OneInFlight {
	fn drop(&mut self) {
		let mut begun = locked(&self.in_flight.0.begun);
		begun.all = begun.all.saturating_sub(1);
		metrics::gauge!("salus_custodian_requests_in_flight").set(begun.all);
		match begun.of.get_mut(&self.address) {
			Some(count) if *count > 1 => *count = count.saturating_sub(1),
			_ => {
				begun.of.remove(&self.address);
			},
		}
	}
}

fn locked(begun: &Mutex<Begun>) -> MutexGuard<'_, Begun> {
	begun.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
	use super::*;
	use tokio::time::sleep;

	fn address(last: u8) -> IpAddr {
		IpAddr::from([192, 0, 2, last])
	}

	#[test]
	fn one_address_does_not_take_all() {
		let in_flight = InFlight::new(8);
		let mut held =
			vec![in_flight.begin(address(1)).unwrap(), in_flight.begin(address(1)).unwrap()];
		assert_eq!(in_flight.begin(address(1)).map(|_| ()), Err(Refusal::TooMany(1)));
		held.push(in_flight.begin(address(2)).unwrap());
		held.remove(0);
		assert!(in_flight.begin(address(1)).is_ok());
	}

	#[test]
	fn there_are_so_many_at_once_and_no_more() {
		let in_flight = InFlight::new(2);
		let held = [in_flight.begin(address(1)).unwrap(), in_flight.begin(address(2)).unwrap()];
		assert_eq!(in_flight.begin(address(3)).map(|_| ()), Err(Refusal::Unavailable));
		drop(held);
		assert!(in_flight.begin(address(3)).is_ok());
		assert!(locked(&in_flight.0.begun).of.is_empty());
	}

	#[tokio::test]
	async fn an_answer_is_in_flight_until_it_is_sent() {
		let in_flight = InFlight::new(1);
		let begun = in_flight.begin(address(1)).unwrap();
		let response = begun.until_sent(Response::new(Body::from("bytes")), None);
		assert!(in_flight.begin(address(1)).is_err());
		axum::body::to_bytes(response.into_body(), 9).await.unwrap();
		assert!(in_flight.begin(address(1)).is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn an_answer_that_nobody_takes_gives_its_place_back() {
		let in_flight = InFlight::new(1);
		let begun = in_flight.begin(address(1)).unwrap();
		let _never_read = begun.until_sent(Response::new(Body::from("bytes")), None);
		sleep(Duration::from_secs(59)).await;
		assert!(in_flight.begin(address(1)).is_err());
		sleep(Duration::from_secs(2)).await;
		assert!(in_flight.begin(address(1)).is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn an_answer_that_takes_long_to_make_keeps_its_place() {
		let in_flight = InFlight::new(1);
		let begun = in_flight.begin(address(1)).unwrap();
		let late = futures::stream::once(async {
			sleep(Duration::from_secs(600)).await;
			Ok::<_, std::io::Error>("bytes")
		});
		let response = begun.until_sent(Response::new(Body::from_stream(late)), None);
		let read = tokio::spawn(axum::body::to_bytes(response.into_body(), 9));
		sleep(Duration::from_secs(599)).await;
		assert!(in_flight.begin(address(1)).is_err());
		assert_eq!(read.await.unwrap().unwrap(), "bytes");
	}
}
