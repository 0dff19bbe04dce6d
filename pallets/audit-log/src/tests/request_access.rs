//! `request_access`: what is answered, what is written down and where.

use crate::{mock::*, Call, Entries, Event, Heads, WeightInfo};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchResult, GetDispatchInfo, Pays},
};
use salus_primitives::{
	doubles::{Patients, Policy, Providers},
	AccessAttempt, AccessRequest, Action, Actor, AuditEntry, AuditedEvent, Basis, Capacity,
	ClassSet, Decision, Denial, NotPractising, Outcome, PatientId, Powers, Pseudonym, Purpose,
	Relation, TrailId,
};
use sp_runtime::{traits::Dispatchable, DispatchError};

const TRAIL: TrailId = TrailId::Patient(PATIENT);
/// Nobody has this pseudonym.
const FOR_NOBODY: Capacity =
	Capacity::Gateway { organization: HOSPITAL, practitioner: Pseudonym([0xFF; 32]) };

fn attempt(patient: PatientId, outcome: Outcome) -> AuditedEvent {
	AuditedEvent::AccessRequested(AccessAttempt {
		patient,
		action: Action::Access,
		purpose: Purpose::Treatment,
		target: TARGET,
		custodian: ARCHIVE,
		reason: Some(REASON),
		outcome,
	})
}

fn practitioner(account: u64) -> Actor<u64> {
	Actor::Practitioner { organization: HOSPITAL, account }
}

fn resident(account: u64) -> Actor<u64> {
	Actor::Gateway { organization: HOSPITAL, account, practitioner: RESIDENT }
}

fn answered(account: u64, patient: PatientId, organization: Option<u32>, ticket: Option<u64>) {
	System::assert_last_event(
		Event::AccessAnswered { patient, account, organization, ticket }.into(),
	);
}

#[test]
fn a_permitted_request_leaves_an_entry_that_is_the_ticket() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert_eq!(
			Entries::<Test>::get(TRAIL, 0),
			Some(AuditEntry {
				at: NOW,
				actor: practitioner(PHYSICIAN),
				event: attempt(PATIENT, Outcome::Permitted(GRANT)),
			})
		);
		answered(PHYSICIAN, PATIENT, Some(HOSPITAL), Some(0));

		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		answered(PHYSICIAN, PATIENT, Some(HOSPITAL), Some(1));
	});
}

#[test]
fn the_patient_gets_a_ticket_too_and_leaves_an_entry() {
	ExtBuilder::default().with_decision(Decision::Permit(Basis::Patient)).build_and_execute(|| {
		assert_ok!(ask(CONTROLLER, PATIENT, PERSON));
		let entry = Entries::<Test>::get(TRAIL, 0).unwrap();
		assert_eq!(entry.actor, Actor::Person(CONTROLLER));
		assert_eq!(entry.event, attempt(PATIENT, Outcome::Permitted(Basis::Patient)));
		answered(CONTROLLER, PATIENT, None, Some(0));
	});
}

#[test]
fn a_gateways_request_leaves_an_entry_that_names_it_and_the_practitioner() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		assert_ok!(ask(GATEWAY, PATIENT, FOR_RESIDENT));
		assert_eq!(Policy::asked()[0].actor, resident(GATEWAY));
		assert_eq!(
			Entries::<Test>::get(TRAIL, 0),
			Some(AuditEntry {
				at: NOW,
				actor: resident(GATEWAY),
				event: attempt(PATIENT, Outcome::Permitted(GRANT)),
			})
		);
		answered(GATEWAY, PATIENT, Some(HOSPITAL), Some(0));
	});
}

#[test]
fn whom_a_gateway_claims_to_act_for_is_written_down_on_a_denial_too() {
	let outcome = Outcome::Denied(Denial::UnknownOrClosedPatient);
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ask(GATEWAY, PATIENT, FOR_RESIDENT));
		assert_eq!(Entries::<Test>::get(TRAIL, 0).unwrap().actor, resident(GATEWAY));
		// About nobody: by the gateway, by somebody who is none, for somebody who is not listed.
		assert_ok!(ask(GATEWAY, NOBODY, FOR_RESIDENT));
		assert_ok!(ask(OUTSIDER, NOBODY, FOR_RESIDENT));
		assert_ok!(ask(GATEWAY, NOBODY, FOR_NOBODY));
		let of_hospital = TrailId::Organization(HOSPITAL);
		assert_eq!(AuditLog::head(of_hospital).next, 3);
		for (place, asker) in [(0, GATEWAY), (1, OUTSIDER)] {
			let entry = Entries::<Test>::get(of_hospital, place).unwrap();
			assert_eq!((entry.actor, entry.event), (resident(asker), attempt(NOBODY, outcome)));
		}
		let nowhere = Capacity::Gateway { organization: 77, practitioner: RESIDENT };
		assert_ok!(ask(GATEWAY, NOBODY, nowhere));
		assert!(!Heads::<Test>::contains_key(TrailId::Organization(77)));
	});
}

