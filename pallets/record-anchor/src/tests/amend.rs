//! `amend`: another version in the place of one, by the side that wrote it.

use super::*;
use crate::{AnchorByRoot, EnteredInError, Error, Event, RecordStatus, Side, Superseded};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	doubles::{AnchoredHook, Policy, Trail},
	AccessRequest, Action, Actor, AuditedEvent, Basis, ClassSet, Decision, Denial, Relation,
	Target, TrailId,
};
use sp_runtime::DispatchError;
use CorrectionReason::*;

const WEARABLE: u64 = 45;

#[test]
fn the_author_puts_another_version_in_the_place_of_one_which_stays() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		let before = anchored(root(1));
		let old = stored(before);
		pass(1_000);
		assert_ok!(amend(COLLEAGUE, before, root(2), Incomplete, AT_HOSPITAL));

		let author = Actor::new(COLLEAGUE, AT_HOSPITAL);
		let superseded = Superseded { by: 1, at: NOW + 1_000, reason: Incomplete };
		assert_eq!(stored(0), crate::Anchor { superseded: Some(superseded), ..old });
		assert_eq!(stored(0).status(), RecordStatus::Superseded);
		let new = stored(1);
		assert_eq!((new.supersedes, new.superseded, new.previous), (Some(0), None, Some(0)));
		assert_eq!((new.author.clone(), new.anchored_at), (author.clone(), NOW + 1_000));
		assert_eq!(new.status(), RecordStatus::Current);
		let by_root = |number| AnchorByRoot::<Test>::get(PATIENT, (old_side(), root(number)));
		assert_eq!((by_root(1), by_root(2)), (Some(0), Some(1)));

		let purpose = Purpose::Treatment;
		let basis = Basis::Author;
		let entry = AuditedEvent::RecordsAmended {
			anchor: 1,
			supersedes: 0,
			reason: Incomplete,
			purpose,
			basis,
		};
		assert_eq!(Trail::entries(), [(TrailId::Patient(PATIENT), author.clone(), entry)]);
		assert_eq!(AnchoredHook::heard(), [(PATIENT, 1, CLASS)]);
		System::assert_last_event(
			Event::RecordsAmended {
				patient: PATIENT,
				anchor: 1,
				supersedes: 0,
				reason: Incomplete,
				batch: batch(root(2)),
				author: author.clone(),
			}
			.into(),
		);
		assert_eq!(
			Policy::asked(),
			[AccessRequest {
				patient: PATIENT,
				actor: author,
				action: Action::Correct,
				purpose,
				target: Target::Anchor(0),
			}]
		);
	});
}

fn old_side() -> Side {
	Side::Organization(HOSPITAL)
}

#[test]
fn of_two_concurrent_amendments_the_second_is_refused() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		assert_ok!(amend(PHYSICIAN, 0, root(2), WrongContent, AT_HOSPITAL));
		assert_noop!(
			amend(COLLEAGUE, 0, root(3), Incomplete, AT_HOSPITAL),
			Error::<Test>::NotLatestVersion
		);
		// Whoever has seen the other one amends that.
		assert_ok!(amend(COLLEAGUE, 1, root(3), Incomplete, AT_HOSPITAL));
		assert_eq!(stored(2).supersedes, Some(1));
	});
}

#[test]
fn a_permission_to_correct_makes_nobody_the_author() {
	let grounds = [
		Basis::Grant(1),
		Basis::Policy(1),
		Basis::Emergency(1),
		Basis::Patient,
		Basis::Representative,
		Basis::Device,
	];
	for basis in grounds {
		ExtBuilder::permitting_as(basis).build_and_execute(|| {
			anchored(root(1));
			for (who, capacity) in [(CLINICIAN, AT_CLINIC), (CONTROLLER, PERSON)] {
				assert_noop!(
					amend(who, 0, root(2), WrongContent, capacity),
					Error::<Test>::NotTheAuthor
				);
			}
		});
	}
}

#[test]
fn nobody_else_amends_what_the_patients_side_wrote() {
	for basis in [Basis::Grant(1), Basis::Policy(1), Basis::Emergency(1), Basis::Device] {
		ExtBuilder::permitting_as(basis).build_and_execute(|| {
			self_reported(root(1));
			assert_noop!(
				amend(PHYSICIAN, 0, root(2), WrongContent, AT_HOSPITAL),
				Error::<Test>::NotTheAuthor
			);
		});
	}
}

