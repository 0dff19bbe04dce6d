//! What always holds of numbers, roots and versions.

use crate::{Anchor, AnchorByRoot, Anchors, Config, Evicted, Pallet, RecordIndexes};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::Get};
use salus_primitives::{AnchorId, CorrectionReason, PatientDirectory, PatientId};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Each step looks at an item or a few, so the whole takes as long as there is stored.
	pub(crate) fn try_state_indexes() -> Result<(), TryRuntimeError> {
		Self::check_numbers()?;
		let mut found_by_root: usize = 0;
		for (patient, number, anchor) in Anchors::<T>::iter() {
			ensure!(
				anchor.previous.is_none_or(|previous| previous < number),
				"a list does not lead to older anchors"
			);
			if Self::is_found_by_root(&patient, number, &anchor)? {
				found_by_root = found_by_root.saturating_add(1);
			}
			Self::check_versions(&patient, number, &anchor)?;
			Self::check_anchor(&anchor)?;
		}
		// The index is hashed alone, so its keys are not told: that it holds nothing else, its length tells.
		ensure!(
			AnchorByRoot::<T>::iter_values().count() == found_by_root,
			"a root leads to an anchor with another root or to none"
		);
		Ok(())
	}

	/// A known patient's anchors are numbered from 0, and of each number there is an anchor, or it was evicted.
	fn check_numbers() -> Result<(), TryRuntimeError> {
		let mut counts: BTreeMap<PatientId, u64> = BTreeMap::new();
		let mut count = |patient, numbers: u32| {
			let count = counts.entry(patient).or_default();
			*count = count.saturating_add(numbers.into());
		};
		for (patient, number) in Anchors::<T>::iter_keys() {
			ensure!(
				number < RecordIndexes::<T>::get(patient).next,
				"an anchor's number is not below its patient's next"
			);
			count(patient, 1);
		}
		for (patient, newest, chunk) in Evicted::<T>::iter() {
			ensure!(
				newest < RecordIndexes::<T>::get(patient).next,
				"an evicted anchor's number is not below its patient's next"
			);
			count(patient, chunk.anchors);
		}
		for (patient, index) in RecordIndexes::<T>::iter() {
			ensure!(T::Patients::is_known(&patient), "records belong to no patient");
			let numbers = counts.get(&patient).copied().unwrap_or_default();
			ensure!(
				numbers == u64::from(index.next),
				"a patient's numbers have gaps without eviction"
			);
		}
		Ok(())
	}

	/// Whether the anchor is found by its root. One that counts is, or another one is that has the same root: the arbiter has
	/// let this one count after the root was anchored anew.
	fn is_found_by_root(
		patient: &PatientId,
		number: AnchorId,
		anchor: &Anchor<T::AccountId>,
	) -> Result<bool, TryRuntimeError> {
		let Some(batch) = anchor.batch else { return Ok(false) };
		ensure!(
			(1..=T::MaxLeaves::get()).contains(&batch.leaves),
			"an anchor's leaves are out of bounds"
		);
		if anchor.entered_in_error.is_some() {
			return Ok(false);
		}
		let not_found = "an anchor is not found by its root";
		let has_same_root = |other: &Anchor<T::AccountId>| {
			other.side() == anchor.side()
				&& other.batch.is_some_and(|other| other.root == batch.root)
		};
		match AnchorByRoot::<T>::get(patient, (anchor.side(), batch.root)) {
			Some(found) if found == number => return Ok(true),
			Some(found) => {
				let found = Anchors::<T>::get(patient, found).ok_or(not_found)?;
				ensure!(has_same_root(&found) && found.entered_in_error.is_none(), not_found);
			},
			// The other one was marked, erased or evicted since.
			None => ensure!(
				Anchors::<T>::iter_prefix(patient).any(|(other_number, other)| {
					other_number != number && (has_same_root(&other) || other.batch.is_none())
				}) || Evicted::<T>::iter_prefix(patient).next().is_some(),
				not_found
			),
		}
		Ok(false)
	}

	/// Versions name each other, unless one was evicted, and later ones have higher numbers: a chain has one head and no cycle.
	fn check_versions(
		patient: &PatientId,
		number: AnchorId,
		anchor: &Anchor<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		let apart = "a version and the one in whose place it came do not name each other";
		let backwards = "a version is older than the one in whose place it came";
		if let Some(older) = anchor.supersedes {
			ensure!(older < number, backwards);
			if let Some(older) = Anchors::<T>::get(patient, older) {
				ensure!(older.superseded.is_some_and(|newer| newer.by == number), apart);
				ensure!(
					older.class == anchor.class,
					"a version is of another class than the one in whose place it came"
				);
			}
		}
		if let Some(newer) = anchor.superseded.map(|superseded| superseded.by) {
			ensure!(number < newer, backwards);
			let newer = Anchors::<T>::get(patient, newer);
			ensure!(newer.is_none_or(|newer| newer.supersedes == Some(number)), apart);
		}
		Ok(())
	}

	/// What can be said of an anchor by itself.
	fn check_anchor(anchor: &Anchor<T::AccountId>) -> Result<(), TryRuntimeError> {
		ensure!(anchor.content.is_not_empty(), "an anchor's content covers no month");
		if anchor.withheld_since.is_some() && anchor.erased_at.is_none() {
			let reasons = [
				anchor.superseded.map(|superseded| superseded.reason),
				anchor.entered_in_error.map(|marked| marked.reason),
			];
			ensure!(
				reasons.contains(&Some(CorrectionReason::WrongPatient)),
				"records are withheld for no reason"
			);
			ensure!(!anchor.is_settled, "records are withheld that the arbiter let count");
		}
		Ok(())
	}
}
