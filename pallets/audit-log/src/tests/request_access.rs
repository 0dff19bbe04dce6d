//! `request_access`: what is answered, what is written down and where.

use crate::{mock::*, Activities, ActivityKind, Call, Entries, Event, Heads, WeightInfo};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchResult, GetDispatchInfo, Pays},
};
use salus_primitives::{
	day_of,
	doubles::{Patients, Policy, Providers},
	AccessAttempt, AccessRequest, Action, Actor, Answers, AuditEntry, AuditTrail, AuditedEvent,
	Basis, Capacity, ClassSet, Decision, Denial, NotPractising, Outcome, PatientId, Powers,
	Pseudonym, Purpose, Relation, TicketSecret, TrailId, DAY,
};
use sp_runtime::{traits::Dispatchable, DispatchError};

const TRAIL: TrailId = TrailId::Patient(PATIENT);
/// Nobody has this pseudonym.
const FOR_NOBODY: Capacity =
	Capacity::Gateway { organization: HOSPITAL, practitioner: Pseudonym([0xFF; 32]) };

/// An attempt in the patient's own trail.
fn attempt(outcome: Outcome) -> AuditedEvent<u64> {
	AuditedEvent::AccessRequested(AccessAttempt {
		patient: None,
		action: Action::Access,
		purpose: Purpose::Treatment,
		custodian: ARCHIVE,
		reason: Some(REASON),
		claim: matches!(outcome, Outcome::Permitted(_)).then(|| SECRET.claim()),
		encounter: None,
		answers: Answers::join([(TARGET, outcome)]),
	})
}

/// An attempt on somebody whom nobody knows, in an organization's trail.
fn probe(patient: PatientId) -> AuditedEvent<u64> {
	let AuditedEvent::AccessRequested(attempt) =
		attempt(Outcome::Denied(Denial::UnknownOrClosedPatient))
	else {
		unreachable!()
	};
	AuditedEvent::AccessRequested(AccessAttempt { patient: Some(patient), ..attempt })
}

/// What is listed for an organization: the day, and where it stands.
fn listed(organization: u32) -> Vec<(u32, (TrailId, u64), ActivityKind)> {
	let rows = Activities::<Test>::iter()
		.filter(|((_, of, _), _)| *of == organization)
		.map(|((day, _, place), kind)| (day, place, kind));
	let mut rows = rows.collect::<Vec<_>>();
	rows.sort_by_key(|(day, (_, sequence), _)| (*day, *sequence));
	rows
}

fn practitioner(account: u64) -> Actor<u64> {
	Actor::Practitioner { organization: HOSPITAL, account }
}

fn resident(account: u64) -> Actor<u64> {
	Actor::Gateway { organization: HOSPITAL, account, practitioner: RESIDENT }
}

/// The answer; and what is told of the entry, if something is permitted.
fn answered_in(
	trail: TrailId,
	account: u64,
	patient: PatientId,
	organization: Option<u32>,
	ticket: Option<u64>,
) {
	let tip = AuditLog::head(trail).tip;
	System::assert_last_event(
		Event::AccessAnswered { patient, account, organization, ticket }.into(),
	);
	let told = ticket.map(|sequence| Event::EntryAppended { trail, sequence, tip }.into());
	let last = System::events().into_iter().map(|record| record.event).rev().nth(1);
	let is_told = matches!(last, Some(RuntimeEvent::AuditLog(Event::EntryAppended { tip: of, .. })) if of == tip);
	assert_eq!(is_told, ticket.is_some());
	assert!(told.is_none() || told == last);
}

fn answered(account: u64, organization: Option<u32>, ticket: Option<u64>) {
	answered_in(TRAIL, account, PATIENT, organization, ticket);
}

#[test]
fn a_permitted_request_leaves_an_entry_that_is_the_ticket() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert_eq!(
			Entries::<Test>::get(TRAIL, 0),
			Some(AuditEntry::new(NOW, practitioner(PHYSICIAN), attempt(Outcome::Permitted(GRANT))))
		);
		answered(PHYSICIAN, Some(HOSPITAL), Some(0));

		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		answered(PHYSICIAN, Some(HOSPITAL), Some(1));
	});
}

#[test]
fn the_patient_gets_a_ticket_too_and_leaves_an_entry() {
	ExtBuilder::default().with_decision(Decision::Permit(Basis::Patient)).build_and_execute(|| {
		assert_ok!(ask(CONTROLLER, PATIENT, PERSON));
		let entry = Entries::<Test>::get(TRAIL, 0).unwrap();
		assert_eq!(entry.actor, Actor::Person(CONTROLLER));
		assert_eq!(entry.event, attempt(Outcome::Permitted(Basis::Patient)));
		answered(CONTROLLER, None, Some(0));
	});
}

