//! `answer_dispute`: what the author says to a dispute.

use crate::{
	mock::*, Call, DisputeAnswer, Disputes, Error, Event, RecordStatus, RejectionReason, Verdict,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Patients, Policy, Providers, Trail},
	AccessRequest, Action, Actor, AuditedEvent, Basis, Capacity, CorrectionReason, NotPractising,
	Purpose, Target, DAY,
};
use sp_core::H256;

const STATEMENT: H256 = H256([0xD1; 32]);
const REJECTED: Verdict = Verdict::Rejected {
	reason: RejectionReason::AccurateAndComplete,
	explanation: Some(H256([0xE1; 32])),
};

/// An anchor of the hospital that the patient disputes; the policy takes everybody for its author from here on.
fn disputed() -> u32 {
	let anchor = anchored(ROOT);
	let origin = RuntimeOrigin::signed(CONTROLLER);
	assert_ok!(RecordAnchor::dispute(origin, PATIENT, anchor, STATEMENT));
	permit(Basis::Author);
	anchor
}

fn answer_as(who: u64, anchor: u32, verdict: Verdict, capacity: Capacity) -> DispatchResult {
	let purpose = Purpose::Treatment;
	let origin = RuntimeOrigin::signed(who);
	RecordAnchor::answer_dispute(origin, PATIENT, anchor, STATEMENT, verdict, purpose, capacity)
}

fn answer(anchor: u32, verdict: Verdict) -> DispatchResult {
	answer_as(COLLEAGUE, anchor, verdict, AT_HOSPITAL)
}

fn answered(anchor: u32) -> Option<DisputeAnswer> {
	Disputes::<Test>::get(PATIENT, anchor).unwrap().answer
}

#[test]
fn the_author_upholds_a_dispute() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		pass(DAY);
		assert_ok!(answer(anchor, Verdict::Upheld));

		let verdict = Verdict::Upheld;
		assert_eq!(answered(anchor), Some(DisputeAnswer { verdict, at: NOW + DAY }));
		assert_entered(
			2,
			Actor::new(COLLEAGUE, AT_HOSPITAL),
			AuditedEvent::DisputeAnswered { anchor, is_upheld: true },
		);
		System::assert_last_event(
			Event::DisputeAnswered {
				patient: PATIENT,
				anchor,
				verdict,
				organization: Some(HOSPITAL),
			}
			.into(),
		);
		assert_eq!(
			Policy::asked().last(),
			Some(&AccessRequest {
				patient: PATIENT,
				actor: Actor::new(COLLEAGUE, AT_HOSPITAL),
				action: Action::Correct,
				purpose: Purpose::Treatment,
				target: Target::Anchor(anchor),
			})
		);
	});
}

#[test]
fn the_author_rejects_a_dispute_and_says_why() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		assert_ok!(answer_as(GATEWAY, anchor, REJECTED, FOR_RESIDENT));
		assert_eq!(answered(anchor), Some(DisputeAnswer { verdict: REJECTED, at: NOW }));
		assert_entered(
			2,
			Actor::new(GATEWAY, FOR_RESIDENT),
			AuditedEvent::DisputeAnswered { anchor, is_upheld: false },
		);
	});
}

#[test]
fn a_late_answer_counts_and_so_does_one_in_a_freeze() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		Patients::freeze(PATIENT);
		pass(DISPUTE_PERIOD + DAY);
		assert_ok!(answer(anchor, Verdict::Upheld));
	});
}

