//! Room for bodies that are read whole. Nobody waits for it: where none is left, whoever has most of it gives way.
//!
//! A few addresses that send as much and as slowly as they may would shut out everybody else for as long as they go on. So what an address has is its own only as long as
//! nobody needs it who would have less: however they send, `n` addresses leave each other one an `n + 1`th part of the room.

use super::guarded::{Guard, Guarded};
use crate::refusal::Refusal;
use axum::{
	body::{Body, Bytes},
	Error,
};
use http_body::Frame;
use std::{
	cmp::Reverse,
	collections::{BinaryHeap, HashMap, HashSet, VecDeque},
	convert::Infallible,
	future::Future,
	io,
	net::IpAddr,
	pin::Pin,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	task::Context,
};
use tokio::sync::oneshot;

/// A bounded amount, in bytes.
#[derive(Clone)]
pub(super) struct Room(Arc<Inner>);

struct Inner {
	most: usize,
	most_of_one: usize,
	taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
	/// In the order in which they came.
	parts: Vec<Part>,
	next: u64,
}

struct Part {
	number: u64,
	address: IpAddr,
	amount: usize,
	/// Closed once the body is there, or nobody reads it any more. Dropped, it tells the body to give way.
	coming: oneshot::Sender<Infallible>,
}

/// The room of one body, until this is dropped or has given way.
pub(super) struct Roomed {
	room: Room,
	number: u64,
}

impl Room {
	/// So much for all, and so much at most for one address.
	pub(super) fn new(most: usize, most_of_one: usize) -> Self {
		Self(Arc::new(Inner { most, most_of_one, taken: Mutex::default() }))
	}

	/// The body of an address with room for it. [`Refusal::TooMany`] where this address has too much of it, [`Refusal::Unavailable`] where there is not so much left, and nobody has more
	/// than this address would have.
	pub(super) fn take(
		&self,
		address: IpAddr,
		amount: usize,
		body: Body,
	) -> Result<(Body, Roomed), Refusal> {
		let mut taken = self.taken();
		let own = taken.of(address).saturating_add(amount);
		if own > self.0.most_of_one {
			return Err(Refusal::TooMany(1));
		}
		let needed = taken.all().saturating_add(amount).saturating_sub(self.0.most);
		let giving_way = taken.giving_way(needed, own).ok_or(Refusal::Unavailable)?;
		taken.parts.retain(|part| !giving_way.contains(&part.number));
		let (coming, gives_way) = oneshot::channel();
		let number = taken.next;
		taken.next = number.wrapping_add(1);
		taken.parts.push(Part { number, address, amount, coming });
		let body = Body::new(Guarded(body, Yielding(Some(gives_way))));
		Ok((body, Roomed { room: self.clone(), number }))
	}

	fn taken(&self) -> MutexGuard<'_, Taken> {
		self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl Taken {
	fn all(&self) -> usize {
		self.parts.iter().map(|part| part.amount).sum()
	}

	fn of(&self, address: IpAddr) -> usize {
		self.parts.iter().filter(|part| part.address == address).map(|part| part.amount).sum()
	}

	/// Which give way so that so much is free: of whoever has most, and more than `own`, what came first, as often as is needed. Nothing where that is not enough. What is read is not
	/// coming any more, and keeps its room.
	fn giving_way(&self, needed: usize, own: usize) -> Option<HashSet<u64>> {
		let mut addresses = HashMap::<IpAddr, (usize, VecDeque<&Part>)>::new();
		for part in &self.parts {
			let (all, coming) = addresses.entry(part.address).or_default();
			*all = all.saturating_add(part.amount);
			if !part.coming.is_closed() {
				coming.push_back(part);
			}
		}
		let place = |address: IpAddr, all: usize, coming: &VecDeque<&Part>| {
			coming.front().map(|first| (all, Reverse(first.number), address))
		};
		let mut by_most: BinaryHeap<_> = addresses
			.iter()
			.filter_map(|(address, (all, coming))| place(*address, *all, coming))
			.collect();
		let (mut giving_way, mut freed) = (HashSet::new(), 0_usize);
		while freed < needed {
			let (all, _, address) = by_most.pop().filter(|(all, ..)| *all > own)?;
			let (_, coming) = addresses.get_mut(&address)?;
			let part = coming.pop_front()?;
			freed = freed.saturating_add(part.amount);
			giving_way.insert(part.number);
			by_most.extend(place(address, all.saturating_sub(part.amount), coming));
		}
		Some(giving_way)
	}
}

impl Roomed {
	/// Whether others had less, and needed it.
	pub(super) fn gave_way(&self) -> bool {
		!self.room.taken().parts.iter().any(|part| part.number == self.number)
	}
}

impl Drop for Roomed {
	fn drop(&mut self) {
		self.room.taken().parts.retain(|part| part.number != self.number);
	}
}

/// Ends a body that is told to give way before it is there.
struct Yielding(Option<oneshot::Receiver<Infallible>>);

impl Guard for Yielding {
	fn before(&mut self, context: &mut Context<'_>) -> Result<(), Error> {
		let Some(gives_way) = &mut self.0 else { return Ok(()) };
		if Pin::new(gives_way).poll(context).is_pending() {
			return Ok(());
		}
		self.0 = None;
		Err(Error::new(io::Error::from(io::ErrorKind::ConnectionAborted)))
	}

