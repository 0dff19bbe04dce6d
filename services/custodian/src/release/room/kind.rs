//! Room of one kind, and what of it one of those has who ask.

use super::{Key, UNIT};
use std::{
	collections::HashMap,
	sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// One of those who ask has such a part at most; but it always has room for one release, however long.
const SHARE: u32 = 4;

/// Room of one kind.
#[derive(Clone)]
pub(super) struct Kind(Arc<Inner>);

struct Inner {
	units: u32,
	/// How many bytes are in memory for each one of what is measured.
	each: usize,
	/// So much needs no room.
	short: usize,
	free: Arc<Semaphore>,
	/// What is left to each of those who have some.
	shares: Mutex<HashMap<Key, Weak<Semaphore>>>,
}

/// Room that one release has of a kind; none if it needs none.
#[derive(Default)]
pub(super) struct Held {
	/// Of each share out of which it is taken.
	shares: Vec<OwnedSemaphorePermit>,
	room: Option<OwnedSemaphorePermit>,
}

impl Kind {
	pub(super) fn new(units: u32, each: usize, short: usize) -> Self {
		let (free, shares) = (semaphore(units), Mutex::default());
		Self(Arc::new(Inner { units, each, short, free, shares }))
	}

	/// Waits until nobody who asks by these keys has too much with it. What is longer than a share takes all of it.
	pub(super) async fn share(&self, keys: &[Key], length: usize) -> Option<Held> {
		let units = self.units_of_share(length);
		let mut held = Held::default();
		if units > 0 {
			for key in keys {
				// It is never closed.
				held.shares.push(self.share_of(*key).acquire_many_owned(units).await.ok()?);
			}
		}
		Some(held)
	}

	/// Waits for the room itself. To be called with the share alone: who waits for itself must not have room for which others wait.
	pub(super) async fn fill(&self, held: &mut Held, length: usize) -> Option<()> {
		let units = self.units(length);
		if units > 0 {
			held.room = Some(self.0.free.clone().acquire_many_owned(units).await.ok()?);
		}
		Some(())
	}

	/// Gives back what is more than a release needs from now on.
	pub(super) fn shrink(&self, held: &mut Held, length: usize) {
		let (units, of_share) = (self.units(length), self.units_of_share(length));
		if units == 0 {
			*held = Held::default();
			return;
		}
		for share in &mut held.shares {
			shrink(share, of_share);
		}
		if let Some(room) = &mut held.room {
			shrink(room, units);
		}
	}

	/// How many units something takes; none if it needs no room.
	fn units(&self, length: usize) -> u32 {
		let Inner { units: all, each, short, .. } = *self.0;
		if length <= short {
			return 0;
		}
		let units = length.saturating_mul(each).div_ceil(UNIT);
		u32::try_from(units).unwrap_or(all).min(all)
	}

	fn units_of_share(&self, length: usize) -> u32 {
		self.units(length).min(self.most_of_one())
	}

	fn most_of_one(&self) -> u32 {
		self.0.units.div_ceil(SHARE)
	}

	fn share_of(&self, key: Key) -> Arc<Semaphore> {
		let mut all = self.0.shares.lock().unwrap_or_else(PoisonError::into_inner);
		if let Some(known) = all.get(&key).and_then(Weak::upgrade) {
			return known;
		}
		all.retain(|_, share| share.strong_count() > 0);
		let share = semaphore(self.most_of_one());
		all.insert(key, Arc::downgrade(&share));
		share
	}
}

impl Held {
	pub(super) fn is_some(&self) -> bool {
		self.room.is_some()
	}
}

fn semaphore(units: u32) -> Arc<Semaphore> {
	Arc::new(Semaphore::new(usize::try_from(units).unwrap_or(usize::MAX)))
}

fn shrink(permit: &mut OwnedSemaphorePermit, units: u32) {
	let needed = usize::try_from(units).unwrap_or(usize::MAX);
	drop(permit.split(permit.num_permits().saturating_sub(needed)));
}

#[cfg(test)]
mod tests {
	use super::*;

	#[tokio::test]
	async fn what_is_given_back_may_be_taken_and_nobody_is_remembered() {
		let kind = Kind::new(8, UNIT, 0);
		for last in 0..100 {
			let mut held = kind.share(&[Key::Account([last; 32])], 2).await.unwrap();
			kind.fill(&mut held, 2).await.unwrap();
			assert_eq!(kind.0.free.available_permits(), 6);
		}
		assert_eq!(kind.0.free.available_permits(), 8);
		assert_eq!(kind.0.shares.lock().unwrap().len(), 1);
	}
}
