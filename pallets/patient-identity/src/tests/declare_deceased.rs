use crate::{
	mock::*, Appointer, Call, Deposits, Error, Event, GuardianCases, Guardians, LinkProposals,
	Offers, PatientStatus, Representative,
};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Actor, AuditedEvent, ClassSet, PatientDirectory, Period, Power, Powers, RecordClass, Relation,
};
use sp_core::H256;
use sp_runtime::{ArithmeticError, DispatchError};

#[test]
fn nobody_acts_for_the_dead_but_the_executor_who_may_read() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, CARLA, &[Power::Identity]);
		let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
		assert_ok!(PatientIdentity::authorize_device(
			signed(ANNA),
			patient,
			WATCH,
			classes,
			NOW + DAY
		));
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		freeze_side(patient);
		let key = row(patient).key;
		assert_ok!(PatientIdentity::declare_deceased(registrar(), patient, Some(BORIS)));

		let row = row(patient);
		let powers = Powers::of(&[Power::Access]);
		let period = Period { from: NOW, until: None };
		assert_eq!(row.status, PatientStatus::Deceased);
		assert_eq!(row.controller, None);
		assert_eq!(
			row.representatives.to_vec(),
			[Representative { account: BORIS, powers, period, appointed_by: Appointer::Registrar }]
		);
		assert!(row.devices.is_empty());
		assert_eq!((row.frozen_until, row.closing_at), (None, None));
		assert_eq!(row.key, key);
		for account in [ANNA, CARLA, WATCH] {
			assert_eq!(roles(account), 0);
			assert_eq!(
				PatientIdentity::relation(&patient, &account, NOW),
				Some(Relation::Stranger)
			);
		}
		assert_eq!(roles(BORIS), 1);
		assert_eq!(
			PatientIdentity::relation(&patient, &BORIS, NOW),
			Some(Relation::Executor(powers))
		);
		assert!(PatientIdentity::is_open(&patient));
		assert_events([
			Event::RepresentativeAppointed { patient, representative: BORIS, powers, period },
			Event::PatientDeceased { patient, executor: Some(BORIS) },
		]);
		assert_trail_ends(
			patient,
			Actor::Authority,
			[AuditedEvent::Deceased, AuditedEvent::RepresentativeAppointed { powers, until: None }],
		);
	});
}

#[test]
fn what_was_offered_planned_and_proposed_ends() {
	ExtBuilder::default().with_patient(ANNA).with_patient(CARLA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_ok!(PatientIdentity::link(signed(ANNA), patient, first_patient_of(CARLA)));
		assert_ok!(PatientIdentity::set_guardians(
			signed(ANNA),
			patient,
			Some(H256::repeat_byte(1))
		));
		bury(patient);
		assert_eq!(roles(BORIS), 0);
		assert!(!Offers::<Test>::contains_key(patient));
		assert!(!LinkProposals::<Test>::contains_key(patient));
		assert!(!Guardians::<Test>::contains_key(patient));
		assert!(!GuardianCases::<Test>::contains_key(patient));
		assert_trail_ends(patient, Actor::Authority, [AuditedEvent::Deceased]);
	});
}

#[test]
fn a_link_outlives_the_person() {
	ExtBuilder::default().with_patient(ANNA).with_patient(CARLA).build_and_execute(|| {
		let (patient, other) = (first_patient_of(ANNA), first_patient_of(CARLA));
		assert_ok!(PatientIdentity::link(registrar(), patient, other));
		bury(patient);
		assert_eq!(PatientIdentity::links(other), [patient]);
	});
}

#[test]
fn an_executor_who_was_something_else_before_keeps_its_nonce() {
	for executor in [ANNA, BORIS] {
		ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
			let patient = first_patient_of(ANNA);
			appoint(signed(ANNA), patient, BORIS, &[Power::Consent]);
			System::inc_account_nonce(executor);
			assert_ok!(PatientIdentity::declare_deceased(registrar(), patient, Some(executor)));
			assert_eq!(roles(executor), 1);
			assert_eq!(System::account_nonce(executor), 1);
		});
	}
}

#[test]
fn a_sponsor_gets_its_deposit_back() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).with_sponsored(None).build_and_execute(|| {
		for number in 0..2 {
			bury(PatientIdentity::derive_patient_id(&DOCTOR, number, SALT));
		}
		assert_eq!(Deposits::<Test>::iter().count(), 0);
		assert_eq!(roles(ANNA), 0);
	});
}

#[test]
fn only_the_registrar_declares_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		for account in [ANNA, DOCTOR] {
			assert_noop!(
				PatientIdentity::declare_deceased(signed(account), patient, None),
				DispatchError::BadOrigin
			);
		}
		let call = Call::<Test>::declare_deceased { patient, executor: None };
		assert!(!is_free(&call, ANNA));
	});
}

#[test]
fn nobody_dies_twice() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(
			PatientIdentity::declare_deceased(registrar(), unknown(), None),
			Error::<Test>::PatientNotFound
		);
		bury(patient);
		assert_noop!(
			PatientIdentity::declare_deceased(registrar(), patient, Some(BORIS)),
			Error::<Test>::PatientDeceased
		);
	});
}

#[test]
fn a_full_counter_refuses() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		crate::RoleCount::<Test>::insert(BORIS, u32::MAX);
		assert_noop!(
			PatientIdentity::declare_deceased(registrar(), first_patient_of(ANNA), Some(BORIS)),
			ArithmeticError::Overflow
		);
		crate::RoleCount::<Test>::remove(BORIS);
	});
}
