//! The patients' pallet in somebody else's runtime, twice.
//!
//! A chain that has its own register of hospitals puts it behind `ProviderDirectory` and takes nothing
//! else of Salus: see [`cantonal`]. A chain that has none takes the provider registry as well: see
//! [`federal`]. What patients do is the same on both: see [`a_child_is_born`].
//!
//! ```text
//! cargo run -p pallet-patient-identity --example foreign_runtime
//! ```

use frame_support::{assert_noop, assert_ok, traits::Time};
use frame_system::RawOrigin;
use pallet_patient_identity::{
	Config, Error, NewPatientKey, Pallet as PatientIdentity, Patients, Registrations,
};
use salus_primitives::{
	AssuranceLevel, Capacity, Moment, OrganizationId, PatientDirectory, PatientId, Period, Power,
	Powers, PublicKey,
};
use sp_core::H256;
use sp_runtime::BuildStorage;

/// The midwife's account, on both chains.
const MIDWIFE: u64 = 1;
/// The mother's account, which has no coin and never had any.
const MOTHER: u64 = 2;
/// Somebody who practises nowhere.
const QUACK: u64 = 3;

/// The hospital that the midwife works in, on both chains.
const HOSPITAL: OrganizationId = 0;
/// Working there.
const AT_WORK: Capacity = Capacity::Practitioner { organization: HOSPITAL };

const DAY: Moment = 24 * 60 * 60 * 1_000;
/// When the example plays: 1 January 2026.
const TODAY: Moment = 1_767_225_600_000;

/// A chain that keeps its hospitals itself, in a table that its runtime's code holds.
#[allow(missing_docs)]
pub mod cantonal {
	use super::{DAY, HOSPITAL, MIDWIFE, TODAY};
	use frame_support::{derive_impl, traits::ConstU64};
	use frame_system::EnsureRoot;
	use salus_primitives::{
		Actor, Moment, NotPractising, OrganizationId, OrganizationKind, Period, PractitionerId,
		Predecessors, ProviderDirectory, Role, Roles, Standing,
	};

	frame_support::construct_runtime!(
		pub enum Runtime {
			System: frame_system,
			Timestamp: pallet_timestamp,
			Patients: pallet_patient_identity,
		}
	);

	#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
	impl frame_system::Config for Runtime {
		type Block = frame_system::mocking::MockBlock<Runtime>;
	}

	#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
	impl pallet_timestamp::Config for Runtime {}

	impl pallet_patient_identity::Config for Runtime {
		type Time = Timestamp;
		type Audit = ();
		type OnClosed = ();
		type Providers = CantonalRegister;
		type RegistrarOrigin = EnsureRoot<u64>;
		// Its hospitals sponsor new-borns by law and pay nothing for it.
		type Consideration = ();
		type RecoveryDelay = ConstU64<{ 3 * DAY }>;
		type FreezePeriod = ConstU64<{ 30 * DAY }>;
		type AttemptLifetime = ConstU64<{ 60 * DAY }>;
		type OfferLifetime = ConstU64<{ 7 * DAY }>;
		type WeightInfo = pallet_patient_identity::weights::SubstrateWeight<Runtime>;
	}

	/// Who works where, in what role, and for how long that is known.
	const STAFF: [(OrganizationId, u64, Role, Period); 2] = [
		(HOSPITAL, MIDWIFE, Role::Nurse, Period { from: TODAY, until: Some(TODAY + 365 * DAY) }),
		(HOSPITAL, 7, Role::Physician, Period { from: TODAY, until: None }),
	];

	/// The canton's register, as the patients' pallet sees it.
	pub struct CantonalRegister;

	impl ProviderDirectory<u64> for CantonalRegister {
		fn standing(actor: &Actor<u64>, at: Moment) -> Result<Standing, NotPractising> {
			let organization = actor.organization().ok_or(NotPractising::NotAPractitioner)?;
			#[cfg(feature = "runtime-benchmarks")]
			if Measured::get(organization).as_ref() == actor.account() {
				return Ok(Standing {
					kind: OrganizationKind::Hospital,
					roles: Roles::ALL,
					predecessors: Predecessors::new(),
				});
			}
			if organization != HOSPITAL {
				return Err(NotPractising::UnknownOrganization);
			}
			// The canton gives every midwife an account: nobody acts for another.
			let Some(PractitionerId::Account(account)) = actor.practitioner() else {
				return Err(NotPractising::NotAGateway);
			};
			let mut found =
				STAFF.iter().filter(|(place, who, _, _)| *place == organization && *who == account);
			let (_, _, role, period) = found.next().ok_or(NotPractising::NotAPractitioner)?;
			if !period.contains(at) {
				return Err(NotPractising::NotLicensed);
			}
			Ok(Standing {
				kind: OrganizationKind::Hospital,
				roles: Roles::of(&[*role]),
				predecessors: Predecessors::new(),
			})
		}

