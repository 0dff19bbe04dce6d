//! `reinstate`: what was marked or withheld counts again.

use super::*;
use crate::{AnchorByRoot, Error, Event, RecordStatus, Side};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	doubles::{Policy, Trail},
	Action, Actor, AuditedEvent, Basis, Decision, Denial, Target, TrailId,
};
use sp_runtime::DispatchError;
use CorrectionReason::*;

const SIDE: Side = Side::Organization(HOSPITAL);

#[test]
fn the_author_lets_an_anchor_count_again() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		let before = stored(0);
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		assert_ok!(reinstate(COLLEAGUE, 0, AT_HOSPITAL));
		assert_eq!(stored(0), before);
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (SIDE, ROOT)), Some(0));
		let actor = Actor::new(COLLEAGUE, AT_HOSPITAL);
		let entry = AuditedEvent::RecordsReinstated { anchor: 0 };
		assert_eq!(Trail::entries()[1], (TrailId::Patient(PATIENT), actor.clone(), entry));
		System::assert_last_event(
			Event::RecordsReinstated { patient: PATIENT, anchor: 0, actor }.into(),
		);
		let asked = Policy::asked().pop().unwrap();
		assert_eq!((asked.action, asked.target), (Action::Correct, Target::Anchor(0)));
		// It is the author's again to withhold.
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
	});
}

#[test]
fn a_version_that_was_withheld_by_an_amendment_counts_again_and_stays_superseded() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		assert_ok!(amend(PHYSICIAN, 0, root(2), WrongPatient, AT_HOSPITAL));
		assert_ok!(reinstate(PHYSICIAN, 0, AT_HOSPITAL));
		assert_eq!(stored(0).withheld_since, None);
		assert_eq!(stored(0).status(), RecordStatus::Superseded);
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (SIDE, root(1))), Some(0));
	});
}

#[test]
fn the_patients_side_reinstates_what_it_wrote_itself_only() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		self_reported(root(2));
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		for basis in [Basis::Patient, Basis::Representative] {
			permit(basis);
			assert_ok!(mark(CONTROLLER, &[1], WrongPatient, PERSON));
			assert_ok!(reinstate(REPRESENTATIVE, 1, PERSON));
			assert_noop!(reinstate(CONTROLLER, 0, PERSON), Error::<Test>::NotTheAuthor);
		}
		for basis in [Basis::Grant(1), Basis::Policy(1), Basis::Emergency(1)] {
			permit(basis);
			assert_noop!(reinstate(CLINICIAN, 0, AT_CLINIC), Error::<Test>::NotTheAuthor);
		}
	});
}

#[test]
fn the_arbiter_lets_count_what_an_author_withholds_for_good() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		let asked = Policy::asked().len();
		assert_ok!(arbitrate(0));
		assert_eq!(Policy::asked().len(), asked, "nobody is asked whether the arbiter may");
		assert_eq!((stored(0).withheld_since, stored(0).is_settled), (None, true));
		let entry = AuditedEvent::RecordsReinstated { anchor: 0 };
		let patients = TrailId::Patient(PATIENT);
		assert_eq!(Trail::entries()[1], (patients, Actor::Authority, entry));
		let actor = Actor::Authority;
		System::assert_last_event(
			Event::RecordsReinstated { patient: PATIENT, anchor: 0, actor }.into(),
		);
		assert_noop!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL), Error::<Test>::Settled);
	});
}

/// The arbiter let a mere duplicate count again, and then the other patient of a mix-up could no longer be protected.
#[test]
fn what_was_not_withheld_can_be_withheld_after_the_arbiter_let_it_count() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_ok!(mark(PHYSICIAN, &[0], Duplicate, AT_HOSPITAL));
		assert_ok!(arbitrate(0));
		assert!(!stored(0).is_settled);
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		assert_eq!(stored(0).withheld_since, Some(NOW));
	});
}

#[test]
fn what_was_settled_stays_so_when_its_author_reinstates_it() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		assert_ok!(arbitrate(0));
		assert_ok!(mark(PHYSICIAN, &[0], WrongContent, AT_HOSPITAL));
		assert_ok!(reinstate(PHYSICIAN, 0, AT_HOSPITAL));
		assert!(stored(0).is_settled);
	});
}

#[test]
fn a_root_that_was_anchored_anew_meanwhile_stands_once() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_ok!(mark(PHYSICIAN, &[0], WrongContent, AT_HOSPITAL));
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));
		assert_noop!(reinstate(PHYSICIAN, 0, AT_HOSPITAL), Error::<Test>::AlreadyAnchored);
		assert_ok!(mark(PHYSICIAN, &[1], Duplicate, AT_HOSPITAL));
		assert_ok!(reinstate(PHYSICIAN, 0, AT_HOSPITAL));
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (SIDE, ROOT)), Some(0));
		assert_noop!(reinstate(PHYSICIAN, 1, AT_HOSPITAL), Error::<Test>::AlreadyAnchored);
	});
}

