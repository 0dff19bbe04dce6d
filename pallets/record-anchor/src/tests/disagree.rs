//! `disagree`: what the patient says to a rejection.

use crate::{mock::*, Call, Disagreement, Disputes, Error, Event, RejectionReason, Verdict};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Patients, Policy},
	Actor, AuditedEvent, Basis, Purpose, DAY,
};
use sp_core::H256;

const REJECTED: Verdict =
	Verdict::Rejected { reason: RejectionReason::NotPartOfRecord, explanation: None };
const STATEMENT: H256 = H256([0xD2; 32]);

/// An anchor that the patient disputes, and what the hospital says to that, if anything.
fn disputed(verdict: Option<Verdict>) -> u32 {
	let anchor = anchored(ROOT);
	let first = H256::repeat_byte(1);
	permit(Basis::Patient);
	let origin = RuntimeOrigin::signed(CONTROLLER);
	assert_ok!(RecordAnchor::dispute(origin, PATIENT, anchor, first));
	if let Some(verdict) = verdict {
		permit(Basis::Author);
		assert_ok!(RecordAnchor::answer_dispute(
			RuntimeOrigin::signed(PHYSICIAN),
			PATIENT,
			anchor,
			first,
			verdict,
			Purpose::Treatment,
			AT_HOSPITAL,
		));
		permit(Basis::Patient);
	}
	anchor
}

fn disagree(who: u64, anchor: u32) -> DispatchResult {
	RecordAnchor::disagree(RuntimeOrigin::signed(who), PATIENT, anchor, STATEMENT)
}

#[test]
fn the_patient_disagrees_with_a_rejection() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = disputed(Some(REJECTED));
		// A freeze does not stop it.
		Patients::freeze(PATIENT);
		pass(DAY);
		assert_ok!(disagree(CONTROLLER, anchor));

		let statement = STATEMENT;
		let dispute = Disputes::<Test>::get(PATIENT, anchor).unwrap();
		assert_eq!(dispute.disagreement, Some(Disagreement { statement, at: NOW + DAY }));
		assert_eq!(dispute.answer.unwrap().verdict, REJECTED);
		assert_entered(
			3,
			Actor::Person(CONTROLLER),
			AuditedEvent::DisagreementStated { anchor, statement },
		);
		System::assert_last_event(
			Event::DisagreementStated { patient: PATIENT, anchor, statement }.into(),
		);
	});
}

#[test]
fn it_is_said_once() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = disputed(Some(REJECTED));
		permit(Basis::Representative);
		assert_ok!(disagree(REPRESENTATIVE, anchor));
		assert_noop!(disagree(CONTROLLER, anchor), Error::<Test>::NothingToDisagreeWith);
	});
}

#[test]
fn there_must_be_a_rejection() {
	for verdict in [None, Some(Verdict::Upheld)] {
		ExtBuilder::default().build_and_execute(|| {
			let anchor = disputed(verdict);
			assert_noop!(disagree(CONTROLLER, anchor), Error::<Test>::NothingToDisagreeWith);
		});
	}
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_noop!(disagree(CONTROLLER, anchor), Error::<Test>::NotDisputed);
		assert_noop!(disagree(CONTROLLER, anchor + 1), Error::<Test>::AnchorNotFound);
	});
}

#[test]
fn nobody_else_disagrees() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = disputed(Some(REJECTED));
		for decision in DENIALS {
			Policy::answer(decision);
			assert_noop!(disagree(OUTSIDER, anchor), Error::<Test>::NotPermitted);
		}
		permit(Basis::Author);
		assert_noop!(disagree(PHYSICIAN, anchor), Error::<Test>::NotPermitted);
	});
}

#[test]
fn it_is_free_for_the_patients_side() {
	let call = || Call::disagree { patient: PATIENT, anchor: 0, statement: STATEMENT };
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(CONTROLLER, call()));
		assert!(is_free(REPRESENTATIVE, call()));
		assert!(!is_free(PHYSICIAN, call()));
	});
}
