//! Rule 1: of a patient or a record that is not there, nothing is permitted.

use super::*;
use salus_primitives::{
	doubles::Records, Basis, Months, PatientId, RecordDirectory, RecordSummary,
};

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

/// From `since` on nobody is let see `anchor`.
fn withhold(anchor: u32, since: Option<Moment>) {
	let record = Records::record(&PATIENT, anchor).unwrap();
	Records::put(PATIENT, anchor, RecordSummary { withheld_since: since, ..record });
}

const WITHHELD: Decision = Decision::Deny(Denial::Withheld);

/// Everybody who could see what the hospital wrote, and by what.
fn everybody_who_sees_it() -> Vec<(AccessRequest<u64>, Basis)> {
	let aunt = 3;
	Patients::relate(PATIENT, aunt, Relation::Representative(Powers::ALL));
	let grant =
		grant_to(HOSPITAL, Provision { period: Period { from: START, until: None }, ..broad() });
	let policy = enact(law());
	let session = open_session();
	let anchor = Target::Anchor(BY_HOSPITAL);
	[
		(as_person(CONTROLLER), Basis::Patient),
		(as_person(aunt), Basis::Representative),
		(reading(), Basis::Grant(grant)),
		(through_gateway(RESIDENT), Basis::Grant(grant)),
		(by_specialist(), Basis::Policy(policy)),
		(by_rescuer(), Basis::Emergency(session)),
	]
	.map(|(request, basis)| (AccessRequest { target: anchor, ..request }, basis))
	.to_vec()
}

#[test]
fn withheld_records_are_shown_to_nobody() {
	run(|| {
		let everybody = everybody_who_sees_it();
		for (request, basis) in &everybody {
			assert_eq!(decide(request), Decision::Permit(*basis));
		}
		withhold(BY_HOSPITAL, Some(START));
		for (request, _) in &everybody {
			for action in [Action::Access, Action::Collect, Action::Disclose, Action::Use] {
				let request = AccessRequest { action, ..request.clone() };
				assert_eq!(decide(&request), WITHHELD, "{request:?}");
			}
		}
		// Whoever could not see them before is told the same.
		let stranger = AccessRequest { target: Target::Anchor(BY_HOSPITAL), ..as_person(STRANGER) };
		assert_eq!(decide(&stranger), WITHHELD);
	});
}

#[test]
fn withheld_records_are_shown_again_once_they_count_again() {
	run(|| {
		let everybody = everybody_who_sees_it();
		withhold(BY_HOSPITAL, Some(START));
		withhold(BY_HOSPITAL, None);
		for (request, basis) in everybody {
			assert_eq!(decide(&request), Decision::Permit(basis));
		}
	});
}

#[test]
fn whoever_may_correct_withheld_records_still_may() {
	run(|| {
		withhold(BY_HOSPITAL, Some(START));
		withhold(BY_PATIENT, Some(START));
		let correcting = |request| AccessRequest { action: Action::Correct, ..request };
		let author = correcting(of_anchor(BY_HOSPITAL));
		assert_eq!(decide(&author), Decision::Permit(Basis::Author));
		for anchor in [BY_HOSPITAL, BY_PATIENT] {
			let target = Target::Anchor(anchor);
			let patient = correcting(AccessRequest { target, ..as_person(CONTROLLER) });
			assert_eq!(decide(&patient), Decision::Permit(Basis::Patient));
			let stranger = correcting(AccessRequest { target, ..as_person(STRANGER) });
			assert!(!is_permitted(&stranger));
		}
		let clinic =
			correcting(AccessRequest { target: Target::Anchor(BY_HOSPITAL), ..by_specialist() });
		assert_eq!(decide(&clinic), Decision::Deny(Denial::NotGranted));
	});
}

#[test]
fn records_were_shown_before_they_were_withheld() {
	run(|| {
		let everybody = everybody_who_sees_it();
		let since = START + 10;
		withhold(BY_HOSPITAL, Some(since));
		go_to(START + 20);
		for (request, basis) in everybody {
			assert_eq!(decide_at(&request, since - 1), Decision::Permit(basis));
			assert_eq!(decide_at(&request, since), WITHHELD);
			assert_eq!(decide(&request), WITHHELD);
		}
	});
}

#[test]
fn what_is_withheld_of_a_class_bars_nobody_from_the_class() {
	run(|| {
		grant_to(HOSPITAL, broad());
		withhold(BY_HOSPITAL, Some(START));
		for (request, basis) in
			[(as_person(CONTROLLER), Basis::Patient), (reading(), Basis::Grant(0))]
		{
			for content in [None, Some(Months { from: 600, until: 603 })] {
				let target = Target::Class { class: OBSERVATION, content };
				let request = AccessRequest { target, ..request.clone() };
				assert_eq!(decide(&request), Decision::Permit(basis));
			}
		}
		// Nor from what else there is.
		let own = AccessRequest { target: Target::Anchor(BY_PATIENT), ..as_person(CONTROLLER) };
		assert!(is_permitted(&own));
	});
}

#[test]
fn a_closed_patient_and_a_record_that_is_not_there_come_before_what_is_withheld() {
	run(|| {
		withhold(BY_HOSPITAL, Some(START));
		let record = Records::record(&PATIENT, BY_HOSPITAL).unwrap();
		let late = RecordSummary { anchored_at: START + 1, ..record };
		Records::put(PATIENT, 7, late);
		assert_eq!(decide(&of_anchor(7)), Decision::Deny(Denial::UnknownRecord));
		Patients::close(PATIENT);
		let unknown = Decision::Deny(Denial::UnknownOrClosedPatient);
		assert_eq!(decide(&of_anchor(BY_HOSPITAL)), unknown);
	});
}
