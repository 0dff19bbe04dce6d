//! `announce_erasure`: the controller says that it will erase records.

use crate::{mock::*, Call, Error, Event, ERASURE_WINDOW};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Patients, Trail},
	Actor, AuditedEvent, Basis, Power, Powers, Relation, DAY,
};
use sp_runtime::DispatchError;

fn announce(who: u64, anchor: u32) -> DispatchResult {
	RecordAnchor::announce_erasure(RuntimeOrigin::signed(who), PATIENT, anchor)
}

#[test]
fn the_controller_announces_an_erasure() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		let before = stored(anchor);
		assert_ok!(announce(CONTROLLER, anchor));

		let due = NOW + ERASURE_DELAY;
		assert_eq!(stored(anchor), crate::Anchor { erasable_from: Some(due), ..before });
		assert_entered(
			1,
			Actor::Person(CONTROLLER),
			AuditedEvent::ErasureAnnounced { anchor, due },
		);
		System::assert_last_event(Event::ErasureAnnounced { patient: PATIENT, anchor, due }.into());
	});
}

#[test]
fn what_was_announced_is_not_announced_again() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(announce(CONTROLLER, anchor));
		assert_noop!(announce(CONTROLLER, anchor), Error::<Test>::ErasureAnnounced);
		pass(ERASURE_DELAY + ERASURE_WINDOW - 1);
		assert_noop!(announce(CONTROLLER, anchor), Error::<Test>::ErasureAnnounced);
		// Unless it has lapsed: then the waiting begins anew.
		pass(1);
		assert_ok!(announce(CONTROLLER, anchor));
		let due = NOW + 2 * ERASURE_DELAY + ERASURE_WINDOW;
		assert_eq!(stored(anchor).erasable_from, Some(due));
	});
}

#[test]
fn a_frozen_side_announces_nothing() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		Patients::freeze(PATIENT);
		assert_noop!(announce(CONTROLLER, anchor), Error::<Test>::PatientFrozen);
	});
}

#[test]
fn whoever_may_not_correct_erases_nothing() {
	for decision in DENIALS {
		ExtBuilder::default().with_decision(decision).build_and_execute(|| {
			let anchor = anchored(ROOT);
			for who in [CONTROLLER, REPRESENTATIVE, OUTSIDER] {
				assert_noop!(announce(who, anchor), Error::<Test>::NotPermitted);
				assert_noop!(announce(who, anchor + 1), Error::<Test>::NotPermitted);
			}
			assert!(Trail::entries().is_empty());
		});
	}
}

#[test]
fn a_representative_erases_nothing_nor_does_the_author() {
	ExtBuilder::permitting_as(Basis::Representative).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_noop!(announce(REPRESENTATIVE, anchor), Error::<Test>::NotPermitted);
		permit(Basis::Author);
		assert_noop!(announce(PHYSICIAN, anchor), Error::<Test>::NotPermitted);
	});
}

#[test]
fn nobody_erases_what_a_deceased_person_left() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		Patients::die_at(PATIENT, NOW);
		assert_noop!(announce(CONTROLLER, anchor), Error::<Test>::NotPermitted);
		let executor = Relation::Executor(Powers::of(&[Power::Records]));
		Patients::relate(PATIENT, REPRESENTATIVE, executor);
		permit(Basis::Representative);
		assert_noop!(announce(REPRESENTATIVE, anchor), Error::<Test>::NotPermitted);
	});
}

#[test]
fn what_is_not_there_is_not_erased() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_noop!(announce(CONTROLLER, 0), Error::<Test>::AnchorNotFound);
		let anchor = anchored(ROOT);
		assert_ok!(announce(CONTROLLER, anchor));
		pass(ERASURE_DELAY + DAY);
		assert_ok!(RecordAnchor::erase(RuntimeOrigin::signed(CONTROLLER), PATIENT, anchor));
		assert_noop!(announce(CONTROLLER, anchor), Error::<Test>::Erased);
	});
}

#[test]
fn only_a_signed_origin_announces() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				RecordAnchor::announce_erasure(origin, PATIENT, anchor),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn it_is_free_for_the_patients_side() {
	let call = || Call::announce_erasure { patient: PATIENT, anchor: 0 };
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(CONTROLLER, call()));
		assert!(!is_free(PHYSICIAN, call()));
		assert!(!is_free(OUTSIDER, call()));
	});
}
