//! Benchmarks of the calls, each with the tables that it touches full, and what other pallets' benchmarks
//! ask for.

use super::*;
use crate::{
	annexes::{GatewayAnnex, OrganizationAnnex, PractitionerAnnex, FORGOTTEN_PER_CALL},
	types::{Admins, Gateway},
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{Consideration, EnsureOrigin, Get, Time},
	BoundedVec,
};
use frame_system::RawOrigin;
use salus_primitives::{EncryptionKey, OnMisconduct, Pseudonym, PublicKey, Role};

const OPEN: Period = Period { from: 0, until: None };

/// 1 January 2026, when the benchmarks play: later than all the past that they make up.
const NOW: Moment = 1_767_225_600_000;

/// The practitioner without an account in each organization that the benchmarks make.
const PSEUDONYM: Pseudonym = Pseudonym([1; 32]);

/// How many entries an annex has: enough that two can be forgotten, also after a change.
const ANNEXED: u32 = 4;

/// A history with a full row, and so many entries in its annex: `one` and `other` by turns, each for a
/// millisecond, and `one` ever since.
fn long_history<V: Clone + PartialEq>(
	one: V,
	other: V,
	annexed: u32,
	annex: &impl Annex<V>,
) -> History<V> {
	let all = annexed.saturating_add(MAX_HISTORY);
	let entry = |number: u32| Past {
		until: Moment::from(number) + 1,
		value: if (all - number).is_multiple_of(2) { one.clone() } else { other.clone() },
	};
	(0..annexed).for_each(|number| annex.store(number, &entry(number)));
	History {
		past: BoundedVec::truncate_from((annexed..all).map(entry).collect()),
		in_row_since: annexed.into(),
		annexed: Annexed { first: 0, next: annexed },
		..History::new(one, 0)
	}
}

/// Lets an organization have been suspended again and again.
fn remember_organization<T: Config>(organization: OrganizationId, annexed: u32) {
	let annex = OrganizationAnnex::<T>::of(organization);
	Organizations::<T>::mutate_extant(organization, |row| {
		let suspended = row.terms_in(OrganizationState::Suspended);
		row.terms = long_history(row.terms.latest, suspended, annexed, &annex);
	});
}

/// Lets a practitioner have been suspended again and again.
fn remember_practitioner<T: Config>(
	organization: OrganizationId,
	practitioner: &PractitionerId<T::AccountId>,
	annexed: u32,
) {
	let annex = PractitionerAnnex::<T>::of(organization, practitioner);
	Practitioners::<T>::mutate(organization, practitioner, |row| {
		if let Some(row) = row {
			let suspended = row.terms_suspended(true);
			row.terms = long_history(row.terms.latest, suspended, annexed, &annex);
		}
	});
}

/// Lets an account have been a gateway again and again, and be one or not.
fn remember_gateway<T: Config>(
	organization: OrganizationId,
	account: &T::AccountId,
	is_gateway: bool,
	annexed: u32,
) {
	let annex = GatewayAnnex::<T>::of(organization, account);
	let known = long_history(is_gateway, !is_gateway, annexed, &annex);
	let since = known.since();
	GatewayHistories::<T>::insert(organization, account, known);
	Organizations::<T>::mutate_extant(organization, |row| {
		for gateway in row.gateways.iter_mut().filter(|gateway| gateway.account == *account) {
			gateway.period.from = since;
		}
	});
}

/// Makes an organization with all the admins, gateways and past that it can have, `admin` the last of its
/// admins and `gateway` the last of its gateways. It is accredited whenever now is.
fn accredit<T: Config>(admin: &T::AccountId, gateway: &T::AccountId) -> OrganizationId {
	let next = NextOrganizationId::<T>::get();
	let organization = Pallet::<T>::store_organization(
		OrganizationKind::Hospital,
		admin,
		OPEN,
		Commitment::repeat_byte(1),
		0,
	)
	.expect("benchmarks stay below every bound");
	let others = |name: &'static str, bound: u32| {
		(1..bound).map(|number| account::<T::AccountId>(name, next, number)).collect::<Vec<_>>()
	};
	let admins = others("admin", MAX_ADMINS);
	let gateways = others("gateway", MAX_GATEWAYS).into_iter().chain([gateway.clone()]);
	admins.iter().for_each(References::<T>::hold);
	Organizations::<T>::mutate_extant(organization, |row| {
		row.admins = Admins::truncate_from(admins.into_iter().chain([admin.clone()]).collect());
		for account in gateways {
			References::<T>::hold(&account);
			GatewayHistories::<T>::insert(organization, &account, History::new(true, 0));
			row.gateways
				.try_push(Gateway { account, period: OPEN })
				.expect("benchmarks stay below every bound");
		}
		row.key = Some(EncryptionKey::first(PublicKey::x25519([1; 32])));
	});
	remember_organization::<T>(organization, 0);
	organization
}

