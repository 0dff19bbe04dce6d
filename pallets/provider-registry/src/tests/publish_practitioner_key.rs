use crate::{mock::*, Call, Error, Event, Practitioners};
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{EncryptionKey, Period};
use sp_runtime::{DispatchError, DispatchResult};

fn publish(who: u64, public: [u8; 32]) -> DispatchResult {
	ProviderRegistry::publish_practitioner_key(RuntimeOrigin::signed(who), 0, public)
}

#[test]
fn a_practitioner_publishes_a_first_key_and_then_another() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for (public, epoch) in [(key(1), 0), (key(2), 1)] {
			assert_ok!(publish(DOCTOR, public));
			assert_eq!(
				Practitioners::<Test>::get(0, DOCTOR).expect("added").key,
				Some(EncryptionKey { public, epoch })
			);
			System::assert_last_event(
				Event::PractitionerKeyPublished { organization: 0, account: DOCTOR, epoch }.into(),
			);
		}
	});
}

#[test]
fn nobody_publishes_a_key_without_being_a_practitioner() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for who in [ADMIN, OUTSIDER] {
			assert_noop!(publish(who, key(1)), Error::<Test>::PractitionerNotFound);
		}
		assert_noop!(
			ProviderRegistry::publish_practitioner_key(RuntimeOrigin::signed(DOCTOR), 1, key(1)),
			Error::<Test>::PractitionerNotFound
		);
	});
}

#[test]
fn only_a_signed_origin_publishes() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				ProviderRegistry::publish_practitioner_key(origin, 0, key(1)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn an_all_zero_key_or_the_same_key_again_is_refused() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_noop!(publish(DOCTOR, key(0)), Error::<Test>::InvalidEncryptionKey);
		assert_ok!(publish(DOCTOR, key(1)));
		for public in [key(0), key(1)] {
			assert_noop!(publish(DOCTOR, public), Error::<Test>::InvalidEncryptionKey);
		}
	});
}

#[test]
fn publishing_is_free_for_practitioners_only_and_whatever_the_hour() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let of = |organization| Call::<Test>::publish_practitioner_key {
			organization,
			encryption_key: key(1),
		};
		assert!(of(0).is_feeless(&RuntimeOrigin::signed(DOCTOR)));
		for who in [ADMIN, OUTSIDER] {
			assert!(!of(0).is_feeless(&RuntimeOrigin::signed(who)));
		}
		assert!(!of(1).is_feeless(&RuntimeOrigin::signed(DOCTOR)));
		assert!(!of(0).is_feeless(&RuntimeOrigin::none()));

		// A licence that is over takes away the access, not the row.
		assert_ok!(ProviderRegistry::change_practitioner(
			RuntimeOrigin::signed(ADMIN),
			0,
			DOCTOR,
			doctors_roles(),
			Period { from: 0, until: Some(NOW) }
		));
		assert!(of(0).is_feeless(&RuntimeOrigin::signed(DOCTOR)));
		assert_ok!(publish(DOCTOR, key(1)));
	});
}
