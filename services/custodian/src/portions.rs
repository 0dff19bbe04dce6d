//! What there is a bounded amount of, and of which no one who asks takes all.

use crate::refusal::Refusal;
use std::{
	collections::HashMap,
	hash::Hash,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// What share of it is for those that have none yet.
const KEPT: usize = 4;

/// A bounded amount, for those that `K` tells apart.
#[derive(Clone)]
pub(crate) struct Portions<K: Eq + Hash + Copy>(Arc<Inner<K>>);

struct Inner<K> {
	most: usize,
	most_of_one: Option<usize>,
	taken: Mutex<Taken<K>>,
}

struct Taken<K> {
	all: usize,
	of: HashMap<K, usize>,
}

/// A part that one has, until this is dropped.
pub(crate) struct Portion<K: Eq + Hash + Copy> {
	portions: Portions<K>,
	one: K,
	amount: usize,
}

impl<K: Eq + Hash + Copy> Portions<K> {
	/// So much for all, and so much at most for one.
	pub(crate) fn new(most: usize, most_of_one: usize) -> Self {
		Self::of(most, Some(most_of_one))
	}

	/// So much, all of which one may have.
	pub(crate) fn undivided(most: usize) -> Self {
		Self::of(most, None)
	}

	fn of(most: usize, most_of_one: Option<usize>) -> Self {
		let taken = Mutex::new(Taken { all: 0, of: HashMap::new() });
		Self(Arc::new(Inner { most, most_of_one, taken }))
	}

	/// [`Refusal::Unavailable`] where there is not so much left, [`Refusal::TooMany`] where this one has too much of it. The last of it is for those that have none: a few
	/// that take whatever they can shut out nobody.
	pub(crate) fn take(&self, one: K, amount: usize) -> Result<Portion<K>, Refusal> {
		let mut taken = self.taken();
		let left = self.0.most.saturating_sub(taken.all);
		if amount > left {
			return Err(Refusal::Unavailable);
		}
		let had = taken.of.get(&one).copied().unwrap_or(0);
		let of_one = had.saturating_add(amount);
		let kept = self.0.most.checked_div(KEPT).unwrap_or(0);
		let free = if had == 0 { left } else { left.saturating_sub(kept) };
		if self.0.most_of_one.is_some_and(|most| of_one > most || amount > free) {
			return Err(Refusal::TooMany(1));
		}
		taken.all = taken.all.saturating_add(amount);
		taken.of.insert(one, of_one);
		Ok(Portion { portions: self.clone(), one, amount })
	}

	fn taken(&self) -> MutexGuard<'_, Taken<K>> {
		self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl<K: Eq + Hash + Copy> Drop for Portion<K> {
	fn drop(&mut self) {
		let mut taken = self.portions.taken();
		taken.all = taken.all.saturating_sub(self.amount);
		let left = taken.of.get(&self.one).copied().unwrap_or(0).saturating_sub(self.amount);
		if left == 0 {
			taken.of.remove(&self.one);
		} else {
			taken.of.insert(self.one, left);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::net::IpAddr;

	#[test]
	fn what_is_given_back_may_be_taken_and_nothing_is_remembered() {
		let portions = Portions::new(16, 6);
		let [one, other] = [1, 2].map(|last| IpAddr::from([192, 0, 2, last]));
		let refused = |address, amount| portions.take(address, amount).map(|_| ()).unwrap_err();
		let held = portions.take(one, 4).unwrap();
		let more = portions.take(one, 2).unwrap();
		assert_eq!(refused(one, 1), Refusal::TooMany(1));
		assert_eq!(refused(other, 11), Refusal::Unavailable);
		drop(more);
		drop(portions.take(one, 2).unwrap());
		drop(held);
		assert_eq!(portions.taken().all, 0);
		assert!(portions.taken().of.is_empty());
	}

	#[test]
	fn however_many_take_what_they_can_there_is_some_left() {
		for addresses in [1, 4, 16, 64] {
			let portions = Portions::new(512, 128);
			let address = |last| IpAddr::from([192, 0, 2, last]);
			let take = |last| portions.take(address(last), 1);
			let greedy = (0..addresses).flat_map(|last| [last; 512]);
			let _held: Vec<_> = greedy.filter_map(|last| take(last).ok()).collect();
			let left = 512 - portions.taken().all;
			assert!(left >= 64, "{addresses} leave {left}");
			assert!(take(255).is_ok());
		}
	}

	#[test]
	fn what_is_undivided_one_address_may_have() {
		let portions = Portions::undivided(2);
		let address = IpAddr::from([192, 0, 2, 1]);
		let _held = [portions.take(address, 1).unwrap(), portions.take(address, 1).unwrap()];
		assert_eq!(portions.take(address, 1).map(|_| ()).unwrap_err(), Refusal::Unavailable);
	}
}
