use super::circle::*;
use crate::{mock::*, Error, Event, GuardianChange, GuardianPlan, Guardians};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Actor, AuditedEvent, PatientId, Power};
use sp_core::H256;
use sp_runtime::DispatchError;

const ONE: H256 = H256::repeat_byte(1);
const OTHER: H256 = H256::repeat_byte(2);

fn set(patient: PatientId, commitment: Option<H256>) {
	assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, commitment));
}

#[test]
fn the_first_guardians_take_office_after_the_delay() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let effective_at = NOW + RECOVERY_DELAY;
		set(patient, Some(ONE));

		assert_eq!(
			Guardians::<Test>::get(patient),
			Some(GuardianPlan {
				current: None,
				next: Some(GuardianChange { commitment: Some(ONE), effective_at }),
				proposed: None,
				freeze_barred_until: None,
			})
		);
		System::assert_last_event(
			Event::GuardiansCommitted { patient, commitment: Some(ONE), effective_at }.into(),
		);
		assert_last_entry(
			patient,
			Actor::Person(ANNA),
			AuditedEvent::GuardiansCommitted { effective_at },
		);
		set_time(effective_at - 1);
		assert_eq!(in_force(patient), None);
		set_time(effective_at);
		assert_eq!(in_force(patient), Some(ONE));
	});
}

#[test]
fn a_representative_proposes_and_the_controller_agrees() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(registrar(), patient, BORIS, &[Power::Recovery]);
		appoint(registrar(), patient, CARLA, &[Power::Identity]);
		let by = |who| PatientIdentity::set_guardians(signed(who), patient, Some(ONE));
		assert_noop!(by(CARLA), Error::<Test>::NotAuthorized);
		assert_ok!(by(BORIS));
		System::assert_last_event(
			Event::GuardiansProposed { patient, commitment: Some(ONE), by: BORIS }.into(),
		);
		assert_last_entry(patient, Actor::Person(BORIS), AuditedEvent::GuardiansProposed);
		assert_noop!(by(BORIS), Error::<Test>::NothingToDo);
		pass(2 * RECOVERY_DELAY);
		assert_eq!(in_force(patient), None, "a proposal counts for nothing by itself");

		assert_ok!(by(ANNA));
		let plan = Guardians::<Test>::get(patient).expect("there is a plan");
		assert_eq!(plan.proposed, None);
		pass(RECOVERY_DELAY);
		assert_eq!(in_force(patient), Some(ONE));
	});
}

#[test]
fn where_there_is_no_controller_the_registrar_agrees_to_what_was_proposed() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let patient = first_sponsored();
		appoint(registrar(), patient, BORIS, &[Power::Recovery]);
		let agree = |to| PatientIdentity::set_guardians(registrar(), patient, to);
		assert_noop!(agree(Some(ONE)), Error::<Test>::NotProposed);
		assert_ok!(PatientIdentity::set_guardians(signed(BORIS), patient, Some(ONE)));
		assert_noop!(agree(Some(OTHER)), Error::<Test>::NotProposed);
		assert_ok!(agree(Some(ONE)));
		assert_last_entry(
			patient,
			Actor::Authority,
			AuditedEvent::GuardiansCommitted { effective_at: now() + RECOVERY_DELAY },
		);
		pass(RECOVERY_DELAY);
		assert_eq!(in_force(patient), Some(ONE));
	});
}

#[test]
fn a_representative_calls_off_what_was_proposed_and_not_what_the_controller_wants() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(registrar(), patient, BORIS, &[Power::Recovery]);
		let cancel = |who| PatientIdentity::cancel_guardian_change(signed(who), patient);
		set(patient, Some(ONE));
		assert_noop!(cancel(BORIS), Error::<Test>::NoGuardianChange);
		assert_ok!(PatientIdentity::set_guardians(signed(BORIS), patient, Some(OTHER)));
		assert_ok!(cancel(BORIS));
		let plan = Guardians::<Test>::get(patient).expect("the controller's stays");
		assert_eq!(plan.proposed, None);
		pass(RECOVERY_DELAY);
		assert_eq!(in_force(patient), Some(ONE));

		assert_ok!(PatientIdentity::set_guardians(signed(BORIS), patient, None));
		assert_ok!(cancel(ANNA));
		assert_eq!(in_force(patient), Some(ONE));
	});
}

