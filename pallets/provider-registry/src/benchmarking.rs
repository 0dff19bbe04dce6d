//! Benchmarks of the calls, each with the tables that it touches full, and what other pallets' benchmarks
//! ask for.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{EnsureOrigin, Time},
	BoundedVec,
};
use frame_system::RawOrigin;

const OPEN: Period = Period { from: 0, until: None };

/// Makes an organization with all the admins and suspensions that it can have, `admin` the last of its
/// admins. The suspensions lie at the end of all time, so that it is accredited now whenever now is.
fn accredit<T: Config>(admin: T::AccountId) -> OrganizationId {
	let next = NextOrganizationId::<T>::get();
	let admins = (1..MAX_ADMINS)
		.map(|number| account("admin", next, number))
		.chain([admin])
		.collect::<Vec<_>>();
	let organization = Pallet::<T>::store_organization(
		OrganizationKind::Hospital,
		Admins::truncate_from(admins),
		OPEN,
		Commitment::repeat_byte(1),
		T::Time::now(),
	)
	.expect("benchmarks stay below every bound");
	let suspensions = (1..=Moment::from(MAX_HISTORY)).rev().map(|number| {
		let until = Moment::MAX - number;
		Period { from: until - 1, until: Some(until) }
	});
	Organizations::<T>::mutate_extant(organization, |row| {
		row.suspensions = BoundedVec::truncate_from(suspensions.collect());
	});
	organization
}

/// Makes an accredited organization in which `practitioner` has every role, a key, and all the past
/// that is kept.
pub(crate) fn admit<T: Config>(practitioner: &T::AccountId) -> OrganizationId {
	let next = NextOrganizationId::<T>::get();
	let organization = accredit::<T>(account("admin", next, 0));
	add::<T>(organization, practitioner);
	organization
}

/// Makes `account` a practitioner of `organization` with every role, a key, and all the past that is
/// kept, in which nothing was different.
fn add<T: Config>(organization: OrganizationId, account: &T::AccountId) {
	let now = T::Time::now();
	let mut practitioner = Practitioner::new(Roles::ALL, OPEN, now);
	practitioner.key = Some(EncryptionKey::first([1; 32]));
	let past = (1..=Moment::from(MAX_HISTORY)).map(|number| PastTerms {
		replaced_at: now + number,
		roles: Roles::ALL,
		licence: OPEN,
	});
	practitioner.past = BoundedVec::truncate_from(past.collect());
	Pallet::<T>::store_practitioner(organization, account, practitioner)
		.expect("benchmarks stay below every bound");
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn accredit_organization() -> Result<(), BenchmarkError> {
		let origin =
			T::AccreditOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let organization = NextOrganizationId::<T>::get();
		let admin: T::AccountId = account("admin", 0, 0);

		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			OrganizationKind::Hospital,
			admin,
			OPEN,
			Commitment::repeat_byte(1),
		);

		assert!(Organizations::<T>::contains_key(organization));
		Ok(())
	}

	#[benchmark]
	fn suspend_organization() -> Result<(), BenchmarkError> {
		let origin =
			T::AccreditOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let organization = accredit::<T>(account("admin", 0, 0));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization);

		assert!(!Pallet::<T>::is_accredited(organization, T::Time::now()));
		Ok(())
	}

	#[benchmark]
	fn reinstate_organization() -> Result<(), BenchmarkError> {
		let origin =
			T::AccreditOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let organization = accredit::<T>(account("admin", 0, 0));
		Organizations::<T>::mutate_extant(organization, |row| {
			if let Some(last) = row.suspensions.last_mut() {
				last.until = None;
			}
		});

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization);

		assert!(Organizations::<T>::get(organization).is_some_and(|row| !row.is_suspended()));
		Ok(())
	}

	#[benchmark]
	fn add_practitioner() {
		let caller: T::AccountId = whitelisted_caller();
		let organization = accredit::<T>(caller.clone());
		let added: T::AccountId = account("practitioner", 0, 0);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			organization,
			added.clone(),
			Roles::of(&[Role::Physician]),
			OPEN,
		);

		assert!(Practitioners::<T>::contains_key(organization, &added));
	}

	#[benchmark]
	fn change_practitioner() {
		let caller: T::AccountId = whitelisted_caller();
		let organization = accredit::<T>(caller.clone());
		let changed: T::AccountId = account("practitioner", 0, 0);
		add::<T>(organization, &changed);
		let roles = Roles::of(&[Role::Physician]);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization, changed.clone(), roles, OPEN);

		assert!(
			Practitioners::<T>::get(organization, &changed).is_some_and(|row| row.roles == roles)
		);
	}

	#[benchmark]
	fn publish_practitioner_key() {
		let caller: T::AccountId = whitelisted_caller();
		let organization = accredit::<T>(account("admin", 0, 0));
		add::<T>(organization, &caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), organization, [2; 32]);

		assert!(Practitioners::<T>::get(organization, &caller)
			.is_some_and(|row| row.key.is_some_and(|key| key.epoch == 1)));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
