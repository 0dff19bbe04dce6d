use crate::{
	mock::*, Assurance, Call, Deposits, Error, Event, NewPatientKey, Patient, PatientStatus,
	Patients, Registrations,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::fungible::{Inspect, InspectHold, Mutate},
};
use salus_primitives::{
	doubles, Actor, AssuranceLevel, AuditedEvent, Capacity, NotPractising, PatientDirectory,
	PatientId, Power, Relation, Roles,
};
use sp_runtime::{DispatchError, TokenError};

fn sponsor_for(
	signer: u64,
	capacity: Capacity,
	controller: Option<u64>,
) -> sp_runtime::DispatchResult {
	PatientIdentity::sponsor(
		signed(signer),
		capacity,
		SALT,
		controller,
		controller.map(|_| key(1)),
		AssuranceLevel::Level3,
	)
}

#[test]
fn a_practitioner_registers_a_patient_that_waits_for_its_controller() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(sponsor_for(DOCTOR, PRACTISING, Some(ANNA)));

		let patient = first_sponsored();
		assert_eq!(
			row(patient),
			Patient {
				controller: Some(ANNA),
				status: PatientStatus::Pending,
				deceased_at: None,
				assurance: Assurance { level: AssuranceLevel::Level3, by: Some(HOSPITAL), at: NOW },
				key: Some(published(1, 0)),
				representatives: Default::default(),
				devices: Default::default(),
				frozen_until: None,
				closing_at: None,
				registered_at: NOW,
			}
		);
		assert_eq!(PatientIdentity::relation(&patient, &ANNA, NOW), Some(Relation::Stranger));
		assert_eq!(roles(ANNA), 1);
		assert_eq!(roles(DOCTOR), 0);
		assert_eq!(Registrations::<Test>::get(DOCTOR), 1);
		assert_eq!(Registrations::<Test>::get(ANNA), 0);
		assert_eq!(Deposits::<Test>::get(patient).map(|deposit| deposit.payer), Some(DOCTOR));
		assert_eq!(Balances::balance_on_hold(&SponsorReason::get(), &DOCTOR), deposit());
		assert_events([Event::PatientSponsored {
			patient,
			organization: HOSPITAL,
			controller: Some(ANNA),
		}]);
		assert_trail_ends(
			patient,
			Actor::Practitioner { organization: HOSPITAL, account: DOCTOR },
			[AuditedEvent::PatientRegistered],
		);
	});
}

#[test]
fn a_gateway_registers_in_the_name_of_a_practitioner() {
	ExtBuilder::default().build_and_execute(|| {
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: NURSE };
		assert_ok!(sponsor_for(GATEWAY, capacity, Some(ANNA)));
		assert_trail_ends(
			first_patient_of(GATEWAY),
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: NURSE },
			[AuditedEvent::PatientRegistered],
		);
		assert_eq!(Balances::balance_on_hold(&SponsorReason::get(), &GATEWAY), deposit());
	});
}

#[test]
fn a_new_born_has_neither_controller_nor_key_and_is_open() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(sponsor_for(DOCTOR, PRACTISING, None));

		let patient = first_sponsored();
		let row = row(patient);
		assert_eq!(row.controller, None);
		assert_eq!(row.status, PatientStatus::Active);
		assert_eq!(row.key, None);
		assert!(PatientIdentity::is_open(&patient));
		assert_eq!(PatientIdentity::key_epoch(&patient), None);
		assert!(Deposits::<Test>::contains_key(patient));
	});
}

#[test]
fn nothing_that_is_done_with_the_patient_changes_what_the_sponsor_pays() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let patient = first_sponsored();
		let held = || Balances::balance_on_hold(&SponsorReason::get(), &DOCTOR);
		let before = held();
		assert_ok!(PatientIdentity::attest_identity(
			signed(DOCTOR),
			patient,
			PRACTISING,
			AssuranceLevel::Level4
		));
		assert_ok!(PatientIdentity::offer_control(registrar(), patient, ANNA));
		assert_eq!(held(), before);
		appoint(registrar(), patient, BORIS, &[Power::Identity, Power::Records]);
		assert_eq!(held(), 0);
		for device in 40..48 {
			assert_ok!(PatientIdentity::authorize_device(
				signed(BORIS),
				patient,
				device,
				vec![salus_primitives::RecordClass(1)].try_into().expect("one class"),
				NOW + DAY,
			));
		}
		assert_eq!(held(), 0);
	});
}

