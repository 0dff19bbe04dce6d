//! May this actor do this now? By rule; each clause of a rule, and what it does not say.

use super::{emergency::*, *};
use crate::decide::{bars_emergency, is_refused_anything, is_refused_everything, may_use};
use salus_primitives::{
	Basis, Denial, Months, NotPractising, OrganizationKind, PatientId, PractitionerId, Pseudonym,
};

fn as_person(account: u64) -> AccessRequest<u64> {
	AccessRequest { actor: Actor::Person(account), ..reading() }
}

pub fn by_nurse() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: HOSPITAL, account: NURSE },
		..reading()
	}
}

/// The specialist of the clinic reads.
pub fn by_specialist() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: CLINIC, account: SPECIALIST },
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
		Patients::relate(PATIENT, watch, Relation::Device(its_classes));
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

#[test]
fn the_author_corrects_although_it_is_refused_everything() {
	run(|| {
		refuse_all(true);
		let correcting = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
		assert_eq!(decide(&correcting), Decision::Permit(Basis::Author));
		assert_eq!(decide(&of_anchor(BY_HOSPITAL)), Decision::Deny(Denial::Refused));
	});
}

// Rule 4

const REFUSED: Decision = Decision::Deny(Denial::Refused);

#[test]
fn a_refusal_overrides_grants() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let refusal = refuse(everything(false));
		assert_eq!(decide(&reading()), REFUSED);
		grant_to(HOSPITAL, broad());
		assert_eq!(decide(&reading()), REFUSED, "also those that come later");
		assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, refusal));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(0)));
	});
}

#[test]
fn refusing_everything_overrides_grants_and_single_refusals_outlast_it() {
	run(|| {
		grant_to(HOSPITAL, broad());
		grant_to(CLINIC, broad());
		refuse_all(false);
		refuse(Refusal { whom: Refused::Organization(CLINIC), ..everything(false) });
		assert_eq!(decide(&reading()), REFUSED);
		assert_ok!(Consent::lift_refuse_all(signed(CONTROLLER), PATIENT));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(0)));
		assert_eq!(decide(&by_specialist()), REFUSED);
	});
}

#[test]
fn a_refusal_overrides_what_was_passed_on() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let child = refer(parent, CLINIC, broad());
		assert_eq!(decide(&by_specialist()), Decision::Permit(Basis::Grant(child)));
		refuse(Refusal { whom: Refused::Organization(CLINIC), ..everything(false) });
		assert_eq!(decide(&by_specialist()), REFUSED);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(parent)));
	});
}

#[test]
fn a_refusal_is_about_whom_it_names() {
	let physician = PractitionerId::Account(PHYSICIAN);
	let resident = PractitionerId::Pseudonym(RESIDENT);
	// Whom it names, and whether the physician, the nurse, the resident and the specialist are meant.
	for (whom, meant) in [
		(Refused::Everybody, [true, true, true, true]),
		(Refused::Organization(HOSPITAL), [true, true, true, false]),
		(Refused::Organization(CLINIC), [false, false, false, true]),
		(Refused::Practitioner(physician), [true, false, false, false]),
		(Refused::Practitioner(resident), [false, false, true, false]),
		(Refused::Practitioner(PractitionerId::Account(GATEWAY)), [false; 4]),
	] {
		run(|| {
			grant_to(HOSPITAL, broad());
			grant_to(CLINIC, broad());
			refuse(Refusal { whom: whom.clone(), ..everything(false) });
			let requests = [reading(), by_nurse(), through_gateway(RESIDENT), by_specialist()];
			for (request, is_meant) in requests.iter().zip(meant) {
				assert_eq!(decide(request) == REFUSED, is_meant, "{whom:?}: {:?}", request.actor);
				assert_eq!(decide(request).is_permitted(), !is_meant);
			}
		});
	}
}

