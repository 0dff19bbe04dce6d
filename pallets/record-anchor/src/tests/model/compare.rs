//! Whatever can be asked is answered as the lists say.

use super::{
	super::{root, Months, PatientId, RecordClass},
	rules::{Entry, World, FOLLOWER, PATIENTS, RESERVED, WATCHED},
};
use crate::{mock::*, AnchorFilter, RecordStatus, Side, MAX_VERSIONS};
use salus_primitives::{dice::Dice, AnchorId};
use sp_core::H256;
use std::collections::BTreeMap;

impl World {
	/// After each step: all of one patient's anchors, found by each condition alone and by some together.
	pub fn compare(&self, dice: &mut Dice) {
		RecordAnchor::do_try_state().unwrap();
		let patient = dice.pick(&PATIENTS);
		let file = self.file(&patient);
		for (number, entry) in (0..).zip(file) {
			self.compare_entry(&patient, number, entry);
		}
		assert_eq!(RecordAnchor::anchored(patient, file.len() as AnchorId), None);
		self.compare_roots(&patient, dice);
		for filter in self.filters(dice) {
			let expected: Vec<AnchorId> = (0..file.len() as AnchorId)
				.zip(file)
				.filter(|(_, entry)| meets(entry, &filter))
				.map(|(number, _)| number)
				.rev()
				.collect();
			assert_eq!(found(patient, &filter, dice), expected, "{filter:?}");
		}
		if let Some(number) = dice.pick_any(&(0..file.len() as AnchorId).collect::<Vec<_>>()) {
			self.compare_chain(&patient, number);
		}
	}

	fn compare_entry(&self, patient: &PatientId, number: AnchorId, entry: &Entry) {
		let seen = RecordAnchor::anchored(*patient, number).unwrap();
		assert_eq!((seen.number, seen.status), (number, entry.status()));
		let anchor = seen.anchor;
		let batch = anchor.batch.unwrap();
		assert_eq!((batch.root, batch.leaves), (entry.batch.root, entry.batch.leaves));
		assert_eq!((anchor.class, anchor.content), (entry.batch.class, entry.batch.content));
		assert_eq!(anchor.custodian, entry.batch.custodian);
		assert_eq!(anchor.key_epoch, entry.batch.key_epoch);
		assert_eq!((&anchor.author, anchor.anchored_at), (&entry.author, entry.at));
		assert_eq!(anchor.supersedes, entry.supersedes);
		assert_eq!(anchor.superseded.map(|newer| newer.by), entry.superseded_by);
		assert_eq!(anchor.entered_in_error.map(|marked| marked.reason), entry.marked);
		assert_eq!(anchor.withheld_since, entry.withheld_since);
		assert_eq!(anchor.is_settled, entry.is_settled);
	}

	/// A side has a root once, by an anchor that it does not call an error, and finds it.
	fn compare_roots(&self, patient: &PatientId, dice: &mut Dice) {
		let side = dice.pick(&[
			Side::Patient,
			Side::Organization(HOSPITAL),
			Side::Organization(CLINIC),
			Side::Organization(FOLLOWER),
		]);
		let mut stand: BTreeMap<H256, AnchorId> = BTreeMap::new();
		for (number, entry) in (0..).zip(self.file(patient)) {
			if entry.side() == side && entry.has_root {
				assert_eq!(entry.marked, None);
				let twice = stand.insert(entry.batch.root, number);
				assert_eq!(twice, None, "{side:?} has the root of {number} twice");
			}
		}
		for root in (0..36).map(root) {
			let by_root = RecordAnchor::anchor_by_root(*patient, side, root);
			assert_eq!(by_root, stand.get(&root).copied());
		}
	}

