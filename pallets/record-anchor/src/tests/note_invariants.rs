//! `try_state` finds what must never be beside an anchor.

use crate::{
	mock::*, CoSignature, CoSignatures, CoSignaturesOf, Custodies, Custody, Disagreement, Dispute,
	DisputeAnswer, Disputes, Piece, Verdict,
};
use frame_support::{assert_ok, BoundedVec};
use salus_primitives::PractitionerId;
use sp_core::H256;

const NOWHERE: u32 = 7;

/// An anchor with a co-signature, a dispute and custody, and one that was erased (number 1); then `damage`, which must be
/// found. The damage is confined to the test's chain.
fn finds(damage: impl FnOnce(), found: &'static str) {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		let erased = erased();
		assert_eq!(erased, 1);
		change(anchor, |anchor| {
			anchor.co_signatures = 1;
			anchor.is_disputed = true;
			anchor.has_custody = true;
		});
		co_signed(&[CLINICIAN]);
		Disputes::<Test>::insert(PATIENT, 0, dispute());
		Custodies::<Test>::insert(PATIENT, 0, custody(1));
		assert_ok!(RecordAnchor::do_try_state());
		let _ = frame_support::storage::with_storage_layer::<(), _, _>(|| {
			damage();
			assert_eq!(RecordAnchor::try_state_notes(), Err(found.into()));
			assert!(RecordAnchor::do_try_state().is_err(), "the whole check asks for these, too");
			Err(sp_runtime::DispatchError::Other("take the damage back"))
		});
	});
}

fn co_signatures(accounts: &[u64]) -> CoSignatures<u64> {
	let all = accounts.iter().map(|account| CoSignature {
		organization: CLINIC,
		practitioner: PractitionerId::Account(*account),
		at: NOW,
	});
	BoundedVec::truncate_from(all.collect())
}

fn co_signed(accounts: &[u64]) {
	CoSignaturesOf::<Test>::insert(PATIENT, 0, co_signatures(accounts));
}

fn dispute() -> Dispute {
	Dispute {
		statement: H256::zero(),
		filed_at: NOW,
		due: NOW + DISPUTE_PERIOD,
		answer: None,
		disagreement: None,
	}
}

fn custody(threshold: u8) -> Custody {
	let piece = Piece { custodian: ARCHIVE, root: ROOT, held_until: None };
	let pieces = BoundedVec::truncate_from(vec![piece]);
	Custody { threshold, pieces, by_patient: false }
}

#[test]
fn co_signatures_that_differ_from_their_count_are_found() {
	let found = "an anchor counts other co-signatures than there are";
	finds(|| change(0, |anchor| anchor.co_signatures = 2), found);
	finds(|| change(0, |anchor| anchor.co_signatures = 0), found);
	finds(|| CoSignaturesOf::<Test>::remove(PATIENT, 0), found);
	finds(
		|| {
			change(0, |anchor| anchor.co_signatures = 0);
			CoSignaturesOf::<Test>::insert(PATIENT, 0, co_signatures(&[]));
		},
		"a row of co-signatures holds none",
	);
}

#[test]
fn co_signatures_that_nobody_could_give_are_found() {
	finds(
		|| {
			change(0, |anchor| anchor.co_signatures = 2);
			co_signed(&[CLINICIAN, CLINICIAN]);
		},
		"a practitioner has co-signed an anchor twice",
	);
	finds(
		|| {
			change(0, |anchor| anchor.co_signatures = 3);
			co_signed(&[100, 101, 102]);
		},
		"an organization has co-signed an anchor too often",
	);
	finds(|| co_signed(&[PHYSICIAN]), "an author has co-signed its own records");
}

#[test]
fn a_dispute_of_which_the_anchor_does_not_know_is_found() {
	let found = "an anchor says otherwise than its dispute whether there is one";
	finds(|| change(0, |anchor| anchor.is_disputed = false), found);
	finds(|| Disputes::<Test>::remove(PATIENT, 0), found);
}

#[test]
fn a_dispute_that_nobody_could_make_is_found() {
	finds(
		|| {
			let own = self_reported(H256::repeat_byte(3));
			change(own, |anchor| anchor.is_disputed = true);
			Disputes::<Test>::insert(PATIENT, own, dispute());
		},
		"the patient's side disputes its own records",
	);
	finds(
		|| {
			let disagreement = Some(Disagreement { statement: H256::zero(), at: NOW });
			Disputes::<Test>::insert(PATIENT, 0, Dispute { disagreement, ..dispute() });
		},
		"a dispute is disagreed about that nobody answered",
	);
	finds(
		|| {
			let answer = Some(DisputeAnswer { verdict: Verdict::Upheld, at: NOW - 1 });
			Disputes::<Test>::insert(PATIENT, 0, Dispute { answer, ..dispute() });
		},
		"a dispute was answered before it was made",
	);
}

#[test]
fn custody_of_which_the_anchor_does_not_know_is_found() {
	let found = "an anchor says otherwise than its custody whether there is any";
	finds(|| change(0, |anchor| anchor.has_custody = false), found);
	finds(|| Custodies::<Test>::remove(PATIENT, 0), found);
}

#[test]
fn a_threshold_that_no_pieces_meet_is_found() {
	let found = "a threshold is zero or above the number of pieces";
	finds(|| Custodies::<Test>::insert(PATIENT, 0, custody(0)), found);
	finds(|| Custodies::<Test>::insert(PATIENT, 0, custody(2)), found);
}

#[test]
fn what_an_erasure_left_is_found() {
	finds(|| change(0, |anchor| anchor.batch = None), "an anchor that was not erased has no batch");
	finds(
		|| change(1, |anchor| anchor.batch = Some(crate::Batch { root: ROOT, leaves: 1 })),
		"an erased anchor has a batch",
	);
	finds(|| change(1, |anchor| anchor.withheld_since = None), "an erased anchor is not withheld");
	finds(
		|| change(1, |anchor| anchor.erasable_from = Some(NOW)),
		"an erased anchor is to be erased again",
	);
	finds(
		|| {
			change(1, |anchor| anchor.has_custody = true);
			Custodies::<Test>::insert(PATIENT, 1, custody(1));
		},
		"something is left beside an erased anchor",
	);
}

#[test]
fn rows_beside_no_anchor_are_found() {
	finds(
		|| CoSignaturesOf::<Test>::insert(PATIENT, NOWHERE, co_signatures(&[CLINICIAN])),
		"co-signatures belong to no anchor",
	);
	finds(
		|| Disputes::<Test>::insert(PATIENT, NOWHERE, dispute()),
		"a dispute belongs to no anchor",
	);
	finds(
		|| Custodies::<Test>::insert(PATIENT, NOWHERE, custody(1)),
		"custody belongs to no anchor",
	);
}
