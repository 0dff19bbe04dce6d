//! How much of what clients send is in memory at once, and how slowly it may come.

use super::{
	guarded::Guarded,
	paced::Paced,
	room::{Room, Roomed},
	Length,
};
use crate::{portions::Portions, refusal::Refusal};
use axum::{body::Body, extract::Request};
use http_body_util::{BodyExt, Limited};
use salus_client::requests::MAX_TEXT;
use std::{net::IpAddr, time::Duration};
use tokio::time::timeout;

/// In bytes: eight of the longest.
const ROOM: usize = 1 << 27;
/// What share of it one address may have: whoever sends much and slowly leaves room for others.
const SHARE: usize = 4;
/// What is no longer has room of its own, in bytes: who asks for a release must not wait for anybody's long body.
pub(super) const SHORT: usize = MAX_TEXT;
/// What a request takes that waits for its body, however short that is, in bytes.
const LEAST: usize = 1 << 12;
/// In bytes, for those: thousands of them.
const ROOM_OF_SHORT: usize = 1 << 26;

/// Room for bodies that are read whole.
pub(super) struct Bodies {
	long: Room,
	short: Portions<IpAddr>,
	/// How long a short one may take.
	short_within: Duration,
}

/// How a body comes that is no longer than its route takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coming {
	/// It is read before anything else is taken for it.
	Short,
	/// Whole, so many bytes: it needs [room](Bodies::make_room).
	Whole(usize),
	/// In parts, each of which is dropped when it is stored.
	Streamed,
}

impl Coming {
	/// Whether it is still coming while it is answered.
	pub(super) fn is_upload(self) -> bool {
		self != Self::Short
	}
}

impl Bodies {
	/// Short ones come within this time.
	pub(super) fn new(short_within: Duration) -> Self {
		Self {
			long: Room::new(ROOM, ROOM.div_ceil(SHARE)),
			short: Portions::new(ROOM_OF_SHORT, ROOM_OF_SHORT.div_ceil(SHARE)),
			short_within,
		}
	}

