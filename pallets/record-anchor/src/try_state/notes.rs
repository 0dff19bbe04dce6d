//! What always holds of what others say about anchors, and of their custody.

use crate::{
	Anchor, Anchors, CoSignature, CoSignaturesOf, Config, Custodies, Disputes, Pallet,
	RecordStatus, Side, MAX_CO_SIGNATURES_PER_ORGANIZATION,
};
use frame_support::ensure;
use salus_primitives::{AnchorId, PatientId};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// What is stored beside an anchor is what the anchor says that there is; of an erased one nothing is left.
	pub(crate) fn try_state_notes() -> Result<(), TryRuntimeError> {
		for (patient, number, anchor) in Anchors::<T>::iter() {
			let co_signatures = CoSignaturesOf::<T>::get(patient, number);
			ensure!(
				co_signatures.len() == usize::from(anchor.co_signatures),
				"an anchor counts other co-signatures than there are"
			);
			Self::check_co_signatures(&anchor, &co_signatures)?;
			Self::check_dispute(&patient, number, &anchor)?;
			Self::check_custody(&patient, number, &anchor)?;
			Self::check_erasure(&anchor)?;
		}
		for (patient, number, co_signatures) in CoSignaturesOf::<T>::iter() {
			ensure!(!co_signatures.is_empty(), "a row of co-signatures holds none");
			ensure!(
				Anchors::<T>::contains_key(patient, number),
				"co-signatures belong to no anchor"
			);
		}
		for (patient, number) in Disputes::<T>::iter_keys() {
			ensure!(Anchors::<T>::contains_key(patient, number), "a dispute belongs to no anchor");
		}
		for (patient, number) in Custodies::<T>::iter_keys() {
			ensure!(Anchors::<T>::contains_key(patient, number), "custody belongs to no anchor");
		}
		Ok(())
	}

	/// Each practitioner of an organization co-signs once, no organization's take all the places, and nobody signs what it wrote
	/// itself.
	fn check_co_signatures(
		anchor: &Anchor<T::AccountId>,
		co_signatures: &[CoSignature<T::AccountId>],
	) -> Result<(), TryRuntimeError> {
		let author = anchor.author.practitioner();
		for (place, one) in co_signatures.iter().enumerate() {
			let is_same = |other: &CoSignature<T::AccountId>| {
				other.organization == one.organization && other.practitioner == one.practitioner
			};
			ensure!(
				!co_signatures.iter().take(place).any(is_same),
				"a practitioner has co-signed an anchor twice"
			);
			let of_organization =
				co_signatures.iter().filter(|other| other.organization == one.organization);
			ensure!(
				of_organization.count() <= MAX_CO_SIGNATURES_PER_ORGANIZATION as usize,
				"an organization has co-signed an anchor too often"
			);
			ensure!(
				author.as_ref() != Some(&one.practitioner),
				"an author has co-signed its own records"
			);
		}
		Ok(())
	}

	/// Only an organization's records are disputed, and only a rejection is disagreed about.
	fn check_dispute(
		patient: &PatientId,
		number: AnchorId,
		anchor: &Anchor<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		let dispute = Disputes::<T>::get(patient, number);
		ensure!(
			dispute.is_some() == anchor.is_disputed,
			"an anchor says otherwise than its dispute whether there is one"
		);
		let Some(dispute) = dispute else { return Ok(()) };
		ensure!(anchor.side() != Side::Patient, "the patient's side disputes its own records");
		if dispute.disagreement.is_some() {
			// An author who rejected first may uphold later, after the patient has disagreed.
			ensure!(dispute.answer.is_some(), "a dispute is disagreed about that nobody answered");
		}
		if let Some(answer) = dispute.answer {
			ensure!(answer.at >= dispute.filed_at, "a dispute was answered before it was made");
		}
		Ok(())
	}

	/// A plan has pieces, and so many of them give the whole as there can be.
	fn check_custody(
		patient: &PatientId,
		number: AnchorId,
		anchor: &Anchor<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		let custody = Custodies::<T>::get(patient, number);
		ensure!(
			custody.is_some() == anchor.has_custody,
			"an anchor says otherwise than its custody whether there is any"
		);
		if let Some(custody) = custody {
			ensure!(
				(1..=custody.pieces.len()).contains(&usize::from(custody.threshold)),
				"a threshold is zero or above the number of pieces"
			);
		}
		Ok(())
	}

	/// Of an erased anchor nothing is left that proves its records, or was said about it, and nobody is let see them.
	fn check_erasure(anchor: &Anchor<T::AccountId>) -> Result<(), TryRuntimeError> {
		if anchor.status() != RecordStatus::Erased {
			ensure!(anchor.batch.is_some(), "an anchor that was not erased has no batch");
			return Ok(());
		}
		ensure!(anchor.batch.is_none(), "an erased anchor has a batch");
		ensure!(anchor.withheld_since.is_some(), "an erased anchor is not withheld");
		ensure!(anchor.erasable_from.is_none(), "an erased anchor is to be erased again");
		ensure!(
			anchor.co_signatures == 0 && !anchor.is_disputed && !anchor.has_custody,
			"something is left beside an erased anchor"
		);
		Ok(())
	}
}
