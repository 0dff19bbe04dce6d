//! `anchor`: who may add records, what is refused, what is left behind.

use crate::{mock::*, Anchor, AnchorByRoot, AnchorCount, Anchors, Call, Error, Event};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchResult, GetDispatchInfo},
};
use salus_primitives::{
	doubles::{AnchoredHook, Patients, Policy, Providers, Trail},
	AccessRequest, Action, Actor, AuditedEvent, Basis, Capacity, ClassSet, Decision, Denial,
	Months, NotPractising, PatientId, Power, Powers, Pseudonym, Purpose, RecordClass, RecordStatus,
	Relation, Target, TrailId,
};
use sp_core::H256;
use sp_runtime::DispatchError;

const CLASS: RecordClass = RecordClass(3);
const YEAR: Months = Months { from: 636, until: 648 };

fn add(who: u64, root: H256, capacity: Capacity) -> DispatchResult {
	RecordAnchor::anchor(
		RuntimeOrigin::signed(who),
		PATIENT,
		CLASS,
		root,
		40,
		YEAR,
		Purpose::Treatment,
		capacity,
	)
}

fn add_sized(leaves: u32, content: Months) -> DispatchResult {
	RecordAnchor::anchor(
		RuntimeOrigin::signed(CONTROLLER),
		PATIENT,
		CLASS,
		ROOT,
		leaves,
		content,
		Purpose::Treatment,
		PERSON,
	)
}

#[test]
fn a_permitted_practitioner_anchors_a_batch() {
	let granted = Basis::Grant(5);
	ExtBuilder::default().with_decision(Decision::Permit(granted)).build_and_execute(|| {
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));

		let author = Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN };
		assert_eq!(
			Anchors::<Test>::get(PATIENT, 0),
			Some(Anchor {
				class: CLASS,
				root: ROOT,
				leaves: 40,
				content: YEAR,
				author: author.clone(),
				anchored_at: NOW,
				status: RecordStatus::Current,
			})
		);
		assert_eq!(AnchorCount::<Test>::get(PATIENT), 1);
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, ROOT), Some(0));
		assert_eq!(
			Trail::entries(),
			[(
				TrailId::Patient(PATIENT),
				author,
				AuditedEvent::RecordsAnchored {
					anchor: 0,
					class: CLASS,
					purpose: Purpose::Treatment,
					basis: granted
				}
			)]
		);
		assert_eq!(AnchoredHook::heard(), [(PATIENT, 0, CLASS)]);
		System::assert_last_event(
			Event::RecordsAnchored {
				patient: PATIENT,
				anchor: 0,
				class: CLASS,
				root: ROOT,
				leaves: 40,
				organization: Some(HOSPITAL),
			}
			.into(),
		);
	});
}

#[test]
fn the_policy_is_asked_once_whether_exactly_these_records_may_be_collected() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));
		assert_eq!(
			Policy::asked(),
			[AccessRequest {
				patient: PATIENT,
				actor: Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
				action: Action::Collect,
				purpose: Purpose::Treatment,
				target: Target::Class { class: CLASS, content: Some(YEAR) },
			}]
		);
	});
}

#[test]
fn on_the_patients_side_the_signer_acts_as_a_person() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(CONTROLLER, ROOT, PERSON));
		let stored = Anchors::<Test>::get(PATIENT, 0).unwrap();
		assert_eq!(stored.author, Actor::Person(CONTROLLER));
		assert_eq!(Trail::entries()[0].1, Actor::Person(CONTROLLER));
	});
}

#[test]
fn a_gateways_batch_names_it_and_the_practitioner() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(GATEWAY, ROOT, FOR_RESIDENT));
		let author =
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
		assert_eq!(Policy::asked()[0].actor, author);
		assert_eq!(Anchors::<Test>::get(PATIENT, 0).unwrap().author, author);
		assert_eq!(Trail::entries()[0].1, author);
		System::assert_last_event(
			Event::RecordsAnchored {
				patient: PATIENT,
				anchor: 0,
				class: CLASS,
				root: ROOT,
				leaves: 40,
				organization: Some(HOSPITAL),
			}
			.into(),
		);
	});
}

