use crate::{
	migrations::v2::MigratePatients, mock::*, Assurance, Patient, PatientStatus, Patients,
	Registrations, RoleReferences, WeightInfo,
};
use frame_support::{
	migrations::{SteppedMigration, SteppedMigrationError},
	traits::{GetStorageVersion, StorageVersion},
	weights::{Weight, WeightMeter},
};
use salus_primitives::{EncryptionKey, PatientId};

type Migration = MigratePatients<Test>;

/// What a chain of version 1 held: so many patients, of accounts from 100 on.
fn old_chain(patients: u8) {
	StorageVersion::new(1).put::<PatientIdentity>();
	for number in 0..patients {
		let account = 100 + u64::from(number);
		let key = EncryptionKey { public: key(1 + number), epoch: u32::from(number) };
		Migration::store_old(id(number), account, key, NOW);
		RoleReferences::<Test>::hold(&account);
		Registrations::<Test>::insert(account, 1);
	}
}

fn id(number: u8) -> PatientId {
	PatientId([number; 32])
}

fn meter_for(patients: u64) -> WeightMeter {
	WeightMeter::with_limit(<() as WeightInfo>::migrate_patient().saturating_mul(patients))
}

#[test]
fn patients_are_carried_over() {
	ExtBuilder::default().build_and_execute(|| {
		old_chain(5);
		assert_eq!(Migration::step(None, &mut meter_for(100)), Ok(None));
		assert_eq!(PatientIdentity::on_chain_storage_version(), 2);
		assert_eq!(Patients::<Test>::iter().count(), 5);
		assert_eq!(
			row(id(3)),
			Patient {
				controller: Some(103),
				status: PatientStatus::Active,
				assurance: Assurance::of_nobody(NOW),
				key: Some(EncryptionKey { public: key(4), epoch: 3 }),
				representatives: Default::default(),
				devices: Default::default(),
				frozen_until: None,
				closing_at: None,
				registered_at: NOW,
			}
		);
	});
}

#[test]
fn each_step_goes_as_far_as_its_weight() {
	ExtBuilder::default().build_and_execute(|| {
		old_chain(5);
		let mut cursor = None;
		let mut steps = 0;
		loop {
			let mut meter = meter_for(2);
			cursor = Migration::step(cursor, &mut meter).expect("there is weight enough");
			assert!(meter.consumed().all_lte(meter.limit()));
			steps += 1;
			if cursor.is_none() {
				break;
			}
			assert_eq!(PatientIdentity::on_chain_storage_version(), 1);
		}
		assert_eq!(steps, 3);
		assert_eq!(PatientIdentity::on_chain_storage_version(), 2);
		assert_eq!(Patients::<Test>::iter().count(), 5);
	});
}

#[test]
fn too_little_weight_does_nothing() {
	ExtBuilder::default().build().execute_with(|| {
		old_chain(1);
		let required = <() as WeightInfo>::migrate_patient();
		let mut meter = WeightMeter::with_limit(required - Weight::from_parts(1, 0));
		assert_eq!(
			Migration::step(None, &mut meter),
			Err(SteppedMigrationError::InsufficientWeight { required })
		);
		assert_eq!(PatientIdentity::on_chain_storage_version(), 1);
	});
}

#[test]
fn a_chain_of_version_2_is_left_alone() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		StorageVersion::new(2).put::<PatientIdentity>();
		let before = row(first_patient_of(ANNA));
		assert_eq!(Migration::step(None, &mut meter_for(100)), Ok(None));
		assert_eq!(row(first_patient_of(ANNA)), before);
	});
}

#[test]
fn an_empty_chain_takes_the_new_version() {
	ExtBuilder::default().build_and_execute(|| {
		old_chain(0);
		assert_eq!(Migration::step(None, &mut meter_for(1)), Ok(None));
		assert_eq!(PatientIdentity::on_chain_storage_version(), 2);
	});
}

#[cfg(feature = "try-runtime")]
#[test]
fn the_upgrade_is_checked() {
	ExtBuilder::default().build_and_execute(|| {
		old_chain(3);
		let before = Migration::pre_upgrade().expect("it can be counted");
		assert_eq!(Migration::step(None, &mut meter_for(100)), Ok(None));
		assert_eq!(Migration::post_upgrade(before.clone()), Ok(()));
		Patients::<Test>::remove(id(1));
		assert!(Migration::post_upgrade(before).is_err());
		crate::RoleCount::<Test>::remove(101);
		Registrations::<Test>::remove(101);
	});
}
