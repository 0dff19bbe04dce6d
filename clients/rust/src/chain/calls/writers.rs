//! What whoever writes records does.

use crate::chain::{
	salus,
	types::{BoundedVec, Capacity, CorrectionReason, NewBatch, NewPiece, PatientId, Purpose},
};
use subxt::transactions::Payload;

/// Anchors a batch of sealed records.
pub fn anchor(
	patient: [u8; 32],
	batch: NewBatch,
	purpose: Purpose,
	capacity: Capacity,
) -> impl Payload {
	salus::transactions().record_anchor().anchor(PatientId(patient), batch, purpose, capacity)
}

/// Puts another version, of the same class, in the place of `supersedes`: the latest one that the signer saw. The old one stays. With
/// [`CorrectionReason::WrongPatient`] nobody is let see it any more. By the side that wrote the records.
pub fn amend(
	patient: [u8; 32],
	supersedes: u32,
	batch: NewBatch,
	reason: CorrectionReason,
	purpose: Purpose,
	capacity: Capacity,
) -> impl Payload {
	let call = salus::transactions().record_anchor();
	call.amend(PatientId(patient), supersedes, batch, reason, purpose, capacity)
}

/// Says which custodians shall keep an anchor's sealed records, in the place of what was planned before: any `threshold` of the pieces, in
/// their order, give the whole. [`NewPiece::of_plan`] makes them. By the patient's side, or for the organization that wrote the records, but not
/// once the patient's side has planned.
pub fn plan_custody(
	patient: [u8; 32],
	anchor: u32,
	threshold: u8,
	pieces: Vec<NewPiece>,
	purpose: Purpose,
	capacity: Capacity,
) -> impl Payload {
	salus::transactions().record_anchor().plan_custody(
		PatientId(patient),
		anchor,
		threshold,
		BoundedVec(pieces),
		purpose,
		capacity,
	)
}