#[test]
fn a_gateways_request_leaves_an_entry_that_names_it_and_the_practitioner() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		assert_ok!(ask(GATEWAY, PATIENT, FOR_RESIDENT));
		assert_eq!(Policy::asked()[0].actor, resident(GATEWAY));
		assert_eq!(
			Entries::<Test>::get(TRAIL, 0),
			Some(AuditEntry::new(NOW, resident(GATEWAY), attempt(Outcome::Permitted(GRANT))))
		);
		answered(GATEWAY, Some(HOSPITAL), Some(0));
	});
}

#[test]
fn whom_a_gateway_claims_to_act_for_is_written_down_on_a_denial_too() {
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
			assert_eq!((entry.actor, entry.event), (resident(asker), probe(NOBODY)));
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
			assert_eq!(entry.event, attempt(Outcome::Denied(reason)));
			answered(PHYSICIAN, Some(HOSPITAL), None);
		});
	}
}

#[test]
fn what_the_policy_cannot_say_is_denied() {
	ExtBuilder::default().with_decision(Decision::Unknown).build_and_execute(|| {
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		let entry = Entries::<Test>::get(TRAIL, 0).unwrap();
		assert_eq!(entry.event, attempt(Outcome::Denied(Denial::NotPermitted)));
		answered(PHYSICIAN, Some(HOSPITAL), None);
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
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ask(PHYSICIAN, NOBODY, AT_HOSPITAL));
		assert_eq!(
			Entries::<Test>::get(TrailId::Organization(HOSPITAL), 0),
			Some(AuditEntry::new(NOW, practitioner(PHYSICIAN), probe(NOBODY)))
		);
		assert!(!Heads::<Test>::contains_key(TrailId::Patient(NOBODY)));
		answered_in(TrailId::Organization(HOSPITAL), PHYSICIAN, NOBODY, Some(HOSPITAL), None);

		// Also of somebody who does not practise there, or no longer: the claim is the evidence.
		assert_ok!(ask(OUTSIDER, NOBODY, AT_HOSPITAL));
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_ok!(ask(PHYSICIAN, NOBODY, AT_HOSPITAL));
		assert_eq!(AuditLog::head(TrailId::Organization(HOSPITAL)).next, 3);
	});
}

#[test]
fn an_attempt_on_a_closed_patient_stands_in_the_patients_trail_whoever_asks() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		Patients::close(PATIENT);
		let denied = attempt(Outcome::Denied(Denial::UnknownOrClosedPatient));
		assert_ok!(ask(OUTSIDER, PATIENT, PERSON));
		answered(OUTSIDER, None, None);
		assert_ok!(ask(OUTSIDER, PATIENT, NOWHERE));
		answered(OUTSIDER, Some(77), None);
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		answered(PHYSICIAN, Some(HOSPITAL), None);
		let entries = AuditLog::entries(TRAIL, 0, 10);
		assert_eq!(entries.len(), 3);
		assert!(entries.iter().all(|(_, entry)| entry.event == denied));
		// The organization finds what its people tried.
		assert_eq!(listed(HOSPITAL), [(day_of(NOW), (TRAIL, 2), ActivityKind::Asked)]);
		assert!(!Heads::<Test>::contains_key(TrailId::Organization(HOSPITAL)));
	});
}

#[test]
fn a_trail_goes_on_whose_patient_the_directory_does_not_know() {
	let of_nobody = TrailId::Patient(NOBODY);
	ExtBuilder::default().build_and_execute(|| {
		AuditLog::append(of_nobody, Actor::Person(CONTROLLER), AuditedEvent::PatientRegistered);
		assert_ok!(ask(OUTSIDER, NOBODY, PERSON));
		assert_ok!(ask(PHYSICIAN, NOBODY, AT_HOSPITAL));
		assert_eq!(AuditLog::head(of_nobody).next, 3);
		let entry = Entries::<Test>::get(of_nobody, 1).unwrap();
		assert_eq!(entry.event, attempt(Outcome::Denied(Denial::UnknownOrClosedPatient)));
		assert!(!Heads::<Test>::contains_key(TrailId::Organization(HOSPITAL)));
	});
}

#[test]
fn no_trail_is_made_for_an_id_that_somebody_thought_up() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		for (capacity, organization) in [(PERSON, None), (NOWHERE, Some(77))] {
			assert_ok!(ask(OUTSIDER, NOBODY, capacity));
			System::assert_last_event(
				Event::AccessAnswered {
					patient: NOBODY,
					account: OUTSIDER,
					organization,
					ticket: None,
				}
				.into(),
			);
		}
		nothing_was_written();
	});
}

fn nothing_was_written() {
	assert_eq!(Heads::<Test>::iter().count(), 0);
	assert_eq!(Entries::<Test>::iter().count(), 0);
	assert_eq!(Activities::<Test>::iter().count(), 0);
}

