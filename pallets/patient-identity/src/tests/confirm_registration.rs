use crate::{mock::*, Call, Deposits, Error, Event, PatientStatus};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo},
	traits::{
		fungible::{InspectHold, MutateHold},
		tokens::Precision,
	},
};
use salus_primitives::{
	Actor, AuditedEvent, ClassSet, PatientDirectory, PatientId, RecordClass, Relation,
};
use sp_runtime::DispatchError;

#[test]
fn the_controller_confirms_and_the_sponsor_gets_its_deposit_back() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let patient = first_sponsored();
		assert_ok!(PatientIdentity::confirm_registration(signed(ANNA), patient));

		assert_eq!(row(patient).status, PatientStatus::Active);
		assert_eq!(PatientIdentity::relation(&patient, &ANNA, NOW), Some(Relation::Controller));
		assert!(!Deposits::<Test>::contains_key(patient));
		assert_eq!(Balances::balance_on_hold(&SponsorReason::get(), &DOCTOR), 0);
		assert_events([Event::RegistrationConfirmed { patient }]);
		assert_trail_ends(patient, Actor::Person(ANNA), [AuditedEvent::RegistrationConfirmed]);
	});
}

#[test]
fn every_call_that_manages_the_patient_confirms_it() {
	let other = || first_patient_of(BORIS);
	let calls: [fn(PatientId, PatientId) -> DispatchResultWithPostInfo; 6] = [
		|patient, _| PatientIdentity::replace_encryption_key(signed(ANNA), patient, key(2)),
		|patient, _| PatientIdentity::offer_control(signed(ANNA), patient, BORIS),
		|patient, _| {
			PatientIdentity::appoint_representative(
				signed(ANNA),
				patient,
				BORIS,
				salus_primitives::Powers::ALL,
				year(),
			)
		},
		|patient, _| {
			let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
			PatientIdentity::authorize_device(signed(ANNA), patient, WATCH, classes, NOW + DAY)
		},
		|patient, other| PatientIdentity::link(signed(ANNA), patient, other),
		|patient, _| PatientIdentity::announce_closing(signed(ANNA), patient),
	];
	for call in calls {
		ExtBuilder::default().with_patient(BORIS).with_sponsored(Some(ANNA)).build_and_execute(
			|| {
				let patient = first_sponsored();
				assert_ok!(call(patient, other()));
				assert_eq!(row(patient).status, PatientStatus::Active);
				assert_eq!(
					trail(patient)[1],
					(Actor::Person(ANNA), AuditedEvent::RegistrationConfirmed)
				);
				assert_eq!(Balances::balance_on_hold(&SponsorReason::get(), &DOCTOR), 0);
			},
		);
	}
}

#[test]
fn a_refused_call_confirms_nothing() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		assert_noop!(
			PatientIdentity::replace_encryption_key(signed(ANNA), first_sponsored(), key(0)),
			Error::<Test>::InvalidEncryptionKey
		);
		assert_eq!(row(first_sponsored()).status, PatientStatus::Pending);
	});
}

#[test]
fn confirming_is_paid_for_only_when_it_happens() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let patient = first_sponsored();
		let first = PatientIdentity::replace_encryption_key(signed(ANNA), patient, key(2));
		assert_eq!(first.expect("it is free of errors").actual_weight, None);
		let second = PatientIdentity::replace_encryption_key(signed(ANNA), patient, key(3));
		let actual = second.expect("it is free of errors").actual_weight.expect("less");
		let call = Call::<Test>::replace_encryption_key { patient, encryption_key: key(3) };
		assert!(actual.all_lt(call.get_dispatch_info().call_weight));
	});
}

#[test]
fn a_deposit_that_cannot_be_given_back_does_not_stop_the_patient() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build().execute_with(|| {
		// Somebody with power over balances took what was held.
		assert_ok!(Balances::burn_held(
			&SponsorReason::get(),
			&DOCTOR,
			deposit(),
			Precision::Exact,
			frame_support::traits::tokens::Fortitude::Force,
		));
		assert_ok!(PatientIdentity::confirm_registration(signed(ANNA), first_sponsored()));
		check_invariants();
	});
}

#[test]
fn nobody_else_confirms() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		for account in [DOCTOR, STRANGER] {
			assert_noop!(
				PatientIdentity::confirm_registration(signed(account), first_sponsored()),
				Error::<Test>::NotAuthorized
			);
		}
		assert_noop!(
			PatientIdentity::confirm_registration(registrar(), first_sponsored()),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn there_is_nothing_to_confirm_twice() {
	ExtBuilder::default().with_patient(ANNA).with_sponsored(Some(ANNA)).build_and_execute(|| {
		let confirm = |patient| PatientIdentity::confirm_registration(signed(ANNA), patient);
		assert_noop!(confirm(first_patient_of(ANNA)), Error::<Test>::NotPending);
		assert_ok!(confirm(first_sponsored()));
		assert_noop!(confirm(first_sponsored()), Error::<Test>::NotPending);
		assert_noop!(confirm(unknown()), Error::<Test>::PatientNotFound);
	});
}

#[test]
fn the_dead_confirm_nothing() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		bury(first_sponsored());
		assert_noop!(
			PatientIdentity::confirm_registration(signed(ANNA), first_sponsored()),
			Error::<Test>::PatientDeceased
		);
	});
}

#[test]
fn confirming_is_free_for_the_controller() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let call = Call::<Test>::confirm_registration { patient: first_sponsored() };
		assert!(is_free(&call, ANNA));
		assert!(!is_free(&call, DOCTOR));
	});
}
