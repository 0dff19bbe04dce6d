//! Rule 6: an open session permits to see and to add, for emergency treatment.

use super::*;
use salus_primitives::{Basis, PatientId};

#[test]
fn an_open_session_permits_to_see_and_to_add_for_emergency_treatment() {
	run(|| {
		open_session();
		let permitted = Decision::Permit(Basis::Emergency(0));
		let anchor = Target::Anchor(BY_PATIENT);
		let class = Target::Class { class: NOTE, content: None };
		for (action, target, expected) in [
			(Action::Access, class, true),
			(Action::Access, anchor, true),
			(Action::Collect, class, true),
			(Action::Collect, anchor, false),
			(Action::Correct, class, false),
			(Action::Disclose, class, false),
			(Action::Use, class, false),
		] {
			let request = AccessRequest { action, target, ..by_rescuer() };
			assert_eq!(decide(&request) == permitted, expected, "{action:?} {target:?}");
			assert_eq!(decide(&request).is_permitted(), expected);
		}
		for purpose in [Purpose::Treatment, Purpose::Research, Purpose::PublicHealth] {
			assert!(!is_permitted(&AccessRequest { purpose, ..by_rescuer() }), "{purpose:?}");
		}
	});
}

#[test]
fn a_session_is_for_who_opened_it_there_and_for_that_patient() {
	run(|| {
		open_session();
		assert!(is_permitted(&by_rescuer()));
		Providers::admit(HOSPITAL, NURSE, Roles::ALL);
		let in_emergency =
			|request| AccessRequest { purpose: Purpose::EmergencyTreatment, ..request };
		assert!(!is_permitted(&in_emergency(by_nurse())));
		Providers::admit(CLINIC, RESCUER, Roles::ALL);
		let actor = Actor::Practitioner { organization: CLINIC, account: RESCUER };
		assert!(!is_permitted(&in_emergency(AccessRequest { actor, ..reading() })));
		let actor = Actor::Person(RESCUER);
		assert!(!is_permitted(&in_emergency(AccessRequest { actor, ..reading() })));
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		assert!(!is_permitted(&AccessRequest { patient: other, ..by_rescuer() }));
	});
}

#[test]
fn a_session_counts_by_whatever_gateway_its_practitioner_acts() {
	run(|| {
		let roles = Roles::of(&[Role::Emergency]);
		let other_gateway = 27;
		for gateway in [GATEWAY, other_gateway] {
			Providers::admit_through(HOSPITAL, gateway, RESIDENT, roles);
			Providers::admit_through(HOSPITAL, gateway, MIDWIFE, roles);
		}
		license(HOSPITAL);
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		open_session_as(GATEWAY, capacity, 1);
		let through = |account, practitioner| AccessRequest {
			actor: Actor::Gateway { organization: HOSPITAL, account, practitioner },
			..by_rescuer()
		};
		assert!(is_permitted(&through(GATEWAY, RESIDENT)));
		assert!(is_permitted(&through(other_gateway, RESIDENT)));
		assert!(!is_permitted(&through(GATEWAY, MIDWIFE)));
	});
}

#[test]
fn a_session_counts_from_its_opening_to_just_before_its_end() {
	run(|| {
		go_to(START + MINUTE);
		open_session();
		for (at, expected) in [
			(START + MINUTE - 1, false),
			(START + MINUTE, true),
			(START + MINUTE + HOUR - 1, true),
			(START + MINUTE + HOUR, false),
		] {
			assert_eq!(decide_at(&by_rescuer(), at).is_permitted(), expected, "at {at}");
		}
	});
}

#[test]
fn a_session_ends_at_once_when_it_is_closed_or_judged() {
	run(|| {
		let session = open_session();
		pass(MINUTE);
		assert!(is_permitted(&by_rescuer()));
		close_session(session);
		assert!(!is_permitted(&by_rescuer()));
		let session = open_session();
		assert!(is_permitted(&by_rescuer()));
		review_session(session, true);
		assert!(!is_permitted(&by_rescuer()), "nothing is done after the verdict");
		pass(HOUR);
		let session = open_session();
		review_session(session, false);
		assert!(!is_permitted(&by_rescuer()));
	});
}

#[test]
fn a_session_needs_the_emergency_role_for_as_long_as_it_is_used() {
	run(|| {
		open_session();
		Providers::admit(HOSPITAL, RESCUER, Roles::of(&[Role::Physician]));
		assert_eq!(decide(&by_rescuer()), Decision::Deny(Denial::NotGranted));
		refuse(everything(false));
		assert_eq!(decide(&by_rescuer()), REFUSED);
	});
}

#[test]
fn opting_out_stops_an_open_session_at_once() {
	run(|| {
		open_session();
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
		assert_eq!(decide(&by_rescuer()), Decision::Deny(Denial::NotGranted));
		assert_ok!(Consent::opt_in_to_emergencies(signed(CONTROLLER), PATIENT));
		assert_eq!(decide(&by_rescuer()), Decision::Permit(Basis::Emergency(0)));
	});
}

#[test]
fn a_session_opens_confidential_classes_too() {
	run(|| {
		open_session();
		mark_confidential(OBSERVATION);
		assert_eq!(decide(&by_rescuer()), Decision::Permit(Basis::Emergency(0)));
	});
}

#[test]
fn a_session_ends_with_the_patient_s_death() {
	run(|| {
		let session = open_session();
		let permitted = Decision::Permit(Basis::Emergency(session));
		let died_at = START + MINUTE;
		Patients::die_at(PATIENT, died_at);
		for refused in [false, true] {
			go_to(died_at + MINUTE * u64::from(refused));
			if refused {
				refuse(everything(false));
			}
			assert!(!is_permitted(&by_rescuer()));
			assert_eq!(decide_at(&by_rescuer(), died_at - 1), permitted);
		}
		Patients::correct_death(PATIENT);
		assert_eq!(decide(&by_rescuer()), permitted);
	});
}