#[test]
fn the_policy_is_asked_once_about_exactly_what_was_asked() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert_eq!(
			Policy::asked(),
			[AccessRequest {
				patient: PATIENT,
				actor: practitioner(PHYSICIAN),
				action: Action::Access,
				purpose: Purpose::Treatment,
				target: TARGET,
			}]
		);
	});
}

#[test]
fn a_denied_request_succeeds_and_leaves_an_entry_with_the_reason() {
	let reasons = [
		Denial::NotGranted,
		Denial::UnknownRecord,
		Denial::NotPractising(NotPractising::OrganizationSuspended),
		Denial::NotPermitted,
	];
	for reason in reasons {
		ExtBuilder::default().with_decision(Decision::Deny(reason)).build_and_execute(|| {
			assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
			let entry = Entries::<Test>::get(TRAIL, 0).unwrap();
			assert_eq!(entry.event, attempt(PATIENT, Outcome::Denied(reason)));
			answered(PHYSICIAN, PATIENT, Some(HOSPITAL), None);
		});
	}
}

#[test]
fn what_the_policy_cannot_say_is_denied() {
	ExtBuilder::default().with_decision(Decision::Unknown).build_and_execute(|| {
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		let entry = Entries::<Test>::get(TRAIL, 0).unwrap();
		assert_eq!(entry.event, attempt(PATIENT, Outcome::Denied(Denial::NotPermitted)));
		answered(PHYSICIAN, PATIENT, Some(HOSPITAL), None);
	});
}

#[test]
fn an_outsiders_attempt_on_a_patient_stands_in_the_patients_trail() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ask(OUTSIDER, PATIENT, PERSON));
		// Whatever organization is claimed, even one that does not exist.
		assert_ok!(ask(OUTSIDER, PATIENT, AT_HOSPITAL));
		assert_ok!(ask(OUTSIDER, PATIENT, NOWHERE));
		assert_eq!(AuditLog::head(TRAIL).next, 3);
		assert!(!Heads::<Test>::contains_key(TrailId::Organization(HOSPITAL)));
		assert!(!Heads::<Test>::contains_key(TrailId::Organization(77)));
	});
}

#[test]
fn an_attempt_on_nobody_stands_in_the_organizations_trail() {
	let outcome = Outcome::Denied(Denial::UnknownOrClosedPatient);
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ask(PHYSICIAN, NOBODY, AT_HOSPITAL));
		assert_eq!(
			Entries::<Test>::get(TrailId::Organization(HOSPITAL), 0),
			Some(AuditEntry {
				at: NOW,
				actor: practitioner(PHYSICIAN),
				event: attempt(NOBODY, outcome),
			})
		);
		assert!(!Heads::<Test>::contains_key(TrailId::Patient(NOBODY)));
		answered(PHYSICIAN, NOBODY, Some(HOSPITAL), None);

		// Also of somebody who does not practise there, or no longer: the claim is the evidence.
		assert_ok!(ask(OUTSIDER, NOBODY, AT_HOSPITAL));
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_ok!(ask(PHYSICIAN, NOBODY, AT_HOSPITAL));
		assert_eq!(AuditLog::head(TrailId::Organization(HOSPITAL)).next, 3);
	});
}

#[test]
fn a_closed_patient_is_answered_like_an_unknown_one() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		Patients::close(PATIENT);
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		let entry = Entries::<Test>::get(TrailId::Organization(HOSPITAL), 0).unwrap();
		assert_eq!(entry.event, attempt(PATIENT, Outcome::Denied(Denial::UnknownOrClosedPatient)));
		assert!(!Heads::<Test>::contains_key(TRAIL));
		answered(PHYSICIAN, PATIENT, Some(HOSPITAL), None);
	});
}

#[test]
fn no_trail_is_made_for_an_id_that_somebody_thought_up() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		assert_ok!(ask(OUTSIDER, NOBODY, PERSON));
		answered(OUTSIDER, NOBODY, None, None);
		assert_ok!(ask(OUTSIDER, NOBODY, NOWHERE));
		answered(OUTSIDER, NOBODY, Some(77), None);
		assert_eq!(Heads::<Test>::iter().count(), 0);
		assert_eq!(Entries::<Test>::iter().count(), 0);
	});
}

fn call(patient: PatientId, capacity: Capacity) -> RuntimeCall {
	RuntimeCall::AuditLog(Call::request_access {
		patient,
		target: TARGET,
		action: Action::Access,
		purpose: Purpose::Treatment,
		capacity,
		custodian: ARCHIVE,
		reason: None,
	})
}

