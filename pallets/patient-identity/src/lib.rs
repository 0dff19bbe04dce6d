#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use types::{Patient, PATIENT_ID_TAG};
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
pub mod weights;

use codec::Encode;
use salus_primitives::{
	Actor, AuditTrail, AuditedEvent, EncryptionKey, Moment, PatientDirectory, PatientId, Power,
	Relation, TrailId,
};
use sp_runtime::{ArithmeticError, DispatchError};

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Who is a patient, and who speaks for one.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The chain's clock, in milliseconds since 1970.
		type Time: Time<Moment = Moment>;

		/// Where it is written down that a patient was registered or replaced its key.
		type Audit: AuditTrail<Self::AccountId>;

		/// What the calls cost, beside the trail.
		type WeightInfo: WeightInfo;
	}

	/// The patients: from a patient's id to who speaks for it and the key to seal to.
	///
	/// `Identity`, because the chain itself hashed the id.
	#[pallet::storage]
	pub type Patients<T: Config> =
		StorageMap<_, Identity, PatientId, Patient<T::AccountId>, OptionQuery>;

	/// How many patients an account has ever registered: from the account to the number. It never
	/// goes down, so no id can be derived a second time.
	#[pallet::storage]
	pub type Registrations<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// How many rows of this pallet name an account in a role (so far: as a controller): from the
	/// account to the number. For each of them the pallet holds one of the account's `sufficients`
	/// references, by which an account without any balance exists and has a nonce.
	#[pallet::storage]
	pub type RoleCount<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A patient was registered.
		PatientRegistered {
			/// The new patient.
			patient: PatientId,
			/// The account that speaks for it.
			controller: T::AccountId,
		},
		/// A patient published a new encryption key.
		EncryptionKeyReplaced {
			/// The patient.
			patient: PatientId,
			/// The new key's epoch.
			epoch: u32,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no patient with this id.
		PatientNotFound,
		/// The signer may not do this for the patient.
		NotAuthorized,
		/// The key is all zeros, which X25519 must never be given, or it is the present key again.
		InvalidEncryptionKey,
		/// There is already a patient with the id that would be derived.
		AlreadyExists,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers a patient for whom the signer speaks, with its first encryption key.
		///
		/// The patient's id is derived from the signer, the number of patients that it has registered
		/// before, and `salt`: 32 random bytes of the client's choice, without which everybody could
		/// compute the ids of an account's future patients.
		///
		/// Any signed account may register. The call is free for everyone, also for an account that
		/// has never been on the chain: a patient owns no coin. What keeps the chain from being
		/// flooded is the runtime's limit of free transactions per account and block.
		///
		/// # Events
		/// [`Event::PatientRegistered`]
		///
		/// # Errors
		/// - [`Error::InvalidEncryptionKey`]: the key is all zeros.
		/// - [`Error::AlreadyExists`]: the derived id is taken.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|_: &OriginFor<T>, _: &H256, _: &[u8; 32]| -> bool { true })]
		pub fn register(
			origin: OriginFor<T>,
			salt: H256,
			encryption_key: [u8; 32],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register(who, salt, encryption_key)?;
			Ok(())
		}

		/// Publishes a new encryption key of `patient`, which starts the next epoch.
		///
		/// What was sealed to the old key stays readable to whoever holds that one.
		///
		/// For the patient's controller, or a representative with [`Power::Identity`]; free for them.
		///
		/// # Events
		/// [`Event::EncryptionKeyReplaced`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::NotAuthorized`]: the signer may not manage the patient's keys.
		/// - [`Error::InvalidEncryptionKey`]: the key is all zeros, or the present key again.
		#[pallet::call_index(1)]
		#[pallet::weight(
			T::WeightInfo::replace_encryption_key().saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &[u8; 32]| -> bool {
			Pallet::<T>::is_signed_with_power(origin, patient, Power::Identity)
		})]
		pub fn replace_encryption_key(
			origin: OriginFor<T>,
			patient: PatientId,
			encryption_key: [u8; 32],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let mut row = Patients::<T>::get(patient).ok_or(Error::<T>::PatientNotFound)?;
			ensure!(row.relation(&who).holds(Power::Identity), Error::<T>::NotAuthorized);
			ensure!(
				EncryptionKey::is_acceptable(&encryption_key) && encryption_key != row.key.public,
				Error::<T>::InvalidEncryptionKey
			);
			let key = row.key.replaced_by(encryption_key);

			row.key = key;
			Patients::<T>::insert(patient, row);
			T::Audit::append(
				TrailId::Patient(patient),
				Actor::Person(who),
				AuditedEvent::EncryptionKeyReplaced { epoch: key.epoch },
			);
			Self::deposit_event(Event::EncryptionKeyReplaced { patient, epoch: key.epoch });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The patient with this id: who speaks for it, and the key to seal to. `None` if there is
		/// no such patient.
		pub fn patient(patient: PatientId) -> Option<Patient<T::AccountId>> {
			Patients::<T>::get(patient)
		}
	}

	impl<T: Config> Pallet<T> {
		/// The id of the patient that `registrant` registers with `salt` after `count` others.
		pub fn derive_patient_id(registrant: &T::AccountId, count: u32, salt: H256) -> PatientId {
			let id =
				(PATIENT_ID_TAG, registrant, count, salt).using_encoded(sp_io::hashing::blake2_256);
			PatientId(id)
		}

		/// Stores a new patient for whom `controller` speaks, and writes it into its trail.
		fn do_register(
			controller: T::AccountId,
			salt: H256,
			encryption_key: [u8; 32],
		) -> Result<PatientId, DispatchError> {
			ensure!(
				EncryptionKey::is_acceptable(&encryption_key),
				Error::<T>::InvalidEncryptionKey
			);
			let before = Registrations::<T>::get(&controller);
			let registrations = before.checked_add(1).ok_or(ArithmeticError::Overflow)?;
			let roles =
				RoleCount::<T>::get(&controller).checked_add(1).ok_or(ArithmeticError::Overflow)?;
			let patient = Self::derive_patient_id(&controller, before, salt);
			ensure!(!Patients::<T>::contains_key(patient), Error::<T>::AlreadyExists);

			Registrations::<T>::insert(&controller, registrations);
			RoleCount::<T>::insert(&controller, roles);
			frame_system::Pallet::<T>::inc_sufficients(&controller);
			Patients::<T>::insert(
				patient,
				Patient {
					controller: controller.clone(),
					key: EncryptionKey::first(encryption_key),
					registered_at: T::Time::now(),
				},
			);
			T::Audit::append(
				TrailId::Patient(patient),
				Actor::Person(controller.clone()),
				AuditedEvent::PatientRegistered,
			);
			Self::deposit_event(Event::PatientRegistered { patient, controller });
			Ok(patient)
		}

		/// Whether `origin` is signed by an account that may act for `patient` with `power`.
		fn is_signed_with_power(origin: &OriginFor<T>, patient: &PatientId, power: Power) -> bool {
			ensure_signed(origin.clone())
				.is_ok_and(|who| Self::may_act(patient, &who, power, T::Time::now()))
		}
	}

	impl<T: Config> PatientDirectory<T::AccountId> for Pallet<T> {
		fn relation(patient: &PatientId, account: &T::AccountId, _: Moment) -> Option<Relation> {
			Patients::<T>::get(patient).map(|row| row.relation(account))
		}

		fn key_epoch(patient: &PatientId) -> Option<u32> {
			Patients::<T>::get(patient).map(|row| row.key.epoch)
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn register_for_benchmark(controller: &T::AccountId) -> PatientId {
			Self::do_register(controller.clone(), H256::repeat_byte(0x5a), [0x5a; 32])
				.expect("the registrations counter makes every id a new one")
		}
	}
}