#[test]
fn a_practitioner_is_refused_in_whatever_organization() {
	run(|| {
		Providers::admit(CLINIC, PHYSICIAN, Roles::of(&[Role::Physician]));
		grant_to(CLINIC, broad());
		let actor = Actor::Practitioner { organization: CLINIC, account: PHYSICIAN };
		let request = AccessRequest { actor, ..reading() };
		assert_eq!(decide(&request), Decision::Permit(Basis::Grant(0)));
		let whom = Refused::Practitioner(PractitionerId::Account(PHYSICIAN));
		refuse(Refusal { whom, ..everything(false) });
		assert_eq!(decide(&request), REFUSED);
	});
}

#[test]
fn a_refusal_is_about_the_class_and_the_purposes_that_it_names_together() {
	run(|| {
		let purposes = Purposes::of(&[Purpose::Treatment, Purpose::Research]);
		grant_to(HOSPITAL, Provision { purposes, ..broad() });
		let whom = Refused::Organization(HOSPITAL);
		let purposes = Some(Purposes::of(&[Purpose::Research, Purpose::Payment]));
		refuse(Refusal { whom, class: Some(OBSERVATION), purposes, even_in_emergency: true });
		for (class, anchor, purpose, is_refused) in [
			(OBSERVATION, BY_HOSPITAL, Purpose::Research, true),
			(OBSERVATION, BY_HOSPITAL, Purpose::Treatment, false),
			(CONDITION, BY_PATIENT, Purpose::Research, false),
			(CONDITION, BY_PATIENT, Purpose::Treatment, false),
		] {
			for target in [Target::Class { class, content: None }, Target::Anchor(anchor)] {
				let request = AccessRequest { target, purpose, ..reading() };
				assert_eq!(decide(&request) == REFUSED, is_refused, "{request:?}");
				assert_eq!(decide(&request).is_permitted(), !is_refused);
			}
		}
	});
}

#[test]
fn what_is_refused_is_told_from_what_is_not_granted() {
	run(|| {
		assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted));
		refuse(everything(false));
		assert_eq!(decide(&reading()), REFUSED);
		let told = Consent::decide(reading(), None);
		assert_eq!(told, Decision::Deny(Denial::NotPermitted), "but not to outsiders");
	});
}

#[test]
fn a_policy_that_refusals_do_not_bind_permits_what_is_refused() {
	run(|| {
		let binding = enact(Policy { refusals_bind: true, ..law() });
		refuse(everything(true));
		assert_eq!(decide(&reading()), REFUSED);
		let unbound = enact(Policy { refusals_bind: false, ..law() });
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Policy(unbound)));
		refuse_all(true);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Policy(unbound)));
		let research = AccessRequest { purpose: Purpose::Research, ..reading() };
		assert_eq!(decide(&research), REFUSED, "it covers no research");
		assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), unbound));
		assert_eq!(decide(&reading()), REFUSED);
		assert_ok!(Consent::lift_refuse_all(signed(CONTROLLER), PATIENT));
		assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, 0));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Policy(binding)));
	});
}

/// How something is refused in [`every_combination_of_session_and_refusals`].
const WAYS_TO_REFUSE: [(bool, bool, bool, bool); 7] = [
	// by a refusal, by one even in emergencies, by refusing all, by refusing all even in emergencies
	(false, false, false, false),
	(true, false, false, false),
	(false, true, false, false),
	(true, true, false, false),
	(false, false, true, false),
	(false, false, false, true),
	(true, false, true, false),
];

#[test]
fn every_combination_of_session_and_refusals() {
	let policies = [None, Some(true), Some(false)];
	for way in WAYS_TO_REFUSE {
		for policy in policies {
			for bits in 0..16u8 {
				let [has_session, opted_out, granted, in_emergency] =
					[0, 1, 2, 3].map(|bit| bits & (1 << bit) != 0);
				run(|| combine(way, policy, has_session, opted_out, granted, in_emergency));
			}
		}
	}
}

