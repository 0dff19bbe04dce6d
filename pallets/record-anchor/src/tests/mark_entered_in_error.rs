//! `mark_entered_in_error`: what its author says is wrong, and stays.

use super::*;
use crate::{AnchorByRoot, EnteredInError, Error, Event, RecordStatus, Side, MAX_MARKED};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use salus_primitives::{
	doubles::{Patients, Policy, Trail},
	Actor, AuditedEvent, Basis, Decision, Denial, Target, TrailId,
};
use sp_runtime::DispatchError;
use CorrectionReason::*;

const SIDE: Side = Side::Organization(HOSPITAL);

#[test]
fn the_author_marks_a_list_which_stays() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		for number in 1..=3 {
			anchored(root(number));
		}
		let before = stored(0);
		pass(1_000);
		assert_ok!(mark(COLLEAGUE, &[2, 0], Duplicate, AT_HOSPITAL));

		let at = NOW + 1_000;
		let marked = Some(EnteredInError { at, reason: Duplicate });
		assert_eq!(stored(0), crate::Anchor { entered_in_error: marked, ..before });
		assert_eq!(stored(2).status(), RecordStatus::EnteredInError);
		assert_eq!(stored(1).status(), RecordStatus::Current);
		let purpose = Purpose::Treatment;
		let actor = Actor::new(COLLEAGUE, AT_HOSPITAL);
		let entry = |anchor| {
			let basis = Basis::Author;
			let reason = Duplicate;
			let event = AuditedEvent::RecordsEnteredInError { anchor, reason, purpose, basis };
			(TrailId::Patient(PATIENT), actor.clone(), event)
		};
		assert_eq!(Trail::entries(), [entry(2), entry(0)]);
		for anchor in [2, 0] {
			let (reason, organization) = (Duplicate, Some(HOSPITAL));
			let patient = PATIENT;
			System::assert_has_event(
				Event::RecordsEnteredInError { patient, anchor, reason, organization }.into(),
			);
		}
		let asked: Vec<_> = Policy::asked().into_iter().map(|asked| asked.target).collect();
		assert_eq!(asked, [Target::Anchor(2), Target::Anchor(0)]);
	});
}

#[test]
fn one_that_cannot_be_marked_leaves_all_unmarked() {
	ExtBuilder::default().build_and_execute(|| {
		for number in 1..=3 {
			anchored(root(number));
		}
		self_reported(root(4));
		permit(Basis::Author);
		assert_ok!(mark(PHYSICIAN, &[2], Duplicate, AT_HOSPITAL));
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(3) => Decision::Permit(Basis::Grant(1)),
			Target::Anchor(1) => Decision::Deny(Denial::NotGranted),
			_ => Decision::Permit(Basis::Author),
		});
		let attempts = [
			(vec![0, 1], Error::<Test>::NotPermitted),
			(vec![0, 2], Error::EnteredInError),
			(vec![0, 3], Error::NotTheAuthor),
			(vec![0, 4], Error::AnchorNotFound),
			(vec![0, 0], Error::InvalidAnchors),
		];
		for (anchors, error) in attempts {
			assert_noop!(mark(PHYSICIAN, &anchors, WrongContent, AT_HOSPITAL), error);
		}
		assert_eq!(stored(0).entered_in_error, None);
		assert_eq!(Trail::entries().len(), 1);
	});
}

#[test]
fn a_list_without_an_anchor_is_refused() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		assert_noop!(
			mark(PHYSICIAN, &[], WrongContent, AT_HOSPITAL),
			Error::<Test>::InvalidAnchors
		);
	});
}

#[test]
fn a_longer_list_than_may_be_is_not_even_decoded() {
	let encoded = |length: u32| (0..length).collect::<Vec<AnchorId>>().encode();
	assert!(crate::MarkedAnchors::decode(&mut &encoded(MAX_MARKED)[..]).is_ok());
	assert!(crate::MarkedAnchors::decode(&mut &encoded(MAX_MARKED + 1)[..]).is_err());
}

