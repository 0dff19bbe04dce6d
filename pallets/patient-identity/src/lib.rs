#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use guardians::{are_acceptable_guardians, guardian_commitment};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod closing;
pub mod config_preludes;
mod control;
mod death;
mod devices;
mod errors;
mod events;
mod expiry;
mod freeze;
mod guardians;
mod limits;
mod links;
#[cfg(test)]
mod mock;
mod questions;
mod reassignment;
mod recovery;
mod registration;
mod representatives;
mod rows;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
pub mod weights;

/// The references that the rows of this pallet hold.
pub(crate) type RoleReferences<T> = salus_primitives::RoleReferences<T, RoleCount<T>>;

/// A patient of this chain.
pub(crate) type PatientOf<T> = Patient<<T as frame_system::Config>::AccountId>;

#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{Consideration, EnsureOrigin, Footprint, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AssuranceLevel, AuditTrail, Capacity, ClassSet, ControlChange, Moment, OnPatientClosed,
		OrganizationId, PatientDirectory, PatientId, Period, Power, Powers, ProviderDirectory,
		Relation,
	};
	use sp_core::H256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Who is a patient, and who speaks for one.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of the runtime.
	#[pallet::config(with_default)]
	pub trait Config: frame_system::Config {
		/// The chain's clock, in milliseconds since 1970.
		#[pallet::no_default]
		type Time: Time<Moment = Moment>;

		/// Where it is written down what happened to a patient: pallet-audit-log. `()` keeps nothing.
		#[pallet::no_default_bounds]
		type Audit: AuditTrail<Self::AccountId>;

		/// What other pallets do when a patient is closed: what it gave to others ends. pallet-consent, or `()`; a tuple does all.
		#[pallet::no_default_bounds]
		type OnClosed: OnPatientClosed;

		/// Who may sponsor and check patients, and be an institutional guardian: pallet-provider-registry, or a register of the
		/// chain's own. With `()` nobody may: patients register by themselves.
		#[pallet::no_default_bounds]
		type Providers: ProviderDirectory<Self::AccountId>;

		/// The authority that keeps the register of persons: it appoints legal representatives,
		/// declares deaths, decides contested recoveries, and gives control back to who lost it.
		#[pallet::no_default]
		type RegistrarOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// What a sponsor pays for as long as nobody speaks for the patient that it registered, such as `HoldConsideration` over
		/// pallet-balances. `()` takes nothing: whoever practises fills the state for free then.
		#[pallet::no_default_bounds]
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// How long the patient has to object before a recovery or a reassignment is completed, before other
		/// guardians take office, and before a patient can be closed. In milliseconds, above 0. Suggested: three days, in which
		/// somebody who is ill looks at a phone once.
		type RecoveryDelay: Get<Moment>;

		/// How long a freeze lasts, and how long a recovery that has reached its threshold can be completed
		/// once it is due: so a freeze outlives the recovery that it protects. In milliseconds, longer than
		/// the recovery delay. Suggested: 30 days.
		#[pallet::constant]
		type FreezePeriod: Get<Moment>;

		/// How long after it was opened a recovery can be completed, in milliseconds. Longer than the
		/// recovery delay. Suggested: 60 days.
		#[pallet::constant]
		type AttemptLifetime: Get<Moment>;

		/// How long an offer of control can be accepted, in milliseconds; a minute at least. Suggested: a week.
		#[pallet::constant]
		type OfferLifetime: Get<Moment>;

		/// What the calls cost, beside the trail.
		type WeightInfo: WeightInfo;
	}

	/// Why an account's balance is on hold, if the runtime's [`Config::Consideration`] holds some.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// It sponsored a patient for whom nobody speaks yet.
		#[codec(index = 0)]
		SponsoredPatient,
	}

	/// The patients: from a patient's id to who speaks for it, who may act for it, and the key to seal
	/// to.
	///
	/// `Identity`, because the chain itself hashed the id.
	#[pallet::storage]
	pub type Patients<T: Config> =
		StorageMap<_, Identity, PatientId, Patient<T::AccountId>, OptionQuery>;

	/// How many patients an account has ever registered, for itself or for others: from the account to
	/// the number. It never goes down, so no id can be derived a second time.
	#[pallet::storage]
	pub type Registrations<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// How many rows of this pallet name an account in a role (controller, representative, device, whom
	/// control is offered or reassigned to, guardian in use): from the account to the number. For each of them the
	/// pallet holds one of the account's `sufficients` references, by which an account without any
	/// balance exists and has a nonce.
	#[pallet::storage]
	pub type RoleCount<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// The patients that were closed: from the id to when. An id in here is never used again.
	#[pallet::storage]
	pub type Tombstones<T: Config> = StorageMap<_, Identity, PatientId, Tombstone, OptionQuery>;

	/// What sponsors paid: from a patient for whom nobody speaks yet to who paid what.
	#[pallet::storage]
	pub type Deposits<T: Config> =
		StorageMap<_, Identity, PatientId, Deposit<T::AccountId, T::Consideration>, OptionQuery>;

	/// Offers of control: from a patient to whom it is offered, and until when.
	#[pallet::storage]
	pub type Offers<T: Config> =
		StorageMap<_, Identity, PatientId, Offer<T::AccountId>, OptionQuery>;

	/// Ids of the same person: from a patient to the others. Each of them lists this one, too.
	#[pallet::storage]
	pub type Links<T: Config> = StorageMap<_, Identity, PatientId, LinkedPatients, ValueQuery>;

	/// What the registrar has announced: from a patient to the account that shall speak for it.
	#[pallet::storage]
	pub type Reassignments<T: Config> =
		StorageMap<_, Identity, PatientId, Reassignment<T::AccountId>, OptionQuery>;

	/// What a patient's controller proposed about its link with another id: from the patient to the
	/// latest proposal.
	#[pallet::storage]
	pub type LinkProposals<T: Config> =
		StorageMap<_, Identity, PatientId, LinkProposal, OptionQuery>;

	/// The commitments to patients' guardians: from a patient to the one in force and the one to come.
	#[pallet::storage]
	pub type Guardians<T: Config> = StorageMap<_, Identity, PatientId, GuardianPlan, OptionQuery>;

	/// What patients' guardians are doing: from a patient to its guardians, once one of them has shown
	/// who they are, what they attempt, and who asks for a freeze.
	#[pallet::storage]
	pub type GuardianCases<T: Config> =
		StorageMap<_, Identity, PatientId, GuardianCase<T::AccountId>, OptionQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			if let Err(reason) = crate::limits::Limits::of::<T>().check() {
				panic!("{reason}");
			}
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The patient with this id: who speaks for it, who may act for it, and the key to seal to.
		/// `None` if there is no such patient, or no more.
		pub fn patient(patient: PatientId) -> Option<Patient<T::AccountId>> {
			Patients::<T>::get(patient)
		}

		/// What is left of the patient with this id, if it was closed.
		pub fn tombstone(patient: PatientId) -> Option<Tombstone> {
			Tombstones::<T>::get(patient)
		}

		/// Who may act for the patient now, and as what: the controller unless it has not confirmed,
		/// representatives whose time it is, devices.
		pub fn acting_for(patient: PatientId) -> Vec<Mandate<T::AccountId>> {
			Patients::<T>::get(patient).map(|row| row.mandates(T::Time::now())).unwrap_or_default()
		}

		/// Which powers the account has for the patient now: the controller has all. `None` if it has
		/// none.
		pub fn powers_of(patient: PatientId, account: T::AccountId) -> Option<Powers> {
			match Patients::<T>::get(patient)?.relation(&account, T::Time::now()) {
				Relation::Controller => Some(Powers::ALL),
				Relation::Representative(powers) | Relation::Executor(powers) => Some(powers),
				Relation::Device { .. } | Relation::Stranger => None,
			}
		}

		/// To whom control over the patient is offered, and until when. It may have lapsed.
		pub fn offer(patient: PatientId) -> Option<Offer<T::AccountId>> {
			Offers::<T>::get(patient)
		}

		/// How well it is known who the patient is: what was attested, as far as the organization that says so
		/// is still believed.
		pub fn assurance(patient: PatientId) -> Option<Assurance> {
			Patients::<T>::get(patient).map(|row| Self::counted_assurance(&row))
		}

		/// To whom the registrar announced to give control over the patient, and when that will be.
		pub fn reassignment(patient: PatientId) -> Option<Reassignment<T::AccountId>> {
			Reassignments::<T>::get(patient)
		}

		/// What the patient's guardians are doing, if they were shown.
		pub fn guardian_case(patient: PatientId) -> Option<GuardianCase<T::AccountId>> {
			GuardianCases::<T>::get(patient)
		}

		/// What the patient has committed to about its guardians.
		pub fn guardians(patient: PatientId) -> Option<GuardianPlan> {
			Guardians::<T>::get(patient)
		}

		/// The other ids of the same person.
		pub fn links(patient: PatientId) -> Vec<PatientId> {
			Links::<T>::get(patient).into_inner()
		}
	}

	impl<T: Config> PatientDirectory<T::AccountId> for Pallet<T> {
		fn relation(patient: &PatientId, account: &T::AccountId, at: Moment) -> Option<Relation> {
			Patients::<T>::get(patient).map(|row| row.relation(account, at))
		}

		fn key_epoch(patient: &PatientId) -> Option<u32> {
			Patients::<T>::get(patient).and_then(|row| row.key).map(|key| key.epoch)
		}

		fn has_died(patient: &PatientId, at: Moment) -> bool {
			Patients::<T>::get(patient)
				.and_then(|row| row.deceased_at)
				.is_some_and(|deceased_at| deceased_at <= at)
		}

		/// A closed patient has no row, so the row need not be decoded.
		fn is_open(patient: &PatientId) -> bool {
			Patients::<T>::contains_key(patient)
		}

		fn is_frozen(patient: &PatientId, at: Moment) -> bool {
			Patients::<T>::get(patient).is_some_and(|row| row.is_frozen(at))
		}

		fn is_known(patient: &PatientId) -> bool {
			Patients::<T>::contains_key(patient) || Tombstones::<T>::contains_key(patient)
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn register_for_benchmark(controller: &T::AccountId) -> Option<PatientId> {
			Some(Self::register_full(controller))
		}
	}
}
