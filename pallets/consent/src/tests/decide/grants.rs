//! Rule 5: a live grant permits what it covers; and rule 7: where nothing permits, it is denied.

use super::*;
use salus_primitives::{Basis, Months, PatientId};

#[test]
fn a_grant_to_an_organization_covers_its_people_and_no_others() {
	run(|| {
		grant_to(HOSPITAL, broad());
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(0)));
		assert!(is_permitted(&by_nurse()));
		let actor = Actor::Practitioner { organization: CLINIC, account: SPECIALIST };
		assert!(!is_permitted(&AccessRequest { actor, ..reading() }));
	});
}

#[test]
fn a_grant_to_a_practitioner_covers_nobody_else() {
	run(|| {
		let grantee = Grantee::Practitioner(PHYSICIAN);
		grant_to(HOSPITAL, Provision { grantee, ..broad() });
		assert!(is_permitted(&reading()));
		assert!(!is_permitted(&by_nurse()));
	});
}

#[test]
fn a_grant_to_a_role_covers_who_has_it() {
	run(|| {
		grant_to(HOSPITAL, Provision { grantee: Grantee::Role(Role::Nurse), ..broad() });
		assert!(is_permitted(&by_nurse()));
		assert!(!is_permitted(&reading()));
	});
}

#[test]
fn whom_a_gateway_acts_for_has_what_the_organization_or_the_role_was_granted() {
	run(|| {
		grant_to(HOSPITAL, Provision { grantee: Grantee::Role(Role::Nurse), ..broad() });
		assert_eq!(decide(&through_gateway(MIDWIFE)), Decision::Permit(Basis::Grant(0)));
		assert_eq!(decide(&through_gateway(RESIDENT)), Decision::Deny(Denial::NotGranted));
		grant_to(HOSPITAL, broad());
		assert_eq!(decide(&through_gateway(RESIDENT)), Decision::Permit(Basis::Grant(1)));
	});
}

#[test]
fn a_grant_to_a_gateway_s_account_is_not_for_whom_it_acts_for() {
	run(|| {
		Providers::admit(HOSPITAL, GATEWAY, Roles::of(&[Role::Physician]));
		grant_to(HOSPITAL, Provision { grantee: Grantee::Practitioner(GATEWAY), ..broad() });
		let itself = Actor::Practitioner { organization: HOSPITAL, account: GATEWAY };
		assert!(is_permitted(&AccessRequest { actor: itself, ..reading() }));
		assert_eq!(decide(&through_gateway(RESIDENT)), Decision::Deny(Denial::NotGranted));
	});
}

#[test]
fn a_grant_to_a_practitioner_without_account_covers_nobody_else_and_any_gateway() {
	run(|| {
		let grantee = Grantee::Pseudonym(RESIDENT);
		grant_to(HOSPITAL, Provision { grantee, ..broad() });
		assert_eq!(decide(&through_gateway(RESIDENT)), Decision::Permit(Basis::Grant(0)));
		assert_eq!(decide(&through_gateway(MIDWIFE)), Decision::Deny(Denial::NotGranted));
		assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted));
		let other_gateway = 27;
		Providers::admit_through(HOSPITAL, other_gateway, RESIDENT, Roles::of(&[Role::Physician]));
		let actor = Actor::Gateway {
			organization: HOSPITAL,
			account: other_gateway,
			practitioner: RESIDENT,
		};
		assert!(is_permitted(&AccessRequest { actor, ..reading() }));
	});
}

#[test]
fn a_grant_of_all_but_some_classes_covers_the_others() {
	run(|| {
		let scope = Scope::AllBut(ClassSet::truncate_from(vec![OBSERVATION]));
		grant_to(HOSPITAL, Provision { scope, ..broad() });
		assert!(!is_permitted(&reading()));
		assert!(!is_permitted(&of_anchor(BY_HOSPITAL)));
		assert!(is_permitted(&of_anchor(BY_PATIENT)));
		let of =
			|class| AccessRequest { target: Target::Class { class, content: None }, ..reading() };
		assert!(is_permitted(&of(NOTE)));
	});
}

