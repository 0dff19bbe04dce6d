//! `try_state` finds what must never be.

use super::*;
use crate::{Anchor, AnchorByRoot, Anchors, Evicted, EvictedChunk, Side};
use frame_support::assert_ok;
use salus_primitives::{day_of, Basis};

const SIDE: Side = Side::Organization(HOSPITAL);

/// Four anchors of one class, the second a new version of the first, and one of another class; then `damage`, which must be
/// found. The damage is confined to the test's chain.
fn finds(damage: impl FnOnce(), found: &'static str) {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(0));
		assert_ok!(amend(PHYSICIAN, 0, root(1), CorrectionReason::Incomplete, AT_HOSPITAL));
		anchored(root(2));
		anchored(root(3));
		let other = NewBatch { class: RecordClass(4), ..batch(root(4)) };
		assert_ok!(add_batch(PHYSICIAN, other, AT_HOSPITAL));
		assert_ok!(RecordAnchor::do_try_state());
		let _ = frame_support::storage::with_storage_layer::<(), _, _>(|| {
			damage();
			assert_eq!(RecordAnchor::do_try_state(), Err(found.into()));
			Err(sp_runtime::DispatchError::Other("take the damage back"))
		});
	});
}

fn index(change: impl FnOnce(&mut RecordIndex)) {
	RecordIndexes::<Test>::mutate(PATIENT, change);
}

/// Takes an anchor away, with its root.
fn lose(number: AnchorId) -> Anchor<u64> {
	let anchor = Anchors::<Test>::take(PATIENT, number).unwrap();
	AnchorByRoot::<Test>::remove(PATIENT, (anchor.side(), anchor.batch.unwrap().root));
	anchor
}

fn put_chunk(newest: AnchorId, oldest: AnchorId, anchors: u32, previous: Option<AnchorId>) {
	let chunk =
		EvictedChunk { root: ROOT, anchors, oldest, previous, bucket: 3, anchored_on: day_of(NOW) };
	Evicted::<Test>::insert(PATIENT, newest, chunk);
}

#[test]
fn a_number_that_was_not_given_out_is_found() {
	let beyond = "an anchor's number is not below its patient's next";
	finds(|| index(|index| index.next = 4), beyond);
	finds(|| index(|index| index.next = 6), "a patient's numbers have gaps without eviction");
	finds(|| RecordIndexes::<Test>::remove(PATIENT), beyond);
}

#[test]
fn a_gap_in_the_numbers_is_found_unless_it_was_evicted() {
	let gap = "a patient's numbers have gaps without eviction";
	// Out of its list with all due care, but not evicted.
	finds(
		|| {
			let previous = lose(3).previous;
			index(|index| {
				index.newest.try_insert(3, previous.unwrap()).unwrap();
			});
		},
		gap,
	);
	ExtBuilder::default().build_and_execute(|| {
		for number in 0..4 {
			anchored(root(number));
		}
		for number in [2, 1] {
			lose(number);
		}
		put_chunk(2, 1, 2, Some(0));
		assert_ok!(RecordAnchor::do_try_state());
	});
}

#[test]
fn a_patient_who_is_not_known_is_found() {
	finds(
		|| {
			let stranger = PatientId([7; 32]);
			put(stranger, plain(root(9), stored(0).author));
		},
		"records belong to no patient",
	);
}

#[test]
fn a_broken_list_is_found() {
	let backwards = "a list does not lead to older anchors";
	let of_another = "a list leads to another list's anchor";
	let passed_over = "a list leads past an anchor";
	let again = "a list comes to an anchor again";
	let head = |bucket, newest| {
		index(|index| {
			index.newest.try_insert(bucket, newest).unwrap();
		})
	};
	finds(|| change(3, |anchor| anchor.previous = Some(7)), backwards);
	finds(|| change(2, |anchor| anchor.previous = Some(2)), backwards);
	finds(|| change(3, |anchor| anchor.previous = Some(1)), passed_over);
	finds(|| change(2, |anchor| anchor.previous = None), passed_over);
	finds(
		|| {
			index(|index| {
				index.newest.remove(&4);
			})
		},
		passed_over,
	);
	finds(|| head(4, 3), again);
	finds(|| change(4, |anchor| anchor.class = CLASS), of_another);
	finds(|| change(4, |anchor| anchor.previous = Some(3)), again);
	finds(|| head(5, 9), "a list breaks off where anchors were evicted");
	finds(|| head(5, 2), again);
}