fn combine(
	(soft, hard, all_soft, all_hard): (bool, bool, bool, bool),
	policy: Option<bool>,
	has_session: bool,
	opted_out: bool,
	granted: bool,
	in_emergency: bool,
) {
	let purposes = Purposes::of(&[Purpose::Treatment, Purpose::EmergencyTreatment]);
	if granted {
		grant_to(HOSPITAL, Provision { purposes, ..broad() });
	}
	if let Some(refusals_bind) = policy {
		enact(Policy { purposes, refusals_bind, ..law() });
	}
	if has_session {
		open_session();
	}
	if opted_out {
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
	}
	if soft {
		refuse(everything(false));
	}
	if hard {
		refuse(everything(true));
	}
	if all_soft || all_hard {
		refuse_all(all_hard);
	}
	let purpose = if in_emergency { Purpose::EmergencyTreatment } else { Purpose::Treatment };

	let session_counts = has_session && in_emergency && !opted_out;
	let holds =
		if session_counts { hard || all_hard } else { soft || hard || all_soft || all_hard };
	let expected = match (holds, granted, policy, session_counts) {
		(true, _, Some(false), _) => Decision::Permit(Basis::Policy(0)),
		(true, _, _, _) => REFUSED,
		(false, true, _, _) => Decision::Permit(Basis::Grant(0)),
		(false, false, Some(_), _) => Decision::Permit(Basis::Policy(0)),
		(false, false, None, true) => Decision::Permit(Basis::Emergency(0)),
		(false, false, None, false) => Decision::Deny(Denial::NotGranted),
	};
	assert_eq!(decide(&AccessRequest { purpose, ..by_rescuer() }), expected);
	let of_nurse = decide(&AccessRequest { purpose, ..by_nurse() });
	assert_ne!(of_nurse, Decision::Permit(Basis::Emergency(0)), "the session is the rescuer's");
}

#[test]
fn a_refusal_of_one_class_holds_in_an_emergency_for_that_class() {
	run(|| {
		open_session();
		refuse(Refusal { class: Some(OBSERVATION), ..everything(true) });
		assert_eq!(decide(&by_rescuer()), REFUSED);
		assert_eq!(
			decide(&AccessRequest { target: Target::Anchor(BY_HOSPITAL), ..by_rescuer() }),
			REFUSED
		);
		assert_eq!(
			decide(&AccessRequest { target: Target::Anchor(BY_PATIENT), ..by_rescuer() }),
			Decision::Permit(Basis::Emergency(0))
		);
	});
}

