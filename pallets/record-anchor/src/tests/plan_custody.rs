//! `plan_custody`: which custodians shall keep the ciphertext.

use crate::{mock::*, Call, Custodies, Custody, Error, Event, NewPiece, Piece, Pieces};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult, BoundedVec};
use salus_primitives::{
	doubles::{Patients, Policy, Trail},
	AccessRequest, Action, Actor, AuditedEvent, Basis, Capacity, Purpose, Target, DAY,
};
use sp_core::H256;

/// Pieces of these custodians, with these roots.
fn pieces(all: &[(u32, u8)]) -> Pieces {
	let pieces = all.iter().map(|(custodian, root)| NewPiece {
		custodian: *custodian,
		root: H256::repeat_byte(*root),
	});
	Pieces::truncate_from(pieces.collect())
}

/// The first is the clinic's, the second and the third the archive's.
fn three() -> Pieces {
	pieces(&[(CLINIC, 1), (ARCHIVE, 2), (ARCHIVE, 3)])
}

fn plan_as(
	who: u64,
	anchor: u32,
	threshold: u8,
	pieces: Pieces,
	capacity: Capacity,
) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	let purpose = Purpose::CareManagement;
	RecordAnchor::plan_custody(origin, PATIENT, anchor, threshold, pieces, purpose, capacity)
}

fn plan(anchor: u32, threshold: u8, pieces: Pieces) -> DispatchResult {
	plan_as(COLLEAGUE, anchor, threshold, pieces, AT_HOSPITAL)
}

#[test]
fn the_author_plans_pieces_of_which_some_give_the_whole() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(plan(anchor, 2, three()));

		let planned = three().into_iter().map(|piece| Piece {
			custodian: piece.custodian,
			root: piece.root,
			held_until: None,
		});
		let planned = BoundedVec::truncate_from(planned.collect());
		assert_eq!(
			Custodies::<Test>::get(PATIENT, anchor),
			Some(Custody { threshold: 2, pieces: planned, by_patient: false })
		);
		assert!(stored(anchor).has_custody);
		assert_entered(
			1,
			Actor::new(COLLEAGUE, AT_HOSPITAL),
			AuditedEvent::CustodyPlanned { anchor, threshold: 2, pieces: 3 },
		);
		System::assert_last_event(
			Event::CustodyPlanned { patient: PATIENT, anchor, threshold: 2, pieces: three() }
				.into(),
		);
		assert_eq!(
			Policy::asked(),
			[AccessRequest {
				patient: PATIENT,
				actor: Actor::new(COLLEAGUE, AT_HOSPITAL),
				action: Action::Correct,
				purpose: Purpose::CareManagement,
				target: Target::Anchor(anchor),
			}]
		);
	});
}

#[test]
fn the_patients_side_plans_whoever_wrote_the_records() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(plan_as(CONTROLLER, anchor, 1, three(), PERSON));
		permit(Basis::Representative);
		let anchor = self_reported(H256::repeat_byte(1));
		assert_ok!(plan_as(REPRESENTATIVE, anchor, 3, three(), PERSON));
	});
}

/// An author planned the pieces anew, away from where the patient keeps its records.
#[test]
fn what_the_patients_side_planned_only_it_plans_anew() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		permit(Basis::Author);
		assert_ok!(plan(anchor, 1, three()));
		for basis in [Basis::Representative, Basis::Patient] {
			permit(basis);
			assert_ok!(plan_as(REPRESENTATIVE, anchor, 2, three(), PERSON));
			assert!(Custodies::<Test>::get(PATIENT, anchor).unwrap().by_patient);
			permit(Basis::Author);
			assert_noop!(plan(anchor, 1, three()), Error::<Test>::PlannedByPatient);
		}
		// Custodians hold and release what it planned, and that stays so.
		let origin = || RuntimeOrigin::signed(ARCHIVIST);
		let (until, root) = (NOW + 30 * DAY, H256::repeat_byte(2));
		assert_ok!(RecordAnchor::hold(origin(), PATIENT, anchor, 1, root, until, AT_ARCHIVE));
		assert_ok!(RecordAnchor::release(origin(), PATIENT, anchor, 1, AT_ARCHIVE));
		assert_noop!(plan(anchor, 1, three()), Error::<Test>::PlannedByPatient);
	});
}

