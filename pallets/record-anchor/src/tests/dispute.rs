//! `dispute`: what a patient says against records.

use crate::{mock::*, Call, Dispute, Disputes, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Patients, Policy, Trail},
	AccessRequest, Action, Actor, AuditedEvent, Basis, CorrectionReason, Power, Powers, Purpose,
	Relation, Target,
};
use sp_core::H256;
use sp_runtime::DispatchError;

const STATEMENT: H256 = H256([0xD1; 32]);

fn dispute(who: u64, anchor: u32) -> DispatchResult {
	RecordAnchor::dispute(RuntimeOrigin::signed(who), PATIENT, anchor, STATEMENT)
}

#[test]
fn the_patient_disputes_what_an_organization_wrote() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(dispute(CONTROLLER, anchor));

		let due = NOW + DISPUTE_PERIOD;
		let said =
			Dispute { statement: STATEMENT, filed_at: NOW, due, answer: None, disagreement: None };
		assert_eq!(Disputes::<Test>::get(PATIENT, anchor), Some(said));
		assert!(stored(anchor).is_disputed);
		assert_eq!(RecordAnchor::anchored(PATIENT, anchor).unwrap().dispute, Some(said));
		let statement = STATEMENT;
		assert_entered(
			1,
			Actor::Person(CONTROLLER),
			AuditedEvent::RecordsDisputed { anchor, statement },
		);
		System::assert_last_event(
			Event::RecordsDisputed { patient: PATIENT, anchor, statement, due }.into(),
		);
		assert_eq!(
			Policy::asked(),
			[AccessRequest {
				patient: PATIENT,
				actor: Actor::Person(CONTROLLER),
				action: Action::Correct,
				purpose: Purpose::PatientRequest,
				target: Target::Anchor(anchor),
			}]
		);
	});
}

#[test]
fn a_representative_disputes_also_during_a_freeze() {
	ExtBuilder::permitting_as(Basis::Representative).build_and_execute(|| {
		Patients::freeze(PATIENT);
		assert_ok!(dispute(REPRESENTATIVE, anchored(ROOT)));
	});
}

#[test]
fn older_versions_and_marks_can_be_disputed() {
	ExtBuilder::permitting().build_and_execute(|| {
		let reason = CorrectionReason::WrongContent;
		let superseded = anchored(H256::repeat_byte(1));
		supersede(superseded, anchored(H256::repeat_byte(3)), reason);
		let marked = anchored(H256::repeat_byte(2));
		mark_in_error(marked, reason);
		assert_ok!(dispute(CONTROLLER, superseded));
		assert_ok!(dispute(CONTROLLER, marked));
	});
}

#[test]
fn whoever_may_not_correct_disputes_nothing() {
	for decision in DENIALS {
		ExtBuilder::default().with_decision(decision).build_and_execute(|| {
			let anchor = anchored(ROOT);
			for who in [CONTROLLER, REPRESENTATIVE, OUTSIDER] {
				assert_noop!(dispute(who, anchor), Error::<Test>::NotPermitted);
				assert_noop!(dispute(who, anchor + 1), Error::<Test>::NotPermitted);
			}
			assert!(Trail::entries().is_empty());
		});
	}
}

#[test]
fn only_the_patients_side_disputes() {
	for basis in [Basis::Author, Basis::Grant(5), Basis::Policy(0), Basis::Device] {
		ExtBuilder::permitting_as(basis).build_and_execute(|| {
			let anchor = anchored(ROOT);
			assert_noop!(dispute(PHYSICIAN, anchor), Error::<Test>::NotPermitted);
		});
	}
}

#[test]
fn what_is_not_there_is_not_disputed() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_noop!(dispute(CONTROLLER, 0), Error::<Test>::AnchorNotFound);
		let erased = erased();
		assert_noop!(dispute(CONTROLLER, erased), Error::<Test>::Erased);
	});
}

#[test]
fn what_the_patients_side_wrote_itself_is_not_disputed() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = self_reported(ROOT);
		assert_noop!(dispute(CONTROLLER, anchor), Error::<Test>::OwnRecords);
	});
}

#[test]
fn there_is_one_dispute_at_a_time() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(dispute(CONTROLLER, anchor));
		assert_noop!(dispute(REPRESENTATIVE, anchor), Error::<Test>::AlreadyDisputed);
		assert_ok!(dispute(CONTROLLER, anchored(H256::repeat_byte(1))));
	});
}

#[test]
fn only_a_signed_origin_disputes() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				RecordAnchor::dispute(origin, PATIENT, anchor, STATEMENT),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn it_is_free_for_the_patients_side() {
	const PROXY_FOR_CONSENT: u64 = 50;
	let call = || Call::dispute { patient: PATIENT, anchor: 0, statement: STATEMENT };
	ExtBuilder::default().build_and_execute(|| {
		let with_consent = Relation::Representative(Powers::of(&[Power::Consent]));
		Patients::relate(PATIENT, PROXY_FOR_CONSENT, with_consent);
		assert!(is_free(CONTROLLER, call()));
		assert!(is_free(REPRESENTATIVE, call()));
		assert!(!is_free(PROXY_FOR_CONSENT, call()));
		assert!(!is_free(PHYSICIAN, call()));
		assert!(!is_free(OUTSIDER, call()));
	});
}
