//! `request_access_to_many`: one decision for each target, one entry, one ticket.

use crate::{mock::*, Activities, Call, Entries, Error, Event, Heads, WeightInfo};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, GetDispatchInfo},
};
use salus_primitives::{
	doubles::Policy, AccessPolicy, Action, Answer, AuditedEvent, Basis, Decision, Denial,
	Encounter, Months, Outcome, Purpose, RecordClass, Target, Targets, TicketHolder, TrailId,
	MAX_TARGETS,
};
use sp_runtime::DispatchError;

const TRAIL: TrailId = TrailId::Patient(PATIENT);
const GRANTED: Outcome = Outcome::Permitted(GRANT);
const NOT_GRANTED: Outcome = Outcome::Denied(Denial::NotGranted);
/// Months that are none.
const NO_MONTHS: Target =
	Target::Class { class: RecordClass(1), content: Some(Months { from: 612, until: 600 }) };

fn anchor(id: u32) -> Target {
	Target::Anchor(id)
}

fn anchors(count: u32) -> Vec<Target> {
	(0..count).map(anchor).collect()
}

/// Of anchors, the even ones are granted; of classes, whatever months there are.
fn grant_even_anchors() {
	Policy::answer_by(|request, _| match request.target {
		Target::Anchor(id) if id % 2 == 0 => Decision::Permit(GRANT),
		Target::Class { content: Some(months), .. } if !months.is_not_empty() => {
			Decision::Deny(Denial::UnknownRecord)
		},
		Target::Class { .. } => Decision::Permit(Basis::Policy(1)),
		_ => Decision::Deny(Denial::NotGranted),
	});
}

/// What came of the attempt at that place.
fn answers(sequence: u64) -> Vec<(Outcome, Vec<Target>)> {
	let entry = Entries::<Test>::get(TRAIL, sequence).unwrap();
	let AuditedEvent::AccessRequested(attempt) = entry.event else { panic!("another event") };
	let plain = |Answer { outcome, targets }: Answer| (outcome, targets.into_inner());
	attempt.answers.0.into_iter().map(plain).collect()
}

fn answered(ticket: Option<u64>) {
	System::assert_last_event(
		Event::AccessAnswered {
			patient: PATIENT,
			account: PHYSICIAN,
			organization: Some(HOSPITAL),
			ticket,
		}
		.into(),
	);
}

#[test]
fn each_target_is_decided_and_told_in_one_entry() {
	ExtBuilder::default().build_and_execute(|| {
		grant_even_anchors();
		let whole = Target::Class { class: RecordClass(1), content: None };
		let targets = [anchor(1), anchor(2), whole, anchor(3), anchor(4), NO_MONTHS];
		System::reset_events();
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &targets, None));
		let asked: Vec<_> = Policy::asked().iter().map(|request| request.target).collect();
		assert_eq!(asked, targets, "each is decided once");
		assert_eq!(
			answers(0),
			[
				(NOT_GRANTED, vec![anchor(1), anchor(3)]),
				(GRANTED, vec![anchor(2), anchor(4)]),
				(Outcome::Permitted(Basis::Policy(1)), vec![whole]),
				(Outcome::Denied(Denial::UnknownRecord), vec![NO_MONTHS]),
			]
		);
		assert_eq!(AuditLog::head(TRAIL).next, 1);
		assert_eq!(System::events().len(), 2, "the entry with its hash, and the answer");
		assert_eq!(Activities::<Test>::iter().count(), 1);
		answered(Some(0));
	});
}

#[test]
fn the_ticket_lists_what_is_permitted_and_nothing_else() {
	ExtBuilder::default().build_and_execute(|| {
		grant_even_anchors();
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &[anchor(1), anchor(2), NO_MONTHS], None));
		let ticket = AuditLog::check_ticket(PATIENT, 0, PHYSICIAN, None, ARCHIVE).unwrap();
		let listed: Vec<_> = ticket.targets.iter().map(|one| (one.target, one.basis)).collect();
		assert_eq!(listed, [(anchor(2), GRANT)]);
	});
}

#[test]
fn without_anything_permitted_there_is_no_ticket_and_one_answer() {
	ExtBuilder::default().build_and_execute(|| {
		let encounter = Some(Encounter { hours: 1, holder: TicketHolder::Requester });
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &anchors(5), encounter));
		answered(None);
		assert_eq!(answers(0), [(NOT_GRANTED, anchors(5))]);
		let entry = Entries::<Test>::get(TRAIL, 0).unwrap();
		let AuditedEvent::AccessRequested(attempt) = entry.event else { panic!("another event") };
		assert_eq!((attempt.claim, attempt.encounter), (None, encounter));
	});
}

