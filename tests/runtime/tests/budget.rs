//! What the design allows each operation in reads and writes, against what it does with every table at its bound:
//! counted where the runtime reads and writes, on the operations themselves. What every block has at hand is listed
//! in `touched::AT_HAND`; nothing else is left out.

use frame_support::traits::Hooks;
use pallet_consent::{EmergencyRing, Envelope, Grantee, Provision, MAX_RING_CUSTODIANS};
use pallet_record_anchor::RunItem;
use salus_primitives::{
	AccessPolicy, AccessRequest, Action, Actor, Basis, Capacity, CorrectionReason, Decision,
	Denial, Encounter, NotPractising, PatientId, Period, PractitionerId, Pseudonym, Purpose,
	RecordClass, Role, Roles, Target, TicketHolder, TrailId,
};
use salus_runtime::{AccountId, AuditLog, Consent, Runtime, RuntimeCall, Timestamp};
use salus_runtime_tests::{
	scenes::{self, act, class, govern, months_of, Scene, GRANTED},
	touched::{genesis_key, touched},
	*,
};
use sp_core::{sr25519::Pair, H256};
use std::collections::BTreeMap;

type RecordCall = pallet_record_anchor::Call<Runtime>;
type ConsentCall = pallet_consent::Call<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

/// How many keys are read and written.
type Cost = (usize, usize);

/// The same for each item.
type Items = BTreeMap<String, Cost>;

const BY_CLASS: usize = 5;
const BY_ANCHOR: usize = 6;
const ENTRY: Cost = (1, 2);
const LIST: Cost = (0, 1);
/// How often somebody tried today.
const COUNT: Cost = (1, 1);
const NOT_GRANTED: Decision = Decision::Deny(Denial::NotGranted);

fn sum(items: &Items) -> Cost {
	items.values().fold((0, 0), |sum, cost| (sum.0 + cost.0, sum.1 + cost.1))
}

/// The items of the trails, and all others.
fn entry_and_rest(items: Items) -> (Items, Items) {
	items.into_iter().partition(|(name, _)| name.starts_with("AuditLog::"))
}

/// What is decided on `request`, and what that touches.
fn decide(scene: &mut Scene, request: &AccessRequest<AccountId>) -> (Decision, Items) {
	scene.chain.look(|| {
		let decide = || <Consent as AccessPolicy<AccountId>>::decide(request, Timestamp::get());
		let (decision, touched) = touched(decide);
		(decision, touched.items())
	})
}

/// What `call` of `who`, which does what it was meant to do, touches; afterwards nothing has happened.
fn cost_of(scene: &mut Scene, who: &Pair, call: impl Into<RuntimeCall>) -> Items {
	let call = call.into();
	scene.chain.look(|| {
		sp_io::storage::start_transaction();
		let ((), touched) = touched(|| act(who, call));
		sp_io::storage::rollback_transaction();
		touched.items()
	})
}

/// Checks that the decision is the one that is meant, reads exactly so much and writes nothing.
#[track_caller]
fn assert_decides(
	scene: &mut Scene,
	request: AccessRequest<AccountId>,
	expected: Decision,
	reads: usize,
) {
	let (decision, items) = decide(scene, &request);
	assert_eq!(decision, expected);
	assert_eq!(sum(&items), (reads, 0), "{items:#?}");
}

/// Checks that a call takes exactly `beside` reads and writes, and one entry in the patient's trail.
#[track_caller]
fn assert_costs(scene: &mut Scene, who: &Pair, call: impl Into<RuntimeCall>, beside: Cost) {
	let (entry, rest) = entry_and_rest(cost_of(scene, who, call));
	assert_eq!(sum(&rest), beside, "{rest:#?}");
	assert_eq!(sum(&entry), ENTRY, "{entry:#?}");
}

/// What the grant says that covers what is [`GRANTED`].
fn granted(scene: &mut Scene) -> Decision {
	let patient = scene.patient;
	let head = scene.chain.look(|| pallet_consent::Heads::<Runtime>::get(patient));
	let last = head.live.iter().rev().find(|live| live.parent.is_some());
	Decision::Permit(Basis::Grant(last.expect("grants were passed on").id))
}

