//! What an organization's people did, day by day.

use super::entries::*;
use crate::{mock::*, views::MAX_LOOKED_AT, Activities, ActivityCursor, ActivityKind};
use salus_primitives::{
	day_of, Actor, AuditTrail, AuditedEvent, EmergencyReason, Period, PractitionerId, Purpose,
	Sequence, TrailId, DAY,
};

const NONE: [Sequence; 0] = [];
const ALWAYS: Period = Period { from: 0, until: None };

/// From one day to another after the first, the last one not included.
fn days(from: u64, until: u64) -> Period {
	Period { from: NOW + from * DAY, until: Some(NOW + until * DAY) }
}

/// The places of what is told, and whether that was all.
fn done(
	practitioner: Option<PractitionerId<u64>>,
	between: Period,
	after: Option<ActivityCursor>,
	limit: u32,
) -> (Vec<(TrailId, Sequence)>, Option<ActivityCursor>) {
	let (found, next) = AuditLog::activity(HOSPITAL, practitioner, between, after, limit);
	(found.into_iter().map(|activity| (activity.trail, activity.sequence)).collect(), next)
}

/// All that is told, page by page.
fn all(
	practitioner: Option<PractitionerId<u64>>,
	between: Period,
	limit: u32,
) -> Vec<(TrailId, Sequence)> {
	let (mut found, mut next) = done(practitioner.clone(), between, None, limit);
	while let Some(after) = next {
		let (more, then) = done(practitioner.clone(), between, Some(after), limit);
		assert_ne!(then, Some(after), "a page goes on");
		found.extend(more);
		next = then;
	}
	found
}

#[test]
fn attempts_releases_and_emergencies_are_listed_for_who_acted() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let asked = denied();
		let granted = permit(Purpose::Treatment, &[(TARGET, GRANT)]);
		let released = release(granted, &[]);
		let opened = AuditedEvent::EmergencyOpened {
			session: 0,
			reason: EmergencyReason::Unresponsive,
			until: NOW + DAY,
		};
		let broke = AuditLog::append_listed(TRAIL, BY_RESIDENT, opened);
		let refused = emergency_of(NOBODY);
		let own = permit_to(Actor::Person(CONTROLLER), Purpose::Treatment, &[]);

		let elsewhere = TrailId::Organization(HOSPITAL);
		assert_eq!(
			all(None, ALWAYS, 10),
			[(TRAIL, asked), (TRAIL, granted), (TRAIL, broke), (elsewhere, refused)]
		);
		let kind = |organization, trail, sequence| {
			Activities::<Test>::get((day_of(NOW), organization, (trail, sequence)))
		};
		assert_eq!(kind(HOSPITAL, TRAIL, asked), Some(ActivityKind::Asked));
		assert_eq!(kind(ARCHIVE, TRAIL, released), Some(ActivityKind::Released));
		assert_eq!(kind(HOSPITAL, TRAIL, broke), Some(ActivityKind::BrokeGlass));
		assert_eq!(kind(HOSPITAL, elsewhere, refused), Some(ActivityKind::BrokeGlass));
		assert_eq!(Activities::<Test>::iter().count(), 5, "nobody's organization has no list");
		assert!(AuditLog::entries(TRAIL, own, 1).len() == 1);

		let (archive, _) = AuditLog::activity(ARCHIVE, None, ALWAYS, None, 10);
		assert_eq!(archive.len(), 1);
		assert_eq!(archive[0].entry, AuditLog::entries(TRAIL, released, 1)[0].1);
	});
}

#[test]
fn a_question_about_one_practitioner_is_answered_about_that_one() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let physician = denied();
		let resident = permit_to(BY_RESIDENT, Purpose::Treatment, &[(TARGET, GRANT)]);
		let by = |practitioner| all(Some(practitioner), ALWAYS, 10);
		assert_eq!(by(PractitionerId::Account(PHYSICIAN)), [(TRAIL, physician)]);
		assert_eq!(by(PractitionerId::Pseudonym(RESIDENT)), [(TRAIL, resident)]);
		assert_eq!(by(PractitionerId::Account(GATEWAY)), [], "it signs, and acts for another");
	});
}

