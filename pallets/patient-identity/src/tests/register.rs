use crate::{
	mock::*, Assurance, Error, Event, NewPatientKey, Patient, PatientStatus, Patients,
	Registrations, RoleCount,
};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, GetDispatchInfo},
};
use salus_primitives::{doubles::Trail, Actor, AssuranceLevel, AuditedEvent, PatientId, TrailId};
use sp_core::H256;
use sp_runtime::{ArithmeticError, DispatchError};

#[test]
fn an_account_registers_a_patient_it_speaks_for() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(PatientIdentity::register(RuntimeOrigin::signed(ANNA), SALT, key(1)));

		let patient = first_patient_of(ANNA);
		assert_eq!(
			Patients::<Test>::get(patient),
			Some(Patient {
				controller: Some(ANNA),
				status: PatientStatus::Active,
				deceased_at: None,
				assurance: Assurance { level: AssuranceLevel::Level1, by: None, at: NOW },
				key: Some(published(1, 0)),
				representatives: Default::default(),
				devices: Default::default(),
				frozen_until: None,
				closing_at: None,
				registered_at: NOW,
			})
		);
		assert_eq!(Registrations::<Test>::get(ANNA), 1);
		System::assert_last_event(Event::PatientRegistered { patient, controller: ANNA }.into());
		assert_eq!(
			Trail::entries(),
			[(TrailId::Patient(patient), Actor::Person(ANNA), AuditedEvent::PatientRegistered)]
		);
	});
}

#[test]
fn an_account_without_balance_comes_to_exist_by_registering() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!System::account_exists(&ANNA));
		register(ANNA);
		assert!(System::account_exists(&ANNA));
		assert_eq!(System::sufficients(&ANNA), 1);
		assert_eq!(System::providers(&ANNA), 0);
		assert_eq!(RoleCount::<Test>::get(ANNA), 1);
	});
}

#[test]
fn each_patient_of_an_account_holds_a_reference_and_has_its_own_id() {
	ExtBuilder::default().build_and_execute(|| {
		let first = register(ANNA);
		let second = register(ANNA);
		assert_ne!(first, second);
		assert_eq!(Registrations::<Test>::get(ANNA), 2);
		assert_eq!(RoleCount::<Test>::get(ANNA), 2);
		assert_eq!(System::sufficients(&ANNA), 2);
	});
}

#[test]
fn the_id_is_the_hash_of_tag_registrant_counter_and_salt() {
	let preimage = [
		b"salus/patient/v1".to_vec(),
		ANNA.to_le_bytes().to_vec(),
		3u32.to_le_bytes().to_vec(),
		[7; 32].to_vec(),
	]
	.concat();
	assert_eq!(preimage.len(), 16 + 8 + 4 + 32);
	assert_eq!(
		PatientIdentity::derive_patient_id(&ANNA, 3, SALT),
		PatientId(sp_io::hashing::blake2_256(&preimage))
	);
}

#[test]
fn two_accounts_with_the_same_salt_get_different_patients() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ne!(register(ANNA), register(STRANGER));
	});
}

#[test]
fn another_salt_gives_another_id() {
	assert_ne!(
		PatientIdentity::derive_patient_id(&ANNA, 0, SALT),
		PatientIdentity::derive_patient_id(&ANNA, 0, H256::zero())
	);
}

#[test]
fn an_unsigned_origin_or_root_registers_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(PatientIdentity::register(origin, SALT, key(1)), DispatchError::BadOrigin);
		}
		assert!(Trail::entries().is_empty());
	});
}

#[test]
fn an_all_zero_key_or_card_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			PatientIdentity::register(RuntimeOrigin::signed(ANNA), SALT, key(0)),
			Error::<Test>::InvalidEncryptionKey
		);
		let without_card = NewPatientKey { card: H256::zero(), ..key(1) };
		assert_noop!(
			PatientIdentity::register(signed(ANNA), SALT, without_card),
			Error::<Test>::InvalidCard
		);
		assert!(Trail::entries().is_empty());
	});
}

#[test]
fn a_taken_id_is_refused() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		// Only a counter that went back could derive an id twice; no call lets it.
		Registrations::<Test>::insert(ANNA, 0);
		assert_noop!(
			PatientIdentity::register(RuntimeOrigin::signed(ANNA), SALT, key(2)),
			Error::<Test>::AlreadyExists
		);
		assert_eq!(Trail::entries().len(), 1);
		Registrations::<Test>::insert(ANNA, 1);
	});
}

#[test]
fn a_full_counter_refuses_instead_of_starting_again() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		Registrations::<Test>::insert(ANNA, u32::MAX);
		assert_noop!(
			PatientIdentity::register(RuntimeOrigin::signed(ANNA), SALT, key(1)),
			ArithmeticError::Overflow
		);
		Registrations::<Test>::insert(ANNA, 1);

		RoleCount::<Test>::insert(ANNA, u32::MAX);
		assert_noop!(
			PatientIdentity::register(RuntimeOrigin::signed(ANNA), SALT, key(1)),
			ArithmeticError::Overflow
		);
		RoleCount::<Test>::insert(ANNA, 1);
	});
}

#[test]
fn registering_is_free_for_everyone() {
	ExtBuilder::default().build_and_execute(|| {
		let call = crate::Call::<Test>::register { salt: SALT, encryption_key: key(1) };
		assert!(call.is_feeless(&RuntimeOrigin::signed(ANNA)));
		assert!(call.get_dispatch_info().call_weight.ref_time() > 0);
	});
}

#[test]
fn a_call_takes_its_place_on_the_wire() {
	let patient = first_patient_of(ANNA);
	let place = |call: crate::Call<Test>| call.encode()[0];
	assert_eq!(place(crate::Call::register { salt: SALT, encryption_key: key(1) }), 0);
	assert_eq!(place(crate::Call::replace_encryption_key { patient, encryption_key: key(1) }), 1);
	assert_eq!(place(crate::Call::confirm_registration { patient }), 3);
	assert_eq!(place(crate::Call::clear_expired { patient }), 12);
	assert_eq!(place(crate::Call::cancel_guardian_change { patient }), 14);
	assert_eq!(place(crate::Call::lift_freeze { patient }), 23);
	assert_eq!(place(crate::Call::link { patient, other: patient }), 25);
	assert_eq!(place(crate::Call::close { patient }), 31);
}
