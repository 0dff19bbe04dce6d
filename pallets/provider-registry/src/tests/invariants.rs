use crate::{
	mock::*, types::Gateway, GatewayAnnexes, GatewayHistories, History, NextOrganizationId,
	Organization, OrganizationAnnexes, OrganizationState, Organizations, Past, Practitioner,
	PractitionerAnnexes, PractitionerState, Practitioners, PrivacyOfficers, ReviewerPlaces,
	ReviewerPool, RoleCount,
};
use frame_support::{assert_ok, storage::with_transaction};
use salus_primitives::{EncryptionKey, Roles};
use sp_runtime::{DispatchError, TransactionOutcome};

/// Breaks something, checks that the breach is found, and takes it back.
#[track_caller]
fn is_found(breach: impl FnOnce()) {
	let found = with_transaction(|| {
		breach();
		let found = ProviderRegistry::do_try_state().is_err();
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(found))
	});
	assert_eq!(found, Ok(true));
	assert_ok!(ProviderRegistry::do_try_state());
}

#[track_caller]
fn organization_is_found(breach: impl FnOnce(&mut Organization<u64>)) {
	is_found(|| Organizations::<Test>::mutate_extant(0, breach));
}

#[track_caller]
fn practitioner_is_found(breach: impl FnOnce(&mut Practitioner)) {
	is_found(|| {
		Practitioners::<Test>::mutate(0, by(DOCTOR), |row| row.as_mut().map(breach));
	});
}

#[track_caller]
fn gateway_is_found(breach: impl FnOnce(&mut History<bool>)) {
	is_found(|| {
		GatewayHistories::<Test>::mutate(0, GATEWAY, |known| known.as_mut().map(breach));
	});
}

#[test]
fn role_counts_that_do_not_equal_the_rows_are_found() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		for account in [ADMIN, DOCTOR, GATEWAY] {
			is_found(|| RoleCount::<Test>::insert(account, 2));
			is_found(|| RoleCount::<Test>::remove(account));
			is_found(|| {
				let _ = System::dec_sufficients(&account);
			});
		}
		is_found(|| RoleCount::<Test>::insert(OUTSIDER, 0));
		// Somebody who left and a gateway that was removed hold nothing.
		practitioner_is_found(|row| {
			row.terms.latest.state = PractitionerState::Left { suspended: false }
		});
		organization_is_found(|row| row.gateways[0].period.until = Some(NOW + DAY));
	});
}

#[test]
fn organizations_that_are_out_of_order_are_found() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		is_found(|| NextOrganizationId::<Test>::put(0));
		is_found(|| NextOrganizationId::<Test>::put(2));
		is_found(|| Organizations::<Test>::remove(0));
		is_found(|| Practitioners::<Test>::insert(7, midwife(), doctors_row()));
		organization_is_found(|row| row.admins = Default::default());
		organization_is_found(|row| row.terms.known_since = NOW - 1);
		organization_is_found(|row| row.practitioners_known_since = NOW - 1);
		organization_is_found(|row| row.key = Some(EncryptionKey::first(key(0))));
		is_found(|| {
			Organizations::<Test>::mutate_extant(0, |row| {
				row.admins.try_push(ADMIN).expect("there is room");
			});
			RoleCount::<Test>::insert(ADMIN, 2);
			System::inc_sufficients(&ADMIN);
		});
	});
}

#[test]
fn gateways_that_are_not_as_they_are_known_are_found() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		let unknown = Gateway { account: OUTSIDER, period: OPEN };
		organization_is_found(|row| row.gateways.try_push(unknown).expect("there is room"));
		organization_is_found(|row| {
			row.gateways.try_push(row.gateways[0].clone()).expect("there is room");
		});
		organization_is_found(|row| row.gateways[0].period.from = NOW + 1);
		organization_is_found(|row| row.gateways_known_since = NOW + DAY);
		gateway_is_found(|known| known.latest = false);
		gateway_is_found(|known| known.in_row_since = NOW + 1);
		is_found(|| GatewayHistories::<Test>::remove(0, GATEWAY));
		is_found(|| GatewayHistories::<Test>::insert(0, OUTSIDER, History::new(true, NOW)));
		is_found(|| GatewayHistories::<Test>::insert(7, OUTSIDER, History::new(true, NOW)));
		is_found(|| {
			GatewayAnnexes::<Test>::insert((0, GATEWAY, 0), Past { until: NOW, value: true });
		});
		is_found(|| {
			GatewayAnnexes::<Test>::insert((0, OUTSIDER, 0), Past { until: NOW, value: true });
		});
		go_to(NOW + DAY);
		assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, GATEWAY));
		organization_is_found(|row| row.gateways_in_row_since = NOW + DAY - 1);
	});
}

