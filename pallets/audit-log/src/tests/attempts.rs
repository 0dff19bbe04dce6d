//! How many attempts at one patient are free in a day.

use super::entries::*;
use crate::{mock::*, Attempts, FirstAttemptDay};
use frame_support::dispatch::CheckIfFeeless;
use salus_primitives::{
	day_of, doubles, Action, Actor, AuditTrail, AuditedEvent, Capacity, EmergencyDenial,
	EmergencyReason, NotPractising, PatientId, Purpose, Role, Roles, TrailId, DAY,
};

const AT_ARCHIVE: Capacity = Capacity::Practitioner { organization: ARCHIVE };

/// Whether `who` would ask now without a fee.
fn is_free(who: u64, patient: PatientId, purpose: Purpose, capacity: Capacity) -> bool {
	let call = crate::Call::<Test>::request_access {
		patient,
		target: TARGET,
		action: Action::Access,
		purpose,
		capacity,
		custodian: ARCHIVE,
		reason: None,
		claim: SECRET.claim(),
	};
	call.is_feeless(&RuntimeOrigin::signed(who))
}

fn asks_freely(who: u64, patient: PatientId, capacity: Capacity) -> bool {
	is_free(who, patient, Purpose::Treatment, capacity)
}

/// Lets `who` ask as often as is free.
fn ask_as_often_as_is_free(who: u64, patient: PatientId, capacity: Capacity) {
	for _ in 0..FREE_ATTEMPTS {
		assert!(asks_freely(who, patient, capacity));
		ask(who, patient, capacity).unwrap();
	}
}

fn attempts(actor: Actor<u64>, patient: PatientId) -> u16 {
	Attempts::<Test>::get(day_of(Timestamp::get()), (patient, actor))
}

#[test]
fn whoever_asks_too_often_pays_until_the_day_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		ask_as_often_as_is_free(PHYSICIAN, PATIENT, AT_HOSPITAL);
		assert!(!asks_freely(PHYSICIAN, PATIENT, AT_HOSPITAL));
		// It is not refused: whoever pays goes on, and each attempt is an entry.
		ask(PHYSICIAN, PATIENT, AT_HOSPITAL).unwrap();
		assert_eq!(AuditLog::head(TRAIL).next, u64::from(FREE_ATTEMPTS) + 1);
		wait(DAY - 1);
		assert!(!asks_freely(PHYSICIAN, PATIENT, AT_HOSPITAL));
		wait(DAY);
		assert!(asks_freely(PHYSICIAN, PATIENT, AT_HOSPITAL));
	});
}

#[test]
fn what_is_permitted_counts_as_well() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..FREE_ATTEMPTS {
			ticket();
		}
		assert!(!asks_freely(PHYSICIAN, PATIENT, AT_HOSPITAL));
	});
}

#[test]
fn nobody_else_pays_for_it() {
	ExtBuilder::default().build_and_execute(|| {
		ask_as_often_as_is_free(PHYSICIAN, PATIENT, AT_HOSPITAL);
		let another = PatientId([0xA2; 32]);
		doubles::Patients::open(another, CONTROLLER);
		assert!(asks_freely(PHYSICIAN, another, AT_HOSPITAL), "another patient");
		assert!(asks_freely(GATEWAY, PATIENT, FOR_RESIDENT), "a colleague");
		assert!(asks_freely(KEEPER, PATIENT, AT_ARCHIVE), "another organization");
		assert!(asks_freely(CONTROLLER, PATIENT, PERSON), "the patient");
	});
}

#[test]
fn nobody_uses_up_what_others_have() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..=FREE_ATTEMPTS {
			ask(OUTSIDER, PATIENT, FOR_RESIDENT).unwrap();
			ask(OUTSIDER, PATIENT, AT_HOSPITAL).unwrap();
			ask(GATEWAY, PATIENT, AT_HOSPITAL).unwrap();
		}
		assert!(asks_freely(GATEWAY, PATIENT, FOR_RESIDENT));
		assert!(asks_freely(PHYSICIAN, PATIENT, AT_HOSPITAL));
	});
}

#[test]
fn a_fee_does_not_tell_whether_there_is_such_a_patient() {
	ExtBuilder::default().build_and_execute(|| {
		ask_as_often_as_is_free(PHYSICIAN, NOBODY, AT_HOSPITAL);
		assert!(!asks_freely(PHYSICIAN, NOBODY, AT_HOSPITAL));
		assert!(asks_freely(PHYSICIAN, PATIENT, AT_HOSPITAL));
	});
}

