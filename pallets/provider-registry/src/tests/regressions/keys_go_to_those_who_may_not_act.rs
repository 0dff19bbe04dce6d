use crate::{mock::*, Error};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{EncryptionKey, Period, PractitionerId, ProviderDirectory};
use sp_runtime::DispatchResult;

fn key_of(practitioner: Option<PractitionerId<u64>>) -> Option<EncryptionKey> {
	<ProviderRegistry as ProviderDirectory<u64>>::encryption_key(0, practitioner.as_ref())
}

fn publish(who: u64, practitioner: PractitionerId<u64>, number: u8) -> DispatchResult {
	ProviderRegistry::publish_practitioner_key(signed(who), 0, practitioner, key(number))
}

/// The hospital, its doctor and its midwife have published keys.
fn with_keys(test: impl FnOnce()) {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		assert_ok!(ProviderRegistry::publish_organization_key(signed(ADMIN), 0, key(1)));
		assert_ok!(publish(DOCTOR, by(DOCTOR), 2));
		assert_ok!(publish(GATEWAY, midwife(), 3));
		go_to(NOW + DAY);
		test();
	});
}

#[test]
fn whoever_stole_the_keys_of_a_suspended_organization_gets_nothing_sealed_to_its_own() {
	let lapse = || {
		let accreditation = Period { from: NOW, until: Some(NOW + 2 * DAY) };
		assert_ok!(ProviderRegistry::renew_accreditation(root(), 0, accreditation));
		go_to(NOW + 2 * DAY);
	};
	for end in [suspend as fn(), revoke, be_followed, lapse] {
		with_keys(|| {
			end();
			for whose in [None, Some(by(DOCTOR)), Some(midwife())] {
				assert_eq!(key_of(whose), None);
			}
			assert_noop!(
				ProviderRegistry::publish_organization_key(signed(ADMIN), 0, key(9)),
				Error::<Test>::OrganizationNotAccredited
			);
			for (who, practitioner) in [(DOCTOR, by(DOCTOR)), (GATEWAY, midwife())] {
				assert_noop!(
					publish(who, practitioner, 9),
					Error::<Test>::OrganizationNotAccredited
				);
			}
		});
	}
}

#[test]
fn a_practitioner_who_may_not_act_now_gets_nothing_sealed_and_replaces_no_key() {
	let end_licence = || {
		assert_ok!(ProviderRegistry::change_practitioner(
			signed(ADMIN),
			0,
			by(DOCTOR),
			doctors_roles(),
			Period { from: 0, until: Some(NOW) }
		));
	};
	let postpone_licence = || {
		assert_ok!(ProviderRegistry::change_practitioner(
			signed(ADMIN),
			0,
			by(DOCTOR),
			doctors_roles(),
			Period { from: NOW + 9 * DAY, until: None }
		));
	};
	let suspend = || {
		assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
	};
	for end in [end_licence as fn(), postpone_licence, suspend] {
		with_keys(|| {
			end();
			assert_eq!(key_of(Some(by(DOCTOR))), None);
			assert_noop!(publish(DOCTOR, by(DOCTOR), 9), Error::<Test>::NotPractising);
			// Nobody else is touched.
			assert!(key_of(None).is_some() && key_of(Some(midwife())).is_some());
			assert_ok!(publish(GATEWAY, midwife(), 9));
		});
	}
}

#[test]
fn the_keys_count_again_once_their_holders_may_act() {
	with_keys(|| {
		suspend();
		go_to(NOW + 2 * DAY);
		reinstate();
		for (whose, number) in [(None, 1), (Some(by(DOCTOR)), 2), (Some(midwife()), 3)] {
			assert_eq!(key_of(whose), Some(EncryptionKey::first(key(number))));
		}
		assert_ok!(publish(DOCTOR, by(DOCTOR), 9));
	});
}

#[test]
fn what_bars_from_the_next_moment_on_bars_keys_at_once() {
	with_keys(|| {
		// The first change of this moment is another one.
		assert_ok!(ProviderRegistry::set_emergency_role(root(), 0, by(DOCTOR), true));
		assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
		assert!(doctor_now().is_ok());
		assert_eq!(key_of(Some(by(DOCTOR))), None);
		assert_noop!(publish(DOCTOR, by(DOCTOR), 9), Error::<Test>::NotPractising);
	});
}