#[test]
fn a_grant_of_classes_covers_them_and_no_others() {
	run(|| {
		grant_to(HOSPITAL, Provision { scope: classes(&[OBSERVATION, NOTE]), ..broad() });
		let of =
			|class| AccessRequest { target: Target::Class { class, content: None }, ..reading() };
		assert!(is_permitted(&of(OBSERVATION)));
		assert!(is_permitted(&of(NOTE)), "an opaque class is a class like any other");
		assert!(!is_permitted(&of(CONDITION)));
		assert!(is_permitted(&of_anchor(BY_HOSPITAL)), "an anchor is of its own class");
		assert!(!is_permitted(&of_anchor(BY_PATIENT)));
	});
}

#[test]
fn a_grant_of_anchors_covers_them_and_no_class() {
	run(|| {
		grant_to(HOSPITAL, Provision { scope: anchors(&[BY_PATIENT]), ..broad() });
		assert!(is_permitted(&of_anchor(BY_PATIENT)));
		assert!(!is_permitted(&of_anchor(BY_HOSPITAL)));
		let class = Target::Class { class: CONDITION, content: None };
		assert!(!is_permitted(&AccessRequest { target: class, ..reading() }));
	});
}

#[test]
fn a_content_period_covers_only_what_lies_wholly_inside() {
	run(|| {
		grant_to(
			HOSPITAL,
			Provision { content: Some(Months { from: 600, until: 605 }), ..broad() },
		);
		assert!(is_permitted(&of_anchor(BY_HOSPITAL)));
		assert!(!is_permitted(&of_anchor(BY_PATIENT)));
		let of = |content| AccessRequest {
			target: Target::Class { class: OBSERVATION, content },
			..reading()
		};
		assert!(is_permitted(&of(Some(Months { from: 604, until: 605 }))));
		assert!(!is_permitted(&of(Some(Months { from: 604, until: 606 }))));
		assert!(!is_permitted(&of(None)), "all months are more than the granted ones");
	});
}

#[test]
fn a_grant_covers_its_actions_and_purposes_and_no_others() {
	run(|| {
		grant_to(HOSPITAL, broad());
		for action in [Action::Correct, Action::Disclose, Action::Use] {
			assert!(!is_permitted(&AccessRequest { action, ..reading() }));
		}
		for purpose in [Purpose::EmergencyTreatment, Purpose::Research, Purpose::Payment] {
			assert!(!is_permitted(&AccessRequest { purpose, ..reading() }));
		}
		assert!(is_permitted(&AccessRequest { action: Action::Collect, ..reading() }));
	});
}

#[test]
fn a_grant_counts_from_its_first_moment_to_just_before_its_last() {
	run(|| {
		let period = Period { from: START + MINUTE, until: Some(START + HOUR) };
		grant_to(HOSPITAL, Provision { period, ..broad() });
		for (at, expected) in [
			(START + MINUTE - 1, false),
			(START + MINUTE, true),
			(START + HOUR - 1, true),
			(START + HOUR, false),
		] {
			assert_eq!(decide_at(&reading(), at).is_permitted(), expected, "at {at}");
		}
	});
}

#[test]
fn grants_do_not_add_up() {
	run(|| {
		grant_to(HOSPITAL, Provision { actions: Actions::of(&[Action::Collect]), ..broad() });
		grant_to(HOSPITAL, Provision { purposes: Purposes::of(&[Purpose::Research]), ..broad() });
		assert!(!is_permitted(&reading()), "one has the purpose, the other the action");
	});
}

#[test]
fn one_patient_s_grant_opens_no_other_patient() {
	run(|| {
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		grant_to(HOSPITAL, broad());
		let request = AccessRequest { patient: other, ..reading() };
		assert_eq!(decide(&request), Decision::Deny(Denial::NotGranted));
	});
}

#[test]
fn without_a_grant_it_is_denied() {
	run(|| assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted)));
}
