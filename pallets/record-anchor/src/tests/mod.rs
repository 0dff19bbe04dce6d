//! The pallet's behaviour, one file per call or question.

mod amend;
mod anchor;
mod anchor_run;
mod announce_erasure;
mod answer_dispute;
mod cancel_erasure;
mod co_sign;
mod custody;
mod directory;
mod disagree;
mod dispute;
mod duplicates;
mod erase;
mod eviction;
mod extend_retention;
mod finding;
mod hold;
mod inclusion;
mod invariants;
mod limits;
mod mark_entered_in_error;
mod model;
mod note_invariants;
mod plan_custody;
mod reinstate;
mod release;
mod report_mix_up;
mod unsettle;
mod versions;
mod watch;
mod withdraw_co_signature;
mod withdraw_dispute;

use crate::{mock::*, Anchors, Call, NewBatch, RecordIndex, RecordIndexes};
use frame_support::{dispatch::DispatchResult, BoundedVec};
use salus_primitives::{
	doubles::Patients, AnchorId, Capacity, CorrectionReason, Moment, Months, PatientId, Purpose,
	RecordClass,
};
use sp_core::H256;

const CLASS: RecordClass = RecordClass(3);
const YEAR: Months = Months { from: 636, until: 648 };

/// Another patient, for whom nobody of this one's side speaks.
const OTHER: PatientId = PatientId([0xB2; 32]);

/// Opens the other patient.
fn open_other() {
	Patients::open(OTHER, 31);
}

/// A root like no other number's.
fn root(number: u8) -> H256 {
	H256::repeat_byte(number)
}

/// 40 records of a year, which the archive keeps.
fn batch(root: H256) -> NewBatch {
	NewBatch {
		class: CLASS,
		root,
		leaves: 40,
		content: YEAR,
		custodian: ARCHIVE,
		key_epoch: Some(0),
	}
}

fn add_batch(who: u64, batch: NewBatch, capacity: Capacity) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	RecordAnchor::anchor(origin, PATIENT, batch, Purpose::Treatment, capacity)
}

fn add(who: u64, root: H256, capacity: Capacity) -> DispatchResult {
	add_batch(who, batch(root), capacity)
}

fn amend(
	who: u64,
	supersedes: AnchorId,
	root: H256,
	reason: CorrectionReason,
	capacity: Capacity,
) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	let purpose = Purpose::Treatment;
	RecordAnchor::amend(origin, PATIENT, supersedes, batch(root), reason, purpose, capacity)
}

fn mark(
	who: u64,
	anchors: &[AnchorId],
	reason: CorrectionReason,
	capacity: Capacity,
) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	let anchors = BoundedVec::truncate_from(anchors.to_vec());
	let purpose = Purpose::Treatment;
	RecordAnchor::mark_entered_in_error(origin, PATIENT, anchors, reason, purpose, capacity)
}

/// When the patient's anchor was marked, or else withheld; 0 if neither.
fn marked_at(anchor: AnchorId) -> Moment {
	let stored = Anchors::<Test>::get(PATIENT, anchor);
	stored
		.and_then(|anchor| anchor.entered_in_error.map(|mark| mark.at).or(anchor.withheld_since))
		.unwrap_or_default()
}

fn reinstate(who: u64, anchor: AnchorId, capacity: Capacity) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	RecordAnchor::reinstate(origin, PATIENT, anchor, marked_at(anchor), capacity)
}

/// The arbiter lets an anchor count again.
fn arbitrate(anchor: AnchorId) -> DispatchResult {
	RecordAnchor::reinstate(RuntimeOrigin::root(), PATIENT, anchor, marked_at(anchor), PERSON)
}

/// Runs `test` while the patient's next anchor would have the last number there is.
fn without_numbers_left(patient: PatientId, test: impl FnOnce()) {
	let before = RecordIndexes::<Test>::take(patient);
	RecordIndexes::<Test>::insert(patient, RecordIndex { next: u32::MAX, ..before.clone() });
	test();
	RecordIndexes::<Test>::insert(patient, before);
}
