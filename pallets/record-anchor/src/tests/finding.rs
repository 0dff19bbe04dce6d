//! `anchors`: a patient's anchors by what they are, in pages, within bounded steps.

use super::*;
use crate::{
	class_bucket, AnchorByRoot, AnchorFilter, Anchors, Evicted, EvictedChunk, RecordStatus, Side,
	MAX_STEPS,
};
use frame_support::assert_ok;
use salus_primitives::{day_of, Actor, Basis};

/// A page's numbers, and where to go on.
fn page(
	filter: &AnchorFilter,
	from: Option<AnchorId>,
	limit: u32,
) -> (Vec<AnchorId>, Option<AnchorId>) {
	let page = RecordAnchor::anchors(PATIENT, filter.clone(), from, limit);
	(page.anchors.into_iter().map(|found| found.number).collect(), page.next)
}

/// All that there are, from the newest, in pages of `limit`.
fn all(filter: &AnchorFilter, limit: u32) -> Vec<AnchorId> {
	let (mut found, mut next) = page(filter, None, limit);
	while next.is_some() {
		let (more, further) = page(filter, next, limit);
		assert!(further.is_none() || further < next, "a page must lead on");
		found.extend(more);
		next = further;
	}
	found
}

fn of_class(class: u16) -> AnchorFilter {
	AnchorFilter { class: Some(RecordClass(class)), ..Default::default() }
}

fn everything() -> AnchorFilter {
	AnchorFilter::default()
}

/// Puts an anchor of `class` straight into storage.
fn put_of_class(class: u16) -> AnchorId {
	let number = RecordIndexes::<Test>::get(PATIENT).next;
	let root = H256::from_low_u64_be(u64::from(number) + 1_000);
	let author = Actor::new(PHYSICIAN, AT_HOSPITAL);
	put(PATIENT, crate::Anchor { class: RecordClass(class), ..plain(root, author) })
}

/// Evicts anchors that follow each other in a list, the newest first, into one chunk.
fn evict(numbers: &[AnchorId]) {
	let (mut previous, mut bucket) = (None, 0);
	for number in numbers {
		let anchor = Anchors::<Test>::take(PATIENT, number).unwrap();
		AnchorByRoot::<Test>::remove(PATIENT, (anchor.side(), anchor.batch.unwrap().root));
		(previous, bucket) = (anchor.previous, class_bucket(anchor.class));
	}
	let (newest, oldest) = (*numbers.first().unwrap(), *numbers.last().unwrap());
	let chunk = EvictedChunk {
		root: ROOT,
		anchors: numbers.len() as u32,
		oldest,
		previous,
		bucket,
		anchored_on: day_of(NOW),
	};
	Evicted::<Test>::insert(PATIENT, newest, chunk);
}

#[test]
fn a_patient_without_anchors_has_none_to_find() {
	ExtBuilder::default().build_and_execute(|| {
		for filter in [everything(), of_class(3)] {
			assert_eq!(page(&filter, None, 100), (vec![], None));
			assert_eq!(page(&filter, Some(7), 100), (vec![], None));
		}
		anchored(ROOT);
		assert_eq!(page(&of_class(4), None, 100), (vec![], None));
		assert!(RecordAnchor::anchors(OTHER, everything(), None, 100).anchors.is_empty());
	});
}

