use crate::{mock::*, Error, Event, OrganizationState};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, ProviderDirectory};
use sp_runtime::DispatchError;

#[test]
fn nobody_acts_for_a_revoked_organization_any_more() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		revoke();

		assert_eq!(organizations_row().state(), OrganizationState::Revoked);
		assert_eq!(doctor_now(), Err(NotPractising::AccreditationRevoked));
		assert!(!ProviderRegistry::is_accredited(0, NOW + DAY));
		assert_eq!(doctor_at(NOW + DAY - 1), Ok(doctors_roles()));
		System::assert_last_event(Event::AccreditationRevoked { organization: 0 }.into());
	});
}

#[test]
fn a_suspended_organization_can_be_revoked() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		suspend();
		go_to(NOW + DAY);
		revoke();
		assert_eq!(doctor_at(NOW + 1), Err(NotPractising::OrganizationSuspended));
		assert_eq!(doctor_now(), Err(NotPractising::AccreditationRevoked));
	});
}

#[test]
fn revoking_is_final() {
	for end in [revoke, be_followed] {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			end();
			assert_noop!(
				ProviderRegistry::revoke_accreditation(root(), 0),
				Error::<Test>::OrganizationEnded
			);
		});
	}
}

#[test]
fn the_admins_of_a_revoked_organization_can_still_end_what_it_has_and_add_nothing() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		assert_ok!(ProviderRegistry::add_admin(signed(ADMIN), 0, OUTSIDER));
		revoke();
		assert_noop!(
			ProviderRegistry::add_admin(signed(ADMIN), 0, 77),
			Error::<Test>::OrganizationNotAccredited
		);
		assert_noop!(
			ProviderRegistry::add_gateway(signed(ADMIN), 0, 77),
			Error::<Test>::OrganizationNotAccredited
		);
		assert_ok!(ProviderRegistry::remove_practitioner(signed(ADMIN), 0, by(DOCTOR)));
		assert_ok!(ProviderRegistry::remove_practitioner(signed(ADMIN), 0, midwife()));
		assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, GATEWAY));
		assert_ok!(ProviderRegistry::remove_admin(signed(ADMIN), 0, OUTSIDER));
		assert_roles(ADMIN, 1);
		for account in [DOCTOR, GATEWAY, OUTSIDER] {
			assert_roles(account, 0);
		}
	});
}

#[test]
fn an_unknown_organization_cannot_be_revoked() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			ProviderRegistry::revoke_accreditation(root(), 0),
			Error::<Test>::OrganizationNotFound
		);
	});
}

#[test]
fn only_the_accrediting_origin_revokes() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), signed(ADMIN)] {
			assert_noop!(
				ProviderRegistry::revoke_accreditation(origin, 0),
				DispatchError::BadOrigin
			);
		}
	});
}
