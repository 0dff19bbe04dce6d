//! `erase`: what proves records goes, for ever.

use crate::{
	mock::*, Anchor, AnchorByRoot, Call, CoSignaturesOf, Custodies, Disputes, EnteredInError,
	Error, Event, InclusionFault, NewPiece, Pieces, RecordIndexes, RecordStatus, Side,
	ERASURE_WINDOW,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Patients, Policy},
	Actor, AuditedEvent, Basis, CorrectionReason, Power, Powers, Purpose, RecordDirectory,
	Relation, DAY,
};
use sp_core::H256;

fn announce(anchor: u32) {
	let origin = RuntimeOrigin::signed(CONTROLLER);
	assert_ok!(RecordAnchor::announce_erasure(origin, PATIENT, anchor));
}

/// An anchor of the hospital whose erasure is due.
fn due() -> u32 {
	let anchor = anchored(ROOT);
	announce(anchor);
	pass(ERASURE_DELAY);
	anchor
}

fn erase(who: u64, anchor: u32) -> DispatchResult {
	RecordAnchor::erase(RuntimeOrigin::signed(who), PATIENT, anchor)
}

#[test]
fn what_proves_records_goes_and_that_they_were_there_stays() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = due();
		let before = stored(anchor);
		assert_ok!(erase(CONTROLLER, anchor));

		let now = NOW + ERASURE_DELAY;
		assert_eq!(
			stored(anchor),
			Anchor {
				batch: None,
				erased_at: Some(now),
				withheld_since: Some(now),
				erasable_from: None,
				..before
			}
		);
		assert_eq!(stored(anchor).status(), RecordStatus::Erased);
		assert_entered(2, Actor::Person(CONTROLLER), AuditedEvent::RecordsErased { anchor });
		System::assert_last_event(Event::RecordsErased { patient: PATIENT, anchor }.into());
	});
}

#[test]
fn whatever_was_said_about_the_records_goes_too() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		let origin = RuntimeOrigin::signed(CONTROLLER);
		let statement = H256::repeat_byte(1);
		assert_ok!(RecordAnchor::dispute(origin.clone(), PATIENT, anchor, statement));
		let piece = NewPiece { custodian: ARCHIVE, root: H256::repeat_byte(2) };
		let pieces = Pieces::truncate_from(vec![piece]);
		let purpose = Purpose::PatientRequest;
		assert_ok!(RecordAnchor::plan_custody(origin, PATIENT, anchor, 1, pieces, purpose, PERSON));
		let reader = RuntimeOrigin::signed(CLINICIAN);
		assert_ok!(RecordAnchor::co_sign(
			reader,
			PATIENT,
			anchor,
			ROOT,
			Purpose::Treatment,
			AT_CLINIC
		));
		let before = stored(anchor);
		assert!(before.is_disputed && before.has_custody && before.co_signatures == 1);
		announce(anchor);
		pass(ERASURE_DELAY);
		assert_ok!(erase(CONTROLLER, anchor));

		let left = stored(anchor);
		assert!(!left.is_disputed && !left.has_custody && left.co_signatures == 0);
		assert!(!Disputes::<Test>::contains_key(PATIENT, anchor));
		assert!(!Custodies::<Test>::contains_key(PATIENT, anchor));
		assert!(!CoSignaturesOf::<Test>::contains_key(PATIENT, anchor));
	});
}

#[test]
fn nothing_proves_the_records_any_more_and_nobody_is_let_see_them() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = due();
		assert_ok!(erase(CONTROLLER, anchor));
		let side = Side::Organization(HOSPITAL);
		assert_eq!(RecordAnchor::anchor_by_root(PATIENT, side, ROOT), None);
		assert_eq!(
			RecordAnchor::verify_inclusion(PATIENT, anchor, 0, H256::zero(), vec![]),
			Err(InclusionFault::UnknownAnchor)
		);
		assert_eq!(RecordAnchor::custody(PATIENT, anchor), None);
		let summary = RecordAnchor::record(&PATIENT, anchor).unwrap();
		assert_eq!(summary.withheld_since, Some(NOW + ERASURE_DELAY));
		let view = RecordAnchor::anchored(PATIENT, anchor).unwrap();
		assert_eq!((view.status, view.dispute), (RecordStatus::Erased, None));
	});
}

#[test]
fn the_lists_go_on_behind_an_erased_anchor() {
	ExtBuilder::permitting().build_and_execute(|| {
		let older = anchored(H256::repeat_byte(1));
		let anchor = due();
		let newer = anchored(H256::repeat_byte(2));
		let index = RecordIndexes::<Test>::get(PATIENT);
		assert_ok!(erase(CONTROLLER, anchor));
		assert_eq!(RecordIndexes::<Test>::get(PATIENT), index);
		assert_eq!(stored(newer).previous, Some(anchor));
		assert_eq!(stored(anchor).previous, Some(older));
	});
}

