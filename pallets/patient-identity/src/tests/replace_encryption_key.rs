use crate::{mock::*, Error, Event, NewPatientKey, Patients};
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{doubles::Trail, Actor, AuditedEvent, PatientId, Power, TrailId};
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
		assert_eq!(after.key, Some(published(2, 1)));
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
		assert_eq!(row.key, Some(published(1, 2)));
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
fn a_card_that_was_forgotten_or_is_of_the_present_key_is_refused() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		for card in [key(0).card, key(1).card] {
			let with_another = NewPatientKey { card, ..key(2) };
			assert_noop!(
				PatientIdentity::replace_encryption_key(
					signed(ANNA),
					first_patient_of(ANNA),
					with_another
				),
				Error::<Test>::InvalidCard
			);
		}
	});
}

#[test]
fn under_the_same_key_no_card_is_exchanged() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let another_card = NewPatientKey { card: key(2).card, ..key(1) };
		let patient = first_patient_of(ANNA);
		assert_noop!(
			PatientIdentity::replace_encryption_key(signed(ANNA), patient, another_card),
			Error::<Test>::InvalidEncryptionKey
		);
		assert_eq!(row(patient).key, Some(published(1, 0)));
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

#[test]
fn a_representative_who_may_read_replaces_a_key_in_its_time() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Identity, Power::Access]);
		appoint(signed(ANNA), patient, CARLA, &[Power::Records]);
		let replace = |account, public| {
			PatientIdentity::replace_encryption_key(signed(account), patient, public)
		};
		assert_ok!(replace(BORIS, key(2)));
		assert_noop!(replace(CARLA, key(3)), Error::<Test>::NotAuthorized);
		pass(365 * DAY);
		assert_noop!(replace(BORIS, key(3)), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn who_had_no_key_gets_a_first_one() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let patient = first_sponsored();
		appoint(registrar(), patient, BORIS, &[Power::Identity, Power::Access]);
		assert_ok!(PatientIdentity::replace_encryption_key(signed(BORIS), patient, key(2)));
		assert_eq!(row(patient).key, Some(published(2, 0)));
		System::assert_last_event(Event::EncryptionKeyReplaced { patient, epoch: 0 }.into());
	});
}

#[test]
fn the_key_of_a_frozen_or_deceased_patient_stays() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let replace = || PatientIdentity::replace_encryption_key(signed(ANNA), patient, key(2));
		freeze_side(patient);
		assert_noop!(replace(), Error::<Test>::PatientFrozen);
		bury(patient);
		assert_noop!(replace(), Error::<Test>::PatientDeceased);
	});
}

#[test]
fn to_read_is_not_enough_to_replace_a_key() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Access]);
		let replaced = PatientIdentity::replace_encryption_key(signed(BORIS), patient, key(2));
		assert_noop!(replaced, Error::<Test>::NotAuthorized);
	});
}