	fn came(&mut self, part: Option<&Frame<Bytes>>) -> Result<(), Error> {
		if part.is_none() {
			self.0 = None;
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use axum::body::to_bytes;

	fn address(last: u8) -> IpAddr {
		IpAddr::from([192, 0, 2, last])
	}

	/// The body of an address that does not come, with room.
	fn take(room: &Room, last: u8, amount: usize) -> Result<(Body, Roomed), Refusal> {
		let body = futures::stream::pending::<Result<&str, io::Error>>();
		room.take(address(last), amount, Body::from_stream(body))
	}

	fn refused(room: &Room, last: u8, amount: usize) -> Refusal {
		take(room, last, amount).map(|_| ()).unwrap_err()
	}

	#[test]
	fn one_address_does_not_take_all_and_what_is_given_back_may_be_taken() {
		let room = Room::new(16, 4);
		let held = take(&room, 1, 3).unwrap();
		assert_eq!(refused(&room, 1, 2), Refusal::TooMany(1));
		assert!(take(&room, 2, 4).is_ok());
		drop(held);
		assert!(take(&room, 1, 4).is_ok());
		assert!(room.taken().parts.is_empty(), "nothing is remembered");
	}

	#[test]
	fn of_whoever_has_most_what_came_first_gives_way() {
		let room = Room::new(8, 4);
		let held = [(1, 2), (2, 2), (2, 2), (1, 1), (3, 1)];
		let held = held.map(|(last, amount)| take(&room, last, amount).unwrap());
		let mut held = Vec::from(held);
		let gave_way = |held: &[(Body, Roomed)]| -> Vec<_> {
			held.iter().map(|(_, roomed)| roomed.gave_way()).collect()
		};
		held.push(take(&room, 4, 2).unwrap());
		assert_eq!(gave_way(&held), [false, true, false, false, false, false]);
		held.push(take(&room, 5, 1).unwrap());
		assert_eq!(gave_way(&held), [true, true, false, false, false, false, false]);
	}

	#[test]
	fn nobody_gives_way_to_who_would_have_as_much_nor_where_that_is_not_enough() {
		let room = Room::new(16, 16);
		let take_all = |parts: Vec<(u8, usize)>| -> Vec<_> {
			parts.into_iter().map(|(last, amount)| take(&room, last, amount).unwrap()).collect()
		};
		let has_kept_all = |held: &[(Body, Roomed)]| held.iter().all(|(_, part)| !part.gave_way());
		let held = take_all(vec![(1, 8), (2, 7), (3, 1)]);
		assert_eq!(refused(&room, 4, 8), Refusal::Unavailable);
		assert_eq!(refused(&room, 3, 7), Refusal::Unavailable);
		assert!(has_kept_all(&held) && take(&room, 4, 7).is_ok());
		drop(held);
		// What one of them has more than the next one is less than that takes.
		let held = take_all([vec![(1, 1); 5], (2..13).map(|last| (last, 1)).collect()].concat());
		assert_eq!(refused(&room, 13, 4), Refusal::Unavailable);
		assert!(has_kept_all(&held));
	}

	#[test]
	fn of_however_many_that_send_slowly_none_keeps_another_from_an_equal_part() {
		for others in [1, 2, 3, 7, 15, 31, 63] {
			let room = Room::new(1 << 10, 1 << 8);
			let amounts = [1, 7, 32, 128];
			let greedy =
				(0..others).flat_map(|last| amounts.map(|amount| (last, amount)).repeat(16));
			let _held: Vec<_> =
				greedy.filter_map(|(last, amount)| take(&room, last, amount).ok()).collect();
			let equal = (1 << 10) / (usize::from(others) + 1);
			assert!(take(&room, 255, equal.min(1 << 8)).is_ok(), "{others}");
			assert!(room.taken().all() <= 1 << 10);
		}
	}

	#[tokio::test]
	async fn a_body_that_gives_way_ends_and_one_that_is_there_does_not_give_way() {
		let room = Room::new(4, 4);
		let (coming, roomed) = take(&room, 1, 4).unwrap();
		let reading = tokio::spawn(to_bytes(coming, 4));
		let (body, there) = room.take(address(2), 3, Body::from("abc")).unwrap();
		assert!(reading.await.unwrap().is_err() && roomed.gave_way());
		assert_eq!(to_bytes(body, 3).await.unwrap(), "abc");
		assert_eq!(refused(&room, 3, 2), Refusal::Unavailable, "it is being worked on");
		assert!(!there.gave_way());
		drop(there);
		assert!(take(&room, 3, 2).is_ok());
	}
}