#[test]
fn a_read_and_a_write_are_counted_once_and_by_name() {
	let mut chain = Chain::development();
	chain.look(|| {
		let patient = PatientId([7; 32]);
		let ((), touched) = touched(|| {
			let head = pallet_consent::Heads::<Runtime>::get(patient);
			pallet_consent::Heads::<Runtime>::insert(patient, head);
			assert!(pallet_consent::Heads::<Runtime>::contains_key(patient));
			Timestamp::get();
			pallet_consent::NextSession::<Runtime>::get();
		});
		let expected = [("Consent::Heads", (1, 1)), ("Consent::NextSession", (1, 0))];
		assert_eq!(touched.items(), expected.map(|(name, cost)| (name.into(), cost)).into());
	});
}

#[test]
fn a_decision_by_class_takes_five_reads_and_writes_nothing() {
	let mut scene = Scene::full();
	let permitted = granted(&mut scene);
	let request = scene.request(months_of(GRANTED), Purpose::Treatment);
	assert_decides(&mut scene, request, permitted, BY_CLASS);
	// Whether nothing covers it, or a refusal does, tells at no more reads.
	let research = scene.request(months_of(GRANTED), Purpose::Research);
	assert_decides(&mut scene, research, NOT_GRANTED, BY_CLASS);
	// One of the patient's own grants, the first in the file.
	let first = Decision::Permit(Basis::Grant(first_of_the_hospital(&mut scene)));
	let payment = scene.request(months_of(GRANTED), Purpose::Payment);
	assert_decides(&mut scene, payment, first, BY_CLASS);
	let (patient, key) = (scene.patient, scene.key.clone());
	scene.chain.look(|| act(&key, ConsentCall::refuse_all { patient, even_in_emergency: false }));
	let refused = scene.request(months_of(GRANTED), Purpose::Treatment);
	// The file need not be looked at.
	assert_decides(&mut scene, refused, Decision::Deny(Denial::Refused), BY_CLASS - 1);
}

/// Bob would like to read for research.
fn research_of(scene: &Scene) -> AccessRequest<AccountId> {
	scene.request(months_of(GRANTED), Purpose::Research)
}

#[test]
fn a_decision_by_anchor_takes_one_more() {
	let mut scene = Scene::full();
	let permitted = granted(&mut scene);
	let request = scene.request(Target::Anchor(0), Purpose::Treatment);
	assert_decides(&mut scene, request, permitted, BY_ANCHOR);
	let research = scene.request(Target::Anchor(0), Purpose::Research);
	assert_decides(&mut scene, research, NOT_GRANTED, BY_ANCHOR);
}

#[test]
fn a_decision_on_many_takes_one_read_more_for_each_anchor_and_none_for_each_class() {
	let mut scene = Scene::full();
	let permitted = granted(&mut scene);
	let request = scene.request(months_of(GRANTED), Purpose::Treatment);
	let mut decide_each = |targets: &[Target]| {
		scene.chain.look(|| {
			let now = Timestamp::get();
			let decide =
				|| <Consent as AccessPolicy<AccountId>>::decide_each(&request, targets, now);
			let (decisions, touched) = touched(decide);
			(decisions, sum(&touched.items()))
		})
	};
	let classes = vec![months_of(GRANTED); 64];
	assert_eq!(decide_each(&classes), (vec![permitted; 64], (BY_CLASS, 0)));
	let anchors = (0..64).map(Target::Anchor).collect::<Vec<_>>();
	let (decisions, cost) = decide_each(&anchors);
	assert_eq!((decisions[0], cost), (permitted, (BY_CLASS + 64, 0)));
}

#[test]
fn only_emergency_treatment_by_who_has_the_role_may_take_one_more() {
	let mut scene = Scene::full();
	for (target, reads) in [(class(CONDITION), BY_CLASS), (Target::Anchor(0), BY_ANCHOR)] {
		let request = scene.request(target, Purpose::EmergencyTreatment);
		let (decision, items) = decide(&mut scene, &request);
		assert!(matches!(decision, Decision::Permit(Basis::Emergency(_))), "{decision:?}");
		assert!(sum(&items).0 <= reads + 1 && sum(&items).1 == 0, "{items:#?}");
	}
	// Without the role no session is looked for.
	scene.chain.look(|| {
		govern(Registry::set_emergency_role {
			organization: HOSPITAL,
			practitioner: PractitionerId::Account(account(&person("Bob"))),
			holds: false,
		});
	});
	let request = scene.request(class(CONDITION), Purpose::EmergencyTreatment);
	assert_decides(&mut scene, request, NOT_GRANTED, BY_CLASS);
}