#[test]
fn sixty_four_are_asked_for_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		// As many outcomes as targets.
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(id) => Decision::Permit(Basis::Grant(id)),
			_ => Decision::Unknown,
		});
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &anchors(MAX_TARGETS), None));
		assert_eq!(answers(0).len(), MAX_TARGETS as usize);
		let ticket = AuditLog::check_ticket(PATIENT, 0, PHYSICIAN, None, ARCHIVE).unwrap();
		assert_eq!(ticket.targets.len(), MAX_TARGETS as usize);
	});
}

/// A call with sixty-five does not decode, so nothing of it is ever looked at.
#[test]
fn sixty_five_are_refused_where_they_are_decoded() {
	use codec::{Decode, Encode};
	let bytes = |count| anchors(count).encode();
	assert_eq!(Targets::decode(&mut &bytes(64)[..]).unwrap().len(), 64);
	assert!(Targets::decode(&mut &bytes(65)[..]).is_err());
}

#[test]
fn nothing_and_the_same_twice_are_refused() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		let mut twice = anchors(63);
		twice.push(anchor(0));
		for targets in [vec![], vec![anchor(1), anchor(1)], vec![NO_MONTHS, NO_MONTHS], twice] {
			assert_noop!(
				ask_for_many(PHYSICIAN, AT_HOSPITAL, &targets, None),
				Error::<Test>::TargetsNotDistinct
			);
		}
		assert!(Policy::asked().is_empty());
		// The same class in other months is something else.
		let in_months = |until| Target::Class {
			class: RecordClass(1),
			content: Some(Months { from: 600, until }),
		};
		let targets = [in_months(601), in_months(602)];
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &targets, None));
	});
}

#[test]
fn what_a_policy_says_nothing_of_is_not_permitted() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		SpeaksOf::set(1);
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &anchors(3), None));
		assert_eq!(
			answers(0),
			[
				(GRANTED, vec![anchor(0)]),
				(Outcome::Denied(Denial::NotPermitted), vec![anchor(1), anchor(2)]),
			]
		);
	});
}

#[test]
fn about_nobody_all_targets_stand_in_the_organizations_trail() {
	ExtBuilder::default().with_decision(Decision::Permit(GRANT)).build_and_execute(|| {
		LooksAtPatients::set(false);
		let ask = |who, capacity| {
			AuditLog::request_access_to_many(
				RuntimeOrigin::signed(who),
				NOBODY,
				Targets::truncate_from(anchors(3)),
				Action::Access,
				Purpose::Treatment,
				capacity,
				ARCHIVE,
				None,
				SECRET.claim(),
				None,
			)
		};
		assert_ok!(ask(OUTSIDER, PERSON));
		assert_eq!(Heads::<Test>::iter().count(), 0);
		assert_ok!(ask(PHYSICIAN, AT_HOSPITAL));
		let entry = Entries::<Test>::get(TrailId::Organization(HOSPITAL), 0).unwrap();
		let AuditedEvent::AccessRequested(attempt) = entry.event else { panic!("another event") };
		assert_eq!((attempt.patient, attempt.claim), (Some(NOBODY), None));
		let denied = Outcome::Denied(Denial::UnknownOrClosedPatient);
		assert!(attempt.answers.iter().eq(anchors(3).into_iter().map(|target| (target, denied))));
	});
}

fn call(targets: u32) -> RuntimeCall {
	RuntimeCall::AuditLog(Call::request_access_to_many {
		patient: PATIENT,
		targets: Targets::truncate_from(anchors(targets)),
		action: Action::Access,
		purpose: Purpose::Treatment,
		capacity: AT_HOSPITAL,
		custodian: ARCHIVE,
		reason: None,
		claim: SECRET.claim(),
		encounter: None,
	})
}

#[test]
fn the_weight_holds_a_decision_for_each_target() {
	for targets in [1, 2, 64] {
		let weight = call(targets).get_dispatch_info().call_weight;
		let decided = <PolicyOnKnownPatients as AccessPolicy<u64>>::weight_of_each(targets);
		assert_eq!(decided, PolicyWeight::get().saturating_mul(targets.into()));
		let known = <() as WeightInfo>::request_access(targets).saturating_add(decided);
		for least in [known, <() as WeightInfo>::request_access_to_unknown_patient(targets)] {
			assert!(weight.all_gte(least));
		}
	}
}

#[test]
fn it_is_free_for_whom_asking_for_one_is() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(call(64).is_feeless(&RuntimeOrigin::signed(PHYSICIAN)));
		assert!(!call(64).is_feeless(&RuntimeOrigin::signed(OUTSIDER)));
		assert!(!call(64).is_feeless(&RuntimeOrigin::root()));
	});
}

#[test]
fn only_a_signed_origin_asks_for_many() {
	ExtBuilder::default().build_and_execute(|| {
		use sp_runtime::traits::Dispatchable;
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let refused = call(2).dispatch(origin).unwrap_err();
			assert_eq!(refused.error, DispatchError::BadOrigin);
		}
	});
}
