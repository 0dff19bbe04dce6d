//! `anchor`: who may add records, what is refused, what is left behind.

use super::*;
use crate::{Anchor, AnchorByRoot, Anchors, Batch, Error, Event, Side};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use salus_primitives::{
	doubles::{AnchoredHook, Policy, Providers, Trail},
	AccessRequest, Action, Actor, AuditedEvent, Basis, ClassSet, Decision, Denial, NotPractising,
	Power, Powers, Pseudonym, Relation, Target, TrailId,
};
use sp_runtime::DispatchError;

fn add_sized(leaves: u32, content: Months) -> DispatchResult {
	add_batch(CONTROLLER, NewBatch { leaves, content, ..batch(ROOT) }, PERSON)
}

#[test]
fn a_permitted_practitioner_anchors_a_batch() {
	let granted = Basis::Grant(5);
	ExtBuilder::permitting_as(granted).build_and_execute(|| {
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));

		let author = Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN };
		assert_eq!(
			Anchors::<Test>::get(PATIENT, 0),
			Some(Anchor {
				class: CLASS,
				batch: Some(Batch { root: ROOT, leaves: 40 }),
				content: YEAR,
				author: author.clone(),
				custodian: ARCHIVE,
				key_epoch: Some(0),
				anchored_at: NOW,
				keep_until: None,
				previous: None,
				supersedes: None,
				superseded: None,
				entered_in_error: None,
				withheld_since: None,
				is_settled: false,
				erasable_from: None,
				erased_at: None,
				is_disputed: false,
				co_signatures: 0,
				has_custody: false,
			})
		);
		assert_eq!(RecordIndexes::<Test>::get(PATIENT).next, 1);
		let side = Side::Organization(HOSPITAL);
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (side, ROOT)), Some(0));
		assert_eq!(RecordAnchor::anchor_by_root(PATIENT, side, ROOT), Some(0));
		assert_eq!(
			Trail::entries(),
			[(
				TrailId::Patient(PATIENT),
				author.clone(),
				AuditedEvent::RecordsAnchored {
					anchor: 0,
					class: CLASS,
					purpose: Purpose::Treatment,
					basis: granted
				}
			)]
		);
		assert_eq!(AnchoredHook::heard(), [(PATIENT, 0, CLASS)]);
		let batch = batch(ROOT);
		System::assert_last_event(
			Event::RecordsAnchored { patient: PATIENT, anchor: 0, batch, author }.into(),
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
		assert_eq!(stored(0).author, Actor::Person(CONTROLLER));
		assert_eq!(stored(0).side(), Side::Patient);
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
		assert_eq!(stored(0).author, author);
		assert_eq!(Trail::entries()[0].1, author);
		let batch = batch(ROOT);
		System::assert_last_event(
			Event::RecordsAnchored { patient: PATIENT, anchor: 0, batch, author }.into(),
		);
	});
}

#[test]
fn a_freeze_does_not_stop_care() {
	ExtBuilder::permitting().build_and_execute(|| {
		Patients::freeze(PATIENT);
		assert_ok!(add(CONTROLLER, ROOT, PERSON));
		assert_ok!(add(PHYSICIAN, root(1), AT_HOSPITAL));
		assert!(is_free_for_class(CONTROLLER, CLASS, PERSON));
	});
}

#[test]
fn anchors_are_numbered_per_patient_without_gaps() {
	ExtBuilder::permitting().build_and_execute(|| {
		open_other();
		assert_ok!(add(CONTROLLER, root(1), PERSON));
		assert_noop!(add(CONTROLLER, root(1), PERSON), Error::<Test>::AlreadyAnchored);
		assert_ok!(add(CONTROLLER, root(2), PERSON));
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (Side::Patient, root(2))), Some(1));
		// The same batch may concern another patient.
		let origin = RuntimeOrigin::signed(CONTROLLER);
		let purpose = Purpose::Treatment;
		assert_ok!(RecordAnchor::anchor(origin, OTHER, batch(root(1)), purpose, PERSON));
		assert_eq!(AnchorByRoot::<Test>::get(OTHER, (Side::Patient, root(1))), Some(0));
	});
}

#[test]
fn each_anchor_names_the_one_before_it_in_its_list() {
	ExtBuilder::permitting().build_and_execute(|| {
		let of_class =
			|class, number| NewBatch { class: RecordClass(class), ..batch(root(number)) };
		for (class, number) in [(3, 0), (4, 1), (3, 2), (4, 3), (4, 4)] {
			assert_ok!(add_batch(CONTROLLER, of_class(class, number), PERSON));
		}
		let previous: Vec<_> = (0..5).map(|number| stored(number).previous).collect();
		assert_eq!(previous, [None, None, Some(0), Some(1), Some(3)]);
		let newest: Vec<_> = RecordIndexes::<Test>::get(PATIENT).newest.into_iter().collect();
		assert_eq!(newest, [(3, 2), (4, 4)]);
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
fn a_content_period_as_wide_as_can_be_is_accepted() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add_sized(1, Months { from: 0, until: u16::MAX }));
	});
}

