use crate::{mock::*, Call, Error, Event, Offers, PatientStatus};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo},
};
use salus_primitives::{
	Actor, AuditedEvent, ClassSet, PatientId, Period, Power, Powers, RecordClass,
};
use sp_runtime::DispatchError;

fn clear(by: u64, patient: PatientId) -> DispatchResultWithPostInfo {
	PatientIdentity::clear_expired(signed(by), patient)
}

/// A patient with rows that end after a day, and rows that do not.
fn busy() -> PatientId {
	let patient = first_patient_of(ANNA);
	let short = Period { from: NOW, until: Some(NOW + DAY) };
	for (account, period) in [(BORIS, short), (CARLA, year())] {
		assert_ok!(PatientIdentity::appoint_representative(
			signed(ANNA),
			patient,
			account,
			Powers::of(&[Power::Access]),
			period
		));
	}
	for (account, until) in [(WATCH, NOW + DAY), (40, NOW + 9 * DAY)] {
		let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
		assert_ok!(PatientIdentity::authorize_device(
			signed(ANNA),
			patient,
			account,
			classes,
			until
		));
	}
	patient
}

#[test]
fn rows_whose_time_is_over_go_and_others_stay() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = busy();
		pass(DAY);
		assert_ok!(clear(ANNA, patient));

		let row = row(patient);
		assert_eq!(row.representatives.len(), 1);
		assert_eq!(row.devices.len(), 1);
		assert_eq!((roles(BORIS), roles(CARLA), roles(WATCH), roles(40)), (0, 1, 0, 1));
		assert_events([
			Event::RepresentativeEnded { patient, representative: BORIS },
			Event::DeviceRemoved { patient, device: WATCH },
		]);
		assert_trail_ends(
			patient,
			Actor::Chain,
			[AuditedEvent::RepresentativeEnded, AuditedEvent::DeviceRemoved],
		);
	});
}

#[test]
fn a_lapsed_offer_goes_too() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_noop!(clear(ANNA, patient), Error::<Test>::NothingToDo);
		pass(OFFER_LIFETIME);
		assert_ok!(clear(ANNA, patient));
		assert!(!Offers::<Test>::contains_key(patient));
		assert_eq!(roles(BORIS), 0);
		assert_events([Event::ControlOfferWithdrawn { patient }]);
		assert_trail_ends(patient, Actor::Chain, [AuditedEvent::ControlOfferWithdrawn]);
	});
}

#[test]
fn anybody_may_tidy_up_even_while_the_patient_is_frozen() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = busy();
		freeze_side(patient);
		pass(DAY);
		assert_ok!(clear(STRANGER, patient));
		assert_trail_ends(
			patient,
			Actor::Chain,
			[AuditedEvent::RepresentativeEnded, AuditedEvent::DeviceRemoved],
		);
	});
}

#[test]
fn the_controller_of_a_pending_patient_confirms_by_it() {
	ExtBuilder::default().with_sponsored(Some(ANNA)).build_and_execute(|| {
		let patient = first_sponsored();
		appoint(registrar(), patient, BORIS, &[Power::Access]);
		pass(365 * DAY);
		assert_ok!(clear(ANNA, patient));
		assert_eq!(row(patient).status, PatientStatus::Active);
	});
}

#[test]
fn there_must_be_something_to_clear() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = busy();
		assert_noop!(clear(ANNA, patient), Error::<Test>::NothingToDo);
		assert_noop!(clear(ANNA, unknown()), Error::<Test>::PatientNotFound);
		assert_noop!(
			PatientIdentity::clear_expired(registrar(), patient),
			DispatchError::BadOrigin
		);
		bury(patient);
		assert_noop!(clear(ANNA, patient), Error::<Test>::PatientDeceased);
	});
}

#[test]
fn it_is_free_for_the_patients_side_only() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = busy();
		let call = Call::<Test>::clear_expired { patient };
		for account in [ANNA, BORIS, WATCH] {
			assert!(is_free(&call, account));
		}
		assert!(!is_free(&call, STRANGER));
		pass(DAY);
		let paid = clear(STRANGER, patient).expect("something to do").actual_weight;
		assert!(paid.expect("less").all_lte(call.get_dispatch_info().call_weight));
	});
}
