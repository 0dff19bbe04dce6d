//! What other pallets and clients are told of an anchor.

use crate::{mock::*, Anchors, InclusionFault};
use binary_merkle_tree::{merkle_proof, merkle_root};
use frame_support::assert_ok;
use salus_primitives::{
	Actor, Capacity, Months, PatientId, Purpose, RecordClass, RecordDirectory, RecordStatus,
	RecordSummary,
};
use sp_core::H256;
use sp_runtime::traits::BlakeTwo256;

const CLASS: RecordClass = RecordClass(0x8001);
const MAY: Months = Months { from: 652, until: 653 };

fn add(who: u64, root: H256, leaves: u32, capacity: Capacity) {
	assert_ok!(RecordAnchor::anchor(
		RuntimeOrigin::signed(who),
		PATIENT,
		CLASS,
		root,
		leaves,
		MAY,
		Purpose::CareManagement,
		capacity,
	));
}

#[test]
fn an_anchor_is_summed_up_for_decisions() {
	ExtBuilder::permitting().build_and_execute(|| {
		add(PHYSICIAN, ROOT, 3, AT_HOSPITAL);
		add(CONTROLLER, H256::repeat_byte(1), 3, PERSON);
		let summary = RecordSummary {
			class: CLASS,
			author: Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
			content: MAY,
			anchored_at: Timestamp::get(),
			status: RecordStatus::Current,
			root: ROOT,
		};
		assert_eq!(RecordAnchor::record(&PATIENT, 0), Some(summary));
		assert_eq!(RecordAnchor::record(&PATIENT, 1).unwrap().author, Actor::Person(CONTROLLER));
		add(GATEWAY, H256::repeat_byte(2), 3, FOR_RESIDENT);
		let author =
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
		assert_eq!(RecordAnchor::record(&PATIENT, 2).unwrap().author, author);
		assert_eq!(RecordAnchor::record(&PATIENT, 3), None);
		assert_eq!(RecordAnchor::record(&PatientId([0; 32]), 0), None);
	});
}

#[test]
fn inclusion_is_checked_against_the_anchored_root() {
	let leaves: Vec<H256> = (0..5).map(H256::repeat_byte).collect();
	let root = merkle_root::<BlakeTwo256, _>(&leaves);
	ExtBuilder::permitting().build_and_execute(|| {
		add(CONTROLLER, root, 5, PERSON);
		let proof = merkle_proof::<BlakeTwo256, _, _>(&leaves, 3).proof;
		assert_eq!(RecordAnchor::anchored(PATIENT, 0), Anchors::<Test>::get(PATIENT, 0));
		assert_eq!(RecordAnchor::verify_inclusion(PATIENT, 0, 3, leaves[3], proof.clone()), Ok(()));
		assert_eq!(
			RecordAnchor::verify_inclusion(PATIENT, 0, 3, H256::repeat_byte(9), proof.clone()),
			Err(InclusionFault::RootMismatch)
		);
		assert_eq!(
			RecordAnchor::verify_inclusion(PATIENT, 1, 3, leaves[3], proof.clone()),
			Err(InclusionFault::UnknownAnchor)
		);
		assert_eq!(
			RecordAnchor::verify_inclusion(PATIENT, 0, 5, leaves[3], proof),
			Err(InclusionFault::IndexOutOfRange)
		);
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn anchors_made_for_benchmarks_are_found_and_keep_the_invariants() {
	ExtBuilder::default().build_and_execute(|| {
		for expected in 0..3 {
			assert_eq!(RecordAnchor::anchor_for_benchmark(&PATIENT, CLASS), expected);
			assert_eq!(RecordAnchor::record(&PATIENT, expected).unwrap().class, CLASS);
		}
	});
}