#[test]
fn each_patient_of_a_sponsor_has_its_own_id_and_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		let first = sponsor(Some(ANNA));
		let second = sponsor(Some(ANNA));
		assert_ne!(first, second);
		assert_eq!(roles(ANNA), 2);
		assert_eq!(Balances::balance_on_hold(&SponsorReason::get(), &DOCTOR), 2 * deposit());
	});
}

#[test]
fn only_somebody_who_practises_now_can_sponsor() {
	ExtBuilder::default().build_and_execute(|| {
		let gateway = Capacity::Gateway { organization: HOSPITAL, practitioner: NURSE };
		for (signer, capacity) in [
			(DOCTOR, Capacity::Person),
			(DOCTOR, gateway),
			(DOCTOR, Capacity::Practitioner { organization: 7 }),
			(GATEWAY, PRACTISING),
			(STRANGER, PRACTISING),
		] {
			assert_noop!(sponsor_for(signer, capacity, Some(ANNA)), Error::<Test>::NotPractising);
		}
		doubles::Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_noop!(sponsor_for(DOCTOR, PRACTISING, Some(ANNA)), Error::<Test>::NotPractising);
		assert!(doubles::Trail::entries().is_empty());
	});
}

#[test]
fn whoever_pays_cannot_name_itself() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(sponsor_for(DOCTOR, PRACTISING, Some(DOCTOR)), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn an_all_zero_key_or_card_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			PatientIdentity::sponsor(
				signed(DOCTOR),
				PRACTISING,
				SALT,
				Some(ANNA),
				Some(key(0)),
				AssuranceLevel::Level1
			),
			Error::<Test>::InvalidEncryptionKey
		);
		let without_card = NewPatientKey { card: key(0).card, ..key(1) };
		assert_noop!(
			PatientIdentity::sponsor(
				signed(DOCTOR),
				PRACTISING,
				SALT,
				None,
				Some(without_card),
				AssuranceLevel::Level1
			),
			Error::<Test>::InvalidCard
		);
	});
}

#[test]
fn a_taken_id_is_refused() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		Registrations::<Test>::insert(DOCTOR, 0);
		assert_noop!(sponsor_for(DOCTOR, PRACTISING, Some(BORIS)), Error::<Test>::AlreadyExists);
		Registrations::<Test>::insert(DOCTOR, 1);
	});
}

#[test]
fn who_cannot_pay_registers_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		doubles::Providers::admit(HOSPITAL, STRANGER, Roles::ALL);
		assert_ok!(Balances::mint_into(&STRANGER, deposit() - 1));
		assert_noop!(
			sponsor_for(STRANGER, PRACTISING, Some(ANNA)),
			DispatchError::from(TokenError::FundsUnavailable)
		);
		assert_eq!(Patients::<Test>::iter().count(), 0);
		assert_eq!(Balances::balance(&STRANGER), deposit() - 1);
	});
}

#[test]
fn a_sponsor_pays_the_fee_as_well() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::<Test>::sponsor {
			capacity: PRACTISING,
			salt: SALT,
			controller: Some(ANNA),
			encryption_key: Some(key(1)),
			level: AssuranceLevel::Level3,
		};
		assert!(!is_free(&call, DOCTOR));
	});
}

#[test]
fn only_a_signed_origin_can_sponsor() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				PatientIdentity::sponsor(
					origin,
					PRACTISING,
					SALT,
					None,
					None,
					AssuranceLevel::Level3
				),
				DispatchError::BadOrigin
			);
		}
		assert_eq!(Patients::<Test>::get(PatientId([0; 32])), None);
	});
}