#[test]
fn a_freeze_does_not_stop_care() {
	ExtBuilder::permitting().build_and_execute(|| {
		Patients::freeze(PATIENT);
		assert_ok!(add(CONTROLLER, ROOT, PERSON));
		assert_ok!(add(PHYSICIAN, H256::repeat_byte(1), AT_HOSPITAL));
		assert!(is_free(CONTROLLER, CLASS, PERSON));
	});
}

#[test]
fn anchors_are_numbered_per_patient_without_gaps() {
	let other = PatientId([0xB2; 32]);
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(CONTROLLER, H256::repeat_byte(1), PERSON));
		assert_noop!(add(CONTROLLER, H256::repeat_byte(1), PERSON), Error::<Test>::AlreadyAnchored);
		assert_ok!(add(CONTROLLER, H256::repeat_byte(2), PERSON));
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, H256::repeat_byte(2)), Some(1));
		// The same batch may concern another patient.
		assert_ok!(RecordAnchor::anchor(
			RuntimeOrigin::signed(CONTROLLER),
			other,
			CLASS,
			H256::repeat_byte(1),
			1,
			YEAR,
			Purpose::Treatment,
			PERSON
		));
		assert_eq!(AnchorByRoot::<Test>::get(other, H256::repeat_byte(1)), Some(0));
	});
}

#[test]
fn a_batch_of_one_and_the_largest_batch_are_accepted() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add_sized(1, YEAR));
	});
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add_sized(65_536, YEAR));
	});
}

#[test]
fn an_empty_batch_is_refused() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_noop!(add_sized(0, YEAR), Error::<Test>::NoLeaves);
	});
}

#[test]
fn too_large_a_batch_is_refused() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_noop!(add_sized(65_537, YEAR), Error::<Test>::TooManyLeaves);
		assert_noop!(add_sized(u32::MAX, YEAR), Error::<Test>::TooManyLeaves);
	});
}

#[test]
fn a_content_period_without_a_month_is_refused() {
	ExtBuilder::permitting().build_and_execute(|| {
		for content in [Months { from: 640, until: 640 }, Months { from: 641, until: 640 }] {
			assert_noop!(add_sized(1, content), Error::<Test>::InvalidContentPeriod);
		}
	});
}

#[test]
fn what_the_policy_does_not_permit_is_refused_with_one_coarse_error() {
	let denials = [
		Decision::Deny(Denial::UnknownOrClosedPatient),
		Decision::Deny(Denial::NotGranted),
		Decision::Deny(Denial::NotPractising(NotPractising::NotLicensed)),
		Decision::Unknown,
	];
	for decision in denials {
		ExtBuilder::default().with_decision(decision).build_and_execute(|| {
			assert_noop!(add(OUTSIDER, ROOT, AT_HOSPITAL), Error::<Test>::NotPermitted);
			assert!(Trail::entries().is_empty());
			assert!(AnchoredHook::heard().is_empty());
		});
	}
}

#[test]
fn an_outsider_does_not_learn_whether_a_root_is_anchored() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(CONTROLLER, ROOT, PERSON));
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_noop!(add(OUTSIDER, ROOT, PERSON), Error::<Test>::NotPermitted);
		assert_noop!(add(OUTSIDER, H256::repeat_byte(1), PERSON), Error::<Test>::NotPermitted);
	});
}

#[test]
fn the_same_root_twice_for_one_patient_is_refused_whoever_sends_it() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(CONTROLLER, ROOT, PERSON));
		assert_noop!(add(CONTROLLER, ROOT, PERSON), Error::<Test>::AlreadyAnchored);
		assert_noop!(add(PHYSICIAN, ROOT, AT_HOSPITAL), Error::<Test>::AlreadyAnchored);
		assert_eq!(AnchoredHook::heard().len(), 1);
		assert_eq!(Trail::entries().len(), 1);
	});
}