#[test]
fn a_rejection_can_become_an_agreement_and_nothing_else_changes() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		assert_ok!(answer(anchor, REJECTED));
		assert_noop!(answer(anchor, REJECTED), Error::<Test>::AlreadyAnswered);
		let other =
			Verdict::Rejected { reason: RejectionReason::NotCreatedHere, explanation: None };
		assert_noop!(answer(anchor, other), Error::<Test>::AlreadyAnswered);
		permit(Basis::Patient);
		let origin = RuntimeOrigin::signed(CONTROLLER);
		assert_ok!(RecordAnchor::disagree(origin, PATIENT, anchor, H256::repeat_byte(1)));
		permit(Basis::Author);

		assert_ok!(answer(anchor, Verdict::Upheld));
		let dispute = Disputes::<Test>::get(PATIENT, anchor).unwrap();
		assert_eq!(dispute.answer.unwrap().verdict, Verdict::Upheld);
		assert!(dispute.disagreement.is_some(), "what was said stays");
		assert_noop!(answer(anchor, REJECTED), Error::<Test>::AlreadyAnswered);
		assert_noop!(answer(anchor, Verdict::Upheld), Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn it_is_seen_whether_an_upheld_dispute_led_to_another_version() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		assert_ok!(answer(anchor, Verdict::Upheld));
		let view = RecordAnchor::anchored(PATIENT, anchor).unwrap();
		assert_eq!(view.status, RecordStatus::Current);
		let next = anchored(H256::repeat_byte(1));
		let reason = CorrectionReason::DisputeUpheld;
		supersede(anchor, next, reason);
		let view = RecordAnchor::anchored(PATIENT, anchor).unwrap();
		assert_eq!(view.status, RecordStatus::Superseded);
		assert_eq!(view.dispute.unwrap().answer.unwrap().verdict, Verdict::Upheld);
		assert_eq!(RecordAnchor::anchored(PATIENT, next).unwrap().dispute, None);
	});
}

#[test]
fn whoever_may_not_correct_answers_nothing() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		for decision in DENIALS {
			Policy::answer(decision);
			assert_noop!(answer(anchor, Verdict::Upheld), Error::<Test>::NotPermitted);
			assert_noop!(answer(anchor + 1, Verdict::Upheld), Error::<Test>::NotPermitted);
		}
		assert_eq!(Trail::entries().len(), 1);
	});
}

#[test]
fn only_the_author_answers() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		for basis in [Basis::Patient, Basis::Representative] {
			permit(basis);
			assert_noop!(
				answer_as(CONTROLLER, anchor, Verdict::Upheld, PERSON),
				Error::<Test>::NotTheAuthor
			);
		}
		for basis in [Basis::Grant(5), Basis::Policy(0), Basis::Emergency(0)] {
			permit(basis);
			assert_noop!(
				answer_as(CLINICIAN, anchor, Verdict::Upheld, AT_CLINIC),
				Error::<Test>::NotTheAuthor
			);
		}
		// What the patient wrote itself has no author that could answer.
		permit(Basis::Patient);
		let own = self_reported(H256::repeat_byte(1));
		assert_noop!(
			answer_as(CONTROLLER, own, Verdict::Upheld, PERSON),
			Error::<Test>::NotTheAuthor
		);
	});
}

#[test]
fn only_what_was_said_is_answered() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = disputed();
		assert_noop!(answer(anchor + 1, Verdict::Upheld), Error::<Test>::AnchorNotFound);
		let undisputed = anchored(H256::repeat_byte(1));
		assert_noop!(answer(undisputed, Verdict::Upheld), Error::<Test>::NotDisputed);
		assert_noop!(
			RecordAnchor::answer_dispute(
				RuntimeOrigin::signed(COLLEAGUE),
				PATIENT,
				anchor,
				H256::repeat_byte(2),
				Verdict::Upheld,
				Purpose::Treatment,
				AT_HOSPITAL,
			),
			Error::<Test>::OtherStatement
		);
	});
}

#[test]
fn it_is_free_for_whoever_practises() {
	let call = |capacity| Call::answer_dispute {
		patient: PATIENT,
		anchor: 0,
		statement: STATEMENT,
		verdict: Verdict::Upheld,
		purpose: Purpose::Treatment,
		capacity,
	};
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(COLLEAGUE, call(AT_HOSPITAL)));
		assert!(is_free(GATEWAY, call(FOR_RESIDENT)));
		assert!(!is_free(OUTSIDER, call(AT_HOSPITAL)));
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert!(!is_free(COLLEAGUE, call(AT_HOSPITAL)));
	});
}
