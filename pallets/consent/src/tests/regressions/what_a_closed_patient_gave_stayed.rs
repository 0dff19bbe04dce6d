//! Of a closed patient everything stayed for ever that had not been ended before: open-ended grants, the keys that came
//! with them, refusals, which say more than grants, and the head.

use super::*;
use crate::sweep::Stage;
use frame_support::{assert_noop, traits::Hooks, weights::Weight};
use salus_primitives::{OnPatientClosed, PatientId, RequestBar};

const OTHER: PatientId = PatientId([8; 32]);

fn for_good() -> Provision<u64> {
	Provision { period: Period { from: 0, until: None }, ..disclosable() }
}

fn keys() -> Option<Envelope> {
	Some(envelope(0, 0, 1))
}

fn give(patient: PatientId, controller: u64) {
	let by = signed(controller);
	assert_ok!(Consent::grant(by, patient, HOSPITAL, for_good(), None, keys()));
}

/// Grants, live and ended, of which one was passed on and one displaced; refusals, lifted and standing; requests;
/// and a session that is over and was never judged.
fn live_a_full_life() -> u32 {
	give(PATIENT, CONTROLLER);
	refer(0, CLINIC, for_good());
	for number in 0..=MAX_TRACKED_GRANTS {
		pass(MINUTE);
		let organization = 200 + number / MAX_OWN_GRANTS;
		Providers::accredit(organization);
		revoke(grant_to(organization, for_good()));
	}
	assert!(head().older_ends.is_some());
	give(PATIENT, CONTROLLER);
	assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
	pass(MINUTE);
	assert_ok!(Consent::lift_refuse_all(signed(CONTROLLER), PATIENT));
	let by = signed(SPECIALIST);
	assert_ok!(Consent::request_consent(by, PATIENT, AT_CLINIC, for_good(), Default::default()));
	license(HOSPITAL);
	let session = open_session();
	assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, all_to(Refused::Everybody)));
	assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, NOTE));
	pass(MINUTE);
	session
}

fn close() {
	Patients::close(PATIENT);
	<Consent as OnPatientClosed>::on_patient_closed(&PATIENT);
}

fn sweep() {
	pass(2 * DAY);
	Consent::on_idle(1, Weight::MAX);
	assert_eq!(Sweeping::<Test>::get().map(|sweep| sweep.stage), Some(Stage::Done));
}

#[test]
fn closing_ends_all_grants_and_takes_keys_and_restrictions_away_at_once() {
	run(|| {
		live_a_full_life();
		let keys = || Annexes::<Test>::iter_prefix(PATIENT).filter(|row| row.1.envelope.is_some());
		assert_eq!(keys().count(), 2);
		close();
		assert_eq!(keys().count(), 0);
		assert!(!Heads::<Test>::contains_key(PATIENT));
		System::assert_last_event(Event::EndedWithPatient { patient: PATIENT, grants: 3 }.into());
		assert_eq!(Consent::live_grants(PATIENT), []);
		assert_eq!(Consent::restrictions(PATIENT), Head::default().into());
		assert_eq!(Consent::open_requests(PATIENT), []);
		assert!(!is_permitted(&reading()));
	});
}

#[test]
fn the_sweep_takes_the_rest_whatever_its_age_but_not_what_is_to_be_judged() {
	run(|| {
		let session = live_a_full_life();
		Patients::open(OTHER, STRANGER);
		give(OTHER, STRANGER);
		close();
		sweep();
		assert_eq!(Requests::<Test>::iter_prefix(PATIENT).count(), 0);
		assert_eq!(LiftedRestrictions::<Test>::iter_prefix(PATIENT).count(), 0);
		assert_eq!(Annexes::<Test>::iter_prefix(PATIENT).count(), 0);
		assert!(Files::<Test>::iter_prefix(PATIENT).all(|(_, file)| file.grants().count() == 0));
		assert!(Sessions::<Test>::contains_key(session));

		// What others hold stays.
		assert_eq!(Consent::live_grants(OTHER).len(), 1);
		assert!(Annexes::<Test>::get(OTHER, 0).envelope.is_some());
	});
}

#[test]
fn a_head_goes_though_nobody_told_of_the_closing() {
	run(|| {
		live_a_full_life();
		Patients::close(PATIENT);
		sweep();
		assert!(!Heads::<Test>::contains_key(PATIENT));
		assert_eq!(Files::<Test>::iter_prefix(PATIENT).count(), 0, "live grants are in it, too");
		assert_eq!(Annexes::<Test>::iter_prefix(PATIENT).count(), 0);
	});
}

#[test]
fn of_a_closed_patient_there_is_nothing_to_give_back_pass_on_or_ask_for() {
	run(|| {
		live_a_full_life();
		close();
		let by = || signed(HOSPITAL_OFFICER);
		assert_noop!(
			Consent::renounce(by(), PATIENT, AT_HOSPITAL, 0),
			Error::<Test>::GrantNotFound
		);
		assert_noop!(
			try_refer((HOSPITAL, PHYSICIAN), 0, CLINIC, for_good()),
			Error::<Test>::NotReferable
		);
		let reason = Default::default();
		assert_ok!(Consent::request_consent(by(), PATIENT, AT_HOSPITAL, for_good(), reason));
		let event = AuditedEvent::ConsentRequestBarred {
			patient: PATIENT,
			organization: HOSPITAL,
			reason: RequestBar::UnknownOrClosedPatient,
		};
		let last = Trail::entries().pop().map(|(trail, _, event)| (trail, event));
		assert_eq!(last, Some((TrailId::Patient(PATIENT), event)));
	});
}

#[test]
fn a_patient_that_gave_nothing_leaves_nothing() {
	run(|| {
		close();
		assert_eq!(System::events(), []);
		assert!(!Heads::<Test>::contains_key(PATIENT));
	});
}
