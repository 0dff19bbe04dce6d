use super::circle::*;
use crate::{
	guardian_commitment, mock::*, Error, Event, Guardian, GuardianCase, GuardianCases, GuardianSet,
	MemberSet, RoleCount,
};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{doubles, Actor, AuditedEvent, NotPractising, PatientId};
use sp_core::H256;
use sp_runtime::{AccountId32, ArithmeticError, DispatchResult};

/// A better friend.
const NEWCOMER: u64 = 60;

fn show(who: u64, patient: PatientId, members: GuardianSet<u64>, member: u8) -> DispatchResult {
	PatientIdentity::reveal_guardians(signed(who), patient, members, THRESHOLD, SECRET, member)
}

#[test]
fn a_guardian_shows_who_the_guardians_are() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_ok!(show(EMMA, patient, guardians(), member::EMMA));

		assert_eq!(
			GuardianCases::<Test>::get(patient),
			Some(GuardianCase {
				commitment: commitment(patient),
				members: guardians(),
				threshold: THRESHOLD,
				attempts: Default::default(),
				freeze_votes: MemberSet::default(),
				revealed_at: now(),
			})
		);
		System::assert_last_event(Event::GuardiansRevealed { patient }.into());
		assert_last_entry(patient, Actor::Person(EMMA), AuditedEvent::GuardiansRevealed);
	});
}

#[test]
fn every_person_among_the_guardians_comes_to_exist_and_can_act_without_a_coin() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert!(!System::account_exists(&FELIX));
		reveal(patient);
		for guardian in [DAVID, EMMA, FELIX] {
			assert_eq!(RoleCount::<Test>::get(guardian), 1);
			assert_eq!(System::sufficients(&guardian), 1);
		}
		assert_eq!(RoleCount::<Test>::get(ADMIN), 0, "an institution is no account");
	});
}

#[test]
fn an_admin_of_the_institution_shows_them_in_its_name() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		assert_ok!(show(ADMIN, patient, guardians(), member::HOSPITAL));
		assert_last_entry(patient, for_the_hospital(), AuditedEvent::GuardiansRevealed);
	});
}

#[test]
fn nobody_else_shows_them_even_knowing_the_secret() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		let attempts = [
			(STRANGER, member::DAVID),
			(STRANGER, member::HOSPITAL),
			(DOCTOR, member::HOSPITAL),
			(EMMA, member::DAVID),
			(DAVID, member::HOSPITAL),
			(DAVID, member::NOBODY),
			(DAVID, u8::MAX),
		];
		for (who, member) in attempts {
			assert_noop!(show(who, patient, guardians(), member), Error::<Test>::NotAGuardian);
		}
		doubles::Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_noop!(
			show(ADMIN, patient, guardians(), member::HOSPITAL),
			Error::<Test>::NotAGuardian
		);
	});
}

#[test]
fn what_is_shown_must_be_what_was_committed_to() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let patient = guarded();
		let refused = |result: DispatchResult| {
			assert_noop!(result, Error::<Test>::InvalidGuardians);
		};
		let others = set_of(&[DAVID, EMMA, NEWCOMER], Some(HOSPITAL));
		refused(show(DAVID, patient, others, member::DAVID));
		refused(show(DAVID, patient, set_of(&[DAVID, EMMA, FELIX], None), member::DAVID));
		refused(PatientIdentity::reveal_guardians(
			signed(DAVID),
			patient,
			guardians(),
			THRESHOLD + 1,
			SECRET,
			member::DAVID,
		));
		refused(PatientIdentity::reveal_guardians(
			signed(DAVID),
			patient,
			guardians(),
			THRESHOLD,
			H256::zero(),
			member::DAVID,
		));

		let other = first_patient_of(BORIS);
		commit_to(BORIS, other, commitment(patient));
		assert_noop!(
			show(DAVID, other, guardians(), member::DAVID),
			Error::<Test>::InvalidGuardians
		);
	});
}

#[test]
fn guardians_who_are_not_in_office_cannot_be_shown() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let refused = |error: Error<Test>| {
			assert_noop!(show(DAVID, patient, guardians(), member::DAVID), error);
		};
		refused(Error::GuardiansNotSet);
		let ours = commitment(patient);
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, Some(ours)));
		pass(RECOVERY_DELAY - 1);
		refused(Error::GuardiansNotSet);
		pass(1);
		assert_ok!(PatientIdentity::set_guardians(signed(ANNA), patient, None));
		pass(RECOVERY_DELAY);
		refused(Error::GuardiansNotSet);
		assert_noop!(
			show(DAVID, PatientId([3; 32]), guardians(), member::DAVID),
			Error::<Test>::PatientNotFound
		);
	});
}

