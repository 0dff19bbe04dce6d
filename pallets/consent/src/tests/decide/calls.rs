//! What the calls ask of the decision: who is refused something or everything, who may use a grant.

use super::*;
use crate::{
	decide::{bars_emergency, may_use},
	refused::{is_all_refused, is_refused_anything, refuses_all_of, refuses_any_of, Whom},
};
use salus_primitives::PractitionerId;

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
fn who_is_refused_all_that_it_asks_for_is_told_from_who_is_refused_a_part() {
	let asked = Provision {
		scope: classes(&[OBSERVATION, NOTE]),
		purposes: Purposes::of(&[Purpose::Treatment, Purpose::Research]),
		..broad()
	};
	let of = |class, purposes: &[Purpose]| Refusal {
		class,
		purposes: (!purposes.is_empty()).then(|| Purposes::of(purposes)),
		..everything(false)
	};
	let (treatment, research) = (Purpose::Treatment, Purpose::Research);
	for (refusals, expected) in [
		(vec![], false),
		(vec![of(None, &[])], true),
		(vec![of(None, &[treatment, research])], true),
		(vec![of(None, &[treatment])], false),
		// Several together, by purposes, by classes, by both.
		(vec![of(None, &[treatment]), of(None, &[research])], true),
		(vec![of(Some(OBSERVATION), &[]), of(Some(NOTE), &[])], true),
		(vec![of(Some(OBSERVATION), &[]), of(Some(CONDITION), &[])], false),
		(
			vec![of(Some(OBSERVATION), &[]), of(Some(NOTE), &[treatment]), of(None, &[research])],
			true,
		),
		(vec![of(Some(OBSERVATION), &[]), of(Some(NOTE), &[treatment])], false),
		(vec![Refusal { whom: Refused::Organization(CLINIC), ..everything(true) }], false),
		(vec![Refusal { whom: Refused::Organization(HOSPITAL), ..everything(false) }], true),
	] {
		let head = head_that_refuses(&refusals);
		assert_eq!(is_all_refused(&head, &physician(), &asked), expected, "{refusals:?}");
	}
	let refuse_all = RefuseAll { since: START, by_controller: true, even_in_emergency: false };
	let head = Head { refuse_all: Some(refuse_all), ..Head::default() };
	assert!(is_all_refused(&head, &physician(), &asked));
}

#[test]
fn what_names_no_classes_is_refused_as_a_whole_only_by_refusals_of_every_class() {
	let but_notes = Scope::AllBut(ClassSet::truncate_from(vec![NOTE]));
	for scope in [Scope::All, but_notes, anchors(&[BY_HOSPITAL])] {
		let asked = Provision { scope, ..broad() };
		let of_class = Refusal { class: Some(OBSERVATION), ..everything(false) };
		let head = head_that_refuses(&[of_class]);
		assert!(!is_all_refused(&head, &physician(), &asked), "{asked:?}");
		let purposes = Some(Purposes::of(&[Purpose::Treatment]));
		let head = head_that_refuses(&[Refusal { purposes, ..everything(false) }]);
		assert!(is_all_refused(&head, &physician(), &asked), "{asked:?}");
	}
}

#[test]
fn a_refusal_of_one_practitioner_is_not_one_of_its_organization() {
	let named = PractitionerId::Account(PHYSICIAN);
	let whom = Refused::Practitioner(named.clone());
	let head = head_that_refuses(&[Refusal { whom, ..everything(false) }]);
	for (practitioner, expected) in
		[(None, false), (Some(&named), true), (Some(&PractitionerId::Account(NURSE)), false)]
	{
		let whom = Whom { organization: HOSPITAL, practitioner };
		assert_eq!(refuses_all_of(&head, &whom, &broad()), expected, "{practitioner:?}");
		assert_eq!(refuses_any_of(&head, &whom, &broad()), expected, "{practitioner:?}");
	}
	for person in [Actor::Person(PHYSICIAN), Actor::Authority] {
		assert!(!is_refused_anything(&head, &person, &broad()));
	}
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
