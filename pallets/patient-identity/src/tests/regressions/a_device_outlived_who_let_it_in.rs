//! A representative let a device in and lapsed, or was ended; the device went on adding records, and to classes that
//! the patient keeps from its representatives.

use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	ClassSet, Moment, PatientDirectory, PatientId, Period, Power, Powers, RecordClass, Relation,
};

const POWERS: [Power; 3] = [Power::Identity, Power::Records, Power::Access];

fn classes() -> ClassSet {
	ClassSet::truncate_from(vec![RecordClass(1)])
}

fn authorize(by: u64, patient: PatientId, device: u64) {
	assert_ok!(PatientIdentity::authorize_device(
		signed(by),
		patient,
		device,
		classes(),
		NOW + 300 * DAY
	));
}

fn appoint_until(patient: PatientId, powers: &[Power], until: Moment) {
	let period = Period { from: NOW, until: Some(until) };
	assert_ok!(PatientIdentity::appoint_representative(
		signed(ANNA),
		patient,
		BORIS,
		Powers::of(powers),
		period
	));
}

fn device(by_representative: bool) -> Option<Relation> {
	Some(Relation::Device { classes: classes(), by_representative })
}

/// Boris represents Anna for ten days and has let the watch in; Anna has let in device 40.
fn lets_devices_in() -> PatientId {
	let patient = first_patient_of(ANNA);
	appoint_until(patient, &POWERS, NOW + 10 * DAY);
	authorize(BORIS, patient, WATCH);
	authorize(ANNA, patient, 40);
	patient
}

fn relation(patient: PatientId, account: u64) -> Option<Relation> {
	PatientIdentity::relation(&patient, &account, pallet_timestamp::Now::<Test>::get())
}

#[test]
fn whose_word_a_device_rests_on_is_known() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = lets_devices_in();
		assert_eq!(relation(patient, WATCH), device(true));
		assert_eq!(relation(patient, 40), device(false));
		assert_eq!(
			row(patient).devices.iter().map(|row| row.authorized_by).collect::<Vec<_>>(),
			[Some(BORIS), None]
		);
	});
}

#[test]
fn a_device_counts_no_longer_than_the_representative_that_authorized_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = lets_devices_in();
		let at = |account, at| PatientIdentity::relation(&patient, &account, at);
		assert_eq!(at(WATCH, NOW + 10 * DAY - 1), device(true));
		assert_eq!(at(WATCH, NOW + 10 * DAY), Some(Relation::Stranger));
		assert_eq!(at(40, NOW + 10 * DAY), device(false));
	});
}

#[test]
fn a_device_goes_with_the_representative_that_authorized_it() {
	for by in [signed(ANNA), signed(BORIS), registrar()] {
		ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
			let patient = lets_devices_in();
			assert_ok!(PatientIdentity::end_representative(by, patient, BORIS));
			assert_eq!(row(patient).device(&WATCH), None);
			assert_eq!((roles(WATCH), roles(40)), (0, 1));
			assert_events([
				Event::RepresentativeEnded { patient, representative: BORIS },
				Event::DeviceRemoved { patient, device: WATCH },
			]);
		});
	}
}

#[test]
fn another_appointment_does_not_revive_what_lapsed() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = lets_devices_in();
		pass(10 * DAY);
		appoint_until(patient, &POWERS, NOW + 300 * DAY);
		assert_eq!(relation(patient, WATCH), Some(Relation::Stranger));
		assert_eq!((roles(WATCH), roles(40)), (0, 1));
	});
}

#[test]
fn an_appointment_that_goes_on_keeps_its_devices_and_one_with_less_power_loses_them() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = lets_devices_in();
		appoint_until(patient, &POWERS, NOW + 300 * DAY);
		assert_eq!(relation(patient, WATCH), device(true));
		appoint_until(patient, &[Power::Identity], NOW + 300 * DAY);
		assert_eq!(relation(patient, WATCH), Some(Relation::Stranger));
		appoint_until(patient, &POWERS, NOW + 300 * DAY);
		assert_eq!(relation(patient, WATCH), Some(Relation::Stranger));
		assert_eq!(roles(WATCH), 0);
	});
}

#[test]
fn the_controller_takes_a_device_over() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = lets_devices_in();
		authorize(ANNA, patient, WATCH);
		assert_eq!(relation(patient, WATCH), device(false));
		pass(10 * DAY);
		assert_eq!(relation(patient, WATCH), device(false));
		assert_ok!(PatientIdentity::end_representative(signed(ANNA), patient, BORIS));
		assert_eq!(roles(WATCH), 1);
	});
}

#[test]
fn what_a_representative_lets_in_anew_rests_on_its_word() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = lets_devices_in();
		authorize(BORIS, patient, 41);
		authorize(BORIS, patient, 41);
		assert_eq!(relation(patient, 41), device(true));
		assert_ok!(PatientIdentity::end_representative(signed(ANNA), patient, BORIS));
		assert_eq!(roles(41), 0);
	});
}

#[test]
fn devices_without_authority_make_room_and_are_cleared() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint_until(patient, &POWERS, NOW + 10 * DAY);
		(50..58).for_each(|number| authorize(BORIS, patient, number));
		assert_noop!(
			PatientIdentity::authorize_device(
				signed(ANNA),
				patient,
				WATCH,
				classes(),
				NOW + 300 * DAY
			),
			Error::<Test>::MaxDevicesExceeded
		);
		pass(10 * DAY);
		authorize(ANNA, patient, WATCH);
		assert_eq!((roles(50), roles(51), roles(WATCH)), (0, 1, 1));
		assert_ok!(PatientIdentity::clear_expired(signed(ANNA), patient));
		assert_eq!(row(patient).devices.iter().map(|row| row.account).collect::<Vec<_>>(), [WATCH]);
		assert_eq!(roles(57), 0);
	});
}

#[test]
fn who_comes_to_control_the_patient_authorizes_its_devices_anew() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = lets_devices_in();
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_ok!(PatientIdentity::accept_control(signed(BORIS), patient));
		assert_eq!((roles(WATCH), roles(40)), (0, 1));
	});
}

#[test]
fn a_device_goes_with_a_lapsed_representative_that_makes_room() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = lets_devices_in();
		let appoint = |account| {
			let period = Period { from: NOW, until: Some(NOW + 300 * DAY) };
			let powers = Powers::of(&[Power::Access]);
			assert_ok!(PatientIdentity::appoint_representative(
				signed(ANNA),
				patient,
				account,
				powers,
				period
			));
		};
		(60..67).for_each(appoint);
		pass(10 * DAY);
		appoint(67);
		assert_eq!(row(patient).representative(&BORIS), None);
		assert_eq!((roles(WATCH), roles(40)), (0, 1));
		assert_ok!(PatientIdentity::end_representative(signed(ANNA), patient, 67));
		appoint_until(patient, &POWERS, NOW + 300 * DAY);
		assert_eq!(relation(patient, WATCH), Some(Relation::Stranger));
	});
}
