//! An anchor as those see it who ask.

use crate::{
	inclusion, Anchor, AnchorView, Anchors, CoSignaturesOf, Config, Disputes, InclusionFault,
	Pallet,
};
use alloc::vec::Vec;
use salus_primitives::{AnchorId, PatientId};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// The anchor `number`, with what others say about it. Three reads at most.
	pub(crate) fn view(patient: &PatientId, number: AnchorId) -> Option<AnchorView<T::AccountId>> {
		let anchor = Anchors::<T>::get(patient, number)?;
		Some(Self::view_of(patient, number, anchor))
	}

	/// `anchor`, which is number `number`, with what others say about it. Two reads at most.
	pub(crate) fn view_of(
		patient: &PatientId,
		number: AnchorId,
		anchor: Anchor<T::AccountId>,
	) -> AnchorView<T::AccountId> {
		let dispute = if anchor.is_disputed { Disputes::<T>::get(patient, number) } else { None };
		let co_signatures = if anchor.co_signatures > 0 {
			CoSignaturesOf::<T>::get(patient, number).into_inner()
		} else {
			Vec::new()
		};
		let status = anchor.status();
		AnchorView { number, anchor, status, dispute, co_signatures }
	}

	/// Whether a record belongs to an anchor.
	pub(crate) fn verify_record(
		patient: &PatientId,
		anchor: AnchorId,
		index: u32,
		leaf: H256,
		proof: &[H256],
	) -> Result<(), InclusionFault> {
		let batch = Anchors::<T>::get(patient, anchor)
			.and_then(|anchored| anchored.batch)
			.ok_or(InclusionFault::UnknownAnchor)?;
		inclusion::verify(&batch.root, batch.leaves, index, leaf, proof)
	}
}
