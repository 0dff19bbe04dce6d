//! `co_sign`: who stands by what somebody else wrote, and what is refused.

use crate::{mock::*, Batch, Call, CoSignature, CoSignaturesOf, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Patients, Policy, Providers, Trail},
	AccessRequest, Action, Actor, AuditedEvent, Basis, Capacity, CorrectionReason, NotPractising,
	Power, Powers, PractitionerId, Purpose, Relation, Role, Roles, Target,
};
use sp_core::H256;
use sp_runtime::DispatchError;

const BASIS: Basis = Basis::Grant(5);

fn co_sign(who: u64, anchor: u32, root: H256, capacity: Capacity) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	RecordAnchor::co_sign(origin, PATIENT, anchor, root, Purpose::Treatment, capacity)
}

fn signed_by(practitioner: PractitionerId<u64>, organization: u32) -> CoSignature<u64> {
	CoSignature { organization, practitioner, at: NOW }
}

#[test]
fn a_second_reader_stands_by_records() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(co_sign(CLINICIAN, anchor, ROOT, AT_CLINIC));

		let practitioner = PractitionerId::Account(CLINICIAN);
		assert_eq!(
			CoSignaturesOf::<Test>::get(PATIENT, anchor),
			vec![signed_by(practitioner.clone(), CLINIC)]
		);
		assert_eq!(stored(anchor).co_signatures, 1);
		let view = RecordAnchor::anchored(PATIENT, anchor).unwrap();
		assert_eq!(view.co_signatures, vec![signed_by(practitioner.clone(), CLINIC)]);
		assert_entered(
			1,
			Actor::new(CLINICIAN, AT_CLINIC),
			AuditedEvent::RecordsCoSigned { anchor, purpose: Purpose::Treatment, basis: BASIS },
		);
		let organization = CLINIC;
		System::assert_last_event(
			Event::RecordsCoSigned { patient: PATIENT, anchor, organization, practitioner }.into(),
		);
	});
}

#[test]
fn the_policy_is_asked_once_whether_the_signer_may_read_exactly_these_records() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(co_sign(COLLEAGUE, anchor, ROOT, AT_HOSPITAL));
		assert_eq!(
			Policy::asked(),
			[AccessRequest {
				patient: PATIENT,
				actor: Actor::new(COLLEAGUE, AT_HOSPITAL),
				action: Action::Access,
				purpose: Purpose::Treatment,
				target: Target::Anchor(anchor),
			}]
		);
	});
}

#[test]
fn a_gateway_signs_for_a_practitioner_without_an_account() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(co_sign(GATEWAY, anchor, ROOT, FOR_RESIDENT));
		assert_eq!(
			CoSignaturesOf::<Test>::get(PATIENT, anchor),
			vec![signed_by(PractitionerId::Pseudonym(RESIDENT), HOSPITAL)]
		);
	});
}

#[test]
fn what_the_patient_reported_itself_can_be_signed() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = self_reported(ROOT);
		assert_ok!(co_sign(PHYSICIAN, anchor, ROOT, AT_HOSPITAL));
		assert_eq!(stored(anchor).co_signatures, 1);
	});
}

#[test]
fn a_freeze_does_not_stop_a_second_reader() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		Patients::freeze(PATIENT);
		assert_ok!(co_sign(COLLEAGUE, anchored(ROOT), ROOT, AT_HOSPITAL));
	});
}

#[test]
fn whoever_may_not_read_records_does_not_sign_them() {
	for decision in DENIALS {
		ExtBuilder::default().with_decision(decision).build_and_execute(|| {
			let anchor = anchored(ROOT);
			assert_noop!(co_sign(CLINICIAN, anchor, ROOT, AT_CLINIC), Error::<Test>::NotPermitted);
			assert_noop!(
				co_sign(CLINICIAN, anchor + 1, ROOT, AT_CLINIC),
				Error::<Test>::NotPermitted
			);
			assert!(Trail::entries().is_empty());
		});
	}
}

#[test]
fn an_unknown_anchor_is_not_signed() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_noop!(
			co_sign(CLINICIAN, anchor + 1, ROOT, AT_CLINIC),
			Error::<Test>::AnchorNotFound
		);
	});
}

#[test]
fn nobody_co_signs_what_it_wrote() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_noop!(co_sign(PHYSICIAN, anchor, ROOT, AT_HOSPITAL), Error::<Test>::CannotCoSign);
		// Nor in the name of another organization.
		Providers::admit(CLINIC, PHYSICIAN, Roles::of(&[Role::Physician]));
		assert_noop!(co_sign(PHYSICIAN, anchor, ROOT, AT_CLINIC), Error::<Test>::CannotCoSign);

		let other = H256::repeat_byte(1);
		let through_gateway = put(PATIENT, plain(other, Actor::new(GATEWAY, FOR_RESIDENT)));
		assert_noop!(
			co_sign(GATEWAY, through_gateway, other, FOR_RESIDENT),
			Error::<Test>::CannotCoSign
		);
	});
}

#[test]
fn the_patients_side_co_signs_nothing() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_noop!(co_sign(CONTROLLER, anchor, ROOT, PERSON), Error::<Test>::CannotCoSign);
		assert_noop!(co_sign(REPRESENTATIVE, anchor, ROOT, PERSON), Error::<Test>::CannotCoSign);
	});
}

