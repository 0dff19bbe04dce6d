use crate::{mock::*, Error, Event, Patients};
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{doubles::Trail, Actor, AuditedEvent, EncryptionKey, PatientId, TrailId};
use sp_runtime::DispatchError;

#[test]
fn the_controller_starts_a_new_key_epoch() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let before = Patients::<Test>::get(patient).expect("registered");

		assert_ok!(PatientIdentity::replace_encryption_key(
			RuntimeOrigin::signed(ANNA),
			patient,
			key(2)
		));

		let after = Patients::<Test>::get(patient).expect("registered");
		assert_eq!(after.key, EncryptionKey { public: key(2), epoch: 1 });
		assert_eq!(after.controller, before.controller);
		assert_eq!(after.registered_at, before.registered_at);
		System::assert_last_event(Event::EncryptionKeyReplaced { patient, epoch: 1 }.into());
		assert_eq!(
			Trail::entries().last(),
			Some(&(
				TrailId::Patient(patient),
				Actor::Person(ANNA),
				AuditedEvent::EncryptionKeyReplaced { epoch: 1 }
			))
		);
	});
}

#[test]
fn going_back_to_an_earlier_key_is_a_new_epoch() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		for public in [key(2), key(1)] {
			assert_ok!(PatientIdentity::replace_encryption_key(
				RuntimeOrigin::signed(ANNA),
				patient,
				public
			));
		}
		let row = Patients::<Test>::get(patient).expect("registered");
		assert_eq!(row.key, EncryptionKey { public: key(1), epoch: 2 });
	});
}

#[test]
fn an_unknown_patient_has_no_key_to_replace() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		assert_noop!(
			PatientIdentity::replace_encryption_key(
				RuntimeOrigin::signed(ANNA),
				PatientId([3; 32]),
				key(2)
			),
			Error::<Test>::PatientNotFound
		);
	});
}

#[test]
fn a_stranger_cannot_replace_a_patients_key() {
	ExtBuilder::default().with_patient(ANNA).with_patient(STRANGER).build_and_execute(|| {
		assert_noop!(
			PatientIdentity::replace_encryption_key(
				RuntimeOrigin::signed(STRANGER),
				first_patient_of(ANNA),
				key(2)
			),
			Error::<Test>::NotAuthorized
		);
		assert_eq!(Trail::entries().len(), 2);
	});
}

#[test]
fn only_a_signed_origin_can_replace_a_key() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				PatientIdentity::replace_encryption_key(origin, first_patient_of(ANNA), key(2)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn an_all_zero_key_or_the_same_key_again_is_refused() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		for public in [key(0), key(1)] {
			assert_noop!(
				PatientIdentity::replace_encryption_key(
					RuntimeOrigin::signed(ANNA),
					first_patient_of(ANNA),
					public
				),
				Error::<Test>::InvalidEncryptionKey
			);
		}
		assert_eq!(Trail::entries().len(), 1);
	});
}

#[test]
fn replacing_a_key_is_free_for_the_controller_only() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let of = |patient| crate::Call::<Test>::replace_encryption_key {
			patient,
			encryption_key: key(2),
		};
		let own = of(first_patient_of(ANNA));
		assert!(own.is_feeless(&RuntimeOrigin::signed(ANNA)));
		assert!(!own.is_feeless(&RuntimeOrigin::signed(STRANGER)));
		assert!(!own.is_feeless(&RuntimeOrigin::none()));
		assert!(!of(PatientId([3; 32])).is_feeless(&RuntimeOrigin::signed(ANNA)));
	});
}
