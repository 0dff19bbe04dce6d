//! Room of one kind that all who ask share, and what of it one of them has.

use super::Key;
use std::{
	collections::HashMap,
	sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Room is given out in units of so many bytes.
pub(super) const UNIT: usize = 1 << 16;
/// One of those who ask has such a part at most; but it always has room for one release, however long.
const SHARE: u32 = 4;

/// So many bytes of memory, or of a disk.
#[derive(Clone)]
pub(super) struct Shared(Arc<Inner>);

struct Inner {
	units: u32,
	free: Arc<Semaphore>,
	/// What is left to each of those who have some.
	shares: Mutex<HashMap<Key, Weak<Semaphore>>>,
}

/// What one release has of it; nothing if it needs none.
#[derive(Default)]
pub(in super::super) struct Permit {
	/// Of each share out of which it is taken.
	shares: Vec<OwnedSemaphorePermit>,
	room: Option<OwnedSemaphorePermit>,
}

impl Shared {
	/// So many bytes, or a few more.
	pub(super) fn new(bytes: usize) -> Self {
		let units = u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX);
		let (free, shares) = (semaphore(units), Mutex::default());
		Self(Arc::new(Inner { units, free, shares }))
	}

	/// Waits for so many bytes, which take no room if there are none: for the part of whoever asks first, since who waits for itself must not have room for which
	/// others wait. It is never closed.
	pub(super) async fn take(&self, keys: &[Key], bytes: usize) -> Permit {
		let (units, of_share) = (self.units(bytes), self.units_of_share(bytes));
		let mut permit = Permit::default();
		if units > 0 {
			for key in keys {
				permit.shares.extend(self.share_of(*key).acquire_many_owned(of_share).await);
			}
			permit.room = self.0.free.clone().acquire_many_owned(units).await.ok();
		}
		permit
	}

	/// Gives back what is more than a release needs from now on.
	pub(super) fn shrink(&self, permit: &mut Permit, bytes: usize) {
		let (units, of_share) = (self.units(bytes), self.units_of_share(bytes));
		if units == 0 {
			*permit = Permit::default();
			return;
		}
		for share in &mut permit.shares {
			shrink(share, of_share);
		}
		if let Some(room) = &mut permit.room {
			shrink(room, units);
		}
	}

	fn units(&self, bytes: usize) -> u32 {
		u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX).min(self.0.units)
	}

	/// What is longer than a share takes all of it.
	fn units_of_share(&self, bytes: usize) -> u32 {
		self.units(bytes).min(self.most_of_one())
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

impl Permit {
	pub(in super::super) fn is_some(&self) -> bool {
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
		let shared = Shared::new(8 * UNIT);
		for last in 0..100 {
			let _permit = shared.take(&[Key::Account([last; 32])], 2 * UNIT).await;
			assert_eq!(shared.0.free.available_permits(), 6);
		}
		assert_eq!(shared.0.free.available_permits(), 8);
		assert_eq!(shared.0.shares.lock().unwrap().len(), 1);
	}
}
