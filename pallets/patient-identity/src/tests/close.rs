use super::circle;
use crate::{
	mock::*, Call, Deposits, Error, Event, Guardians, LinkProposals, Links, Offers, Patients,
	Tombstone, WeightInfo,
};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use salus_primitives::{
	doubles::{ClosedHook, CLOSED_HOOK_TIME, ENTRY_TIME},
	Actor, AuditedEvent, ClassSet, PatientDirectory, Power, RecordClass,
};
use sp_core::H256;
use sp_runtime::DispatchError;

#[test]
fn the_controller_closes_once_the_announced_moment_has_come() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		pass(RECOVERY_DELAY - 1);
		assert_noop!(PatientIdentity::close(signed(ANNA), patient), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(PatientIdentity::close(signed(ANNA), patient));

		let closed_at = NOW + RECOVERY_DELAY;
		assert_eq!(PatientIdentity::tombstone(patient), Some(Tombstone { closed_at }));
		assert_eq!(PatientIdentity::patient(patient), None);
		assert_eq!(PatientIdentity::relation(&patient, &ANNA, closed_at), None);
		assert_eq!(PatientIdentity::key_epoch(&patient), None);
		assert!(!PatientIdentity::is_open(&patient));
		assert!(PatientIdentity::is_known(&patient));
		assert_eq!(roles(ANNA), 0);
		assert_events([Event::PatientClosed { patient }]);
		assert_trail_ends(patient, Actor::Person(ANNA), [AuditedEvent::Closed]);
	});
}

#[test]
fn other_pallets_hear_of_every_closing_and_it_is_paid_for() {
	ExtBuilder::default().with_patient(ANNA).with_sponsored(Some(CARLA)).build_and_execute(|| {
		let (patient, sponsored) = (first_patient_of(ANNA), first_sponsored());
		assert_ok!(PatientIdentity::close(registrar(), patient));
		assert_eq!(ClosedHook::heard(), [patient]);
		pass(OFFER_LIFETIME);
		assert_ok!(PatientIdentity::withdraw_sponsorship(signed(DOCTOR), sponsored));
		assert_eq!(ClosedHook::heard(), [patient, sponsored]);

		let own = <() as WeightInfo>::close();
		for call in [
			Call::<Test>::close { patient },
			Call::<Test>::withdraw_sponsorship { patient: sponsored },
		] {
			let charged = call.get_dispatch_info().call_weight;
			assert_eq!(charged.ref_time(), own.ref_time() + CLOSED_HOOK_TIME + ENTRY_TIME);
		}
	});
}

#[test]
fn a_closing_that_is_refused_is_told_to_nobody() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(
			PatientIdentity::close(signed(ANNA), patient),
			Error::<Test>::ClosingNotAnnounced
		);
		bury(patient);
		assert_eq!(ClosedHook::heard(), []);
	});
}

#[test]
fn whom_the_guardians_take_the_patient_back_from_cannot_close_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = circle::shown();
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		circle::open(patient, CARLA);
		pass(RECOVERY_DELAY / 2);
		circle::approve(patient, CARLA);
		pass(RECOVERY_DELAY / 2);
		assert_noop!(PatientIdentity::close(signed(ANNA), patient), Error::<Test>::CaseStillLive);

		let opener = circle::member::DAVID;
		assert_ok!(PatientIdentity::decide_recovery(registrar(), patient, opener, CARLA, false));
		assert_ok!(PatientIdentity::close(signed(ANNA), patient));
	});
}

#[test]
fn the_registrar_closes_whatever_the_guardians_do() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = circle::shown();
		circle::open(patient, CARLA);
		circle::approve(patient, CARLA);
		assert_ok!(PatientIdentity::close(registrar(), patient));
		for guardian in [circle::DAVID, circle::EMMA, circle::FELIX] {
			assert_eq!(roles(guardian), 0);
		}
	});
}

