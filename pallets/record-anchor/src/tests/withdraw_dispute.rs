//! `withdraw_dispute`: the patient takes back what it said.

use crate::{mock::*, Call, Disputes, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Patients, Policy},
	Actor, AuditedEvent, Basis,
};
use sp_core::H256;

/// An anchor that the patient disputes.
fn disputed() -> u32 {
	let anchor = anchored(ROOT);
	let origin = RuntimeOrigin::signed(CONTROLLER);
	assert_ok!(RecordAnchor::dispute(origin, PATIENT, anchor, H256::repeat_byte(1)));
	anchor
}

fn withdraw(who: u64, anchor: u32) -> DispatchResult {
	RecordAnchor::withdraw_dispute(RuntimeOrigin::signed(who), PATIENT, anchor)
}

#[test]
fn a_dispute_is_taken_back_and_another_can_be_made() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		assert_ok!(withdraw(CONTROLLER, anchor));
		assert_eq!(Disputes::<Test>::get(PATIENT, anchor), None);
		assert!(!stored(anchor).is_disputed);
		assert_entered(2, Actor::Person(CONTROLLER), AuditedEvent::DisputeWithdrawn { anchor });
		System::assert_last_event(Event::DisputeWithdrawn { patient: PATIENT, anchor }.into());

		let origin = RuntimeOrigin::signed(CONTROLLER);
		assert_ok!(RecordAnchor::dispute(origin, PATIENT, anchor, H256::repeat_byte(2)));
	});
}

#[test]
fn a_representative_takes_it_back() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		permit(Basis::Representative);
		assert_ok!(withdraw(REPRESENTATIVE, anchor));
	});
}

#[test]
fn a_thief_in_a_freeze_does_not_silence_the_patient() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		Patients::freeze(PATIENT);
		assert_noop!(withdraw(CONTROLLER, anchor), Error::<Test>::PatientFrozen);
		Patients::thaw(PATIENT);
		assert_ok!(withdraw(CONTROLLER, anchor));
	});
}

#[test]
fn nobody_else_takes_it_back() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		for decision in DENIALS {
			Policy::answer(decision);
			assert_noop!(withdraw(OUTSIDER, anchor), Error::<Test>::NotPermitted);
		}
		permit(Basis::Author);
		assert_noop!(withdraw(PHYSICIAN, anchor), Error::<Test>::NotPermitted);
	});
}

#[test]
fn without_a_dispute_there_is_nothing_to_take_back() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_noop!(withdraw(CONTROLLER, anchor), Error::<Test>::NotDisputed);
		assert_noop!(withdraw(CONTROLLER, anchor + 1), Error::<Test>::AnchorNotFound);
	});
}

#[test]
fn it_is_free_for_the_patients_side() {
	let call = || Call::withdraw_dispute { patient: PATIENT, anchor: 0 };
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(CONTROLLER, call()));
		assert!(is_free(REPRESENTATIVE, call()));
		assert!(!is_free(PHYSICIAN, call()));
	});
}
