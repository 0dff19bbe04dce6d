//! `try_state` finds what must never be.

use super::entries::*;
use crate::{
	mock::*, ticket::hour_of, Activities, ActivityKind, Attempts, Entries, Escalated, Flagged,
	Heads, Inquiries, InquiriesDue, InquiryCause, Redeemed,
};
use frame_support::assert_ok;
use salus_primitives::{
	day_of, Action, Actor, AuditEntry, AuditTrail, AuditedEvent, Basis, Encounter, Outcome,
	Purpose, Sequence, TicketHolder, TrailId,
};
use sp_core::H256;

/// The ticket, and the flagged release, of what [`finds`] writes.
const TICKET: Sequence = 2;
const FLAGGED: Sequence = 4;

/// A registration, a denied attempt, a ticket that was redeemed and a flagged release, then `damage`, which must be found
/// and is taken back.
fn finds(damage: impl FnOnce(), found: &'static str) {
	ExtBuilder::default().build_and_execute(|| {
		AuditLog::append(TRAIL, Actor::Person(CONTROLLER), AuditedEvent::PatientRegistered);
		denied();
		wait(1_000);
		assert_eq!(permit(Purpose::Research, &[(TARGET, GRANT)]), TICKET);
		release(TICKET, &[]);
		Redeemed::<Test>::insert(hour_of(NOW + 1_000 + LIFETIME), (PATIENT, TICKET), ());
		assert_eq!(report(reported(None, NOW)), FLAGGED);
		inquire(ARCHIVE, FLAGGED);
		assert_ok!(AuditLog::do_try_state());
		let _ = frame_support::storage::with_storage_layer::<(), _, _>(|| {
			damage();
			assert_eq!(AuditLog::do_try_state(), Err(found.into()));
			Err(sp_runtime::DispatchError::Other("take the damage back"))
		});
	});
}

fn change_entry(sequence: Sequence, change: impl FnOnce(&mut AuditEntry<u64>)) {
	Entries::<Test>::mutate(TRAIL, sequence, |entry| change(entry.as_mut().unwrap()));
}

fn change_head(change: impl FnOnce(&mut crate::TrailHead)) {
	Heads::<Test>::mutate(TRAIL, |head| change(head.as_mut().unwrap()));
}

fn change_inquiry(change: impl FnOnce(&mut crate::Inquiry)) {
	Inquiries::<Test>::mutate(ARCHIVE, (TRAIL, FLAGGED), |row| change(row.as_mut().unwrap()));
}

#[test]
fn a_changed_entry_is_found() {
	finds(
		|| change_entry(1, |entry| entry.actor = Actor::Person(CONTROLLER)),
		"a trail does not recompute to its head",
	);
	finds(|| change_entry(3, |entry| entry.at += 1), "an entry is older than the one before it");
	finds(|| change_entry(4, |entry| entry.at += 1), "a trail does not recompute to its head");
}

#[test]
fn swapped_entries_are_found() {
	finds(|| Entries::<Test>::swap(TRAIL, 0, TRAIL, 1), "a trail does not recompute to its head");
	finds(|| Entries::<Test>::swap(TRAIL, 1, TRAIL, 2), "an entry is older than the one before it");
}

#[test]
fn a_missing_entry_is_found() {
	finds(|| Entries::<Test>::remove(TRAIL, 1), "a trail's entries have a gap or a stray");
	finds(|| Entries::<Test>::remove(TRAIL, 4), "a trail does not end where its head says");
	finds(|| Entries::<Test>::remove(TRAIL, 0), "a trail's entries have a gap or a stray");
}

#[test]
fn a_stray_entry_is_found() {
	let stray = || Entries::<Test>::get(TRAIL, 4).unwrap();
	finds(
		|| Entries::<Test>::insert(TRAIL, 5, stray()),
		"a trail does not end where its head says",
	);
	finds(|| Entries::<Test>::insert(TRAIL, 9, stray()), "a trail's entries have a gap or a stray");
	finds(
		|| Entries::<Test>::insert(TrailId::Organization(0), 0, stray()),
		"entries belong to a trail without a head",
	);
}

#[test]
fn a_changed_head_is_found() {
	finds(|| change_head(|head| head.tip = H256::zero()), "a trail does not recompute to its head");
	finds(
		|| change_head(|head| head.checkpoint = H256::zero()),
		"a whole trail does not start from its seed",
	);
	finds(
		|| change_head(|head| head.oldest += 1),
		"a trail's oldest moment is not that of its first entry",
	);
	finds(|| change_head(|head| head.first = 3), "a trail's entries have a gap or a stray");
	finds(|| change_head(|head| head.next = 6), "a trail does not end where its head says");
	finds(|| change_head(|head| head.next = 0), "a trail that never had an entry has a head");
	finds(|| Heads::<Test>::remove(TRAIL), "entries belong to a trail without a head");
}

