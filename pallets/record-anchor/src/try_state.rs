//! What always holds of the stored anchors.

use crate::{AnchorByRoot, AnchorCount, Anchors, Config, Pallet};
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Anchors are numbered without gaps and counted, stay within their bounds, and each is found by
	/// its root, which no other anchor of the patient has.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut counted: u64 = 0;
		for (patient, count) in AnchorCount::<T>::iter() {
			let mut rows: u32 = 0;
			for (id, anchor) in Anchors::<T>::iter_prefix(patient) {
				// As many rows as the count says, all with different numbers below it: no gap.
				ensure!(id < count, "an anchor's number is not below its patient's count");
				ensure!(
					(1..=T::MaxLeaves::get()).contains(&anchor.leaves),
					"an anchor's leaves are out of bounds"
				);
				ensure!(anchor.content.is_not_empty(), "an anchor's content covers no month");
				ensure!(
					AnchorByRoot::<T>::get(patient, anchor.root) == Some(id),
					"an anchor is not found by its root"
				);
				rows = rows.saturating_add(1);
			}
			ensure!(rows == count, "a patient's count differs from its anchors");
			counted = counted.saturating_add(u64::from(count));
		}
		ensure!(
			Anchors::<T>::iter_keys().count() as u64 == counted,
			"a patient without a count has anchors"
		);
		for (patient, root, id) in AnchorByRoot::<T>::iter() {
			ensure!(
				Anchors::<T>::get(patient, id).is_some_and(|anchor| anchor.root == root),
				"a root leads to an anchor with another root or to none"
			);
		}
		Ok(())
	}
}