#[test]
fn an_outsider_cannot_tell_one_denial_from_another() {
	ExtBuilder::default().build_and_execute(|| {
		let answer = |patient, decision| {
			Policy::answer(decision);
			System::reset_events();
			let post = call(patient, AT_HOSPITAL)
				.dispatch(RuntimeOrigin::signed(OUTSIDER))
				.map_err(|error| error.error);
			// The events but for the patient's id, which the outsider itself named.
			let events: Vec<_> = System::events()
				.into_iter()
				.map(|record| match record.event {
					RuntimeEvent::AuditLog(Event::AccessAnswered {
						account,
						organization,
						ticket,
						..
					}) => (account, organization, ticket),
					other => panic!("another event: {other:?}"),
				})
				.collect();
			(post, events)
		};
		let denied = answer(PATIENT, Decision::Deny(Denial::NotGranted));
		assert_eq!(denied.0.unwrap().actual_weight, None, "nothing is paid back");
		assert_eq!(denied.0.unwrap().pays_fee, Pays::Yes);
		assert_eq!(answer(PATIENT, Decision::Deny(Denial::UnknownRecord)), denied);
		assert_eq!(answer(PATIENT, Decision::Unknown), denied);
		assert_eq!(answer(NOBODY, Decision::Permit(GRANT)), denied);
		assert_eq!(
			call(PATIENT, AT_HOSPITAL).get_dispatch_info().call_weight,
			call(NOBODY, PERSON).get_dispatch_info().call_weight
		);
	});
}

#[test]
fn the_weight_holds_the_decision_and_the_entry() {
	let weight = call(PATIENT, AT_HOSPITAL).get_dispatch_info().call_weight;
	let parts = <() as WeightInfo>::append().saturating_add(PolicyWeight::get());
	assert!(weight.all_gt(parts));
	assert!(weight.all_gte(<() as WeightInfo>::request_access_to_unknown_patient()));
}

#[test]
fn only_a_signed_origin_asks() {
	ExtBuilder::default().build_and_execute(|| {
		let with = |origin| -> DispatchResult {
			AuditLog::request_access(
				origin,
				PATIENT,
				TARGET,
				Action::Access,
				Purpose::Treatment,
				PERSON,
				ARCHIVE,
				None,
			)
		};
		assert_noop!(with(RuntimeOrigin::root()), DispatchError::BadOrigin);
		assert_noop!(with(RuntimeOrigin::none()), DispatchError::BadOrigin);
	});
}

#[test]
fn it_is_free_for_the_patients_side_and_for_practitioners_only() {
	const CARER: u64 = 4;
	const WEARABLE: u64 = 5;
	ExtBuilder::default().build_and_execute(|| {
		Patients::relate(PATIENT, CARER, Relation::Representative(Powers::ALL));
		Patients::relate(
			PATIENT,
			WEARABLE,
			Relation::Device { classes: ClassSet::default(), by_representative: false },
		);
		let is_free = |who, patient, capacity| {
			call(patient, capacity).is_feeless(&RuntimeOrigin::signed(who))
		};
		assert!(is_free(CONTROLLER, PATIENT, PERSON));
		assert!(is_free(CARER, PATIENT, PERSON));
		assert!(is_free(WEARABLE, PATIENT, PERSON));
		assert!(is_free(PHYSICIAN, PATIENT, AT_HOSPITAL));
		// Whether there is such a patient does not show in the fee of a practitioner.
		assert!(is_free(PHYSICIAN, NOBODY, AT_HOSPITAL));
		assert!(is_free(GATEWAY, PATIENT, FOR_RESIDENT));
		assert!(is_free(GATEWAY, NOBODY, FOR_RESIDENT));

		assert!(!is_free(PHYSICIAN, PATIENT, PERSON));
		let at_archive = Capacity::Practitioner { organization: ARCHIVE };
		assert!(!is_free(PHYSICIAN, PATIENT, at_archive));
		assert!(!is_free(PHYSICIAN, PATIENT, FOR_RESIDENT));
		assert!(!is_free(GATEWAY, PATIENT, FOR_NOBODY));
		assert!(!is_free(GATEWAY, PATIENT, AT_HOSPITAL));
		assert!(!is_free(CONTROLLER, PATIENT, AT_HOSPITAL));
		assert!(!is_free(OUTSIDER, PATIENT, PERSON));
		assert!(!is_free(OUTSIDER, NOBODY, PERSON));
		assert!(!is_free(OUTSIDER, PATIENT, NOWHERE));
		assert!(!call(PATIENT, PERSON).is_feeless(&RuntimeOrigin::root()));

		Providers::bar(HOSPITAL, NotPractising::NotAccredited);
		assert!(!is_free(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert!(!is_free(GATEWAY, PATIENT, FOR_RESIDENT));
	});
}