#[test]
fn records_may_be_sealed_to_an_earlier_key_but_to_none_that_is_to_come() {
	ExtBuilder::permitting().build_and_execute(|| {
		Patients::set_key_epoch(PATIENT, 2);
		let sealed_to = |key_epoch, number| NewBatch { key_epoch, ..batch(root(number)) };
		for (number, epoch) in [(1, Some(0)), (2, Some(2)), (3, None)] {
			assert_ok!(add_batch(PHYSICIAN, sealed_to(epoch, number), AT_HOSPITAL));
			assert_eq!(stored(u32::from(number) - 1).key_epoch, epoch);
		}
		for epoch in [3, u32::MAX] {
			assert_noop!(
				add_batch(PHYSICIAN, sealed_to(Some(epoch), 4), AT_HOSPITAL),
				Error::<Test>::UnknownKeyEpoch
			);
		}
	});
}

#[test]
fn of_a_patient_without_a_key_records_are_sealed_to_none() {
	ExtBuilder::permitting().build_and_execute(|| {
		Patients::lose_key(PATIENT);
		assert_noop!(add(PHYSICIAN, ROOT, AT_HOSPITAL), Error::<Test>::UnknownKeyEpoch);
		let to_none = NewBatch { key_epoch: None, ..batch(ROOT) };
		assert_ok!(add_batch(PHYSICIAN, to_none, AT_HOSPITAL));
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
fn an_outsider_learns_neither_whether_a_root_is_anchored_nor_which_key_there_is() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(CONTROLLER, ROOT, PERSON));
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_noop!(add(OUTSIDER, ROOT, PERSON), Error::<Test>::NotPermitted);
		assert_noop!(add(OUTSIDER, root(1), PERSON), Error::<Test>::NotPermitted);
		let to_come = NewBatch { key_epoch: Some(7), ..batch(root(1)) };
		assert_noop!(add_batch(OUTSIDER, to_come, PERSON), Error::<Test>::NotPermitted);
	});
}

#[test]
fn the_numbering_does_not_overflow() {
	ExtBuilder::permitting().build_and_execute(|| {
		without_numbers_left(PATIENT, || {
			assert_noop!(add(CONTROLLER, ROOT, PERSON), Error::<Test>::MaxAnchorsExceeded);
		});
	});
}

#[test]
fn only_a_signed_origin_anchors() {
	ExtBuilder::permitting().build_and_execute(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				RecordAnchor::anchor(origin, PATIENT, batch(ROOT), Purpose::Treatment, PERSON),
				DispatchError::BadOrigin
			);
		}
	});
}

fn is_free_for_class(who: u64, class: RecordClass, capacity: Capacity) -> bool {
	let batch = NewBatch { class, ..batch(ROOT) };
	is_free(who, Call::anchor { patient: PATIENT, batch, purpose: Purpose::Treatment, capacity })
}

#[test]
fn it_is_free_for_the_patients_side_and_for_practitioners_only() {
	const PROXY_FOR_CONSENT: u64 = 44;
	const WEARABLE: u64 = 45;
	ExtBuilder::default().build_and_execute(|| {
		let for_consent = Relation::Representative(Powers::of(&[Power::Consent]));
		Patients::relate(PATIENT, PROXY_FOR_CONSENT, for_consent);
		let classes = ClassSet::truncate_from(vec![CLASS]);
		let device = Relation::Device { classes, by_representative: false };
		Patients::relate(PATIENT, WEARABLE, device);

		assert!(is_free_for_class(CONTROLLER, CLASS, PERSON));
		assert!(is_free_for_class(REPRESENTATIVE, CLASS, PERSON));
		assert!(!is_free_for_class(PROXY_FOR_CONSENT, CLASS, PERSON));
		assert!(is_free_for_class(WEARABLE, CLASS, PERSON));
		assert!(!is_free_for_class(WEARABLE, RecordClass(4), PERSON));
		assert!(is_free_for_class(PHYSICIAN, CLASS, AT_HOSPITAL));
		assert!(!is_free_for_class(PHYSICIAN, CLASS, PERSON));
		assert!(!is_free_for_class(CONTROLLER, CLASS, AT_HOSPITAL));
		assert!(!is_free_for_class(OUTSIDER, CLASS, PERSON));
		assert!(!is_free_for_class(OUTSIDER, CLASS, AT_HOSPITAL));

		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert!(!is_free_for_class(PHYSICIAN, CLASS, AT_HOSPITAL));
		Patients::close(PATIENT);
		assert!(!is_free_for_class(CONTROLLER, CLASS, PERSON));
	});
}

#[test]
fn it_is_free_for_a_gateway_that_acts_for_a_listed_practitioner() {
	let for_nobody =
		Capacity::Gateway { organization: HOSPITAL, practitioner: Pseudonym([0xFF; 32]) };
	ExtBuilder::default().build_and_execute(|| {
		let is_free = |who, capacity| is_free_for_class(who, CLASS, capacity);
		assert!(is_free(GATEWAY, FOR_RESIDENT));
		assert!(!is_free(GATEWAY, for_nobody));
		assert!(!is_free(GATEWAY, AT_HOSPITAL), "a gateway does not practise itself");
		assert!(!is_free(PHYSICIAN, FOR_RESIDENT), "nor does a practitioner act for others");
		assert!(!is_free(CONTROLLER, FOR_RESIDENT));
	});
}

#[test]
fn the_weight_is_the_same_for_every_size_of_batch() {
	let weight = |leaves| {
		let batch = NewBatch { leaves, ..batch(ROOT) };
		let (patient, purpose, capacity) = (PATIENT, Purpose::Treatment, PERSON);
		Call::<Test>::anchor { patient, batch, purpose, capacity }.get_dispatch_info().call_weight
	};
	assert_eq!(weight(1), weight(65_536));
}