#[test]
fn annexes_with_gaps_and_of_nobody_are_found() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for number in 1..=20 {
			go_to(NOW + number * DAY);
			assert_ok!(ProviderRegistry::set_emergency_role(
				root(),
				0,
				by(DOCTOR),
				number % 2 == 1
			));
			if number % 2 == 1 {
				suspend();
			} else {
				reinstate();
			}
		}
		check();
		for number in [0, 5, 11] {
			is_found(|| PractitionerAnnexes::<Test>::remove((0, by(DOCTOR), number)));
			is_found(|| OrganizationAnnexes::<Test>::remove(0, number));
			is_found(|| {
				PractitionerAnnexes::<Test>::mutate((0, by(DOCTOR), number), |entry| {
					entry.as_mut().expect("stored").until += 2 * DAY;
				});
			});
			is_found(|| {
				OrganizationAnnexes::<Test>::mutate(0, number, |entry| {
					entry.as_mut().expect("stored").until -= 2 * DAY;
				});
			});
		}
		is_found(|| {
			let entry = PractitionerAnnexes::<Test>::get((0, by(DOCTOR), 0)).expect("stored");
			PractitionerAnnexes::<Test>::insert((0, midwife(), 0), entry);
		});
		is_found(|| {
			let entry = OrganizationAnnexes::<Test>::get(0, 0).expect("stored");
			OrganizationAnnexes::<Test>::insert(7, 0, entry);
		});
	});
}

#[test]
fn revocations_that_are_not_remembered_are_found() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		organization_is_found(|row| row.was_revoked = true);
		revoke();
		organization_is_found(|row| row.was_revoked = false);
	});
}

#[test]
fn successions_that_only_one_side_knows_of_are_found() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		let by = succeed();
		let another = accredit(ADMIN, OPEN);
		organization_is_found(|row| row.terms.latest.state = OrganizationState::Active);
		organization_is_found(|row| {
			row.terms.latest.state = OrganizationState::Succeeded { by: another };
		});
		organization_is_found(|row| {
			row.terms.latest.state = OrganizationState::Succeeded { by: 7 };
		});
		is_found(|| {
			Organizations::<Test>::mutate_extant(by, |row| row.predecessors = Default::default());
		});
		is_found(|| {
			Organizations::<Test>::mutate_extant(by, |row| {
				row.predecessors.try_push(row.predecessors[0]).expect("there is room");
			});
		});
	});
}

#[test]
fn practitioners_that_cannot_be_are_found() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		practitioner_is_found(|row| row.terms.latest.roles = Roles(1 << 9));
		practitioner_is_found(|row| row.terms.known_since = NOW - 1);
		practitioner_is_found(|row| row.key = Some(EncryptionKey::first(key(0))));
	});
}

#[test]
fn officers_and_places_that_do_not_fit_are_found() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let officer = Roles::of(&[salus_primitives::Role::PrivacyOfficer]);
		let change =
			ProviderRegistry::change_practitioner(signed(ADMIN), 0, by(DOCTOR), officer, OPEN);
		assert_ok!(change);
		is_found(|| PrivacyOfficers::<Test>::mutate(0, |officers| officers.count = 2));
		is_found(|| PrivacyOfficers::<Test>::mutate(0, |officers| officers.place = None));
		is_found(|| PrivacyOfficers::<Test>::mutate(0, |officers| officers.place = Some(1)));
		is_found(|| PrivacyOfficers::<Test>::remove(0));
		is_found(|| ReviewerPlaces::<Test>::remove(0));
		is_found(|| ReviewerPlaces::<Test>::insert(0, 1));
		is_found(|| ReviewerPool::<Test>::put(2));
		practitioner_is_found(|row| row.terms.latest.roles = doctors_roles());
	});
}
