use super::*;
use salus_primitives::{
	doubles::{Patients, Providers},
	Basis, Denial, Months, NotPractising, PatientId, Power, Powers, Pseudonym, Relation, Role,
	Roles,
};

fn as_person(account: u64) -> AccessRequest<u64> {
	AccessRequest { actor: Actor::Person(account), ..reading() }
}

fn by_nurse() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: HOSPITAL, account: NURSE },
		..reading()
	}
}

/// The hospital's gateway reads for somebody.
fn through_gateway(practitioner: Pseudonym) -> AccessRequest<u64> {
	let actor = Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner };
	AccessRequest { actor, ..reading() }
}

fn by_authority() -> AccessRequest<u64> {
	AccessRequest { actor: Actor::Authority, ..reading() }
}

fn of_anchor(anchor: u32) -> AccessRequest<u64> {
	AccessRequest { target: Target::Anchor(anchor), ..reading() }
}

// Rule 1

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

// Rule 2

#[test]
fn the_controller_may_do_everything() {
	run(|| {
		for action in [Action::Access, Action::Collect, Action::Correct, Action::Disclose] {
			let request = AccessRequest { action, ..as_person(CONTROLLER) };
			assert_eq!(decide(&request), Decision::Permit(Basis::Patient));
		}
	});
}

#[test]
fn a_controller_cannot_act_in_an_organization_s_name_without_practising_there() {
	run(|| {
		let actor = Actor::Practitioner { organization: HOSPITAL, account: CONTROLLER };
		let request = AccessRequest { actor, action: Action::Collect, ..reading() };
		assert_eq!(
			decide(&request),
			Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner))
		);
	});
}

#[test]
fn a_representative_needs_the_power_for_the_action() {
	run(|| {
		let aunt = 3;
		Patients::relate(PATIENT, aunt, Relation::Representative(Powers::of(&[Power::Access])));
		assert_eq!(decide(&as_person(aunt)), Decision::Permit(Basis::Representative));
		let adding = AccessRequest { action: Action::Collect, ..as_person(aunt) };
		assert!(!is_permitted(&adding));
	});
}

#[test]
fn a_device_only_adds_records_of_its_classes() {
	run(|| {
		let watch = 4;
		let its_classes = ClassSet::truncate_from(vec![OBSERVATION]);
		Patients::relate(PATIENT, watch, Relation::Device(its_classes));
		let adding = AccessRequest { action: Action::Collect, ..as_person(watch) };
		assert_eq!(decide(&adding), Decision::Permit(Basis::Device));
		assert!(!is_permitted(&as_person(watch)), "it cannot read");
		let other_class = Target::Class { class: CONDITION, content: None };
		assert!(!is_permitted(&AccessRequest { target: other_class, ..adding.clone() }));
		let anchor = Target::Anchor(BY_HOSPITAL);
		assert!(!is_permitted(&AccessRequest { target: anchor, ..adding }));
	});
}

#[test]
fn an_authority_of_the_chain_has_no_records_to_see() {
	run(|| {
		grant_to(HOSPITAL, broad());
		for action in [Action::Access, Action::Collect, Action::Correct] {
			assert_eq!(
				decide(&AccessRequest { action, ..by_authority() }),
				Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner))
			);
		}
	});
}

#[test]
fn a_controller_s_account_has_no_more_to_say_as_a_gateway() {
	run(|| {
		Providers::admit_through(CLINIC, CONTROLLER, RESIDENT, Roles::ALL);
		let actor =
			Actor::Gateway { organization: CLINIC, account: CONTROLLER, practitioner: RESIDENT };
		let request = AccessRequest { actor, ..reading() };
		assert_eq!(decide(&request), Decision::Deny(Denial::NotGranted));
	});
}

#[test]
fn a_freeze_takes_nothing_from_the_patient_s_own_rights_nor_from_grants() {
	run(|| {
		grant_to(HOSPITAL, broad());
		Patients::freeze(PATIENT);
		assert_eq!(decide(&as_person(CONTROLLER)), Decision::Permit(Basis::Patient));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(0)));
	});
}

#[test]
fn a_stranger_is_denied() {
	run(|| {
		grant_to(HOSPITAL, broad());
		assert!(!is_permitted(&as_person(STRANGER)));
		assert!(!is_permitted(&as_person(PHYSICIAN)), "a practitioner who names no organization");
	});
}