#[test]
fn a_piece_that_stays_stays_held() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(plan(anchor, 2, three()));
		let until = NOW + 30 * DAY;
		for (piece, root) in [(1, 2), (2, 3)] {
			let origin = RuntimeOrigin::signed(ARCHIVIST);
			let root = H256::repeat_byte(root);
			assert_ok!(RecordAnchor::hold(origin, PATIENT, anchor, piece, root, until, AT_ARCHIVE));
		}
		// One piece at another place in the order, one with another root, one with another custodian.
		assert_ok!(plan(anchor, 1, pieces(&[(ARCHIVE, 3), (ARCHIVE, 4), (HOSPITAL, 2)])));
		let custody = Custodies::<Test>::get(PATIENT, anchor).unwrap();
		let held: Vec<_> = custody.pieces.iter().map(|piece| piece.held_until).collect();
		assert_eq!(held, [Some(until), None, None]);
		assert_eq!(custody.threshold, 1);
	});
}

#[test]
fn some_of_all_pieces_must_give_the_whole() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_noop!(plan(anchor, 0, three()), Error::<Test>::InvalidThreshold);
		assert_noop!(plan(anchor, 4, three()), Error::<Test>::InvalidThreshold);
		assert_noop!(plan(anchor, 0, pieces(&[])), Error::<Test>::InvalidThreshold);
		assert_noop!(plan(anchor, 1, pieces(&[])), Error::<Test>::InvalidThreshold);
		assert_ok!(plan(anchor, 3, three()));
		assert_noop!(
			plan(anchor, 2, pieces(&[(ARCHIVE, 1), (ARCHIVE, 1)])),
			Error::<Test>::InvalidThreshold
		);
		let different: Vec<_> = (1..=16).map(|root| (ARCHIVE, root)).collect();
		assert_ok!(plan(anchor, 16, pieces(&different)));
	});
}

#[test]
fn a_frozen_side_plans_nothing_and_its_authors_do() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		Patients::freeze(PATIENT);
		for basis in [Basis::Patient, Basis::Representative] {
			permit(basis);
			assert_noop!(
				plan_as(CONTROLLER, anchor, 1, three(), PERSON),
				Error::<Test>::PatientFrozen
			);
		}
		permit(Basis::Author);
		assert_ok!(plan(anchor, 1, three()));
	});
}

#[test]
fn whoever_may_not_correct_plans_nothing() {
	for decision in DENIALS {
		ExtBuilder::default().with_decision(decision).build_and_execute(|| {
			let anchor = anchored(ROOT);
			assert_noop!(
				plan_as(CLINICIAN, anchor, 1, three(), AT_CLINIC),
				Error::<Test>::NotPermitted
			);
			assert_noop!(
				plan_as(REPRESENTATIVE, anchor + 1, 1, three(), PERSON),
				Error::<Test>::NotPermitted
			);
			assert!(Trail::entries().is_empty());
		});
	}
}

#[test]
fn a_reader_plans_nothing() {
	for basis in [Basis::Grant(5), Basis::Policy(0), Basis::Emergency(1)] {
		ExtBuilder::permitting_as(basis).build_and_execute(|| {
			let anchor = anchored(ROOT);
			assert_noop!(
				plan_as(CLINICIAN, anchor, 1, three(), AT_CLINIC),
				Error::<Test>::NotTheAuthor
			);
		});
	}
}

#[test]
fn there_must_be_records() {
	ExtBuilder::permitting_as(Basis::Author).build_and_execute(|| {
		assert_noop!(plan(0, 1, three()), Error::<Test>::AnchorNotFound);
		let erased = erased();
		assert_noop!(plan(erased, 1, three()), Error::<Test>::Erased);
	});
}

#[test]
fn it_is_free_for_both_sides() {
	let call = |capacity| Call::plan_custody {
		patient: PATIENT,
		anchor: 0,
		threshold: 1,
		pieces: three(),
		purpose: Purpose::CareManagement,
		capacity,
	};
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(CONTROLLER, call(PERSON)));
		assert!(is_free(REPRESENTATIVE, call(PERSON)));
		assert!(is_free(PHYSICIAN, call(AT_HOSPITAL)));
		assert!(!is_free(OUTSIDER, call(PERSON)));
		assert!(!is_free(OUTSIDER, call(AT_HOSPITAL)));
	});
}
