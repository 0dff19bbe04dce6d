//! What there is a bounded amount of, and of which one address does not take all.

use crate::refusal::Refusal;
use std::{
	collections::HashMap,
	net::IpAddr,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// A bounded amount.
#[derive(Clone)]
pub(super) struct Shares(Arc<Inner>);

struct Inner {
	most: usize,
	most_of_one: usize,
	taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
	all: usize,
	of: HashMap<IpAddr, usize>,
}

/// A part that an address has, until this is dropped.
pub(super) struct Share {
	shares: Shares,
	address: IpAddr,
	amount: usize,
}

impl Shares {
	/// So much for all, and so much for one address.
	pub(super) fn new(most: usize, most_of_one: usize) -> Self {
		Self(Arc::new(Inner { most, most_of_one, taken: Mutex::default() }))
	}

	/// [`Refusal::Unavailable`] where there is not so much left, [`Refusal::TooMany`] where this address has too much of it.
	pub(super) fn take(&self, address: IpAddr, amount: usize) -> Result<Share, Refusal> {
		let mut taken = self.taken();
		let all = taken.all.saturating_add(amount);
		if all > self.0.most {
			return Err(Refusal::Unavailable);
		}
		let of_address = taken.of.get(&address).copied().unwrap_or(0).saturating_add(amount);
		if of_address > self.0.most_of_one {
			return Err(Refusal::TooMany(1));
		}
		taken.all = all;
		taken.of.insert(address, of_address);
		Ok(Share { shares: self.clone(), address, amount })
	}

	fn taken(&self) -> MutexGuard<'_, Taken> {
		self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl Drop for Share {
	fn drop(&mut self) {
		let mut taken = self.shares.taken();
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
		let shares = Shares::new(8, 6);
		let [one, other] = [1, 2].map(|last| IpAddr::from([192, 0, 2, last]));
		let refused = |address, amount| shares.take(address, amount).map(|_| ()).unwrap_err();
		let held = shares.take(one, 4).unwrap();
		let more = shares.take(one, 2).unwrap();
		assert_eq!(refused(one, 1), Refusal::TooMany(1));
		assert_eq!(refused(other, 3), Refusal::Unavailable);
		drop(more);
		drop(shares.take(one, 2).unwrap());
		drop(held);
		assert_eq!(shares.taken().all, 0);
		assert!(shares.taken().of.is_empty());
	}
}
