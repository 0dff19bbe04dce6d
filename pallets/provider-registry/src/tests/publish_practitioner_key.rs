use crate::{mock::*, Call, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{
	EncryptionKey, KeySuite, OrganizationId, Period, PractitionerId, PublicKey,
};
use sp_runtime::{DispatchError, DispatchResult};

fn publish(who: u64, practitioner: PractitionerId<u64>, public: PublicKey) -> DispatchResult {
	ProviderRegistry::publish_practitioner_key(signed(who), 0, practitioner, public)
}

fn is_free(who: u64, organization: OrganizationId, practitioner: PractitionerId<u64>) -> bool {
	Call::<Test>::publish_practitioner_key { organization, practitioner, encryption_key: key(1) }
		.is_feeless(&signed(who))
}

#[test]
fn a_practitioner_publishes_a_first_key_and_then_another() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for (public, epoch) in [(key(1), 0), (key(2), 1)] {
			assert_ok!(publish(DOCTOR, by(DOCTOR), public));
			assert_eq!(doctors_row().key, Some(EncryptionKey { public, epoch }));
			System::assert_last_event(
				Event::PractitionerKeyPublished {
					organization: 0,
					practitioner: by(DOCTOR),
					epoch,
				}
				.into(),
			);
		}
	});
}

#[test]
fn a_gateway_publishes_for_a_practitioner_without_an_account() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		assert!(is_free(GATEWAY, 0, midwife()));
		assert_ok!(publish(GATEWAY, midwife(), key(1)));
		assert_eq!(
			ProviderRegistry::practitioner(0, midwife()).and_then(|row| row.key),
			Some(EncryptionKey::first(key(1)))
		);
		System::assert_last_event(
			Event::PractitionerKeyPublished { organization: 0, practitioner: midwife(), epoch: 0 }
				.into(),
		);
	});
}

#[test]
fn nobody_publishes_for_somebody_else() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		for who in [ADMIN, OUTSIDER, GATEWAY] {
			assert_noop!(publish(who, by(DOCTOR), key(1)), Error::<Test>::NotAuthorized);
			assert!(!is_free(who, 0, by(DOCTOR)));
		}
		for who in [ADMIN, OUTSIDER, DOCTOR] {
			assert_noop!(publish(who, midwife(), key(1)), Error::<Test>::NotAuthorized);
			assert!(!is_free(who, 0, midwife()));
		}
	});
}

#[test]
fn a_removed_gateway_publishes_nothing() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, GATEWAY));
		assert_noop!(publish(GATEWAY, midwife(), key(1)), Error::<Test>::NotAuthorized);
		assert!(!is_free(GATEWAY, 0, midwife()));
	});
}

#[test]
fn nobody_publishes_a_key_without_being_a_practitioner() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		let unlisted = PractitionerId::Pseudonym(salus_primitives::Pseudonym([9; 32]));
		for (who, practitioner) in
			[(ADMIN, by(ADMIN)), (OUTSIDER, by(OUTSIDER)), (GATEWAY, unlisted)]
		{
			assert!(!is_free(who, 0, practitioner.clone()));
			assert_noop!(publish(who, practitioner, key(1)), Error::<Test>::PractitionerNotFound);
		}
		assert_noop!(
			ProviderRegistry::publish_practitioner_key(signed(ADMIN), 1, by(ADMIN), key(1)),
			Error::<Test>::OrganizationNotFound
		);
		assert!(!is_free(ADMIN, 1, by(ADMIN)));
	});
}

#[test]
fn whoever_left_publishes_nothing() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert!(!is_free(DOCTOR, 0, by(DOCTOR)));
		assert_noop!(publish(DOCTOR, by(DOCTOR), key(1)), Error::<Test>::PractitionerNotFound);
	});
}

#[test]
fn only_a_signed_origin_publishes() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(
				ProviderRegistry::publish_practitioner_key(origin, 0, by(DOCTOR), key(1)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn an_all_zero_key_or_the_same_key_again_is_refused() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_noop!(publish(DOCTOR, by(DOCTOR), key(0)), Error::<Test>::InvalidEncryptionKey);
		assert_ok!(publish(DOCTOR, by(DOCTOR), key(1)));
		for public in [key(0), key(1), PublicKey::x25519([0; 32])] {
			assert_noop!(publish(DOCTOR, by(DOCTOR), public), Error::<Test>::InvalidEncryptionKey);
		}
	});
}

#[test]
fn publishing_is_free_whatever_the_hour_says_of_the_licence() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert!(is_free(DOCTOR, 0, by(DOCTOR)));
		assert_ok!(ProviderRegistry::change_practitioner(
			signed(ADMIN),
			0,
			by(DOCTOR),
			doctors_roles(),
			Period { from: 0, until: Some(NOW) }
		));
		// The pool sees the clock of the block before. The call does not.
		assert!(is_free(DOCTOR, 0, by(DOCTOR)));
		assert_noop!(publish(DOCTOR, by(DOCTOR), key(1)), Error::<Test>::NotPractising);
	});
}

#[test]
fn whoever_is_suspended_publishes_nothing_and_not_for_free() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
		assert!(!is_free(DOCTOR, 0, by(DOCTOR)));
		assert_noop!(publish(DOCTOR, by(DOCTOR), key(1)), Error::<Test>::NotPractising);
	});
}

#[test]
fn the_people_of_an_organization_that_may_not_act_publish_nothing_and_not_for_free() {
	for end in [suspend, revoke, be_followed] {
		ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
			end();
			for (who, practitioner) in [(DOCTOR, by(DOCTOR)), (GATEWAY, midwife())] {
				assert!(!is_free(who, 0, practitioner.clone()));
				assert_noop!(
					publish(who, practitioner, key(1)),
					Error::<Test>::OrganizationNotAccredited
				);
			}
		});
	}
}

#[test]
fn the_same_bytes_of_another_suite_are_another_key() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(publish(DOCTOR, by(DOCTOR), key(1)));
		let other = PublicKey { suite: KeySuite::XWing, ..key(1) };
		assert_ok!(publish(DOCTOR, by(DOCTOR), other));
		assert_eq!(doctors_row().key, Some(EncryptionKey { public: other, epoch: 1 }));
	});
}