#[test]
fn the_numbering_does_not_overflow() {
	ExtBuilder::permitting().build_and_execute(|| {
		AnchorCount::<Test>::insert(PATIENT, u32::MAX);
		assert_noop!(add(CONTROLLER, ROOT, PERSON), Error::<Test>::MaxAnchorsExceeded);
		AnchorCount::<Test>::remove(PATIENT);
	});
}

#[test]
fn only_a_signed_origin_anchors() {
	ExtBuilder::permitting().build_and_execute(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				RecordAnchor::anchor(
					origin,
					PATIENT,
					CLASS,
					ROOT,
					1,
					YEAR,
					Purpose::Treatment,
					PERSON
				),
				DispatchError::BadOrigin
			);
		}
	});
}

fn is_free(who: u64, class: RecordClass, capacity: Capacity) -> bool {
	let call = RuntimeCall::RecordAnchor(Call::anchor {
		patient: PATIENT,
		class,
		root: ROOT,
		leaves: 1,
		content: YEAR,
		purpose: Purpose::Treatment,
		capacity,
	});
	call.is_feeless(&RuntimeOrigin::signed(who))
}

#[test]
fn it_is_free_for_the_patients_side_and_for_practitioners_only() {
	const RECORDS_KEEPER: u64 = 3;
	const PROXY_FOR_CONSENT: u64 = 4;
	const WEARABLE: u64 = 5;
	ExtBuilder::default().build_and_execute(|| {
		let with = |power| Relation::Representative(Powers::of(&[power]));
		Patients::relate(PATIENT, RECORDS_KEEPER, with(Power::Records));
		Patients::relate(PATIENT, PROXY_FOR_CONSENT, with(Power::Consent));
		Patients::relate(
			PATIENT,
			WEARABLE,
			Relation::Device {
				classes: ClassSet::truncate_from(vec![CLASS]),
				by_representative: false,
			},
		);

		assert!(is_free(CONTROLLER, CLASS, PERSON));
		assert!(is_free(RECORDS_KEEPER, CLASS, PERSON));
		assert!(!is_free(PROXY_FOR_CONSENT, CLASS, PERSON));
		assert!(is_free(WEARABLE, CLASS, PERSON));
		assert!(!is_free(WEARABLE, RecordClass(4), PERSON));
		assert!(is_free(PHYSICIAN, CLASS, AT_HOSPITAL));
		assert!(!is_free(PHYSICIAN, CLASS, PERSON));
		assert!(!is_free(CONTROLLER, CLASS, AT_HOSPITAL));
		assert!(!is_free(OUTSIDER, CLASS, PERSON));
		assert!(!is_free(OUTSIDER, CLASS, AT_HOSPITAL));

		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert!(!is_free(PHYSICIAN, CLASS, AT_HOSPITAL));
		Patients::close(PATIENT);
		assert!(!is_free(CONTROLLER, CLASS, PERSON));
	});
}

#[test]
fn it_is_free_for_a_gateway_that_acts_for_a_listed_practitioner() {
	let for_nobody =
		Capacity::Gateway { organization: HOSPITAL, practitioner: Pseudonym([0xFF; 32]) };
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(GATEWAY, CLASS, FOR_RESIDENT));
		assert!(!is_free(GATEWAY, CLASS, for_nobody));
		assert!(!is_free(GATEWAY, CLASS, AT_HOSPITAL), "a gateway does not practise itself");
		assert!(!is_free(PHYSICIAN, CLASS, FOR_RESIDENT), "nor does a practitioner act for others");
		assert!(!is_free(CONTROLLER, CLASS, FOR_RESIDENT));
	});
}

#[test]
fn the_weight_is_the_same_for_every_size_of_batch() {
	let call = |leaves| Call::<Test>::anchor {
		patient: PATIENT,
		class: CLASS,
		root: ROOT,
		leaves,
		content: YEAR,
		purpose: Purpose::Treatment,
		capacity: PERSON,
	};
	assert_eq!(
		call(1).get_dispatch_info().call_weight,
		call(65_536).get_dispatch_info().call_weight
	);
}