#[test]
fn a_whole_batch_of_mixed_up_records_is_marked_at_once() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		let all: Vec<AnchorId> =
			(0..MAX_MARKED).map(|number| anchored(root(number as u8))).collect();
		assert_ok!(mark(PHYSICIAN, &all, WrongPatient, AT_HOSPITAL));
		assert!(all.iter().all(|number| stored(*number).withheld_since == Some(NOW)));
	});
}

#[test]
fn the_root_of_a_marked_anchor_may_be_anchored_again() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_noop!(add(PHYSICIAN, ROOT, AT_HOSPITAL), Error::<Test>::AlreadyAnchored);
		assert_ok!(mark(PHYSICIAN, &[0], WrongContent, AT_HOSPITAL));
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (SIDE, ROOT)), None);
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (SIDE, ROOT)), Some(1));
		// That the old one turns out to be another patient's takes nothing from the new one.
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (SIDE, ROOT)), Some(1));
	});
}

#[test]
fn marking_frees_the_root_of_the_side_that_wrote_it_whoever_followed_it() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_ok!(add(CLINICIAN, ROOT, AT_CLINIC));
		assert_ok!(mark(CLINICIAN, &[0], WrongContent, AT_CLINIC));
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (SIDE, ROOT)), None);
		let clinics = Side::Organization(CLINIC);
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (clinics, ROOT)), Some(1));
	});
}

#[test]
fn a_marked_anchor_is_marked_once_more_only_if_it_is_another_patients() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_ok!(mark(PHYSICIAN, &[0], Duplicate, AT_HOSPITAL));
		for reason in [Duplicate, WrongContent, DisputeUpheld] {
			assert_noop!(mark(PHYSICIAN, &[0], reason, AT_HOSPITAL), Error::<Test>::EnteredInError);
		}
		assert_eq!(stored(0).withheld_since, None);
		pass(7);
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		let marked = EnteredInError { at: NOW + 7, reason: WrongPatient };
		assert_eq!(stored(0).entered_in_error, Some(marked));
		assert_eq!(stored(0).withheld_since, Some(NOW + 7));
		for reason in [WrongPatient, Duplicate] {
			assert_noop!(mark(PHYSICIAN, &[0], reason, AT_HOSPITAL), Error::<Test>::EnteredInError);
		}
	});
}

#[test]
fn a_superseded_version_is_marked_too_and_says_both() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		assert_ok!(amend(PHYSICIAN, 0, root(2), WrongContent, AT_HOSPITAL));
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		assert_eq!(stored(0).superseded.unwrap().by, 1);
		assert_eq!(stored(0).status(), RecordStatus::EnteredInError);
		assert_eq!(stored(0).withheld_since, Some(NOW));
		assert_eq!(stored(1).withheld_since, None);
	});
}

#[test]
fn what_is_withheld_already_is_withheld_since_then() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		assert_ok!(amend(PHYSICIAN, 0, root(2), WrongPatient, AT_HOSPITAL));
		pass(7);
		assert_ok!(mark(PHYSICIAN, &[0], WrongContent, AT_HOSPITAL));
		assert_eq!(stored(0).withheld_since, Some(NOW));
	});
}

#[test]
fn what_was_erased_is_not_marked() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		change(0, |anchor| {
			anchor.batch = None;
			anchor.erased_at = Some(NOW);
			anchor.withheld_since = Some(NOW);
		});
		AnchorByRoot::<Test>::remove(PATIENT, (SIDE, ROOT));
		for reason in [WrongContent, WrongPatient] {
			assert_noop!(mark(PHYSICIAN, &[0], reason, AT_HOSPITAL), Error::<Test>::Erased);
		}
	});
}

#[test]
fn what_the_arbiter_let_count_is_marked_but_not_withheld_again() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		assert_ok!(arbitrate(0));
		assert_noop!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL), Error::<Test>::Settled);
		assert_ok!(mark(PHYSICIAN, &[0], WrongContent, AT_HOSPITAL));
		assert_noop!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL), Error::<Test>::Settled);
		assert_eq!(stored(0).withheld_since, None);
	});
}

