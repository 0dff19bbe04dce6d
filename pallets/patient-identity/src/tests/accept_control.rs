use crate::{mock::*, Call, Deposits, Error, Event, LinkProposals, Offers};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Actor, AuditedEvent, ClassSet, ControlChange, PatientDirectory, PatientId, Power, RecordClass,
	Relation,
};
use sp_runtime::{ArithmeticError, DispatchError};

fn offered() -> PatientId {
	let patient = first_patient_of(ANNA);
	assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
	patient
}

#[test]
fn control_goes_to_the_account_that_it_was_offered_to() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = offered();
		assert_ok!(PatientIdentity::accept_control(signed(BORIS), patient));

		assert_eq!(row(patient).controller, Some(BORIS));
		assert_eq!(PatientIdentity::relation(&patient, &BORIS, NOW), Some(Relation::Controller));
		assert_eq!(PatientIdentity::relation(&patient, &ANNA, NOW), Some(Relation::Stranger));
		assert_eq!((roles(ANNA), roles(BORIS)), (0, 1));
		assert!(!Offers::<Test>::contains_key(patient));
		assert_events([Event::ControlChanged {
			patient,
			controller: BORIS,
			cause: ControlChange::Accepted,
		}]);
		assert_trail_ends(
			patient,
			Actor::Person(BORIS),
			[AuditedEvent::ControlChanged { cause: ControlChange::Accepted }],
		);
	});
}

#[test]
fn an_account_without_balance_keeps_its_nonce_while_it_accepts() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = offered();
		System::inc_account_nonce(BORIS);
		assert_ok!(PatientIdentity::accept_control(signed(BORIS), patient));
		assert_eq!(System::account_nonce(BORIS), 1);
	});
}

#[test]
fn what_it_was_for_the_patient_before_ends() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = offered();
		appoint(signed(ANNA), patient, BORIS, &[Power::Access]);
		appoint(signed(ANNA), patient, CARLA, &[Power::Access]);
		assert_eq!(roles(BORIS), 2);
		assert_ok!(PatientIdentity::accept_control(signed(BORIS), patient));

		assert_eq!(roles(BORIS), 1);
		assert_eq!(row(patient).representatives.len(), 1, "others stay");
		assert_events([
			Event::RepresentativeEnded { patient, representative: BORIS },
			Event::ControlChanged { patient, controller: BORIS, cause: ControlChange::Accepted },
		]);

		let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
		assert_ok!(PatientIdentity::authorize_device(
			signed(BORIS),
			patient,
			WATCH,
			classes,
			NOW + DAY
		));
		assert_ok!(PatientIdentity::offer_control(signed(BORIS), patient, WATCH));
		assert_ok!(PatientIdentity::accept_control(signed(WATCH), patient));
		assert_eq!(roles(WATCH), 1);
		assert!(row(patient).devices.is_empty());
	});
}

#[test]
fn what_the_old_controller_had_begun_is_called_off() {
	ExtBuilder::default().with_patient(ANNA).with_patient(CARLA).build_and_execute(|| {
		let patient = offered();
		assert_ok!(PatientIdentity::announce_closing(signed(ANNA), patient));
		assert_ok!(PatientIdentity::link(signed(ANNA), patient, first_patient_of(CARLA)));
		assert_ok!(PatientIdentity::accept_control(signed(BORIS), patient));
		assert_eq!(row(patient).closing_at, None);
		assert!(!LinkProposals::<Test>::contains_key(patient));
	});
}

#[test]
fn whoever_accepts_frees_the_sponsor_of_its_deposit() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let patient = first_sponsored();
		assert_ok!(PatientIdentity::offer_control(registrar(), patient, ANNA));
		assert!(Deposits::<Test>::contains_key(patient));
		assert_ok!(PatientIdentity::accept_control(signed(ANNA), patient));
		assert!(!Deposits::<Test>::contains_key(patient));
		assert_eq!(PatientIdentity::relation(&patient, &ANNA, NOW), Some(Relation::Controller));
	});
}

#[test]
fn an_offer_lapses() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = offered();
		pass(OFFER_LIFETIME - 1);
		System::reset_events();
		let at_the_last = || PatientIdentity::accept_control(signed(BORIS), patient);
		pass(1);
		assert_noop!(at_the_last(), Error::<Test>::OfferExpired);
		set_time(NOW + OFFER_LIFETIME - 1);
		assert_ok!(at_the_last());
	});
}

#[test]
fn only_the_account_that_it_was_offered_to_accepts() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = offered();
		for account in [ANNA, STRANGER] {
			assert_noop!(
				PatientIdentity::accept_control(signed(account), patient),
				Error::<Test>::NotAuthorized
			);
		}
		assert_noop!(
			PatientIdentity::accept_control(registrar(), patient),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn without_an_offer_nothing_is_accepted() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_noop!(
			PatientIdentity::accept_control(signed(BORIS), patient),
			Error::<Test>::OfferNotFound
		);
		assert_noop!(
			PatientIdentity::accept_control(signed(BORIS), unknown()),
			Error::<Test>::PatientNotFound
		);
		bury(patient);
		assert_noop!(
			PatientIdentity::accept_control(signed(BORIS), patient),
			Error::<Test>::PatientDeceased
		);
	});
}

#[test]
fn a_freeze_keeps_control_where_it_is() {
	ExtBuilder::default().with_patient(ANNA).with_sponsored(None).build_and_execute(|| {
		let patient = offered();
		freeze_side(patient);
		assert_noop!(
			PatientIdentity::accept_control(signed(BORIS), patient),
			Error::<Test>::PatientFrozen
		);
		// Where there is no controller it is nobody's to keep.
		assert_ok!(PatientIdentity::offer_control(registrar(), first_sponsored(), BORIS));
		freeze_side(first_sponsored());
		assert_ok!(PatientIdentity::accept_control(signed(BORIS), first_sponsored()));
	});
}

#[test]
fn a_full_counter_refuses() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = offered();
		crate::RoleCount::<Test>::insert(BORIS, u32::MAX);
		assert_noop!(
			PatientIdentity::accept_control(signed(BORIS), patient),
			ArithmeticError::Overflow
		);
		crate::RoleCount::<Test>::insert(BORIS, 1);
	});
}

#[test]
fn accepting_is_free_for_whom_it_is_offered_to() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let call = Call::<Test>::accept_control { patient: offered() };
		assert!(is_free(&call, BORIS));
		assert!(!is_free(&call, ANNA));
		pass(OFFER_LIFETIME);
		assert!(is_free(&call, BORIS), "the clock of the pool is the last block's");
	});
}