#[test]
fn a_gateway_s_decision_takes_as_much_as_a_practitioner_s() {
	let mut scene = Scene::full();
	let permitted = granted(&mut scene);
	let resident = Pseudonym([5; 32]);
	scene.chain.look(|| {
		act(
			&person("Alice"),
			Registry::add_practitioner {
				organization: HOSPITAL,
				practitioner: PractitionerId::Pseudonym(resident),
				roles: Roles::of(&[Role::Physician]),
				licence: Period { from: 0, until: None },
			},
		);
	});
	let request = AccessRequest {
		actor: Actor::Gateway {
			organization: HOSPITAL,
			account: account(&person("a gateway 7")),
			practitioner: resident,
		},
		..scene.request(months_of(GRANTED), Purpose::Treatment)
	};
	assert_decides(&mut scene, request, permitted, BY_CLASS);
}

#[test]
fn who_does_not_practise_or_is_on_the_patient_s_side_takes_less() {
	let mut scene = Scene::full();
	let stranger = AccessRequest {
		actor: Actor::new(account(&person("Ferdie")), practising(HOSPITAL)),
		..research_of(&scene)
	};
	let not_practising = Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner));
	assert_decides(&mut scene, stranger, not_practising, 3);
	let patient = AccessRequest {
		actor: Actor::new(account(&scene.key), Capacity::Person),
		..research_of(&scene)
	};
	assert_decides(&mut scene, patient, Decision::Permit(Basis::Patient), 1);
	let representative = AccessRequest {
		actor: Actor::new(account(&person("a representative 7")), Capacity::Person),
		..research_of(&scene)
	};
	assert_decides(&mut scene, representative, Decision::Permit(Basis::Representative), 2);
	let unknown = AccessRequest { patient: PatientId([9; 32]), ..research_of(&scene) };
	let nobody = Decision::Deny(Denial::UnknownOrClosedPatient);
	assert_decides(&mut scene, unknown, nobody, 1);
}

/// Checks that an attempt takes exactly `beside` reads and writes, an entry, a row in an organization's list, and a count.
#[track_caller]
fn assert_attempt_costs(scene: &mut Scene, who: &Pair, call: RuntimeCall, beside: Cost) {
	let (trail, rest) = entry_and_rest(cost_of(scene, who, call));
	assert_eq!(sum(&rest), beside, "{rest:#?}");
	let of = |item| trail.get(item).copied();
	assert_eq!(of("AuditLog::Activities"), Some(LIST), "{trail:#?}");
	assert_eq!(of("AuditLog::Attempts"), Some(COUNT), "{trail:#?}");
	assert_eq!(sum(&trail), plus(ENTRY, plus(LIST, COUNT)), "{trail:#?}");
}

fn plus(one: Cost, other: Cost) -> Cost {
	(one.0 + other.0, one.1 + other.1)
}

#[test]
fn an_organization_s_request_takes_a_decision_an_entry_a_row_in_its_list_and_a_count() {
	let mut scene = Scene::full();
	for (target, reads) in [(months_of(GRANTED), BY_CLASS), (Target::Anchor(0), BY_ANCHOR)] {
		// Permitted, and denied.
		for purpose in [Purpose::Treatment, Purpose::Research] {
			let what = (Action::Access, purpose);
			let call = calls::ask(scene.patient, target, what, practising(HOSPITAL));
			assert_attempt_costs(&mut scene, &person("Bob"), call, (reads, 0));
		}
	}
}

#[test]
fn the_patient_s_side_asks_for_a_decision_and_an_entry_and_nothing_else() {
	let mut scene = Scene::full();
	let (patient, key) = (scene.patient, scene.key.clone());
	assert_costs(&mut scene, &key, calls::read(patient, 0, Capacity::Person), (2, 0));
	let representative = person("a representative 7");
	let call = calls::read(patient, 0, Capacity::Person);
	assert_costs(&mut scene, &representative, call, (3, 0));
}

