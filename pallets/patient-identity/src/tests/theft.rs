//! A thief holds the controller's key. The story from the theft until the owner is back.

use super::circle::*;
use crate::{mock::*, Error, Guardians, LinkProposals, Links, Offers, RoleCount};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	ClassSet, PatientDirectory, PatientId, Period, Power, Powers, RecordClass, Relation,
};
use sp_core::H256;

/// Whom the thief brings along.
const ACCOMPLICE: u64 = 40;
/// What the thief lets add records.
const GADGET: u64 = 41;
/// The owner's new key.
const NEW_KEY: u64 = 42;
/// Anna's daughter, whom a court appointed.
const DAUGHTER: u64 = 43;
/// The thief signs as Anna.
const THIEF: u64 = ANNA;

fn classes() -> ClassSet {
	ClassSet::truncate_from(vec![RecordClass(1)])
}

fn always() -> Period {
	Period { from: now(), until: None }
}

/// Anna's patient, guarded; Boris may act for it by her own will, and her daughter by a court's.
fn household() -> PatientId {
	let patient = guarded();
	let powers = Powers::of(&[Power::Consent, Power::Access]);
	assert_ok!(PatientIdentity::appoint_representative(
		signed(ANNA),
		patient,
		BORIS,
		powers,
		always()
	));
	assert_ok!(PatientIdentity::appoint_representative(
		registrar(),
		patient,
		DAUGHTER,
		powers,
		always()
	));
	patient
}

/// Everything by which a thief could dig in.
fn thief_is_stopped(patient: PatientId) {
	let thief = || signed(THIEF);
	let until = now() + 10 * DAY;
	assert_noop!(
		PatientIdentity::veto_recovery(thief(), patient, member::DAVID, NEW_KEY),
		Error::<Test>::PatientFrozen
	);
	assert_noop!(
		PatientIdentity::veto_recovery(thief(), patient, member::EMMA, NEW_KEY),
		Error::<Test>::PatientFrozen
	);
	assert_noop!(
		PatientIdentity::offer_control(thief(), patient, ACCOMPLICE),
		Error::<Test>::PatientFrozen
	);
	assert_noop!(
		PatientIdentity::set_guardians(thief(), patient, Some(H256::repeat_byte(9))),
		Error::<Test>::PatientFrozen
	);
	assert_noop!(
		PatientIdentity::set_guardians(thief(), patient, None),
		Error::<Test>::PatientFrozen
	);
	assert_noop!(
		PatientIdentity::appoint_representative(
			thief(),
			patient,
			ACCOMPLICE,
			Powers::ALL,
			always()
		),
		Error::<Test>::PatientFrozen
	);
	assert_noop!(
		PatientIdentity::authorize_device(thief(), patient, GADGET, classes(), until),
		Error::<Test>::PatientFrozen
	);
	assert_noop!(
		PatientIdentity::replace_encryption_key(thief(), patient, key(9)),
		Error::<Test>::PatientFrozen
	);
	assert_noop!(
		PatientIdentity::link(thief(), patient, first_patient_of(CARLA)),
		Error::<Test>::PatientFrozen
	);
	assert_noop!(PatientIdentity::announce_closing(thief(), patient), Error::<Test>::PatientFrozen);
	assert_noop!(PatientIdentity::close(thief(), patient), Error::<Test>::PatientFrozen);
	assert_noop!(
		PatientIdentity::close_guardian_case(thief(), patient, None),
		Error::<Test>::PatientFrozen
	);
	// The thief is no guardian, and no authority.
	assert_noop!(
		PatientIdentity::withdraw_freeze_vote(thief(), patient, member::DAVID),
		Error::<Test>::NotAGuardian
	);
	assert!(PatientIdentity::lift_freeze(thief(), patient).is_err());
	assert!(is_frozen(patient));
}