#[test]
fn records_that_were_withheld_before_stay_withheld_since_then() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = due();
		change(anchor, |anchor| anchor.withheld_since = Some(NOW));
		assert_ok!(erase(CONTROLLER, anchor));
		assert_eq!(stored(anchor).withheld_since, Some(NOW));
	});
}

#[test]
fn a_root_that_was_anchored_anew_stays_with_its_anchor() {
	ExtBuilder::permitting().build_and_execute(|| {
		let marked = anchored(ROOT);
		let reason = CorrectionReason::WrongContent;
		change(marked, |old| old.entered_in_error = Some(EnteredInError { at: NOW, reason }));
		let anew = anchored(ROOT);
		announce(marked);
		pass(ERASURE_DELAY);
		assert_ok!(erase(CONTROLLER, marked));
		let key = (Side::Organization(HOSPITAL), ROOT);
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, key), Some(anew));
		assert_eq!(stored(marked).entered_in_error, Some(EnteredInError { at: NOW, reason }));
	});
}

#[test]
fn the_patient_erases_what_it_wrote_itself() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = self_reported(ROOT);
		announce(anchor);
		pass(ERASURE_DELAY);
		assert_ok!(erase(CONTROLLER, anchor));
		assert_eq!(RecordAnchor::anchor_by_root(PATIENT, Side::Patient, ROOT), None);
	});
}

#[test]
fn it_waits_until_it_is_due() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_noop!(erase(CONTROLLER, anchor), Error::<Test>::ErasureNotAnnounced);
		announce(anchor);
		assert_noop!(erase(CONTROLLER, anchor), Error::<Test>::ErasureNotDue);
		pass(ERASURE_DELAY - 1);
		assert_noop!(erase(CONTROLLER, anchor), Error::<Test>::ErasureNotDue);
		pass(1);
		assert_ok!(erase(CONTROLLER, anchor));
		assert_noop!(erase(CONTROLLER, anchor), Error::<Test>::Erased);
	});
}

#[test]
fn a_forgotten_announcement_spares_a_thief_no_waiting() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = due();
		pass(ERASURE_WINDOW);
		assert_noop!(erase(CONTROLLER, anchor), Error::<Test>::ErasureNotAnnounced);
		announce(anchor);
		assert_noop!(erase(CONTROLLER, anchor), Error::<Test>::ErasureNotDue);
	});
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = due();
		pass(ERASURE_WINDOW - 1);
		assert_ok!(erase(CONTROLLER, anchor));
	});
}

#[test]
fn a_freeze_stops_what_a_thief_has_announced() {
	const OWNER: u64 = 60;
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = due();
		Patients::freeze(PATIENT);
		assert_noop!(erase(CONTROLLER, anchor), Error::<Test>::PatientFrozen);
		// The guardians give control back: the thief has nothing to erase any more, whatever it had announced.
		pass(DAY);
		Patients::relate(PATIENT, CONTROLLER, Relation::Stranger);
		Patients::relate(PATIENT, OWNER, Relation::Controller);
		Patients::thaw(PATIENT);
		assert_noop!(erase(CONTROLLER, anchor), Error::<Test>::NotPermitted);
		assert_ok!(RecordAnchor::cancel_erasure(RuntimeOrigin::signed(OWNER), PATIENT, anchor));
		assert_noop!(erase(OWNER, anchor), Error::<Test>::ErasureNotAnnounced);
	});
}

#[test]
fn only_the_controller_of_a_living_person_erases() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = due();
		for decision in DENIALS {
			Policy::answer(decision);
			assert_noop!(erase(CONTROLLER, anchor), Error::<Test>::NotPermitted);
		}
		permit(Basis::Author);
		assert_noop!(erase(PHYSICIAN, anchor), Error::<Test>::NotPermitted);
		permit(Basis::Representative);
		assert_noop!(erase(REPRESENTATIVE, anchor), Error::<Test>::NotPermitted);
		let executor = Relation::Executor(Powers::of(&[Power::Records]));
		Patients::relate(PATIENT, REPRESENTATIVE, executor);
		assert_noop!(erase(REPRESENTATIVE, anchor), Error::<Test>::NotPermitted);
		permit(Basis::Patient);
		Patients::die_at(PATIENT, NOW);
		assert_noop!(erase(CONTROLLER, anchor), Error::<Test>::NotPermitted);
		Patients::correct_death(PATIENT);
		assert_noop!(erase(CONTROLLER, anchor + 1), Error::<Test>::AnchorNotFound);
		assert_ok!(erase(CONTROLLER, anchor));
	});
}

#[test]
fn it_is_free_for_the_patients_side() {
	let call = || Call::erase { patient: PATIENT, anchor: 0 };
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(CONTROLLER, call()));
		assert!(!is_free(PHYSICIAN, call()));
		assert!(!is_free(OUTSIDER, call()));
	});
}
