//! What there is a bounded amount of, and of which one address does not take all.

use crate::refusal::Refusal;
use std::{
	collections::HashMap,
	net::IpAddr,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// What share of it is for addresses that have none yet.
const KEPT: usize = 4;

/// A bounded amount.
#[derive(Clone)]
pub(super) struct Portions(Arc<Inner>);

struct Inner {
	most: usize,
	most_of_one: Option<usize>,
	taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
	all: usize,
	of: HashMap<IpAddr, usize>,
}

/// A part that an address has, until this is dropped.
pub(super) struct Portion {
	portions: Portions,
	address: IpAddr,
	amount: usize,
}

impl Portions {
	/// So much for all, and so much at most for one address.
	pub(super) fn new(most: usize, most_of_one: usize) -> Self {
		Self(Arc::new(Inner { most, most_of_one: Some(most_of_one), taken: Mutex::default() }))
	}

	/// So much, all of which one address may have.
	pub(super) fn undivided(most: usize) -> Self {
		Self(Arc::new(Inner { most, most_of_one: None, taken: Mutex::default() }))
	}

	/// [`Refusal::Unavailable`] where there is not so much left, [`Refusal::TooMany`] where this address has too much of it. The last of it is for addresses that have none: a few
	/// that take whatever they can shut out nobody.
	pub(super) fn take(&self, address: IpAddr, amount: usize) -> Result<Portion, Refusal> {
		let mut taken = self.taken();
		let left = self.0.most.saturating_sub(taken.all);
		if amount > left {
			return Err(Refusal::Unavailable);
		}
		let had = taken.of.get(&address).copied().unwrap_or(0);
		let of_address = had.saturating_add(amount);
		let kept = self.0.most.checked_div(KEPT).unwrap_or(0);
		let free = if had == 0 { left } else { left.saturating_sub(kept) };
		if self.0.most_of_one.is_some_and(|most| of_address > most || amount > free) {
			return Err(Refusal::TooMany(1));
		}
		taken.all = taken.all.saturating_add(amount);
		taken.of.insert(address, of_address);
		Ok(Portion { portions: self.clone(), address, amount })
	}

	fn taken(&self) -> MutexGuard<'_, Taken> {
		self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl Drop for Portion {
	fn drop(&mut self) {
		let mut taken = self.portions.taken();
		taken.all = taken.all.saturating_sub(self.amount);
		let left = taken.of.get(&self.address).copied().unwrap_or(0).saturating_sub(self.amount);
		if left == 0 {
			taken.of.remove(&self.address);
		} else {
			taken.of.insert(self.address, left);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

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