#[test]
fn guardians_bring_the_owner_back_and_what_the_thief_had_begun_ends() {
	ExtBuilder::default().with_patient(ANNA).with_patient(CARLA).build_and_execute(|| {
		let patient = household();
		let epoch = PatientIdentity::key_epoch(&patient);

		// The thief digs in: an accomplice, a device, other guardians, another key, a way out.
		assert_ok!(PatientIdentity::appoint_representative(
			signed(THIEF),
			patient,
			ACCOMPLICE,
			Powers::ALL,
			always()
		));
		let until = now() + 60 * DAY;
		assert_ok!(PatientIdentity::authorize_device(
			signed(THIEF),
			patient,
			GADGET,
			classes(),
			until
		));
		assert_ok!(PatientIdentity::set_guardians(signed(THIEF), patient, None));
		assert_ok!(PatientIdentity::offer_control(signed(THIEF), patient, ACCOMPLICE));
		assert_ok!(PatientIdentity::link(signed(THIEF), patient, first_patient_of(CARLA)));
		assert_ok!(PatientIdentity::announce_closing(signed(THIEF), patient));

		// Two days later David hears of it. His first attempt the thief objects to at once.
		pass(2 * DAY);
		reveal(patient);
		open(patient, NEW_KEY);
		assert_ok!(PatientIdentity::veto_recovery(signed(THIEF), patient, member::DAVID, NEW_KEY));

		// So the guardians freeze first.
		freeze(patient);
		assert_ok!(PatientIdentity::open_recovery(signed(EMMA), patient, member::EMMA, NEW_KEY));
		thief_is_stopped(patient);
		assert_noop!(
			PatientIdentity::accept_control(signed(ACCOMPLICE), patient),
			Error::<Test>::OfferNotFound
		);
		assert_noop!(
			PatientIdentity::appoint_representative(
				signed(ACCOMPLICE),
				patient,
				STRANGER,
				Powers::ALL,
				always()
			),
			Error::<Test>::PatientFrozen
		);
		assert_noop!(
			PatientIdentity::replace_encryption_key(signed(ACCOMPLICE), patient, key(9)),
			Error::<Test>::PatientFrozen
		);
		assert_ok!(PatientIdentity::link(signed(CARLA), first_patient_of(CARLA), patient));
		assert!(Links::<Test>::get(patient).is_empty(), "what the thief proposed is called off");

		// Care goes on: whoever could act for the patient is still known to. Only what is new is
		// stopped, by those who ask whether the patient is frozen.
		assert!(PatientIdentity::is_frozen(&patient, now()));
		for representative in [BORIS, DAUGHTER] {
			assert!(PatientIdentity::may_act(&patient, &representative, Power::Consent, now()));
			assert!(PatientIdentity::may_act(&patient, &representative, Power::Access, now()));
		}
		assert_eq!(
			PatientIdentity::relation(&patient, &ANNA, now()),
			Some(Relation::Controller),
			"the owner, if she still holds the key, too, can revoke"
		);
		assert_eq!(PatientIdentity::relation(&patient, &GADGET, now()), Some(Relation::Stranger));
		assert_ok!(PatientIdentity::remove_device(signed(ANNA), patient, GADGET));

		// Felix and the hospital agree; three days pass; the thief can do nothing.
		assert_ok!(PatientIdentity::approve_recovery(
			signed(ADMIN),
			patient,
			member::HOSPITAL,
			member::EMMA,
			NEW_KEY
		));
		thief_is_stopped(patient);
		pass(RECOVERY_DELAY);
		thief_is_stopped(patient);
		assert_eq!(in_force(patient), Some(commitment(patient)), "what the thief set never came");
		assert_ok!(PatientIdentity::complete_recovery(
			signed(EMMA),
			patient,
			member::EMMA,
			NEW_KEY,
			Some(member::EMMA)
		));

		// The owner is back.
		let row = row(patient);
		assert_eq!(row.controller, Some(NEW_KEY));
		assert_eq!((row.frozen_until, row.closing_at), (None, None));
		let left = row.representatives.iter().map(|one| one.account).collect::<Vec<_>>();
		assert_eq!(left, [DAUGHTER], "whom the court appointed stays");
		assert!(row.devices.is_empty());
		assert_eq!(Offers::<Test>::get(patient), None);
		assert_eq!(LinkProposals::<Test>::get(patient), None);
		assert_eq!(Guardians::<Test>::get(patient).expect("they stay").next, None);
		assert_eq!(PatientIdentity::key_epoch(&patient), epoch);
		for nobody in [THIEF, ACCOMPLICE, GADGET] {
			assert_eq!(
				PatientIdentity::relation(&patient, &nobody, now()),
				Some(Relation::Stranger)
			);
			assert_eq!(RoleCount::<Test>::get(nobody), 0);
		}
		assert_noop!(
			PatientIdentity::replace_encryption_key(signed(THIEF), patient, key(9)),
			Error::<Test>::NotAuthorized
		);
		assert_ok!(PatientIdentity::replace_encryption_key(signed(NEW_KEY), patient, key(2)));
		assert_ok!(PatientIdentity::appoint_representative(
			signed(NEW_KEY),
			patient,
			BORIS,
			Powers::of(&[Power::Access]),
			always()
		));
	});
}

#[test]
fn a_thief_who_objects_before_the_freeze_only_moves_the_decision_to_the_registrar() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, NEW_KEY);
		assert_ok!(PatientIdentity::veto_recovery(signed(THIEF), patient, member::DAVID, NEW_KEY));
		approve(patient, NEW_KEY);
		assert_ok!(PatientIdentity::set_guardians(signed(THIEF), patient, None));
		pass(RECOVERY_DELAY);
		assert_noop!(
			PatientIdentity::close_guardian_case(signed(THIEF), patient, None),
			Error::<Test>::CaseStillLive
		);
		assert_ok!(PatientIdentity::decide_recovery(
			registrar(),
			patient,
			member::DAVID,
			NEW_KEY,
			true
		));
		assert_eq!(row(patient).controller, Some(NEW_KEY));
	});
}

#[test]
fn a_thief_who_hands_the_patient_on_gains_no_time() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, NEW_KEY);
		approve(patient, NEW_KEY);
		assert_ok!(PatientIdentity::offer_control(signed(THIEF), patient, ACCOMPLICE));
		assert_ok!(PatientIdentity::accept_control(signed(ACCOMPLICE), patient));
		freeze(patient);
		pass(RECOVERY_DELAY);
		complete(patient, NEW_KEY);
		assert_eq!(row(patient).controller, Some(NEW_KEY));
		assert_eq!(RoleCount::<Test>::get(ACCOMPLICE), 0);
	});
}

#[test]
fn a_bribed_guardian_does_not_undo_a_freeze_that_the_others_uphold() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		assert_ok!(PatientIdentity::vote_freeze(signed(FELIX), patient, member::FELIX));
		assert_ok!(PatientIdentity::withdraw_freeze_vote(signed(EMMA), patient, member::EMMA));
		thief_without_attempts_is_stopped(patient);
	});
}

fn thief_without_attempts_is_stopped(patient: PatientId) {
	assert!(is_frozen(patient));
	assert_noop!(
		PatientIdentity::set_guardians(signed(THIEF), patient, None),
		Error::<Test>::PatientFrozen
	);
}