		fn is_accredited(organization: OrganizationId, _: Moment) -> bool {
			#[cfg(feature = "runtime-benchmarks")]
			if Measured::contains_key(organization) {
				return true;
			}
			organization == HOSPITAL
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn admit_for_benchmark(account: &u64) -> Option<OrganizationId> {
			let organization = HOSPITAL + 1 + Measured::iter().count() as u32;
			Measured::insert(organization, account);
			Some(organization)
		}
	}

	/// Whom the register has besides, while weights are measured: an organization, and who works there.
	#[cfg(feature = "runtime-benchmarks")]
	#[frame_support::storage_alias]
	type Measured = StorageMap<Canton, frame_support::Blake2_128Concat, OrganizationId, u64>;
}

/// A chain that takes the provider registry as well: whoever accredits does so by transaction, and
/// organizations manage their people themselves.
#[allow(missing_docs)]
pub mod federal {
	use super::DAY;
	use frame_support::{
		derive_impl, parameter_types,
		traits::{fungible::HoldConsideration, ConstU64, LinearStoragePrice},
	};
	use frame_system::EnsureRoot;

	frame_support::construct_runtime!(
		pub enum Runtime {
			System: frame_system,
			Timestamp: pallet_timestamp,
			Balances: pallet_balances,
			Providers: pallet_provider_registry,
			Patients: pallet_patient_identity,
		}
	);

	#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
	impl frame_system::Config for Runtime {
		type Block = frame_system::mocking::MockBlock<Runtime>;
		type AccountData = pallet_balances::AccountData<u64>;
	}

	#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
	impl pallet_timestamp::Config for Runtime {}

	#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
	impl pallet_balances::Config for Runtime {
		type AccountStore = System;
	}

	parameter_types! {
		pub const ForApplication: RuntimeHoldReason =
			RuntimeHoldReason::Providers(pallet_provider_registry::HoldReason::Application);
		pub const ForPatient: RuntimeHoldReason =
			RuntimeHoldReason::Patients(pallet_patient_identity::HoldReason::SponsoredPatient);
	}

	/// What a stored row costs as long as it is there: one unit, and one for each byte.
	type Price = LinearStoragePrice<ConstU64<1>, ConstU64<1>, u64>;

	impl pallet_provider_registry::Config for Runtime {
		type Time = Timestamp;
		type Audit = ();
		type AccreditOrigin = EnsureRoot<u64>;
		type LicensingOrigin = EnsureRoot<u64>;
		type Consideration = HoldConsideration<u64, Balances, ForApplication, Price>;
		type HistoryRetention = ConstU64<{ 10 * 365 * DAY }>;
		type WeightInfo = pallet_provider_registry::weights::SubstrateWeight<Runtime>;
	}