/// An author withheld records, anchored their root anew under another class, and the arbiter was refused: they were withheld
/// for good.
#[test]
fn an_author_who_anchors_a_root_anew_does_not_keep_it_from_the_arbiter() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		let elsewhere = NewBatch { class: RecordClass(9), ..batch(ROOT) };
		assert_ok!(add_batch(PHYSICIAN, elsewhere, AT_HOSPITAL));
		assert_noop!(reinstate(PHYSICIAN, 0, AT_HOSPITAL), Error::<Test>::AlreadyAnchored);
		assert_ok!(arbitrate(0));
		assert_eq!((stored(0).withheld_since, stored(0).status()), (None, RecordStatus::Current));
		assert!(stored(0).is_settled);
		// The root stays with the one that has it, also when the other is marked once more.
		let by_root = || RecordAnchor::anchor_by_root(PATIENT, SIDE, ROOT);
		assert_eq!(by_root(), Some(1));
		assert_ok!(mark(PHYSICIAN, &[0], Incomplete, AT_HOSPITAL));
		assert_eq!(by_root(), Some(1));
		assert_ok!(arbitrate(0));
		assert_ok!(mark(PHYSICIAN, &[1], Duplicate, AT_HOSPITAL));
		assert_eq!(by_root(), None);
		RecordAnchor::do_try_state().unwrap();
	});
}

/// Somebody took a mark back that it had not seen: its author had reinstated the anchor and marked it anew for another reason.
#[test]
fn only_the_mark_that_was_seen_is_taken_back() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_ok!(mark(PHYSICIAN, &[0], Duplicate, AT_HOSPITAL));
		let seen = NOW;
		pass(1);
		assert_ok!(reinstate(PHYSICIAN, 0, AT_HOSPITAL));
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		let at = |origin, capacity, moment| {
			RecordAnchor::reinstate(origin, PATIENT, 0, moment, capacity)
		};
		let author = RuntimeOrigin::signed(COLLEAGUE);
		for moment in [seen, seen + 2, 0] {
			let other = || Error::<Test>::OtherMark;
			assert_noop!(at(author.clone(), AT_HOSPITAL, moment), other());
			assert_noop!(at(RuntimeOrigin::root(), PERSON, moment), other());
		}
		assert_ok!(at(author, AT_HOSPITAL, seen + 1));
	});
}

/// A mark counts before the moment since when the anchor is withheld, which an amendment may have set long before.
#[test]
fn what_is_marked_is_named_by_its_mark_and_else_by_its_withholding() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		assert_ok!(amend(PHYSICIAN, 0, root(2), WrongPatient, AT_HOSPITAL));
		pass(5);
		assert_ok!(mark(PHYSICIAN, &[0], Duplicate, AT_HOSPITAL));
		let at = |moment| {
			let origin = RuntimeOrigin::signed(PHYSICIAN);
			RecordAnchor::reinstate(origin, PATIENT, 0, moment, AT_HOSPITAL)
		};
		assert_noop!(at(NOW), Error::<Test>::OtherMark);
		assert_ok!(at(NOW + 5));
		change(0, |anchor| anchor.withheld_since = Some(NOW + 3));
		assert_noop!(at(NOW + 5), Error::<Test>::OtherMark);
		assert_ok!(at(NOW + 3));
	});
}

#[test]
fn what_counts_cannot_count_again() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(root(1));
		assert_ok!(amend(PHYSICIAN, 0, root(2), WrongContent, AT_HOSPITAL));
		for number in [0, 1] {
			assert_noop!(
				reinstate(PHYSICIAN, number, AT_HOSPITAL),
				Error::<Test>::NothingToReinstate
			);
			assert_noop!(arbitrate(number), Error::<Test>::NothingToReinstate);
		}
	});
}

#[test]
fn what_was_erased_stays_erased() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_ok!(mark(PHYSICIAN, &[0], WrongPatient, AT_HOSPITAL));
		change(0, |anchor| {
			anchor.batch = None;
			anchor.erased_at = Some(NOW);
		});
		assert_noop!(reinstate(PHYSICIAN, 0, AT_HOSPITAL), Error::<Test>::Erased);
		assert_noop!(arbitrate(0), Error::<Test>::Erased);
	});
}

#[test]
fn an_outsider_does_not_learn_what_there_is() {
	ExtBuilder::default().with_decision(Decision::Deny(Denial::NotGranted)).build_and_execute(
		|| {
			anchored(ROOT);
			for number in [0, 7] {
				assert_noop!(reinstate(OUTSIDER, number, AT_HOSPITAL), Error::<Test>::NotPermitted);
			}
			assert_noop!(arbitrate(7), Error::<Test>::AnchorNotFound);
		},
	);
}

#[test]
fn nobody_at_all_reinstates_nothing() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		anchored(ROOT);
		assert_noop!(
			RecordAnchor::reinstate(RuntimeOrigin::none(), PATIENT, 0, NOW, AT_HOSPITAL),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn it_is_free_for_those_who_may_be_the_author() {
	ExtBuilder::default().build_and_execute(|| {
		let call =
			|capacity| Call::reinstate { patient: PATIENT, anchor: 0, marked_at: NOW, capacity };
		let free = |who, capacity| is_free(who, call(capacity));
		assert!(free(CONTROLLER, PERSON));
		assert!(free(PHYSICIAN, AT_HOSPITAL));
		assert!(!free(OUTSIDER, PERSON));
		assert!(!free(OUTSIDER, AT_HOSPITAL));
	});
}