#[test]
fn asking_for_64_classes_takes_no_more_reads_than_asking_for_one() {
	let mut scene = Scene::full();
	let encounter = Encounter { hours: 12, holder: TicketHolder::Role(Role::Nurse) };
	for encounter in [None, Some(encounter)] {
		let classes = (0..63).map(|less| months_of(RecordClass(u16::MAX - 100 - less)));
		let targets = [months_of(GRANTED)].into_iter().chain(classes);
		let capacity = practising(HOSPITAL);
		let call = calls::read_many(scene.patient, targets, capacity, encounter);
		assert_attempt_costs(&mut scene, &person("Bob"), call, (BY_CLASS, 0));
	}
}

#[test]
fn asking_for_64_anchors_takes_one_read_more_for_each() {
	let mut scene = Scene::full();
	let patient = scene.patient;
	scene.chain.look(|| {
		for number in 0..63 {
			let commitments = [H256::repeat_byte(100 + number)];
			let call = calls::anchor(patient, GRANTED, &commitments, Capacity::Person);
			act(&person("a device 0"), call);
		}
	});
	let targets = (0..64).map(Target::Anchor);
	let call = calls::read_many(patient, targets, practising(HOSPITAL), None);
	assert_attempt_costs(&mut scene, &person("Bob"), call, (BY_CLASS + 64, 0));
}

/// Whose trail it is takes a read of the patient's, and whether there is such an organization one of its row. The decision
/// stops at the first.
#[test]
fn asking_about_nobody_takes_no_more_than_asking_about_somebody() {
	let mut scene = Scene::full();
	let call = calls::read(PatientId([9; 32]), 0, practising(HOSPITAL));
	let (trail, rest) = entry_and_rest(cost_of(&mut scene, &person("Bob"), call));
	let (reads, writes) = plus(sum(&trail), sum(&rest));
	assert!(reads <= BY_ANCHOR + 2 && writes == 4, "{trail:#?} {rest:#?}");
}

/// The ticket that Bob got last.
fn last_ticket(scene: &mut Scene) -> u64 {
	let trail = TrailId::Patient(scene.patient);
	scene.chain.look(|| AuditLog::head(trail)).next - 1
}

#[test]
fn redeeming_a_ticket_takes_the_decision_the_ticket_its_mark_and_an_entry() {
	let mut scene = Scene::full();
	let ask = calls::read(scene.patient, 0, practising(HOSPITAL));
	scene.chain.look(|| act(&person("Bob"), ask));
	let ticket = last_ticket(&mut scene);
	let redeem = calls::redeem(scene.patient, ticket, &person("Bob"));
	let (trail, rest) = entry_and_rest(cost_of(&mut scene, &person("Charlie"), redeem));
	// The hospital is custodian and reader here, so its row is read once for both; the custodian's own comes on top.
	assert_eq!(sum(&rest), (BY_ANCHOR + 1, 0), "{rest:#?}");
	let expected = [
		("AuditLog::Activities", LIST),
		("AuditLog::Entries", (1, 1)),
		("AuditLog::Heads", (1, 1)),
		("AuditLog::Redeemed", (1, 1)),
	];
	assert_eq!(trail, expected.map(|(name, cost)| (name.into(), cost)).into());
}

#[test]
fn a_release_under_an_encounter_leaves_no_mark() {
	let mut scene = Scene::full();
	let encounter = Some(Encounter { hours: 12, holder: TicketHolder::Requester });
	let targets = [Target::Anchor(0)];
	let ask = calls::read_many(scene.patient, targets, practising(HOSPITAL), encounter);
	scene.chain.look(|| act(&person("Bob"), ask));
	let ticket = last_ticket(&mut scene);
	let redeem = calls::redeem(scene.patient, ticket, &person("Bob"));
	let (trail, rest) = entry_and_rest(cost_of(&mut scene, &person("Charlie"), redeem));
	assert_eq!(sum(&rest), (BY_ANCHOR + 1, 0), "{rest:#?}");
	let writes = |item: &str| trail.get(item).map_or(0, |cost| cost.1);
	assert_eq!(writes("AuditLog::Redeemed"), 0, "{trail:#?}");
	assert_eq!(sum(&trail).1, plus(ENTRY, LIST).1, "{trail:#?}");
}

