use super::*;
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{NotPractising, OnPatientClosed, PatientId};
use sp_runtime::{DispatchError, DispatchResult};

fn set_by(account: u64, ring: EmergencyRing) -> DispatchResult {
	Consent::set_emergency_ring(signed(account), PATIENT, ring)
}

fn set(ring: EmergencyRing) -> DispatchResult {
	set_by(CONTROLLER, ring)
}

fn remove_by(account: u64) -> DispatchResult {
	Consent::remove_emergency_ring(signed(account), PATIENT)
}

fn standing() -> Option<EmergencyRing> {
	Consent::emergency_ring(PATIENT).map(|status| status.ring)
}

/// A ring whose custodians are these.
fn with(custodians: &[OrganizationId], threshold: u8) -> EmergencyRing {
	EmergencyRing {
		custodians: BoundedVec::truncate_from(custodians.to_vec()),
		threshold,
		..ring()
	}
}

#[test]
fn the_controller_says_who_keeps_the_shares() {
	run(|| {
		assert_eq!(Consent::emergency_ring(PATIENT), None);
		assert_ok!(set(ring()));
		let status = EmergencyRingStatus {
			ring: ring(),
			since: START,
			by_controller: true,
			is_stale: false,
		};
		assert_eq!(Consent::emergency_ring(PATIENT), Some(status));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::EmergencyRingSet { key_epoch: 0, commitment: ring().commitment },
			Event::EmergencyRingSet {
				patient: PATIENT,
				custodians: ring().custodians,
				threshold: 2,
				key_epoch: 0,
				commitment: ring().commitment,
			},
		);
	});
}

#[test]
fn a_representative_who_may_consent_sets_and_removes_a_ring() {
	run(|| {
		represent(PARENT);
		assert_ok!(set_by(PARENT, ring()));
		assert_ok!(remove_by(PARENT));
		assert_told(
			Actor::Person(PARENT),
			AuditedEvent::EmergencyRingRemoved,
			Event::EmergencyRingRemoved { patient: PATIENT },
		);
		let others = Powers::of(&[Power::Access, Power::Records, Power::Identity]);
		Patients::relate(PATIENT, PARENT, Relation::Representative(others));
		assert_noop!(set_by(PARENT, ring()), Error::<Test>::NotAuthorized);
		assert_ok!(set(ring()));
		assert_noop!(remove_by(PARENT), Error::<Test>::NotAuthorized);
	});
}

/// A patient who has a controller may lie unconscious while a representative speaks.
#[test]
fn a_representative_takes_no_ring_away_that_the_controller_set() {
	run(|| {
		represent(PARENT);
		let other = EmergencyRing { commitment: Commitment::repeat_byte(7), ..ring() };
		assert_ok!(set(ring()));
		for refused in [remove_by(PARENT), set_by(PARENT, other.clone()), set_by(PARENT, ring())] {
			assert_eq!(refused, Err(Error::<Test>::NotAuthorized.into()));
		}
		assert_eq!(standing(), Some(ring()));
		assert_ok!(set(other));
		assert_ok!(remove_by(CONTROLLER));
	});
}

#[test]
fn a_representative_renews_a_ring_whose_key_was_replaced() {
	run(|| {
		represent(PARENT);
		assert_ok!(set(ring()));
		Patients::set_key_epoch(PATIENT, 1);
		assert_noop!(remove_by(PARENT), Error::<Test>::NotAuthorized);
		let renewed = EmergencyRing { key_epoch: 1, ..ring() };
		assert_ok!(set_by(PARENT, renewed.clone()));
		let status = Consent::emergency_ring(PATIENT).expect("it was set");
		assert_eq!((status.ring, status.by_controller), (renewed, false));
	});
}

