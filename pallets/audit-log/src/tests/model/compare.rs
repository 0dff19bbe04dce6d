//! The pallet against the journal, after every step.

use super::{
	world::{Trail, World},
	Tally,
};
use crate::{mock::*, Attempts, Entries, OpenInquiry, Redeemed, ReleaseCursor, Whose};
use salus_primitives::{
	day_of, AccessAttempt, Actor, AuditEntry, AuditedEvent, Moment, OrganizationId, Period,
	Sequence, TrailId, DAY,
};
use std::collections::{BTreeMap, BTreeSet};

const ALWAYS: Period = Period { from: 0, until: None };

impl World {
	/// Looks up what a block did on its own, and checks that it may do it; with room, all that is to be done.
	pub fn follow_the_block(&mut self, has_room: bool, tally: &mut Tally) {
		for id in self.trails.iter().map(|trail| trail.id).collect::<Vec<_>>() {
			self.follow_escalations(id, tally);
		}
		if has_room {
			let left = self.inquiries.iter().find(|asked| Self::must_be_escalated(asked, self.now));
			assert!(left.is_none(), "{left:?} should be with the authority");
		}
		for number in 0..self.trails.len() {
			self.follow_pruning(number, has_room, tally);
		}
		let hour = self.now / super::world::HOUR;
		let marks = self.marks.len();
		self.marks.retain(|(patient, place), until| {
			let stays = Redeemed::<Test>::contains_key(*until as u32, (*patient, *place));
			assert!(stays || *until < hour, "a mark went too early");
			assert!(!stays || !has_room || *until >= hour, "a mark should have gone");
			stays
		});
		(self.marks.len()..marks).for_each(|_| tally.note("a mark swept"));
	}

	fn follow_escalations(&mut self, id: TrailId, tally: &mut Tally) {
		let written = self.trail(&id).unwrap().entries.len() as Sequence;
		for place in written..AuditLog::head(id).next {
			let entry = Entries::<Test>::get(id, place).unwrap();
			let AuditedEvent::InquiryEscalated { entry: about } = entry.event else {
				panic!("a block does nothing else: {entry:?}");
			};
			assert_eq!(entry.actor, Actor::Chain);
			self.escalate(id, about);
			tally.note("escalated");
		}
	}

	fn follow_pruning(&mut self, number: usize, has_room: bool, tally: &mut Tally) {
		let Trail { id, pruned, .. } = self.trails[number];
		let first = AuditLog::head(id).first as usize;
		assert!(first >= pruned, "what was pruned does not come back");
		for place in pruned..first {
			assert!(self.is_due(number, place), "{id:?} {place} was pruned too early");
			self.inquiries.retain(|asked| (asked.trail, asked.entry) != (id, place as Sequence));
			tally.note("pruned");
		}
		self.trails[number].pruned = first;
		if has_room && first < self.trails[number].entries.len() {
			assert!(!self.is_due(number, first), "{id:?} {first} should have been pruned");
		}
	}

	/// Whether nothing asks that the entry be kept: releases 60 days, all else 30, and as long as an answer is awaited by its
	/// date. It does not wait for the authority.
	fn is_due(&self, number: usize, place: usize) -> bool {
		let Trail { id, entries, .. } = &self.trails[number];
		let days = match entries[place].event {
			AuditedEvent::RecordsReleased { .. } | AuditedEvent::ReleaseReported(_) => 60,
			_ => 30,
		};
		let is_open = self.inquiries.iter().any(|asked| {
			(asked.trail, asked.entry) == (*id, place as Sequence)
				&& !(asked.is_answered || asked.is_escalated)
		});
		self.now - entries[place].at >= days * DAY && !is_open
	}

	pub fn compare(&self) {
		AuditLog::do_try_state().unwrap();
		self.compare_trails();
		self.compare_inquiries();
		self.compare_attempts();
		let marks: BTreeSet<_> = Redeemed::<Test>::iter_keys()
			.map(|(hour, place)| (place, Moment::from(hour)))
			.collect();
		assert_eq!(marks, self.marks.iter().map(|(place, hour)| (*place, *hour)).collect());
	}

	/// How often each practitioner tried today to get at whom.
	fn compare_attempts(&self) {
		let mut tried = BTreeMap::<String, u16>::new();
		for Trail { id, entries, .. } in &self.trails {
			for entry in entries.iter().filter(|entry| day_of(entry.at) == day_of(self.now)) {
				let patient = match (&entry.event, id) {
					(
						AuditedEvent::AccessRequested(AccessAttempt {
							patient: Some(named), ..
						}),
						_,
					) => *named,
					(AuditedEvent::EmergencyDenied { patient, .. }, _) => *patient,
					(
						AuditedEvent::AccessRequested(_) | AuditedEvent::EmergencyOpened { .. },
						TrailId::Patient(patient),
					) => *patient,
					_ => continue,
				};
				if matches!(entry.actor, Actor::Practitioner { .. } | Actor::Gateway { .. }) {
					*tried.entry(format!("{:?}", (patient, &entry.actor))).or_default() += 1;
				}
			}
		}
		let counted: BTreeMap<_, _> = Attempts::<Test>::iter_prefix(day_of(self.now))
			.map(|(attempted, count)| (format!("{attempted:?}"), count))
			.collect();
		assert_eq!(counted, tried);
	}

	/// What organizations did, and what was released, page by page.
	pub fn compare_lists(&self) {
		let organizations = [HOSPITAL, ARCHIVE, super::world::CLINIC, 77];
		for organization in organizations {
			self.compare_activity(organization);
			self.compare_releases_by(organization);
		}
		for trail in &self.trails {
			if let TrailId::Patient(_) = trail.id {
				compare_releases_of(trail);
			}
		}
	}

