use crate::{
	mock::*, types::Gateway, NextOrganizationId, Organization, OrganizationState, Organizations,
	Practitioner, Practitioners, RoleCount,
};
use frame_support::{assert_ok, storage::with_transaction};
use salus_primitives::{EncryptionKey, Period, Roles};
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
		practitioner_is_found(|row| row.leave(NOW + DAY));
		organization_is_found(|row| row.close_gateway(&GATEWAY, NOW + DAY));
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
fn gateways_that_contradict_each_other_are_found() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		let ended =
			|from, until| Gateway { account: GATEWAY, period: Period { from, until: Some(until) } };
		for gateway in [
			// While it is one anyway; at no moment; at moments that are forgotten.
			ended(NOW + DAY, NOW + 2 * DAY),
			Gateway { account: OUTSIDER, period: Period { from: NOW + 1, until: Some(NOW + 1) } },
			Gateway { account: OUTSIDER, period: Period { from: 0, until: Some(NOW) } },
		] {
			organization_is_found(|row| {
				row.gateways.try_push(gateway).expect("there is room");
			});
		}
	});
}

#[test]
fn successions_that_only_one_side_knows_of_are_found() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		let by = succeed();
		let another = accredit(ADMIN, OPEN);
		organization_is_found(|row| row.enter(OrganizationState::Active, NOW));
		organization_is_found(|row| row.enter(OrganizationState::Succeeded { by: another }, NOW));
		organization_is_found(|row| row.enter(OrganizationState::Succeeded { by: 7 }, NOW));
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
		practitioner_is_found(|row| row.terms.current.roles = Roles(1 << 9));
		practitioner_is_found(|row| row.terms.known_since = NOW - 1);
		practitioner_is_found(|row| row.key = Some(EncryptionKey::first(key(0))));
	});
}