#[test]
fn an_index_that_differs_from_the_anchors_is_found() {
	let not_found = "an anchor is not found by its root";
	let leads_elsewhere = "a root leads to an anchor with another root or to none";
	let point = |root, number| AnchorByRoot::<Test>::insert(PATIENT, (SIDE, root), number);
	finds(|| point(root(0), 1), not_found);
	finds(|| AnchorByRoot::<Test>::remove(PATIENT, (SIDE, root(0))), not_found);
	finds(
		|| {
			AnchorByRoot::<Test>::remove(PATIENT, (SIDE, root(0)));
			AnchorByRoot::<Test>::insert(PATIENT, (Side::Patient, root(0)), 0);
		},
		not_found,
	);
	finds(|| point(root(9), 1), leads_elsewhere);
	finds(|| AnchorByRoot::<Test>::insert(PATIENT, (Side::Patient, root(0)), 0), leads_elsewhere);
	finds(|| AnchorByRoot::<Test>::insert(OTHER, (SIDE, root(0)), 0), leads_elsewhere);
	finds(
		|| {
			assert_ok!(mark(PHYSICIAN, &[2], CorrectionReason::Duplicate, AT_HOSPITAL));
			point(root(2), 2);
		},
		leads_elsewhere,
	);
	finds(
		|| {
			change(3, |anchor| anchor.batch = stored(2).batch);
			mark_in_error(2, CorrectionReason::Duplicate);
			AnchorByRoot::<Test>::remove(PATIENT, (SIDE, root(3)));
			point(root(2), 2);
		},
		not_found,
	);
}

#[test]
fn an_anchor_beside_which_another_one_has_its_root_is_well() {
	ExtBuilder::default().build_and_execute(|| {
		for number in 0..2 {
			anchored(ROOT);
			assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (SIDE, ROOT)), Some(number));
		}
		assert_ok!(RecordAnchor::do_try_state());
		mark_in_error(1, CorrectionReason::Duplicate);
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (SIDE, ROOT)), None);
	});
}

#[test]
fn versions_that_do_not_name_each_other_are_found() {
	let apart = "a version and the one in whose place it came do not name each other";
	let backwards = "a version is older than the one in whose place it came";
	finds(|| change(0, |anchor| anchor.superseded = None), apart);
	finds(|| change(1, |anchor| anchor.supersedes = None), apart);
	finds(|| change(2, |anchor| anchor.supersedes = Some(0)), apart);
	finds(|| change(3, |anchor| anchor.superseded = stored(0).superseded), backwards);
	finds(|| change(0, |anchor| anchor.supersedes = Some(1)), backwards);
	finds(
		|| {
			change(0, |anchor| anchor.superseded.as_mut().unwrap().by = 4);
			change(1, |anchor| anchor.supersedes = None);
			change(4, |anchor| anchor.supersedes = Some(0));
		},
		"a version is of another class than the one in whose place it came",
	);
}

#[test]
fn a_version_whose_other_one_was_evicted_is_well() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(0));
		for number in 0..2 {
			let reason = CorrectionReason::Incomplete;
			assert_ok!(amend(PHYSICIAN, number, root(number as u8 + 1), reason, AT_HOSPITAL));
		}
		lose(1);
		put_chunk(1, 1, 1, Some(0));
		assert_ok!(RecordAnchor::do_try_state());
	});
}

#[test]
fn records_that_are_withheld_for_no_reason_are_found() {
	let no_reason = "records are withheld for no reason";
	finds(|| change(2, |anchor| anchor.withheld_since = Some(NOW)), no_reason);
	finds(|| change(0, |anchor| anchor.withheld_since = Some(NOW)), no_reason);
	finds(
		|| {
			assert_ok!(mark(PHYSICIAN, &[2], CorrectionReason::WrongPatient, AT_HOSPITAL));
			change(2, |anchor| anchor.is_settled = true);
		},
		"records are withheld that the arbiter let count",
	);
}

#[test]
fn leaves_and_months_out_of_bounds_are_found() {
	let leaves = |number, leaves| {
		change(number, |anchor| anchor.batch.as_mut().unwrap().leaves = leaves);
	};
	finds(|| leaves(0, 0), "an anchor's leaves are out of bounds");
	finds(|| leaves(4, 65_537), "an anchor's leaves are out of bounds");
	finds(|| change(0, |anchor| anchor.content.until = 0), "an anchor's content covers no month");
}

#[test]
fn a_chunk_that_was_not_numbered_is_found() {
	finds(
		|| put_chunk(9, 9, 1, Some(3)),
		"an evicted anchor's number is not below its patient's next",
	);
	finds(|| put_chunk(3, 3, 1, Some(2)), "a patient's numbers have gaps without eviction");
}