	/// Nothing, each condition alone, and one of all.
	fn filters(&self, dice: &mut Dice) -> Vec<AnchorFilter> {
		let none = AnchorFilter::default;
		let class = Some(dice.pick(&[
			WATCHED,
			RESERVED,
			RecordClass(RESERVED.0 + 64),
			RecordClass(3),
			RecordClass(4),
		]));
		let content = Some(dice.pick(&[
			Months { from: 637, until: 639 },
			Months { from: 638, until: 639 },
			Months { from: 0, until: u16::MAX },
			Months { from: 641, until: 700 },
		]));
		let author = Some(dice.pick(&[
			Side::Patient,
			Side::Organization(HOSPITAL),
			Side::Organization(CLINIC),
			Side::Organization(FOLLOWER),
		]));
		let custodian = Some(dice.pick(&[ARCHIVE, HOSPITAL]));
		let status = Some(dice.pick(&[
			RecordStatus::Current,
			RecordStatus::Superseded,
			RecordStatus::EnteredInError,
		]));
		let since = Some(self.now.saturating_sub(dice.below(self.now - NOW + 2)));
		let mut filters = vec![
			none(),
			AnchorFilter { class, ..none() },
			AnchorFilter { content, ..none() },
			AnchorFilter { author, ..none() },
			AnchorFilter { custodian, ..none() },
			AnchorFilter { status, ..none() },
			AnchorFilter { since, ..none() },
		];
		let maybe = |dice: &mut Dice| dice.chance(50);
		filters.push(AnchorFilter {
			class: class.filter(|_| maybe(dice)),
			content: content.filter(|_| maybe(dice)),
			author: author.filter(|_| maybe(dice)),
			custodian: custodian.filter(|_| maybe(dice)),
			status: status.filter(|_| maybe(dice)),
			since: since.filter(|_| maybe(dice)),
			is_disputed: None,
		});
		filters
	}

	/// Whoever goes from version to version finds each once, and one that none has superseded.
	fn compare_chain(&self, patient: &PatientId, asked: AnchorId) {
		let file = self.file(patient);
		let mut chain = vec![asked];
		while let Some(older) = file[chain[0] as usize].supersedes {
			chain.insert(0, older);
		}
		while let Some(newer) = file[*chain.last().unwrap() as usize].superseded_by {
			chain.push(newer);
		}
		assert!(chain.len() <= MAX_VERSIONS as usize, "longer chains have tests of their own");
		let heads = chain.iter().filter(|each| file[**each as usize].superseded_by.is_none());
		assert_eq!(heads.count(), 1);
		let told = RecordAnchor::versions(*patient, asked).unwrap();
		let numbers: Vec<_> = told.versions.iter().map(|version| version.number).collect();
		assert_eq!(numbers, chain);
		assert_eq!((told.earlier, told.later), (None, None));
	}
}

fn meets(entry: &Entry, filter: &AnchorFilter) -> bool {
	let mut meets = true;
	if let Some(class) = filter.class {
		meets &= entry.batch.class == class;
	}
	if let Some(content) = filter.content {
		meets &= (content.from..content.until)
			.any(|month| (entry.batch.content.from..entry.batch.content.until).contains(&month));
	}
	if let Some(author) = filter.author {
		meets &= entry.side() == author;
	}
	if let Some(custodian) = filter.custodian {
		meets &= entry.batch.custodian == custodian;
	}
	if let Some(status) = filter.status {
		meets &= entry.status() == status;
	}
	if let Some(since) = filter.since {
		meets &= entry.at >= since;
	}
	meets
}

/// All that is found, in pages of some length.
fn found(patient: PatientId, filter: &AnchorFilter, dice: &mut Dice) -> Vec<AnchorId> {
	let limit = dice.pick(&[1, 2, 7, 100]);
	let (mut all, mut from) = (Vec::new(), None);
	loop {
		let page = RecordAnchor::anchors(patient, filter.clone(), from, limit);
		assert!(page.anchors.len() <= limit as usize);
		all.extend(page.anchors.into_iter().map(|found| found.number));
		if page.next.is_none() {
			return all;
		}
		assert!(from.is_none_or(|from| page.next < Some(from)), "a page must lead on");
		from = page.next;
	}
}
