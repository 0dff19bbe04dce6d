//! `versions`: the chain that an anchor stands in.

use super::*;
use crate::{AnchorByRoot, Anchors, Evicted, EvictedChunk, Versions, MAX_VERSIONS};
use frame_support::assert_ok;
use salus_primitives::{day_of, Basis};

fn versions(anchor: AnchorId) -> Option<Versions<u64>> {
	RecordAnchor::versions(PATIENT, anchor)
}

fn numbers(versions: &Versions<u64>) -> Vec<AnchorId> {
	versions.versions.iter().map(|version| version.number).collect()
}

/// A chain of `length` versions, numbered from 0.
fn chain(length: u32) {
	anchored(H256::from_low_u64_be(1));
	for number in 1..length {
		let root = H256::from_low_u64_be(1 + u64::from(number));
		assert_ok!(amend(PHYSICIAN, number - 1, root, CorrectionReason::WrongContent, AT_HOSPITAL));
	}
}

fn evict(number: AnchorId) {
	let anchor = Anchors::<Test>::take(PATIENT, number).unwrap();
	AnchorByRoot::<Test>::remove(PATIENT, (anchor.side(), anchor.batch.unwrap().root));
	let previous = anchor.previous;
	let chunk = EvictedChunk {
		root: ROOT,
		anchors: 1,
		oldest: number,
		previous,
		bucket: 3,
		anchored_on: day_of(NOW),
	};
	Evicted::<Test>::insert(PATIENT, number, chunk);
}

#[test]
fn an_anchor_alone_is_its_only_version() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		anchored(root(2));
		let found = versions(0).unwrap();
		assert_eq!((numbers(&found), found.earlier, found.later), (vec![0], None, None));
		assert_eq!(found.versions[0], RecordAnchor::anchored(PATIENT, 0).unwrap());
		assert_eq!(versions(2), None);
		assert_eq!(RecordAnchor::versions(OTHER, 0), None);
	});
}

#[test]
fn every_version_tells_the_whole_of_a_short_chain() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		chain(5);
		// Another chain between.
		anchored(root(100));
		assert_ok!(amend(PHYSICIAN, 4, root(101), CorrectionReason::Incomplete, AT_HOSPITAL));
		for asked in [0, 1, 2, 3, 4, 6] {
			let found = versions(asked).unwrap();
			assert_eq!(numbers(&found), [0, 1, 2, 3, 4, 6]);
			assert_eq!((found.earlier, found.later), (None, None));
		}
		assert_eq!(numbers(&versions(5).unwrap()), [5]);
	});
}

#[test]
fn a_long_chain_is_told_in_parts_in_both_directions() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		chain(130);
		assert_eq!(MAX_VERSIONS, 50);
		let found = versions(65).unwrap();
		assert_eq!(numbers(&found), (15..=115).collect::<Vec<_>>());
		assert_eq!((found.earlier, found.later), (Some(14), Some(116)));
		let first = versions(0).unwrap();
		assert_eq!(numbers(&first), (0..=50).collect::<Vec<_>>());
		assert_eq!((first.earlier, first.later), (None, Some(51)));
		let last = versions(129).unwrap();
		assert_eq!(numbers(&last), (79..=129).collect::<Vec<_>>());
		assert_eq!((last.earlier, last.later), (Some(78), None));
		// Exactly as many as one question follows: nothing is left to ask about.
		let found = versions(50).unwrap();
		assert_eq!((found.earlier, numbers(&found).len()), (None, 101));
		let found = versions(79).unwrap();
		assert_eq!((found.later, numbers(&found).len()), (None, 101));

		let (mut asked, mut whole) = (Some(0), Vec::new());
		while let Some(number) = asked {
			let found = versions(number).unwrap();
			whole.extend(numbers(&found).into_iter().filter(|version| *version >= number));
			asked = found.later;
		}
		assert_eq!(whole, (0..130).collect::<Vec<_>>());
	});
}

#[test]
fn a_chain_has_one_head_and_no_cycle() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		chain(120);
		let all: Vec<_> = (0..120).map(stored).collect();
		let heads = all.iter().filter(|version| version.superseded.is_none()).count();
		assert_eq!(heads, 1);
		for (number, version) in (0..).zip(&all) {
			assert!(version.supersedes.is_none_or(|older| older < number));
			assert!(version.superseded.is_none_or(|newer| newer.by > number));
		}
	});
}

#[test]
fn a_version_that_was_evicted_ends_the_chain_and_is_not_offered_to_ask_about() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		chain(120);
		evict(9);
		evict(111);
		let found = versions(60).unwrap();
		assert_eq!(numbers(&found), (10..=110).collect::<Vec<_>>());
		assert_eq!((found.earlier, found.later), (None, None));
		assert_eq!(versions(9), None);
		assert_eq!(numbers(&versions(115).unwrap()), (112..120).collect::<Vec<_>>());
	});
}
