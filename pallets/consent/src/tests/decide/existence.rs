//! Rule 1: of a patient or a record that is not there, nothing is permitted.

use super::*;
use salus_primitives::{Months, PatientId};

#[test]
fn an_unknown_or_closed_patient_denies() {
	run(|| {
		let unknown = AccessRequest { patient: PatientId([8; 32]), ..reading() };
		assert_eq!(decide(&unknown), Decision::Deny(Denial::UnknownOrClosedPatient));
		let other = PatientId([8; 32]);
		Patients::open(other, CONTROLLER);
		Patients::close(other);
		assert_eq!(decide(&unknown), Decision::Deny(Denial::UnknownOrClosedPatient));
	});
}

#[test]
fn a_record_that_does_not_exist_denies_even_the_patient() {
	run(|| {
		let request = AccessRequest { actor: Actor::Person(CONTROLLER), ..of_anchor(9) };
		assert_eq!(decide(&request), Decision::Deny(Denial::UnknownRecord));
	});
}

#[test]
fn months_that_are_none_are_nothing_to_ask_for() {
	run(|| {
		let content = Some(Months { from: 600, until: 605 });
		grant_to(HOSPITAL, Provision { content, ..broad() });
		grant_to(HOSPITAL, broad());
		enact(law());
		for (from, until) in [(u16::MAX, 0), (602, 601), (601, 601), (0, 0)] {
			let content = Some(Months { from, until });
			let target = Target::Class { class: OBSERVATION, content };
			for request in [reading(), as_person(CONTROLLER)] {
				let request = AccessRequest { target, ..request };
				assert_eq!(decide(&request), Decision::Deny(Denial::UnknownRecord), "{content:?}");
			}
		}
		let content = Some(Months { from: 601, until: 602 });
		let target = Target::Class { class: OBSERVATION, content };
		assert!(is_permitted(&AccessRequest { target, ..reading() }));
	});
}

#[test]
fn a_closed_patient_s_grants_permit_nothing() {
	run(|| {
		grant_to(HOSPITAL, broad());
		Patients::close(PATIENT);
		assert_eq!(decide(&reading()), Decision::Deny(Denial::UnknownOrClosedPatient));
		let correcting = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
		assert_eq!(decide(&correcting), Decision::Deny(Denial::UnknownOrClosedPatient));
	});
}

#[test]
fn nobody_s_patient_is_unknown_in_whatever_capacity_somebody_asks() {
	run(|| {
		let patient = PatientId([8; 32]);
		for request in [as_person(CONTROLLER), through_gateway(RESIDENT), by_authority()] {
			let request = AccessRequest { patient, ..request };
			assert_eq!(decide(&request), Decision::Deny(Denial::UnknownOrClosedPatient));
		}
	});
}