#[test]
fn contesting_takes_four_reads_and_two_writes_beside_its_entry() {
	let mut scene = Scene::full();
	let (patient, key) = (scene.patient, scene.key.clone());
	let statement = H256::repeat_byte(1);
	let contest = |scene: &mut Scene| {
		scene.chain.look(|| act(&person("Bob"), calls::read(patient, 0, practising(HOSPITAL))));
		let sequence = last_ticket(scene);
		pallet_audit_log::Call::<Runtime>::contest_entry { patient, sequence, statement }
	};
	let first = contest(&mut scene);
	// The first inquiry of all says from which day on some may be overdue, the others look whether that is said.
	let items = cost_of(&mut scene, &key, first.clone());
	assert_eq!(sum(&items), plus((4, 3), ENTRY), "{items:#?}");
	scene.chain.look(|| act(&key, first));
	let another = contest(&mut scene);
	let items = cost_of(&mut scene, &key, another);
	assert_eq!(sum(&items), plus((4, 2), ENTRY), "{items:#?}");
}

#[test]
fn the_first_block_s_hash_is_read_when_a_block_begins_and_charged_there() {
	let mut scene = Scene::full();
	let (charged, touched) = scene.chain.look(|| touched(|| AuditLog::on_initialize(2)));
	assert_eq!(touched.read.into_iter().collect::<Vec<_>>(), [genesis_key()]);
	assert!(touched.written.is_empty());
	let db = <Runtime as frame_system::Config>::DbWeight::get();
	assert!(charged.all_gte(db.reads(1)));
}

#[test]
fn anchoring_a_batch_takes_two_reads_and_four_writes_at_most_beside_decision_and_entry() {
	let mut scene = Scene::full();
	let commitments = [H256::repeat_byte(2)];
	let call = calls::anchor(scene.patient, GRANTED, &commitments, practising(HOSPITAL));
	let (entry, rest) = entry_and_rest(cost_of(&mut scene, &person("Bob"), call));
	assert_eq!(sum(&entry), ENTRY, "{entry:#?}");
	let (reads, writes) = sum(&rest);
	assert!(reads <= BY_CLASS + 2 && writes <= 4, "{rest:#?}");
}

/// A device's anchor is due some day, which is noted: the dearest case.
#[test]
fn anchoring_what_a_device_measured_takes_two_reads_and_four_writes_beside_decision_and_entry() {
	let mut scene = Scene::full();
	let call = calls::anchor(scene.patient, GRANTED, &[H256::repeat_byte(2)], Capacity::Person);
	// The decision reads the patient alone.
	assert_costs(&mut scene, &person("a device 0"), call, (1 + 2, 4));
}

#[test]
fn a_run_takes_for_each_batch_what_an_anchor_takes() {
	let mut scene = Scene::full();
	let patient = scene.patient;
	let mut run_of = |count: u8| {
		let items = (0..count).map(|number| RunItem {
			patient,
			batch: calls::batch(GRANTED, H256::repeat_byte(2 + number), 1),
			purpose: Purpose::Treatment,
		});
		let run = items.collect::<Vec<_>>().try_into().expect("there is room");
		let call = RecordCall::anchor_run { run, capacity: practising(HOSPITAL) };
		entry_and_rest(cost_of(&mut scene, &person("Bob"), call))
	};
	let one = run_of(1);
	assert_eq!((sum(&one.0), sum(&one.1)), (ENTRY, (BY_CLASS + 2, 3)), "{one:#?}");
	// Of the same patient: each has a root and an anchor more, and an entry; all else is read and written already.
	let four = run_of(4);
	assert_eq!((sum(&four.0), sum(&four.1)), ((1, 1 + 4), (BY_CLASS + 2 + 3, 3 + 2 * 3)));
}