#[test]
fn a_session_revives_nothing_that_it_does_not_open_itself() {
	run(|| {
		let purposes = Purposes::of(&[Purpose::Treatment, Purpose::EmergencyTreatment]);
		let actions = Actions::ALL;
		grant_to(HOSPITAL, Provision { purposes, actions, ..broad() });
		open_session();
		refuse(everything(false));
		let treating = AccessRequest { purpose: Purpose::Treatment, ..by_rescuer() };
		assert_eq!(decide(&treating), REFUSED);
		for action in [Action::Correct, Action::Disclose, Action::Use] {
			let request = AccessRequest { action, ..by_rescuer() };
			assert_eq!(decide(&request), REFUSED, "{action:?}");
		}
		let target = Target::Anchor(BY_PATIENT);
		let adding = AccessRequest { action: Action::Collect, target, ..by_rescuer() };
		assert_eq!(decide(&adding), REFUSED);
		assert_eq!(decide(&by_rescuer()), Decision::Permit(Basis::Grant(0)));
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

/// Lets somebody practise in four organizations in a row, each of which passes on to the next what the
/// patient granted the first. Returns who reads in each.
fn pass_on_three_times() -> Vec<AccessRequest<u64>> {
	let organizations = [HOSPITAL, CLINIC, 12, 13];
	let practitioners = [PHYSICIAN, SPECIALIST, 32, 33];
	for (organization, account) in organizations.into_iter().zip(practitioners).skip(2) {
		Providers::admit(organization, account, Roles::of(&[Role::Physician]));
	}
	let first = grant_to(HOSPITAL, disclosable());
	for (depth, pair) in organizations.windows(2).enumerate() {
		let from = (pair[0], practitioners[depth]);
		assert_ok!(try_refer(from, first + depth as u32, pair[1], disclosable()));
	}
	let reading_in = |(organization, account)| AccessRequest {
		actor: Actor::Practitioner { organization, account },
		..reading()
	};
	organizations.into_iter().zip(practitioners).map(reading_in).collect()
}

#[test]
fn what_was_passed_on_counts_at_every_depth_and_dies_with_any_ancestor() {
	for ended in 0..4 {
		run(|| {
			let readers = pass_on_three_times();
			for (depth, request) in readers.iter().enumerate() {
				assert_eq!(decide(request), Decision::Permit(Basis::Grant(depth as u32)));
			}
			revoke(ended);
			for (depth, request) in readers.iter().enumerate() {
				assert_eq!(is_permitted(request), depth < ended as usize, "{ended}: {depth}");
			}
		});
	}
}

#[test]
fn what_was_passed_on_dies_when_the_patient_changes_what_it_was_passed_on_from() {
	run(|| {
		let readers = pass_on_three_times();
		assert_ok!(Consent::exclude_class(signed(CONTROLLER), PATIENT, 0, NOTE));
		assert!(is_permitted(&readers[0]));
		for request in &readers[1..] {
			assert_eq!(decide(request), Decision::Deny(Denial::NotGranted));
		}
	});
}

#[test]
fn a_live_row_whose_ancestor_is_not_live_permits_nothing() {
	run(|| {
		let readers = pass_on_three_times();
		let before = head();
		Heads::<Test>::mutate(PATIENT, |head| head.live.retain(|live| live.id != 1));
		assert!(is_permitted(&readers[0]));
		for request in &readers[1..] {
			assert!(!is_permitted(request), "whatever the head says of the child itself");
		}
		Heads::<Test>::insert(PATIENT, before);
	});
}

#[test]
fn what_was_passed_on_is_as_narrow_as_it_was_made() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let narrow = Provision {
			scope: classes(&[OBSERVATION]),
			actions: Actions::of(&[Action::Access]),
			period: Period { from: START + MINUTE, until: Some(START + 10 * MINUTE) },
			..broad()
		};
		refer(parent, CLINIC, narrow);
		for (at, expected) in [
			(START + MINUTE - 1, false),
			(START + MINUTE, true),
			(START + 10 * MINUTE - 1, true),
			(START + 10 * MINUTE, false),
		] {
			assert_eq!(decide_at(&by_specialist(), at).is_permitted(), expected, "at {at}");
			assert!(decide_at(&reading(), at).is_permitted());
		}
		go_to(START + MINUTE);
		assert!(!is_permitted(&AccessRequest { action: Action::Collect, ..by_specialist() }));
		let target = Target::Class { class: CONDITION, content: None };
		assert!(!is_permitted(&AccessRequest { target, ..by_specialist() }));
	});
}

#[test]
fn what_a_representative_gave_covers_no_confidential_class_nor_does_what_was_passed_on_from_it() {
	run(|| {
		let aunt = 3;
		represent(aunt);
		assert_ok!(Consent::grant(signed(aunt), PATIENT, HOSPITAL, disclosable(), None, None));
		refer(0, CLINIC, broad());
		mark_confidential(OBSERVATION);
		for request in [reading(), by_specialist()] {
			assert_eq!(decide(&request), Decision::Deny(Denial::NotGranted));
			let target = Target::Anchor(BY_HOSPITAL);
			assert!(!is_permitted(&AccessRequest { target, ..request.clone() }));
			let target = Target::Anchor(BY_PATIENT);
			assert!(is_permitted(&AccessRequest { target, ..request }), "another class");
		}
		let by_controller = grant_to(HOSPITAL, broad());
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(by_controller)));
	});
}