#[test]
fn a_set_that_no_guardians_can_be_is_refused_though_committed_to() {
	let (david, emma) = (Guardian::Person(DAVID), Guardian::Person(EMMA));
	let hospital = Guardian::Institution(HOSPITAL);
	let impossible: [(&str, Vec<Guardian<u64>>, u8); 7] = [
		("nobody", vec![], 0),
		("one alone", vec![david.clone()], 1),
		("one of two", vec![david.clone(), emma.clone()], 1),
		("more than there are", vec![david.clone(), emma.clone()], 3),
		("somebody twice", vec![david.clone(), david.clone(), emma.clone()], 2),
		("in another order", vec![emma.clone(), david.clone()], 2),
		(
			"two institutions",
			vec![david.clone(), hospital, Guardian::Institution(OTHER_HOSPITAL)],
			2,
		),
	];
	for (what, members, threshold) in impossible {
		ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
			let patient = first_patient_of(ANNA);
			let ours = guardian_commitment(&patient, threshold, &members, &SECRET);
			commit_to(ANNA, patient, ours);
			let number = members.iter().position(|one| one.person() == Some(&DAVID)).unwrap_or(0);
			let result = PatientIdentity::reveal_guardians(
				signed(DAVID),
				patient,
				GuardianSet::truncate_from(members),
				threshold,
				SECRET,
				number as u8,
			);
			assert_eq!(result, Err(Error::<Test>::InvalidGuardians.into()), "{what}");
			assert_eq!(GuardianCases::<Test>::get(patient), None);
		});
	}
}

#[test]
fn they_are_shown_once() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		assert_noop!(
			show(EMMA, patient, guardians(), member::EMMA),
			Error::<Test>::CaseAlreadyOpen
		);
		pass(2 * ATTEMPT_LIFETIME);
		assert_noop!(
			show(EMMA, patient, guardians(), member::EMMA),
			Error::<Test>::CaseAlreadyOpen
		);
	});
}

#[test]
fn new_guardians_take_the_place_of_shown_ones_who_have_nothing_to_finish() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, STRANGER);
		let members = set_of(&[EMMA, NEWCOMER], None);
		commit_to(ANNA, patient, guardian_commitment(&patient, 2, &members, &SECRET));
		assert_ok!(show(EMMA, patient, members.clone(), 0));

		assert_eq!(case(patient).members, members);
		assert!(case(patient).attempts.is_empty());
		assert_eq!(RoleCount::<Test>::get(EMMA), 1, "she is in both");
		assert_eq!(RoleCount::<Test>::get(DAVID), 0);
		assert!(!System::account_exists(&FELIX));
	});
}

#[test]
fn new_guardians_wait_for_an_attempt_that_has_reached_its_threshold() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		approve(patient, BORIS);
		assert_ok!(PatientIdentity::veto_recovery(signed(ANNA), patient, member::DAVID, BORIS));
		let members = set_of(&[EMMA, NEWCOMER], None);
		commit_to(ANNA, patient, guardian_commitment(&patient, 2, &members, &SECRET));
		assert_noop!(show(EMMA, patient, members.clone(), 0), Error::<Test>::CaseAlreadyOpen);

		assert_ok!(PatientIdentity::decide_recovery(
			registrar(),
			patient,
			member::DAVID,
			BORIS,
			false
		));
		assert_ok!(show(EMMA, patient, members, 0));
	});
}

#[test]
fn a_full_counter_of_references_refuses_instead_of_starting_again() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		RoleCount::<Test>::insert(FELIX, u32::MAX);
		assert_noop!(show(DAVID, patient, guardians(), member::DAVID), ArithmeticError::Overflow);
		RoleCount::<Test>::remove(FELIX);
	});
}

#[test]
fn showing_is_free_for_a_guardian_who_shows_the_right_ones() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = guarded();
		let of = |members, salt, member| crate::Call::<Test>::reveal_guardians {
			patient,
			members,
			threshold: THRESHOLD,
			salt,
			member,
		};
		assert_free_for(of(guardians(), SECRET, member::DAVID), &[DAVID]);
		assert_free_for(of(guardians(), SECRET, member::HOSPITAL), &[GATEWAY, ADMIN]);
		assert_free_for(of(guardians(), H256::zero(), member::DAVID), &[]);
		assert_free_for(of(set_of(&[DAVID, NEWCOMER], None), SECRET, 0), &[]);
	});
}

#[test]
fn the_commitment_is_the_hash_that_the_readme_describes() {
	let patient = PatientId([0x11; 32]);
	let members = vec![
		Guardian::Person(AccountId32::new([0x22; 32])),
		Guardian::Person(AccountId32::new([0x33; 32])),
		Guardian::Institution(7),
	];
	let salt = H256::repeat_byte(0x44);
	let preimage = [
		b"salus/guardian/1".to_vec(),
		vec![0x11; 32],
		vec![2],
		vec![3 << 2],
		[vec![0], vec![0x22; 32]].concat(),
		[vec![0], vec![0x33; 32]].concat(),
		[vec![1], vec![7, 0, 0, 0]].concat(),
		vec![0x44; 32],
	]
	.concat();
	assert_eq!(
		preimage,
		(crate::GUARDIANS_TAG, patient, 2u8, members.clone(), salt).encode(),
		"a client can build these bytes by hand"
	);
	let expected = "84aa2eb489ea0c44925f31411e82d57fe7eb55724b6c7b8a463341fc5d6b8228";
	assert_eq!(
		guardian_commitment(&patient, 2, &members, &salt),
		expected.parse().expect("hexadecimal")
	);
}

#[test]
fn new_guardians_do_not_wait_for_an_attempt_that_leads_to_nothing() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, STRANGER);
		approve(patient, STRANGER);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, STRANGER));
		assert_ok!(PatientIdentity::accept_control(signed(STRANGER), patient));
		let members = set_of(&[EMMA, NEWCOMER], None);
		let friends = guardian_commitment(&patient, 2, &members, &SECRET);
		assert_ok!(PatientIdentity::set_guardians(signed(STRANGER), patient, Some(friends)));
		pass(RECOVERY_DELAY);
		assert_ok!(show(EMMA, patient, members, 0));
	});
}