// Rule 3

#[test]
fn who_does_not_practise_is_denied_whatever_was_granted() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let actor = Actor::Practitioner { organization: HOSPITAL, account: SPECIALIST };
		assert_eq!(
			decide(&AccessRequest { actor, ..reading() }),
			Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner))
		);
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_eq!(
			decide(&reading()),
			Decision::Deny(Denial::NotPractising(NotPractising::OrganizationSuspended))
		);
	});
}

#[test]
fn the_author_corrects_its_own_record_and_no_other() {
	run(|| {
		let correcting = |anchor| AccessRequest { action: Action::Correct, ..of_anchor(anchor) };
		assert_eq!(decide(&correcting(BY_HOSPITAL)), Decision::Permit(Basis::Author));
		assert!(!is_permitted(&correcting(BY_PATIENT)));
		let actor = Actor::Practitioner { organization: CLINIC, account: SPECIALIST };
		assert!(!is_permitted(&AccessRequest { actor, ..correcting(BY_HOSPITAL) }));
		assert!(!is_permitted(&of_anchor(BY_HOSPITAL)), "authorship is not a right to read");
	});
}

#[test]
fn a_gateway_acts_only_for_listed_practitioners_and_only_a_listed_gateway_does() {
	run(|| {
		grant_to(HOSPITAL, broad());
		assert_eq!(
			decide(&through_gateway(Pseudonym([0xFF; 32]))),
			Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner))
		);
		for account in [STRANGER, PHYSICIAN] {
			let actor = Actor::Gateway { organization: HOSPITAL, account, practitioner: RESIDENT };
			assert_eq!(
				decide(&AccessRequest { actor, ..reading() }),
				Decision::Deny(Denial::NotPractising(NotPractising::NotAGateway)),
				"account {account}"
			);
		}
		let itself = Actor::Practitioner { organization: HOSPITAL, account: GATEWAY };
		assert_eq!(
			decide(&AccessRequest { actor: itself, ..reading() }),
			Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner))
		);
	});
}

#[test]
fn the_author_corrects_through_its_gateway_too() {
	run(|| {
		let correcting = |anchor| AccessRequest {
			action: Action::Correct,
			target: Target::Anchor(anchor),
			..through_gateway(RESIDENT)
		};
		assert_eq!(decide(&correcting(BY_HOSPITAL)), Decision::Permit(Basis::Author));
		assert!(!is_permitted(&correcting(BY_PATIENT)));
	});
}

#[test]
fn an_organization_that_has_followed_the_author_corrects_in_its_place() {
	run(|| {
		let actor = Actor::Practitioner { organization: CLINIC, account: SPECIALIST };
		let correcting = |anchor| AccessRequest {
			actor: actor.clone(),
			action: Action::Correct,
			..of_anchor(anchor)
		};
		assert!(!is_permitted(&correcting(BY_HOSPITAL)));
		Providers::succeed(HOSPITAL, CLINIC);
		Providers::bar(HOSPITAL, NotPractising::OrganizationSucceeded);
		assert_eq!(decide(&correcting(BY_HOSPITAL)), Decision::Permit(Basis::Author));
		assert!(!is_permitted(&correcting(BY_PATIENT)));
		let by_predecessor = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
		assert_eq!(
			decide(&by_predecessor),
			Decision::Deny(Denial::NotPractising(NotPractising::OrganizationSucceeded))
		);
	});
}

#[test]
fn following_an_organization_brings_none_of_its_grants() {
	run(|| {
		grant_to(HOSPITAL, broad());
		Providers::succeed(HOSPITAL, CLINIC);
		let actor = Actor::Practitioner { organization: CLINIC, account: SPECIALIST };
		let request = AccessRequest { actor, ..of_anchor(BY_HOSPITAL) };
		assert_eq!(decide(&request), Decision::Deny(Denial::NotGranted));
	});
}

#[test]
fn a_suspended_author_corrects_nothing() {
	run(|| {
		Providers::bar(HOSPITAL, NotPractising::NotAccredited);
		let correcting = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
		assert_eq!(
			decide(&correcting),
			Decision::Deny(Denial::NotPractising(NotPractising::NotAccredited))
		);
	});
}

// Rule 5

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

// Rule 7

#[test]
fn without_a_grant_it_is_denied() {
	run(|| assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted)));
}
