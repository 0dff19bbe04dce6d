//! How much of what clients send is in memory at once, and how slowly it may come.

use super::{
	paced::Paced,
	shares::{Share, Shares},
	Length,
};
use crate::refusal::Refusal;
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
/// In bytes, for those: thousands of them.
const ROOM_OF_SHORT: usize = 1 << 26;

/// Room for bodies that are read whole.
pub(super) struct Bodies {
	long: Shares,
	short: Shares,
	/// How long a short one may take.
	short_within: Duration,
}

/// A long body that is still coming; and its room, where it is read whole.
pub(super) struct Upload {
	_room: Option<Share>,
}

impl Bodies {
	/// Short ones come within this time.
	pub(super) fn new(short_within: Duration) -> Self {
		let shares = |room: usize| Shares::new(room, room.div_ceil(SHARE));
		Self { long: shares(ROOM), short: shares(ROOM_OF_SHORT), short_within }
	}

	/// The request of an address, of whose body no more can be read than its route takes; and whether that is an upload: then it has room, where it is read whole. A client that
	/// tells no length has room for the longest.
	pub(super) fn bound(
		&self,
		address: IpAddr,
		length: Length,
		request: Request,
	) -> Result<(Request, Option<Upload>), Refusal> {
		let longest = length.bytes();
		let exact = http_body::Body::size_hint(request.body()).exact();
		let told = exact.map_or(longest, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
		if told > longest {
			return Err(Refusal::Malformed("longer than any that is taken in"));
		}
		let upload = match length {
			_ if told <= SHORT => None,
			Length::Whole(_) => Some(Upload { _room: Some(self.long.take(address, told)?) }),
			Length::Streamed(_) => Some(Upload { _room: None }),
		};
		Ok((request.map(|body| Body::new(Limited::new(Paced::new(body), longest))), upload))
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
		let _room = self.short.take(address, usize::try_from(longest).unwrap_or(usize::MAX))?;
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
		let bodies = bodies();
		assert!(bodies.bound(address(1), Length::Whole(64), request(64)).is_ok());
		for length in [Length::Whole(64), Length::Streamed(64)] {
			let refused = bodies.bound(address(1), length, request(65)).map(|_| ());
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
		let (request, room) = bodies().bound(address(1), longest, request).unwrap();
		assert!(room.is_some());
		assert!(axum::body::to_bytes(request.into_body(), usize::MAX).await.is_err());
	}

	#[tokio::test(start_paused = true)]
	async fn short_bodies_that_do_not_come_hold_bounded_memory_for_seconds() {
		let bodies = std::sync::Arc::new(bodies());
		let read = |last: u8| {
			let bodies = bodies.clone();
			let body = futures::stream::pending::<Result<&str, std::io::Error>>();
			let request = Request::new(Body::from_stream(body));
			let (request, _) = bodies.bound(address(last), Length::Whole(SHORT), request).unwrap();
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

	#[test]
	fn there_is_no_more_room_than_there_is() {
		let bodies = bodies();
		let longest = Length::Whole(1 << 24);
		let bound = |last, length| bodies.bound(address(last), longest, request(length));
		let mut held: Vec<_> = (0..8).map(|last| bound(last, 1 << 24).unwrap()).collect();
		assert_eq!(bound(9, SHORT + 1).map(|_| ()).unwrap_err(), Refusal::Unavailable);
		assert!(bound(9, SHORT).is_ok(), "a short one needs none of it");
		let streamed = bodies.bound(address(9), Length::Streamed(1 << 26), request(1 << 20));
		assert!(streamed.is_ok(), "nor does one that is not read whole");
		held.pop();
		assert!(bound(9, SHORT + 1).is_ok());
	}

	#[test]
	fn one_address_does_not_take_all() {
		let bodies = bodies();
		let longest = Length::Whole(1 << 24);
		let bound = |last, length| bodies.bound(address(last), longest, request(length));
		let mut held = vec![bound(1, 1 << 24).unwrap(), bound(1, 1 << 24).unwrap()];
		assert_eq!(bound(1, SHORT + 1).map(|_| ()).unwrap_err(), Refusal::TooMany(1));
		assert!(bound(1, SHORT).is_ok() && bound(2, 1 << 24).is_ok());
		held.pop();
		assert!(bound(1, SHORT + 1).is_ok());
	}
}
