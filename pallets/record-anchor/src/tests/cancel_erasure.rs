//! `cancel_erasure`: what was announced is taken back.

use crate::{mock::*, Call, Error, Event, ERASURE_WINDOW};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Patients, Policy},
	Actor, AuditedEvent, Basis, Power, Powers, Relation,
};

/// An anchor whose erasure the controller has announced.
fn announced() -> u32 {
	let anchor = anchored(ROOT);
	let origin = RuntimeOrigin::signed(CONTROLLER);
	assert_ok!(RecordAnchor::announce_erasure(origin, PATIENT, anchor));
	anchor
}

fn cancel(who: u64, anchor: u32) -> DispatchResult {
	RecordAnchor::cancel_erasure(RuntimeOrigin::signed(who), PATIENT, anchor)
}

#[test]
fn the_controller_takes_the_announcement_back() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = announced();
		assert_ok!(cancel(CONTROLLER, anchor));
		assert_eq!(stored(anchor).erasable_from, None);
		assert_entered(2, Actor::Person(CONTROLLER), AuditedEvent::ErasureCancelled { anchor });
		System::assert_last_event(Event::ErasureCancelled { patient: PATIENT, anchor }.into());

		// From here on the waiting begins anew.
		pass(ERASURE_DELAY);
		let origin = RuntimeOrigin::signed(CONTROLLER);
		assert_noop!(
			RecordAnchor::erase(origin.clone(), PATIENT, anchor),
			Error::<Test>::ErasureNotAnnounced
		);
		assert_ok!(RecordAnchor::announce_erasure(origin, PATIENT, anchor));
		assert_eq!(stored(anchor).erasable_from, Some(NOW + 2 * ERASURE_DELAY));
	});
}

#[test]
fn a_representative_objects_to_a_thief_also_during_a_freeze() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = announced();
		permit(Basis::Representative);
		Patients::freeze(PATIENT);
		assert_ok!(cancel(REPRESENTATIVE, anchor));
	});
}

#[test]
fn whoever_got_control_back_takes_a_thiefs_announcement_back() {
	const OWNER: u64 = 60;
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = announced();
		pass(ERASURE_DELAY);
		Patients::relate(PATIENT, CONTROLLER, Relation::Stranger);
		Patients::relate(PATIENT, OWNER, Relation::Controller);
		assert_ok!(cancel(OWNER, anchor));
	});
}

#[test]
fn an_executor_takes_back_what_the_deceased_had_announced() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = announced();
		Patients::die_at(PATIENT, NOW);
		let executor = Relation::Executor(Powers::of(&[Power::Records]));
		Patients::relate(PATIENT, REPRESENTATIVE, executor);
		permit(Basis::Representative);
		assert_ok!(cancel(REPRESENTATIVE, anchor));
	});
}

#[test]
fn what_has_lapsed_can_be_taken_back_still() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = announced();
		pass(ERASURE_DELAY + ERASURE_WINDOW);
		assert_ok!(cancel(CONTROLLER, anchor));
		assert_noop!(cancel(CONTROLLER, anchor), Error::<Test>::ErasureNotAnnounced);
	});
}

#[test]
fn nobody_else_takes_it_back() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = announced();
		for decision in DENIALS {
			Policy::answer(decision);
			assert_noop!(cancel(OUTSIDER, anchor), Error::<Test>::NotPermitted);
		}
		permit(Basis::Author);
		assert_noop!(cancel(PHYSICIAN, anchor), Error::<Test>::NotPermitted);
	});
}

#[test]
fn there_must_be_an_announcement() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_noop!(cancel(CONTROLLER, anchor), Error::<Test>::ErasureNotAnnounced);
		assert_noop!(cancel(CONTROLLER, anchor + 1), Error::<Test>::AnchorNotFound);
	});
}

#[test]
fn it_is_free_for_the_patients_side() {
	let call = || Call::cancel_erasure { patient: PATIENT, anchor: 0 };
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(CONTROLLER, call()));
		assert!(is_free(REPRESENTATIVE, call()));
		assert!(!is_free(OUTSIDER, call()));
	});
}