#[test]
fn a_frozen_side_withholds_nothing_and_an_author_does() {
	for basis in [Basis::Patient, Basis::Representative] {
		ExtBuilder::permitting_as(basis).build_and_execute(|| {
			self_reported(root(1));
			Patients::freeze(PATIENT);
			let stolen = mark(CONTROLLER, &[0], WrongPatient, PERSON);
			assert_noop!(stolen, Error::<Test>::PatientFrozen);
			// What is not withheld by it harms nobody.
			assert_ok!(mark(CONTROLLER, &[0], WrongContent, PERSON));
			let stolen = mark(CONTROLLER, &[0], WrongPatient, PERSON);
			assert_noop!(stolen, Error::<Test>::PatientFrozen);
			Patients::thaw(PATIENT);
			assert_ok!(mark(CONTROLLER, &[0], WrongPatient, PERSON));
		});
	}
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		Patients::freeze(PATIENT);
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
	});
}

#[test]
fn only_the_side_that_wrote_records_marks_them() {
	let of_others = [Basis::Grant(1), Basis::Policy(1), Basis::Emergency(1), Basis::Device];
	for basis in of_others {
		ExtBuilder::permitting_as(basis).build_and_execute(|| {
			anchored(root(1));
			self_reported(root(2));
			for number in [0, 1] {
				assert_noop!(
					mark(CLINICIAN, &[number], WrongContent, AT_CLINIC),
					Error::<Test>::NotTheAuthor
				);
			}
		});
	}
	for basis in [Basis::Patient, Basis::Representative] {
		ExtBuilder::permitting_as(basis).build_and_execute(|| {
			anchored(root(1));
			self_reported(root(2));
			assert_noop!(mark(CONTROLLER, &[0], WrongContent, PERSON), Error::<Test>::NotTheAuthor);
			assert_ok!(mark(CONTROLLER, &[1], WrongContent, PERSON));
			let (patient, anchor, reason) = (PATIENT, 1, WrongContent);
			System::assert_last_event(
				Event::RecordsEnteredInError { patient, anchor, reason, organization: None }.into(),
			);
		});
	}
}

#[test]
fn only_a_signed_origin_marks() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let anchors = BoundedVec::truncate_from(vec![0]);
			let (reason, purpose) = (WrongContent, Purpose::Treatment);
			assert_noop!(
				RecordAnchor::mark_entered_in_error(
					origin,
					PATIENT,
					anchors,
					reason,
					purpose,
					AT_HOSPITAL
				),
				DispatchError::BadOrigin
			);
		}
	});
}

fn call(anchors: u32, capacity: Capacity) -> Call<Test> {
	Call::mark_entered_in_error {
		patient: PATIENT,
		anchors: BoundedVec::truncate_from((0..anchors).collect()),
		reason: WrongContent,
		purpose: Purpose::Treatment,
		capacity,
	}
}

#[test]
fn it_is_free_for_those_who_may_be_the_author() {
	ExtBuilder::default().build_and_execute(|| {
		let free = |who, capacity| is_free(who, call(1, capacity));
		assert!(free(CONTROLLER, PERSON));
		assert!(free(REPRESENTATIVE, PERSON));
		assert!(free(PHYSICIAN, AT_HOSPITAL));
		assert!(!free(OUTSIDER, PERSON));
		assert!(!free(OUTSIDER, AT_HOSPITAL));
	});
}

#[test]
fn a_list_weighs_what_its_anchors_weigh() {
	let weight = |anchors| call(anchors, AT_HOSPITAL).get_dispatch_info().call_weight;
	for anchors in [2, 31, 32] {
		assert_eq!(weight(anchors), weight(1).saturating_mul(u64::from(anchors)));
	}
	assert_eq!(weight(0), weight(1), "an empty list is refused, and pays for that");
}
