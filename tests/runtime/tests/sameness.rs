//! From outside an attempt at access looks the same whatever the patient is to the one who asks: unknown, closed, refusing,
//! silent, or with records that are withheld. What the result, the events, the fee, the weight and the pool say is
//! compared, from one and the same state.

use frame_support::weights::Weight;
use pallet_audit_log::Event;
use pallet_consent::Scope;
use salus_primitives::{
	Action, AuditedEvent, Capacity, CorrectionReason, Encounter, PatientId, Period, PractitionerId,
	Pseudonym, Purpose, Role, Roles, Target, TicketHolder, TrailId,
};
use salus_runtime::{Balances, Runtime, RuntimeCall, RuntimeEvent, System, Timestamp};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};
use sp_runtime::{transaction_validity::TransactionValidity, ApplyExtrinsicResult};

type Identity = pallet_patient_identity::Call<Runtime>;
type ConsentCall = pallet_consent::Call<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

const RESIDENT: Pseudonym = Pseudonym([5; 32]);
const NOBODY: PatientId = PatientId([9; 32]);

/// The patients about whom is asked, each with the name of its case.
type Cases = Vec<(&'static str, PatientId)>;

/// What can be seen of a transaction.
#[derive(Debug, PartialEq)]
struct Seen {
	validity: TransactionValidity,
	result: ApplyExtrinsicResult,
	events: Vec<RuntimeEvent>,
	paid: u128,
	weight: Weight,
}

/// A patient with one record of its own, who lets the clinic read all.
fn sharing(chain: &mut Chain, name: &str) -> (Pair, PatientId) {
	let key = person(name);
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let record = calls::anchor(patient, OBSERVATION, &[H256::zero()], Capacity::Person);
	chain.send(&key, record).ok();
	chain.send(&key, calls::grant(patient, CLINIC, Action::Access, Scope::All)).ok();
	(key, patient)
}

fn cases() -> (Photograph, Cases) {
	let mut chain = Chain::development();
	let (closing, closed) = sharing(&mut chain, "a patient who leaves");
	chain.send(&closing, Identity::announce_closing { patient: closed }).ok();
	chain.wait(20 * DAY);
	chain.send(&closing, Identity::close { patient: closed }).ok();
	let (key, refusing) = sharing(&mut chain, "a patient who refuses");
	let refuse_all = ConsentCall::refuse_all { patient: refusing, even_in_emergency: false };
	chain.send(&key, refuse_all).ok();
	let (key, silent) = sharing(&mut chain, "a patient who says nothing");
	chain.send(&key, calls::revoke(silent, 0)).ok();
	let (key, withheld) = sharing(&mut chain, "a patient with another's records");
	let mark = pallet_record_anchor::Call::<Runtime>::mark_entered_in_error {
		patient: withheld,
		anchors: vec![0].try_into().expect("there is room"),
		reason: CorrectionReason::WrongPatient,
		purpose: Purpose::PatientRequest,
		capacity: Capacity::Person,
	};
	chain.send(&key, mark).ok();
	let add = Registry::add_practitioner {
		organization: CLINIC,
		practitioner: PractitionerId::Pseudonym(RESIDENT),
		roles: Roles::of(&[Role::Physician]),
		licence: Period { from: 0, until: None },
	};
	chain.send(&person("Dave"), add).ok();
	let gateway = person("a gateway");
	let add = Registry::add_gateway { organization: CLINIC, account: account(&gateway) };
	chain.send(&person("Dave"), add).ok();
	fund(&mut chain, &gateway);
	let cases = vec![
		("unknown", NOBODY),
		("closed", closed),
		("refusing", refusing),
		("silent", silent),
		("withheld", withheld),
	];
	(chain.photograph(), cases)
}

/// What is seen when `who` sends `call` in a block of its own, from the same state each time.
fn seen(photograph: &Photograph, who: &Pair, call: RuntimeCall) -> Seen {
	// What the pool does to the state, a node forgets.
	let validity = photograph.chain().validate(who, call.clone());
	let mut chain = photograph.chain();
	let before = chain.look(|| Balances::free_balance(account(who)));
	let (sent, weight) = chain.block(|| {
		let sent = send(who, call);
		(sent, System::block_weight().total())
	});
	let paid = before - chain.look(|| Balances::free_balance(account(who)));
	let events = sent.events.into_iter().map(without_patient).collect();
	Seen { validity, result: sent.result, events, paid, weight }
}

/// The event without the id that was asked about.
fn without_patient(event: RuntimeEvent) -> RuntimeEvent {
	match event {
		RuntimeEvent::AuditLog(Event::AccessAnswered { account, organization, ticket, .. }) => {
			Event::AccessAnswered { patient: NOBODY, account, organization, ticket }.into()
		},
		other => other,
	}
}

/// Every way of asking for records of `patient` in this capacity.
fn questions(patient: PatientId, capacity: Capacity) -> Vec<RuntimeCall> {
	let anchors = || [Target::Anchor(0), Target::Anchor(1)];
	let encounter = |holder| Some(Encounter { hours: 8, holder });
	let mut calls = vec![
		calls::read(patient, 0, capacity),
		calls::read_many(patient, anchors(), capacity, None),
		calls::read_many(patient, anchors(), capacity, encounter(TicketHolder::Requester)),
	];
	if capacity != Capacity::Person {
		let team = encounter(TicketHolder::Role(Role::Nurse));
		calls.push(calls::read_many(patient, anchors(), capacity, team));
	}
	calls
}

#[track_caller]
fn assert_same(who: &Pair, capacity: Capacity) {
	let (photograph, cases) = cases();
	let ways = questions(NOBODY, capacity).len();
	for way in 0..ways {
		let all: Vec<_> = cases
			.iter()
			.map(|(case, patient)| {
				let call = questions(*patient, capacity).swap_remove(way);
				(*case, seen(&photograph, who, call))
			})
			.collect();
		let (_, first) = &all[0];
		assert!(matches!(first.result, Ok(Ok(()))), "{first:?}");
		assert!(first.validity.is_ok());
		let answered = first.events.iter().filter(|event| {
			matches!(event, RuntimeEvent::AuditLog(Event::AccessAnswered { ticket: None, .. }))
		});
		assert_eq!(answered.count(), 1, "{first:?}");
		for (case, seen) in &all[1..] {
			assert_eq!(seen, first, "{case}, asked in way {way}");
		}
	}
}

#[test]
fn a_practitioner_sees_no_difference() {
	assert_same(&person("Eve"), practising(CLINIC));
}

#[test]
fn a_gateway_sees_no_difference() {
	let capacity = Capacity::Gateway { organization: CLINIC, practitioner: RESIDENT };
	assert_same(&person("a gateway"), capacity);
}

#[test]
fn a_person_who_is_nobody_to_the_patient_sees_no_difference() {
	assert_same(&person("Ferdie"), Capacity::Person);
}

#[test]
fn who_claims_to_practise_where_it_does_not_sees_no_difference() {
	assert_same(&person("Ferdie"), practising(CLINIC));
}

#[test]
fn who_claims_an_organization_that_is_none_sees_no_difference() {
	assert_same(&person("Ferdie"), practising(77));
}

/// The pool turns away whoever cannot pay, in the same words.
#[test]
fn whoever_cannot_pay_is_turned_away_alike() {
	let (photograph, cases) = cases();
	// Bob practises elsewhere, so he pays for what he asks in the clinic's name, and has nothing.
	for capacity in [Capacity::Person, practising(CLINIC)] {
		let of = |patient| questions(patient, capacity).into_iter();
		let answers = cases.iter().map(|(_, patient)| {
			let mut chain = photograph.chain();
			of(*patient).map(|call| chain.validate(&person("Bob"), call)).collect::<Vec<_>>()
		});
		let answers: Vec<_> = answers.collect();
		let unpaid = refusal(sp_runtime::transaction_validity::InvalidTransaction::Payment);
		for answer in answers.iter().flatten() {
			assert_eq!(*answer, Err(unpaid));
		}
	}
}

/// Of a request for emergency treatment the same is true, which looks for a session besides.
#[test]
fn somebody_with_the_emergency_role_sees_no_difference() {
	let (photograph, cases) = cases();
	let mut chain = photograph.chain();
	chain.sudo(Registry::set_emergency_role {
		organization: CLINIC,
		practitioner: PractitionerId::Account(account(&person("Eve"))),
		holds: true,
	});
	let photograph = chain.photograph();
	let what = (Action::Access, Purpose::EmergencyTreatment);
	let ask = |patient| calls::ask(patient, Target::Anchor(0), what, practising(CLINIC));
	let of = |patient| seen(&photograph, &person("Eve"), ask(patient));
	let (_, unknown) = cases[0];
	let first = of(unknown);
	for (case, patient) in &cases[1..] {
		assert_eq!(of(*patient), first, "{case}");
	}
}

/// The trails know what outsiders do not: each case has its entry where the evidence belongs, but for an id that nobody has
/// and that is asked about in nobody's name.
#[test]
fn each_attempt_stands_in_its_trail_all_the_same() {
	let (photograph, cases) = cases();
	for (case, patient) in cases {
		let mut chain = photograph.chain();
		let at = chain.look(Timestamp::get);
		let lengths = |chain: &mut Chain| {
			[TrailId::Patient(patient), TrailId::Organization(CLINIC)]
				.map(|trail| trails::head(chain, trail).next)
		};
		let before = lengths(&mut chain);
		chain.send(&person("Eve"), calls::read(patient, 0, practising(CLINIC))).ok();
		chain.send(&person("Ferdie"), calls::read(patient, 0, Capacity::Person)).ok();
		let after = lengths(&mut chain);
		let added = [after[0] - before[0], after[1] - before[1]];
		let expected = if case == "unknown" { [0, 1] } else { [2, 0] };
		assert_eq!(added, expected, "{case}");
		let trail = if case == "unknown" {
			TrailId::Organization(CLINIC)
		} else {
			TrailId::Patient(patient)
		};
		let (_, entry) = trails::last(&mut chain, trail);
		assert!(entry.at > at);
		let AuditedEvent::AccessRequested(attempt) = entry.event else { panic!("{case}") };
		assert_eq!(attempt.patient, (case == "unknown").then_some(patient));
		assert_eq!(attempt.claim, None, "a denied attempt is no ticket");
	}
}