#[test]
fn each_condition_chooses_and_all_must_be_met() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		let by_clinic = Actor::new(CLINICIAN, AT_CLINIC);
		let months = |from, until| Months { from, until };
		anchored(root(0));
		self_reported(root(1));
		put(
			PATIENT,
			crate::Anchor { content: months(648, 650), ..plain(root(2), by_clinic.clone()) },
		);
		put(PATIENT, crate::Anchor { custodian: HOSPITAL, ..plain(root(3), by_clinic.clone()) });
		put(PATIENT, crate::Anchor { class: RecordClass(4), ..plain(root(4), by_clinic) });
		pass(10);
		assert_ok!(amend(PHYSICIAN, 0, root(5), CorrectionReason::Incomplete, AT_HOSPITAL));
		assert_ok!(mark(PHYSICIAN, &[3], CorrectionReason::Duplicate, AT_HOSPITAL));
		permit(Basis::Patient);
		assert_ok!(RecordAnchor::dispute(RuntimeOrigin::signed(CONTROLLER), PATIENT, 4, ROOT));
		anchored(root(6));
		change(6, |anchor| {
			anchor.batch = None;
			anchor.erased_at = Some(NOW + 10);
			anchor.withheld_since = Some(NOW + 10);
		});
		AnchorByRoot::<Test>::remove(PATIENT, (Side::Organization(HOSPITAL), root(6)));

		let none = AnchorFilter::default;
		let cases = [
			(none(), vec![6, 5, 4, 3, 2, 1, 0]),
			(of_class(3), vec![6, 5, 3, 2, 1, 0]),
			(of_class(4), vec![4]),
			(AnchorFilter { content: Some(months(648, 649)), ..none() }, vec![2]),
			(AnchorFilter { content: Some(months(647, 648)), ..none() }, vec![6, 5, 4, 3, 1, 0]),
			(AnchorFilter { content: Some(months(600, 636)), ..none() }, vec![]),
			(
				AnchorFilter { content: Some(months(0, u16::MAX)), ..none() },
				vec![6, 5, 4, 3, 2, 1, 0],
			),
			(AnchorFilter { author: Some(Side::Patient), ..none() }, vec![1]),
			(AnchorFilter { author: Some(Side::Organization(CLINIC)), ..none() }, vec![4, 3, 2]),
			(AnchorFilter { author: Some(Side::Organization(ARCHIVE)), ..none() }, vec![]),
			(AnchorFilter { custodian: Some(HOSPITAL), ..none() }, vec![3]),
			(AnchorFilter { custodian: Some(CLINIC), ..none() }, vec![]),
			(AnchorFilter { status: Some(RecordStatus::Current), ..none() }, vec![5, 4, 2, 1]),
			(AnchorFilter { status: Some(RecordStatus::Superseded), ..none() }, vec![0]),
			(AnchorFilter { status: Some(RecordStatus::EnteredInError), ..none() }, vec![3]),
			(AnchorFilter { status: Some(RecordStatus::Erased), ..none() }, vec![6]),
			(AnchorFilter { is_disputed: Some(true), ..none() }, vec![4]),
			(AnchorFilter { is_disputed: Some(false), ..none() }, vec![6, 5, 3, 2, 1, 0]),
			(AnchorFilter { since: Some(NOW + 10), ..none() }, vec![6, 5]),
			(AnchorFilter { since: Some(NOW + 11), ..none() }, vec![]),
			(
				AnchorFilter {
					class: Some(CLASS),
					content: Some(months(640, 641)),
					author: Some(Side::Organization(HOSPITAL)),
					custodian: Some(ARCHIVE),
					status: Some(RecordStatus::Current),
					since: Some(NOW),
					is_disputed: Some(false),
				},
				vec![5],
			),
		];
		for (filter, expected) in cases {
			for limit in [1, 3, 100] {
				assert_eq!(all(&filter, limit), expected, "{filter:?}");
			}
		}
	});
}

#[test]
fn a_page_is_as_long_as_asked_and_no_longer_than_a_hundred() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..103 {
			put_of_class(3);
		}
		for filter in [everything(), of_class(3)] {
			assert_eq!(page(&filter, None, 0), (vec![102], Some(101)));
			assert_eq!(page(&filter, None, 1), (vec![102], Some(101)));
			assert_eq!(page(&filter, Some(101), 2), (vec![101, 100], Some(99)));
			for limit in [100, 101, u32::MAX] {
				assert_eq!(page(&filter, None, limit), ((3..103).rev().collect(), Some(2)));
			}
			assert_eq!(page(&filter, Some(2), 100), (vec![2, 1, 0], None));
			assert_eq!(page(&filter, Some(0), 100), (vec![0], None));
			assert_eq!(page(&filter, Some(0), 1), (vec![0], None));
		}
	});
}