#[test]
fn what_a_representative_set_the_controller_makes_its_own() {
	run(|| {
		represent(PARENT);
		assert_ok!(set_by(PARENT, ring()));
		assert_noop!(set_by(PARENT, ring()), Error::<Test>::NothingToDo);
		assert_ok!(set(ring()));
		assert_noop!(set(ring()), Error::<Test>::NothingToDo);
		assert_noop!(remove_by(PARENT), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn nobody_else_sets_or_removes_a_ring() {
	run(|| {
		assert_ok!(set(ring()));
		for account in [STRANGER, PHYSICIAN] {
			assert_noop!(set_by(account, with(&[CLINIC], 1)), Error::<Test>::NotAuthorized);
			assert_noop!(remove_by(account), Error::<Test>::NotAuthorized);
		}
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				Consent::set_emergency_ring(origin.clone(), PATIENT, ring()),
				DispatchError::BadOrigin
			);
			assert_noop!(Consent::remove_emergency_ring(origin, PATIENT), DispatchError::BadOrigin);
		}
		let unknown = PatientId([9; 32]);
		assert_noop!(
			Consent::set_emergency_ring(signed(CONTROLLER), unknown, ring()),
			Error::<Test>::PatientNotFound
		);
		assert_noop!(
			Consent::remove_emergency_ring(signed(CONTROLLER), unknown),
			Error::<Test>::PatientNotFound
		);
	});
}

#[test]
fn a_ring_takes_the_place_of_the_one_before() {
	run(|| {
		assert_ok!(set(ring()));
		assert_noop!(set(ring()), Error::<Test>::NothingToDo);
		pass(MINUTE);
		let other = EmergencyRing { commitment: Commitment::repeat_byte(7), ..ring() };
		assert_ok!(set(other.clone()));
		let status = EmergencyRingStatus {
			ring: other,
			since: START + MINUTE,
			by_controller: true,
			is_stale: false,
		};
		assert_eq!(Consent::emergency_ring(PATIENT), Some(status));
	});
}

#[test]
fn while_frozen_no_ring_is_set() {
	run(|| {
		Patients::freeze(PATIENT);
		assert_noop!(set(ring()), Error::<Test>::PatientFrozen);
		represent(PARENT);
		assert_noop!(set_by(PARENT, ring()), Error::<Test>::PatientFrozen);
		Patients::thaw(PATIENT);
		assert_ok!(set(ring()));
	});
}

/// Whoever stole the key would lock the patient out of care.
#[test]
fn while_frozen_no_ring_is_taken_away() {
	run(|| {
		assert_ok!(set(ring()));
		Patients::freeze(PATIENT);
		assert_noop!(remove_by(CONTROLLER), Error::<Test>::PatientFrozen);
		assert_eq!(standing(), Some(ring()));
		Patients::thaw(PATIENT);
		assert_ok!(remove_by(CONTROLLER));
		assert_eq!(standing(), None);
		assert_noop!(remove_by(CONTROLLER), Error::<Test>::NothingToDo);
	});
}

#[test]
fn custodians_are_named_once_and_in_order() {
	run(|| {
		for custodians in
			[&[CLINIC, HOSPITAL][..], &[HOSPITAL, HOSPITAL], &[HOSPITAL, CLINIC, CLINIC]]
		{
			assert_noop!(set(with(custodians, 2)), Error::<Test>::CustodiansNotAscending);
		}
		assert_ok!(set(with(&[HOSPITAL, CLINIC], 2)));
	});
}

#[test]
fn it_takes_two_custodians_and_no_more_than_there_are() {
	run(|| {
		for (custodians, threshold) in [
			(&[HOSPITAL, CLINIC][..], 0),
			(&[HOSPITAL, CLINIC], 1),
			(&[HOSPITAL, CLINIC], 3),
			(&[HOSPITAL, CLINIC], u8::MAX),
			(&[HOSPITAL], 1),
			(&[HOSPITAL], 2),
			(&[], 0),
			(&[], 2),
		] {
			assert_noop!(set(with(custodians, threshold)), Error::<Test>::InvalidThreshold);
		}
	});
}

#[test]
fn eight_custodians_may_keep_shares_and_no_call_names_nine() {
	use codec::{Decode, Encode};
	run(|| {
		let all = (100..108).collect::<Vec<_>>();
		for custodian in &all {
			Providers::accredit(*custodian);
			Providers::set_key_epoch(*custodian, None, 0);
		}
		for threshold in [2, 8] {
			assert_ok!(set(with(&all, threshold)));
		}
		let nine = ((100..109).collect::<Vec<u32>>(), 2u8, 0u32, Commitment::repeat_byte(6));
		assert!(EmergencyRing::decode(&mut &nine.encode()[..]).is_err());
		let eight = (all, 2u8, 0u32, Commitment::repeat_byte(6));
		assert!(EmergencyRing::decode(&mut &eight.encode()[..]).is_ok());
	});
}

#[test]
fn a_custodian_may_act_and_has_a_key() {
	run(|| {
		assert_noop!(set(with(&[HOSPITAL, 77], 2)), Error::<Test>::OrganizationNotAccredited);
		for reason in [NotPractising::OrganizationSuspended, NotPractising::NotAccredited] {
			Providers::bar(CLINIC, reason);
			assert_noop!(set(ring()), Error::<Test>::OrganizationNotAccredited);
		}
		Providers::accredit(CLINIC);
		Providers::accredit(77);
		assert_noop!(set(with(&[HOSPITAL, 77], 2)), Error::<Test>::CustodianHasNoKey);
		Providers::set_key_epoch(77, None, 0);
		assert_ok!(set(with(&[HOSPITAL, 77], 2)));
	});
}

#[test]
fn a_ring_outlives_what_becomes_of_its_custodians() {
	run(|| {
		assert_ok!(set(ring()));
		Providers::bar(CLINIC, NotPractising::AccreditationRevoked);
		assert_eq!(standing(), Some(ring()));
		assert_ok!(remove_by(CONTROLLER));
	});
}

#[test]
fn a_ring_is_of_the_patient_s_present_key_and_shows_when_it_no_longer_is() {
	run(|| {
		Patients::set_key_epoch(PATIENT, 2);
		for key_epoch in [1, 3] {
			let other = EmergencyRing { key_epoch, ..ring() };
			assert_noop!(set(other), Error::<Test>::StaleKeyEpoch);
		}
		assert_ok!(set(EmergencyRing { key_epoch: 2, ..ring() }));
		let is_stale = || Consent::emergency_ring(PATIENT).map(|status| status.is_stale);
		assert_eq!(is_stale(), Some(false));
		Patients::set_key_epoch(PATIENT, 3);
		assert_eq!(is_stale(), Some(true));
		assert_ok!(set(EmergencyRing { key_epoch: 3, ..ring() }));
		assert_eq!(is_stale(), Some(false));
	});
}

#[test]
fn a_ring_that_commits_to_nothing_is_refused() {
	run(|| {
		let forgotten = EmergencyRing { commitment: Commitment::zero(), ..ring() };
		assert_noop!(set(forgotten), Error::<Test>::CommitmentMissing);
	});
}

#[test]
fn of_a_closed_patient_no_ring_is_left() {
	run(|| {
		assert_ok!(set(ring()));
		Patients::close(PATIENT);
		<Consent as OnPatientClosed>::on_patient_closed(&PATIENT);
		assert!(!EmergencyRings::<Test>::contains_key(PATIENT));
		assert_noop!(set(ring()), Error::<Test>::PatientNotFound);
		assert_noop!(remove_by(CONTROLLER), Error::<Test>::PatientNotFound);
	});
}

/// A runtime may not tell this pallet of a closing.
#[test]
fn the_sweep_takes_the_ring_of_a_closed_patient() {
	run(|| {
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		assert_ok!(Consent::set_emergency_ring(signed(STRANGER), other, ring()));
		assert_ok!(set(ring()));
		Patients::close(PATIENT);
		<Consent as frame_support::traits::Hooks<u64>>::on_idle(
			1,
			frame_support::weights::Weight::MAX,
		);
		assert_eq!(EmergencyRings::<Test>::iter_keys().collect::<Vec<_>>(), vec![other]);
	});
}

#[test]
fn death_leaves_the_ring_to_the_executor_who_can_remove_it_and_sets_none() {
	run(|| {
		assert_ok!(set(ring()));
		Patients::die_at(PATIENT, START);
		Patients::relate(PATIENT, PARENT, Relation::Executor(Powers::of(&[Power::Access])));
		assert_eq!(standing(), Some(ring()));
		assert_noop!(set_by(PARENT, with(&[CLINIC], 1)), Error::<Test>::NotAuthorized);
		assert_ok!(remove_by(PARENT));
		assert_eq!(standing(), None);
	});
}

#[test]
fn a_ring_decides_nothing() {
	run(|| {
		let request = AccessRequest { purpose: Purpose::EmergencyTreatment, ..reading() };
		let before = decide(&request);
		assert_ok!(set(ring()));
		assert_eq!(decide(&request), before);
	});
}

#[test]
fn a_ring_is_free_for_the_patient_s_side() {
	run(|| {
		represent(PARENT);
		let setting = Call::<Test>::set_emergency_ring { patient: PATIENT, ring: ring() };
		let removing = Call::<Test>::remove_emergency_ring { patient: PATIENT };
		for call in [setting, removing] {
			for (account, is_free) in
				[(CONTROLLER, true), (PARENT, true), (STRANGER, false), (PHYSICIAN, false)]
			{
				assert_eq!(call.is_feeless(&signed(account)), is_free, "{call:?} of {account}");
			}
			assert!(!call.is_feeless(&RuntimeOrigin::none()));
		}
	});
}

#[test]
fn a_ring_that_was_set_by_somebody_else_with_the_key_shows_among_the_changes() {
	run(|| {
		assert_ok!(set(ring()));
		pass(DAY);
		let theft = Timestamp::get();
		assert_eq!(Consent::changes_since(PATIENT, theft).emergency_ring, None);
		let thiefs = EmergencyRing { commitment: Commitment::repeat_byte(9), ..ring() };
		assert_ok!(set(thiefs.clone()));
		pass(DAY);
		assert_eq!(Consent::changes_since(PATIENT, theft).emergency_ring, Some(thiefs));
		assert_eq!(Consent::changes_since(PATIENT, Timestamp::get()).emergency_ring, None);
	});
}
