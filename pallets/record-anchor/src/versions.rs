//! Following the versions of records, which form a chain: each supersedes one at most, and is superseded by one at most.

use crate::{AnchorView, Anchors, Config, Pallet, Versions, MAX_VERSIONS};
use alloc::vec::Vec;
use salus_primitives::{AnchorId, PatientId};

impl<T: Config> Pallet<T> {
	/// The versions around `anchor`, oldest first; a version that was evicted ends them.
	pub(crate) fn versions_around(
		patient: &PatientId,
		anchor: AnchorId,
	) -> Option<Versions<T::AccountId>> {
		let asked = Self::view(patient, anchor)?;
		let before = |version: &AnchorView<T::AccountId>| version.anchor.supersedes;
		let after =
			|version: &AnchorView<T::AccountId>| version.anchor.superseded.map(|next| next.by);
		let (mut versions, earlier) = Self::follow(patient, before(&asked), before);
		let (newer, later) = Self::follow(patient, after(&asked), after);
		versions.reverse();
		versions.push(asked);
		versions.extend(newer);
		Some(Versions { versions, earlier, later })
	}

	/// The versions from `next` on, as far as one question goes, and where to go on.
	fn follow(
		patient: &PatientId,
		mut next: Option<AnchorId>,
		step: impl Fn(&AnchorView<T::AccountId>) -> Option<AnchorId>,
	) -> (Vec<AnchorView<T::AccountId>>, Option<AnchorId>) {
		let mut versions = Vec::new();
		while versions.len() < MAX_VERSIONS as usize {
			let Some(version) = next.and_then(|number| Self::view(patient, number)) else {
				return (versions, None);
			};
			next = step(&version);
			versions.push(version);
		}
		// What was evicted cannot be asked about.
		(versions, next.filter(|number| Anchors::<T>::contains_key(patient, number)))
	}
}
