//! `try_state` finds what must never be.

use crate::{mock::*, AnchorByRoot, AnchorCount, Anchors};
use frame_support::assert_ok;
use salus_primitives::{Months, PatientId, Purpose, RecordClass};
use sp_core::H256;

/// Two anchors, then `damage`, which must be found; the damage is confined to the test's chain.
fn finds(damage: impl FnOnce(), found: &'static str) {
	ExtBuilder::permitting().build_and_execute(|| {
		for root in [ROOT, H256::repeat_byte(1)] {
			assert_ok!(RecordAnchor::anchor(
				RuntimeOrigin::signed(CONTROLLER),
				PATIENT,
				RecordClass(1),
				root,
				2,
				Months { from: 1, until: 2 },
				Purpose::Treatment,
				PERSON,
			));
		}
		assert_ok!(RecordAnchor::do_try_state());
		let _ = frame_support::storage::with_storage_layer::<(), _, _>(|| {
			damage();
			assert_eq!(RecordAnchor::do_try_state(), Err(found.into()));
			Err(sp_runtime::DispatchError::Other("take the damage back"))
		});
	});
}

#[test]
fn a_count_that_differs_from_the_anchors_is_found() {
	finds(|| AnchorCount::<Test>::insert(PATIENT, 3), "a patient's count differs from its anchors");
	finds(
		|| AnchorCount::<Test>::insert(PATIENT, 1),
		"an anchor's number is not below its patient's count",
	);
	finds(|| AnchorCount::<Test>::remove(PATIENT), "a patient without a count has anchors");
}

#[test]
fn a_gap_in_the_numbers_is_found() {
	finds(
		|| {
			let moved = Anchors::<Test>::take(PATIENT, 0).unwrap();
			Anchors::<Test>::insert(PATIENT, 2, moved);
			AnchorByRoot::<Test>::insert(PATIENT, ROOT, 2);
		},
		"an anchor's number is not below its patient's count",
	);
}

#[test]
fn an_index_that_differs_from_the_anchors_is_found() {
	finds(|| AnchorByRoot::<Test>::insert(PATIENT, ROOT, 1), "an anchor is not found by its root");
	finds(|| AnchorByRoot::<Test>::remove(PATIENT, ROOT), "an anchor is not found by its root");
	finds(
		|| AnchorByRoot::<Test>::insert(PATIENT, H256::repeat_byte(3), 1),
		"a root leads to an anchor with another root or to none",
	);
	finds(
		|| AnchorByRoot::<Test>::insert(PatientId([0; 32]), ROOT, 0),
		"a root leads to an anchor with another root or to none",
	);
}

#[test]
fn leaves_and_months_out_of_bounds_are_found() {
	let change = |change: fn(&mut crate::Anchor<u64>)| {
		Anchors::<Test>::mutate(PATIENT, 0, |anchor| change(anchor.as_mut().unwrap()))
	};
	finds(|| change(|anchor| anchor.leaves = 0), "an anchor's leaves are out of bounds");
	finds(|| change(|anchor| anchor.leaves = 65_537), "an anchor's leaves are out of bounds");
	finds(|| change(|anchor| anchor.content.until = 0), "an anchor's content covers no month");
}