#[test]
fn the_patient_s_own_grants_come_before_those_passed_on_and_grants_before_policies() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let policy = enact(law());
		let referred = refer(parent, CLINIC, broad());
		assert_eq!(decide(&by_specialist()), Decision::Permit(Basis::Grant(referred)));
		let own = grant_to(CLINIC, broad());
		assert_eq!(decide(&by_specialist()), Decision::Permit(Basis::Grant(own)));
		revoke(own);
		revoke(parent);
		assert_eq!(decide(&by_specialist()), Decision::Permit(Basis::Policy(policy)));
	});
}

#[test]
fn a_policy_permits_without_consent() {
	run(|| {
		let policy = enact(law());
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Policy(policy)));
		assert_eq!(decide(&through_gateway(RESIDENT)), Decision::Permit(Basis::Policy(policy)));
		assert!(!is_permitted(&as_person(STRANGER)), "but nobody who practises nowhere");
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert!(!is_permitted(&reading()), "nor for an organization that may not act");
	});
}

#[test]
fn a_policy_covers_its_kinds_records_actions_and_purposes_and_no_others() {
	run(|| {
		enact(Policy { scope: classes(&[OBSERVATION]), ..law() });
		Providers::set_kind(CLINIC, OrganizationKind::Insurer);
		assert!(is_permitted(&reading()));
		assert!(is_permitted(&of_anchor(BY_HOSPITAL)));
		assert!(!is_permitted(&of_anchor(BY_PATIENT)));
		assert!(!is_permitted(&by_specialist()), "an insurer is another kind");
		for action in [Action::Collect, Action::Correct, Action::Disclose, Action::Use] {
			assert!(!is_permitted(&AccessRequest { action, ..reading() }), "{action:?}");
		}
		for purpose in [Purpose::EmergencyTreatment, Purpose::Research] {
			assert!(!is_permitted(&AccessRequest { purpose, ..reading() }), "{purpose:?}");
		}
	});
}

#[test]
fn a_policy_counts_in_its_period_and_from_its_enactment() {
	run(|| {
		go_to(START + MINUTE);
		let period = Period { from: START, until: Some(START + HOUR) };
		enact(Policy { period, ..law() });
		for (at, expected) in [
			(START, false),
			(START + MINUTE - 1, false),
			(START + MINUTE, true),
			(START + HOUR - 1, true),
			(START + HOUR, false),
		] {
			assert_eq!(decide_at(&reading(), at).is_permitted(), expected, "at {at}");
		}
	});
}

// Rule 6

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

// Rule 7

#[test]
fn without_a_grant_it_is_denied() {
	run(|| assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted)));
}

// What the calls ask of the decision

fn head_that_refuses(refusals: &[Refusal<u64>]) -> Head<u64> {
	let standing = |(id, refusal): (usize, &Refusal<u64>)| StandingRefusal {
		id: id as u32,
		since: START,
		by_controller: true,
		refusal: refusal.clone(),
	};
	let refusals = refusals.iter().enumerate().map(standing).collect();
	Head { refusals: BoundedVec::truncate_from(refusals), ..Head::default() }
}

fn physician() -> Actor<u64> {
	Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN }
}

#[test]
fn nothing_is_passed_on_of_which_anything_is_refused_to_who_passes_it_on() {
	let provision = Provision { scope: classes(&[OBSERVATION, NOTE]), ..broad() };
	let of_class = |class| Refusal { class: Some(class), ..everything(false) };
	let for_purpose =
		|purpose| Refusal { purposes: Some(Purposes::of(&[purpose])), ..everything(false) };
	let of_clinic = Refusal { whom: Refused::Organization(CLINIC), ..everything(false) };
	for (refusal, expected) in [
		(everything(false), true),
		(of_clinic, false),
		(of_class(NOTE), true),
		(of_class(CONDITION), false),
		(for_purpose(Purpose::Treatment), true),
		(for_purpose(Purpose::Research), false),
		(Refusal { class: Some(NOTE), ..for_purpose(Purpose::Research) }, false),
	] {
		let head = head_that_refuses(&[refusal]);
		assert_eq!(is_refused_anything(&head, &physician(), &provision), expected, "{head:?}");
	}
	let head = head_that_refuses(&[of_class(CONDITION)]);
	let all = Provision { scope: Scope::All, ..broad() };
	assert!(is_refused_anything(&head, &physician(), &all));
	let listed = Provision { scope: anchors(&[BY_HOSPITAL]), ..broad() };
	assert!(is_refused_anything(&head, &physician(), &listed), "its class may be any");
	let all_but = Scope::AllBut(ClassSet::truncate_from(vec![CONDITION]));
	let others = Provision { scope: all_but, ..broad() };
	assert!(!is_refused_anything(&head, &physician(), &others));
	let refuse_all = RefuseAll { since: START, by_controller: true, even_in_emergency: false };
	let head = Head { refuse_all: Some(refuse_all), ..Head::default() };
	assert!(is_refused_anything(&head, &physician(), &provision));
}

