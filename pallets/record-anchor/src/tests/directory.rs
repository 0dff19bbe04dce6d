//! What other pallets and clients are told of an anchor.

use super::*;
use crate::{
	AnchorView, CoSignature, CoSignaturesOf, Dispute, Disputes, InclusionFault, RecordStatus,
};
use binary_merkle_tree::{merkle_proof, merkle_root};
use frame_support::assert_ok;
use salus_primitives::{Actor, Basis, PatientId, PractitionerId, RecordDirectory, RecordSummary};
use sp_runtime::traits::BlakeTwo256;

#[test]
fn an_anchor_is_summed_up_for_decisions() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));
		assert_ok!(add(CONTROLLER, root(1), PERSON));
		let summary = RecordSummary {
			class: CLASS,
			author: Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
			content: YEAR,
			anchored_at: NOW,
			withheld_since: None,
		};
		assert_eq!(RecordAnchor::record(&PATIENT, 0), Some(summary));
		assert_eq!(RecordAnchor::record(&PATIENT, 1).unwrap().author, Actor::Person(CONTROLLER));
		assert_ok!(add(GATEWAY, root(2), FOR_RESIDENT));
		let author =
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
		assert_eq!(RecordAnchor::record(&PATIENT, 2).unwrap().author, author);
		assert_eq!(RecordAnchor::record(&PATIENT, 3), None);
		assert_eq!(RecordAnchor::record(&PatientId([0; 32]), 0), None);
	});
}

#[test]
fn decisions_hear_since_when_records_are_withheld_and_of_no_other_correction() {
	use CorrectionReason::*;
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		let withheld = |number| RecordAnchor::record(&PATIENT, number).unwrap().withheld_since;
		for number in 1..=3 {
			anchored(root(number));
		}
		pass(5);
		assert_ok!(mark(PHYSICIAN, &[0], Duplicate, AT_HOSPITAL));
		assert_ok!(mark(PHYSICIAN, &[1], WrongPatient, AT_HOSPITAL));
		assert_ok!(amend(PHYSICIAN, 2, root(4), WrongPatient, AT_HOSPITAL));
		assert_eq!(
			(0..4).map(withheld).collect::<Vec<_>>(),
			[None, Some(NOW + 5), Some(NOW + 5), None]
		);
		assert_ok!(reinstate(PHYSICIAN, 1, AT_HOSPITAL));
		assert_eq!(withheld(1), None);
	});
}

#[test]
fn a_view_shows_what_others_say_about_an_anchor() {
	ExtBuilder::permitting().build_and_execute(|| {
		anchored(ROOT);
		let plain = AnchorView {
			number: 0,
			anchor: stored(0),
			status: RecordStatus::Current,
			dispute: None,
			co_signatures: vec![],
		};
		assert_eq!(RecordAnchor::anchored(PATIENT, 0), Some(plain));
		let statement = root(1);
		let dispute =
			Dispute { statement, filed_at: NOW, due: NOW + 1, answer: None, disagreement: None };
		Disputes::<Test>::insert(PATIENT, 0, dispute);
		let practitioner = PractitionerId::Account(CLINICIAN);
		let signature = CoSignature { organization: CLINIC, practitioner, at: NOW };
		let signatures = BoundedVec::truncate_from(vec![signature.clone()]);
		CoSignaturesOf::<Test>::insert(PATIENT, 0, signatures);
		change(0, |anchor| {
			anchor.is_disputed = true;
			anchor.co_signatures = 1;
		});
		let seen = RecordAnchor::anchored(PATIENT, 0).unwrap();
		assert_eq!((seen.dispute, seen.co_signatures), (Some(dispute), vec![signature]));
		assert_eq!(RecordAnchor::anchored(PATIENT, 1), None);
		assert_eq!(RecordAnchor::anchored(OTHER, 0), None);
	});
}

#[test]
fn inclusion_is_checked_against_the_anchored_root() {
	let leaves: Vec<H256> = (0..5).map(H256::repeat_byte).collect();
	let root = merkle_root::<BlakeTwo256, _>(&leaves);
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		let five = NewBatch { leaves: 5, ..batch(root) };
		assert_ok!(add_batch(PHYSICIAN, five, AT_HOSPITAL));
		let proof = merkle_proof::<BlakeTwo256, _, _>(&leaves, 3).proof;
		let verify = |anchor, index, leaf| {
			RecordAnchor::verify_inclusion(PATIENT, anchor, index, leaf, proof.clone())
		};
		assert_eq!(verify(0, 3, leaves[3]), Ok(()));
		assert_eq!(verify(0, 3, H256::repeat_byte(9)), Err(InclusionFault::RootMismatch));
		assert_eq!(verify(1, 3, leaves[3]), Err(InclusionFault::UnknownAnchor));
		assert_eq!(verify(0, 5, leaves[3]), Err(InclusionFault::IndexOutOfRange));
		// What is wrong, or not for these eyes, was anchored all the same.
		assert_ok!(mark(PHYSICIAN, &[0], CorrectionReason::WrongPatient, AT_HOSPITAL));
		assert_eq!(verify(0, 3, leaves[3]), Ok(()));
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn anchors_made_for_benchmarks_are_found_and_keep_the_invariants() {
	ExtBuilder::default().build_and_execute(|| {
		for expected in 0..3 {
			assert_eq!(RecordAnchor::anchor_for_benchmark(&PATIENT, CLASS), Some(expected));
			assert_eq!(RecordAnchor::record(&PATIENT, expected).unwrap().class, CLASS);
		}
	});
}
