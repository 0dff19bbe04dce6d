//! The rows that are stored beside an anchor.

use crate::{
	Anchor, AnchorByRoot, Anchors, CoSignaturesOf, Config, Custodies, Disputes, Pallet, Side,
};
use salus_primitives::{AnchorId, PatientId};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// Removes all that stands beside an anchor: its root, what was said about it, and who keeps it.
	pub(crate) fn remove_rows(
		patient: &PatientId,
		number: AnchorId,
		anchor: &Anchor<T::AccountId>,
	) {
		Self::free_root(patient, number, anchor);
		if anchor.is_disputed {
			Disputes::<T>::remove(patient, number);
		}
		if anchor.co_signatures > 0 {
			CoSignaturesOf::<T>::remove(patient, number);
		}
		if anchor.has_custody {
			Custodies::<T>::remove(patient, number);
		}
	}

	/// Lets the anchor's side anchor its root again, unless the root is another anchor's: it was anchored anew after this one
	/// was marked as entered in error.
	pub(crate) fn free_root(patient: &PatientId, number: AnchorId, anchor: &Anchor<T::AccountId>) {
		let Some(batch) = anchor.batch else { return };
		let key = (anchor.side(), batch.root);
		if AnchorByRoot::<T>::get(patient, key) == Some(number) {
			AnchorByRoot::<T>::remove(patient, key);
		}
	}

	/// The anchor that has `root` for `side`. Two reads: the key is a hash of 16 bytes, so that the anchor has the last word.
	pub(crate) fn find_by_root(patient: &PatientId, side: Side, root: H256) -> Option<AnchorId> {
		let number = AnchorByRoot::<T>::get(patient, (side, root))?;
		let anchor = Anchors::<T>::get(patient, number)?;
		let is_meant =
			anchor.side() == side && anchor.batch.is_some_and(|batch| batch.root == root);
		is_meant.then_some(number)
	}
}
