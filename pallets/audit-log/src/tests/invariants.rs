//! `try_state` finds what must never be.

use crate::{mock::*, Entries, Heads, Redemptions};
use frame_support::assert_ok;
use salus_primitives::{Action, Actor, AuditEntry, AuditTrail, AuditedEvent, Sequence, TrailId};
use sp_core::H256;

const TRAIL: TrailId = TrailId::Patient(PATIENT);

/// Three entries, the last a ticket, then `damage`, which must be found and is taken back.
fn finds(damage: impl FnOnce(), found: &'static str) {
	ExtBuilder::default().build_and_execute(|| {
		AuditLog::append(TRAIL, Actor::Person(CONTROLLER), AuditedEvent::PatientRegistered);
		assert_ok!(ask(OUTSIDER, PATIENT, PERSON));
		ticket();
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

#[test]
fn a_changed_entry_is_found() {
	finds(
		|| change_entry(1, |entry| entry.actor = Actor::Person(CONTROLLER)),
		"a trail does not recompute to its head",
	);
	finds(|| change_entry(2, |entry| entry.at += 1), "a trail does not recompute to its head");
}

#[test]
fn swapped_entries_are_found() {
	finds(|| Entries::<Test>::swap(TRAIL, 0, TRAIL, 1), "a trail does not recompute to its head");
}

#[test]
fn a_missing_entry_is_found() {
	finds(|| Entries::<Test>::remove(TRAIL, 1), "a trail's entries have a gap or a stray");
	finds(|| Entries::<Test>::remove(TRAIL, 2), "a trail does not end where its head says");
	finds(
		|| {
			Entries::<Test>::remove(TRAIL, 0);
		},
		"a trail's entries have a gap or a stray",
	);
}

#[test]
fn a_stray_entry_is_found() {
	let stray = || Entries::<Test>::get(TRAIL, 0).unwrap();
	finds(
		|| Entries::<Test>::insert(TRAIL, 3, stray()),
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
	finds(|| change_head(|head| head.first = 3), "a trail without entries has a head");
	finds(|| change_head(|head| head.next = 4), "a trail does not end where its head says");
	finds(|| Heads::<Test>::remove(TRAIL), "entries belong to a trail without a head");
}

#[test]
fn a_redemption_of_what_is_no_ticket_is_found() {
	for sequence in [0, 1, 3] {
		finds(
			|| Redemptions::<Test>::insert(PATIENT, sequence, NOW),
			"what was redeemed is no permitted attempt to see records",
		);
	}
}

#[test]
fn a_redemption_of_what_shows_no_records_is_found() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = permitted_to(Action::Collect);
		Redemptions::<Test>::insert(PATIENT, sequence, NOW);
		assert_eq!(
			AuditLog::do_try_state(),
			Err("what was redeemed is no permitted attempt to see records".into())
		);
		Redemptions::<Test>::remove(PATIENT, sequence);
	});
}

#[test]
fn a_trail_whose_beginning_was_pruned_still_recomputes() {
	ExtBuilder::default().build_and_execute(|| {
		AuditLog::append(TRAIL, Actor::Person(CONTROLLER), AuditedEvent::PatientRegistered);
		let checkpoint = AuditLog::head(TRAIL).tip;
		wait(1_000);
		assert_ok!(ask(OUTSIDER, PATIENT, PERSON));
		Entries::<Test>::remove(TRAIL, 0);
		change_head(|head| {
			head.first = 1;
			head.checkpoint = checkpoint;
			head.oldest = NOW + 1_000;
		});
		assert_ok!(AuditLog::do_try_state());
		assert_eq!(AuditLog::entries(TRAIL, 0, 10).len(), 1);
	});
}
