use crate::{mock::*, NextOrganizationId, Organizations, Practitioners, RoleCount};
use frame_support::{assert_ok, storage::with_transaction};
use salus_primitives::{Period, Roles};
use sp_runtime::{DispatchError, TransactionOutcome};

/// Breaks something, checks that the breach is found, and takes it back.
fn is_found(breach: impl FnOnce()) {
	let found = with_transaction(|| {
		breach();
		let found = ProviderRegistry::do_try_state().is_err();
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(found))
	});
	assert_eq!(found, Ok(true));
	assert_ok!(ProviderRegistry::do_try_state());
}

#[test]
fn what_the_invariants_forbid_is_found() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		is_found(|| RoleCount::<Test>::insert(DOCTOR, 2));
		is_found(|| RoleCount::<Test>::remove(DOCTOR));
		is_found(|| RoleCount::<Test>::insert(OUTSIDER, 0));
		is_found(|| {
			let _ = System::dec_sufficients(&DOCTOR);
		});
		is_found(|| NextOrganizationId::<Test>::put(2));
		is_found(|| Organizations::<Test>::remove(0));
		is_found(|| Organizations::<Test>::mutate_extant(0, |row| row.admins = Default::default()));
		is_found(|| {
			let overlapping = vec![OPEN, Period { from: NOW + DAY, until: None }];
			Organizations::<Test>::mutate_extant(0, |row| {
				row.suspensions = overlapping.try_into().expect("two fit");
			});
		});
		is_found(|| {
			let mut practitioner = Practitioners::<Test>::get(0, DOCTOR).expect("added");
			practitioner.roles = Roles(0);
			Practitioners::<Test>::insert(0, DOCTOR, practitioner);
		});
	});
}
