//! How many requests are answered at once.

use crate::{
	portions::{Portion, Portions},
	refusal::Refusal,
};
use axum::{
	body::{Body, Bytes},
	response::Response,
};
use axum_server::ConnectionShutdown;
use http_body::{Frame, SizeHint};
use std::{
	io,
	net::IpAddr,
	pin::Pin,
	sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
	task::{Context, Poll},
	time::Duration,
};
use tokio::{sync::watch, time::timeout};

/// What share of all one address may have: a hospital behind one address is served, and leaves room for others.
const SHARE: usize = 4;
/// What share of all may be requests whose long body is still coming, so that whoever sends slowly takes no place from a release.
const OF_UPLOADS: usize = 2;
/// What share of all may be requests to sweep, which wait for others of them.
const OF_SWEEPS: usize = 8;
/// How long a client may take nothing of an answer.
const STALLED: Duration = Duration::from_secs(30);

/// Requests that are being answered.
pub(crate) struct InFlight {
	all: Portions<IpAddr>,
	uploads: Portions<IpAddr>,
	sweeps: Portions<IpAddr>,
}

/// What takes its time is bounded by itself, so that it takes no place from the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
	/// Its body is still coming.
	Upload,
	/// It waits for its turn.
	Sweep,
	/// It is answered at once.
	Other,
}

impl InFlight {
	/// So many at once.
	pub(crate) fn new(most: u32) -> Self {
		let most = usize::try_from(most).unwrap_or(usize::MAX);
		let portions = |most: usize| Portions::new(most, most.div_ceil(SHARE));
		Self {
			all: portions(most),
			uploads: portions(most.div_ceil(OF_UPLOADS)),
			sweeps: portions(most.div_ceil(OF_SWEEPS)),
		}
	}

	/// Begins one; [`Refusal::Unavailable`] if there are too many, [`Refusal::TooMany`] if this address has too many of them.
	pub(crate) fn begin(&self, address: IpAddr, kind: Kind) -> Result<OneInFlight, Refusal> {
		let of_kind = match kind {
			Kind::Upload => Some(self.uploads.take(address, 1)?),
			Kind::Sweep => Some(self.sweeps.take(address, 1)?),
			Kind::Other => None,
		};
		let place = self.all.take(address, 1)?;
		in_flight().increment(1);
		Ok(OneInFlight { _of_kind: of_kind, _place: place })
	}
}

/// One that has begun, until this is dropped.
pub(crate) struct OneInFlight {
	_of_kind: Option<Portion<IpAddr>>,
	_place: Portion<IpAddr>,
}

/// Its place, which it may leave before it is answered, where something else bounds it from then on.
#[derive(Clone)]
pub(crate) struct InFlightPlace(Arc<Mutex<Option<OneInFlight>>>);

impl InFlightPlace {
	pub(crate) fn of(one: OneInFlight) -> Self {
		Self(Arc::new(Mutex::new(Some(one))))
	}

	/// Gives it back, whoever else holds it.
	pub(crate) fn leave(&self) {
		drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
	}
}

impl Drop for OneInFlight {
	fn drop(&mut self) {
		in_flight().decrement(1);
	}
}

fn in_flight() -> metrics::Gauge {
	metrics::gauge!("salus_custodian_requests_in_flight")
}

/// A release is in flight until its last byte is sent, or its client takes nothing of it any more: then its connection is closed, if it is the client's own. So is the
/// connection of an answer that needs no place.
pub(super) fn until_sent(
	response: Response,
	place: Option<InFlightPlace>,
	connection: Option<ConnectionShutdown>,
) -> Response {
	response.map(|body| {
		let (waits, waiting) = watch::channel(true);
		let place = Arc::new(Mutex::new(Some((body, place))));
		tokio::spawn(let_go(waiting, Arc::downgrade(&place), connection));
		Body::new(Held { place, waits })
	})
}