#[test]
fn the_patients_side_amends_what_it_or_its_device_wrote() {
	let signers = [(CONTROLLER, Basis::Patient), (REPRESENTATIVE, Basis::Representative)];
	for (who, basis) in signers {
		ExtBuilder::permitting_as(basis).build_and_execute(|| {
			self_reported(root(1));
			put(PATIENT, plain(root(2), Actor::Person(WEARABLE)));
			assert_ok!(amend(who, 0, root(3), WrongContent, PERSON));
			assert_ok!(amend(who, 1, root(4), Unreadable, PERSON));
			assert_eq!(stored(3).author, Actor::Person(who));
			assert_eq!(
				(stored(0).superseded.unwrap().by, stored(1).superseded.unwrap().by),
				(2, 3)
			);
		});
	}
}

#[test]
fn an_organization_that_followed_the_author_amends_in_its_own_name() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		assert_ok!(amend(CLINICIAN, 0, root(2), WrongContent, AT_CLINIC));
		assert_eq!(stored(1).side(), Side::Organization(CLINIC));
		assert_eq!((stored(1).supersedes, stored(0).side()), (Some(0), old_side()));
	});
}

#[test]
fn a_version_stays_in_its_class() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		let other = NewBatch { class: RecordClass(4), ..batch(root(2)) };
		let origin = RuntimeOrigin::signed(PHYSICIAN);
		let purpose = Purpose::Treatment;
		assert_noop!(
			RecordAnchor::amend(origin, PATIENT, 0, other, WrongClass, purpose, AT_HOSPITAL),
			Error::<Test>::OtherClass
		);
	});
}

#[test]
fn what_is_marked_or_erased_has_no_other_version() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		for number in 1..=2 {
			anchored(root(number));
		}
		assert_ok!(mark(PHYSICIAN, &[0], Duplicate, AT_HOSPITAL));
		assert_noop!(
			amend(PHYSICIAN, 0, root(3), WrongContent, AT_HOSPITAL),
			Error::<Test>::EnteredInError
		);
		change(1, |anchor| {
			anchor.batch = None;
			anchor.erased_at = Some(NOW);
			anchor.withheld_since = Some(NOW);
		});
		AnchorByRoot::<Test>::remove(PATIENT, (old_side(), root(2)));
		assert_noop!(
			amend(PHYSICIAN, 1, root(3), WrongContent, AT_HOSPITAL),
			Error::<Test>::Erased
		);
	});
}

#[test]
fn a_root_that_the_side_has_anchored_is_no_new_version() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		anchored(root(2));
		for same in [1, 2] {
			assert_noop!(
				amend(PHYSICIAN, 0, root(same), WrongContent, AT_HOSPITAL),
				Error::<Test>::AlreadyAnchored
			);
		}
		assert_ok!(amend(PHYSICIAN, 0, root(3), WrongContent, AT_HOSPITAL));
		// Nor is an earlier version's.
		assert_noop!(
			amend(PHYSICIAN, 2, root(1), WrongContent, AT_HOSPITAL),
			Error::<Test>::AlreadyAnchored
		);
	});
}

#[test]
fn records_of_the_wrong_patient_are_withheld_and_no_others() {
	let reasons = [WrongContent, Incomplete, Duplicate, Unreadable, WrongClass, DisputeUpheld];
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(100));
		for (number, reason) in (0..).zip(reasons) {
			assert_ok!(amend(PHYSICIAN, number, root(number as u8), reason, AT_HOSPITAL));
			assert_eq!(stored(number).withheld_since, None, "{reason:?}");
		}
		pass(5);
		let latest = reasons.len() as u32;
		assert_ok!(amend(PHYSICIAN, latest, root(101), WrongPatient, AT_HOSPITAL));
		assert_eq!(stored(latest).withheld_since, Some(NOW + 5));
		for number in (0..latest).chain([latest + 1]) {
			assert_eq!(stored(number).withheld_since, None);
		}
	});
}

#[test]
fn a_frozen_side_withholds_nothing_by_an_amendment() {
	ExtBuilder::permitting_as(Basis::Patient).build_and_execute(|| {
		self_reported(root(1));
		Patients::freeze(PATIENT);
		let stolen = amend(CONTROLLER, 0, root(2), WrongPatient, PERSON);
		assert_noop!(stolen, Error::<Test>::PatientFrozen);
		assert_ok!(amend(CONTROLLER, 0, root(2), WrongContent, PERSON));
	});
}

#[test]
fn what_the_arbiter_let_count_is_not_withheld_by_an_amendment() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		assert_ok!(arbitrate(0));
		assert_noop!(
			amend(PHYSICIAN, 0, root(2), WrongPatient, AT_HOSPITAL),
			Error::<Test>::Settled
		);
		assert_ok!(amend(PHYSICIAN, 0, root(2), WrongContent, AT_HOSPITAL));
		assert_eq!(stored(0).withheld_since, None);
	});
}