/// Who is unknown the directory says, not the reason that a policy gives.
#[test]
fn a_foreign_policy_makes_no_trail_for_an_id_that_somebody_thought_up() {
	let answers = [
		Decision::Deny(Denial::NotPermitted),
		Decision::Deny(Denial::NotGranted),
		Decision::Unknown,
		Decision::Permit(GRANT),
	];
	for answer in answers {
		ExtBuilder::default().with_decision(answer).build_and_execute(|| {
			LooksAtPatients::set(false);
			assert_ok!(ask(OUTSIDER, NOBODY, PERSON));
			assert_ok!(ask(OUTSIDER, NOBODY, NOWHERE));
			nothing_was_written();
			// Nor does its reason, or its permission, count for somebody whom nobody knows.
			assert_ok!(ask(PHYSICIAN, NOBODY, AT_HOSPITAL));
			let of_hospital = TrailId::Organization(HOSPITAL);
			assert_eq!(Entries::<Test>::get(of_hospital, 0).unwrap().event, probe(NOBODY));
			answered_in(of_hospital, PHYSICIAN, NOBODY, Some(HOSPITAL), None);
			assert!(!Heads::<Test>::contains_key(TrailId::Patient(NOBODY)));
		});
	}
}

#[test]
fn a_foreign_policy_that_calls_a_known_patient_unknown_leaves_the_entry_in_its_trail() {
	let unknown = Decision::Deny(Denial::UnknownOrClosedPatient);
	ExtBuilder::default().with_decision(unknown).build_and_execute(|| {
		LooksAtPatients::set(false);
		assert_ok!(ask(OUTSIDER, PATIENT, PERSON));
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert_eq!(AuditLog::head(TRAIL).next, 2);
		assert!(!Heads::<Test>::contains_key(TrailId::Organization(HOSPITAL)));
	});
}

#[test]
fn an_attempt_is_listed_for_the_organization_and_the_day() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		assert_ok!(ask(CONTROLLER, PATIENT, PERSON));
		assert_eq!(Activities::<Test>::iter().count(), 0);
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		wait(DAY);
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_ok!(ask(GATEWAY, PATIENT, FOR_RESIDENT));
		assert_ok!(ask(OUTSIDER, NOBODY, AT_HOSPITAL));
		let today = day_of(NOW + DAY);
		assert_eq!(
			listed(HOSPITAL),
			[
				(day_of(NOW), (TRAIL, 1), ActivityKind::Asked),
				(today, (TrailId::Organization(HOSPITAL), 0), ActivityKind::Asked),
				(today, (TRAIL, 2), ActivityKind::Asked),
			]
		);
		assert!(listed(ARCHIVE).is_empty(), "the custodian did nothing yet");
	});
}

#[test]
fn a_ticket_is_told_with_the_hash_after_it_and_a_denial_without() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		System::reset_events();
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert_eq!(System::events().len(), 2);
		answered(PHYSICIAN, Some(HOSPITAL), Some(0));
		Policy::answer(Decision::Deny(Denial::NotGranted));
		System::reset_events();
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert_eq!(System::events().len(), 1, "whoever knows the question could try the answers");
		answered(PHYSICIAN, Some(HOSPITAL), None);
	});
}

#[test]
fn what_a_holder_committed_to_stands_in_a_ticket_alone() {
	let claim_of = |sequence| {
		let entry = Entries::<Test>::get(TRAIL, sequence).unwrap();
		let AuditedEvent::AccessRequested(attempt) = entry.event else { panic!("another event") };
		attempt.claim
	};
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert_eq!(claim_of(0), None, "denied");
		for action in [Action::Collect, Action::Correct] {
			assert_eq!(claim_of(permitted_to(action)), None, "{action:?}");
		}
		for action in [Action::Access, Action::Disclose, Action::Use] {
			assert_eq!(claim_of(permitted_to(action)), Some(SECRET.claim()), "{action:?}");
		}
	});
}

#[test]
fn a_claim_hashes_the_secret_under_its_own_name() {
	// Computed with Python's hashlib.blake2b(b"salus/claim/v1" + bytes([0x5E] * 32), digest_size=16).
	let claim = "eaa12103e15659f5a6e1d1e0b5e308fd";
	assert_eq!(hex(&SECRET.claim().0), claim);
	assert_ne!(TicketSecret([0x5F; 32]).claim(), SECRET.claim());
}

fn hex(bytes: &[u8]) -> String {
	bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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
		claim: SECRET.claim(),
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
		Patients::close(PATIENT);
		assert_eq!(answer(PATIENT, Decision::Permit(GRANT)), denied);
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
	assert!(weight.all_gte(parts));
	let decided = <() as WeightInfo>::request_access(1).saturating_add(PolicyWeight::get());
	for least in [decided, <() as WeightInfo>::request_access_to_unknown_patient(1)] {
		assert!(weight.all_gte(least));
	}
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
				SECRET.claim(),
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