/// The body of an answer, and its place.
type Place = Mutex<Option<(Body, Option<InFlightPlace>)>>;

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
	fn place(&self) -> MutexGuard<'_, Option<(Body, Option<InFlightPlace>)>> {
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
		let mut held = vec![
			in_flight.begin(address(1), Kind::Other).unwrap(),
			in_flight.begin(address(1), Kind::Other).unwrap(),
		];
		assert_eq!(in_flight.begin(address(1), Kind::Other).map(|_| ()), Err(Refusal::TooMany(1)));
		held.push(in_flight.begin(address(2), Kind::Other).unwrap());
		held.remove(0);
		assert!(in_flight.begin(address(1), Kind::Other).is_ok());
	}

	#[test]
	fn there_are_so_many_at_once_and_no_more() {
		let in_flight = InFlight::new(2);
		let held = [
			in_flight.begin(address(1), Kind::Other).unwrap(),
			in_flight.begin(address(2), Kind::Other).unwrap(),
		];
		assert_eq!(in_flight.begin(address(3), Kind::Other).map(|_| ()), Err(Refusal::Unavailable));
		drop(held);
		assert!(in_flight.begin(address(3), Kind::Other).is_ok());
	}

	#[test]
	fn what_takes_its_time_leaves_places_to_others() {
		let in_flight = InFlight::new(512);
		let as_many_as_can = |kind| -> Vec<_> {
			let addresses = (0..=255).flat_map(|last| [address(last); 128]);
			addresses.filter_map(|address| in_flight.begin(address, kind).ok()).collect()
		};
		let sweeps = as_many_as_can(Kind::Sweep);
		assert!(sweeps.len() <= 64, "{}", sweeps.len());
		let uploads = as_many_as_can(Kind::Upload);
		assert!(uploads.len() <= 256, "{}", uploads.len());
		let begun: Vec<_> =
			(0..64).filter_map(|_| in_flight.begin(address(9), Kind::Other).ok()).collect();
		assert!(begun.len() > 60, "{}", begun.len());
	}

	#[test]
	fn what_leaves_its_place_is_bounded_by_something_else() {
		let in_flight = InFlight::new(1);
		let place = InFlightPlace::of(in_flight.begin(address(1), Kind::Other).unwrap());
		assert!(in_flight.begin(address(1), Kind::Other).is_err());
		place.clone().leave();
		assert!(in_flight.begin(address(1), Kind::Other).is_ok());
	}

	#[tokio::test]
	async fn an_answer_is_in_flight_until_it_is_sent() {
		let in_flight = InFlight::new(1);
		let begun = InFlightPlace::of(in_flight.begin(address(1), Kind::Other).unwrap());
		let response = until_sent(Response::new(Body::from("bytes")), Some(begun), None);
		assert!(in_flight.begin(address(1), Kind::Other).is_err());
		axum::body::to_bytes(response.into_body(), 9).await.unwrap();
		assert!(in_flight.begin(address(1), Kind::Other).is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn an_answer_that_nobody_takes_gives_its_place_back() {
		let in_flight = InFlight::new(1);
		let begun = InFlightPlace::of(in_flight.begin(address(1), Kind::Other).unwrap());
		let _never_read = until_sent(Response::new(Body::from("bytes")), Some(begun), None);
		sleep(Duration::from_secs(29)).await;
		assert!(in_flight.begin(address(1), Kind::Other).is_err());
		sleep(Duration::from_secs(2)).await;
		assert!(in_flight.begin(address(1), Kind::Other).is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn an_answer_that_takes_long_to_make_keeps_its_place() {
		let in_flight = InFlight::new(1);
		let begun = InFlightPlace::of(in_flight.begin(address(1), Kind::Other).unwrap());
		let late = futures::stream::once(async {
			sleep(Duration::from_secs(600)).await;
			Ok::<_, std::io::Error>("bytes")
		});
		let response = until_sent(Response::new(Body::from_stream(late)), Some(begun), None);
		let read = tokio::spawn(axum::body::to_bytes(response.into_body(), 9));
		sleep(Duration::from_secs(599)).await;
		assert!(in_flight.begin(address(1), Kind::Other).is_err());
		assert_eq!(read.await.unwrap().unwrap(), "bytes");
	}
}
