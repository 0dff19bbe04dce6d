use crate::{
	mock::*, Deposits, GuardianPlan, Guardians, LinkProposal, LinkProposals, LinkedPatients, Links,
	Offer, Offers, Patient, PatientStatus, Patients, Registrations, RoleCount, Tombstone,
	Tombstones,
};
use frame_support::assert_ok;
use salus_primitives::{Power, Powers};
use sp_core::H256;

/// The invariants hold, and no longer once `spoil` was run.
fn is_found(spoil: impl FnOnce()) {
	ExtBuilder::default()
		.with_patient(ANNA)
		.with_patient(CARLA)
		.with_sponsored(Some(BORIS))
		.build()
		.execute_with(|| {
			appoint(signed(ANNA), first_patient_of(ANNA), BORIS, &[Power::Access]);
			assert_ok!(PatientIdentity::do_try_state());
			spoil();
			assert!(PatientIdentity::do_try_state().is_err());
		});
}

fn change(patient: salus_primitives::PatientId, change: impl FnOnce(&mut Patient<u64>)) {
	Patients::<Test>::mutate(patient, |row| change(row.as_mut().expect("it is open")));
}

fn anna() -> salus_primitives::PatientId {
	first_patient_of(ANNA)
}

#[test]
fn a_wrong_count_is_found() {
	is_found(|| RoleCount::<Test>::insert(ANNA, 2));
	is_found(|| RoleCount::<Test>::insert(STRANGER, 0));
	is_found(|| Registrations::<Test>::insert(ANNA, 2));
	is_found(|| {
		let _ = System::dec_sufficients(&ANNA);
	});
}

#[test]
fn a_row_that_makes_no_sense_is_found() {
	is_found(|| change(anna(), |row| row.key.as_mut().expect("a key").public.bytes = [0; 32]));
	is_found(|| change(anna(), |row| row.key.as_mut().expect("a key").card = H256::zero()));
	is_found(|| change(anna(), |row| row.representatives[0].powers = Powers(0)));
	is_found(|| {
		change(anna(), |row| row.representatives[0].account = ANNA);
	});
	is_found(|| change(anna(), |row| row.status = PatientStatus::Pending));
	is_found(|| change(anna(), |row| row.status = PatientStatus::Deceased));
	is_found(|| {
		change(first_sponsored(), |row| row.closing_at = Some(NOW));
	});
}

#[test]
fn a_closed_patient_that_is_open_is_found() {
	is_found(|| Tombstones::<Test>::insert(anna(), Tombstone { closed_at: NOW }));
}

#[test]
fn what_belongs_to_nobody_is_found() {
	is_found(|| Offers::<Test>::insert(unknown(), Offer { to: BORIS, until: NOW }));
	is_found(|| Offers::<Test>::insert(anna(), Offer { to: ANNA, until: NOW }));
	is_found(|| Guardians::<Test>::insert(unknown(), GuardianPlan::default()));
	is_found(|| {
		LinkProposals::<Test>::insert(unknown(), LinkProposal { other: anna(), link: true });
	});
	is_found(|| {
		let deposit = Deposits::<Test>::get(first_sponsored()).expect("it is pending");
		Deposits::<Test>::insert(anna(), deposit);
	});
	is_found(|| Deposits::<Test>::remove(first_sponsored()));
}

#[test]
fn a_link_of_one_side_is_found() {
	let list = |other| LinkedPatients::truncate_from(vec![other]);
	is_found(|| Links::<Test>::insert(anna(), list(first_patient_of(CARLA))));
	is_found(|| Links::<Test>::insert(anna(), list(anna())));
	is_found(|| Links::<Test>::insert(anna(), LinkedPatients::default()));
}