#[test]
fn an_amendment_takes_two_reads_and_four_writes_beside_decision_and_entry() {
	let mut scene = Scene::full();
	let (patient, key) = (scene.patient, scene.key.clone());
	let amend = RecordCall::amend {
		patient,
		supersedes: 0,
		batch: calls::batch(GRANTED, H256::repeat_byte(2), 1),
		reason: CorrectionReason::WrongContent,
		purpose: Purpose::PatientRequest,
		capacity: Capacity::Person,
	};
	// The decision reads the patient and the anchor.
	assert_costs(&mut scene, &key, amend, (2 + 2, 4));
}

#[test]
fn a_correction_of_an_anchor_takes_three_reads_and_two_writes_beside_decision_and_entry() {
	let mut scene = Scene::full();
	let (patient, key) = (scene.patient, scene.key.clone());
	let capacity = Capacity::Person;
	let mark = RecordCall::mark_entered_in_error {
		patient,
		anchors: vec![0].try_into().expect("there is room"),
		reason: CorrectionReason::WrongPatient,
		purpose: Purpose::PatientRequest,
		capacity,
	};
	assert_costs(&mut scene, &key, mark.clone(), (3, 2));
	let marked_at = scene.chain.look(|| {
		act(&key, mark);
		Timestamp::get()
	});
	let reinstate = RecordCall::reinstate { patient, anchor: 0, marked_at, capacity };
	// And a read for who the arbiter is: the registrar, whose members are a list.
	assert_costs(&mut scene, &key, reinstate, (4, 2));
}

#[test]
fn a_grant_takes_five_reads_and_three_writes_beside_its_entry() {
	let mut scene = Scene::full();
	let (patient, key) = (scene.patient, scene.key.clone());
	let provision = Provision {
		grantee: Grantee::Practitioner(account(&person("Bob"))),
		..calls::provision(&[Action::Access], pallet_consent::Scope::All)
	};
	// One of the patient's own is ended, so that the new one finds a place and displaces it; the list of live grants
	// has room for it, while the head has more ends than it keeps.
	let first = first_of_the_hospital(&mut scene);
	scene.chain.look(|| act(&key, calls::revoke(patient, first)));
	let grant = ConsentCall::grant {
		patient,
		organization: HOSPITAL,
		provision,
		terms: Some(H256::repeat_byte(1)),
		envelope: Some(Envelope {
			key_epoch: 0,
			grantee_key_epoch: 0,
			commitment: H256::repeat_byte(1),
		}),
	};
	assert_costs(&mut scene, &key, grant, (5, 3));
}

#[test]
fn an_emergency_ring_takes_a_read_for_each_custodian_and_one_write() {
	let mut scene = Scene::full();
	let (patient, key) = (scene.patient, scene.key.clone());
	let custodians = scene.chain.look(|| {
		(0..MAX_RING_CUSTODIANS).map(scenes::custodian).collect::<Vec<_>>().try_into().unwrap()
	});
	let ring =
		EmergencyRing { custodians, threshold: 2, key_epoch: 0, commitment: H256::repeat_byte(1) };
	let setting = ConsentCall::set_emergency_ring { patient, ring };
	let as_many = MAX_RING_CUSTODIANS as usize;
	assert_costs(&mut scene, &key, setting.clone(), (2 + as_many, 1));
	scene.chain.look(|| act(&key, setting));
	assert_costs(&mut scene, &key, ConsentCall::remove_emergency_ring { patient }, (2, 1));
}

fn first_of_the_hospital(scene: &mut Scene) -> u32 {
	let patient = scene.patient;
	let file = scene.chain.look(|| pallet_consent::Files::<Runtime>::get(patient, HOSPITAL));
	file.own.first().expect("the file is full").id
}

#[test]
fn a_revocation_takes_two_reads_and_one_write_beside_its_entry() {
	let mut scene = Scene::full();
	let (patient, key) = (scene.patient, scene.key.clone());
	let first = first_of_the_hospital(&mut scene);
	assert_costs(&mut scene, &key, calls::revoke(patient, first), (2, 1));
	// With all that was passed on from them.
	let all = ConsentCall::revoke_organization { patient, organization: CLINIC };
	assert_costs(&mut scene, &key, all, (2, 1));
}
