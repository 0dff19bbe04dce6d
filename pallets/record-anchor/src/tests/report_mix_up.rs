//! `report_mix_up`: that a patient's records stood in somebody else's file.

use super::*;
use crate::{Anchors, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	doubles::{AnchoredHook, Policy, Trail},
	AccessRequest, Action, Actor, AuditedEvent, Basis, Decision, Denial, Moment, Target, TrailId,
};
use sp_runtime::DispatchError;

const NOTICE: H256 = H256([0x77; 32]);

fn report(who: u64, since: Moment, capacity: Capacity) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	let purpose = Purpose::Treatment;
	RecordAnchor::report_mix_up(origin, PATIENT, CLASS, since, NOTICE, purpose, capacity)
}

#[test]
fn whoever_files_records_rightly_tells_the_patient_where_they_stood_wrongly() {
	ExtBuilder::permitting_as(Basis::Grant(1)).build_and_execute(|| {
		assert_ok!(report(PHYSICIAN, NOW - 7, AT_HOSPITAL));
		let actor = Actor::new(PHYSICIAN, AT_HOSPITAL);
		let entry = AuditedEvent::MixUpReported { class: CLASS, since: NOW - 7, notice: NOTICE };
		assert_eq!(Trail::entries(), [(TrailId::Patient(PATIENT), actor.clone(), entry)]);
		let (patient, class, since, notice) = (PATIENT, CLASS, NOW - 7, NOTICE);
		let organization = Some(HOSPITAL);
		System::assert_last_event(
			Event::MixUpReported { patient, class, since, notice, organization }.into(),
		);
		assert_eq!(
			Policy::asked(),
			[AccessRequest {
				patient: PATIENT,
				actor,
				action: Action::Collect,
				purpose: Purpose::Treatment,
				target: Target::Class { class: CLASS, content: None },
			}]
		);
		assert_eq!(Anchors::<Test>::iter().count(), 0);
		assert!(AnchoredHook::heard().is_empty());
		// Until now is not in the future.
		assert_ok!(report(GATEWAY, NOW, FOR_RESIDENT));
	});
}

#[test]
fn nothing_has_been_mixed_up_since_a_moment_to_come() {
	ExtBuilder::permitting_as(Basis::Grant(1)).build_and_execute(|| {
		for since in [NOW + 1, Moment::MAX] {
			assert_noop!(report(PHYSICIAN, since, AT_HOSPITAL), Error::<Test>::MomentToCome);
		}
	});
}

#[test]
fn an_outsider_reports_nothing_and_learns_nothing() {
	for decision in DENIALS {
		ExtBuilder::default().with_decision(decision).build_and_execute(|| {
			for since in [NOW, NOW + 1] {
				assert_noop!(report(OUTSIDER, since, AT_HOSPITAL), Error::<Test>::NotPermitted);
			}
		});
	}
}

/// A watch that may add its readings could have told its owner of breaches.
#[test]
fn nobody_of_the_patients_side_reports_a_mix_up_to_it() {
	for basis in [Basis::Patient, Basis::Representative, Basis::Device] {
		ExtBuilder::permitting_as(basis).build_and_execute(|| {
			assert_noop!(report(CONTROLLER, NOW, PERSON), Error::<Test>::NotPermitted);
		});
	}
}

#[test]
fn only_a_signed_origin_reports() {
	ExtBuilder::permitting_as(Basis::Grant(1)).build_and_execute(|| {
		let purpose = Purpose::Treatment;
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				RecordAnchor::report_mix_up(
					origin,
					PATIENT,
					CLASS,
					NOW,
					NOTICE,
					purpose,
					AT_HOSPITAL
				),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn it_is_free_for_who_practises() {
	ExtBuilder::default().with_decision(Decision::Deny(Denial::NotGranted)).build_and_execute(
		|| {
			let free = |who, capacity| {
				let (patient, class, since, notice) = (PATIENT, CLASS, NOW, NOTICE);
				let purpose = Purpose::Treatment;
				is_free(
					who,
					Call::report_mix_up { patient, class, since, notice, purpose, capacity },
				)
			};
			assert!(free(PHYSICIAN, AT_HOSPITAL));
			assert!(free(GATEWAY, FOR_RESIDENT));
			assert!(!free(OUTSIDER, AT_HOSPITAL));
			assert!(!free(OUTSIDER, PERSON));
		},
	);
}