#[test]
fn everything_about_the_patient_goes() {
	ExtBuilder::default().with_patient(ANNA).with_patient(CARLA).build_and_execute(|| {
		let (patient, other) = (first_patient_of(ANNA), first_patient_of(CARLA));
		let third = register(CARLA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Access]);
		let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
		assert_ok!(PatientIdentity::authorize_device(
			signed(ANNA),
			patient,
			WATCH,
			classes,
			NOW + DAY
		));
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, STRANGER));
		assert_ok!(PatientIdentity::set_guardians(
			signed(ANNA),
			patient,
			Some(H256::repeat_byte(1))
		));
		for linked in [other, third] {
			assert_ok!(PatientIdentity::link(registrar(), patient, linked));
		}
		assert_ok!(PatientIdentity::link(registrar(), third, other));
		assert_ok!(PatientIdentity::unlink(signed(ANNA), patient, other));
		assert_ok!(PatientIdentity::close(registrar(), patient));

		for account in [ANNA, BORIS, WATCH, STRANGER] {
			assert_eq!(roles(account), 0);
			assert!(!System::account_exists(&account));
		}
		assert!(!Patients::<Test>::contains_key(patient));
		assert!(!Offers::<Test>::contains_key(patient));
		assert!(!Guardians::<Test>::contains_key(patient));
		assert!(!Links::<Test>::contains_key(patient));
		assert!(!LinkProposals::<Test>::contains_key(patient));
		assert_eq!(PatientIdentity::links(other), [third]);
		assert_eq!(PatientIdentity::links(third), [other]);
		assert_trail_ends(patient, Actor::Authority, [AuditedEvent::Closed]);
	});
}

#[test]
fn the_registrar_closes_at_once_the_pending_the_frozen_and_the_dead() {
	ExtBuilder::default()
		.with_patient(ANNA)
		.with_patient(BORIS)
		.with_sponsored(Some(CARLA))
		.build_and_execute(|| {
			freeze_side(first_patient_of(ANNA));
			bury(first_patient_of(BORIS));
			for patient in [first_patient_of(ANNA), first_patient_of(BORIS), first_sponsored()] {
				assert_ok!(PatientIdentity::close(registrar(), patient));
			}
			assert_eq!(Patients::<Test>::iter().count(), 0);
			assert_eq!(Deposits::<Test>::iter().count(), 0);
		});
}

#[test]
fn an_id_is_never_used_again() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::close(registrar(), patient));
		assert_ne!(register(ANNA), patient);
		// Not even if the counter went back, which no call lets it.
		crate::Registrations::<Test>::insert(ANNA, 0);
		assert_noop!(
			PatientIdentity::register(signed(ANNA), SALT, key(1)),
			Error::<Test>::AlreadyExists
		);
		crate::Registrations::<Test>::insert(ANNA, 2);
		assert_noop!(PatientIdentity::close(registrar(), patient), Error::<Test>::PatientNotFound);
	});
}

#[test]
fn it_must_be_announced() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		assert_noop!(
			PatientIdentity::close(signed(ANNA), first_patient_of(ANNA)),
			Error::<Test>::ClosingNotAnnounced
		);
	});
}

#[test]
fn a_thief_does_not_close_what_guardians_have_frozen() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		freeze_side(patient);
		pass(RECOVERY_DELAY);
		assert_noop!(PatientIdentity::close(signed(ANNA), patient), Error::<Test>::PatientFrozen);
	});
}

#[test]
fn nobody_else_closes() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Identity]);
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		pass(RECOVERY_DELAY);
		for account in [BORIS, STRANGER] {
			assert_noop!(
				PatientIdentity::close(signed(account), patient),
				Error::<Test>::NotAuthorized
			);
		}
		assert_noop!(
			PatientIdentity::close(RuntimeOrigin::none(), patient),
			DispatchError::BadOrigin
		);
		bury(patient);
		assert_noop!(PatientIdentity::close(signed(ANNA), patient), Error::<Test>::PatientDeceased);
	});
}

#[test]
fn closing_is_free_for_the_controller() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let call = Call::<Test>::close { patient: first_patient_of(ANNA) };
		assert!(is_free(&call, ANNA));
		assert!(!is_free(&call, STRANGER));
	});
}
