use crate::{mock::*, Call, Device, Error, Event, MAX_DEVICES};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use salus_primitives::{
	Actor, AuditedEvent, ClassSet, Moment, PatientDirectory, PatientId, Power, RecordClass,
	Relation, MIN_PERIOD,
};
use sp_runtime::{ArithmeticError, DispatchError};

fn classes(of: &[u16]) -> ClassSet {
	ClassSet::truncate_from(of.iter().map(|class| RecordClass(*class)).collect())
}

fn authorize(
	by: u64,
	patient: PatientId,
	device: u64,
	until: Moment,
) -> DispatchResultWithPostInfo {
	PatientIdentity::authorize_device(signed(by), patient, device, classes(&[1, 0x8001]), until)
}

#[test]
fn the_controller_lets_a_wearable_add_records() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let until = NOW + DAY;
		assert_ok!(authorize(ANNA, patient, WATCH, until));

		assert_eq!(
			row(patient).devices.to_vec(),
			[Device { account: WATCH, classes: classes(&[1, 0x8001]), until, authorized_by: None }]
		);
		assert_eq!(roles(WATCH), 1);
		assert_events([Event::DeviceAuthorized { patient, device: WATCH, until }]);
		assert_trail_ends(patient, Actor::Person(ANNA), [AuditedEvent::DeviceAuthorized { until }]);
	});
}

#[test]
fn a_device_is_one_until_its_date_and_not_while_its_patient_is_frozen() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(authorize(ANNA, patient, WATCH, NOW + 60 * DAY));
		let device =
			Some(Relation::Device { classes: classes(&[1, 0x8001]), by_representative: false });
		let at = |at| PatientIdentity::relation(&patient, &WATCH, at);
		assert_eq!(at(NOW), device);
		assert!(!PatientIdentity::may_act(&patient, &WATCH, Power::Records, NOW));
		assert_eq!(at(NOW + 60 * DAY - 1), device);
		assert_eq!(at(NOW + 60 * DAY), Some(Relation::Stranger));
		freeze_side(patient);
		assert_eq!(at(NOW), Some(Relation::Stranger));
		assert_eq!(at(NOW + FREEZE_PERIOD), device);
	});
}

#[test]
fn a_representative_who_may_add_records_authorizes_and_others_do_not() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Identity, Power::Records]);
		appoint(signed(ANNA), patient, CARLA, &[Power::Records]);
		assert_ok!(authorize(BORIS, patient, WATCH, NOW + DAY));
		for account in [CARLA, WATCH, STRANGER] {
			assert_noop!(authorize(account, patient, 40, NOW + DAY), Error::<Test>::NotAuthorized);
		}
		assert_noop!(
			PatientIdentity::authorize_device(registrar(), patient, 40, classes(&[1]), NOW + DAY),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn the_same_device_again_is_replaced() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(authorize(ANNA, patient, WATCH, NOW + DAY));
		assert_ok!(authorize(ANNA, patient, WATCH, NOW + 2 * DAY));
		let row = row(patient);
		assert_eq!(row.devices.len(), 1);
		assert_eq!(row.devices[0].until, NOW + 2 * DAY);
		assert_eq!(roles(WATCH), 1);
	});
}

#[test]
fn classes_are_some_and_each_once() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		for list in [&[][..], &[1, 1], &[1, 2, 1]] {
			assert_noop!(
				PatientIdentity::authorize_device(
					signed(ANNA),
					first_patient_of(ANNA),
					WATCH,
					classes(list),
					NOW + DAY
				),
				Error::<Test>::InvalidClasses
			);
		}
	});
}

#[test]
fn it_lasts_a_minute_at_least() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		for until in [0, NOW, NOW + MIN_PERIOD - 1] {
			assert_noop!(authorize(ANNA, patient, WATCH, until), Error::<Test>::InvalidPeriod);
		}
		assert_ok!(authorize(ANNA, patient, WATCH, NOW + MIN_PERIOD));
	});
}

#[test]
fn one_account_has_one_role() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(registrar(), patient, BORIS, &[Power::Access]);
		for account in [ANNA, BORIS] {
			assert_noop!(
				authorize(ANNA, patient, account, NOW + DAY),
				Error::<Test>::AlreadyHasRole
			);
		}
	});
}

#[test]
fn a_full_table_makes_room_only_where_time_is_over() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		for number in 0..u64::from(MAX_DEVICES) {
			let until = if number == 3 { NOW + DAY } else { NOW + 9 * DAY };
			assert_ok!(authorize(ANNA, patient, 40 + number, until));
		}
		assert_noop!(authorize(ANNA, patient, WATCH, NOW + DAY), Error::<Test>::MaxDevicesExceeded);
		assert_ok!(authorize(ANNA, patient, 40, NOW + 9 * DAY));
		pass(DAY);
		let until = NOW + 2 * DAY;
		assert_ok!(authorize(ANNA, patient, WATCH, until));
		assert_eq!((roles(43), roles(WATCH)), (0, 1));
		assert_events([
			Event::DeviceRemoved { patient, device: 43 },
			Event::DeviceAuthorized { patient, device: WATCH, until },
		]);
		assert_eq!(
			trail(patient)[trail(patient).len() - 2..],
			[
				(Actor::Chain, AuditedEvent::DeviceRemoved),
				(Actor::Person(ANNA), AuditedEvent::DeviceAuthorized { until })
			]
		);
	});
}

#[test]
fn not_for_a_frozen_deceased_or_unknown_patient() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		freeze_side(patient);
		assert_noop!(authorize(ANNA, patient, WATCH, NOW + DAY), Error::<Test>::PatientFrozen);
		bury(patient);
		assert_noop!(authorize(ANNA, patient, WATCH, NOW + DAY), Error::<Test>::PatientDeceased);
		assert_noop!(authorize(ANNA, unknown(), WATCH, NOW + DAY), Error::<Test>::PatientNotFound);
	});
}

#[test]
fn a_full_counter_refuses() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		crate::RoleCount::<Test>::insert(WATCH, u32::MAX);
		assert_noop!(
			authorize(ANNA, first_patient_of(ANNA), WATCH, NOW + DAY),
			ArithmeticError::Overflow
		);
		crate::RoleCount::<Test>::remove(WATCH);
	});
}

#[test]
fn authorizing_is_free_for_who_may() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(authorize(ANNA, patient, WATCH, NOW + DAY));
		let call = Call::<Test>::authorize_device {
			patient,
			account: 40,
			classes: classes(&[1]),
			until: NOW + DAY,
		};
		assert!(is_free(&call, ANNA));
		assert!(!is_free(&call, WATCH));
	});
}