#[test]
fn who_is_refused_everything_is_told_from_who_is_refused_something() {
	let of_class = Refusal { class: Some(NOTE), ..everything(true) };
	let for_purposes = Refusal { purposes: Some(Purposes::ALL), ..everything(true) };
	let of_clinic = Refusal { whom: Refused::Organization(CLINIC), ..everything(true) };
	let of_hospital = Refusal { whom: Refused::Organization(HOSPITAL), ..everything(false) };
	let some = [of_class, for_purposes, of_clinic];
	assert!(!is_refused_everything(&head_that_refuses(&some), &physician()));
	assert!(is_refused_everything(&head_that_refuses(&[of_hospital]), &physician()));
	let refuse_all = RefuseAll { since: START, by_controller: true, even_in_emergency: false };
	let head = Head { refuse_all: Some(refuse_all), ..Head::default() };
	assert!(is_refused_everything(&head, &physician()));
}

#[test]
fn a_session_is_barred_if_it_would_permit_nothing() {
	let for_purpose =
		|purpose| Refusal { purposes: Some(Purposes::of(&[purpose])), ..everything(true) };
	for (refusal, expected) in [
		(everything(true), true),
		(everything(false), false),
		(for_purpose(Purpose::EmergencyTreatment), true),
		(for_purpose(Purpose::Treatment), false),
		(Refusal { class: Some(NOTE), ..everything(true) }, false),
		(Refusal { whom: Refused::Organization(CLINIC), ..everything(true) }, false),
	] {
		let head = head_that_refuses(&[refusal]);
		assert_eq!(bars_emergency(&head, &physician()), expected, "{head:?}");
	}
	for even_in_emergency in [false, true] {
		let refuse_all = RefuseAll { since: START, by_controller: true, even_in_emergency };
		let head = Head { refuse_all: Some(refuse_all), ..Head::default() };
		assert_eq!(bars_emergency(&head, &physician()), even_in_emergency);
	}
	let opt_out = OptOut { since: START, by_controller: true };
	let head = Head { opt_out: Some(opt_out), ..Head::default() };
	assert!(bars_emergency(&head, &physician()));
}

#[test]
fn a_grant_is_used_by_whom_it_names() {
	let roles = Roles::of(&[Role::Nurse]);
	let gateway =
		Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
	// Who may use it: the physician by an own account, and the resident through the gateway.
	for (grantee, expected) in [
		(Grantee::Organization, (true, true)),
		(Grantee::Role(Role::Nurse), (true, true)),
		(Grantee::Role(Role::Physician), (false, false)),
		(Grantee::Practitioner(PHYSICIAN), (true, false)),
		(Grantee::Practitioner(GATEWAY), (false, false)),
		(Grantee::Pseudonym(RESIDENT), (false, true)),
		(Grantee::Pseudonym(MIDWIFE), (false, false)),
	] {
		let grant = Grant {
			id: 0,
			granted_at: START,
			terms: None,
			excludes_confidential: false,
			ancestors: Default::default(),
			provision: Provision { grantee, ..broad() },
		};
		let users = (may_use(&grant, &physician(), roles), may_use(&grant, &gateway, roles));
		assert_eq!(users, expected, "{:?}", grant.provision.grantee);
	}
}
