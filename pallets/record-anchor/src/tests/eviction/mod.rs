//! Eviction: what goes when, what stays of it, what it costs, and what stays although it would be due.

mod chunks;
mod cost;
mod holds;
mod lists;
mod many;
mod random;
mod when;

use crate::{
	inclusion::evicted_leaf, mock::*, Anchor, AnchorFilter, Anchors, DueKey, DueOn, Event, Evicted,
	EvictedChunk, InclusionFault, NewBatch,
};
use binary_merkle_tree::{merkle_proof, merkle_root};
use frame_support::{assert_ok, traits::Hooks, weights::Weight};
use salus_primitives::{
	day_of, AnchorId, Basis, Day, Moment, Months, PatientId, Purpose, RecordClass, DAY,
};
use sp_core::H256;
use sp_runtime::traits::BlakeTwo256;
use std::collections::BTreeMap;

/// A wearable's class.
const READINGS: RecordClass = RecordClass(3);
/// Two labels that share a list.
const LABEL: RecordClass = RecordClass(1_024);
const OTHER_LABEL: RecordClass = RecordClass(1_088);

/// Runs `test` on a chain whose first block is through, so that eviction begins with today.
fn run(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(|| {
		idle(Weight::MAX);
		test();
	});
}

/// A root that no other number has.
fn root(number: u64) -> H256 {
	H256::from_low_u64_be(number + 1)
}

fn new_batch(class: RecordClass, root: H256) -> NewBatch {
	NewBatch {
		class,
		root,
		leaves: 60,
		content: Months { from: 648, until: 649 },
		custodian: ARCHIVE,
		key_epoch: Some(0),
	}
}

/// The patient's device anchors a batch of `class` with a new root; the anchor's number.
fn measured(class: RecordClass) -> AnchorId {
	permit(Basis::Device);
	let number = crate::RecordIndexes::<Test>::get(PATIENT).next;
	let batch = new_batch(class, root(number.into()));
	let origin = RuntimeOrigin::signed(CONTROLLER);
	assert_ok!(RecordAnchor::anchor(origin, PATIENT, batch, Purpose::PatientRequest, PERSON));
	number
}

/// `count` anchors of the device, one a minute.
fn streamed(class: RecordClass, count: u32) -> Vec<AnchorId> {
	(0..count)
		.map(|_| {
			pass(60_000);
			measured(class)
		})
		.collect()
}

fn today() -> Day {
	day_of(Timestamp::get())
}

/// Goes to the first moment of a day to come.
fn go_to(day: Day) {
	Timestamp::set_timestamp(Moment::from(day) * DAY);
}

/// What one idle block takes of `room`, of which eviction takes a quarter.
fn idle(room: Weight) -> Weight {
	RecordAnchor::on_idle(System::block_number(), room)
}

/// Idle blocks until nothing changes any more; how many it took.
fn settle() -> u32 {
	for blocks in 0.. {
		let before = sp_io::storage::root(sp_core::storage::StateVersion::V1);
		System::reset_events();
		idle(Weight::MAX);
		System::reset_events();
		if sp_io::storage::root(sp_core::storage::StateVersion::V1) == before {
			return blocks;
		}
	}
	unreachable!()
}

/// What a client keeps of the anchors that stand.
fn copies() -> BTreeMap<(PatientId, AnchorId), Anchor<u64>> {
	Anchors::<Test>::iter().map(|(patient, number, anchor)| ((patient, number), anchor)).collect()
}

fn exists(number: AnchorId) -> bool {
	Anchors::<Test>::contains_key(PATIENT, number)
}

/// The chunk that is kept under `newest`.
fn chunk(newest: AnchorId) -> EvictedChunk {
	Evicted::<Test>::get(PATIENT, newest).unwrap()
}

/// Each eviction that the block's events tell of: whose, which, and the root.
fn told() -> Vec<(PatientId, Vec<AnchorId>, H256)> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::RecordAnchor(Event::RecordsEvicted { patient, anchors, root }) => {
				Some((patient, anchors.into_inner(), root))
			},
			_ => None,
		})
		.collect()
}

/// That each of `anchors`, evicted together, is shown by its copy to be what it was, and nothing else is.
fn assert_provable(
	patient: PatientId,
	anchors: &[AnchorId],
	copies: &BTreeMap<(PatientId, AnchorId), Anchor<u64>>,
) {
	let leaves: Vec<H256> = anchors
		.iter()
		.map(|number| evicted_leaf(&patient, *number, &copies[&(patient, *number)]))
		.collect();
	for (index, number) in (0..).zip(anchors) {
		let proof = merkle_proof::<BlakeTwo256, _, _>(&leaves, index).proof;
		let verify = |number, anchor: Anchor<u64>| {
			let proof = proof.clone();
			RecordAnchor::verify_evicted(patient, anchors[0], index, number, anchor, proof)
		};
		let copy = copies[&(patient, *number)].clone();
		assert_eq!(verify(*number, copy.clone()), Ok(()));
		assert_eq!(verify(number + 1, copy.clone()), Err(InclusionFault::RootMismatch));
		let altered = Anchor { custodian: copy.custodian + 1, ..copy };
		assert_eq!(verify(*number, altered), Err(InclusionFault::RootMismatch));
	}
}

/// The numbers of the patient's anchors of `class`, as pages of `limit` give them.
fn listed(class: RecordClass, limit: u32) -> Vec<AnchorId> {
	let filter = AnchorFilter { class: Some(class), ..Default::default() };
	paged(&filter, limit)
}

/// All that `filter` lets through, page by page.
fn paged(filter: &AnchorFilter, limit: u32) -> Vec<AnchorId> {
	let mut numbers = Vec::new();
	let mut from = None;
	loop {
		let page = RecordAnchor::anchors(PATIENT, filter.clone(), from, limit);
		numbers.extend(page.anchors.into_iter().map(|view| view.number));
		match page.next {
			Some(next) => from = Some(next),
			None => return numbers,
		}
	}
}

/// What still stands of `anchors`, newest first.
fn standing(anchors: &[AnchorId]) -> Vec<AnchorId> {
	anchors.iter().rev().copied().filter(|number| exists(*number)).collect()
}

/// Keeps the patient's `anchor` until `until`.
fn extended(anchor: AnchorId, until: Option<Day>) {
	permit(Basis::Patient);
	let origin = RuntimeOrigin::signed(CONTROLLER);
	let purpose = Purpose::PatientRequest;
	assert_ok!(RecordAnchor::extend_retention(origin, PATIENT, anchor, until, purpose, PERSON));
}