/// Lets `organization` have followed `others`, of which each had followed the one before: the longest way to it
/// from the first.
fn follow_others<T: Config>(organization: OrganizationId, others: u32) {
	let mut line = Vec::new();
	for number in 0..others {
		let nobody = account("nobody", organization, number);
		let other = accredit::<T>(&nobody, &nobody);
		follow::<T>(other, &line);
		line.push(other);
	}
	follow::<T>(organization, &line);
}

/// Lets `by` have followed the last of `line`, and with it all of them.
fn follow<T: Config>(by: OrganizationId, line: &[OrganizationId]) {
	let Some(last) = line.last() else { return };
	Organizations::<T>::mutate_extant(*last, |row| {
		row.terms.latest.state = OrganizationState::Succeeded { by };
	});
	Organizations::<T>::mutate_extant(by, |row| {
		let followed =
			line.iter().map(|organization| Predecessor { organization: *organization, since: 0 });
		row.predecessors = BoundedVec::truncate_from(followed.collect());
	});
}

/// Makes an accredited organization in which `account` practises with every role and is a gateway, and a
/// practitioner has no account; with all that is kept, everywhere.
pub(crate) fn admit<T: Config>(account: &T::AccountId) -> OrganizationId {
	let next = NextOrganizationId::<T>::get();
	let organization = accredit::<T>(&frame_benchmarking::account("admin", next, 0), account);
	follow_others::<T>(organization, MAX_PREDECESSORS);
	add::<T>(organization, &PractitionerId::Account(account.clone()));
	add::<T>(organization, &PractitionerId::Pseudonym(PSEUDONYM));
	organization
}

/// The first of as many organizations as there can be of which each has followed the one before. `account` is a
/// gateway of the last.
pub(crate) fn succession<T: Config>(account: &T::AccountId) -> OrganizationId {
	let last = admit::<T>(account);
	let followed = Organizations::<T>::get(last).map(|row| row.predecessors);
	followed.and_then(|line| line.first().map(|first| first.organization)).unwrap_or(last)
}

/// Makes somebody a practitioner of `organization` with every role, a key, and all the past that is kept.
fn add<T: Config>(organization: OrganizationId, practitioner: &PractitionerId<T::AccountId>) {
	let mut row = Pallet::<T>::new_practitioner(organization, Roles::ALL, OPEN, 0);
	row.key = Some(EncryptionKey::first(PublicKey::x25519([1; 32])));
	Pallet::<T>::store_practitioner(organization, practitioner, row)
		.expect("benchmarks stay below every bound");
	remember_practitioner::<T>(organization, practitioner, 0);
}

/// More organizations with a privacy officer than one draw looks at, which may not act now, so that it looks at as
/// many as it can.
pub(crate) fn reviewers<T: Config>() {
	let nobody = account("nobody", 0, MAX_PREDECESSORS);
	for _ in 0..MAX_TRIES.saturating_mul(4) {
		let organization = accredit::<T>(&nobody, &nobody);
		add::<T>(organization, &PractitionerId::Pseudonym(PSEUDONYM));
		Organizations::<T>::mutate_extant(organization, |row| {
			row.terms.latest.state = OrganizationState::Suspended;
		});
	}
}

/// An organization whose admin is `admin`, with a practitioner by an own account. Both have a past that may be
/// forgotten: whatever changes moves an entry into the annex and takes two off it.
fn employ<T: Config>(admin: &T::AccountId) -> (OrganizationId, PractitionerId<T::AccountId>) {
	let organization = accredit::<T>(admin, &account("gateway", 0, 0));
	follow_others::<T>(organization, MAX_PREDECESSORS);
	let practitioner = PractitionerId::Account(account("practitioner", 0, 0));
	add::<T>(organization, &practitioner);
	remember_organization::<T>(organization, ANNEXED);
	remember_practitioner::<T>(organization, &practitioner, ANNEXED);
	// Another organization has the last place among those that can be drawn, and takes the one that gets free.
	let nobody = account("nobody", organization, MAX_PREDECESSORS);
	let last = accredit::<T>(&nobody, &nobody);
	add::<T>(last, &PractitionerId::Pseudonym(PSEUDONYM));
	(organization, practitioner)
}