	impl pallet_patient_identity::Config for Runtime {
		type Time = Timestamp;
		type Audit = ();
		type OnClosed = ();
		type Providers = Providers;
		type RegistrarOrigin = EnsureRoot<u64>;
		type Consideration = HoldConsideration<u64, Balances, ForPatient, Price>;
		type RecoveryDelay = ConstU64<{ 3 * DAY }>;
		type FreezePeriod = ConstU64<{ 30 * DAY }>;
		type AttemptLifetime = ConstU64<{ 60 * DAY }>;
		type OfferLifetime = ConstU64<{ 7 * DAY }>;
		type WeightInfo = pallet_patient_identity::weights::SubstrateWeight<Runtime>;
	}
}

/// A midwife registers a new-born, and the registrar lets its mother act for it. All of this asks the
/// runtime's directory of providers, whichever that is.
fn a_child_is_born<T>() -> PatientId
where
	T: Config<AccountId = u64, RuntimeOrigin: From<RawOrigin<u64>>>,
{
	let salt = H256::repeat_byte(7);
	let sponsor = |who| {
		PatientIdentity::<T>::sponsor(
			RawOrigin::Signed(who).into(),
			AT_WORK,
			salt,
			None,
			None,
			AssuranceLevel::Level4,
		)
	};
	assert_noop!(sponsor(QUACK), Error::<T>::NotPractising);
	println!("  a quack cannot register anybody");

	let count = Registrations::<T>::get(MIDWIFE);
	assert_ok!(sponsor(MIDWIFE));
	let child = PatientIdentity::<T>::derive_patient_id(&MIDWIFE, count, salt);
	assert!(Patients::<T>::get(child).is_some_and(|row| row.controller.is_none()));
	println!("  the midwife registers {:?}, a new-born for whom nobody speaks yet", H256(child.0));

	let now = T::Time::now();
	let of_age = now + 18 * 365 * DAY;
	let childhood = Period { from: now, until: Some(of_age) };
	assert_ok!(PatientIdentity::<T>::appoint_representative(
		RawOrigin::Root.into(),
		child,
		MOTHER,
		Powers::ALL,
		childhood,
	));
	assert!(PatientIdentity::<T>::may_act(&child, &MOTHER, Power::Consent, now));
	assert!(!PatientIdentity::<T>::may_act(&child, &MOTHER, Power::Consent, of_age));
	assert!(!PatientIdentity::<T>::may_act(&child, &MIDWIFE, Power::Access, now));
	println!("  the mother may act for it until it is of age; the midwife gained no power over it");

	assert_ok!(PatientIdentity::<T>::replace_encryption_key(
		RawOrigin::Signed(MOTHER).into(),
		child,
		NewPatientKey { public: PublicKey::x25519([7; 32]), card: H256::repeat_byte(8) },
	));
	assert_eq!(PatientIdentity::<T>::key_epoch(&child), Some(0));
	assert!(frame_system::Pallet::<T>::account_exists(&MOTHER));
	println!("  she publishes its first key: her account has no coin, and exists by her role");
	child
}

/// The midwife says once more how the child was checked.
fn attest<T>(child: PatientId) -> sp_runtime::DispatchResult
where
	T: Config<AccountId = u64, RuntimeOrigin: From<RawOrigin<u64>>>,
{
	let midwife = RawOrigin::Signed(MIDWIFE).into();
	PatientIdentity::<T>::attest_identity(midwife, child, AT_WORK, AssuranceLevel::Level4)
}

fn on_the_cantonal_chain() {
	use cantonal::{Runtime, Timestamp};

	println!("A chain with a register of its own:");
	let genesis = frame_system::GenesisConfig::<Runtime>::default().build_storage().unwrap();
	sp_io::TestExternalities::new(genesis).execute_with(|| {
		Timestamp::set_timestamp(TODAY);
		let child = a_child_is_born::<Runtime>();

		assert_ok!(attest::<Runtime>(child));
		Timestamp::set_timestamp(TODAY + 365 * DAY);
		assert_noop!(attest::<Runtime>(child), Error::<Runtime>::NotPractising);
		println!(
			"  a year later the midwife is no longer on the canton's list, and can say nothing"
		);
	});
}

fn on_the_federal_chain() {
	use federal::{Balances, ForPatient, Providers, Runtime, RuntimeOrigin, Timestamp};
	use frame_support::traits::fungible::{InspectHold, Mutate};
	use salus_primitives::{Commitment, OrganizationKind, PractitionerId, Role, Roles};

	println!("A chain with the provider registry:");
	let genesis = frame_system::GenesisConfig::<Runtime>::default().build_storage().unwrap();
	sp_io::TestExternalities::new(genesis).execute_with(|| {
		Timestamp::set_timestamp(TODAY);
		let (admin, without_end) = (9, Period { from: TODAY, until: None });
		assert_ok!(Providers::accredit_organization(
			RuntimeOrigin::root(),
			OrganizationKind::Hospital,
			admin,
			without_end,
			Commitment::repeat_byte(7),
		));
		assert_ok!(Providers::add_practitioner(
			RuntimeOrigin::signed(admin),
			HOSPITAL,
			PractitionerId::Account(MIDWIFE),
			Roles::of(&[Role::Nurse]),
			without_end,
		));
		println!("  root accredits a hospital, and its admin adds the midwife");

		assert_ok!(Balances::mint_into(&MIDWIFE, 1_000_000));
		let child = a_child_is_born::<Runtime>();
		assert_eq!(Balances::balance_on_hold(&ForPatient::get(), &MIDWIFE), 0);
		println!("  once the mother acts for it, the midwife has the deposit back");

		assert_ok!(attest::<Runtime>(child));
		Timestamp::set_timestamp(TODAY + DAY);
		assert_ok!(Providers::suspend_organization(RuntimeOrigin::root(), HOSPITAL));
		assert_noop!(attest::<Runtime>(child), Error::<Runtime>::NotPractising);
		println!(
			"  a day later the hospital is suspended, and at once the midwife can say nothing in its name"
		);
	});
}

fn main() {
	on_the_cantonal_chain();
	on_the_federal_chain();
}

#[cfg(test)]
mod tests {
	#[test]
	fn both_chains_do_what_the_example_says() {
		super::main();
	}
}