	fn compare_trails(&self) {
		let told: BTreeSet<_> =
			AuditLog::trails(None, 256).into_iter().map(|(id, _)| format!("{id:?}")).collect();
		assert_eq!(told, self.trails.iter().map(|trail| format!("{:?}", trail.id)).collect());
		for trail in &self.trails {
			let head = AuditLog::head(trail.id);
			assert_eq!(head.next, trail.entries.len() as Sequence);
			assert_eq!((head.first, head.tip), (trail.pruned as Sequence, trail.tip));
			assert_eq!(usize::from(head.contested), self.contested(&trail.id));
			let kept: Vec<AuditEntry<u64>> =
				AuditLog::entries(trail.id, 0, 256).into_iter().map(|(_, entry)| entry).collect();
			assert_eq!(kept, trail.entries[trail.pruned..]);
			let whole = AuditLog::verify(trail.id, head.first, head.next, None).unwrap();
			assert_eq!((whole.before, whole.after), (head.checkpoint, trail.tip));
		}
	}

	fn compare_inquiries(&self) {
		let mut told: Vec<OpenInquiry> = Vec::new();
		for organization in [HOSPITAL, ARCHIVE, super::world::CLINIC, 77] {
			told.extend(AuditLog::inquiries(organization, None, 256));
		}
		assert_eq!(told.len(), self.inquiries.len());
		for asked in &self.inquiries {
			let found = told
				.iter()
				.find(|told| (told.trail, told.sequence) == (asked.trail, asked.entry))
				.unwrap();
			assert_eq!(found.organization, asked.organization);
			let inquiry = found.inquiry;
			assert_eq!((inquiry.cause, inquiry.raised_at), (asked.cause, asked.raised_at));
			assert_eq!((inquiry.due, inquiry.is_answered), (asked.due, asked.is_answered));
			assert_eq!(inquiry.is_escalated, asked.is_escalated);
			assert_eq!(inquiry.is_resolved, asked.is_resolved);
		}
		let waiting = AuditLog::escalated(None, 256);
		let expected =
			self.inquiries.iter().filter(|asked| asked.is_escalated && !asked.is_resolved);
		assert_eq!(waiting.len(), expected.count());
		assert!(waiting.iter().all(|told| told.inquiry.is_escalated && !told.inquiry.is_resolved));
	}

	/// What is listed of the days that are listed for certain.
	fn compare_activity(&self, organization: OrganizationId) {
		let since = (self.now / DAY).saturating_sub(Moment::from(ACTIVITY_DAYS)) * DAY;
		let mut told: Vec<(Moment, String, Sequence)> = Vec::new();
		let mut after = None;
		loop {
			let between = Period { from: since, until: None };
			let (page, next) = AuditLog::activity(organization, None, between, after, 7);
			told.extend(page.into_iter().map(|activity| {
				(activity.entry.at, format!("{:?}", activity.trail), activity.sequence)
			}));
			after = next;
			if after.is_none() {
				break;
			}
		}
		told.sort();
		let mut expected: Vec<_> = self
			.listed
			.iter()
			.filter(|listed| listed.organization == organization && listed.at >= since)
			.map(|listed| (listed.at, format!("{:?}", listed.trail), listed.entry))
			.collect();
		expected.sort();
		assert_eq!(told, expected);
	}

	/// What an organization released in the days that are listed for certain.
	fn compare_releases_by(&self, custodian: OrganizationId) {
		let since = (self.now / DAY).saturating_sub(Moment::from(ACTIVITY_DAYS)) * DAY;
		let between = Period { from: since, until: None };
		let told = releases(Whose::Organization(custodian), between);
		let expected = self.listed.iter().filter(|listed| {
			let entry = &self.trail(&listed.trail).unwrap().entries[listed.entry as usize];
			let released_at = match &entry.event {
				AuditedEvent::RecordsReleased { .. } => entry.at,
				AuditedEvent::ReleaseReported(report) => report.released_at,
				_ => return false,
			};
			listed.organization == custodian && listed.at >= since && released_at >= since
		});
		let expected: BTreeSet<_> =
			expected.map(|listed| (format!("{:?}", listed.trail), listed.entry)).collect();
		assert_eq!(told, expected);
	}
}

/// Every release that a patient's trail keeps is told.
fn compare_releases_of(trail: &Trail) {
	let TrailId::Patient(patient) = trail.id else { return };
	let places = (0..).zip(&trail.entries).skip(trail.pruned);
	let expected: BTreeSet<_> = places
		.filter(|(_, entry)| {
			matches!(
				entry.event,
				AuditedEvent::RecordsReleased { .. } | AuditedEvent::ReleaseReported(_)
			)
		})
		.map(|(place, _)| (format!("{:?}", trail.id), place))
		.collect();
	assert_eq!(releases(Whose::Patient(patient), ALWAYS), expected);
}

/// All that was released, in pages.
fn releases(whose: Whose, between: Period) -> BTreeSet<(String, Sequence)> {
	let mut told = BTreeSet::new();
	let mut after: Option<ReleaseCursor> = None;
	loop {
		let page = AuditLog::releases(whose, between, None, after, 5);
		for release in page.releases {
			let is_new = told.insert((format!("{:?}", release.trail), release.sequence));
			assert!(is_new, "a release is told twice");
		}
		after = page.next;
		if after.is_none() {
			return told;
		}
	}
}