/// Lets the practitioner stand at `state` since the last moment of the past that is kept.
fn enter<T: Config>(
	organization: OrganizationId,
	practitioner: &PractitionerId<T::AccountId>,
	state: PractitionerState,
) {
	Practitioners::<T>::mutate(organization, practitioner, |row| {
		if let Some(row) = row {
			row.terms.latest.state = state;
		}
	});
}

fn state<T: Config>(
	organization: OrganizationId,
	practitioner: &PractitionerId<T::AccountId>,
) -> Option<PractitionerState> {
	Practitioners::<T>::get(organization, practitioner).map(|row| row.state())
}

/// Lets `applicant` have applied.
fn apply_for<T: Config>(applicant: &T::AccountId) {
	T::Consideration::ensure_successful(applicant, Pallet::<T>::application_footprint());
	Pallet::<T>::do_apply(
		applicant.clone(),
		OrganizationKind::Hospital,
		Commitment::repeat_byte(1),
	)
	.expect("the applicant can pay the deposit");
}

/// An origin that accredits.
fn accrediting<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::AccreditOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// An origin that licenses.
fn licensing<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::LicensingOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	/// Lets the benchmark play after all the past that it makes up. The clock is set without telling
	/// whoever watches it, such as Aura.
	fn begin<T: pallet_timestamp::Config<Moment = Moment>>() {
		pallet_timestamp::Now::<T>::put(NOW);
	}

	/// That all the past that the benchmarks make up may be forgotten.
	fn ensure_all_is_forgettable<T: Config>() -> Result<(), BenchmarkError> {
		let retention = T::HistoryRetention::get();
		if T::Time::now() < retention.saturating_add(Moment::from(MAX_HISTORY + FORGOTTEN_PER_CALL))
		{
			return Err(BenchmarkError::Stop("the clock must be later than the retention is long"));
		}
		Ok(())
	}

	#[benchmark]
	fn accredit_organization() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = accrediting::<T>()?;
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
		begin::<T>();
		let origin = accrediting::<T>()?;
		let (organization, _) = employ::<T>(&account("admin", 0, 0));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization);

		assert!(!Pallet::<T>::is_accredited(organization, T::Time::now()));
		Ok(())
	}

	#[benchmark]
	fn reinstate_organization() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = accrediting::<T>()?;
		let (organization, _) = employ::<T>(&account("admin", 0, 0));
		Organizations::<T>::mutate_extant(organization, |row| {
			row.terms.latest.state = OrganizationState::Suspended;
		});

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization);

		assert!(Organizations::<T>::get(organization).is_some_and(|row| row.is_active()));
		Ok(())
	}

	#[benchmark]
	fn add_practitioner() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		let (organization, practitioner) = employ::<T>(&caller);
		Pallet::<T>::do_remove_practitioner(&caller, organization, practitioner.clone())
			.expect("it practises");

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			organization,
			practitioner.clone(),
			Roles::of(&[Role::PrivacyOfficer]),
			OPEN,
		);

		assert_eq!(state::<T>(organization, &practitioner), Some(PractitionerState::Active));
	}

	#[benchmark]
	fn change_practitioner() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		let (organization, practitioner) = employ::<T>(&caller);
		let roles = Roles::of(&[Role::Physician]);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization, practitioner.clone(), roles, OPEN);

		assert!(Practitioners::<T>::get(organization, &practitioner).is_some_and(|row| !row
			.terms
			.latest
			.roles
			.contains(Role::Nurse)));
	}

	#[benchmark]
	fn publish_practitioner_key() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		let organization = admit::<T>(&caller);
		let practitioner = PractitionerId::Pseudonym(PSEUDONYM);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			organization,
			practitioner.clone(),
			PublicKey::x25519([2; 32]),
		);

		assert!(Practitioners::<T>::get(organization, &practitioner)
			.is_some_and(|row| row.key.is_some_and(|key| key.epoch == 1)));
	}

	#[benchmark]
	fn apply() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		T::Consideration::ensure_successful(&caller, Pallet::<T>::application_footprint());

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller.clone()),
			OrganizationKind::Hospital,
			Commitment::repeat_byte(1),
		);

		assert!(Applications::<T>::contains_key(&caller));
	}

	#[benchmark]
	fn withdraw_application() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		apply_for::<T>(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()));

		assert!(!Applications::<T>::contains_key(&caller));
	}

	#[benchmark]
	fn accept_application() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = accrediting::<T>()?;
		let applicant: T::AccountId = account("applicant", 0, 0);
		apply_for::<T>(&applicant);
		let organization = NextOrganizationId::<T>::get();

		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			applicant.clone(),
			OrganizationKind::Hospital,
			Commitment::repeat_byte(1),
			OPEN,
		);

		assert!(!Applications::<T>::contains_key(&applicant));
		assert!(Organizations::<T>::contains_key(organization));
		Ok(())
	}

	#[benchmark]
	fn reject_application() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = accrediting::<T>()?;
		let applicant: T::AccountId = account("applicant", 0, 0);
		apply_for::<T>(&applicant);

		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			applicant.clone(),
			OrganizationKind::Hospital,
			Commitment::repeat_byte(1),
		);

		assert!(!Applications::<T>::contains_key(&applicant));
		Ok(())
	}

	#[benchmark]
	fn renew_accreditation() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = accrediting::<T>()?;
		let (organization, _) = employ::<T>(&account("admin", 0, 0));
		let accreditation = Period { from: 0, until: Some(Moment::MAX) };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization, accreditation);

		assert!(Organizations::<T>::get(organization).is_some_and(|row| row
			.terms
			.latest
			.accreditation
			== accreditation));
		Ok(())
	}

	#[benchmark]
	fn revoke_accreditation() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = accrediting::<T>()?;
		let (organization, _) = employ::<T>(&account("admin", 0, 0));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization);

		assert!(Organizations::<T>::get(organization).is_some_and(|row| row.state().has_ended()));
		Ok(())
	}

	#[benchmark]
	fn succeed_organization() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = accrediting::<T>()?;
		let organization = accredit::<T>(&account("admin", 0, 0), &account("gateway", 0, 0));
		follow_others::<T>(organization, MAX_PREDECESSORS - 1);
		// It can be drawn, and another organization takes the place that it leaves.
		add::<T>(organization, &PractitionerId::Account(account("practitioner", 0, 0)));
		let nobody = account("nobody", organization, MAX_PREDECESSORS);
		let last = accredit::<T>(&nobody, &nobody);
		add::<T>(last, &PractitionerId::Pseudonym(PSEUDONYM));
		remember_organization::<T>(organization, ANNEXED);
		let by = accredit::<T>(&account("admin", 1, 0), &account("gateway", 1, 0));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization, by);

		assert!(Organizations::<T>::get(by).is_some_and(|row| row.predecessors.is_full()));
		Ok(())
	}

	#[benchmark]
	fn add_admin() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		let (organization, _) = employ::<T>(&caller);
		let added: T::AccountId = account("admin", organization, 0);
		Pallet::<T>::do_remove_admin(None, organization, account("admin", organization, 1))
			.expect("another admin stays");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization, added);

		assert!(Organizations::<T>::get(organization).is_some_and(|row| row.admins.is_full()));
	}

	#[benchmark]
	fn remove_admin() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		let (organization, _) = employ::<T>(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization, account("admin", organization, 1));

		assert!(Organizations::<T>::get(organization).is_some_and(|row| !row.admins.is_full()));
	}

	#[benchmark]
	fn add_gateway() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		let (organization, _) = employ::<T>(&caller);
		let added: T::AccountId = account("added", 0, 0);
		let removed = account("gateway", 0, 0);
		Pallet::<T>::do_remove_gateway(&caller, organization, removed).expect("it is one");
		remember_gateway::<T>(organization, &added, false, ANNEXED);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization, added.clone());

		assert!(Organizations::<T>::get(organization)
			.is_some_and(|row| row.gateways.is_full() && row.has_gateway(&added)));
	}

	#[benchmark]
	fn remove_gateway() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		let (organization, _) = employ::<T>(&caller);
		let removed: T::AccountId = account("gateway", 0, 0);
		remember_gateway::<T>(organization, &removed, true, ANNEXED);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization, removed.clone());

		assert!(Organizations::<T>::get(organization).is_some_and(|row| !row.has_gateway(&removed)));
	}

	#[benchmark]
	fn publish_organization_key() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		let (organization, _) = employ::<T>(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization, PublicKey::x25519([2; 32]));

		assert!(Organizations::<T>::get(organization)
			.is_some_and(|row| row.key.is_some_and(|key| key.epoch == 1)));
	}

	#[benchmark]
	fn remove_practitioner() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		let (organization, practitioner) = employ::<T>(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization, practitioner.clone());

		assert!(state::<T>(organization, &practitioner).is_some_and(|state| state.has_left()));
	}

	#[benchmark]
	fn leave() {
		begin::<T>();
		let caller: T::AccountId = whitelisted_caller();
		let (organization, _) = employ::<T>(&account("admin", 0, 0));
		let practitioner = PractitionerId::Account(caller.clone());
		add::<T>(organization, &practitioner);
		remember_practitioner::<T>(organization, &practitioner, ANNEXED);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization);

		assert!(state::<T>(organization, &practitioner).is_some_and(|state| state.has_left()));
	}

	#[benchmark]
	fn set_emergency_role() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = licensing::<T>()?;
		let (organization, practitioner) = employ::<T>(&account("admin", 0, 0));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization, practitioner.clone(), false);

		assert!(Practitioners::<T>::get(organization, &practitioner).is_some_and(|row| !row
			.terms
			.latest
			.roles
			.contains(Role::Emergency)));
		Ok(())
	}

	#[benchmark]
	fn suspend_practitioner() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = licensing::<T>()?;
		let (organization, practitioner) = employ::<T>(&account("admin", 0, 0));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization, practitioner.clone());

		assert!(state::<T>(organization, &practitioner).is_some_and(|state| state.is_suspended()));
		Ok(())
	}

	#[benchmark]
	fn reinstate_practitioner() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = licensing::<T>()?;
		let (organization, practitioner) = employ::<T>(&account("admin", 0, 0));
		enter::<T>(organization, &practitioner, PractitionerState::Suspended);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization, practitioner.clone());

		assert_eq!(state::<T>(organization, &practitioner), Some(PractitionerState::Active));
		Ok(())
	}

	/// The last call that it takes: as much is left of the annex as one call forgets.
	#[benchmark]
	fn forget_practitioner() -> Result<(), BenchmarkError> {
		begin::<T>();
		ensure_all_is_forgettable::<T>()?;
		let caller: T::AccountId = whitelisted_caller();
		let (organization, _) = employ::<T>(&account("admin", 0, 0));
		let practitioner = PractitionerId::Account(account("somebody", 0, 0));
		add::<T>(organization, &practitioner);
		remember_practitioner::<T>(organization, &practitioner, FORGOTTEN_PER_CALL);
		enter::<T>(organization, &practitioner, PractitionerState::Left { suspended: false });

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization, practitioner.clone());

		assert_eq!(state::<T>(organization, &practitioner), None);
		Ok(())
	}

	/// The last call that it takes: as much is left of the annex as one call forgets.
	#[benchmark]
	fn forget_gateway() -> Result<(), BenchmarkError> {
		begin::<T>();
		ensure_all_is_forgettable::<T>()?;
		let caller: T::AccountId = whitelisted_caller();
		let (organization, _) = employ::<T>(&account("admin", 0, 0));
		let forgotten: T::AccountId = account("forgotten", 0, 0);
		remember_gateway::<T>(organization, &forgotten, false, FORGOTTEN_PER_CALL);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), organization, forgotten.clone());

		assert!(!GatewayHistories::<T>::contains_key(organization, &forgotten));
		Ok(())
	}

	/// What another pallet's call costs more because it tells this one of a misconduct.
	#[benchmark]
	fn on_misconduct() {
		begin::<T>();
		let (organization, practitioner) = employ::<T>(&account("admin", 0, 0));

		#[block]
		{
			<Pallet<T> as OnMisconduct<T::AccountId>>::on_misconduct(organization, &practitioner);
		}

		assert!(state::<T>(organization, &practitioner).is_some_and(|state| state.is_suspended()));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