#[test]
fn a_practitioner_who_acts_for_the_patient_is_no_second_reader() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		Providers::admit(HOSPITAL, CONTROLLER, Roles::of(&[Role::Physician]));
		assert_noop!(co_sign(CONTROLLER, anchor, ROOT, AT_HOSPITAL), Error::<Test>::CannotCoSign);
		let proxy = Relation::Representative(Powers::of(&[Power::Access]));
		Patients::relate(PATIENT, CLINICIAN, proxy);
		assert_noop!(co_sign(CLINICIAN, anchor, ROOT, AT_CLINIC), Error::<Test>::CannotCoSign);
		Patients::relate(PATIENT, CLINICIAN, Relation::Stranger);
		assert_ok!(co_sign(CLINICIAN, anchor, ROOT, AT_CLINIC));
	});
}

#[test]
fn only_what_counts_is_signed() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let reason = CorrectionReason::WrongContent;
		let superseded = anchored(H256::repeat_byte(1));
		let newer = anchored(H256::repeat_byte(2));
		supersede(superseded, newer, reason);
		assert_noop!(
			co_sign(CLINICIAN, superseded, H256::repeat_byte(1), AT_CLINIC),
			Error::<Test>::NotLatestVersion
		);

		let marked = anchored(H256::repeat_byte(3));
		mark_in_error(marked, reason);
		assert_noop!(
			co_sign(CLINICIAN, marked, H256::repeat_byte(3), AT_CLINIC),
			Error::<Test>::EnteredInError
		);

		let root = H256::repeat_byte(4);
		let erased = erased();
		assert_noop!(co_sign(CLINICIAN, erased, root, AT_CLINIC), Error::<Test>::Erased);
	});
}

#[test]
fn only_the_root_that_was_read_is_signed() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_eq!(stored(anchor).batch, Some(Batch { root: ROOT, leaves: 40 }));
		assert_noop!(
			co_sign(CLINICIAN, anchor, H256::repeat_byte(1), AT_CLINIC),
			Error::<Test>::OtherRoot
		);
	});
}

#[test]
fn a_practitioner_signs_once_for_an_organization() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(co_sign(COLLEAGUE, anchor, ROOT, AT_HOSPITAL));
		assert_noop!(co_sign(COLLEAGUE, anchor, ROOT, AT_HOSPITAL), Error::<Test>::AlreadyCoSigned);
		assert_ok!(co_sign(COLLEAGUE, anchor, ROOT, AT_CLINIC));
		assert_eq!(stored(anchor).co_signatures, 2);
	});
}

/// One organization's staff filled all the places, and no second opinion from elsewhere had one.
#[test]
fn an_organization_has_two_co_signatures_at_most() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(co_sign(COLLEAGUE, anchor, ROOT, AT_HOSPITAL));
		assert_ok!(co_sign(GATEWAY, anchor, ROOT, FOR_RESIDENT));
		let full = Error::<Test>::MaxCoSignaturesExceeded;
		assert_noop!(co_sign(100, anchor, ROOT, AT_HOSPITAL), full);
		assert_ok!(co_sign(CLINICIAN, anchor, ROOT, AT_CLINIC));
		let origin = RuntimeOrigin::signed(COLLEAGUE);
		assert_ok!(RecordAnchor::withdraw_co_signature(origin, PATIENT, anchor, AT_HOSPITAL));
		assert_ok!(co_sign(100, anchor, ROOT, AT_HOSPITAL));
	});
}

#[test]
fn an_anchor_has_eight_co_signatures_at_most() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		let at = |reader: u64| Capacity::Practitioner { organization: reader as u32 / 2 };
		for reader in 100..108 {
			assert_ok!(co_sign(reader, anchor, ROOT, at(reader)));
		}
		assert_noop!(co_sign(108, anchor, ROOT, at(108)), Error::<Test>::MaxCoSignaturesExceeded);
		assert_eq!(stored(anchor).co_signatures, 8);
	});
}

#[test]
fn only_a_signed_origin_co_signs() {
	ExtBuilder::permitting_as(BASIS).build_and_execute(|| {
		let anchor = anchored(ROOT);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				RecordAnchor::co_sign(origin, PATIENT, anchor, ROOT, Purpose::Treatment, AT_CLINIC),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn it_is_free_for_whoever_practises() {
	let call = |capacity| Call::co_sign {
		patient: PATIENT,
		anchor: 0,
		root: ROOT,
		purpose: Purpose::Treatment,
		capacity,
	};
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(CLINICIAN, call(AT_CLINIC)));
		assert!(is_free(GATEWAY, call(FOR_RESIDENT)));
		assert!(!is_free(CLINICIAN, call(AT_HOSPITAL)));
		assert!(!is_free(OUTSIDER, call(AT_CLINIC)));
		assert!(!is_free(OUTSIDER, call(PERSON)));
		Providers::bar(CLINIC, NotPractising::OrganizationSuspended);
		assert!(!is_free(CLINICIAN, call(AT_CLINIC)));
	});
}
