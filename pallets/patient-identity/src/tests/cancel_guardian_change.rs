use super::circle::*;
use crate::{mock::*, Error, Event, Guardians};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientId, Power};
use sp_core::H256;

const OTHER: H256 = H256::repeat_byte(2);

#[test]
fn the_controller_calls_a_change_off_and_the_present_guardians_stay() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, Some(OTHER)));
		pass(RECOVERY_DELAY - 1);
		assert_ok!(PatientIdentity::cancel_guardian_change(signed(ANNA), patient));

		System::assert_last_event(Event::GuardianChangeCancelled { patient }.into());
		assert_last_entry(patient, Actor::Person(ANNA), AuditedEvent::GuardianChangeCancelled);
		pass(RECOVERY_DELAY);
		assert_eq!(in_force(patient), Some(commitment(patient)));
	});
}

#[test]
fn nothing_is_left_of_the_first_guardians_that_were_called_off() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, Some(OTHER)));
		assert_ok!(PatientIdentity::cancel_guardian_change(signed(ANNA), patient));
		assert_eq!(Guardians::<Test>::get(patient), None);
	});
}

#[test]
fn what_is_in_force_cannot_be_called_off() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let refused = || {
			assert_noop!(
				PatientIdentity::cancel_guardian_change(signed(ANNA), patient),
				Error::<Test>::NoGuardianChange
			);
		};
		refused();
		guarded();
		refused();
		assert_eq!(in_force(patient), Some(commitment(patient)));
	});
}

#[test]
fn only_the_controller_calls_a_change_off() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, Some(OTHER)));
		assert_noop!(
			PatientIdentity::cancel_guardian_change(signed(STRANGER), patient),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(
			PatientIdentity::cancel_guardian_change(signed(ANNA), PatientId([3; 32])),
			Error::<Test>::PatientNotFound
		);
		assert_free_for(crate::Call::cancel_guardian_change { patient }, &[ANNA]);
	});
}

#[test]
fn a_freeze_has_called_the_change_off_already() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, Some(OTHER)));
		freeze(patient);
		assert_eq!(Guardians::<Test>::get(patient).expect("in office").next, None);
		assert_noop!(
			PatientIdentity::cancel_guardian_change(signed(ANNA), patient),
			Error::<Test>::PatientFrozen
		);
	});
}

#[test]
fn calling_off_confirms_a_registration() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let patient = first_sponsored();
		appoint(registrar(), patient, BORIS, &[Power::Recovery]);
		let proposal = Some(H256::repeat_byte(9));
		assert_ok!(PatientIdentity::set_guardians(signed(BORIS), patient, proposal));
		assert_ok!(PatientIdentity::cancel_guardian_change(signed(ANNA), patient));
		assert_eq!(row(patient).status, crate::PatientStatus::Active, "she has acted");
	});
}
