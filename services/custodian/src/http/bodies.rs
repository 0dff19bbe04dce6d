//! How much of what clients send is in memory at once, and how slowly it may come.

use super::{
	paced::Paced,
	shares::{Share, Shares},
	Length,
};
use crate::refusal::Refusal;
use axum::{body::Body, extract::Request};
use http_body_util::Limited;
use salus_client::requests::MAX_TEXT;
use std::net::IpAddr;

/// In bytes: eight of the longest.
const ROOM: usize = 1 << 27;
/// What share of it one address may have: whoever sends much and slowly leaves room for others.
const SHARE: usize = 4;
/// What is no longer needs no room, in bytes: so many requests at once are bounded elsewhere, and who asks for a release must not wait for anybody's long body.
const SHORT: usize = MAX_TEXT;

/// Room for bodies that are read whole.
pub(super) struct Bodies(Shares);

impl Default for Bodies {
	fn default() -> Self {
		Self(Shares::new(ROOM, ROOM.div_ceil(SHARE)))
	}
}

impl Bodies {
	/// The request of an address, of whose body no more can be read than its route takes; and the room that it has, where it is read whole and not short. A client that tells
	/// no length has room for the longest.
	pub(super) fn bound(
		&self,
		address: IpAddr,
		length: Length,
		request: Request,
	) -> Result<(Request, Option<Share>), Refusal> {
		let longest = length.bytes();
		let exact = http_body::Body::size_hint(request.body()).exact();
		let told = exact.map_or(longest, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
		if told > longest {
			return Err(Refusal::Malformed("longer than any that is taken in"));
		}
		let room = match length {
			Length::Whole(_) if told > SHORT => Some(self.0.take(address, told)?),
			Length::Whole(_) | Length::Streamed(_) => None,
		};
		Ok((request.map(|body| Body::new(Limited::new(Paced::new(body), longest))), room))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn address(last: u8) -> IpAddr {
		IpAddr::from([192, 0, 2, last])
	}

	fn request(length: usize) -> Request {
		Request::new(Body::from(vec![7; length]))
	}

	#[test]
	fn a_body_that_is_longer_than_any_is_refused_unread() {
		let bodies = Bodies::default();
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
		let (request, room) = Bodies::default().bound(address(1), longest, request).unwrap();
		assert!(room.is_some());
		assert!(axum::body::to_bytes(request.into_body(), usize::MAX).await.is_err());
	}

	#[test]
	fn there_is_no_more_room_than_there_is() {
		let bodies = Bodies::default();
		let longest = Length::Whole(1 << 24);
		let bound = |last, length| bodies.bound(address(last), longest, request(length));
		let mut held: Vec<_> = (0..8).map(|last| bound(last, 1 << 24).unwrap()).collect();
		assert_eq!(bound(9, SHORT + 1).map(|_| ()).unwrap_err(), Refusal::Unavailable);
		assert!(bound(9, SHORT).is_ok(), "a short one needs none");
		let streamed = bodies.bound(address(9), Length::Streamed(1 << 26), request(1 << 20));
		assert!(streamed.is_ok(), "nor does one that is not read whole");
		held.pop();
		assert!(bound(9, SHORT + 1).is_ok());
	}

	#[test]
	fn one_address_does_not_take_all() {
		let bodies = Bodies::default();
		let longest = Length::Whole(1 << 24);
		let bound = |last, length| bodies.bound(address(last), longest, request(length));
		let mut held = vec![bound(1, 1 << 24).unwrap(), bound(1, 1 << 24).unwrap()];
		assert_eq!(bound(1, SHORT + 1).map(|_| ()).unwrap_err(), Refusal::TooMany(1));
		assert!(bound(1, SHORT).is_ok() && bound(2, 1 << 24).is_ok());
		held.pop();
		assert!(bound(1, SHORT + 1).is_ok());
	}
}
