//! What always holds of what is due, and of what was evicted.

use crate::{
	class_bucket, Anchors, Config, DueKey, DueOn, Evicted, EvictionDay, Pallet, RecordIndexes,
	MAX_CHUNK,
};
use alloc::collections::BTreeSet;
use frame_support::ensure;
use salus_primitives::{day_of, AnchorId, PatientId};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Eviction comes to every anchor that has its day, and to nothing else; and every list leads to all that is in it, past
	/// what was evicted.
	pub(crate) fn try_state_retention() -> Result<(), TryRuntimeError> {
		Self::check_every_anchor_is_due()?;
		Self::check_rows()?;
		Self::check_evicted()?;
		Self::check_lists()
	}

	/// An anchor that does not stay for good is found on its day, which is to come: in a run, or by itself.
	fn check_every_anchor_is_due() -> Result<(), TryRuntimeError> {
		let reached = EvictionDay::<T>::get().unwrap_or_default();
		for (patient, number, anchor) in Anchors::<T>::iter() {
			let Some(day) = anchor.keep_until else { continue };
			ensure!(day >= reached, "an anchor is due on a day that is through");
			let bucket = class_bucket(anchor.class);
			let run = DueKey::Run { patient, bucket, anchored_on: day_of(anchor.anchored_at) };
			let single = DueKey::Single { patient, anchor: number };
			ensure!(
				DueOn::<T>::get(day, run).is_some_and(|newest| newest >= number)
					|| DueOn::<T>::get(day, single) == Some(number),
				"an anchor is not found on the day when it is due"
			);
		}
		Ok(())
	}

	/// A row is of a day to come and names an anchor that there was; one for a single anchor is of the anchor's day.
	fn check_rows() -> Result<(), TryRuntimeError> {
		let reached = EvictionDay::<T>::get().unwrap_or_default();
		for (day, row, newest) in DueOn::<T>::iter() {
			ensure!(day >= reached, "a day that is through has a row");
			match row {
				DueKey::Run { patient, anchored_on, .. } => {
					ensure!(
						newest < RecordIndexes::<T>::get(patient).next,
						"what is due is not below its patient's next number"
					);
					ensure!(anchored_on < day, "a run is due on the day it was anchored");
				},
				DueKey::Single { patient, anchor } => {
					ensure!(newest == anchor, "a row for one anchor names another");
					if let Some(anchored) = Anchors::<T>::get(patient, anchor) {
						ensure!(
							anchored.keep_until == Some(day),
							"an anchor that is kept longer is due on another day"
						);
					}
				},
			}
		}
		Ok(())
	}

	/// A chunk is no larger than what lies between its ends, and these are gone.
	fn check_evicted() -> Result<(), TryRuntimeError> {
		for (patient, newest, chunk) in Evicted::<T>::iter() {
			ensure!((1..=MAX_CHUNK).contains(&chunk.anchors), "a chunk is empty or too large");
			ensure!(
				newest.checked_sub(chunk.oldest) >= chunk.anchors.checked_sub(1),
				"a chunk holds more than lies between its newest and its oldest"
			);
			ensure!((chunk.anchors == 1) == (newest == chunk.oldest), "a chunk of one holds two");
			ensure!(
				chunk.previous.is_none_or(|previous| previous < chunk.oldest),
				"a chunk leads to what is newer"
			);
			for gone in [newest, chunk.oldest] {
				ensure!(
					!Anchors::<T>::contains_key(patient, gone),
					"an anchor stands that was evicted"
				);
			}
		}
		Ok(())
	}

	/// Each list goes from its newest through all its anchors and chunks, and there are no others.
	fn check_lists() -> Result<(), TryRuntimeError> {
		let mut in_lists: BTreeSet<(PatientId, AnchorId)> = BTreeSet::new();
		for (patient, index) in RecordIndexes::<T>::iter() {
			for (bucket, newest) in index.newest {
				let mut next = Some(newest);
				while let Some(number) = next {
					ensure!(in_lists.insert((patient, number)), "a list comes to an anchor again");
					let (of_bucket, previous) = match Anchors::<T>::get(patient, number) {
						Some(anchor) => (class_bucket(anchor.class), anchor.previous),
						None => {
							let chunk = Evicted::<T>::get(patient, number)
								.ok_or("a list breaks off where anchors were evicted")?;
							(chunk.bucket, chunk.previous)
						},
					};
					ensure!(of_bucket == bucket, "a list leads to another list's anchor");
					next = previous;
				}
			}
		}
		for (patient, number) in Anchors::<T>::iter_keys().chain(Evicted::<T>::iter_keys()) {
			ensure!(in_lists.contains(&(patient, number)), "a list leads past an anchor");
		}
		Ok(())
	}
}
