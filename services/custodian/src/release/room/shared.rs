//! Room of one kind that all who ask share, and what of it one of them has.

use super::asker::{Asker, Key};
use std::{
	collections::HashMap,
	sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Room is given out in units of so many bytes.
pub(super) const UNIT: usize = 1 << 16;
/// One of those who ask has such a part at most; but always room for one release, however long.
const SHARE_OF_ONE: u32 = 4;
/// The same of places, which are given back soon.
const SHARE_OF_PLACES: u32 = 2;
/// All of a patient's side have such a part at most: whoever the patient lets act does not take it all from the others.
const SHARE_OF_PATIENT: u32 = 2;
/// Such a part no organization takes, and of what some may have for long it is kept for groups that have nothing: the few that take whatever they can shut out nobody
/// else.
const SHARE_KEPT: u32 = 4;

/// So many bytes of memory, or of a disk, or so many places.
#[derive(Clone)]
pub(super) struct Shared(Arc<Inner>);

struct Inner {
	units: u32,
	/// Such a part one has at most.
	share_of_one: u32,
	/// What anybody may have.
	common: Arc<Semaphore>,
	/// How much that is.
	commons: u32,
	/// What those may have who have nothing yet.
	kept: Arc<Semaphore>,
	/// What is left to each of those who have some.
	shares: Mutex<HashMap<Key, Weak<Semaphore>>>,
}

/// What one release has of it; nothing if it needs none.
#[derive(Default)]
pub(in super::super) struct Permit {
	/// Of each share out of which it is taken.
	shares: Vec<OwnedSemaphorePermit>,
	room: Vec<OwnedSemaphorePermit>,
}

impl Shared {
	/// So many bytes, or a few more: what nobody has for long, so that it comes to each in its turn.
	pub(super) fn in_turn(bytes: usize) -> Self {
		Self::of_units(units_of(bytes), 0, SHARE_OF_ONE)
	}

	/// So many bytes, or a few more, which some may have for long: part of them is kept for those who have none.
	pub(super) fn for_long(bytes: usize) -> Self {
		let units = units_of(bytes);
		Self::of_units(units, part(units, SHARE_KEPT), SHARE_OF_ONE)
	}

	/// So many places, part of which is kept for those who have none. They are taken in turn.
	pub(super) fn of_places(places: u32) -> Self {
		Self::of_units(places, part(places, SHARE_KEPT), SHARE_OF_PLACES)
	}

	/// So many places for which all wait in turn.
	pub(super) fn of_places_for_all(places: u32) -> Self {
		Self::of_units(places, 0, SHARE_OF_PLACES)
	}

	fn of_units(units: u32, kept: u32, share_of_one: u32) -> Self {
		let commons = units.saturating_sub(kept);
		let (common, kept) = (semaphore(commons), semaphore(kept));
		let shares = Mutex::default();
		Self(Arc::new(Inner { units, share_of_one, common, commons, kept, shares }))
	}

	/// Waits for so many bytes, which take no room if there are none.
	pub(super) async fn take(&self, asker: Option<&Asker>, bytes: usize) -> Permit {
		let (one, group) = (asker.map(|asker| asker.one), asker.map(|asker| asker.group));
		self.take_units(one, group, units_of(bytes)).await
	}

	/// Waits for so many units: for the part of whoever asks first, since who waits for itself must not have room for which others wait. It is never closed.
	pub(super) async fn take_units(
		&self,
		one: Option<Key>,
		group: Option<Key>,
		units: u32,
	) -> Permit {
		let units = units.min(self.0.units);
		let mut permit = Permit::default();
		if units == 0 {
			return permit;
		}
		if let Some(one) = one {
			let share = self.share_of(one).0;
			permit.shares.extend(share.acquire_many_owned(self.of_share(one, units)).await);
		}
		// So has whoever comes by from another side, which has bounded it: a flood on this one does not shut it out.
		let mut has_none = true;
		if let Some(group) = group {
			let (share, is_new) = self.share_of(group);
			has_none = is_new;
			permit.shares.extend(share.acquire_many_owned(self.of_share(group, units)).await);
		}
		let of_common = units.min(self.0.commons);
		let common = self.0.common.clone().acquire_many_owned(of_common);
		let kept = |units| self.0.kept.clone().acquire_many_owned(units);
		if of_common < units {
			permit.room.extend(common.await);
			permit.room.extend(kept(units.saturating_sub(of_common)).await);
		} else if has_none && units <= self.0.units.saturating_sub(self.0.commons) {
			permit.room.extend(tokio::select! {
				biased;
				taken = common => taken,
				taken = kept(units) => taken,
			});
		} else {
			permit.room.extend(common.await);
		}
		permit
	}

	/// Gives back what is more than a release needs from now on.
	pub(super) fn shrink(&self, permit: &mut Permit, bytes: usize) {
		let units = units_of(bytes).min(self.0.units);
		if units == 0 {
			*permit = Permit::default();
			return;
		}
		// No share is smaller than what is needed out of it.
		for share in &mut permit.shares {
			shrink(share, units);
		}
		let mut needed = units;
		for room in &mut permit.room {
			shrink(room, needed);
			needed = needed.saturating_sub(u32::try_from(room.num_permits()).unwrap_or(u32::MAX));
		}
	}

	/// What is longer than a share takes all of it.
	fn of_share(&self, key: Key, units: u32) -> u32 {
		units.min(self.share(key))
	}

	fn share(&self, key: Key) -> u32 {
		let units = self.0.units;
		match key {
			Key::Account(_) | Key::OfGateway(..) => units.div_ceil(self.0.share_of_one),
			Key::Patient(_) => units.div_ceil(SHARE_OF_PATIENT),
			Key::Organization(_) => units.saturating_sub(part(units, SHARE_KEPT)),
		}
	}

	/// What is left to it, and whether it had nothing and waited for nothing before.
	fn share_of(&self, key: Key) -> (Arc<Semaphore>, bool) {
		let mut all = self.0.shares.lock().unwrap_or_else(PoisonError::into_inner);
		if let Some(known) = all.get(&key).and_then(Weak::upgrade) {
			return (known, false);
		}
		all.retain(|_, share| share.strong_count() > 0);
		let share = semaphore(self.share(key));
		all.insert(key, Arc::downgrade(&share));
		(share, true)
	}
}

#[cfg(test)]
impl Permit {
	/// Whether it has any.
	pub(in super::super) fn is_some(&self) -> bool {
		!self.room.is_empty()
	}
}

fn part(units: u32, of: u32) -> u32 {
	units.checked_div(of).unwrap_or(0)
}

fn units_of(bytes: usize) -> u32 {
	u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX)
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
	use crate::release::room::asker::Side;
	use futures::FutureExt;
	use std::future::Future;

	const ORGANIZATION: Key = Key::Organization(1);

	fn asker(account: u8, group: Key) -> Asker {
		Asker { side: Side::Organizations, one: Key::Account([account; 32]), group }
	}

	/// What it gives without waiting.
	fn at_once(taken: impl Future<Output = Permit>) -> Option<Permit> {
		tokio::task::unconstrained(taken).now_or_never()
	}

	#[tokio::test]
	async fn what_is_given_back_may_be_taken_and_nobody_is_remembered() {
		let shared = Shared::in_turn(8 * UNIT);
		for last in 0..100 {
			let asker = asker(last, Key::Organization(last.into()));
			let _permit = shared.take(Some(&asker), 2 * UNIT).await;
			assert_eq!(shared.0.common.available_permits(), 6);
		}
		assert_eq!(shared.0.common.available_permits(), 8);
		assert_eq!(shared.0.shares.lock().unwrap().len(), 2);
	}

	#[tokio::test]
	async fn however_many_accounts_a_group_has_some_is_left_to_others() {
		let shared = Shared::for_long(16 * UNIT);
		let mut held = Vec::new();
		for account in 0..100 {
			let asker = asker(account, ORGANIZATION);
			held.extend(at_once(shared.take(Some(&asker), UNIT)));
		}
		assert_eq!(held.len(), 12);
		let others = (100..).map(|other| asker(other, Key::Organization(other.into())));
		let others = others.map_while(|other| at_once(shared.take(Some(&other), UNIT)));
		let others: Vec<_> = others.collect();
		assert_eq!(others.len(), 4, "each of them has one");
		drop(held);
		assert!(at_once(shared.take(Some(&asker(1, ORGANIZATION)), 4 * UNIT)).is_some());
	}

	#[tokio::test]
	async fn a_patients_side_has_half_and_one_of_them_a_quarter() {
		let shared = Shared::for_long(16 * UNIT);
		let patient = Key::Patient([1; 32]);
		let take = |account, group, units| {
			at_once(shared.take(Some(&asker(account, group)), units * UNIT))
		};
		let hostile = take(1, patient, 4).unwrap();
		assert!(take(1, patient, 1).is_none());
		let _own = take(2, patient, 4).unwrap();
		assert!(take(3, patient, 1).is_none());
		assert!(take(3, Key::Patient([2; 32]), 4).is_some());
		drop(hostile);
		assert!(take(3, patient, 4).is_some());
	}

	#[tokio::test]
	async fn what_is_longer_than_a_part_of_it_is_taken_all_the_same() {
		let shared = Shared::for_long(16 * UNIT);
		let mut all = shared.take(Some(&asker(1, ORGANIZATION)), 99 * UNIT).await;
		assert_eq!(shared.0.common.available_permits() + shared.0.kept.available_permits(), 0);
		shared.shrink(&mut all, 5 * UNIT);
		assert_eq!(shared.0.common.available_permits() + shared.0.kept.available_permits(), 11);
		shared.shrink(&mut all, 0);
		assert_eq!(shared.0.common.available_permits() + shared.0.kept.available_permits(), 16);
	}
}