#[test]
fn what_stands_in_another_trail_than_it_should_is_found() {
	let organizations = TrailId::Organization(HOSPITAL);
	let elsewhere = "an organization's trail tells what belongs elsewhere";
	let unnamed = || {
		let denial = Outcome::Denied(salus_primitives::Denial::NotGranted);
		attempt(Purpose::Treatment, &[(TARGET, denial)])
	};
	finds(
		|| {
			AuditLog::append(organizations, BY_PHYSICIAN, AuditedEvent::AccessRequested(unnamed()));
		},
		elsewhere,
	);
	finds(
		|| {
			let mut permitted = attempt(Purpose::Treatment, &[(TARGET, Outcome::Permitted(GRANT))]);
			permitted.patient = Some(NOBODY);
			let event = AuditedEvent::AccessRequested(permitted);
			AuditLog::append(organizations, BY_PHYSICIAN, event);
		},
		elsewhere,
	);
	finds(
		|| {
			append_key(organizations, 1);
		},
		elsewhere,
	);
	finds(
		|| {
			let mut named = unnamed();
			named.patient = Some(NOBODY);
			AuditLog::append(TRAIL, BY_PHYSICIAN, AuditedEvent::AccessRequested(named));
		},
		"an attempt in a patient's trail names a patient",
	);
}

#[test]
fn an_attempt_on_a_patient_whom_nobody_knows_belongs_to_the_organization() {
	ExtBuilder::default().build_and_execute(|| {
		let denial = Outcome::Denied(salus_primitives::Denial::UnknownOrClosedPatient);
		let mut denied = attempt(Purpose::Treatment, &[(TARGET, denial)]);
		denied.patient = Some(NOBODY);
		let event = AuditedEvent::AccessRequested(denied);
		AuditLog::append_listed(TrailId::Organization(HOSPITAL), BY_PHYSICIAN, event);
		assert_ok!(AuditLog::do_try_state());
	});
}

#[test]
fn a_mark_of_redemption_of_what_is_no_ticket_is_found() {
	let hour = hour_of(NOW + 1_000 + LIFETIME);
	let mark = |sequence| Redeemed::<Test>::insert(hour, (PATIENT, sequence), ());
	finds(|| mark(0), "what was redeemed is no attempt at access");
	finds(|| mark(1), "what was redeemed is no permitted attempt to see records once");
	finds(|| mark(5), "something is stored about an entry that never was");
	finds(
		|| {
			mark(permit(Purpose::Research, &[(TARGET, GRANT)]));
		},
		"a ticket is marked as redeemed, and no entry tells of a release",
	);
	finds(
		|| {
			Redeemed::<Test>::insert(hour + 1, (PATIENT, TICKET), ());
		},
		"a mark of redemption is not of the hour in which its ticket expires",
	);
}

#[test]
fn a_mark_of_redemption_of_what_serves_more_than_once_or_shows_nothing_is_found() {
	let change: [fn(&mut salus_primitives::AccessAttempt); 2] = [
		|attempt| {
			let holder = TicketHolder::Requester;
			attempt.encounter = Some(Encounter { hours: 1, holder });
		},
		|attempt| attempt.action = Action::Collect,
	];
	for change in change {
		finds(
			|| {
				let mut other = attempt(Purpose::Research, &[(TARGET, Outcome::Permitted(GRANT))]);
				change(&mut other);
				let event = AuditedEvent::AccessRequested(other);
				let sequence = AuditLog::append(TRAIL, BY_PHYSICIAN, event);
				release(sequence, &[]);
				let hour = hour_of(NOW + 1_000 + LIFETIME);
				Redeemed::<Test>::insert(hour, (PATIENT, sequence), ());
			},
			"what was redeemed is no permitted attempt to see records once",
		);
	}
}

#[test]
fn a_list_that_is_not_true_is_found() {
	let list = |day, organization, sequence, kind| {
		Activities::<Test>::insert((day, organization, (TRAIL, sequence)), kind);
	};
	let today = day_of(NOW);
	finds(
		|| list(today, ARCHIVE, 1, ActivityKind::Asked),
		"what is listed of an organization was not done for it",
	);
	finds(
		|| list(today, HOSPITAL, 0, ActivityKind::Asked),
		"what is listed of an organization was not done for it",
	);
	finds(
		|| list(today + 1, HOSPITAL, 1, ActivityKind::Asked),
		"what is listed was done on another day",
	);
	finds(|| list(today, HOSPITAL, 1, ActivityKind::Released), "what is listed is of another kind");
	finds(
		|| list(today, HOSPITAL, 9, ActivityKind::Asked),
		"something is stored about an entry that never was",
	);
}