#[test]
fn a_new_version_is_checked_as_any_batch_is() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		let no_month = Months { from: 640, until: 640 };
		let faulty = [
			(NewBatch { leaves: 0, ..batch(root(2)) }, Error::<Test>::NoLeaves),
			(NewBatch { leaves: 65_537, ..batch(root(2)) }, Error::TooManyLeaves),
			(NewBatch { content: no_month, ..batch(root(2)) }, Error::InvalidContentPeriod),
			(NewBatch { key_epoch: Some(1), ..batch(root(2)) }, Error::UnknownKeyEpoch),
		];
		let amend = |batch| {
			let origin = RuntimeOrigin::signed(PHYSICIAN);
			let (reason, purpose) = (WrongContent, Purpose::Treatment);
			RecordAnchor::amend(origin, PATIENT, 0, batch, reason, purpose, AT_HOSPITAL)
		};
		for (batch, error) in faulty {
			assert_noop!(amend(batch), error);
		}
		without_numbers_left(PATIENT, || {
			assert_noop!(amend(batch(root(2))), Error::<Test>::MaxAnchorsExceeded);
		});
		// Months, custodian and key are corrected by a new version, too.
		let content = Months { from: 0, until: u16::MAX };
		let other = NewBatch { content, custodian: CLINIC, key_epoch: None, ..batch(root(2)) };
		assert_ok!(amend(other));
		let new = stored(1);
		assert_eq!((new.content, new.custodian, new.key_epoch), (content, CLINIC, None));
	});
}

#[test]
fn an_outsider_does_not_learn_what_there_is() {
	ExtBuilder::default().with_decision(Decision::Deny(Denial::NotGranted)).build_and_execute(
		|| {
			anchored(root(1));
			for number in [0, 7] {
				assert_noop!(
					amend(OUTSIDER, number, root(1), WrongContent, AT_HOSPITAL),
					Error::<Test>::NotPermitted
				);
			}
		},
	);
}

#[test]
fn an_anchor_that_there_is_not_has_no_other_version() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		assert_noop!(
			amend(PHYSICIAN, 0, root(2), WrongContent, AT_HOSPITAL),
			Error::<Test>::AnchorNotFound
		);
	});
}

#[test]
fn a_marked_version_is_the_end_of_its_chain_until_it_is_reinstated() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		assert_ok!(amend(PHYSICIAN, 0, root(2), WrongContent, AT_HOSPITAL));
		assert_ok!(mark(PHYSICIAN, &[1], WrongContent, AT_HOSPITAL));
		let at = NOW;
		assert_eq!(stored(1).entered_in_error, Some(EnteredInError { at, reason: WrongContent }));
		assert_noop!(
			amend(PHYSICIAN, 0, root(3), WrongContent, AT_HOSPITAL),
			Error::<Test>::NotLatestVersion
		);
		assert_noop!(
			amend(PHYSICIAN, 1, root(3), WrongContent, AT_HOSPITAL),
			Error::<Test>::EnteredInError
		);
		assert_ok!(reinstate(PHYSICIAN, 1, AT_HOSPITAL));
		assert_ok!(amend(PHYSICIAN, 1, root(3), WrongContent, AT_HOSPITAL));
	});
}

#[test]
fn only_a_signed_origin_amends() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let (reason, purpose) = (WrongContent, Purpose::Treatment);
			let new = batch(root(2));
			assert_noop!(
				RecordAnchor::amend(origin, PATIENT, 0, new, reason, purpose, AT_HOSPITAL),
				DispatchError::BadOrigin
			);
		}
	});
}

fn call(capacity: Capacity) -> Call<Test> {
	Call::amend {
		patient: PATIENT,
		supersedes: 0,
		batch: batch(ROOT),
		reason: WrongContent,
		purpose: Purpose::Treatment,
		capacity,
	}
}

#[test]
fn it_is_free_for_those_who_may_be_the_author() {
	ExtBuilder::default().build_and_execute(|| {
		let free = |who, capacity| is_free(who, call(capacity));
		assert!(free(CONTROLLER, PERSON));
		assert!(free(REPRESENTATIVE, PERSON));
		assert!(free(PHYSICIAN, AT_HOSPITAL));
		assert!(free(GATEWAY, FOR_RESIDENT));
		assert!(!free(OUTSIDER, PERSON));
		assert!(!free(PHYSICIAN, AT_CLINIC));
	});
}

#[test]
fn a_device_which_amends_nothing_does_not_try_for_free() {
	ExtBuilder::default().build_and_execute(|| {
		let classes = ClassSet::truncate_from(vec![CLASS]);
		let device = Relation::Device { classes, by_representative: false };
		Patients::relate(PATIENT, WEARABLE, device);
		assert!(!is_free(WEARABLE, call(PERSON)));
	});
}