#[test]
fn days_are_asked_about_as_a_whole() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		for day in 0..5 {
			wait(day * DAY + 1);
			denied();
		}
		let during = |between| {
			let found = all(None, between, 10);
			found.into_iter().map(|(_, sequence)| sequence).collect::<Vec<_>>()
		};
		assert_eq!(during(ALWAYS), [0, 1, 2, 3, 4]);
		assert_eq!(during(days(1, 3)), [1, 2]);
		assert_eq!(during(days(4, 40)), [4]);
		assert_eq!(during(days(2, 2)), NONE, "a period that is none");
		assert_eq!(during(days(3, 2)), NONE);
		let noon = Period { from: NOW + DAY + DAY / 2, until: Some(NOW + 2 * DAY + 1) };
		assert_eq!(during(noon), [1, 2], "of a day in which a part lies all is told");
		assert_eq!(during(Period { from: u64::MAX, until: None }), NONE);
	});
}

#[test]
fn pages_give_the_same_as_one_answer() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		for day in 0..3 {
			wait(day * DAY);
			for _ in 0..300 {
				denied();
			}
		}
		emergency_of(NOBODY);
		let at_once = all(None, ALWAYS, 256);
		assert_eq!(at_once.len(), 901);
		for limit in [1, 7, 256, u32::MAX] {
			assert_eq!(all(None, ALWAYS, limit), at_once);
		}
		assert_eq!(done(None, ALWAYS, None, u32::MAX).0.len(), 256);
		assert_eq!(done(None, ALWAYS, None, 0), done(None, ALWAYS, None, 1));
		assert_eq!(all(None, days(1, 2), 0), all(None, days(1, 2), 256), "a page goes on");
	});
}

#[test]
fn a_question_goes_on_after_a_row_that_was_pruned() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		for day in 0..3 {
			wait(day * DAY);
			denied();
			denied();
		}
		let (_, next) = done(None, ALWAYS, None, 1);
		wait(u64::from(ACTIVITY_DAYS + 1) * DAY);
		prune();
		let (rest, _) = done(None, ALWAYS, next, 10);
		assert_eq!(rest, [(TRAIL, 2), (TRAIL, 3), (TRAIL, 4), (TRAIL, 5)]);

		// Within a day whose rows are there still.
		let cursor = ActivityCursor { day: day_of(NOW) + 1, trail: TRAIL, sequence: 2 };
		Activities::<Test>::remove((cursor.day, HOSPITAL, (TRAIL, 2)));
		let (rest, _) = done(None, ALWAYS, Some(cursor), 10);
		assert_eq!(rest, [(TRAIL, 3), (TRAIL, 4), (TRAIL, 5)]);
	});
}

#[test]
fn a_question_looks_at_so_much_and_goes_on() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let many = u64::from(MAX_LOOKED_AT) + 10;
		for _ in 0..many {
			denied();
		}
		let resident = permit_to(BY_RESIDENT, Purpose::Treatment, &[(TARGET, GRANT)]);
		let who = Some(PractitionerId::Pseudonym(RESIDENT));
		// The order within a day is that of the keys, so that one of many may be found at once.
		let mut pages = 0;
		let mut found = Vec::new();
		let mut after = None;
		loop {
			let (more, next) = done(who.clone(), ALWAYS, after, 256);
			pages += 1;
			found.extend(more);
			after = next;
			if after.is_none() {
				break;
			}
		}
		assert_eq!(found, [(TRAIL, resident)]);
		assert_eq!(pages, 2);
	});
}

#[test]
fn a_chain_on_which_nothing_was_pruned_yet_answers_about_today() {
	ExtBuilder::default().build_and_execute(|| {
		let asked = denied();
		assert_eq!(all(None, ALWAYS, 256), [(TRAIL, asked)]);
		assert_eq!(all(None, days(0, 1), 256), [(TRAIL, asked)]);
	});
}
