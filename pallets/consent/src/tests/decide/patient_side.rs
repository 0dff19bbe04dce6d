//! Rule 2: the patient, its representatives and its devices, and who is none of them.

use super::*;
use salus_primitives::{Basis, NotPractising};

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
		Patients::relate(
			PATIENT,
			watch,
			Relation::Device { classes: its_classes, by_representative: false },
		);
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
fn a_confidential_class_keeps_representatives_out() {
	run(|| {
		let aunt = 3;
		let powers = Powers::of(&[Power::Access, Power::Records]);
		Patients::relate(PATIENT, aunt, Relation::Representative(powers));
		mark_confidential(OBSERVATION);
		let refused = Decision::Deny(Denial::Refused);
		let adding = AccessRequest { action: Action::Collect, ..as_person(aunt) };
		let anchored = AccessRequest { actor: Actor::Person(aunt), ..of_anchor(BY_HOSPITAL) };
		for request in [as_person(aunt), adding, anchored] {
			assert_eq!(decide(&request), refused, "{request:?}");
		}
		let other = AccessRequest { actor: Actor::Person(aunt), ..of_anchor(BY_PATIENT) };
		assert_eq!(decide(&other), Decision::Permit(Basis::Representative));
		assert_eq!(decide(&as_person(CONTROLLER)), Decision::Permit(Basis::Patient));
		assert_ok!(Consent::unmark_confidential(signed(CONTROLLER), PATIENT, OBSERVATION));
		assert_eq!(decide(&as_person(aunt)), Decision::Permit(Basis::Representative));
	});
}

#[test]
fn what_is_refused_to_organizations_is_not_refused_to_the_patient_s_side() {
	run(|| {
		let (aunt, watch) = (3, 4);
		Patients::relate(PATIENT, aunt, Relation::Representative(Powers::of(&[Power::Access])));
		let its_classes = ClassSet::truncate_from(vec![OBSERVATION]);
		Patients::relate(
			PATIENT,
			watch,
			Relation::Device { classes: its_classes, by_representative: false },
		);
		refuse_all(true);
		refuse(everything(true));
		assert_eq!(decide(&as_person(CONTROLLER)), Decision::Permit(Basis::Patient));
		assert_eq!(decide(&as_person(aunt)), Decision::Permit(Basis::Representative));
		let adding = AccessRequest { action: Action::Collect, ..as_person(watch) };
		assert_eq!(decide(&adding), Decision::Permit(Basis::Device));
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