#[test]
fn an_inquiry_that_is_not_true_is_found() {
	let row = || Inquiries::<Test>::get(ARCHIVE, (TRAIL, FLAGGED)).unwrap();
	let key = (ARCHIVE, TRAIL, FLAGGED);
	let due = day_of(NOW + 1_000 + ANSWER_PERIOD);
	finds(
		|| Inquiries::<Test>::insert(ARCHIVE, (TRAIL, 9), row()),
		"an inquiry is about an entry that is not kept",
	);
	finds(
		|| Inquiries::<Test>::insert(HOSPITAL, (TRAIL, FLAGGED), row()),
		"an organization has to answer for what was not done for it",
	);
	finds(
		|| Inquiries::<Test>::insert(ARCHIVE, (TRAIL, 3), row()),
		"what has to be answered for as flagged is no flagged release",
	);
	finds(
		|| change_inquiry(|inquiry| inquiry.cause = InquiryCause::Contested),
		"a trail does not count what is contested of it",
	);
	finds(
		|| change_head(|head| head.contested = 1),
		"a trail does not count what is contested of it",
	);
	finds(
		|| change_inquiry(|inquiry| inquiry.is_resolved = true),
		"the authority has resolved what was not escalated",
	);
	let unlisted = "an inquiry is not listed while, and only while, it is to be answered";
	finds(|| InquiriesDue::<Test>::remove(due, key), unlisted);
	finds(|| change_inquiry(|inquiry| inquiry.is_answered = true), unlisted);
	finds(|| change_inquiry(|inquiry| inquiry.is_escalated = true), unlisted);
	let unseen = "an inquiry is not listed while, and only while, the authority has to see to it";
	finds(|| Escalated::<Test>::insert(key, ()), unseen);
	finds(
		|| {
			InquiriesDue::<Test>::remove(due, key);
			change_inquiry(|inquiry| inquiry.is_escalated = true);
		},
		unseen,
	);
	finds(
		|| InquiriesDue::<Test>::insert(due + 1, key, ()),
		"what is due on a day is no inquiry of that day",
	);
	finds(
		|| Escalated::<Test>::insert((HOSPITAL, TRAIL, FLAGGED), ()),
		"what waits for the authority is no inquiry",
	);
	let miscounted =
		"an organization's flagged releases are not counted while, and only while, they are open";
	finds(|| Flagged::<Test>::remove(ARCHIVE), miscounted);
	finds(|| Flagged::<Test>::insert(ARCHIVE, 2), miscounted);
	finds(|| Flagged::<Test>::insert(HOSPITAL, 0), miscounted);
	finds(
		|| {
			InquiriesDue::<Test>::remove(due, key);
			change_inquiry(|inquiry| inquiry.is_answered = true);
		},
		miscounted,
	);
}

#[test]
fn what_is_contested_is_counted_until_it_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = denied();
		AuditLog::raise(HOSPITAL, TRAIL, sequence, InquiryCause::Contested);
		let change = |change: fn(&mut crate::Inquiry)| {
			Inquiries::<Test>::mutate(HOSPITAL, (TRAIL, sequence), |row| {
				change(row.as_mut().unwrap());
			});
		};
		assert_ok!(AuditLog::do_try_state());
		change(|inquiry| inquiry.is_answered = true);
		InquiriesDue::<Test>::remove(day_of(NOW + ANSWER_PERIOD), (HOSPITAL, TRAIL, sequence));
		assert_eq!(
			AuditLog::do_try_state(),
			Err("a trail does not count what is contested of it".into())
		);
		change_head(|head| head.contested = 0);
	});
}

#[test]
fn what_is_stored_about_a_pruned_entry_is_no_fault() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = permit(Purpose::Treatment, &[(TARGET, Basis::Patient)]);
		Activities::<Test>::remove((day_of(NOW), HOSPITAL, (TRAIL, ticket)));
		wait(SHORTEST_RETENTION);
		prune();
		Activities::<Test>::insert((day_of(NOW), HOSPITAL, (TRAIL, ticket)), ActivityKind::Asked);
		assert_ok!(AuditLog::do_try_state());
	});
}

#[test]
fn an_attempt_that_is_not_counted_is_found() {
	let by_physician = (PATIENT, BY_PHYSICIAN);
	finds(
		|| Attempts::<Test>::remove(day_of(NOW), by_physician.clone()),
		"an attempt is listed and not counted",
	);
	finds(
		|| Attempts::<Test>::insert(day_of(NOW), by_physician.clone(), 3),
		"attempts are counted that never were",
	);
	finds(
		|| Attempts::<Test>::insert(day_of(NOW), (PATIENT, BY_RESIDENT), 1),
		"attempts are counted that never were",
	);
}