#[test]
fn whoever_asks_from_above_the_newest_begins_there() {
	ExtBuilder::default().build_and_execute(|| {
		for class in [3, 3, 4] {
			put_of_class(class);
		}
		for from in [2, 3, u32::MAX] {
			assert_eq!(page(&everything(), Some(from), 100), (vec![2, 1, 0], None));
			assert_eq!(page(&of_class(3), Some(from), 100), (vec![1, 0], None));
		}
	});
}

#[test]
fn one_question_looks_at_a_bounded_number_of_anchors() {
	ExtBuilder::default().build_and_execute(|| {
		for number in 0..1_200u64 {
			let author = Actor::new(PHYSICIAN, AT_HOSPITAL);
			put(PATIENT, plain(H256::from_low_u64_be(number), author));
		}
		assert_eq!(MAX_STEPS, 500);
		for class in [None, Some(CLASS)] {
			let filter = AnchorFilter { class, custodian: Some(CLINIC), ..Default::default() };
			assert_eq!(page(&filter, None, 100), (vec![], Some(699)));
			assert_eq!(page(&filter, Some(699), 100), (vec![], Some(199)));
			assert_eq!(page(&filter, Some(199), 100), (vec![], None));
			change(3, |anchor| anchor.custodian = CLINIC);
			assert_eq!(all(&filter, 100), [3]);
			change(3, |anchor| anchor.custodian = ARCHIVE);
		}
	});
}

#[test]
fn the_allergies_do_not_lie_hidden_behind_a_wearables_day() {
	ExtBuilder::default().build_and_execute(|| {
		let (observation, allergy) = (90, 5);
		put_of_class(allergy);
		for _ in 0..1_440 {
			put_of_class(observation);
		}
		put_of_class(allergy);
		assert_eq!(page(&of_class(allergy), None, 100), (vec![1_441, 0], None));
	});
}

#[test]
fn what_is_older_than_asked_for_ends_the_search() {
	ExtBuilder::default().build_and_execute(|| {
		for class in [3, 4, 3, 4] {
			put_of_class(class);
			pass(10);
		}
		let since = |class: Option<u16>, since| AnchorFilter {
			class: class.map(RecordClass),
			since: Some(since),
			..Default::default()
		};
		assert_eq!(page(&since(None, NOW + 10), None, 100), (vec![3, 2, 1], None));
		assert_eq!(page(&since(None, NOW + 11), None, 100), (vec![3, 2], None));
		assert_eq!(page(&since(Some(3), NOW + 1), None, 100), (vec![2], None));
		assert_eq!(page(&since(None, NOW + 31), None, 100), (vec![], None));
		// A full page that ends there says so.
		assert_eq!(page(&since(None, NOW + 20), None, 2), (vec![3, 2], None));
	});
}

#[test]
fn labels_that_share_a_list_are_told_apart() {
	let (label, colliding, another) = (0x8001, 0x8001 + 64, 0x8002);
	assert_eq!(class_bucket(RecordClass(label)), class_bucket(RecordClass(colliding)));
	assert_ne!(class_bucket(RecordClass(label)), class_bucket(RecordClass(another)));
	ExtBuilder::default().build_and_execute(|| {
		for class in [label, colliding, another, colliding, label] {
			put_of_class(class);
		}
		assert_eq!(all(&of_class(label), 1), [4, 0]);
		assert_eq!(all(&of_class(colliding), 1), [3, 1]);
		assert_eq!(all(&of_class(another), 100), [2]);
		assert!(all(&of_class(colliding + 64), 100).is_empty());
	});
}