#[test]
fn the_present_guardians_stay_until_others_take_office() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		commit_to(ANNA, patient, ONE);
		set(patient, Some(OTHER));
		pass(RECOVERY_DELAY - 1);
		assert_eq!(in_force(patient), Some(ONE));
		pass(1);
		assert_eq!(in_force(patient), Some(OTHER));

		set(patient, None);
		assert_eq!(
			Guardians::<Test>::get(patient).expect("stored").current,
			Some(OTHER),
			"what has come into force is what the next change starts from"
		);
		pass(RECOVERY_DELAY - 1);
		assert_eq!(in_force(patient), Some(OTHER));
		pass(1);
		assert_eq!(in_force(patient), None);
	});
}

#[test]
fn another_change_takes_the_place_of_one_to_come_and_waits_anew() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		set(patient, Some(ONE));
		pass(RECOVERY_DELAY - 1);
		set(patient, Some(OTHER));
		pass(RECOVERY_DELAY - 1);
		assert_eq!(in_force(patient), None);
		pass(1);
		assert_eq!(in_force(patient), Some(OTHER));
	});
}

#[test]
fn a_change_that_changes_nothing_is_refused() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let refused = |commitment| {
			assert_noop!(
				PatientIdentity::set_guardians(signed(ANNA), patient, commitment),
				Error::<Test>::NothingToDo
			);
		};
		refused(None);
		set(patient, Some(ONE));
		refused(Some(ONE));
		refused(None);
		pass(RECOVERY_DELAY);
		refused(Some(ONE));
	});
}

#[test]
fn only_the_controller_of_a_known_patient_commits_to_guardians() {
	ExtBuilder::default().with_patient(ANNA).with_patient(STRANGER).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(
			PatientIdentity::set_guardians(signed(STRANGER), patient, Some(ONE)),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(
			PatientIdentity::set_guardians(signed(ANNA), PatientId([3; 32]), Some(ONE)),
			Error::<Test>::PatientNotFound
		);
		assert_noop!(
			PatientIdentity::set_guardians(RuntimeOrigin::none(), patient, Some(ONE)),
			DispatchError::BadOrigin
		);
		assert_noop!(
			PatientIdentity::set_guardians(registrar(), patient, Some(ONE)),
			Error::<Test>::NotAuthorized
		);
	});
}

#[test]
fn while_the_patients_side_is_frozen_nobody_changes_its_guardians() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		assert_noop!(
			PatientIdentity::set_guardians(signed(ANNA), patient, Some(ONE)),
			Error::<Test>::PatientFrozen
		);
		pass(FREEZE_PERIOD);
		set(patient, Some(ONE));
	});
}

#[test]
fn a_deceased_patient_needs_no_guardians() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::declare_deceased(registrar(), patient, None));
		assert_noop!(
			PatientIdentity::set_guardians(signed(ANNA), patient, Some(ONE)),
			Error::<Test>::PatientDeceased
		);
	});
}

#[test]
fn to_commit_to_guardians_confirms_a_registration() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let patient = first_sponsored();
		set(patient, Some(ONE));
		assert_eq!(row(patient).status, crate::PatientStatus::Active);
		System::assert_has_event(Event::RegistrationConfirmed { patient }.into());
	});
}

#[test]
fn setting_guardians_is_free_for_the_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let call = crate::Call::set_guardians { patient, commitment: Some(ONE) };
		assert_free_for(call, &[ANNA]);
	});
}

#[test]
fn where_there_is_no_controller_a_representative_calls_off_what_the_registrar_agreed_to() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let patient = first_sponsored();
		appoint(registrar(), patient, BORIS, &[Power::Recovery]);
		assert_ok!(PatientIdentity::set_guardians(signed(BORIS), patient, Some(ONE)));
		assert_ok!(PatientIdentity::set_guardians(registrar(), patient, Some(ONE)));
		assert_ok!(PatientIdentity::cancel_guardian_change(signed(BORIS), patient));
		pass(RECOVERY_DELAY);
		assert_eq!(in_force(patient), None);
	});
}

#[test]
fn the_registrar_agrees_though_the_patients_side_is_frozen() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let patient = first_sponsored();
		appoint(registrar(), patient, BORIS, &[Power::Recovery]);
		assert_ok!(PatientIdentity::set_guardians(signed(BORIS), patient, Some(ONE)));
		freeze_side(patient);
		assert_ok!(PatientIdentity::set_guardians(registrar(), patient, Some(ONE)));
	});
}