	/// The request, of whose body no more can be read than its route takes; and how that comes. A client that tells no length is one that sends the longest.
	pub(super) fn bound(length: Length, request: Request) -> Result<(Request, Coming), Refusal> {
		let longest = length.bytes();
		let exact = http_body::Body::size_hint(request.body()).exact();
		let told = exact.map_or(longest, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
		if told > longest {
			return Err(Refusal::Malformed("longer than any that is taken in"));
		}
		let coming = match length {
			_ if told <= SHORT => Coming::Short,
			Length::Whole(_) => Coming::Whole(told),
			Length::Streamed(_) => Coming::Streamed,
		};
		let paced = |body| Guarded(body, Paced::new());
		Ok((request.map(|body| Body::new(Limited::new(paced(body), longest))), coming))
	}

	/// The request of an address with room for its body, if that is one that needs room.
	pub(super) fn make_room(
		&self,
		address: IpAddr,
		coming: Coming,
		request: Request,
	) -> Result<(Request, Option<Roomed>), Refusal> {
		let Coming::Whole(bytes) = coming else { return Ok((request, None)) };
		let (head, body) = request.into_parts();
		let (body, room) = self.long.take(address, bytes, body)?;
		Ok((Request::from_parts(head, body), Some(room)))
	}

	/// A request whose [bound](Self::bound) body is short, with all of it: before it is there, nothing else is taken for it.
	pub(super) async fn read_short(
		&self,
		address: IpAddr,
		request: Request,
	) -> Result<Request, Refusal> {
		let (head, body) = request.into_parts();
		let longest = http_body::Body::size_hint(&body).upper().unwrap_or(0);
		if longest == 0 {
			return Ok(Request::from_parts(head, body));
		}
		let longest = usize::try_from(longest).unwrap_or(usize::MAX);
		let _room = self.short.take(address, longest.max(LEAST))?;
		match timeout(self.short_within, whole(body)).await {
			Ok(Ok(read)) => Ok(Request::from_parts(head, Body::from(read))),
			Ok(Err(_)) => Err(Refusal::Malformed(
				"its body breaks off, or is longer than any that is taken in",
			)),
			Err(_) => Err(Refusal::Malformed("its body comes too slowly")),
		}
	}
}

/// Copied: a part of one byte would keep more memory than that.
async fn whole(mut body: Body) -> Result<Vec<u8>, axum::Error> {
	let mut read = Vec::new();
	while let Some(frame) = body.frame().await {
		if let Some(part) = frame?.data_ref() {
			read.extend_from_slice(part);
		}
	}
	Ok(read)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn address(last: u8) -> IpAddr {
		IpAddr::from([192, 0, 2, last])
	}

	fn bodies() -> Bodies {
		Bodies::new(Duration::from_secs(10))
	}

	fn request(length: usize) -> Request {
		Request::new(Body::from(vec![7; length]))
	}

	#[test]
	fn a_body_that_is_longer_than_any_is_refused_unread() {
		assert!(Bodies::bound(Length::Whole(64), request(64)).is_ok());
		for length in [Length::Whole(64), Length::Streamed(64)] {
			let refused = Bodies::bound(length, request(65)).map(|_| ());
			assert!(matches!(refused, Err(Refusal::Malformed(_))));
		}
	}

	#[tokio::test]
	async fn a_body_of_unknown_length_ends_where_the_longest_does() {
		let longest = Length::Whole(SHORT + 1);
		let parts = futures::stream::iter(
			[[7; 1 << 10]; 17].map(|part| Ok::<_, std::io::Error>(part.to_vec())),
		);
		let request = Request::new(Body::from_stream(parts));
		let (request, coming) = Bodies::bound(longest, request).unwrap();
		assert_eq!(coming, Coming::Whole(SHORT + 1));
		assert!(axum::body::to_bytes(request.into_body(), usize::MAX).await.is_err());
	}

	#[tokio::test(start_paused = true)]
	async fn short_bodies_that_do_not_come_hold_bounded_memory_for_seconds() {
		let bodies = std::sync::Arc::new(bodies());
		let read = |last: u8| {
			let bodies = bodies.clone();
			let body = futures::stream::pending::<Result<&str, std::io::Error>>();
			let request = Request::new(Body::from_stream(body));
			let (request, _) = Bodies::bound(Length::Whole(SHORT), request).unwrap();
			async move { bodies.read_short(address(last), request).await.map(|_| ()) }
		};
		let begun: Vec<_> =
			(0..16).flat_map(|last| [last; 1_024]).map(|last| tokio::spawn(read(last))).collect();
		tokio::time::sleep(Duration::from_secs(1)).await;
		let waiting = begun.iter().filter(|reading| !reading.is_finished()).count();
		assert!(waiting * SHORT < ROOM_OF_SHORT, "{waiting}");
		let whole = bodies.read_short(address(99), request(SHORT)).await;
		assert!(whole.is_ok(), "another address has room");
		tokio::time::sleep(Duration::from_secs(10)).await;
		assert!(begun.iter().all(|reading| reading.is_finished()));
	}

	#[tokio::test(start_paused = true)]
	async fn however_little_is_awaited_there_is_a_bounded_number_of_those_that_wait() {
		let bodies = std::sync::Arc::new(bodies());
		let read = |last: u8, request: Request| {
			let bodies = bodies.clone();
			async move {
				let (request, _) = Bodies::bound(Length::Whole(SHORT), request)?;
				bodies.read_short(address(last), request).await.map(|_| ())
			}
		};
		let one_byte = || {
			let body = futures::stream::pending::<Result<&str, std::io::Error>>();
			Request::new(Body::new(Limited::new(Body::from_stream(body), 1)))
		};
		let begun: Vec<_> = (0..100)
			.flat_map(|last| [last; 1_024])
			.map(|last| tokio::spawn(read(last, one_byte())))
			.collect();
		tokio::time::sleep(Duration::from_secs(1)).await;
		let waiting = begun.iter().filter(|reading| !reading.is_finished()).count();
		assert!(waiting * LEAST < ROOM_OF_SHORT, "{waiting}");
		assert!(read(200, request(1)).await.is_ok(), "another address has room");
	}

	#[test]
	fn what_is_long_and_read_whole_needs_room() {
		let bodies = bodies();
		let needs = |length, bytes| {
			let (request, coming) = Bodies::bound(length, request(bytes)).unwrap();
			let (_, room) = bodies.make_room(address(1), coming, request).unwrap();
			(coming.is_upload(), room.is_some())
		};
		assert_eq!(needs(Length::Whole(1 << 24), SHORT), (false, false));
		assert_eq!(needs(Length::Whole(1 << 24), SHORT + 1), (true, true));
		assert_eq!(needs(Length::Streamed(1 << 26), SHORT + 1), (true, false));
	}

	#[test]
	fn there_is_room_for_eight_of_the_longest_and_for_two_of_one_address() {
		let bodies = bodies();
		let take = |last| {
			let (request, coming) = Bodies::bound(Length::Whole(1 << 24), request(1 << 24))?;
			bodies.make_room(address(last), coming, request)
		};
		let held = [1, 1, 2, 3, 4, 5, 6, 7].map(|last| take(last).unwrap());
		assert_eq!(take(1).map(|_| ()), Err(Refusal::TooMany(1)));
		let mut rooms = held.iter().map(|(_, room)| room.as_ref().unwrap());
		assert!(rooms.all(|room| !room.gave_way()));
	}
}