#[test]
fn each_resource_type_has_a_list_of_its_own_which_no_label_shares() {
	let own: std::collections::BTreeSet<u8> =
		(0..192).map(|class| class_bucket(RecordClass(class))).collect();
	assert_eq!(own.len(), 192);
	for label in (192..=u16::MAX).step_by(7) {
		assert!(!own.contains(&class_bucket(RecordClass(label))));
	}
}

/// A cursor that is not in the list, such as one of another question, ended the search: a reader took that for "there are no more".
#[test]
fn a_search_goes_on_from_any_number_whatever_stands_there() {
	ExtBuilder::default().build_and_execute(|| {
		for class in [3, 4, 3, 4, 4, 3] {
			put_of_class(class);
		}
		assert_eq!(page(&of_class(3), Some(4), 100), (vec![2, 0], None));
		assert_eq!(page(&of_class(3), Some(3), 1), (vec![2], Some(0)));
		assert_eq!(page(&of_class(4), Some(2), 100), (vec![1], None));
		assert_eq!(page(&of_class(4), Some(0), 100), (vec![], None));
	});
}

#[test]
fn what_was_evicted_is_passed_over() {
	ExtBuilder::default().build_and_execute(|| {
		// Without gaps: 1 to 4 of the only list.
		for _ in 0..6 {
			put_of_class(3);
		}
		evict(&[4, 3, 2, 1]);
		for filter in [everything(), of_class(3)] {
			for limit in [1, 100] {
				assert_eq!(all(&filter, limit), [5, 0]);
			}
			for from in 1..=4 {
				assert_eq!(page(&filter, Some(from), 100), (vec![0], None), "from {from}");
			}
		}
		// A list of which the newest was evicted, and all.
		evict(&[5]);
		assert_eq!(all(&of_class(3), 100), [0]);
		evict(&[0]);
		for filter in [everything(), of_class(3)] {
			assert!(all(&filter, 1).is_empty());
		}
	});
}

#[test]
fn what_stands_between_evicted_anchors_of_another_list_is_found() {
	ExtBuilder::default().build_and_execute(|| {
		for class in [4, 3, 4, 3, 4, 3, 4, 4, 3] {
			put_of_class(class);
		}
		evict(&[5, 3, 1]);
		evict(&[6, 4]);
		for limit in [1, 2, 100] {
			assert_eq!(all(&everything(), limit), [8, 7, 2, 0]);
			assert_eq!(all(&of_class(3), limit), [8]);
			assert_eq!(all(&of_class(4), limit), [7, 2, 0]);
		}
		for from in 3..=6 {
			assert_eq!(page(&of_class(4), Some(from), 100), (vec![2, 0], None), "from {from}");
			assert_eq!(page(&of_class(3), Some(from), 100), (vec![], None), "from {from}");
		}
	});
}

/// A reader held a cursor, and what stood there was evicted before it asked on: it was told that there are no more.
#[test]
fn a_search_goes_on_where_something_was_evicted_meanwhile() {
	ExtBuilder::default().build_and_execute(|| {
		for class in [3, 4, 3, 3, 4, 3, 3, 4, 3] {
			put_of_class(class);
		}
		let (found, next) = page(&of_class(3), None, 2);
		assert_eq!((found, next), (vec![8, 6], Some(5)));
		// Number 2 is kept longer than the others.
		evict(&[8, 6, 5, 3]);
		assert_eq!(page(&of_class(3), next, 100), (vec![2, 0], None));
		assert_eq!(page(&of_class(3), Some(8), 100), (vec![2, 0], None));
	});
}

#[test]
fn whoever_reads_in_pages_misses_nothing_that_is_anchored_meanwhile_below() {
	ExtBuilder::permitting().build_and_execute(|| {
		for _ in 0..4 {
			put_of_class(3);
		}
		let (found, next) = page(&of_class(3), None, 2);
		put_of_class(3);
		assert_eq!(found, [3, 2]);
		assert_eq!(page(&of_class(3), next, 100), (vec![1, 0], None));
	});
}