#[test]
fn in_an_emergency_nobody_counts_who_has_the_role_for_it() {
	ExtBuilder::default().build_and_execute(|| {
		ask_as_often_as_is_free(PHYSICIAN, PATIENT, AT_HOSPITAL);
		let urgent = || is_free(PHYSICIAN, PATIENT, Purpose::EmergencyTreatment, AT_HOSPITAL);
		assert!(!urgent(), "the purpose alone is a word");
		let roles = Roles::of(&[Role::Physician, Role::Emergency]);
		doubles::Providers::admit(HOSPITAL, PHYSICIAN, roles);
		assert!(urgent());
		assert!(!asks_freely(PHYSICIAN, PATIENT, AT_HOSPITAL));
		doubles::Providers::bar(HOSPITAL, NotPractising::NotAccredited);
		assert!(!urgent());
	});
}

#[test]
fn emergencies_that_are_opened_or_denied_count() {
	ExtBuilder::default().build_and_execute(|| {
		let opened = AuditedEvent::EmergencyOpened {
			session: 0,
			reason: EmergencyReason::Unresponsive,
			until: NOW + DAY,
		};
		AuditLog::append_listed(TRAIL, BY_PHYSICIAN, opened);
		assert_eq!(attempts(BY_PHYSICIAN, PATIENT), 1);
		let denied = || AuditedEvent::EmergencyDenied {
			patient: PATIENT,
			denial: EmergencyDenial::NotLicensed,
		};
		AuditLog::append_quietly(TRAIL, BY_PHYSICIAN, denied());
		AuditLog::append_quietly(TrailId::Organization(HOSPITAL), BY_PHYSICIAN, denied());
		assert_eq!(attempts(BY_PHYSICIAN, PATIENT), 3);
		assert!(AuditLog::has_free_attempts(&PATIENT, &BY_PHYSICIAN));
	});
}

#[test]
fn what_a_custodian_releases_is_no_attempt() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = ticket();
		release(ticket, &[]);
		report(reported(None, NOW));
		assert_eq!(attempts(BY_KEEPER, PATIENT), 0);
		assert_eq!(attempts(BY_PHYSICIAN, PATIENT), 1);
	});
}

#[test]
fn a_count_that_cannot_rise_stays() {
	ExtBuilder::default().build_and_execute(|| {
		wait(DAY);
		prune();
		let key = (PATIENT, BY_PHYSICIAN);
		frame_support::storage::with_storage_layer::<(), sp_runtime::DispatchError, _>(|| {
			Attempts::<Test>::insert(day_of(NOW + DAY), key.clone(), u16::MAX);
			ask(PHYSICIAN, PATIENT, AT_HOSPITAL).unwrap();
			assert_eq!(attempts(BY_PHYSICIAN, PATIENT), u16::MAX);
			Err(sp_runtime::DispatchError::Other("take it back"))
		})
		.unwrap_err();
	});
}

#[test]
fn counts_go_when_their_day_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		ask(PHYSICIAN, PATIENT, AT_HOSPITAL).unwrap();
		ask(GATEWAY, PATIENT, FOR_RESIDENT).unwrap();
		prune();
		assert_eq!(Attempts::<Test>::iter_keys().count(), 2, "the day is not over");
		wait(DAY);
		ask(PHYSICIAN, PATIENT, AT_HOSPITAL).unwrap();
		prune();
		assert_eq!(Attempts::<Test>::iter_keys().count(), 1);
		assert_eq!(FirstAttemptDay::<Test>::get(), Some(day_of(NOW + DAY)));
		assert_eq!(attempts(BY_PHYSICIAN, PATIENT), 1);
	});
}

#[test]
fn a_chain_that_stood_still_does_not_go_through_its_days() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		wait(10_000 * DAY);
		prune();
		let today = day_of(NOW + 10_000 * DAY);
		assert_eq!(FirstAttemptDay::<Test>::get(), Some(today));
		ask(PHYSICIAN, PATIENT, AT_HOSPITAL).unwrap();
		wait(10_001 * DAY);
		prune();
		assert_eq!(Attempts::<Test>::iter_keys().count(), 0);
	});
}
